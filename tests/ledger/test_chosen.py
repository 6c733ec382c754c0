"""Choosing kept rows by their fields, names and days, and reading one document of a ledger alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from attribune.ledger import Case
from attribune.ledger.chosen import Choice
from attribune.ledger.facet import NEVER, Facet, Wanted, named, voices
from attribune.ledger.shelf import Put, Shelf
from attribune.view.filter import same_name

NAMES = st.text(alphabet="aAbBß é-\n\t한ı", max_size=12)


@given(st.lists(NAMES, max_size=4), NAMES)
def test_a_kept_name_is_found_by_the_words_that_find_it_in_a_row(names, asked):
    """The text that names are kept as is found by the same words as one of the names itself."""
    assert named(voices(names), asked) == any(same_name(asked, one) for one in names)


FACETS = st.builds(
    Facet,
    sort=st.sampled_from(["", "x", "y"]),
    state=st.sampled_from(["", "s"]),
    voice=st.sampled_from(["", "anna holm", "anna\nkim"]),
    first=st.integers(0, 9),
    last=st.integers(10, 19) | st.just(NEVER),
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(FACETS, max_size=30),
    st.sampled_from([None, "x"]),
    st.sampled_from([None, "Anna", "holm-anna", "nobody"]),
    st.none() | st.integers(0, 20),
    st.none() | st.integers(0, 20),
)
def test_what_is_chosen_is_what_passes_every_condition(facets, sort, voice, before, after):
    """Counts and pages are those of the rows that pass, in the order in which they were kept."""
    shelf = Shelf.made()
    rows = [{"id": f"r{n}", "document": f"d{n % 3}"} for n in range(len(facets))]
    shelf.put(Put("reports", row, facet=facet) for row, facet in zip(rows, facets, strict=True))
    shelf.finish()
    wanted = Wanted(sort=sort, voice=voice, before=before, after=after, dated=True, documents=("d0", "d2"))
    passed = [
        row
        for row, one in zip(rows, facets, strict=True)
        if sort in (None, one.sort)
        and (voice is None or named(one.voice, voice))
        and (before is None or one.first < before)
        and (after is None or one.last >= after)
        and row["document"] != "d1"
    ]
    choice = Choice(shelf)
    assert choice.count("reports", wanted) == len(passed)
    assert [row for _, row in choice.rows(choice.numbers("reports", wanted))] == passed
    assert [row for _, row in choice.rows(choice.numbers("reports", wanted, 1, 2))] == passed[1:3]
    assert choice.count("statements", wanted) == 0


def test_one_document_is_read_as_it_is_among_all(tmp_path):
    """Each document of a ledger is found by its id as the whole reading gives it; an unknown id finds none."""
    from bench.paged import write

    write(tmp_path / "case", 120)
    case = Case.open(tmp_path / "case")
    documents = case.records().documents
    assert len(documents) > 70
    assert all(case.document(one.id) == one for one in documents[:: len(documents) // 9])
    assert case.document("d0000000000000000") is None
    assert Case.create(tmp_path / "empty", "exile", "en_core_web_sm").document("d") is None
