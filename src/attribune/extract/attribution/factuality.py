"""Factuality: how certain an event is told to be, from grammar and hedges, on FactBank's scale.

Every verb and predicate starts as a plain fact, +3. What stands around it (negation, modals, conditions, the verb that
embeds it and whether that verb presupposes, reports or wants) moves it, by the weights of a table that a person can
read, towards 0 (nobody says) or -3 (it is said not to be). A plain "said" leaves what is said nearly as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attribune.model import Act, Annotated, Factuality, Span

from .content import Piece
from .lexicon import words
from .ranking import score, weights
from .tree import Tree, tree

_EMBEDDING = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj", "dobj", "pobj", "attr", "prep", "nsubj"}
)
_SUPPOSED = frozenset({"if", "unless", "whether"})
_STEPS: tuple[tuple[float, Factuality], ...] = (
    (2.25, "CT+"),
    (1.5, "PR+"),
    (0.25, "PS+"),
    (-0.25, "UU"),
    (-1.0, "PS-"),
    (-1.75, "PR-"),  # negated events are few: their learned values are nearer to the mean
)


@dataclass(frozen=True, slots=True)
class EventFactuality:
    """How certain one event is told to be: ``value`` from -3 (certainly not) to 3, ``hedges`` the words that tell."""

    span: Span
    value: float
    factuality: Factuality
    hedges: tuple[Span, ...] = ()


def event_factuality(seen: Annotated) -> tuple[EventFactuality, ...]:
    """The factuality of every verb, predicate and noun that may tell an event, in the order of the text."""
    found = tree(seen.doc, seen.document.text)
    return tuple(_one(found, token) for token in _events(found))


def _events(found: Tree) -> Iterator[int]:
    for token in range(len(found)):
        if found.dep[token] and (found.pos[token] in ("VERB", "NOUN") or _predicate(found, token)):
            yield token


def _predicate(found: Tree, token: int) -> bool:
    """Whether an auxiliary or adjective is what a clause says."""
    pos, dep = found.pos[token], found.dep[token]
    return (pos == "AUX" and dep not in ("aux", "auxpass")) or (
        pos == "ADJ" and dep in ("acomp", "oprd", "ROOT", "conj")
    )


def _one(found: Tree, token: int) -> EventFactuality:
    number = value(found, token)
    span = Span.of(found.text, found.start[token], found.end[token])
    told = tuple(Span.of(found.text, found.start[t], found.end[t]) for t in hedges(found, token))
    return EventFactuality(span, number, label(number), told)


def value(found: Tree, token: int, within: int | None = None) -> float:
    """From -3 to 3; ``within`` is a cue beyond which nothing counts, so that only the source's own words are heard."""
    raw = score(weights("factuality")["factuality"], event_features(found, token, within))
    if any(found.dep[c] == "mark" and found.lower[c] in _SUPPOSED for c in found.children[token]):
        raw = max(-1.0, min(1.0, raw))  # what is only supposed is not told to be so
    return round(max(-3.0, min(3.0, raw)), 2)


def label(number: float) -> Factuality:
    """The step of FactBank's scale for a value."""
    return next((name for least, name in _STEPS if number >= least), "CT-")


def event_features(found: Tree, token: int, within: int | None = None) -> list[str]:
    """What stands around an event that moves its certainty."""
    pos, tag, dep = found.pos[token], found.tag[token], found.dep[token]
    features = ["fact", f"tag={tag}", f"tag={tag} d={dep}", f"lemma={found.lemma[token]}/{pos}"]
    features += _around(found, token, "own", tag)
    at = token
    for step in range(1, 4):
        governor = found.head[at]
        if governor in (at, within) or found.dep[at] not in _EMBEDDING:
            break
        rel, lemma = found.dep[at], found.lemma[governor]
        place = "before" if at < governor else "after"
        if step == 1:
            features += (
                f"under {rel} {lemma}",
                f"under {rel} {found.pos[governor]} {tag}",
                f"under {rel} {place} {tag}",
            )
        else:
            features.append(f"deep {rel} {lemma}")
        features += _around(found, governor, f"up{min(step, 2)} {rel}", found.tag[governor])
        at = governor
    first, end = found.bounds(token)
    if found.lower[end - 1] == "?" or (end - first > 1 and found.lower[end - 2] == "?"):
        features.append("question")
    if found.lower[first] in ("if", "unless", "should"):
        features.append(f"sentence {found.lower[first]}")
    return features


def _around(found: Tree, token: int, where: str, tag: str) -> list[str]:
    features: list[str] = []
    helpers = []
    for child in found.children[token]:
        dep, lower = found.dep[child], found.lower[child]
        if dep in ("aux", "auxpass"):
            helpers.append(lower)
        elif dep == "neg":
            features.append(f"{where} not")
        elif dep in ("mark", "advmod"):
            features.append(f"{where} {dep} {lower}")
        elif dep == "det" and lower in ("no", "any", "a", "the"):
            features.append(f"{where} det {lower}")
        elif dep in ("nsubj", "nsubjpass") and lower in ("nobody", "none", "nothing", "neither"):
            features.append(f"{where} nobody")
    features += [f"{where} aux {helper}" for helper in helpers]
    features.append(f"{where} tense {tag} {'+'.join(helpers[:2])}")
    return features


def hedges(found: Tree, token: int) -> tuple[int, ...]:
    """The words on and above an event that weaken it."""
    lists = words("hedge")
    weak = lists["probable"] | lists["possible"]
    near = list(found.children[token])
    governor = found.head[token]
    if governor != token and found.dep[token] in ("ccomp", "xcomp", "acomp", "attr", "acl"):
        near += [governor, *found.children[governor]]
    return tuple(sorted({t for t in near if found.lemma[t].casefold() in weak and t != token}))


def statement_factuality(
    found: Tree, cue: int, act: Act, pieces: tuple[Piece, ...]
) -> tuple[Factuality, tuple[int, ...]]:
    """How certain the source presents what it says, and the words that tell."""
    top = _top(found, {t for a, b in pieces for t in range(a, b)})
    lists = words("hedge")
    inside = [t for a, b in pieces for t in range(a, b)]
    weak = [t for t in (*found.children[top], top, *found.children[cue]) if t in inside or found.dep[t] == "advmod"]
    possible = {t for t in weak if found.lemma[t].casefold() in lists["possible"]}
    told = tuple(sorted(possible | {t for t in weak if found.lemma[t].casefold() in lists["probable"]}))
    if act in ("question", "decline", "propose"):
        return "UU", told
    number = value(found, top, cue)
    if act == "deny":
        number = -number
    if act in ("believe", "predict") or told:
        number = max(-2.0, min(2.0, number))  # who thinks, expects or hedges does not say that it is so
    if possible:
        number = max(-1.0, min(1.0, number))
    return label(number), told


def _top(found: Tree, inside: set[int]) -> int:
    """The head of a content: the token that hangs on one outside, a verb where there is one."""
    tops = sorted(t for t in inside if found.head[t] not in inside or found.head[t] == t)
    verbs = [t for t in tops if found.pos[t] in ("VERB", "AUX")]
    return (verbs or tops or [min(inside)])[0]
