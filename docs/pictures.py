"""Take pictures of the pages of a case in Chromium, at the width of a desk and of a telephone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from attribune import view
from attribune.present.web.app import Door, application

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = "/usr/bin/chromium"
WIDTHS = {1440: 1200, 390: 1400}  # each with the height of its picture
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
    "--disable-lcd-text",
)  # fmt: skip
_PATIENCE = 60  # seconds for one picture; a machine may be busy


@contextmanager
def served(case: Path, name: str = "") -> Iterator[str]:
    """The address at which the pages of a case are open, until the block ends; under a name, if one is given."""
    pages = application(case, door=Door(named=name))
    server = uvicorn.Server(uvicorn.Config(pages, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the pages could not be opened")
        time.sleep(0.05)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def addresses(base: str) -> dict[str, str]:
    """{name: address} of one page of each kind: of events, the one told of most; of articles, one of its tellings."""
    event = _first(base, "/events", r"/events/\w+")
    reader = _first(base, event, r"/documents/\w+")
    named = ("documents", "events", "conflicts", "timeline", "map", "figures", "forecasts", "people", "sources")
    named += ("hypotheses", "positions", "decisions", "reading")
    pages = {"overview": "/", "reader": reader, "event": event, **{name: f"/{name}" for name in named}}
    pages["compare"] = _first(base, reader, r"/compare\?[^\"]+")
    pages["person"] = _first(base, "/people", r"/people/\w+")
    pages["record"] = _first(base, reader, r"/records/r\w+")
    pages["original"] = f"{reader}/original?at=300-340"
    pages["search"] = "/search?q=embassy"
    return {name: base + address for name, address in pages.items()}


def fill(case: Path) -> None:
    """Ask and decide a little, so that every page has something to show; a case that was decided on stays as it is."""
    opened = view.open(case)
    if opened.desk.decisions() or opened.hypotheses():
        return
    answers = [("empty", "the embassies of Sorim are emptying"), ("talk", "publicity grew, not the number of arrivals")]
    opened.notes.ask("Is the diplomatic service of Sorim falling apart?", answers, "")
    found = dict.fromkeys(row["record"] for row in opened.inquiry.evidence_candidates(3))
    opened.notes.add_evidence(list(found))
    turns = (("CC", "I"), ("C", "II"), ("I", "C"), ("N", "N"), ("II", "C"))
    ratings = {one: dict(zip(("empty", "talk"), turn, strict=True)) for one, turn in zip(found, turns, strict=False)}
    opened.notes.rate(ratings, {}, opened.notes.version("hypotheses"))
    opened.notes.pose("How many diplomats of Sorim left?", "")
    for party, row in zip(("Sorim", "Lodova Courier"), opened.inquiry.position_candidates(2), strict=False):
        opened.notes.assign(party, [row["record"]])
    statements, reports = opened.statements(), opened.reports()
    opened.desk.decide("confirm", statements[0]["id"], {}, "", "Ana Oake")
    opened.desk.decide("reject", statements[5]["id"], {}, "he asks, he does not say", "Ana Oake")
    opened.desk.decide("correct", reports[1]["id"], {"status": "reported"}, "on the word of a ministry", "Ana Oake")
    opened.desk.decide("note", reports[1]["document"], {}, "ask the agency for the first version", "Ana Oake")


def picture(address: str, target: Path, width: int, height: int) -> str:
    """Write a picture of a page; gives what the browser logged, such as anything that its policy refused."""
    with tempfile.TemporaryDirectory() as profile:
        ordered = [CHROMIUM, *_FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"]
        ordered += [f"--screenshot={target}", address]
        done = subprocess.run(ordered, capture_output=True, text=True, timeout=_PATIENCE, check=False)  # noqa: S603 - our own words
    if not target.exists():
        raise RuntimeError(f"Chromium took no picture of {address}: {done.stderr[-500:]}")
    return done.stderr


def main() -> None:
    """Take a picture of each page of the case named first, into the folder named second."""
    case, folder = Path(sys.argv[1]), Path(sys.argv[2])
    if not shutil.which(CHROMIUM):
        raise SystemExit(f"pictures need Chromium at {CHROMIUM}")
    folder.mkdir(parents=True, exist_ok=True)
    fill(case)
    with served(case, "Ana Oake") as base:
        for name, address in addresses(base).items():
            for width, height in WIDTHS.items():
                picture(address, folder / f"{name}-{width}.png", width, height)


def _first(base: str, page: str, pattern: str) -> str:
    with urllib.request.urlopen(base + page, timeout=_PATIENCE) as answer:  # noqa: S310 - our own server
        found = re.findall(f'href="({pattern})', answer.read().decode())
    if not found:
        raise LookupError(f"{page} has no link to {pattern}")
    return str(found[0]).replace("&amp;", "&")


if __name__ == "__main__":
    main()
