"""Makes a folder of nasty files: ``python tests/hostile/make.py FOLDER [--every N]``.

Every file is made here, the same in each run; ``--every 10`` takes each tenth of them, as ``make test`` does.
"""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path

from nasty_files import containers, place_oddities
from nasty_pages import pages
from nasty_texts import texts


def make(folder: Path, every: int = 1) -> list[Path]:
    """Make every ``every``-th of the files, and give all inputs that are then in the folder, oddities included."""
    folder.mkdir(parents=True)
    for kind, made in KINDS.items():
        (folder / kind).mkdir()
        for name, data in islice(made(), 0, None, every):
            (folder / kind / name).write_bytes(data)
    place_oddities(folder)
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


KINDS = {"texts": texts, "pages": pages, "containers": containers}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    print(f"{len(make(asked.folder, asked.every))} files in {asked.folder}")  # noqa: T201 - what it is for
