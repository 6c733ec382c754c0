"""A series of figures that a person imports: a table of periods and values, each anchored in its cell.

The file is a document of the case like any other: its bytes are kept, and its figures can be shown where they stand.
What was said of it when it was imported is in its metadata: ``series`` (the measure), ``unit``, ``place``, ``imported``
(who, when and why) and ``stands_for`` (the damaged region that it stands in for).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from attribune.model import AttribuneError, Document, Figure, Made, Records, Region, Span, Statement, record_id
from attribune.model.edtf import interval

VERSION = "1"
COLUMNS = ("period", "value", "low", "high", "unit", "measure", "place", "source")
_NUMBER = re.compile(r"[-−]?\d{1,15}(?:\.\d{1,9})?")
_GROUPED = re.compile(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))")
_MOST = 10_000  # rows


class SeriesError(AttribuneError):
    """A table that is no series; the message names the line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell without the space and quotation marks around them, and where they stand."""

    start: int
    end: int
    words: str


def is_series(document: Document) -> bool:
    """Whether a document is a table that a person imported."""
    return any(one.name == "series" and one.source == "given" for one in document.metadata)


def records(document: Document) -> Records:
    """The figures of an imported table; where a row names its own source, what that source says."""
    told = {one.name: one for one in reversed(document.metadata)}
    made = Made("figure.imported", _provenance(document), VERSION, made_by="person")
    statements: list[Statement] = []
    figures: list[Figure] = []
    for row in rows(document.text):
        value, source = row["value"], row.get("source")
        span = document.span(value.start, value.end)
        by = None
        if source and source.words != document.outlet:
            by = _said(document, document.span(source.start, source.end), span, made)
            statements.append(by)
        words = {name: row[name].words if name in row else "" for name in COLUMNS}
        default = {name: told[name].value if name in told else "" for name in ("series", "unit", "place")}
        figures.append(
            Figure(
                id=record_id(document.id, "figure", span),
                document=document.id,
                span=span,
                value=_number(words["value"]),
                low=_number(words["low"]),
                high=_number(words["high"]),
                unit=words["unit"] or default["unit"] or None,
                measure=words["measure"] or default["series"],
                made=made,
                period=words["period"],
                place=words["place"] or default["place"] or None,
                by=by.id if by else None,
            )
        )
    whole = document.span(0, len(document.text.rstrip()))
    shown = replace(document, regions=(Region(whole, "body", None, made.reason),))
    return Records(documents=(shown,), statements=tuple(statements), figures=tuple(figures))


def _said(document: Document, source: Span, value: Span, made: Made) -> Statement:
    return Statement(
        id=record_id(document.id, "statement", None, source, value),
        document=document.id,
        source=source,
        source_kind="organisation",
        cue=None,
        content=(value,),
        form="indirect",
        act="assert",
        factuality="CT+",
        made=replace(made, rule="statement.imported"),
        speaker=source.quote,
    )


def _provenance(document: Document) -> str:
    told = {one.name: one for one in reversed(document.metadata)}
    stands = f"; {told['stands_for'].reason}" if "stands_for" in told else ""
    return (told["imported"].reason if "imported" in told else "imported by a person") + stands


def rows(text: str) -> list[dict[str, Cell]]:
    """The rows of a table with a header, by column. Raises SeriesError where one is no period with a value."""
    lines = [line for line in _lines(text) if any(cell.words for cell in line)]
    if len(lines) < 2:
        raise SeriesError("the table has no rows below its header")
    header = [cell.words.casefold() for cell in lines[0]]
    missing = [name for name in ("period", "value") if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    if missing or unknown or len(set(header)) < len(header):
        wrong = (
            f"has no column {missing[0]}" if missing else f"has a column {(unknown or header)[0]} that means nothing"
        )
        raise SeriesError(f"the table {wrong}: its columns may be {', '.join(COLUMNS)}")
    if len(lines) > _MOST:
        raise SeriesError(f"the table has more than {_MOST:,} rows")
    found = []
    for line in lines[1:]:
        number = text.count("\n", 0, line[0].start) + 1
        row = {name: cell for name, cell in zip(header, line, strict=False) if cell.words}
        days = interval(row["period"].words) if "period" in row else None
        if days is None:
            told = row["period"].words if "period" in row else "nothing"
            raise SeriesError(f"line {number}: {told} is no period: write 2015, 2015-07 or 2015-01/2015-06")
        for name in ("value", "low", "high"):
            if (name == "value" or name in row) and _number(row[name].words if name in row else "") is None:
                raise SeriesError(f"line {number}: {name} is no number: {row[name].words if name in row else 'empty'}")
        found.append(row)
    return found


def _number(words: str) -> float | None:
    plain = _GROUPED.sub("", words)
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace("−", "-"))
    return value if math.isfinite(value) else None


def _lines(text: str) -> list[list[Cell]]:
    """The cells of each line; commas, semicolons or tabs between them, whichever the header has most of."""
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    mark = max((",", ";", "\t"), key=first.count)
    found: list[list[Cell]] = [[]]
    edges = [-1, *(at for at, letter in enumerate(text) if letter in (mark, "\n") and not _quoted(text, at)), len(text)]
    for before, after in pairwise(edges):
        found[-1].append(_cell(text, before + 1, after))
        if after < len(text) and text[after] == "\n":
            found.append([])
    return found


def _quoted(text: str, at: int) -> bool:
    """Whether a mark stands inside quotation marks of its line."""
    return text.count('"', text.rfind("\n", 0, at) + 1, at) % 2 == 1


def _cell(text: str, start: int, end: int) -> Cell:
    words = text[start:end]
    bare = words.strip("\ufeff \r\t")
    left = start + words.find(bare) if bare else start
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        bare, left = bare[1:-1], left + 1
    return Cell(left, left + len(bare), bare)
