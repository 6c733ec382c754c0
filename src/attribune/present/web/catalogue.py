"""The lists of the pages, written once for each state of a case, so that a page reads only its part of one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from attribune.model.edtf import interval
from attribune.present.standin import stand_ins
from attribune.view import Entry

from . import atlas, people, sources, timeline
from .gathered import Gathered, Matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.view import Shelf, View

Row = dict[str, Any]

Progress = Callable[[str, int, int], None]
_STEPS = 5
_NEVER = 10_000_000  # a day after all days: what is resolved is never due
_NAMED = 40  # names and places by which an event is found, beside its headline
FRONT = 24
"""Events on the front page; the others are a link away."""


@cache
def version() -> str:
    """The version of the code that writes lists: with another one they are written anew."""
    digest = hashlib.sha256()
    package = files("attribune.present.web")
    for name in ("catalogue", "gathered", "people", "sources", "timeline", "atlas", "label", "rival"):
        digest.update(package.joinpath(f"{name}.py").read_bytes())
    for name in ("account", "day", "standin", "wording"):
        digest.update(files("attribune.present").joinpath(f"{name}.py").read_bytes())
    return digest.hexdigest()[:8]


def write(shelf: Shelf, view: View, progress: Progress = lambda *_: None) -> None:
    """Write all lists of a case to the shelf that holds its rows."""
    progress("lists", 0, _STEPS)
    gathered = Gathered(shelf)
    _documents(shelf, gathered)
    tables = stand_ins(view, shelf.stream("documents"))
    shelf.enter("stand-ins", (Entry({"id": row["id"], "start": a, "end": b}, of) for of, a, b, row in tables))
    progress("lists", 1, _STEPS)
    matters = _events(shelf, gathered, view)
    _conflicts(shelf, matters)
    progress("lists", 2, _STEPS)
    sources.write(shelf, gathered, matters)
    progress("lists", 3, _STEPS)
    people.write(shelf, gathered, matters)
    progress("lists", 4, _STEPS)
    _figures(shelf, gathered)
    _forecasts(shelf)
    shelf.keep("summary", view.summary())
    progress("lists", _STEPS, _STEPS)


def _documents(shelf: Shelf, gathered: Gathered) -> None:
    """The documents by the day of publication; those that could not be read and those that are damaged apart."""
    counts = {kind: shelf.tally(kind) for kind in ("statements", "reports", "figures")}
    read: list[tuple[str, Entry]] = []
    failed: list[Entry] = []
    damaged: list[Entry] = []
    for row in shelf.stream("documents"):
        one, paper = row["id"], gathered.papers[row["id"]]
        told = {"id": one, "title": paper.title, "outlet": paper.outlet, "published": paper.published}
        words = " ".join(filter(None, (paper.title, paper.outlet, paper.published, row["path"])))
        if row["failure"]:
            failed.append(Entry({"id": one, "path": row["path"] or one, "failure": row["failure"]}, one, words))
        else:
            numbers = {kind: counts[kind].get(one, 0) for kind in counts}
            read.append((paper.published or "9999", Entry(told | numbers, one, words)))
        if places := sum(region["kind"] == "damage" for region in row["regions"]):
            damaged.append(Entry(told | {"places": places}, one, words))
    read.sort(key=lambda pair: pair[0])
    shelf.enter("documents", (entry for _, entry in read))
    shelf.enter("failed", failed)
    shelf.enter("damaged", damaged)


def _events(shelf: Shelf, gathered: Gathered, view: View) -> list[Matter]:
    """The events, those that more is told of first, with their dates and places."""
    matters = sorted(gathered.matters(), key=lambda one: one.weight)
    shelf.enter("events", map(_event, matters))
    several = (one for one in matters if len(one.tellings) > 1 or one.conflicts)
    front = [one for one, _ in zip(several, range(FRONT), strict=False)]
    shelf.keep("front", [_event(one).told for one in front])
    timeline.write(shelf, gathered, matters)
    shelf.keep("map", atlas.gathered(matters, view))
    return matters


def _event(one: Matter) -> Entry:
    row = one.row
    told = {"id": row["id"], "headline": one.headline, "sentence": one.sentence, "reports": len(row["reports"])}
    told |= {name: row[name] for name in ("origins", "anonymous_origins", "denials", "credibility")}
    named = dict.fromkeys(held["value"] for held in row["details"] if held["detail"] in ("who", "where"))
    words = " ".join((one.headline, *islice(named, _NAMED)))
    return Entry(told | {"conflict": bool(one.conflicts)}, row["id"], words)


def _conflicts(shelf: Shelf, matters: Sequence[Matter]) -> None:
    """The disagreements, those about events told of most often first: one line for each event and detail."""
    told = {one: len(matter.tellings) for matter in matters for one in matter.row["reports"]}
    events = {one: matter for matter in matters for one in (matter.row["id"], *matter.row["reports"])}
    holders = {one.by: matter for matter in reversed(matters) for one in matter.tellings if one.by}

    def about(row: Row) -> Matter | None:
        """The event of a conflict; who only answers it contradicts the statement that tells it."""
        found = events.get(row["from"]) or events.get(row["to"])
        return holders.get(row["from"]) if found is None and row["detail"] == "whether" else found

    links = [row for row in shelf.stream("links") if row["kind"] == "conflict"]
    links.sort(key=lambda row: -max(told.get(row["from"], 0), told.get(row["to"], 0)))
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in links:
        matter = about(row)
        groups[matter.row["id"] if matter else row["why"], row["detail"] or ""].append(row)
    entries = []
    for rows in groups.values():
        matter = about(rows[0])
        own = {"event": matter.row["id"], "headline": matter.headline} if matter else {"event": "", "headline": ""}
        words = " ".join((own["headline"], *dict.fromkeys(row["why"] for row in rows)))
        entries.append(Entry(own | {"links": [row["id"] for row in rows]}, own["event"], words))
    shelf.enter("conflicts", entries)


def _figures(shelf: Shelf, gathered: Gathered) -> None:
    """The figures by what they measure: measures with something to compare first, then those with most figures."""
    groups: dict[tuple[str, str], list[tuple[str, str, str, Row]]] = defaultdict(list)
    for row in shelf.stream("figures"):
        if row["measure"]:
            day = gathered.papers[row["document"]].published or "9"
            small = {name: row[name] for name in ("value", "low", "high", "period", "place")}
            groups[row["measure"], row["unit"] or ""].append((row["period"] or "9", day, row["id"], small))
    for rows in groups.values():
        rows.sort(key=lambda one: one[:2])
    ordered = sorted(groups, key=lambda key: (len(groups[key]) == 1, -len(groups[key]), key))
    shelf.enter(
        "figures",
        (
            Entry({"id": one, "measure": name, "unit": unit}, f"{name}|{unit}", f"{name} {unit} {small['place'] or ''}")
            for name, unit in ordered
            for _, _, one, small in groups[name, unit]
        ),
    )
    shelf.keep("measures", [{"name": n, "unit": u, "figures": len(groups[n, u])} for n, u in ordered[:1000]])


def _forecasts(shelf: Shelf) -> None:
    """The forecasts by what they say of their day; ``last`` is the last day of those that nobody has resolved."""
    dated: list[tuple[str, Entry]] = []
    undated: list[tuple[str, Entry]] = []
    for row in shelf.stream("forecasts"):
        days = interval(row["horizon"])
        open_ = bool(days and days.last) and not row["resolution"]
        last = days.last.toordinal() if days and days.last and open_ else _NEVER
        words = " ".join(filter(None, (row["span"]["quote"], row["speaker"], row["outlet"], row["horizon"])))
        entry = Entry({"id": row["id"]}, row["id"], words, last, last)
        (dated if row["horizon"] else undated).append((row["horizon"] or "", entry))
    shelf.enter("dated", (entry for _, entry in sorted(dated, key=lambda pair: pair[0])))
    shelf.enter("undated", (entry for _, entry in undated))
    due = [(entry.last, entry.id, entry) for _, entry in dated if entry.last != _NEVER]
    shelf.enter("due", (entry for _, _, entry in sorted(due, key=lambda one: one[:2])))
