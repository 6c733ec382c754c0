"""Words issued as a whole: what follows "the spokesman gave the following answer:", sentence by sentence.

State agencies print what a ministry says without a mark or another cue: all of it is the ministry's word, until the
agency turns to something else. A rule of the form in which they publish, not learned from a corpus.
"""

from __future__ import annotations

from collections import defaultdict

from .content import Piece, trim
from .lexicon import words
from .search import Found, nested
from .tree import Tree

KIND = "issued"


def issued(tree: Tree, rows: list[Found]) -> list[Found]:
    """The attributions with a row for each sentence that somebody issued."""
    colons = [t for t in range(1, len(tree) - 1) if tree.lower[t] == ":" and _ends_paragraph(tree, t)]
    leads = [(colon, *lead) for colon in colons if (lead := _lead(tree, colon)) is not None]
    if not leads:
        return rows
    spoken: dict[str, set[int]] = defaultdict(set)
    for one in rows:
        if one.source is not None:
            spoken[tree.lemma[one.source]].add(tree.sentence[one.cue])
    more: list[Found] = []
    led: set[int] = set()
    for (colon, verb, who), stop in zip(leads, [*(verb for _, verb, _ in leads[1:]), len(tree)], strict=True):
        follows = [trim(tree, piece) for piece in _follow(tree, colon, stop, spoken[tree.lemma[who]])]
        pieces = [(first, end) for first, end in follows if first < end]
        led |= {verb} if pieces else set()
        more += [Found(colon if n else verb, 1.0, 1.0, (piece,), who, KIND) for n, piece in enumerate(pieces)]
    return nested([*(one for one in rows if one.cue not in led), *more])


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


def _follow(tree: Tree, colon: int, stop: int, back: set[int]) -> list[Piece]:
    """The sentences that go on without marks, until the text turns elsewhere, to the next who issues something, or to
    one in which he who speaks is told to speak again (``back``).
    """
    follows: list[Piece] = []
    for start, end in tree.sentences[tree.sentence[colon] :]:
        first = next((t for t in range(max(start, colon + 1), end) if tree.pos[t] != "SPACE"), end)
        if first == end:
            continue
        begins = tree.paragraph[first] != tree.paragraph[first - 1]
        turns = begins and tree.lower[first] in words("convention")["turning"]
        quoted = tree.quote[first] == tree.quote[end - 1] >= 0
        again = tree.sentence[first] in back and start > colon
        if turns or quoted or end > stop or again:
            break
        follows.append((first, end))
    return follows
