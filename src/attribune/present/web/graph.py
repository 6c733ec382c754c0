"""Where an event's tellings come from, drawn: sources on the left, outlets on the right, time downwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from attribune.present.day import day
from attribune.present.sign import SPEAKER

from . import label

if TYPE_CHECKING:
    from attribune.present.account import Affair

    from .room import Room

Row = dict[str, Any]
Key = tuple[str, str]

_WIDTH, _COLUMN = 1040, 300  # of the drawing, and the least of a column
_LABEL, _ROW, _TOP = 235, 60, 26  # width of the words in a column, height of a row, the first row
_LETTERS, _LINES = 28, 2
_ARTICLES = 24  # articles in the drawing
COLOURS = 7
"""Origins that have a colour of their own; the others are grey with a number."""


@dataclass(slots=True)
class Node:
    """Somebody who passes the telling on. ``lines`` are its name cut to fit, ``under`` a quiet line below.

    ``own`` are the numbers of origins that begin here: what an outlet tells on its own word. ``next`` is whom it tells.
    """

    key: Key
    column: int
    x: int
    published: str
    sign: str
    lines: list[str]
    under: str
    href: str
    full: str
    y: float = 0.0
    own: list[int] = field(default_factory=list)
    next: list[Key] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Edge:
    """One hop as a curve, in its origin's colour, drawn as the telling's status is."""

    path: str
    status: str
    origin: int
    title: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges with the size of the drawing, and how many origins and articles of how many are drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int
    origins: tuple[int, int] = (0, 0)
    articles: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is being drawn: nodes by key in so many columns; ``sources`` are the origins of the accounts by id."""

    room: Room
    nodes: dict[Key, Node]
    columns: int
    sources: Mapping[str, Row]


def numbers(affair: Affair) -> dict[str, int]:
    """{origin's id: its number on this event's pages}, from 1 in the order of the accounts."""
    return {account.origin["id"]: place for place, account in enumerate(affair.accounts, 1)}


def draw(room: Room, affair: Affair) -> Graph:
    """The graph of an event; of one that very many articles tell, the first articles of each origin, in the order of
    the accounts.
    """
    pairs = dict.fromkeys((told.row["origin"] or "", told.document) for told in affair.tellings)
    chosen = _chosen(affair, list(pairs))
    sources = {account.origin["id"]: account.origin for account in affair.accounts}
    reports = [told.row for told in affair.tellings if (told.row["origin"] or "", told.document) in chosen]
    columns = max([2, *(len(row["chain"]) for row in reports)])
    nodes: dict[Key, Node] = {}
    drawn = _Drawn(room, nodes, columns, sources)
    order = numbers(affair)
    hops: dict[tuple[Key, Key, str, str], str] = {}
    for row in reports:
        keys = [_node(drawn, row, place) for place in range(max(1, len(row["chain"])))]
        if len(keys) == 1 and (origin := _borrowed(affair, room, row)):
            keys.append(_source(nodes, origin, columns))
        elif len(keys) == 1 and (own := order.get(row["origin"] or "", 0)) not in nodes[keys[0]].own:
            nodes[keys[0]].own.append(own)
        for right, left in pairwise(keys):
            nodes[left].next.append(right)
            hops.setdefault((left, right, row["status"], row["origin"] or ""), label.report(row))
    _place(nodes, columns)
    edges = tuple(
        Edge(_curve(nodes[left], nodes[right]), status, order.get(origin, 0), title)
        for (left, right, status, origin), title in hops.items()
    )
    height = int(max((node.y for node in nodes.values()), default=0)) + _ROW
    numbers_ = tuple((len({one[n] for one in chosen}), len({one[n] for one in pairs})) for n in (0, 1))
    return Graph(tuple(nodes.values()), edges, _across(columns - 1, columns) + _LABEL + 20, height, *numbers_)


def _chosen(affair: Affair, pairs: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which articles are drawn, as (origin, document): the first of each origin, then the second of each, and so on."""
    place: dict[str, int] = {account.origin["id"]: n for n, account in enumerate(affair.accounts)}
    nth: dict[str, int] = {}
    turns = []
    for origin, document in pairs:
        turn = nth[origin] = nth.get(origin, -1) + 1
        turns.append((turn, place.get(origin, 0), (origin, document)))
    found: set[tuple[str, str]] = set()
    drawn: set[str] = set()
    for _, _, (origin, document) in sorted(turns):
        if document in drawn or len(drawn) < _ARTICLES:
            found.add((origin, document))
            drawn.add(document)
    return found


def _node(drawn: _Drawn, row: Row, place: int) -> Key:
    """The node of a hop, made where it is not there yet: one an outlet's article, one a source, one an origin."""
    chain, document = row["chain"], row["document"]
    if place == 0:
        key = ("document", document)
        made = (drawn.columns - 1, SPEAKER["media"], drawn.room.outlet(document), f"/documents/{document}")
    else:
        hop = chain[place]
        last = place == len(chain) - 1
        own = document if hop["kind"] in {"anonymous", "unspecified"} else ""
        key = ("origin", row["origin"]) if last and row["origin"] else ("hop", f"{own} {hop['name'].casefold()}")
        told = drawn.sources.get(row["origin"], hop) if last else hop  # called as in the accounts
        href = label.place(hop["document"], hop["span"])
        made = (0 if last else drawn.columns - 1 - place, SPEAKER[told["kind"]], told["name"], href)
    if key not in drawn.nodes:
        column, sign, name, href = made
        published = "" if place else drawn.room.papers[document]["published"] or "no date"
        across = _across(column, drawn.columns)
        drawn.nodes[key] = Node(key, column, across, published, sign, _lines(name), day(published), href, name)
    return key


def _borrowed(affair: Affair, room: Room, row: Row) -> Row | None:
    """The origin of a telling that names nobody but is judged to go by somebody else, such as a copied text."""
    origins = (account.origin for account in affair.accounts if account.origin["id"])
    found = next((origin for origin in origins if origin["id"] == row["origin"]), None)
    return found if found and found["name"] != room.outlet(row["document"]) else None


def _source(nodes: dict[Key, Node], origin: Row, columns: int) -> Key:
    key = ("origin", str(origin["id"]))
    if key not in nodes:
        name, sign = str(origin["name"]), SPEAKER[origin["kind"]]
        nodes[key] = Node(key, 0, _across(0, columns), "", sign, _lines(name), "", "", name)
    return key


def _across(column: int, columns: int) -> int:
    """Where a column begins."""
    return column * max(_COLUMN, (_WIDTH - _LABEL) // max(columns - 1, 1))


def _lines(name: str) -> list[str]:
    cut = wrap(" ".join(name.split()), _LETTERS) or ["nobody named"]
    return cut if len(cut) <= _LINES else [*cut[: _LINES - 1], cut[_LINES - 1][: _LETTERS - 2].rstrip() + " …"]


def _place(nodes: dict[Key, Node], columns: int) -> None:
    """Outlets by the day of publication; each source at the height of what it leads to, none on another."""
    outlets = sorted((n for n in nodes.values() if n.column == columns - 1), key=lambda n: (n.published, n.key))
    _spread(outlets, range(len(outlets)))
    for column in range(columns - 2, -1, -1):
        here = [node for node in nodes.values() if node.column == column]
        wanted = {node.key: _mean([nodes[key].y for key in node.next]) for node in here}
        here.sort(key=lambda node: (wanted[node.key], node.key))
        _spread(here, [(wanted[node.key] - _TOP) / _ROW for node in here])


def _spread(nodes: Sequence[Node], wanted: Iterable[float]) -> None:
    """Put nodes, in their order, where they are wanted or as little below as the node above allows."""
    above = -1.0
    for node, row in zip(nodes, wanted, strict=True):
        above = max(above + 1, row)
        node.y = round(_TOP + above * _ROW, 1)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _curve(left: Node, right: Node) -> str:
    start, end = left.x + _LABEL + 12, right.x - 10
    bend = (end - start) / 2
    return f"M{start},{left.y} C{start + bend:.0f},{left.y} {end - bend:.0f},{right.y} {end},{right.y}"
