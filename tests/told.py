"""Hand-made records: small articles whose statements, reports and names a test marks by their words."""

from __future__ import annotations

from attribune.model import (
    Argument,
    Document,
    Figure,
    Made,
    Mention,
    Records,
    Region,
    Report,
    Span,
    Statement,
    When,
    document_id,
    record_id,
)

MADE = Made("test")


class Article:
    """One article and its records, in the order in which a test adds them."""

    def __init__(self, text, outlet=None, published=None, path=None, title=None):
        path = path or f"{outlet}.txt"
        self.text = text
        self.id = document_id(path, path)
        regions = (Region(Span.of(text, 0, len(text)), "body"),)
        self.document = Document(
            self.id,
            path,
            path,
            text,
            "text/plain",
            "utf-8",
            title=title,
            outlet=outlet,
            published=published,
            regions=regions,
        )
        self.statements, self.reports, self.figures, self.mentions = [], [], [], []

    def span(self, words, nth=0):
        """The span of the ``nth`` place where the words stand."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span.of(self.text, start, start + len(words))

    def name(self, words, kind="person", fullest=None, nth=0):
        """A mention; those with one fullest name are one in this document."""
        span = self.span(words, nth)
        made = record_id(self.id, "mention", span)
        local = next((m.local for m in self.mentions if m.name == (fullest or words)), made)
        self.mentions.append(Mention(made, self.id, span, kind, fullest or words, local, MADE))

    def says(
        self, source, kind, content, *, act="assert", within=None, cue=None, via=None, speaker=None, description=()
    ):
        """A statement; gives its id."""
        span, content = self.span(source) if source else None, self.span(content)
        made = record_id(self.id, "statement", span, content)
        self.statements.append(
            Statement(
                made,
                self.id,
                span,
                kind,
                self.span(cue) if cue else None,
                (content,),
                "indirect",
                act,
                "CT+",
                MADE,
                within=within,
                via=self.span(via) if via else None,
                speaker=speaker,
                description=description,
            )
        )
        return made

    def tells(
        self, kind, trigger, *, by=None, status=None, when=None, low=None, high=None, nth=0, same_as=None, **roles
    ):
        """A report with its arguments by role; gives its id."""
        span = self.span(trigger, nth)
        made = record_id(self.id, "report", span)
        arguments = tuple(
            Argument(role, self.span(words)) for role, fillers in roles.items() for words in _each(fillers)
        )
        self.reports.append(
            Report(
                made,
                self.id,
                kind,
                span,
                arguments,
                When(None, when),
                status or ("reported" if by else "occurred"),
                "CT+",
                MADE,
                by=by,
                local_event=same_as or made,
                low=low,
                high=high if high is not None else low,
            )
        )
        return made

    def counts(self, words, value, measure, period=None, place=None, **more):
        """A figure; gives its id."""
        span = self.span(words)
        made = record_id(self.id, "figure", span)
        low, high = more.pop("low", value), more.pop("high", value)
        unit = more.pop("unit", "people")
        self.figures.append(
            Figure(made, self.id, span, value, low, high, unit, measure, MADE, period=period, place=place, **more)
        )
        return made


def records(*articles):
    """All records of the articles."""
    return Records(
        documents=tuple(a.document for a in articles),
        statements=tuple(s for a in articles for s in a.statements),
        reports=tuple(r for a in articles for r in a.reports),
        figures=tuple(f for a in articles for f in a.figures),
        mentions=tuple(m for a in articles for m in a.mentions),
    )


def _each(fillers):
    return (fillers,) if isinstance(fillers, str) else fillers
