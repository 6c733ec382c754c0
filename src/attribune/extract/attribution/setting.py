"""What speaks for each possible content of a cue, in the setting of its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from .content import EDGE, Candidate, Piece, cue_block, quoted_runs
from .cue import frame, odds
from .ends import end_features
from .tree import Tree

_SECOND = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_JOINTS = frozenset({"and", "but", ",", "then", "while", "before", "after", "—", "–", "--"})
_BETWEEN = frozenset({"ADV", "AUX", "PART", "SPACE"})


class Setting:
    """What the features of all contents of one cue share; ``known`` are the counts of cues."""

    def __init__(self, tree: Tree, head: int, known: Mapping[str, tuple[int, int]]) -> None:
        self.tree = tree
        self.head = head
        self.known = known
        self.word = f"{tree.lemma[head]}/{tree.pos[head]}"
        self.first, self.end = tree.bounds(head)
        self.block = cue_block(tree, head)
        self.whole = tree.subtree(head)
        self.closings: dict[Piece, list[str]] = {}  # what speaks for or against the ends of pieces, where it was asked

    @cached_property
    def shape(self) -> str:
        """The cue's frame."""
        return frame(self.tree, self.head)

    @cached_property
    def seconds(self) -> list[tuple[int, str]]:
        """Verbs behind the cue without a subject of their own, each with the word or mark that joins it on."""
        tree, found = self.tree, []
        for verb in range(self.head + 2, self.end):
            if tree.pos[verb] != "VERB" or tree.tag[verb] not in _SECOND or tree.quote[verb] >= 0:
                continue
            at = verb - 1
            while at > self.head and (tree.pos[at] in _BETWEEN or tree.lower[at] in ("”", '"', "''")):
                at -= 1
            if tree.lower[at] in _JOINTS and tree.subject(verb) is None:
                found.append((verb, tree.lower[at]))
        return found

    @cached_property
    def led_in(self) -> str:
        """How often the cue is one, where a clause goes before it and its subject: "It was late, she told them"."""
        tree, head = self.tree, self.head
        clause, subject = tree.child(head, "ccomp"), tree.subject(head)
        if clause is None or subject is None or not clause < tree.left[subject] <= head:
            return ""
        return f"{round(odds(tree, head, self.known))}"

    @cached_property
    def runs(self) -> list[Piece]:
        """The quotations of the sentence."""
        return quoted_runs(self.tree, self.first, self.end)

    @cached_property
    def words_of_runs(self) -> list[int]:
        """How many words each of them has."""
        return [sum(self.tree.lower[token] not in EDGE for token in range(a, b)) or 1 for a, b in self.runs]


def content_features(setting: Setting, candidate: Candidate) -> list[str]:
    """What speaks for or against a content."""
    pos = setting.tree.pos[setting.head]
    first, end = candidate.pieces[0][0], candidate.pieces[-1][1]
    size = sum(b - a for a, b in candidate.pieces)
    kind = candidate.kind
    features = [
        f"k={kind} p={pos}",
        f"k={kind} w={setting.word}",
        f"k={kind} f={setting.shape}",
        f"k={kind.partition(':')[0]} e={candidate.edge} p={pos}",
        f"e={candidate.edge} k={kind}",
        f"size={_bucket(size)} p={pos}",
        f"size={_bucket(size)} w={setting.word}",
        f"pieces={len(candidate.pieces)} p={pos}",
    ]
    _quotes(setting, candidate, features)
    _edges(setting, candidate, first, end, features)
    covered = setting.whole[0] <= first and end <= setting.whole[1]
    features.append(f"inside={covered} p={pos}")
    if setting.led_in:
        features.append(f"led in={setting.led_in} behind={first > setting.head}")
    features += end_features(setting, candidate)
    return features


def _bucket(size: int) -> int:
    for number, bound in enumerate((1, 2, 3, 5, 8, 12, 20, 35)):
        if size <= bound:
            return number
    return 8


def _quotes(setting: Setting, candidate: Candidate, features: list[str]) -> None:
    """Whether quotations are held whole, cut, or left outside."""
    if not setting.runs:
        return
    held = cut = out = inside = 0
    for (a, b), words in zip(setting.runs, setting.words_of_runs, strict=True):
        shared = sum(max(0, min(b, d) - max(a, c)) for c, d in candidate.pieces)
        inside += shared
        if not shared:
            out += 1
        elif shared >= words:
            held += 1
        else:
            cut += 1
    total = sum(b - a for a, b in candidate.pieces)
    share = "all" if inside >= total else "most" if 2 * inside > total else "some" if inside else "none"
    long = "long" if max(b - a for a, b in setting.runs) >= 6 else "short"
    cue_quoted = setting.tree.quote[setting.head] >= 0
    tree = setting.tree
    for a, b in candidate.pieces:
        number = tree.quote[a]
        if number >= 0 and b > tree.quotations[number][1]:
            opened = tree.quotations[number][0] >= a - 1
            follows = tree.lower[tree.quotations[number][1]] if tree.quotations[number][1] < len(tree) else "$"
            features.append(f"passes {long} {opened}")
            features.append(f"passes {long} comma={tree.lower[tree.quotations[number][1] - 2] == ','} {follows}")
        if b < setting.end - 1 and any(x - b in (0, 1, 2) for x, _ in setting.runs):
            features.append(f"quote follows {long}")
    after = setting.block[1]
    if any(x - after in (0, 1, 2) for x, _ in setting.runs):
        taken = any(x <= after + 2 < y for x, y in candidate.pieces)
        features.append(f"quote after cue taken={taken} {long}")
    features += (
        f"held={min(held, 2)} {long}",
        f"cut={min(cut, 1)} {long} {cue_quoted}",
        f"out={min(out, 2)} {long} {cue_quoted}",
        f"share={share} {long} {cue_quoted}",
        f"share={share} k={candidate.kind}",
    )


def _edges(setting: Setting, candidate: Candidate, first: int, end: int, features: list[str]) -> None:
    """The words at and around the edges."""
    tree, pos = setting.tree, setting.tree.pos[setting.head]
    last = end - 1
    after = tree.lower[end] if end < setting.end else "$"
    before = tree.lower[first - 1] if first > setting.first else "^"
    next_dep = tree.dep[end] if end < setting.end else "$"
    if after == "," and end + 1 < setting.end:
        next_dep = f",{tree.dep[end + 1]} {tree.lower[end + 1]}"
    features += (
        f"first={tree.lower[first]} p={pos}",
        f"first={tree.dep[first]}/{tree.pos[first]} p={pos}",
        f"before={before} p={pos}",
        f"after={after} e={candidate.edge}",
        f"next={next_dep} e={candidate.edge}",
        f"last={tree.pos[last]} e={candidate.edge}",
        f"to end={end >= setting.end - 1} e={candidate.edge} p={pos}",
        f"from start={first == setting.first} p={pos}",
    )
    if first > setting.head:
        features.append(f"gap={min(first - setting.head, 6)} p={pos}")
        features.append(f"gap={min(first - setting.head, 3)} w={setting.word}")
        between = [tree.dep[t] for t in range(setting.head + 1, first) if tree.head[t] == setting.head]
        features.append(f"between={'+'.join(between[:3])} p={pos}")
    elif end <= setting.head:
        features.append(f"left gap={min(setting.head - end, 6)} p={pos}")
    block = setting.block
    if any(a < block[1] and block[0] < b for a, b in candidate.pieces):
        features.append(f"on block p={pos}")
    if candidate.edge == "cut":
        features.append(f"cut at={tree.lower[end]}")
        features.append(f"cut at={tree.pos[end]} k={candidate.kind}")
