"""A series of figures as a chart: a Vega-Lite description, drawn by vl-convert without a browser or a network."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attribune.model import AttribuneError
from attribune.model.edtf import interval

from .columns import amount
from .wording import first_upper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .account import Affairs
    from .columns import Row

FORMS = ("svg", "png", "json")
_WIDTH, _HEIGHT = 720, 300
_NAMED = 7  # sources that have a colour of their own; the others are one grey
# The colours of Okabe and Ito, which the colour-blind can tell apart.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5c00")
_GREY = "#767676"
_SHAPES = {"told": "circle", "forecast": "triangle-up", "worked out": "diamond", "imported": "square"}
_UTC = {"type": "utc"}  # the same drawing wherever it is drawn
_YEARS = {"format": "%Y", "tickCount": "year"}
_PER_INCH = 2.0  # a picture of twice as many points as the drawing has
_NEAR = 0.08  # of the greatest value: the words of two values nearer than that would lie on each other
_LETTERS = 34  # of a source in the legend


class ChartError(AttribuneError):
    """A chart cannot be drawn; the message says why."""


def chart(series: Row, affairs: Affairs) -> dict[str, Any]:
    """One series as Vega-Lite: a mark for each value over the stretch that it covers, coloured by on whose word."""
    rows = _apart([row for point in series["points"] if (row := _row(point, affairs))])
    if not rows:
        raise ChartError("no value of this series is of a known stretch of time")
    order = _sources(rows)
    shown = {
        name: _short(name) if name in order else "other sources" for name in dict.fromkeys(r["source"] for r in rows)
    }
    for row in rows:
        row["source"] = shown[row["source"]]
    names = list(dict.fromkeys(shown[name] for name in [*order, *shown]))
    colours = [*_COLOURS[: len(order)], *([_GREY] if len(names) > len(order) else [])]
    kinds = [kind for kind in _SHAPES if any(row["kind"] == kind for row in rows)]
    told = [first_upper(f"{note}.") for note in (*series["notes"], series["sentence"]) if note]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {
            "text": first_upper(" · ".join(filter(None, (series["measure"], series["unit"], series["place"])))),
            "subtitle": [line for one in told for line in _wrapped(one)],
            "anchor": "start",
            "subtitleColor": "#555555",
        },
        "width": _WIDTH,
        "height": _HEIGHT,
        "background": "white",
        "data": {"values": rows},
        "encoding": {
            "color": {
                "field": "source", "type": "nominal", "title": "on whose word",
                "scale": {"domain": names, "range": colours},
            },
        },
        "layer": [_line(), _stretches(), _points(kinds), _labels(), *_breaks(series["breaks"])],
        "config": {
            "font": "sans-serif",
            "axis": {"grid": False, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
            "legend": {"labelLimit": 260, "titleFontWeight": "normal", "symbolSize": 70, "symbolOpacity": 1},
            "view": {"stroke": None},
        },
    }  # fmt: skip


def drawn(description: dict[str, Any], form: str) -> bytes:
    """The chart as SVG, PNG or as its description. Raises ``ChartError`` where the extra for drawing is missing."""
    if form == "json":
        return (json.dumps(description, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    try:
        import vl_convert
    except ImportError as missing:
        raise ChartError('drawing needs pip install "attribune[trends]"') from missing
    text = json.dumps(description, ensure_ascii=False)
    if form == "svg":
        return str(vl_convert.vegalite_to_svg(text)).encode("utf-8")
    return bytes(vl_convert.vegalite_to_png(text, scale=_PER_INCH))


def _row(point: Row, affairs: Affairs) -> Row | None:
    """A value with the days it covers; None where these are not known."""
    days = interval(point["period"])
    if not (days and days.first and days.last):
        return None
    outlet = affairs.outlet(point["document"])
    kind = (
        "imported" if point["imported"]
        else "forecast" if point["forecast"]
        else "worked out" if point["derived"]
        else "told"
    )  # fmt: skip
    return {
        "first": days.first.isoformat(),
        "last": (days.last + timedelta(days=1)).isoformat(),
        "value": point["value"],
        "label": amount(point["value"]),
        "source": point["source"] or outlet,
        "outlet": outlet,
        "kind": kind,
        "whole": not point["part"] and kind in ("told", "imported"),
        "published": point["published"] or "",
    }


def _apart(rows: list[Row]) -> list[Row]:
    """The values with their places: side by side where several tell one value of one stretch, each teller once.

    ``middle`` is the middle of the stretch, ``place`` that of the mark; ``low`` says that the words go below it.
    """
    groups: dict[tuple[str, str, float], dict[tuple[str, str], Row]] = defaultdict(dict)
    for row in rows:
        groups[row["first"], row["last"], row["value"]][row["source"], row["kind"]] = row
    near = _NEAR * max((abs(row["value"]) for row in rows), default=0.0)
    made = []
    for (first, last, value), ones in groups.items():
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        above = any(a == first and b == last and 0 < other - value < near for a, b, other in groups)
        for number, row in enumerate(ones.values(), 1):
            places = {"middle": begin + (end - begin) / 2, "place": begin + (end - begin) * number / (len(ones) + 1)}
            made.append(row | {name: day.isoformat() for name, day in places.items()} | {"low": above})
    return made


def _sources(rows: Iterable[Row]) -> list[str]:
    """The sources that have a colour: those with most values."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row["source"]] += 1
    return sorted(counts, key=lambda name: (-counts[name], name))[:_NAMED]


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= _LETTERS else words[: _LETTERS - 2].rstrip() + " …"


def _wrapped(sentence: str, most: int = 110) -> list[str]:
    lines = [""]
    for word in sentence.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _axes(first: str) -> dict[str, Any]:
    return {
        "x": {"field": first, "type": "temporal", "title": None, "scale": _UTC, "axis": _YEARS},
        "y": {"field": "value", "type": "quantitative", "title": None, "scale": {"zero": True, "nice": True}},
    }


def _line() -> dict[str, Any]:
    """A thin line through the last value that was told of each whole year: only these are compared."""
    return {
        "transform": [
            {"filter": "datum.whole"},
            {"window": [{"op": "rank", "as": "late"}], "groupby": ["first"],
             "sort": [{"field": "published", "order": "descending"}]},
            {"filter": "datum.late == 1"},
        ],
        "mark": {"type": "line", "color": "#bbbbbb", "strokeWidth": 1},
        "encoding": {**_axes("middle"), "color": {"value": "#bbbbbb"}},
    }  # fmt: skip


def _stretches() -> dict[str, Any]:
    """A bar from the first day to the last that a value is of."""
    axes = _axes("first")
    return {
        "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.35},
        "encoding": {**axes, "x2": {"field": "last"}},
    }


def _points(kinds: Sequence[str]) -> dict[str, Any]:
    return {
        "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
        "encoding": {
            **_axes("place"),
            "shape": {
                "field": "kind", "type": "nominal", "title": "how",
                "scale": {"domain": list(kinds), "range": [_SHAPES[kind] for kind in kinds]},
            },
        },
    }  # fmt: skip


def _labels() -> dict[str, Any]:
    """Each different value of a stretch written once, below it where another stands right above."""
    once = {
        "aggregate": [{"op": "min", "field": "middle", "as": "middle"}],
        "groupby": ["first", "last", "value", "label", "low"],
    }
    encoding = {**_axes("middle"), "text": {"field": "label"}, "color": {"value": "#333333"}}
    layers = [
        {
            "transform": [once, {"filter": kept}],
            "mark": {"type": "text", "dy": dy, "fontSize": 10},
            "encoding": encoding,
        }
        for kept, dy in (("!datum.low", -9), ("datum.low", 14))
    ]
    return {"layer": layers}


def _breaks(places: Iterable[Row]) -> list[dict[str, Any]]:
    """A dashed line where the level changes."""
    days = [interval(one["period"]) for one in places]
    firsts = [{"first": one.first.isoformat()} for one in days if one and one.first]
    if not firsts:
        return []
    mark = {"type": "rule", "strokeDash": [4, 4], "color": "#555555"}
    x = {"field": "first", "type": "temporal", "scale": _UTC}
    return [{"data": {"values": firsts}, "mark": mark, "encoding": {"x": x, "color": {"value": "#555555"}}}]
