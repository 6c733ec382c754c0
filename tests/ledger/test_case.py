"""A case on disk: originals, generations, annotations, settings."""

import json

import pytest

from attribune.ledger import Case, CaseError, DamagedLedgerError, Kept
from attribune.ledger.annotated import Annotations
from attribune.ledger.query import DANGLING, DOCUMENTS_CALLED
from attribune.ledger.schema import KINDS
from attribune.model import Document, Made, Metadatum, Records, Report, Span, Statement, When


@pytest.fixture
def case(tmp_path):
    return Case.create(tmp_path / "case", "exile", "en_core_web_sm")


def tables(**some):
    return dict.fromkeys(KINDS, ()) | some


def document(number):
    return Document(f"d{number}", f"{number}.txt", "0" * 64, "text", "text/plain", "utf-8")


def test_an_original_comes_back_byte_for_byte(case):
    """The bytes are kept under their own hash."""
    data = bytes(range(256))
    assert case.original(case.originals.keep(data)) == data


def test_originals_kept_at_once_are_each_under_their_own_hash(case):
    """Many are written at one time; the same bytes twice, or there already, are one file."""
    many = [b"%d" % (number % 50) for number in range(120)]
    first = case.originals.keep(many[7])
    names = case.originals.keep_all(many)
    assert [case.original(name) for name in names] == many
    assert names[7] == first
    assert len([path for path in case.originals.folder.rglob("*") if path.is_file()]) == 50


def test_a_changed_original_is_named(case):
    """Bytes that no longer have their hash are never given out as the original."""
    name = case.originals.keep(b"words")
    path = case.originals.folder / name[:2] / name
    path.write_bytes(b"other words")
    with pytest.raises(LookupError, match=name):
        case.original(name)


def test_the_index_keeps_paths_that_are_no_utf_8(case):
    """A file name of another age is kept as it was."""
    kept = (
        Kept("a/\udcff.txt", "1" * 64, (Metadatum("title", "T\n\t", "given", "x"),)),
        Kept("gone.txt", "", failure="it vanished"),
    )
    case.originals.list(kept)
    assert case.originals.index() == kept


def test_a_generation_is_read_back(case):
    """What a build writes is what a reader gets."""
    case.generations.write(tables(documents=(document(1), document(2))), {"state": "x"})
    assert case.records().documents == (document(1), document(2))
    assert case.generations.manifest()["state"] == "x"
    assert case.generations.damaged() == []


def test_before_the_first_build_a_case_is_empty(case):
    """An empty case reads as empty records, not as an error."""
    assert case.records() == Records()
    assert case.generations.manifest() == {}


def test_a_damaged_table_is_named(case):
    """A corrupted file is named with what to do; nothing is read from it."""
    case.generations.write(tables(documents=(document(1),)), {})
    path = case.generations.current() / "documents.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    assert str(path) in case.generations.damaged()[0]
    with pytest.raises(DamagedLedgerError, match=r"documents\.parquet"):
        case.records()


def test_a_ledger_of_an_older_format_says_how_to_renew_it(case):
    """Tables of an older version that this one cannot read lead to a build, not to a deletion."""
    case.generations.write(tables(), {})
    folder = case.generations.current()
    manifest = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 1}))
    (folder / "documents.parquet").write_bytes(b"")
    with pytest.raises(DamagedLedgerError, match="older version: 'attribune build --case"):
        case.generations.read("documents")


def test_old_generations_are_swept_but_for_the_last(case):
    """A reader that still has the generation before open keeps it; older ones go."""
    for number in range(4):
        case.generations.write(tables(documents=(document(number),)), {})
    assert len(list(case.generations.folder.glob("g*"))) == 2
    assert case.records().documents == (document(3),)


def test_annotations_are_known_by_key_across_shards(case):
    """What one build annotated, the next one finds, and compaction keeps just what is wanted."""
    for number in range(3):
        case.annotations.write({f"k{number}": Records(documents=(document(number),))})
    again = Case.open(case.root).annotations
    assert set(again.known()) == {"k0", "k1", "k2"}
    again.compact({"k1"})
    last = Case.open(case.root).annotations
    assert set(last.known()) == {"k1"}
    assert last.read(["k1", "k2"])["k1"].documents == (document(1),)


def test_a_case_of_a_newer_version_is_refused(case):
    """A clear sentence, not a wrong reading."""
    settings = case.root / "case.toml"
    settings.write_text(settings.read_text().replace("format = 2", "format = 99"))
    with pytest.raises(CaseError, match="newer version"):
        Case.open(case.root)


def test_a_folder_with_other_things_in_it_is_not_taken(tmp_path):
    """A case is never laid over somebody's files."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CaseError, match="other things"):
        Case.create(tmp_path, "exile", "en_core_web_sm")


def test_two_builds_do_not_write_at_once(case):
    """The second is refused clearly."""
    with case.writing(), pytest.raises(CaseError, match="another build"), Case.open(case.root).writing():
        pass


def test_the_secret_is_readable_by_its_owner_alone(case):
    """Who has the secret can guess pseudonyms back."""
    assert (case.root / "secret").stat().st_mode & 0o077 == 0
    assert len(case.secret) == 32


def test_queries_read_the_generation_in_force(case):
    """A document is found by its id or its path; before the first build nothing is."""
    assert case.generations.query(DOCUMENTS_CALLED, name="1.txt") == []
    case.generations.write(tables(documents=(document(1), document(2))), {})
    assert case.generations.query(DOCUMENTS_CALLED, name="1.txt") == [("d1",)]
    assert case.generations.query(DOCUMENTS_CALLED, name="d2") == [("d2",)]


@pytest.mark.parametrize("name", sorted(DANGLING))
def test_a_whole_ledger_has_nothing_dangling(case, name):
    """Every rule holds of an empty ledger, and of one whose records point to what is there."""
    case.generations.write(tables(documents=(document(1),)), {})
    assert case.generations.query(DANGLING[name]) == []


def test_a_report_by_a_statement_that_is_gone_is_told(case):
    """What points to nothing is named."""
    made, span = Made("test"), Span(0, 4, "text")
    report = Report("r1", "d1", "arrest", span, (), When(), "reported", "CT+", made, by="s-gone")
    case.generations.write(tables(documents=(document(1),), reports=(report,)), {})
    assert case.generations.query(DANGLING["reports by no statement"]) == [("r1",)]


def test_a_span_that_is_not_its_quote_is_told(case):
    """The anchors are checked where they are stored."""
    cue = Span(0, 4, "next")
    said = Statement("s1", "d1", None, "person", cue, (cue,), "direct", "assert", "CT+", Made("test"))
    case.generations.write(tables(documents=(document(1),), statements=(said,)), {})
    assert case.generations.query(DANGLING["spans that are not their quote"]) == [("s1",)]


def test_only_small_shards_are_joined(tmp_path, monkeypatch):
    """A full shard is left as it is; small ones become one, and what nobody needs is dropped."""
    monkeypatch.setattr("attribune.ledger.annotated._FULL", 3)
    monkeypatch.setattr("attribune.ledger.annotated._COMPACT", 2)
    kept = Annotations(tmp_path)
    kept.write({f"full{n}": Records() for n in range(3)})
    full = set(tmp_path.iterdir())
    kept.write({"a": Records()})
    kept.write({"b": Records(), "unwanted": Records()})
    wanted = {"full0", "full1", "full2", "a", "b"}
    kept.compact(wanted)
    assert set(kept.known()) == set(Annotations(tmp_path).known()) == wanted
    assert full < set(tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 2
