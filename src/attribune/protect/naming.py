"""Which words of a text name somebody protected, and under which pseudonym."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from . import address
from .redaction import merge
from .spelling import ORDINARY, Found, fold
from .stretch import Stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .redaction import Replacement
    from .risk import Risk
    from .spelling import Spellings

_BEFORE_IN_ADDRESS = re.compile(r"[/@#_=.]")
_AFTER_IN_ADDRESS = re.compile(r"[/@_=]|\.\w")


class Naming:
    """Finds protected people in texts. ``texts`` are those of all documents, ``label`` gives the pseudonym of a key.

    ``known`` gives whom a document names where that need not be looked for.
    """

    def __init__(
        self,
        risk: Risk,
        texts: Mapping[str, str],
        label: Callable[[str], str],
        known: Callable[[str], frozenset[str] | None] = lambda _: None,
    ) -> None:
        self._risk = risk
        self._texts = texts
        self._label = label
        self._known = known
        self._here: dict[str, frozenset[str]] = {}

    def in_document(self, document: str) -> list[Replacement]:
        """Every place of a document's text that names somebody protected: by a mention or by any spelling."""
        own = [(span.start, span.end, self._label(key)) for span, key in self._risk.places.get(document, ())]
        public = [(span.start, span.end) for span, _ in self._risk.public.get(document, ())]
        text = self._texts[document]
        kept = [(span.start, span.end) for span, key in self._risk.public.get(document, ()) if key in self._risk.kept]
        found = [*self._found(text, (document,), public), *self._alone(document)]
        return merge(text, [*own, *(one for one in found if not Stretches(kept).hold(one[0], one[1]))])

    def _alone(self, document: str) -> list[tuple[int, int, str]]:
        """Initials of protected people whom a document names in full."""
        public = {key for _, key in self._risk.public.get(document, ())}
        here = self.present(document)
        alone = self._risk.initials.alone(self._texts[document], sorted(here), public)
        return [(one.start, one.end, self._label_of(one, here)) for one in alone]

    def in_words(self, text: str, documents: tuple[str, ...] | None) -> list[Replacement]:
        """The same for words of ours about some documents; without any, about the whole case."""
        return merge(text, self._found(text, documents, ()))

    def in_public_name(self, name: str) -> list[Replacement]:
        """The same for a name of somebody public, which may share a part with a protected one but not be one."""
        return merge(name, self._found(name, (), [(0, len(name))]))

    def _found(
        self, text: str, documents: tuple[str, ...] | None, public: Iterable[tuple[int, int]]
    ) -> list[tuple[int, int, str]]:
        """Protected names in a text by their spelling, with what to put there. ``public`` are places of other names."""
        risk = self._risk
        found = [*risk.names.find(text), *risk.sounds.find(text), *risk.likenesses.find(text)]
        found += address.found(text, self._forms)
        if not found:
            return []
        others = [(f.start, f.end) for f in self._risk.public_names.find(text) if f.whole]
        public_places = Stretches([*public, *others])
        here = None if documents is None else frozenset[str]().union(*map(self.present, documents))
        return [
            (wide.start, wide.end, self._label_of(one, here))
            for one in found
            for wide in [risk.initials.widened(text, one)]
            if one.whole or (not public_places.touch(one.start, one.end) and self._names_somebody(one, text, here))
        ]

    def _names_somebody(self, found: Found, text: str, here: frozenset[str] | None) -> bool:
        """Whether a part of a protected name stands for its bearer here.

        In a document of the bearer, always, but for a word of the language without a capital; in another one, where no
        public name has the same part and it looks like a name; in an address or a handle also without a capital.
        """
        form = fold(text[found.start : found.end])
        if here is None or found.keys & here:
            lowered = text == text.lower()  # a measure in normalised words, a file name
            small = text[found.start].islower()
            name = form not in ORDINARY and (lowered or len(form) > 4)
            return not small or name or _in_address(text, found)
        return form not in self._public_parts and (found.sure or (len(form) > 3 and _in_address(text, found)))

    def _label_of(self, found: Found, here: frozenset[str] | None) -> str:
        """The pseudonym for a name: where two bear it, a third one that joins it to neither."""
        return self._label("+".join(sorted((found.keys & here if here else None) or found.keys)))

    def present(self, document: str) -> frozenset[str]:
        """The protected people whom a document names: by a mention, or by a whole name."""
        if document not in self._here and (told := self._known(document)) is not None:
            self._here[document] = told
        elif document not in self._here:
            named = {key for _, key in self._risk.places.get(document, ())}
            found = self._risk.names.find(self._texts.get(document, ""))
            self._here[document] = frozenset(named.union(*(f.keys for f in found if f.whole)))
        return self._here[document]

    @cached_property
    def _forms(self) -> dict[str, frozenset[str]]:
        """Every name and part of a name, as one word."""
        return forms_of(self._risk.names)

    @cached_property
    def _public_parts(self) -> frozenset[str]:
        return frozenset({*self._risk.public_names.parts, *self._risk.public_names.wholes})


def forms_of(names: Spellings) -> dict[str, frozenset[str]]:
    """Every name and part of a name, as one word, with those who bear it."""
    parts, wholes = names.parts, names.wholes
    return parts | {form: keys | parts.get(form, frozenset()) for form, keys in wholes.items()}


def _in_address(text: str, found: Found) -> bool:
    """Whether a name stands inside an address, a handle or a file name."""
    before, after = text[max(found.start - 1, 0) : found.start], text[found.end : found.end + 2]
    return bool(_BEFORE_IN_ADDRESS.match(before) or _AFTER_IN_ADDRESS.match(after))
