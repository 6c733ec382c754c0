"""Words that name a place on the calendar: dates, months, seasons, quarters, years, decades."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .edtf import written
from .grammar import Found
from .numeral import cardinal, year_in_words
from .reading import Reading, Setting, dated, nonsense
from .stretch import SEASON_MONTHS, Stretch

_QUARTERS = {"1": 1, "2": 4, "3": 7, "4": 10}


def part_of(found: Found) -> str:
    """The part of a stretch that "early", "mid", "the end of" pick out, "" for the whole."""
    word = found.get("p")
    return word.value if word else ""


def year_of(found: Found, setting: Setting) -> int | None:
    """The year that the words themselves name: "1998", "last year"."""
    year = found.get("y") or found.get("yw") or found.get("yq")
    if year:
        return int(year.value)
    for name, step in (("last", -1), ("this", 0), ("next", 1)):
        if found.get(name) and setting.today:
            return setting.today.year + step
    return None


def nearest(stretch: Stretch, setting: Setting, at: int) -> Stretch:
    """The stretch of that name (a month, a day of a month, a season) that the words mean.

    A verb right above them decides by its tense: the last one that had begun, or the next one that has not ended. Where
    none does, the nearest to publication: a date far off would be given its year.
    """
    today = setting.today
    assert today is not None
    here = stretch.in_year(today.year)
    ahead = here if here.last >= today else stretch.in_year(today.year + 1)
    behind = here if here.first <= today else stretch.in_year(today.year - 1)
    tense, governed = setting.tense(at), setting.governed(at)
    if governed and tense != "present":
        return ahead if tense == "future" else behind
    until, since = ahead.first - today, today - behind.last
    if tense == "future" and since > _JUST:
        return ahead
    return ahead if until < min(since, _SOON) else behind


_JUST = timedelta(days=60)
_SOON = timedelta(days=150)


def undated(stretch: Stretch, setting: Setting, found: Found) -> Reading:
    """The reading of a stretch whose year is not told (``stretch`` has any)."""
    part = part_of(found)
    if setting.today is None:
        value = "XXXX" + stretch.timex[4:]
        return Reading(
            "DATE", value, "XXXX" + stretch.edtf[4:], "its year is not told, nor the date of publication", ""
        )
    chosen = nearest(stretch, setting, found.start)
    side = "the next" if chosen.last >= setting.today else "the last"
    return dated(chosen, f"{side} of that name, seen from the day of publication", "published", part)


def numeric(found: Found, setting: Setting) -> Reading | None:
    """09.09.2016, 2016-08-18, 03/04/2016: day first where only that gives a date; where both do and they differ, both."""
    surface = found.text[found.start : found.end]
    if any(character.isspace() for character in surface):
        return None
    if m := found.get("m"):
        year, month, day = found.get("y"), m, found.get("d")
        assert year and day
        return _on_calendar(int(year.value), int(month.value), int(day.value), surface)
    a, b = found.get("a"), found.get("b")
    assert a and b
    if year := found.get("y"):
        number = int(year.value)
    else:
        short = found.get("yy")
        if short is None or len(short.text) != 2 or "/" not in surface:
            return None
        number = 1900 + int(short.value) if int(short.value) > 50 else 2000 + int(short.value)
    one, other = int(a.value), int(b.value)
    if one == other or one > 12 or other > 12 or "." in surface:
        day, month_ = (one, other) if one > 12 or "." in surface or one == other else (other, one)
        return _on_calendar(number, month_, day, surface)
    days = sorted((date(number, one, other), date(number, other, one)))
    # American outlets write the month first, most others the day; "/" alone does not tell, so both days are kept.
    value = f"{number:04}-{one:02}-{other:02}"
    return Reading(
        "DATE",
        value,
        f"[{days[0]},{days[1]}]",
        "day and month may be either way round",
        "calendar",
        None,
        (days[0], days[1]),
    )


def _on_calendar(year: int, month: int, day: int, surface: str) -> Reading:
    try:
        stretch = Stretch("day", date(year, month, day))
    except ValueError:
        return nonsense(f"{year:04}-XX-XX", f"{surface} is no day of the calendar")
    return dated(stretch, "day, month and year are written")


def calendar_date(found: Found, setting: Setting) -> Reading | None:
    """March 5, 1946; 5 March; Friday, Oct. 23; Oct. 23 last year."""
    month, day, weekday = found.get("m"), found.get("d"), found.get("wd")
    if day is None:
        return None
    number = int(day.value if day.kind != "SECOND" else 2)
    if month is None:
        return _day_of_month(number, found, setting)
    year = year_of(found, setting)
    try:
        stretch = Stretch("day", date(year or 2000, int(month.value), number))
    except ValueError:
        if number > 31 and month and not found.get("y"):
            return None  # "May 45" is a name and a count
        return nonsense(f"XXXX-{int(month.value):02}-XX", f"{month.text} has no day {number}")
    if year is not None:
        return dated(stretch, "day, month and year are written", "calendar" if found.get("y") else "published")
    if weekday and setting.today:
        matching = _with_weekday(stretch, int(weekday.value), setting.today)
        if matching:
            return dated(matching, "the year nearest to publication in which day and weekday agree", "published")
    try:
        return undated(stretch, setting, found)
    except ValueError:  # the 29th of February of a common year
        return nonsense("XXXX-02-29", "the year nearest to publication has no such day")


def _with_weekday(stretch: Stretch, weekday: int, today: date) -> Stretch | None:
    near = []
    for year in range(max(today.year - 5, 1), today.year + 6):
        try:
            day = stretch.first.replace(year=year)
        except ValueError:
            continue
        if day.isoweekday() == weekday:
            near.append(day)
    return Stretch("day", min(near, key=lambda day: (abs(day - today), day))) if near else None


def _day_of_month(number: int, found: Found, setting: Setting) -> Reading | None:
    if not 1 <= number <= 31 or setting.today is None:
        return (
            Reading("DATE", f"XXXX-XX-{number:02}", f"XXXX-XX-{number:02}", "neither month nor year is told", "")
            if (1 <= number <= 31)
            else None
        )
    day = setting.today
    if setting.tense(found.start) == "future":
        months = [Stretch.holding(day, "month").shift(n) for n in range(3)]
    else:
        months = [Stretch.holding(day, "month").shift(-n) for n in range(3)]
    for month in months:
        try:
            candidate = month.first.replace(day=number)
        except ValueError:
            continue
        if (candidate >= day) if setting.tense(found.start) == "future" else (candidate <= day):
            return dated(Stretch("day", candidate), "the day of that number nearest to publication", "published")
    return None


def of_month(found: Found, setting: Setting) -> Reading | None:
    """The 9th: a day of the month, if no noun follows that it could count ("the 9th floor")."""
    day = found.get("d")
    assert day
    following = found.text[found.end : found.end + 12]
    if following[:1] == "-" or (
        following[:1] == " " and following[1:2].isalpha() and following.split()[0] not in _GO_ON
    ):
        return None
    before = found.text[max(0, found.start - 12) : found.start].lower().split()
    if not before or before[-1].strip(",") not in (
        "on",
        "from",
        "by",
        "until",
        "since",
        "to",
        "till",
        "and",
        "before",
        "after",
    ):
        return None
    return _day_of_month(int(day.value), found, setting)


_GO_ON = frozenset(
    ["that", "when", "and", "but", "for", "by", "in", "at", "to", "of", "after", "before", "with", "as", "said"]
)


def day_range(found: Found, setting: Setting) -> Reading | None:
    """July 16 to 17; 3-5 May 2013; the night of July 16 to 17."""
    month, a, b, written_year = found.get("m"), found.get("a"), found.get("b"), found.get("y")
    assert month and a and b
    try:
        first = date(int(written_year.value) if written_year else 2000, int(month.value), int(a.value))
        last = first.replace(day=int(b.value))
    except ValueError:
        return None
    if last <= first:
        return None
    if not written_year:
        if setting.today is None:
            return Reading("DATE", f"XXXX{first.isoformat()[4:]}", None, "its year is not told", "")
        year = nearest(Stretch("day", first), setting, found.start).first.year
        first, last = first.replace(year=year), last.replace(year=year)
    kind = "TNI" if found.get("dp") else ""
    return Reading(
        "DATE",
        first.isoformat() + kind,
        written(first, last),
        "from the first day to the second",
        "calendar" if written_year else "published",
        Stretch("day", first),
        (first, last),
    )


def _is_noun(found: Found) -> bool:
    """Whether "March", "May" or "August" alone is no month: "the March for Peace", "Ms. May said"."""
    before = found.text[max(0, found.start - 12) : found.start].split()
    following = found.text[found.end : found.end + 6].split()
    if following[:1] in (["for"], ["of"]) and before[-1:] not in (["in"], ["since"], ["by"]):
        return True
    return before[-1:] in (["Mr."], ["Mrs."], ["Ms."], ["Minister"], ["President"])


def month(found: Found, setting: Setting) -> Reading | None:
    """July; July 1997; late November; October last year; last June; this September."""
    word = found.get("m")
    assert word
    number = int(word.value)
    if word.kind == "MONTHABBR" and len(found.words) == 1 and not word.text.endswith("."):
        return None  # "Jan" alone is a name
    if word.kind == "MONTHCAP" and len(found.words) == 1 and _is_noun(found):
        return None
    stretch = Stretch("month", date(2000, number, 1))
    part = part_of(found)
    if year := found.get("y") or found.get("yw"):
        return dated(stretch.in_year(int(year.value)), "month and year are written", "calendar", part)
    if setting.today is None:
        return undated(stretch, setting, found)
    after_month = any(one.kind == "UNIT" for one in found.words)
    if after_month:
        year_ = year_of(found, setting)
        assert year_ is not None
        return dated(stretch.in_year(year_), "the month of the year that is named from publication", "published", part)
    this = Stretch.holding(setting.today, "month")
    if found.get("last"):
        chosen = stretch.in_year(this.first.year)
        chosen = chosen if chosen.first < this.first else chosen.shift(-12)
    elif found.get("next") or found.get("foll"):
        chosen = stretch.in_year(this.first.year)
        chosen = chosen if chosen.first > this.first else chosen.shift(12)
    elif found.get("this"):
        chosen = stretch.in_year(this.first.year)
    else:
        return undated(stretch, setting, found)
    return dated(chosen, "the one before or after the month of publication", "published", part)


def season(found: Found, setting: Setting) -> Reading | None:
    """Summer 2016; last fall; this spring; the winter of 1994."""
    word = found.get("s")
    assert word
    if word.kind == "FALL" and not (len(found.words) > 1):
        return None
    stretch = Stretch("season", date(2000, SEASON_MONTHS[word.value], 1))
    part = part_of(found)
    if year := found.get("yw"):
        return dated(stretch.in_year(int(year.value)), "season and year are written", "calendar", part)
    if setting.today is None:
        return undated(stretch, setting, found)
    if found.words[-1].kind == "UNIT":
        return dated(stretch.in_year(year_of(found, setting) or 1), "the season of that year", "published", part)
    here = stretch.in_year(setting.today.year)
    if found.get("last"):
        chosen = here if here.last < setting.today else here.shift(-1)
    elif found.get("next"):
        chosen = here if here.first > setting.today else here.shift(1)
    elif found.get("this"):
        chosen = here
    else:
        return undated(stretch, setting, found)
    return dated(chosen, "the season seen from the day of publication", "published", part)


def quarter(found: Found, setting: Setting) -> Reading | None:
    """The third quarter; the first quarter of 1990; last year's fourth quarter; the current quarter; second half of 1989."""
    grain, ordinal = found.get("g"), found.get("n")
    assert grain
    kind = "half" if grain.kind == "HALF" else "quarter"
    year = (
        year_of(found, setting)
        if (found.get("y") or found.get("yw") or found.get("yq") or _names_year(found))
        else None
    )
    number = 2 if ordinal is None and kind == "half" else _ordinal(ordinal) if ordinal else None
    if number is not None and not 1 <= number <= (2 if kind == "half" else 4):
        return None
    if year is not None and number:
        first = date(year, (number - 1) * (6 if kind == "half" else 3) + 1, 1)
        return dated(Stretch(kind, first), f"the {kind} of that year", "calendar" if found.get("yw") else "published")
    if setting.today is None:
        return Reading("DATE", f"XXXX-Q{number or 'X'}", None, "its year is not told, nor the date of publication", "")
    here = Stretch.holding(setting.today, "quarter")
    if year is not None:
        spoken = setting.last("quarter")
        chosen = (spoken or here.shift(-1)).in_year(year)
        return dated(chosen, "the quarter spoken of, in that year", "published")
    if number is None:
        return dated(here, "the quarter of the day of publication", "published")
    chosen = Stretch("quarter", date(setting.today.year, _QUARTERS[str(number)], 1))
    if setting.tense(found.start) == "future":
        # A quarter that has just ended is reported on later: "will report a loss for the third quarter".
        just_ended = chosen.last >= setting.today - timedelta(days=92)
        chosen = chosen if just_ended else chosen.in_year(chosen.first.year + 1)
    else:
        chosen = chosen if chosen.first <= setting.today else chosen.in_year(chosen.first.year - 1)
    return dated(chosen, "the quarter of that number nearest to publication", "published")


def _names_year(found: Found) -> bool:
    return any(word.kind == "UNIT" for word in found.words)


def _ordinal(word: object) -> int:
    kind, value = getattr(word, "kind", ""), getattr(word, "value", "")
    return 2 if kind == "SECOND" else int(value)


def year(found: Found, setting: Setting) -> Reading | None:
    """1990; early 2009; fiscal 1989: four digits, unless they count or number something."""
    word = found.get("y")
    assert word
    number = int(word.value)
    alone = len(found.words) == 1
    if alone and not _is_year(found, number):
        return None
    return dated(Stretch("year", date(number, 1, 1)), "the year is written", "calendar", part_of(found))


_BEFORE_YEAR = frozenset(
    "in since by of until till before after from to between and during early late mid through than for around about the or "
    "on as with prior".split()
)


_BEFORE_COUNT = frozenset("than about around the for to or on as with than".split())
_COUNTS = re.compile(r"\s(?:[a-z]+s|people|sq|km|m|kg|feet|mAh)\b")  # a counted noun or a unit follows


def _is_year(found: Found, number: int) -> bool:
    """Whether four digits are a year: by the word before and what follows."""
    text, start, end = found.text, found.start, found.end
    left, right = text[max(0, start - 24) : start], text[end : end + 2]
    if left[-1:] in ("$", "€", "£", "#", "№", ".", "-", "/") and not left.endswith(("mid-", ". ")) or right[:1] == "%":
        return left[-1:] in ("-", "/") and left[-5:-1].isdigit() and 1900 <= number < 2100
    if right[:1] in (",", ".") and right[1:2].isdigit():
        return False
    before = left.split()[-1].strip("(,;").lower() if left.split() else ""
    if not 1900 <= number < 2050 and (_COUNTS.match(text, end) or before in _BEFORE_COUNT):
        return False
    if before in _BEFORE_YEAR or left.rstrip().endswith(("(", ",")):
        return 1000 <= number < 2200
    return 1900 <= number < 2050


def spoken_year(found: Found, setting: Setting) -> Reading | None:
    """Nineteen ninety-six; the year two thousand."""
    number = year_in_words(found.words)
    if number == 2000 and found.words[0].kind != "THE":
        return None
    return dated(Stretch("year", date(number, 1, 1)), "the year is written in words") if number else None


def decade(found: Found, setting: Setting) -> Reading | None:
    """The 1990s; '80s; the nineties."""
    word = found.get("y")
    if word:
        number = int(word.value)
    else:
        short = found.get("yy") or found.get("w")
        assert short
        number = 1900 + int(short.value)
    if number % 10:
        return None
    stretch = Stretch("decade", date(number, 1, 1))
    return dated(stretch, "the decade is written", "calendar", part_of(found))


def century(found: Found, setting: Setting) -> Reading | None:
    """The 20th century."""
    word = found.get("n")
    number = _ordinal(word)
    if not 2 <= number <= 30:
        return None
    return dated(
        Stretch("century", date((number - 1) * 100, 1, 1)), "the century is written", "calendar", part_of(found)
    )


def first_of(found: Found, setting: Setting) -> Reading | None:
    """The first six months of 2016; the last ten days of June."""
    count, unit = cardinal(found.all("c")), found.get("u")
    if not count or not unit or count > 400:
        return None
    whole = _whole(found, setting)
    if whole is None:
        return None
    steps = int(count)
    if found.get("n") and found.named["n"][0].kind == "LAST":
        first = Stretch(unit.value, whole.last).shift(-steps).first if unit.value != "day" else whole.last
        first = (
            Stretch("day", whole.last).shift(1 - steps).first
            if unit.value == "day"
            else Stretch("day", first).shift(1).first
        )
        last = whole.last
    else:
        first, last = whole.first, Stretch(unit.value, whole.first).shift(steps - 1).last
    if first < whole.first or last > whole.last:
        return None
    half = (unit.value, steps) in (("month", 6), ("quarter", 2)) and first == whole.first and whole.grain == "year"
    value = whole.timex + ("-H1" if half else "")
    against = "calendar" if found.get("yw") or found.get("y") else "published"
    return Reading(
        "DATE", value, written(first, last), "counted from an end of the whole", against, None, (first, last)
    )  # type: ignore[arg-type]


def _whole(found: Found, setting: Setting) -> Stretch | None:
    word, year_ = found.get("m"), year_of(found, setting)
    if word:
        stretch = Stretch("month", date(2000, int(word.value), 1))
        if year_ is not None:
            return stretch.in_year(year_)
        return nearest(stretch, setting, found.start) if setting.today else None
    if year_ is None:
        year_ = setting.today.year if setting.today else None
    return Stretch("year", date(year_, 1, 1)) if year_ else None
