"""Reports out of an annotated document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Made, Report, Span, record_id

from . import argument
from .frame import support
from .inside import included, name_of
from .lexicon import lexicon
from .mood import mood
from .neighbour import completed
from .reading import Reading
from .same import together
from .sense import names_event
from .status import called_false, factuality, status, told_false
from .subject import is_verbal
from .telling import Telling, telling
from .trigger import triggers
from .when import when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from attribune.model import Annotated, Statement
    from attribune.profiles import Profile

    from .argument import Filled
    from .trigger import Found

VERSION = "1"
_CLOSE = 5  # words of a trigger that stand further apart are shown by one of them


def read(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Report, ...]:
    """Every report in the prose, in the order of the text."""
    tellings = list(_tellings(Reading.of(seen, said, profile)))
    firsts = together(tellings, profile)
    reports = completed(tellings, [first for first, _ in firsts], seen.doc)
    return tuple(_joined(one, reports[first], why) for one, (first, why) in zip(reports, firsts, strict=True))


def _tellings(reading: Reading) -> Iterator[Telling]:
    """Every report with what is compared of it."""
    for sentence in reading.seen.doc.sents:
        if not sentence[0].dep_:  # what lies between the paragraphs
            continue
        heading = reading.is_heading(sentence)
        for found in triggers(list(sentence), reading.profile, reading.kinds, heading=heading):
            if names_event(found, heading=heading):
                for report, filled in _reports(found, reading, heading=heading):
                    yield telling(report, filled, found, reading, heading=heading)


def _joined(report: Report, first: Report, why: str) -> Report:
    """The report with the first one of its event, and what joined them."""
    reason = f"{report.made.reason}; told of before: {why}" if why else report.made.reason
    return replace(report, local_event=first.id, made=replace(report.made, reason=reason))


def _reports(found: Found, reading: Reading, *, heading: bool) -> Iterator[tuple[Report, Filled]]:
    """The report of a trigger and, after "including", that of a part, each with the head words of its participants."""
    filled = argument.fill(found, reading.kinds)
    if any(role.required and role.name not in filled for role in argument.roles_of(found)):
        return
    report = _report(found, filled, reading, heading=heading)
    yield report, filled
    centre = argument.centre(found, filled)
    one = included(centre[0], reading.kinds) if centre and _several(centre[0]) else None
    if one is not None:
        role = next(role for role in found.type.core if filled.get(role))
        part = {**filled, role: [name_of(one)]}
        low, high = argument.bounds(found, part, reading.seen)
        reason = report.made.reason.replace("names it", 'tells it of all, "including" of these')
        yield (
            replace(
                report,
                id=record_id(report.document, "report", report.trigger, ordinal=1),
                arguments=argument.arguments(found, part, reading),
                made=Made(f"{report.made.rule}.including", reason, VERSION),
                low=low,
                high=high,
            ),
            part,
        )


def _several(head: Token) -> bool:
    """Whether the words name more than one, of whom a part can be told."""
    return (
        head.tag_ in ("NNS", "NNPS") or head.lower_ in lexicon().plural or any(c.dep_ == "nummod" for c in head.lefts)
    )


def _report(found: Found, filled: Filled, reading: Reading, *, heading: bool) -> Report:
    """The report that a trigger makes."""
    seen, holder = reading.seen, _holder(found, reading)
    read_ = mood(found, holder, heading=heading)
    told, why = status(read_, holder, found)
    how = ""
    if told == "rumoured" and called_false(found.head.sent):
        told, why, how = "denied", "it is told as a rumour, and called false in the next sentence", ".called_false"
    elif told not in ("denied", "prevented") and told_false(found.head):
        told, why = "denied", "the sentence calls the talk of it false"
    tried = found.type.attempted if read_.attempt is not None else None
    name = tried if tried in reading.types else found.type.name
    span = _span(found, read_.attempt, seen)
    low, high = argument.bounds(found, filled, seen)
    return Report(
        id=record_id(seen.document.id, "report", span),
        document=seen.document.id,
        type=str(name),
        trigger=span,
        arguments=argument.arguments(found, filled, reading),
        when=when(found, seen, holder),
        status=told,
        factuality=factuality(told, holder),
        made=Made(f"report.{name}{how}", f'"{span.quote}" names it; {why}', VERSION),
        by=holder.id if holder else None,
        low=low,
        high=high,
    )


def _holder(found: Found, reading: Reading) -> Statement | None:
    """The statement that holds an event; who ordered an audit did so and does not tell of it, who confirmed it does."""
    holder, verb = reading.holder(found.head), None if is_verbal(found.head) else support(found.head)
    if verb is None or verb.lemma_.lower() in lexicon().carrier | lexicon().possible:
        return holder
    did = holder and holder.cue and holder.cue.start <= verb.idx < holder.cue.end
    return None if did else holder


def _span(found: Found, attempt: Token | None, seen: Annotated) -> Span:
    """The trigger's words as one stretch where they stand close together, else the one that tells most."""
    words = sorted({word.i: word for word in (*found.words, *([attempt] if attempt else []))}.items())
    (first, start), (last, end) = words[0], words[-1]
    if last - first <= _CLOSE and start.sent.start == end.sent.start:
        return seen.document.span(start.idx, end.idx + len(end.text))
    nouns = [word for _, word in words if word.pos_ == "NOUN"]
    one = nouns[0] if nouns and found.head.lemma_.lower() in lexicon().support else found.head
    return seen.document.span(one.idx, one.idx + len(one.text))
