"""Which accounts of one article are of one event, though nothing that they say of those taking part is alike.

A heading tells what the article opens with: "Two dead in Osh" is "at least two traders were killed". And who gives a
number right after somebody else gave one answers it: "the union counted 60,000; the ministry spoke of 8,000".
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model.edtf import gap, loose

from .size import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model import Report
    from attribune.model.edtf import Days
    from attribune.model.index import Index

    from .account import Account

_LEAD = 600  # characters under the heading that say what it means
_NEAR = 450  # characters within which a number answers another: two or three sentences of news
_LONG = 45  # days by which the time of a total is longer than that of one event
_HELD = ("planned", "possible", "prevented")


def repeated(told: Sequence[Account], index: Index) -> list[tuple[int, int]]:
    """Pairs of accounts, by place, of which the later tells again what the earlier, of its document and type, does."""
    found = []
    by_type: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, account in enumerate(told):
        by_type[account.document, account.family].append(place)
    for (document, _), places in by_type.items():
        body = _body(index, document)
        places.sort(key=lambda place: min(told[place].triggers))
        for one, other in pairwise(places):
            start, then = (min(told[place].triggers)[0] for place in (one, other))
            under = start < body <= then <= body + _LEAD
            if (under and not clash(told[one], told[other])) or (
                not under and then - start <= _NEAR and _counts_again(told[one], told[other], index)
            ):
                found.append((one, other))
    return found


def _body(index: Index, document: str) -> int:
    """Where the text under the heading begins."""
    known = index.documents.get(document)
    if not known:
        return 0
    if known.title and known.text.startswith(known.title):
        return len(known.title)
    first = min(known.regions, key=lambda region: region.span, default=None)
    return first.span.end if first and first.kind == "heading" else 0


def clash(one: Account, other: Account) -> bool:
    """Whether the two cannot be of one event, but for how many they count."""
    if one.people and other.people and not one.people & other.people:
        return True
    if any(apart(report, ("affected", "agent")) for report in other.reports):
        return True
    if {one.group, other.group} == {True, False} or one.denied != other.denied:
        return True
    if any(told.status in ("planned", "prevented") for told in (one, other)) and one.status != other.status:
        return True
    first, second = loose(one.when), loose(other.when)
    if first and second and gap(first, second) > 0:
        return True
    return bool(one.where and other.where and not set(one.where) & set(other.where))


def _counts_again(one: Account, other: Account, index: Index) -> bool:
    """Whether the later gives a number of its own, on another's word, for what the earlier tells."""
    if other.low is None and other.high is None:
        return False
    if one.people or other.people:
        return False
    if _holder(one.reports[-1], index) == _holder(other.reports[0], index) or clash(one, other):
        return False
    if any(told.status in _HELD for told in (one, other)):
        return False
    if one.words and other.words and not one.words & other.words:
        return False
    return not _longer(loose(one.when), loose(other.when))


def _holder(report: Report, index: Index) -> str:
    """On whose word a report stands, by the words for them; the article itself is nobody."""
    statement = index.statements.get(report.by or "")
    if statement is None:
        return ""
    return (statement.source or statement.cue or statement.content[0]).quote.casefold()


def _longer(first: Days | None, second: Days | None) -> bool:
    """Whether one time is a stretch in which more happens than at the other: "since January" against "on Monday"."""
    lengths = [days.length for days in (first, second) if days and days.length]
    return len(lengths) == 2 and abs(lengths[0] - lengths[1]) > _LONG
