"""Clauses that stand apart: those that report what stands beside them, and those with a speaker of their own.

"The pier was closed at noon, the harbour office told this paper on Monday" and "As the harbour master explained, the
pier ..." are settled forms, whatever the parser makes of a long sentence. And what one says ends where the next
clause, behind a semicolon or ", but", has somebody else to tell it: "..., the office said, but fishermen insisted ...".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .content import Piece, trim
from .lexicon import words
from .search import Found, nested
from .tree import Tree

KIND = "apart"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FAR = 14  # words of a reporting clause before its verb
_OCCASION = frozenset({"in", "on", "at", "during", "via"})
_MANNER = 4  # words of when and how
_LEAD = 25  # words of "in a statement ..." before its "that"
_SURE = 0.9
_OFTEN = 2  # a verb counts that is a cue at least once in so many sightings
_SEEN = 20  # and that was seen so often
_LINKS = frozenset(
    {"who", "which", "that", "when", "where", "and", "but", "or", "because", "although", "while", "as", "if"}
)
_BREAKS = frozenset({"and", "but", "while", "whereas", "yet"})


def apart(tree: Tree, rows: list[Found], known: Mapping[str, tuple[int, int]]) -> list[Found]:
    """The attributions with those clauses given back what is theirs."""
    found = list(rows)
    for number, (first, end) in enumerate(tree.sentences):
        if tree.quoted[number] or end - first < 8:
            continue
        reported = (
            _behind(tree, first, end, known) or _ahead(tree, first, end, known) or _misread(tree, first, end, known)
        )
        if reported is not None:
            found = _given(found, reported)
    cues = {one.cue: one for one in found}
    found = [
        replace(one, pieces=_untimed(tree, one.cue, _cut(tree, one, cues)), source=_own(tree, one)) for one in found
    ]
    found = [_reduced(tree, one) for one in found]
    return nested([one for one in found if one.pieces])


def _verb(tree: Tree, token: int, known: Mapping[str, tuple[int, int]]) -> bool:
    if tree.pos[token] != "VERB" or tree.quote[token] >= 0:
        return False
    yes, seen = known.get(f"{tree.lemma[token]}/VERB", (0, 0))
    return tree.tag[token] in _FINITE and seen >= _SEEN and yes * _OFTEN >= seen


def _finite(tree: Tree, first: int, end: int) -> bool:
    return any(tree.tag[t] in _FINITE for t in range(first, end))


def _behind(tree: Tree, first: int, end: int, known: Mapping[str, tuple[int, int]]) -> Found | None:
    """The reporting clause that closes a sentence."""
    for verb in range(end - 1, first + 4, -1):
        impersonal = _impersonal(tree, verb)
        if not impersonal and not _verb(tree, verb, known):
            continue
        comma = next((t for t in range(verb - 1, max(first, verb - _FAR), -1) if tree.lower[t] == ","), None)
        end_of_name = verb
        if comma == verb - 1:
            comma, end_of_name = _before_name(tree, first, comma)
        if comma is None or not _names(tree, comma + 1, end_of_name, impersonal=impersonal):
            continue
        if not _finite(tree, first, comma) or not _closes(tree, verb, end):
            continue
        who = None if impersonal else _head(tree, comma + 1, end_of_name)
        begin = next((t + 1 for t in range(comma, first, -1) if tree.lower[t] == ";"), first)
        rest = _rest(tree, verb, end, known)
        halves = (trim(tree, (begin, comma)), *((rest,) if rest is not None else ()))
        return Found(verb, _SURE, _SURE, halves, who, KIND)
    return None


def _before_name(tree: Tree, first: int, last: int) -> tuple[int | None, int]:
    """The comma before a speaker, and the one that the name or office in apposition follows: "the mayor, X, said"."""
    commas = [t for t in range(last - 1, max(first, last - 2 * _FAR), -1) if tree.lower[t] == ","]
    if len(commas) < 2 or _finite(tree, commas[0], last):
        return None, last
    apposed = any(tree.pos[t] == "PROPN" for t in range(commas[1] + 1, last))
    return (commas[1], commas[0]) if apposed else (None, last)


def _rest(tree: Tree, verb: int, end: int, known: Mapping[str, tuple[int, int]]) -> Piece | None:
    """What goes on behind a reporting clause in the middle of a sentence."""
    stop = next((t for t in range(verb + 1, end) if tree.lower[t] == ","), end)
    if stop >= end - 2 or tree.tag[stop + 1] == "VBG":
        return None
    piece = trim(tree, (stop + 1, end))
    return piece if piece[0] < piece[1] and not any(_verb(tree, t, known) for t in range(*piece)) else None


def _impersonal(tree: Tree, verb: int) -> bool:
    """Whether somebody, whom nobody names, tells it: it "was claimed"."""
    if tree.tag[verb] != "VBN" or verb < 2:
        return False
    return (
        tree.lemma[verb] in words("convention")["impersonal"]
        and tree.lower[verb - 2] == "it"
        and tree.lower[verb - 1] in ("is", "was")
    )


def _names(tree: Tree, first: int, verb: int, *, impersonal: bool) -> bool:
    """Whether nothing but the words for a speaker stands before the verb."""
    if first >= verb or tree.lower[first] in _LINKS or _finite(tree, first, verb - 1 if impersonal else verb):
        return False
    return any(tree.pos[t] in ("NOUN", "PROPN", "PRON") for t in range(first, verb))


def _closes(tree: Tree, verb: int, end: int) -> bool:
    """Whether behind the verb only the occasion and the recipient stand, or a participle that says more of it."""
    stop = next((t for t in range(verb + 1, end) if tree.lower[t] == ","), end)
    if _finite(tree, verb + 1, stop) or any(
        tree.lower[t] in ("that", "to", ":", "the") for t in (verb + 1,) if t < end
    ):
        return False
    if tree.lemma[verb] != "tell" and any(
        tree.dep[c] in ("dobj", "ccomp", "xcomp") for c in tree.children[verb] if c > verb
    ):
        return False
    goes_on = tree.lower[stop + 1] == "and" or not _finite(tree, stop + 1, end) if stop + 1 < end else True
    return goes_on or tree.tag[stop + 1] == "VBG"


def _head(tree: Tree, first: int, end: int) -> int | None:
    """The noun that heads the words for the speaker."""
    own = [t for t in range(first, end) if tree.pos[t] in ("NOUN", "PROPN", "PRON", "NUM", "DET")]
    tops = [t for t in own if not first <= tree.head[t] < end]
    return next(iter(tops or own[-1:]), None)


def _ahead(tree: Tree, first: int, end: int, known: Mapping[str, tuple[int, int]]) -> Found | None:
    """The reporting clause with "as" that opens a sentence."""
    if tree.lower[first] != "as":
        return None
    comma = next((t for t in range(first, end) if tree.lower[t] == ","), None)
    verbs = [t for t in range(first + 2, comma or first) if tree.tag[t] in _FINITE]
    if comma is None or len(verbs) != 1 or not _verb(tree, verbs[0], known) or not _finite(tree, comma, end):
        return None
    if any(
        tree.dep[c] in ("dobj", "ccomp", "xcomp") for c in tree.children[verbs[0]] if tree.lemma[verbs[0]] != "tell"
    ):
        return None
    who = _head(tree, first + 1, verbs[0])
    return Found(verbs[0], _SURE, _SURE, (trim(tree, (comma + 1, end)),), who, KIND)


def _misread(tree: Tree, first: int, end: int, known: Mapping[str, tuple[int, int]]) -> Found | None:
    """The verb of a sentence that was taken for a participle: "the envoy, Ana Ruiz, firmly denied then that ..."."""
    for verb in range(first + 1, end - 2):
        who = tree.head[verb]
        if tree.tag[verb] != "VBN" or tree.dep[verb] != "acl" or tree.dep[who] != "ROOT" or tree.quote[verb] >= 0:
            continue
        yes, seen = known.get(f"{tree.lemma[verb]}/VERB", (0, 0))
        clause = tree.child(verb, "ccomp")
        if clause is None or seen < _SEEN or yes * _OFTEN < seen:
            continue
        if "that" in tree.lower[verb : tree.left[clause] + 1]:
            return Found(verb, _SURE, _SURE, (trim(tree, tree.subtree(clause)),), who, KIND)
    return None


def _untimed(tree: Tree, cue: int, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What one says without when and in what: "said on Monday *that* ...", "said in a note to the press *that* ..."."""
    if not pieces or pieces[0][0] < cue:
        return pieces
    (first, end), *rest = pieces
    lead = tree.head[first - 1] == cue and tree.lower[first - 1] in _OCCASION
    reach = _LEAD if lead else _MANNER
    that = next((t for t in range(first, min(first + reach, end - 1)) if tree.lower[t] == "that"), None)
    if that is None or not ((lead and tree.dep[that] == "mark") or _is_aside(tree, cue, first, that)):
        return pieces
    return trim(tree, (that + 1, end)), *rest


def _own(tree: Tree, one: Found) -> int | None:
    """The subject of a relative clause, and not the noun it hangs on: "..., a charge *the board* denies"."""
    if one.source is None or tree.dep[one.cue] != "relcl" or tree.head[one.cue] != one.source:
        return one.source
    subject = tree.subject(one.cue)
    relative = subject is None or tree.tag[subject] in ("WP", "WDT") or tree.lower[subject] in ("that", "who", "which")
    return one.source if relative else subject


def _reduced(tree: Tree, one: Found) -> Found:
    """A passive without its auxiliary: "the general *reported executed*" said nothing, he was said to have been."""
    told = tree.child(one.cue, "xcomp", "oprd", "acomp")
    short = tree.lemma[one.cue] in words("convention")["held"] and tree.tag[one.cue] in ("VBN", "VBD")
    if one.source is None or told is None or not short or told != one.cue + 1:
        return one
    if tree.tag[told] not in ("VBN", "JJ") or tree.child(one.cue, "dobj", "aux", "auxpass") is not None:
        return one
    return replace(one, source=None, pieces=(trim(tree, (tree.left[one.source], one.source + 1)), *one.pieces))


def _is_aside(tree: Tree, cue: int, first: int, that: int) -> bool:
    """Whether nothing but when and how it is said stands before a clause."""
    clause = that > first or (tree.dep[that] in ("mark", "dobj", "advmod") and tree.pos[that + 1] != "VERB")
    said_so = (
        tree.entity[t] in ("DATE", "TIME")
        or (tree.pos[t] == "ADV" and (tree.head[t] == cue or tree.lower[t] == "only"))
        for t in range(first, that)
    )
    return clause and all(said_so)


def _given(found: list[Found], reported: Found) -> list[Found]:
    """The attributions with that of a reporting clause, unless it has one that reaches to its own comma."""
    edge = reported.pieces[0][1] - 1 if reported.pieces[0][0] < reported.cue else reported.pieces[0][0]
    own = next((one for one in found if one.cue == reported.cue), None)
    whose = own is not None and (own.source is not None or reported.source is None)
    inside = own is not None and reported.source is not None and own.holds(reported.source)
    if own is not None and whose and not inside and own.holds(edge) and own.holds(reported.pieces[-1][0]):
        return found
    rest = [
        one for one in found if one.cue != reported.cue and not (one.source is None and one.pieces == reported.pieces)
    ]
    return sorted(
        [*rest, replace(reported, features=own.features if own else [])], key=lambda one: (one.cue, one.pieces)
    )


def _cut(tree: Tree, one: Found, cues: Mapping[int, Found]) -> tuple[Piece, ...]:
    """What one says, without the clauses of its sentence that somebody else tells."""
    first, end = tree.bounds(one.cue)
    if tree.quoted[tree.sentence[one.cue]] or tree.pos[one.cue] == "PUNCT":
        return one.pieces
    edges = _edges(tree, first, end)
    if not edges or one.kind == KIND:
        return one.pieces
    starts = [first, *edges]
    own = max(start for start in starts if start <= one.cue)
    others = [cue for cue, other in cues.items() if first <= cue < end and cue != one.cue and other.source is not None]
    foreign = [_clause(starts, cue) for cue in others if _stands_apart(tree, one, cues[cue], starts)]
    right = min((start for start in foreign if start > own), default=end)
    left = max((_next(starts, start, end) for start in foreign if start < own), default=first)
    behind = (t for t in edges if one.cue < t <= right and tree.lower[t - 1] == ";" and _opens(tree, t))
    semicolon = min(behind, default=right)
    low, high = left, min(right, semicolon)
    inside = ((max(a, low), min(b, high)) if a >= first and b <= end else (a, b) for a, b in one.pieces)
    return tuple(piece for piece in (trim(tree, two) for two in inside if two[0] < two[1]) if piece[0] < piece[1])


def _edges(tree: Tree, first: int, end: int) -> list[int]:
    """Where clauses of a sentence begin behind a semicolon, or a comma and a conjunction."""
    edges: list[int] = []
    for t in range(first + 1, end - 1):
        joined = tree.lower[t] in _BREAKS and tree.lower[t - 1] == ","
        if tree.lower[t] == ";" or joined:
            edges.append(t + 1)
    return edges


def _opens(tree: Tree, start: int) -> bool:
    """Whether a sentence of its own begins behind a semicolon."""
    return tree.pos[start] in ("DET", "PROPN", "NOUN", "ADJ") and tree.lower[start] != "that"


def _clause(starts: list[int], token: int) -> int:
    return max(start for start in starts if start <= token)


def _next(starts: list[int], start: int, end: int) -> int:
    return min((one for one in starts if one > start), default=end)


def _stands_apart(tree: Tree, one: Found, other: Found, starts: list[int]) -> bool:
    """Whether another's clause is its own: its speaker stands in it, and nothing hangs it on what this one says."""
    clause = _clause(starts, other.cue)
    if clause == _clause(starts, one.cue) or other.source is None or _clause(starts, other.source) != clause:
        return False
    low, high = sorted((clause, _clause(starts, one.cue)))
    if any(tree.lower[start - 1] == ";" for start in starts if low < start <= high):
        return True
    at = other.cue
    while tree.head[at] != at:
        at = tree.head[at]
        if at == one.cue:
            return False
    return tree.tag[other.cue] in _FINITE
