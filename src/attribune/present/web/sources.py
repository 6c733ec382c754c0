"""Sources: each outlet with what it first told, each named speaker with what they say.

Unnamed sources are in no list here: nothing gathers one across events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from attribune.view import Entry

from .gathered import NAMELESS, later

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from attribune.view import Shelf

    from .gathered import Gathered, Matter

Row = dict[str, Any]

_FIRST = 6
"""Events beside an outlet in the list of all; the others are on the outlet's own page."""


def write(shelf: Shelf, gathered: Gathered, matters: Sequence[Matter]) -> None:
    """Write the lists of outlets and of named speakers."""
    said = _statements(shelf, gathered)
    _outlets(shelf, gathered, matters, said)
    _speakers(shelf, gathered, matters)


def _statements(shelf: Shelf, gathered: Gathered) -> dict[str, tuple[int, int]]:
    """{outlet: how many statements it carries, how many of them are of unnamed sources}."""
    every: Counter[str] = Counter()
    unnamed: Counter[str] = Counter()
    for row in shelf.stream("statements"):
        name = gathered.papers[row["document"]].outlet
        every[name] += 1
        unnamed[name] += row["source_kind"] in NAMELESS
    return {name: (number, unnamed[name]) for name, number in every.items()}


def _outlets(shelf: Shelf, gathered: Gathered, matters: Iterable[Matter], said: Mapping[str, tuple[int, int]]) -> None:
    """The outlets, those with most documents first, and of each the events it told first and those disputed."""
    documents: Counter[str] = Counter()
    grades: dict[str, str] = {}
    for row in shelf.stream("documents"):
        if not row["failure"]:
            paper = gathered.papers[row["id"]]
            documents[paper.outlet] += 1
            grades.setdefault(paper.outlet, paper.reliability)
    first: list[Entry] = []
    disputed: list[Entry] = []
    for matter in matters:
        one = {"event": matter.row["id"], "headline": matter.headline}
        if len({told.document for told in matter.tellings}) > 1:
            became = later(matter.tellings, gathered.papers, matter.row["details"], 0)
            first.append(Entry(one | became, gathered.papers[matter.tellings[0].document].outlet, matter.headline))
        if matter.conflicts or matter.row["denials"]:
            outlets = dict.fromkeys(gathered.papers[told.document].outlet for told in matter.tellings)
            disputed += [Entry(one, name, matter.headline) for name in outlets]
    lists = {"told first": first, "disputed": disputed}
    shown: dict[str, dict[str, list[Row]]] = {name: defaultdict(list) for name in lists}
    number: dict[str, Counter[str]] = {name: Counter() for name in lists}
    for name, entries in lists.items():
        shelf.enter(name, entries)
        for entry in entries:
            number[name][entry.id] += 1
            if number[name][entry.id] <= _FIRST:
                shown[name][entry.id].append(entry.told)
    ordered = sorted(documents, key=lambda name: (-documents[name], name))
    shelf.enter(
        "outlets",
        (
            Entry(
                {"name": name, "documents": documents[name], "reliability": grades[name]}
                | dict(zip(("statements", "unnamed"), said.get(name, (0, 0)), strict=True))
                | {"first": shown["told first"][name], "firsts": number["told first"][name]}
                | {"disputed": shown["disputed"][name], "disputes": number["disputed"][name]},
                name,
                name,
            )
            for name in ordered
        ),
    )


def _speakers(shelf: Shelf, gathered: Gathered, matters: Iterable[Matter]) -> None:
    """The named speakers, those that say most first, by the fullest name: their statements by day, and by act; the
    events that they tell of, each where they first did, with what became of it.
    """
    groups: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    acts: dict[str, Counter[str]] = defaultdict(Counter)
    grades: dict[str, str] = {}
    speaker: dict[str, str] = {}
    for row in shelf.stream("statements"):
        name = row["speaker"]
        if name and row["source_kind"] not in NAMELESS:
            day = gathered.papers[row["document"]].published or "9999"
            groups[name].append((day, row["document"], row["id"]))
            kinds[name][row["source_kind"]] += 1
            acts[name][row["act"]] += 1
            grades.setdefault(name, row["reliability"])
            speaker[row["id"]] = name
    ordered = sorted(groups, key=lambda name: (-len(groups[name]), name))
    shelf.enter(
        "speakers",
        (
            Entry(
                {"name": name, "kind": kinds[name].most_common(1)[0][0], "statements": len(groups[name])}
                | {"acts": acts[name].most_common(), "reliability": grades[name]},
                name,
                name,
            )
            for name in ordered
        ),
    )
    said = (Entry({"id": one}, name) for name in ordered for _, _, one in sorted(groups[name], key=lambda s: s[:2]))
    shelf.enter("said", said)
    told: list[tuple[str, Entry]] = []
    for matter in matters:
        heard: set[str] = set()
        for place, one in enumerate(matter.tellings):
            name = speaker.get(one.by or "", "")
            if name and name not in heard:
                heard.add(name)
                became = later(matter.tellings, gathered.papers, matter.row["details"], place)
                row = {"event": matter.row["id"], "headline": matter.headline} | became
                told.append((became["day"] or "9999", Entry(row, name)))
    shelf.enter("tells", (entry for _, entry in sorted(told, key=lambda pair: pair[0])))
