"""The pages of one case as a web application: read-only, for this machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from attribune.model import AttribuneError
from attribune.present.forecast import due

from . import finder, graph, label, lists, measure, overview, people, reader, sources, timeline
from .dispute import disputes
from .guard import Guard
from .held import cells
from .marks import Mark
from .room import Room, Rooms
from .setting import templates
from .shared import shared

if TYPE_CHECKING:
    from starlette.types import ASGIApp

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


def application(case: Path, today: Callable[[], date] = date.today) -> ASGIApp:
    """The pages of a case. ``today`` tells which forecasts are due.

    Raises what ``attribune.view.open`` raises where there is no such case.
    """
    pages = _Pages(Rooms(case), today)
    app = FastAPI(title="Attribune", docs_url=None, redoc_url=None, openapi_url=None)
    for path, answer in pages.routes():
        app.add_api_route(path, answer, methods=["GET", "HEAD"], response_class=HTMLResponse)
    app.add_api_route("/static/{name}", _static, methods=["GET", "HEAD"])
    app.add_exception_handler(AttribuneError, pages.missing)
    app.add_exception_handler(404, pages.missing)
    app.add_exception_handler(RequestValidationError, pages.missing)
    return Guard(app, LOCAL)


class _Pages:
    """One method a page; each says what its template is given."""

    def __init__(self, rooms: Rooms, today: Callable[[], date]) -> None:
        self._rooms, self._today = rooms, today
        self._templates = templates()
        rooms.room()

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
            ("/figures", self.figures),
            ("/forecasts", self.forecasts),
            ("/people", self.people),
            ("/people/{one}", self.person),
            ("/sources", self.sources),
            ("/speaker", self.speaker),
            ("/search", self.search),
            ("/records/{one}", self.record),
        )

    def overview(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "overview", **overview.overview(room, self._today()))

    def documents(self) -> Response:
        room = self._rooms.room()
        failed = [row for row in room.documents.values() if row["failure"]]
        return self._page(room, "documents", documents=room.in_order(), failed=failed)

    def document(self, one: str, at: str = "") -> Response:
        room = self._rooms.room()
        row = _known(room.documents, one)
        sections = reader.sections(room, row, _found(at))
        titled = any(setting.headline for section in sections for setting in (*section.shown, *section.folded))
        others = lists.beside(room, one)
        return self._page(room, "document", document=row, sections=sections, titled=titled, others=others)

    def compare(self, a: str, b: str) -> Response:
        room = self._rooms.room()
        rows = [_known(room.documents, one) for one in (a, b)]
        passages = shared(rows[0]["text"], rows[1]["text"])
        sides = [(row, reader.sections(room, row, marks)) for row, marks in zip(rows, passages, strict=True)]
        return self._page(room, "compare", sides=sides, passages=len(passages[0]))

    def events(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "events", affairs=list(room.events.values()))

    def event(self, one: str) -> Response:
        room = self._rooms.room()
        affair = _known(room.events, one)
        return self._page(
            room,
            "event",
            affair=affair,
            cells=cells(affair),
            disputes=disputes(affair.conflicts, room.event_of),
            graph=graph.draw(room, affair),
            numbers=graph.numbers(affair),
            records=room.records,
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
        _known(room.entities, one)
        return self._page(room, "person", portrait=people.portrait(room, one))

    def sources(self) -> Response:
        room = self._rooms.room()
        return self._page(room, "sources", outlets=sources.outlets(room), speakers=sources.speakers(room))

    def speaker(self, name: str) -> Response:
        room = self._rooms.room()
        speakers = {one.name: one for one in sources.speakers(room)}
        return self._page(room, "speaker", speaker=_known(speakers, name))

    def search(self, q: Words = "", outlet: Words = "", year: Words = "", speaker: Words = "") -> Response:
        room = self._rooms.room()
        asked = {"outlet": outlet, "year": year, "speaker": speaker}
        return self._page(room, "search", asked=q, found=finder.find(room, q, asked))

    def record(self, one: str) -> Response:
        """Leads from a record's id to its words."""
        room = self._rooms.room()
        if one in room.events:
            return RedirectResponse(f"/events/{one}", 303)
        if one in room.entities:
            return RedirectResponse(f"/people/{one}", 303)
        row = _known(room.records, one)
        spans = [row.get(name) for name in ("trigger", "span", "source", "cue")]
        parts = row.get("content") or []
        span = next((span for span in (*spans[:2], *parts[:1], *spans[2:]) if span), None)
        return RedirectResponse(label.place(row["document"], span), 303)

    def missing(self, _request: Request, error: Exception) -> Response:
        """What is answered where there is no such page or record; errors of the view hold nothing protected."""
        words = str(error) if isinstance(error, AttribuneError) else "There is no such page."
        return self._page(self._rooms.room(), "missing", status=404, words=words)

    def _page(self, room: Room, name: str, status: int = 200, **given: Any) -> Response:  # noqa: ANN401 - what a template needs
        body = self._templates.get_template(f"{name}.html").render(room=room, page=name, **given)
        return HTMLResponse(body, status)


class NoRecordError(AttribuneError, LookupError):
    """The case holds no such record."""


def _known(rows: dict[str, Any], one: str) -> Any:  # noqa: ANN401 - a row, or an affair
    if one not in rows:
        raise NoRecordError("The case holds no such record. It may have been built anew since this page was opened.")
    return rows[one]


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
