"""Words of English that the reading of events rests on, from ``lexicon.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemmas by what they do; ``lexicon.yaml`` says what each set is for."""

    person: frozenset[str]
    body: frozenset[str]
    building: frozenset[str]
    land: frozenset[str]
    group: frozenset[str]
    thing: frozenset[str]
    support: frozenset[str]
    carrier: frozenset[str]
    striking: frozenset[str]
    attempt: frozenset[str]
    plan: frozenset[str]
    possible: frozenset[str]
    prevent: frozenset[str]
    factual: frozenset[str]
    rumour: frozenset[str]
    falsehood: frozenset[str]
    evidence: frozenset[str]
    considering: frozenset[str]
    station: frozenset[str]
    rule: frozenset[str]
    transparent: frozenset[str]
    vague: frozenset[str]
    bridge: frozenset[str]
    adverbial: frozenset[str]
    posted: frozenset[str]
    habit: frozenset[str]
    nearly: frozenset[str]
    perhaps: frozenset[str]
    ahead: frozenset[str]
    planning: frozenset[str]
    collective: frozenset[str]
    loose: frozenset[str]
    quantifier: frozenset[str]
    counting: frozenset[str]
    agentive: frozenset[str]
    personal: frozenset[str]
    plural: frozenset[str]
    neutral: frozenset[str]
    predicative: frozenset[str]
    placelike: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that is shipped."""
    with (Path(__file__).parent / "lexicon.yaml").open(encoding="utf-8") as file:
        words = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes strings only, "no" and "on" too
    return Lexicon(**{field.name: frozenset(words[field.name].split()) for field in fields(Lexicon)})
