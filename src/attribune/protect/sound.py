"""Korean names in romanisations that no mention shows: "Jegal" for a protected "Chegal"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attribune.names import compare, keys
from attribune.names.comparison import compare_korean
from attribune.names.korean import surnames_of
from attribune.names.tables import is_hangul

from .spelling import FUNCTION, Found, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .spelling import Word

_CLOSE = (" ", "-", "\u2011", "\n")  # what stands between the words of a Korean name
_LONGEST = 4
_SYLLABLES = 5  # of the longest Korean name written in one word
_PARTICLES = 2  # syllables that may be glued to a given name alone; to a whole name any may be


class Sounds:
    """Protected Korean names by what their syllables stand for: surnames, given names, whole names."""

    def __init__(self) -> None:
        self._bearers: dict[str, dict[str, set[str]]] = {}

    def add(self, name: str, key: str) -> None:
        """Learn a name of the person who has that key; a name that is not Korean adds nothing."""
        pieces = words(name)
        last = len(pieces)
        for start, end in [(0, last), (0, 1), (1, last)] if last > 1 else [(0, last)] * last:
            self._learn(name[pieces[start].start : pieces[end - 1].end], key)
        if last == 1 and is_hangul(name) and len(name) > 2:  # surname and given name in one word
            cut = 2 if len(name) > 3 and surnames_of(name[:2]) else 1
            if surnames_of(name[:cut]):
                self._learn(name[:cut], key)
                self._learn(name[cut:], key)

    def _learn(self, part: str, key: str) -> None:
        for mark in marks(part):
            self._bearers.setdefault(mark, {}).setdefault(part, set()).add(key)

    def __bool__(self) -> bool:
        return bool(self._bearers)

    def unlike(self, other: Sounds, bearers: frozenset[str] = frozenset()) -> Sounds:
        """The names that lead elsewhere here than there, and those of ``bearers``."""
        found = Sounds()
        for mark in self._bearers.keys() | other._bearers.keys():
            here, there = self._bearers.get(mark, {}), other._bearers.get(mark, {})
            both = {one: here.get(one, set()) | there.get(one, set()) for one in here.keys() | there.keys()}
            if names := {one: of for one, of in both.items() if here.get(one) != there.get(one) or of & bearers}:
                found._bearers[mark] = names
        return found

    def find(self, text: str) -> Iterator[Found]:
        """Every stretch of a text that may be one of the names, romanised in another way. They may overlap."""
        if not self._bearers:
            return
        pieces = words(text)
        for at, word in enumerate(pieces):
            if not word.capital or word.folded in FUNCTION:
                continue
            for end in _ends(text, pieces, at):
                stretch = text[word.start : end]
                for mark in marks(stretch):
                    if bearers := self._same(mark, stretch):
                        # A surname of one syllable is borne by millions, and so are given names alone.
                        sure = mark.startswith("surname:") and len(mark) > len("surname:") + 1
                        yield Found(word.start, end, frozenset(bearers), whole=False, sure=sure or " " in stretch)
            yield from self._glued(text, word)

    def _glued(self, text: str, word: Word) -> Iterator[Found]:
        """Names at the beginning of a word in Korean letters, where particles and titles are glued to them."""
        written = text[word.start : word.end]
        if not is_hangul(written):
            return
        for size in range(min(_SYLLABLES, len(written)), 1, -1):
            stretch = written[:size]
            bearers = set().union(*(self._same(m, stretch) for m in marks(stretch) if not m.startswith("surname:")))
            whole = size > 2 and surnames_of(stretch[: 2 if size > 3 else 1]) != frozenset()
            if bearers and (whole or len(written) - size <= _PARTICLES):
                yield Found(word.start, word.start + size, frozenset(bearers), whole=False, sure=whole)
                return

    def _same(self, mark: str, stretch: str) -> set[str]:
        """Who bears a name that a stretch may spell: a surname by the list of them, others by comparison."""
        known = self._bearers.get(mark, {})
        if mark.startswith("surname:"):
            return set().union(*known.values())
        alike = [name for name in known if compare(name, stretch).same or compare_korean(name, stretch).same]
        return set().union(*(known[name] for name in alike))


@lru_cache(maxsize=65536)
def marks(name: str) -> frozenset[str]:
    """Under what a name can be looked up: the Korean surnames that it spells, and the sounds of its syllables."""
    surnames = () if " " in name or "-" in name else surnames_of(name.casefold())
    return frozenset(
        {f"surname:{one}" for one in surnames} | {one for one in keys(name) if not one.startswith("latin:")}
    )


def _ends(text: str, pieces: Sequence[Word], at: int) -> Iterator[int]:
    """Where a name that starts at a word may end: after it, and after those that follow it closely."""
    end = pieces[at].end
    yield end
    for word in pieces[at + 1 : at + _LONGEST]:
        gap = text[end : word.start]
        if gap not in _CLOSE or (gap in {" ", "\n"} and not word.capital):
            return
        end = word.end
        yield end
