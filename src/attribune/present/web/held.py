"""The cells of an accounts table: each value that an origin holds of a detail, with the words that say it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attribune.present.columns import quote
from attribune.present.wording import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Container

    from attribune.present.account import Affair

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """One wording of a value: the first place that prints it, and how many documents do."""

    quote: str
    span: Row
    documents: int


@dataclass(frozen=True, slots=True)
class Value:
    """One value; ``words`` are its wordings, none where the value follows from no words of their own."""

    value: str
    words: tuple[Words, ...]

    @property
    def plain(self) -> bool:
        """Whether the words say the value as it stands, so that it need not be told twice."""
        return not self.unnamed and any(one.quote.casefold() == self.value.casefold() for one in self.words)

    @property
    def unnamed(self) -> bool:
        """Whether the words stand for somebody whom the article does not name, as far as was found."""
        return self.value.casefold() in PRONOUNS


def cells(affair: Affair, origins: Container[str]) -> dict[tuple[str, str], list[Value]]:
    """{(origin's id, detail): the values held} of some origins, each value and each wording once."""
    found: dict[tuple[str, str], dict[str, dict[str, list[Row]]]] = defaultdict(lambda: defaultdict(dict))
    shown: dict[str, str] = {}
    for held in affair.event["details"]:
        if (held["origin"] or "") not in origins:
            continue
        value = shown.setdefault(held["value"].casefold(), held["value"])
        wordings = found[held["origin"] or "", held["detail"]][value]
        if held["span"]:
            wordings.setdefault(quote(held["span"]).casefold(), []).append(held["span"])
    return {key: [_value(value, wordings) for value, wordings in values.items()] for key, values in found.items()}


def _value(value: str, wordings: dict[str, list[Row]]) -> Value:
    words = (Words(quote(spans[0]), spans[0], len({span["document"] for span in spans})) for spans in wordings.values())
    return Value(value, tuple(words))
