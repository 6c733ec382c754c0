"""The templates with what they all use: signs, labels, and words made printable, escaped without exception."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from attribune.present.account import DETAILS
from attribune.present.columns import content, number, quote, speaker
from attribune.present.day import day
from attribune.present.sign import CONFLICT, FROM, PROTECTED, SPEAKER, TELLING
from attribune.present.wording import count, first_upper, numeral

from . import label
from .printable import printable

NAVIGATION = (
    ("/", "Overview"), ("/documents", "Documents"), ("/events", "Events"), ("/conflicts", "Conflicts"),
    ("/timeline", "Timeline"), ("/map", "Map"), ("/figures", "Figures"), ("/forecasts", "Forecasts"),
    ("/people", "People"), ("/sources", "Sources"),
)  # fmt: skip
"""The pages with a name of their own, in the order of the line at the top."""

DESK = (
    ("/hypotheses", "Hypotheses"), ("/positions", "Positions"), ("/decisions", "Decisions"),
    ("/reading", "Reading list"),
)  # fmt: skip
"""The pages where an analyst works, in a line of their own."""


def templates() -> Environment:
    """The templates of the pages and those shared with briefs."""
    made = Environment(
        loader=PackageLoader("attribune.present.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "navigation": NAVIGATION,
        "desk": DESK,
        "details_of": DETAILS,
        "speaker_sign": SPEAKER,
        "telling_sign": TELLING,
        "conflict_sign": CONFLICT,
        "from_sign": FROM,
        "protected_sign": PROTECTED,
        "acts": label.ACTS,
        "factuality": label.FACTUALITY,
        "place": label.place,
    }
    filters: dict[str, Any] = {
        "quote": quote,
        "number": number,
        "content": content,
        "speaker": speaker,
        "plain": label.plain,
        "anchor": label.anchor,
        "day": day,
        "upper_first": first_upper,
        "sentence": label.sentence,
        "report_line": label.report,
        "figure_line": label.figure,
    }
    made.filters |= filters
    made.globals |= {"count": count, "numeral": numeral}
    return made
