"""Cues: which words may mark an attribution, and what speaks for it.

A cue is anchored at its head: the verb of "has not yet said", the noun of "his claim", the preposition of "according
to". What else belongs to it (auxiliaries, negation, particle) is added by ``cue_span``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from .lexicon import words
from .tree import SUBJECTS, Tree

HEADS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP", "SCONJ", "AUX", "PROPN"})
_CLAUSES = {"ccomp": "clause", "xcomp": "to", "acl": "acl", "advcl": "advcl"}
_OBJECTS = {"dobj": "object", "attr": "attr", "oprd": "oprd", "acomp": "acomp", "dative": "dative", "pcomp": "pcomp"}
_INSIDE = frozenset({"aux", "auxpass", "neg", "advmod", "prt", "punct"})


def frame(tree: Tree, head: int) -> str:
    """The complements of a token as one word: its clauses, objects and prepositions, and whether it is passive."""
    parts: list[str] = []
    for child in tree.children[head]:
        dep = tree.dep[child]
        if dep in _CLAUSES:
            parts.append(_clause(tree, child, dep))
        elif dep in _OBJECTS:
            parts.append(_OBJECTS[dep])
        elif dep in ("prep", "agent") and child > head:
            parts.append(tree.lower[child])
        elif dep in ("nsubjpass", "auxpass"):
            parts.append("passive")
        elif dep == "prt":
            parts.append(tree.lower[child])
    return "+".join(dict.fromkeys(parts)) or "bare"


def _clause(tree: Tree, child: int, dep: str) -> str:
    mark = tree.child(child, "mark")
    if mark is not None:
        return tree.lower[mark]
    first = tree.left[child]
    if tree.tag[first].startswith("W"):
        return "wh"
    to = tree.child(child, "aux")
    if to is not None and tree.tag[to] == "TO":
        return f"{_CLAUSES[dep]}"
    return f"{_CLAUSES[dep]}:{tree.tag[child]}"


def kind_of_noun(tree: Tree, token: int) -> str:
    """What a noun phrase's head is, coarsely: its name's kind, its pronoun, or its part of speech."""
    if tree.entity[token]:
        return tree.entity[token]
    if tree.pos[token] == "PRON":
        return tree.lower[token]
    return tree.pos[token]


def governing_subject(tree: Tree, head: int) -> int | None:
    """The subject of a verb, or of the verb that it is coordinated with or subordinate to."""
    at = head
    for _ in range(4):
        found = tree.subject(at)
        if found is not None:
            return found
        if tree.dep[at] not in ("conj", "xcomp", "advcl", "acomp", "attr", "dobj", "prep", "pobj", "oprd", "ccomp"):
            return None
        at = tree.head[at]
    return None


def quote_setting(tree: Tree, head: int) -> str:
    """How the sentence of a token stands to quotation marks."""
    if tree.quote[head] >= 0:
        return "inside"
    count = tree.quoted[tree.sentence[head]]
    if not count:
        return "none"
    first, end = tree.bounds(head)
    near = max(tree.quote[max(first, head - 4) : min(end, head + 5)]) >= 0
    return ("near" if near else "far") + ("-long" if count >= 5 else "-short")


def is_mark(tree: Tree, token: int) -> bool:
    """Whether the token is a mark that can attribute: a colon after a speaker, a dash before one under a quotation."""
    if tree.lower[token] == ":":
        return True
    if tree.lower[token] not in ("-", "–", "—", "--", "―"):
        return False
    before = token - 1
    while before >= 0 and tree.pos[before] == "SPACE":
        before -= 1
    return before >= 0 and tree.quote[before] >= 0 and tree.sentences[tree.sentence[token]][0] == token


FEW = 4  # sightings: fewer tell little of a word
LONGEST = 500  # tokens: what is longer is no sentence but a table or a flood, and has no grammar to read
RARE = 25  # a word that is a cue less often than once in so many sightings is not looked at without a clause


def possible(tree: Tree, known: Mapping[str, tuple[int, int]]) -> list[int]:
    """The tokens worth a look: known heads of cues, verbs with a clause, nouns of "there are fears", and marks."""
    existential = words("convention")["existential"]
    long = [end - first > LONGEST for first, end in tree.sentences]
    found: list[int] = []
    for token, (pos, lemma, dep) in enumerate(zip(tree.pos, tree.lemma, tree.dep, strict=True)):
        if not dep or long[tree.sentence[token]]:
            continue
        if pos in HEADS:
            yes, seen = known.get(f"{lemma}/{pos}", (0, 0))
            if (
                yes * RARE > seen
                or (pos == "VERB" and any(tree.dep[c] == "ccomp" for c in tree.children[token]))
                or (pos == "NOUN" and lemma in existential)
            ):
                found.append(token)
        elif pos in ("PUNCT", "SYM") and is_mark(tree, token):
            found.append(token)
    return found


def odds(tree: Tree, token: int, known: Mapping[str, tuple[int, int]]) -> float:
    """The logarithm of the odds that the word is a cue, as counted, held in by what a few sightings can tell."""
    yes, seen = known.get(f"{tree.lemma[token]}/{tree.pos[token]}", (0, 0))
    return math.log((yes + 0.2) / (seen - yes + 1.8))


def cue_features(tree: Tree, head: int, known: Mapping[str, tuple[int, int]]) -> list[str]:
    """What speaks for or against a token being the head of a cue; ``known`` are the counts of cues."""
    lemma, pos, dep = tree.lemma[head], tree.pos[head], tree.dep[head]
    word = f"{lemma}/{pos}"
    shape = frame(tree, head)
    quote = quote_setting(tree, head)
    subject = governing_subject(tree, head) if pos in ("VERB", "AUX", "ADJ") else None
    who = kind_of_noun(tree, subject) if subject is not None else "-"
    features = [
        f"w={word}",
        f"w={word} f={shape}",
        f"f={shape} p={pos}",
        f"p={pos} d={dep}",
        f"w={word} d={dep}",
        f"q={quote} p={pos}",
        f"w={word} q={quote}",
        f"who={who} p={pos}",
        f"w={word} who={who}",
        f"tag={tree.tag[head]} f={shape}",
        f"lower={tree.lower[head]}",
    ]
    often = f"odds={round(odds(tree, head, known))}"
    features += (
        f"{often} p={pos}",
        f"{often} p={pos} few={known.get(word, (0, 0))[1] < FEW}",
        f"{often} p={pos} f={shape}",
        f"{often} p={pos} who={who}",
        f"{often} p={pos} q={quote}",
        f"{often} p={pos} d={dep}",
    )
    for part in shape.split("+"):
        features += (f"part={part} p={pos}", f"w={word} part={part}")
    if subject is not None:
        features.append(f"subject={tree.lemma[subject]}")
        features.append(f"subject={'child' if tree.head[subject] == head else 'far'} d={dep} p={pos}")
        if tree.head[subject] == head:
            features.append(f"w={word} side={'L' if subject < head else 'R'}")
    governor = tree.head[head]
    if governor != head:
        features.append(f"up={tree.lemma[governor]}/{tree.pos[governor]} d={dep}")
        features.append(f"w={word} up={tree.lemma[governor]}")
    _children(tree, head, word, features)
    first, end = tree.bounds(head)
    before = tree.lower[head - 1] if head > first else "^"
    after = tree.lower[head + 1] if head + 1 < end else "$"
    features += (
        f"before={before} p={pos}",
        f"after={after} p={pos}",
        f"w={word} after={after}",
        f"w={word} before={before}",
    )
    two = tree.lower[head + 2] if head + 2 < end else "$"
    next_pos = tree.pos[head + 2] if head + 2 < end else "$"
    back_pos = tree.pos[head - 2] if head - 2 >= first else "^"
    features += (
        f"w={word} after2={after} {next_pos}",
        f"after2={after} {next_pos} p={pos}",
        f"w={word} before2={back_pos} {before}",
    )
    if after == ":" or two == ":":
        features.append(f"colon p={pos}")
        features.append(f"colon w={word}")
    if end - first < 8:
        features.append("short sentence")
    if tree.lower[end - 1] not in (".", "”", '"', "’", "'"):
        features.append("no stop")
    return features


def _children(tree: Tree, head: int, word: str, features: list[str]) -> None:
    pos = tree.pos[head]
    for child in tree.children[head]:
        dep = tree.dep[child]
        if dep in ("aux", "neg", "auxpass"):
            features.append(f"{dep}={tree.lower[child]} p={pos}")
            features.append(f"w={word} {dep}")
        elif dep in ("dobj", "attr", "acomp", "pobj", "oprd", "prt"):
            features.append(f"w={word} {dep}={tree.lemma[child]}")
            features.append(f"{dep}={tree.lemma[child]}")
            features.append(f"{dep}:{kind_of_noun(tree, child)} p={pos}")
        elif dep in ("poss", "det", "advmod", "amod", "compound"):
            features.append(f"{dep}={tree.lower[child]} p={pos}")
            if dep == "poss":
                features.append(f"w={word} poss")
        elif dep in SUBJECTS:
            features.append(f"{dep} p={pos} tag={tree.tag[child]}")
        elif dep == "prep":
            features.append(f"w={word} prep={tree.lower[child]}")
            below = tree.child(child, "pobj", "pcomp")
            if below is not None:
                features.append(f"prep={tree.lower[child]} under={tree.pos[below]} w={word}")
        elif dep in ("ccomp", "xcomp"):
            features.append(f"{dep} under={tree.lemma[child]}")


def cue_span(tree: Tree, head: int) -> tuple[int, int]:
    """The stretch of the cue: its head with auxiliaries, negation and adverbs before it and the particle after."""
    first, end = tree.bounds(head)
    left = head
    while (
        left > first and tree.dep[left - 1] in _INSIDE and tree.dep[left - 1] != "punct" and tree.head[left - 1] == head
    ):
        left -= 1
    while left < head and tree.dep[left] == "advmod":
        left += 1
    right = head + 1
    while right < end and tree.dep[right] in ("prt", "neg") and tree.head[right] == head:
        right += 1
    return left, right
