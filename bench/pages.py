"""What pages and searches cost on a large case: ``python -m bench.pages DOCUMENTS [FOLDER]``.

Writes a case of generated articles (``bench.paged``) into the folder, or a temporary one, makes what its pages stand on
(rows, lists, index), and then measures the pages as a browser meets them, without a network between: seconds until they
answer, the search page (100 questions of one to three words), the first page the first time and then, each kind of list
and of single page, and the HTTP API, by the clock and by the processor, since other work on a machine lengthens the
first alone. Prints each, with the memory of the process that serves; of hypotheses, positions and the API the first
answer too. Last line, by the clock: the 95th percentiles of the first page and of the search page in milliseconds.
"""

from __future__ import annotations

import asyncio
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from attribune.present.web.app import application

from .corpus import records
from .paged import write

LISTS = (
    "/documents", "/documents?page=30", "/documents?q=2015", "/events", "/events?q=oslo", "/conflicts", "/timeline",
    "/timeline?from=2015&to=2015", "/map", "/figures", "/forecasts", "/people", "/people?q=kim",
    "/people?kind=person&page=20", "/sources", "/decisions", "/hypotheses", "/positions",
    "/api/summary", "/api/reports?limit=100", "/api/reports?limit=100&offset=15000",
    "/api/reports?type=execution&after=2015", "/api/mentions?kind=person&before=2012", "/api/events?entity=norway",
    "/api/search?q=office", "/api/hypotheses", "/api/trends?measure=arrivals",
)  # fmt: skip

_FIRST = ("/hypotheses", "/positions", "/api")
"""What once read the whole case when it was first asked: its first answer is told."""


def main() -> None:
    """Measure."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(spare) / "case"
        if not (folder / "case.toml").exists():
            _clocked("the case is written", lambda: write(folder, documents))
        _clocked("rows, lists and index are made", lambda: _prepared(folder))
        app = _clocked("the pages answer", lambda: application(folder))
        asyncio.run(_asked(app, _questions()))


def _prepared(folder: Path) -> None:
    """In a process of its own, as a build does it: what serves then holds none of it."""
    made = (
        "import resource, sys; from pathlib import Path; from attribune.present.web.prepare import prepare; "
        "prepare(Path(sys.argv[1])); peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024; "
        "print(f'preparing: {peak:.0f} MB at the most', flush=True)"
    )
    subprocess.run([sys.executable, "-c", made, str(folder)], check=True)


def _questions() -> list[str]:
    chance = random.Random(3)  # noqa: S311 - made-up questions need no secrets
    texts = [one.text for one in records(2000).documents]
    words = [[word for word in chance.choice(texts).replace(".", "").split() if word.isalpha()] for _ in range(100)]
    return ["+".join(chance.sample(some, min(len(some), chance.randint(1, 3)))) for some in words]


async def _asked(app: object, questions: list[str]) -> None:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]  # the pages
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8300", timeout=3600) as client:

        async def spent(path: str) -> tuple[float, float]:
            start, worked = time.perf_counter(), time.process_time()
            answer = await client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            return (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000

        print(f"the first search: {(await spent('/search?q=ferry'))[0]:.0f} ms")
        print(f"the first page, the first time: {(await spent('/'))[0]:.0f} ms")
        found = {"the first page": [await spent("/") for _ in range(40)]}
        found["search"] = [await spent(f"/search?q={one}") for one in questions]
        for path in LISTS:
            first = await spent(path)
            found[path] = [await spent(path) for _ in range(10)]
            if path.startswith(_FIRST):
                print(f"{path}, the first time: {first[0]:.0f} ms, of the processor {first[1]:.0f}")
        for kind in ("documents", "events", "people"):
            lines = (await client.get(f"/{kind}?page=7")).text
            links = re.findall(rf'href="(/{kind}/[0-9a-z]+)"', lines)[:40]
            found[f"/{kind}/ID"] = [await spent(link) for link in links]
        read = (await client.get("/api/reports?limit=40")).json()["rows"]
        found["/api/records/ID"] = [await spent(f"/api/records/{row['id']}") for row in read]
        found["/api/events/ID/telling"] = [await spent(f"/api/events/{row['event']}/telling") for row in read]
        own = [f"/documents/{row['document']}/original?record={row['id']}" for row in read]
        found["/documents/ID/original"] = [await spent(path) for path in own]
        for name, times in found.items():
            clock, work = ([one[which] for one in times] for which in (0, 1))
            told = f"p50 {_share(clock, 0.5):.0f} ms, p95 {_share(clock, 0.95):.0f} ms"
            print(f"{name}: {told}; of the processor p50 {_share(work, 0.5):.0f}, p95 {_share(work, 0.95):.0f}")
        print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at the most")
        print(" ".join(f"{_share([one[0] for one in found[name]], 0.95):.1f}" for name in ("the first page", "search")))


def _share(times: list[float], share: float) -> float:
    """The time within which that share of all was done."""
    return sorted(times)[int(len(times) * share)]


def _clocked(what: str, work: object) -> object:
    start = time.perf_counter()
    made = work()  # type: ignore[operator]  # a function without arguments
    print(f"{what}: {time.perf_counter() - start:.1f} s")
    return made


if __name__ == "__main__":
    main()
