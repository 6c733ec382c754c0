"""Korean words taken apart by kiwipiepy, whose model comes with its package: nothing is downloaded."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.util import find_spec
from typing import TYPE_CHECKING

from attribune.model import Morpheme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiwipiepy import Kiwi


def available() -> bool:
    """Whether kiwipiepy is installed."""
    return find_spec("kiwipiepy") is not None


def version() -> str:
    """The versions of kiwipiepy and its model, as far as they are installed."""
    try:
        return f"kiwipiepy {installed('kiwipiepy')}, model {installed('kiwipiepy_model')}"
    except PackageNotFoundError:
        return "no kiwipiepy"


@lru_cache(maxsize=1)
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)


def analysed(text: str, names: Iterable[tuple[int, int]], offset: int) -> list[tuple[int, Morpheme]]:
    """The morphemes of a stretch, each with the number of its sentence; ``names`` are kept whole, as proper nouns.

    ``offset`` is where the stretch stands in its document.
    """
    kept = [(start, end, "NNP") for start, end in names]
    found = _kiwi().tokenize(text, pretokenized=kept) if kept else _kiwi().tokenize(text)
    return [
        (one.sent_position, Morpheme(one.form, str(one.tag), offset + one.start, offset + one.end)) for one in found
    ]
