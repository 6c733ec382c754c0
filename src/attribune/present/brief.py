"""The brief: a written report whose every sentence is a record's and carries its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from .account import DETAILS, Affair, Affairs
from .brief_drawing import drawing
from .brief_pdf import pdf
from .columns import content, number, quote, speaker
from .sign import CONFLICT, SPEAKER, TELLING
from .standin import stand_ins
from .wording import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribune.view import View

FORMS = ("html", "md", "pdf")
_MOST = 25  # events told of at length; the others are counted


def brief(view: View, title: str, form: str, events: tuple[str, ...] = ()) -> str | bytes:
    """The brief of a case, or of some of its events (by id), as HTML or Markdown; the bytes of a PDF.

    Raises ValueError for another form, and for an event that the case does not hold.
    """
    if form not in FORMS:
        raise ValueError(f"there is no brief in {form}: {', '.join(FORMS)}")
    material = _material(view, title, events)
    if form == "pdf":
        return pdf(material)
    return _environment(form).get_template(f"brief.{form}").render(material)


def _material(view: View, title: str, events: tuple[str, ...]) -> dict[str, Any]:
    affairs = Affairs.of_view(view)
    chosen = affairs.all(row for row in view.events() if not events or row["id"] in events)
    if missing := set(events) - {one.event["id"] for one in chosen}:
        raise ValueError(f"the case holds no event {view.scrub(', '.join(sorted(missing)))}")
    told = chosen if events else [one for one in chosen if len(one.tellings) > 1 or one.conflicts][:_MOST]
    documents = [row for row in affairs.documents.values() if not row["failure"]]
    numbers = {row["id"]: place for place, row in enumerate(documents, 1)}
    inside = {conflict["id"] for one in told for conflict in one.conflicts}
    return {
        "title": title,
        "sentences": list(sentences(view.summary())),
        "affairs": told,
        "left": len(chosen) - len(told),
        "conflicts": [] if events else [c for c in view.conflicts() if c["id"] not in inside],
        "figures": [] if events else [row for row in view.figures() if row["measure"]],
        "forecasts": [] if events else view.forecasts(),
        "statements": [] if events else [row for row in view.statements() if row["act"] in ("deny", "decline")],
        "documents": documents,
        "lost": [] if events else _lost(view, documents, numbers),
        "timeline": _timeline(chosen if events else told),
        "drawing": {one.event["id"]: drawing(one.accounts, _by_outlet(affairs, one, numbers)) for one in told},
        "cite": numbers,
        "cites": lambda ids: sorted({numbers[one] for one in ids if one in numbers}),
        "ends": _ends,
        "outlet": affairs.outlet,
        "details": DETAILS,
        "speaker_sign": SPEAKER,
        "telling_sign": TELLING,
        "conflict_sign": CONFLICT,
        "quote": quote,
        "number": number,
        "content": content,
        "speaker": speaker,
    }


def _lost(view: View, documents: list[dict[str, Any]], numbers: dict[str, int]) -> list[dict[str, Any]]:
    """The damaged places of the articles, each with why it is one and the tables that stand in for it."""
    tables = [one for one in stand_ins(view, documents) if one[0] in numbers]
    return [
        {
            "document": row["id"],
            "why": region["reason"],
            "tables": [
                table["id"]
                for document, start, end, table in tables
                if document == row["id"] and start <= region["span"]["end"] and region["span"]["start"] <= end
            ],
        }
        for row in documents
        for region in row["regions"]
        if region["kind"] == "damage"
    ]


def _timeline(told: Iterable[Affair]) -> list[dict[str, Any]]:
    """When events are said to have happened, each date with the articles that say it, in the order of the dates."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in told:
        for held in one.event["details"]:
            if held["detail"] == "when" and held["value"][:4].isdigit():
                key = held["value"], one.event["id"]
                row = {"when": held["value"], "event": one.event["id"], "words": one.headline, "documents": []}
                found.setdefault(key, row)["documents"].append(held["document"])
    return [found[key] for key in sorted(found)]


def _by_outlet(affairs: Affairs, one: Affair, numbers: dict[str, int]) -> dict[str, list[int]]:
    """The numbers under which the articles of each outlet are cited, of those that tell of an event."""
    found: dict[str, set[int]] = {}
    for telling in one.tellings:
        found.setdefault(affairs.outlet(telling.document), set()).add(numbers[telling.document])
    return {outlet: sorted(cited) for outlet, cited in found.items()}


def _ends(link: dict[str, Any]) -> list[str]:
    """The documents that a link is about, as far as it says them."""
    return [span["document"] for span in (link["from_span"], link["to_span"]) if span and span["document"]]


def _environment(form: str) -> Environment:
    loader = PackageLoader("attribune.present", "templates")
    return Environment(
        loader=loader,
        autoescape=form == "html",  # noqa: S701 - Markdown is no markup language that runs anything
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
