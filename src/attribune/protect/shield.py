"""The shield between the ledger and a reader: whatever passes it shows nobody who is at risk."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any, Protocol

from attribune.ledger.decision import Decision
from attribune.model import Coreference, Document, Mention, Records, Report, Resolved, Span, Statement, TimeExpression
from attribune.profiles import Profile

from .age import ages
from .naming import Naming
from .narrow import Narrowness
from .particular import Particulars, Told
from .policy import Policy
from .pseudonym import LOZENGE, outside, pseudonym
from .redaction import Redaction, Replacement, add
from .risk import Risk, at_risk
from .source import Descriptions, described, unnamed
from .spelling import Spellings, words
from .stretch import Stretches

# Fields of exported records that hold ids, and those that hold words of ours: all other text is searched for names.
IDS = frozenset(
    {"id", "document", "documents", "by", "within", "statement", "entity", "event", "origin", "report", "reports"}
    | {"from", "to", "record", "target", "conversion_of"}
)  # fmt: skip
OURS = frozenset(
    {"kind", "type", "role", "source_kind", "form", "act", "status", "factuality", "edtf", "language", "made_by"}
    | {"rule", "detail", "graded_by", "published", "horizon", "period", "at", "direction", "against", "media_type"}
    | {"reliability", "tags", "when"}
)  # fmt: skip
_ID = re.compile(r"\b[a-z][0-9a-f]{16}\b")  # what looks like an id is one, wherever it stands
_GENERAL = (f"{LOZENGE} a place", f"{LOZENGE} a body")
_REPEATS = ("value", "name", "speaker")
_VALUES = ("value", "low", "high", "edtf")
About = str | tuple[str, ...] | None
Phrases = tuple[Spellings, dict[str, str]]
Bare = tuple[Risk, Phrases]
"""Who is at risk without where they stand, and the descriptions of unnamed sources with what is shown instead."""
LEADS = ("path", "sha256", "url", "title")
"""What leads back to a document that holds somebody protected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The case's secret and protection policy, its decisions in force, and its profile."""

    secret: bytes
    policy: Policy
    decisions: Sequence[Decision] = ()
    profile: Profile | None = None


class Rest(Protocol):
    """What is known already, where a shield is made of few documents."""

    phrases: Phrases | None

    def redaction(self, document: Document, /) -> Redaction | None:
        """How a text is shown; None where that must be worked out."""
        ...

    def present(self, document: str, /) -> frozenset[str] | None:
        """The people at risk whom a document names; None as before."""
        ...


class Shield:
    """Protection for one case. Made of all its records, since a name met in one document is hidden in all; or of some,
    with ``risk`` and the ``rest`` told.
    """

    def __init__(
        self,
        records: Records,
        resolved: Resolved,
        settings: Settings,
        risk: Risk | None = None,
        rest: Rest | None = None,
    ) -> None:
        self._settings = settings
        self._keyed = lru_cache(maxsize=65536)(partial(outside, settings.secret))
        self.risk = risk or at_risk(records, resolved, settings.decisions, known_names(settings.profile))
        self._documents = {document.id: document for document in records.documents}
        self._mentions: dict[str, list[Mention]] = _by_document(records.mentions)
        self._statements: dict[str, list[Statement]] = _by_document(records.statements)
        self._redactions: dict[str, Redaction] = {}
        self._general: dict[str, Stretches] = {}  # what is made general in each document, names aside
        self._times: dict[str, list[TimeExpression]] = _by_document(records.times)
        self._reports: dict[str, list[Report]] = _by_document(records.reports)
        self._events = [event.reports for event in resolved.events]
        self._standing: dict[str, list[Coreference]] = defaultdict(list)
        for where, one in records.coreferences:
            self._standing[where].append(one)
        names = {mention.id for mention in records.mentions}
        standing = {one.local for _, one in records.coreferences if one.kind == "person"}
        self._unnamed = frozenset(standing - names)
        texts = {document.id: document.text for document in records.documents}
        self._rest = rest
        known = rest.present if rest else lambda _: None
        self._naming = Naming(self.risk, texts, self.label, known)
        self._scrubbed = lru_cache(maxsize=65536)(self._scrub)

    def bare(self) -> Bare:
        """What it takes to cover words about the whole case. It names who is at risk: it is for the case alone."""
        return replace(self.risk, places={}, public={}), self._phrases

    @classmethod
    def of(cls, settings: Settings, bare: Bare) -> Shield:
        """A shield for words alone, which knows no documents; it covers them as the one does that ``bare`` is of."""
        made = cls(Records(), Resolved(), replace(settings, decisions=()))
        made.risk, made._phrases = bare
        made._naming = Naming(made.risk, {}, made.label)
        return made

    def key(self, identifier: str) -> str:
        """An id as it is shown outside the case."""
        return self._keyed(identifier)

    def label(self, key: str) -> str:
        """How an entity, or whatever else has that key, is called outside."""
        return pseudonym(self._settings.secret, key, self.risk.kinds.get(key, "person"))

    def redaction(self, document: str) -> Redaction:
        """The text of a document as it may be shown, with the way of every span onto it."""
        if document not in self._redactions:
            own = self._documents[document]
            told = self._rest.redaction(own) if self._rest else None
            self._redactions[document] = self._redact(own) if told is None else told
        return self._redactions[document]

    def knows(self, document: str) -> bool:
        """Whether the case has a document of that id."""
        return document in self._documents

    def present(self, document: str) -> frozenset[str]:
        """The people at risk whom a document names."""
        return self._naming.present(document)

    def hides(self, document: str) -> bool:
        """Whether a document holds anything that is protected: what leads back to it is then left out as well."""
        if self.redaction(document):
            return True
        source = self._documents[document]
        return any(self.scrub(lead, document) != lead for lead in (source.path, source.url, source.title) if lead)

    def scrub(self, text: str, about: About = None) -> str:
        """Any text with protected names replaced: those of the documents it is ``about``; without any, of the case."""
        return self._scrubbed(text, (about,) if isinstance(about, str) else about)

    def soften(self, text: str, documents: Iterable[str]) -> str:
        """Words of ours about a place, with the towns and bodies that these documents make general made so too."""
        for document in sorted(set(documents) & self._documents.keys()):
            for one in self.redaction(document).replacements:
                if one.words.startswith(_GENERAL):
                    raw = self._documents[document].text[one.start : one.end]
                    text = re.sub(rf"(?<!\w){re.escape(raw)}(?!\w)", one.words, text, flags=re.IGNORECASE)
        return text

    def public_name(self, name: str) -> str:
        """A name of somebody public: shown, unless it is a whole protected name as well."""
        return Redaction(name, self._naming.in_public_name(name)).text

    def cover(self, value: Any, about: About = None, name: str = "") -> Any:  # noqa: ANN401 - any JSON value
        """An exported value as it may be shown: spans moved, ids keyed, names replaced, however deep they lie."""
        if isinstance(value, str):  # most values are, and the others cost more to ask for
            return self._words(value, about, name)
        if isinstance(value, Mapping):
            about = value.get("document") or about
            if {"start", "end", "quote"} <= value.keys():
                return self._span(value, about)
            return self._fields(value, about)
        if isinstance(value, (list, tuple)):
            return [self.cover(one, about, name) for one in value]
        return value

    def _words(self, value: str, about: About, name: str) -> str:
        if name in OURS:
            return value
        if name in IDS:
            return self.key(value)
        return self.scrub(_ID.sub(lambda found: self.key(found[0]), value), about)

    def _fields(self, value: Mapping[str, Any], document: About) -> dict[str, Any]:
        """A record's fields. Of a number or date that stands where something is hidden the value is hidden too.

        A field that repeats the words of a span beside it is shown as that span is: where a text has two people of one
        name, the span knows which one is meant.
        """
        covered = {name: self.cover(one, document, name) for name, one in value.items()}
        quotes = {
            one["quote"]: covered[n]["quote"] for n, one in value.items() if isinstance(one, Mapping) and "quote" in one
        }
        covered |= {
            n: quotes[one] for n, one in value.items() if n in _REPEATS and isinstance(one, str) and one in quotes
        }
        if isinstance(value.get("place"), str) and isinstance(document, str):
            covered["place"] = self.soften(covered["place"], [document])
        span = value.get("span")
        where = span.get("document") or document if isinstance(span, Mapping) and "start" in span else None
        if span and where in self._documents and self.redaction(where).touches(span["start"], span["end"]):
            if "detail" in value:
                covered["value"] = covered["span"]["quote"]
            else:
                covered |= {name: None for name in _VALUES if name in value}
            if "entity" in value and self._general[where].touch(span["start"], span["end"]):
                covered["entity"] = None  # it would lead from "a place" to the place
        if isinstance(value.get("description"), (list, tuple)) and self._settings.policy.descriptions != "keep":
            covered["description"] = [{**one, "words": None} for one in covered["description"]]
        return covered

    def _span(self, value: Mapping[str, Any], document: About) -> dict[str, Any]:
        """A span on the text as shown; of an unknown document only the words are left."""
        rest = {
            key: self.cover(one, document, key) for key, one in value.items() if key not in ("start", "end", "quote")
        }
        if not isinstance(document, str) or document not in self._documents:
            return {"start": None, "end": None, "quote": self.scrub(str(value["quote"])), **rest}
        span = self.redaction(document).map(value["start"], value["end"])
        return {"start": span.start, "end": span.end, "quote": span.quote, **rest}

    def _redact(self, document: Document) -> Redaction:
        named = self._naming.in_document(document.id)
        places = [(one.start, one.end) for one in named]
        softer = list(ages(document.text, places, self._public(document.id), self._settings.policy))
        mentions = self._mentions.get(document.id, ())
        told = Told(mentions, self._standing.get(document.id, ()), self._times.get(document.id, ()))
        softer += self._particulars.replacements(document, places, told, self._recorded.get(document.id, ()))
        if self._describing:
            softer += self._describing.replacements(self._zones(document), mentions)
        made = add(named, softer)
        self._general[document.id] = Stretches((one.start, one.end) for one in set(made) - set(named))
        return Redaction(document.text, made)

    def _public(self, document: str) -> list[tuple[int, int]]:
        """Where a document names people who are not at risk."""
        named = self.risk.public.get(document, ())
        return [(span.start, span.end) for span, key in named if self.risk.kinds.get(key) == "person"]

    @cached_property
    def _recorded(self) -> dict[str, list[Span]]:
        """What records tell of somebody at risk, by document: who, where and when, in any telling of the event.

        Where somebody public takes part it is their event, which names the place anyhow.
        """
        all_of = {one.id: one for reports in self._reports.values() for one in reports}
        found: dict[str, list[Span]] = defaultdict(list)
        for event in self.guarded:
            told = [all_of[one] for one in event if one in all_of]
            if any(_takes_part(one, Stretches(self._public(one.document))) for one in told):
                continue
            for one in told:
                found[one.document] += [part.span for part in one.arguments]
                found[one.document] += [one.when.span] if one.when.span else []
        return found

    @cached_property
    def guarded(self) -> dict[tuple[str, ...], None]:
        """The tellings of each event in which somebody at risk takes part."""
        event_of = {report: event for event in self._events for report in event}
        events: dict[tuple[str, ...], None] = {}
        for document, named in self.risk.places.items():
            hidden = Stretches((span.start, span.end) for span, _ in named)
            told = (one.id for one in self._reports.get(document, ()) if _takes_part(one, hidden))
            events |= {event_of.get(one, (one,)): None for one in told}
        return events

    def _zones(self, document: Document) -> list[Span]:
        """Where people without a name are described: sources, and those to whom something happened."""
        kept = self.risk.kept
        people = self._mentions.get(document.id, ())
        statements = [s for s in self._statements.get(document.id, ()) if s.id not in kept]
        zones = [described(document, one) for one in statements]
        reports = [r for r in self._reports.get(document.id, ()) if r.id not in kept]
        zones += [zone for report in reports for zone in unnamed(document, report, self._unnamed)]
        return [span for zone in zones if zone and self._narrowness.narrow(zone[0], people) for span in zone]

    @cached_property
    def _narrowness(self) -> Narrowness:
        return Narrowness(self._settings.profile or Profile("none"))

    @cached_property
    def _particulars(self) -> Particulars:
        return Particulars(self._settings.policy, Descriptions(self._settings.profile or Profile("none")))

    @cached_property
    def _describing(self) -> Descriptions | None:
        policy, profile = self._settings.policy, self._settings.profile
        return Descriptions(profile or Profile("none")) if policy.descriptions == "general" else None

    def _scrub(self, text: str, documents: tuple[str, ...] | None) -> str:
        phrases, shown = self._phrases
        described = [Replacement(f.start, f.end, shown[min(f.keys)]) for f in phrases.find(text)]
        return Redaction(text, add(described, self._naming.in_words(text, documents))).text

    @cached_property
    def _phrases(self) -> Phrases:
        """Descriptions of unnamed sources and words marked by an analyst, as they may stand in sentences of ours."""
        if self._rest and (known := self._rest.phrases) is not None:
            return known
        return phrases(one for document in self._documents for one in self.phrases_of(document))

    def phrases_of(self, document: str) -> list[tuple[str, str]]:
        """Those of one document, each with what is shown instead."""
        spans = self._zones(self._documents[document]) if self._describing else []
        spans += [span for span, key in self.risk.places.get(document, ()) if key not in self.risk.people]
        redaction = self.redaction(document) if spans else None
        pairs = [(span.quote, redaction.map(span.start, span.end).quote) for span in spans] if redaction else []
        return [(raw, general) for raw, general in pairs if general != raw and len(words(raw)) > 1]


def phrases(pairs: Iterable[tuple[str, str]]) -> Phrases:
    """Words with what is shown instead, so that they are found in any text; of two for the same words the first by
    the alphabet, whatever the order.
    """
    spellings, shown = Spellings(), dict[str, str]()
    for raw, general in pairs:
        spellings.add(raw, raw, person=False)
        shown[raw] = min(shown.get(raw, general), general)
    return spellings, shown


def _takes_part(report: Report, named: Stretches) -> bool:
    """Whether one of these names is that of somebody who takes part in what is reported."""
    return any(named.touch(one.span.start, one.span.end) for one in report.arguments)


def known_names(profile: Profile | None) -> frozenset[str]:
    """The names of all places and bodies of a profile, folded."""
    if profile is None:
        return frozenset()
    names = [name for place in profile.places for name in (place.name, *(name for name, _ in place.names))]
    names += [name for body in profile.organisations for name in (body.name, *(name for name, _ in body.names))]
    return frozenset("".join(word.folded for word in words(name)) for name in names)


def _by_document(records: Iterable[Any]) -> dict[str, list[Any]]:
    gathered: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        gathered[record.document].append(record)
    return gathered
