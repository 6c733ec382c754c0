"""Which encoding some bytes are in, by the letters that they would be: see ``alphabets.tsv``."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FEWEST = 6  # characters beyond ASCII from which anything can be told
_SURE = 0.8  # of the share that running text has
_AHEAD = 0.08  # by so much a reading must be better than the declared one
_MARKS = re.compile("[\u2010-\u203a\xa0«»§°©®·×€£™•…\u3000-\u303f\uff01-\uff5e]")
_LETTERS = re.compile(r"[^\x00-\x7f]")
_STRANGE = re.compile(r"[^\W\d_][¹²³¼½¾¿¡¶¤¦¬¯¨´¸÷¢¥±][^\W\d_]|[\x80-\x9f\ufffd\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class _Row:
    encodings: tuple[str, ...]
    share: float
    letters: re.Pattern[str]


@cache
def _rows() -> tuple[_Row, ...]:
    lines = files("attribune.read").joinpath("alphabets.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(_Row(tuple(names.split(",")), float(share), re.compile(f"[{kind}]")) for names, share, kind in cells)


def likely(data: bytes, declared: str | None = None) -> str | None:
    """The encoding in which the bytes read like a text of some language; None where none stands out.

    Where one is ``declared`` another must read clearly better.
    """
    best: tuple[float, str] = (0.0, "")
    own = 0.0
    readings: dict[str, str | None] = {}
    for row in _rows():
        for name in row.encodings:
            if name not in readings:
                readings[name] = _reading(data, name)
            score = _score(readings[name], row)
            own = max(own, score) if name == declared else own
            if score > best[0] + 1e-9:
                best = (score, name)
    if best[0] < _SURE or (declared and best[0] < own + _AHEAD):
        return None
    return best[1]


def _reading(data: bytes, name: str) -> str | None:
    """The characters beyond ASCII, with those beside them; None where the bytes do not fit."""
    try:
        text = codecs.getincrementaldecoder(name)("strict").decode(data)
    except (UnicodeDecodeError, LookupError):
        return None
    return text


def _score(text: str | None, row: _Row) -> float:
    """How far the letters beyond ASCII are those of a language, as a share of what its texts have; at most 1."""
    if text is None:
        return 0.0
    beyond = _LETTERS.findall(_MARKS.sub("", text)) if row.share > 0.2 else _LETTERS.findall(text)
    if len(beyond) < _FEWEST:
        return 0.0
    share = sum(1 for char in beyond if row.letters.match(char)) / len(beyond)
    strange = len(_STRANGE.findall(text)) / len(beyond)
    return max(0.0, min(1.0, share / row.share) - 2 * strange)
