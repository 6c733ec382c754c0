"""What a document is looked up by when another one is added: its names, what it reports, its sentences.

Two documents that the linking stages would compare share at least one key here; the keys are numbers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from attribune.names import keys as sounds
from attribune.profiles import in_parts, kin

from .account import _words
from .bearer import Bearer, _normal, bearers, surname_keys
from .block import _number
from .copy import _pieces
from .entity import _initials
from .matter import terms
from .sketch import SHINGLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from attribune.model import Argument, Document, Records, Report
    from attribune.profiles import Profile

_SKETCH = 2  # shingles by which a sentence is known again: the smallest, which a near copy likely shares
_WORDS = 3  # of an argument that names nobody


@dataclass(slots=True)
class Keys:
    """The keys of one document: by the names in it, and by all else."""

    names: list[int] = field(default_factory=list)
    told: list[int] = field(default_factory=list)


def neighbour_keys(records: Records, profile: Profile, *, wide: bool = False) -> dict[str, Keys]:
    """The keys of each document. ``wide`` adds those of the months beside, for looking up: they are never kept."""
    records = in_parts(records, profile)
    found: dict[str, Keys] = {document.id: Keys() for document in records.documents}
    called: dict[str, str] = {}
    for one in bearers(records, profile):
        known = _normal(one.name, one.kind)
        called.update(dict.fromkeys((mention.local for mention in one.mentions), known))
        name, told = _number(("name", one.kind, known)), [_number(key) for key in sorted(_of_name(one))]
        for document in sorted(one.documents):
            found[document].names.append(name)
            found[document].told += told
    documents = {document.id: document for document in records.documents}
    families = kin(profile)
    for report in records.reports:
        family = families.get(report.type, report.type)
        keys = _of_report(report, family, documents[report.document], called, wide=wide)
        found[report.document].told += [_number(key) for key in keys]
    for one_document in records.documents:
        found[one_document.id].told += _of_sentences(one_document)
    return {name: Keys([*dict.fromkeys(keys.names)], [*dict.fromkeys(keys.told)]) for name, keys in found.items()}


def term_keys(documents: Iterable[Document]) -> dict[str, int]:
    """The numbers of the terms of these documents, by which it is kept in how many documents of a case each stands."""
    return {term: _number(("term", term)) for document in documents for term in sorted(terms(document))}


def _of_name(one: Bearer) -> Iterator[tuple[str, ...]]:
    """How else somebody or something may be called: another spelling, a surname with an office, initials."""
    if one.kind == "person":
        if one.form == "full":
            for sound in sounds(one.name):
                yield "sound", sound
        for surname in surname_keys(one):
            for office in (*one.offices, ""):
                yield "surname", surname, office
    elif one.kind == "organisation":
        for letters in {name for name in one.names if name.isupper()} | {_initials(one.name)}:
            yield "letters", letters
    else:
        for sound in sounds(one.name):
            if not sound.startswith("latin:"):
                yield "sound", sound


def _of_report(
    report: Report, family: str, document: Document, called: dict[str, str], *, wide: bool
) -> Iterator[tuple[str, ...]]:
    """A type of event with who takes part, where and in which month."""
    roles: dict[str, list[str]] = defaultdict(list)
    for argument in report.arguments:
        side = "where" if argument.role in ("place", "origin", "destination") else "who"
        roles[side] += _called(argument, called)
    months = {month for day in (report.when.edtf, document.published) for month in _months(day, wide=wide)}
    for who in roles["who"]:
        yield family, who
        for beside in (*months, *roles["where"]):
            yield family, who, beside
    for where in roles["where"]:
        for month in months:
            yield family, where, month


def _called(argument: Argument, called: dict[str, str]) -> list[str]:
    """The name that a participant has in its document, or the longest words for it."""
    if argument.local and argument.local in called:
        return [called[argument.local]]
    return sorted(_words(argument.span.quote), key=lambda word: (-len(word), word))[:_WORDS]


def _months(edtf: str | None, *, wide: bool) -> list[str]:
    """The month of a date, and those beside it; none for what is no month of a year."""
    year, _, rest = (edtf or "").partition("-")
    if not (year.isdecimal() and rest[:2].isdecimal() and 1 <= int(rest[:2]) <= 12):
        return []
    month = 12 * int(year) + int(rest[:2]) - 1
    near = (month - 1, month, month + 1) if wide else (month,)
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in near]


def _of_sentences(document: Document) -> Iterator[int]:
    """The smallest hashes among the runs of words of each sentence: a sentence with a word changed keeps some."""
    for piece in _pieces(document):
        runs = {" ".join(piece.words[n : n + SHINGLE]) for n in range(len(piece.words) - SHINGLE + 1)}
        hashed = sorted(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs)
        yield from (int.from_bytes(one, "big", signed=True) for one in hashed[:_SKETCH])
