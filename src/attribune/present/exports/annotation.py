"""W3C Web Annotations: every record as a note on the words of an article, found again by quote and by position."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .form import writable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from attribune.view import View

Row = dict[str, Any]
_AROUND = 32  # characters on either side of a quote by which it is told from others of the same words
_ANCHORS = {
    "statements": ("source", "cue", "content"),
    "reports": ("trigger",),
    "figures": ("span",),
    "times": ("span",),
    "forecasts": ("span",),
    "mentions": ("span",),
}
_TOLD = {
    "statements": ("source_kind", "speaker", "form", "act", "factuality", "within"),
    "reports": ("type", "status", "factuality", "event", "by", "origin"),
    "figures": ("value", "low", "high", "unit", "measure", "period", "place", "by"),
    "times": ("type", "value", "edtf"),
    "forecasts": ("horizon", "low", "high", "speaker", "statement"),
    "mentions": ("kind", "entity"),
}
_NOUN = {
    "statements": "statement", "reports": "report", "figures": "figure",
    "times": "time", "forecasts": "forecast", "mentions": "mention",
}  # fmt: skip


def annotation_files(view: View, folder: Path) -> dict[str, int]:
    """``annotations.json``, one page of annotations, and ``texts/ID.txt``, the texts on which their positions count.

    Positions count code points of the text as it is shown, which is the file's content decoded from UTF-8.
    """
    texts = {row["id"]: row["text"] for row in view.documents() if not row["failure"]}
    (folder / "texts").mkdir(exist_ok=True)
    for identifier, text in texts.items():
        (folder / "texts" / f"{identifier}.txt").write_bytes(writable(text).encode("utf-8"))
    items = [one for kind in _ANCHORS for row in view.rows(kind) for one in _annotation(kind, row, texts)]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "annotations.json",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    (folder / "annotations.json").write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return {"annotations.json": len(items), "texts": len(texts)}


def _annotation(kind: str, row: Row, texts: dict[str, str]) -> Iterator[Row]:
    text = texts.get(row["document"])
    targets = list(_targets(kind, row, text)) if text is not None else []
    if not targets:
        return
    spans = targets[0]["selector"][1]
    own = row.get("id") or f"{row['document']}:{_NOUN[kind]}:{spans['start']}-{spans['end']}"
    told = {name: row[name] for name in _TOLD[kind] if row[name] is not None}
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": _NOUN[kind]}]
    bodies += [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": writable(json.dumps(told, ensure_ascii=False)),
        }
    ]
    if kind == "mentions" and row["entity"]:
        bodies.append(
            {"type": "SpecificResource", "purpose": "identifying", "source": f"urn:attribune:{row['entity']}"}
        )
    generator = {"id": f"urn:attribune:rule:{row['rule']}", "type": "Software"} if row.get("rule") else None
    yield {
        "id": f"urn:attribune:{own}",
        "type": "Annotation",
        "motivation": "identifying" if kind == "mentions" else "describing",
        **({"generator": generator} if generator and row["made_by"] == "machine" else {}),
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _targets(kind: str, row: Row, text: str) -> Iterator[Row]:
    """The places of a record: of a statement its source, cue and contents, each with what it is."""
    for name in _ANCHORS[kind]:
        value = row.get(name)
        for span in value if isinstance(value, list) else [value] if value else []:
            start, end = span["start"], span["end"]
            yield {
                "type": "SpecificResource",
                "source": f"texts/{row['document']}.txt",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": writable(span["quote"]),
                        "prefix": writable(text[max(start - _AROUND, 0) : start]),
                        "suffix": writable(text[end : end + _AROUND]),
                    },
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
                **({"styleClass": name} if kind == "statements" else {}),
            }
