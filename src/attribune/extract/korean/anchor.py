"""Where in a Korean sentence something is attributed: the content's end, the cue, and what marks it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .lexicon import cue, either, nouns
from .quotation import Quotation, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import Sentence

Shape = Literal["quoted", "clause", "noun", "according", "hearsay", "thing"]

# Behind a closing mark: "...라고", "...며", "...라는".
_QUOTED = re.compile(
    r"(?P<say>(?:이?라)?고(?:도|까지|만)?(?=[ ,.]|$))|(?P<go>(?:이?라)?(?:며|면서)도?(?=[ ,.]|$))"
    r"|(?P<noun>(?:이?라)?는(?= ))|(?P<bare>(?:이?라|하고|이?란)(?= ))"
)
_SAID = re.compile("(?:다|라|냐|자|까)고$")
_SAID_AGAIN = re.compile("(?:다|라|냐|자)고 ")
_MODIFIER = re.compile("(?:다|라|자)는$")
_THING = re.compile(r"(?<=[가-힣]) 것으로(?= )")
_ACCORDING = re.compile(r"에 (?P<cue>따르면|의하면)|에 (?P<other>따르자면)")
_HEARSAY = re.compile(r" ?(?P<cue>한다|합니다|했다고 한다)(?=[.,]|$)")
_SPOKE = re.compile(r" ?(?P<cue>(?:했다|했습니다|하였다|하고|했지만|했으나|한다))(?=[ .,]|$)")
_DENIED = re.compile(r"(?:을|를) (?:전면 |강하게 |모두 |거듭 )?(?P<cue>(?:부인|반박|일축)(?:했|하|한)[가-힣]*)")
_GIVEN = re.compile(rf"(?:을|를) (?:[가-힣]+ ){{0,2}}?(?P<cue>{either('giving')}[가-힣]*)")
_ROUND = re.compile(rf"(?:이|가|도|만) (?:[가-힣]+ ){{0,3}}?(?P<cue>{either('rounding')}[가-힣]*)")
_SEEMS = ("보인다", "보였", "보여")  # beside 것으로 they mean "it seems", elsewhere "to show"
_REACH = 60  # characters between a clause and the verb that it depends on


@dataclass(frozen=True, slots=True)
class Anchor:
    """One attribution in a sentence, in its own offsets. ``end`` is where the content ends; ``begin`` where it begins,
    if that is known (a quotation; what follows "according to"); ``passive`` says that nobody is told to speak.
    """

    shape: Shape
    begin: int | None
    end: int
    mark: int
    cue: tuple[int, int] | None
    passive: bool = False
    source: tuple[int, int] | None = None


def anchors(sentence: Sentence, masked: str, quoted: list[Quotation]) -> list[Anchor]:
    """The attributions of a sentence, in the order of their cues."""
    according = list(_according(masked))
    found = [*_quotations(masked, quoted), *_clauses(sentence, masked), *_things(masked), *according]
    if according:
        found = [one for one in found if one.shape != "hearsay"]
    found.sort(key=lambda one: (one.end, one.mark))
    return found


def _verb(masked: str, at: int, stop: int | None = None) -> re.Match[str] | None:
    """The next verb of saying, unless another content ends before it."""
    return cue().search(masked, at, min(len(masked), stop or at + _REACH))


def _quotations(masked: str, quoted: list[Quotation]) -> Iterator[Anchor]:
    for number, one in enumerate(quoted):
        following = quoted[number + 1].start if number + 1 < len(quoted) else len(masked)
        mark = _QUOTED.match(masked, one.end)
        if mark is None:
            continue
        if mark["noun"]:
            yield from _behind_noun(masked, one, mark.end())
            continue
        verb = _verb(masked, mark.end(), following)
        verb = None if verb and verb[0].startswith(_SEEMS) else verb
        spoke = _SPOKE.match(masked, mark.end())
        if spoke:
            yield Anchor("quoted", one.first, one.last, mark.end(), spoke.span("cue"))
        elif verb:
            yield Anchor("quoted", one.first, one.last, mark.end(), verb.span(), verb["passive"] is not None)
        elif mark["say"] or mark["go"]:
            yield Anchor("quoted", one.first, one.last, mark.end(), mark.span())


def _behind_noun(masked: str, one: Quotation, at: int) -> Iterator[Anchor]:
    noun = nouns("told_by").match(masked, at)
    if noun is None:
        return
    given = _GIVEN.match(masked, noun.end())
    yield Anchor("quoted", one.first, one.last, at, given.span("cue") if given else noun.span("noun"))


def _clauses(sentence: Sentence, masked: str) -> Iterator[Anchor]:
    """Clauses that end in "...다고" before a verb of saying, and in "...다는" before a noun."""
    base = sentence.span.start
    for one in sentence.morphemes:
        start, end = one.start - base, one.end - base
        if masked[start:end].startswith("□") or one.tag not in ("EC", "ETM", "JKQ", "EF", "JX"):
            continue
        if one.tag in ("EC", "JKQ") and _SAID.search(masked[:end]) and masked[end : end + 1] in (" ", ",", ""):
            if masked[max(0, start - 1)] == "□":
                continue
            yield from _said(masked, end)
        elif one.tag == "ETM" and _MODIFIER.search(masked[:end]) and masked[end : end + 1] == " ":
            yield from _told_of(masked, end)


def _said(masked: str, end: int) -> Iterator[Anchor]:
    if hearsay := _HEARSAY.match(masked, end):
        yield Anchor("hearsay", None, end - 1, end, hearsay.span("cue"), passive=True)
    elif spoke := _SPOKE.match(masked, end):
        yield Anchor("clause", None, end - 1, end, spoke.span("cue"))
    elif (verb := _verb(masked, end)) and not verb[0].startswith(_SEEMS):
        if _SAID_AGAIN.search(masked, end, verb.start()):
            return
        yield Anchor("clause", None, end - 1, end, verb.span(), verb["passive"] is not None)


def _told_of(masked: str, end: int) -> Iterator[Anchor]:
    if noun := nouns("going_round").match(masked, end):
        if denied := _DENIED.match(masked, noun.end()):
            yield Anchor("noun", None, end - 1, end, denied.span("cue"))
            return
        if _ROUND.match(masked, noun.end()):
            yield Anchor("noun", None, end - 1, end, noun.span("noun"), passive=True)
            return
    if (noun := nouns("told_by").match(masked, end)) and (given := _GIVEN.match(masked, noun.end())):
        yield Anchor("noun", None, end - 1, end, given.span("cue"))


def _things(masked: str) -> Iterator[Anchor]:
    """Clauses that end in "...것으로" before a verb of thinking or of being known."""
    for match in _THING.finditer(masked):
        end = match.end() - 2
        verb = _verb(masked, match.end(), match.end() + 24)
        if verb:
            yield Anchor("thing", None, end, match.end(), verb.span(), verb["passive"] is not None)


def _according(masked: str) -> Iterator[Anchor]:
    for match in _ACCORDING.finditer(masked):
        end = len(masked.rstrip(" .。"))
        begin = match.end() + len(masked[match.end() :]) - len(masked[match.end() :].lstrip(" ,"))
        if begin < end:
            yield Anchor("according", begin, end, end, match.span(), source=(0, match.start()))


__all__ = ["Anchor", "Shape", "anchors", "quotations"]
