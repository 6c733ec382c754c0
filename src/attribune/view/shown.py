"""A case as programs read it: rows chosen by filters, a page at a time, taken from what the pages stand on."""

from __future__ import annotations

from array import array
from collections import OrderedDict, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.assess import taxonomy
from attribune.ledger.chosen import Choice
from attribune.ledger.facet import Wanted

from .case import ViewError
from .facet import wanted
from .filter import Chooser, stands
from .place import context
from .shelving import KINDS, REJECTED
from .telling import telling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .filter import Filters
    from .holding import Kept
    from .inquiry import Inquiry
    from .original import Originals
    from .row import Row
    from .stand import Stand
    from .trend import Trends

Places = dict[str, list[tuple[int, int]]]
_REMEMBERED = 16  # choices by an entity, whose rows must be looked at one by one
_GRADED = {"documents": "outlet", "statements": "speaker", "origins": "name"}
"""The rows that carry a reliability, and the name that has it."""


class Shown:
    """Reads the rows of a stand. No answer reads more of the case than it is about."""

    def __init__(
        self,
        stand: Stand,
        holding: Kept,
        asking: tuple[Inquiry, Trends, Originals],
        graded: Callable[[str, str], str],
        counts: Mapping[str, int],
    ) -> None:
        self._stand, self._holding = stand, holding
        self._choice = Choice(stand.shelf)
        self.inquiry, self.trends, self.originals = asking
        self._graded, self._counts = graded, counts
        self._among: OrderedDict[tuple[str, Wanted, str], array[int]] = OrderedDict()

    def rows(self, kind: str, filters: Filters, limit: int, offset: int = 0) -> tuple[int, list[Row]]:
        """How many rows of a kind pass the filters, and some of them, in the order of the documents."""
        if kind == "positions":
            found = self._positions(filters)
            return len(found), found[offset : offset + limit]
        if kind not in KINDS:
            raise ViewError(f"there are no {self._stand.scrub(kind)}: ask for {', '.join(KINDS)}")
        asked = wanted(kind, filters, self._document(filters.get("document")))
        if (entity := filters.get("entity")) is None:
            total, numbers = self._choice.count(kind, asked), self._choice.numbers(kind, asked, offset, limit)
        else:
            among = self._naming(kind, asked, entity)
            total, numbers = len(among), list(among[offset : offset + limit])
        return total, [self._now(kind, row) for _, row in self._choice.rows(numbers)]

    def show(self, identifier: str, *, way: bool = True) -> Row:
        """One record, as ``View.show`` tells it; without ``way`` that back to the file is not looked for, for which its
        document is read. Raises ViewError where the case holds none of that id.
        """
        found = self._holding.get(identifier)
        kind, row = found or ("", {})
        bare = kind.removeprefix(REJECTED)
        if bare not in KINDS:
            raise ViewError(f"the case holds no record {self._stand.scrub(identifier)}")
        if kind != bare:
            row = {name: value for name, value in row.items() if name != "decided_by"} | {"decided": "reject"}
        row = self._now(bare, row)
        home = row["id"] if bare == "documents" else row.get("document")
        document = (self._holding.get(home) or ("", None))[1] if home else None
        place, found_way = self.originals.ways(home, row) if way else (None, None)
        return {
            "kind": bare,
            "record": row,
            "context": context(row, document["text"]) if document and bare != "documents" else None,
            "reason": row.get("reason"),
            "bytes": place,
            "way": found_way,
            "document": document and {name: document[name] for name in ("id", "path", "title", "outlet", "published")},
            "decisions": self._stand.desk.about(row["id"]),
        }

    def telling(self, event: str) -> list[Row]:
        """The order of telling of an event, as ``View.telling`` gives it."""
        return telling(self._holding, event, self._stand.scrub)

    def summary(self) -> dict[str, int]:
        """How much of each kind the case holds, and what deserves attention."""
        kept: Mapping[str, int] = self._stand.shelf.note("summary") or {}
        return {
            **kept,
            **{kind: self._choice.count(kind) for kind in KINDS},
            "positions": len(self.inquiry.all_positions()),
            "anonymous_statements": self._choice.count("statements", Wanted(state="anonymous")),
            "conflicts": self._choice.count("links", Wanted(sort="conflict")),
            "orphaned_decisions": len(self._stand.desk.orphans()),
            **self._counts,
        }

    def _now(self, kind: str, row: Row) -> Row:
        """A row with the reliability that the register gives as it is now."""
        if kind not in _GRADED or row.get("kind") == "anonymous":
            return row
        grade = self._graded(row[_GRADED[kind]] or "", row["reliability"])
        return row | {"reliability": grade, "tags": [taxonomy.reliability(grade)]}

    def _document(self, asked: str | None) -> str | None:
        """The id as shown of a document that is named by either id; any other name as it is."""
        kind, row = (self._holding.get(asked) if asked else None) or ("", {})
        return row["id"] if kind == "documents" else asked

    def _positions(self, filters: Filters) -> list[Row]:
        chooser = Chooser("positions", filters)
        rows = self.inquiry.all_positions()
        entity = filters.get("entity")
        places = {} if entity is None else self._places(self._entities(entity))
        return chooser.choose(rows, {row["document"]: row["when"] for row in rows}, places)

    def _naming(self, kind: str, asked: Wanted, entity: str) -> Sequence[int]:
        """The numbers of the rows that are wanted and have words in which an entity is named. Remembered, since each
        row of the documents that name it is looked at.
        """
        key = (kind, asked, entity)
        if key not in self._among:
            places = self._places(self._entities(entity))
            numbers = self._choice.numbers(kind, self._within(kind, asked, places))
            found = (number for number, row in self._choice.rows(numbers) if stands(kind, row, places))
            self._among[key] = array("q", found)
            while len(self._among) > _REMEMBERED:
                self._among.popitem(last=False)
        return self._among[key]

    def _within(self, kind: str, asked: Wanted, places: Places) -> Wanted:
        """What is wanted, narrowed to what can stand in some documents: an event is told in those of its reports."""
        documents = tuple(sorted(places))
        if kind == "documents":
            return replace(asked, own=documents if asked.own is None else tuple({*asked.own} & {*documents}))
        if kind == "events":
            told = self._choice.rows(self._choice.numbers("reports", Wanted(documents=documents)))
            return replace(asked, own=tuple(sorted({row["event"] for _, row in told if row["event"]})))
        if kind == "links":
            return asked
        own = asked.documents
        return replace(asked, documents=documents if own is None else tuple(one for one in documents if one in own))

    def _entities(self, asked: str) -> list[str]:
        """The ids of the entities of a name, or the one of an id."""
        kind, row = self._holding.get(asked) or ("", {})
        own = [row["id"]] if kind == "entities" else []
        return own + [row["id"] for _, row in self._choice.rows(self._choice.numbers("entities", Wanted(voice=asked)))]

    def _places(self, entities: Sequence[str]) -> Places:
        """Where entities are named: stretches by document."""
        found: Places = defaultdict(list)
        for one in dict.fromkeys(entities):
            for row in self._stand.shelf.tied(one, "mentions"):
                found[row["document"]].append((row["span"]["start"], row["span"]["end"]))
        return dict(found)
