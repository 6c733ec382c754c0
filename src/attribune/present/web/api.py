"""The HTTP API: what a case holds as JSON, protected like every page. Reading is free here, writing needs a token."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from pydantic import BaseModel, Field

from attribune.model import AttribuneError
from attribune.present import answer
from attribune.view import DecisionKind, NotReadyError

from . import token
from .room import Room, Rooms

Row = dict[str, Any]
Told = dict[int | str, dict[str, Any]]
_ABOUT = """What a case of Attribune holds: who says what happened, on whose word, and does anyone else.
People at risk stand under pseudonyms. Every record is anchored: `start` and `end` are code points of its document's
`text`. Reading needs no token on the machine that serves; writing needs one (`attribune token CASE NAME`).

Lists come in pages: `limit` rows from the `offset`-th on, of `total`; ask again with `offset` + `limit` until `offset`
reaches `total`. Their order is that of the documents and stays while the case does. Of a large case no answer reads
more than it is about. Where `late` is true, rows are those from before what was built, corrected or joined last, and
are being made anew; where somebody was put under protection since, nothing is answered (503) until they are."""
_NOT_HERE = ("reveal", "forget", "undo", "unprotect")
Words = Annotated[str | None, Query(max_length=400)]
Day = Annotated[str | None, Query(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="2016, 2016-07 or 2016-07-20")]
Limit = Annotated[int, Query(ge=1, le=answer.MOST, description="How many rows to give.")]
Offset = Annotated[int, Query(ge=0, le=2**53, description="How many rows to leave out before them.")]


class Refused(BaseModel):
    """Why there is no answer, in words."""

    detail: str


class Page(BaseModel):
    """Some of the rows that were asked for; ``total`` counts all. ``late`` says that they are from before something
    that was built or decided since.
    """

    kind: str | None = None
    total: int
    offset: int
    rows: list[Row]
    late: bool = False


class Question(BaseModel):
    """A question that the analyst wrote down: the name to ask for it by, and its words."""

    name: str
    words: str


class Questions(BaseModel):
    """The analyst's questions: those with rival hypotheses, and those on which parties take positions."""

    hypotheses: list[Question]
    positions: list[Question]


class Matrix(BaseModel):
    """Rival hypotheses against the evidence, after Heuer: what speaks against each, weighed by origin and grade.

    ``hypotheses`` have a ``score`` (less is better), ``least`` and ``most`` without any one origin, and a ``rank``;
    ``evidence`` has its words, ``origin``, the records ``together`` of that origin, ``weight``, the ``ratings`` that a
    person gave, and ``diagnosticity``; ``sensitivity`` is what the ``ranking`` stands on; ``missing`` are records that
    the case does not hold; ``says`` is all that in sentences.
    """

    name: str
    question: str
    hypotheses: list[Row]
    evidence: list[Row]
    ranking: list[list[str]]
    rated: bool
    sensitivity: list[Row]
    missing: list[str]
    says: list[str]


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


_WRONG: Told = {422: {"model": Refused, "description": "What is asked means nothing here."}}
_CLOSED: Told = {401: {"model": Refused, "description": "A token is needed."}}
_MADE: Told = {503: {"model": Refused, "description": "What answers stand on is being made anew: ask again later."}}
_NONE: Told = {404: {"model": Refused, "description": "The case holds no such thing."}}
_READS: Told = {
    400: {"model": Refused, "description": "The body is no JSON."},
    403: {"model": Refused, "description": "The token reads, and does not write."},
}


def api(rooms: Rooms, case: Path, *, closed: bool) -> FastAPI:
    """The API of a case. ``closed`` says that reading needs a token too, since others than this machine may ask."""
    bearer = [Depends(HTTPBearer(auto_error=False, description="Made by: attribune token CASE NAME"))]
    app = FastAPI(
        title="Attribune",
        version="1",
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        dependencies=bearer if closed else [],
        responses=_CLOSED | _NONE | _WRONG | _MADE,
    )
    kept = _Kept(rooms)
    reading, writing = _Reading(kept, case, closed), _Writing(kept, case)
    for path, read in (
        ("/summary", reading.summary),
        ("/search", reading.search),
        ("/records/{one}", reading.record),
        ("/events/{one}/telling", reading.telling),
        ("/trends", reading.trends),
        ("/questions", reading.questions),
        ("/hypotheses", reading.hypotheses),
        ("/{kind}", reading.rows),
    ):
        app.add_api_route(path, read, methods=["GET"])
    for path, write in (("/decisions", writing.decide), ("/decisions/{seq}/undo", writing.undo)):
        made: dict[str, Any] = {"status_code": 201, "responses": _READS, "dependencies": bearer}
        app.add_api_route(path, write, methods=["POST"], **made)
    app.add_exception_handler(NotReadyError, kept.waiting)
    app.add_exception_handler(AttribuneError, _refused)
    app.add_exception_handler(ValueError, _refused)
    app.add_exception_handler(RequestValidationError, _meaningless)
    return app


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    """What cannot be answered; errors of the view hold nothing protected."""
    return JSONResponse({"detail": str(error)}, 422 if isinstance(error, ValueError) else 404)


async def _meaningless(_request: Request, error: Exception) -> JSONResponse:
    """What is wrong with a question, by its parts; what was given is not repeated."""
    wrong = error.errors() if isinstance(error, RequestValidationError) else ()
    told = (f"{'.'.join(str(step) for step in one['loc'])}: {one['msg'].casefold()}" for one in wrong)
    return JSONResponse({"detail": "; ".join(told)}, 422)


def _holder(request: Request, case: Path) -> tuple[str, bool]:
    """The name of the token that a request carries, empty where it is none that is known; and whether it only reads."""
    kind, _, word = request.headers.get("authorization", "").partition(" ")
    return token.holder(case, word.strip()) if kind.casefold() == "bearer" and word.strip() else ("", True)


class _Kept:
    """The case as it is now. What answers stand on is made anew in another process where it is late or not there."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def room(self) -> Room:
        """Raises NotReadyError where nothing may be shown before it is made anew."""
        room = self._rooms.room()
        if room.stand.late:
            self._rooms.prepare()
        return room

    async def waiting(self, _request: Request, error: Exception) -> JSONResponse:
        """The answer until then."""
        self._rooms.prepare()
        return JSONResponse({"detail": str(error)}, 503, {"Retry-After": "10"})


class _Reading:
    """One method an address; each says what it gives."""

    def __init__(self, kept: _Kept, case: Path, closed: bool) -> None:  # noqa: FBT001 - whether a token is needed
        self._kept, self._case, self._closed = kept, case, closed

    def _room(self, request: Request) -> Room:
        if self._closed and not _holder(request, self._case)[0]:
            raise HTTPException(401, "reading from another machine needs a token", {"WWW-Authenticate": "Bearer"})
        return self._kept.room()

    def summary(self, request: Request) -> dict[str, int]:
        """How much of each kind the case holds, and what deserves attention."""
        return self._room(request).shown.summary()

    def search(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
        self,
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=400)],
        speaker: Words = None,
        before: Day = None,
        after: Day = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Page:
        """Where words stand in the texts as shown, the best place first."""
        asked = {"speaker": speaker, "before": before, "after": after}
        return Page(**answer.hits(self._room(request), q, asked, limit, offset))

    def record(self, request: Request, one: str) -> Shown:
        """One record of any kind, by its id; of a document its text too."""
        shown = self._room(request).shown.show(one, way=False)
        return Shown(**{name: value for name, value in shown.items() if name in Shown.model_fields})

    def telling(self, request: Request, one: str) -> list[Row]:
        """The articles that tell of an event, in the order in which they came out, and what each adds."""
        return self._room(request).shown.telling(one)

    def trends(
        self,
        request: Request,
        measure: Annotated[str, Query(max_length=400)],
        place: Words = None,
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> list[Row]:
        """Figures that measure one thing over periods, the longest series first."""
        return answer.series(self._room(request), measure, place, limit, offset)

    def questions(self, request: Request) -> Questions:
        """What the analyst asks of the case: the names of the questions, and their words."""
        inquiry = self._room(request).shown.inquiry
        hypotheses, positions = (inquiry.listed(kind) for kind in ("hypotheses", "positions"))
        return Questions(
            hypotheses=[Question(**one) for one in hypotheses], positions=[Question(**o) for o in positions]
        )

    def hypotheses(
        self,
        request: Request,
        question: Annotated[str, Query(max_length=200, description="Its name as `/questions` lists it.")] = "",
    ) -> Matrix:
        """The rival hypotheses of a question against the evidence, as a matrix with what it says."""
        return Matrix(**answer.matrix(self._room(request), question))

    def rows(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
        self,
        request: Request,
        kind: answer.Kind,
        speaker: Words = None,
        type: Words = None,  # noqa: A002 - its name in the address
        status: Words = None,
        act: Words = None,
        detail: Words = None,
        entity: Words = None,
        document: Words = None,
        before: Day = None,
        after: Day = None,
        of_kind: Words = None,
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Page:
        """The rows of a kind, in the interchange form, chosen by filters; `of_kind` is a row's own kind."""
        asked = {"speaker": speaker, "type": type, "status": status, "act": act, "detail": detail, "entity": entity}
        asked |= {"document": document, "before": before, "after": after, "kind": of_kind}
        return Page(**answer.rows(self._room(request), kind, asked, limit, offset))


class _Writing:
    """What is written in the name of a token."""

    def __init__(self, kept: _Kept, case: Path) -> None:
        self._kept, self._case = kept, case

    def _name(self, request: Request) -> str:
        name, reads = _holder(request, self._case)
        if not name:
            raise HTTPException(401, "writing needs a token: attribune token CASE NAME", {"WWW-Authenticate": "Bearer"})
        if reads:
            raise HTTPException(403, "this token reads and does not write")
        return name

    def decide(self, request: Request, decided: Decided) -> Row:
        """Write a decision, in the name of the token. Protection is not lifted here, nor anything forgotten."""
        name = self._name(request)
        if decided.kind in _NOT_HERE:
            raise ValueError(f"a decision of the kind {decided.kind} is not written here")
        return self._kept.room().desk.decide(decided.kind, decided.target, decided.payload, decided.why, name)

    def undo(self, request: Request, seq: int, undone: Undone) -> Row:
        """Take a decision back, by its number."""
        return self._kept.room().desk.undo(seq, undone.why, self._name(request))
