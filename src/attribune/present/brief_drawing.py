"""The origin graph of a brief, as SVG: who knows on the left, who prints on the right, a line for each telling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

from .sign import SPEAKER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .account import Account

_WIDTH, _ROW, _LEFT, _RIGHT = 640, 34, 290, 390  # of the drawing, of a row, where lines begin and end
_LETTERS = 40
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Drawing:
    """``svg`` is the drawing, ``words`` says the same in a line for who cannot see it."""

    svg: str
    words: str


def drawing(accounts: Sequence[Account], numbers: Mapping[str, Sequence[int]]) -> Drawing | None:
    """The graph of some accounts; None where nobody but the outlets themselves knows.

    ``numbers`` are those of the articles of each outlet, which stand beside its name as they are cited.
    """
    told = [(account.origin, outlet) for account in accounts for outlet in account.outlets]
    if all(origin["name"] == outlet for origin, outlet in told):
        return None
    left = list(dict.fromkeys((str(o["id"]), f"{SPEAKER[o['kind']]} {o['name']}") for o, _ in told))
    right = list(dict.fromkeys(outlet for _, outlet in told))
    height = _ROW * max(len(left), len(right)) + 8
    rows = {key: _middle(n, len(left), height) for n, (key, _) in enumerate(left)}
    ends = {outlet: _middle(n, len(right), height) for n, outlet in enumerate(right)}
    pairs = dict.fromkeys((str(origin["id"]), outlet) for origin, outlet in told)
    lines = [_line(rows[key], ends[outlet]) for key, outlet in pairs]
    words = [_words(_LEFT - 10, rows[key], name, "end") for key, name in left]
    cited = {outlet: f"{outlet} [{', '.join(map(str, numbers.get(outlet, ())))}]" for outlet in right}
    words += [_words(_RIGHT + 10, ends[outlet], f"{SPEAKER['media']} {cited[outlet]}", "start") for outlet in right]
    names = dict(left)
    said = "; ".join(f"{outlet} has it from {names[key][2:]}" for key, outlet in pairs)
    body = "".join([*lines, *words])
    box = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    return Drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{_plain(said)}">{body}</svg>', said
    )


def _middle(number: int, count: int, height: int) -> float:
    return round(height * (2 * number + 1) / (2 * count), 1)


def _line(start: float, end: float) -> str:
    bend = (_LEFT + _RIGHT) // 2
    path = f"M{_LEFT},{start} C{bend},{start} {bend},{end} {_RIGHT},{end}"
    return f'<path d="{path}" fill="none" stroke="#777" stroke-width="1.2"/>'


def _words(x: int, y: float, words: str, anchor: str) -> str:
    cut = wrap(" ".join(words.split()), _LETTERS)[:2] or [""]
    first = y + 4 - 6 * (len(cut) - 1)
    spans = "".join(f'<tspan x="{x}" y="{first + 13 * n}">{_plain(line)}</tspan>' for n, line in enumerate(cut))
    style = 'font-family="DejaVu Sans, Liberation Sans, sans-serif" font-size="11" fill="currentColor"'
    return f'<text text-anchor="{anchor}" {style}>{spans}</text>'


def _plain(words: str) -> str:
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", words))
