"""What became of the ids that entities and events were given: which joined another, which split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .decision import Given


@dataclass(frozen=True, slots=True)
class Moved:
    """An id that was given, and what holds its first ``member`` (a mention or a report) since.

    ``how`` is joined (the whole now stands in ``now``, an older one) or split (the member left ``was``, which is still
    there, and is ``now`` of its own).
    """

    how: Literal["joined", "split"]
    was: str
    now: str
    member: str


def moved(history: Sequence[Given], groups: Iterable[tuple[str, Sequence[str]]]) -> tuple[Moved, ...]:
    """The ids that no longer name what they named, by the history of givings and the groups (id, members) of today."""
    known = {row.member: row.id for row in history}
    ids: set[str] = set()
    found: list[Moved] = []
    for now, members in groups:
        ids.add(now)
        for member in members:
            was = known.get(member)
            if was not in (None, now):
                found.append(Moved("joined", str(was), now, member))
    split = [Moved("split", row.was, row.id, row.member) for row in history if row.was and row.was in ids]
    left = {one.was for one in found if one.was in ids}  # an id that still names something did not join as a whole
    joined = [one for one in found if one.was not in left]
    return tuple(sorted({*joined, *split}, key=lambda one: (one.how, one.was, one.now, one.member)))
