"""Figures that measure one thing over periods, worked out of rows as shown: only those asked for are read.

A figure whose value is hidden enters no series.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from attribune.assess.measure import tokens
from attribune.assess.trend import Known, Point, Series, alike, breaks, longest, one_series
from attribune.model import Change, Figure, Made, Span

from .filter import same_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from attribune.profiles.geography import Geography

    from .holding import Holding
    from .measured import Key
    from .row import Row

_NOWHERE = Span(0, 0, "")


class Trends:
    """The series of a case. ``words`` covers words on their way to a reader."""

    def __init__(self, holding: Holding, geography: Geography, words: Callable[[str], str]) -> None:
        self._holding, self._geography, self._words = holding, geography, words
        self._groups: list[list[Key]] | None = None

    def told(self, measure: str, place: str | None = None) -> list[Row]:
        """The series whose measure, as shown, has all words asked for, the longest first."""
        wanted = tokens(measure)
        if not wanted:
            return []
        groups = (keys for keys in self._all() if wanted <= tokens(keys[0][0]) & tokens(self._words(keys[0][0])))
        found = sorted((one for keys in groups if (one := self._series(keys))), key=lambda one: longest(one[0]))
        rows = (self._row(*one) for one in found)
        return [row for row in rows if place is None or same_name(place, row["place"] or "")]

    def _all(self) -> list[list[Key]]:
        """The keys of all figures in groups that measure one thing; worked out once."""
        if self._groups is None:
            keys = self._holding.measures()
            groups = alike((_stub(number, key) for number, key in enumerate(keys)), self._geography)
            self._groups = [[keys[int(one.id)] for one in group] for group in groups]
        return self._groups

    def _series(self, keys: Iterable[Key]) -> tuple[Series, Mapping[str, Row]] | None:
        """The series of some figures with their rows by id; None where it has but one period."""
        numbered = sorted((one for key in keys for one in self._holding.measuring(key)), key=lambda one: one[0])
        rows = {row["id"]: row for _, row in numbered}
        figures = [_figure(row) for row in rows.values()]
        made = one_series(figures, self._known(rows)) if figures else None
        return (made, rows) if made and len({point.period for point in made.points}) > 1 else None

    def _known(self, rows: Mapping[str, Row]) -> Known:
        documents = dict.fromkeys(row["document"] for row in rows.values())
        published = {one: (self._holding.get(one) or ("", {}))[1].get("published") for one in documents}
        origins = {one: row["origin"] for one, row in rows.items() if row["origin"]}
        return Known(published, origins, {one for one, row in rows.items() if self._ahead(row)})

    def _ahead(self, row: Row) -> bool:
        """Whether a figure stands inside a forecast or a prediction."""
        kind, said = (self._holding.get(row["by"]) if row["by"] else None) or ("", {})
        spans = [one["span"] for one in self._holding.inside("forecasts", row["document"])]
        return (kind == "statements" and said["act"] == "predict") or any(_overlap(row["span"], one) for one in spans)

    def _row(self, one: Series, rows: Mapping[str, Row]) -> Row:
        found, sentence = breaks(one)
        return {
            "measure": self._words(one.measure),
            "unit": one.unit and self._words(one.unit),
            "place": one.place and self._words(one.place),
            "points": [self._point(point, rows[point.figure]) for point in one.points],
            "notes": list(one.notes),
            "breaks": [asdict(place) for place in found],
            "sentence": sentence,
        }

    def _point(self, one: Point, row: Row) -> Row:
        kind, origin = (self._holding.get(one.source) if one.source else None) or ("", {})
        return {
            "period": one.period,
            "value": one.value,
            "figure": row["id"],
            "document": row["document"],
            "span": row["span"],
            "published": one.vintage,
            "source": origin["name"] if kind == "origins" else None,
            "part": one.part,
            "forecast": one.forecast,
            "derived": one.derived,
            "imported": one.imported,
        }


def _overlap(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _stub(number: int, key: Key) -> Figure:
    """A figure that stands for all of a key: what it measures, and nothing else."""
    unit, place, whole = json.loads(key[1])
    made = Made("", "")
    return Figure(str(number), "", _NOWHERE, 0.0, None, None, unit, key[0], made, place=place, whole=whole or None)


def _figure(row: Row) -> Figure:
    """A figure as shown, as far as series are made of it."""
    told = row["change"]
    change = Change(told["direction"], told["percent"], told["against"]) if told else None
    span = Span(row["span"]["start"], row["span"]["end"], row["span"]["quote"])
    numbers = (row["value"], row["low"], row["high"])
    made = Made(row["rule"], row["reason"])
    return Figure(row["id"], row["document"], span, *numbers, row["unit"], row["measure"], made,
                  period=row["period"], place=row["place"], change=change, whole=row["whole"])  # fmt: skip
