"""What each document says of the ones that it names, ready to be compared across documents."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribune.names.korean import read, surnames_of

if TYPE_CHECKING:
    from attribune.model import Mention, Records
    from attribune.profiles import Profile

_SMALL = frozenset({"of", "the", "for", "and", "to", "in"})
_MISSION = re.compile(r"\b(?:Embassy|Consulate|Legation)\b")
_STATE = re.compile(r"(?:[A-Z][\w']+ ){0,3}(?:Republic|Kingdom|Federation|Emirate|Sultanate|State) of (?:the )?")
_ALIAS = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z]\b\.?$")


_COMPANY, _RARE = 200, 12  # others named together with one, and those of them that few documents name


@dataclass(slots=True)
class Bearer:
    """One that is named, in one document or, where names and kinds are equal, in several.

    ``form`` is full, surname, alias, place, body or mission; ``name`` the fullest name; ``company`` the ids of
    others named in the same documents, ``rare`` those of them that fewest documents name.
    """

    id: str
    kind: str
    form: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    rare: tuple[str, ...] = ()

    def take(self, mention: Mention) -> None:
        """Add what a mention tells."""
        self.mentions.append(mention)
        if self.name.isupper() and self.name.casefold() == mention.name.casefold():
            self.name = plain(mention.name)  # rather not as a heading or a dateline sets it
        self.names.add(plain(mention.span.quote))
        self.documents.add(mention.document)
        self.offices |= set(mention.offices)
        self.kin |= {one.split(" of ")[0] for one in mention.relations}
        self.ages |= {mention.age} if mention.age is not None else set()


def plain(name: str) -> str:
    """A name with single spaces and straight apostrophes."""
    return " ".join(name.replace("’", "'").split())


def bearers(records: Records, profile: Profile) -> tuple[Bearer, ...]:
    """All that are named. Equal full names, places and bodies are one from the start; surnames and aliases never."""
    usual = _usual(profile)
    made: dict[tuple[str, ...], Bearer] = {}
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in records.mentions:
        groups[mention.document, mention.local].append(mention)
    for (document, local), mentions in groups.items():
        first = mentions[0]
        form, name = _form(first, mentions, usual)
        alone = form in ("surname", "alias") or (form == "mission" and not re.search(r" (?:to|in) ", name))
        key = (first.kind, form, document, local) if alone else (first.kind, form, _normal(name, first.kind))
        bearer = made.setdefault(key, Bearer("", first.kind, form, name))
        for mention in mentions:
            bearer.take(mention)
    for bearer in made.values():
        bearer.id = min(mention.id for mention in bearer.mentions)
    _company(made.values())
    return tuple(sorted(made.values(), key=lambda one: one.id))


def _usual(profile: Profile) -> dict[tuple[str, str], str]:
    """The usual name of every name of the profile's organisations and places."""
    known: dict[tuple[str, str], str] = {}
    for organisation in profile.organisations:
        for name, _ in organisation.names:
            known.setdefault(("organisation", plain(name)), organisation.name)
    for place in profile.places:
        for name in (place.name, *(name for name, _ in place.names)):
            known.setdefault(("place", plain(name)), place.name)
    return known


def _form(first: Mention, mentions: list[Mention], usual: dict[tuple[str, str], str]) -> tuple[str, str]:
    name = plain(first.name)
    if first.kind == "person":
        if _ALIAS.match(name):
            return "alias", name
        whole = " " in name or any(way.surnames for way in read(name))
        return ("full" if whole else "surname"), name
    for form in (name, *sorted({plain(mention.span.quote) for mention in mentions})):
        if found := usual.get((first.kind, form)):
            return ("place" if first.kind == "place" else "body"), found
    if first.kind == "organisation" and _MISSION.search(name):
        return "mission", name
    return ("place" if first.kind == "place" else "body"), name


def _normal(name: str, kind: str) -> str:
    if kind == "place" and (form := _STATE.match(name)):
        name = name[form.end() :]
    words = re.findall(r"[^\W_]+", name.casefold())
    return " ".join(sorted(set(words) - _SMALL)) if kind == "organisation" else " ".join(words)


def _company(all_of_them: object) -> None:
    """Who and what is named in the same documents, less what most documents name."""
    ones: list[Bearer] = list(all_of_them)  # type: ignore[call-overload]  # the values of a dictionary
    by_document: dict[str, list[Bearer]] = defaultdict(list)
    for one in ones:
        if one.form in ("full", "body"):
            for document in sorted(one.documents):
                by_document[document].append(one)
    documents = {one.id: one.documents for one in ones}
    often = max(5, len(by_document) // 10)
    for one in ones:
        if one.form in ("surname", "alias", "full", "body", "place") and len(one.documents) <= often:
            near = {
                other.id
                for document in one.documents
                for other in by_document[document]
                if len(other.documents) <= often
            }
            one.company = set(sorted(near - {one.id})[:_COMPANY])
            one.rare = tuple(sorted(one.company, key=lambda other: (len(documents[other]), other))[:_RARE])


def evidence(bearer: Bearer) -> set[str]:
    """What is told of somebody beside a surname, and two must share to be compared: kin, age, office, rare company."""
    ages = {f"aged {age + near}" for age in bearer.ages for near in (0, 1)}
    return bearer.offices | {f"kin {one}" for one in bearer.kin} | ages | set(bearer.rare)


def surname_keys(bearer: Bearer) -> set[str]:
    """What a bare surname and a full name with it are both looked up by."""
    if bearer.form == "surname":
        return {f"surname:{one}" for one in surnames_of(bearer.name.casefold())} or {
            f"surname:{bearer.name.casefold()}"
        }
    ways = [way for way in read(bearer.name) if way.surnames]
    if ways:
        return {f"surname:{one}" for way in ways for one in way.surnames}
    return {f"surname:{bearer.name.split()[-1].casefold()}"}
