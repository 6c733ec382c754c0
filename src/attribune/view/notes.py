"""Where an analyst writes hypotheses, positions and the register of sources, in the files of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .case import ViewError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribune.ledger.notebook import HypothesesFile, Notebook

_RATINGS = ("CC", "C", "N", "I", "II", "NA")


class Notes:
    """Writes the analyst's files. ``seen`` is the version of the file that the writer looked at; see ``version``.

    ``question`` is the name of the question whose files are written; see ``of``. Records are named by their ids as
    shown. Raises NotebookError where a file would mean nothing, or was changed since.
    """

    def __init__(self, notebook: Notebook, question: str = "") -> None:
        self._notebook = notebook
        self._name = question

    @property
    def question(self) -> str:
        """The name of the question whose files are written."""
        return self._name

    def of(self, question: str) -> Notes:
        """The same for the files of another question, by the name that ``Inquiry.named`` gives."""
        return Notes(self._notebook, question)

    def new(self, kind: Literal["hypotheses", "positions"], words: str) -> str:
        """A name for a question that is asked in these words, as shown, and has no file yet."""
        return self._notebook.free(kind, words)

    def version(self, kind: str) -> str:
        """The version of ``hypotheses``, ``positions`` or ``register``."""
        return self._notebook.version(kind, "" if kind == "register" else self._name)

    def ask(self, question: str, hypotheses: Sequence[tuple[str, str]], seen: str) -> None:
        """Set the question and its rival hypotheses, (id, sentence); ratings of those that stay are kept."""
        file = self._notebook.hypotheses(self._name)
        ids = {one for one, _ in hypotheses}
        evidence = [
            one.model_dump(exclude_defaults=True)
            | {"ratings": {name: rating for name, rating in one.ratings.items() if name in ids}}
            for one in (file.evidence if file else [])
        ]
        told = [{"id": one, "text": text} for one, text in hypotheses]
        whole: dict[str, object] = {"question": question, "hypotheses": told, "evidence": evidence}
        self._notebook.write("hypotheses", whole, seen, self._name)

    def rate(self, ratings: Mapping[str, Mapping[str, str]], notes: Mapping[str, str], seen: str) -> None:
        """Rate evidence, {record: {hypothesis: rating, empty for none}}, with notes; other records stay."""
        evidence = []
        for one in self._hypotheses().evidence:
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
        with self._notebook.writing():
            evidence = self._hypotheses().evidence
            there = [one.record for one in evidence]
            new: list[dict[str, object]] = [{"record": one} for one in dict.fromkeys(records) if one not in there]
            self._write_evidence([*(one.model_dump(exclude_defaults=True) for one in evidence), *new], None)

    def drop_evidence(self, record: str, seen: str) -> None:
        """Take a record out of the matrix, with its ratings."""
        evidence = self._hypotheses().evidence
        self._write_evidence([one.model_dump(exclude_defaults=True) for one in evidence if one.record != record], seen)

    def _hypotheses(self) -> HypothesesFile:
        file = self._notebook.hypotheses(self._name)
        if file is None:
            raise ViewError("there are no hypotheses yet: write down what may be the case first")
        return file

    def _write_evidence(self, evidence: list[dict[str, object]], seen: str | None) -> None:
        file = self._hypotheses()
        answers = [one.model_dump() for one in file.hypotheses]
        whole: dict[str, object] = {"question": file.question, "hypotheses": answers, "evidence": evidence}
        self._notebook.write("hypotheses", whole, seen, self._name)

    def pose(self, question: str, seen: str) -> None:
        """Set the question on which parties take positions."""
        file = self._notebook.positions(self._name)
        assigned = [one.model_dump() for one in file.assigned] if file else []
        self._notebook.write("positions", {"question": question, "assigned": assigned}, seen, self._name)

    def assign(self, party: str, records: Sequence[str]) -> None:
        """Say that records tell where a party stands."""
        with self._notebook.writing():
            file = self._notebook.positions(self._name)
            if file is None:
                raise ViewError("there is no question yet on which parties could take positions: ask it first")
            there = {(one.party, one.record) for one in file.assigned}
            assigned = [one.model_dump() for one in file.assigned]
            assigned += [{"party": party, "record": one} for one in dict.fromkeys(records) if (party, one) not in there]
            self._notebook.write("positions", {"question": file.question, "assigned": assigned}, name=self._name)

    def unassign(self, party: str, record: str) -> None:
        """Take a record from a party."""
        with self._notebook.writing():
            file = self._notebook.positions(self._name)
            if file is not None:
                kept = [one.model_dump() for one in file.assigned if (one.party, one.record) != (party, record)]
                self._notebook.write("positions", {"question": file.question, "assigned": kept}, name=self._name)

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
