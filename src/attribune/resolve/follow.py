"""What a text tells as the consequence of something else."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attribune.model import Link, Made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import Report
    from attribune.model.index import Index

VERSION = "1"
_REACH = 200  # characters between two events that a connective can bridge inside a sentence
# "B after A": the second event named is the earlier one and the reason of the first.
_BACK = re.compile(
    r"(?i)\b(?:after|following|in (?:reaction|response) to|because(?: of)?|due to|over|in the wake of"
    r"|once|as soon as)\b"
)
# "A, so B": the second event named comes of the first.
_FORTH = re.compile(
    r"(?i)\b(?:led to|leads? to|leading to|resulted in|prompt(?:ed|ing)|and (?:then|later|subsequently)|and was"
    r"|caus(?:ed|ing)|trigger(?:ed|ing)|by sending|by ordering)\b"
)
_OPENING = re.compile(r"(?i)(?:after|following|once|as soon as|when|because of|in response to)\b")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])|\n")


def follows(index: Index) -> Iterator[Link]:
    """``follows`` links inside each document: from the cause to what is told to have come of it."""
    by_document: dict[str, list[Report]] = defaultdict(list)
    for report in index.records.reports:
        by_document[report.document].append(report)
    for document, reports in by_document.items():
        text = index.documents[document].text if document in index.documents else ""
        ordered = sorted(reports, key=lambda r: (r.trigger, r.id))
        seen: set[tuple[str, str]] = set()
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 : number + 6]:
                for cause, effect, why in _told(text, one, other):
                    if (cause.id, effect.id) not in seen and _event(cause) != _event(effect):
                        seen.add((cause.id, effect.id))
                        yield _link(cause, effect, why)


def _event(report: Report) -> str:
    return report.local_event or report.id


def _told(text: str, one: Report, other: Report) -> Iterator[tuple[Report, Report, str]]:
    """Cause, effect and why for two reports in the order of the text, if the words tell it."""
    for effect, cause in ((one, other), (other, one)):
        reasons = [a.span for a in effect.arguments if a.role == "reason"]
        if any(span.holds(cause.trigger) for span in reasons):
            yield cause, effect, "the text gives the one as the reason of the other"
            return
    between = text[one.trigger.end : other.trigger.start]
    if not 0 < len(between) <= _REACH or _SENTENCE_END.search(between):
        return
    if match := _BACK.search(between):
        yield other, one, f"the text says “{match[0]}”"
    elif match := _FORTH.search(between):
        yield one, other, f"the text says “{match[0]}”"
    else:
        start = max(text.rfind(mark, 0, one.trigger.start) for mark in (". ", "\n", "? ", "! ")) + 1
        opening = _OPENING.match(text[start : one.trigger.start].lstrip())
        if opening and "," in between:
            yield one, other, f"the text says “{opening[0]}”"


def _link(cause: Report, effect: Report, why: str) -> Link:
    made = Made("follows.told", why, VERSION)
    return Link(
        "follows", cause.id, effect.id, why, made, None, cause.trigger, effect.trigger, cause.document, effect.document
    )
