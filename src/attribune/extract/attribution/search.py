"""The search for attributions in one document: cues first, then for each its content and its source, then what runs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import content, cue, run_on, source
from .content import Piece
from .ranking import deciding, probability, score
from .tree import Tree

Table = Mapping[str, dict[str, float]]
LEAST = 0.5  # the least probability of a cue


@dataclass(slots=True)
class Found:
    """One attribution in token numbers: ``cue`` is its head; ``source`` the head of its noun phrase."""

    cue: int
    likely: float
    pieces: tuple[Piece, ...]
    source: int | None
    kind: str
    features: tuple[tuple[str, float], ...] = ()
    runs_on: list[Piece] = field(default_factory=list)
    within: int | None = None

    def holds(self, token: int) -> bool:
        """Whether the token is part of what is attributed."""
        return any(a <= token < b for a, b in (*self.pieces, *self.runs_on))

    @property
    def size(self) -> int:
        """How many tokens are attributed."""
        return sum(b - a for a, b in self.pieces)


def search(tree: Tree, table: Table, known: Mapping[str, tuple[int, int]], least: float = LEAST) -> list[Found]:
    """Every attribution of the document, in the order of the text."""
    found: list[Found] = []
    for head in cue.possible(tree, known):
        features = cue.cue_features(tree, head)
        likely = probability(score(table["cue"], features))
        if likely >= least:
            one = _complete(tree, table, head, likely)
            if one is not None:
                one.features = deciding(table["cue"], features)
                found.append(one)
    kept = _settle(found)
    _run_on(tree, table, kept)
    _nest(kept)
    return kept


def _complete(tree: Tree, table: Table, head: int, likely: float) -> Found | None:
    offered = content.candidates(tree, head)
    if not offered:
        return None
    setting = content.Setting(tree, head)
    best = max(offered, key=lambda one: score(table["content"], content.content_features(setting, one)))
    pieces = _whole_quotations(tree, head, best.pieces)
    heads = source.candidates(tree, head, pieces)
    who = max(heads, key=lambda one: score(table["source"], source.source_features(tree, head, pieces, one)))
    return Found(head, likely, pieces, who.head, best.kind)


def _whole_quotations(tree: Tree, head: int, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A piece that reaches the sentence's edge inside a quotation goes on to the quotation's own edge."""
    first, end = tree.bounds(head)
    grown: list[Piece] = []
    for piece in pieces:
        a, b = piece
        if tree.quote[a] >= 0 and tree.quote[a] != tree.quote[head]:
            begin = tree.quotations[tree.quote[a]][0]
            if begin < first <= a <= first + 1:
                a = begin
        if tree.quote[b - 1] >= 0 and tree.quote[b - 1] != tree.quote[head]:
            stop = tree.quotations[tree.quote[b - 1]][1]
            if stop > end >= b >= end - 2:
                b = stop
        grown.append(content.trim(tree, (a, b)))
    return tuple(sorted(p for p in grown if p[0] < p[1]))


def _settle(found: list[Found]) -> list[Found]:
    """Drops what says the same as a likelier one."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.likely, f.cue)):
        if not any(_clash(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: (f.cue, f.pieces))


def _clash(one: Found, other: Found) -> bool:
    if one.holds(other.cue) and other.holds(one.cue):
        return True
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.pieces for c, d in other.pieces)
    return shared > 0.8 * max(one.size, other.size)


def _run_on(tree: Tree, table: Table, kept: list[Found]) -> None:
    """Gives quotations without a cue of their own to the statement before them."""
    for first, end in run_on.possible(tree):
        if any(not first <= one.cue < end and any(a < end and first < b for a, b in one.pieces) for one in kept):
            continue
        if score(table["run_on"], run_on.run_on_features(tree, first, end)) <= 0:
            continue
        before = [one for one in kept if one.cue < first and not _quoted(tree, one.cue)]
        if before:
            before[-1].runs_on.append(content.trim(tree, (first, end)))


def _quoted(tree: Tree, token: int) -> bool:
    """Whether a token stands in a quotation of a sentence's length."""
    number = tree.quote[token]
    return number >= 0 and tree.quotations[number][1] - tree.quotations[number][0] > 6


def _nest(kept: list[Found]) -> None:
    """Tells which statement lies within which: the smallest whose content holds its cue."""
    for one in kept:
        around = [(other.size, place) for place, other in enumerate(kept) if other is not one and other.holds(one.cue)]
        one.within = min(around)[1] if around else None
