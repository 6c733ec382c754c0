"""Channels and recipients: through what, or to whom, something was said."""

from __future__ import annotations

from .content import Piece
from .tree import Tree

_TOLD = frozenset({"tell", "inform", "assure", "remind", "warn", "brief", "notify", "ask"})
_CHANNELS = frozenset(
    {
        "interview", "statement", "letter", "email", "e-mail", "tweet", "post", "speech", "conference", "report",
        "call",
        "telegram", "message", "blog", "memo", "briefing", "facebook", "twitter", "instagram", "youtube",
        "tv", "television", "radio", "website", "page", "article", "book", "memoir", "testimony", "release", "column",
    }
)  # fmt: skip
_NAMES = frozenset({"ORG", "PERSON", "PRODUCT", "GPE", "WORK_OF_ART"})


def channel(tree: Tree, cue: int, source: int | None, pieces: tuple[Piece, ...]) -> Piece | None:
    """The recipient ("told Radio Example") or else the channel ("on Facebook"): the name alone, or the noun phrase."""
    medium: Piece | None = None
    for child in tree.children[cue]:
        dep = tree.dep[child]
        if dep in ("dobj", "dative") and tree.lemma[cue] in _TOLD and tree.pos[child] != "ADP":
            named = _phrase(tree, child, cue, source, pieces)
            if named is not None and (tree.entity[child] in _NAMES or tree.pos[child] in ("NOUN", "PROPN")):
                return named
        elif dep in ("prep", "dative") and tree.lower[child] in (
            "to",
            "with",
            "on",
            "in",
            "via",
            "through",
            "during",
            "at",
        ):
            below = tree.child(child, "pobj")
            if below is None:
                continue
            named = _phrase(tree, below, cue, source, pieces)
            if named is None:
                continue
            if tree.lower[child] == "to" and tree.pos[below] in ("NOUN", "PROPN"):
                return named
            if tree.lemma[below].casefold() in _CHANNELS:
                medium = medium or _with_whom(tree, below) or named
    return medium


def _with_whom(tree: Tree, noun: int) -> Piece | None:
    """The partner of "an interview with Radio Example"."""
    for child in tree.children[noun]:
        if tree.lower[child] == "with":
            below = tree.child(child, "pobj")
            if below is not None:
                return _named(tree, below)
    return None


def _phrase(tree: Tree, noun: int, cue: int, source: int | None, pieces: tuple[Piece, ...]) -> Piece | None:
    first, end = _named(tree, noun)
    overlaps = any(first < b and a < end for a, b in pieces)
    if overlaps or noun == source or first <= cue < end:
        return None
    return first, end


def _named(tree: Tree, noun: int) -> Piece:
    """The name that the noun heads, or its phrase without the article and what follows."""
    first, end = noun, noun + 1
    for child in tree.children[noun]:
        if child < noun and tree.dep[child] in ("compound", "amod", "nmod", "poss", "nummod"):
            first = min(first, tree.left[child])
    if tree.lower[first] in ("the", "a", "an") and first < noun:
        first += 1
    return first, end
