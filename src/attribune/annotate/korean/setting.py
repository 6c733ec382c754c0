"""The meaning of Korean time words, and what they are read against."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from attribune.model.edtf import interval

if TYPE_CHECKING:
    from attribune.model import TimexType


@dataclass(frozen=True, slots=True)
class Day:
    """The meaning of time words: the EDTF value, None where they have none, and what it was reckoned from."""

    edtf: str | None
    rule: str = "calendar"
    type: TimexType = "DATE"


@dataclass(slots=True)
class Setting:
    """What words are read against. ``today`` is the day of publication, None where it is not known; ``ahead`` says that
    the sentence tells of what is to come; ``said`` are the values told so far, ``here`` those of this sentence.
    """

    today: date | None
    ahead: bool = False
    said: list[str] = field(default_factory=list)
    here: list[str] = field(default_factory=list)

    def enter(self, *, ahead: bool) -> None:
        """Go on to the next sentence."""
        self.ahead, self.here = ahead, []

    def tell(self, day: Day) -> None:
        """Remember a value."""
        if day.edtf and day.type == "DATE":
            self.said.append(day.edtf)
            self.here.append(day.edtf)

    def last_day(self) -> date | None:
        """The day told last."""
        for edtf in reversed(self.said[-6:]):
            days = interval(edtf)
            if days and days.first and days.first == days.last:
                return days.first
        return None

    def last_month(self) -> date | None:
        """The first day of the month told last."""
        for edtf in reversed(self.said[-6:]):
            if re.match(r"\d{4}-(?:0\d|1[0-2])", edtf):
                return date(int(edtf[:4]), int(edtf[5:7]), 1)
        return None

    def last_year(self) -> int | None:
        """The year told last."""
        return next((int(one[:4]) for one in reversed(self.said[-6:]) if one[:4].isdigit()), None)
