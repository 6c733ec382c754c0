"""Where an analyst writes hypotheses, positions and the register of sources, in the files of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .case import ViewError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribune.ledger.notebook import Notebook

_RATINGS = ("CC", "C", "N", "I", "II", "NA")


class Notes:
    """Writes the analyst's files. ``seen`` is the version of the file that the writer looked at; see ``version``.

    Records are named by their ids as shown. Raises NotebookError where a file would mean nothing, or was changed since.
    """

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def version(self, name: str) -> str:
        """The version of ``hypotheses``, ``positions`` or ``register``."""
        return self._notebook.version(name)

    def ask(self, question: str, hypotheses: Sequence[tuple[str, str]], seen: str) -> None:
        """Set the question and its rival hypotheses, (id, sentence); ratings of those that stay are kept."""
        file = self._notebook.hypotheses()
        ids = {one for one, _ in hypotheses}
        evidence = [
            one.model_dump(exclude_defaults=True)
            | {"ratings": {name: rating for name, rating in one.ratings.items() if name in ids}}
            for one in (file.evidence if file else [])
        ]
        told = [{"id": one, "text": text} for one, text in hypotheses]
        self._notebook.write("hypotheses", {"question": question, "hypotheses": told, "evidence": evidence}, seen)

    def rate(self, ratings: Mapping[str, Mapping[str, str]], notes: Mapping[str, str], seen: str) -> None:
        """Rate evidence, {record: {hypothesis: rating, empty for none}}, with notes; other records stay."""
        file = self._notebook.hypotheses()
        if file is None:
            raise ViewError("there are no hypotheses to rate evidence against")
        evidence = []
        for one in file.evidence:
            row = one.model_dump(exclude_defaults=True)
            given = ratings.get(one.record)
            if given is not None:
                row["ratings"] = {name: rating for name, rating in given.items() if rating in _RATINGS}
            if one.record in notes:
                row["note"] = notes[one.record]
            evidence.append(row)
        self._write_evidence(evidence, seen)

    def add_evidence(self, records: Sequence[str]) -> None:
        """Set records against the hypotheses, not yet rated; those that are there already stay."""
        file = self._notebook.hypotheses()
        if file is None:
            raise ViewError("there are no hypotheses yet: write down what may be the case first")
        there = [one.record for one in file.evidence]
        new: list[dict[str, object]] = [{"record": one} for one in dict.fromkeys(records) if one not in there]
        self._write_evidence([*(one.model_dump(exclude_defaults=True) for one in file.evidence), *new], None)

    def drop_evidence(self, record: str, seen: str) -> None:
        """Take a record out of the matrix, with its ratings."""
        file = self._notebook.hypotheses()
        kept = [
            one.model_dump(exclude_defaults=True) for one in (file.evidence if file else []) if one.record != record
        ]
        self._write_evidence(kept, seen)

    def _write_evidence(self, evidence: list[dict[str, object]], seen: str | None) -> None:
        file = self._notebook.hypotheses()
        if file is None:
            raise ViewError("there are no hypotheses")
        answers = [one.model_dump() for one in file.hypotheses]
        whole: dict[str, object] = {"question": file.question, "hypotheses": answers, "evidence": evidence}
        self._notebook.write("hypotheses", whole, seen)

    def pose(self, question: str, seen: str) -> None:
        """Set the question on which parties take positions."""
        file = self._notebook.positions()
        assigned = [one.model_dump() for one in file.assigned] if file else []
        self._notebook.write("positions", {"question": question, "assigned": assigned}, seen)

    def assign(self, party: str, records: Sequence[str]) -> None:
        """Say that records tell where a party stands."""
        file = self._notebook.positions()
        if file is None:
            raise ViewError("there is no question yet on which parties could take positions: ask it first")
        there = {(one.party, one.record) for one in file.assigned}
        assigned = [one.model_dump() for one in file.assigned]
        assigned += [{"party": party, "record": one} for one in dict.fromkeys(records) if (party, one) not in there]
        self._notebook.write("positions", {"question": file.question, "assigned": assigned})

    def unassign(self, party: str, record: str) -> None:
        """Take a record from a party."""
        file = self._notebook.positions()
        if file is not None:
            kept = [one.model_dump() for one in file.assigned if (one.party, one.record) != (party, record)]
            self._notebook.write("positions", {"question": file.question, "assigned": kept})

    def register(self, grades: Mapping[str, str], seen: str) -> None:
        """Say how reliable sources are, {name: A to F}. F, not judged, needs no line; names not given stay."""
        whole = self._notebook.register_as_written()
        folded = {" ".join(name.split()).casefold(): name for name in whole}
        for name, grade in grades.items():
            old = folded.get(" ".join(name.split()).casefold())
            if old:
                whole.pop(old, None)
            if grade != "F":
                whole[old or name] = grade
        self._notebook.write("register", {"sources": whole}, seen)
