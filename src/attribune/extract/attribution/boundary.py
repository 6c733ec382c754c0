"""Where a content ends because the speaker's next statement begins: "said it was "rotten" and promised a new one"."""

from __future__ import annotations

from collections.abc import Mapping

from .content import Piece, trim
from .convention import is_silent
from .tree import Tree

OFTEN = 3  # a verb begins a statement of its own that was a cue at least once in so many sightings
FAR = 60  # tokens: as far as a quotation may stand before the "and" that ends a content
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_VERBAL = frozenset({"VERB", "AUX", "ADV", "PART"})
_COMMAS = frozenset({",", "—", "–", "--", "-", ";"})
# What the writer calls a content behind it: "it was "rigged", a charge that the board denies".
_CALLED = frozenset({
    "accusation", "allegation", "argument", "assertion", "charge", "claim", "comment", "contention", "position",
    "reference", "remark", "stance", "statement", "suggestion", "view",
})  # fmt: skip
_BEFORE_GERUND = frozenset({"before", "after", "while"})


def cut(tree: Tree, head: int, pieces: tuple[Piece, ...], known: Mapping[str, tuple[int, int]]) -> tuple[Piece, ...]:
    """The stretches, each ended where the next cue of the same speaker begins."""
    found: list[Piece] = []
    for first, end in pieces:
        stop = end
        if first > head and tree.quote[head] < 0:
            near = range(first + 2, min(end, len(tree) - 1))
            stop = next((at for at in near if _ends(tree, head, at, first, known)), end)
        found.append(trim(tree, (first, stop)))
    return tuple(one for one in found if one[0] < one[1])


def _ends(tree: Tree, head: int, at: int, first: int, known: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a content ends before a word: the speaker's next cue, or what the writer calls it."""
    if tree.pos[at + 1] in _VERBAL:
        return _begins(tree, head, at, first, known)
    return (
        tree.lower[at] == ","
        and tree.lower[at + 1] in ("a", "an")
        and at + 2 < len(tree)
        and tree.lemma[at + 2] in _CALLED
        and tree.quote[at + 1] < 0
    )


def _begins(tree: Tree, head: int, at: int, first: int, known: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a word joins another cue to this one: "and", a comma, "before", each with its verb."""
    if at + 2 >= len(tree) or (tree.quote[at] >= 0 and tree.quote[at + 1] >= 0):
        return False
    joint, verb = tree.lower[at if tree.quote[at] < 0 else at - 1], at + 1  # a comma may stand inside the marks
    finite = verb
    while verb + 1 < len(tree) and (tree.tag[verb] == "RB" or tree.pos[verb] == "AUX"):
        verb += 1
        finite = verb if tree.pos[finite] != "AUX" else finite
    if tree.pos[verb] != "VERB" or tree.quote[verb] >= 0:
        return False
    if joint in ("and", "but", "then"):
        same = tree.tag[finite] == tree.tag[head] and tree.tag[finite] in _FINITE | {"VBG"}
        if is_silent(tree, verb):
            return True  # what is told of a silence is the writer's, not the speaker's
        quoted = any(tree.quote[t] >= 0 for t in range(max(first, at - FAR), at))
        clause = tree.tag[head] == "VBG" and any(tree.tag[t] in _FINITE for t in range(first, at))
        return same and (quoted or clause) and _often(tree, verb, known)
    gerund = tree.tag[verb] == "VBG" and (joint in _COMMAS or joint in _BEFORE_GERUND)
    return gerund and _often(tree, verb, known)


def _often(tree: Tree, verb: int, known: Mapping[str, tuple[int, int]]) -> bool:
    yes, seen = known.get(f"{tree.lemma[verb]}/VERB", (0, 0))
    return yes * OFTEN >= seen > 0
