"""Places without a name: by their sort one is told from another, "at an academy" from "at a shooting range"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

_TAIL = re.compile(r"\s(?:of|in|at|near|from|outside|inside|on|for|where|which|that|with|close|owned|run)\s|,")
_WORD = re.compile(r"[^\W\d_]+")
_HOUSE_ARREST = re.compile(r"(?i)\bhouse\s$")


@cache
def _sorts() -> dict[str, str]:
    data = yaml.safe_load(files("attribune.assess").joinpath("site.yaml").read_text(encoding="utf-8"))
    return {word: sort for sort, members in data.items() for word in members}


def sort_of(phrase: str) -> str | None:
    """The sort of the place that words come down to: None where they name none that is known."""
    found = _WORD.findall(_TAIL.split(phrase, maxsplit=1)[0].casefold())
    return _sorts().get(found[-1]) if found else None


def at_home(text: str, start: int) -> bool:
    """Whether a trigger is that of a house arrest."""
    return bool(_HOUSE_ARREST.search(text, max(0, start - 6), start))
