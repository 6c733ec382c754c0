"""Which reports of a document tell of one event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribune.model import Report
    from attribune.profiles import EventType

_AHEAD = ("possible", "planned")
_CENTRAL = ("affected", "agent", "object")


@dataclass(frozen=True, slots=True)
class Telling:
    """What is compared of a report: who takes part (resolved, and by the words' heads), where to, how many, when."""

    report: Report
    type: EventType
    names: frozenset[str]
    heads: frozenset[str]
    numbers: frozenset[str]
    definite: bool


def together(tellings: list[Telling]) -> list[int]:
    """For each telling the index of the first one that tells of the same event."""
    groups: list[list[int]] = []
    first: list[int] = []
    for number, telling in enumerate(tellings):
        home = next((group for group in reversed(groups) if _joins(telling, [tellings[one] for one in group])), None)
        if home is None:
            groups.append([number])
            first.append(number)
        else:
            home.append(number)
            first.append(home[0])
    return first


def _joins(one: Telling, group: list[Telling]) -> bool:
    """Whether a telling belongs to a group: it clashes with none and is tied to at least one."""
    return (
        one.type.name == group[0].type.name
        and not any(_clash(one, other) for other in group)
        and any(_tied(one, other) for other in group)
    )


def _clash(one: Telling, other: Telling) -> bool:
    if (one.report.status in _AHEAD) != (other.report.status in _AHEAD):
        return True
    if one.names and other.names and not one.names & other.names:
        return True
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return True
    times = one.report.when.edtf, other.report.when.edtf
    if all(times) and times[0] != times[1]:
        return True
    return _apart(one, other, "destination") or _apart(one, other, "origin")


def _apart(one: Telling, other: Telling, role: str) -> bool:
    first, second = (_quotes(telling, role) for telling in (one, other))
    return bool(first and second) and not any(a in b or b in a for a in first for b in second)


def _quotes(telling: Telling, role: str) -> set[str]:
    return {
        argument.span.quote.lower().removeprefix("the ")
        for argument in telling.report.arguments
        if argument.role == role
    }


def _tied(one: Telling, other: Telling) -> bool:
    """Whether two tellings that do not clash have somebody in common, or the later one only points back."""
    if one.names & other.names:
        return True
    if one.heads & other.heads and (one.type.exclusive or one.definite):
        return True
    bare = not one.names and not one.heads
    return (bare and (one.definite or one.type.recurs)) or (one.type.recurs and not (one.names and other.names))
