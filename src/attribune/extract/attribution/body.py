"""Bodies that speak without a name of their own: "the harbour office", "it", "the ministry" for one told of before.

The speaker is then the fullest description that the article gives. A bare noun ("the government") tells too little to
be anybody's name, and stays without one unless the article says more of it before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from attribune.model import SourceKind, Span

from .lexicon import words
from .speaker import Name
from .tree import Tree

BODIES: tuple[SourceKind, ...] = ("government", "organisation", "media")
_MORE = frozenset({"compound", "amod", "nmod", "poss", "prep", "nummod"})
_VAGUE = frozenset({"same", "other", "another", "foreign", "local", "several", "former", "state", "official", "own"})
_THE = frozenset({"the", "this", "its", "their", "his", "her"})


@dataclass(slots=True)
class Heard:
    """One source that was read: where it stands, its kind and who it is."""

    start: int
    kind: SourceKind
    speaker: Name | None


@dataclass(slots=True)
class Bodies:
    """The sources of a document that are read already, wherever they stand."""

    tree: Tree
    heard: list[Heard] = field(default_factory=list)

    def add(self, start: int, kind: SourceKind, speaker: Name | None) -> None:
        """Takes in a source."""
        self.heard.append(Heard(start, kind, speaker))

    def last(self, place: int, kinds: tuple[SourceKind, ...] = ()) -> Heard | None:
        """The last source before a place, of the kinds if any are given."""
        before = [one for one in self.heard if one.start < place and (not kinds or one.kind in kinds)]
        return max(before, key=lambda one: one.start, default=None)

    def asked(self, head: int) -> Heard | None:
        """The body that the sentence before asked something: "We asked the harbour office. It did not reply"."""
        tree = self.tree
        before = tree.bounds(head)[0] - 1
        if before < 0 or tree.paragraph[before] != tree.paragraph[head]:
            return None
        for token in range(*tree.bounds(before)):
            if tree.lemma[token] in ("ask", "contact", "approach", "call"):
                body = tree.child(token, "dobj")
                kind = next(
                    (k for k in BODIES if body is not None and tree.lemma[body].casefold() in words("source")[k]), None
                )
                if body is not None and kind is not None:
                    span = Span.of(tree.text, tree.start[tree.left[body]], tree.end[body])
                    return Heard(span.start, kind, self.described(body, span, kind))
        return None

    def described(self, head: int, span: Span, kind: SourceKind) -> Name | None:
        """Whom the words for a body without a name mean."""
        tree = self.tree
        determiners = {tree.lower[c] for c in tree.children[head] if tree.dep[c] in ("det", "poss")}
        if tree.pos[head] == "PRON" or determiners & {"a", "an", "another", "some", "any", "no"}:
            return None
        own = self._phrase(head, span)
        if own is not None:
            return Name(span.start, span.end, "organisation", own)
        if not determiners & _THE or tree.tag[head] in ("NNS", "NNPS"):
            return None
        return self._before(head, span, kind)

    def _phrase(self, head: int, span: Span) -> str | None:
        """The words for a body without the article, where they say which one."""
        tree = self.tree
        more = [c for c in tree.children[head] if tree.dep[c] in _MORE and tree.start[c] < span.end]
        telling = [c for c in more if tree.lower[c] not in _VAGUE and tree.pos[c] not in ("PRON", "NUM")]
        if not telling or tree.tag[head] in ("NNS", "NNPS"):
            return None
        first = next((c for c in tree.children[head] if tree.dep[c] == "det"), None)
        start = tree.end[first] if first is not None and tree.start[first] <= span.start else span.start
        return " ".join(tree.text[start : span.end].split())

    def _before(self, head: int, span: Span, kind: SourceKind) -> Name | None:
        """A body told of before that the noun calls again."""
        tree = self.tree
        noun = tree.lemma[head].casefold()
        before = sorted(
            (one for one in self.heard if one.start < span.start and one.speaker), key=lambda one: one.start
        )
        named = [one for one in before if one.speaker and noun in one.speaker.full.casefold().split()]
        if named:
            return named[-1].speaker
        for token in range(head - 1, -1, -1):
            if tree.lemma[token].casefold() == noun and tree.pos[token] in ("NOUN", "PROPN"):
                first, end = tree.left[token], token + 1
                words_ = Span.of(tree.text, tree.start[first], tree.end[end - 1])
                fuller = self._phrase(token, words_)
                if fuller is not None:
                    return Name(words_.start, words_.end, "organisation", fuller)
        alike = {one.speaker.full: one.speaker for one in before if one.kind == kind and one.speaker}
        paper = kind == "media" and noun in words("source")["media"] and noun not in ("medium", "media", "press")
        one = kind == "organisation" and len(alike) == 1
        return list(alike.values())[-1] if alike and (paper or one) else None
