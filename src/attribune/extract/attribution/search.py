"""The search for attributions in a document: cues first, for each its content and its source, then what runs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from . import boundary, content, convention, cue, naming, reporting, run_on, signature, source, whole
from . import setting as settings
from .content import Piece
from .lexicon import words
from .ranking import probability, score
from .tree import Tree

Table = Mapping[str, dict[str, float]]
LOOK = 0.3  # the least probability of a cue whose content and source are looked for
LEAST = 0.25  # the least probability of a whole attribution
OPENED = 0.4  # the share of it that is enough where a quotation is in it: its marks are words of somebody's
_STRETCH = 32  # tokens of a stretch of the text in which attributions are compared
FIXED = 0.6  # what a fixed form ("it is understood that") is given at least
REPORTED = 0.9  # what a reporting clause beside its quotation is given at least
INSIDE = (
    0.5  # the least probability of a cue inside a statement: the training data has none, so the cue alone must tell
)


@dataclass(slots=True)
class Found:
    """One attribution in token numbers: ``cue`` is its head; ``source`` the head of its noun phrase;
    ``cued`` is the probability of the cue, ``likely`` that of the whole.
    """

    cue: int
    likely: float
    cued: float
    pieces: tuple[Piece, ...]
    source: int | None
    kind: str
    features: list[str] = field(default_factory=list)
    runs_on: list[Piece] = field(default_factory=list)
    within: int | None = None

    def holds(self, token: int) -> bool:
        """Whether the token is part of what is attributed."""
        for a, b in self.pieces:
            if a <= token < b:
                return True
        return any(a <= token < b for a, b in self.runs_on)

    @property
    def size(self) -> int:
        """How many tokens are attributed."""
        return sum(b - a for a, b in self.pieces)


def search(tree: Tree, table: Table, known: Mapping[str, tuple[int, int]], least: float = LEAST) -> list[Found]:
    """Every attribution of the document, in the order of the text."""
    rows = [one for one, _ in offers(tree, table, known)]
    likely = [
        one
        for one in rows
        if one.likely >= (least * OPENED if _opens(tree, one) else least)
        and not convention.barred(tree, one.cue, one.source)
        and not (tree.lemma[one.cue] == "ask" and convention.idle(tree, one.cue, one.pieces))
    ]
    kept = _settle(likely)
    _run_on(tree, table, kept)
    holders = _Holders(kept)
    places = {id(one) for one in kept}
    likely = [one for one in rows if one.cued >= INSIDE and id(one) not in places]
    inside = [one for one in likely if _speaks_inside(one, holders)]
    kept = nested(_settle(kept, [one for one in inside if not convention.barred(tree, one.cue, one.source)]))
    return nested([one for one in kept if one.within is None or not _says_nothing(tree, one)])


def _says_nothing(tree: Tree, one: Found) -> bool:
    return convention.idle(tree, one.cue, one.pieces) or convention.past_knowledge(tree, one.cue)


def _opens(tree: Tree, one: Found) -> bool:
    """Whether a quotation that the cue stands outside of begins in what is attributed."""
    quotations = {tree.quote[token] for a, b in one.pieces for token in range(a, b)} - {-1, tree.quote[one.cue]}
    return any(a <= tree.quotations[number][0] < b for number in quotations for a, b in one.pieces)


class _Holders:
    """Which attributions hold a token, looked up by stretches of the text."""

    def __init__(self, kept: list[Found]) -> None:
        self._near: dict[int, list[tuple[int, int, int]]] = {}
        for place, one in enumerate(kept):
            for a, b in (*one.pieces, *one.runs_on):
                for stretch in range(a // _STRETCH, (b - 1) // _STRETCH + 1):
                    self._near.setdefault(stretch, []).append((a, b, place))

    def of(self, token: int) -> set[int]:
        """The places of those that hold it."""
        return {place for a, b, place in self._near.get(token // _STRETCH, ()) if a <= token < b}


def _speaks_inside(one: Found, holders: _Holders) -> bool:
    """Whether a possible attribution lies wholly in what another attributes."""
    around = holders.of(one.cue)
    for first, _ in one.pieces:
        around &= holders.of(first)
    return bool(around)


def offers(tree: Tree, table: Table, known: Mapping[str, tuple[int, int]]) -> Iterator[tuple[Found, list[str]]]:
    """Every possible attribution with its likelihood, and what speaks for and against it as a whole."""
    reported, named = reporting.reported(tree, known), naming.named(tree)
    phrases = (t for t, pos in enumerate(tree.pos) if pos == "VERB" and convention.settled(tree, t))
    for head in sorted({*cue.possible(tree, known), *reported, *named, *phrases}):
        features = cue.cue_features(tree, head, known)
        value = score(table["cue"], features) + table["cue"].get("prior", 0.0) * cue.odds(tree, head, known)
        fixed = head in reported or head in named or convention.fixed(tree, head)
        inner = tree.quote[head] >= 0 and convention.tells(tree, head)
        if probability(value) < LOOK and not fixed and not inner:
            continue
        setting = settings.Setting(tree, head, known)
        one, about = _complete(setting, table, value, reported.get(head))
        if head in named and not (one and any(one.holds(a) for a, _ in named[head])):
            one, about = _complete(setting, table, value, reporting.Reported(named[head], kind="named"))
        if one is not None and tree.lemma[head] in words("convention")["told"]:
            one.pieces = _without_recipient(tree, head, one.pieces)
        if one is not None and head not in reported:
            one.pieces = boundary.cut(tree, head, one.pieces, known) or one.pieces
        if one is None:
            continue
        if "whole" in table:
            one.likely = probability(score(table["whole"], about))
        if fixed:
            one.likely = one.cued = max(one.likely, REPORTED if head in reported else FIXED)
        if inner:
            one.cued = max(one.cued, INSIDE)
        one.features = features
        yield one, about


def _complete(
    setting: settings.Setting, table: Table, value: float, reported: reporting.Reported | None
) -> tuple[Found | None, list[str]]:
    tree, head = setting.tree, setting.head
    offered = [content.Candidate(reported.pieces, reported.kind)] if reported else content.candidates(tree, head)
    if not offered:
        return None, []
    held = tree.pos[head] == "VERB" and convention.is_held(tree, head)
    if held:
        offered = [one for one in offered if one.kind.startswith("passive+R")] or offered
    speaker = tree.pos[head] == "PUNCT" and convention.begins_turn(tree, head)
    if speaker:
        turn = content.rest_of_paragraph(tree, head)
        offered = [one for one in offered if one.pieces == (turn,)] or offered
    signed = tree.pos[head] == "PUNCT" and convention.signs(tree, head)
    if signed:
        offered = [one for one in offered if one.kind == "previous quotation"] or offered
    best, ahead = _best([score(table["content"], settings.content_features(setting, one)) for one in offered])
    pieces = offered[best].pieces if speaker or reported else _clipped(tree, head, offered[best].pieces)
    pieces = pieces if reported else _whole_quotations(tree, head, pieces)
    pieces = tuple(part for piece in pieces for part in _split(tree, piece))
    if not pieces:
        return None, []
    heads = source.candidates(tree, head, pieces)
    if reported and reported.source is not None:
        heads = [source.Candidate(reported.source, "after mark")]
    elif held:
        heads = heads[:1]
    elif speaker:
        heads = [one for one in heads if one.head == head - 1] or heads
    elif signed:
        heads = [one for one in heads if one.kind == "after mark"] or heads
    who, clear = _best([score(table["source"], source.source_features(setting, pieces, one)) for one in heads])
    one = Found(head, probability(value), probability(value), pieces, heads[who].head, offered[best].kind)
    return one, whole.whole_features(setting, offered[best], heads[who], (value, ahead, clear))


def _without_recipient(tree: Tree, head: int, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What is told begins behind "that": "told *the council that* it would close"."""
    a, b = pieces[0]
    if not head < a <= head + 2 or tree.quote[a] >= 0:
        return pieces
    for token in range(a + 1, min(a + 12, b - 1)):
        if tree.pos[token] in ("VERB", "AUX", "PUNCT"):
            break
        if tree.lower[token] == "that" and tree.pos[token] == "SCONJ":
            return (content.trim(tree, (token + 1, b)), *pieces[1:])
    return pieces


def _best(values: list[float]) -> tuple[int, float]:
    """The place of the largest value, and by how much it leads."""
    place = max(range(len(values)), key=values.__getitem__)
    rest = max((value for other, value in enumerate(values) if other != place), default=values[place] - 5)
    return place, values[place] - rest


def _whole_quotations(tree: Tree, head: int, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A piece that reaches the sentence's edge inside a quotation goes on to the quotation's own edge."""
    first, end = tree.bounds(head)
    grown: list[Piece] = []
    for piece in pieces:
        a, b = _utterance(tree, piece)
        if tree.quote[a] >= 0 and tree.quote[a] != tree.quote[head]:
            begin = tree.quotations[tree.quote[a]][0]
            if begin < first <= a <= first + 1:
                a = begin
        if tree.quote[b - 1] >= 0 and tree.quote[b - 1] != tree.quote[head]:
            stop = tree.quotations[tree.quote[b - 1]][1]
            if stop > end >= b >= end - 2:
                b = stop
        grown.append(content.trim(tree, (a, b)))
    return tuple(sorted(p for p in grown if p[0] < p[1]))


def _clipped(tree: Tree, head: int, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What a cue inside a quotation attributes does not reach beyond the quotation."""
    if not _quoted(tree, head):
        return pieces
    first, end = tree.quotations[tree.quote[head]]
    return tuple((max(a, first), min(b, end)) for a, b in pieces if max(a, first) < min(b, end))


def _split(tree: Tree, piece: Piece) -> list[Piece]:
    """The quotations of a stretch that holds nothing else but "and" or "but" between them."""
    a, b = piece
    outside = [t for t in range(a, b) if tree.quote[t] < 0 and tree.pos[t] not in ("PUNCT", "SPACE")]
    if not outside or any(tree.pos[t] != "CCONJ" for t in outside) or len(outside) > 3:
        return [piece]
    return [content.trim(tree, run) for run in content.quoted_runs(tree, a, b)]


def _utterance(tree: Tree, piece: Piece) -> Piece:
    """A content that begins with a long quotation ends with it where that closes with its own stop or comma."""
    a, b = piece
    number = tree.quote[a]
    if number < 0:
        return piece
    first, end = tree.quotations[number]
    closes = end < b and a - first <= 1 and end - first > 6 and tree.lower[end - 2] in (",", ".", "!", "?")
    rest = any(tree.quote[t] < 0 and tree.pos[t] == "VERB" for t in range(end, b))
    return (a, end) if closes and rest else piece


def _settle(found: list[Found], inside: Sequence[Found] = ()) -> list[Found]:
    """Drops what says the same as a likelier one, or as a quotation with its reporting clause.

    What stands ``inside`` another comes after all others, and may say nearly all that the other does.
    """
    kept: list[Found] = []
    near: dict[int, list[Found]] = {}  # by stretch of the text, what holds some of it
    order = [sorted(ones, key=lambda f: (f.kind != "reported", -f.likely, f.cue)) for ones in (found, inside)]
    for number, one in enumerate((*order[0], *order[1])):
        stretches = {t for a, b in (*one.pieces, *one.runs_on) for t in range(a // _STRETCH, (b - 1) // _STRETCH + 1)}
        rivals = (other for stretch in stretches for other in near.get(stretch, ()))
        deep = number >= len(found)
        if any(_clash(one, other) and not (deep and other.holds(one.cue) and one.cue != other.cue) for other in rivals):
            continue
        for stretch in stretches:
            near.setdefault(stretch, []).append(one)
        kept.append(one)
    return sorted(kept, key=lambda f: (f.cue, f.pieces))


def _clash(one: Found, other: Found) -> bool:
    if one.pieces[-1][1] <= other.pieces[0][0] or other.pieces[-1][1] <= one.pieces[0][0]:
        return False
    if one.holds(other.cue) and other.holds(one.cue):
        return True
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.pieces for c, d in other.pieces)
    return shared > 0.8 * max(one.size, other.size)


def _run_on(tree: Tree, table: Table, kept: list[Found]) -> None:
    """Gives quotations without a cue of their own to the statement before them."""
    for first, end in run_on.possible(tree):
        outside = [one for one in kept if one.kind == "reported" or not _inner(tree, one.cue, (first, end))]
        if any(a < end and first < b for one in outside for a, b in one.pieces):
            continue
        if score(table["run_on"], run_on.run_on_features(tree, first, end)) <= 0:
            continue
        before = [one for one in kept if one.cue < first and not _quoted(tree, one.cue)]
        if before and not (before[-1].kind == "reported" and tree.lower[before[-1].cue][-1] in signature.MARKS):
            before[-1].runs_on.append(content.trim(tree, (first, end)))


def _inner(tree: Tree, cue_head: int, piece: Piece) -> bool:
    """Whether a cue is spoken inside a quotation; the colon of a quoted transcript is not."""
    return piece[0] <= cue_head < piece[1] and tree.quote[cue_head] >= 0 and tree.pos[cue_head] != "PUNCT"


def _quoted(tree: Tree, token: int) -> bool:
    """Whether a token stands in a quotation of a sentence's length."""
    number = tree.quote[token]
    return number >= 0 and tree.quotations[number][1] - tree.quotations[number][0] > 6


def nested(kept: list[Found]) -> list[Found]:
    """The attributions told which lies within which: the smallest whose content holds its cue."""
    holders = _Holders(kept)
    for number, one in enumerate(kept):
        around = [(kept[place].size, place) for place in holders.of(one.cue) if place != number]
        one.within = min(around)[1] if around else None
    return kept
