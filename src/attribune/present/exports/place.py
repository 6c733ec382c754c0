"""GeoJSON: the places of a case, with what is told to have happened there."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from .form import writable

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.view import View

Row = dict[str, Any]


def place_file(view: View, folder: Path) -> dict[str, int]:
    """``places.geojson``: a feature a place, with the events told of it and how often it is named.

    The coordinates are those of the case's profile. A place that it does not know keeps its name and has no geometry:
    nothing is guessed.
    """
    told: dict[str, list[Row]] = defaultdict(list)
    for event in view.events():
        where = {str(one["value"]).casefold() for one in event["details"] if one["detail"] == "where"}
        for name in where:
            told[name].append({"id": event["id"], "type": event["type"], "headline": writable(event["headline"])})
    named: dict[str, set[str]] = defaultdict(set)
    for mention in view.mentions(kind="place"):
        named[mention["entity"]].add(mention["document"])
    features = [_feature(view, row, told, named) for row in view.entities(kind="place")]
    made = {"type": "FeatureCollection", "features": features}
    (folder / "places.geojson").write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return {"places.geojson": len(features)}


def _feature(view: View, row: Row, told: dict[str, list[Row]], named: dict[str, set[str]]) -> Row:
    known = None if row["protect"] else view.place(row["name"])
    point = known and known["longitude"] is not None and [known["longitude"], known["latitude"]]
    events = {one["id"]: one for name in row["names"] for one in told.get(name.casefold(), ())}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": point} if point else None,
        "properties": {
            "name": writable(row["name"]),
            "names": [writable(name) for name in row["names"]],
            "kind": known["kind"] if known else None,
            "within": known["within"] if known else None,
            "documents": len(named.get(row["id"], ())),
            "events": list(events.values()),
        },
    }
