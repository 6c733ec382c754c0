"""What stands between a browser and the pages: Host and Origin are checked, every answer carries strict headers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
"""Nothing of an article is run or loaded, no other site learns or frames a page, no browser keeps one.

Our own pages do say where a form comes from (same-origin), since that is checked.
"""


class Guard:
    """Refuses requests for other hosts (a site whose name was made to point here) and forms that other sites send."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            return
        elif (refusal := self._refusal(scope)) is not None:
            status, words = refusal
            headers = [_PLAIN, *((_ALLOWED,) if status == 405 else ())]
            await _sealed(send)({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": words})
        else:
            await self._app(scope, receive, _sealed(send))

    def _refusal(self, scope: Scope) -> tuple[int, bytes] | None:
        hosts = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or _name(hosts[0]) not in self._hosts:
            return 421, b"These pages answer only to the name of this machine."
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return 405, b"These pages are read, and written to by their forms."
        if scope["method"] == "POST" and not _own(scope, hosts[0]):
            return 403, b"This form was sent from another site."
        return None


_PLAIN = (b"content-type", b"text/plain; charset=utf-8")
_ALLOWED = (b"allow", b"GET, HEAD, POST")


def _name(host: str) -> str:
    """A Host header without its port."""
    return host.rsplit(":", 1)[0] if not host.endswith("]") and ":" in host else host


def _own(scope: Scope, host: str) -> bool:
    """Whether a form comes from a page of the same address: every browser says so, by one of two headers.

    A program that writes through the API says who it is by a header that no form of another site can carry.
    """
    told = {name: value.decode("latin-1").lower() for name, value in scope["headers"]}
    if b"origin" in told:
        return bool(told[b"origin"].partition("://")[2] == host)
    if scope["path"].startswith("/api/") and b"authorization" in told and b"sec-fetch-site" not in told:
        return True
    return bool(told.get(b"sec-fetch-site") == "same-origin")


def _sealed(send: Send) -> Send:
    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message.get("headers", [])}  # the kept original has a policy of its own
            message["headers"] = [*message.get("headers", []), *(one for one in HEADERS if one[0] not in own)]
        await send(message)

    return sealed
