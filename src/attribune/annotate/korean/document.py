"""What the Korean parts of a document tell, beside what its English parts do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Annotated, Document, Metadatum

from .analyser import available
from .name import mentions
from .sentence import sentences
from .time import times

if TYPE_CHECKING:
    from attribune.profiles import Profile

_READ = "names, statements, times and figures"
_NOT_READ = "reports of events, forecasts and what pronouns stand for"


def annotated(seen: Annotated, profile: Profile) -> Annotated:
    """The document with the names, times and sentences of its Korean prose, and a note on what is not read in it."""
    if not any(region.language == "ko" for region in seen.document.prose()):
        return seen
    document = replace(seen.document, metadata=(*seen.document.metadata, _coverage(seen.document)))
    seen = replace(seen, document=document)
    if not available():
        return seen
    found, names = sentences(document, profile)
    own = mentions(document, names)
    taken = {place for name in own for place in range(name.span.start, name.span.end)}
    others = [one for one in seen.mentions if taken.isdisjoint(range(one.span.start, one.span.end))]
    return replace(
        seen,
        sentences=found,
        mentions=tuple(sorted((*others, *own), key=lambda one: (one.span.start, -one.span.end))),
        times=tuple(sorted((*seen.times, *times(document, found)), key=lambda one: one.span)),
    )


def _coverage(document: Document) -> Metadatum:
    """What of the Korean prose is read and what is not."""
    prose = document.prose()
    korean = sum(len(region.span.quote) for region in prose if region.language == "ko")
    share = round(100 * korean / max(1, sum(len(region.span.quote) for region in prose)))
    if not available():
        value = "Korean is not read: it needs the extra attribune[ko]"
    else:
        value = f"of its Korean, {_READ} are read; {_NOT_READ} are not"
    return Metadatum("coverage", value, "text", f"{share} percent of the prose is in Korean")
