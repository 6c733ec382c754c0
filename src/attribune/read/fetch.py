"""Pages from the web, as records of a web archive: only ever at the explicit word of a person.

Bound like a well-behaved crawler: robots.txt, size, time and redirects; never an address that is not public, not even
by a redirect or a name that points there; no word of who or what is asking.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from attribune.model import AttribuneError

from .limit import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MISSING = "Pages from the web are fetched with httpcore: pip install 'attribune[web]'."
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
SECONDS = 30.0  # for one page with all its redirects
_STEP = 10.0  # seconds for one connection, and for each wait
_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 512 * 1024
_HEADERS = (
    (b"User-Agent", b"Mozilla/5.0"),
    (b"Accept", b"text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.1"),
    (b"Accept-Encoding", b"gzip"),
)


class FetchError(AttribuneError):
    """The page was not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. ``body`` is as it was sent, compressed or not."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def header(self, name: bytes) -> str:
        """The value of a header, empty where there is none. ``name`` in small letters."""
        return next((value.decode("latin-1") for key, value in self.headers if key.lower() == name), "")


@dataclass(slots=True)
class Session:
    """Connections to public addresses only, one after the other.

    ``pause`` are the seconds between two questions to one host; ``until`` is when the page asked for must be there;
    ``named`` says that a proxy looks names up, so that only addresses that are written out can be judged here.
    ``private`` is for tests alone.
    """

    private: bool = False
    pause: float = 0.0
    named: bool = False
    until: float = 0.0
    pool: Any = None
    robots: dict[str, RobotFileParser] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)

    def page(self, url: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> tuple[str, Answer]:
        """What an address answers, with the address at the end of its redirects. Raises FetchError."""
        self.until = time.monotonic() + SECONDS
        for _ in range(_REDIRECTS + 1):
            if not self.allowed(url):
                raise FetchError(f"the robots.txt of {urlsplit(url).hostname} does not allow it")
            answer = self.get(url, MAX_BYTES, headers)
            target = answer.header(b"location")
            if answer.status not in _MOVED or not target:
                return url, answer
            url = urljoin(url, target)
        raise FetchError(f"it is redirected more than {_REDIRECTS} times")

    def record(self, url: str) -> bytes:
        """A page as a record of a web archive. Raises FetchError where it may not be fetched, or cannot be."""
        url, answer = self.page(url)
        if answer.status != 200:
            raise FetchError(f"{urlsplit(url).hostname} answers with status {answer.status}")
        return _record(url, answer)

    def send(self, url: str, body: bytes) -> None:
        """Post some JSON to an address that the user named, which may be one of this machine. Raises FetchError."""
        import httpx

        try:
            httpx.post(
                url, content=body, headers={"Content-Type": "application/json"}, timeout=_STEP
            ).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as refused:
            raise FetchError(f"{urlsplit(url).hostname} does not take what is new: {refused}") from refused

    def get(self, url: str, most: int, more: Iterable[tuple[bytes, bytes]] = ()) -> Answer:
        """One answer, its body no longer than ``most``. Raises FetchError."""
        import httpcore

        parts = urlsplit(url)
        self._wait(parts.netloc)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(f"{url} is no address of the web")
        if parts.username or parts.password:
            raise FetchError(f"{parts.hostname}: an address with a name and a password in it is not fetched")
        if self.named and not self.private and not _may_be_public(parts.hostname):
            raise FetchError(f"{parts.hostname} is no public address")
        host = parts.netloc.encode("idna" if not parts.netloc.isascii() else "ascii")
        headers = [(b"Host", host), *_HEADERS, *more]
        times = dict.fromkeys(("connect", "read", "write", "pool"), _STEP)
        try:
            with self.pool.stream("GET", _plain(url), headers=headers, extensions={"timeout": times}) as response:
                return Answer(response.status, tuple(response.headers), self._body(response.iter_stream(), most))
        except (httpcore.TimeoutException, TimeoutError) as late:
            raise FetchError(f"{parts.hostname} does not answer in time") from late
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, UnicodeError) as broken:
            raise FetchError(f"{parts.hostname} cannot be reached: {broken}") from broken

    def _wait(self, host: str) -> None:
        """Sleep until a host may be asked again."""
        if self.pause:
            time.sleep(max(0.0, self.asked.get(host, 0.0) + self.pause - time.monotonic()))
            self.asked[host] = time.monotonic()

    def _body(self, blocks: Iterable[bytes], most: int) -> bytes:
        body = bytearray()
        for block in blocks:
            body += block
            if len(body) > most:
                raise FetchError(f"the page has more than {most:,} bytes")
            if time.monotonic() > self.until:
                raise FetchError(f"the page was not there after {SECONDS:.0f} seconds")
        return bytes(body)

    def follow(self, url: str) -> Answer:
        """The answer at the end of some redirects; the last one of too many."""
        answer = self.get(url, _ROBOTS_BYTES)
        for _ in range(_REDIRECTS):
            target = answer.header(b"location")
            if answer.status not in _MOVED or not target:
                break
            url = urljoin(url, target)
            answer = self.get(url, _ROBOTS_BYTES)
        return answer

    def allowed(self, url: str) -> bool:
        """Whether the site's robots.txt lets anybody read the page; where it cannot be had for a fault, nobody may."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            answer = self.follow(f"{site}/robots.txt")
            rules = RobotFileParser()
            if answer.status == 200:
                rules.parse(answer.body.decode("utf-8", "replace").splitlines())
            elif answer.status >= 500:
                rules.parse(["User-agent: *", "Disallow: /"])
            else:
                rules.parse([])
            self.robots[site] = rules
        return self.robots[site].can_fetch("*", url)


@contextmanager
def session(*, proxy: str | None = None, pause: float = 0.0, private: bool = False) -> Iterator[Session]:
    """A session, through a proxy (``http://``, ``socks5://``) where one is named. ``private`` is for tests alone.

    Raises FetchError where a library that it needs is missing.
    """
    try:
        import httpcore
    except ImportError as missing:
        raise FetchError(MISSING) from missing
    made = Session(private, pause, named=bool(proxy))
    try:
        through = httpcore.Proxy(proxy) if proxy else None
        made.pool = httpcore.ConnectionPool(proxy=through, network_backend=None if proxy else _backend(made))
    except (ImportError, RuntimeError) as missing:
        raise FetchError("A SOCKS proxy needs socksio: pip install 'attribune[web]'.") from missing
    with made.pool:
        yield made


def fetch(url: str, *, private: bool = False) -> bytes:
    """The page at an address as a record of a web archive. ``private`` lets tests reach a server of their own.

    Raises FetchError with the reason where it may not be fetched, or cannot be.
    """
    with session(private=private) as opened:
        return opened.record(url)


def name_of(url: str, now: datetime | None = None) -> str:
    """How the archive of one page is called: the host and the moment."""
    moment = (now or datetime.now(UTC)).strftime("%Y%m%d%H%M%S")
    return f"{re.sub(r'[^a-z0-9.-]', '-', (urlsplit(url).hostname or 'page').lower())}-{moment}.warc"


def _backend(session: Session) -> Any:  # noqa: ANN401 - the library's own
    """Connects to public addresses only: looked up here, and the very address that was looked up is used."""
    import httpcore

    class Public(httpcore.SyncBackend):
        def connect_tcp(self, host: str, port: int, *args: Any, **more: Any) -> Any:  # noqa: ANN401
            if time.monotonic() > session.until:
                raise FetchError(f"the page was not there after {SECONDS:.0f} seconds")
            found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
            for address in sorted(found):
                if not session.private and not is_public(address):
                    raise FetchError(f"{host} is at {address}, which is no public address")
            return super().connect_tcp(min(found), port, *args, **more)

    return Public()


def _may_be_public(host: str) -> bool:
    """Whether a host that is an address is a public one; a name may be, unless it is one of this machine's."""
    try:
        return is_public(host)
    except ValueError:
        return "." in host.rstrip(".") and not host.rstrip(".").endswith((".local", ".internal", ".localhost", ".lan"))


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet: not of this machine, this network, or set aside."""
    place = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    inner = getattr(place, "ipv4_mapped", None) or getattr(place, "sixtofour", None)
    return place.is_global and not place.is_multicast and (inner is None or inner.is_global)


def _plain(url: str) -> str:
    """The address in characters that a request may hold, without what only the browser sees."""
    from urllib.parse import quote

    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    safe = "/%:=&?~+!$,;'@()*[]-._"
    query = f"?{quote(parts.query, safe=safe)}" if parts.query else ""
    return f"{parts.scheme}://{host}{quote(parts.path or '/', safe=safe)}{query}"


def _record(url: str, answer: Answer) -> bytes:
    """The answer as a record. The body stands there without the chunks in which it came."""
    kept = [(key, value) for key, value in answer.headers if key.lower() not in (b"transfer-encoding", b"connection")]
    http = b"HTTP/1.1 200 OK\r\n" + b"".join(b"%b: %b\r\n" % pair for pair in kept) + b"\r\n" + answer.body
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {_plain(url)}\r\nWARC-Date: {now}\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode("ascii") + http + b"\r\n\r\n"
