"""Whose words they are: sources, whom pronouns mean, and who spoke before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribune.model import Annotated, SourceKind, Span

from .near import Near

if TYPE_CHECKING:
    from attribune.profiles import Profile

    from .subject import Subject


@dataclass(frozen=True, slots=True)
class Who:
    """A source as words, and whom they are: the kind and the fullest name."""

    span: Span | None
    kind: SourceKind
    speaker: str | None


NOBODY = Who(None, "unspecified", None)


_REACH = 250  # characters back to whom a pronoun may mean
_FAR = 2_000  # ... and to the outlet that "this paper" means


class Speakers:
    """Who speaks in a document; ``last`` is the number of the sentence in which somebody spoke last, and who."""

    def __init__(self, seen: Annotated, profile: Profile) -> None:
        self.seen = seen
        self.kinds = {name: body.kind for body in profile.organisations for name, _ in body.names}
        self.mentions = Near(seen.mentions)
        self.last: tuple[int, Who] | None = None

    def inherited(self, number: int) -> Who:
        """Who spoke just before, where a sentence names nobody."""
        return self.last[1] if self.last and number - self.last[0] <= 2 else NOBODY

    def who(self, number: int, one: Subject) -> Who:
        """The source that a subject of a sentence is."""
        sentence = self.seen.sentences[number]
        span = self.seen.document.span(sentence.span.start + one.start, sentence.span.start + one.end)
        if one.kind == "pronoun":
            return replace(self._meant(span), span=span)
        if one.mention is None:
            outlet = span.quote.startswith("이 ") or (one.kind == "media" and " " not in span.quote)
            speaker = self._same_outlet(span) if outlet else None
            return Who(span, one.kind or "anonymous", speaker)  # type: ignore[arg-type]  # pronouns are gone
        kind: SourceKind = one.kind or "person"  # type: ignore[assignment]  # pronouns are gone
        if one.mention.kind == "organisation":
            known = self.kinds.get(one.mention.span.quote, "")
            kind = "media" if known == "media" else "government" if known == "government" else kind
        return Who(span, kind, one.mention.name)

    def _meant(self, span: Span) -> Who:
        """Whom a pronoun means: whoever spoke just before, else the person named last."""
        near = [m for m in self.mentions.between(span.start - _REACH, span.start) if m.kind == "person"]
        if self.last and self.last[1].span and self.last[1].kind == "anonymous":
            since = [m for m in near if m.span.start > self.last[1].span.end]
            if not since:
                return self.last[1]
        if self.last and self.last[1].kind == "person":
            return self.last[1]
        return Who(span, "person", near[-1].name) if near else Who(span, "anonymous", None)

    def _same_outlet(self, span: Span) -> str | None:
        """The outlet that "this paper" means: the one named last."""
        before = [m for m in self.mentions.between(span.start - _FAR, span.start) if m.kind == "organisation"]
        outlets = [
            m
            for m in before
            if self.kinds.get(m.span.quote) == "media" or m.made.reason.startswith("ends in the word for a media")
        ]
        return outlets[-1].name if outlets else None
