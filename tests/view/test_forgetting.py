from __future__ import annotations

import json
import shutil
import sqlite3
import zlib

import pyarrow.parquet as pq
import pytest

from attribune import view
from attribune.build import Builder
from attribune.ledger import Case

NAMES = ("quillfenwick", "ostravane")
ARTICLES = {
    "flight.txt": "Anna Quillfenwick leaves\n\nAnna Quillfenwick, 34, the wife of a consul, fled from Dunmarsh on "
    '4 May 2031, the ministry said on Monday. "She is safe," said Bo Ostravane, a clerk of the consulate.\n',
    "later.txt": "Another telling\n\nThe consul's wife, ANNA-QUILLFENWICK, was seen in Port Sorrel, a paper said.\n",
    "other.txt": "The harvest\n\nThe ministry of agriculture said on Tuesday that 300 people left in March 2031.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A case of three articles, one of which names nobody at risk."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    root = tmp_path_factory.mktemp("built") / "case"
    Builder.create(root, "exile", "en_core_web_sm").build([str(folder)])
    Builder.open(root).build([str(folder)])
    return root


@pytest.fixture
def case(built, tmp_path):
    """A copy of the case with decisions about what will be forgotten, and about what will not."""
    root = tmp_path / "case"
    shutil.copytree(built, root)
    shown = view.open(root, view.Reveal("a look at quillfenwick"))
    reports = {row["document"]: row["id"] for row in shown.statements()}
    documents = {row["path"]: row["id"] for row in shown.documents()}
    shown.desk.decide("note", documents["other.txt"], {"text": "kept words"}, "of no harm")
    shown.desk.decide("confirm", reports[documents["flight.txt"]], {"text": "bluebottle"}, "Quillfenwick told us so")
    return root


def everything(root):
    """All bytes of a folder, with what is compressed in Parquet and in annotations read out."""
    found = [path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()]
    for path in root.rglob("*.parquet"):
        table = pq.read_table(path)
        found.append(json.dumps(table.to_pylist(), default=str, ensure_ascii=False).encode())
        if "records" in table.column_names:
            found += [zlib.decompress(data) for data in table["records"].to_pylist()]
    return b"\n".join(found).lower()


@pytest.mark.parametrize("what", ["flight.txt", "Anna Quillfenwick"])
def test_what_is_forgotten_is_in_no_byte(case, what):
    """Neither originals, records, older ledgers nor decisions hold what was forgotten; what else there is stays."""
    before = everything(case)
    assert all(name.encode() in before for name in (*NAMES, "bluebottle") if name != "bluebottle")
    doom = view.doomed(case, what)
    done = view.forget(case, doom, "the family asked for it")
    after = everything(case)
    gone = NAMES if what != "flight.txt" else NAMES[1:]
    assert not any(name.encode() in after for name in gone)
    assert done.documents == done.originals == (1 if what == "flight.txt" else 2)
    assert "harvest" in json.dumps(view.open(case).documents()).casefold()
    assert len(view.open(case).documents()) == 3 - done.documents


def test_the_chain_holds_and_the_words_are_gone(case):
    """After forgetting the chain verifies as before; nobody can read what was decided about it, the rest stays."""
    rows = Case.open(case).decisions.all()
    view.forget(case, view.doomed(case, "Anna Quillfenwick"), "asked for")
    decisions = Case.open(case).decisions
    assert decisions.verify() is None
    left = decisions.all()
    assert [row.hash for row in left[: len(rows)]] == [row.hash for row in rows]
    assert [row.kind for row in left if row.forgotten] == ["reveal", "confirm"]
    assert [row.payload for row in left if row.kind == "note"] == [{"text": "kept words"}]
    assert [row.kind for row in decisions.active()] == ["note", "forget"]
    assert "quillfenwick" not in json.dumps(view.open(case).desk.decisions()).casefold()


def test_a_copy_of_the_decisions_alone_tells_nothing(case, tmp_path):
    """A backup of decisions.db holds no words, since their keys are in another file."""
    shutil.copy(case / "decisions.db", tmp_path / "backup.db")
    with sqlite3.connect(tmp_path / "backup.db") as db:
        told = json.dumps(db.execute("SELECT * FROM decision").fetchall())
    assert "kept words" not in told
    assert "of no harm" not in told


def test_forgetting_twice_and_what_is_not_there(case):
    """What is gone is not there any more, and something else is not taken for it."""
    view.forget(case, view.doomed(case, "flight.txt"), "asked for")
    for what in ("flight.txt", "Bo Ostravane", "nobody"):
        with pytest.raises(view.ViewError, match="no document or person"):
            view.doomed(case, what)


def test_forgetting_needs_a_reason(case):
    """Without a reason nothing is destroyed."""
    with pytest.raises(view.ViewError, match="why"):
        view.forget(case, view.doomed(case, "flight.txt"), " ")
    assert len(view.open(case).documents()) == 3


def test_the_analysts_own_files_are_named(case):
    """A file of the analyst that still has the name is named, and not touched."""
    told = "sources:\n  Anna Quillfenwick: B\n"
    (case / "register.yaml").write_text(told, encoding="utf-8")
    done = view.forget(case, view.doomed(case, "Anna Quillfenwick"), "asked for")
    assert done.left == ("register.yaml",)
    assert (case / "register.yaml").read_text("utf-8") == told
