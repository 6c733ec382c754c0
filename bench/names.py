"""Names compared: precision, recall and F1 over pairs of personal names.

    python -m bench.names PAIRS.tsv

Each line of PAIRS.tsv is ``name_a<TAB>name_b<TAB>same`` with 1 or 0. Prints the pairs that were decided otherwise, with
the reason, and the F1 last.
"""

from __future__ import annotations

import sys
from pathlib import Path

from attribune.names import compare


def main(path: str) -> None:
    """Compare every pair of a file and print where the verdict differs from the file's."""
    right = given = true = 0
    for line in Path(path).read_text("utf-8").splitlines():
        one, other, same = line.split("\t")
        found = compare(one, other)
        expected = same == "1"
        right += found.same and expected
        given += found.same
        true += expected
        if found.same != expected:
            print(
                f"{'wrongly the same' if found.same else 'missed'}: {one} | {other}: {found.score:.2f}, {found.reason}"
            )
    precision, recall = right / max(given, 1), right / max(true, 1)
    print(f"precision {precision:.3f}  recall {recall:.3f}")
    print(f"F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
