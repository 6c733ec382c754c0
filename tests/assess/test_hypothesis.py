"""Rival hypotheses: Heuer's rule on numbers worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.assess.hypothesis import Evidence, Matrix, diagnosticity, pivots, ranking, rated, scores, weight

RATINGS = st.sampled_from(["CC", "C", "N", "I", "II", "NA"])
ITEMS = st.lists(
    st.builds(
        Evidence,
        record=st.text("abcdefgh", min_size=1, max_size=4),
        origin=st.sampled_from([None, "o1", "o2"]),
        weight=st.sampled_from([weight(c, r) for c in range(1, 7) for r in "ABCDEF"]),
        ratings=st.dictionaries(st.sampled_from(["h1", "h2", "h3"]), RATINGS),
    ),
    unique_by=lambda item: item.record,
    max_size=8,
)
# Will the port be closed? In the manner of Heuer's worked matrix, every item of weight one and an origin of its own.
PORT = Matrix(
    ("closed", "threat", "nothing"),
    (
        Evidence("a ban is announced", None, 1.0, {"closed": "C", "threat": "C", "nothing": "C"}),
        Evidence("pilots are sent home", None, 1.0, {"closed": "CC", "threat": "I", "nothing": "II"}),
        Evidence("no ship was turned away", None, 1.0, {"closed": "I", "threat": "C", "nothing": "C"}),
        Evidence("cranes are taken down", None, 1.0, {"closed": "C", "threat": "I", "nothing": "I"}),
        Evidence("a speech on fishing", None, 1.0, {"closed": "N", "threat": "NA", "nothing": "N"}),
    ),
)


def test_only_what_speaks_against_a_hypothesis_is_counted():
    """Heuer: I counts one and II two; C and CC count nothing, so the least refuted comes first, not the best fed."""
    assert scores(PORT) == {"closed": 1.0, "threat": 2.0, "nothing": 3.0}
    assert ranking(PORT) == (("closed",), ("threat",), ("nothing",))
    praised = replace(PORT, evidence=(*PORT.evidence, Evidence("x", None, 1.0, {"nothing": "CC"})))
    assert scores(praised) == scores(PORT)


def test_what_fits_every_hypothesis_alike_tells_nothing():
    """Diagnosticity is the distance between the best and the worst rating; equal ratings have none."""
    assert [diagnosticity(item, PORT.hypotheses) for item in PORT.evidence] == [0, 4, 2, 2, 0]


def test_grades_weigh():
    """Two steps of a grade double or halve; what cannot be judged weighs one; reliability and credibility multiply."""
    assert [round(weight(c), 2) for c in range(1, 7)] == [2, 1.41, 1, 0.71, 0.5, 1]
    assert weight(2, "B") == pytest.approx(2)
    assert weight(6, "E") == pytest.approx(0.5)
    item = Evidence("x", None, weight(5), {"a": "II", "b": "I"})
    assert scores(Matrix(("a", "b"), (item,))) == pytest.approx({"a": 1.0, "b": 0.5})


def test_one_origin_counts_once():
    """Three papers that repeat one source speak once, with the strongest of their items; two origins speak twice."""
    three = tuple(Evidence(record, "o1", 1.0, {"a": "I"}) for record in "xyz")
    assert scores(Matrix(("a", "b"), three)) == {"a": 1.0, "b": 0.0}
    stronger = (*three, Evidence("w", "o1", 1.0, {"a": "II"}))
    assert scores(Matrix(("a", "b"), stronger))["a"] == 2.0
    other = (*stronger, Evidence("v", "o2", 1.0, {"a": "I"}))
    assert scores(Matrix(("a", "b"), other))["a"] == 3.0


def test_what_the_ranking_stands_on_is_told():
    """Leaving out the item that alone tells two hypotheses apart changes the ranking; that is a pivot that leads."""
    found = {pivot.records[0]: pivot for pivot in pivots(PORT)}
    assert set(found) == {"pilots are sent home", "cranes are taken down"}
    assert found["pilots are sent home"].ranking == (("closed", "threat", "nothing"),)
    assert found["cranes are taken down"].ranking == (("closed", "threat"), ("nothing",))
    assert all(pivot.leads for pivot in found.values())


def test_an_origin_of_several_items_is_left_out_whole():
    """Where no single one of its items decides, an origin as a whole still may."""
    items = (
        Evidence("x", "o1", 1.0, {"a": "I"}),
        Evidence("y", "o1", 1.0, {"a": "I"}),
    )
    assert [(one.records, one.origin) for one in pivots(Matrix(("a", "b"), items))] == [(("x", "y"), "o1")]


def test_without_ratings_nothing_is_said():
    """Unrated evidence ranks nothing: all hypotheses stand together."""
    matrix = Matrix(("a", "b"), (Evidence("x"),))
    assert not rated(matrix)
    assert ranking(matrix) == (("a", "b"),)
    assert pivots(matrix) == ()


@given(ITEMS, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(items, chance):
    """Scores, ranking and pivots are the same in whichever order the analyst wrote the evidence."""
    other = list(items)
    chance.shuffle(other)
    one, two = (Matrix(("h1", "h2", "h3"), tuple(group)) for group in (items, other))
    assert scores(one) == scores(two)
    assert ranking(one) == ranking(two)
    assert {(frozenset(p.records), p.ranking) for p in pivots(one)} == {
        (frozenset(p.records), p.ranking) for p in pivots(two)
    }


@given(ITEMS)
def test_more_of_one_origin_never_adds_more_than_its_strongest(items):
    """A second telling from a known origin, no stronger than the first, changes no score."""
    matrix = Matrix(("h1", "h2", "h3"), tuple(items))
    again = tuple(replace(item, record=f"{item.record} again") for item in items if item.origin)
    assert scores(replace(matrix, evidence=(*matrix.evidence, *again))) == scores(matrix)
