"""What somebody is called in quotation marks: "called the plan "a sham"", "a pier dubbed "the plank" by sailors"."""

from __future__ import annotations

from itertools import islice

from .content import Piece, trim
from .lexicon import words
from .tree import Tree

REACH = 14  # tokens between the verb and the quoted name, with what is named between them


def named(tree: Tree) -> dict[int, tuple[Piece, ...]]:
    """{a verb of naming: what it names, and the quoted name}."""
    found: dict[int, tuple[Piece, ...]] = {}
    verbs = words("convention")["name"]
    for first, end in tree.quotations:
        begin = tree.bounds(first)[0]
        head = first - 1
        while head >= max(begin, first - REACH) and not _joins(tree, head, verbs):
            head -= 1
        if head < max(begin, first - REACH) or head in found or tree.quote[head] >= 0:
            continue
        found[head] = _pieces(tree, head, first, end)
    return {head: pieces for head, pieces in found.items() if pieces}


def _joins(tree: Tree, token: int, verbs: frozenset[str]) -> bool:
    return tree.pos[token] in ("VERB", "AUX") and (tree.lemma[token] in verbs or tree.tag[token] in ("VBD", "VBZ"))


def _pieces(tree: Tree, head: int, first: int, end: int) -> tuple[Piece, ...]:
    if tree.lemma[head] not in words("convention")["name"]:
        return ()
    if tree.pos[head + 1] == "ADP" and tree.lower[head + 1] != "as":
        return ()  # who calls for something names nothing
    if any(tree.lower[t] in (".", ":", ";", "?", "!") for t in range(head + 1, first)):
        return ()
    stop = _last_name(tree, first, end)
    pieces = [trim(tree, (head + 1, stop))]
    passive = tree.child(head, "nsubjpass")
    if passive is not None:
        pieces.insert(0, trim(tree, tree.subtree(passive)))
    relative = _relative(tree, head)
    if relative is not None:
        pieces.insert(0, (relative, relative + 1))
    return tuple(one for one in pieces if one[0] < one[1] and not one[0] <= head < one[1])


def _relative(tree: Tree, head: int) -> int | None:
    """The pronoun that stands for what is named: "which they called"."""
    for child in tree.children[head]:
        if child < head and tree.dep[child] in ("dobj", "attr", "oprd", "dep") and tree.tag[child] in ("WP", "WDT"):
            return child
    return None


def _last_name(tree: Tree, first: int, end: int) -> int:
    """Where the last of several quoted names ends: "a "sham" and a "fraud""."""
    number = tree.quote[first]
    for begin, stop in islice(tree.quotations, number + 1, number + 5):
        between = range(end, begin)
        joined = begin - end <= 4 and any(tree.lower[t] in ("and", "or", ",", "but") for t in between)
        if not joined or any(tree.pos[t] == "VERB" for t in between):
            break
        end = stop
    return end
