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


def wife(case):
    """The ids under which the person of both articles is known: nothing says whether they are one or two."""
    told = view.open(case, view.Reveal("to find quillfenwick"))
    return [row["id"] for row in told.entities() if "quillfenwick" in row["name"].casefold()]


def everything(root):
    """All bytes of a folder, with what is compressed in Parquet and in annotations read out."""
    found = [path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()]
    for path in root.rglob("*.parquet"):
        table = pq.read_table(path)
        found.append(json.dumps(table.to_pylist(), default=str, ensure_ascii=False).encode())
        if "records" in table.column_names:
            found += [zlib.decompress(data) for data in table["records"].to_pylist()]
    return b"\n".join(found).lower()


@pytest.mark.parametrize("what", ["flight.txt", "by id"])
def test_what_is_forgotten_is_in_no_byte(case, what):
    """Neither originals, records, older ledgers nor decisions hold what was forgotten; what else there is stays."""
    before = everything(case)
    assert all(name.encode() in before for name in (*NAMES, "bluebottle") if name != "bluebottle")
    doom = view.doomed(case, *(wife(case) if what == "by id" else [what]))
    done = view.forget(case, doom, "the family asked for it")
    after = everything(case)
    gone = NAMES if what != "flight.txt" else NAMES[1:]
    assert not any(name.encode() in after for name in gone)
    assert done.documents == done.originals == (1 if what == "flight.txt" else 2)
    assert "harvest" in json.dumps(view.open(case).documents()).casefold()
    assert len(view.open(case).documents()) == 3 - done.documents


def test_the_chain_holds_and_the_words_are_gone(case):
    """After forgetting the chain verifies as before; nobody can read what was decided about it, the rest stays."""
    people = wife(case)
    rows = Case.open(case).decisions.all()
    view.forget(case, view.doomed(case, *people), "asked for")
    decisions = Case.open(case).decisions
    assert decisions.verify() is None
    left = decisions.all()
    assert [row.hash for row in left[: len(rows)]] == [row.hash for row in rows]
    assert [row.kind for row in left if row.forgotten] == ["reveal", "confirm", "reveal"]
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
    (case / "positions-where-is-anna-quillfenwick.yaml").write_text("question: Where?\n", encoding="utf-8")
    done = view.forget(case, view.doomed(case, *wife(case)), "asked for")
    assert done.left == ("positions-where-is-anna-quillfenwick.yaml", "register.yaml")
    assert (case / "register.yaml").read_text("utf-8") == told


NAMESAKES = {
    "flight.txt": "Anna Quillfenwick leaves\n\nAnna Quillfenwick, 34, the wife of the consul Bo Ostravane, fled from "
    "Dunmarsh on 4 May 2031, the ministry said.\n",
    "caps.txt": "Another telling\n\nThe consul's wife, anna-quillfenwick, was seen in Port Sorrel, a paper said.\n",
    "judge.txt": "A judge is named\n\nThe minister of justice, Anna Quillfenwick, opened the court of Varn in 1998. "
    "Minister Quillfenwick said that she was glad.\n",
}


@pytest.fixture
def two_of_one_name(tmp_path):
    """A case in which two people bear one name: a consul's wife, and a minister whom an analyst parts from her."""
    for name, text in NAMESAKES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    root = tmp_path / "case"
    Builder.create(root, "exile", "en_core_web_sm").build([tmp_path / name for name in NAMESAKES])
    told = view.open(root, view.Reveal("to part them"))
    paths = {row["id"]: row["path"] for row in told.documents()}
    own = [row for row in told.mentions() if "Quillfenwick" in row["span"]["quote"]]
    if len({row["entity"] for row in own}) == 1:
        judge = [row["id"] for row in own if paths[row["document"]] == "judge.txt"]
        told.desk.decide("different", own[0]["entity"], {"mentions": judge}, "a minister of another country")
        Builder.open(root).build()
    return root


def test_a_name_that_two_bear_is_refused_with_their_ids(two_of_one_name):
    """Nothing goes by such a name; each is told by id and where they are named, without what is protected."""
    with pytest.raises(view.ViewError, match="2 people are called so") as refused:
        view.doomed(two_of_one_name, "Anna Quillfenwick")
    ids = [row["id"] for row in view.open(two_of_one_name).entities() if row["id"] in str(refused.value)]
    assert len(ids) == 2
    assert "quillfenwick" not in str(refused.value).casefold()


def test_an_id_takes_its_bearer_and_no_namesake(two_of_one_name):
    """Articles that a namesake's name accounts for stay, with what was decided about them; other spellings go."""
    told = view.open(two_of_one_name, view.Reveal("to look for quillfenwick"))
    paths = {row["path"]: row["id"] for row in told.documents()}
    wife = next(
        row["entity"]
        for row in told.mentions()
        if row["document"] == paths["flight.txt"] and "Q" in row["span"]["quote"]
    )
    told.desk.decide("note", paths["judge.txt"], {}, "Quillfenwick the minister, not the other")
    doom = view.doomed(two_of_one_name, told.desk.inside(wife))
    assert doom.documents == {told.desk.inside(paths["flight.txt"]), told.desk.inside(paths["caps.txt"])}
    view.forget(two_of_one_name, doom, "the family asked for it")
    left = view.open(two_of_one_name, view.Reveal("to see what is left"))
    assert [row["path"] for row in left.documents()] == ["judge.txt"]
    assert "Quillfenwick the minister, not the other" in {row["why"] for row in left.desk.decisions()}
    assert b"ostravane" not in everything(two_of_one_name)
