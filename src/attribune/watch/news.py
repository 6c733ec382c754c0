"""What a round changed in the case, as its readers may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from attribune import view

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new: a conflict or an origin, of which event, in a sentence. Protected like every output."""

    kind: str
    id: str
    event: str
    says: str


def changes(root: Path, known: dict[str, frozenset[str]], events: Iterable[str] = ()) -> list[Change]:
    """Conflicts and origins of events that were not known before; only of those ``events`` where some are named."""
    opened, watched = view.open(root), frozenset(events)
    told: list[Change] = []
    home = {report: event["id"] for event in opened.events() for report in event["reports"]}
    types = {event["id"]: event["type"].replace("_", " ") for event in opened.events()}
    for one in opened.conflicts():
        event = home.get(one["from"], "")
        if one["id"] not in known.get("conflicts", ()):
            told.append(Change("conflict", one["id"], event, f"{one['detail']}: {one['why']}"))
    for one in opened.origins():
        for event in sorted({home[report] for report in one["reports"] if report in home}):
            if f"{event} {one['id']}" not in known.get("origins", ()):
                says = f"{one['name'] or 'an origin without a name'} tells of {types[event]}; {one['reason']}"
                told.append(Change("origin", one["id"], event, says))
    return [one for one in told if not watched or one.event in watched]


def known(root: Path) -> dict[str, frozenset[str]]:
    """What a case tells now, to hold the next round against."""
    opened = view.open(root)
    home = {report: event["id"] for event in opened.events() for report in event["reports"]}
    pairs = {f"{home[report]} {one['id']}" for one in opened.origins() for report in one["reports"] if report in home}
    return {"conflicts": frozenset(one["id"] for one in opened.conflicts()), "origins": frozenset(pairs)}


def atom(news: Iterable[Change], when: datetime) -> bytes:
    """The changes as an Atom feed, the newest round's."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    stamp = when.isoformat(timespec="seconds")
    for name, words in (("title", "What is new in the case"), ("id", "urn:attribune:watch"), ("updated", stamp)):
        etree.SubElement(feed, f"{{{_ATOM}}}{name}").text = words
    for one in news:
        entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        parts = (("title", f"A new {one.kind}"), ("id", f"urn:attribune:{one.id}:{one.event}"), ("updated", stamp))
        for name, words in (*parts, ("summary", one.says)):
            etree.SubElement(entry, f"{{{_ATOM}}}{name}").text = _printable(words)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _printable(words: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(char if char in "\t\n" or (char >= " " and char not in "\ufffe\uffff") else " " for char in words)
