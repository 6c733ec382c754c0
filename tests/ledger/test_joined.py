"""Entities and events as people join and part them."""

from hypothesis import given
from hypothesis import strategies as st

from attribune.ledger.decision import Decision
from attribune.ledger.joined import join_entities, join_events
from attribune.model import Entity, Event, Made

MADE = Made("test")


def event(name, *reports):
    return Event(name, "defection", reports, MADE)


def decision(kind, target, **payload):
    return Decision(1, "2031-05-04", "ana", kind, target, payload, "two letters", "", "")


def test_joined_events_hold_the_reports_of_both_and_say_who_joined_them():
    """The first keeps its id; where the second went is told, so that what was decided about it goes along."""
    both = [event("e1", "r1", "r2"), event("e2", "r3")]
    [one], moved = join_events(both, [decision("same", "e1", **{"with": "e2"})])
    assert (one.id, one.reports) == ("e1", ("r1", "r2", "r3"))
    assert (one.made.made_by, one.made.reason) == ("person", "two letters")
    assert moved == {"e2": "e1"}


def test_joining_again_what_a_build_has_joined_changes_nothing():
    """A ledger that holds the join already keeps it, and the one that went is still known to have gone."""
    done = [event("e1", "r1", "r2", "r3")]
    again, moved = join_events(done, [decision("same", "e1", **{"with": "e2"})])
    assert (list(again), moved) == (done, {"e2": "e1"})


def test_parted_events_keep_their_ids_however_often_they_are_parted():
    """The part gets an id of its own, from what was decided and not from what is there."""
    decided = [decision("different", "e1", reports=["r2", "r9"])]
    first, _ = join_events([event("e1", "r1", "r2")], decided)
    later, _ = join_events([event("e1", "r1", "r2", "r9")], decided)
    assert [one.id for one in first] == [one.id for one in later]
    assert [one.reports for one in later] == [("r1",), ("r2", "r9")]


def test_a_split_that_takes_all_or_nothing_changes_nothing():
    """An event is never left without a report."""
    whole = (event("e1", "r1", "r2"),)
    for reports in (["r1", "r2"], [], ["r7"], "r1", None):
        assert join_events(whole, [decision("different", "e1", reports=reports)])[0] == whole


KINDS = st.sampled_from(["same", "different", "confirm"])
NAMES = st.sampled_from(["e0", "e1", "e2", "e3", "x"])
MEMBERS = st.lists(st.sampled_from([f"m{n}" for n in range(8)]), max_size=5)
DECISIONS = st.lists(
    st.builds(
        lambda k, t, w, m: decision(k, t, **{"with": w, "reports": m, "mentions": m}), KINDS, NAMES, NAMES, MEMBERS
    ),
    max_size=8,
)


@given(DECISIONS)
def test_no_report_is_lost_or_told_twice_whatever_is_decided(decided):
    """Any joins and parts leave every member in exactly one group; doing them again leaves the same groups."""
    events = [event(f"e{n}", f"m{2 * n}", f"m{2 * n + 1}") for n in range(4)]
    people = [
        Entity(f"e{n}", "person", "A B", ("A B",), (f"m{2 * n}", f"m{2 * n + 1}"), False, "", MADE) for n in range(4)
    ]
    told, moved = join_events(events, decided)
    named, _ = join_entities(people, (), decided)
    everything = sorted(f"m{n}" for n in range(8))
    assert sorted(report for one in told for report in one.reports) == everything
    assert sorted(mention for one in named for mention in one.mentions) == everything
    assert len({one.id for one in told}) == len(told)
    assert set(moved.values()) <= {one.id for one in told}
