"""Rows kept for pages: taken down by id, document, tie and part of a list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from attribune.ledger.shelf import Entry, Part, Put, Shelf

NAMES = st.text(max_size=12)


def made(puts=(), entries=()):
    shelf = Shelf.made()
    shelf.put(puts)
    shelf.indexed()
    shelf.enter("list", entries)
    shelf.finish()
    return shelf


@given(st.lists(NAMES, max_size=30), st.integers(1, 7))
@settings(max_examples=60)
def test_the_parts_of_a_list_are_the_whole_in_its_order(names, size):
    """Every line stands on exactly one page, in order, whatever it says: half characters and signs of SQL too."""
    shelf = made(entries=[Entry({"name": name}, name, name) for name in names])
    total = shelf.entries("list", Part(count=0))[0]
    parts = [shelf.entries("list", Part(start=at, count=size))[1] for at in range(0, max(total, 1), size)]
    assert [row["name"] for part in parts for row in part] == names
    assert total == len(names)


@given(st.lists(NAMES, max_size=12), NAMES)
@settings(max_examples=60)
def test_words_find_every_line_that_holds_them_all(names, asked):
    """A line is found if it has every word asked for, whatever their case, and no other line is."""
    shelf = made(entries=[Entry({"at": at}, "", name) for at, name in enumerate(names)])
    wanted = clean(asked).casefold().split()[:12]
    held = [at for at, name in enumerate(names) if all(word in clean(name).casefold() for word in wanted)]
    total, found = shelf.entries("list", Part(asked))
    assert ([row["at"] for row in found], total) == (held, len(held))


def clean(name):
    return name.encode("utf-8", "replace").decode("utf-8")


def test_rows_are_found_by_id_document_and_tie():
    """A row comes back as it was put, in the order in which rows were put."""
    rows = [{"id": f"r{n}", "document": f"d{n % 2}", "words": "\ud800 of it"} for n in range(6)]
    shelf = made(
        [Put("reports", row, f"inside {row['id']}", ("e1",) if n > 2 else (), (n, n + 1)) for n, row in enumerate(rows)]
    )
    assert shelf.get("r3") == ("reports", rows[3])
    assert shelf.get("r9") is None
    assert shelf.inside("reports", "d1") == rows[1::2]
    assert shelf.tied("e1", "reports") == rows[3:]
    assert shelf.tied("e1", "reports", 1, 1) == [rows[4]]
    assert shelf.some(["r1", "r9", "r5"]) == {"r1": rows[1], "r5": rows[5]}
    assert list(shelf.stream("reports")) == rows
    known = shelf.known("inside r4", inside=True)
    assert (known.id, known.raw, known.document, known.place) == ("r4", "inside r4", "d0", (4, 5))
    assert shelf.tally("reports") == {"d0": 3, "d1": 3}


def test_what_is_laid_over_rows_moves_them_between_kinds():
    """A row that is rejected since is in no list of its kind, and among the rejected ones of its document."""

    class Rejecting:
        def __call__(self, kind, row):
            return ("rejected " + kind, row) if row["id"] == "r1" else (kind, row)

        def twin(self, kind):
            return kind.removeprefix("rejected ") if kind.startswith("rejected ") else "rejected " + kind

    rows = [{"id": f"r{n}", "document": "d"} for n in range(3)]
    shelf = made([Put("reports", row, row["id"], ("e",)) for row in rows])
    shelf.change = Rejecting()
    assert shelf.inside("reports", "d") == shelf.tied("e", "reports") == [rows[0], rows[2]]
    assert shelf.inside("rejected reports", "d") == [rows[1]]
    assert shelf.get("r1")[0] == "rejected reports"


def test_a_file_that_was_not_finished_is_not_opened(tmp_path):
    """Killed while it was written, it is as if it were not there."""
    assert Shelf.opened(tmp_path / "rows.db") is None
    shelf = Shelf.made(tmp_path / "rows.db")
    shelf.put([Put("reports", {"id": "r"})])
    shelf.close()
    assert Shelf.opened(tmp_path / "rows.db") is None
    (tmp_path / "junk.db").write_bytes(b"no database at all" * 200)
    assert Shelf.opened(tmp_path / "junk.db") is None
