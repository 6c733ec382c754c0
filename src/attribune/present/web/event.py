"""The page of one event, bounded however often the event is told: what differs first, the rest counted and in parts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from attribune.present.columns import content, quote
from attribune.present.ranking import holds, ranked

from . import graph, rival
from .dispute import Dispute, alike, disputes
from .gathered import NAMELESS
from .held import cells
from .history import entries
from .label import place
from .sheet import Sheet, leaf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from attribune.present.account import Affair, Telling

    from .form import Form
    from .room import Room

Row = dict[str, Any]

_ACCOUNTS = 12  # origins side by side
_TELLINGS = 40
_PAIRS = 8  # pairs of accounts in one disagreement
_VALUES = 6  # values of a detail that are told in sum
_DENIALS = 12
_HISTORY = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of each list of an event's page is wanted, and the words that its tellings must hold."""

    accounts: int = 1
    pairs: int = 1
    tellings: int = 1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """What all origins hold of a detail: the values most held as (value, origins), and how many values there are."""

    detail: str
    values: tuple[tuple[str, int], ...]
    number: int


@dataclass(slots=True)
class Denial:
    """Somebody who says that it did not happen, and the ``places`` that pass it on, as (document, words, address):
    tellings, or statements that answer one. ``both`` says that the same origin tells it, too.
    """

    kind: str
    name: str
    both: bool = False
    places: list[tuple[str, str, str]] = field(default_factory=list)


def event(room: Room, one: str, asked: Asked) -> dict[str, Any]:
    """What the page of an event shows. Raises KeyError where there is no such event."""
    affair, own = ranked(room.events[one], _ACCOUNTS)
    numbers = graph.numbers(affair)
    accounts = leaf(affair.accounts, _at(one, asked, "accounts"), asked.accounts, _ACCOUNTS)
    found = matching(affair, asked.words)
    tellings = leaf(found, _at(one, asked, "tellings"), asked.tellings, _TELLINGS)
    differing = differences(affair)
    most = max((dispute.pairs for dispute in differing), key=len, default=())
    pairs = leaf(most, _at(one, asked, "pairs"), asked.pairs, _PAIRS)
    history = room.about_event(one)
    denied = denials(room, affair)
    return {
        "affair": replace(affair, accounts=tuple(accounts.rows)),
        "accounts": accounts,
        "own": own,
        "sums": sums(affair) if accounts.total > _ACCOUNTS else (),
        "cells": cells(affair, {account.origin["id"] for account in accounts.rows}),
        "denials": denied[:_DENIALS],
        "all_denials": len(denied),
        "disputes": [replace(two, pairs=two.pairs[pairs.first - 1 :][:_PAIRS]) for two in differing],
        "pairs": pairs,
        "graph": graph.draw(room, affair),
        "numbers": numbers,
        "tellings": tellings,
        "whole": len(affair.tellings),
        "numbered": tellings_of(affair),
        "history": entries(room, history[-_HISTORY:]),
        "all_history": len(history),
        "rivals": [(other["id"], other["headline"], other["sentence"]) for other in rival.events(room, one)],
        "members": [
            (told.report, told.sentence, f"{told.outlet}, {told.published or 'no date'}") for told in tellings.rows
        ],
    }


def differences(affair: Affair) -> list[Dispute]:
    """What the accounts of an event differ on, the same two values against each other once."""
    held: dict[tuple[str, str, int], str] = {
        (row["detail"], row["span"]["document"], row["span"]["start"]): row["value"]
        for row in affair.event["details"]
        if row["span"]
    }

    def value(span: Row, detail: str) -> str:
        return held.get((detail, span["document"], span["start"]), "")

    found = disputes(affair.conflicts, lambda _: (affair.event["id"], affair.headline))
    return [alike(dispute, value) for dispute in found]


def _at(one: str, asked: Asked, called: str) -> Sheet:
    """Where a part of an event's page is, with the other parts as they are asked for."""
    given = {"accounts": asked.accounts, "pairs": asked.pairs, "tellings": asked.tellings}
    others = {name: page for name, page in given.items() if page > 1 and name != called}
    words = asked.words if called == "tellings" else ""
    if asked.words and called != "tellings":
        others["q"] = asked.words  # type: ignore[assignment]  # an address holds numbers and words
    return Sheet([], 0, 1, words, f"/events/{one}", others, called=called, part=called)


def sums(affair: Affair) -> tuple[Sum, ...]:
    """The values of each detail by how many origins hold them."""
    shown: dict[tuple[str, str], str] = {}
    origins: dict[str, Counter[str]] = {}
    for account in affair.accounts:
        for detail, value in holds(account):
            origins.setdefault(detail, Counter())[value] += 1
        for detail, held in account.cells.items():
            for cell in held:
                shown.setdefault((detail, cell.value.casefold()), cell.value)
    found = []
    for detail in affair.accounts[0].cells if affair.accounts else ():
        order = sorted(origins.get(detail, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        values = tuple((shown[detail, value], number) for value, number in order[:_VALUES])
        found += [Sum(detail, values, len(order))] if order else []
    return tuple(found)


def matching(affair: Affair, words: str) -> Sequence[Telling]:
    """The tellings whose sentence, chain or day hold all words, in the order of publication."""
    wanted = words.casefold().split()
    if not wanted:
        return affair.tellings
    return [
        told
        for told in affair.tellings
        if _all_in(wanted, f"{told.chain} {told.published} {told.status} {told.sentence}".casefold())
    ]


def _all_in(words: Sequence[str], text: str) -> bool:
    return all(word in text for word in words)


def denials(room: Room, affair: Affair) -> list[Denial]:
    """Who says that it did not happen, or that it is doubtful: tellings first, then statements that answer one."""
    stance: dict[str, set[str]] = {"yes": set(), "no": set()}
    against = set()
    for held in affair.event["details"]:
        if held["detail"] == "whether":
            stance.setdefault(held["value"], set()).add(held["origin"] or "")
            against |= {held["report"]} if held["value"] == "no" else set()
    both = stance["yes"] & stance["no"]
    found: dict[tuple[str, str], Denial] = {}
    for told in affair.tellings:
        if told.report in against:
            last = told.row["chain"][-1] if told.row["chain"] else {"kind": "media", "name": told.outlet}
            one = _denial(found, last["kind"], last["name"], told.document)
            one.both |= (told.row["origin"] or "") in both
            trigger = told.row["trigger"]
            one.places.append((told.document, quote(trigger), place(told.document, trigger)))
    for row in _answers(room, affair):
        one = _denial(
            found, row["source_kind"], row["speaker"] or quote(row["source"]) or "nobody named", row["document"]
        )
        one.places.append((row["document"], content(row), f"/records/{row['id']}"))
    return list(found.values())


def _denial(found: dict[tuple[str, str], Denial], kind: str, name: str, document: str) -> Denial:
    """The one of that name; somebody unnamed is one in one document alone."""
    own = document if kind in NAMELESS else ""
    return found.setdefault((name.casefold(), own), Denial(kind, name))


def _answers(room: Room, affair: Affair) -> Iterator[Row]:
    """The statements that answer a telling: "the embassy denied the report"."""
    reports = {told.report for told in affair.tellings}
    links = (row for row in affair.conflicts if row["detail"] == "whether" and row["to"] not in reports)
    rows = (room.records.get(one) for one in dict.fromkeys(row["to"] for row in links))
    return (row for row in rows if row and "source_kind" in row)


def parted(room: Room, one: str, form: Form) -> list[str]:
    """The reports that a form marks as another event's: each by itself, all of an origin, all that hold some words."""
    affair: Affair = room.events[one]
    marked, origins = set(form.all("member")), set(form.all("origin"))
    marked |= {told.report for told in affair.tellings if origins and (told.row["origin"] or "") in origins}
    if form["found"]:
        marked |= {told.report for told in matching(affair, form["found"])}
    return [report for report in affair.event["reports"] if report in marked]


def tellings_of(affair: Affair) -> Mapping[str, int]:
    """{origin's id: how many tellings go back to it}."""
    return Counter(told.row["origin"] or "" for told in affair.tellings)
