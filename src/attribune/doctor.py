"""What is installed, what is missing, and whether a case is whole."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from attribune import annotate, profiles
from attribune.ledger import Case, CaseError, DamagedLedgerError
from attribune.ledger.query import DANGLING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LIBRARIES = ("attribune", "spacy", "duckdb", "pyarrow", "splink", "trafilatura", "htmldate", "datasketch", "rapidfuzz")

_EXTRAS = {
    "pypdfium2": ("pdf", "PDF is read"),
    "brotli": ("warc", "page that Brotli compresses is read"),
    "httpcore": ("web", "page is fetched by its address"),
}
"""Libraries that only some inputs need: the extra that brings each, and what is missing without it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what there is to say."""

    name: str
    well: bool
    says: str


def installation() -> Iterator[Finding]:
    """Versions of Python, the libraries and the default pipeline."""
    yield Finding("python", well=True, says=platform.python_version())
    for library in _LIBRARIES:
        try:
            yield Finding(library, well=True, says=version(library))
        except PackageNotFoundError:
            yield Finding(library, well=False, says=f"not installed: pip install {library}")
    for library, (extra, purpose) in _EXTRAS.items():
        try:
            yield Finding(library, well=True, says=version(library))
        except PackageNotFoundError:
            yield Finding(library, well=True, says=f"not installed, so no {purpose}: pip install 'attribune[{extra}]'")
    yield _pipeline(annotate.DEFAULT_PIPELINE)


def _pipeline(name: str) -> Finding:
    try:
        return Finding("pipeline", well=True, says=annotate.version(name))
    except LookupError as missing:
        return Finding("pipeline", well=False, says=str(missing))


def case(root: Path) -> Iterator[Finding]:
    """Whether the case opens, its tables, originals and decisions are as they were written, and its profile loads."""
    try:
        opened = Case.open(root)
    except CaseError as closed:
        yield Finding("case", well=False, says=str(closed))
        return
    yield Finding("case", well=True, says=str(root))
    yield _pipeline(str(opened.settings.get("pipeline", annotate.DEFAULT_PIPELINE)))
    try:
        yield Finding("profile", well=True, says=profiles.load(str(opened.settings.get("profile", "exile"))).name)
    except (ValueError, LookupError, OSError) as broken:
        yield Finding("profile", well=False, says=str(broken))
    try:
        yield Finding("secret", well=len(opened.secret) > 0, says="pseudonyms can be made")
    except CaseError as unread:
        yield Finding("secret", well=False, says=str(unread))
    yield from _ledger(opened)
    broken_row = opened.decisions.verify()
    yield Finding("decisions", well=broken_row is None, says=str(broken_row or "the chain of hashes holds"))
    yield from _originals(opened)


def _ledger(opened: Case) -> Iterator[Finding]:
    try:
        manifest, wrong = opened.generations.manifest(), opened.generations.damaged()
    except DamagedLedgerError as damaged:
        manifest, wrong = {}, [str(damaged)]
    for one in wrong:
        yield Finding("ledger", well=False, says=f"{one}; 'attribune build --case {opened.root}' makes it anew")
    if not wrong and manifest:
        dangling = [(what, opened.generations.query(query)) for what, query in DANGLING.items()]
        wrong = [f"{len(rows)} {what}, such as {rows[0][0]}" for what, rows in dangling if rows]
        yield from (Finding("ledger", well=False, says=one) for one in wrong)
    if not wrong:
        says = f"{manifest['hash'][:16]}, {sum(manifest['counts'].values())} records" if manifest else "not built yet"
        yield Finding("ledger", well=True, says=says)


def _originals(opened: Case) -> Iterator[Finding]:
    wrong = []
    index = opened.originals.index()
    for kept in index:
        if kept.failure is None:
            try:
                opened.original(kept.sha256)
            except LookupError as missing:
                wrong.append(Finding("originals", well=False, says=f"{kept.path}: {missing}"))
    yield from wrong
    if not wrong:
        yield Finding("originals", well=True, says=f"{len(index)} as they came")
