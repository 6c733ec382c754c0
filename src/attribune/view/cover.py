"""Rows as they may be shown: the shield's rules for each kind of row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attribune.protect import LEADS, LOZENGE

from .headline import headline
from .standing import STOOD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from attribune.ledger.decision import Decision
    from attribune.model import Document
    from attribune.protect import Shield
    from attribune.protect.redaction import Redaction

    from .row import Row

_ACROSS = ("links", "events", "origins", "entities")  # kinds of rows that are not about one document


class Cover:
    """Covers rows with a shield; without one, under a reveal, they are shown as they are.

    ``homes`` are the documents of every record and entity, by its id; ``cited`` says whether what leads back to a
    document stays, names aside.
    """

    def __init__(self, shield: Shield | None, homes: Mapping[str, tuple[str, ...]], *, cited: bool = False) -> None:
        self._shield = shield
        self._cited = cited
        self._home = homes

    def _homes(self, kind: str, row: Row) -> Iterator[str]:
        """The documents that a row across documents is about."""
        names = {"links": ("from", "to"), "events": ("reports",), "origins": ("reports",), "entities": ("id",)}[kind]
        for name in names:
            for record in row[name] if isinstance(row[name], list) else [row[name]]:
                yield from self._home.get(record, ())

    def key(self, identifier: str) -> str:
        """An id as it is shown."""
        return self._shield.key(identifier) if self._shield else identifier

    def words(self, text: str) -> str:
        """Any words as they may be shown."""
        return self._shield.scrub(text) if self._shield else text

    def hides(self, document: str) -> bool:
        """Whether a document holds somebody who is hidden."""
        return bool(self._shield and self._shield.hides(document))

    def home(self, record: str) -> str:
        """The document of a record; a document is at home in itself."""
        return next(iter(self._home.get(record, ())), record)

    def text(self, document: Document) -> str:
        """The text of a document as it may be shown."""
        return self._shield.redaction(document.id).text if self._shield else document.text

    def back(self, document: str, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of a document's text as shown stands in the text itself; None if part of it is hidden."""
        redaction = self.redaction(document)
        return redaction.back(start, end) if redaction else (start, end)

    def forth(self, document: str, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of a document's text itself stands in the text as shown."""
        if not (redaction := self.redaction(document)):
            return start, end
        span = redaction.map(start, end)
        return span.start, span.end

    def redaction(self, document: str) -> Redaction | None:
        """What was replaced in a document's text; None where nothing was, or there is no such document."""
        if self._shield is None or not self._shield.knows(document):
            return None
        return self._shield.redaction(document) or None

    def present(self, document: str) -> frozenset[str]:
        """The people at risk whom a document names."""
        return self._shield.present(document) if self._shield else frozenset()

    def protects(self, entity: str, marked: bool) -> bool:  # noqa: FBT001 - what the ledger says
        """Whether an entity is hidden; under a reveal, whether it would be by the ledger's own mark."""
        return entity in self._shield.risk.people if self._shield else marked

    def row(self, kind: str, row: Row) -> Row:
        """A row of a kind as it may be shown. An event gets its headline, made of what is shown."""
        covered = self._row(kind, row)
        return covered | {"headline": headline(covered)} if kind == "events" else covered

    def _row(self, kind: str, row: Row) -> Row:
        if self._shield is None:
            return row
        if kind == "documents":
            return self._document(self._shield, row)
        about = tuple(sorted(set(self._homes(kind, row)))) if kind in _ACROSS else None
        covered = dict(self._shield.cover(row, about))
        if kind == "links" and row["detail"] == "where":
            covered["why"] = self._shield.soften(covered["why"], about or ())
        if kind != "entities":
            return covered
        # a reason that weighs a public name against a protected one would tie the pseudonym to a spelling
        clauses = [clause for clause in covered["reason"].split("; ") if LOZENGE not in clause]
        return covered | {"reason": "; ".join(clauses)} | self._names(self._shield, row)

    def _names(self, shield: Shield, row: Row) -> Row:
        """What an entity is called: its pseudonym if it is protected, else all its own names."""
        if row["id"] in shield.risk.people:
            name = shield.label(row["id"])
            return {"name": name, "names": [name], "protect": True, "protect_reason": "", "reason": ""}
        names = [shield.public_name(name) for name in row["names"]]
        return {"name": shield.public_name(row["name"]), "names": names, "protect": False}

    def _knows(self, document: str) -> bool:
        return bool(self._shield and self._shield.knows(document))

    def decision(self, decision: Decision) -> Row:
        """A decision as it may be shown."""
        row: Row = {name: getattr(decision, name) for name in ("seq", "at", "by", "kind", "target", "payload", "why")}
        row["payload"] = {name: value for name, value in decision.payload.items() if name != STOOD}  # places inside
        if self._shield is None:
            return row
        if not self._cited and self._knows(decision.target) and self.hides(decision.target):
            row["payload"] = {name: one for name, one in row["payload"].items() if name not in LEADS}
        covered = dict(self._shield.cover(row))
        target = decision.target and self._shield.key(decision.target)
        return covered | {"target": target, "by": self._shield.scrub(decision.by)}  # elsewhere "by" is a statement

    def _document(self, shield: Shield, row: Row) -> Row:
        """A document: its text redacted, and if anything was, without what leads back to it."""
        own = row["id"]
        shown = dict(shield.cover(row | {"regions": [], "text": ""}, own))
        shown |= {"regions": shield.cover(row["regions"], own), "text": shield.redaction(own).text}
        if shield.hides(own) and not self._cited:
            shown |= dict.fromkeys(LEADS)
            shown["metadata"] = [
                one | {"reason": _without_leads(one["reason"], row)}
                for one in shown["metadata"]
                if one["name"] not in (*LEADS, "place")
            ]
        if shown["failure"] and not self._cited:  # it may name the document whose bytes it repeats
            shown["failure"] = _REPEATED.sub("the same bytes as another document", shown["failure"])
        return shown


_REPEATED = re.compile(r"the same bytes as .{1,2000}?(?=, which was read)", re.DOTALL)
_CITED_FILE = re.compile(r"\bfor .{1,2000}$", re.DOTALL)  # "given in metadata.csv for PATH"


def _without_leads(reason: str, row: Row) -> str:
    """A reason without what leads to the document; its path may have been changed already where it held a name."""
    for name in LEADS:
        reason = reason.replace(str(row[name] or "\0"), "it")
    return _CITED_FILE.sub("for it", reason) if ".csv" in reason else reason
