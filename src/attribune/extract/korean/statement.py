"""Statements in Korean text: who says what, by particles and endings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribune.model import (
    Act,
    Annotated,
    Factuality,
    Form,
    Made,
    Mention,
    Sentence,
    Span,
    Statement,
    record_id,
)

from .anchor import Anchor, anchors
from .lexicon import act_of, connective, cue, either, pattern
from .near import LONGEST, Near, Said
from .quotation import MASK, Quotation, masked, quotations
from .speaker import NOBODY, Speakers, Who
from .subject import Subject, subject, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.profiles import Profile

VERSION = "1"
_WHY = {
    "quoted": "a quotation with its particle before a verb of saying",
    "clause": "a clause in -고 before a verb of saying",
    "noun": "a clause before a noun for what is said",
    "according": "“according to” (에 따르면)",
    "hearsay": "a clause in -고 한다, which names nobody",
    "thing": "a clause in 것으로 before a verb of thinking or being known",
    "alone": "a quotation alone, beside a sentence that says whose it is",
    "beside": "a quotation that opens a paragraph, beside the sentence about whose it is",
    "runs_on": "a quotation that runs on from the statement before",
}
_THUS = re.compile("(?:이같이|이렇게|이처럼|이와 같이|다음과 같이|이런 말을) ")
_OWN = re.compile(
    "(?P<who>[^,.]{1,30}?)의 (?P<cue>설명|말|주장|지적|전언|분석|증언|얘기|이야기)(?:이다|이었다|다|입니다)"
)
_WORDS = r"(?:(?!\S*[이가은는을를도] )\S+ ){0,5}?"  # words that are no subject and no object
_SKIPPED = re.compile(
    r"(?:[0-9]{1,2}일(?:\([^)]*\))?(?: (?:오전|오후))? "
    rf"|{_WORDS}(?:\S+[을를] )?\S*{either('through')}[, ]+"
    rf"|{_WORDS}\S*{either('occasions')}(?:에서|에)[, ]+"
    rf"|(?:\S+ )?{either('hearers')}(?:에게|에) ){{0,3}}"
)


def statements(seen: Annotated, profile: Profile) -> tuple[Statement, ...]:
    """Every statement in the Korean prose, in the order of the text."""
    reader = _Reader(seen, profile)
    found: dict[str, Statement] = {}
    for number in range(len(seen.sentences)):
        for one in reader.read(number):
            found.setdefault(one.id, one)
    return _nested(sorted(found.values(), key=lambda one: (one.content[0].start, one.content[0].end, one.id)))


def _nested(found: list[Statement]) -> tuple[Statement, ...]:
    """Each with the smallest other statement whose content holds it whole."""
    parts = Near(Said(part, one) for one in found for part in one.content)
    made = []
    for one in found:
        places = (*one.content, *((one.cue,) if one.cue else ()))
        first, last = min(part.start for part in places), max(part.end for part in places)
        holding = [
            (part.span.end - part.span.start, part.statement.id)
            for part in parts.between(first - LONGEST, last + LONGEST)
            if part.statement is not one and part.span.start <= first and last <= part.span.end
        ]
        made.append(replace(one, within=min(holding)[1]) if holding else one)
    return tuple(made)


class _Reader:
    """Reads the sentences in order and remembers who spoke last."""

    def __init__(self, seen: Annotated, profile: Profile) -> None:
        self.seen = seen
        self.speakers = Speakers(seen, profile)
        self.times = Near(seen.times)
        self.mentions = Near(seen.mentions)
        self.waiting: tuple[int, Span] | None = None  # a quotation of which it is not yet said whose it is

    def read(self, number: int) -> Iterator[Statement]:
        """The statements of one sentence."""
        page = self._page(number)
        if whole := self._whole(page):
            yield from self._alone(number, page, whole)
            return
        yield from self._answered(number, page)
        done = 0
        for anchor in anchors(page.sentence, page.plain, page.quoted):
            if made := self._made(number, page, anchor, done):
                yield made
            done = max(done, anchor.cue[1] if anchor.cue and anchor.shape != "according" else done)

    def _page(self, number: int) -> _Page:
        sentence = self.seen.sentences[number]
        quoted = quotations(sentence.span.quote)
        plain = masked(sentence.span.quote, quoted)
        place = (sentence.span.start, sentence.span.end)
        mentions = self.mentions.between(*place)
        times = [one.span for one in self.times.between(*place)]
        found = [one for one in subjects(sentence, plain, mentions, times) if one.kind]
        return _Page(sentence, plain, mentions, found, quoted)

    def _whole(self, page: _Page) -> Quotation | None:
        """The quotation that a sentence consists of, if it does."""
        rest = page.plain.replace(MASK, "").strip(" .!?")
        return page.quoted[0] if len(page.quoted) == 1 and not rest else None

    def _alone(self, number: int, page: _Page, one: Quotation) -> Iterator[Statement]:
        span = self._span(page, one.first, one.last)
        after = self.seen.sentences[number + 1] if number + 1 < len(self.seen.sentences) else None
        before = self.seen.sentences[number - 1] if number else None
        opens = before is None or before.paragraph != page.sentence.paragraph
        if after and (_THUS.search(after.span.quote) or _OWN.match(after.span.quote)):
            self.waiting = (number, span)
        elif opens and after and after.paragraph == page.sentence.paragraph:
            topics = [one for one in self._page(number + 1).subjects if one.topic and one.kind != "pronoun"]
            if topics:
                who = self.speakers.who(number + 1, topics[0])
                yield self._statement(who, None, span, "direct", "beside")
                self.speakers.last = (number, who)
        elif self.speakers.last and number - self.speakers.last[0] <= (1 if opens else 2):
            yield self._statement(self.speakers.last[1], None, span, "direct", "runs_on")
            self.speakers.last = (number, self.speakers.last[1])

    def _answered(self, number: int, page: _Page) -> Iterator[Statement]:
        """The quotation of the sentence before, if this one says whose it is."""
        if self.waiting is None or number - self.waiting[0] != 1:
            return
        thus, own = _THUS.search(page.plain), _OWN.match(page.plain)
        if own:
            who = self.speakers.who(
                number, subject(page.sentence, own.span("who"), own.end(), page.mentions, topic=False)
            )
            yield self._statement(who, self._span(page, *own.span("cue")), self.waiting[1], "direct", "alone")
            self.speakers.last = (number, who)
        elif thus and (verb := cue().search(page.plain, thus.end())):
            before = [one for one in page.subjects if one.after <= thus.start() + 1]
            who = self.speakers.who(number, before[0]) if before else self.speakers.inherited(number)
            yield self._statement(who, self._span(page, *verb.span()), self.waiting[1], "direct", "alone")
            self.speakers.last = (number, who)
        self.waiting = None

    def _made(self, number: int, page: _Page, anchor: Anchor, done: int) -> Statement | None:
        """The statement of an anchor; ``done`` is where the cue before it ends."""
        opening = (0 if anchor.shape == "hearsay" else done) or connective().match(page.plain).end()  # type: ignore[union-attr]  # it matches nothing too
        who, begin = self._source(number, page, anchor, opening)
        begin = anchor.begin if anchor.begin is not None else begin
        begin += len(page.plain[begin : anchor.end]) - len(page.plain[begin : anchor.end].lstrip(" ,"))
        end = anchor.end
        if anchor.shape == "according":
            inner = re.search(r"(?:다|라)고 (?:한다|합니다|전했다|말했다|밝혔다|덧붙였다)$", page.plain[:end])
            end = inner.start() + 1 if inner else end
        if begin >= end:
            return None
        span = self._span(page, begin, end)
        form: Form = "direct" if anchor.shape == "quoted" else "indirect"
        if form == "indirect" and any(
            begin <= one.start and one.end <= end and one.last - one.first > 8 for one in page.quoted
        ):
            form = "mixed"
        cue_span = self._span(page, *anchor.cue) if anchor.cue else None
        made = self._statement(who, cue_span, span, form, anchor.shape)
        if who.span is not None:
            self.speakers.last = (number, who)
        return made

    def _source(self, number: int, page: _Page, anchor: Anchor, opening: int) -> tuple[Who, int]:
        """Whose it is, and where the content begins if nothing else tells."""
        if anchor.source:
            found = self._according(page, anchor.source[1])
            return (self.speakers.who(number, found) if found else NOBODY), 0
        if anchor.passive:
            return NOBODY, opening
        close = anchor.cue[0] if anchor.cue else anchor.mark
        between = [one for one in page.subjects if anchor.mark <= one.start and one.after <= close + 1]
        if between:
            return self.speakers.who(number, between[-1]), opening
        stop = anchor.begin if anchor.begin is not None else anchor.end
        before = [one for one in page.subjects if opening <= one.start and one.after <= stop]
        if anchor.shape == "quoted":
            before = before or [one for one in page.subjects if one.after <= stop]
            topics = [one for one in before if one.topic]
            chosen = topics[-1] if topics else before[-1] if before else None
            return (self.speakers.who(number, chosen) if chosen else self.speakers.inherited(number)), opening
        chosen = self._outer(page, before, opening)
        if chosen is None:
            return self.speakers.inherited(number), opening
        return self.speakers.who(number, chosen), _SKIPPED.match(page.plain, _next(page.plain, chosen.after)).end()  # type: ignore[union-attr]

    def _outer(self, page: _Page, before: list[Subject], opening: int) -> Subject | None:
        """The subject of the verb of saying among those before the content's end: the first topic, or a first subject
        that another follows.
        """
        topics = [one for one in before if one.topic]
        if topics:
            first = topics[0]
            inner = [one for one in page.subjects if opening <= one.start < first.start and not one.topic]
            return None if inner and first.start - opening > 40 else first
        if len(before) > 1 and before[0].start <= opening + 12:
            return before[0]
        return None

    def _according(self, page: _Page, end: int) -> Subject | None:
        """The noun phrase before "according to"."""
        words = [match.start() for match in re.finditer(r"\S+", page.plain[:end])]
        for start in words[-5:]:
            phrase = page.plain[start:end]
            if not re.search(r"[,□]|(?:[은는이가을를]|에서|하는|있는|한) ", phrase):
                return subject(page.sentence, (start, end), end, page.mentions, topic=True)
        return None

    def _span(self, page: _Page, start: int, end: int) -> Span:
        base = page.sentence.span.start
        return self.seen.document.span(base + start, base + end)

    def _statement(self, who: Who, cue_span: Span | None, content: Span, form: Form, shape: str) -> Statement:
        document = self.seen.document.id
        words = cue_span.quote if cue_span else ""
        act: Act = "decline" if pattern("declined").search(content.quote + " " + words) else act_of(words)  # type: ignore[assignment]
        denied = (
            act == "deny" and shape == "noun"
        )  # "...는 보도를 부인했다"; elsewhere the words themselves are asserted
        if act == "deny" and not denied and not pattern("denials").search(content.quote):
            act = "assert"
        factuality: Factuality = (
            "CT-" if denied else "UU" if act == "question" else "PR+" if act in ("predict", "believe") else "CT+"
        )
        hedges = tuple(
            self.seen.document.span(content.start + match.start(), content.start + match.end())
            for match in pattern("hedges").finditer(content.quote)
        )
        return Statement(
            id=record_id(document, "statement", cue_span, who.span, content),
            document=document,
            source=who.span,
            source_kind=who.kind,
            cue=cue_span,
            content=(content,),
            form=form,
            act=act,
            factuality="PS+" if hedges and factuality == "CT+" else factuality,
            made=Made(f"attribution.ko.{shape}", f"in Korean, {_WHY[shape]}", VERSION),
            hedges=hedges,
            impersonal=who.span is None,
            speaker=who.speaker,
        )


@dataclass(frozen=True, slots=True)
class _Page:
    """What the attributions of one sentence share. ``subjects`` are those who may speak."""

    sentence: Sentence
    plain: str
    mentions: list[Mention]
    subjects: list[Subject]
    quoted: list[Quotation]


def _next(text: str, at: int) -> int:
    """The start of the next word."""
    return at + len(text[at:]) - len(text[at:].lstrip(" ,"))
