"""What accounts tell of an event, side by side: the material of briefs and event pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .columns import Row, quote
from .day import day
from .sign import FROM, SPEAKER
from .wording import PRONOUNS, event_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from attribune.view import View

DETAILS = {"when": "when", "where": "where", "who": "who", "how_many": "how many", "whether": "whether", "why": "why"}
"""The details of an event in the order of a reader's questions, and how they are called."""
SEPARATOR = " · "
"""What stands between the parts of a headline."""
_AROUND = 200
_SHORT = 36  # letters on either side of the words that tell an event, in its headline
_ACTING = ("agent", "perpetrator")
_ITSELF = "this article"  # what an outlet is called as an origin where an article names none


@dataclass(frozen=True, slots=True)
class Cell:
    """What one origin holds of one detail: the words as printed, their value, and the document to cite."""

    words: str
    value: str
    document: str


@dataclass(frozen=True, slots=True)
class Account:
    """One origin's account of an event: ``outlets`` carry it; ``cells`` are lists of what it holds, by detail."""

    origin: Row
    outlets: tuple[str, ...]
    cells: dict[str, list[Cell]]


@dataclass(frozen=True, slots=True)
class Telling:
    """One report of an event: ``row`` is the report, ``text`` gives that of its document, which is read only for what
    is shown of it.
    """

    row: Row
    outlet: str
    published: str | None
    text: Callable[[], str] = field(repr=False, compare=False)

    @property
    def report(self) -> str:
        """The id of the report."""
        return str(self.row["id"])

    @property
    def document(self) -> str:
        """The document to cite."""
        return str(self.row["document"])

    @property
    def status(self) -> str:
        """How it is told."""
        return str(self.row["status"])

    @property
    def chain(self) -> str:
        """The chain from the page to the one who knows."""
        return chain_words(self.row["chain"], self.outlet)

    @property
    def sentence(self) -> str:
        """The sentence that tells it."""
        return sentence_around(self.text(), self.row["trigger"]["start"], self.row["trigger"]["end"])

    def told(self) -> Row:
        """All of it as one row."""
        own = {name: getattr(self, name) for name in ("chain", "sentence", "status", "document", "report")}
        return own | {"published": self.published}


@dataclass(frozen=True, slots=True)
class Affair:
    """An event as a reader meets it."""

    event: Row
    headline: str
    sentence: str
    accounts: tuple[Account, ...]
    conflicts: tuple[Row, ...]
    tellings: tuple[Telling, ...]

    @property
    def conflicting(self) -> dict[str, list[str]]:
        """{detail: the sentences that say how the accounts differ on it}."""
        found: dict[str, list[str]] = defaultdict(list)
        for conflict in self.conflicts:
            found[conflict["detail"]].append(conflict["why"])
        return dict(found)


class Affairs:
    """The events of a case with their accounts.

    ``documents``, ``reports`` and ``origins`` are rows by id, ``conflicts`` gives those that any of some ids is part
    of, in their order; ``papers`` are documents with ``outlet`` and ``published`` alone, where those are at hand.
    """

    def __init__(
        self,
        documents: Mapping[str, Row],
        reports: Mapping[str, Row],
        origins: Mapping[str, Row],
        conflicts: Callable[[Sequence[str]], Iterable[Row]],
        papers: Mapping[str, Row] | None = None,
    ) -> None:
        self.documents = documents
        self._papers = papers or documents
        self._reports = reports
        self._origins = origins
        self._conflicts = conflicts

    @classmethod
    def of_view(cls, view: View) -> Affairs:
        """Those of a whole case, read at once."""
        ends: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        for place, row in enumerate(view.conflicts()):
            for end in {row["from"], row["to"]}:
                ends[end].append((place, row))

        def touching(ids: Sequence[str]) -> Iterable[Row]:
            found = dict(pair for one in ids for pair in ends.get(one, ()))
            return [found[place] for place in sorted(found)]

        documents, reports, origins = (
            {row["id"]: row for row in rows} for rows in (view.documents(), view.reports(), view.origins())
        )
        return cls(documents, reports, origins, touching)

    def all(self, events: Iterable[Row]) -> list[Affair]:
        """Events as a reader meets them, those first that more is told of: documents, conflicts, denials."""
        return self.ordered(self.of(event) for event in events)

    @staticmethod
    def ordered(affairs: Iterable[Affair]) -> list[Affair]:
        """Events in the order of ``all``."""
        return sorted(affairs, key=_weight)

    def of(self, event: Row) -> Affair:
        """One event."""
        reports = [self._reports[one] for one in event["reports"] if one in self._reports]
        documents = {report["document"] for report in reports}
        outlets = {self.outlet(document) for document in documents}
        return Affair(
            event,
            self._headline(event),
            event_sentence(event, len(documents), len(outlets)),
            tuple(self._accounts(event, reports)),
            tuple(self._about(event, reports)),
            tuple(self._telling(report) for report in sorted(reports, key=self._when_told)),
        )

    def _headline(self, event: Row) -> str:
        """The headline, with the words of the first report where its details give none."""
        report = self._reports.get(event["reports"][0]) if event["reports"] and wordless(event) else None
        text = self.documents[report["document"]]["text"] if report else ""
        return headline(event, clause(text, report["trigger"]) if report else "")

    def _about(self, event: Row, reports: Sequence[Row]) -> Iterable[Row]:
        """The conflicts of an event; who only answers it ("the embassy denied the report") contradicts the statement
        that tells it.
        """
        own = self._conflicts([*event["reports"], event["id"]])
        statements = list(dict.fromkeys(report["by"] for report in reports if report["by"]))
        answers = (row for row in self._conflicts(statements) if row["detail"] == "whether")
        return {row["id"]: row for row in (*own, *answers)}.values()

    def outlet(self, document: str) -> str:
        """How a document's outlet is called; its path, or its id, where that is not known."""
        return outlet(self._papers[document])

    def _when_told(self, report: Row) -> tuple[str, str, int]:
        published = self._papers[report["document"]]["published"] or "9999"
        return published, report["document"], report["trigger"]["start"]

    def _accounts(self, event: Row, reports: Sequence[Row]) -> Iterable[Account]:
        by_origin: dict[str, list[Row]] = defaultdict(list)
        for report in reports:
            by_origin[report["origin"] or ""].append(report)
        cells: dict[str, dict[str, dict[Cell, None]]] = defaultdict(lambda: {name: {} for name in DETAILS})
        for held in event["details"]:
            cell = Cell(quote(held["span"]), held["value"], held["document"])
            cells[held["origin"] or ""][held["detail"]][cell] = None
        for origin, told in by_origin.items():
            outlets = tuple(dict.fromkeys(self.outlet(report["document"]) for report in told))
            row = self._origins.get(origin, {"name": "not traced", "kind": "unspecified", "id": ""})
            row = row | {"name": outlets[0]} if row["name"] == _ITSELF else row
            yield Account(row, outlets, {name: list(held) for name, held in cells[origin].items()})

    def _telling(self, report: Row) -> Telling:
        document = report["document"]
        paper = self._papers[document]
        return Telling(report, outlet(paper), paper["published"], lambda: str(self.documents[document]["text"]))


def outlet(document: Row) -> str:
    """How the outlet of a document is called; its path, or its id, where that is not known."""
    return str(document["outlet"] or document.get("path") or document["id"])


def chain_words(chain: Sequence[Row] | None, outlet: str) -> str:
    """The chain on one line, from the page to the one who knows."""
    hops = [(SPEAKER[hop["kind"]], hop["name"] if n else outlet) for n, hop in enumerate(chain or ())]
    return f" {FROM} ".join(f"{sign} {name}" for sign, name in hops) or f"{SPEAKER['media']} {outlet}"


def headline(event: Row, clause: str = "") -> str:
    """The event's type with the details that all who tell of it agree on; where they do not on whom, who is told most
    often, in quotation marks; without anybody and any place, a ``clause`` that tells it.
    """
    details = _befallen(event["details"])
    who, where = (_agreed(details, name) for name in ("who", "where"))
    said = "" if who else _told_most(details, "who") or ("" if where else _told_most(details, "where") or clause)
    found = [who or (f"“{said}”" if said else ""), where]
    kind = str(event["type"]).replace("_", " ").capitalize()
    return SEPARATOR.join(one for one in (kind, *found, _agreed(details, "when")) if one)


def wordless(event: Row) -> bool:
    """Whether the details of an event tell nobody and no place, so that its headline needs words that tell it."""
    return not any(
        held["detail"] in ("who", "where") and held["value"].casefold() not in PRONOUNS for held in event["details"]
    )


def _told_most(details: Sequence[Row], name: str) -> str:
    """What is told most often of a detail."""
    told = Counter(
        held["value"] for held in details if held["detail"] == name and held["value"].casefold() not in PRONOUNS
    )
    return str(told.most_common(1)[0][0]) if told else ""


def clause(text: str, trigger: Row) -> str:
    """The few words around those that tell an event, as its headline where it tells no name, place or day."""
    left, right = max(0, trigger["start"] - _SHORT), min(len(text), trigger["end"] + _SHORT)
    whole = sentence_around(text, trigger["start"], trigger["end"])
    if len(whole) <= 2 * _SHORT:
        return whole.strip("“”\"'. ")
    before = text[left : trigger["start"]].rpartition("\n")[2]
    for stop in (". ", "! ", "? "):
        before = before.rpartition(stop)[2]
    cut = len(before) == trigger["start"] - left and left > 0  # no sentence begins in it
    before = "… " + before.partition(" ")[2] if cut else before
    after = text[trigger["end"] : right]
    ends = [at for stop in (". ", "! ", "? ", "\n") if (at := after.find(stop)) >= 0]
    after = after[: min(ends)] if ends else after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[trigger['start'] : trigger['end']]}{after}".split()).strip("“”\"'. ")


def _befallen(details: Sequence[Row]) -> list[Row]:
    """Details without those who do it, where somebody is told whom it befalls."""
    befalls = any(held["detail"] == "who" and held.get("role") not in _ACTING for held in details)
    return [held for held in details if not (befalls and held["detail"] == "who" and held.get("role") in _ACTING)]


def _agreed(details: Iterable[Row], name: str) -> str:
    """The one value of a detail, or that which every origin holds; of names that which every origin that gives one
    holds, since "the envoy" beside a name is no other account.
    """
    words: dict[str, str] = {}
    names: set[str] = set()
    by_origin: dict[str | None, set[str]] = defaultdict(set)
    for held in details:
        if held["detail"] == name and held["value"].casefold() not in PRONOUNS:
            words.setdefault(held["value"].casefold(), day(held["value"]) if name == "when" else held["value"])
            names |= {held["value"].casefold()} if held.get("named") else set()
            by_origin[held.get("origin")].add(held["value"].casefold())
    if len(words) == 1:
        return next(iter(words.values()))
    if name == "who":
        named = names or {one for one, value in words.items() if _is_name(value)}
        by_origin = {origin: held & named for origin, held in by_origin.items() if held & named}
    shared = set[str].intersection(*by_origin.values()) if by_origin else set()
    return words[min(shared)] if len(shared) == 1 else ""


def _is_name(value: str) -> bool:
    """Whether words are a name and no description: each longer one has a capital."""
    return all(word[0].isupper() for word in value.split() if len(word) > 3)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, as far as its stops tell, that a stretch of text stands in, cut at words beyond 200 characters."""
    stops = (". ", "! ", "? ", "\n", ".” ", '." ')
    left = max([0, *(at + len(mark) for mark in stops if (at := text.rfind(mark, 0, start)) >= 0)])
    before = text[left:start] if start - left <= _AROUND else "… " + text[start - _AROUND : start].partition(" ")[2]
    rights = [at for mark in stops if (at := text.find(mark, end)) >= 0]
    right = min([*(at + 1 for at in rights), len(text)])
    after = text[end:right] if right - end <= _AROUND else text[end : end + _AROUND].rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _weight(affair: Affair) -> tuple[int, int, int, int, str]:
    documents = {telling.document for telling in affair.tellings}
    event = affair.event
    return -len(documents), -len(affair.conflicts), -event["denials"], -event["origins"], event["id"]
