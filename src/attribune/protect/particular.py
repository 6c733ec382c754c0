"""What identifies a protected person together with other things: post, town, relation and date around the name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import Coreference, Document, Mention, Span, TimeExpression

from .policy import Policy
from .pseudonym import LOZENGE
from .redaction import Replacement
from .stretch import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .source import Descriptions

_END = re.compile(r"[.!?…]['\"”’)\]]{0,2}\s|\n")  # where a sentence ends, for sure or not: too wide does less harm
_REACH = 600  # characters of a sentence on either side of a name
# A paragraph ends at an empty line, or at a line that ends a sentence: lines of a text may be broken anywhere.
_BREAK = re.compile(r"\n[ \t\r]{0,8}\n|(?<=[.!?…\"”’)\]])[ \t\r]{0,8}\n")
_FAR = 2_000  # characters of a paragraph on either side


@dataclass(frozen=True, slots=True)
class Told:
    """What one document tells: names, words that stand for them, and times."""

    mentions: Sequence[Mention] = ()
    standing: Sequence[Coreference] = ()
    times: Sequence[TimeExpression] = ()


class Particulars:
    """Makes general what stands in one paragraph or one record with a protected name, as the case's policy says."""

    def __init__(self, policy: Policy, describing: Descriptions) -> None:
        self._policy = policy
        self._describing = describing

    def replacements(
        self, document: Document, named: Iterable[tuple[int, int]], told: Told, records: Iterable[Span] = ()
    ) -> Iterator[Replacement]:
        """What to put for towns, small bodies, posts, relations and days in the paragraphs of ``named`` places.

        ``records`` are stretches that a record tells of somebody protected, wherever they stand.
        """
        places = sorted(named)
        zones = [*dict.fromkeys(_paragraph(document, start, end) for start, end in places), *records]
        if not zones:
            return
        inside = Stretches((zone.start, zone.end) for zone in zones)
        if self._policy.towns == "general":
            yield from self._describing.replacements(zones, [one for one in told.mentions if one.kind == "place"])
        if self._policy.posts == "general":
            bodies = [one for one in told.mentions if one.kind == "organisation"]
            yield from self._describing.replacements(zones, bodies)
        guarded = Stretches(places)
        hidden = [one for one in told.mentions if one.kind == "person" and guarded.touch(one.span.start, one.span.end)]
        for one in hidden:
            yield from self._own(document, one)
        yield from self._called(hidden, [one for one in told.standing if inside.hold(*_ends(one.span))])
        if self._policy.dates == "year":
            for time in told.times:
                if inside.hold(time.span.start, time.span.end) and time.edtf and len(time.edtf) > 4:
                    yield Replacement(time.span.start, time.span.end, f"{LOZENGE} a day in {time.edtf[:4]}")

    def _own(self, document: Document, person: Mention) -> Iterator[Replacement]:
        """Posts and relations that the text gives the person, where they stand in the sentence."""
        zone = _sentence(document, person.span.start, person.span.end)
        for words, general in self._given([person]):
            for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", zone.quote, re.IGNORECASE):
                yield Replacement(zone.start + match.start(), zone.start + match.end(), f"{LOZENGE} {general}")

    def _called(self, hidden: Iterable[Mention], standing: Iterable[Coreference]) -> Iterator[Replacement]:
        """The same where the paragraph goes on to call the person by the post: "the consul had served there"."""
        by_local: dict[str, list[Mention]] = defaultdict(list)
        for one in hidden:
            by_local[one.local].append(one)
        for words in standing:
            for post, general in self._given(by_local.get(words.local, ())):
                last = post.split()[-1]
                for match in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", words.span.quote, re.IGNORECASE):
                    start = words.span.start + match.start()
                    yield Replacement(start, start + len(match[0]), f"{LOZENGE} {general}")

    def _given(self, people: Iterable[Mention]) -> Iterator[tuple[str, str]]:
        """The posts and relations of people that the policy makes general, each with a wider word; "of Tull" aside."""
        for person in people:
            for told, words, general in (
                (self._policy.posts == "general", person.offices, "a post"),
                (self._policy.relations == "general", person.relations, "a relative"),
            ):
                yield from ((bare, general) for word in words if told and (bare := word.split(" of ")[0].strip()))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _paragraph(document: Document, start: int, end: int) -> Span:
    """The paragraph around a stretch of text."""
    first, last = max(0, start - _FAR), min(len(document.text), end + _FAR)
    before = [match.end() for match in _BREAK.finditer(document.text, first, start)]
    after = _BREAK.search(document.text, end, last)
    return document.span(before[-1] if before else first, after.start() if after else last)


def _sentence(document: Document, start: int, end: int) -> Span:
    """The sentence around a stretch of text, as far as its marks tell."""
    first, last = max(0, start - _REACH), min(len(document.text), end + _REACH)
    before = [match.end() for match in _END.finditer(document.text, first, start)]
    after = _END.search(document.text, end, last)
    return document.span(before[-1] if before else first, after.start() + 1 if after else last)
