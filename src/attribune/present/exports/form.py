"""What an export is: a name, what it is for, and the function that writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from attribune.view import View


@dataclass(frozen=True, slots=True)
class Form:
    """A form of export: ``write(view, folder)`` fills a folder that is there, and gives {file: how many it holds}."""

    name: str
    told: str
    write: Callable[[View, Path], dict[str, int]]


DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
"""A year, month or day as every tool reads it; EDTF has more (seasons, spans, what is about so), which none does."""


def writable(text: str) -> str:
    """A text that every encoding can write: half a surrogate pair becomes the sign for what cannot be shown."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
