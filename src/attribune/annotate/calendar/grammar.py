"""The grammar of time: patterns over kinds of words, read from ``rules.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from .word import Word, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SYMBOL = re.compile(
    r"(?P<name>\w+)=|(?P<kind>[A-Z]+)|(?P<class>[a-z]+)|(?P<operator>!\(|[()|?*+])|\\?(?P<mark>[^\w\s])"
)
_MARKS = "-–/.,:'’"
_OTHER = chr(0xE000)
_ROW = re.compile(rf"[^{_OTHER}]+")
_REPEATED = {"!(": "(?!", "*": "{0,8}", "+": "{1,8}"}  # bounded, so that no text takes more than linear time


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and the name of the builder that reads what it matches."""

    builder: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a rule matched, with those that the rule names."""

    builder: str
    words: tuple[Word, ...]
    named: dict[str, tuple[Word, ...]]
    text: str

    def get(self, name: str) -> Word | None:
        """The first word of that name, None if the rule matched without it."""
        words = self.named.get(name)
        return words[0] if words else None

    def need(self, name: str) -> Word:
        """The first word of that name, which the rules of this builder always give."""
        return self.named[name][0]

    def number(self, name: str) -> int:
        """The value of that word, a number."""
        return int(self.need(name).value)

    def all(self, name: str) -> tuple[Word, ...]:
        """All words of that name."""
        return self.named.get(name, ())

    @property
    def start(self) -> int:
        """Where the words start in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where they end."""
        return self.words[-1].end


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules, the character that stands for each kind of word, and what a row of kinds must hold to be looked at."""

    letters: dict[str, str]
    rules: tuple[Rule, ...]
    strong: re.Pattern[str]

    def candidates(self, words: Sequence[Word], text: str) -> list[Found]:
        """Every match of every rule: by start, the longest first, then in the order of the rules."""
        kinds = "".join(self.letters.get(word.kind, _OTHER) for word in words)
        matches = [
            (match.start(), -match.end(), number, match)
            for row in _ROW.finditer(kinds)
            if self.strong.search(kinds, row.start(), row.end())
            for number, rule in enumerate(self.rules)
            for match in rule.pattern.finditer(kinds, row.start(), row.end())
        ]
        matches.sort(key=lambda one: one[:3])
        return [self._found(self.rules[number], match, words, text) for _, _, number, match in matches]

    @staticmethod
    def _found(rule: Rule, match: re.Match[str], words: Sequence[Word], text: str) -> Found:
        named: dict[str, tuple[Word, ...]] = {}
        for name in rule.pattern.groupindex:
            start, end = match.span(name)
            if start >= 0:
                named[name.rstrip("0123456789")] = tuple(words[start:end])
        return Found(rule.builder, tuple(words[match.start() : match.end()]), named, text)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of ``rules.yaml``."""
    data = yaml.safe_load((files(__package__) / "rules.yaml").read_text("utf-8"))
    kinds = dict.fromkeys(["ORDINAL", "BIG", "DECIMAL", "YEAR", "INT", "AMPM", *_MARKS])
    kinds |= dict.fromkeys(kind for kind, _ in lexicon().values())
    letters = {kind: chr(0xE001 + place) for place, kind in enumerate(kinds)}
    classes = {name: "[" + "".join(letters[kind] for kind in kinds) + "]" for name, kinds in data["classes"].items()}
    rules = [
        Rule(row["as"], re.compile("".join(_compiled(_expanded(row["pattern"], data["macros"]), letters, classes))))
        for row in data["rules"]
    ]
    weak = "".join(letters[kind] for kind in data["weak"])
    strong = re.compile(rf"[^{re.escape(weak + _OTHER)}]")
    return Grammar(letters, tuple(rules), strong)


def _expanded(pattern: str, macros: dict[str, str]) -> str:
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda match: macros[match[1]], pattern)
    return pattern


def _compiled(pattern: str, letters: dict[str, str], classes: dict[str, str]) -> Iterator[str]:
    """The pieces of the regular expression; a name used twice is numbered, for Python allows each name once."""
    number, group = 0, ""
    for match in _SYMBOL.finditer(pattern):
        if match["name"]:
            number += 1
            group = f"?P<{match['name']}{number}>"
            continue
        piece = _REPEATED.get(match["operator"], match["operator"]) or (
            letters[match["kind"]]
            if match["kind"]
            else classes[match["class"]]
            if match["class"]
            else letters[match["mark"]]
        )
        if group:
            yield f"({group}" if piece == "(" else f"({group}{piece})"
            group = ""
        else:
            yield piece
