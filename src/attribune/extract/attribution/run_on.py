"""Quotations that run on: whole sentences in quotation marks without a cue of their own."""

from __future__ import annotations

from .content import Piece
from .tree import Tree


def possible(tree: Tree) -> list[Piece]:
    """The quotations whose sentences hold few words outside of them; the sentences, where such words stand."""
    found: list[Piece] = []
    for first, end in tree.quotations:
        begin, _ = tree.bounds(first)
        _, stop = tree.bounds(end - 1)
        outside = sum(1 for t in range(begin, stop) if tree.quote[t] < 0 and tree.pos[t] not in ("PUNCT", "SPACE"))
        if not outside:
            found.append((first, end))
        elif 3 * outside <= stop - begin and stop - begin > 6 and not (found and found[-1][1] > begin):
            found.append((begin, stop))
    return found


def run_on_features(tree: Tree, first: int, end: int) -> list[str]:
    """What speaks for a quotation going on from the statement before it."""
    words = sum(1 for t in range(first, end) if tree.pos[t] not in ("PUNCT", "SPACE"))
    whole = all(tree.quote[t] >= 0 or tree.pos[t] in ("PUNCT", "SPACE") for t in range(first, end))
    features = [f"whole={whole}", f"size={min(words, 12) // 3} whole={whole}"]
    features += [f"outside={tree.lemma[t]}" for t in range(first, end) if tree.quote[t] < 0 and tree.pos[t] == "VERB"]
    before = tree.bounds(first)[0] - 1
    while before >= 0 and not tree.dep[before]:
        before -= 1
    if before < 0:
        return [*features, "at the start"]
    begin, stop = tree.bounds(before)
    same = tree.paragraph[before] == tree.paragraph[first]
    quoted = [t for t in range(begin, stop) if tree.quote[t] >= 0]
    where = "ends" if quoted and quoted[-1] >= stop - 3 else "holds" if quoted else "none"
    verbs = [t for t in range(begin, stop) if tree.pos[t] == "VERB" and tree.quote[t] < 0]
    all_quoted = len(quoted) >= stop - begin - 1
    features += (
        f"same paragraph={same} whole={whole}",
        f"before={where} same={same}",
        f"before={where} same={same} whole={whole}",
        f"before all quoted={all_quoted} same={same}",
        f"stop={tree.lower[before]} same={same}",
        f"who={min((tree.lemma[t] for t in verbs), default='')}",
    )
    last = next((t for t in range(stop - 1, begin - 1, -1) if tree.pos[t] not in ("PUNCT", "SPACE")), begin)
    features.append(f"last={tree.pos[last]} same={same}")
    return features
