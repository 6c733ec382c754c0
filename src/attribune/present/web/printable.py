"""Words of articles made safe to print: no character reorders, hides or breaks what stands around it."""

from __future__ import annotations

import unicodedata
from typing import TypeVar

Printed = TypeVar("Printed")

_REORDERING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HIDDEN = (0x00AD, 0x180E, *range(0x200B, 0x200E), 0x2060, 0xFEFF, *range(0xFFF9, 0xFFFC))
_CONTROL = (*(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)), *range(0x7F, 0xA0))
_LETTERS = {0x200C, 0x200D}  # joiners are part of how Persian, Hindi and emoji are written


def _token(code: int) -> str:
    name = unicodedata.name(chr(code), "")
    return f"⟦U+{code:04X}{' ' + name.lower() if code in _REORDERING else ''}⟧"


_SHOWN = {code: _token(code) for code in (*_REORDERING, *_HIDDEN, *_CONTROL) if code not in _LETTERS}
_SHOWN |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")  # half a pair: no encoding can write it


def printable(value: Printed) -> Printed | str:
    """The value as a page prints it: in text, control characters are shown by their number instead of obeyed.

    Soft hyphens, zero-width spaces and right-to-left overrides can make words read otherwise than they stand; an
    analyst must see them. What is no text is given back as it is; text already escaped stays escaped.
    """
    return value.translate(_SHOWN) if isinstance(value, str) else value
