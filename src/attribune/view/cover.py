"""Rows as they may be shown: the shield's rules for each kind of row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.protect import LEADS

if TYPE_CHECKING:
    from attribune.ledger.decision import Decision
    from attribune.protect import Shield

    from .row import Row


class Cover:
    """Covers rows with a shield; without one, under a reveal, they are shown as they are."""

    def __init__(self, shield: Shield | None) -> None:
        self._shield = shield

    def key(self, identifier: str) -> str:
        """An id as it is shown."""
        return self._shield.key(identifier) if self._shield else identifier

    def words(self, text: str) -> str:
        """Any words as they may be shown."""
        return self._shield.scrub(text) if self._shield else text

    def hides(self, document: str) -> bool:
        """Whether a document holds somebody who is hidden."""
        return bool(self._shield and self._shield.hides(document))

    def protects(self, entity: str, marked: bool) -> bool:  # noqa: FBT001 - what the ledger says
        """Whether an entity is hidden; under a reveal, whether it would be by the ledger's own mark."""
        return entity in self._shield.risk.people if self._shield else marked

    def row(self, kind: str, row: Row) -> Row:
        """A row of a kind as it may be shown."""
        if self._shield is None:
            return row
        if kind == "documents":
            return self._document(self._shield, row)
        covered = dict(self._shield.cover(row))
        if kind == "entities":
            covered["protect"] = row["id"] in self._shield.risk.people
            if covered["protect"]:
                name = self._shield.label(row["id"])
                covered |= {"name": name, "names": [name], "protect_reason": "", "reason": ""}
        return covered

    def decision(self, decision: Decision) -> Row:
        """A decision as it may be shown."""
        row: Row = {name: getattr(decision, name) for name in ("seq", "at", "by", "kind", "target", "payload", "why")}
        row["payload"] = dict(decision.payload)
        if self._shield is None:
            return row
        covered = dict(self._shield.cover(row))
        return covered | {"target": decision.target and self._shield.key(decision.target)}

    def _document(self, shield: Shield, row: Row) -> Row:
        """A document: its text redacted, and if anything was, without what leads back to it."""
        own = row["id"]
        shown = dict(shield.cover(row | {"regions": [], "text": ""}, own))
        shown |= {"regions": shield.cover(row["regions"], own), "text": shield.redaction(own).text}
        if shield.hides(own):
            shown |= dict.fromkeys(LEADS)
            shown["metadata"] = [one for one in shown["metadata"] if one["name"] not in LEADS]
        return shown
