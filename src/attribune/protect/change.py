"""Which texts may be shown otherwise, once others are at risk, or others are known to be public."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from . import address
from .naming import forms_of
from .spelling import fold

if TYPE_CHECKING:
    from collections.abc import Set

    from .risk import Risk
    from .shield import Bare


class UnboundedChangeError(Exception):
    """What changed may show in any text."""


class Change:
    """What differs between two states of a case, ``before`` and ``now``. Raises UnboundedChangeError."""

    def __init__(self, before: Bare, now: Bare) -> None:
        self._old, self._new = before[0], now[0]
        if (
            self._old.names.reach != self._new.names.reach
            or self._old.public_names.reach != self._new.public_names.reach
        ):
            raise UnboundedChangeError
        bearers = _bearers(self._old, self._new)
        self._names = self._new.names.unlike(self._old.names, bearers)
        self._sounds = self._new.sounds.unlike(self._old.sounds, bearers)
        self._likenesses = self._new.likenesses.unlike(self._old.likenesses, bearers)
        self._forms = forms_of(self._names)
        known, were = (one.public_names for one in (self._new, self._old))
        self._public = sorted((known.forms ^ were.forms) | (known.wholes.keys() ^ were.wholes.keys()))
        (found, shown), (had, was) = now[1], before[1]
        told = {raw for raw in shown.keys() | was.keys() if shown.get(raw) != was.get(raw)}
        self._told = sorted({form for one in (found, had) for form, raws in one.wholes.items() if raws & told})
        self._hiding = bool(self._forms or self._sounds or self._likenesses)
        self.touches = lru_cache(maxsize=65536)(self._touches)

    def __bool__(self) -> bool:
        return bool(self._hiding or self._public or self._told)

    @property
    def hides(self) -> bool:
        """Whether others are at risk, or are called otherwise."""
        return self._hiding

    def _touches(self, text: str) -> bool:
        """Whether a text may be shown otherwise."""
        if self._hiding and self._names_changed(text):
            return True
        if not (self._public or self._told):
            return False
        squeezed = _squeezed(text)
        if any(form in squeezed for form in self._told):
            return True
        return any(form in squeezed for form in self._public) and any(
            map(_candidates, (self._old, self._new), (text,) * 2)
        )

    def _names_changed(self, text: str) -> bool:
        if self._names.find(text) or any(address.found(text, self._forms)):
            return True
        return any(self._sounds.find(text)) or any(self._likenesses.find(text))


def _candidates(risk: Risk, text: str) -> bool:
    """Whether a text has words that may name somebody at risk, where nobody public is called so."""
    found = risk.names.find(text) or any(risk.sounds.find(text)) or any(risk.likenesses.find(text))
    return bool(found) or any(address.found(text, forms_of(risk.names)))


def _bearers(before: Risk, now: Risk) -> frozenset[str]:
    """Those at risk of whom other initials are known, or who are of another kind."""
    both = before.people.keys() | now.people.keys()
    return frozenset(
        one
        for one in both
        if before.kinds.get(one) != now.kinds.get(one) or before.initials.of(one) != now.initials.of(one)
    )


def _squeezed(text: str) -> str:
    """The letters and digits of a text, folded, without what stands between them."""
    return _plain(text) if text.isascii() else fold.__wrapped__(text)


_OTHERS = "".join(chr(code) for code in range(128) if not chr(code).isalnum()).encode("ascii")


def _plain(text: str) -> str:
    return text.lower().encode("ascii").translate(None, _OTHERS).decode("ascii")


def initials_changed(before: Bare, now: Bare, entities: Set[str]) -> frozenset[str]:
    """Those of some entities of whom other initials are known."""
    return frozenset(one for one in entities if before[0].initials.of(one) != now[0].initials.of(one))
