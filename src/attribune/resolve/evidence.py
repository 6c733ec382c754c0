"""What speaks for and against two accounts telling of one event, in words and weights.

A weight is a power of two: +1 doubles the odds that the two are one event, -1 halves them. The weights are set by hand
from what each agreement is worth in news of one field, and are the same for the first document as for the last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .account import Account
from .circumstance import came_about, how_many
from .company import LEADING, MOST, Company
from .denial import answered, named_after
from .matter import matters
from .passage import same_place
from .timing import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from attribune.model import Copy, Passage
    from attribune.model.index import Index
    from attribune.profiles import Profile
    from attribune.profiles.geography import Geography

    from .matter import Spread

_CORRECTION = re.compile(r"(?i)\bcorrect(?:s|ed|ion|ions|ing)\b")
THRESHOLD = 6.0
KIN = -1.0  # an event of another type that may be the same happening by another name
_SOON = 60  # days within which two of few articles that name the same people tell of one matter
_MOST = 1 << 17  # pairs of places that are remembered
Feature = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of a pair; ``textual`` says that copied or cited text joins the two."""

    told: list[Feature]
    textual: bool = False

    @property
    def weight(self) -> float:
        """The sum of all weights."""
        total = 0.0
        for _, weight in self.told:
            total += weight
        return round(total, 6)

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features, the heaviest first; put in order when asked for, since few pairs are ever shown."""
        return tuple(sorted(self.told, key=lambda f: (-abs(f[1]), f[0])))

    def sentence(self) -> str:
        """What decided, in words and weights."""
        told = "; ".join(f"{name} ({weight:+g})" for name, weight in self.features)
        return f"weight {self.weight:+g} (one event from {THRESHOLD:+g} on): {told}"


class Ground:
    """What all comparisons stand on: names, places, types, copied passages and who cites whom."""

    def __init__(
        self,
        index: Index,
        geography: Geography,
        profile: Profile,
        copies: Sequence[Copy],
        spread: Spread | None = None,
    ) -> None:
        self._index = index
        self._geography = geography
        self._lying: dict[tuple[tuple[str, ...], ...], tuple[Feature, ...]] = {}
        self._matter = matters(index.records.documents, spread)
        self._company = None if spread else Company(index, geography)
        self._exclusive = {kind.name for kind in profile.event_types if kind.exclusive}
        self._correcting = {d.id for d in index.records.documents if _CORRECTION.search(d.text)}
        self._passages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        self._copied: dict[str, dict[tuple[int, int, str], None]] = defaultdict(dict)
        for copy in copies:
            self._passages[copy.source, copy.target].extend(copy.passages)
            for passage in copy.passages:
                name = f"{copy.source}:{passage.source.start}"
                self._copied[copy.source][passage.source.start, passage.source.end, name] = None
                self._copied[copy.target][passage.target.start, passage.target.end, name] = None

    @property
    def copied(self) -> Iterable[tuple[str, str]]:
        """The documents of which one copies the other."""
        return self._passages.keys()

    def matter(self, document: str) -> int:
        """The number of the matter that a document tells of, -1 where that is not known."""
        return self._matter.get(document, -1)

    @property
    def company(self) -> float:
        """The most that names in common of two articles are worth."""
        return MOST + LEADING if self._company else 0.0

    def exclusive(self, kind: str) -> bool:
        """Whether an event of that type befalls somebody once."""
        return kind in self._exclusive

    def corrects(self, document: str) -> bool:
        """Whether a document says that it corrects something."""
        return document in self._correcting

    def keys(self, account: Account) -> Iterator[tuple[str, ...]]:
        """The blocks that an account is compared in."""
        for key in (*_named(account), *self._placed(account), *self._worded(account)):
            yield account.family, *key

    def _placed(self, account: Account) -> Iterator[tuple[str, ...]]:
        for place in account.where:
            for outer in self._geography.lies_in(place)[:2]:
                for word in sorted(account.words) or [""]:
                    yield "where", outer, word

    def _worded(self, account: Account) -> Iterator[tuple[str, ...]]:
        """By the copied passage it stands in, the outlet it appeared in and those it names."""
        for start, end, name in self._copied.get(account.document, ()):
            if any(start <= trigger < end for trigger, _ in account.triggers):
                yield "copy", name
        document = self._index.documents.get(account.document)
        if account.document in self._matter:
            yield "matter", str(self._matter[account.document])
        elif self._company:
            yield ("few",)
        for cited in sorted({*account.cites, *([document.outlet] if document and document.outlet else [])}):
            yield "outlet", cited

    def compare(self, one: Account, other: Account) -> Evidence | None:
        """The evidence on two accounts, None where they cannot be one."""
        if one.document == other.document and one.triggers & other.triggers:
            return None  # one word tells of a whole and of its part: "ten, including two diplomats"
        textual = list(self._text(one, other))
        meant = [*named_after(one, other)] if one.document == other.document else []
        found = [*textual, *self._who(one, other, meant=bool(meant)), *when(one, other), *self._where(one, other)]
        found += [*how_many(one, other), *meant]
        if one.type != other.type and one.denied == other.denied:  # a denier has words of their own
            found.append((f"one tells it as {one.type}, the other as {other.type}", KIN))
        if one.document == other.document and not one.people & other.people:
            found.append(("one document tells of both and does not say that they are one", -1.0))
        near = self._company is not None and self._company.near(one, other)
        found += [
            *self._one_matter(one, other),
            *answered(one, other, near=near),
            *came_about(one, other),
        ]
        if self._correcting and self._corrects(one, other):
            found.append(("one corrects the other", 5.0))
        if "possible" in (one.status, other.status) and one.status != other.status and not one.people & other.people:
            found.append(("one tells it as a possibility only", -2.0))
        return Evidence(found, bool(textual))

    def _corrects(self, one: Account, other: Account) -> bool:
        """Whether the later of two texts of one outlet says that it corrects: it tells of the same."""
        first, second = self._index.documents.get(one.document), self._index.documents.get(other.document)
        if first is second or not first or not second or not first.outlet or first.outlet != second.outlet:
            return False
        return max((first, second), key=lambda d: d.published or "").id in self._correcting

    def _one_matter(self, one: Account, other: Account) -> Iterator[Feature]:
        """Whether the two articles tell of one matter, by all their names and numbers."""
        if one.document != other.document and self._company and _meant(one, other):
            yield from self._named_together(one, other)
        if one.document == other.document or one.document not in self._matter:
            return
        if self._matter[one.document] == self._matter[other.document]:
            yield "the articles tell of one matter", 5.0
            if one.leading and other.leading:  # news tells what it is about first
                yield f"each is the first {one.type} that its article tells of", LEADING
        elif not one.people & other.people:
            yield "the articles tell of different matters", -2.0

    def _named_together(self, one: Account, other: Account) -> Iterator[Feature]:
        """Whether two of few articles, soon after each other, name the same people and towns."""
        worth = self._company.shared(one.document, other.document, one.people & other.people) if self._company else 0
        if worth and one.day and other.day and abs((one.day - other.day).days) <= _SOON:
            yield "the articles name the same people and towns", worth
            if one.leading and other.leading and _alike(one, other):
                yield f"each is the first {one.type} that its article tells of", LEADING

    def _text(self, one: Account, other: Account) -> Iterator[Feature]:
        for a, b in ((one, other), (other, one)):
            passages = self._passages.get((a.document, b.document))
            for passage in passages or ():
                if any(same_place(passage, ours, theirs) for ours in a.triggers for theirs in b.triggers):
                    yield "both stand at one place of copied words", 12.0
                    return
        for a, b in ((one, other), (other, one)):
            document = self._index.documents.get(b.document) if a.cites else None
            if document and document.outlet and document.outlet in a.cites:
                yield f"one cites {document.outlet}", 4.0
                return

    def _who(self, one: Account, other: Account, *, meant: bool) -> Iterator[Feature]:
        shared = one.people & other.people
        if shared and _other_age(one, other):
            yield "the ages told of the one named do not fit one person", -9.0
        elif shared:
            names = " and ".join(sorted(self._index.entities[person].name for person in shared))
            exclusive = one.type in self._exclusive
            yield f"both tell of {names}", 9.0 if exclusive else 5.0
        elif one.people and other.people:
            sides = one.people & (other.agents | other.objects) or other.people & (one.agents | one.objects)
            yield ("the same ones on other sides", 2.0) if sides else ("they name different people", -9.0)
        if one.agents & other.agents and not shared:
            yield "the same one acts", 2.0
        if one.speakers & other.speakers:
            yield "the same person tells it", 2.0
        things = one.objects & other.objects
        if things:
            named = sorted(self._index.entities[t].name if t in self._index.entities else t for t in things)
            yield f"both concern {', '.join(named[:4])}", min(3.0, 1.5 * len(things))
            if one.document == other.document and _one_thing(one, other):
                yield "one document tells of one thing", 6.0
        words = one.words & other.words
        if words and not shared:
            yield f"both speak of {', '.join(sorted(words)[:5])}", min(4.0, 1.25 * len(words))
        elif not (shared or meant) and _described(one, other) and one.denied == other.denied:  # a denier has own words
            yield "the people are described in different words", -2.0

    def _where(self, one: Account, other: Account) -> Iterator[Feature]:
        if (both := one.spots & other.spots) and (spots := both - place_words(one) - place_words(other)):
            yield f"both happen at {', '.join(sorted(spots)[:4])}", min(3.0, 1.0 * len(spots))
        if one.nations and other.nations and not one.nations & other.nations:
            yield "they are of different countries", -4.0
        yield from self.lie(one, other) if one.where and other.where else self._beside(one, other)

    def lie(self, one: Account, other: Account) -> Iterator[Feature]:
        """How the places told of in like roles lie to each other, which few kinds of pairs are asked often."""
        sites = one.origins, one.destinations, one.places, other.origins, other.destinations, other.places
        if (known := self._lying.get(sites)) is None:
            if len(self._lying) >= _MOST:
                self._lying.clear()
            known = self._lying[sites] = tuple(self._lie(one, other))
        yield from known

    def _lie(self, one: Account, other: Account) -> Iterator[Feature]:
        pairs = [(self._geography.relation(a, b), a) for a, b in _place_pairs(one, other)]
        relations = {relation for relation, _ in pairs}
        if "same" in relations:
            place = next(a for relation, a in pairs if relation == "same")
            yield f"both name {place}", 1.0 if self._wide(place) else 2.5
        elif relations & {"within", "holds"}:
            yield "one place lies in the other", 1.0
        elif "apart" in relations:
            yield "they name different places", -3.0

    def _beside(self, one: Account, other: Account) -> Iterator[Feature]:
        """Places in the words for the people, and of what is told beside: they only speak for one event."""
        if one.people and other.people:
            return
        ours, theirs = ((*a.posts, *a.where, *a.near_places) for a in (one, other))
        near = [a for a in ours for b in theirs if self._geography.relation(a, b) == "same"]
        if exact := [place for place in near if self._geography.find(place) and not self._wide(place)]:
            yield f"both are set in {exact[0]}", 2.0
        elif unknown := [place for place in near if not self._geography.find(place)]:
            yield f"both are set in {unknown[0]}", 1.0  # which may be a country
        elif near:
            yield f"both are set in {near[0]}", 0.5

    def _wide(self, place: str) -> bool:
        """Whether a place is a country or more."""
        return len(self._geography.lies_in(place)) <= 2 and self._geography.find(place) is not None


def _meant(one: Account, other: Account) -> bool:
    """Whether what else the two articles name says something: each tells of nobody else of whom this could be told."""
    if all(account.only or account.denied for account in (one, other)):
        return True
    counted = one.low is not None and other.low is not None and not (one.denied or other.denied)
    alike = counted or bool(one.words & other.words)
    return alike and all(account.only or account.denied or account.lone for account in (one, other))


def _alike(one: Account, other: Account) -> bool:
    """Whether the two say something alike of those whom it befalls, or one denies it."""
    numbers = one.low is not None and one.low == other.low
    return bool(one.people & other.people or one.words & other.words) or numbers or one.denied or other.denied


def place_words(account: Account) -> set[str]:
    """The words of the names of all places that it names."""
    return {word for place in account.where for word in place.casefold().split()}


def _described(one: Account, other: Account) -> bool:
    """Whether both describe the people, and not both by name."""
    return bool(one.words and other.words and not (one.people and other.people))


def _place_pairs(one: Account, other: Account) -> list[tuple[str, str]]:
    """Places in roles that can be compared: where from against where to says nothing."""
    sides = [(one.origins, (*other.origins, *other.places)), (one.destinations, (*other.destinations, *other.places))]
    sides.append((one.places, other.where))
    return [(a, b) for ours, theirs in sides for a in ours for b in theirs]


def _other_age(one: Account, other: Account) -> bool:
    """Whether the ages told, given the years between the two documents, are not one person's."""
    if not (one.ages and other.ages):
        return False
    years = abs(one.day.year - other.day.year) if one.day and other.day else 0
    ages = dict(other.ages)
    return any(abs(age - ages[person]) > years + 2 for person, age in one.ages if person in ages)


def _named(account: Account) -> Iterator[tuple[str, ...]]:
    """By the people and things named, and by the longest words for the unnamed."""
    for person in sorted(account.people):
        yield "who", person
    for thing in sorted(account.objects | account.agents):
        yield "what", thing
    for speaker in sorted(account.speakers):
        yield "word", speaker
    for word in sorted(account.words, key=lambda w: (-len(w), w))[:3]:
        yield "kind", word


def _one_thing(one: Account, other: Account) -> bool:
    """Whether both tell of one thing and no people, on the same side of time: "the border" may reopen, or did."""
    told = [account.status in ("occurred", "reported") for account in (one, other)]
    things = one.objects <= other.objects or other.objects <= one.objects
    return things and not (one.people or other.people or one.words or other.words) and told[0] == told[1]
