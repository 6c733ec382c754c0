"""What an analyst asks of a case: rival hypotheses against the evidence, and where parties stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.assess.hypothesis import Evidence, Matrix, diagnosticity, pivots, ranking, rated, scores, spread, weight

from .candidate import candidates, place
from .question import Asked, Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from attribune.ledger.notebook import EvidenceEntry, HypothesesFile

    from .holding import Holding
    from .row import Row
    from .search import Search

_TELLINGS = ("statements", "reports", "figures")


class Inquiry(Questions):
    """Rows for the analyst's questions, worked out of rows as shown. Files name records by their ids as shown, with or
    without a reveal. ``asked`` is what ``Questions`` takes, ``graded`` gives the reliability of a name by the register
    as it is now, else what it is given; ``search`` opens the index.
    """

    def __init__(
        self, asked: Asked, holding: Holding, graded: Callable[[str, str], str], search: Callable[[], Search]
    ) -> None:
        super().__init__(*asked)
        self._holding = holding
        self._graded = graded
        self._search = search

    def questions(self) -> list[str]:
        """The names of the questions that have rival hypotheses, that of ``hypotheses.yaml``, "", first."""
        return self._notebook.questions("hypotheses")

    def hypotheses(self, name: str = "") -> Row | None:
        """The matrix of a question with scores and what they stand on; None where nobody wrote any."""
        file = self._notebook.hypotheses(name)
        if file is None:
            return None
        found = {one.record: self._telling(one.record) for one in file.evidence}
        there = {told["id"]: (told, one) for one in file.evidence if (told := found[one.record])}
        items = tuple(self._evidence(told, entry) for told, entry in there.values())
        matrix = Matrix(tuple(one.id for one in file.hypotheses), items)
        names = {one: self._origin_name(told, entry.origin) for one, (told, entry) in there.items()}
        rows = [self._item(item, matrix, *there[item.record]) for item in items]
        return {
            "question": self._words(file.question),
            "hypotheses": self._scored(file, matrix),
            "evidence": sorted(rows, key=lambda row: (-row["diagnosticity"], -row["weight"], row["record"])),
            "ranking": [list(group) for group in ranking(matrix)],
            "rated": rated(matrix),
            "sensitivity": [
                {
                    "records": list(pivot.records),
                    "origin": next((names[one] for one in pivot.records if pivot.origin), None),
                    "ranking": [list(group) for group in pivot.ranking],
                    "leads": pivot.leads,
                }
                for pivot in pivots(matrix)
            ],
            "missing": [self._words(one) for one, told in found.items() if told is None],
        }

    def evidence_candidates(self, most: int, name: str = "") -> list[Row]:
        """For each hypothesis, tellings that share words with it and are no evidence yet; nobody has rated them."""
        file = self._notebook.hypotheses(name)
        if file is None:
            return []
        taken = self._taken(one.record for one in file.evidence)
        return [
            {"hypothesis": one.id, **row} for one in file.hypotheses for row in self._candidates(one.text, taken, most)
        ]

    def question(self, name: str = "") -> str | None:
        """What ``positions.yaml`` (or that of a name) asks, as shown; None where it is not there."""
        file = self._notebook.positions(name)
        return self._words(file.question) if file else None

    def asked(self) -> list[str]:
        """The names of the questions on which parties take positions, that of ``positions.yaml``, "", first."""
        return self._notebook.questions("positions")

    def all_positions(self) -> list[Row]:
        """Where parties stand on all questions: by question, party and then date."""
        return [row for name in self.asked() for row in self.positions(name)]

    def positions(self, name: str = "") -> list[Row]:
        """Where parties stand on one question."""
        file = self._notebook.positions(name)
        if file is None:
            return []
        told = [(one.party, self._telling(one.record)) for one in file.assigned]
        rows = [
            {"question": self._words(file.question), "party": self._words(party), **self._stand(row)}
            for party, row in told
            if row
        ]
        first = {row["party"]: number for number, row in reversed(list(enumerate(rows)))}
        return sorted(rows, key=lambda row: (first[row["party"]], row["when"] or "9999", *_printed(row)))

    def unknown_positions(self, *names: str) -> list[str]:
        """The records that the files of positions (all, or those of ``names``) name and the case does not hold."""
        files = [file for name in names or self.asked() if (file := self._notebook.positions(name))]
        records = (one.record for file in files for one in file.assigned)
        return [self._words(one) for one in records if self._telling(one) is None]

    def position_candidates(self, most: int, name: str = "") -> list[Row]:
        """Tellings that share words with the question and are assigned to nobody."""
        file = self._notebook.positions(name)
        if file is None:
            return []
        return self._candidates(file.question, self._taken(one.record for one in file.assigned), most)

    def _candidates(self, question: str, taken: set[str], most: int) -> list[Row]:
        found = candidates(self._words(question), self._search(), self._holding, taken, most)
        return [self._stand(row) | {"sentence": row["sentence"], "score": row["score"]} for row in found]

    def _taken(self, named: Iterator[str]) -> set[str]:
        return {told["id"] for one in named if (told := self._telling(one))}

    def _scored(self, file: HypothesesFile, matrix: Matrix) -> list[Row]:
        found, order, between = scores(matrix), ranking(matrix), spread(matrix)
        return [
            {"id": one.id, "text": self._words(one.text), "score": round(found[one.id], 6)}
            | {"least": round(between[one.id][0], 6), "most": round(between[one.id][1], 6)}
            | {"rank": next(n for n, group in enumerate(order, 1) if one.id in group)}
            for one in file.hypotheses
        ]

    def _evidence(self, told: Row, entry: EvidenceEntry) -> Evidence:
        weighs = weight(self._credibility(told), self._reliability(told))
        return Evidence(told["id"], self._origin(told, entry.origin), weighs, entry.ratings)

    def _item(self, item: Evidence, matrix: Matrix, told: Row, entry: EvidenceEntry) -> Row:
        return {
            **{name: self._stand(told)[name] for name in ("record", "document", "span", "when", "act")},
            "origin": self._origin_name(told, entry.origin),
            "together": [one.record for one in matrix.evidence if item.origin and one.origin == item.origin],
            "credibility": self._credibility(told),
            "reliability": self._reliability(told),
            "weight": round(item.weight, 6),
            "ratings": dict(item.ratings),
            "diagnosticity": diagnosticity(item, matrix.hypotheses),
            "note": self._words(entry.note),
        }

    def _telling(self, one: str) -> Row | None:
        """The row of a record that can be evidence, by either id, with its kind; None where the case holds none."""
        return self._of(one, *_TELLINGS)

    def _of(self, one: str | None, *kinds: str) -> Row | None:
        kind, row = (self._holding.get(one) if one else None) or ("", {})
        return row | {"of": kind} if kind in kinds else None

    def _stand(self, told: Row) -> Row:
        """A record as a position, without its question and party: an author's own assertion is one too."""
        start, end = place(told)
        document = self._of(told["document"], "documents") or {"text": "", "published": None}
        if told["of"] == "statements":
            act: str = told["act"]
        elif by := self._of(told["by"], "statements"):
            act = by["act"]
        else:
            act = "deny" if told.get("status") == "denied" else "assert"
        span = {"start": start, "end": end, "quote": document["text"][start:end]}
        own = {"document": told["document"], "span": span, "act": act}
        return own | {"when": document["published"], "record": told["id"]}

    def _inside(self, told: Row) -> list[Row]:
        """The reports and figures told in a statement, or the telling itself."""
        if told["of"] != "statements":
            return [told]
        rows = (row for kind in ("reports", "figures") for row in self._holding.inside(kind, told["document"]))
        return [row for row in rows if row["by"] == told["id"]]

    def _origin(self, told: Row, given: str = "") -> str | None:
        """What the knowledge of a record goes back to, as the analyst says or else as the ledger does.

        A statement goes back to the origin of what is told in it, else to the origin of its speaker's name; where
        there is neither, what one unnamed source says in one article is of one origin. An unnamed origin is never
        found by its words, which others share.
        """
        if given:
            return f"given {given.casefold()}"
        if told["of"] != "statements":
            return str(told["origin"]) if told["origin"] else None
        inside = {row["origin"] for row in self._inside(told) if row["origin"]}
        if len(inside) == 1:
            return str(inside.pop())
        if speaker := told["speaker"]:
            named = [row["id"] for row in self._holding.origins(speaker) if row["kind"] != "anonymous"]
            return named[-1] if named else f"speaker {speaker.casefold()}"
        return f"{told['document']} {told['source']['quote'].casefold()}" if told["source"] else None

    def _origin_name(self, told: Row, given: str) -> str | None:
        """How the origin of a record is called, as shown; None where it stands alone."""
        origin = self._origin(told, given)
        if given or origin is None:
            return self._words(given) or None
        if row := self._of(origin, "origins"):
            return str(row["name"])
        return told.get("speaker") or (told["source"]["quote"] if told.get("source") else None)

    def _reliability(self, told: Row) -> str:
        """That of the one on whose word it is; an outlet's grade does not pass to those whom it cites."""
        if origin := self._of(self._origin(told), "origins"):
            unnamed = origin["kind"] == "anonymous"
            return "F" if unnamed else self._graded(origin["name"], origin["reliability"])
        if told["of"] != "statements" or not told["speaker"]:
            return "F"
        return self._graded(told["speaker"], told["reliability"])

    def _credibility(self, told: Row) -> int:
        """That of the event that a record tells of; of none or of several, 6: not judged."""
        events = [self._of(row.get("event"), "events") for row in self._inside(told)]
        found = {int(one["credibility"]) for one in events if one}
        return found.pop() if len(found) == 1 else 6


def _printed(row: Row) -> tuple[str, int]:
    """Where a record is printed, so that those of one day keep the order of their text."""
    return row["document"], row["span"]["start"]
