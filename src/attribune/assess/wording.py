"""What the sentence around a report says that no record holds: that it is withdrawn, that somebody saw it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribune.model import Document, Span

_END = re.compile(r"[.!?][\"”’)]{0,2}\s+(?=[\"“‘(]?[A-Z])|\n")
_SHOWN = 3  # names that a list shows
_REACH = 800  # characters: no sentence is longer
_WITHDRAWS = re.compile(
    r"(?i)\b(?:withdr[ae]ws?|withdrawn|retract(?:s|ed)?|takes? back|took back)\b[^.\n]{0,40}"
    r"\b(?:report|story|article|claim|account)s?\b"
)
_WITNESS = re.compile(
    r"(?i)\b(?:reporters?|correspondents?|journalists?|photographers?|camera(?:man| crew)|team)\b[^.\n]{0,80}?"
    r"\b(?:saw|watched|witnessed|(?:was|were) (?:there|present|at the scene|on the scene))\b"
)
_SPOKE_TO = re.compile(
    r"(?i)\bwho (?:had |has )?(?:earlier |already )?(?:spoken?|spoke|talked) (?:to|with) (?:the )?([^.,;\n]{2,60})"
)
_THIS_OUTLET = re.compile(r"(?i)^this (?:newspaper|paper|agency|outlet|website|magazine|programme|program|station)")


def sentence(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence around a span begins and ends."""
    start = max(0, span.start - _REACH)
    for match in _END.finditer(text, start, span.start):
        start = match.end()
    stop = _END.search(text, span.end, min(len(text), span.end + _REACH))
    return start, stop.start() + 1 if stop else min(len(text), span.end + _REACH)


def listed(names: list[str]) -> str:
    """Names as one reads them: "A", "A and B", "A, B, C and 4 others"."""
    shown = list(dict.fromkeys(names))
    if len(shown) > _SHOWN + 1:
        shown = [*shown[:_SHOWN], f"{len(shown) - _SHOWN} others"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def withdrawn(document: Document, span: Span) -> bool:
    """Whether the sentence takes back a report ("the paper withdraws its report that ...")."""
    start, _ = sentence(document.text, span)
    return bool(_WITHDRAWS.search(document.text, start, span.start))


def witnessed(document: Document, outlet: str) -> bool:
    """Whether the document says that its own people saw it: "a reporter of the Echo saw ..."."""
    for match in _WITNESS.finditer(document.text):
        start = max(0, match.start() - 40)
        around = document.text[start : match.end()].casefold()
        if outlet.casefold() in around or re.search(r"\b(?:our|this newspaper's|this newspaper’s)\b", around):
            return True
    return False


def spoke_to(document: Document) -> list[str]:
    """The outlets that a source is said to have spoken to before; "" for the document's own."""
    found = [match[1].strip() for match in _SPOKE_TO.finditer(document.text)]
    return ["" if _THIS_OUTLET.match(name) else name for name in found]
