"""The forecast book: what is due, what has a date, what has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.view import Part

from .sheet import LINES, Sheet, sheet

if TYPE_CHECKING:
    from datetime import date

    from attribune.view import Shelf

GROUPS = {"due": "Due", "dated": "Dated", "undated": "Without a date"}
_EACH = 30  # lines of each group on the page of all


def forecasts(shelf: Shelf, today: date, words: str, of: str, page: int) -> dict[str, Sheet]:
    """The groups of the book, or the one asked for: what is due, the longest first, what is still to come by its day,
    and what says no day.
    """
    day = today.toordinal()
    asked = {"due": Part(words, until=day - 1), "dated": Part(words, since=day), "undated": Part(words)}
    wanted, lines = ([of], LINES) if of in GROUPS else (list(GROUPS), _EACH)
    return {name: sheet(shelf, name, "/forecasts", page, asked[name], given={"of": of}, lines=lines) for name in wanted}
