"""Search for words in the texts as they may be shown: what is indexed is what a reader sees, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tantivy

from attribune.model.edtf import interval
from attribune.protect.spelling import words

from .case import ViewError
from .filter import same_name
from .row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from attribune.model.edtf import Days

FACETS = ("outlet", "year", "speaker")
_AROUND = 80  # characters of a snippet on either side of the first word found
_HANGUL = re.compile("[\uac00-\ud7a3]")  # words end in particles and grow together: they are found by parts
_WITHIN = 3  # syllables from which on a Korean word is found inside others
_LONGEST = 200  # letters of a word that can be asked for
_TITLE = 160  # letters of a title
_MANY = 100_000  # hits given at the most
_NEVER = 10_000_000  # no day of the calendar
_NAMES = "names.json"
_UNNAMED = ("anonymous", "unspecified")  # nothing gathers what they say


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: words that must all stand in one paragraph or, with a ``speaker``, in what that one says.

    ``outlet`` and ``year`` are values of facets; of ``limit`` hits the first ``offset`` are left out.
    """

    words: str
    speaker: str = ""
    outlet: str = ""
    year: str = ""
    document: str = ""
    before: Days | None = None
    after: Days | None = None
    limit: int = _MANY
    offset: int = 0


class Search:
    """An index over paragraphs, the lines of a text, and over what speakers say."""

    def __init__(
        self,
        index: Any,  # noqa: ANN401 - tantivy has no types
        names: Iterable[str],
        called: str,
        folder: Path | None = None,
    ) -> None:
        self._index = index
        self._folder = folder
        self._names = sorted(names)
        self.called = called

    @classmethod
    def made(
        cls, documents: Iterable[Row], statements: Iterable[Row], folder: Path | None = None, called: str = ""
    ) -> Search:
        """An index of rows as they may be shown; in a folder, which must not be there, or in memory.

        ``called`` is the name of the case as it may be shown, which is kept with the index.
        """
        if folder:
            folder.mkdir(parents=True)
        index = tantivy.Index(_schema(), path=str(folder) if folder else None)
        writer = index.writer(heap_size=64_000_000, num_threads=1)
        names: set[str] = set()
        said: dict[str, list[Row]] = {}
        for statement in statements:
            said.setdefault(statement["document"], []).append(statement)
        for document in documents:
            for entry in (*_paragraphs(document), *_said(document, said.get(document["id"], ()))):
                names.update(entry["voice"])
                writer.add_document(
                    tantivy.Document(**{name: [v] if name != "voice" else v for name, v in entry.items()})
                )
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        if folder:
            (folder / _NAMES).write_text(json.dumps({"called": called, "names": sorted(names)}), "utf-8")
        return cls(index, names, called)

    @classmethod
    def opened(cls, folder: Path) -> Search | None:
        """The index in a folder; None where there is none that can be read."""
        try:
            told = json.loads((folder / _NAMES).read_text("utf-8"))
            return cls(tantivy.Index.open(str(folder)), told["names"], told["called"], folder)
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def find(self, asked: Asked) -> Row:
        """``total``, the ``rows`` (``document, score, span, snippet, title, published``) and the ``facets``.

        ``facets`` are {name: [(value, number of hits)]}, the most frequent values first. Raises ``ViewError`` for an
        index in a folder that cannot be read.
        """
        try:
            return self._find(asked)
        except ValueError as broken:
            if self._folder is None:
                raise
            raise ViewError(f"{self._folder} is damaged: {broken}; remove that folder, and it is made anew") from broken

    def _find(self, asked: Asked) -> Row:
        wanted = sorted({word.folded[:_LONGEST] for word in words(asked.words)})
        if not wanted:
            return {"total": 0, "rows": [], "facets": {name: [] for name in FACETS}}
        searcher = self._index.searcher()
        held = [_held(word) for word in wanted] + _limits(asked)
        own = self._among(asked.speaker) if asked.speaker else None
        places = tantivy.Query.boolean_query([(_MUST, one) for one in (*held, own or _is("kind", "place"))])
        limit = max(1, min(asked.limit, _MANY))
        offset = max(0, min(asked.offset, searcher.num_docs))  # room is made for all before it: for 10**9 there is none
        result = searcher.search(places, limit, count=True, offset=offset)
        hits = [(-round(score, 6), *_stored(searcher.doc(address))) for score, address in result.hits]
        forms = _forms(wanted)
        return {
            "total": result.count,
            "rows": [_row(row, -score, forms) for score, _, row in sorted(hits, key=lambda hit: hit[:2])],
            "facets": self._facets(searcher, places, held),
        }

    def spread(self, stems: Iterable[str]) -> tuple[int, dict[str, int]]:
        """How many paragraphs there are, and in how many of them words begin with each stem, folded."""
        searcher = self._index.searcher()

        def count(query: Any) -> int:  # noqa: ANN401
            return int(searcher.search(query, 1, count=True).count)

        asked = {stem: [(_MUST, _begun(stem)), (_MUST, _is("kind", "place"))] for stem in sorted(stems)}
        found = {stem: count(tantivy.Query.boolean_query(parts)) for stem, parts in asked.items()}
        return count(_is("kind", "place")), found

    def sharing(self, weights: Mapping[str, float], least: int, most: int) -> Iterator[Row]:
        """Paragraphs in which words begin with at least so many of some stems, those of most weight first:
        ``document, start, text, score``; of those with one text the first.
        """
        if not weights:
            return
        parts = [(_SHOULD, tantivy.Query.boost_query(_begun(one), weight)) for one, weight in sorted(weights.items())]
        held = tantivy.Query.boolean_query(parts, minimum_number_should_match=least)
        place = tantivy.Query.boost_query(_is("kind", "place"), 0.0)
        asked = tantivy.Query.boolean_query([(_MUST, held), (_MUST, place)])
        searcher = self._index.searcher()
        seen: set[str] = set()
        for offset in range(0, most, _PART):
            hits = searcher.search(asked, _PART, count=False, offset=offset).hits
            for score, address in hits:
                row = _stored(searcher.doc(address))[1]
                if row["text"] not in seen:
                    seen.add(row["text"])
                    yield {name: row[name] for name in ("document", "start", "text")} | {"score": score}
            if len(hits) < _PART:
                return

    def _among(self, speaker: str) -> Any:  # noqa: ANN401
        names = [name for name in self._names if same_name(speaker, name)]
        return tantivy.Query.term_set_query(_schema(), "voice", names or ["\0"])

    def _facets(self, searcher: Any, places: Any, held: list[Any]) -> dict[str, list[tuple[str, int]]]:  # noqa: ANN401
        counted = {name: {"terms": {"field": name, "size": 12}} for name in ("outlet", "year")}
        told = searcher.aggregate(places, counted)
        said = tantivy.Query.boolean_query([(_MUST, one) for one in (*held, _is("kind", "said"))])
        told |= searcher.aggregate(said, {"speaker": {"terms": {"field": "speaker", "size": 13}}})
        return {
            name: [(one["key"], one["doc_count"]) for one in told[name]["buckets"] if one["key"]] for name in FACETS
        }


def kept(folder: Path, stamp: str, make: Any) -> Search:  # noqa: ANN401 - makes an index in a folder
    """The index that is kept under a stamp, made where it is not there; those under other stamps go.

    Where nothing can be written, or another is just making it, it is made in memory.
    """
    if found := Search.opened(folder / stamp):
        return found
    draft = folder / f".{stamp}.{os.getpid()}.draft"
    try:
        folder.mkdir(exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        made: Search = make(draft)
        for old in folder.iterdir():
            if old != draft:
                shutil.rmtree(old, ignore_errors=True)
        draft.rename(folder / stamp)
    except (OSError, ValueError):  # tantivy tells of a full disk by the second
        shutil.rmtree(draft, ignore_errors=True)
        return make(None)  # type: ignore[no-any-return]
    return Search.opened(folder / stamp) or made


_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should
_PART = 200  # paragraphs that are fetched at once


def _schema() -> Any:  # noqa: ANN401
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("row", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "document", "voice"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("first", "last"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_integer_field("start", stored=True)
    return builder.build()


def _paragraphs(document: Row) -> Iterator[Row]:
    at = 0
    for line in document["text"].split("\n"):
        if line.strip():
            yield _entry(document, "place", at, line)
        at += len(line) + 1


def _said(document: Row, statements: Iterable[Row]) -> Iterator[Row]:
    """The parts of what is said, as entries of their own."""
    for one in statements:
        quote = (one["source"] or {}).get("quote")
        voices = [name for name in (one["speaker"], quote) if name]
        speaker = one["speaker"] if one["source_kind"] not in _UNNAMED else None
        for part in one["content"]:
            if voices and part["quote"].strip():
                told = {"statement": one["id"]}
                yield _entry(document, "said", part["start"], part["quote"], told) | {
                    "speaker": speaker or "",
                    "voice": voices,
                }


def _entry(document: Row, kind: str, start: int, text: str, more: Row | None = None) -> Row:
    days = interval(document["published"])
    outlet = str(document["outlet"] or document["path"] or document["id"])
    told = {"document": document["id"], "title": _title(document, outlet), "published": document["published"]}
    told |= {"outlet": outlet, "text": text}
    return {
        "kind": kind,
        "document": document["id"],
        "text": " ".join(_written(word.folded)[:_LONGEST] for word in words(text)),
        "row": json.dumps(told | (more or {})),
        "outlet": outlet,
        "year": document["published"][:4] if document["published"] else "no date",
        "speaker": "",
        "voice": [],
        "first": (days.first.toordinal() if days.first else 0) if days else _NEVER,
        "last": (days.last.toordinal() if days.last else _NEVER) if days else -1,
        "start": start,
    }


def _written(folded: str) -> str:
    """A folded word with its syllables joined, by which Korean words are told from others that begin alike."""
    return unicodedata.normalize("NFC", folded)


def _held(word: str) -> Any:  # noqa: ANN401 - a query
    """What holds a word; of a Korean one, a word that begins with it or, from three syllables on, holds it."""
    written = _written(word)
    if not _HANGUL.search(written):
        return tantivy.Query.term_query(_schema(), "text", written)
    inside = ".*" if len(written) >= _WITHIN else ""
    return tantivy.Query.regex_query(_schema(), "text", f"{inside}{re.escape(written)}.*")


def _begun(stem: str) -> Any:  # noqa: ANN401 - a query
    """What holds a word that begins with a stem; a Korean one may end within a syllable, which is left out."""
    written = _written(stem)
    whole = written[:-1] if _HANGUL.search(written) and len(written) > 1 else written
    return tantivy.Query.const_score_query(tantivy.Query.regex_query(_schema(), "text", f"{re.escape(whole)}.*"), 1.0)


def _forms(wanted: list[str]) -> re.Pattern[str]:
    """What tells whether a folded word is one of those asked for."""
    kinds = []
    for word in map(_written, wanted):
        korean = _HANGUL.search(word)
        kinds.append(f"{'.*' if korean and len(word) >= _WITHIN else ''}{re.escape(word)}{'.*' if korean else ''}")
    return re.compile("|".join(kinds))


def _limits(asked: Asked) -> list[Any]:
    found = [
        _is(name, value)
        for name, value in (("outlet", asked.outlet), ("year", asked.year), ("document", asked.document))
        if value
    ]
    number = tantivy.FieldType.Integer
    if asked.before:
        most = asked.before.first.toordinal() - 1 if asked.before.first else _NEVER - 1
        found.append(tantivy.Query.range_query(_schema(), "first", number, -1, most))
    if asked.after:
        least = asked.after.first.toordinal() if asked.after.first else 0
        found.append(tantivy.Query.range_query(_schema(), "last", number, least, _NEVER))
    return found


def _is(name: str, value: str) -> Any:  # noqa: ANN401
    return tantivy.Query.term_query(_schema(), name, value)


def _stored(document: Any) -> tuple[tuple[str, int], Row]:  # noqa: ANN401
    """What is kept of an entry: its place, by which hits of one score are ordered, and its row."""
    row = json.loads(document["row"][0])
    row["start"] = document["start"][0]
    return (row["document"], row["start"]), row


def _row(row: Row, score: float, forms: re.Pattern[str]) -> Row:
    text, start = row["text"], row["start"]
    first = next((word for word in words(text) if forms.fullmatch(_written(word.folded)[:_LONGEST])), None)
    at, stop = (first.start, first.end) if first else (0, len(text))
    before, after = max(0, at - _AROUND), min(len(text), stop + _AROUND)
    snippet = ("…" if before else "") + text[before:after] + ("…" if after < len(text) else "")
    statement = {"statement": row["statement"]} if "statement" in row else {}
    return {
        "document": row["document"],
        "score": score,
        "span": {"start": start + at, "end": start + stop, "quote": text[at:stop]},
        "snippet": snippet.strip(),
        **statement,
        "title": row["title"],
        "published": row["published"],
        "outlet": row["outlet"],
    }


def _title(document: Row, outlet: str) -> str:
    """What a document is called: its title, else its first heading, else its first words, else its outlet."""
    heads = (one["span"]["quote"] for one in document.get("regions", ()) if one["kind"] == "heading")
    found = document["title"] or next(heads, "") or document["text"].strip().split("\n", 1)[0] or outlet
    words = " ".join(str(found).split())
    return words if len(words) <= _TITLE else words[:_TITLE].rsplit(" ", 1)[0] + " …"
