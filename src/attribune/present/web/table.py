"""The pages where a person works: one record, what to add, what was decided, what is to be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query
from fastapi.responses import RedirectResponse, Response

from attribune import view

from . import desk, field, original
from .form import FormError
from .history import entries
from .page import NoRecordError, Press, known
from .recorded import recorded, stretch
from .session import visitor

if TYPE_CHECKING:
    from .form import Form
    from .room import Room

_LONGEST = 5_000


class Table:
    """One method a page; each says what its template is given."""

    def __init__(self, press: Press) -> None:
        self._press, self._page, self._rooms = press, press.page, press.rooms

    def routes(self) -> tuple[tuple[str, Callable[..., Any]], ...]:
        """The address of each page and what answers there."""
        return (
            ("/records/{one}", self.record),
            ("/documents/{one}/add", self.add),
            ("/documents/{one}/original", self.original),
            ("/documents/{one}/original/page", self.framed),
            ("/documents/{one}/original/file", self.file),
            ("/decisions", self.decisions),
            ("/reading", self.reading),
            ("/name", self.name),
            ("/login", self.login),
        )

    def record(
        self, one: str, words: str = "", near: int = 0, into: Annotated[str, Query(alias="as")] = ""
    ) -> Response:
        """A record with its words, its chain and what was decided; events, entities and documents have own pages.

        ``words`` are what was selected in the article near a place, ``into`` the field that they are to be put into.
        """
        room = self._rooms.room()
        if one in room.events or one in room.entities or one in room.documents:
            return RedirectResponse(room.called(one)[1], 303)
        return self._page(
            room,
            "record",
            of=recorded(room, one, {into: words[:_LONGEST]}),
            chosen="" if into else words[:_LONGEST],
            near=near,
        )

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

    def original(self, one: str, record: str = "", at: str = "") -> Response:
        """The kept file, at the words of a record or a stretch; where it holds people at risk, a form for a reveal."""
        room = self._rooms.room()
        document = known(room.documents, one)
        start, end = _stretch(room, record, at)
        given = {"document": document, "words": document["text"][start:end], "start": start, "end": end}
        if room.stand.hides(one):
            return self._page(room, "original", hidden=True, revealed=False, kept=None, **given)
        kept = room.shown.originals.kept(one, start, end)
        frame = original.framed(kept) is not None
        shown = original.source(kept)
        return self._page(room, "original", hidden=False, revealed=False, kept=kept, frame=frame, source=shown, **given)

    def framed(self, one: str, start: int = 0, end: int = 0) -> Response:
        """The kept page itself, for its frame."""
        room = self._rooms.room()
        known(room.documents, one)
        page = original.framed(room.shown.originals.kept(one, max(0, start), max(0, end)))
        if page is None:
            raise NoRecordError("This original is no page.")
        headers = {"content-security-policy": original.SANDBOX.decode(), "x-frame-options": "SAMEORIGIN"}
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)

    def file(self, one: str) -> Response:
        """The kept file as a download, under a name that no article chose."""
        room = self._rooms.room()
        known(room.documents, one)
        headers = {
            "content-disposition": f'attachment; filename="original-{one}.bin"',
            "content-security-policy": original.SANDBOX.decode(),
        }
        return Response(room.shown.originals.data(one), media_type="application/octet-stream", headers=headers)

    def revealed(self, one: str, given: Form) -> Response:
        """The kept file without protection, in answer to a form that says why; it is written down first."""
        room = self._rooms.room()
        document = known(room.documents, one)
        if not given["why"]:
            raise FormError("Say why the original must be seen.")
        start, end = (
            int(given[name]) if given[name].isascii() and given[name].isdigit() else 0 for name in ("start", "end")
        )
        kept = room.shown.originals.revealed(one, view.Reveal(given["why"], visitor().name), start, end)
        shown = original.source(kept)
        told = {"document": document, "words": "", "start": start, "end": end}
        return self._page(room, "original", hidden=False, revealed=True, kept=kept, frame=False, source=shown, **told)

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

    def login(self, back: str = "/") -> Response:
        """Where whoever comes from another machine logs in."""
        return self._press.bare("login", wrong=False, back=back[:_LONGEST])

    def name(self, back: str = "/") -> Response:
        """Where an analyst gives their name."""
        return self._page(self._rooms.room(), "name", back=back)


def _stretch(room: Room, record: str, at: str) -> tuple[int, int]:
    """The words that an original is opened at: those of a record, or START-END; none where neither is there."""
    if record:
        try:
            return stretch(room.find(record)[1])
        except LookupError:
            return (0, 0)
    start, _, end = at.partition("-")
    digits = start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(at) < 24
    return (int(start), int(end)) if digits else (0, 0)
