"""Accounts: what one document tells of one event, gathered from its reports for comparing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model.edtf import interval
from attribune.profiles import acts, kin

from .denial import mark_only
from .retold import dated
from .setting import lend
from .size import apart, many
from .within import repeated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from attribune.model import Argument, Document, Report
    from attribune.model.index import Index
    from attribune.profiles import Profile
    from attribune.profiles.geography import Geography

_WORD = re.compile(r"\w[\w'’]*")
_APPOSED = re.compile(r",\s((?:an?|the|former|his|her|its)\s[^,.;\n]{3,80})[,.;]")
_PSEUDONYM = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss)\.?\s)?[A-Z]\.?")  # what could be anybody's
_CLAUSE = 160  # characters that describe who acts, before a trigger
_SUBJECT = ("affected", "agent")  # whom it befalls, or who travels or meets
_SETS = ("people", "agents", "words", "doers", "causes", "objects", "cites", "speakers", "spots", "ages", "nations")
_FROM, _TO, _AT = ("origin",), ("destination",), ("place",)
_PALE = frozenset(
    word
    for line in files("attribune.resolve").joinpath("pale.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


@dataclass(slots=True)
class Account:
    """What one document tells of one event.

    ``family`` is the type under which happenings of kin types are compared;
    ``people`` (those it happens to), ``agents`` and ``speakers`` are entity ids, ``words`` describe the people, named
    or not, ``doers`` who did it without a name, ``causes`` what it is put down to, ``spots`` the place;
    ``ages`` are (person, age);
    ``group`` says whether they are several, None where that is not told;
    ``posts`` are places in the words for the people, ``nations`` the countries whose people they are called;
    ``leading`` says that it is the first of its type that the document tells, ``only`` that nobody and nothing else is
    told of there as its type, ``lone`` that nobody else unnamed is; ``denied`` that somebody denies it and nobody tells
    it, ``answers`` the account of its document that a denial without a name means, ``acting`` that its people are those
    who act; ``cites`` are outlets of the case, ``retold`` the time at which
    the text says it was told before;
    ``near_places`` and ``near_when`` are those of what is told beside it, whose accounts are ``beside``.
    """

    id: str
    document: str
    type: str
    reports: list[Report]
    people: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    when: str | None = None
    published: str | None = None
    low: float | None = None
    high: float | None = None
    status: str = "occurred"
    cites: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    spots: frozenset[str] = frozenset()
    ages: frozenset[tuple[str, int]] = frozenset()
    posts: tuple[str, ...] = ()
    nations: frozenset[str] = frozenset()
    group: bool | None = None
    leading: bool = False
    only: bool = False
    lone: bool = False
    denied: bool = False
    answers: str | None = None
    acting: bool = False
    retold: str | None = None
    family: str = ""
    near_places: tuple[str, ...] = ()
    near_when: str | None = None
    beside: tuple[str, ...] = ()
    triggers: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    where: tuple[str, ...] = ()
    day: date | None = None

    def __post_init__(self) -> None:
        """What many comparisons ask for: every place named, in whatever role; the day when it came out."""
        self.where = tuple(dict.fromkeys((*self.places, *self.origins, *self.destinations)))
        self.day = day(self.published)


def accounts(index: Index, geography: Geography, profile: Profile) -> list[Account]:
    """The accounts of all documents, in the order of the records."""
    acting = frozenset(kind.name for kind in profile.event_types if acts(kind, profile))
    families = kin(profile)
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in index.records.reports:
        known = report.local_event in index.reports and not apart(report, _SUBJECT)
        local = report.local_event if known else report.id
        groups[local or report.id].append(report)
    known_to_be_told = dated(index)
    same: dict[frozenset[str], frozenset[str]] = {}

    def gathered(reports: list[Report]) -> Account:
        account = _account(reports, index, geography, acting)
        account.family = families.get(account.type, account.type)
        return _shared(account, same)  # at once, or a large case holds every set twice

    made = _again([*map(gathered, groups.values())], index, gathered)
    seen: set[tuple[str, str]] = set()
    for account in made:
        account.leading = (account.document, account.family) not in seen
        seen.add((account.document, account.family))
        for report in account.reports:
            retelling = known_to_be_told(report)
            if retelling and not account.retold:
                account.retold = retelling.edtf
                account.cites |= retelling.outlets
    lend(made, index)
    mark_only(made)
    return made


def _again(told: list[Account], index: Index, gathered: Callable[[list[Report]], Account]) -> list[Account]:
    """The accounts, those that one document tells twice made one."""
    whole = dict(enumerate(told))
    first: dict[int, int] = {}
    for one, other in repeated(told, index):
        keep = first[other] = first.get(one, one)
        reports = sorted([*whole[keep].reports, *whole.pop(other).reports], key=lambda r: r.trigger)
        whole[keep] = gathered(reports)
    return [*whole.values()]


def _shared(account: Account, same: dict[frozenset[str], frozenset[str]]) -> Account:
    """The account with one object for each set that many accounts have, of which there may be a million."""
    for name in _SETS:
        held = getattr(account, name)
        setattr(account, name, same.setdefault(held, held))
    return account


def day(published: str | None) -> date | None:
    """The first day of a publication date."""
    days = interval(published)
    return days.first if days else None


def _account(reports: list[Report], index: Index, geography: Geography, acting: frozenset[str]) -> Account:
    first = reports[0]
    people, agents, words, objects = set(), set(), set(), set()
    doers, causes = set(), set()
    for report in reports:
        roles = {argument.role for argument in report.arguments}
        before = index.subject(report) if not roles & {"affected", "agent"} else None
        if before:
            people |= set() if _PSEUDONYM.fullmatch(before.name) else {before.id}
            words |= _words(_clause_before(report, index))
        subjects = _SUBJECT if report.type in acting else _SUBJECT[:1]
        for argument in report.arguments:
            entity = index.filler(report, argument)
            if argument.role in subjects:
                words |= _words(_without_owner(argument.span.quote, report, argument, index))
                if entity and entity.kind != "place":
                    words |= _said_of(report, argument, index)
                    people |= set() if _PSEUDONYM.fullmatch(entity.name) else {entity.id}
            elif argument.role == "agent":
                agents |= {entity.id} if entity else set()
                doers |= set() if entity else _words(argument.span.quote)
            elif argument.role == "reason":
                causes |= _words(argument.span.quote)
            elif argument.role in ("object", "employer"):
                objects |= {entity.id} if entity else _words(argument.span.quote)
    told = [index.numbers(report) for report in reports]
    bounds = next((both for both in told if both != (None, None)), (None, None))
    document = index.documents.get(first.document)
    names = {role: _places(reports, index, geography, role) for role in (_FROM, _TO, _AT)}
    return Account(
        first.id,
        first.document,
        first.type,
        reports,
        frozenset(people),
        frozenset(agents),
        frozenset(words),
        frozenset(doers),
        frozenset(causes),
        frozenset(objects),
        names[_FROM],
        names[_TO],
        names[_AT],
        next((r.when.edtf for r in reports if r.when.edtf), None),
        _published(document) if document else None,
        *bounds,
        status=_status(reports),
        cites=frozenset(_cited(reports, index)),
        speakers=frozenset(_speakers(reports, index)),
        spots=frozenset(
            word for r in reports for a in r.arguments if a.role in ("place", "origin") for word in _words(a.span.quote)
        ),
        group=_group(reports, people, bounds[0]),
        posts=_places(reports, index, geography, _SUBJECT),
        nations=frozenset(_nations(reports, geography)),
        acting=first.type in acting,
        denied=all(r.status == "denied" and (r.by or r.type not in acting) for r in reports),
        ages=frozenset(_ages(first.document, people, index)),
        triggers=frozenset((r.trigger.start, r.trigger.end) for r in reports),
    )


def _group(reports: list[Report], people: set[str], low: float | None) -> bool | None:
    """Whether it befalls several; whoever is named is one person, whoever went along, unless several are."""
    if people:
        return None if len(people) > 1 or (low or 0) > 1 else False  # "the two, A and B" are a group of these
    return many((a.span.quote for report in reports for a in report.arguments if a.role == "affected"), low)


def _nations(reports: list[Report], geography: Geography) -> Iterable[str]:
    """The countries whose people the participants are called: "four Cuban doctors", "a North Korean consul"."""
    for report in reports:
        for argument in report.arguments:
            if argument.role == "affected":
                found = [word for word in _WORD.findall(argument.span.quote) if word[0].isupper()]
                pairs = [f"{one} {two}" for one, two in pairwise(found) if f"{one} {two}" in argument.span.quote]
                whole = [pair for pair in pairs if geography.find(pair)]
                alone = [word for word in found if not any(word in pair.split() for pair in whole)]
                for name in (*whole, *alone):
                    place = geography.find(name)
                    if place and place.casefold() != name.casefold():
                        yield place


def _without_owner(text: str, report: Report, argument: Argument, index: Index) -> str:
    """The words without a name that only says whose: "X's predecessor" describes nobody by the words of X."""
    for mention in reversed(index.inside(report.document, argument.span)):
        place, end = mention.span.start - argument.span.start, mention.span.end - argument.span.start
        if mention.kind == "person" and text[end : end + 2] in ("'s", "’s", "' ", "’ "):
            text = f"{text[:place]} {text[end + 2 :]}"
    return text


def _said_of(report: Report, argument: Argument, index: Index) -> set[str]:
    """The words that describe somebody named: in apposition after the name, and as titles and offices."""
    text = index.documents[report.document].text
    match = _APPOSED.match(text, argument.span.end)
    mention = index.head(report.document, argument.span) or index.beside(report.document, argument.span)
    said = " ".join((*mention.titles, *mention.offices)) if mention else ""
    return _words(f"{match[1] if match else ''} {said}")


def _clause_before(report: Report, index: Index) -> str:
    """The words between the beginning of the sentence and the trigger."""
    text = index.documents[report.document].text
    before = text[max(0, report.trigger.start - _CLAUSE) : report.trigger.start]
    return re.split(r"(?<![MD][rs])(?<!Mrs)[.!?]\s|\n", before)[-1]


def _words(text: str) -> set[str]:
    found = {match.casefold().removesuffix("'s").removesuffix("’s") for match in _WORD.findall(text)} - _PALE
    return {word.removesuffix("s") if len(word) > 4 else word for word in found if not word.isdigit()}


def _places(reports: Iterable[Report], index: Index, geography: Geography, roles: tuple[str, ...]) -> tuple[str, ...]:
    names = [name for report in reports for name in index.places(report, roles)]
    return tuple(dict.fromkeys(geography.find(name) or name for name in names))


def _status(reports: list[Report]) -> str:
    """Told as having happened, if one of the reports tells so."""
    told = [r.status for r in reports]
    return next((s for s in ("occurred", "reported", "rumoured") if s in told), told[0])


def _cited(reports: list[Report], index: Index) -> Iterable[str]:
    """The outlets of the case that are named in the paragraphs that tell it."""
    for report in reports:
        text = index.documents[report.document].text if report.document in index.documents else ""
        start, end = text.rfind("\n", 0, report.trigger.start) + 1, text.find("\n", report.trigger.end)
        yield from index.outlets_in(report.document, start, end if end >= 0 else len(text))


def _speakers(reports: list[Report], index: Index) -> Iterable[str]:
    """The named speakers on whose word the reports stand."""
    for report in reports:
        for statement in index.chain_of(report.by)[-1:]:
            head = index.head(statement.document, statement.source) if statement.source else None
            entity = index.entity(head) if head else None
            if entity and entity.kind == "person":
                yield entity.id


def _published(document: Document) -> str | None:
    """When it came out, unless that was only worked out from what the text tells of."""
    sources = [fact.source for fact in document.metadata if fact.name == "published"]
    return None if sources[:1] == ["text"] else document.published


def _ages(document: str, people: Iterable[str], index: Index) -> Iterable[tuple[str, int]]:
    for person in people:
        age = index.age(document, index.entities[person]) if person in index.entities else None
        if age is not None:
            yield person, age
