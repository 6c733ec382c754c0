"""The command that looks at feeds now and then."""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribune import view, watch
from attribune.read import fetch

from .carrying import CasePath
from .case_commands import progress_bar
from .wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SHORTEST = 60  # seconds between two rounds: more often is no watching but a burden


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(name="watch")(watch_)


def watch_(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", help="An OPML file, or addresses of feeds, one a line.")],
    every: Annotated[str, typer.Option(help="Time between two rounds, such as 15m or 2h; once if not given.")] = "",
    direct: Annotated[bool, typer.Option("--direct", help="Ask the servers from this machine's own address.")] = False,  # noqa: FBT002
    proxy: Annotated[str, typer.Option(metavar="URL", help="Ask through a proxy: http://..., socks5://...")] = "",
    pause: Annotated[float, typer.Option(help="Seconds between two questions to one host.", min=0.5)] = 2.0,
    event: Annotated[list[str] | None, typer.Option(metavar="ID", help="Tell only what is new of this event.")] = None,
    feed: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write what is new as an Atom feed.")] = None,
    webhook: Annotated[str, typer.Option(metavar="URL", help="Also send what is new there, as JSON.")] = "",
) -> None:
    """Take new pages of feeds into a case, and tell new conflicts and origins.

    Who watches a state's servers tells them who asks: choose --direct or --proxy, knowingly.
    """
    if direct == bool(proxy):
        raise ValueError("say how the servers are asked: --direct from this machine's own address, or --proxy URL")
    wait, addresses = _seconds(every), watch.subscribed(feeds)
    with fetch.session(proxy=proxy or None, pause=pause) as session:
        while True:
            with progress_bar() as report:
                done = watch.Watch(case, addresses, tuple(event or ()), report).look(session)
            _tell(case, done)
            _announce(done.news, feed, webhook, session)
            if not wait:
                raise typer.Exit(3 if done.failures else 0)
            if isinstance(case, view.Copy) and (refused := case.pass_on()):
                typer.echo(refused, err=True)
            time.sleep(wait)


def _tell(case: Path, done: watch.Round) -> None:
    seen = view.open(case)
    for address, reason in done.failures:
        typer.echo(seen.scrub(f"not fetched: {address}: {reason}"), err=True)
    typer.echo(f"{case}: {count(done.found, 'new page')}, {done.taken} taken in; {count(len(done.news), 'change')}")
    for one in done.news:
        typer.echo(f"  new {one.kind} in {one.event or 'no event'}: {one.says}")


def _announce(news: Sequence[watch.Change], feed: Path | None, webhook: str, session: fetch.Session) -> None:
    """Write and send what is new, where there is anything."""
    if feed and (news or not feed.exists()):
        feed.write_bytes(watch.atom(news, datetime.now(UTC)))
    if webhook and news:
        session.send(webhook, json.dumps([asdict(one) for one in news], ensure_ascii=False).encode("utf-8"))


def _seconds(every: str) -> int:
    """The seconds of "15m". Raises ValueError for what is no such time."""
    if not every:
        return 0
    match = re.fullmatch(r"(\d{1,6})([smhd])", every.strip())
    if not match or (seconds := int(match[1]) * _UNITS[match[2]]) < _SHORTEST:
        raise ValueError(f"{every!r} is no time between rounds: 15m, 2h or 1d, a minute at least")
    return seconds
