"""Second hops: whom a speaker has it from ("the daily reported, citing a guard", "it quoted him as saying that ...").

Who cites somebody able to speak passes on what that other says: the words are told by the citing speaker, and within
that by the one who is cited. Grounds that cannot speak ("citing the cost") stay what the speaker gives as a reason.
"""

from __future__ import annotations

from dataclasses import replace

from attribune.extract.event.lexicon import lexicon as people

from .content import Piece, trim
from .lexicon import words
from .search import Found
from .tree import SUBJECTS, Tree

KIND = "second hop"
_UP = ("advcl", "acl", "conj", "xcomp", "ccomp", "dep", "pcomp", "prep", "pobj", "parataxis")
_CLIMB = 4
_NAMED = ("PERSON", "ORG", "NORP")
_REFERS = frozenset({"reference", "referring"})


def second_hops(tree: Tree, rows: list[Found]) -> list[Found]:
    """The attributions with those within them that a citation tells of, in the order of the text."""
    found = list(rows)
    relay = words("chain")["relay"]
    for cue, lemma in enumerate(tree.lemma):
        if lemma not in relay and tree.lower[cue] not in _REFERS:
            continue
        who = _cited(tree, cue)
        if who is None:
            continue
        outer = _quoted_as(tree, found, cue, who) if _saying(tree, cue) is not None else _passed_on(tree, found, cue)
        if outer is not None:
            _add(found, outer, _saying(tree, cue) or cue, who)
    return found


def _cited(tree: Tree, cue: int) -> int | None:
    """The head of the words for somebody able to speak whom a verb cites, or to whom "with reference" is made."""
    if tree.lemma[cue] in words("chain")["relay"] and tree.pos[cue] == "VERB":
        who = tree.child(cue, "dobj")
    elif (tree.lower[cue] == "reference" and tree.lower[tree.head[cue]] == "with") or tree.lower[cue] == "referring":
        to = next((c for c in tree.children[cue] if tree.lower[c] == "to"), None)
        who = tree.child(to, "pobj") if to is not None else None
    else:
        return None
    return who if who is not None and who > cue and _speaks(tree, who) else None


def _speaks(tree: Tree, head: int) -> bool:
    if tree.entity[head] in _NAMED or tree.lower[head] in ("him", "her", "them"):
        return True
    lemma, lists = tree.lemma[head].casefold(), words("source")
    if lemma in words("chain")["ground"]:
        return False
    spoken = any(lemma in lists[kind] for kind in ("anonymous", "media", "government", "organisation", "spokesman"))
    return spoken or lemma in words("chain")["witness"] or lemma in people().person


def _saying(tree: Tree, cue: int) -> int | None:
    """The "saying" of "quoted somebody as saying"."""
    for child in tree.children[cue]:
        below = tree.child(child, "pcomp") if tree.lower[child] == "as" else None
        if below is not None and tree.lower[below] in ("saying", "telling"):
            return below
    return None


def _quoted_as(tree: Tree, found: list[Found], cue: int, who: int) -> int | None:
    """The place of the statement of who quotes somebody "as saying"; made where the search has none."""
    saying = _saying(tree, cue)
    own = [n for n, one in enumerate(found) if one.cue in (cue, saying)]
    pieces = max((found[n].pieces for n in own), key=_size, default=())
    if saying is not None and not any(a > saying for a, _ in pieces):
        clause = tree.child(saying, "ccomp")
        if clause is None:
            return None
        pieces = (trim(tree, tree.subtree(clause)),)
    subject = next((c for c in tree.children[cue] if tree.dep[c] in SUBJECTS), None)
    pieces = tuple((max(a, saying or cue) if a <= cue < b else a, b) for a, b in pieces if b > who)
    if subject is None or not pieces:
        return None
    outer = Found(cue, 1.0, 1.0, pieces, subject, KIND, within=found[own[0]].within if own else None)
    if own:
        found[own[0]] = replace(outer, features=found[own[0]].features)
        return own[0]
    found.append(outer)
    return len(found) - 1


def _passed_on(tree: Tree, found: list[Found], cue: int) -> int | None:
    """The place of the statement that a citation belongs to: of the verb above it, its subject, or the one before."""
    places = {one.cue: n for n, one in enumerate(found)}
    at = cue
    finite = tree.tag[cue] in ("VBD", "VBZ", "VBP")
    for _ in range(0 if finite and tree.dep[cue] == "conj" and tree.subject(cue) is not None else _CLIMB):
        if tree.dep[at] == "relcl":
            return _of_source(found, tree.head[at])
        if tree.dep[at] not in _UP:
            break
        at = tree.head[at]
        if tree.dep[at] in SUBJECTS:  # "the report, quoting an official, said"
            return next((n for n, one in enumerate(found) if one.source == at and one.cue > cue), None)
        if at in places and at != cue:
            place = places[at]
            found[place] = replace(found[place], pieces=_before_cue(tree, found[place], cue))
            return place if found[place].pieces else None
    if tree.dep[cue] in ("ROOT", "conj") and finite:
        return _before(tree, found, cue)
    return None


def _before_cue(tree: Tree, one: Found, cue: int) -> tuple[Piece, ...]:
    """What a statement says without the citation that it opens or closes with."""
    pieces: list[Piece] = []
    for a, b in one.pieces:
        comma = next((t for t in range(cue, b) if tree.lower[t] == ","), None) if a <= cue <= a + 1 else None
        begin, end = (comma + 1, b) if comma is not None else (a, tree.left[cue] if a < cue < b else b)
        pieces.append(trim(tree, (begin, end)))
    return tuple(piece for piece in pieces if piece[0] < piece[1])


def _of_source(found: list[Found], head: int) -> int | None:
    """The statement of somebody of whom a relative clause says more: "according to a daily, which cited a guard"."""
    return next((n for n, one in enumerate(found) if one.source == head), None)


def _before(tree: Tree, found: list[Found], cue: int) -> int | None:
    """The statement of the sentence before that its speaker now tells the source of: "It cited a single source"."""
    subject = tree.subject(cue)
    if subject is None or not _goes_on(tree, subject):
        return None
    first = tree.bounds(cue)[0]
    before = first - 1
    while before >= 0 and not tree.dep[before]:
        before -= 1
    if before < 0 or tree.paragraph[before] != tree.paragraph[cue]:
        return None
    begin = tree.bounds(before)[0]
    own = [
        n for n, one in enumerate(found) if begin <= one.cue < first and one.within is None and one.source is not None
    ]
    return own[0] if len(own) == 1 else None


def _goes_on(tree: Tree, subject: int) -> bool:
    """Whether a subject means the speaker of the sentence before: "it", "the paper"."""
    definite = any(tree.lower[c] in ("the", "this") for c in tree.children[subject])
    media = words("source")["media"]
    return tree.lower[subject] in ("it", "he", "she", "they") or (definite and tree.lemma[subject] in media)


def _add(found: list[Found], outer: int, cue: int, who: int) -> None:
    """Sets the statement of who is cited into that of who cites."""
    around = found[outer]
    own = next((n for n, one in enumerate(found) if one.cue == cue and n != outer), None)
    inner = Found(cue, 1.0, 1.0, around.pieces, who, KIND, runs_on=list(around.runs_on), within=outer)
    place = len(found) if own is None else own
    if own is None:
        found.append(inner)
    else:
        found[own] = replace(inner, features=found[own].features)
    for n, one in enumerate(found):
        if one.within == outer and n != place:
            one.within = place


def _size(pieces: tuple[Piece, ...]) -> int:
    return sum(b - a for a, b in pieces)
