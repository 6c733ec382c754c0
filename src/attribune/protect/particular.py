"""What identifies a protected person together with other things: post, town, relation and date beside the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attribune.model import Document, Mention, Span, TimeExpression

from .policy import Policy
from .pseudonym import LOZENGE
from .redaction import Replacement
from .stretch import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .source import Descriptions

_END = re.compile(r"[.!?…]['\"”’)\]]{0,2}\s|\n")  # where a sentence ends, for sure or not: too wide does less harm
_REACH = 600  # characters of a sentence on either side of a name


class Particulars:
    """Makes general what stands in one sentence with a protected name, as the case's policy says."""

    def __init__(self, policy: Policy, describing: Descriptions) -> None:
        self._policy = policy
        self._describing = describing

    def replacements(
        self,
        document: Document,
        named: Iterable[tuple[int, int]],
        mentions: Iterable[Mention],
        times: Iterable[TimeExpression],
    ) -> Iterator[Replacement]:
        """What to put for towns, small bodies, posts, relations and days in the sentences of ``named`` places."""
        places = sorted(named)
        zones = [_sentence(document, start, end) for start, end in places]
        if not zones:
            return
        inside = Stretches((zone.start, zone.end) for zone in zones)
        found = list(mentions)
        if self._policy.towns == "general":
            yield from self._describing.replacements(zones, [one for one in found if one.kind == "place"])
        if self._policy.posts == "general":
            yield from self._describing.replacements(zones, [one for one in found if one.kind == "organisation"])
        guarded = Stretches(places)
        for one in found:
            if one.kind == "person" and guarded.touch(one.span.start, one.span.end):
                yield from self._own(document, one)
        if self._policy.dates == "year":
            for time in times:
                if inside.hold(time.span.start, time.span.end) and time.edtf and len(time.edtf) > 4:
                    yield Replacement(time.span.start, time.span.end, f"{LOZENGE} a day in {time.edtf[:4]}")

    def _own(self, document: Document, person: Mention) -> Iterator[Replacement]:
        """Posts and relations that the text gives the person, where they stand in the sentence."""
        zone = _sentence(document, person.span.start, person.span.end)
        for told, words, general in (
            (self._policy.posts == "general", person.offices, "a post"),
            (self._policy.relations == "general", person.relations, "a relative"),
        ):
            for word in words if told else ():
                first = re.escape(word.split(" of ")[0])
                for match in re.finditer(rf"(?<!\w){first}(?!\w)", zone.quote, re.IGNORECASE):
                    yield Replacement(zone.start + match.start(), zone.start + match.end(), f"{LOZENGE} {general}")


def _sentence(document: Document, start: int, end: int) -> Span:
    """The sentence around a stretch of text, as far as its marks tell."""
    first, last = max(0, start - _REACH), min(len(document.text), end + _REACH)
    before = [match.end() for match in _END.finditer(document.text, first, start)]
    after = _END.search(document.text, end, last)
    return document.span(before[-1] if before else first, after.start() + 1 if after else last)
