"""What pages and searches cost on a large case: ``python -m bench.pages DOCUMENTS [FOLDER]``.

Writes a case of generated articles (``bench.paged``) into the folder, or a temporary one, makes its search index, and
then measures the pages as a browser meets them, without a network between: seconds until they answer, the search page
(100 questions of one to three words), and the first page, the first time and then. Prints each; last line: the 95th
percentile of the search page in milliseconds.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import httpx

from attribune import view
from attribune.present.web.app import application

from .corpus import records
from .paged import write


def main() -> None:
    """Measure."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(spare) / "case"
        if not (folder / "case.toml").exists():
            _clocked("the case is written", lambda: write(folder, documents))
        _clocked("the index is made", lambda: view.open(folder).prepare())
        app = _clocked("the pages answer", lambda: application(folder))
        asyncio.run(_asked(app, _questions()))


def _questions() -> list[str]:
    chance = random.Random(3)  # noqa: S311 - made-up questions need no secrets
    texts = [one.text for one in records(2000).documents]
    words = [[word for word in chance.choice(texts).replace(".", "").split() if word.isalpha()] for _ in range(100)]
    return ["+".join(chance.sample(some, min(len(some), chance.randint(1, 3)))) for some in words]


async def _asked(app: object, questions: list[str]) -> None:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]  # the pages
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8300", timeout=3600) as client:

        async def spent(path: str) -> float:
            start = time.perf_counter()
            answer = await client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            return (time.perf_counter() - start) * 1000

        print(f"the first search: {await spent('/search?q=ferry'):.0f} ms")
        searches = sorted([await spent(f"/search?q={one}") for one in questions])
        print(f"the first page, the first time: {await spent('/'):.0f} ms")
        firsts = sorted([await spent("/") for _ in range(20)])
        for name, found in (("the first page", firsts), ("search", searches)):
            print(f"{name}: p50 {found[len(found) // 2]:.0f} ms, p95 {found[int(len(found) * 0.95)]:.0f} ms")
        print(f"{searches[int(len(searches) * 0.95)]:.1f}")


def _clocked(what: str, work: object) -> object:
    start = time.perf_counter()
    made = work()  # type: ignore[operator]  # a function without arguments
    print(f"{what}: {time.perf_counter() - start:.1f} s")
    return made


if __name__ == "__main__":
    main()
