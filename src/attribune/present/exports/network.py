"""GEXF: who is told of with what, and on whose word, as a graph for Gephi or networkx."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .form import writable

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.view import View

Row = dict[str, Any]
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOCK = re.compile(rb' lastmodifieddate="[^"]*"')  # the same case must give the same bytes on every day
_MOST = 80  # characters of a node's label


def network_file(view: View, folder: Path) -> dict[str, int]:
    """``network.gexf``: outlets, origins, events and the people, bodies and places told of, with what joins them.

    Nodes have a ``kind``; edges a ``relation``: ``tells`` (outlet to event), ``cites`` (outlet to origin), ``knows``
    (origin to event), the role in which an entity takes part in an event.
    Edges have the number of tellings as ``weight``. Unnamed sources stand for the event at hand alone.
    """
    import networkx as nx

    graph: Any = nx.DiGraph()
    documents = {row["id"]: row for row in view.documents()}
    origins = {row["id"]: row for row in view.origins()}
    entities = {row["id"]: row for row in view.entities()}
    reports = {row["id"]: row for row in view.reports()}
    for event in view.events():
        _node(graph, event["id"], event["headline"], "event", type=event["type"])
        for report in (reports[one] for one in event["reports"] if one in reports):
            outlet = _outlet(graph, documents[report["document"]])
            _edge(graph, outlet, event["id"], "tells")
            if origin := origins.get(report["origin"] or ""):
                own = origin["id"] if origin["kind"] != "anonymous" else f"{origin['id']}@{event['id']}"
                _node(graph, own, origin["name"], "origin", type=origin["kind"])
                _edge(graph, own, event["id"], "knows")
                _edge(graph, outlet, own, "cites")
            for argument in report["arguments"]:
                if entity := entities.get(argument["entity"] or ""):
                    _node(graph, entity["id"], entity["name"], entity["kind"], type=entity["kind"])
                    _edge(graph, entity["id"], event["id"], argument["role"])
    for number, (one, other) in enumerate(graph.edges):
        graph.edges[one, other]["id"] = str(number)
    out = BytesIO()
    nx.write_gexf(graph, out)
    (folder / "network.gexf").write_bytes(_CLOCK.sub(b"", out.getvalue()))
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}


def _outlet(graph: Any, document: Row) -> str:  # noqa: ANN401 - networkx has no types
    """The node of a document's outlet; a document whose outlet is not known stands for itself."""
    name = document["outlet"] or document["id"]
    _node(graph, f"outlet:{_plain(name)}", name, "outlet", type="media")
    return f"outlet:{_plain(name)}"


def _node(graph: Any, key: str, label: str, kind: str, **more: str) -> None:  # noqa: ANN401
    graph.add_node(key, label=_plain(label)[:_MOST], kind=kind, **more)


def _edge(graph: Any, one: str, other: str, relation: str) -> None:  # noqa: ANN401
    if graph.has_edge(one, other):
        graph.edges[one, other]["weight"] += 1
    else:
        graph.add_edge(one, other, weight=1, relation=relation)


def _plain(text: str) -> str:
    """A text without what XML cannot hold."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", writable(text))
