from __future__ import annotations

import shutil

import pytest

from attribune import view
from attribune.build import Builder
from attribune.ledger import Case
from attribune.ledger.decision import Draft
from attribune.model.edtf import interval
from attribune.view import search as searching
from attribune.view import stamp as stamping
from attribune.view.search import Asked, Search

TEXTS = {
    "a": (
        "2031-05-02",
        "The Courier",
        "The ferry left Port Sorrel at dawn.\nA clerk saw the ferry; the ferry was late.",
    ),
    "b": ("2030-11", "Harbour Post", "No ferry was seen, café owners said.\n김철수는 북한외교관이 떠났다고 말했다."),
    "c": (None, None, "The ferry office is shut."),
}


def rows():
    """Documents and statements as a view gives them."""
    documents = [
        {"id": key, "text": text, "title": None, "published": day, "outlet": outlet, "path": f"{key}.txt"}
        for key, (day, outlet, text) in TEXTS.items()
    ]
    said = TEXTS["b"][2]
    part = {"start": 0, "end": 18, "quote": said[0:18]}
    owners = {"start": 20, "end": 31, "quote": said[20:31]}
    statement = {
        "id": "s1",
        "document": "b",
        "source": owners,
        "speaker": None,
        "source_kind": "person",
        "content": [part],
    }
    return documents, [statement | {"speaker": "Ana Holm"}, statement | {"id": "s2", "source_kind": "anonymous"}]


@pytest.fixture(scope="module")
def index():
    """An index in memory."""
    return Search.made(*rows())


def found(index, words, **asked):
    """Which places are found, as (document, words found)."""
    return [(row["document"], row["span"]["quote"]) for row in index.find(Asked(words, **asked))["rows"]]


def test_all_words_must_stand_in_one_paragraph(index):
    """Case, accents and order are nothing; words of two paragraphs find nothing; no words find nothing."""
    assert found(index, "FERRY clerk") == [("a", "clerk")]
    assert found(index, "cafe") == [("b", "café")]
    assert found(index, "dawn late") == found(index, "") == found(index, "?!") == []


def test_every_hit_slices_its_text(index):
    """The span of a hit is a slice of its document's text, and stands in its snippet."""
    for words in ("ferry", "the", "외교관"):
        for row in index.find(Asked(words))["rows"]:
            span = row["span"]
            assert TEXTS[row["document"]][2][span["start"] : span["end"]] == span["quote"]
            assert span["quote"] in row["snippet"]


def test_korean_words_are_found_by_their_beginning_or_inside(index):
    """A Korean word finds those that begin with it and, from three syllables on, those that hold it."""
    assert found(index, "김철수") == [("b", "김철수는")]
    assert found(index, "외교관") == [("b", "북한외교관이")]
    assert found(index, "교관") == []


def test_facets_count_and_narrow(index):
    """Facets count all hits by outlet and year; choosing a value leaves so many; unnamed sources are no facet."""
    told = index.find(Asked("ferry"))
    assert told["total"] == 4
    assert dict(told["facets"]["outlet"]) == {"The Courier": 2, "Harbour Post": 1, "c.txt": 1}
    assert dict(told["facets"]["year"]) == {"2031": 2, "2030": 1, "no date": 1}
    assert told["facets"]["speaker"] == [("Ana Holm", 1)]
    assert index.find(Asked("ferry", outlet="The Courier"))["total"] == 2
    assert index.find(Asked("ferry", year="no date"))["total"] == 1


def test_pages_and_dates(index):
    """A page is a part of the whole in its order; a filter by date keeps what may lie there, and nothing undated."""
    whole = found(index, "ferry")
    assert found(index, "ferry", limit=2) + found(index, "ferry", limit=2, offset=2) == whole
    assert found(index, "ferry", limit=2, offset=10**15) == []  # room for so many hits is not even asked for
    assert {one for one, _ in found(index, "ferry", before=interval("2030-11-15"))} == {"b"}
    assert {one for one, _ in found(index, "ferry", after=interval("2030-11-15"))} == {"a", "b"}


def test_what_a_speaker_says(index):
    """With a speaker, only what that one says is searched, and each hit names the statement."""
    [hit] = index.find(Asked("ferry", speaker="Holm"))["rows"]
    assert hit["statement"] == "s1"
    assert found(index, "ferry", speaker="Nobody") == []


@pytest.mark.parametrize("words", ['a"b', "ferry) OR (", "*", "~", "\ud800", "a" * 5000, "text:ferry", "\x00", "AND"])
def test_any_words_can_be_asked_for(index, words):
    """Nothing that is typed is taken for a command, and nothing fails."""
    index.find(Asked(words))


@pytest.fixture
def case(tmp_path):
    """A case of two articles, large enough to keep an index."""
    (tmp_path / "a.txt").write_text("Anna Quillfenwick, 34, the wife of a consul, fled in May 2031.\n", "utf-8")
    (tmp_path / "b.txt").write_text("The ferry left Port Sorrel, the ministry said.\n", "utf-8")
    root = tmp_path / "case"
    Builder.create(root, "exile", "en_core_web_sm").build([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    made = Case.open(root)
    for one in made.resolved().entities:
        if "Quillfenwick" in one.name:
            made.decisions.append(Draft("protect", one.id, {}, "asked for"))
    return root


def test_an_index_on_disk_holds_what_is_shown_and_nothing_else(case, monkeypatch):
    """The kept index is made once, has no protected name in any byte, and is made anew when protection changes."""
    monkeypatch.setattr(stamping, "LARGE", 1)
    assert view.open(case).search("quillfenwick") == []
    assert len(view.open(case).search("ferry")) == 1
    [kept] = (case / "search").iterdir()
    data = b"".join(path.read_bytes() for path in kept.rglob("*") if path.is_file()).lower()
    assert b"quillfenwick" not in data
    made = []
    monkeypatch.setattr(Search, "made", classmethod(lambda *_: made.append(1)))
    assert len(view.open(case).search("ferry")) == 1
    assert made == []
    monkeypatch.undo()
    monkeypatch.setattr(stamping, "LARGE", 1)
    document = view.open(case).search("ferry")[0]["document"]
    view.open(case).desk.mark(document, "ferry", "asked for")
    assert view.open(case).search("ferry") == []
    assert [one.name for one in (case / "search").iterdir()] != [kept.name]


def test_a_reveal_keeps_no_index(case, monkeypatch):
    """With a reveal the texts are searched as they are, and nothing of it is left on the disk."""
    monkeypatch.setattr(stamping, "LARGE", 1)
    assert len(view.open(case, view.Reveal("a test")).search("quillfenwick")) == 1
    assert not (case / "search").exists()
    assert [one.kind for one in Case.open(case).decisions.all()] == ["protect", "reveal"]


def test_a_spoilt_or_forbidden_index_is_done_without(case, monkeypatch):
    """An index that cannot be read is made anew; where none can be kept, it is made in memory."""
    monkeypatch.setattr(stamping, "LARGE", 1)
    view.open(case).search("ferry")
    [kept] = (case / "search").iterdir()
    (kept / "meta.json").write_text("{", "utf-8")
    assert len(view.open(case).search("ferry")) == 1
    shutil.rmtree(case / "search")
    (case / "search").write_text("in the way", "utf-8")
    assert len(view.open(case).search("ferry")) == 1
    assert searching.FACETS
