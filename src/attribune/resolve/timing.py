"""What two accounts say of when it was, and when they were told: how much that speaks for one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model.edtf import Days, gap, holds, loose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .account import Account

_DAYS = 10
Feature = tuple[str, float]


def when(one: Account, other: Account) -> Iterator[Feature]:
    """Evidence from the days told of, else from those on which the two came out."""
    first, second = loose(one.when), loose(other.when)
    if first and second:
        yield _dates(first, second)
        if 0 < gap(first, second) <= _DAYS and not one.acting and _within_days(one, other):
            yield "both came out within days", 2.0  # what befalls somebody seldom befalls them twice in a week
    elif agree := _near_dates(one, other):
        yield agree
    elif one.retold or other.retold:
        yield from _told_before(one, other)
    else:
        yield from _told_when(one, other, first, second)


def _told_when(one: Account, other: Account, first: Days | None, second: Days | None) -> Iterator[Feature]:
    """The days on which both came out, one of them against the date of the other where that has one."""
    told, published = one.day, other.day
    if first or second:
        days, seen = (first, published) if first else (second, told)
        if days and seen:
            yield from _told_on(days, seen)
    elif told and published and one.document != other.document:
        apart = abs((told - published).days)
        if apart <= _DAYS:
            yield "both came out within days", 2.0
        elif apart <= 45:
            yield "both came out within weeks", 1.0
        elif apart > 400:
            yield "they came out more than a year apart", -2.0


def _within_days(one: Account, other: Account) -> bool:
    return bool(one.people & other.people and one.day and other.day and abs((one.day - other.day).days) <= _DAYS)


def _near_dates(one: Account, other: Account) -> Feature | None:
    """Days that agree once each account without any has those of what is told beside it."""
    first, second = loose(one.when or one.near_when), loose(other.when or other.near_when)
    if first and second and gap(first, second) == 0 and max(first.length or 99, second.length or 99) <= 31:
        return "the dates of what is told beside agree", 2.0
    return None


def _told_before(one: Account, other: Account) -> Iterator[Feature]:
    """The text says when it was told before: "the paper reported in 2031 that ..."."""
    for retelling, told in ((one, other), (other, one)):
        days = loose(retelling.retold)
        if days and told.day and not told.retold:
            inside = days.first and days.last and days.first <= told.day <= days.last
            yield (
                ("the one retells what was told at the time of the other", 2.0)
                if inside
                else (
                    "the one retells what was told at another time",
                    -1.0,
                )
            )


def _dates(first: Days, second: Days) -> Feature:
    distance = gap(first, second)
    if distance:  # two years in a row are no days apart
        distance += min(first.length or 0, second.length or 0) // 2
    if distance == 0:
        finest = min(first.length or 10_000, second.length or 10_000)
        worth = 3.5 if finest <= 3 else 2.5 if finest <= 31 else 1.0 if finest <= 366 else 0.5
        return ("the dates agree" if holds(first, second) or holds(second, first) else "the dates overlap", worth)
    if distance <= 10:
        return "the dates are days apart", -0.5
    if distance <= 92:
        return "the dates are weeks apart", -2.0
    return ("the dates are months apart", -4.0) if distance <= 366 else ("the dates are years apart", -7.0)


def _told_on(days: Days, published: date) -> Iterator[Feature]:
    """One account says when, the other only when it was told: nothing is told before it happens."""
    if days.first and (days.first - published).days > 2:
        yield "one was told before the other's date", -6.0
    elif days.last and 0 <= (published - days.last).days <= 31:
        yield "told within a month of the date", 1.5
    elif days.last and (published - days.last).days > 400:
        yield "told more than a year after the date", -1.0
