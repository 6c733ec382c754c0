"""Which engine finds words faster: ``python -m bench.search DOCUMENTS [fts5|tantivy]``.

Indexes the paragraphs of generated articles (``bench.corpus``, with half of their words drawn by Zipf's law) on disk in
SQLite FTS5 and in tantivy, asks both the same 300 questions of one to three words, rare and common, for the best 50
paragraphs, the number of all, and facets by outlet and year, and prints seconds to build, megabytes, and milliseconds
at the median, at 95 and at 99 percent. Last line: the 95th percentile of the faster one.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .corpus import records

Rows = list[tuple[str, str, str, str]]  # document, outlet, year, paragraph


def main() -> None:
    """Measure both, or one."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rows, asked = generated(documents)
    print(f"{documents} documents, {len(rows)} paragraphs, {sum(len(row[3]) for row in rows) / 1e6:.0f} MB of text")
    best = []
    for name in sys.argv[2:] or ("fts5", "tantivy"):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            search = {"fts5": fts5, "tantivy": tantivy_index}[name](rows, Path(folder))
            built = time.perf_counter() - start
            size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 1e6
            spent = sorted(_spent(search, words) for words in asked)
            at = {part: spent[int(len(spent) * part / 100)] * 1000 for part in (50, 95, 99)}
            print(
                f"{name}: built in {built:.1f} s, {size:.0f} MB; "
                + ", ".join(f"p{k} {v:.1f} ms" for k, v in at.items())
            )
            best.append((at[95], name))
    print(f"{min(best)[0]:.1f}")


def generated(documents: int, seed: int = 5) -> tuple[Rows, list[str]]:
    """Paragraphs, and questions whose words all stand in one of them."""
    made, chance = records(documents * 4), random.Random(seed)  # noqa: S311 - made-up questions need no secrets
    rows = [
        (one.id, one.outlet or "", (one.published or "")[:4], line)
        for one in made.documents[:documents]
        for line in one.text.split("\n")
        if line
    ]
    asked = []
    for _ in range(300):
        words = [word for word in chance.choice(rows)[3].replace(".", "").split() if word.isalpha()]
        asked.append(" ".join(chance.sample(words, min(len(words), chance.randint(1, 3)))))
    return rows, asked


def fts5(rows: Rows, folder: Path) -> Callable[[str], object]:
    """SQLite: paragraphs in a full-text table, documents beside it."""
    db = sqlite3.connect(folder / "index.db")
    db.execute("CREATE TABLE document (n INTEGER PRIMARY KEY, id TEXT, outlet TEXT, year TEXT)")
    db.execute("CREATE TABLE paragraph (n INTEGER PRIMARY KEY, document INTEGER)")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', detail=column)")
    numbers: dict[str, int] = {}
    for one, outlet, year, _ in rows:
        if one not in numbers:
            numbers[one] = len(numbers)
            db.execute("INSERT INTO document VALUES (?, ?, ?, ?)", (numbers[one], one, outlet, year))
    db.executemany("INSERT INTO paragraph VALUES (?, ?)", ((n, numbers[row[0]]) for n, row in enumerate(rows)))
    db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", ((n, row[3]) for n, row in enumerate(rows)))
    db.execute("INSERT INTO words (words) VALUES ('optimize')")
    db.commit()

    def search(asked: str) -> object:
        match = " AND ".join(f'"{word}"' for word in asked.split())
        best = db.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 50", (match,)).fetchall()
        facets = db.execute(
            "SELECT outlet, year, count(*) FROM words CROSS JOIN paragraph ON paragraph.n = words.rowid "
            "CROSS JOIN document ON document.n = paragraph.document WHERE words MATCH ? GROUP BY 1, 2",
            (match,),
        ).fetchall()
        return best, facets

    return search


def tantivy_index(rows: Rows, folder: Path) -> Callable[[str], object]:
    """tantivy: a document a paragraph, outlet and year as fast fields."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_integer_field("n", stored=True, fast=True)
    for name in ("outlet", "year"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", fast=True)
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for n, (_, outlet, year, text) in enumerate(rows):
        writer.add_document(tantivy.Document(text=[text], n=[n], outlet=[outlet], year=[year]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    counts = {name: {"terms": {"field": name, "size": 500}} for name in ("outlet", "year")}

    def search(asked: str) -> object:
        query = index.parse_query(" ".join(f"+{word}" for word in asked.split()), ["text"])
        best = [searcher.doc(address)["n"] for _, address in searcher.search(query, 50).hits]
        return best, searcher.aggregate(query, counts)

    return search


def _spent(search: Callable[[str], object], words: str) -> float:
    start = time.perf_counter()
    search(words)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
