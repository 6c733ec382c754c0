"""Forgetting: what must go is destroyed in every place of a case where it is kept."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from attribune.build import Builder
from attribune.ledger import Case
from attribune.ledger.decision import Draft
from attribune.ledger.locked import unsent
from attribune.model import AttribuneError, Records
from attribune.protect.spelling import ORDINARY, Spellings, fold
from attribune.protect.stretch import Stretches

from .case import ViewError
from .view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from attribune.ledger.decision import Decision
    from attribune.model import Document, Entity

_WRITTEN = ("hypotheses*.yaml*", "positions*.yaml*", "register.yaml*", "case.toml")  # ~: before the last change


@dataclass(frozen=True, slots=True)
class Doomed:
    """What must go: documents by id inside the case, the names of a person (none if a document is to be forgotten)."""

    documents: frozenset[str]
    names: tuple[str, ...]
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went: documents, originals and decisions. ``left`` are the analyst's own files that still tell of it."""

    documents: int
    originals: int
    decisions: int
    left: tuple[str, ...]


def doomed(root: Path, *whats: str) -> Doomed:
    """What must go for documents (id or path) or people (id or name) to be forgotten.

    With a person go all documents that name them: by a mention, or by one of their names in any spelling that is not
    known to be somebody else's. A name that several bear is refused with their ids: they may be one, or two. Raises
    ViewError for that, and where the case holds neither.
    """
    case = Case.open(root)
    shown = View(case)
    records, entities = case.records(), case.resolved().entities
    documents: set[str] = set()
    people: dict[str, Entity] = {}
    for what in whats:
        raw = shown.desk.inside(what)
        if found := {one.sha256 for one in records.documents if raw in {one.id, one.path} or one.path == what}:
            documents |= {one.id for one in records.documents if one.sha256 in found}
            continue
        meant = [one for one in entities if one.id == raw] or _called(entities, what)
        if not meant:
            none = "the case holds no document or person of that id, path or name: 'attribune entities' lists ids"
            raise ViewError(none)
        if len(meant) > 1:
            told = "; ".join(sorted(_candidate(shown, records, one) for one in meant))
            raise ViewError(f"{len(meant)} people are called so: name by id whoever must be forgotten. {told}")
        people[meant[0].id] = meant[0]
    names = tuple(dict.fromkeys(name for one in people.values() for name in (one.name, *one.names)))
    others = [one for one in entities if one.id not in people]
    documents |= {document for one in people.values() for document in _naming(records, others, one)}
    return Doomed(frozenset(documents), names, frozenset(people))


def _called(entities: Iterable[Entity], name: str) -> list[Entity]:
    wanted = fold(name)
    known = (one for one in entities if one.kind == "person")
    return [one for one in known if wanted in {fold(each) for each in (one.name, *one.names)}]


def _candidate(shown: View, records: Records, person: Entity) -> str:
    """One of several who bear a name: the id as shown, and where they are named, without what nobody may see."""
    mentions = set(person.mentions)
    named = {one.document for one in records.mentions if one.id in mentions}
    rows = [row for one in sorted(named) if (row := shown.show(one)["record"])]
    first = min(rows, key=lambda row: row["published"] or "9999", default=None)
    where = f", first in {first['outlet'] or first['id']}, {first['published'] or 'no date'}" if first else ""
    number = "1 article" if len(named) == 1 else f"{len(named)} articles"
    return f"{shown.show(person.id)['record']['id']}: in {number}{where}"


def forget(
    root: Path, doom: Doomed, why: str, by: str = "", progress: Callable[[str, int, int], None] = lambda *_: None
) -> Forgotten:
    """Destroy what must go, and build the ledger of what is left. Interrupted, it can be done again.

    The log keeps that something was forgotten, when, by whom and why, and nothing of what it was.
    """
    if not why.strip():
        raise ViewError("what is forgotten cannot be brought back: say why it must go")
    if left := unsent(root):
        raise ViewError(f"{left[0]} holds it too, with changes never sent: merge them, or remove it, then forget")
    case = Case.open(root)
    records = case.records()
    about = _About(case, records, doom)
    numbers = [one.seq for one in case.decisions.all() if about.holds(one)]
    try:
        return _destroy(
            case, doom, numbers, Draft("forget", "", {"documents": len(doom.documents)}, why, by=by), progress
        )
    except (OSError, AttribuneError) as refused:
        raise ViewError(f"not all of it is destroyed yet: {refused}. Mend that, and forget it again") from refused


def _destroy(
    case: Case, doom: Doomed, numbers: Sequence[int], log: Draft, progress: Callable[[str, int, int], None]
) -> Forgotten:
    sealed = case.decisions.forget(numbers)
    gone = [one for one in case.records().documents if one.id in doom.documents]
    with case.writing():
        paths = {(one.path, one.sha256) for one in gone}
        kept = [one for one in case.originals.index() if (one.path, one.sha256) not in paths]
        originals = case.originals.destroy({one.sha256 for one in gone} - {one.sha256 for one in kept})
        case.originals.list(kept)
    case.decisions.append(log)
    for derived in ("search", "pages", "backup"):  # words as shown, a copy of the decisions: all are made again
        shutil.rmtree(case.root / derived, ignore_errors=True)
    for spoilt in case.root.glob("decisions.db*.damaged"):  # kept beside when a copy was restored
        spoilt.unlink()
    Builder(case, progress=progress).build()
    case.generations.keep_current()
    case.annotations.sweep()
    return Forgotten(len(gone), originals, sealed, tuple(_left(case.root, doom)))


def _naming(records: Records, others: Iterable[Entity], person: Entity) -> frozenset[str]:
    """The documents that name a person. A name that a mention of somebody else accounts for is theirs."""
    mentions = set(person.mentions)
    named = {one.document for one in records.mentions if one.id in mentions}
    theirs = {mention for one in others if one.kind == "person" for mention in one.mentions}
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in records.mentions:
        if one.id in theirs:
            taken[one.document].append((one.span.start, one.span.end))
    spellings = Spellings()
    for name in (person.name, *person.names):
        spellings.add(name, person.id, person=True)

    def names(document: Document) -> bool:
        own = Stretches(taken.get(document.id, ()))
        if any(f.whole and not own.touch(f.start, f.end) for f in spellings.find(document.text)):
            return True
        if document.id in taken and any(f.whole for f in spellings.find(document.text)):
            return False  # the namesake's article: its title and address name the namesake
        told = (document.title or "", document.path, document.url or "")
        return any(found.whole for text in told for found in spellings.find(text))

    return frozenset(named | {one.id for one in records.documents if names(one)})


class _About:
    """Tells which decisions are about what must go, or have words that name it."""

    def __init__(self, case: Case, records: Records, doom: Doomed) -> None:
        paths = {one.path for one in records.documents if one.id in doom.documents}
        self._ids = _ids(case, records, doom)
        self._words = self._ids | paths
        self._names = _spellings(doom)
        self._namesakes = _about_namesakes(case, records, doom)

    def holds(self, decision: Decision) -> bool:
        told = f"{decision.payload} {decision.why}"
        if decision.target in self._ids or any(word in told for word in self._words):
            return True
        if decision.target in self._namesakes:
            return False
        return any(
            found.whole or found.sure or fold(told[found.start : found.end]) not in ORDINARY
            for found in self._names.find(told)
        )


def _spellings(doom: Doomed) -> Spellings:
    spellings = Spellings()
    for name in doom.names:
        spellings.add(name, "gone", person=True)
    return spellings


def _ids(case: Case, records: Records, doom: Doomed) -> frozenset[str]:
    """The ids of all that is about the documents that must go."""
    without = {"documents", "times", "coreferences"}
    groups = (getattr(records, one.name) for one in fields(records) if one.name not in without)
    found = {record.id for group in groups for record in group if record.document in doom.documents}
    known = (*case.resolved().events, *case.assessed().events)
    events = {one.id for one in known if one.reports and set(one.reports) <= found}
    entities = {one.id for one in case.resolved().entities if one.mentions and set(one.mentions) <= found}
    return frozenset({*found, *events, *entities, *doom.documents, *doom.entities})


def _about_namesakes(case: Case, records: Records, doom: Doomed) -> frozenset[str]:
    """Others who bear one of the names, and the documents and records of theirs that stay: the name there is theirs."""
    forms = {fold(name) for name in doom.names}
    bearers = [
        one
        for one in case.resolved().entities
        if one.id not in doom.entities and forms & {fold(name) for name in (one.name, *one.names)}
    ]
    mentions = {mention for one in bearers for mention in one.mentions}
    stay = {one.document for one in records.mentions if one.id in mentions} - doom.documents
    groups = (records.statements, records.reports, records.figures, records.forecasts, records.mentions)
    told = {record.id for group in groups for record in group if record.document in stay}
    return frozenset({*(one.id for one in bearers), *stay, *told})


def _left(root: Path, doom: Doomed) -> list[str]:
    """The analyst's own files that still have a name of who is forgotten."""
    spellings = _spellings(doom)
    there = sorted(path.name for pattern in _WRITTEN for path in root.glob(pattern) if path.is_file())
    told = {name: f"{name}\n{(root / name).read_text('utf-8', 'replace')}" for name in there}
    return [name for name, text in told.items() if any(found.whole for found in spellings.find(text))]
