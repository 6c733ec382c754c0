"""Where a content ends: the phrase that it leaves out, the phrase that closes it, and the speaker's second predicate.

"She said the pier would close [in May] [after the storm] [and promised a new one]": whether each of these is hers
depends on its first word, on what it hangs on, on the marks before it, and on whether its verb is often a cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .content import EDGE, Candidate, Piece
from .cue import kind_of_noun, odds

if TYPE_CHECKING:
    from .setting import Setting
    from .tree import Tree

_CLOSING = frozenset({
    "acl", "advcl", "advmod", "agent", "appos", "ccomp", "conj", "dep", "npadvmod", "parataxis", "prep", "relcl",
    "xcomp",
})  # fmt: skip
_DASHES = frozenset({",", "-", "—", "–", "--"})
_MARKS = str.maketrans(dict.fromkeys("“”‘’'`", '"'))


def end_features(setting: Setting, candidate: Candidate) -> list[str]:
    """What speaks for or against the end of a content."""
    last = candidate.pieces[-1]
    if last not in setting.closings:  # many candidates close with one piece
        setting.closings[last] = _closing(setting, last)
    return [*_left_out(setting, candidate), *setting.closings[last], *_second(setting, candidate)]


def _left_out(setting: Setting, candidate: Candidate) -> list[str]:
    """The largest phrase that begins behind the content, with the marks between."""
    tree, head = setting.tree, setting.head
    kind = candidate.kind
    at = end = candidate.pieces[-1][1]
    while at < setting.end and (tree.lower[at] in EDGE or tree.pos[at] == "SPACE"):
        at += 1
    if at >= setting.end:
        return [f"out=$ k={kind}"]
    marks = "".join(tree.lower[t] for t in range(end, min(at, end + 3))).translate(_MARKS).strip()[:3]
    top = at
    while tree.head[top] != top and tree.left[tree.head[top]] >= at:
        top = tree.head[top]
    governor = tree.head[top]
    where = "cue" if governor == head else "in" if any(a <= governor < b for a, b in candidate.pieces) else "far"
    dep, word, what = tree.dep[top], tree.lower[at], _what(tree, top)
    quoted = _beside_quotation(setting, at, tree.right[top] + 1)
    return [
        f"out={dep} {where} {quoted}",
        f"out={word} {quoted}",
        f"out={dep} {where} {word}",
        f"out={dep} {where} {marks}",
        f"out={dep} {word} {what}",
        f"out={dep} {where} {what} p={tree.pos[head]}",
        f"out={word} {marks}",
        f"out={dep} {word} w={setting.word}",
        f"out={dep} {where} k={kind}",
    ]


def _closing(setting: Setting, last: Piece) -> list[str]:
    """The two largest phrases that the content closes with."""
    tree, head = setting.tree, setting.head
    first, end = last
    chain: list[int] = []
    at = end - 1
    while True:
        if tree.left[at] > first and tree.dep[at] in _CLOSING:
            chain.append(at)
        governor = tree.head[at]
        if governor == at or tree.right[governor] != end - 1 or tree.left[governor] < first:
            break
        at = governor
    features: list[str] = []
    for place, top in enumerate(chain[:-3:-1]):
        begin = tree.left[top]
        dep, word, what = tree.dep[top], tree.lower[begin], _what(tree, top)
        where = "cue" if tree.head[top] == head else "in"
        share = 4 * (end - begin) // (end - first)
        quoted = _beside_quotation(setting, begin, end)
        features += (
            f"tail{place}={dep} {where} {quoted}",
            f"tail{place}={word} {quoted}",
            f"tail{place}={dep} {where} {word}",
            f"tail{place}={dep} {where} comma={tree.lower[begin - 1] in _DASHES} share={share}",
            f"tail{place}={dep} {word} {what}",
            f"tail{place}={dep} {where} {what} p={tree.pos[head]}",
            f"tail{place}={dep} {word} w={setting.word}",
        )
    return features


def _beside_quotation(setting: Setting, first: int, end: int) -> str:
    """How a phrase stands to the quotations of the sentence: right behind one, with words of one, or neither."""
    if not setting.runs:
        return "-"
    quote = setting.tree.quote
    holds = any(a < end and first < b for a, b in setting.runs)
    follows = first >= 2 and quote[first] < 0 <= max(quote[first - 1], quote[first - 2])
    return f"follows={follows} holds={holds}"


def _what(tree: Tree, top: int) -> str:
    """What a phrase tells by its kind: the noun of a preposition, the form of a verb."""
    if tree.pos[top] == "ADP":
        below = tree.child(top, "pobj", "pcomp")
        return kind_of_noun(tree, below) if below is not None else "-"
    if tree.pos[top] in ("VERB", "AUX"):
        return tree.tag[top] + ("s" if tree.subject(top) is not None else "")
    return kind_of_noun(tree, top)


def _second(setting: Setting, candidate: Candidate) -> list[str]:
    """Whether a verb that may be the speaker's next cue stands in the content, or right behind it."""
    tree, head = setting.tree, setting.head
    features: list[str] = []
    if not setting.seconds:
        return features
    for first, end in candidate.pieces:
        near = (one for one in setting.seconds if max(first, head) <= one[0] <= end + 3)
        verb, joint = next(near, (-1, ""))
        if verb < 0 or first < head:
            continue
        often = round(odds(tree, verb, setting.known))
        same = tree.tag[verb] == tree.tag[head]
        held = "held" if verb < end else "next"
        quoted = any(tree.quote[t] >= 0 for t in range(first, min(verb, end)))
        features += (
            f"second {held} {joint} odds={often} same={same}",
            f"second {held} {joint} same={same} quoted={quoted}",
            f"second {held} odds={often} {tree.tag[verb]} head={tree.tag[head]}",
        )
    return features
