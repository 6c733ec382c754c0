"""The map: places that events are told of, on the outlines of Natural Earth, drawn here and by no server of tiles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribune.view import View

    from .gathered import Matter

Row = dict[str, Any]

_WIDTH, _HEIGHT = 1200, 640
_NORTH, _SOUTH = 84.0, -58.0  # the lands beyond are ice
_LEAST = 24.0  # degrees across that are shown at the least: a city alone would stand on no land
_MARGIN = 0.15
_LARGE = 400  # events from which on a dot grows no more
_LETTER = 8.2  # width of a letter of a label
_EVENTS = 4  # events beside a place
_UNKNOWN = 60  # names that stand on no map
_STEPS = 4  # places that a place may lie in, from a city to a continent


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with how many events are told to have been there, and the first of them by id and headline. ``x`` and
    ``y`` are on the drawing, ``label`` whether it has room for its name, ``before``
    whether that stands on its left.
    """

    name: str
    kind: str
    number: int
    events: tuple[tuple[str, str], ...]
    longitude: float
    latitude: float
    x: float = 0.0
    y: float = 0.0
    r: float = 0.0
    label: bool = True
    before: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: land as one path, spots, and its size. ``unknown`` are names of places that stand on no map."""

    land: str
    spots: tuple[Spot, ...]
    width: int
    height: int
    unknown: tuple[tuple[str, int], ...]
    further: int = 0


def draw(told: Row) -> Chart:
    """The map of a case, of what ``gathered`` gives: as much of the world as its places need."""
    spots = [
        Spot(name, kind, number, tuple((one, headline) for one, headline in events), longitude, latitude)
        for name, kind, number, events, longitude, latitude in told["spots"]
    ]
    unknown = tuple((name, times) for name, times in told["unknown"])
    if not spots:
        return Chart("", (), _WIDTH, _HEIGHT, unknown, told["further"])
    window = _window([(spot.longitude, spot.latitude) for spot in spots])
    return Chart(_land(window), tuple(_placed(spots, window)), _WIDTH, window.height, unknown, told["further"])


def gathered(matters: Iterable[Matter], view: View) -> Row:
    """The places that events are told of: ``spots``, those of most events first; ``unknown``, the names most told of
    that stand on no map, with how many ``further`` ones there are.
    """
    found: dict[str, dict[str, str]] = {}
    known: dict[str, Row] = {}
    unknown: Counter[str] = Counter()
    located = cache(lambda name: _located(view, name))
    for matter in matters:
        for name in dict.fromkeys(held["value"] for held in matter.row["details"] if held["detail"] == "where"):
            if (place := located(name)) is None:
                unknown[name] += 1
            else:
                known[place["name"]] = place
                found.setdefault(place["name"], {})[matter.row["id"]] = matter.headline
    spots = [
        [name, place["kind"], len(events), [*events.items()][:_EVENTS], place["longitude"], place["latitude"]]
        for name, events in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        for place in [known[name]]
    ]
    names = sorted(unknown.items(), key=lambda pair: (-pair[1], pair[0]))
    return {"spots": spots, "unknown": names[:_UNKNOWN], "further": max(0, len(names) - _UNKNOWN)}


def _located(view: View, name: str) -> Row | None:
    """What is known of a place; of one without coordinates, of what it lies in."""
    place = view.place(name)
    for _ in range(_STEPS):
        if place is None or place["latitude"] is not None:
            return place
        place = view.place(place["within"]) if place["within"] else None
    return None


class Window(NamedTuple):
    """What of the world is drawn: the left edge in degrees, the top, how many drawn units a degree has, and how high
    the drawing is.
    """

    left: float
    top: float
    scale: float
    height: int


def _window(points: list[tuple[float, float]]) -> Window:
    """What of the world is shown: all points with a margin, no wider than the world."""
    (west, east), (south, north) = ((min(side), max(side)) for side in zip(*points, strict=True))
    wide = max(east - west, (north - south) * _WIDTH / _HEIGHT, _LEAST) * (1 + 2 * _MARGIN)
    wide = min(wide, 360.0)
    high = wide * _HEIGHT / _WIDTH
    middle = (south + north) / 2
    top, bottom = max(min(middle + high / 2, _NORTH), north), min(max(middle - high / 2, _SOUTH), south)
    return Window((west + east - wide) / 2, top, _WIDTH / wide, round((top - bottom) * _WIDTH / wide))


def _land(window: Window) -> str:
    """The land inside a window as a path; rings that lie wholly outside are left out."""
    left, top, scale, height = window
    right, bottom = left + _WIDTH / scale, top - height / scale
    parts = []
    for ring in _rings():
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        if max(xs) >= left and min(xs) <= right and max(ys) >= bottom and min(ys) <= top:
            points = (f"{(x - left) * scale:.1f},{(top - y) * scale:.1f}" for x, y in ring)
            parts.append(f"M{' '.join(points)}z")
    return "".join(parts)


@cache
def _rings() -> tuple[tuple[tuple[float, float], ...], ...]:
    text = files("attribune.present.web").joinpath("static/world.tsv").read_text("ascii")
    rows = ([int(one) / 10 for one in line.split("\t")] for line in text.splitlines() if not line.startswith("#"))
    return tuple(tuple(zip(row[::2], row[1::2], strict=True)) for row in rows)


def _placed(spots: list[Spot], window: Window) -> list[Spot]:
    """The spots on the drawing, named on their right or left; a name that would lie on another is left to the table."""
    left, top, scale, _ = window
    taken: list[tuple[float, float, float]] = []
    found = []
    for spot in spots:
        x, y = round((spot.longitude - left) * scale, 1), round((top - spot.latitude) * scale, 1)
        radius = round(3.5 + 1.5 * min(spot.number - 1, _LARGE) ** 0.5, 1)
        long = radius + 6 + _LETTER * len(spot.name)
        sides = ((x - radius, x + long, False), (x - long, x + radius, True))
        free = (one for one in sides if one[0] > 0 and one[1] < _WIDTH and not _touches(taken, y, *one[:2]))
        side = next(free, None)
        taken.append((side[0], y, side[1]) if side else (x - radius, y, x + radius))
        found.append(replace(spot, x=x, y=y, r=radius, label=side is not None, before=bool(side and side[2])))
    return found


def _touches(taken: Iterable[tuple[float, float, float]], y: float, start: float, end: float) -> bool:
    """Whether a name at a height would lie on another dot or name."""
    return any(abs(y - other) <= 17 and start <= last and first <= end for first, other, last in taken)
