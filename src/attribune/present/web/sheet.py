"""A part of a long list: a hundred lines a page, found by words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from attribune.view import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribune.view import Shelf

Row = dict[str, Any]

LINES = 100
"""Lines on a page."""
_FOUND = 20  # lines from which on a list can be searched


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a list: its lines, how many there are of those asked for, which page of how many this is."""

    rows: list[Row]
    total: int
    page: int
    words: str
    path: str
    given: Mapping[str, Any] = field(default_factory=dict)
    lines: int = LINES

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.lines))

    @property
    def first(self) -> int:
        """The number of the first line."""
        return (self.page - 1) * self.lines + 1

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.first + len(self.rows) - 1

    @property
    def searched(self) -> bool:
        """Whether there is so much that it is worth searching."""
        return bool(self.words) or self.total > _FOUND

    def at(self, page: int) -> str:
        """The address of a page."""
        asked = {name: value for name, value in self.given.items() if value not in (None, "")}
        asked |= {"q": self.words} if self.words else {}
        asked |= {"page": page} if page > 1 else {}
        return self.path + ("?" + urlencode(asked, errors="replace") if asked else "")


def sheet(  # noqa: PLR0913 - what a list is asked for
    shelf: Shelf,
    name: str,
    path: str,
    page: int = 1,
    asked: Part | None = None,
    *,
    given: Mapping[str, Any] | None = None,
    lines: int = LINES,
) -> Sheet:
    """A page of a list; of one beyond the last page, the last. ``given`` is what the address says beside."""
    part = replace(asked or Part(), start=(page - 1) * lines, count=lines)
    total, rows = shelf.entries(name, part)
    if not rows and total:
        page = -(-total // lines)
        total, rows = shelf.entries(name, replace(part, start=(page - 1) * lines))
    return Sheet(rows, total, page if total else 1, part.words, path, given or {}, lines)
