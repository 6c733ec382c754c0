"""Series of figures taken into a case by a person, beside those that articles tell."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from attribune import extract, read
from attribune.ledger import CaseError, Kept
from attribune.ledger.query import DOCUMENTS_CALLED
from attribune.model import Metadatum

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.build import Builder, Result
    from attribune.model import Document


@dataclass(frozen=True, slots=True)
class Origin:
    """What an analyst says of a table: who publishes it, what it measures, when it was published, where it is from.

    ``stands_for`` names a document of the case, by its id or path, one of whose damaged regions it stands in
    for: the ``region``th from 1, or with 0 the first that is a lost table, else the first.
    """

    source: str
    measure: str = ""
    unit: str = ""
    place: str = ""
    published: str = ""
    url: str = ""
    stands_for: str = ""
    region: int = 0
    because: str = ""


def take_in(builder: Builder, file: Path, origin: Origin) -> Result:
    """Keep a table (CSV) in a case and build. Raises ``SeriesError`` for what is no series, ``CaseError`` else."""
    data = file.read_bytes()
    path = f"imported/{file.name}"
    given = tuple(_given(builder, file.name, origin))
    found = read.document(read.Found(path, data, given, member=False))
    if found.failure:
        raise CaseError(found.failure)
    table = extract.series.rows(found.text)
    if not origin.measure and not all("measure" in row for row in table):
        raise CaseError("say what the table measures: --measure, in the words that 'attribune figures CASE' lists")
    with builder.case.writing():
        sha256 = builder.case.originals.keep(data)
        held = [one for one in builder.case.originals.index() if (one.path, one.sha256) != (path, sha256)]
        builder.case.originals.list([*held, Kept(path, sha256, given)])
    return builder.build()


def _given(builder: Builder, name: str, origin: Origin) -> list[Metadatum]:
    who, day = getpass.getuser(), datetime.now(UTC).date().isoformat()
    why = f"imported by {who} on {day} from {name}" + (f": {origin.because}" if origin.because else "")
    told = {
        "series": origin.measure or "as its rows say",
        "outlet": origin.source,
        "unit": origin.unit,
        "place": origin.place,
        "published": origin.published,
        "url": origin.url,
        "title": f"{origin.measure or 'figures'}, a series of {origin.source}",
        "imported": day,
    }
    made = [Metadatum(key, value, "given", why) for key, value in told.items() if value]
    if origin.stands_for:
        document, start, end = _damage(builder, origin)
        reason = "stands in for what another article lost"  # which one may lead to somebody at risk
        made.append(Metadatum("stands_for", f"{document.id} {start} {end}", "given", reason))
    return made


def _damage(builder: Builder, origin: Origin) -> tuple[Document, int, int]:
    """The document and the damaged region of it that a table stands in for."""
    case = builder.case
    called = {row[0] for row in case.generations.query(DOCUMENTS_CALLED, name=origin.stands_for)}
    found = [one for one in case.records().documents if one.id in called]
    if len(found) != 1:
        raise CaseError(f"{len(found) or 'no'} documents are called {origin.stands_for}: see 'attribune documents'")
    damaged = [region for region in found[0].regions if region.kind == "damage"]
    if not damaged or not 0 <= origin.region <= len(damaged):
        raise CaseError(f"{found[0].path} has {len(damaged)} damaged regions, no number {origin.region or 1}")
    tables = [region for region in damaged if "table" in region.reason]
    chosen = damaged[origin.region - 1] if origin.region else (tables or damaged)[0]
    return found[0], chosen.span.start, chosen.span.end
