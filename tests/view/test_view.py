from __future__ import annotations

import pytest
from casebook import case_in

from attribune import view
from attribune.protect import PolicyError
from attribune.view import FilterError, Reveal, ViewError


@pytest.fixture
def case(tmp_path):
    """The hand-made case."""
    return case_in(tmp_path)


@pytest.fixture
def shown(case):
    """The case with nothing hidden."""
    return view.open(case, Reveal("a test"))


def ids(rows):
    """The ids of rows."""
    return [row["id"] for row in rows]


def test_statements_are_chosen_by_speaker_and_kind_of_source(shown):
    """A speaker is found by any of the words of the name, without case, in the speaker or the source."""
    assert ids(shown.statements(speaker="ordo")) == ["sMinister"]
    assert ids(shown.statements(speaker="Quimzelle Ordo")) == ["sMinister"]
    assert ids(shown.statements(speaker="clerk")) == ["sClerk"]
    assert ids(shown.statements(source_kind="government")) == ["sMinistry"]
    assert ids(shown.statements(anonymous=True)) == ["sClerk", "sWithin"]
    assert ids(shown.statements(act="deny", anonymous=False)) == ["sMinister"]
    assert shown.statements(speaker="") == []


def test_rows_are_chosen_by_type_status_and_document(shown):
    """Equal fields and the document's id or path choose rows."""
    denial = shown.documents()[1]
    assert ids(shown.reports(status="denied")) == ["rDenied"]
    assert ids(shown.reports(type="defection", document=denial["id"])) == ["rDenied"]
    assert ids(shown.documents(document="news/denial.txt")) == [denial["id"]]
    assert shown.entities(kind="place")[0]["name"] == "Port Sorrel"
    assert ids(shown.links(kind="conflict", detail="whether")) == ids(shown.conflicts())


def test_rows_are_chosen_by_entity(shown):
    """What an entity is named in is found by its id or name."""
    assert "rLeft" in ids(shown.reports(entity="eB"))
    assert ids(shown.statements(entity="Ordo Quimzelle")) == ["sMinister"]
    assert shown.figures(entity="eO") == []


def test_before_and_after_keep_what_may_lie_there(shown):
    """A row is chosen by its own date, else its document's; a wide date may lie on both sides of a day."""
    assert ids(shown.reports(before="2031-05-05")) == ["rLeft"]
    assert ids(shown.reports(after="2031-05-05")) == ["rDenied"]
    assert "fCrowns" in ids(shown.figures(before="2031-05-10"))
    assert "fCrowns" in ids(shown.figures(after="2031-05-10"))
    assert shown.documents(after="2031-05-08") == []
    assert shown.documents(before="2031-05-07") == []
    assert len(shown.documents(after="2031-05-07")) == 3
    assert len(shown.documents(after="2031-05-06", before="2031-06")) == 3


def test_what_cannot_be_asked_is_refused(shown):
    """A filter that rows have no field for, or a date that is none, is an error and not an empty answer."""
    with pytest.raises(FilterError, match="figures have no status"):
        shown.figures(status="denied")
    with pytest.raises(FilterError, match="no date"):
        shown.reports(before="last week")
    with pytest.raises(ViewError, match="there are no rumours"):
        shown.rows("rumours")


def test_show_gives_the_record_in_its_context(shown):
    """A record comes with the words around it, its reason, its document and what was decided about it."""
    row = shown.show("rDenied")
    assert row["kind"] == "reports"
    assert row["context"]["before"].endswith("that nobody had ")
    assert row["context"]["quote"] == "left"
    assert row["document"]["path"] == "news/denial.txt"
    assert row["reason"] == "made by hand for Brastuvo Quimzelle"
    for kind in view.KINDS:
        for one in shown.rows(kind):
            assert "id" not in one or shown.show(one["id"])["record"] == one


def test_a_protected_view_takes_both_ids(case, shown):
    """An analyst who knows the id inside the case, or has the one shown outside, gets the same record."""
    hidden = view.open(case)
    outside = hidden.reports()[1]["id"]
    assert outside != "rDenied"
    assert hidden.show("rDenied") == hidden.show(outside)
    assert ids(hidden.reports(document=case.records().documents[1].id)) == [outside]


def test_search_ranks_by_words_found(shown):
    """A paragraph must hold all words; the snippet holds the word; filters hold."""
    assert [hit["document"] for hit in shown.search("told Courier nobody")] == [shown.documents()[1]["id"]]
    hits = shown.search("quimzelle")
    assert len(hits) == 6
    assert all(hit["span"]["quote"] in hit["snippet"] for hit in hits)
    assert {hit["statement"] for hit in shown.search("nobody", speaker="Ordo")} == {"sMinister"}
    assert shown.search("nobody", speaker="clerk") == []
    assert shown.search("rain", before="2031-05-01") == []
    assert shown.search("") == shown.search("xylophone") == []


def test_the_original_of_a_protected_document_needs_a_reveal(case, shown):
    """The bytes of a document that names somebody at risk are shown only with a reveal."""
    hidden = view.open(case)
    flight, denial, _ = hidden.documents()
    assert hidden.original(denial["id"]).startswith(b"the bytes of")
    with pytest.raises(ViewError, match="reveal"):
        hidden.original(flight["id"])
    assert shown.original(shown.documents()[0]["id"])
    with pytest.raises(ViewError, match="no document"):
        hidden.original("d0")


def test_summary_counts(shown):
    """The summary counts every kind and what deserves attention."""
    counts = shown.summary()
    assert (counts["documents"], counts["statements"], counts["anonymous_statements"]) == (3, 4, 2)
    assert (counts["conflicts"], counts["protected"], counts["failed"], counts["decisions"]) == (1, 2, 0, 1)


def test_a_policy_that_means_nothing_is_an_error(tmp_path):
    """Who believes to have asked for protection gets it or an error."""
    for policy in ({"ages": "gone"}, {"age": "drop"}):
        with pytest.raises(PolicyError):
            view.open(case_in(tmp_path, policy=policy))
