"""Whether an event is told by the body that did it, which makes it probably true."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from .lexicon import words
from .party import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model import Argument
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

    from .origin import Source, Telling
    from .party import Party

_WORD = re.compile(r"[^\W\d_]+")
_BODIES = ("government", "organisation")


@cache
def _offices() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(files("attribune.assess").joinpath("state.yaml").read_text(encoding="utf-8"))
    return {kind: frozenset(found) for kind, found in data["office"].items()}


class Doers:
    """Finds origins that did themselves what they tell."""

    def __init__(self, index: Index, geography: Geography) -> None:
        self._index = index
        self._geography = geography

    def name(self, sources: Sequence[Source]) -> str:
        """The name of the first origin that did it itself, or nothing."""
        for source in sources:
            for telling in source.tellings:
                if telling.trail.last.key == source.party.key and self._did(source.party, telling):
                    return source.party.name
        return ""

    def _did(self, party: Party, telling: Telling) -> bool:
        if party.kind not in _BODIES and party.body is None:
            return False
        office = _offices().get(telling.report.type, frozenset())
        own = {*_WORD.findall((party.body or "").casefold()), *_WORD.findall(party.name.casefold())}
        agents = [a for a in telling.report.arguments if a.role == "agent"]
        if not agents:
            return bool(own & office)
        return any(self._is(party, own, argument, telling) for argument in agents)

    def _is(self, party: Party, own: set[str], agent: Argument, telling: Telling) -> bool:
        """Whether the one who acts is the party: by name, as "they", or as the country whose organ it is."""
        quote = agent.span.quote.casefold()
        entity = self._index.filler(telling.report, agent)
        if entity and party.key == f"entity:{entity.id}":
            return True
        if quote in words("several") or quote in words("it"):
            return any(part.holds(agent.span) for s in telling.trail.statements[-1:] for part in s.content)
        country = self._geography.find(entity.name if entity else agent.span.quote)
        if country and (party.kind == "government" or party.body):
            return any(country in self._geography.lies_in(place) for place in self._places(own))
        called = [plain(party.name), (party.body or "").removeprefix("name:")]
        return any(name and set(name.split()) <= set(plain(agent.span.quote).split()) for name in called)

    def _places(self, own: set[str]) -> list[str]:
        return [place for word in sorted(own) if (place := self._geography.find(word))]
