"""Records of a document by where they stand, so that a long text costs no more a sentence than a short one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribune.model import Span, Statement

LONGEST = 2_000  # characters of what is said, at the most, around a place in it


class Anchored(Protocol):
    """Whatever has a place in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


@dataclass(frozen=True, slots=True)
class Said:
    """A part of what a statement says."""

    span: Span
    statement: Statement


One = TypeVar("One", bound=Anchored)


class Near(Generic[One]):
    """Records in the order of the text."""

    def __init__(self, records: Iterable[One]) -> None:
        self._records = sorted(records, key=lambda one: (one.span.start, -one.span.end))
        self._starts = [one.span.start for one in self._records]

    def between(self, start: int, end: int) -> list[One]:
        """Those that begin from ``start`` on and end by ``end``."""
        found = self._records[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [one for one in found if one.span.end <= end]
