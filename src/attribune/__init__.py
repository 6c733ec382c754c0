"""Attribune: who says what happened, on whose word, and does anyone else?

The way in from Python. A case is opened with ``open``; the extractors work alone on a text with ``statements``,
``times``, ``figures`` and ``factuality``; names are compared with ``attribune.names.compare``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from attribune.extract import EventFactuality, Ranker
    from attribune.model import Figure, Records, Statement, TimeExpression
    from attribune.view import Copy, Reveal, View

__version__ = "0.1.0"
__all__ = ["at", "factuality", "figures", "open", "records", "statements", "times"]


def open(case: str | Path, reveal: Reveal | None = None) -> View:  # noqa: A001 - read as attribune.open
    """The case in that folder, as a reader may see it: people at risk protected unless ``reveal`` says otherwise.

    Of a case at an address (``s3://bucket/case``) the working copy is opened, as the case is there now. Who decides or
    builds does so within ``at``, which sends what changed.
    """
    from attribune import view

    if not (isinstance(case, str) and view.is_remote(case)):
        return view.open(case, reveal)
    with at(case) as folder:  # a reveal is logged, and sent
        folder.hold()
        return view.open(folder, reveal)


def at(address: str, *, new: bool = False) -> AbstractContextManager[Copy]:
    """The folder of a working copy of the case at an address; what the block changes is sent there at its end.

    ``new`` lets there be no case yet. With nothing changed nothing is sent.
    """
    from attribune import view

    return view.worked_on(address, new=new)


def records(
    text: str, published: str | None = None, profile: str = "exile", attribution: Ranker = "polnear"
) -> Records:
    """Every record of one text, without a case.

    ``published`` is EDTF; ``profile`` a profile's name or file; ``attribution`` is what finds statements: weights
    learned from PolNeAR, or ``rules`` alone.
    """
    from attribune import annotate, build, profiles, read
    from attribune.model import Metadatum

    given = (Metadatum("published", published, "given", "given with the text"),) if published else ()
    document = read.document(read.Found("text", text.encode("utf-8", "replace"), given))
    return build.document_records(document, annotate.load(), profiles.load(profile), attribution)


def statements(text: str, attribution: Ranker = "polnear") -> tuple[Statement, ...]:
    """Who says what in a text, found with learned weights or by ``rules`` alone.

    >>> [found] = statements("The harbour was closed, a guard told the Northern Herald.")
    >>> found.source.quote, found.cue.quote, found.content[0].quote, found.via.quote
    ('a guard', 'told', 'The harbour was closed', 'Northern Herald')
    """
    return records(text, attribution=attribution).statements


def times(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, resolved against ``published`` (EDTF) where they need it.

    >>> [found] = times("The envoy left on the 9th.", published="2019-03-12")
    >>> found.span.quote, found.edtf
    ('the 9th', '2019-03-09')
    """
    return records(text, published).times


def figures(text: str, published: str | None = None) -> tuple[Figure, ...]:
    """The numbers of a text that measure something; ``published`` (EDTF) is what "last year" is reckoned from.

    >>> [found] = figures("At least 40 sailors left the port.")
    >>> found.low, found.measure
    (40.0, 'sailors')
    """
    return records(text, published).figures


def factuality(text: str) -> tuple[EventFactuality, ...]:
    """How certain each event of a text is told to be, on FactBank's scale and from -3 to 3.

    >>> {one.span.quote: one.factuality for one in factuality("The ferry did not sail.")}["sail"]
    'CT-'
    """
    from attribune import annotate, clean, extract, profiles, read

    document = clean.clean(read.document(read.Found("text", text.encode("utf-8", "replace"))))
    return extract.factuality(annotate.annotate(document, annotate.load(), profiles.load("exile")))
