"""The pages of one case as a web application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response

from attribune.model import AttribuneError
from attribune.present.columns import quote
from attribune.view import Part

from . import api, atlas, event, finder, lists, measure, overview, people, reader, rival, timeline
from .desk import reading
from .field import fields
from .forecasts import GROUPS, forecasts
from .guard import Guard
from .history import entries
from .inquiry import InquiryPages
from .marks import Mark
from .page import GONE, NoRecordError, Press, known
from .room import Rooms
from .session import Sessions, visitor
from .shared import shared
from .sheet import LINES, sheet
from .table import Table
from .writing import Writing

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from .login import Logins
    from .room import Room

LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")
"""The names by which a browser on this machine may ask for the pages."""
FromYear = Annotated[int | None, Query(alias="from", ge=1, le=9999)]
ToYear = Annotated[int | None, Query(alias="to", ge=1, le=9999)]
Month = Annotated[int | None, Query(ge=1, le=12)]
Words = Annotated[str, Query(max_length=400)]
Number = Annotated[int, Query(ge=1, le=1_000_000)]
_DISPUTES = 40  # disagreements on a page
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
            ("/outlet", self.outlet),
            ("/speaker", self.speaker),
            ("/speakers", self.speakers),
            ("/search", self.search),
        )

    def overview(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "overview", **overview.overview(room, self._today(), visitor().name))

    def documents(self, q: Words = "", page: Number = 1) -> Response:
        room = self._rooms.room()
        failed = room.shelf.entries("failed", Part(q, count=LINES))
        damaged = room.shelf.entries("damaged", Part(q, count=LINES))
        found = sheet(room.shelf, "documents", "/documents", page, Part(q))
        return self._page(room, "documents", sheet=found, failed=failed, damaged=damaged)

    def document(self, one: str, at: str = "") -> Response:
        room = self._rooms.room()
        row = known(room.documents, one)
        sections = reader.sections(room, row, _found(at))
        titled = any(setting.headline for section in sections for setting in (*section.shown, *section.folded))
        all_others, others = lists.beside(room, one)
        return self._page(
            room,
            "document",
            document=row,
            sections=sections,
            titled=titled,
            others=others,
            all_others=all_others,
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

    def events(self, q: Words = "", page: Number = 1) -> Response:
        room = self._rooms.room()
        return self._page(room, "events", sheet=sheet(room.shelf, "events", "/events", page, Part(q)))

    def event(self, one: str, accounts: Number = 1, pairs: Number = 1, tellings: Number = 1, q: Words = "") -> Response:
        room = self._rooms.room()
        known(room.events, one)
        return self._page(room, "event", **event.event(room, one, event.Asked(accounts, pairs, tellings, q)))

    def conflicts(self, q: Words = "", page: Number = 1) -> Response:
        room = self._rooms.room()
        found = sheet(room.shelf, "conflicts", "/conflicts", page, Part(q), lines=_DISPUTES)
        return self._page(room, "conflicts", sheet=found, disputes=room.disputes(found.rows))

    def timeline(
        self, first: FromYear = None, last: ToYear = None, month: Month = None, q: Words = "", page: Number = 1
    ) -> Response:
        room = self._rooms.room()
        given = {"from": first, "to": last, "month": month}
        days = timeline.asked(first, last, month)
        part = replace(timeline.between(days), words=q)
        found = sheet(room.shelf, "dates", "/timeline", page, part, given=given)
        chart, counted = timeline.drawn(room.shelf, days, q)
        spread = timeline.spread(room.shelf.note("months"))
        return self._page(
            room,
            "timeline",
            sheet=found,
            chart=chart,
            counted=counted,
            years=spread,
            asked_days=days,
            month=month,
            months=timeline.MONTHS,
        )

    def map(self) -> Response:
        room = self._rooms.room()
        return self._page(
            room, "map", chart=room.once("map", lambda: {"chart": atlas.draw(room.shelf.note("map"))})["chart"]
        )

    def figures(self, q: Words = "", page: Number = 1) -> Response:
        room = self._rooms.room()
        found = sheet(room.shelf, "figures", "/figures", page, Part(q))
        return self._page(room, "figures", sheet=found, measures=measure.measures(room, found.rows))

    def forecasts(self, q: Words = "", of: Words = "", page: Number = 1) -> Response:
        room = self._rooms.room()
        sheets = forecasts(room.shelf, self._today(), q, of, page)
        return self._page(room, "forecasts", sheets=sheets, groups=GROUPS, of=of, words=q)

    def people(self, q: Words = "", kind: Words = "", page: Number = 1) -> Response:
        room = self._rooms.room()
        kinds = [kind] if kind in people.KINDS else room.shelf.note("kinds")
        lines = LINES if kind in people.KINDS else people.EACH
        sheets = {
            one: sheet(room.shelf, one, "/people", page if kind else 1, Part(q), given={"kind": kind}, lines=lines)
            for one in kinds
        }
        return self._page(room, "people", sheets=sheets, kinds=people.KINDS, kind=kind, words=q)

    def person(self, one: str, mentions: Number = 1) -> Response:
        room = self._rooms.room()
        known(room.entities, one)
        others = [
            (row["id"], row["name"], "; ".join(n for n in row["names"] if n != row["name"]))
            for row in rival.entities(room, one)
        ]
        named = people.mentions(room, one, mentions)
        return self._page(
            room,
            "person",
            portrait=people.portrait(room, one),
            rivals=others,
            mentions=named,
            members=[(m["id"], f"“{quote(m['span'])}”", room.papers[m["document"]]["title"]) for m in named.rows],
            history=entries(room, room.desk.about(one)),
        )

    def sources(self, q: Words = "", page: Number = 1) -> Response:
        room = self._rooms.room()
        return self._page(
            room,
            "sources",
            outlets=sheet(room.shelf, "outlets", "/sources", page, Part(q)),
            speakers=sheet(room.shelf, "speakers", "/speakers", 1, Part(q)),
            seen=room.view.notes.version("register"),
        )

    def speakers(self, q: Words = "", page: Number = 1) -> Response:
        room = self._rooms.room()
        return self._page(room, "speakers", speakers=sheet(room.shelf, "speakers", "/speakers", page, Part(q)))

    def outlet(self, name: str, page: Number = 1) -> Response:
        """What one outlet told first, and what of it others tell otherwise."""
        room = self._rooms.room()
        found = _entered(room, name, "outlets")
        given = {"name": name}
        lists = {
            one: sheet(room.shelf, one, "/outlet", page, Part(about=name), given=given)
            for one in ("told first", "disputed")
        }
        return self._page(room, "outlet", outlet=found, first=lists["told first"], disputed=lists["disputed"])

    def speaker(self, name: str, page: Number = 1) -> Response:
        room = self._rooms.room()
        found = _entered(room, name, "speakers")
        said = sheet(room.shelf, "said", "/speaker", page, Part(about=name), given={"name": name})
        tells = room.shelf.entries("tells", Part(about=name, count=LINES))
        seen = room.view.notes.version("register")
        statements = [room.records[line["id"]] for line in said.rows if line["id"] in room.records]
        return self._page(room, "speaker", speaker=found, sheet=said, statements=statements, tells=tells, seen=seen)

    def search(self, q: Words = "", outlet: Words = "", year: Words = "", speaker: Words = "") -> Response:
        room = self._rooms.room()
        asked = {"outlet": outlet, "year": year, "speaker": speaker}
        return self._page(room, "search", asked=q, found=finder.find(room, q, asked))

    def missing(self, request: Request, error: Exception) -> Response:
        """What is answered where there is no such page or record; to a program, in its own form."""
        if request.url.path.startswith("/api/"):  # an address that the API does not even look at: it has a line break
            return JSONResponse({"detail": "There is no such address."}, 404)
        return self._press.refusal(error, 404)


def _entered(room: Room, name: str, kind: str) -> Any:  # noqa: ANN401 - a line of a list
    """The line of a list about somebody of that name. Raises NoRecordError where there is none."""
    if (found := room.shelf.entry(name, kind)) is None:
        raise NoRecordError(GONE)
    return found


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
