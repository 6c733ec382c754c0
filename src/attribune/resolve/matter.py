"""Matters: articles that tell of one matter, by the names and numbers in them.

Two fires are told in the same words; what sets them apart are the names and numbers. Articles are compared by these
(TF-IDF), and grouped by average likeness. A matter is no event: it is evidence for two tellings of one kind being one.
"""

from __future__ import annotations

import heapq
import math
import re
from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from attribune.ledger.likeness import alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from attribune.model import Document

LEAST = 20  # documents from which on it can be told which names are rare
_ALIKE = 0.24  # average likeness of two groups from which on they are one matter
_COMMON = 100  # documents that a term may stand in and still bring two of them together
_MANY = 2000  # documents above which only what few share is compared, since pairs would grow with their square
_LEAST, _UNIT = 0.125, 1 << 20  # likeness below which it is not looked at among very many; parts of a weight of 1
_TERM = re.compile(r"\b(?:[A-Z][\w'’-]+|\d[\d.,]*\d|\d)")
_ADDRESS = re.compile(  # looked for from the beginning of a word on only: a word may be very long
    r"(?<!\S)\S*?(?:://|www\.)\S*|^[^\S\n]*[\w.-]+\.(?:com|org|net|html?)\S*[^\S\n]*$", re.MULTILINE
)
_RARE = 1.5  # the power of rareness: what few articles name says most about which matter they tell of
_FOREIGN = ("navigation", "advert", "legal", "duplicate", "damage")
Vector = dict[str, float]
Likeness = dict[tuple[int, int], float]
Spread = tuple[int, "Mapping[str, int]"]
"""How many documents there are, and in how many of them each term stands."""


def matters(documents: Sequence[Document], spread: Spread | None = None) -> dict[str, int]:
    """The number of the matter that each document tells of; nothing for fewer documents than can be told apart.

    ``spread`` says how rare terms are, where these are few documents out of many.
    """
    readable = sorted((d for d in documents if d.text and not d.failure), key=lambda d: (d.path, d.id))
    if len(readable) < LEAST:
        return {}
    vectors = _vectors([terms(document) for document in readable], spread)
    if len(readable) <= _MANY:
        groups = _grouped(range(len(readable)), _likeness(vectors))
    else:
        groups = sorted(group for part, near in _parts(vectors) for group in _grouped(part, near))
    return {readable[member].id: number for number, group in enumerate(groups) for member in group}


def terms(document: Document) -> Counter[str]:
    """The names and numbers of all that belongs to the article, captions and by-lines too."""
    kept = [r.span for r in document.regions if r.kind not in _FOREIGN]
    text = " \n".join(document.text[span.start : span.end] for span in kept) if kept else document.text
    found = _TERM.findall(_ADDRESS.sub(" ", text))
    return Counter(term.casefold().removesuffix("'s").removesuffix("’s") for term in found)


def _vectors(counted: list[Counter[str]], known: Spread | None) -> list[Vector]:
    """One vector of length one a document; what stands in few documents weighs most."""
    spread = Counter(term for counts in counted for term in counts)
    total = len(counted)
    if known:
        total = known[0]
        spread = Counter({term: max(count, known[1].get(term, 0)) for term, count in spread.items()})
    vectors = []
    for counts in counted:
        raw = {
            term: (1 + math.log(count)) * (math.log((1 + total) / (1 + spread[term])) + 1) ** _RARE
            for term, count in counts.items()
            if spread[term] > 1
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({term: weight / length for term, weight in sorted(raw.items())})
    return vectors


def _likeness(vectors: list[Vector]) -> Likeness:
    """The likeness of every two documents that share a term that is not common."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for term in vector:
            bearers[term].append(number)
    pairs = {
        (one, other)
        for ones in bearers.values()
        if len(ones) <= _COMMON
        for place, one in enumerate(ones)
        for other in ones[place + 1 :]
    }
    found = {}
    for one, other in sorted(pairs):
        small, large = sorted((vectors[one], vectors[other]), key=len)
        found[one, other] = round(sum(weight * large[term] for term, weight in small.items() if term in large), 9)
    return found


def _parts(vectors: list[Vector]) -> Iterator[tuple[list[int], Likeness]]:
    """Documents that no likeness great enough ties to any other part, with the likenesses among them."""
    found = _rare_likeness(vectors)
    above = list(range(len(vectors)))

    def top(one: int) -> int:
        while above[one] != one:
            above[one] = one = above[above[one]]
        return one

    strong = found.filter(pc.field("likeness") >= round(_ALIKE * _UNIT * _UNIT))
    for one, other in zip(strong["one"].to_pylist(), strong["other"].to_pylist(), strict=True):
        low, high = sorted((top(one), top(other)))
        above[high] = low
    tops = np.array([top(one) for one in range(len(vectors))], np.int64)
    ones, others, worth = (found[name].to_numpy() for name in ("one", "other", "likeness"))
    inside = np.flatnonzero(tops[ones] == tops[others])
    inside = inside[np.argsort(tops[ones[inside]], kind="stable")]
    part_of = tops[ones[inside]]
    members: dict[int, list[int]] = defaultdict(list)
    for one, part in enumerate(tops.tolist()):
        members[part].append(one)
    edges = np.searchsorted(part_of, [*members, len(vectors)]).tolist()
    for part, first, last in zip(members, edges, edges[1:], strict=False):
        chosen = inside[first:last]
        columns = ones[chosen].tolist(), others[chosen].tolist(), worth[chosen].tolist()
        yield members[part], {(a, b): round(c / _UNIT / _UNIT, 9) for a, b, c in zip(*columns, strict=True)}


def _rare_likeness(vectors: list[Vector]) -> pa.Table:
    """The likeness of documents by the terms alone that are not common."""
    numbers: dict[str, int] = {}
    document, term, weight = array("q"), array("q"), array("q")
    for number, vector in enumerate(vectors):
        for name, worth in vector.items():
            document.append(number)
            term.append(numbers.setdefault(name, len(numbers)))
            weight.append(round(worth * _UNIT))
    terms = pa.table({"number": document, "term": term, "weight": weight})
    return alike(terms, _COMMON, round(_LEAST * _UNIT * _UNIT))


def _grouped(numbers: Sequence[int], near: Likeness) -> list[list[int]]:
    """Join the two groups most alike on average until none are alike enough; groups in the order of their first."""
    members = {number: [number] for number in numbers}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), likeness in near.items():
        sums[one][other] = sums[other][one] = likeness
    queue = [(-likeness, one, other) for (one, other), likeness in near.items() if likeness >= _ALIKE]
    heapq.heapify(queue)
    following = max(numbers, default=0) + 1
    while queue:
        negative, one, other = heapq.heappop(queue)
        if one not in members or other not in members or negative > -_ALIKE:
            continue
        members[following] = sorted(members.pop(one) + members.pop(other))
        beside = {**sums.pop(one)}
        for group, likeness in sums.pop(other).items():
            beside[group] = beside.get(group, 0.0) + likeness
        for group, likeness in sorted(beside.items()):
            if group in members:
                sums[following][group] = sums[group][following] = likeness
                average = likeness / (len(members[following]) * len(members[group]))
                if average >= _ALIKE:
                    heapq.heappush(queue, (-average, group, following))
        following += 1
    return sorted(members.values())
