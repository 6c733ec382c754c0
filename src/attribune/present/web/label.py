"""How pages call things: one line for a record, the links that lead to its words."""

from __future__ import annotations

from typing import Any

from attribune.model.unit import plural
from attribune.present.account import outlet, sentence_around
from attribune.present.columns import number, quote
from attribune.present.day import day
from attribune.present.wording import PRONOUNS

Row = dict[str, Any]

ACTS = {
    "assert": "says", "deny": "denies", "predict": "predicts", "propose": "proposes", "believe": "believes",
    "question": "asks", "decline": "declines to comment",
}  # fmt: skip
FACTUALITY = {
    "CT+": "certain", "PR+": "probable", "PS+": "possible",
    "CT-": "certainly not", "PR-": "probably not", "PS-": "possibly not", "UU": "left open",
}  # fmt: skip


_TITLE = 160  # letters of a title


def title(row: Row) -> str:
    """What a document is called: its title, else its first heading, else its first words, else its outlet."""
    heads = (one["span"]["quote"] for one in row["regions"] if one["kind"] == "heading")
    found = row["title"] or next(heads, "") or row["text"].strip().split("\n", 1)[0] or outlet(row)
    words = " ".join(str(found).split())
    return words if len(words) <= _TITLE else words[:_TITLE].rsplit(" ", 1)[0] + " …"


def plain(name: object) -> str:
    """A name of a kind as words: ``asylum_request`` is "asylum request"."""
    return str(name or "").replace("_", " ")


def anchor(*names: object) -> str:
    """Names as the end of an address: their letters and digits."""
    name = " ".join(str(name or "") for name in names)
    return "".join(letter if letter.isalnum() else "-" for letter in name.casefold())


def place(document: str, span: Row | None) -> str:
    """The address of a stretch of a document's text; of the document, where there is no stretch."""
    if not span or not isinstance(span.get("start"), int):
        return f"/documents/{document}"
    start, end = span["start"], span["end"]
    return f"/documents/{document}?at={start}-{end}#c{start}"


def report(row: Row) -> str:
    """A report on one line: its type, who it is about, when."""
    named = (quote(one["span"]) for one in row["arguments"] if one["role"] == "affected")
    who = next((one for one in named if one.casefold() not in PRONOUNS), "")
    told = (plain(row["type"]).capitalize(), who, day(row["when"]["edtf"]) or quote(row["when"]["span"]))
    return " · ".join(one for one in told if one)


def figure(row: Row) -> str:
    """A figure on one line: its value and unit, what it measures, when."""
    amount = " ".join(one for one in (number(row), plural(row["unit"] or "", row["value"])) if one)
    return " · ".join(one for one in (amount, row["measure"] or "", day(row["period"])) if one)


def forecast(row: Row) -> str:
    """A forecast on one line: by when and what."""
    by = f"Forecast by {day(row['horizon'])}" if row["horizon"] else "Forecast"
    return f"{by} · {quote(row['span'])}"


def time(row: Row) -> str:
    """An expression of time on one line: its words and what they mean on the calendar."""
    return f"{quote(row['span'])} = {row['edtf'] or row['value']}"


def sentence(row: Row, room: Any) -> str:  # noqa: ANN401 - a Room, which imports this module
    """The sentence that a row's span stands in."""
    span = row["span"]
    return sentence_around(room.documents[row["document"]]["text"], span["start"], span["end"])


def statement(row: Row) -> str:
    """A statement on one line: who, what they do, and its words."""
    who = row["speaker"] or quote(row["source"]) or "nobody named"
    words = quote(row["content"][0]) if row["content"] else ""
    return f"{who} {ACTS[row['act']]}: {words}"


def line(kind: str, row: Row) -> str:
    """Any record on one line."""
    makers = {"statements": statement, "reports": report, "figures": figure, "forecasts": forecast}
    return makers[kind](row) if kind in makers else quote(row.get("span")) or str(row.get("name") or row["id"])
