"""What time words mean, and what they are read against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from .edtf import written
from .stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from attribune.model import TimexType

Against = Literal["published", "text", "calendar", ""]
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of time words: TIMEX3 type and value, the EDTF interval if any, what it was reckoned from, and why.

    ``stretch`` is the calendar stretch that later words ("that year", "a year earlier") may refer to; ``span`` its
    first and last day where it is no single stretch; ``part`` which part of the stretch is meant.
    """

    type: TimexType
    value: str
    edtf: str | None
    reason: str
    against: Against = "calendar"
    stretch: Stretch | None = None
    span: tuple[date, date] | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Time words with their place in the text and their reading; ``rule`` is the builder's name, or tells that they
    are a limit or an end of a range.
    """

    start: int
    end: int
    rule: str
    reading: Reading


@dataclass(slots=True)
class Setting:
    """What words are read against: the day of publication and the times that the text has spoken of so far.

    ``today`` is None where nothing is known of the publication date. ``tense`` tells the tense of the clause around a
    character offset, ``reporting`` whether its verb is one of speaking, ``governed`` whether a verb stands right above
    it. ``spoken`` holds (offset, paragraph, reading) in the order of the text.
    """

    today: date | None
    tense: Callable[[int], Tense]
    reporting: Callable[[int], bool]
    governed: Callable[[int], bool]
    paragraph: int = 0
    spoken: list[tuple[int, int, Reading]] = field(default_factory=list)

    def last(self, *grains: str, within: int = 1) -> Stretch | None:
        """The stretch of one of these grains spoken of last, at most ``within`` paragraphs ago."""
        return next(self.told(*grains, within=within), None)

    def told(self, *grains: str, within: int = 1) -> Iterator[Stretch]:
        """The stretches of these grains spoken of, the last first, at most ``within`` paragraphs ago."""
        for _, paragraph, reading in reversed(self.spoken):
            if paragraph < self.paragraph - within:
                return
            if reading.stretch and reading.stretch.grain in grains:
                yield reading.stretch

    def year_told(self) -> Stretch | None:
        """The last stretch of this paragraph, if its year was written and is not that of publication."""
        if not self.spoken or self.spoken[-1][1] != self.paragraph or self.today is None:
            return None
        reading = self.spoken[-1][2]
        told = reading.stretch if reading.against == "calendar" else None
        return told if told and told.first.year < self.today.year else None

    def begun(self, *grains: str, within: int = 1) -> Stretch | None:
        """The same, of those that had begun at publication: what is compared is over."""
        for _, paragraph, reading in reversed(self.spoken):
            if paragraph < self.paragraph - within:
                return None
            one = reading.stretch
            if one and one.grain in grains:
                end = one.last if one.grain == "quarter" else one.first
                over = self.today is None or end <= self.today
                if over:
                    return one
        return None

    def quarter(self) -> Stretch | None:
        """The quarter that is reported on; None where the text has gone on to more months ("the nine months")."""
        for _, paragraph, reading in reversed(self.spoken):
            if paragraph < self.paragraph - 50:
                return None
            if reading.type == "DURATION" and reading.value.endswith("M"):
                return None
            if reading.stretch and reading.stretch.grain == "quarter":
                return reading.stretch
        return None

    def year_so_far(self) -> Stretch | None:
        """The year of the months that are reported on ("the first nine months"), if the text spoke of them last."""
        for _, paragraph, reading in reversed(self.spoken):
            if paragraph < self.paragraph - 50 or (reading.stretch and reading.stretch.grain == "quarter"):
                return None
            if reading.type == "DURATION" and reading.value.endswith("M") and self.today:
                return Stretch.holding(self.today, "year")
        return None

    def last_span(self, *, period: bool = False) -> Reading | None:
        """The last reading in this paragraph or the one before that has days; if ``period``, no single day."""
        for _, paragraph, reading in reversed(self.spoken):
            if paragraph < self.paragraph - 1:
                return None
            if reading.span or (reading.stretch and (not period or reading.stretch.grain != "day")):
                return reading
        return None


_PARTS = {  # the months of a year, years of a decade or century that a part of it takes up: first, last
    "year": {"EARLY": (1, 3), "MID": (5, 8), "LATE": (10, 12), "BEGIN": (1, 1), "ENDING": (12, 12), "MIDDLE": (6, 7)},
    "decade": {"EARLY": (0, 3), "MID": (4, 6), "LATE": (7, 9), "BEGIN": (0, 1), "ENDING": (9, 9), "MIDDLE": (4, 6)},
    "century": {
        "EARLY": (0, 30),
        "MID": (40, 60),
        "LATE": (70, 99),
        "BEGIN": (0, 10),
        "ENDING": (90, 99),
        "MIDDLE": (40, 60),
    },
}


def part_edtf(stretch: Stretch, part: str, *, end: bool = False) -> str:
    """The approximate EDTF value of "early", "mid" or "late" in a stretch: EARLY, MID, LATE, BEGIN, MIDDLE, ENDING.

    A part is the whole stretch, approximately: how long "early" lasts nobody says. Only as an end of something longer
    ("by early next year", "since the beginning of the year") does a part of a year count by its own months.
    """
    bounds = _PARTS.get(stretch.grain, {}).get(part) if end else None
    if stretch.grain == "season":  # a season with "~" is no EDTF: its months are
        return written(stretch.first, stretch.last, "~")
    if not bounds:
        whole = stretch.edtf
        return whole + "~" if "/" not in whole else whole.replace("/", "~/") + "~"
    year, (low, high) = stretch.first.year, bounds
    if part in ("BEGIN", "ENDING") and stretch.grain == "year":
        return stretch.first.isoformat() if part == "BEGIN" else stretch.last.isoformat()
    if stretch.grain == "year":
        first, last = Stretch("month", date(year, low, 1)), Stretch("month", date(year, high, 1))
        return written(first.first, last.last, "~")
    base = year - year % (10 if stretch.grain == "decade" else 100)
    return written(date(base + low, 1, 1), date(base + high, 12, 31), "~")


def dated(stretch: Stretch, reason: str, against: Against = "calendar", part: str = "") -> Reading:
    """The reading of a stretch as a DATE."""
    edtf = part_edtf(stretch, part) if part else stretch.edtf
    return Reading("DATE", stretch.timex, edtf, reason, against, stretch, None, part)


def nonsense(value: str, reason: str) -> Reading:
    """Words in the form of a date that is on no calendar: no value on it, and the reason."""
    return Reading("DATE", value, None, reason, "")
