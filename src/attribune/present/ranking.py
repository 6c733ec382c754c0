"""The order of very many accounts of one event: what differs first, who only agrees last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .wording import PRONOUNS

if TYPE_CHECKING:
    from .account import Account, Affair


def ranked(affair: Affair, most: int) -> tuple[Affair, int]:
    """An event whose accounts, where they are more than ``most``, stand so that what differs comes first, with how many
    of them tell something that none before does: those in a conflict before the others, of either the fullest first.
    """
    if len(affair.accounts) <= most:
        return affair, len(affair.accounts)
    ends = {end for row in affair.conflicts for end in (row["from"], row["to"])}
    disputed = {told.row["origin"] or "" for told in affair.tellings if told.report in ends}

    def weight(account: Account) -> tuple[bool, int]:
        return account.origin["id"] not in disputed, -sum(map(bool, account.cells.values()))

    seen: set[tuple[str, str]] = set()
    new: list[Account] = []
    rest: list[Account] = []
    for account in sorted(affair.accounts, key=weight):
        held = holds(account)
        (rest if held <= seen else new).append(account)
        seen |= held
    return replace(affair, accounts=(*new, *rest)), len(new)


def holds(account: Account) -> set[tuple[str, str]]:
    """What an account holds: (detail, value)."""
    return {
        (detail, value)
        for detail, held in account.cells.items()
        for cell in held
        if (value := cell.value.casefold()) not in PRONOUNS
    }
