"""What of each kind of record a table in the terminal shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .sign import CONFLICT, FROM, SPEAKER, TELLING

Row = dict[str, Any]
Column = tuple[str, Callable[[Row], str]]


def quote(span: Row | None) -> str:
    """The words of a span, on one line."""
    return " ".join(span["quote"].split()) if span else ""


def content(row: Row) -> str:
    """The words of a statement's content."""
    return " … ".join(quote(part) for part in row["content"])


def speaker(row: Row) -> str:
    """Who speaks, with the sign of the kind; the fullest name where it says more than the words do."""
    words, name = quote(row["source"]), row["speaker"]
    shown = f"{words} ({name})" if name and words and name != words else words or name or "nobody named"
    return f"{SPEAKER[row['source_kind']]} {shown}"


def forecaster(row: Row) -> str:
    """Who makes a forecast: whoever says it, or else the outlet."""
    return speaker(row) if row["statement"] else f"{SPEAKER['media']} {row['outlet'] or 'the article itself'}"


def arguments(row: Row) -> str:
    """A report's arguments by role."""
    return "; ".join(f"{one['role']}: {quote(one['span'])}" for one in row["arguments"])


def chain(row: Row) -> str:
    """The chain from the page to the one who knows."""
    hops = row.get("chain") or []
    return f" {FROM} ".join(f"{SPEAKER[hop['kind']]} {hop.get('name') or quote(hop['span'])}" for hop in hops)


def standing(row: Row) -> str:
    """How often an event is told, how many origins its tellings go back to, and who denies it."""
    told, origins, denials, unnamed = len(row["reports"]), row["origins"], row["denials"], row["anonymous_origins"]
    known = {0: "no origin", 1: "one origin"}.get(origins, f"{origins} origins")
    known += "" if not unnamed else " (unnamed)" if origins == 1 else f" ({unnamed} unnamed)"
    parts = [f"told {told} times" if told > 1 else "told once", known]
    parts += [f"denied by {denials}"] if denials else []
    return ", ".join([*parts, "corroborated"] if row["corroborated"] else parts)


def number(row: Row) -> str:
    """A figure's value, or its bounds where that is all that is said."""
    value, low, high = row["value"], row["low"], row["high"]
    if value is not None:
        return amount(value)
    if low is not None and high is not None:
        return f"{amount(low)} to {amount(high)}"
    return f"{amount(low)} or more" if low is not None else "" if high is None else f"up to {amount(high)}"


def amount(value: float) -> str:
    """A number as a reader writes it: whole ones in full, others to six digits."""
    return f"{value:,.0f}" if 1e6 <= abs(value) < 1e15 else f"{value:,.6g}"


def text(name: str) -> Callable[[Row], str]:
    """The field of that name as text; nothing for null."""
    return lambda row: "" if row.get(name) is None else str(row[name])


COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        ("id", text("id")),
        ("published", text("published")),
        ("outlet", text("outlet")),
        ("title", text("title")),
        ("path", text("path")),
        ("failure", text("failure")),
    ),
    "statements": (
        ("id", text("id")),
        ("who", speaker),
        ("act", text("act")),
        ("says", content),
        ("certainty", text("factuality")),
    ),
    "reports": (
        ("id", text("id")),
        ("told", lambda row: TELLING[row["status"]]),
        ("type", text("type")),
        ("status", text("status")),
        ("when", lambda row: row["when"]["edtf"] or quote(row["when"]["span"])),
        ("arguments", arguments),
        ("on whose word", chain),
    ),
    "events": (
        ("id", text("id")),
        ("type", text("type")),
        ("reports", lambda row: str(len(row["reports"]))),
        ("origins", lambda row: f"{row['origins']}, {row['anonymous_origins']} anonymous"),
        ("denials", text("denials")),
        ("corroborated", lambda row: "yes" if row["corroborated"] else "no"),
        ("grade", text("credibility")),
        ("what", text("headline")),
    ),
    "figures": (
        ("id", text("id")),
        ("value", number),
        ("unit", text("unit")),
        ("measure", text("measure")),
        ("period", text("period")),
        ("place", text("place")),
        ("words", lambda row: quote(row["span"])),
    ),
    "forecasts": (
        ("id", text("id")),
        ("by when", text("horizon")),
        ("who", forecaster),
        ("told on", text("published")),
        ("likelihood", lambda row: quote(row["likelihood"])),
        ("forecast", lambda row: quote(row["span"])),
    ),
    "entities": (
        ("id", text("id")),
        ("kind", text("kind")),
        ("name", text("name")),
        ("also", lambda row: "; ".join(name for name in row["names"] if name != row["name"])),
        ("protected", lambda row: "yes" if row["protect"] else ""),
    ),
    "conflicts": (
        ("sign", lambda _: CONFLICT),
        ("detail", text("detail")),
        ("why", text("why")),
        ("from", text("from")),
        ("to", text("to")),
    ),
}

IN_TERMINAL: dict[str, tuple[Column, ...]] = COLUMNS | {
    "events": (
        ("id", text("id")),
        ("what", text("headline")),
        ("on whose word", standing),
        ("grade", text("credibility")),
    ),
}
"""The columns where a person reads them in a terminal, which has less room than a file."""
