"""Who is at risk in a case, and where each of them stands in the texts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from attribune.ledger.decision import Decision
from attribune.model import Entity, Records, Report, Resolved, Span, Statement
from attribune.names import compare, keys
from attribune.names.korean import surnames_of
from attribune.resolve.at_risk import IN_FULL, ONE_OF_SEVERAL

from .initial import Initials
from .likeness import Likenesses, near, said
from .sound import Sounds
from .spelling import ADDRESS, Spellings, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NOTHING_ELSE = (IN_FULL, ONE_OF_SEVERAL)  # no public office, no by-line: nothing says that somebody is public
_UNNAMED_ROLES = ("agent", "affected")


@dataclass(frozen=True, slots=True)
class Risk:
    """``people``: the reason for each protected entity, by id. ``kept``: ids that an analyst says need no protection.

    ``places`` are the stretches of each document that must not be shown, each with the key of the pseudonym to show
    instead; ``public`` those of all other names. ``kinds`` gives the kind of each entity.
    """

    people: Mapping[str, str]
    kept: frozenset[str]
    places: Mapping[str, list[tuple[Span, str]]]
    public: Mapping[str, list[tuple[Span, str]]]
    kinds: Mapping[str, str]
    names: Spellings = field(repr=False)
    sounds: Sounds = field(repr=False)
    likenesses: Likenesses = field(repr=False)
    initials: Initials = field(repr=False)
    public_names: Spellings = field(repr=False)


def at_risk(
    records: Records, resolved: Resolved, decisions: Iterable[Decision] = (), known: frozenset[str] = frozenset()
) -> Risk:
    """Who is at risk: whom ``resolve`` protects, whom an analyst marks, and whoever bears a protected whole name.

    ``known`` are the folded names of places and bodies that are known from elsewhere, and hence are nobody's alias.
    """
    found = judged(resolved, _Documents(records, resolved), decisions, known)
    return placed(found, resolved, records, resolved)


@dataclass(frozen=True, slots=True)
class Judged:
    """Who is at risk and why, by id; who needs no protection; the words, reports and statements that are marked."""

    people: Mapping[str, str]
    kept: frozenset[str]
    marks: tuple[Decision, ...]


class Documents(Protocol):
    """The documents that name an entity, by its id."""

    def __getitem__(self, entity: str, /) -> set[str]: ...


class _Documents(dict[str, set[str]]):
    """They are asked for of few entities, and gathered for these alone."""

    def __init__(self, records: Records, resolved: Resolved) -> None:
        self._mentions = {mention.id: mention.document for mention in records.mentions}
        self._entities = {entity.id: entity.mentions for entity in resolved.entities}

    def __missing__(self, entity: str) -> set[str]:
        found = {self._mentions[one] for one in self._entities[entity] if one in self._mentions}
        self[entity] = found
        return found


def judged(
    resolved: Resolved, documents: Documents, decisions: Iterable[Decision] = (), known: frozenset[str] = frozenset()
) -> Judged:
    """Who is at risk of all entities of a case."""
    marks, kept = _marks(decisions)
    people = {
        e.id: e.protect_reason or "judged to be at risk" for e in resolved.entities if e.protect and e.id not in kept
    }
    marked = {mark.target: mark.why or "marked" for mark in marks}
    people |= {entity.id: marked[entity.id] for entity in resolved.entities if entity.id in marked}
    for _ in range(2):  # whoever is hidden for a name that is nearly the same has names that others bear
        names, shared = _names(resolved, people), _shared_words(resolved, people) | known
        for entity in resolved.entities:
            if entity.id not in people and entity.id not in kept and _same_name(entity, names, documents, shared):
                people[entity.id] = "bears the name of somebody protected"
        people |= dict.fromkeys(_nearly(resolved, people, kept), "bears nearly the name of somebody protected")
    return Judged(people, kept, tuple(marks))


def placed(found: Judged, resolved: Resolved, records: Records, here: Resolved) -> Risk:
    """How those at risk of all entities of a case are found, and where they stand in some records: ``here`` are the
    entities of these.
    """
    places, public = _places(records, here, found.people)
    for document, span, key in _marked(records, found.marks):
        places[document].append((span, key))
    others = {e.id: "" for e in resolved.entities if e.id not in found.people}
    return Risk(
        people=found.people,
        kept=found.kept,
        places=places,
        public=public,
        kinds={entity.id: entity.kind for entity in resolved.entities},
        names=_names(resolved, found.people),
        sounds=_sounds(resolved, found.people),
        likenesses=_likenesses(resolved, found.people),
        initials=_initials(resolved),
        public_names=_names(resolved, others),
    )


def _names(resolved: Resolved, people: Mapping[str, str]) -> Spellings:
    spellings = Spellings()
    for entity in resolved.entities:
        if entity.id in people:
            for name in sorted({entity.name, *entity.names}):
                spellings.add(name, entity.id, person=entity.kind == "person")
    return spellings


def _sounds(resolved: Resolved, people: Mapping[str, str]) -> Sounds:
    sounds = Sounds()
    for entity in resolved.entities:
        if entity.id in people and entity.kind == "person":
            for name in sorted({entity.name, *entity.names}):
                sounds.add(name, entity.id)
    return sounds


def _likenesses(resolved: Resolved, people: Mapping[str, str]) -> Likenesses:
    likenesses = Likenesses()
    for entity in resolved.entities:
        if entity.id in people and entity.kind == "person":
            for name in sorted({entity.name, *entity.names}):
                likenesses.add(name, entity.id)
    return likenesses


def _initials(resolved: Resolved) -> Initials:
    """Those of all people: where somebody public has the same, they tell nothing."""
    initials = Initials()
    for entity in resolved.entities:
        for name in sorted({entity.name, *entity.names}) if entity.kind == "person" else ():
            initials.add(name, entity.id)
    return initials


def _nearly(resolved: Resolved, people: Mapping[str, str], kept: frozenset[str]) -> list[str]:
    """Whoever may be a protected person under a name that is misspelt or romanised otherwise.

    Only those of whom the texts tell nothing else: a public office or a by-line says that it is somebody public.
    """
    known: dict[str, set[str]] = defaultdict(set)
    surnames: set[str] = set()
    for entity in resolved.entities:
        for name in (entity.name, *entity.names) if entity.id in people and entity.kind == "person" else ():
            surnames |= _surnames(name)
            for form in (*_looked_up(name), *keys(name)):
                known[form].add(name)

    def nearly(entity: Entity) -> bool:
        for name in {entity.name, *entity.names}:
            if len(words(name)) > 1:
                # The sounds of its syllables are asked for only where a surname says that it may be the same family.
                forms = (*_looked_up(name), *(keys(name) if surnames & _surnames(name) else ()))
                others = set[str]().union(*(known.get(form, set()) for form in forms))
                if any(near(name, one) or (compare(name, one).same and len(words(one)) > 1) for one in others):
                    return True
        return False

    unknown = (e for e in resolved.entities if e.kind == "person" and e.id not in people and e.id not in kept)
    return (
        [entity.id for entity in unknown if entity.protect_reason in _NOTHING_ELSE and nearly(entity)] if known else []
    )


def _looked_up(name: str) -> set[str]:
    """Under what a full name is looked up: each of its longer words."""
    return {said(word.folded) for word in words(name) if len(word.folded) > 4}


def _surnames(name: str) -> frozenset[str]:
    """The Korean surnames that the words of a name may be, the first or the last."""
    pieces = words(name)
    return frozenset[str]().union(*(surnames_of(word.folded) for word in pieces[:1] + pieces[-1:]))


def _shared_words(resolved: Resolved, people: Mapping[str, str]) -> set[str]:
    """The words that are part of a longer name of somebody public."""
    return {
        word.folded
        for entity in resolved.entities
        if entity.id not in people
        for name in entity.names
        if len(pieces := words(name)) > 1
        for word in pieces
    }


def _same_name(entity: Entity, names: Spellings, documents: Documents, shared: set[str]) -> bool:
    """Whether an entity may be a protected person met elsewhere, or one met here and taken for a place or a body.

    All its names are protected whole names, or the one word by which a protected person is known, where nobody public
    is known by that word; or they are parts of a protected name, in documents of that person only ("Herr Oskar").
    A public bearer of the same whole name is protected too, until an analyst says otherwise: that does less harm.
    """
    plain = [[word.folded for word in words(name)] for name in (entity.name, *entity.names)]
    forms = {"".join(name) for name in plain} - {""}
    if forms and all(form in names.wholes for form in forms):
        return True
    if forms and forms <= names.alone and not forms & shared:
        return True
    if entity.kind == "person":  # "Herr Oskar", or "Oskar" alone where nobody public is called so
        if entity.protect_reason not in _NOTHING_ELSE or (forms & shared and any(len(name) == 1 for name in plain)):
            return False
        forms = {"".join(name[1:] if len(name) > 1 and name[0] in ADDRESS else name) for name in plain}
    bearers = [names.parts.get(form, frozenset()) for form in forms]
    if not forms or not all(bearers):
        return False
    named = set[str]().union(*(documents[key] for each in bearers for key in each))
    return documents[entity.id] <= named


def _places(
    records: Records, resolved: Resolved, people: Mapping[str, str]
) -> tuple[dict[str, list[tuple[Span, str]]], dict[str, list[tuple[Span, str]]]]:
    """Where protected entities are named, and where all others are, by document."""
    mentions = {mention.id: mention for mention in records.mentions}
    places: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    public: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for entity in resolved.entities:
        into = places if entity.id in people else public
        for mention in (mentions[one] for one in entity.mentions if one in mentions):
            into[mention.document].append((mention.span, entity.id))
    return places, public


def _marks(decisions: Iterable[Decision]) -> tuple[list[Decision], frozenset[str]]:
    """The marks in force, and the ids that need no protection. One document may have many words marked; without words,
    ``unprotect`` takes all marks of its target back.
    """
    marks: dict[tuple[str, object, object], Decision] = {}
    kept: set[str] = set()
    for decision in decisions:
        place = decision.target, decision.payload.get("start"), decision.payload.get("end")
        if decision.kind == "protect":
            marks[place] = decision
            kept.discard(decision.target)
        elif decision.kind == "unprotect" and place[1] is not None:
            marks.pop(place, None)
        elif decision.kind == "unprotect":
            marks = {one: mark for one, mark in marks.items() if one[0] != decision.target}
            kept.add(decision.target)
    return list(marks.values()), frozenset(kept)


def _marked(records: Records, marks: Iterable[Decision]) -> Iterable[tuple[str, Span, str]]:
    """The stretches that an analyst marks: words of a document, the unnamed of a report, the source of a statement."""
    texts = {document.id: document.text for document in records.documents}
    known: dict[str, Report | Statement] = {report.id: report for report in records.reports}
    known |= {statement.id: statement for statement in records.statements}
    names = {mention.id for mention in records.mentions}
    for mark in marks:
        start, end = mark.payload.get("start"), mark.payload.get("end")
        text = texts.get(mark.target)
        if text is not None and isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
            yield mark.target, Span.of(text, start, end), f"{mark.target}:{start}:{end}"
        record = known.get(mark.target)
        if isinstance(record, Statement) and record.source:
            yield record.document, record.source, record.id
        elif isinstance(record, Report):
            for argument in record.arguments:
                if argument.role in _UNNAMED_ROLES and argument.local not in names:
                    yield record.document, argument.span, f"{record.id}:{argument.span.start}"
