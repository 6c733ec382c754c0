"""The order of telling in words: who told it first, what each adds, who repeats whom, who denies it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .account import DETAILS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .columns import Row

_DENIAL = {"yes": "it happened", "no": "it did not happen"}


def marks(told: Row, order: Sequence[Row]) -> str:
    """Whether this article is the first to tell it or to deny it, and how long after the event it came out."""
    found = [
        f"{'among the first' if sum(one[name] for one in order) > 1 else 'first'} to {what}"
        for name, what in (("first", "tell it"), ("first_denial", "deny it"))
        if told[name]
    ]
    return ", ".join([*found, *_since(told["days"])])


def _since(days: int | None) -> Iterator[str]:
    """The days since the event; of those of an event still to come, nothing."""
    if days == 0:
        yield "on the day of the event"
    elif days is not None and days > 0:
        yield f"{days:,} {'day' if days == 1 else 'days'} after the event"


def notes(told: Row, order: Sequence[Row], outlet: Callable[[str], str]) -> Iterator[str]:
    """What this article adds, and whom it repeats."""
    for before in (one for one in order if one["document"] in told["repeats"]):
        yield f"repeats what {outlet(before['document'])} had on {before['published'] or 'an unknown day'}"
    new = [f"{DETAILS[one['detail']]}: {_value(one)}" for one in told["new"] if one["value"]]
    if new:
        yield f"adds {'; '.join(new)}"


def _value(held: Row) -> str:
    value = str(held["value"])
    return _DENIAL.get(value, value) if held["detail"] == "whether" else value
