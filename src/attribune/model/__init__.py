"""The records: frozen, typed, importing nothing else of the project."""

from .annotated import Annotated
from .document import PROSE, Document, Metadatum, OffsetMap, PageMap, Region, RegionKind
from .error import AttribuneError
from .figure import Change, Figure, Forecast, Quantity, TimeExpression, TimexType
from .identity import digest, document_id, record_id
from .mention import Coreference, Entity, EntityKind, Mention
from .morpheme import Morpheme, Sentence
from .origin import Chain, Copy, Detail, Hop, Link, LinkKind, Origin, Passage
from .provenance import Made, MadeBy
from .records import Assessed, Records, Resolved
from .report import Argument, Event, Held, Report, Status, When
from .span import Span
from .statement import Act, Factuality, Form, SourceKind, Statement

__all__ = [
    "PROSE",
    "Act",
    "Annotated",
    "Argument",
    "Assessed",
    "AttribuneError",
    "Chain",
    "Change",
    "Copy",
    "Coreference",
    "Detail",
    "Document",
    "Entity",
    "EntityKind",
    "Event",
    "Factuality",
    "Figure",
    "Forecast",
    "Form",
    "Held",
    "Hop",
    "Link",
    "LinkKind",
    "Made",
    "MadeBy",
    "Mention",
    "Metadatum",
    "Morpheme",
    "OffsetMap",
    "Origin",
    "PageMap",
    "Passage",
    "Quantity",
    "Records",
    "Region",
    "RegionKind",
    "Report",
    "Resolved",
    "Sentence",
    "SourceKind",
    "Span",
    "Statement",
    "Status",
    "TimeExpression",
    "TimexType",
    "When",
    "digest",
    "document_id",
    "record_id",
]
