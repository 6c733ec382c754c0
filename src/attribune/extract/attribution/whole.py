"""Whole attributions: whether cue, content and source together make one."""

from __future__ import annotations

from . import source
from .content import Candidate
from .cue import kind_of_noun, odds, quote_setting
from .setting import Setting
from .tree import Tree

_DETERMINED = frozenset({"det", "poss", "nummod"})
_VERBS = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STEPS = tuple(step / 2 for step in range(-2, 13))


def whole_features(
    setting: Setting, chosen: Candidate, who: source.Candidate, values: tuple[float, float, float]
) -> list[str]:
    """What speaks for a whole attribution; ``values`` are the cue's score and by how much content and source lead."""
    tree, head = setting.tree, setting.head
    pos, word = tree.pos[head], setting.word
    kind = chosen.kind
    features = ["whole", f"w={word}", f"k={kind} p={pos}", f"k={kind} w={word}", f"who={who.kind} p={pos}"]
    for name, value in zip(("cue", "content", "source"), values, strict=True):
        features += [f"{name}>{step}" for step in _STEPS if value > step]
        features.append(f"{name}={min(6, max(-2, round(value)))} p={pos}")
    what = kind_of_noun(tree, who.head) if who.head is not None else "nobody"
    size = sum(b - a for a, b in chosen.pieces)
    first, end = chosen.pieces[0][0], chosen.pieces[-1][1]
    quote = quote_setting(tree, head)
    features += [
        f"what={what} p={pos}",
        f"what={what} w={word}",
        f"size={min(size, 10)} p={pos}",
        f"first={tree.pos[first]} last={tree.pos[end - 1]} size={min(size, 3)}",
        f"first={tree.lower[first]} size={min(size, 3)}",
        f"q={quote} p={pos}",
        f"tag={tree.tag[head]} f={setting.shape}",
        f"d={tree.dep[head]} p={pos} k={kind}",
        f"edge={chosen.edge} to end={end >= setting.end - 1}",
        f"quoted={all(tree.quote[t] >= 0 for a, b in chosen.pieces for t in (a, b - 1))} q={quote}",
    ]
    often = f"odds={round(odds(tree, head, setting.known))}"
    features += (
        f"{often} k={kind} p={pos}",
        f"{often} what={what} p={pos}",
        f"{often} q={quote} p={pos}",
        f"{often} size={min(size, 6)} p={pos}",
        f"{often} d={tree.dep[head]} p={pos}",
    )
    features += _speaker(tree, who.head, pos)
    features += _matter(setting, chosen, size)
    if size == 1:
        features.append(f"only={tree.lower[first]}")
        features.append(f"only={kind_of_noun(tree, first)} p={pos}")
    governor = tree.head[head]
    if governor != head:
        features.append(f"up={tree.lemma[governor]}/{tree.pos[governor]} d={tree.dep[head]}")
    return features


def _speaker(tree: Tree, head: int | None, pos: str) -> list[str]:
    """The noun of the source: whether it can speak at all."""
    if head is None:
        return []
    one = any(tree.dep[c] in _DETERMINED for c in tree.children[head])
    return [
        f"who lemma={tree.lemma[head]} p={pos}",
        f"who lemma={tree.lemma[head]}",
        f"who tag={tree.tag[head]} p={pos}",
        f"who tag={tree.tag[head]} determined={one} p={pos}",
    ]


def _matter(setting: Setting, chosen: Candidate, size: int) -> list[str]:
    """The head of the content: a verb and its tense, or what kind of noun, and how it hangs on the cue."""
    tree, head = setting.tree, setting.head
    pos = tree.pos[head]
    span = [t for a, b in chosen.pieces for t in range(a, b)]
    inside = set(span)
    top = next((t for t in span if tree.head[t] not in inside or tree.head[t] == t), span[0])
    relation = tree.dep[top] if tree.head[top] == head else "far"
    tense = "-"
    if tree.pos[top] in _VERBS:
        tense = next((tree.tag[t] for t in (top, *tree.children[top]) if tree.tag[t] in _FINITE), "-")
    verbal = any(tree.pos[t] in _VERBS for t in span)
    return [
        f"top={tree.pos[top]}/{tree.tag[top]} rel={relation} p={pos}",
        f"top lemma={tree.lemma[top]}",
        f"top lemma={tree.lemma[top]} rel={relation} p={pos}",
        f"tense={tense} rel={relation} p={pos}",
        f"verb={verbal} size={min(size, 6)} p={pos}",
        f"top kind={kind_of_noun(tree, top)} rel={relation} p={pos}",
        f"w={setting.word} top={tree.pos[top]} rel={relation}",
    ]
