"""What a person writes into a case from its pages: decisions, a name, the analyst's files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from attribune.model import AttribuneError

from . import deciding, form
from .session import clean_name, visitor

if TYPE_CHECKING:
    from .form import Form
    from .page import Press
    from .session import Sessions
    from .table import Table

Answer = Callable[[Request], Awaitable[Response]]
Write = Callable[["Form"], Response]


class Writing:
    """The addresses that forms are sent to. Each answers with 303, leading back to where the form stood."""

    def __init__(self, press: Press, sessions: Sessions, further: Iterable[tuple[str, Write]] = ()) -> None:
        self._press, self._rooms, self._sessions, self._further = press, press.rooms, sessions, tuple(further)

    def routes(self) -> tuple[tuple[str, Answer], ...]:
        """The address of each form and what answers there."""
        writes: tuple[tuple[str, Write], ...] = (
            ("/decide", self.decide),
            ("/undo", self.undo),
            ("/move", self.move),
            ("/name", self.name),
            ("/assess", self.assess),
            *self._further,
        )
        open_: tuple[tuple[str, Write], ...] = (("/login", self.login), ("/logout", self.logout))
        return (
            *((path, self.answering(_deciding(write))) for path, write in writes),
            *((path, self.answering(write)) for path, write in open_),
        )

    def original(self, table: Table) -> Callable[[str, Request], Awaitable[Response]]:
        """What answers a form that asks for an original with a reveal."""

        async def answer(one: str, request: Request) -> Response:
            return await self.answering(_deciding(lambda given: table.revealed(one, given)))(request)

        return answer

    def answering(self, write: Write) -> Answer:
        """What reads the form of a request, writes what it says, and says why where it cannot."""

        async def answer(request: Request) -> Response:
            try:
                given = await form.read(request)
                return await run_in_threadpool(write, given)
            except AttribuneError as refused:
                return self._press.refusal(refused, 422)

        return answer

    def decide(self, given: Form) -> Response:
        """Any decision about a record."""
        deciding.decide(self._rooms.room(), given, visitor().name)
        return _to(given)

    def undo(self, given: Form) -> Response:
        """Take a decision back."""
        deciding.undo(self._rooms.room(), given, visitor().name)
        return _to(given)

    def move(self, given: Form) -> Response:
        """Let an orphaned decision hold about another record."""
        deciding.move(self._rooms.room(), given, visitor().name)
        return _to(given)

    def login(self, given: Form) -> Response:
        """Log somebody in, under a new visit, so that no visit that was known before is worth anything."""
        if not self._sessions.enter(given["name"], given["password"]):
            return self._press.bare("login", 403, wrong=True, back=given.back)
        return _to(given)

    def logout(self, _given: Form) -> Response:
        """Log somebody out."""
        self._sessions.leave()
        return RedirectResponse("/login", 303)

    def assess(self, given: Form) -> Response:
        """Let the ledger be built anew with what was decided; the pages say when that is done."""
        self._press.assessing.ask(visitor().name)
        return _to(given)

    def name(self, given: Form) -> Response:
        """Keep the name under which this browser decides."""
        found = visitor()
        name = clean_name(given["name"])
        if found.fixed or not name:
            raise form.FormError(
                "This name cannot be changed here." if found.fixed else "A name has at least one letter."
            )
        found.cookies.append(self._sessions.name_cookie(name))
        return _to(given)


def _deciding(write: Write) -> Write:
    """The same for those alone who may decide."""

    def decided(given: Form) -> Response:
        if visitor().reads:
            raise form.FormError("Your login reads: it decides nothing, and lifts no protection.")
        return write(given)

    return decided


def _to(given: Form) -> Response:
    return RedirectResponse(given.back, 303)
