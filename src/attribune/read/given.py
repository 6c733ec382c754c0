"""Metadata that the analyst gives beside the documents: a table by path."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from attribune.model import AttribuneError, Metadatum

from . import stamp

_NAMES = ("title", "outlet", "authors", "published", "url")


class MetadataError(AttribuneError):
    """The metadata file cannot be used."""


@dataclass(frozen=True, slots=True)
class Given:
    """The rows of a metadata file: ``rows`` is (path, values by column); ``name`` is the file's."""

    name: str = ""
    rows: tuple[tuple[str, dict[str, str]], ...] = ()

    def of(self, path: str) -> tuple[Metadatum, ...]:
        """What the file says of a document: of the row with its path, else with its end, else with its stem."""
        for same in (_equal, _suffix, _stem):
            for key, values in self.rows:
                if same(path, key):
                    reason = f"given in {self.name} for {key}"
                    return tuple(Metadatum(name, values[name], "given", reason) for name in _NAMES if values.get(name))
        return ()


def load(path: str | Path | None) -> Given:
    """The metadata file (CSV with the columns path, published, outlet, title and, if wanted, authors and url).

    Raises MetadataError where it cannot be read, has no column ``path``, or gives a date that is no EDTF.
    """
    if path is None:
        return Given()
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            if "path" not in (table.fieldnames or ()):
                raise MetadataError(f"{path} has no column 'path'")
            rows = [(number, _cells(row)) for number, row in enumerate(table, 2)]
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise MetadataError(f"{path} cannot be read: {reason}") from reason
    for number, row in rows:
        if row.get("published"):
            value = stamp.edtf(row["published"])
            if value is None:
                raise MetadataError(f"{path}, row {number}: {row['published']!r} is no date (EDTF, such as 2016-10~)")
            row["published"] = value
    return Given(Path(path).name, tuple((row["path"], row) for _, row in rows if row.get("path")))


def _cells(row: dict[str | None, str | list[str] | None]) -> dict[str, str]:
    """The cells under a heading; csv puts those beyond the last one in a list under None."""
    return {name: cell.strip() for name, cell in row.items() if isinstance(name, str) and isinstance(cell, str)}


def _equal(path: str, key: str) -> bool:
    return path == key


def _suffix(path: str, key: str) -> bool:
    return path.endswith(("/" + key, "#" + key)) or key.endswith("/" + path)


def _stem(path: str, key: str) -> bool:
    return PurePosixPath(path).stem == PurePosixPath(key).stem and not ("#" in path and "#" not in key)
