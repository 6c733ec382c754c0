"""Reporting clauses: the settled forms that name the speaker of a quotation, whatever a learner makes of the verb.

After it ("...," she said; "...?" asked the guard), in its middle ("...," she said, "...") and before it (he replied,
"..."). Punctuation tells them: a quotation that a comma ends is not over, and one that a comma or a colon leads in
belongs to the verb in front of it. Signatures join them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from .content import EDGE, Piece, trim
from .signature import signatures
from .tree import Tree

FINITE = frozenset({"VBD", "VBZ", "VBP"})
LONGEST = 45  # tokens of a reporting clause, with all that it tells of the speaker and the occasion
MOST = 20  # quotations of one speaker in one paragraph
_STOPS = frozenset(".?!…")
_UNFINISHED = frozenset(",?!…—–-")
_VERBS = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG", "VBN"})
_BEGINS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ", "CD", "WP", "EX"})
RARE = 8  # before a quotation a verb counts that was a cue once in so many sightings


@dataclass(frozen=True, slots=True)
class Reported:
    """What a reporting clause or a signature gives to whom; ``source`` is None where grammar has to find it."""

    pieces: tuple[Piece, ...]
    source: int | None = None
    kind: str = "reported"


def reported(tree: Tree, known: Mapping[str, tuple[int, int]]) -> dict[int, Reported]:
    """{the head of a reporting clause, or the mark before a signature: what it reports}."""
    found = {mark: Reported((piece,), who) for mark, (piece, who) in signatures(tree).items()}
    signed = {piece[0] for one in found.values() for piece in one.pieces}
    taken = -1
    for number, (first, end) in enumerate(tree.quotations):
        if first < taken or not signed.isdisjoint((first, first + 1)):
            continue
        head = _after(tree, first, end)
        if head is None and _is_led_in(tree, first, end):
            head = _before(tree, first, known)
        if head is None or head in found:
            continue
        pieces = [(first, end), *_second_halves(tree, number, head)]
        taken = pieces[-1][1]
        whole = tuple(p for p in (trim(tree, one) for one in pieces) if p[0] < p[1])
        if whole:
            found[head] = Reported(whole)
    return found


def _last(tree: Tree, token: int) -> int:
    """The nearest token that is no space, from ``token`` to the left."""
    while token >= 0 and tree.pos[token] == "SPACE":
        token -= 1
    return token


def _next(tree: Tree, token: int) -> int:
    """The nearest token that is no space, from ``token`` to the right."""
    while token < len(tree) and tree.pos[token] == "SPACE":
        token += 1
    return token


def _final(tree: Tree, first: int, end: int) -> str:
    """The last character of a quotation, its mark aside."""
    inner = tree.text[tree.start[first] : tree.end[end - 1]].rstrip().rstrip("\"'”’“»")
    return inner[-1:]


def _begins(tree: Tree, first: int) -> bool:
    """Whether a quotation stands at the beginning of a sentence, or a colon leads it in."""
    before = _last(tree, first - 1)
    if before < 0 or tree.paragraph[before] != tree.paragraph[first]:
        return True
    return tree.lower[before] in (":", ";", ",") or tree.quote[before] >= 0 or tree.text[tree.end[before] - 1] in _STOPS


def _after(tree: Tree, first: int, end: int) -> int | None:
    """The verb of the reporting clause behind a quotation."""
    begin = _next(tree, end)
    if begin >= len(tree) or tree.paragraph[begin] != tree.paragraph[end - 1] or not _begins(tree, first):
        return None
    if tree.lower[begin] == "," and _final(tree, first, end) not in _STOPS:
        begin = _next(tree, begin + 1)
    elif _final(tree, first, end) not in _UNFINISHED:
        return None
    if begin >= len(tree) or tree.quote[begin] >= 0:
        return None
    while begin + 1 < len(tree) and tree.pos[begin] == "ADV" and tree.tag[begin] == "RB":
        begin += 1
    if tree.tag[begin] in FINITE and tree.pos[begin] == "VERB":
        following = _next(tree, begin + 1)
        inverted = following < len(tree) and tree.tag[following] in _BEGINS and tree.quote[following] < 0
        return begin if inverted and tree.entity[following] not in ("DATE", "TIME") else None
    if tree.tag[begin] not in _BEGINS:
        return None
    return _verb(tree, begin, _end_of_clause(tree, begin))


def _verb(tree: Tree, begin: int, end: int) -> int | None:
    """The first finite verb of a main clause between two places, with its subject there too."""
    for token in range(begin + 1, end):
        if tree.pos[token] != "VERB" or tree.dep[token] in ("relcl", "acl"):
            continue
        has = any(tree.dep[c] in ("aux", "auxpass") and tree.tag[c] in FINITE for c in tree.children[token])
        subject = tree.subject(token)
        if (tree.tag[token] in FINITE or has) and (token - begin <= 3 or (subject or 0) >= begin):
            return token
    return None


def _end_of_clause(tree: Tree, begin: int) -> int:
    """Where the words after a quotation end: at a full stop, at the next quotation, with the paragraph."""
    for token in range(begin, min(len(tree), begin + LONGEST)):
        if tree.quote[token] >= 0 or tree.paragraph[token] != tree.paragraph[begin]:
            return token
        if tree.lower[token] in ("?", "!", ".") and tree.tag[token] == ".":
            return token
    return min(len(tree), begin + LONGEST)


def _second_halves(tree: Tree, number: int, head: int) -> list[Piece]:
    """The quotations of the paragraph that go on from one with a reporting clause."""
    found: list[Piece] = []
    _, end = tree.quotations[number]
    for first, stop in islice(tree.quotations, number + 1, number + 1 + MOST):
        if tree.paragraph[first] != tree.paragraph[end - 1] or not _goes_on(tree, max(end, head), first, head):
            break
        if _is_reported(tree, first, stop, head):
            break
        found.append((first, stop))
        end = stop
    return found


def _goes_on(tree: Tree, begin: int, first: int, head: int) -> bool:
    """Whether nothing but the rest of the reporting clause stands before a quotation."""
    between = range(begin, first)
    stop = _end_of_clause(tree, begin) if begin < first else first
    last = _last(tree, first - 1)
    if begin > head:
        return all(tree.pos[t] in ("PUNCT", "SPACE") for t in between)
    if stop < last or (stop == last and tree.lower[stop] not in _STOPS):
        return False
    return tree.lower[last] in (",", ".", ":", "?", "!", "-", "–", "—", "--") or last <= head


def _is_reported(tree: Tree, first: int, end: int, head: int) -> bool:
    """Whether a quotation has a reporting clause of its own, or is a part of another sentence."""
    own = _after(tree, first, end)
    if own is not None and own != head:
        return True
    after = _next(tree, end)
    rest = after < len(tree) and tree.paragraph[after] == tree.paragraph[end - 1] and tree.quote[after] < 0
    return rest and _final(tree, first, end) not in _STOPS and tree.lower[after] not in EDGE


def _is_led_in(tree: Tree, first: int, end: int) -> bool:
    """Whether a comma or colon leads a quotation in that is a sentence of its own."""
    before = _last(tree, first - 1)
    if before < 1 or tree.lower[before] not in (",", ":") or tree.paragraph[before] != tree.paragraph[first]:
        return False
    inner = tree.text[tree.start[first] : tree.end[end - 1]].lstrip("\"'“‘«[")
    return tree.quote[before] < 0 and (inner[:1].isupper() or end - first >= 8)


def _before(tree: Tree, first: int, known: Mapping[str, tuple[int, int]]) -> int | None:
    """The verb right before the comma or colon in front of a quotation."""
    head = _last(tree, _last(tree, first - 1) - 1)
    if head < 0 or tree.pos[head] != "VERB" or tree.tag[head] not in _VERBS or tree.quote[head] >= 0:
        return None
    yes, seen = known.get(f"{tree.lemma[head]}/VERB", (0, 0))
    return head if yes * RARE > seen else None
