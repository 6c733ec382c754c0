"""Search: the places where words stand, with facets that narrow them."""

from __future__ import annotations

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
    told = {name: value for name, value in asked.items() if value}
    _ = room.stand  # the index belongs to its rows
    found = room.view.find(
        words, _MOST, 0, told.get("outlet", ""), told.get("year", ""), speaker=told.get("speaker", "")
    )
    facets = tuple(_facet(name, words, asked, values) for name, values in found["facets"].items())
    hits = (row for row in found["rows"] if not ("statement" in row and room.rejected(row["statement"])))
    return Found(tuple(hits), found["total"], facets)


def _facet(name: str, words: str, asked: Mapping[str, str], found: list[tuple[str, int]]) -> Facet:
    others = {"q": words} | {key: value for key, value in asked.items() if value and key != name}
    ordered = sorted(found, key=lambda pair: (-pair[1], pair[0]))[:12]
    values = tuple((value, number, _address(others | {name: value})) for value, number in ordered)
    return Facet(name, asked.get(name, ""), values, _address(others))


def _address(query: Mapping[str, str]) -> str:
    return "/search?" + urlencode(query, errors="replace")
