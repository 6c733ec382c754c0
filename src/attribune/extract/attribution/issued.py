"""Words issued as a whole: what follows "the spokesman gave the following answer:", sentence by sentence.

State agencies print what a ministry says without a mark or another cue: all of it is the ministry's word, until the
agency turns to something else. A rule of the form in which they publish, not learned from a corpus.
"""

from __future__ import annotations

from .content import Piece, trim
from .lexicon import words
from .search import Found, nested
from .tree import Tree

KIND = "issued"


def issued(tree: Tree, rows: list[Found]) -> list[Found]:
    """The attributions with a row for each sentence that somebody issued."""
    found = list(rows)
    for colon in range(1, len(tree) - 1):
        lead = _lead(tree, colon) if tree.lower[colon] == ":" and _ends_paragraph(tree, colon) else None
        if lead is None:
            continue
        verb, who = lead
        follows = [trim(tree, piece) for piece in _follow(tree, colon, who, found)]
        pieces = [(first, end) for first, end in follows if first < end]
        found = [one for one in found if not pieces or one.cue != verb]
        found += [Found(colon if n else verb, 1.0, 1.0, (piece,), who, KIND) for n, piece in enumerate(pieces)]
    return nested(found) if any(one.kind == KIND for one in found) else rows


def _ends_paragraph(tree: Tree, token: int) -> bool:
    after = next((t for t in range(token + 1, len(tree)) if tree.pos[t] != "SPACE"), None)
    return after is not None and tree.paragraph[after] != tree.paragraph[token]


def _lead(tree: Tree, colon: int) -> tuple[int, int] | None:
    """The verb of the sentence before a colon that leads to words issued, and whose they are."""
    lists = words("convention")
    for noun in range(tree.bounds(colon)[0], colon):
        if tree.lemma[noun] not in lists["issued"] or "following" not in tree.lower[max(0, noun - 2) : noun]:
            continue
        verb = tree.head[noun]
        who = tree.subject(verb)
        if who == noun:
            by = tree.child(verb, "agent")
            who = tree.child(by, "pobj") if by is not None else None
        if tree.pos[verb] == "VERB" and tree.quote[verb] < 0 and who is not None:
            return verb, who
    return None


def _follow(tree: Tree, colon: int, who: int, rows: list[Found]) -> list[Piece]:
    """The sentences that go on without marks, until the text turns elsewhere or comes back to the one who speaks."""
    follows: list[Piece] = []
    back = [one.cue for one in rows if one.source is not None and tree.lemma[one.source] == tree.lemma[who]]
    for start, end in tree.sentences[tree.sentence[colon] :]:
        first = next((t for t in range(max(start, colon + 1), end) if tree.pos[t] != "SPACE"), end)
        if first == end:
            continue
        begins = tree.paragraph[first] != tree.paragraph[first - 1]
        turns = begins and tree.lower[first] in words("convention")["turning"]
        if turns or tree.quote[first] == tree.quote[end - 1] >= 0 or any(first <= cue < end for cue in back):
            break
        follows.append((first, end))
    return follows
