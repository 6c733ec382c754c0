"""Files of name pairs, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .comparison import compare

if TYPE_CHECKING:
    from pathlib import Path


def write_pairs(pairs: Path, out: Path) -> int:
    """Compare each line ``name_a<TAB>name_b`` of a file and write it with ``<TAB>score<TAB>same`` (1 or 0).

    How many were written.     Raises ValueError with its number where a line has no two names.
    """
    lines = []
    for number, line in enumerate(pairs.read_text("utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        fields = line.rstrip("\r").split("\t")
        if len(fields) != 2:
            raise ValueError(f"line {number} of {pairs.name} is not two names with a tab between them")
        result = compare(*fields)
        lines.append(f"{fields[0]}\t{fields[1]}\t{result.score:g}\t{int(result.same)}\n")
    out.write_text("".join(lines), "utf-8")
    return len(lines)
