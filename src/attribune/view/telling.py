"""The order of telling of an event, worked out of rows as shown: of what is hidden nothing can be told."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attribune.assess.telling import Paper, Told, tellings
from attribune.model import Held

from .case import ViewError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .holding import Holding
    from .row import Row


def telling(holding: Holding, identifier: str, words: Callable[[str], str]) -> list[Row]:
    """The tellings of an event, by its id, in the order in which they came out; ``words`` covers those of an error.

    Raises ViewError where there is no event of that id.
    """
    kind, event = holding.get(identifier) or ("", {})
    if kind != "events":
        raise ViewError(f"the case holds no event {words(identifier)}")
    held: dict[Held, Row] = {}
    for row in event["details"]:
        one = Held(row["detail"], row["value"] or "", None, row["report"], row["document"], row["origin"])
        held.setdefault(one, row)
    return [_row(one, held) for one in tellings(tuple(held), _papers(holding, event))]


def _papers(holding: Holding, event: Row) -> Iterator[Paper]:
    """The documents that tell of an event; those of one day by their path, or by their id where that is hidden."""
    told: dict[str, list[Row]] = defaultdict(list)
    for one in event["reports"]:
        if found := holding.get(one):
            told[found[1]["document"]].append(found[1])
    for one, rows in told.items():
        rows.sort(key=lambda row: (row["trigger"]["start"], row["id"]))
        document = (holding.get(one) or ("", {}))[1]
        name = document.get("path") or one
        yield Paper(one, document.get("published"), name, tuple((row["id"], row["origin"] or "") for row in rows))


def _row(one: Told, held: dict[Held, Row]) -> Row:
    return {
        "document": one.document,
        "published": one.published,
        "reports": list(one.reports),
        "origin": one.origin or None,
        "repeats": list(one.repeats),
        "new": [held[detail] for detail in one.new],
        "stance": one.stance,
        "days": one.days,
        "first": one.first,
        "first_denial": one.first_denial,
    }
