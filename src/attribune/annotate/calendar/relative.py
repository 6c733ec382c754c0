"""Weeks, months, quarters and years seen from the day of publication or from the time spoken of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .anchor import part_of, unknown, unknown_value
from .context import word_before
from .reading import Reading, Setting, dated
from .reckoned import last_span_reading
from .stretch import Stretch

if TYPE_CHECKING:
    from .grammar import Found

_STEPS = {"LAST": -1, "PAST": -1, "THIS": 0, "CURRENT": 0, "NEXT": 1, "COMING": 1}


def relative(found: Found, setting: Setting) -> Reading | None:
    """Last week; this year; next month; the past year; the previous day; the following month; the latest quarter."""
    unit = found.need("u")
    grain, part = unit.value, part_of(found)
    if grain in ("second", "minute", "hour", "fortnight") or (grain == "day" and found.get("this")):
        return None
    step = next(
        (_STEPS[word.kind] for name in ("last", "this", "next") for word in found.all(name) if word.kind in _STEPS), 0
    )
    if grain == "period":
        grain = "quarter"
    if found.get("cur") and any(word.kind == "LATEST" for word in found.words):
        return _latest(grain, setting)
    if setting.today is None:
        return unknown(unknown_value(grain))
    today = Stretch.holding(setting.today, grain)
    anaphoric = any(word.kind in ("PREV", "FOLL") for word in found.words)
    if anaphoric or (found.words[0].kind == "THE" and grain in ("day", "week", "month") and found.get("next")):
        step = -1 if any(word.kind == "PREV" for word in found.words) else 1
        spoken = None if setting.reporting(found.start) else _spoken(setting, grain, within=1)
        reason = f"counted from the {grain} spoken of"
        return dated((spoken or today).shift(step), reason, "text" if spoken else "published", part)
    if grain in ("decade", "century") and step:
        return last_span_reading(1, grain, step, setting)
    reported = _reported(found, setting) if grain == "quarter" and found.get("this") else None
    reason = "the quarter reported on" if reported else f"counted from the {grain} of publication"
    return dated(reported or today.shift(step), reason, "text" if reported else "published", part)


def _reported(found: Found, setting: Setting) -> Stretch | None:
    """The quarter that "this quarter's loss" means where one that is over has just been spoken of."""
    spoken = setting.begun("quarter") if _OWN.match(found.text, found.end) else None
    return spoken if spoken and setting.tense(found.start) != "future" else None


_OWN = re.compile(r"['’]s (?:net )?(?:loss|profit|income|earnings|results?|revenue|sales|figures)\b")


def elliptic(found: Found, setting: Setting) -> Reading | None:
    """The "last" of "more this year than last"."""
    match = _THIS_THAN.search(found.text, max(0, found.start - 30), found.start)
    following = found.text[found.end : found.end + 2].strip()
    if match is None or following[:1].isalnum():
        return None
    grain = match["unit"].lower()
    if setting.today is None:
        return unknown(unknown_value(grain))
    return dated(
        Stretch.holding(setting.today, grain).shift(-1), f"the {grain} before that of publication", "published"
    )


_THIS_THAN = re.compile(r"\bthis (?P<unit>year|month|week) (?:as|than|and|or|but not|from) $", re.IGNORECASE)


def _spoken(setting: Setting, grain: str, within: int = 0) -> Stretch | None:
    """The stretch of that grain around the time spoken of last, at most ``within`` paragraphs ago."""
    finer = {
        "day": ("day",),
        "week": ("day", "week"),
        "month": ("day", "month"),
        "year": ("day", "month", "season", "quarter", "year"),
    }
    spoken = setting.last(*finer.get(grain, (grain,)), within=within)
    return Stretch.holding(spoken.first, grain) if spoken else None


def _latest(grain: str, setting: Setting) -> Reading:
    spoken = setting.last(grain, within=50)
    if spoken and not (setting.today and spoken.last > setting.today):
        return dated(spoken, f"the {grain} spoken of", "text")
    if setting.today is None:
        return unknown(unknown_value(grain))
    return dated(
        Stretch.holding(setting.today, grain).shift(-1), f"the last {grain} that had ended at publication", "published"
    )


def of_that(found: Found, setting: Setting) -> Reading | None:
    """That year; the same day; the quarter; the end of the year; the weekend."""
    grain, part = found.need("u").value, part_of(found)
    following = found.text[found.end : found.end + 7]
    if grain == "year" and following.split()[:1] in (["ended"], ["ending"], ["before"]):
        return Reading("DURATION", "P1Y", None, "a length of time", "")
    if grain == "week" and following.split()[:1] in (["ended"], ["ending"]):
        return None
    definite = part or any(word.kind in ("SAME", "THAT", "FULL") for word in found.words)
    cliche = (grain, part) == ("day", "ENDING") and word_before(found.text, found.start) == "at"
    if cliche or grain not in (_DEFINITE if definite else _ALONE) or _NO_TIME.match(following):
        return None
    if setting.today is None:
        return unknown(unknown_value(grain))
    return _of_that(found, setting, Stretch.holding(setting.today, grain), part)


_NO_TIME = re.compile(r"-| when | of (?![$€£\d])")  # "the year of the flood", but "a high for the year of $42"
_DEFINITE = ("day", "week", "month", "quarter", "year", "weekend", "decade", "century")
_ALONE = ("quarter", "weekend", "year", "week")  # "the day", "the month" alone are seldom a certain one


def _of_that(found: Found, setting: Setting, today: Stretch, part: str) -> Reading:
    grain, future = today.grain, setting.tense(found.start) == "future"
    if grain == "weekend":
        chosen = today if future or (setting.today and today.last <= setting.today) else today.shift(-1)
        return dated(chosen, "the weekend nearest to publication", "published", part)
    spoken = None if setting.reporting(found.start) and grain == "day" else _spoken(setting, grain)
    if grain == "quarter":
        spoken = spoken or setting.last("quarter", within=50)
    if spoken and not (part and future and grain != "day"):
        return dated(spoken, f"the {grain} spoken of", "text", part)
    if grain == "quarter" and not future:
        return dated(today.shift(-1), "the last quarter that had ended at publication", "published", part)
    return dated(today, f"the {grain} of publication", "published", part)


def year_end(found: Found, setting: Setting) -> Reading | None:
    """Year-end, its last day; year end, the year's end: its last month, about. Month-end, the week's end: likewise."""
    grain = found.need("u").value
    if grain not in _ENDING:
        return None
    if setting.today is None:
        return unknown(unknown_value(grain))
    here = Stretch.holding(setting.today, grain)
    before = word_before(found.text, found.start)
    if before == "since":
        here = here.shift(-1)
    spoken = setting.last(grain, within=0)
    near = spoken is not None and here.shift(-1).first <= spoken.first <= here.shift(1).first
    tense = setting.tense(found.start)
    chosen = spoken if spoken and near and tense != "future" else here
    if tense == "past" and before not in ("by", "until") and chosen == here and here.last > setting.today:
        chosen = here.shift(-1)
    reading = dated(chosen, f"the end of the {grain} spoken of", "published", "ENDING")
    if "-" in found.text[found.start : found.end]:
        return replace(reading, value=chosen.last.isoformat(), edtf=chosen.last.isoformat())
    return replace(reading, edtf=f"{Stretch.holding(chosen.last, 'month').edtf}~") if grain == "year" else reading


_ENDING = ("year", "quarter", "month", "week")
