"""Reports out of an annotated document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Made, Report, Span, record_id

from . import argument, same, status, trigger
from .kind import Kinder
from .lexicon import lexicon
from .mood import mood
from .when import when

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Annotated, Statement
    from attribune.profiles import EventType, Profile

    from .trigger import Found

VERSION = "1"
_DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "their", "its"}
_PLURAL = {"they", "them", "their", "those", "these", "both", "all", "some", "several", "many", "we"}
_PERSONAL = {"he", "she", "they", "him", "her", "his", "their", "them", "hers", "theirs"}
_LOOSE = {
    "recent",
    "latest",
    "new",
    "first",
    "second",
    "third",
    "last",
    "other",
    "more",
    "additional",
    "alleged",
    "reported",
}
_EITHER = {"who", "which", "that", "it", "its"}
_COLLECTIVE = {
    "family",
    "team",
    "group",
    "staff",
    "crew",
    "elite",
    "personnel",
    "people",
    "squad",
    "rest",
    "number",
    "total",
}


def read(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Report, ...]:
    """Every report in the prose, in the order of the text."""
    kinds = Kinder(seen, profile)
    types = {one.name: one for one in profile.event_types}
    headings = [region.span for region in seen.document.regions if region.kind == "heading"]
    made: list[Report] = []
    tellings: list[same.Telling] = []
    for sentence in seen.doc.sents:
        if not sentence[0].dep_:
            continue
        heading = any(span.start <= sentence.start_char < span.end for span in headings) or _titled(list(sentence))
        for found in trigger.triggers(list(sentence), profile, kinds, heading=heading):
            if trigger.names_event(found, heading=heading):
                for report, filled in _reports(found, seen, said, kinds, types, heading=heading):
                    made.append(report)
                    tellings.append(_telling(report, filled, found, types[report.type], seen, heading=heading))
    firsts = same.together(tellings, profile)
    return tuple(_joined(report, made[first], why) for report, (first, why) in zip(made, firsts, strict=True))


def _joined(report: Report, first: Report, why: str) -> Report:
    """The report with the first one of its event, and what joined them."""
    reason = f"{report.made.reason}; told of before: {why}" if why else report.made.reason
    return replace(report, local_event=first.id, made=replace(report.made, reason=reason))


def _titled(sentence: list[Token]) -> bool:
    """Whether a sentence is set as a heading: nearly all its words capitalised, no full stop."""
    words = [token for token in sentence if token.is_alpha and len(token.text) > 3]
    if len(words) < 3 or sentence[-1].text == ".":
        return False
    return sum(token.text[0].isupper() for token in words) >= 0.8 * len(words)


def _holder(head: Token, said: tuple[Statement, ...]) -> Statement | None:
    """The innermost statement whose content holds a word: the one with the least content."""
    holding = [one for one in said if any(part.start <= head.idx < part.end for part in one.content)]
    return (
        min(holding, key=lambda one: (sum(part.end - part.start for part in one.content), one.id)) if holding else None
    )


def _reports(
    found: Found,
    seen: Annotated,
    said: tuple[Statement, ...],
    kinds: Kinder,
    types: dict[str, EventType],
    *,
    heading: bool,
) -> list[tuple[Report, dict[str, list[Token]]]]:
    """The report of a trigger, with the head words of those it is about."""
    holder = _holder(found.head, said)
    read_ = mood(found, holder, heading=heading)
    told, why = status.status(read_, holder, found)
    words = sorted({*found.words, *([read_.attempt] if read_.attempt else [])}, key=lambda token: token.i)
    name = found.type.name
    if read_.attempt is not None and found.type.attempted in types:
        name = str(found.type.attempted)
    span = _span(found.head, words, seen)
    filled = argument.fill(found, kinds)
    arguments = argument.arguments(found, filled, seen)
    report = Report(
        id=record_id(seen.document.id, "report", span),
        document=seen.document.id,
        type=name,
        trigger=span,
        arguments=arguments,
        when=when(found, seen, holder),
        status=told,
        factuality=status.factuality(told, holder),
        made=Made(f"report.{name}", f'"{span.quote}" names it; {why}', VERSION),
        by=holder.id if holder else None,
    )
    told_of = [(report, filled)]
    for one in argument.included(found, filled, kinds):
        role = next(role for role in found.type.core if filled.get(role))
        part = {**filled, role: [_name_of(one)]}
        inside = replace(
            report,
            id=record_id(seen.document.id, "report", span, ordinal=1),
            arguments=argument.arguments(found, part, seen),
            made=Made(
                f"report.{name}.including", f'"{span.quote}" tells it of all, "including" of these; {why}', VERSION
            ),
        )
        told_of.append((inside, part))
    return told_of


def _name_of(token: Token) -> Token:
    """The name in apposition to a description of one person, else the description itself."""
    names = [child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    return names[0] if names and token.tag_ == "NN" else token


def _span(head: Token, words: list[Token], seen: Annotated) -> Span:
    """The trigger's words as one stretch where they stand close together, else its head."""
    first, last = words[0], words[-1]
    if last.i - first.i > 5 or last.sent.start != first.sent.start:
        light = head.lemma_.lower() in lexicon().support and any(word.pos_ == "NOUN" for word in words)
        one = next(word for word in words if word.pos_ == "NOUN") if light else head
        return seen.document.span(one.idx, one.idx + len(one.text))
    return seen.document.span(first.idx, last.idx + len(last.text))


def _telling(
    report: Report,
    filled: dict[str, list[Token]],
    found: Found,
    event_type: EventType,
    seen: Annotated,
    *,
    heading: bool,
) -> same.Telling:
    """What is compared of a report: those it is about, by the first role of its type that is filled."""
    role = next((one for one in event_type.core if filled.get(one)), "")
    resolved = _resolved(seen)
    tokens = filled.get(role, [])
    arguments = [one for one in report.arguments if one.role == role]
    named = {mention.local for mention in seen.mentions}
    stands_for = frozenset(one.local for one in arguments if one.local)
    number = next((one.span.quote.lower() for one in report.arguments if one.role == "count"), None)
    describing = {
        word.lemma_.lower()
        for one in arguments
        for word in seen.doc.char_span(one.span.start, one.span.end, alignment_mode="expand") or ()
        if word.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
        and word not in tokens
        and word.ent_type_ not in ("NORP", "GPE")
    }
    head = found.head
    return same.Telling(
        report,
        event_type,
        found.trigger.lemmas[0],
        put=frozenset(
            child.lemma_.lower()
            for child in head.children
            if child.dep_ in ("compound", "amod")
            and child.ent_type_ not in ("NORP", "GPE")
            and child.lemma_.lower() not in _LOOSE
        ),
        names=frozenset(stands_for & named),
        stands_for=stands_for,
        heads=frozenset(_noun(token) for token in tokens if token.pos_ in ("NOUN", "PROPN")),
        words=frozenset(describing),
        number=number,
        exact=number is not None and " " not in number,
        many=_many(tokens, number),
        back=(not stands_for & resolved and any(_points_back(token) for token in tokens[:1]))
        or (not tokens and _definite(head)),
        heading=heading,
        bare=not tokens,
    )


def _resolved(seen: Annotated) -> frozenset[str]:
    """The ``local`` ids that more than one stretch of words leads to."""
    counted = Counter([one.local for one in seen.mentions] + [one.local for one in seen.coreferences])
    return frozenset(one for one, times in counted.items() if times > 1)


def _many(tokens: list[Token], number: str | None) -> bool | None:
    """Whether several are told of: by number, grammar and coordination. None where it cannot be told."""
    if number is not None:
        return number not in ("one", "a", "1")
    if not tokens or tokens[0].lower_ in _EITHER:
        return None
    token = tokens[0]
    if (
        any(child.dep_ == "conj" for child in token.children)
        or token.tag_ in ("NNS", "NNPS")
        or token.lower_ in _PLURAL
    ):
        return True
    return None if token.lemma_.lower() in _COLLECTIVE else False


def _noun(token: Token) -> str:
    """A noun's lemma; in headings, where all is capitalised, without the plural's s."""
    return token.lower_.removesuffix("s") if token.pos_ == "PROPN" else token.lemma_.lower()


def _definite(token: Token) -> bool:
    return any(child.lower_ in _DEFINITE and child.dep_ in ("det", "poss") for child in token.children)


def _points_back(token: Token) -> bool:
    """Whether words point back to somebody told of before: "the two", "the diplomat", "they"."""
    simple = not any(child.dep_ in ("prep", "relcl", "acl", "compound", "amod") for child in token.children)
    return token.lower_ in _PERSONAL or (
        simple and any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in token.children)
    )
