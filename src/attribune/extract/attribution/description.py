"""What a text says of a source that it does not name: access, place, number, and the reason for anonymity."""

from __future__ import annotations

import re

from .tree import Tree

_ACCESS = frozenset({"familiar", "close", "knowledge", "brief", "involve", "privy", "aware", "access", "direct"})
_PLACE = frozenset({"in", "inside", "from", "at", "near", "within", "based"})
_REASON = re.compile(
    r"(?:on (?:the )?condition of (?:strict )?anonymity|(?:asked|declined|requested|refused) (?:not )?to (?:be|remain) "
    r"(?:named|identified|anonymous|quoted)|not (?:to be|be) (?:named|identified)|"
    r"(?:not|n[o'’]t) authori[sz]ed to (?:speak|talk|comment|discuss))"
    r"[^.,;“”\"]{0,120}",
    re.IGNORECASE,
)


def description(tree: Tree, head: int) -> tuple[tuple[str, str], ...]:
    """(aspect, words) pairs for the source whose head is ``head``."""
    found: list[tuple[str, str]] = []
    for child in tree.children[head]:
        dep = tree.dep[child]
        words = tree.text[tree.start[tree.left[child]] : tree.end[tree.right[child]]]
        if dep == "nummod":
            found.append(("number", words))
        elif dep in ("amod", "acl", "prep", "relcl", "acomp") and child > head:
            inside = {tree.lemma[t] for t in range(*tree.subtree(child))}
            if inside & _ACCESS:
                found.append(("access", words))
            elif tree.lower[child] in _PLACE and dep == "prep":
                found.append(("place", words))
        elif dep == "advmod" and tree.lower[child] in ("here", "there"):
            found.append(("place", words))
    begin, stop = tree.bounds(head)
    reason = _REASON.search(tree.text, tree.start[begin], tree.end[stop - 1])
    if reason:
        found.append(("reason", reason.group().strip()))
    return tuple(found)
