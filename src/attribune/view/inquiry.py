"""What an analyst asks of a case: rival hypotheses, where parties stand, and how reliable its sources are."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from attribune.assess.hypothesis import Evidence, Matrix, diagnosticity, pivots, ranking, rated, scores, spread, weight
from attribune.model import Figure, Report, Span, Statement
from attribune.protect.pseudonym import outside

from .candidate import candidates
from .question import Questions
from .row import Row, Rows, graded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from attribune.ledger.notebook import EvidenceEntry, HypothesesFile, Notebook
    from attribune.model import Document, Origin

    from .cover import Cover
    from .overlay import Laid

Telling = Statement | Report | Figure


class Inquiry(Questions):
    """Rows for the analyst's questions. Files name records by their ids as shown, with or without a reveal."""

    def __init__(self, laid: Laid, cover: Cover, notebook: Notebook, secret: bytes) -> None:
        super().__init__(cover.words, notebook, secret)
        self._laid = laid
        self._cover = cover
        self._register = notebook.register()
        self._rows = Rows(laid, self._register)
        records = laid.records
        tellings: tuple[Telling, ...] = (*records.statements, *records.reports, *records.figures)
        self._records = {one.id: one for one in tellings}
        self._raw = {outside(secret, raw): raw for raw in self._records} | {raw: raw for raw in self._records}

    def questions(self) -> list[str]:
        """The names of the questions that have rival hypotheses, that of ``hypotheses.yaml``, "", first."""
        return self._notebook.questions("hypotheses")

    def hypotheses(self, name: str = "") -> Row | None:
        """The matrix of a question with scores and what they stand on; None where nobody wrote any."""
        file = self._notebook.hypotheses(name)
        if file is None:
            return None
        there = {self._raw[one.record]: one for one in file.evidence if one.record in self._raw}
        items = {raw: self._evidence(raw, entry) for raw, entry in there.items()}
        matrix = Matrix(tuple(one.id for one in file.hypotheses), tuple(items.values()))
        names = {raw: self._origin_name(raw, there[raw].origin) for raw in items}
        rows = [self._item(raw, matrix, there[raw]) for raw in items]
        return {
            "question": self._cover.words(file.question),
            "hypotheses": self._scored(file, matrix),
            "evidence": sorted(rows, key=lambda row: (-row["diagnosticity"], -row["weight"], row["record"])),
            "ranking": [list(group) for group in ranking(matrix)],
            "rated": rated(matrix),
            "sensitivity": [
                {
                    "records": [self._cover.key(raw) for raw in pivot.records],
                    "origin": next((names[raw] for raw in pivot.records if pivot.origin), None),
                    "ranking": [list(group) for group in pivot.ranking],
                    "leads": pivot.leads,
                }
                for pivot in pivots(matrix)
            ],
            "missing": self._missing(one.record for one in file.evidence),
        }

    def evidence_candidates(self, most: int, name: str = "") -> list[Row]:
        """For each hypothesis, tellings that share words with it and are no evidence yet; nobody has rated them."""
        file = self._notebook.hypotheses(name)
        if file is None:
            return []
        taken = {self._raw.get(one.record) for one in file.evidence}
        return [
            {"hypothesis": one.id, **row}
            for one in file.hypotheses
            for row in candidates(self._cover.words(one.text), self._told(taken), most)
        ]

    def question(self, name: str = "") -> str | None:
        """What ``positions.yaml`` (or that of a name) asks, as shown; None where it is not there."""
        file = self._notebook.positions(name)
        return self._cover.words(file.question) if file else None

    def asked(self) -> list[str]:
        """The names of the questions on which parties take positions, that of ``positions.yaml``, "", first."""
        return self._notebook.questions("positions")

    def uncovered(self) -> Iterator[Row]:
        """Where parties stand, by question, party and then date: rows of positions for the view to cover."""
        for name in self.asked():
            yield from self._stands(name)

    def positions(self, name: str = "") -> list[Row]:
        """Where parties stand on one question."""
        return [self._cover.row("positions", row) for row in self._stands(name)]

    def _stands(self, name: str) -> Iterator[Row]:
        file = self._notebook.positions(name)
        if file is None:
            return
        rows = [
            {"question": file.question, "party": one.party, **self._stand(self._raw[one.record])}
            for one in file.assigned
            if one.record in self._raw
        ]
        first = {row["party"]: number for number, row in reversed(list(enumerate(rows)))}
        yield from sorted(rows, key=lambda row: (first[row["party"]], row["when"] or "9999", *_printed(row)))

    def unknown_positions(self, *names: str) -> list[str]:
        """The records that the files of positions (all, or those of ``names``) name and the case does not hold."""
        files = [file for name in names or self.asked() if (file := self._notebook.positions(name))]
        return self._missing(one.record for file in files for one in file.assigned)

    def position_candidates(self, most: int, name: str = "") -> list[Row]:
        """Tellings that share words with the question and are assigned to nobody."""
        file = self._notebook.positions(name)
        if file is None:
            return []
        taken = {self._raw.get(one.record) for one in file.assigned}
        return candidates(self._cover.words(file.question), self._told(taken), most)

    def sources(self) -> list[Row]:
        """Outlets and named speakers, the most heard first: ``kind, name, documents, statements, reliability``."""
        records = self._laid.records
        outlets = Counter(self._shown(one)["outlet"] for one in records.documents)
        said = [self._cover.row("statements", self._rows.statement(one)) for one in records.statements]
        named = [row for row in said if row["speaker"]]
        speakers = Counter(row["speaker"] for row in named)
        where = {name: len({row["document"] for row in named if row["speaker"] == name}) for name in speakers}
        rows = [("outlet", name, count, 0) for name, count in outlets.items() if name]
        rows += [("speaker", name, where[name], count) for name, count in speakers.items()]
        made = [
            {"kind": kind, "name": name, "documents": documents, "statements": statements}
            | {"reliability": graded(name, self._register)}
            for kind, name, documents, statements in rows
        ]
        return sorted(made, key=lambda row: (row["kind"], -row["statements"], -row["documents"], row["name"]))

    def _scored(self, file: HypothesesFile, matrix: Matrix) -> list[Row]:
        found, order, between = scores(matrix), ranking(matrix), spread(matrix)
        return [
            {"id": one.id, "text": self._cover.words(one.text), "score": round(found[one.id], 6)}
            | {"least": round(between[one.id][0], 6), "most": round(between[one.id][1], 6)}
            | {"rank": next(n for n, group in enumerate(order, 1) if one.id in group)}
            for one in file.hypotheses
        ]

    def _evidence(self, raw: str, entry: EvidenceEntry) -> Evidence:
        return Evidence(raw, self._origin(raw, entry.origin), self._weight(raw), entry.ratings)

    def _weight(self, raw: str) -> float:
        return weight(self._credibility(raw), self._reliability(raw))

    def _reliability(self, raw: str) -> str:
        """That of the one on whose word it is; an outlet's grade does not pass to those whom it cites."""
        one, origin = self._records[raw], self._origins.get(self._origin(raw) or "")
        if origin:
            return str(self._rows.origin(origin)["reliability"])
        return graded(one.speaker if isinstance(one, Statement) else None, self._register)

    def _item(self, raw: str, matrix: Matrix, entry: EvidenceEntry) -> Row:
        item = next(one for one in matrix.evidence if one.record == raw)
        told = self._cover.row("positions", self._stand(raw))
        return {
            "record": told["record"],
            "document": told["document"],
            "span": told["span"],
            "when": told["when"],
            "act": told["act"],
            "origin": self._origin_name(raw, entry.origin),
            "together": [self._cover.key(e.record) for e in matrix.evidence if item.origin and e.origin == item.origin],
            "credibility": self._credibility(raw),
            "reliability": self._reliability(raw),
            "weight": round(item.weight, 6),
            "ratings": dict(item.ratings),
            "diagnosticity": diagnosticity(item, matrix.hypotheses),
            "note": self._cover.words(entry.note),
        }

    def _stand(self, raw: str) -> Row:
        """A record as a position, without its question and party: an author's own assertion is one too."""
        one = self._records[raw]
        span = self._place(one)
        if isinstance(one, Statement):
            act: str = one.act
        elif by := self._statements.get(one.by or ""):
            act = by.act
        else:
            act = "deny" if isinstance(one, Report) and one.status == "denied" else "assert"
        place = {"start": span.start, "end": span.end, "quote": span.quote}
        when = self._documents[one.document].published
        return {"document": one.document, "span": place, "act": act, "when": when, "record": raw}

    def _place(self, one: Telling) -> Span:
        """Where a record stands, in one stretch."""
        if isinstance(one, Statement):
            parts = one.content or tuple(part for part in (one.source, one.cue) if part)
            return self._documents[one.document].span(min(p.start for p in parts), max(p.end for p in parts))
        return one.trigger if isinstance(one, Report) else one.span

    def _told(self, taken: set[str | None]) -> Iterator[Row]:
        """Statements and reports as shown, with the words that they are told in."""
        texts: dict[str, str] = {}
        for raw, one in self._records.items():
            if raw in taken or isinstance(one, Figure):
                continue
            row = self._cover.row("positions", self._stand(raw))
            if one.document not in texts:
                texts[one.document] = self._cover.text(self._documents[one.document])
            yield row | {"text": texts[one.document]}

    def _missing(self, named: Iterator[str]) -> list[str]:
        return [self._cover.words(record) for record in named if record not in self._raw]

    def _origin(self, raw: str, given: str = "") -> str | None:
        """What the knowledge of a record goes back to, as the analyst says or else as the ledger does.

        A statement goes back to the origin of what is told in it, else to the origin of its speaker's name; where
        there is neither, what one unnamed source says in one article is of one origin.
        """
        if given:
            return f"given {given.casefold()}"
        one = self._records[raw]
        if not isinstance(one, Statement):
            return self._chains.get(raw)
        inside = {self._chains[told] for told in self._under[raw] if told in self._chains}
        if len(inside) == 1:
            return inside.pop()
        if one.speaker:
            return self._by_name.get(one.speaker.casefold(), f"speaker {one.speaker.casefold()}")
        return f"{one.document} {one.source.quote.casefold()}" if one.source else None

    def _origin_name(self, raw: str, given: str) -> str | None:
        """How the origin of a record is called, as shown; None where it stands alone."""
        origin, one = self._origin(raw, given), self._records[raw]
        if given or origin is None:
            return self._cover.words(given) or None
        if origin in self._origins:
            return str(self._cover.row("origins", self._rows.origin(self._origins[origin]))["name"])
        row = self._cover.row("statements", self._rows.statement(one)) if isinstance(one, Statement) else {}
        return row.get("speaker") or (row["source"]["quote"] if row.get("source") else None)

    def _credibility(self, raw: str) -> int:
        """That of the event that a record tells of; of none or of several, 6: not judged."""
        one = self._records[raw]
        told = set(self._under[raw]) if isinstance(one, Statement) else {raw}
        found = {event.credibility for event in self._laid.assessed.events if told & set(event.reports)}
        return found.pop() if len(found) == 1 else 6

    def _shown(self, document: Document) -> Row:
        return self._cover.row("documents", self._rows.document(document))

    @cached_property
    def _under(self) -> Mapping[str, list[str]]:
        """The reports and figures told in each statement."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self._records.values():
            if not isinstance(one, Statement) and one.by:
                found[one.by].append(one.id)
        return found

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {one.id: one for one in self._laid.records.documents}

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {one.id: one for one in self._laid.records.statements}

    @cached_property
    def _chains(self) -> Mapping[str, str]:
        return {one.record: one.origin for one in self._laid.assessed.chains}

    @cached_property
    def _origins(self) -> Mapping[str, Origin]:
        return {one.id: one for one in self._laid.assessed.origins}

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        """Origins by their names; an unnamed one is never found by its words, which others share."""
        return {one.name.casefold(): one.id for one in self._laid.assessed.origins if one.kind != "anonymous"}


def _printed(row: Row) -> tuple[str, int]:
    """Where a record is printed, so that those of one day keep the order of their text."""
    return row["document"], row["span"]["start"]
