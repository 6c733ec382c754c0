"""Rebuilds the classes of words: ``python -m bench.train_classes DICT [OUT]``, where DICT holds WordNet 3.0's files.

A class is the lexicographer's file of a sense ("communication") and one or two of the wider synsets above it. A sense
counts that has at least a quarter of the sightings of its word.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attribune.extract import attribution

FILES = {
    **dict(enumerate("Tops act animal artifact attribute body cognition communication event feeling food group".split(), 3)),
    **dict(enumerate("location motive object person phenomenon plant possession process quantity relation".split(), 15)),
    **dict(enumerate("shape state substance time".split(), 25)),
    **dict(enumerate("body change cognition communication competition consumption contact creation".split(), 29)),
    **dict(enumerate("emotion motion perception possession social stative weather".split(), 37)),
}
DEPTHS = {"noun": (4, 6), "verb": (0, 1)}  # how far below the root the wider synsets lie
SHARE = 0.25
LEAST = 15  # words of a class that is worth a name
SPOKEN = frozenset({"communication", "cognition", "feeling"})  # of these rare nouns are kept too
NOTICE = """# Classes of words, from WordNet 3.0. lemma/part of speech, then classes: a lexicographer's file, wider synsets.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and
# distribute this database and its documentation for any purpose and without fee or royalty is granted, provided that
# this notice appears on all copies, including modifications. THE DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY
# MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. The name of Princeton University may not be used in
# advertising or publicity pertaining to its distribution; title to its copyright remains with Princeton University.
"""


@dataclass(frozen=True, slots=True)
class _Synset:
    """A synset: its lexicographer's file, its first word, and the synset above it."""

    file: str
    name: str
    above: str | None


def synsets(path: Path) -> dict[str, _Synset]:
    """The synsets of one part of speech by their offsets."""
    found: dict[str, _Synset] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split(" ")
        words = int(parts[3], 16)
        links = parts[4 + 2 * words :]
        count = int(links[0])
        pointers = [links[1 + 4 * n : 5 + 4 * n] for n in range(count)]
        above = next((one[1] for one in pointers if one[0] in ("@", "@i")), None)
        found[parts[0]] = _Synset(FILES[int(parts[1])], parts[4].lower(), above)
    return found


def _chain(every: dict[str, _Synset], offset: str) -> list[str]:
    """The names from the root down to a synset."""
    names: list[str] = []
    at: str | None = offset
    while at is not None and len(names) < 30:
        names.append(every[at].name)
        at = every[at].above
    return names[::-1]


def _counts(path: Path) -> dict[tuple[str, int], dict[int, int]]:
    """{(lemma, part of speech's number): {number of the sense: sightings}}."""
    found: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines():
        key, number, count = line.split(" ")
        lemma, _, rest = key.partition("%")
        found[lemma, int(rest[0])][int(number)] = int(count)
    return found


def classes(folder: Path, name: str) -> Iterator[tuple[str, list[str]]]:
    """Each word of one part of speech with its classes."""
    every = synsets(folder / f"data.{name}")
    counts = _counts(folder / "cntlist.rev")
    for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split()
        lemma, senses = parts[0], int(parts[2])
        if not lemma.isalpha() or not lemma.isascii():
            continue
        offsets = parts[-senses:]
        seen = counts.get((lemma, 1 if name == "noun" else 2), {})
        weights = [seen.get(number + 1, 0) + 1 / (number + 1) ** 2 for number in range(senses)]
        ranked = sorted(zip(weights, offsets, strict=True), key=lambda one: -one[0])
        main = [o for n, (w, o) in enumerate(ranked[:2]) if not n or w >= SHARE * sum(weights)]
        files = [every[o].file for o in main]
        if name == "noun" and not seen and not SPOKEN & set(files):
            continue
        wider = [c[d] for c in (_chain(every, o) for o in main) for d in DEPTHS[name] if d < len(c)]
        yield lemma, [*dict.fromkeys(files), *(f"<{w}" for w in dict.fromkeys(wider))]


def main() -> None:
    """Reads and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dict", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=Path(attribution.__file__).parent / "classes.tsv")
    options = parser.parse_args()
    every = [
        (f"{lemma}/{name.upper()}", found) for name in ("noun", "verb") for lemma, found in classes(options.dict, name)
    ]
    sizes = Counter(one for _, found in every for one in found)
    rows = [f"{word}\t{' '.join(one for one in found if sizes[one] >= LEAST)}" for word, found in every]
    options.out.write_text(NOTICE + "\n".join(sorted(rows)) + "\n", "utf-8")
    print(len(rows), "words")


if __name__ == "__main__":
    main()
