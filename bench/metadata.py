"""Titles, authors and dates of web pages: ``python -m bench.metadata BENCH/trafilatura_eval/dev [--errors]``.

Prints the share of pages whose title, date and author are right, beside trafilatura and htmldate alone on the same
pages. A title is right where it is the same after white space, quotation marks, dashes, case and an end mark are made
alike; ``exact`` where it is the same as it stands. A date is right where it is the same day. An author is right where
it is one of those named. The last line is the share of right dates.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from attribune.clean import clean
from attribune.read import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = str.maketrans(
    dict.fromkeys("\"“”„‟«»‹›‘’‚‛`´′″", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What one tool says of a page."""

    title: str | None
    author: str | None
    date: str | None


def alike(title: str) -> str:
    """A title with white space, marks, case and a full stop at its end made alike."""
    title = unicodedata.normalize("NFKC", title).translate(_MARKS).replace("\u00ad", "").replace("'", "")
    return " ".join(re.sub(r"\s*([:;,.!?|-])\s*", r"\1 ", title).casefold().split()).rstrip(" .")


def named(author: str) -> set[str]:
    """The names of an author field."""
    return {
        " ".join(re.findall(r"\w+", one.casefold()))
        for one in re.split(r"[;,/&]|\bund\b|\band\b", author)
        if one.strip()
    }


def ours(path: str, data: bytes) -> Answer:
    """What Attribune says."""
    document = clean(read_bytes(path, data)[0])
    return Answer(document.title, "; ".join(document.authors) or None, document.published)


def theirs(data: bytes) -> Answer:
    """What trafilatura and htmldate say."""
    from htmldate import find_date
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import decode_file

    source = decode_file(data)
    try:
        page = extract_metadata(source)
    except (ValueError, TypeError, AttributeError):
        return Answer(None, None, None)
    return Answer(page.title, page.author, find_date(source, original_date=True))


def pages(folder: Path) -> Iterator[tuple[str, bytes, dict[str, str]]]:
    """Every page with its gold."""
    for row in json.loads(Path(folder, "evaldata.json").read_text("utf-8")).values():
        file = Path(folder, "html", row["file"])
        if file.is_file():
            gold = {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}
            yield row["file"], file.read_bytes(), gold


def judged(answer: Answer, gold: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """For each field of the gold whether the answer is right."""
    if title := gold.get("title"):
        yield "title", alike(answer.title or "") == alike(title)
        yield "title, exact", answer.title == title
    if date := gold.get("date"):
        yield "date", answer.date == date
    if author := gold.get("author"):
        yield "author", bool(named(answer.author or "") & named(author))


def main(folder: Path, *, errors: bool) -> None:
    """Print the figures."""
    asked: Counter[str] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for file, data, gold in pages(folder):
        for tool, answer in (("attribune", ours(file, data)), ("trafilatura", theirs(data))):
            for field, well in judged(answer, gold):
                right[tool, field] += well
                asked[field] += tool == "attribune"
                if errors and not well and tool == "attribune" and field != "title, exact":
                    wanted, got = gold[field], getattr(answer, field)
                    print(f"{field}\t{file}\t{wanted}\t{got}")
    for field, count in asked.items():
        shares = ", ".join(f"{tool} {right[tool, field] / count:.3f}" for tool in ("attribune", "trafilatura"))
        print(f"{field:14} of {count} pages: {shares}")
    print(f"{right['attribune', 'date'] / asked['date']:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), errors="--errors" in sys.argv[2:])
