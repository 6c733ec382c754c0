"""What a form decides: from its fields to one row of the decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribune.view import ViewError

from . import event, field
from .form import FormError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attribune.view import DecisionKind

    from .form import Form
    from .room import Room

Row = dict[str, Any]
_REASONED = ("dismiss", "grade", "protect", "unprotect", "same", "different")
"""What is decided only with a reason, since others will ask for it."""
ADDED = {"statement": "statements", "report": "reports", "figure": "figures"}
"""The kinds of records that a person can add, and how their rows are called."""


def decide(room: Room, form: Form, by: str) -> str:
    """Write what a form decides; gives the id that it is about, as shown. Raises FormError or ViewError."""
    kind, target = form["kind"], form["target"]
    maker = _MAKERS.get(kind)
    if maker is None:
        raise FormError("This is nothing to decide.")
    if kind in _REASONED and not form["why"]:
        raise FormError("This needs a reason: say why, in a few words.")
    payload = maker(room, target, form)
    if kind == "protect" and form["words"]:
        room.desk.mark(target, form["words"], form["why"], by)
        return target
    if kind == "correct" and target in room.documents:
        kind = "set"
    name: DecisionKind = kind  # type: ignore[assignment]  # one of the keys of _MAKERS
    for one in form.all("target") if kind == "dismiss" else [target]:  # several links may tell one conflict
        room.desk.decide(name, one, payload, form["why"], by)
    return target


def _nothing(room: Room, target: str, form: Form) -> Mapping[str, object]:  # noqa: ARG001 - as the others
    return {}


def _corrected(room: Room, target: str, form: Form) -> Mapping[str, object]:
    kind, row = room.find(target)
    if kind not in field.FIELDS:
        raise FormError("This record cannot be corrected.")
    document = row["id"] if kind == "documents" else row["document"]
    payload = field.changed(kind, row, room.documents[document]["text"], form)
    if not payload:
        raise FormError("Nothing was changed.")
    return payload


def _added(room: Room, target: str, form: Form) -> Mapping[str, object]:
    """A record made of words of a document; its parts are looked for nearest to its main words."""
    kind = ADDED.get(form["record"])
    if kind is None or target not in room.documents:
        raise FormError("Such a record cannot be added.")
    text, there = room.documents[target]["text"], form.under("is:")
    payload: dict[str, object] = {"kind": form["record"]}
    main = field.NEEDED[kind][0]
    near = int(form["near"]) if form["near"].isascii() and form["near"].isdigit() else 0
    for name, called in sorted(field.FIELDS[kind], key=lambda one: one[0] != main):
        given = field.value(name, there.get(name, ""), text, near, called, needed=name in field.NEEDED[kind])
        if given is not None:
            payload[name] = {"edtf": given} if name == "when" else given
        if name == main:
            first: Any = given[0] if isinstance(given, list) else given
            near = first["start"]
    if kind == "reports":
        roles = form.under("role:")
        told = [(roles.get(key, ""), words) for key, words in form.under("who:").items() if words]
        payload["arguments"] = [{"role": r, "span": field.place(words, text, near)} for r, words in told if r]
    return payload


def _joined(room: Room, target: str, form: Form) -> Mapping[str, object]:
    """The other one, by its id or its name."""
    asked = form["with"] or form["other"]
    groups: Mapping[str, Any] = room.entities if target in room.entities else room.events
    if target not in groups:
        raise FormError("Only people, organisations, places and events are joined.")
    if asked != target and asked in groups:
        return {"with": asked}
    found = room.so_called(asked, target)
    if len(found) != 1:
        raise FormError("Nothing else is called so." if not found else "Several are called so: choose one by its page.")
    return {"with": found[0]}


def _parted(room: Room, target: str, form: Form) -> Mapping[str, object]:
    kind = "mentions" if target in room.entities else "reports"
    whole = room.members(target)
    marked = set(form.all("member") if kind == "mentions" else event.parted(room, target, form))
    if not marked:
        raise FormError("Mark what belongs to another one.")
    if marked >= set(whole):
        raise FormError("Something must be left: mark only what belongs to another one.")
    return {kind: [one for one in whole if one in marked]}


def _graded(room: Room, target: str, form: Form) -> Mapping[str, object]:
    if target not in room.events or form["credibility"] not in tuple("123456"):
        raise FormError("A grade is a number from 1 to 6, of an event.")
    return {"credibility": int(form["credibility"])}


def _resolved(room: Room, target: str, form: Form) -> Mapping[str, object]:
    if room.find(target)[0] != "forecasts" or not form["outcome"]:
        raise FormError("Say how the forecast came out.")
    return {"outcome": form["outcome"]}


def _noted(room: Room, target: str, form: Form) -> Mapping[str, object]:  # noqa: ARG001 - as the others
    if form["reading"] in ("later", "read", "no"):
        return {"reading": form["reading"]}
    if not form["why"]:
        raise FormError("An empty note says nothing.")
    return {}


_MAKERS: dict[str, Callable[[Room, str, Form], Mapping[str, object]]] = {
    "confirm": _nothing,
    "reject": _nothing,
    "dismiss": _nothing,
    "protect": _nothing,
    "unprotect": _nothing,
    "correct": _corrected,
    "add": _added,
    "same": _joined,
    "different": _parted,
    "grade": _graded,
    "resolve": _resolved,
    "note": _noted,
}


def undo(room: Room, form: Form, by: str) -> None:
    """Take a decision back."""
    room.desk.undo(_number(form), form["why"], by)


def move(room: Room, form: Form, by: str) -> None:
    """Let a decision hold about another record."""
    if not form["target"]:
        raise FormError("Choose the record that it is about.")
    room.desk.move(_number(form), form["target"], form["why"], by)


def _number(form: Form) -> int:
    if not (form["seq"].isascii() and form["seq"].isdigit() and len(form["seq"]) < 12):
        raise ViewError("there is no such decision")
    return int(form["seq"])
