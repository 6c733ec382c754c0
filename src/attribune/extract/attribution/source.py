"""Sources: the words that may name who speaks, and what speaks for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .content import Piece
from .cue import kind_of_noun, odds
from .setting import Setting
from .tree import SUBJECTS, Tree

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_GOVERN = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_NAMED = SUBJECTS - {"expl"}
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_OF = frozenset({"of", "by", "from", "among", "to", "in", "with", "for", "between", "within"})


Add = Callable[[int | None, str], None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible source: the head of its noun phrase (None for nobody) and how it was found."""

    head: int | None
    kind: str


def candidates(tree: Tree, cue: int, pieces: tuple[Piece, ...]) -> list[Candidate]:
    """Every source that grammar and nearness offer, each once, nobody first."""
    found: dict[int | None, Candidate] = {None: Candidate(None, "nobody")}

    def add(head: int | None, kind: str) -> None:
        if head is not None and head != cue and head not in found and not _held(head, pieces):
            found[head] = Candidate(head, kind)

    if tree.pos[cue] == "PUNCT":
        end = tree.bounds(cue)[1]
        tops = [t for t in range(cue + 1, end) if tree.pos[t] in _NOUNS and not cue < tree.head[t] < end]
        add(next(iter(tops), None), "after mark")
        first = tree.bounds(cue)[0]
        tops = [t for t in range(first, cue) if tree.pos[t] in _NOUNS and not first <= tree.head[t] < cue]
        add(next(iter(tops), None), "before colon")
        tops = [t for t in range(first, cue) if tree.dep[t] in SUBJECTS]
        add(next(iter(tops), None), "subject before colon")
        if cue > first and tree.pos[cue - 1] not in ("PUNCT", "SPACE"):
            add(cue - 1, "last before colon")
    _own(tree, cue, add)
    _climb(tree, cue, add)
    _near(tree, cue, add)
    return list(found.values())


def _held(head: int, pieces: tuple[Piece, ...]) -> bool:
    return any(a <= head < b for a, b in pieces)


def _own(tree: Tree, cue: int, add: Add) -> None:
    for child in tree.children[cue]:
        dep = tree.dep[child]
        if dep in SUBJECTS or dep in (
            "poss",
            "compound",
            "amod",
            "dobj",
            "attr",
            "npadvmod",
            "nmod",
            "pobj",
            "appos",
            "dative",
        ):
            add(child, f"own {dep}")
        elif dep in ("prep", "agent"):
            add(tree.child(child, "pobj"), f"own {tree.lower[child] if tree.lower[child] in _OF else 'prep'}")
            inner = tree.child(child, "prep", "pcomp")
            if inner is not None:
                add(tree.child(inner, "pobj"), "own prep prep")
                add(inner, "own pcomp")


def _climb(tree: Tree, cue: int, add: Add) -> None:
    at, path = cue, ""
    for step in range(4):
        dep, governor = tree.dep[at], tree.head[at]
        if governor == at:
            return
        path = f"{path}>{dep}" if step < 2 else f"{path}>"
        if dep in ("acl", "relcl", "amod", "appos", "compound", "poss", "prep") and tree.pos[governor] in _NOUNS:
            add(governor, f"up{path}")
        for child in tree.children[governor]:
            kind = tree.dep[child]
            if kind in SUBJECTS or kind == "poss":
                add(child, f"up{path} {kind}")
            elif kind in ("agent", "prep", "dobj", "pobj", "dative") and step < 2:
                below = tree.child(child, "pobj") if kind in ("agent", "prep") else child
                add(below, f"up{path} {kind}")
        at = governor


def _near(tree: Tree, cue: int, add: Add) -> None:
    first, end = tree.bounds(cue)
    taken = 0
    for token in range(cue - 1, first - 1, -1):
        if _speaks(tree, token) and tree.dep[token] != "compound":
            add(token, f"before {taken}")
            taken += 1
            if taken == 3:
                break
    taken = 0
    for token in range(cue + 1, min(end, cue + 12)):
        if _speaks(tree, token) and tree.dep[token] != "compound":
            add(token, f"after {taken}")
            taken += 1
            if taken == 2:
                break


def _speaks(tree: Tree, token: int) -> bool:
    if tree.pos[token] == "PROPN":
        return tree.entity[token] in _SPEAKERS
    return tree.pos[token] == "PRON" and tree.lower[token] in ("he", "she", "they", "we", "i", "you", "who", "it")


def source_features(setting: Setting, pieces: tuple[Piece, ...], candidate: Candidate) -> list[str]:
    """What speaks for or against a source."""
    tree, cue, word, shape = setting.tree, setting.head, setting.word, setting.shape
    pos = tree.pos[cue]
    kind, head = candidate.kind, candidate.head
    passive = "passive" in shape
    features = [f"k={kind} p={pos} {passive}", f"k={kind} w={word}", f"k={kind} f={shape}"]
    if head is None:
        features += (f"nobody d={tree.dep[cue]} p={pos} {passive}", f"nobody tag={tree.tag[cue]} w={word}")
        return features
    what = kind_of_noun(tree, head)
    features += (
        f"what={what} p={pos}",
        f"what={what} k={kind}",
        f"what={what} w={word}",
        f"lemma={tree.lemma[head]} p={pos}",
        f"tag={tree.tag[head]} p={pos}",
        f"d={tree.dep[head]} p={pos}",
        f"distance={_distance(head, cue)} p={pos}",
        f"side={'L' if head < cue else 'R'} d={tree.dep[cue]} p={pos}",
        f"quoted={tree.quote[head] >= 0} cue={tree.quote[cue] >= 0}",
    )
    governor = tree.head[head]
    if governor not in (cue, head):  # the subject of "slammed" in "..., calling it a mistake"
        often = round(odds(tree, governor, setting.known)) if tree.pos[governor] in _GOVERN else "-"
        apart = range(min(head, cue) + 1, max(head, cue))
        rivals = sum(tree.dep[t] in _NAMED and not _held(t, pieces) for t in apart)
        features += (
            f"governor={often} k={kind}",
            f"governor={often} {tree.dep[head]} d={tree.dep[cue]}",
            f"between={min(rivals, 3)} d={tree.dep[cue]} p={pos}",
        )
    if pieces:
        first, end = pieces[0][0], pieces[-1][1]
        place = "before" if head < first else "after" if head >= end else "between"
        features.append(f"content {place} p={pos}")
        near = min(abs(head - first), abs(head - end))
        features.append(f"content near={min(near, 5)}")
    return features


def _distance(head: int, cue: int) -> int:
    gap = abs(head - cue)
    return gap if gap <= 3 else 4 if gap <= 6 else 5 if gap <= 12 else 6


def source_span(tree: Tree, head: int, cue: int, pieces: tuple[Piece, ...]) -> Piece:
    """The noun phrase of a source: with restrictive modifiers, with appositions, without relative clauses."""
    first, end = _phrase(tree, head)
    if first <= cue < end:
        first, end = (first, cue) if head < cue else (cue + 1, end)
    for a, b in pieces:
        if first < b and a < end:
            first, end = (max(first, b), end) if a <= first else (first, a) if head < a else (head, head + 1)
    if not first <= head < end:
        first, end = head, head + 1
    first, end = _whole_name(tree, first, end, cue, pieces)
    end = _untimed(tree, head, end)
    while first < head and tree.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    while end - 1 > head and _trails(tree, end - 1, cue):
        end -= 1
    return first, end


def _trails(tree: Tree, token: int, cue: int) -> bool:
    """Whether the last word is not of the source: a mark, "that", or said of the cue: "Ana Ruiz, *firmly* denied"."""
    outside = tree.pos[token] in ("PUNCT", "SPACE") or tree.tag[token] == "POS" or tree.dep[token] == "mark"
    return outside or (tree.pos[token] == "ADV" and tree.head[token] == cue)


def _untimed(tree: Tree, head: int, end: int) -> int:
    """The end of a source without when it spoke: "officials *on Friday*", "officials *on the 9th*"."""
    for child in tree.children[head]:
        below = tree.child(child, "pobj") if child > head and tree.lower[child] in ("on", "in") else None
        if below is not None and tree.right[child] + 1 == end:
            day = tree.entity[below] in ("DATE", "TIME") or tree.lower[below][:1].isdigit()
            end = child if day else end
    return end


def _whole_name(tree: Tree, first: int, end: int, cue: int, pieces: tuple[Piece, ...]) -> Piece:
    """The stretch with all of a name that it cuts through: hyphens split names into words that grammar may scatter."""

    def free(token: int) -> bool:
        return 0 <= token < len(tree) and token != cue and not _held(token, pieces)

    def joined(left: int, right: int) -> bool:
        if tree.end[left] == tree.start[right]:
            return "-" in (tree.lower[left], tree.lower[right])
        return tree.entity[left] == tree.entity[right] == "PERSON" and tree.tag[left] == tree.tag[right] == "NNP"

    while free(first - 1) and joined(first - 1, first):
        first -= 1
    while free(end) and joined(end - 1, end):
        end += 1
    return first, end


def _phrase(tree: Tree, head: int) -> Piece:
    first, end = head, head + 1
    for child in tree.children[head]:
        dep = tree.dep[child]
        if child < head and dep not in ("punct", "cc", "conj", "mark", "neg", "relcl"):
            first = min(first, tree.left[child])
        elif child > head and dep == "relcl":
            break
        elif child > head and dep != "punct":
            end = max(end, tree.right[child] + 1)
    return first, end
