"""Dates as a reader says them: "autumn 2020", "about 2021-04", "until 2019"; a plain date stays as it is."""

from __future__ import annotations

import re

_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS = (
    {str(21 + n): f"{_SEASONS[n % 4]} " for n in range(12)}
    | {str(33 + n): f"quarter {n + 1} of " for n in range(4)}
    | {str(37 + n): f"third {n + 1} of " for n in range(3)}
    | {"40": "first half of ", "41": "second half of "}
)
"""What stands before the year for each code of a part of it; those of the seasons are by hemisphere or by none."""
_PART = re.compile(r"(\d{4})-(2[1-9]|3\d|4[01])")
_DECADE = re.compile(r"(\d{3})X")
_ABOUT = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def day(edtf: object) -> str:
    """An EDTF value in words; what is none, as it stands."""
    value = str(edtf or "")
    first, slash, last = value.partition("/")
    if not slash:
        return _one(value)
    if first in ("", ".."):
        return f"until {_one(last)}" if last not in ("", "..") else value
    return f"from {_one(first)} on" if last in ("", "..") else f"{_one(first)} to {_one(last)}"


def _one(value: str) -> str:
    about = _ABOUT.get(value[-1:], "")
    bare = value[:-1] if about else value
    if part := _PART.fullmatch(bare):
        return f"{about}{_PARTS[part[2]]}{part[1]}"
    if decade := _DECADE.fullmatch(bare):
        return f"{about}{decade[1]}0s"
    return f"{about}{bare.removesuffix('-XX').removesuffix('-XX')}" if bare[:4].isdigit() else value
