"""The interchange form: one JSON Lines file a kind of record."""

from __future__ import annotations

import json
from pathlib import Path

from .view import KINDS, View


def export(view: View, folder: Path | str) -> dict[str, int]:
    """Write every row of a view to ``KIND.jsonl`` in a folder, which is made; gives the number of rows a kind.

    Protected or not is the view's matter. A kind without rows gets an empty file, so that its absence is no mistake.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    counts = {}
    for kind in KINDS:
        rows = view.rows(kind)
        text = "".join(line(row) + "\n" for row in rows)
        (target / f"{kind}.jsonl").write_text(text, encoding="utf-8", newline="\n")
        counts[kind] = len(rows)
    return counts


def line(row: dict[str, object]) -> str:
    """A row as one line. Half a surrogate pair, which no encoding can write, is escaped."""
    text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row, ensure_ascii=True, allow_nan=False)
    return text
