"""Roles that a report's own clause leaves open, filled from what is told of it, or of what goes with it, close before.

A profile asks for it: ``told`` among a role's places takes the same role of an earlier telling of the same event,
``told:TYPE.ROLE`` a role of another event of those taking part, or of one in a clause with "when", "as" or "after".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Argument
from attribune.model.edtf import gap, loose

from .clash import same_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from attribune.model import Report

    from .telling import Telling

_TOLD = "told"
_BACK = {True: 2, False: 1}  # sentences that are gone back: for the same event, for another
_ABOUT = 31  # days within which somebody is held to be where they were
_MOST = 12  # tellings that are gone back
_SINCE = ("when", "as", "after", "while")
_NOT_DONE = ("denied", "prevented")
_WHERE = ("this sentence", "the sentence before", "two sentences before")


def completed(tellings: list[Telling], firsts: list[int], doc: Doc) -> list[Report]:
    """The reports with what those close before tell of their open roles; ``firsts`` has the first of each event."""
    return [_completed(number, tellings, firsts, doc) for number in range(len(tellings))]


def _completed(number: int, tellings: list[Telling], firsts: list[int], doc: Doc) -> Report:
    one = tellings[number]
    filled = {argument.role for argument in one.report.arguments}
    added: list[Argument] = []
    for role in one.type.roles:
        asked = [path for path in role.paths if path.split(":")[0] == _TOLD] if role.name not in filled else []
        if asked:
            near = [(tellings[other], firsts[other] == firsts[number]) for other in _near(number, tellings)]
            added += _found(one, role.name, asked, near, doc)
    return replace(one.report, arguments=(*one.report.arguments, *added)) if added else one.report


def _near(number: int, tellings: list[Telling]) -> Iterator[int]:
    """The tellings of this and the two sentences before, nearest first; then the rest of this sentence."""
    sentence = tellings[number].sentence
    for other in range(number - 1, max(-1, number - 1 - _MOST), -1):
        if sentence - tellings[other].sentence > max(_BACK.values()):
            break
        yield other
    for other in range(number + 1, min(len(tellings), number + 1 + _MOST)):
        if tellings[other].sentence != sentence:
            break
        yield other


def _found(one: Telling, role: str, asked: list[str], near: list[tuple[Telling, bool]], doc: Doc) -> list[Argument]:
    """What the nearest telling that can fill a role names in it."""
    for path in asked:
        kind, _, source = path.partition(":")[2].partition(".")
        for other, same in near:
            back = one.sentence - other.sentence
            fits = (
                same and other.type == one.type if not kind else other.type.name == kind and _goes_with(one, other, doc)
            )
            if back > _BACK[same] or not fits or not _agree(one, other):
                continue
            given = [argument for argument in other.report.arguments if argument.role == (source or role)]
            if given:
                what = "the same" if not kind else f"the {kind.replace('_', ' ')} that goes with it"
                reason = f"taken from {_WHERE[back]}, which tells of {what}"
                return [replace(argument, role=role, reason=reason) for argument in given]
    return []


def _agree(one: Telling, other: Telling) -> bool:
    """Whether what one tells may hold for the other: both ahead or both done, at or about one time, none a heading."""
    if other.heading or one.heading or one.ahead != other.ahead or other.report.status in _NOT_DONE:
        return False
    first, second = (loose(telling.report.when.edtf) for telling in (one, other))
    about = one.type != other.type and first and second and gap(first, second) <= _ABOUT
    return bool(about) or same_time(one, other)


def _goes_with(one: Telling, other: Telling, doc: Doc) -> bool:
    """Whether two events belong together: they befall the same, or one is told with a "when", "as" or "after"."""
    if one.stands_for & other.stands_for:
        return True
    if one.back and not one.names and one.many is other.many and one.sentence - other.sentence == 1:
        return True  # "Two pilots turned up. They ..."
    first, second = doc[one.head], doc[other.head]
    return one.sentence == other.sentence and (_since(first, second) or _since(second, first))


def _since(main: Token, clause: Token) -> bool:
    """Whether a clause goes on from the main one, or tells when it was: "died *when* a bomb went off"."""
    if clause.dep_ not in ("advcl", "conj") or clause.head != main:
        return False
    if clause.dep_ == "conj" or clause.tag_ == "VBG":  # "derailed near Narva, killing two"
        return True
    return any(child.lower_ in _SINCE and child.dep_ in ("mark", "advmod") for child in clause.children)
