"""Ids of what joined and split."""

from attribune.model import Event, Made
from attribune.resolve.identity import distinct


def event(name, *reports):
    return Event(name, "arrest", reports, Made("test"))


def test_an_id_stays_with_the_part_that_it_was_given_to():
    """Whatever stands first: the other part gets another id, the same every time."""
    parts = [event("e1", "r0"), event("e1", "r1", "r2")]
    found = distinct(parts, {"r1": "e1"})
    assert [one.reports for one in found] == [("r0",), ("r1", "r2")]
    assert found[1].id == "e1"
    assert found[0].id not in ("e1", "e2")
    assert distinct(parts, {"r1": "e1"}) == found


def test_no_two_parts_have_one_id():
    """Also where an id that derives from a member was given to what the member has left."""
    first = distinct([event("e1", "r0"), event("e1", "r1")], {})
    again = distinct([event("e1", "r0"), event(first[1].id, "r2"), event("e1", "r1")], {"r2": first[1].id})
    assert len({one.id for one in again}) == 3
