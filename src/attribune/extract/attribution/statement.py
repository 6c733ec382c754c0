"""Statements of a document: what the search found, as records with their reasons."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from attribune.model import Annotated, Made, SourceKind, Span, Statement, record_id
from attribune.profiles import Profile

from . import act as acts
from . import apart, chain, issued, nominal
from . import channel as channels
from .body import BODIES, Bodies, Heard
from .content import Piece
from .cue import cue_span, frame
from .description import description
from .factuality import statement_factuality
from .kind import Kinds
from .lexicon import cues, words
from .passage import form, span_of
from .quotation import Quotation, mark_quotations
from .ranking import deciding, weights
from .search import Found, search
from .source import source_span
from .speaker import Name, Names, Resolver
from .tree import Tree, tree

Ranker = Literal["polnear", "rules"]
RANKERS: tuple[Ranker, ...] = ("polnear", "rules")
VERSION = "1"


@dataclass(frozen=True, slots=True)
class _Page:
    """What all statements of one document share."""

    seen: Annotated
    tree: Tree
    found: tuple[Quotation, ...]
    names: Names
    profile: Profile

    def span(self, first: int, end: int) -> Span:
        return Span.of(self.tree.text, self.tree.start[first], self.tree.end[end - 1])


def statements(seen: Annotated, profile: Profile, ranker: Ranker = "polnear") -> tuple[Statement, ...]:
    """Every statement in the prose, in the order of the text.

    ``ranker`` names the table of weights: ``polnear`` was learned from PolNeAR's train half, ``rules`` written by hand.
    """
    parsed = tree(seen.doc, seen.document.text)
    page = _Page(seen, parsed, mark_quotations(parsed, seen.paragraphs), Names(seen), profile)
    rows = nominal.nominal(parsed, search(parsed, weights(ranker), cues()))
    rows = chain.second_hops(parsed, issued.issued(parsed, apart.apart(parsed, rows, cues())))
    builder = _Builder(page, rows, ranker)
    for place in sorted(range(len(rows)), key=lambda n: (_depth(rows, n), n)):
        builder.make(place)
    kept = {one.id: one for one in builder.made.values()}
    return tuple(sorted(kept.values(), key=lambda one: (one.content[0].start, one.content[0].end, one.id)))


def _depth(rows: list[Found], place: int) -> int:
    """How many statements hold this one."""
    depth, at = 0, rows[place].within
    while at is not None and depth < len(rows):
        depth, at = depth + 1, rows[at].within
    return depth


class _Builder:
    """Makes records of what was found: outer statements before those inside them."""

    def __init__(self, page: _Page, rows: list[Found], ranker: Ranker) -> None:
        self.page = page
        self.rows = rows
        self.ranker = ranker
        self.made: dict[int, Statement] = {}
        self.speakers: dict[int, Name | None] = {}
        self.resolver = Resolver(page.tree, page.names)
        self.kinds = Kinds(page.tree, page.names, page.profile)
        self.bodies = Bodies(page.tree)

    def make(self, place: int) -> None:
        """Makes the record of one row, unless nothing but marks is left of its content."""
        row, page = self.rows[place], self.page
        pieces = _telling(page.tree, (*row.pieces, *row.runs_on))
        content = tuple(
            span for span in (span_of(page.tree, piece, page.found) for piece in pieces) if span is not None
        )
        if not content:
            return
        outer = self._outer(row)
        if outer is not None and self.made[outer].act == "deny" and self._only_denied(row, self.rows[outer]):
            return
        source, kind, speaker = self._source(row, outer)
        self.speakers[place] = speaker
        cue = None if page.tree.pos[row.cue] == "PUNCT" else page.span(*cue_span(page.tree, row.cue))
        act = acts.act(page.tree, row.cue, row.pieces)
        factuality, hedges = statement_factuality(page.tree, row.cue, act, row.pieces)
        via = channels.channel(page.tree, row.cue, row.source, pieces)
        document = page.seen.document.id
        self.made[place] = Statement(
            id=record_id(document, "statement", cue, source, *content),
            document=document,
            source=source,
            source_kind=kind,
            cue=cue,
            content=content,
            form=form(page.tree, content, page.found),
            act=act,
            factuality=factuality,
            made=self._reason(row),
            hedges=tuple(page.span(token, token + 1) for token in hedges),
            impersonal=source is None,
            within=self.made[outer].id if outer is not None else None,
            via=page.span(*via) if via else None,
            speaker=speaker.full if speaker else None,
            description=description(page.tree, row.source) if kind == "anonymous" and row.source is not None else (),
        )

    def _only_denied(self, row: Found, outer: Found) -> bool:
        """Whether what is denied is all that is told: "rejected claims that", "denied the union's claim that"."""
        nominal_ = self.page.tree.lemma[row.cue] in words("convention")["nominal"]
        by_noun = self.page.tree.pos[row.cue] == "NOUN"
        return row.source == outer.source or (by_noun and (row.source is None or nominal_))

    def _outer(self, row: Found) -> int | None:
        """The row that holds this one and became a record."""
        at = row.within
        for _ in self.rows:
            if at is None or at in self.made:
                return at
            at = self.rows[at].within
        return None

    def _source(self, row: Found, outer: int | None) -> tuple[Span | None, SourceKind, Name | None]:
        if row.source is None:
            return None, "unspecified", None
        tree = self.page.tree
        span = self.page.span(*source_span(tree, row.source, row.cue, row.pieces))
        around = self.speakers.get(outer) if outer is not None else None
        speaker = self.resolver.resolve(row.source, span, around)
        if outer is None and tree.lower[row.source] in ("he", "she") and self._same_unnamed(row, span):
            speaker = None
        if speaker is None and not _quoted(tree, row.source):
            back = self._points_back(row.source, span)
            if back is not None:
                return span, back.kind, back.speaker
        kind = self.kinds.of(row.source, span, speaker)
        if speaker is None and kind in BODIES:
            speaker = self.bodies.described(row.source, span, kind)
        self.bodies.add(span.start, kind, speaker)
        return span, kind, speaker

    def _points_back(self, head: int, span: Span) -> Heard | None:
        """The source before it that one without a name of its own means: "they", "the same sources", "it"."""
        tree = self.page.tree
        if tree.lower[head] in ("it", "its"):
            return self.bodies.asked(head) or self.bodies.last(span.start, BODIES)
        same = any(tree.lower[child] == "same" for child in tree.children[head])
        return self.bodies.last(span.start) if same or tree.lower[head] in ("they", "them", "their", "both") else None

    def _same_unnamed(self, row: Found, span: Span) -> bool:
        """Whether "he" goes on with what one unnamed source said just before."""
        last, tree = self.bodies.last(span.start), self.page.tree
        if row.source is None or last is None or (last.kind, last.speaker) != ("anonymous", None):
            return False
        person = self.page.names.before(span.start, frozenset({"person"}))
        if person is not None and person.start > last.start:
            return False
        token = bisect_right(tree.start, last.start) - 1
        return 0 <= tree.paragraph[row.source] - tree.paragraph[token] <= 2

    def _reason(self, row: Found) -> Made:
        tree = self.page.tree
        shape = frame(tree, row.cue)
        where = next((words for start, words in _WHERE if row.kind.startswith(start)), "the words beside it")
        if row.kind == issued.KIND:
            return Made("attribution.issued", "It was issued as a whole, and is one sentence of it.", VERSION)
        if row.kind == chain.KIND:
            word = tree.text[tree.start[row.cue] : tree.end[row.cue]]
            return Made(f"attribution.chain.{shape}", f"“{word}” tells on whose word the speaker says it.", VERSION)
        more = ", and the quotation that runs on" if row.runs_on else ""
        word = tree.text[tree.start[row.cue] : tree.end[row.cue]]
        reason = (
            f"“{word}” marks what somebody else says or thinks (probability {row.likely:.2f}); "
            f"it is told in {where}{more}."
        )
        return Made(
            f"attribution.{self.ranker}.{shape}",
            reason,
            VERSION,
            features=deciding(weights(self.ranker)["cue"], row.features),
        )


def _telling(tree: Tree, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of a content less a relative pronoun that stands alone: the "who" of "who was considered lost"."""
    more = tuple(one for one in pieces if one[1] - one[0] > 1 or tree.tag[one[0]] not in ("WP", "WDT"))
    return more or pieces


def _quoted(tree: Tree, token: int) -> bool:
    """Whether a token is spoken by somebody quoted, who need not mean those of whom the article told."""
    return tree.quote[token] >= 0


_WHERE = (
    ("R", "what follows it"),
    ("L:subject", "its subject"),
    ("L", "what goes before it"),
    ("passive", "its subject and what follows"),
    ("up", "the clause around it"),
    ("quote", "the quotation beside it"),
    ("previous", "the quotation before it"),
    ("next", "what comes after the sentence"),
    ("around", "the quotations on both sides of it"),
    ("both", "the words on both sides of it"),
)
