"""One look at all feeds: what they list anew is fetched, taken into the case, and what it changed is told."""

from __future__ import annotations

import tempfile
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attribune.build import Builder
from attribune.ledger import Case
from attribune.read import fetch

from .listing import FeedError, listed
from .news import Change, changes, known
from .seen import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_LISTS = 50  # sitemaps that one subscribed address may lead to
_PAGES = 200  # new pages of one round; what is over waits for the next


@dataclass(frozen=True, slots=True)
class Round:
    """What one look brought: how many pages were new and taken in, what failed and why, and what changed."""

    found: int
    taken: int
    failures: tuple[tuple[str, str], ...] = ()
    news: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """By what an address tells whether it has changed, and the pages that it listed."""

    feed: str
    marks: dict[str, str]
    pages: tuple[str, ...]


@dataclass(slots=True)
class Watch:
    """Watches feeds for a case. ``events`` (ids as lists show them) narrows what is told to those.

    ``progress(stage, done, total)`` is called as the work goes on.
    """

    root: Path
    feeds: Sequence[str]
    events: Sequence[str] = ()
    progress: Callable[[str, int, int], None] = lambda *_: None
    _failures: list[tuple[str, str]] = field(default_factory=list)
    _answers: list[_Told] = field(default_factory=list)

    def look(self, session: fetch.Session) -> Round:
        """One round. What fails is named and the rest goes on; what was fetched is kept as a web archive."""
        case = Case.open(self.root)
        seen = Seen.load(self.root, case.secret)
        self._failures, self._answers = [], []
        wanted = self._wanted(session, seen)
        before = known(self.root)
        with tempfile.TemporaryDirectory() as folder:
            files = list(self._fetched(session, wanted[:_PAGES], Path(folder), seen))
            if files:
                Builder.open(self.root, progress=self.progress).build(files)
        for told in self._answers:  # a list is asked anew as a whole until each of its pages is here
            if all(seen.name(page) in seen.pages for page in told.pages):
                seen.feeds[told.feed] = told.marks
        seen.save()
        news = tuple(changes(self.root, before, self.events)) if files else ()
        return Round(len(wanted), len(files), tuple(self._failures), news)

    def _wanted(self, session: fetch.Session, seen: Seen) -> list[str]:
        """The pages listed that were not taken in yet."""
        wanted: dict[str, None] = {}
        for number, feed in enumerate(self.feeds, 1):
            queue, budget = deque([feed]), _LISTS
            while queue and budget:
                budget -= 1
                try:
                    found = self._list(session, queue.popleft(), seen)
                except (fetch.FetchError, FeedError) as reason:
                    self._failures.append((feed, str(reason)))
                    continue
                queue.extend(found[1])
                wanted.update(dict.fromkeys(one for one in found[0] if seen.name(one) not in seen.pages))
            self.progress("look at feeds", number, len(self.feeds))
        return list(wanted)

    def _list(self, session: fetch.Session, address: str, seen: Seen) -> tuple[Iterable[str], Iterable[str]]:
        """The pages and further lists of one address; nothing where it says that it has not changed."""
        last = seen.feeds.get(seen.name(address), {})
        asked = ((b"If-None-Match", "etag"), (b"If-Modified-Since", "modified"))
        _, answer = session.page(address, [(name, last[key].encode("latin-1")) for name, key in asked if last.get(key)])
        if answer.status == 304:
            return (), ()
        if answer.status != 200:
            raise FeedError(f"it answers with status {answer.status}")
        found = listed(answer.body, address)
        if not found.lists:
            told = {"etag": answer.header(b"etag"), "modified": answer.header(b"last-modified")}
            marks = {key: value[:500] for key, value in told.items() if value}
            self._answers.append(_Told(seen.name(address), marks, found.pages))
        return found.pages, found.lists

    def _fetched(self, session: fetch.Session, wanted: Sequence[str], folder: Path, seen: Seen) -> Iterable[str]:
        """The archive of each page that could be fetched."""
        today = datetime.now(UTC).date().isoformat()
        for number, address in enumerate(wanted, 1):
            try:
                record = session.record(address)
            except fetch.FetchError as reason:
                self._failures.append((address, str(reason)))
            else:
                file = folder / str(number) / fetch.name_of(address)
                file.parent.mkdir()
                file.write_bytes(record)
                seen.pages[seen.name(address)] = today
                yield str(file)
            self.progress("fetch pages", number, len(wanted))
