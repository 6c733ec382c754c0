"""The shield between the ledger and a reader: whatever passes it shows nobody who is at risk."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from attribune.ledger.decision import Decision
from attribune.model import Document, Mention, Records, Resolved, Span, Statement
from attribune.profiles import Profile

from .age import ages
from .policy import Policy
from .pseudonym import outside, pseudonym
from .redaction import Redaction, Replacement
from .risk import at_risk
from .source import Descriptions, described
from .spelling import ORDINARY, Found, Spellings, Stretches, fold, words

# Fields of exported records that hold ids, and those that hold words of ours: all other text is searched for names.
IDS = frozenset(
    {"id", "document", "documents", "by", "within", "statement", "entity", "event", "origin", "report", "reports"}
    | {"from", "to", "record", "target", "conversion_of"}
)  # fmt: skip
OURS = frozenset(
    {"kind", "type", "role", "source_kind", "form", "act", "status", "factuality", "edtf", "language", "made_by"}
    | {"rule", "detail", "graded_by", "published", "horizon", "period", "at", "direction", "against", "media_type", "encoding"}
)  # fmt: skip
_BEFORE_IN_ADDRESS = re.compile(r"[/@#_=.]")
_AFTER_IN_ADDRESS = re.compile(r"[/@_=]|\.\w")
_VALUES = ("value", "low", "high", "edtf")
LEADS = ("path", "sha256", "url", "title")
"""What leads back to a document that holds somebody protected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The case's secret and protection policy, its decisions in force, and its profile."""

    secret: bytes
    policy: Policy
    decisions: Sequence[Decision] = ()
    profile: Profile | None = None


class Shield:
    """Protection for one case. Made of all its records, since a name met in one document is hidden in all."""

    def __init__(self, records: Records, resolved: Resolved, settings: Settings) -> None:
        self._settings = settings
        self.risk = at_risk(records, resolved, settings.decisions)
        self._documents = {document.id: document for document in records.documents}
        self._mentions: dict[str, list[Mention]] = _by_document(records.mentions)
        self._statements: dict[str, list[Statement]] = _by_document(records.statements)
        self._redactions: dict[str, Redaction] = {}
        self._here: dict[str, frozenset[str]] = {}
        self._scrubbed = lru_cache(maxsize=65536)(self._scrub)

    def key(self, identifier: str) -> str:
        """An id as it is shown outside the case."""
        return outside(self._settings.secret, identifier)

    def label(self, key: str) -> str:
        """How an entity, or whatever else has that key, is called outside."""
        return pseudonym(self._settings.secret, key, self.risk.kinds.get(key, "person"))

    def redaction(self, document: str) -> Redaction:
        """The text of a document as it may be shown, with the way of every span onto it."""
        if document not in self._redactions:
            self._redactions[document] = self._redact(self._documents[document])
        return self._redactions[document]

    def hides(self, document: str) -> bool:
        """Whether a document holds anything that is protected: what leads back to it is then left out as well."""
        if self.redaction(document):
            return True
        source = self._documents[document]
        return any(self.scrub(lead, document) != lead for lead in (source.path, source.url, source.title) if lead)

    def scrub(self, text: str, document: str | None = None) -> str:
        """Any text with protected names replaced: those that ``document`` has; without one, those of all the case."""
        return self._scrubbed(text, document)

    def cover(self, value: Any, document: str | None = None, name: str = "") -> Any:  # noqa: ANN401 - any JSON value
        """An exported value as it may be shown: spans moved, ids keyed, names replaced, however deep they lie."""
        if isinstance(value, Mapping):
            document = value.get("document") or document
            if {"start", "end", "quote"} <= value.keys():
                return self._span(value, document)
            return self._fields(value, document)
        if isinstance(value, (list, tuple)):
            return [self.cover(one, document, name) for one in value]
        if not isinstance(value, str) or name in OURS:
            return value
        return self.key(value) if name in IDS else self.scrub(value, document)

    def _fields(self, value: Mapping[str, Any], document: str | None) -> dict[str, Any]:
        """A record's fields. Of a number or date that stands where something is hidden the value is hidden too."""
        covered = {name: self.cover(one, document, name) for name, one in value.items()}
        span = value.get("span")
        if document in self._documents and isinstance(span, Mapping) and "start" in span:
            where = span.get("document") or document
            if self.redaction(where).touches(span["start"], span["end"]):
                hidden = [name for name in _VALUES if name in value and "detail" not in value]
                covered |= dict.fromkeys(hidden)
        if isinstance(value.get("description"), (list, tuple)) and self._settings.policy.descriptions != "keep":
            covered["description"] = [{**one, "words": None} for one in covered["description"]]
        return covered

    def _span(self, value: Mapping[str, Any], document: str | None) -> dict[str, Any]:
        """A span on the text as shown; of an unknown document only the words are left."""
        rest = {
            key: self.cover(one, document, key) for key, one in value.items() if key not in ("start", "end", "quote")
        }
        if document not in self._documents:
            return {"start": None, "end": None, "quote": self.scrub(str(value["quote"])), **rest}
        span = self.redaction(document).map(value["start"], value["end"])
        return {"start": span.start, "end": span.end, "quote": span.quote, **rest}

    def _redact(self, document: Document) -> Redaction:
        text, own = document.text, [(span.start, span.end, key) for span, key in self.risk.places.get(document.id, ())]
        public = [(span.start, span.end) for span, _ in self.risk.public.get(document.id, ())]
        found = self._found(text, document.id, public)
        cuts = _merge(text, [*((start, end, self.label(key)) for start, end, key in own), *found])
        kept = [Replacement(*cut) for cut in cuts]
        softer = list(
            ages(text, [(c.start, c.end) for c in kept], self._public_people(document.id), self._settings.policy)
        )
        softer += self._descriptions(document)
        return Redaction(text, [*kept, *_apart(softer, kept)])

    def _descriptions(self, document: Document) -> Iterable[Replacement]:
        if self._describing is None:
            return ()
        statements = [s for s in self._statements.get(document.id, ()) if s.id not in self.risk.kept]
        return self._describing.replacements(document, statements, self._mentions.get(document.id, ()))

    @cached_property
    def _describing(self) -> Descriptions | None:
        policy, profile = self._settings.policy, self._settings.profile
        return Descriptions(profile or Profile("none")) if policy.descriptions == "general" else None

    def _found(self, text: str, document: str | None, public: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
        """Protected names in a text by their spelling, with what to put there. ``public`` are places of other names."""
        found = self.risk.names.find(text)
        if not found:
            return []
        others = [(f.start, f.end) for f in self.risk.public_names.find(text) if f.whole]
        public_places = Stretches([*public, *others])
        kept = Stretches(self._kept_places(document))
        here = self._present(document) if document else None
        return [
            (one.start, one.end, self._label_of(one, here))
            for one in found
            if not (kept.hold(one.start, one.end) or (not one.whole and public_places.touch(one.start, one.end)))
            and (one.whole or self._names_somebody(one, text, here))
        ]

    def _names_somebody(self, found: Found, text: str, here: frozenset[str] | None) -> bool:
        """Whether a part of a protected name stands for its bearer here.

        In a document of the bearer, always, but for a word of the language without a capital; in another one, where no
        public name has the same part and it looks like a name; in an address or a handle also without a capital.
        """
        form = fold(text[found.start : found.end])
        if here is None or found.keys & here:
            small = text[found.start].islower()
            return not small or (len(form) > 4 and form not in ORDINARY) or _in_address(text, found)
        return form not in self._public_parts and (found.sure or (len(form) > 3 and _in_address(text, found)))

    def _label_of(self, found: Found, here: frozenset[str] | None) -> str:
        """The pseudonym for a name: where two bear it, a third one that joins it to neither."""
        return self.label("+".join(sorted((found.keys & here if here else None) or found.keys)))

    def _present(self, document: str) -> frozenset[str]:
        """The protected people whom a document names: by a mention, or by a whole name."""
        if document not in self._here:
            named = {key for _, key in self.risk.places.get(document, ())}
            source = self._documents.get(document)
            found = self.risk.names.find(source.text) if source else ()
            self._here[document] = frozenset(named.union(*(f.keys for f in found if f.whole)))
        return self._here[document]

    def _public_people(self, document: str) -> list[tuple[int, int]]:
        places = self.risk.public.get(document, ())
        return [(span.start, span.end) for span, key in places if self.risk.kinds.get(key) == "person"]

    def _kept_places(self, document: str | None) -> list[tuple[int, int]]:
        places = self.risk.public.get(document or "", ())
        return [(span.start, span.end) for span, key in places if key in self.risk.kept]

    @cached_property
    def _public_parts(self) -> frozenset[str]:
        return frozenset({*self.risk.public_names.parts, *self.risk.public_names.wholes})

    def _scrub(self, text: str, document: str | None) -> str:
        cuts = [(f.start, f.end, self._phrases[1][min(f.keys)]) for f in self._phrases[0].find(text)]
        softer = [Replacement(*cut) for cut in _merge(text, self._found(text, document, ()))]
        kept = [Replacement(*cut) for cut in cuts]
        return Redaction(text, [*kept, *_apart(softer, kept)]).text

    @cached_property
    def _phrases(self) -> tuple[Spellings, dict[str, str]]:
        """Descriptions of unnamed sources and words marked by an analyst, as they may stand in sentences of ours."""
        spellings, shown = Spellings(), {}
        spans: list[tuple[str, Span]] = []
        for document, statements in self._statements.items():
            spans += [(document, zone) for s in statements for zone in described(self._documents[document], s)]
        spans += [
            (d, span) for d, places in self.risk.places.items() for span, key in places if key not in self.risk.people
        ]
        for document, span in spans:
            general = self.redaction(document).map(span.start, span.end).quote
            if general != span.quote and len(words(span.quote)) > 1:
                spellings.add(span.quote, span.quote, person=False)
                shown[span.quote] = general
        return spellings, shown


def _by_document(records: Iterable[Any]) -> dict[str, list[Any]]:
    gathered: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        gathered[record.document].append(record)
    return gathered


def _merge(text: str, cuts: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The cuts without overlaps.

    What overlaps is cut as one, under the label of the longer part; so are two of one label with only a space or a
    hyphen between them.
    """
    merged: list[tuple[int, int, str]] = []
    widest = 0
    for start, end, label in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if merged and start < merged[-1][1]:
            first, last, other = merged[-1]
            merged[-1] = first, max(last, end), label if end - start > widest else other
            widest = max(widest, end - start)
        elif merged and label == merged[-1][2] and text[merged[-1][1] : start] in {" ", "-", "\n", ""}:
            merged[-1] = merged[-1][0], end, label
        else:
            merged.append((start, end, label))
            widest = end - start
    return merged


def _apart(replacements: Iterable[Replacement], others: Iterable[Replacement]) -> list[Replacement]:
    """Those replacements that overlap neither each other nor the others; the first of two counts."""
    taken = [(one.start, one.end) for one in others]
    kept = []
    for one in sorted(set(replacements)):
        if not any(one.start < end and start < one.end for start, end in taken):
            taken.append((one.start, one.end))
            kept.append(one)
    return kept


def _in_address(text: str, found: Found) -> bool:
    """Whether a name stands inside an address, a handle or a file name."""
    before, after = text[max(found.start - 1, 0) : found.start], text[found.end : found.end + 2]
    return bool(_BEFORE_IN_ADDRESS.match(before) or _AFTER_IN_ADDRESS.match(after))
