"""The fields of a record that a person may correct, as a form shows them and as a form gives them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from attribune.model import Act, Factuality, Form, SourceKind, Status
from attribune.model.edtf import interval
from attribune.present.columns import quote

from . import label
from .form import FormError
from .place import nearest

if TYPE_CHECKING:
    from . import form

Row = dict[str, Any]

_KINDS = {kind: kind for kind in get_args(SourceKind)} | {"unspecified": "nobody named", "anonymous": "unnamed source"}
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "source_kind": _KINDS,
    "form": {one: one for one in get_args(Form)},
    "act": {one: label.ACTS[one] for one in get_args(Act)},
    "factuality": {one: f"{label.FACTUALITY[one]} ({one})" for one in get_args(Factuality)},
    "status": {one: one for one in get_args(Status)},
}
SPANS = ("source", "cue", "content", "trigger", "span", "condition", "likelihood", "via")
DATES = ("when", "period", "horizon", "published")
NUMBERS = ("value", "low", "high")
FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "statements": (
        ("speaker", "who speaks, by the fullest name"), ("source_kind", "kind of source"),
        ("act", "what they do"), ("form", "how it is given"), ("factuality", "how sure they are"),
        ("source", "words for who speaks"), ("cue", "words that say they speak"), ("content", "words that are theirs"),
    ),
    "reports": (
        ("type", "what happened"), ("status", "told as"), ("factuality", "how sure"), ("when", "when"),
        ("trigger", "word that tells it"), ("low", "how many, at the least"), ("high", "how many, at the most"),
    ),
    "figures": (
        ("value", "value"), ("low", "at the least"), ("high", "at the most"), ("unit", "unit"),
        ("measure", "what it measures"), ("period", "period"), ("place", "place"), ("span", "words as printed"),
    ),
    "forecasts": (
        ("span", "words of the forecast"), ("horizon", "by when"), ("likelihood", "words for how likely"),
        ("low", "at the least, as a share of one"), ("high", "at the most"), ("condition", "words of the condition"),
    ),
    "documents": (
        ("title", "title"), ("outlet", "outlet"), ("authors", "authors, with semicolons between"),
        ("published", "published"), ("language", "language"),
    ),
}  # fmt: skip
"""Which fields of which records a form offers, and how each is called."""
NEEDED = {"statements": ("content",), "reports": ("trigger", "type"), "figures": ("span", "measure")}
"""What a record cannot be without. Of the others an empty field says that it is not known."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. ``control`` is choice, words (as the article has them), date, number or text."""

    name: str
    label: str
    value: str
    control: str
    choices: Mapping[str, str]


def fields(kind: str, row: Row, types: Mapping[str, tuple[str, ...]]) -> Iterator[Field]:
    """The fields of a record with their present values; a new record is an empty row."""
    for name, called in FIELDS[kind]:
        choices = {one: label.plain(one) for one in types} if name == "type" else _CHOICES.get(name, {})
        value = shown(name, row.get(name))
        if choices and value not in choices and value:
            choices = {value: label.plain(value), **choices}
        yield Field(name, called, value, _control(name, choices), choices)


def _control(name: str, choices: Mapping[str, str]) -> str:
    if choices:
        return "choice"
    return "words" if name in SPANS else "date" if name in DATES else "number" if name in NUMBERS else "text"


def shown(name: str, value: object) -> str:
    """A value as a form shows it. Stretches of a content are set apart by a line each."""
    if value is None:
        return ""
    if name == "content" and isinstance(value, list):
        return "\n".join(quote(one) for one in value)
    if name == "when" and isinstance(value, dict):
        return str(value["edtf"] or "")
    if name == "authors" and isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, dict):
        return quote(value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def changed(kind: str, row: Row, text: str, given: form.Form) -> dict[str, object]:
    """The payload of a correction: what a form gives otherwise than the record has it."""
    payload: dict[str, object] = {}
    there = given.under("is:")
    for name, called in FIELDS[kind]:
        if name in there and _plain(there[name]) != _plain(shown(name, row.get(name))):
            old = row.get(name)
            near = _start(old) or _start(row.get("trigger") or row.get("span") or row.get("content")) or 0
            payload[name] = value(name, there[name], text, near, called, needed=name in NEEDED.get(kind, ()))
    if kind == "reports" and (told := _arguments(row, text, given)) is not None:
        payload["arguments"] = told
    return payload


def _plain(value: str) -> str:
    return " ".join(value.split())


def value(name: str, given: str, text: str, near: int, called: str, *, needed: bool = False) -> Any:  # noqa: ANN401, PLR0913 - any JSON value, one for each kind of field
    """One value as a decision holds it. Raises FormError where it cannot be taken."""
    if not given:
        if needed:
            raise FormError(f"“{called}” cannot be empty.")
        return None
    if name == "content":
        return [place(one, text, near) for one in given.splitlines() if one.strip()]
    if name in SPANS:
        return place(given, text, near)
    if name in DATES and not interval(given):
        raise FormError(
            f"“{given}” is no date: write 2016, 2016-07 or 2016-07-20, 2016-07~ for about, 2016/2018 for a span."
        )
    if name in NUMBERS:
        return number(given)
    if name in _CHOICES and given not in _CHOICES[name]:
        raise FormError(f"“{given}” is none of the choices for “{called}”.")
    return given


def place(words: str, text: str, near: int) -> dict[str, int]:
    """The stretch of a text with these words, nearest to a place, as a decision holds it."""
    found = nearest(text, words, near)
    if found is None:
        raise FormError(f"The article does not have the words “{words[:120]}”: copy them as they stand there.")
    return {"start": found[0], "end": found[1]}


def number(given: str) -> float:
    """A number as a person writes it, with or without commas."""
    try:
        return float(given.replace(",", "").replace(" ", ""))
    except ValueError:
        raise FormError(f"“{given}” is no number.") from None


def _arguments(row: Row, text: str, given: form.Form) -> list[dict[str, object]] | None:
    """The participants that a form gives, all of them; None where they are those of the record."""
    roles, words = given.under("role:"), given.under("who:")
    if not words:
        return None
    old = [(one["role"], _plain(quote(one["span"])), one["span"]) for one in row["arguments"]]
    new = [(roles.get(key, ""), _plain(one)) for key, one in words.items() if one and roles.get(key)]
    if new == [(role, said) for role, said, _ in old]:
        return None
    kept = {(role, said): span for role, said, span in old}
    near = row["trigger"]["start"]
    found: list[dict[str, object]] = []
    for role, said in new:
        span = kept.get((role, said))
        there = {"start": span["start"], "end": span["end"]} if span else place(said, text, near)
        found.append({"role": role, "span": there})
    return found


def _start(value: object) -> int | None:
    if isinstance(value, list):
        value = value[0] if value else None
    start = value.get("start") if isinstance(value, dict) else None
    return start if isinstance(start, int) else None
