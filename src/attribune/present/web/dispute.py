"""Conflicts gathered into disputes: what accounts of one event differ on is one disagreement, however many pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

Row = dict[str, Any]

_DETAILS = {
    "when": "when it was",
    "where": "where it was",
    "who": "who it was",
    "how_many": "how many they were",
    "whether": "whether it happened",
    "why": "why it happened",
    "arithmetic": "numbers that do not add up",
    "state": "states that exclude each other",
}
"""What accounts differ on, in words."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Conflicts told in one sentence: ``why``, the words on either side, each place once, the ids of the links, and how
    many ``more`` pairs of accounts differ in the same way.
    """

    why: str
    sides: tuple[tuple[Row, ...], tuple[Row, ...]]
    ids: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement: the event that it is about, by id and headline, both empty where it is about none, what is
    disputed, and its pairs of accounts.
    """

    event: str
    headline: str
    detail: str
    pairs: tuple[Pair, ...]

    @property
    def about(self) -> str:
        """What is disputed, in words."""
        return _DETAILS.get(self.detail, self.detail.replace("_", " "))


def disputes(conflicts: Iterable[Row], event: Callable[[Row], tuple[str, str]]) -> list[Dispute]:
    """The disputes that conflicts make up, in the order of the first conflict of each.

    ``event`` gives the id and headline of the event that a conflict is about, or two empty strings. Of an event, the
    conflicts on one detail are one dispute; without an event, those told in one sentence are: five papers that print
    one number against three that print another are one disagreement, not fifteen.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    about: dict[tuple[str, str], tuple[str, str]] = {}
    for conflict in conflicts:
        own = event(conflict)
        key = (own[0] or conflict["why"], conflict["detail"] or "")
        groups.setdefault(key, []).append(conflict)
        about[key] = own
    return [Dispute(*about[key], key[1], _pairs(rows)) for key, rows in groups.items()]


def _pairs(rows: Iterable[Row]) -> tuple[Pair, ...]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["why"], []).append(row)
    return tuple(
        Pair(why, (_side(told, "from_span"), _side(told, "to_span")), tuple(row["id"] for row in told))
        for why, told in groups.items()
    )


def alike(dispute: Dispute, value: Callable[[Row, str], str]) -> Dispute:
    """A dispute in which pairs that set the same two values against each other are one, told by its first sentence.

    ``value`` gives what words hold of a detail, or an empty string. Whoever denies something is told each by itself.
    """
    if dispute.detail == "whether":
        return dispute
    groups: dict[tuple[str, str], list[Pair]] = {}
    for number, pair in enumerate(dispute.pairs):
        held = tuple(value(side[0], dispute.detail) if side else "" for side in pair.sides)
        known = all(held) and held[0] != held[1]
        key = (min(held), max(held)) if known else (str(number), "")
        turned = Pair(pair.why, pair.sides[::-1], pair.ids)
        groups.setdefault(key, []).append(turned if known and held[0] > held[1] else pair)
    return replace(dispute, pairs=tuple(map(_one, groups.values())))


def _one(pairs: Sequence[Pair]) -> Pair:
    sides = tuple(
        tuple({(span["document"], span["start"]): span for pair in pairs for span in pair.sides[n]}.values())
        for n in (0, 1)
    )
    ids = tuple(dict.fromkeys(one for pair in pairs for one in pair.ids))
    return Pair(pairs[0].why, sides, ids, len(pairs) - 1)  # type: ignore[arg-type]  # there are two sides


def _side(rows: Iterable[Row], name: str) -> tuple[Row, ...]:
    found = {(row[name]["document"], row[name]["start"]): row[name] for row in rows if row[name]}
    return tuple(found.values())
