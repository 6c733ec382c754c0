"""The HTTP API: what a case holds as JSON, protected like every page. Reading is free here, writing needs a token."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from attribune.model import AttribuneError
from attribune.present import answer
from attribune.view import DecisionKind

from . import token
from .room import Rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from attribune.view import View

Row = dict[str, Any]
_ABOUT = """What a case of Attribune holds: who says what happened, on whose word, and does anyone else.
People at risk stand under pseudonyms. Every record is anchored: `start` and `end` are code points of its document's
`text`. Reading needs no token on the machine that serves; writing needs one (`attribune token CASE NAME`)."""
Words = Annotated[str | None, Query(max_length=400)]
Limit = Annotated[int, Query(ge=1, le=answer.MOST)]
Offset = Annotated[int, Query(ge=0)]


class Page(BaseModel):
    """Some of the rows that were asked for; ``total`` counts all."""

    kind: str | None = None
    total: int
    offset: int
    rows: list[Row]


class Shown(BaseModel):
    """One record with its words in their context, the document that it is from, and what was decided about it."""

    kind: str
    record: Row
    context: Row | None
    reason: str | None
    document: Row | None
    decisions: list[Row]


class Decided(BaseModel):
    """A decision to write: about which record, what and why. The fields of ``payload`` depend on ``kind``."""

    kind: DecisionKind
    target: str = Field(max_length=200)
    payload: Row = {}
    why: str = Field(default="", max_length=10_000)


class Undone(BaseModel):
    """Why a decision is taken back."""

    why: str = Field(default="", max_length=10_000)


def api(rooms: Rooms, case: Path, *, closed: bool) -> FastAPI:
    """The API of a case. ``closed`` says that reading needs a token too, since others than this machine may ask."""
    app = FastAPI(
        title="Attribune", version="1", description=_ABOUT, docs_url=None, redoc_url=None, openapi_url="/openapi.json"
    )

    def bearer(request: Request) -> str:
        kind, _, word = request.headers.get("authorization", "").partition(" ")
        return token.holder(case, word.strip()) if kind.casefold() == "bearer" and word.strip() else ""

    def reader(request: Request) -> View:
        if closed and not bearer(request):
            raise HTTPException(401, "reading from another machine needs a token", {"WWW-Authenticate": "Bearer"})
        return rooms.room().view

    def writer(request: Request) -> str:
        if not (name := bearer(request)):
            raise HTTPException(
                401, "writing needs a token: 'attribune token CASE NAME'", {"WWW-Authenticate": "Bearer"}
            )
        return name

    app.add_exception_handler(AttribuneError, _refused)
    app.add_exception_handler(ValueError, _refused)
    _reading(app, reader)
    _writing(app, rooms, writer)
    return app


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    """What cannot be answered; errors of the view hold nothing protected."""
    return JSONResponse({"detail": str(error)}, 404 if isinstance(error, AttribuneError) else 422)


def _reading(app: FastAPI, reader: Callable[..., View]) -> None:
    Shows = Annotated[Any, Depends(reader)]  # noqa: N806 - a type

    @app.get("/summary")
    def summary(view: Shows) -> dict[str, int]:
        """How much of each kind the case holds, and what deserves attention."""
        return view.summary()  # type: ignore[no-any-return]

    @app.get("/search")
    def search(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
        view: Shows,
        q: Annotated[str, Query(min_length=1, max_length=400)],
        speaker: Words = None,
        before: Words = None,
        after: Words = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Page:
        """Where words stand in the texts as shown, the best place first."""
        asked = {"speaker": speaker, "before": before, "after": after}
        return Page(**answer.hits(view, q, asked, limit, offset))

    @app.get("/records/{one}")
    def record(view: Shows, one: str) -> Shown:
        """One record of any kind, by its id; of a document its text too."""
        return Shown(**{name: value for name, value in view.show(one).items() if name in Shown.model_fields})

    @app.get("/events/{one}/telling")
    def telling(view: Shows, one: str) -> list[Row]:
        """The articles that tell of an event, in the order in which they came out, and what each adds."""
        return view.telling(one)  # type: ignore[no-any-return]

    @app.get("/trends")
    def trends(view: Shows, measure: Annotated[str, Query(max_length=400)], place: Words = None) -> list[Row]:
        """Figures that measure one thing over periods."""
        return view.trends(measure, place)  # type: ignore[no-any-return]

    @app.get("/{kind}")
    def rows(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
        view: Shows,
        kind: answer.Kind,
        speaker: Words = None,
        type: Words = None,  # noqa: A002 - its name in the address
        status: Words = None,
        act: Words = None,
        detail: Words = None,
        entity: Words = None,
        document: Words = None,
        before: Words = None,
        after: Words = None,
        of_kind: Words = None,
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Page:
        """The rows of a kind, in the interchange form, chosen by filters; `of_kind` is a row's own kind."""
        asked = {"speaker": speaker, "type": type, "status": status, "act": act, "detail": detail, "entity": entity}
        asked |= {"document": document, "before": before, "after": after, "kind": of_kind}
        return Page(**answer.rows(view, kind, asked, limit, offset))


def _writing(app: FastAPI, rooms: Rooms, writer: Callable[..., str]) -> None:
    Name = Annotated[str, Depends(writer)]  # noqa: N806 - a type

    @app.post("/decisions", status_code=201)
    def decide(name: Name, decided: Decided) -> Row:
        """Write a decision, in the name of the token. Protection is not lifted here, nor anything forgotten."""
        if decided.kind in {"reveal", "forget", "undo", "unprotect"}:
            raise ValueError(f"a {decided.kind} is not written here")
        return rooms.room().view.desk.decide(decided.kind, decided.target, decided.payload, decided.why, name)

    @app.post("/decisions/{seq}/undo", status_code=201)
    def undo(name: Name, seq: int, undone: Undone) -> Row:
        """Take a decision back, by its number."""
        return rooms.room().view.desk.undo(seq, undone.why, name)
