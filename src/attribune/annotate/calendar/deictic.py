"""Days and hours seen from the day of publication: Friday, yesterday, this morning, 5 p.m."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from .anchor import NOT_TOLD, part_of, possessive
from .context import listed, word_before
from .day import calendar_date
from .reading import Reading, Setting
from .stretch import Stretch
from .word import words

if TYPE_CHECKING:
    from attribune.model import TimexType

    from .grammar import Found


def weekday(found: Found, setting: Setting) -> Reading | None:
    """Friday; last Friday; next Tuesday night; early Thursday."""
    word, part = found.need("wd"), found.get("dp")
    number = int(word.value)
    if listed(word_before(found.text, found.start), "before_day_name"):
        return None
    if word.kind == "WEEKDAYABBR" and len(found.words) == 1 and not word.text.endswith("."):
        return None
    suffix = f"T{part.value}" if part else ""
    kind: TimexType = "TIME" if part else "DATE"
    if setting.today is None:
        return Reading(kind, f"XXXX-WXX-{number}{suffix}", None, NOT_TOLD, "")
    today, reason = setting.today, "the last day of that name, seen from the day of publication"
    back = (today.isoweekday() - number) % 7
    chosen = today - timedelta(days=back)
    spoken = setting.last("day", within=3)
    if found.get("last") and found.words[0].kind == "THE" and spoken:
        back = (spoken.first.isoweekday() - number) % 7
        chosen, reason = spoken.first - timedelta(days=back or 7), "the day of that name before the day spoken of"
    elif found.get("last"):
        chosen = today - timedelta(days=back or 7)
    elif found.get("next") or found.get("coming") or found.get("foll"):
        chosen, reason = today + timedelta(days=(-back) % 7 or 7), "the next day of that name, seen from publication"
    elif found.get("this"):
        chosen, reason = Stretch.holding(today, "week").first + timedelta(days=number - 1), "the day of that week"
    elif setting.tense(found.start) == "future" and not possessive(found):
        chosen, reason = today + timedelta(days=(-back) % 7), "the next day of that name, seen from publication"
    stretch = Stretch("day", chosen)
    return Reading(kind, stretch.timex + suffix, stretch.edtf, reason, "published", stretch)


def deictic(found: Found, setting: Setting) -> Reading | None:
    """Today; yesterday; tomorrow morning; tonight."""
    word, part = found.need("t"), found.get("dp")
    if word.text.isupper():
        return None  # a newspaper
    suffix = "TNI" if word.kind == "TONIGHT" else f"T{part.value}" if part else ""
    kind: TimexType = "TIME" if suffix else "DATE"
    if setting.today is None:
        return Reading(kind, "XXXX-XX-XX" + suffix, None, NOT_TOLD, "")
    stretch = Stretch("day", setting.today + timedelta(days=int(word.value)))
    return Reading(
        kind, stretch.timex + suffix, stretch.edtf, "counted from the day of publication", "published", stretch
    )


def daypart(found: Found, setting: Setting) -> Reading | None:
    """This morning; last night; the next morning; overnight."""
    part = found.need("dp")
    if (
        part.kind == "DAYPART"
        and found.get("the")
        and not (found.get("last") or found.get("foll") or found.get("next"))
    ):
        if not part_of(found) and not _ended(found):
            return None
        day = _narrated(found, setting) or (Stretch("day", setting.today) if setting.today else None)
        value = f"{day.timex if day else 'XXXX-XX-XX'}T{part.value}"
        return Reading("TIME", value, day.edtf if day else None, "a part of the day spoken of", "text")
    if setting.today is None:
        return Reading("TIME", f"XXXX-XX-XXT{part.value}", None, NOT_TOLD, "")
    day = Stretch("day", setting.today)
    if part_of(found) == "MID":
        return _middle(found, setting, day)
    if found.get("last"):
        day = (setting.last("day") or day).shift(-1) if found.get("the") else day.shift(-1)
    elif found.get("foll") or found.get("next"):
        day = (setting.last("day") or day).shift(1)
    elif part.kind == "OVERNIGHT":
        spoken = _narrated(found, setting)
        day = spoken if spoken and spoken.first > day.shift(-7).first else day
    return Reading(
        "TIME", f"{day.timex}T{part.value}", day.edtf, "counted from the day of publication", "published", day
    )


def _narrated(found: Found, setting: Setting) -> Stretch | None:
    """The day spoken of last, unless it lies ahead of what is told as past."""
    spoken, today = setting.last("day"), setting.today
    ahead = spoken is not None and today is not None and spoken.first > today
    return None if ahead and setting.tense(found.start) != "future" else spoken


def _middle(found: Found, setting: Setting, today: Stretch) -> Reading | None:
    """Mid-afternoon; mid-morning on Friday: of the day named, or else of the one spoken of."""
    if not _ended(found):
        return None
    named = weekday(found, setting) if found.get("wd") else deictic(found, setting) if found.get("t") else None
    day = (named.stretch if named else _narrated(found, setting)) or today
    value = f"{day.timex}T{found.need('dp').value}"
    return Reading("TIME", value, day.edtf, "a part of the day spoken of", "text", day)


def _ended(found: Found) -> bool:
    """Whether no noun follows that a part of the day belongs to: not "the night ferry", "the morning of the vote"."""
    following = found.text[found.end : found.end + 12]
    noun = following[:1] == " " and following[1:2].isalpha()
    word = following.split()[0].strip(",.").lower() if noun else ""
    return not noun or (word != "of" and listed(word, "after_day"))


def clock(found: Found, setting: Setting) -> Reading | None:
    """10:35 a.m.; 5 p.m. EST; noon Thursday; midnight."""
    if spelled := found.get("c"):
        hour, minute = int(spelled.value[:2]), 0
    else:
        m, half = found.get("min"), found.get("ap") or found.get("dp")
        hour, minute = found.number("h"), int(m.value) if m else 0
        if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12) or (m and len(m.text) != 2):
            return None
        if half:
            hour = hour % 12 + (0 if half.value in ("a", "MO") else 12)
    day = _day_of_clock(found, setting)
    value = f"{day.timex if day else 'XXXX-XX-XX'}T{hour:02}:{minute:02}"
    return Reading("TIME", value, day.edtf if day else None, "the hour of that day", "published" if day else "", day)


_ASIDE = re.compile(r"\s\((?:[^()\n]{1,20}\)\s(?:on\s)?|[^()\n]{1,20}?\s)(?=[A-Z][a-z]{2,6}day\b)")


def _day_after_aside(found: Found) -> Found | None:
    """The weekday behind another zone's hour, or with it: "5 p.m. (2100 GMT) Friday", "at noon (5 p.m. GMT Friday)"."""
    aside = _ASIDE.match(found.text, found.end)
    word = next(iter(words(found.text, aside.end(), aside.end() + 10)), None) if aside else None
    return replace(found, words=(word,), named={"wd": (word,)}) if word and word.kind == "WEEKDAY" else None


def _day_of_clock(found: Found, setting: Setting) -> Stretch | None:
    reading = None
    if found.get("wd"):
        reading = weekday(found, setting)
    elif found.get("t"):
        reading = deictic(found, setting)
    elif found.get("m"):
        reading = calendar_date(found, setting)
    elif named := _day_after_aside(found):
        reading = weekday(named, setting)
    if reading:
        return reading.stretch
    return setting.last("day", within=0) or (Stretch("day", setting.today) if setting.today else None)
