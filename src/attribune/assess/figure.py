"""Figures across documents: which measure one thing, which cannot both be right, and what their arithmetic says."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model import Link, Made
from attribune.model.edtf import interval

from .arithmetic import foretold, is_forecast, pace_clash, part_clash, percent_clash, shares_clash, sum_clash
from .detail import amount
from .listing import STOP as _STOP
from .listing import changes, listed_parts
from .measure import apart, same_measure, same_period, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import Detail, Figure
    from attribune.model.edtf import Days
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

VERSION = "1"
_AFTER = re.compile(r"(?:\s(?!and\b|but\b|while\b)[\w’'\-]{1,30}){1,6}")  # the words that a number counts, up to a stop
_OF_THEM = re.compile(r"(?i)\sof\s(?:them|these|those|whom|which)\b")
_WINDOW = 25  # figures of one measure, in the order of their periods, that each is compared with


class Figures:
    """Finds ``same_figure`` links and conflicts between figures."""

    def __init__(self, index: Index, geography: Geography) -> None:
        self._index = index
        self._geography = geography
        self._figures = {figure.id: figure for figure in index.records.figures}
        self._predicted = foretold(index.records)

    def links(self) -> Iterator[Link]:
        """All links between figures: what is equal, each pair once; each conflict once, however often it is told."""
        firsts: dict[tuple[object, ...], Link] = {}
        for link in (*self._across(), *self._inside()):
            key = self._matter(link)
            if key not in firsts or self._age(link) < self._age(firsts[key]):
                firsts[key] = link
        yield from firsts.values()

    def _matter(self, link: Link) -> tuple[object, ...]:
        """What a link says: numbers that are told again, for the same time, make no other conflict."""
        ends = [self._figures[name] for name in (link.source, link.target)]
        if link.kind != "conflict" or not all(figure.period for figure in ends):
            return link.kind, link.source, link.target
        return link.kind, link.detail, frozenset((amount(figure), figure.period) for figure in ends)

    def _age(self, link: Link) -> tuple[bool, list[str], str, str]:
        """What one text holds together comes first, then what was told first."""
        names = [name or "" for name in (link.source_document, link.target_document)]
        published = [self._index.documents[name].published or "9999" for name in names]
        return names[0] != names[1], sorted(published, reverse=True), link.source, link.target

    def _across(self) -> Iterator[Link]:
        blocks: dict[tuple[str | None, str], list[Figure]] = defaultdict(list)
        for figure in self._index.records.figures:
            for token in tokens(figure.measure):
                blocks[figure.unit, token].append(figure)
        seen: set[tuple[str, str]] = set()
        for key in sorted(blocks, key=str):
            ordered = sorted(blocks[key], key=lambda f: (f.period or "", f.document, f.span))
            for number, one in enumerate(ordered):
                for other in ordered[number + 1 : number + 1 + _WINDOW]:
                    if (one.id, other.id) not in seen:
                        seen.add((one.id, other.id))
                        yield from self._compared(one, other)

    def _compared(self, one: Figure, other: Figure) -> Iterator[Link]:
        if not same_measure(one, other, self._geography):
            return
        ahead = [is_forecast(figure, figure.id in self._predicted) for figure in (one, other)]
        if same_period(one, other) and ahead[0] == ahead[1]:
            told = [f"“{self._told(figure)}” ({amount(figure)})" for figure in (one, other)]
            if apart(one, other) and not _one_sentence(self._index, one, other) and not self._part(one, other):
                yield self._link("conflict", one, other, f"{told[0]} against {told[1]} for {one.period}", "how_many")
            elif not apart(one, other):
                yield self._link("same_figure", one, other, f"{' and '.join(told)} for {one.period}", None)
            return
        for part, whole, future in ((one, other, ahead[1]), (other, one, ahead[0])):
            if future and (why := pace_clash(part, whole)):
                yield self._link("conflict", part, whole, why, "arithmetic")
        for later, earlier in ((one, other), (other, one)):
            against = interval(later.change.against) if later.change else None
            if against and against == _days(earlier) and (why := percent_clash(later, earlier, later.change)):
                yield self._link("conflict", later, earlier, why, "arithmetic")

    def _told(self, figure: Figure) -> str:
        """A number with the words after it, as they stand: "five members of his family"."""
        text = self._index.documents[figure.document].text
        after = _AFTER.match(text, figure.span.end)
        return f"{figure.span.quote}{after[0] if after else ''}".rstrip()

    def _part(self, one: Figure, other: Figure) -> bool:
        """Whether one of two numbers of a document is a part of those told of before: "two of them"."""
        texts = [self._index.documents[figure.document].text for figure in (one, other)]
        ends = (one.span.end, other.span.end)
        return one.document == other.document and any(map(_OF_THEM.match, texts, ends))

    def _inside(self) -> Iterator[Link]:
        """Sums, parts and changes inside a document."""
        by_document: dict[str, list[Figure]] = defaultdict(list)
        for figure in self._index.records.figures:
            if figure.conversion_of is None:
                by_document[figure.document].append(figure)
        for document, figures in by_document.items():
            text = self._index.documents[document].text
            ordered = sorted(figures, key=lambda f: f.span)
            for number, whole in enumerate(ordered):
                listed, exhaustive = listed_parts(text, whole, ordered[number + 1 :])
                yield from self._summed(whole, listed, exhaustive=exhaustive)
                for later, earlier, percent in changes(text, whole, ordered[number + 1 : number + 4]):
                    if why := percent_clash(later, earlier, percent):
                        yield self._link("conflict", later, earlier, why, "arithmetic")
            yield from self._shares(ordered, text)

    def _summed(self, whole: Figure, listed: list[Figure], *, exhaustive: bool) -> Iterator[Link]:
        for part in listed:
            if why := part_clash(part, whole):
                yield self._link("conflict", part, whole, why, "arithmetic")
                return
        if len(listed) > 1 and (why := sum_clash(whole, listed, exhaustive=exhaustive)):
            yield self._link("conflict", listed[0], whole, why, "arithmetic")

    def _shares(self, ordered: list[Figure], text: str) -> Iterator[Link]:
        """Neighbouring shares of one whole."""
        for one, other in pairwise([figure for figure in ordered if figure.unit == "percent" and figure.whole]):
            near = other.span.start - one.span.end < 120 and "\n" not in text[one.span.end : other.span.start]
            if near and one.whole == other.whole and (why := shares_clash([one, other])):
                yield self._link("conflict", one, other, why, "arithmetic")

    def _link(self, kind: str, one: Figure, other: Figure, why: str, detail: Detail | None) -> Link:
        made = Made(f"figure.{detail or 'same'}", why, VERSION)
        ends = (one.span, other.span, one.document, other.document)
        return Link("conflict" if kind == "conflict" else "same_figure", one.id, other.id, why, made, detail, *ends)


def _days(figure: Figure) -> Days | None:
    return interval(figure.period)


def _one_sentence(index: Index, one: Figure, other: Figure) -> bool:
    """Whether one sentence tells both: then they are not rivals but before and after, or parts."""
    if one.document != other.document:
        return False
    first, second = sorted((one.span, other.span))
    return not _STOP.search(index.documents[one.document].text, first.end, second.start)
