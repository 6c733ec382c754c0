"""The one place that knows the order of the stages."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribune import annotate, assess, clean, extract, profiles, read, resolve
from attribune.addition import Addition, add_to
from attribune.engine import Local, Spark, undisturbed
from attribune.ledger import Case, CaseError, DamagedLedgerError, Kept, fingerprint
from attribune.ledger.annotated import packed
from attribune.ledger.decided import decided
from attribune.ledger.decision import REASSESSED, Draft
from attribune.ledger.neighbour import Neighbours, Rows, files
from attribune.ledger.original import line
from attribune.ledger.query import DOCUMENTS_CALLED
from attribune.ledger.schema import tables_of
from attribune.model import Assessed, Document, Metadatum, Records, Resolved, digest, document_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from spacy.language import Language

    from attribune.profiles import Profile

SETTABLE = ("published", "outlet", "title", "authors", "url")
LARGE = 2000
"""Documents in a case from which on few more are added by look-up (see ``addition``), and the rest stays as it is."""
_AT_ONCE, _SHARE = 100, 0.05  # documents added by look-up at one time, and in all as a share of those joined as a whole
_BATCH = 1000  # documents whose keys are worked out at once
_HEAP, _HEAVY = 64, 1 << 24  # originals, and bytes of them, that are kept at once
_SHARD = 32  # documents whose records are written at once, so that an interrupted build loses no more than these


def document_records(
    document: Document, nlp: Language, profile: Profile, attribution: extract.Ranker = extract.RANKERS[0]
) -> Records:
    """All records of one document: clean, annotate, extract. Pure: the same document gives the same records.

    ``attribution`` names the weights that find statements: learned ones, or ``rules``, written by hand.
    """
    if document.failure:
        return Records(documents=(document,))
    if extract.series.is_series(document):
        return extract.series.records(document)
    annotated = annotate.annotate(clean.clean(document), nlp, profile)
    statements = extract.statements(annotated, profile, attribution)
    return Records(
        documents=(annotated.document,),
        statements=statements,
        reports=extract.reports(annotated, statements, profile),
        figures=extract.figures(annotated, statements, profile),
        times=annotated.times,
        forecasts=extract.forecasts(annotated, statements),
        mentions=annotated.mentions,
        coreferences=tuple((annotated.document.id, one) for one in annotated.coreferences),
    )


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did.

    ``hash`` is the ledger's; ``annotated`` and ``known`` count documents; ``failures`` are (path, reason);
    ``seconds`` are (stage, seconds) in the order of the stages; ``changed`` is false where nothing was new.
    """

    hash: str
    annotated: int
    known: int
    failures: tuple[tuple[str, str], ...]
    seconds: tuple[tuple[str, float], ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """A document with its original bytes, for a machine that does not see the case."""

    kept: Kept
    data: bytes


@dataclass(frozen=True, slots=True)
class DocumentWork:
    """The per-document stages as work for an engine: from a kept original to its records."""

    root: Path
    pipeline: str
    profile: str
    attribution: extract.Ranker

    def prepare(self) -> None:
        """Load the pipeline and the profile once in a process."""
        annotate.load(self.pipeline)
        profiles.load(self.profile)

    def travelling(self, kept: Kept) -> Kept | Carried:
        """The document with its bytes, as far as they can be read."""
        try:
            return kept if kept.failure is not None else Carried(kept, Case(self.root).original(kept.sha256))
        except LookupError as missing:
            return replace(kept, failure=_could_not(missing))

    def run(self, task: Kept | Carried) -> bytes:
        """The records of one document, packed; one that cannot be read or processed is recorded with the reason."""
        kept = task.kept if isinstance(task, Carried) else task
        if kept.failure is not None:
            return self.give_up(kept, kept.failure)
        try:
            data = task.data if isinstance(task, Carried) else Case(self.root).original(kept.sha256)
            document = read.document(read.Found(kept.path, data, kept.given, kept.member))
            nlp, profile = annotate.load(self.pipeline), profiles.load(self.profile)
            return packed(document_records(document, nlp, profile, self.attribution))
        except Exception as broken:  # noqa: BLE001 - whatever one document does, the others go on
            return self.give_up(kept, _could_not(broken))

    def give_up(self, kept: Kept, reason: str) -> bytes:
        """The record of a document that failed, packed."""
        made = document_id(kept.path, kept.sha256)
        told = {one.name: one.value for one in reversed(kept.given)}
        failed = Document(made, kept.path, kept.sha256, "", "", "", metadata=kept.given, failure=reason)
        failed = replace(
            failed,
            title=told.get("title"),
            outlet=told.get("outlet"),
            published=told.get("published"),
            url=told.get("url"),
        )
        return packed(Records(documents=(failed,)))


def _could_not(broken: Exception) -> str:
    return f"it could not be processed: {type(broken).__name__}: {broken}"


@dataclass(slots=True)
class _Clock:
    """How long each stage took."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _since: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] += now - self._since
        self._since = now

    def laps(self) -> tuple[tuple[str, float], ...]:
        return tuple(self.seconds.items())


def _ranker(name: str) -> extract.Ranker:
    for one in extract.RANKERS:
        if one == name:
            return one
    raise CaseError(f"there is no attribution {name}: it is one of {', '.join(extract.RANKERS)}")


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds the ledger of a case. ``progress(stage, done, total)`` is called as the work goes on.

    From ``large`` documents on, few new ones are added by look-up.
    """

    case: Case
    engine: Local | Spark = field(default_factory=Local)
    progress: Callable[[str, int, int], None] = lambda *_: None
    large: int = LARGE

    @classmethod
    def create(
        cls,
        root: Path,
        profile: str | None = None,
        pipeline: str | None = None,
        attribution: str | None = None,
        **how: Any,  # noqa: ANN401 - the fields
    ) -> Builder:
        """For a new case in the folder ``root``, or the one that is there.

        ``profile`` (default exile) may be a file's path; ``pipeline`` is by default ``annotate.DEFAULT_PIPELINE``;
        ``attribution`` (default polnear) names the weights that find statements, one of ``extract.RANKERS``.
        Raises ``CaseError`` where the case that is there has others.
        """
        if (root / "case.toml").exists():
            there = Case.open(root).settings
            profile, pipeline = profile or there.get("profile"), pipeline or there.get("pipeline")
            attribution = attribution or there.get("attribution")
        chosen = profile or "exile", pipeline or annotate.DEFAULT_PIPELINE, _ranker(attribution or extract.RANKERS[0])
        return cls(Case.create(root, *chosen), **how)

    @classmethod
    def open(cls, root: Path, **how: Any) -> Builder:  # noqa: ANN401
        """For the case in the folder ``root``. Raises ``CaseError`` where there is none."""
        return cls(Case.open(root), **how)

    def set(self, document: str, values: dict[str, str], because: str) -> Result:
        """Record a correction of a document's metadata, and build. ``document`` is its id or its path in the case."""
        found = self.case.generations.query(DOCUMENTS_CALLED, name=document)
        if len(found) != 1:
            raise CaseError(f"{len(found) or 'no'} documents are called {document}: 'attribune documents' lists them")
        wrong = values.keys() - set(SETTABLE)
        if wrong or not all(values.values()):
            raise CaseError(f"cannot set {', '.join(sorted(wrong)) or 'an empty value'}: only {', '.join(SETTABLE)}")
        self.case.decisions.append(Draft("set", found[0][0], values, because))
        return self.build()

    def build(self, inputs: Sequence[str | Path] = (), metadata: Path | None = None) -> Result:
        """Take the inputs in, and bring the ledger up to what the case then holds.

        What the case held stays in it. Without inputs the ledger is made anew from the originals. Raises
        ``CaseError`` where another build is at work.
        """
        clock = _Clock()
        with self.case.writing():
            taken, old = self._taken(inputs, metadata), self._last()
            new = self._addable(taken, old)
            if new is not None:
                return self._add(new, old, clock)
            kept = self._take_in(taken, old)
            clock.lap("read")
            keys = self._keys(kept)
            state = self._state(keys)
            if old.get("state") == state and not self.case.generations.damaged():
                return _unchanged(old, len(kept), clock)
            parts, fresh = self._annotated(keys)
            self.case.annotations.compact(set(keys.values()))
            clock.lap("annotate and extract")
            parts = _once(parts)
            records = Records.merge(parts)
            taken_in = self.case.reassessing()
            failed = _failed(records)
            with undisturbed():
                made = self._set_wise(decided(records, self.case.decisions.active()), clock)
            about = {"state": state, "failed": failed, "decided": taken_in, **self._covers()}
            beside = self._beside(dict(zip(keys.values(), parts, strict=True)))
            ledger = self.case.generations.write(_tables(records, *made), about, beside)
            clock.lap("write")
            failures = tuple((path, reason) for path, _, reason in failed)
            return Result(ledger, fresh, len(kept) - fresh, failures, clock.laps(), changed=True)

    def _addable(self, taken: Sequence[Kept], old: Mapping[str, Any]) -> list[Kept] | None:
        """Those of the inputs that are new, where they can be added by look-up; None where all is to be made anew.

        That is so where anything else has changed since, where they are many, and where many were added already.
        """
        folder = self.case.generations.current()
        if not (taken and folder and old.get("how") == self._how() and Neighbours(folder).there):
            return None
        listing, covered = self.case.originals.listing(), old["covers"]["size"]
        if _sha256(listing[:covered]) != old["covers"]["sha256"] or self.case.generations.damaged(at_a_glance=True):
            return None
        held = set(listing.splitlines(keepends=True))
        places = {one.partition(b', "given": ')[0] for one in held}
        pending = self.case.originals.read_lines(listing[covered:])  # listed by an addition that was cut off
        new = [one for one in dict.fromkeys(taken) if line(one) not in held]
        changed = any(line(one).partition(b', "given": ')[0] in places for one in new)
        mended = {one.path for one in new} & {path for path, _, _ in old["failed"]}
        count, added = len(new) + len(pending), old.get("added", 0)
        few = count <= _AT_ONCE and added + count <= _SHARE * (old["counts"]["documents"] - added)
        return None if changed or mended or not few else [*pending, *new]

    def _add(self, new: Sequence[Kept], old: Mapping[str, Any], clock: _Clock) -> Result:
        """Add few documents by look-up."""
        before = int(old["counts"]["documents"])
        clock.lap("read")
        if not new:
            return _unchanged(old, before, clock)
        listed = set(self.case.originals.listing().splitlines(keepends=True))
        self.case.originals.add(one for one in new if line(one) not in listed)
        keys = self._keys(self._corrected(new))
        parts, fresh = self._annotated(keys)
        self.case.annotations.join()
        clock.lap("annotate and extract")
        parts = _once(parts, self.case.generations.bearing(part.documents[0].sha256 for part in parts))
        failed = _failed(Records.merge(parts))
        about = {"state": "", "failed": sorted([*map(tuple, old["failed"]), *failed]), **self._covers()}
        with undisturbed():
            named = dict(zip(keys.values(), parts, strict=True))
            ledger = Addition(self.case, profiles.load(self.profile), named, clock.lap).write(about)
        failures = tuple((path, reason) for path, _, reason in about["failed"])
        return Result(ledger, fresh, before + len(new) - fresh, failures, clock.laps(), changed=True)

    def _covers(self) -> dict[str, Any]:
        """What a generation says of how it was made, and of which documents."""
        listing = self.case.originals.listing()
        return {"how": self._how(), "covers": {"size": len(listing), "sha256": _sha256(listing)}}

    def _beside(self, parts: Mapping[str, Records]) -> dict[str, Any]:
        """What the documents of a large case are looked up in when others are added."""
        if len(parts) < self.large:
            return {}
        rows, profile, names = Rows(), profiles.load(self.profile), list(parts)
        for first in range(0, len(names), _BATCH):
            add_to(rows, {name: parts[name] for name in names[first : first + _BATCH]}, profile)
        return files(rows)

    def _last(self) -> dict[str, Any]:
        """What the generation in force says of itself; nothing where it is damaged, since it is then made anew."""
        try:
            return self.case.generations.manifest()
        except DamagedLedgerError:
            return {}

    def _taken(self, inputs: Sequence[str | Path], metadata: Path | None) -> list[Kept]:
        """Keep the bytes of all inputs."""
        taken: list[Kept] = []
        for some in _heaps(read.find(inputs, metadata)):
            kept = iter(self.case.originals.keep_all([one.data for one in some if not one.failure]))
            for one in some:
                sha256 = one.sha256 if one.failure else next(kept)
                taken.append(Kept(one.path, sha256, one.given, one.member, one.failure))
            self.progress("read", len(taken), 0)
        return taken

    def _take_in(self, taken: Iterable[Kept], old: Mapping[str, Any]) -> list[Kept]:
        """List the inputs; give what the case holds, with what the analyst has set laid over."""
        held = {(one.path, one.sha256): one for one in self.case.originals.index()}
        failed = [(path, sha256) for path, sha256, _ in old.get("failed", ())]
        for one in taken:
            for spoilt in [key for key in failed if key[0] == one.path and key in held]:
                del held[spoilt]  # it could not be read before: what is found now counts
            held[one.path, one.sha256] = one
        self.case.originals.list(held.values())
        return self._corrected(held.values())

    def _corrected(self, held: Iterable[Kept]) -> list[Kept]:
        """Documents by their place, with what the analyst has set laid over."""
        changes: dict[str, dict[str, Metadatum]] = defaultdict(dict)
        for decision in self.case.decisions.active():
            if decision.kind == "set":
                for name, value in decision.payload.items():
                    why = f"set by {decision.by} on {decision.at[:10]}"
                    changes[decision.target][name] = Metadatum(name, str(value), "given", why)
        return [
            replace(one, given=(*changes[document_id(one.path, one.sha256)].values(), *one.given))
            for one in sorted(held, key=lambda kept: (kept.path, kept.sha256))
        ]

    def _annotated(self, keys: dict[Kept, str]) -> tuple[list[Records], int]:
        """The records of each document, from the cache or made now, in the order of ``keys``; how many were made."""
        missing = [one for one in keys if keys[one] not in self.case.annotations.known()]
        work = DocumentWork(self.case.root, self.pipeline, self.profile, self.attribution)
        done: dict[str, bytes] = {}
        for number, (one, records) in enumerate(self.engine.run(work, missing), 1):
            done[keys[one]] = records
            self.progress("annotate and extract", number, len(missing))
            if len(done) >= _SHARD:
                self.case.annotations.write(done)
                done = {}
        self.case.annotations.write(done)
        found = self.case.annotations.read(keys.values())
        return [found[key] for key in keys.values()], len(missing)

    def _set_wise(self, records: Records, clock: _Clock) -> tuple[Resolved, Assessed]:
        """Resolve and assess; ids of entities and events, once given, are kept."""
        self.progress("resolve", 0, 1)
        profile = profiles.load(self.profile)
        decisions = self.case.decisions
        resolved = resolve.resolve(records, profile, decisions.given(), decisions.active(), self.engine.weigher)
        groups = [(e.id, e.mentions, e.made) for e in resolved.entities]
        groups += [(e.id, e.reports, e.made) for e in resolved.events]
        # what a person joined or parted had its id before, which comes back when that is undone
        decisions.give({member[0]: one for one, member, made in groups if member and made.made_by == "machine"})
        clock.lap("resolve")
        self.progress("assess", 0, 1)
        assessed = assess.assess(records, resolved, profile)
        clock.lap("assess")
        return resolved, assessed

    @property
    def pipeline(self) -> str:
        """The name of the pipeline that ``case.toml`` asks for."""
        return str(self.case.settings.get("pipeline", annotate.DEFAULT_PIPELINE))

    @property
    def profile(self) -> str:
        """The name or path of the profile that ``case.toml`` asks for."""
        return str(self.case.settings.get("profile", "exile"))

    @property
    def attribution(self) -> extract.Ranker:
        """The weights that find statements, as ``case.toml`` asks for; a case from before they could be chosen has
        the learned ones. Raises ``CaseError`` where there are none of that name.
        """
        return _ranker(str(self.case.settings.get("attribution", extract.RANKERS[0])))

    def _version(self) -> str:
        """By what documents are annotated: this code, the pipeline, the profile and the weights."""
        profile = self.profile
        if Path(profile).suffix:  # a file of the analyst's own, which may have changed; the shipped ones are code
            profile = hashlib.sha256(repr(profiles.load(profile)).encode("utf-8")).hexdigest()
        return digest(fingerprint.code(), annotate.version(self.pipeline), profile, self.attribution)

    def _keys(self, kept: Iterable[Kept]) -> dict[Kept, str]:
        """By what each document is annotated: its bytes and metadata, and the version."""
        version = self._version()
        return {one: digest(asdict(one), version) for one in kept}

    def _state(self, keys: dict[Kept, str]) -> str:
        """What a ledger is made from: equal states give equal ledgers."""
        changing = [d.hash for d in self.case.decisions.active() if d.kind in REASSESSED]
        return digest(list(keys.values()), fingerprint.code(set_wise=True), changing)

    def _how(self) -> str:
        """What a ledger is made by, its documents aside: while it stays, these need not be made anew."""
        changing = [d.hash for d in self.case.decisions.active() if d.kind in (*REASSESSED, "set")]
        return digest(self._version(), fingerprint.code(set_wise=True), changing)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _heaps(found: Iterable[read.Found]) -> Iterator[list[read.Found]]:
    """What is found, in heaps of which neither the number nor the size is great."""
    heap: list[read.Found] = []
    for one in found:
        heap.append(one)
        if len(heap) >= _HEAP or sum(len(each.data) for each in heap) >= _HEAVY:
            yield heap
            heap = []
    if heap:
        yield heap


def _failed(records: Records) -> list[tuple[str, str, str]]:
    return [(d.path, d.sha256, d.failure) for d in records.documents if d.failure]


def _unchanged(old: Mapping[str, Any], known: int, clock: _Clock) -> Result:
    """Nothing was new."""
    failures = tuple((path, reason) for path, _, reason in old["failed"])
    return Result(old["hash"], 0, known, failures, clock.laps(), changed=False)


def _once(parts: list[Records], known: Iterable[Document] = ()) -> list[Records]:
    """The same bytes under two names, with the same metadata, are one document: the first by name is read.

    Of those that are ``known`` it is the known one.
    """
    first = {(one.sha256, one.outlet, one.published): one.path for one in known if one.failure is None}
    kept = []
    for part in parts:
        document = part.documents[0]
        same = first.setdefault((document.sha256, document.outlet, document.published), document.path)
        if document.failure is None and same != document.path:
            reason = f"it holds the same bytes as {same}, which was read"
            part = Records(documents=(replace(document, text="", regions=(), origin_map=None, failure=reason),))  # noqa: PLW2901
        kept.append(part)
    return kept


def _tables(*parts: Records | Resolved | Assessed) -> dict[str, tuple[object, ...]]:
    return {name: records for part in parts for name, records in tables_of(part).items()}
