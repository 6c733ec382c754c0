"""Statements that answer others: "the ministry denied the report", "critics doubt the explanation"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribune.model import Report, Span, Statement
    from attribune.model.index import Index

    from .party import Party

Answers = Literal["asserts", "denies", "doubts"]
Holders = dict[str, set[str]]
"""Of each report the statements that hold it, the ones inside others among them."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?i)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b")
_REACH = 1_500  # characters back to what is answered
_SHORT = 9  # words: what only takes something up is brief


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement that takes up an earlier one; ``reports`` are the tellings that it answers."""

    statement: Statement
    earlier: Statement | None
    reports: tuple[Report, ...]
    stance: Answers


@cache
def _words(kind: str) -> frozenset[str]:
    data = yaml.safe_load(files("attribune.assess").joinpath("answer.yaml").read_text(encoding="utf-8"))
    return frozenset(data[kind])


def answers(index: Index, parties: Mapping[str, Party]) -> list[Answer]:
    """The answers of all documents, in the order of the text."""
    inside: dict[str, list[Report]] = defaultdict(list)
    for report in index.records.reports:
        inside[report.document].append(report)
    found = []
    for document in index.records.documents:
        statements = sorted(index.statements_of[document.id], key=_place)
        for number, statement in enumerate(statements):
            stance = _stance(statement)
            held = [r for r in inside[document.id] if statement.holds(r.trigger)]
            if calls_false(statement):
                stance = "denies"
            elif not (stance and _takes_up(statement)):
                stance = None
            if stance and not held:
                before = statements[:number]
                if _of_number(statement):
                    before = [one for one in before if any(map(_tells_number, one.content))]
                held_by = {r.id: {s.id for s in index.chain_of(r.by)} for r in inside[document.id]}
                lead = _lead(inside[document.id], held_by, before, parties) if _a_report(statement) else None
                earlier = lead or _answered(statement, before, parties)
                found.append(_answer(statement, earlier, inside[document.id], held_by, stance))
    return found


def _answer(
    statement: Statement, earlier: Statement | None, reports: list[Report], held_by: Holders, stance: Answers
) -> Answer:
    """With the tellings in what is answered, or in the article's own voice where nobody is answered by name."""
    before = [r for r in reports if r.trigger.end <= _place(statement) and _place(statement) - r.trigger.end <= _REACH]
    told = [r for r in before if earlier and (earlier.id in held_by[r.id] or earlier.holds(r.trigger))] or [
        r for r in before if earlier is None
    ][-1:]
    return Answer(statement, earlier, tuple(told), stance)


def _of_number(statement: Statement) -> bool:
    """Whether what is called false is a number."""
    found = [word.casefold() for part in statement.content for word in part.quote.split()[:3]]
    return calls_false(statement) and bool(_words("counted") & set(found))


def _tells_number(part: Span) -> bool:
    return bool(_NUMBER.search(part.quote))


def _a_report(statement: Statement) -> bool:
    """Whether it takes up "the report": that of the outlet which the article goes by, not what was said last."""
    return any(word.casefold() in _words("news") for part in statement.content for word in part.quote.split()[:3])


def _lead(
    reports: list[Report], held_by: Holders, before: list[Statement], parties: Mapping[str, Party]
) -> Statement | None:
    """The last statement of an outlet on what the article is about: an event of the type that it tells first."""
    first = min(reports, key=lambda r: r.trigger, default=None)
    for statement in reversed(before):
        party = parties.get(statement.id)
        told = [r for r in reports if first and r.type == first.type and statement.id in held_by[r.id]]
        if told and party and party.kind == "media":
            return statement
    return None


def calls_false(statement: Statement) -> bool:
    """Whether a statement says of something told before, and nothing else, that it is false: "the number is a lie"."""
    return len(statement.content) == 1 and bool(_false().fullmatch(statement.content[0].quote.strip(" .,“”\"'")))


@cache
def _false() -> re.Pattern[str]:
    subject = "|".join(sorted({*_words("taken_up"), *_words("counted")}))
    false = "|".join(sorted(_words("falsehood"), key=len, reverse=True))
    return re.compile(
        rf"(?i)(?:the|this|that|these|those|such|both|all|any)?\s?(?:\w+\s){{0,2}}?(?:{subject})"
        rf"(?:\s(?:of|about|on|that)\s[^.;\n]{{1,60}})?\s(?:is|was|are|were|had been|has been|have been)\s"
        rf"(?:(?:all|both|only|just|simply|purely|completely|totally|entirely|nothing but|pure)\s)?"
        rf"(?:an?\s|the\s)?(?:\w+\s)?(?:{false})(?:\s(?:by|of|from)\s[^.;\n]{{1,80}})?"
    )


def _answered(statement: Statement, before: list[Statement], parties: Mapping[str, Party]) -> Statement | None:
    """The nearest earlier statement of somebody else."""
    party = parties.get(statement.id)
    for other in reversed(before):
        theirs = parties.get(other.id)
        near = _place(statement) - _place(other) <= _REACH
        nested = statement.within == other.id or other.within == statement.id
        differ = theirs and party and theirs.key != party.key
        if near and differ and not nested and other.act not in ("decline", "question", "deny", "propose"):
            return other
    return None


def _stance(statement: Statement) -> Answers | None:
    if statement.act == "deny":
        return "denies"
    if statement.act == "question":
        return "doubts"
    confirms = statement.cue is not None and statement.cue.quote.casefold() in _words("confirms")
    return "asserts" if statement.act == "assert" and confirms else None


def _takes_up(statement: Statement) -> bool:
    """Whether the content is nothing but words that take something up."""
    found = [word for part in statement.content for word in _WORD.findall(part.quote)]
    opening = {word.casefold() for place, word in enumerate(found[:4]) if not place or word.islower()}  # no names
    return 0 < len(found) <= _SHORT and bool(_words("taken_up") & opening)


def _place(statement: Statement) -> int:
    spans = [statement.source, statement.cue, *statement.content]
    return min((span.start for span in spans if span), default=0)


def sets_aside(statement: Statement) -> set[str]:
    """The beginnings of the words of what it sets aside: "..., and not his disappointment in the regime"."""
    found: set[str] = set()
    for part in statement.content:
        for match in _instead().finditer(part.quote):
            found |= {word[:6] for word in _WORD.findall(match[1]) if len(word) > 3 and word.islower()}
    return found


@cache
def _instead() -> re.Pattern[str]:
    before = "|".join(sorted(_words("instead")))
    return re.compile(rf"(?i)\b(?:{before})\s((?:his|her|their|its|the|an?|any|because of|due to)\s[^,.;\n]{{3,80}})")
