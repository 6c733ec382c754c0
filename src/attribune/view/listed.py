"""The rows of each kind by a name of its own: ``case.statements(speaker=...)``."""

from __future__ import annotations

from typing import Unpack

from .filter import Filters
from .row import Row


class Listed:
    """Gives a method to each kind of rows that ``rows`` chooses."""

    def rows(self, kind: str, /, **filters: Unpack[Filters]) -> list[Row]:
        """The rows of a kind that pass the filters."""
        raise NotImplementedError

    def documents(self, **filters: Unpack[Filters]) -> list[Row]:
        """The documents, those that could not be read included."""
        return self.rows("documents", **filters)

    def statements(self, **filters: Unpack[Filters]) -> list[Row]:
        """Who says what."""
        return self.rows("statements", **filters)

    def reports(self, **filters: Unpack[Filters]) -> list[Row]:
        """The tellings of events."""
        return self.rows("reports", **filters)

    def figures(self, **filters: Unpack[Filters]) -> list[Row]:
        """Numbers that measure something."""
        return self.rows("figures", **filters)

    def times(self, **filters: Unpack[Filters]) -> list[Row]:
        """Expressions of time."""
        return self.rows("times", **filters)

    def forecasts(self, **filters: Unpack[Filters]) -> list[Row]:
        """Statements about the future."""
        return self.rows("forecasts", **filters)

    def mentions(self, **filters: Unpack[Filters]) -> list[Row]:
        """Mentions by name."""
        return self.rows("mentions", **filters)

    def entities(self, **filters: Unpack[Filters]) -> list[Row]:
        """People, organisations and places across spellings."""
        return self.rows("entities", **filters)

    def events(self, **filters: Unpack[Filters]) -> list[Row]:
        """Events with the values held of each detail."""
        return self.rows("events", **filters)

    def origins(self, **filters: Unpack[Filters]) -> list[Row]:
        """Where the knowledge of reports comes from."""
        return self.rows("origins", **filters)

    def links(self, **filters: Unpack[Filters]) -> list[Row]:
        """How records hang together."""
        return self.rows("links", **filters)

    def conflicts(self, **filters: Unpack[Filters]) -> list[Row]:
        """The links that say that two records cannot both be right."""
        filters["kind"] = "conflict"
        return self.rows("links", **filters)

    def positions(self, **filters: Unpack[Filters]) -> list[Row]:
        """Where parties stand on the questions of the case."""
        return self.rows("positions", **filters)
