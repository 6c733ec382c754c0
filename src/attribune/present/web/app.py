"""The pages of one case as a web application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response

from attribune.model import AttribuneError
from attribune.present.columns import quote
from attribune.present.forecast import due

from . import api, atlas, finder, graph, lists, measure, overview, people, reader, rival, sources, timeline
from .desk import reading
from .dispute import disputes
from .field import fields
from .guard import Guard
from .held import cells
from .history import entries
from .inquiry import InquiryPages
from .marks import Mark
from .page import NoRecordError, Press, known
from .room import Rooms
from .session import Sessions, visitor
from .shared import shared
from .table import Table
from .writing import Writing

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from .login import Logins

LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")
"""The names by which a browser on this machine may ask for the pages."""
FromYear = Annotated[int | None, Query(alias="from", ge=1, le=9999)]
ToYear = Annotated[int | None, Query(alias="to", ge=1, le=9999)]
Words = Annotated[str, Query(max_length=400)]
_STATIC = {
    "house.css": ("attribune.present", "templates/house.css", "text/css"),
    "pages.css": ("attribune.present.web", "static/pages.css", "text/css"),
    "keys.js": ("attribune.present.web", "static/keys.js", "text/javascript"),
}


@dataclass(frozen=True, slots=True)
class Door:
    """Who is let in: the names that browsers may call this server by, the analyst's name where one is given for all,
    the logins where there are any, and whether browsers come over TLS.
    """

    hosts: tuple[str, ...] = LOCAL
    named: str = ""
    logins: Logins | None = field(default=None, repr=False)
    secure: bool = False


def application(case: Path, today: Callable[[], date] = date.today, door: Door | None = None) -> ASGIApp:
    """The pages of a case. ``today`` tells which forecasts are due; without a ``door``, they are for this machine.

    Raises what ``attribune.view.open`` raises where there is no such case.
    """
    door = door or Door()
    rooms = Rooms(case)
    press = Press(rooms)
    pages = _Pages(press, today)
    app = FastAPI(title="Attribune", docs_url=None, redoc_url=None, openapi_url=None)
    sessions = Sessions(app, door.named, door.logins, secure=door.secure)
    table, inquiry = Table(press), InquiryPages(press)
    writing = Writing(press, sessions, inquiry.writes())
    for path, answer in (*pages.routes(), *table.routes(), *inquiry.routes()):
        app.add_api_route(path, answer, methods=["GET", "HEAD"], response_class=HTMLResponse)
    for path, answer in writing.routes():
        app.add_api_route(path, answer, methods=["POST"], response_class=HTMLResponse)
    app.add_api_route("/documents/{one}/original", writing.original(table), methods=["POST"])
    app.add_api_route("/static/{name}", _static, methods=["GET", "HEAD"])
    app.mount("/api", api.api(rooms, case, closed=door.logins is not None))
    for error in (AttribuneError, 404, RequestValidationError):
        app.add_exception_handler(error, pages.missing)
    return Guard(sessions, door.hosts)


class _Pages:
    """One method a page; each says what its template is given."""

    def __init__(self, press: Press, today: Callable[[], date]) -> None:
        self._press, self._page, self._rooms, self._today = press, press.page, press.rooms, today
        press.rooms.room()

    def routes(self) -> tuple[tuple[str, Callable[..., Any]], ...]:
        """The address of each page and what answers there."""
        return (
            ("/", self.overview),
            ("/documents", self.documents),
            ("/documents/{one}", self.document),
            ("/compare", self.compare),
            ("/events", self.events),
            ("/events/{one}", self.event),
            ("/conflicts", self.conflicts),
            ("/timeline", self.timeline),
            ("/map", self.map),
            ("/figures", self.figures),
            ("/forecasts", self.forecasts),
            ("/people", self.people),
            ("/people/{one}", self.person),
            ("/sources", self.sources),
            ("/speaker", self.speaker),
            ("/search", self.search),
        )

    def overview(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "overview", **overview.overview(room, self._today(), visitor().name))

    def documents(self) -> Response:
        room = self._rooms.room()
        failed = [row for row in room.documents.values() if row["failure"]]
        return self._page(room, "documents", documents=room.in_order(), failed=failed)

    def document(self, one: str, at: str = "") -> Response:
        room = self._rooms.room()
        row = known(room.documents, one)
        sections = reader.sections(room, row, _found(at))
        titled = any(setting.headline for section in sections for setting in (*section.shown, *section.folded))
        others = lists.beside(room, one)
        return self._page(
            room,
            "document",
            document=row,
            sections=sections,
            titled=titled,
            others=others,
            fields=tuple(fields("documents", row, {})),
            history=entries(room, room.decided.get(one, ())),
            later=reading(room, visitor().name)["later"],
        )

    def compare(self, a: str, b: str) -> Response:
        room = self._rooms.room()
        rows = [known(room.documents, one) for one in (a, b)]
        passages = shared(rows[0]["text"], rows[1]["text"])
        sides = [(row, reader.sections(room, row, marks)) for row, marks in zip(rows, passages, strict=True)]
        return self._page(room, "compare", sides=sides, passages=len(passages[0]))

    def events(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "events", affairs=list(room.events.values()))

    def event(self, one: str) -> Response:
        room = self._rooms.room()
        affair = known(room.events, one)
        return self._page(
            room,
            "event",
            affair=affair,
            cells=cells(affair),
            disputes=disputes(affair.conflicts, room.event_of),
            graph=graph.draw(room, affair),
            numbers=graph.numbers(affair),
            records=room.records,
            history=entries(room, room.about_event(one)),
            rivals=[(other.event["id"], other.headline, other.sentence) for other in rival.events(room, one)],
            members=[
                (told.report, told.sentence, f"{room.outlet(told.document)}, {told.published or 'no date'}")
                for told in affair.tellings
            ],
        )

    def conflicts(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "conflicts", disputes=room.disputes)

    def timeline(self, first: FromYear = None, last: ToYear = None) -> Response:
        room = self._rooms.room()
        dates = timeline.dates(room)
        asked = (first, max(first, last or first)) if first else None
        days = (one.first or one.last for one in dates)
        all_years = sorted({day.year for day in days if day})
        return self._page(room, "timeline", dates=dates, chart=timeline.draw(dates, asked), all_years=all_years)

    def map(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "map", chart=atlas.draw(room))

    def figures(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "figures", measures=measure.measures(room))

    def forecasts(self) -> Response:
        room = self._rooms.room()
        rows = room.view.forecasts()
        late = due(rows, self._today())
        ids = {row["id"] for row in late}
        left = [row for row in rows if row["id"] not in ids]
        dated = sorted((row for row in left if row["horizon"]), key=lambda row: str(row["horizon"]))
        groups = [("Due", late), ("Dated", dated), ("Without a date", [row for row in left if not row["horizon"]])]
        return self._page(room, "forecasts", groups=groups)

    def people(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "people", known=people.known(room), kinds=people.KINDS)

    def person(self, one: str) -> Response:
        room = self._rooms.room()
        known(room.entities, one)
        others = [
            (row["id"], row["name"], "; ".join(n for n in row["names"] if n != row["name"]))
            for row in rival.entities(room, one)
        ]
        return self._page(
            room,
            "person",
            portrait=people.portrait(room, one),
            rivals=others,
            members=[
                (m["id"], f"“{quote(m['span'])}”", room.title(m["document"])) for m in room.mentions_of(one)[:300]
            ],
            history=entries(room, room.view.desk.about(one)),
        )

    def sources(self) -> Response:
        room = self._rooms.room()
        seen = room.view.notes.version("register")
        return self._page(room, "sources", outlets=sources.outlets(room), speakers=sources.speakers(room), seen=seen)

    def speaker(self, name: str) -> Response:
        room = self._rooms.room()
        speakers = {one.name: one for one in sources.speakers(room)}
        found = known(speakers, name)
        seen = room.view.notes.version("register")
        return self._page(room, "speaker", speaker=found, tells=sources.tells(room, found), seen=seen)

    def search(self, q: Words = "", outlet: Words = "", year: Words = "", speaker: Words = "") -> Response:
        room = self._rooms.room()
        asked = {"outlet": outlet, "year": year, "speaker": speaker}
        return self._page(room, "search", asked=q, found=finder.find(room, q, asked))

    def missing(self, _request: Request, error: Exception) -> Response:
        """What is answered where there is no such page or record."""
        return self._press.refusal(error, 404)


def _found(at: str) -> list[Mark]:
    """The stretch of text that an address leads to, START-END, as a mark; none for anything else."""
    start, _, end = at.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(at) < 24):
        return []
    return [Mark(int(start), int(end), "found", "the place you were led to", rank=1)]


def _static(name: str) -> Response:
    """The style sheets and the script, which are all the pages load."""
    if name not in _STATIC:
        raise NoRecordError("There is no such file.")
    package, path, kind = _STATIC[name]
    return Response(files(package).joinpath(path).read_bytes(), media_type=f"{kind}; charset=utf-8")
