"""Search: the places where words stand, with facets that narrow them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .room import Room

Row = dict[str, Any]

_MOST = 50


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow what was found: its values with how many places each leaves, and the address that does it."""

    name: str
    chosen: str
    values: tuple[tuple[str, int, str], ...]
    without: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: ``hits`` are the best places, ``total`` counts all."""

    hits: tuple[Row, ...]
    total: int
    facets: tuple[Facet, ...]


def find(room: Room, words: str, asked: Mapping[str, str]) -> Found:
    """The places that hold all words, with facets by outlet, year and speaker; ``asked`` holds the facets chosen."""
    if not words.strip():
        return Found((), 0, ())
    speaker = asked.get("speaker", "")
    hits = room.view.search(words, speaker=speaker) if speaker else room.view.search(words)
    hits = [hit for hit in hits if not speaker or "statement" in hit]
    told = [(hit, _facets(room, hit)) for hit in hits]
    left = [
        (hit, facets)
        for hit, facets in told
        if all(not asked.get(name) or asked[name] in facets[name] for name in ("outlet", "year"))
    ]
    names = ("outlet", "year", "speaker")
    facets = tuple(_facet(name, words, asked, [facets for _, facets in left]) for name in names)
    return Found(tuple(hit for hit, _ in left[:_MOST]), len(left), facets)


def _facets(room: Room, hit: Row) -> dict[str, tuple[str, ...]]:
    span, document = hit["span"], hit["document"]
    speakers = {
        row["speaker"]
        for row in room.inside("statements", document)
        if row["speaker"]
        and row["source_kind"] not in {"anonymous", "unspecified"}
        and any(part["start"] <= span["start"] and span["end"] <= part["end"] for part in row["content"])
    }
    year = (hit["published"] or "no date")[:4] if hit["published"] else "no date"
    return {"outlet": (room.outlet(document),), "year": (year,), "speaker": tuple(sorted(speakers))}


def _facet(name: str, words: str, asked: Mapping[str, str], found: list[dict[str, tuple[str, ...]]]) -> Facet:
    counts = Counter(value for facets in found for value in facets[name])
    others = {"q": words} | {key: value for key, value in asked.items() if value and key != name}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:12]
    values = tuple((value, number, _address(others | {name: value})) for value, number in ordered)
    return Facet(name, asked.get(name, ""), values, _address(others))


def _address(query: Mapping[str, str]) -> str:
    return "/search?" + urlencode(query, errors="replace")
