"""The pages where a person works: one record, what to add, what was decided, what is to be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query
from fastapi.responses import RedirectResponse

from . import desk, field
from .history import entries
from .page import Press, known
from .recorded import recorded
from .session import visitor

if TYPE_CHECKING:
    from fastapi.responses import Response

_LONGEST = 5_000


class Table:
    """One method a page; each says what its template is given."""

    def __init__(self, press: Press, case: Path) -> None:
        self._press, self._page, self._rooms, self._case = press, press.page, press.rooms, case

    def routes(self) -> tuple[tuple[str, Callable[..., Any]], ...]:
        """The address of each page and what answers there."""
        return (
            ("/records/{one}", self.record),
            ("/documents/{one}/add", self.add),
            ("/decisions", self.decisions),
            ("/reading", self.reading),
            ("/name", self.name),
        )

    def record(self, one: str, words: str = "", near: int = 0, into: Annotated[str, Query(alias="as")] = "") -> Response:
        """A record with its words, its chain and what was decided; events, entities and documents have own pages.

        ``words`` are what was selected in the article near a place, ``into`` the field that they are to be put into.
        """
        room = self._rooms.room()
        if one in room.events or one in room.entities or one in room.documents:
            return RedirectResponse(room.called(one)[1], 303)
        return self._page(room, "record", of=recorded(room, one, {into: words[:_LONGEST]}), chosen="" if into else words[:_LONGEST], near=near)

    def add(self, one: str, record: str = "statement", words: str = "", near: int = 0) -> Response:
        """The form for a record that was missed."""
        room = self._rooms.room()
        document = known(room.documents, one)
        kind = {"report": "reports", "figure": "figures"}.get(record, "statements")
        empty = {"source_kind": "person", "act": "assert", "form": "indirect", "factuality": "UU", "status": "reported"}
        offered = tuple(field.fields(kind, empty, room.view.types))
        all_roles = tuple(dict.fromkeys(role for of in room.view.types.values() for role in of))
        return self._page(
            room,
            "add",
            document=document,
            record=kind[:-1],
            fields=offered,
            main=field.NEEDED[kind][0],
            roles=all_roles,
            words=words[:_LONGEST],
            near=max(0, near),
        )

    def decisions(self) -> Response:
        """All that was decided, what of it is orphaned, and how often the machine was right."""
        room = self._rooms.room()
        return self._page(room, "decisions", **desk.decided(room))

    def reading(self) -> Response:
        """What somebody has put on their reading list, and all notes."""
        room = self._rooms.room()
        mine = desk.reading(room, visitor().name)
        notes = [one for one in entries(room, room.decisions) if one.kind == "note" and one.why and not one.undone]
        return self._page(room, "reading", mine=mine, notes=notes)

    def name(self, back: str = "/") -> Response:
        """Where an analyst gives their name."""
        return self._page(self._rooms.room(), "name", back=back)


