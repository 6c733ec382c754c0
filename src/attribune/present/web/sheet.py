"""A part of a long list: a hundred lines a page, found by words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from attribune.view import Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribune.view import Shelf

Row = dict[str, Any]

LINES = 100
"""Lines on a page."""
_FOUND = 20  # lines from which on a list can be searched


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a list: its lines, how many there are of those asked for, which page of how many this is.

    ``called`` is how an address names the page, ``part`` the place in the page that it leads to.
    """

    rows: Sequence[Any]
    total: int
    page: int
    words: str
    path: str
    given: Mapping[str, Any] = field(default_factory=dict)
    lines: int = LINES
    called: str = "page"
    part: str = ""

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
        asked |= {self.called: page} if page > 1 else {}
        place = f"#{self.part}" if self.part else ""
        return self.path + ("?" + urlencode(asked, errors="replace") if asked else "") + place


def leaf(rows: Sequence[Any], like: Sheet, page: int, lines: int) -> Sheet:
    """A page of a list that is at hand, with the address of another; of one beyond the last page, the last."""
    page = min(page, max(1, -(-len(rows) // lines)))
    return replace(like, rows=rows[(page - 1) * lines : page * lines], total=len(rows), page=page, lines=lines)


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
