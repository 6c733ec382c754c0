"""The articles of a case as references: BibTeX, and CSL-JSON for Zotero, pandoc and the like."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .form import DAY, writable

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.view import View

Row = dict[str, Any]
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex_file(view: View, folder: Path) -> dict[str, int]:
    """``sources.bib``: an entry an article, its key the article's id."""
    rows = [row for row in view.documents() if not row["failure"]]
    (folder / "sources.bib").write_text("\n".join(_entry(row) for row in rows), encoding="utf-8", newline="\n")
    return {"sources.bib": len(rows)}


def csl_file(view: View, folder: Path) -> dict[str, int]:
    """``sources.json``: an item an article."""
    items = [_item(row) for row in view.documents() if not row["failure"]]
    text = json.dumps(items, ensure_ascii=False, indent=1)
    (folder / "sources.json").write_text(writable(text) + "\n", encoding="utf-8", newline="\n")
    return {"sources.json": len(items)}


def _date(row: Row) -> list[str]:
    """Year, month and day of publication, as far as they are known for sure."""
    found = DAY.fullmatch(row["published"] or "")
    return [part for part in found.groups() if part] if found else []


def _entry(row: Row) -> str:
    fields = {
        "title": row["title"],
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in row["authors"]),
        "journal": row["outlet"],
        "date": "-".join(_date(row)),
        "year": "".join(_date(row)[:1]),
        "url": row["url"],
        "language": row["language"],
    }
    plain = ("author", "url")  # names are escaped already; an address is taken as it is but for its braces
    lines = [
        f"  {name} = {{{value if name == 'author' else _address(value) if name in plain else _escaped(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@article{{{row['id']},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(writable(text).split()))


def _address(url: str) -> str:
    return writable(url).translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C", ord(" "): "%20", ord("\n"): ""})


def _item(row: Row) -> Row:
    item = {
        "id": row["id"],
        "type": "article-newspaper",
        "title": row["title"],
        "author": [{"literal": name} for name in row["authors"]],
        "container-title": row["outlet"],
        "issued": {"date-parts": [[int(part) for part in _date(row)]]} if _date(row) else None,
        "URL": row["url"],
        "language": row["language"],
    }
    return {name: value for name, value in item.items() if value}
