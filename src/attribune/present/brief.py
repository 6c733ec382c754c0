"""The brief: a written report whose every sentence is a record's and carries its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from .account import DETAILS, Affairs
from .columns import content, number, quote, speaker
from .sign import CONFLICT, SPEAKER, TELLING
from .wording import sentences

if TYPE_CHECKING:
    from attribune.view import View

FORMS = ("html", "md")
_MOST = 25  # events told of at length; the others are counted


def brief(view: View, title: str, form: str, events: tuple[str, ...] = ()) -> str:
    """The brief of a case, or of some of its events (by id), as HTML or Markdown.

    Raises ValueError for another form, and for an event that the case does not hold.
    """
    if form not in FORMS:
        raise ValueError(f"there is no brief in {form}: {', '.join(FORMS)}")
    return _environment(form).get_template(f"brief.{form}").render(_material(view, title, events))


def _material(view: View, title: str, events: tuple[str, ...]) -> dict[str, Any]:
    affairs = Affairs(view)
    chosen = [one for one in affairs.all() if not events or one.event["id"] in events]
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
        "cite": numbers,
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


def _environment(form: str) -> Environment:
    loader = PackageLoader("attribune.present", "templates")
    return Environment(
        loader=loader,
        autoescape=form == "html",  # noqa: S701 - Markdown is no markup language that runs anything
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
