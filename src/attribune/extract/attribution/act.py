"""Acts: what a source does with what it says: assert, deny, predict, propose, believe, question, decline."""

from __future__ import annotations

from attribune.model import Act

from .content import Piece
from .convention import is_set, is_silent
from .lexicon import words
from .tree import Tree

_ORDER: tuple[Act, ...] = ("decline", "deny", "question", "predict", "propose", "believe")


def act(tree: Tree, cue: int, pieces: tuple[Piece, ...]) -> Act:
    """The act, by the class of the cue, its negation, and the modality of the content."""
    lemmas = [tree.lemma[t].casefold() for a, b in pieces for t in range(a, b)]
    if tree.pos[cue] == "PUNCT":
        refused = "no" in lemmas[:2] and "comment" in lemmas[:3]
        return "decline" if refused else _by_content(tree, pieces)
    if is_silent(tree, cue) or _refrains(tree, cue) or _withheld(tree, cue, words("act")["withheld"], lemmas):
        return "decline"
    return _settled(tree, cue, lemmas) or _by_class_or_content(tree, cue, pieces, lemmas)


def _settled(tree: Tree, cue: int, lemmas: list[str]) -> Act | None:
    """The act of a set phrase, and of a verb of another class that only tells."""
    if _untrue(tree, cue, lemmas):
        return "deny"
    lemma = tree.lemma[cue].casefold()
    if is_set(tree, cue) and lemma not in words("act")["deny"]:
        return _of_phrase(lemma)
    return "assert" if _plain(tree, cue) else None


def _of_phrase(lemma: str) -> Act:
    lists = words("convention")
    if lemma in lists["urging"]:
        return "propose"
    return "believe" if lemma in words("act")["holds"] else "assert" if lemma in lists["number"] else "question"


def _by_class_or_content(tree: Tree, cue: int, pieces: tuple[Piece, ...], lemmas: list[str]) -> Act:
    by_class = _by_class(tree, cue, lemmas)
    if by_class == "believe" and tree.lemma[cue] in words("act")["view"] and _ahead(tree, pieces):
        return "predict"
    return by_class or _by_content(tree, pieces)


def _ahead(tree: Tree, pieces: tuple[Piece, ...]) -> bool:
    """Whether the main clause tells of what is to come."""
    for top in _top(tree, pieces):
        around = {tree.lower[c] for c in tree.children[top] if tree.dep[c] == "aux"}
        if around & words("act")["ahead"] and not around & {"have", "had", "has"}:
            return True
    return False


def _refrains(tree: Tree, cue: int) -> bool:
    return tree.lemma[cue] == "refrain" and is_set(tree, cue)


def _top(tree: Tree, pieces: tuple[Piece, ...]) -> list[int]:
    """The tokens that head what is told."""
    head = tree.head
    return [
        t
        for a, b in pieces
        for t in range(a, b)
        if head[t] == t or not (a <= head[t] < b or (len(pieces) > 1 and any(c <= head[t] < d for c, d in pieces)))
    ]


def _unknowing(tree: Tree, top: int) -> bool:
    """Whether a main clause tells that its speaker knows nothing: "it was not aware of it", "had no knowledge"."""
    lists = words("act")
    below = [c for c in tree.children[top] if tree.dep[c] in ("acomp", "dobj", "attr")]
    told = [t for t in (top, *below) if tree.lemma[t].casefold() in lists["unknowing"]]
    negative = {"not", "n't", "n’t", "no", "never"}
    denied = {tree.lower[c] for t in (top, *told) for c in tree.children[t]} & negative
    if tree.lemma[top] == "know":
        of = next((c for c in tree.children[top] if c > top and tree.lower[c] in ("of", "about")), None)
        what = tree.child(of, "pobj") if of is not None else tree.child(top, "dobj")
        none = what is not None and {tree.lower[what], *(tree.lower[c] for c in tree.children[what])} & {
            "no",
            "nothing",
        }
        return bool(none or (denied and of is not None))
    seen = tree.lemma[top] == "see" and any(tree.lemma[c] in lists["tale"] for c in below)
    return bool(told or seen) and bool(denied)


def _calls_untrue(tree: Tree, top: int) -> bool:
    """Whether a main clause tells that what others say is false: "the report was a fabrication"."""
    lists = words("act")
    subject = tree.subject(top)
    said = {
        tree.lemma[c].casefold() for c in (top, *tree.children[top]) if c == top or tree.dep[c] in ("attr", "acomp")
    }
    denied = any(tree.dep[c] == "neg" for c in tree.children[top])
    about = subject is not None and (
        tree.lemma[subject].casefold() in lists["tale"] or tree.lower[subject] in ("it", "this", "that")
    )
    return about and bool(said & lists["untrue"]) and not denied


def _by_content(tree: Tree, pieces: tuple[Piece, ...]) -> Act:
    """The act of a cue that only says: what the content's main clause makes of it."""
    if _proposes(tree, pieces):
        return "propose"
    lists = words("act")
    for top in _top(tree, pieces):
        if _calls_untrue(tree, top):
            return "deny"
        if _unknowing(tree, top):
            return "decline"
        around = {tree.lower[c] for c in tree.children[top]}
        lemmas = {tree.lemma[c].casefold() for c in tree.children[top]}
        if tree.lemma[top].casefold() in lists["withheld"] - lists["telling"] and around & {"not", "n't", "n’t"}:
            return "decline"  # "said that she could not confirm it"
        perfect = "have" in lemmas and any(tree.dep[c] == "aux" and tree.lemma[c] == "have" for c in tree.children[top])
        if around & lists["open"] and not perfect:
            return "predict"
    return "assert"


def _untrue(tree: Tree, cue: int, lemmas: list[str]) -> bool:
    """Whether what others tell is called untrue: "described as a fairy tale reports that", "called the claim a lie"."""
    lists = words("act")
    if tree.lemma[cue].casefold() not in lists["naming"]:
        return False
    named = {
        tree.lemma[below].casefold() for c in tree.children[cue] if tree.lower[c] == "as" for below in tree.children[c]
    }
    told = set(lemmas) | named
    return bool(told & lists["untrue"]) and (bool(told & lists["tale"]) or lemmas[:1] in (["it"], ["this"]))


def _plain(tree: Tree, cue: int) -> bool:
    """Whether a verb of another class only tells: "it was discovered that", "they called him a liar"."""
    lemma = tree.lemma[cue].casefold()
    if lemma in ("know", "discover", "learn", "find") and tree.child(cue, "auxpass") is not None:
        return True
    return lemma == "call" and not any(tree.lower[c] in ("for", "on", "upon") for c in tree.children[cue])


def _by_class(tree: Tree, cue: int, lemmas: list[str]) -> Act | None:
    lists = words("act")
    named = {tree.lemma[cue].casefold(), *_leaning(tree, cue)}
    for one in _ORDER:
        if named & lists[one]:
            return _tempered(tree, cue, one, lemmas)
    return None


def _leaning(tree: Tree, cue: int) -> list[str]:
    """The nouns and adjectives that a light verb leans on: "raise doubts", "made clear"."""
    light = tree.lemma[cue] in (
        "be",
        "have",
        "make",
        "raise",
        "express",
        "voice",
        "give",
        "take",
        "remain",
        "cast",
        "get",
        "support",
    )
    deps = ("dobj", "acomp", "attr", "oprd")
    return [tree.lemma[c].casefold() for c in tree.children[cue] if light and tree.dep[c] in deps]


def _withheld(tree: Tree, cue: int, withheld: frozenset[str], lemmas: list[str]) -> bool:
    """Whether the cue is a refusal to speak, or the content says that there is nothing to say."""
    lemma = tree.lemma[cue].casefold()
    negated = any(tree.dep[c] == "neg" for c in tree.children[cue])
    below = {tree.lemma[c].casefold() for c in tree.children[cue] if tree.dep[c] in ("xcomp", "dobj", "pobj", "prep")}
    if lemma in words("act")["decline"]:
        return bool((below | set(lemmas[:3])) & withheld) or lemma == "decline"
    if negated and lemma in withheld - {"say", "speak", "talk", "know"}:
        return True
    if lemma in ("say", "tell") and negated and lemmas[:1] in (["whether"], ["if"]):
        return True
    if lemma in ("confirm", "deny") and (
        tree.lower[cue - 1] == "nor" or any(tree.lower[c] == "neither" for c in tree.children[cue])
    ):
        return True
    nothing = "no" in lemmas and bool(set(lemmas) & {"comment", "information", "detail"})
    left = "nothing" in lemmas and bool(set(lemmas) & {"confirm", "add", "say"})
    return (nothing or left) and len(lemmas) <= 12


def _tempered(tree: Tree, cue: int, one: Act, lemmas: list[str]) -> Act:
    """To support or hold a view of what could be is to predict."""
    if one == "believe" and tree.lemma[cue] in ("support", "view", "see") and set(lemmas) & {"could", "will", "may"}:
        return "predict"
    return one


def _obliges(tree: Tree, auxiliary: int) -> bool:
    """Whether an auxiliary tells what ought to be done, and not what must have been."""
    if tree.lower[auxiliary] not in words("act")["obligation"] or tree.dep[auxiliary] != "aux":
        return False
    return not any(
        tree.lower[c] in ("have", "'ve", "’ve") and tree.dep[c] == "aux" for c in tree.children[tree.head[auxiliary]]
    )


def _proposes(tree: Tree, pieces: tuple[Piece, ...]) -> bool:
    """Whether the content's main clause says what ought to be done."""
    first = pieces[0][0]
    begin = [t for a, b in pieces[:1] for t in range(a, min(b, a + 6))]
    if tree.lemma[first].casefold() in ("let", "need"):
        return True
    if any(_obliges(tree, token) for token in begin):
        return True
    return any(_obliges(tree, c) for t in _top(tree, pieces) for c in tree.children[t])
