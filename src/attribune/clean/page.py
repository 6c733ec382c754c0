"""Regions of a web page: what was found by its mark-up, corrected by what its lines say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model import PROSE, Document

from .duplicate import mark_titles
from .label import label
from .line import Label, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_OVER_PROSE = (
    "rights",
    "rules",
    "prompts",
    "paywall",
    "stub",
    "image",
    "credits",
    "dates",
    "joint",
    "widgets",
    "stamp",
    "by",
    "counter",
)  # rules that may take a line out of the prose
_OVER_CHROME = ("rights", "rules", "prompts", "credits", "dates", "by", "captions", "image", "spam", "stamp")


def refined(document: Document, rows: Sequence[Line]) -> list[Label]:
    """One label a region as read: the kind that the mark-up gave it, unless its own words say better."""
    found: list[Label | None] = []
    for region, row in zip(document.regions, rows, strict=True):
        own = label(row)
        rule = "page" if region.kind == "heading" and region.reason.startswith("the page gives") else "markup"
        given = Label(region.kind, region.reason, rule)
        allowed = _OVER_PROSE if region.kind in PROSE else _OVER_CHROME if region.kind == "navigation" else ()
        found.append(own if own and own.rule in allowed else given)
    mark_titles(rows, found)
    return [one for one in found if one]
