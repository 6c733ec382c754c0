"""Initials of protected people: beside a part of the name, and alone where the text names the person in full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .spelling import ADDRESS, FUNCTION, Found, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BEFORE = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \u00a0-]?){1,3}\Z")
_AFTER = re.compile(r",?[ \u00a0](?:[^\W\d_]\.[ \u00a0-]?){1,3}(?!\w)")
_ALONE = re.compile(r"(?<![\w.])[^\W\d_]\.(?:[ \u00a0-]?[^\W\d_]\.){1,2}(?!\w)")


class Initials:
    """{who: the letters with which the words of their full names begin}."""

    def __init__(self) -> None:
        self._of: dict[str, set[str]] = {}

    def add(self, name: str, key: str) -> None:
        """Learn a name of the person who has that key."""
        told = [word.folded for word in words(name) if word.folded not in ADDRESS | FUNCTION]
        if 1 < len(told) <= 4:
            letters = "".join(word[0] for word in told)
            self._of.setdefault(key, set()).update({letters, letters[1:] + letters[0]})

    def of(self, key: str) -> frozenset[str]:
        """Those of one person."""
        return frozenset(self._of.get(key, ()))

    def widened(self, text: str, found: Found) -> Found:
        """A part of a name with the initials beside it, where they are its bearer's: "O. Marrat", "Marrat, O."."""
        start, end = found.start, found.end
        first = words(text[start:end])
        own = {letter for key in found.keys for letters in self._of.get(key, ()) for letter in letters}
        if not own or not first:
            return found
        before = _BEFORE.search(text, max(0, start - 12), start)
        if before and _letters(before[0]) <= own:
            start = before.start()
        after = _AFTER.match(text, end)
        if after and start == found.start and _letters(after[0]) <= own:
            end = after.end() - (1 if after[0][-1] in " \u00a0-" else 0)
        return Found(start, end, found.keys, found.whole, found.sure)

    def alone(self, text: str, here: Iterable[str], public: Iterable[str] = ()) -> Iterator[Found]:
        """Initials that stand for somebody whom the text names (``here``), and for nobody ``public`` whom it names."""
        known: dict[str, set[str]] = {}
        for key in here:
            for letters in self._of.get(key, ()):
                known.setdefault(letters, set()).add(key)
        taken = {letters for key in public for letters in self._of.get(key, ())}
        for match in _ALONE.finditer(text) if known else ():
            letters = "".join(word.folded for word in words(match[0]))
            if letters not in taken and (keys := known.get(letters)):
                yield Found(match.start(), match.end(), frozenset(keys), whole=False)


def _letters(told: str) -> set[str]:
    return {word.folded for word in words(told)}
