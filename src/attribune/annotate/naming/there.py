"""Words that stand for a place named close before: "there", "in the city", "the country's police"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model import Annotated, Coreference, Made, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from attribune.profiles import Profile

_VERSION = "1"
_KINDS = {"country": "country", "city": "city", "town": "city", "province": "province"}
_AT = ("in", "at", "to", "into", "from", "near", "through", "of")
_STANDING = ("in", "at", "to", "into", "through", "near")
_BACK = {"there": 1, "noun": 2}  # sentences


def places_meant(seen: Annotated, profile: Profile) -> Iterator[Coreference]:
    """The coreferences of places, in the order of the text."""
    kinds = {name.lower(): place.kind for place in profile.places for name, _ in ((place.name, ""), *place.names)}
    named = {
        span.root.i: one
        for one in seen.mentions
        if one.kind == "place" and (span := seen.doc.char_span(one.span.start, one.span.end)) is not None
    }
    before: list[tuple[int, Token, Mention]] = []
    sentence = 0
    for token in seen.doc:
        sentence += bool(token.is_sent_start)
        if token.i in named:
            before = [*before[-20:], (sentence, token, named[token.i])]
        elif token.lower_ == "there" and token.dep_ == "advmod":
            yield from _meant(
                token,
                token.idx,
                [one for at, word, one in before if sentence - at <= _BACK["there"] and word.head.lower_ in _AT][-1:],
                seen,
            )
        elif token.pos_ == "NOUN" and token.lower_ in _KINDS and _stands(token):
            near = [one for at, _, one in before if sentence - at <= _BACK["noun"]]
            fitting = [one for one in near if kinds.get(one.span.quote.lower()) == _KINDS[token.lower_]]
            yield from _meant(
                token, token.left_edge.idx, fitting[-1:] if len({one.local for one in fitting}) == 1 else [], seen
            )


def _stands(noun: Token) -> bool:
    """Whether a noun means a place by nothing but its kind: "in the city", "the country's"; not "left the country"."""
    words = [child.lower_ for child in noun.children if child.dep_ != "case"]
    placed = noun.dep_ == "pobj" and noun.head.lower_ in _STANDING
    return words in (["the"], ["this"], ["that"]) and (placed or noun.dep_ == "poss")


def _meant(token: Token, start: int, named: list[Mention], seen: Annotated) -> Iterator[Coreference]:
    for one in named:
        span = seen.document.span(start, token.idx + len(token))
        made = Made("coreference.place", f"{one.name}, named close before", _VERSION)
        yield Coreference(span, "place", one.local, made)
