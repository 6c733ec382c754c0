"""A news corpus made up by a stated model, for what costs time across documents: ``records(REPORTS)``.

The model, as news is (none of its numbers is fitted to a set of articles):

- **Events** befall somebody at a place on a day within twenty years. How often each is told follows a power law
  (most once, a few by hundreds of articles); its tellings come out within days (exponential, mean four days), three in
  a hundred years later.
- **People, bodies, places** are drawn by Zipf's law: the k-th most prominent is named 1/k as often as the first. Their
  number grows with the 0.8th (people) and 0.6th (bodies) power of the corpus; places are those of the profile.
- A third of the people have Korean names, each article romanising by its own habit; surnames are as unequally spread
  as real ones. One article in twenty gives a bare surname, one in thirty another office.
- **Articles** tell of one main event and, as background, of one to six others that befell the same people or were
  told lately: four reports and twelve mentions each on average. The words between are drawn by Zipf's law too.
- A quarter of the events befall people whom nobody names ("four vibolan sailors"); another is named in the sentence.
- One telling in five after the first **copies** an earlier article, wholly or but for a new first sentence.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from attribune.model import Argument, Document, Made, Mention, Records, Report, Span, When, digest, record_id
from attribune.profiles import load

MADE = Made("bench")
TYPES = ("defection", "execution", "arrest", "disappearance", "recall", "meeting", "dismissal", "appointment")
_OFFICES = ("ambassador", "general", "minister", "consul", "trader", "director", "colonel", "secretary")
_GROUPS, _COUNTS = ("sailors", "workers", "soldiers", "students", "traders"), ("two", "four", "several", "some")
_VOWELS, _CONSONANTS = "aeiou", "bdfgklmnprstvz"
# Surname and syllables as three habits of romanisation write them: McCune-Reischauer without marks, Revised, the press.
_SURNAMES = ("Kim/Gim/Kim", "Ri/I/Lee", "Pak/Bak/Park", "Choe/Choe/Choi", "Chong/Jeong/Jung", "Kang/Gang/Kang")
_SURNAMES += ("Cho/Jo/Cho", "Yun/Yun/Yoon", "Chang/Jang/Jang", "Im/Im/Lim", "Han/Han/Han", "O/O/Oh", "So/Seo/Seo")
_SYLLABLES = ("chol/cheol/chul", "yong/yeong/young", "song/seong/sung", "kwang/gwang/kwang", "ho/ho/ho", "su/su/soo")
_SYLLABLES += ("myong/myeong/myung", "hyok/hyeok/hyuk", "nam/nam/nam", "il/il/il", "chun/jun/joon", "tong/dong/dong")
_SYLLABLES += ("hui/hui/hee", "kyong/gyeong/kyung", "sang/sang/sang", "won/won/won", "hak/hak/hak", "min/min/min")
_SYLLABLES += ("sok/seok/suk", "ryong/ryong/ryong", "pom/beom/bum", "u/u/woo", "ki/gi/ki", "hwan/hwan/hwan")


class Zipf:
    """Numbers from 0 to ``size`` - 1, the k-th as often as 1/(k+1)**power."""

    def __init__(self, size: int, power: float = 1.0) -> None:
        self._sums = list(accumulate((k + 1) ** -power for k in range(size)))

    def draw(self, chance: random.Random) -> int:
        """One of them."""
        return bisect(self._sums, chance.random() * self._sums[-1])


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened: to whom, which body has to do with it, where, when, of which type."""

    person: int
    body: int
    place: int
    day: date
    type: str
    unnamed: str


@dataclass(slots=True)
class World:
    """Everybody and everything that the articles name; grows with the number of reports."""

    chance: random.Random
    people: list[tuple[str, ...]]
    bodies: list[str]
    places: list[str]
    words: list[str]
    person: Zipf
    body: Zipf
    place: Zipf
    word: Zipf
    tellings: Zipf = field(default_factory=lambda: Zipf(1000, 2.0))

    @classmethod
    def of(cls, count: int, seed: int) -> World:
        """The world that ``count`` reports tell of."""
        chance = random.Random(seed)  # noqa: S311 - made-up texts need no secrets
        surnames = [_word(chance, 2, 3).capitalize() for _ in range(4000)]
        given = [_word(chance, 2, 3).capitalize() for _ in range(800)]
        many, few = max(int(count**0.8), 20), max(int(count**0.6), 10)
        family, first = Zipf(len(surnames), 0.7), Zipf(len(given), 0.7)
        people = [
            _korean(chance) if n % 3 == 0 else (f"{given[first.draw(chance)]} {surnames[family.draw(chance)]}",)
            for n in range(many)
        ]
        bodies = [f"{_word(chance, 2, 3).capitalize()} {_word(chance, 2, 4).capitalize()} Office" for _ in range(few)]
        places = [place.name for place in load("exile").places if place.within]
        words = [_word(chance, 1, 4) for _ in range(20_000)]
        zipfs = Zipf(many), Zipf(few), Zipf(len(places)), Zipf(len(words))
        return cls(chance, people, bodies, places, words, *zipfs)

    def event(self) -> Told:
        """Something that happens."""
        draw, start = self.chance, date(2004, 1, 1)
        when = start + timedelta(days=draw.randrange(7300))
        drawn = self.person.draw(draw), self.body.draw(draw), self.place.draw(draw)
        unnamed = ""
        if draw.random() < 0.25:
            unnamed = f"{draw.choice(_COUNTS)} {self.words[self.word.draw(draw)]} {draw.choice(_GROUPS)}"
        return Told(*drawn, when, draw.choice(TYPES), unnamed)

    def filler(self, count: int) -> str:
        """Words that tell nothing."""
        return " ".join(self.words[self.word.draw(self.chance)] for _ in range(count))


def _word(chance: random.Random, least: int, most: int) -> str:
    count = chance.randint(least, most)
    return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(count)) + chance.choice("nrsl")


def _korean(chance: random.Random) -> tuple[str, ...]:
    surname = _SURNAMES[min(int(chance.expovariate(0.35)), len(_SURNAMES) - 1)].split("/")
    one, other = (chance.choice(_SYLLABLES).split("/") for _ in range(2))
    return tuple(f"{surname[n]} {one[n].capitalize()}-{other[n]}" for n in range(3))


@dataclass(slots=True)
class _Pile:
    """The records made so far."""

    documents: list[Document] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def records(count: int, seed: int = 1) -> Records:
    """``count`` reports and three times as many mentions."""
    world, pile = World.of(count, seed), _Pile()
    lately: list[Told] = []
    while len(pile.reports) < count:
        event = world.event()
        written: list[tuple[str, list[Told], list[str]]] = []
        for _ in range(1 + world.tellings.draw(world.chance)):
            if written and world.chance.random() < 0.2:
                text = world.chance.choice(written)
                told, sentences = text[1], list(text[2])
                if world.chance.random() < 0.5:
                    sentences[0] = _sentence(world, told[0], 0)
            else:
                behind = world.chance.sample(lately, min(len(lately), world.chance.randint(1, 6)))
                told = [event, *behind[: count - len(pile.reports) - 1]]
                habit = world.chance.randrange(3)
                sentences = [_sentence(world, one, habit) for one in told]
            written.append(("", told, sentences))
            _publish(world, pile, told, sentences)
            if len(pile.reports) >= count:
                break
        lately = [*lately[-199:], event]
    return Records(documents=tuple(pile.documents), reports=tuple(pile.reports), mentions=tuple(pile.mentions))


def _sentence(world: World, told: Told, habit: int) -> str:
    """One sentence; the places of its names are found again by the marks around them."""
    names, chance = world.people[told.person], world.chance
    name = names[habit % len(names)]
    office = _OFFICES[(told.person if chance.random() > 1 / 30 else chance.randrange(99)) % len(_OFFICES)]
    if chance.random() < 0.05:
        name = name.split()[0 if len(names) > 1 else -1]
    body, place = world.bodies[told.body], world.places[told.place]
    dated = told.day.isoformat() if chance.random() < 0.5 else ""
    before, after = world.filler(chance.randint(2, 6)), world.filler(chance.randint(4, 12))
    unnamed = f"\x03{told.unnamed}|\x04 of " if told.unnamed else ""
    return (
        f"{before} {unnamed}\x01{office}|{name}\x02 of \x01|{body}\x02 "
        f"\x03{told.type}|{dated}\x04 \x01|{place}\x02 {after}."
    )


def _publish(world: World, pile: _Pile, told: list[Told], sentences: list[str]) -> None:
    """An article of these sentences, with its records."""
    chance, number = world.chance, len(pile.documents)
    late = chance.randint(700, 3000) if chance.random() < 0.03 else int(chance.expovariate(0.25))
    published = (told[0].day + timedelta(days=late)).isoformat()
    made, text, marks = "d" + digest("bench", number), "", []
    for sentence in sentences:
        place = 0
        while (match := min((m for m in (sentence.find(c, place) for c in "\x01\x03") if m >= 0), default=-1)) >= 0:
            text += sentence[place:match]
            place = sentence.index("\x02" if sentence[match] == "\x01" else "\x04", match) + 1
            extra, word = sentence[match + 1 : place - 1].split("|")
            quote = extra if sentence[match] == "\x03" else word
            marks.append((sentence[match], Span(len(text), len(text) + len(quote), quote), extra, word))
            text += quote
        text += sentence[place:] + "\n"
    path = f"{number}.txt"
    outlet = f"Outlet {int(400 * chance.random() ** 3)}"
    pile.documents.append(
        Document(made, path, made, text, "text/plain", "utf-8", outlet=outlet, published=published, language="en")
    )
    local: dict[str, str] = {}
    for one in told:
        others = marks.pop(0)[1] if one.unnamed else None
        (who, body, trigger, place), marks = marks[:4], marks[4:]
        named = [_mention(made, one, kind, local) for one, kind in zip((who, body, place), _KINDS, strict=True)]
        pile.mentions += named
        arguments = tuple(
            Argument(role, others, None) if others and role == "affected" else Argument(role, at.span, at.local)
            for role, at in zip(_ROLES, named, strict=True)
        )
        known = record_id(made, "report", trigger[1])
        when = When(None, trigger[3] or None)
        pile.reports.append(Report(known, made, trigger[2], trigger[1], arguments, when, "occurred", "CT+", MADE))


_KINDS = ("person", "organisation", "place")
_ROLES = ("affected", "agent", "place")


def _mention(document: str, mark: tuple[str, Span, str, str], kind: str, local: dict[str, str]) -> Mention:
    known = record_id(document, "mention", mark[1])
    first = local.setdefault(mark[3], known)
    offices = (mark[2],) if mark[2] else ()
    return Mention(known, document, mark[1], kind, mark[3], first, MADE, offices=offices)  # type: ignore[arg-type]
