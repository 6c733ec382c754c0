"""Whether words for somebody without a name are so narrow that one person could be found by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribune.model import Mention, Span
    from attribune.profiles import Profile

# Where the head of a noun phrase ends: "a clerk | of the mill in Tull", "an official | close to the talks".
_AFTER_HEAD = re.compile(
    r"\s(?:of|in|at|on|from|with|for|to|who|whose|that|close|familiar|near|based|working|stationed|posted|inside|[-–—])\b|,"
)
_PLURAL = frozenset({"people", "men", "women", "police", "personnel", "staff", "crew", "media", "press", "elite"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_FEW = frozenset({"two", "three", "2", "3"})  # so few can be found as one can


class Narrowness:
    """Tells narrow descriptions from wide ones. Holders of a public office are public, named or not."""

    def __init__(self, profile: Profile) -> None:
        self._public = {office.title.casefold() for office in profile.offices if office.public}

    def narrow(self, described: Span, mentions: Iterable[Mention]) -> bool:
        """Whether the words describe one person, or a few, who hold no public office and are not named beside it."""
        named = (one for one in mentions if one.kind == "person")
        if any(described.start <= one.span.start <= described.end + 3 for one in named):
            return False
        words = _AFTER_HEAD.split(described.quote.casefold(), maxsplit=1)[0].split()
        if not words or words[0] in _NOBODY or any(self._office(words[start:]) for start in range(len(words))):
            return False
        plural = words[-1] in _PLURAL or (words[-1].endswith("s") and not words[-1].endswith(("ss", "us")))
        return not plural or words[0] in _FEW

    def _office(self, words: list[str]) -> bool:
        return any(" ".join(words[:size]) in self._public for size in range(1, 5))
