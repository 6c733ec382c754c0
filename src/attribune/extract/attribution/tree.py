"""A document's parse as plain lists: what the attribution rules read, at a fraction of the cost of token objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@dataclass(slots=True)
class Tree:
    """One entry a token, but for ``sentences``, ``quoted`` and ``quotations``.

    ``head`` is the index of the governor, its own for a root; ``left`` and ``right`` are the first and the last
    token of the subtree; ``start`` and ``end`` are code points; ``sentence`` numbers the sentences, whose first tokens
    and ends stand in ``sentences``; ``quote`` is the number of the outermost quotation that holds the token, or -1;
    ``quotations`` are these as stretches of tokens, marks included; ``quoted`` counts the quoted tokens of each
    sentence; ``paragraph`` numbers paragraphs, -1 between them.
    """

    text: str
    lemma: list[str]
    lower: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    start: list[int]
    end: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    quote: list[int] = field(default_factory=list)
    quotations: list[tuple[int, int]] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.head)

    def bounds(self, token: int) -> tuple[int, int]:
        """The first token and the end of the sentence that holds ``token``."""
        return self.sentences[self.sentence[token]]

    def subtree(self, token: int) -> tuple[int, int]:
        """The stretch that the token governs, half open."""
        return self.left[token], self.right[token] + 1

    def subject(self, token: int) -> int | None:
        """The token's own grammatical subject, not "it" or "there" that stand for nothing."""
        for child in self.children[token]:
            if self.dep[child] in SUBJECTS and self.dep[child] != "expl":
                return child
        return None

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of the relations."""
        for child in self.children[token]:
            if self.dep[child] in deps:
                return child
        return None


def tree(doc: Doc, text: str) -> Tree:
    """The parse of ``doc`` as lists; ``text`` is ``doc.text``, which spaCy would put together anew."""
    from spacy import attrs

    names = (attrs.LEMMA, attrs.LOWER, attrs.POS, attrs.TAG, attrs.DEP, attrs.ENT_TYPE)
    strings = doc.vocab.strings
    columns: list[list[str]] = []
    for name in names:
        values = doc.to_array([name]).tolist()
        known = {value: strings[value] if value else "" for value in set(values)}
        columns.append([known[value] for value in values])
    lemma, lower, pos, tag, dep, entity = columns
    shift = doc.to_array([attrs.HEAD]).astype("int64").tolist()
    head = [number + step for number, step in enumerate(shift)]
    begins = doc.to_array([attrs.SENT_START]).astype("int64").tolist()
    start = doc.to_array([attrs.IDX]).tolist()
    length = doc.to_array([attrs.LENGTH]).tolist()
    end = [first + size for first, size in zip(start, length, strict=True)]
    sentence, sentences = _sentences(begins)
    children, left, right = _edges(head)
    return Tree(text, lemma, lower, pos, tag, dep, head, entity, start, end, children, left, right, sentence, sentences)


def _sentences(begins: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    numbers: list[int] = []
    bounds: list[tuple[int, int]] = []
    first = 0
    for place, begin in enumerate(begins):
        if begin == 1 and place > first:
            bounds.append((first, place))
            first = place
        numbers.append(len(bounds))
    if begins:
        bounds.append((first, len(begins)))
    return numbers, bounds


def _edges(head: list[int]) -> tuple[list[list[int]], list[int], list[int]]:
    children: list[list[int]] = [[] for _ in head]
    left = list(range(len(head)))
    right = list(range(len(head)))
    for token, governor in enumerate(head):
        if governor != token:
            children[governor].append(token)
    order = [token for token, governor in enumerate(head) if governor == token]
    for token in order:  # grows as it goes, so that every token stands behind its head
        order.extend(children[token])
    for token in reversed(order):
        governor = head[token]
        if left[token] < left[governor]:  # noqa: PLR1730 - calls of min and max take half the time of a tree
            left[governor] = left[token]
        if right[token] > right[governor]:  # noqa: PLR1730
            right[governor] = right[token]
    return children, left, right
