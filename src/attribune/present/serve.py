"""The commands that open the pages of a case, and let somebody log in to them."""

from __future__ import annotations

import gc
import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribune.model import AttribuneError

from .carrying import CasePath

if TYPE_CHECKING:
    from .web.app import Door

HOST = "127.0.0.1"
Proxied = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="The host name under which a proxy on this machine, which speaks TLS, is reached."
    ),
]


class PagesError(AttribuneError):
    """The pages cannot be opened so, or the libraries that serve them are not installed."""


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(serve)
    app.command()(prepare)
    app.command()(login)


def serve(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8300,
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who decides; else each browser is asked.")] = "",
    host: Annotated[str, typer.Option(help="The address to listen at; any but this machine's own needs TLS.")] = HOST,
    called: Annotated[str, typer.Option(metavar="NAME", help="The host name that browsers ask for.")] = "",
    tls_cert: Annotated[Path | None, typer.Option(help="The TLS certificate, as PEM.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its private key, as PEM.")] = None,
    behind_proxy: Proxied = "",
) -> None:
    """Open the pages of a case on this machine only; Ctrl-C closes them.

    With --tls-cert and --tls-key, or --behind-proxy, others reach them too: those whom 'attribune login' lets.
    """
    try:
        import uvicorn

        from .web.app import application
    except ModuleNotFoundError as missing:
        raise PagesError(f"the pages need {missing.name}: pip install 'attribune[pages]'") from missing
    tls = (tls_cert, tls_key)
    _prepared(case)
    door = _door(case, host, called or behind_proxy, tls, name, proxied=bool(behind_proxy))
    pages = application(case, door=door)
    gc.collect()
    gc.freeze()  # what is loaded by now stays: no page waits while a collection walks through it
    if port:
        shown = called or behind_proxy or host
        scheme = "https" if door.secure else "http"
        address = f"{scheme}://{shown}/" if behind_proxy else f"{scheme}://{shown}:{port}/"
        typer.echo(f"{address} shows {case}; Ctrl-C closes it.")
    uvicorn.run(
        pages,
        host=host,
        port=port,
        ssl_certfile=tls_cert,
        ssl_keyfile=tls_key,
        log_level="warning" if port else "info",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


def prepare(case: CasePath) -> None:
    """Make what the pages of a large case stand on, so that they open at once; a build and 'serve' do so too."""
    large = _prepared(case)
    typer.echo(f"{case}: " + ("its pages open at once" if large else "too small to need it: its pages open at once"))


def _prepared(case: Path) -> bool:
    from .case_commands import progress_bar
    from .web.prepare import prepare as made

    with progress_bar() as report:
        return made(case, report)


def login(
    case: CasePath,
    name: Annotated[str, typer.Argument(help="Who may log in; the name stands beside what they decide.")],
    password: Annotated[str, typer.Option(prompt=True, confirmation_prompt=True, hide_input=True, help="Asked for.")],
    reads: Annotated[bool, typer.Option("--read-only", help="They read, and decide nothing.")] = False,  # noqa: FBT002
) -> None:
    """Let somebody log in to the pages of a case from another machine, or change their password."""
    from attribune import view

    from .web.login import add
    from .web.session import clean_name

    view.open(case)
    if clean_name(name) != name or not name:
        raise PagesError("a name is one line of letters, without spaces around it, 80 at the most")
    add(case, name, password, reads=reads)
    typer.echo(f"{name} may log in to the pages of {case}{', to read them' if reads else ''}.")


def _door(  # noqa: PLR0913 - what the command line says
    case: Path, host: str, called: str, tls: tuple[Path | None, Path | None], name: str, *, proxied: bool
) -> Door:
    """Who is let in. Raises PagesError for what would show a case to others without login or TLS."""
    from .web.app import Door
    from .web.login import Logins

    secure = all(tls) or proxied
    if any(tls) and not all(tls):
        raise PagesError("TLS needs both: --tls-cert and --tls-key")
    if proxied and not _own(host):
        raise PagesError("behind a proxy the pages listen to this machine alone: leave --host out")
    if _own(host) and not secure:
        return Door(named=name)
    if not secure:
        raise PagesError(f"at {host} others could read along: give --tls-cert and --tls-key, or --behind-proxy NAME")
    if name:
        raise PagesError("--as gives everybody one name: whoever comes from elsewhere logs in under their own")
    return Door(hosts=(called or host,), logins=Logins(case), secure=True)


def _own(host: str) -> bool:
    """Whether an address is this machine's own, which no other machine can reach."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
