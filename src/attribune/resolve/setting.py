"""Where and when an account stands that does not say so itself: as what is told right beside it in its paragraph.

"Shells hit the market in Osh on Monday. Twelve traders were killed": the deaths are those of Osh and of Monday. What is
taken over so is weaker evidence than what is said, and only ever speaks for two accounts being one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model.index import Index

    from .account import Account

_REACH = 320  # characters, about two sentences of news


def lend(told: Sequence[Account], index: Index) -> None:
    """Give each account the places and the time of its nearest neighbour in the paragraph, where it has none."""
    by_document: dict[str, list[tuple[int, Account]]] = defaultdict(list)
    for account in told:
        by_document[account.document] += [(start, account) for start, _ in sorted(account.triggers)]
    for document, placed in by_document.items():
        text = index.documents[document].text if document in index.documents else ""
        placed.sort(key=lambda one: one[0])
        for number, (start, account) in enumerate(placed):
            for other_start, other in sorted(
                placed[max(0, number - 4) : number + 5], key=lambda one: abs(one[0] - start)
            ):
                low, high = sorted((start, other_start))
                if other is account or high - low > _REACH or "\n" in text[low:high]:
                    continue
                if other.family != account.family:
                    account.beside = tuple(dict.fromkeys((*account.beside, other.id)))
                if not account.where and not account.near_places:
                    account.near_places = other.where
                if not account.when and not account.near_when:
                    account.near_when = other.when
