"""Reports out of an annotated document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model import Made, Report, Span, record_id

from . import argument, same, status, trigger
from .kind import Kinder
from .lexicon import lexicon
from .when import when

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Annotated, Statement
    from attribune.profiles import EventType, Profile

    from .trigger import Found

VERSION = "1"
_DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "their", "its"}


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
                for report, heads in _reports(found, seen, said, kinds, types, heading=heading):
                    made.append(report)
                    tellings.append(_telling(report, heads, types[report.type], found))
    firsts = same.together(tellings)
    return tuple(_joined(report, made[first]) for report, first in zip(made, firsts, strict=True))


def _joined(report: Report, first: Report) -> Report:
    from dataclasses import replace

    return replace(report, local_event=first.id)


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
) -> list[tuple[Report, list[Token]]]:
    """The report of a trigger, with the head words of those it is about."""
    holder = _holder(found.head, said)
    read_ = status.mood(found, holder, heading=heading)
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
    heads = [token for role in ("affected", "agent") for token in filled.get(role, ())]
    return [(report, heads)]


def _span(head: Token, words: list[Token], seen: Annotated) -> Span:
    """The trigger's words as one stretch where they stand close together, else its head."""
    first, last = words[0], words[-1]
    if last.i - first.i > 5 or last.sent.start != first.sent.start:
        light = head.lemma_.lower() in lexicon().support and any(word.pos_ == "NOUN" for word in words)
        one = next(word for word in words if word.pos_ == "NOUN") if light else head
        return seen.document.span(one.idx, one.idx + len(one.text))
    return seen.document.span(first.idx, last.idx + len(last.text))


def _telling(report: Report, heads: list[Token], event_type: EventType, found: Found) -> same.Telling:
    names = frozenset(one.local for one in report.arguments if one.role in ("affected", "agent") and one.local)
    numbers = frozenset(one.span.quote.lower() for one in report.arguments if one.role == "count")
    words = frozenset(token.lemma_.lower() for token in heads if token.pos_ in ("NOUN", "PROPN"))
    definite = any(child.lower_ in _DEFINITE for child in found.head.children)
    return same.Telling(report, event_type, names, words, numbers, definite)
