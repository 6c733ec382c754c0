"""The questions that an analyst has written down, by the files that hold them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from attribune.ledger.notebook import Notebook
from attribune.protect.pseudonym import outside

from .case import ViewError

if TYPE_CHECKING:
    from .row import Row

Kind = Literal["hypotheses", "positions"]
Asked = tuple[Callable[[str], str], Notebook, bytes]
"""What covers words on their way to a reader, the analyst's files, and the case's secret."""


class Questions:
    """The questions of a case. ``words`` covers words on their way to a reader, ``secret`` is the case's."""

    def __init__(self, words: Callable[[str], str], notebook: Notebook, secret: bytes) -> None:
        self._words = words
        self._notebook = notebook
        self._secret = secret

    def listed(self, kind: Kind) -> list[Row]:
        """The questions of a kind, ``name, words``; a file that is called by somebody at risk has a keyed name."""
        return [
            {"name": self.called(name), "words": self._asked_words(kind, name)}
            for name in self._notebook.questions(kind)
        ]

    def named(self, kind: Kind, shown: str) -> str:
        """The name of the file of a question by its name as listed. Raises ViewError where there is none."""
        found = next((name for name in self._notebook.questions(kind) if self.called(name) == shown), None)
        if found is None and shown:
            raise ViewError("the case has no question of that name: it may have been removed since")
        return found or ""

    def called(self, name: str) -> str:
        """The name of a question's file as it may be shown."""
        return name if self._words(name) == name else outside(self._secret, f"question {name}")

    def _asked_words(self, kind: str, name: str) -> str:
        file = self._notebook.hypotheses(name) if kind == "hypotheses" else self._notebook.positions(name)
        return self._words(file.question) if file else ""
