"""The brief as PDF, set by Typst. Words reach it as data, so that no article can say anything to the typesetter."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribune.model import AttribuneError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Material = dict[str, Any]


class PdfError(AttribuneError):
    """The library that makes PDF is not installed."""


def pdf(material: Material) -> bytes:
    """The bytes of the brief as PDF: the same bytes for the same material and fonts."""
    try:
        import typst
    except ModuleNotFoundError as missing:
        raise PdfError("a brief in PDF needs typst: pip install 'attribune[pdf]'") from missing
    told = json.dumps(_plain(material), ensure_ascii=True)
    template = files("attribune.present").joinpath("templates/brief.typ").read_bytes()
    with tempfile.TemporaryDirectory() as folder:  # holds the template only: what is told never touches the disk
        source = Path(folder) / "brief.typ"
        source.write_bytes(template)
        day = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
        return bytes(typst.compile(str(source), format="pdf", sys_inputs={"brief": told}, timestamp=day))


def _plain(material: Material) -> Material:
    """What the template reads: strings and numbers only."""
    cites, quote, ends = material["cites"], material["quote"], material["ends"]

    def conflicts(rows: Iterable[Material]) -> list[Material]:
        return [{"words": row["why"], "cite": cites(ends(row))} for row in rows]

    return {
        "title": material["title"],
        "sentences": material["sentences"],
        "conflict_sign": material["conflict_sign"],
        "conflicts": conflicts(material["conflicts"]),
        "timeline": [one | {"cite": cites(one["documents"])} for one in material["timeline"]],
        "affairs": [_affair(one, material) | {"conflicts": conflicts(one.conflicts)} for one in material["affairs"]],
        "left": material["left"],
        "statements": [
            {"speaker": material["speaker"](row), "act": row["act"], "words": material["content"](row)}
            | {"cite": cites([row["document"]])}
            for row in material["statements"]
        ],
        "figures": [
            {name: row[name] or "" for name in ("measure", "period", "place", "unit")}
            | {"value": str(material["number"](row)), "words": quote(row["span"]), "cite": cites([row["document"]])}
            for row in sorted(material["figures"], key=lambda row: str(row["measure"]))
        ],
        "forecasts": [
            {"when": row["horizon"] or "not told", "likelihood": quote(row["likelihood"]) or "not told"}
            | {"words": quote(row["span"]), "cite": cites([row["document"]])}
            for row in material["forecasts"]
        ],
        "lost": [
            {"words": one["why"], "cite": cites([one["document"]]), "tables": cites(one["tables"])}
            for one in material["lost"]
        ],
        "sources": [_source(row, material) for row in material["documents"]],
    }


def _affair(one: Any, material: Material) -> Material:  # noqa: ANN401 - an Affair, which would be a circle of imports
    cites, drawn = material["cites"], material["drawing"][one.event["id"]]
    held = [name for name in material["details"] if any(account.cells[name] for account in one.accounts)]
    return {
        "headline": one.headline,
        "sentence": one.sentence,
        "cite": cites(telling.document for telling in one.tellings),
        "details": [{"name": material["details"][name], "differ": name in one.conflicting} for name in held],
        "accounts": [
            {
                "name": f"{material['speaker_sign'][account.origin['kind']]} {account.origin['name']}",
                "outlets": ", ".join(account.outlets),
                "cells": [_cells(account.cells[name], cites) for name in held],
            }
            for account in one.accounts
        ],
        "drawing": drawn and drawn.svg.replace("currentColor", "#222"),
        "drawn": drawn and drawn.words,
        "tellings": [
            {"chain": telling.chain, "status": telling.status, "sentence": telling.sentence}
            | {"cite": cites([telling.document])}
            for telling in one.tellings
        ],
        "credibility": f"{one.event['credibility']}" + _reason(one.event),
    }


def _cells(cells: Iterable[Any], cites: Any) -> list[Material]:  # noqa: ANN401 - Cells, and what numbers documents
    """What an account holds of a detail, each wording once with all who print it."""
    found: dict[str, set[str]] = {}
    for cell in cells:
        words = f"“{cell.words}”" if cell.words else cell.value
        plain = not cell.words or cell.value.casefold() in {cell.words.casefold(), "yes"}
        found.setdefault(words if plain else f"{words} ({cell.value})", set()).add(cell.document)
    return [{"words": words.replace("/", "/\u200b"), "cite": cites(found[words])} for words in found]


def _reason(event: Mapping[str, Any]) -> str:
    return f": {event['grade_reason']}" if event["grade_reason"] else ""


def _source(row: Mapping[str, Any], material: Material) -> str:
    title = f", “{row['title']}”" if row["title"] else ""
    address = f", {row['url']}" if row["url"] else ""
    return f"{material['outlet'](row['id'])}{title}{', ' + row['published'] if row['published'] else ''}{address}"
