"""Choosing kept rows: how many there are of a kind, and which, without reading them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .facet import Wanted, conditions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .shelf import Shelf

Row = dict[str, Any]

_OF = "SELECT number, kind, told FROM row WHERE kind IN (?, ?) AND"


class Choice:
    """Chooses rows of a shelf as they are now, with what was laid over them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._moved: dict[str, tuple[list[int], list[int]]] = {}

    def count(self, kind: str, wanted: Wanted | None = None) -> int:
        """How many rows of a kind are wanted; any, where it is not said which."""
        where, values = self._where(kind, wanted or Wanted())
        [(found,)] = self._shelf.ask(f"SELECT count(*) FROM row WHERE {where}", values)  # noqa: S608 - own words
        return int(found)

    def numbers(self, kind: str, wanted: Wanted, start: int = 0, count: int = -1) -> list[int]:
        """The numbers of some of the rows that are wanted, in order."""
        where, values = self._where(kind, wanted)
        asked = f"SELECT number FROM row WHERE {where} ORDER BY number LIMIT ? OFFSET ?"  # noqa: S608 - own words
        return [number for (number,) in self._shelf.ask(asked, (*values, count, start))]

    def sorts(self, kind: str) -> list[tuple[str, str]]:
        """Each sort and state that rows of a kind have, once, in the order of the first ones."""
        where, values = self._where(kind, Wanted())
        asked = f"SELECT sort, state FROM row WHERE {where} GROUP BY sort, state ORDER BY min(number)"  # noqa: S608 - own words
        return list(self._shelf.ask(asked, values))

    def rows(self, numbers: Sequence[int]) -> Iterator[tuple[int, Row]]:
        """The rows of some numbers, each with its number, in the order of the numbers; not all of them at once."""
        asked = "SELECT number, kind, told FROM row WHERE number IN (*) ORDER BY number"
        for number, kind, told in self._shelf.ask(asked, (), sorted(numbers)):
            if now := self._shelf.now(kind, told):
                yield number, now[1]

    def _where(self, kind: str, wanted: Wanted) -> tuple[str, list[Any]]:
        where, values = conditions(kind, wanted)
        gone, back = self._changed(kind)
        if gone:
            where = f"{where} AND number NOT IN (SELECT value FROM json_each(?))"  # noqa: S608 - own words
            values.append(json.dumps(gone))
        if back and self._shelf.change:
            again, more = conditions(self._shelf.change.twin(kind), wanted)
            where = f"{where} OR {again} AND number IN (SELECT value FROM json_each(?))"  # noqa: S608 - own words
            values += [*more, json.dumps(back)]
        return where, values

    def _changed(self, kind: str) -> tuple[list[int], list[int]]:
        """The numbers of the rows that were kept as of a kind and are so no more, and of those that are again."""
        if self._shelf.change is None:
            return [], []
        if kind not in self._moved:
            was = {number: (old, self._shelf.now(old, told)) for number, old, told in self._touched(kind)}
            gone = [n for n, (old, now) in was.items() if old == kind and (now is None or now[0] != kind)]
            back = [n for n, (old, now) in was.items() if old != kind and now is not None and now[0] == kind]
            self._moved[kind] = sorted(gone), sorted(back)
        return self._moved[kind]

    def _touched(self, kind: str) -> Iterator[Any]:
        """The rows of a kind that what was decided can have changed: an event by its reports, a link by its ends."""
        change = self._shelf.change
        assert change is not None, "nothing was decided"
        about, kinds = sorted(change.about), (kind, change.twin(kind))
        told = (
            [row["event"] for row in self._shelf.some(about).values() if row.get("event")] if kind == "events" else []
        )
        yield from self._shelf.ask(f"{_OF} id IN (*)", kinds, [*about, *told])
        if kind == "links":
            ends = [end for one in about for end in (one, f"end {one}")]
            tied = "number IN (SELECT number FROM tie WHERE target IN (*))"
            yield from self._shelf.ask(f"{_OF} {tied}", kinds, ends)
