"""What Korean words of time mean, as EDTF values."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attribune.annotate.calendar.edtf import written

from .setting import Day, Setting

if TYPE_CHECKING:
    from collections.abc import Callable


_YEARS = {
    **dict.fromkeys(("올해", "올", "금년"), 0),
    **dict.fromkeys(("작년", "지난해", "지난 해", "전년"), -1),
    **dict.fromkeys(("재작년", "지지난해"), -2),
    **dict.fromkeys(("내년", "다음 해"), 1),
    **dict.fromkeys(("후년", "내후년"), 2),
}
_MONTHS = {
    **dict.fromkeys(("이달", "이번 달", "금월"), 0),
    **dict.fromkeys(("지난달", "지난 달", "전달"), -1),
    "지지난달": -2,
    **dict.fromkeys(("다음 달", "다음달", "내달"), 1),
}
_DAYS = {"오늘": 0, "어제": -1, "그제": -2, "그저께": -2, "내일": 1, "모레": 2}
_WEEKS = {
    **dict.fromkeys(("지난주", "지난 주"), -1),
    **dict.fromkeys(("이번 주", "금주"), 0),
    **dict.fromkeys(("다음 주", "내주"), 1),
}
_COUNTS = {
    "한": 1,
    "두": 2,
    "석": 3,
    "세": 3,
    "넉": 4,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "열한": 11,
}
_COUNTS |= {"열두": 12}
_LENGTHS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_SEASONS = {"봄": 21, "여름": 22, "가을": 23, "겨울": 24}
_WEEKDAYS = "월화수목금토일"
_JUCHE = 1911  # the North counts years from its founder's birth: Juche 1 is 1912


Groups = dict[str, str | None]


def read(form: str, groups: Groups, setting: Setting) -> Day | None:
    """The meaning of an expression of that form, None where it has no day on the calendar."""
    try:
        return _READERS[form](groups, setting)
    except (ValueError, OverflowError):  # the 31st of April, the year 0
        return None


def _month(year: int, month: int) -> str:
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def _marked(value: str, groups: Groups) -> str:
    return value + "~" if groups.get("mode") or groups.get("about") else value


def _year_of(groups: Groups, setting: Setting) -> tuple[int, str] | None:
    """The year that is named, and what it was reckoned from."""
    if groups.get("year"):
        return int(groups["year"] or 0), "calendar"
    if groups.get("juche"):
        return int(groups["juche"] or 0) + _JUCHE, "calendar"
    if groups.get("short"):
        short = int(groups["short"] or 0)
        century = setting.today.year // 100 if setting.today else 20
        year = century * 100 + short
        return (year - 100 if setting.today and year > setting.today.year + 5 else year), "calendar"
    word = groups.get("yearword") or ""
    if word in _YEARS:
        return (setting.today.year + _YEARS[word], "deictic") if setting.today else None
    last = setting.last_year()
    return (last + (word == "이듬해"), "text") if last else None


def _yeared(groups: Groups, setting: Setting) -> Day | None:
    found = _year_of(groups, setting)
    if found is None:
        return None
    year, rule = found
    if groups.get("month"):
        return _dated(year, int(groups["month"] or 0), groups, rule)
    if part := _part_of_year(year, groups):
        return Day(_marked(part, groups), rule)
    return Day(_marked(f"{year:04}", groups), rule)


def _dated(year: int, month: int, groups: Groups, rule: str) -> Day:
    if groups.get("day"):
        return Day(_marked(date(year, month, int(groups["day"] or 0)).isoformat(), groups), rule)
    return Day(_marked(_month(year, date(year, month, 1).month), groups), rule)


def _part_of_year(year: int, groups: Groups) -> str | None:
    if groups.get("half"):
        return (
            written(date(year, 1, 1), date(year, 6, 30))
            if groups["half"] == "상반기"
            else written(date(year, 7, 1), date(year, 12, 31))
        )
    if groups.get("quarter"):
        first = 3 * int(groups["quarter"] or 1) - 2
        return f"{_month(year, first)}/{_month(year, first + 2)}"
    return f"{year:04}-{_SEASONS[groups['season'] or '봄']}" if groups.get("season") else None


def _monthed(groups: Groups, setting: Setting) -> Day | None:
    word = groups.get("monthword")
    if word in ("같은 달", "그달"):
        last = setting.last_month()
        return _dated(last.year, last.month, groups, "text") if last else None
    if setting.today is None:
        return None
    if word:
        at = setting.today.year * 12 + setting.today.month - 1 + _MONTHS[word]
        return _dated(at // 12, at % 12 + 1, groups, "deictic")
    month = int(groups["month"] or 0)
    if setting.here and groups.get("prefix") is None:
        told = setting.here[-1]
        if re.match(r"\d{4}(?:-(?:0\d|1[0-2]).*)?~?$", told):  # "in May 2012 ... in July"
            return _dated(int(told[:4]), month, groups, "text")
    return _dated(
        _nearest_year(month, int(groups.get("day") or 0), groups.get("prefix"), setting), month, groups, "nearest"
    )


def _nearest_year(month: int, day: int, prefix: str | None, setting: Setting) -> int:
    today = setting.today or date.min
    this = (month, day or (today.day if month == today.month else 1))
    coming = prefix in ("오는", "다가오는") or (setting.ahead and prefix != "지난")
    if coming:
        return today.year + (this < (today.month, today.day))
    return today.year - (this > (today.month, today.day))


def _day(groups: Groups, setting: Setting) -> Day | None:
    """A day without its month: of the month of a day that the sentence told before, else the nearest."""
    number, prefix = int(groups["day"] or 0), groups.get("prefix")
    if not 1 <= number <= 31:
        return None
    before = setting.here[-1] if setting.here and not prefix else ""
    if re.match(r"\d{4}-(?:0\d|1[0-2])-\d\d~?$", before) and int(before[8:10]) <= number:
        return Day(_marked(date(int(before[:4]), int(before[5:7]), number).isoformat(), groups), "text")
    today = setting.today
    if today is None:
        return None
    at = today.year * 12 + today.month - 1
    if prefix in ("오는", "다가오는"):
        at += number < today.day
    elif number > today.day and not (setting.ahead and prefix != "지난"):
        at -= 1
    if number > monthrange(at // 12, at % 12 + 1)[1]:
        at -= 1
    return Day(_marked(date(at // 12, at % 12 + 1, number).isoformat(), groups), "nearest")


def _weekday(groups: Groups, setting: Setting) -> Day | None:
    if setting.today is None:
        return None
    number, prefix = _WEEKDAYS.index(groups["weekday"] or "월"), groups.get("prefix")
    monday = setting.today - timedelta(days=setting.today.weekday())
    if prefix in _WEEKS:
        return Day((monday + timedelta(days=number + 7 * _WEEKS[prefix or ""])).isoformat(), "deictic")
    back = (setting.today.weekday() - number) % 7
    if prefix in ("오는", "이번") or setting.ahead:
        return Day((setting.today + timedelta(days=(-back) % 7)).isoformat(), "deictic")
    return Day((setting.today - timedelta(days=back or (7 if prefix == "지난" else 0))).isoformat(), "deictic")


def _ago(groups: Groups, setting: Setting) -> Day | None:  # noqa: PLR0911 - a unit each
    if setting.today is None:
        return None
    spans, count, unit = groups.get("spans"), groups.get("count") or "", groups.get("unit") or ""
    if spans in _LENGTHS:
        return Day((setting.today - timedelta(days=_LENGTHS[spans or ""])).isoformat(), "ago")
    if spans == "일주일":
        return Day((setting.today - timedelta(days=7)).isoformat() + "~", "ago")
    number = int(count) if count.isdigit() else _COUNTS.get(count)
    if number is None:
        return None
    if unit in ("년", "해"):
        return Day(f"{setting.today.year - number:04}~", "ago")
    if unit in ("개월", "달"):
        return Day(_month(setting.today.year, setting.today.month - number) + "~", "ago")
    if unit in ("주", "주일"):
        return Day((setting.today - timedelta(days=7 * number)).isoformat() + "~", "ago")
    return Day((setting.today - timedelta(days=number)).isoformat(), "ago") if unit == "일" else None


def _past(groups: Groups, setting: Setting) -> Day | None:
    """The last three years: from then until publication."""
    back = _ago(groups, setting)
    if back is None or back.edtf is None or setting.today is None:
        return Day(None, "duration", "DURATION")
    return Day(f"{back.edtf.rstrip('~')}~/{setting.today.isoformat()}", "ago", "DURATION")


def _decade(groups: Groups, _: Setting) -> Day | None:
    digits = groups["decade"] or ""
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Day(_marked(f"{year // 10}X", groups))


def _century(groups: Groups, _: Setting) -> Day | None:
    return Day(_marked(f"{int(groups['century'] or 1) - 1:02}XX", groups))


def _same(groups: Groups, setting: Setting) -> Day | None:
    """The same period of another year, as the one told last."""
    found = _year_of(groups, setting)
    if not setting.said or found is None:
        return None
    return Day(re.sub(r"\d{4}", f"{found[0]:04}", setting.said[-1]), "text")


def _part(groups: Groups, setting: Setting) -> Day | None:
    if setting.today is None:
        return None
    year = setting.today.year
    if groups.get("season"):
        first = {"봄": 3, "여름": 6, "가을": 9, "겨울": 12}[groups["season"] or "봄"]
        begun = setting.today.month >= first
        year += (
            1 if groups.get("prefix") == "오는" and begun else -1 if groups.get("prefix") != "오는" and not begun else 0
        )
    value = _part_of_year(year, groups)
    return Day(value, "nearest") if value else None


def _word(groups: Groups, setting: Setting) -> Day | None:  # noqa: PLR0911 - a word each
    word, today = groups["word"] or "", setting.today
    if word in ("이날", "같은 날"):
        day = setting.last_day() or today
        return Day(day.isoformat(), "text") if day else None
    if word in ("다음 날", "다음날", "이튿날"):
        day = setting.last_day()
        return Day((day + timedelta(days=1)).isoformat(), "text") if day else None
    if today is None:
        return None
    if word == "전날":
        day = setting.last_day() if setting.here else None
        return Day(((day or today) - timedelta(days=1)).isoformat(), "text" if day and day != today else "deictic")
    if word in _DAYS:
        return Day((today + timedelta(days=_DAYS[word])).isoformat(), "deictic")
    if word in ("현재", "지금"):
        return Day(today.isoformat(), "now")
    if word in ("연초", "연말", "연내"):
        return Day(f"{today.year:04}~", "deictic")
    monday = today - timedelta(days=today.weekday())
    if word.endswith("주말"):
        monday -= timedelta(days=7 if word.startswith("지난") else 0)
        return Day(written(monday + timedelta(days=5), monday + timedelta(days=6)), "deictic")
    monday += timedelta(days=7 * _WEEKS[word])
    return Day(written(monday, monday + timedelta(days=6)), "deictic")


_READERS: dict[str, Callable[[Groups, Setting], Day | None]] = {
    "same": _same,
    "ago": _ago,
    "past": _past,
    "lasting": lambda *_: Day(None, "duration", "DURATION"),
    "century": _century,
    "decade": _decade,
    "iso": _yeared,
    "year": _yeared,
    "month": _monthed,
    "day": _day,
    "weekday": _weekday,
    "part": _part,
    "word": _word,
}
