"""The one place that knows the order of the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune import annotate, clean, extract
from attribune.model import Document, Records

if TYPE_CHECKING:
    from spacy.language import Language

    from attribune.profiles import Profile


def document_records(document: Document, nlp: Language, profile: Profile) -> Records:
    """All records of one document: clean, annotate, extract. Pure: the same document gives the same records."""
    if document.failure:
        return Records(documents=(document,))
    annotated = annotate.annotate(clean.clean(document), nlp, profile)
    statements = extract.statements(annotated, profile)
    reports = extract.reports(annotated, statements, profile)
    return Records(
        documents=(annotated.document,),
        statements=statements,
        reports=reports,
        figures=extract.figures(annotated, statements, profile),
        times=annotated.times,
        forecasts=extract.forecasts(annotated, statements),
        mentions=annotated.mentions,
        coreferences=tuple((annotated.document.id, one) for one in annotated.coreferences),
    )
