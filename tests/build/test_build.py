"""The whole way from files to a ledger."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from attribune.build import Builder
from attribune.ledger import Case

ARTICLES = {
    "one.txt": "Harbour closed\n\nThe harbour of Vell was closed on 3 May 2021, a guard told the Northern Herald.\n",
    "two.txt": "Envoy gone\n\nThe envoy defected in April 2021, officials said. He left with his wife.\n",
    "three.txt": 'Denial\n\nThe ministry denied that the envoy had defected. "He is on leave," a spokesman said.\n',
}


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def built(root, *inputs):
    return Builder.create(root, "exile", "en_core_web_sm").build([str(one) for one in inputs])


def test_a_second_build_gives_the_same_ledger_and_annotates_nothing(articles, tmp_path):
    """Nothing new, nothing done."""
    first, second = built(tmp_path / "case", articles), built(tmp_path / "case", articles)
    assert (first.annotated, second.annotated) == (3, 0)
    assert first.hash == second.hash
    assert not second.changed


def test_a_deleted_ledger_is_rebuilt_the_same(articles, tmp_path):
    """The ledger is derived: originals and decisions are all that is needed."""
    import shutil

    first = built(tmp_path / "case", articles)
    shutil.rmtree(tmp_path / "case" / "ledger")
    assert built(tmp_path / "case").hash == first.hash


def test_many_articles_are_each_kept_under_their_own_place(tmp_path):
    """Originals are kept some at a time, and what cannot be read stands between them."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(150):
        (folder / f"{number:03}.txt").write_bytes(b"" if number % 7 == 0 else b" %d\n" % (number % 90) * 9)
    (folder / "070.txt").unlink()
    os.mkfifo(folder / "070.txt")
    done = built(tmp_path / "case", folder)
    case = Case(tmp_path / "case")
    kept = {one.path: one for one in case.originals.index()}
    assert len(kept) == 150
    assert all(
        case.original(kept[path.name].sha256) == path.read_bytes() for path in folder.iterdir() if path.is_file()
    )
    assert "070.txt" in dict(done.failures)


def test_building_in_one_go_equals_adding(articles, tmp_path):
    """``build A B`` equals ``build A`` then ``add B``, in either order."""
    whole = built(tmp_path / "whole", articles)
    for order in (("one.txt", "two.txt", "three.txt"), ("three.txt", "one.txt", "two.txt")):
        root = tmp_path / "-".join(order)
        for name in order:
            last = built(root, articles / name)
        assert last.hash == whole.hash


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(articles, tmp_path):
    """Every bad input has its reason; the good ones are built."""
    (articles / "empty.txt").write_bytes(b"")
    (articles / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (articles / "again.txt").write_bytes((articles / "two.txt").read_bytes())
    (articles / "link.txt").symlink_to(articles / "gone")
    (articles / "deep.html").write_text("<html><body>" + "<div>" * 100_000 + "deep", encoding="utf-8")
    result = built(tmp_path / "case", articles)
    assert {path for path, _ in result.failures} == {"empty.txt", "noise.txt", "two.txt", "link.txt", "deep.html"}
    assert all(reason for _, reason in result.failures)
    kept = [d for d in Case.open(tmp_path / "case").records().documents if not d.failure]
    assert {d.path for d in kept} == {"one.txt", "again.txt", "three.txt"}


def test_a_file_that_was_unreadable_is_read_once_it_is_mended(articles, tmp_path):
    """A failure does not stick."""
    (articles / "late.txt").write_bytes(b"")
    assert built(tmp_path / "case", articles).failures
    (articles / "late.txt").write_text("The consul was arrested in Vell, the radio said.", encoding="utf-8")
    assert not built(tmp_path / "case", articles).failures


def test_every_anchor_slices_back_after_storage(articles, tmp_path):
    """Slicing a document's text by any anchor of any stored record gives its quote."""
    built(tmp_path / "case", articles)
    records = Case.open(tmp_path / "case").records()
    texts = {d.id: d.text for d in records.documents}
    spans = [(s.document, span) for s in records.statements for span in (s.source, s.cue, s.via, *s.content) if span]
    spans += [(r.document, r.trigger) for r in records.reports] + [(m.document, m.span) for m in records.mentions]
    assert spans
    assert all(texts[document][span.start : span.end] == span.quote for document, span in spans)


def test_metadata_corrected_later_is_a_decision_that_dates_hang_on(articles, tmp_path):
    """``set`` changes the publication date, what is resolved against it, and leaves a row."""
    (articles / "four.txt").write_text("The consul was arrested on the 9th, the radio said.\n", encoding="utf-8")
    built(tmp_path / "case", articles)
    Builder.open(tmp_path / "case").set("four.txt", {"published": "2019-08-12"}, "the outlet's archive")
    case = Case.open(tmp_path / "case")
    document = next(d for d in case.records().documents if d.path == "four.txt")
    assert document.published == "2019-08-12"
    assert [d.kind for d in case.decisions.active()] == ["set"]
    assert any(t.edtf == "2019-08-09" for t in case.records().times if t.document == document.id)


@pytest.mark.parametrize("name", ["manifest.json", "statements.parquet"])
def test_a_damaged_ledger_is_made_anew_by_the_next_build(articles, tmp_path, name):
    """A file that the disk spoiled is no loss: the next build writes the same ledger again."""
    first = built(tmp_path / "case", articles)
    case = Case.open(tmp_path / "case")
    (case.generations.current() / name).write_bytes(b"spoiled")
    again = built(tmp_path / "case")
    assert again.hash == first.hash
    assert case.generations.damaged() == []


KILLS = [0.1 * n for n in range(1, 11)]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return built(tmp_path_factory.mktemp("undisturbed") / "case", folder).hash


@pytest.mark.parametrize("share", KILLS)
def test_killing_a_build_leaves_the_last_good_ledger(articles, tmp_path, undisturbed, share):
    """``kill -9`` at any moment: the ledger before still opens, and the next build ends as an undisturbed one."""
    root = tmp_path / "case"
    before = built(root, articles / "one.txt").hash
    program = (
        "import sys; from attribune.build import Builder; from pathlib import Path; print('go', flush=True);"
        "Builder.open(Path(sys.argv[1])).build([sys.argv[2]])"
    )
    process = subprocess.Popen([sys.executable, "-c", program, root, articles], stdout=subprocess.PIPE)
    process.stdout.readline()
    time.sleep(4 * share)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    case = Case.open(root)
    assert case.generations.damaged() == []
    assert case.decisions.verify() is None
    assert json.loads((case.generations.current() / "manifest.json").read_text())["hash"] in {before, undisturbed}
    assert built(root, articles).hash == undisturbed
