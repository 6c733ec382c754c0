"""Contents: the stretches that a cue may attribute, and what speaks for each.

Candidates come from grammar (complements alone and in runs, the clause around a parenthesis, the subject of a passive)
and from quotation marks. A stretch is a pair of token numbers, half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .cue import cue_span
from .tree import SUBJECTS, Tree

Piece = tuple[int, int]
_NEVER = frozenset({"aux", "auxpass", "neg", "punct", "prt", "det", "mark", "expl", "cc", "predet", "intj", "case"})
_CLAUSAL = frozenset({"advcl", "relcl", "acl", "conj", "parataxis", "ccomp", "appos", "prep"})
_LIGHT = frozenset({"dobj", "attr", "acomp", "oprd", "prep", "pobj"})
EDGE = frozenset(".,;:!?\"'“”‘’«»„()[]—–-…") | {"--", "''", "``", "..."}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible content: ``kind`` says how it was found, ``edge`` how its end was chosen."""

    pieces: tuple[Piece, ...]
    kind: str
    edge: str = "whole"


@dataclass(slots=True)
class _Pool:
    tree: Tree
    head: int
    found: dict[tuple[Piece, ...], Candidate] = field(default_factory=dict)

    def add(self, kind: str, *pieces: Piece, edge: str = "whole") -> None:
        if len(pieces) == 1:
            piece = trim(self.tree, pieces[0])
            trimmed: tuple[Piece, ...] = (piece,) if piece[0] < piece[1] else ()
        else:
            trimmed = tuple(sorted(p for p in (trim(self.tree, one) for one in pieces) if p[0] < p[1]))
        if trimmed in self.found:
            return
        for first, end in trimmed:
            if first <= self.head < end:
                return
        if trimmed:
            self.found[trimmed] = Candidate(trimmed, kind, edge)


def trim(tree: Tree, piece: Piece) -> Piece:
    """The stretch without punctuation at its edges and without a leading "that"."""
    first, end = piece
    while first < end and (tree.lower[first] in EDGE or tree.pos[first] == "SPACE"):
        first += 1
    if first < end and tree.lower[first] == "that" and tree.dep[first] == "mark":
        first += 1
        while first < end and tree.lower[first] in EDGE:
            first += 1
    while first < end and (tree.lower[end - 1] in EDGE or tree.pos[end - 1] == "SPACE"):
        end -= 1
    return first, end


def candidates(tree: Tree, head: int) -> list[Candidate]:
    """Every content that grammar or quotation marks offer the cue, each once, in a fixed order."""
    pool = _Pool(tree, head)
    _complements(pool, head, "R")
    _left_complements(pool, head)
    if tree.pos[head] != "ADP":
        for child in tree.children[head]:
            if child > head and tree.dep[child] in _LIGHT:
                _complements(pool, child, f"R:{tree.dep[child]}>")
    _governor(pool, head)
    _quoted(pool, head)
    _sentence(pool, head)
    return list(pool.found.values())


def _complements(pool: _Pool, head: int, kind: str) -> None:
    """Runs of the complements to the right, with shorter and longer ends."""
    tree = pool.tree
    right = [c for c in tree.children[head] if c > head and tree.dep[c] not in _NEVER][:6]
    if tree.pos[head] in ("VERB", "AUX"):
        right = [c for c in right if tree.dep[c] != "conj"]
    end_of_sentence = tree.bounds(head)[1]
    passive = tree.child(head, "nsubjpass") if kind == "R" else None
    for i, one in enumerate(right):
        label = kind
        for other in right[i : i + 3]:
            label += f":{tree.dep[other]}"
            piece = (tree.left[one], tree.right[other] + 1)
            if piece[0] <= head:
                continue
            pool.add(label, piece)
            if passive is not None:
                pool.add(f"passive+{label}", tree.subtree(passive), piece)
            if i < 2 and len(kind) < 12:
                for cut in _cuts(tree, piece):
                    pool.add(label, (piece[0], cut), edge="cut")
                if piece[1] < end_of_sentence - 1 and other == right[-1]:
                    pool.add(label, (piece[0], end_of_sentence), edge="sentence")
    if passive is not None:
        pool.add("passive", tree.subtree(passive))


def _cuts(tree: Tree, piece: Piece) -> list[int]:
    """Earlier ends: before a clause that closes the stretch, set off by a comma or dash, or subordinate."""
    cuts: list[int] = []
    for token in range(piece[1] - 1, piece[0], -1):
        if tree.right[token] + 1 == piece[1] and tree.left[token] > piece[0] + 1 and tree.dep[token] in _CLAUSAL:
            begin = tree.left[token]
            if tree.lower[begin - 1] in (",", "-", "—", "–", "--", ";", ":") or tree.dep[token] in (
                "advcl",
                "conj",
                "relcl",
            ):
                cuts.append(begin)
    return sorted(set(cuts))[:3]


def _left_complements(pool: _Pool, head: int) -> None:
    tree = pool.tree
    for child in tree.children[head]:
        dep = tree.dep[child]
        if child > head or dep in _NEVER or dep == "advmod":
            continue
        piece = tree.subtree(child)
        if dep in SUBJECTS:
            pool.add("L:subject", piece)
            continue
        pool.add(f"L:{dep}", piece)
        if dep in ("ccomp", "parataxis", "advcl", "dep"):
            begin = tree.bounds(head)[0]
            pool.add(f"L:{dep}", (begin, piece[1]), edge="sentence")
            after = cue_block(tree, head)[1]
            pool.add(f"L:{dep}+rest", (begin, piece[1]), (after, tree.bounds(head)[1]))


def cue_block(tree: Tree, head: int) -> Piece:
    """The cue with its own subject: what stands between the halves of a split content."""
    first, end = cue_span(tree, head)
    for child in tree.children[head]:
        if tree.dep[child] in ("nsubj", "expl", "npadvmod", "dative", "advmod", "pobj") or (
            tree.dep[child] == "prep" and tree.lower[child] in ("to", "in", "on", "at", "during")
        ):
            first, end = min(first, tree.left[child]), max(end, tree.right[child] + 1)
    return first, end


def _governor(pool: _Pool, head: int) -> None:
    """The clause or phrase that the cue hangs on, without the cue's own words: "..., according to her, ..."."""
    tree = pool.tree
    at, label = head, "up"
    mine = tree.subtree(head)
    for _ in range(3):
        governor = tree.head[at]
        if governor == at:
            return
        label += f":{tree.dep[at]}"
        first, end = tree.subtree(governor)
        pool.add(label, *_without((first, end), mine))
        if tree.pos[governor] in ("VERB", "AUX") and tree.dep[governor] != "ROOT":
            subject = tree.subject(governor)
            if subject is not None and subject < governor:
                pool.add(f"{label}:clause", *_without((tree.left[subject], end), mine))
        if tree.pos[head] in ("NOUN", "ADJ", "ADV") and governor < head:
            _complements(pool, governor, "up>")
        if tree.pos[head] == "NOUN" and governor > head:
            for child in tree.children[governor]:
                if child > governor and tree.dep[child] in ("attr", "ccomp", "xcomp", "acomp", "dobj"):
                    pool.add(f"{label}>{tree.dep[child]}", tree.subtree(child))
        at = governor


def _without(whole: Piece, hole: Piece) -> tuple[Piece, ...]:
    if hole[0] >= whole[1] or hole[1] <= whole[0]:
        return (whole,)
    return tuple(p for p in ((whole[0], hole[0]), (hole[1], whole[1])) if p[0] < p[1])


def quoted_runs(tree: Tree, first: int, end: int) -> list[Piece]:
    """The stretches of a sentence that stand in one quotation each."""
    runs: list[Piece] = []
    if not tree.quoted[tree.sentence[first]] and tree.sentence[first] == tree.sentence[end - 1]:
        return runs
    for token in range(first, end):
        if tree.quote[token] >= 0:
            if runs and runs[-1][1] == token and tree.quote[token - 1] == tree.quote[token]:
                runs[-1] = (runs[-1][0], token + 1)
            else:
                runs.append((token, token + 1))
    return runs


def _quoted(pool: _Pool, head: int) -> None:
    tree = pool.tree
    if tree.quote[head] >= 0:
        return
    _neighbours(pool, head)
    first, end = tree.bounds(head)
    runs = quoted_runs(tree, first, end)
    before = [run for run in runs if run[1] <= head]
    after = [run for run in runs if run[0] > head]
    if runs:
        pool.add("quotes", *runs)
    if before:
        pool.add("quote before", before[-1])
        pool.add("quotes before", *before)
        pool.add("quote before from start", (first, before[-1][1]))
    if after:
        pool.add("quote after", after[0])
        pool.add("quotes after", *after)
        pool.add("after to last quote", (cue_span(tree, head)[1], after[-1][1]))
        pool.add("quote to end", (after[0][0], end))
    if before and after:
        pool.add("around", (first, before[-1][1]), (after[0][0], end))


def _neighbours(pool: _Pool, head: int) -> None:
    """The quotations that end where the sentence begins, and begin where it ends."""
    tree = pool.tree
    first, end = tree.bounds(head)
    before, after = first - 1, end
    while before > 0 and tree.pos[before] == "SPACE":
        before -= 1
    while after < len(tree) and tree.pos[after] == "SPACE":
        after += 1
    if before > 0 and tree.quote[before] >= 0:
        pool.add("previous quotation", tree.quotations[tree.quote[before]])
    if after < len(tree) and tree.quote[after] >= 0:
        pool.add("next quotation", tree.quotations[tree.quote[after]])
    elif after < len(tree) and tree.lower[end - 1] == ":":
        pool.add("next sentence", tree.bounds(after))
        pool.add("next paragraph", (after, _end_of_paragraph(tree, after)))


def rest_of_paragraph(tree: Tree, token: int) -> Piece:
    """What follows a token in its paragraph."""
    return trim(tree, (token + 1, _end_of_paragraph(tree, token)))


def _end_of_paragraph(tree: Tree, token: int) -> int:
    number, at = tree.sentence[token], token
    while number < len(tree.sentences) and tree.paragraph[tree.sentences[number][0]] == tree.paragraph[token]:
        at = tree.sentences[number][1]
        number += 1
    return at


def _sentence(pool: _Pool, head: int) -> None:
    """What is left of the sentence beside the cue and its subject."""
    tree = pool.tree
    first, end = tree.bounds(head)
    block = cue_block(tree, head)
    if tree.lower[head] == ":":
        pool.add("rest of paragraph", rest_of_paragraph(tree, head))
    if tree.quote[head] < 0 or tree.pos[head] == "VERB":
        pool.add("before", (first, block[0]))
        pool.add("after", (block[1], end))
        pool.add("both", (first, block[0]), (block[1], end))
