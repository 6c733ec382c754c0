"""Signatures: a name behind a dash after a quotation, on its last line, or on the line right below it.

Pull quotes, letters and collections of voices have them. Parts of speech are not asked of a dash: parsers take it for
a word, and cut sentences anywhere near it.
"""

from __future__ import annotations

from .content import Piece, trim
from .tree import Tree

LONGEST = 14  # tokens of a signature: a name, an age, an office, a place
FAR = 400  # tokens: as long a line as a voice may fill before its name
_DASHES = frozenset("-–—―")
MARKS = _DASHES | frozenset(".,?!…;:\"'”’»")  # what a signature's cue ends with
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "ADP", "DET", "CCONJ", "PUNCT", "SPACE", "SYM", "PART", "X"})


def signatures(tree: Tree) -> dict[int, tuple[Piece, int]]:
    """{the mark before a signature: the quotation above it, the head of the name}."""
    found: dict[int, tuple[Piece, int]] = {}
    for first, end in tree.quotations:
        signed = _behind_dash(tree, first, end)
        if signed is not None:
            mark, who = signed
            piece = trim(tree, (_line(tree, first), min(mark, end)))
            if piece[0] < piece[1]:
                found[mark] = piece, who
            continue
        line = _last_line(tree, first, end) or _line_below(tree, first, end)
        if line is None:
            continue
        begin, stop = line
        last = begin - 1
        while last > first and tree.pos[last] == "SPACE":
            last -= 1
        name = _name(tree, begin, stop)
        piece = trim(tree, (first, last))
        if name is not None and tree.pos[last] == "PUNCT" and piece[1] - piece[0] > 2:
            found[last] = piece, name
    return found


def _breaks(tree: Tree, token: int) -> bool:
    return tree.pos[token] == "SPACE" and "\n" in tree.text[tree.start[token] : tree.end[token]]


def _behind_dash(tree: Tree, first: int, end: int) -> Piece | None:
    """The dash behind the last quotation of a line that begins with one, and the head of the name behind the dash."""
    mark = end - 1
    if tree.lower[mark][-1] not in _DASHES:
        mark = end
        while mark < len(tree) and (tree.pos[mark] == "SPACE" or tree.lower[mark] == "."):
            mark += 1
    begin = mark + 1
    while begin < len(tree) and tree.pos[begin] == "SPACE":
        begin += 1
    if begin >= len(tree) or tree.lower[mark][-1] not in _DASHES:
        return None
    stop = begin
    while stop < len(tree) and stop - begin <= 2 * LONGEST and not _breaks(tree, stop):
        stop += 1
    if tree.quote[begin] >= 0 or any(tree.tag[t] in _FINITE and tree.pos[t] != "PROPN" for t in range(begin, stop)):
        return None
    head = begin
    while head + 1 < stop and tree.text[tree.start[head + 1]].isupper():
        head += 1
    named = tree.text[tree.start[begin]].isupper() and stop - begin <= 2 * LONGEST
    return (mark, head) if named and tree.quote[_line(tree, first)] >= 0 else None


def _line(tree: Tree, token: int) -> int:
    """The first token of the line that holds a token, or of what is near before it."""
    begin = token
    while begin > max(0, token - FAR) and not _breaks(tree, begin - 1):
        begin -= 1
    return begin


def _last_line(tree: Tree, first: int, end: int) -> Piece | None:
    """The last line of a quotation of several lines."""
    for token in range(end - 1, max(first + 1, end - LONGEST - 1), -1):
        if _breaks(tree, token):
            return token + 1, end
    return None


def _line_below(tree: Tree, first: int, end: int) -> Piece | None:
    """The line below a quotation that fills its own line."""
    begin = end
    while begin < len(tree) and tree.lower[begin] in (".", ","):
        begin += 1
    if begin >= len(tree) or not _breaks(tree, begin) or (first > 0 and not _breaks(tree, first - 1)):
        return None
    begin += 1
    for token in range(begin, min(len(tree), begin + LONGEST + 1)):
        if _breaks(tree, token) or tree.quote[token] >= 0:
            return (begin, token) if _breaks(tree, token) else None
    return (begin, len(tree)) if len(tree) - begin <= LONGEST else None


def _name(tree: Tree, begin: int, stop: int) -> int | None:
    """The head of the name that a line begins with; None where the line tells anything but who somebody is."""
    line = [t for t in range(begin, stop) if tree.pos[t] not in ("PUNCT", "SPACE")]
    if not line or not tree.text[tree.start[line[0]]].isupper() or any(tree.pos[t] not in _NAMES for t in line):
        return None
    if tree.pos[line[0]] not in ("PROPN", "ADJ", "NOUN"):
        return None
    head = line[0]
    while head + 1 in line and tree.pos[head + 1] == "PROPN":
        head += 1
    return head if tree.pos[head] == "PROPN" else None
