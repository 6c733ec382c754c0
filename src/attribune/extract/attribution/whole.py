"""Whole attributions: whether cue, content and source together make one."""

from __future__ import annotations

from . import source
from .content import Candidate
from .cue import kind_of_noun, quote_setting
from .setting import Setting

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
    if size == 1:
        features.append(f"only={tree.lower[first]}")
        features.append(f"only={kind_of_noun(tree, first)} p={pos}")
    governor = tree.head[head]
    if governor != head:
        features.append(f"up={tree.lemma[governor]}/{tree.pos[governor]} d={tree.dep[head]}")
    return features
