"""Who is at the pages: a name, and a token without which nothing is decided."""

from __future__ import annotations

import getpass
import hmac
import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .login import Logins

_VISIT, _NAME = "attribune_visit", "attribune_name"
_YEAR = 365 * 24 * 3600
_LONGEST = 80  # letters of a name
OPEN = ("/login", "/static/", "/api/")
"""What is answered before somebody has logged in; the API asks for a token of its own."""


@dataclass(slots=True)
class Visitor:
    """Who asks for a page: ``name`` is written beside what they decide; ``token`` stands in every form of theirs.

    ``chosen`` says whether they gave their name; ``fixed`` that it is not theirs to choose. ``cookies`` are set with
    the answer. ``logged`` says that they can log out, ``reads`` that they decide nothing.
    """

    name: str
    token: str
    chosen: bool
    fixed: bool
    visit: str
    cookies: list[str]
    logged: bool = False
    reads: bool = False


_here: ContextVar[Visitor] = ContextVar("visitor")


def visitor() -> Visitor:
    """Who asks for the page that is being made."""
    return _here.get()


class Sessions:
    """Tells visitors apart by a cookie that only this server can have set, and knows their names.

    A form's token is the HMAC of that cookie under a key of this run of the server: another site can make a browser
    send a form, but cannot know the token. With ``logins`` a name is given by logging in only.
    """

    def __init__(self, app: ASGIApp, named: str = "", logins: Logins | None = None, *, secure: bool = False) -> None:
        self._app, self._named, self._logins = app, " ".join(named.split()), logins
        self._key = secrets.token_bytes(32)
        self._flags = "; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request on behalf of its visitor."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        found = self._visitor(scope)
        if not found.name and not scope["path"].startswith(OPEN):
            await _led_to_login(scope, _setting(send, found))
            return
        token = _here.set(found)
        try:
            await self._app(scope, receive, _setting(send, found))
        finally:
            _here.reset(token)

    def _visitor(self, scope: Scope) -> Visitor:
        jar = _jar(scope)
        visit, cookies = jar.get(_VISIT, ""), []
        if not (len(visit) == 64 and visit.isascii() and visit.isalnum()):
            visit = secrets.token_hex(32)
            cookies.append(f"{_VISIT}={visit}{self._flags}")
        token = hmac.digest(self._key, visit.encode("ascii"), "sha256").hex()
        if self._logins is not None:
            name, reads = self._logins.name(visit), self._logins.reads(visit)
            return Visitor(name, token, chosen=True, fixed=True, visit=visit, cookies=cookies, logged=True, reads=reads)
        given = self._named or clean_name(unquote(jar.get(_NAME, "")))
        name = given or getpass.getuser()
        return Visitor(name, token, chosen=bool(given), fixed=bool(self._named), visit=visit, cookies=cookies)

    def enter(self, name: str, password: str) -> bool:
        """Log the visitor in; False where the name or password is wrong, or nobody logs in here."""
        visit = secrets.token_hex(32)
        if self._logins is None or not self._logins.enter(visit, name, password):
            return False
        _here.get().cookies.append(f"{_VISIT}={visit}{self._flags}")
        return True

    def leave(self) -> None:
        """Log the visitor out."""
        if self._logins is not None:
            self._logins.leave(_here.get().visit)

    def name_cookie(self, name: str) -> str:
        """The cookie that keeps a name for a year."""
        return f"{_NAME}={quote(clean_name(name), safe='')}; Max-Age={_YEAR}{self._flags}"


def clean_name(name: str) -> str:
    """A name as it can be kept: one line of printable letters, not too long."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())[:_LONGEST]


def _jar(scope: Scope) -> dict[str, str]:
    jar: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                jar |= {key: one.value for key, one in SimpleCookie(value.decode("latin-1")).items()}
            except CookieError:
                continue
    return jar


def _setting(send: Send, found: Visitor) -> Send:
    async def setting(message: Message) -> None:
        if message["type"] == "http.response.start":
            cookies = [(b"set-cookie", one.encode("latin-1")) for one in found.cookies]
            message["headers"] = [*message.get("headers", []), *cookies]
        await send(message)

    return setting


async def _led_to_login(scope: Scope, send: Send) -> None:
    asked = scope["path"] + ("?" + scope["query_string"].decode("latin-1") if scope["query_string"] else "")
    back = asked if scope["method"] in {"GET", "HEAD"} else "/"
    headers = [(b"location", f"/login?back={quote(back, safe='/')}".encode("ascii")), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
