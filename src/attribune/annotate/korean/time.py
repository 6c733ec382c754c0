"""Times in Korean text, resolved against the day of publication and the times told before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribune.model import Document, Made, Span, TimeExpression
from attribune.model.edtf import interval

from .calendar import read
from .pattern import AHEAD, FORMS, LINK, TAIL
from .setting import Day, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attribune.model import Sentence

VERSION = "1"


@dataclass(frozen=True, slots=True)
class _Read:
    start: int
    end: int
    day: Day
    form: str


def times(document: Document, sentences: Sequence[Sentence]) -> tuple[TimeExpression, ...]:
    """Every expression of time in the sentences, in the order of the text."""
    days = interval(document.published)
    setting = Setting(days.last if days and days.first == days.last else None)
    found: list[TimeExpression] = []
    for sentence in sentences:
        text = sentence.span.quote
        setting.enter(ahead=AHEAD.search(text[-30:]) is not None)
        expressions = list(_expressions(text, setting))
        found += [_record(document, sentence.span, one) for one in _joined(expressions, text, setting)]
    return tuple(found)


def _expressions(text: str, setting: Setting) -> Iterator[_Read]:
    """The expressions of a sentence before those that belong together are joined."""
    at = 0
    while at < len(text):
        end = at + 1
        for form, pattern in FORMS:
            match = pattern.match(text, at)
            if match is None:
                continue
            day = read(form, match.groupdict(), setting)
            if day is not None:
                setting.tell(day)
                yield _Read(at, len(match[0].rstrip()) + at, day, form)
            end = match.end()
            break
        at = end


def _joined(found: list[_Read], text: str, setting: Setting) -> Iterator[_Read]:
    """Beginnings and ends joined; what stands behind ("since", "until") taken in, since it changes the value."""
    at = 0
    while at < len(found):
        one, other = found[at], found[at + 1] if at + 1 < len(found) else None
        at += 1
        if other and one.day.edtf and other.day.edtf and _range(one, other, text):
            first, last = one.day.edtf.split("/")[0], other.day.edtf.split("/")[-1]
            yield replace(one, end=other.end, day=Day(f"{first}/{last}", "range"))
            at += 1
        else:
            yield _open(one, text, setting)


def _range(one: _Read, other: _Read, text: str) -> bool:
    """Whether two times are the ends of a stretch: joined by a dash, or by "from" and "until"."""
    link = LINK.fullmatch(text, one.end, other.start)
    if not link or link["and"]:
        return False
    return not link["since"] or text.startswith("까지", other.end)


def _open(one: _Read, text: str, setting: Setting) -> _Read:
    """A time with "since", "until" or "before" behind it."""
    tail = TAIL.match(text, one.end)
    if not tail or not one.day.edtf or one.day.rule == "now" or " 현재" in text[one.start : one.end]:
        return one
    first, last = one.day.edtf.split("/")[0], one.day.edtf.split("/")[-1]
    if not tail["since"]:
        return replace(one, end=tail.end(), day=Day(f"../{last}", "until"))
    days, today = interval(first), setting.today
    ahead = today is None or (days and days.first and days.first > today)
    end = ".." if ahead or today is None else today.isoformat()
    return replace(one, end=tail.end(), day=Day(f"{first}/{end}", "since"))


_WHY = {
    "calendar": "a date of the calendar",
    "deictic": "reckoned from the day of publication",
    "now": "the day of publication",
    "nearest": "the nearest such time that fits the sentence, seen from the day of publication",
    "text": "reckoned from the time that the text told last",
    "ago": "reckoned back from the day of publication",
    "duration": "tells how long, not when",
    "range": "from the first time to the second",
    "since": "from then until publication",
    "until": "until then",
}


def _record(document: Document, sentence: Span, one: _Read) -> TimeExpression:
    span = document.span(sentence.start + one.start, sentence.start + one.end)
    rule = one.day.rule
    against = {"calendar": "calendar", "text": "text", "duration": ""}.get(rule, "published")
    value = (one.day.edtf or "PXX").replace("~", "")
    made = Made(f"time.ko.{rule}", f"{_WHY[rule]}; in Korean", VERSION)
    return TimeExpression(document.id, span, one.day.type, value, one.day.edtf, made, against)
