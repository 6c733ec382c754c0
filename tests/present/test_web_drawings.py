"""What is drawn and gathered on the server: timelines, figures, origin graphs, disputes, shared passages."""

from datetime import date
from itertools import pairwise
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from attribune import view
from attribune.present.web import graph, measure, people, sources, timeline
from attribune.present.web.dispute import disputes
from attribune.present.web.room import Room
from attribune.present.web.shared import shared
from attribune.present.web.timeline import Dated, draw


def dated(edtf, first, last, event="e", conflict=False):
    return Dated(event, "Ada Lind", "defection", edtf, first, last, ("Gazette",), conflict)


def only(chart):
    ((stroke,),) = [lane.strokes for lane in chart.lanes]
    return stroke


def test_a_day_is_a_dot_a_span_a_bar_and_an_open_end_an_arrow():
    """Certainty on the calendar can be seen."""
    day = date(2021, 3, 4)
    assert only(draw([dated("2021-03-04", day, day)])).dot
    span = only(draw([dated("2021-03/2021-09", date(2021, 3, 1), date(2021, 9, 30))]))
    assert not span.dot
    assert span.end > span.x + 100
    after = only(draw([dated("2021-03-04/..", day, None)]))
    before = only(draw([dated("../2021-03-04", None, day)]))
    assert (after.after, after.before, after.dot) == (True, False, False)
    assert (before.after, before.before, before.dot) == (False, True, False)
    assert only(draw([dated("2021-03~", date(2021, 3, 1), date(2021, 3, 31))])).fades


def test_one_old_date_does_not_squeeze_the_others_and_is_counted():
    """The years drawn are those of most dates; the others are told of in a number, and can be asked for."""
    recent = [dated(f"2021-03-{d:02}", date(2021, 3, d), date(2021, 3, d)) for d in range(1, 20)]
    old = dated("1950", date(1950, 1, 1), date(1950, 12, 31))
    chart = draw([old, *recent])
    assert (chart.years, chart.outside) == ((2021, 2021), 1)
    assert draw([old, *recent], (1950, 1960)).outside == 19


@given(st.lists(st.tuples(st.dates(date(2019, 1, 1)), st.integers(0, 500)), max_size=25))
def test_no_two_dates_of_a_lane_are_drawn_on_each_other(days):
    """Every date can be read: strokes and words of one row never overlap, none lies below the drawing's foot."""
    rows = [dated("2021", day, min(day.toordinal() + length, date.max.toordinal())) for day, length in days]
    rows = [
        Dated(r.event, r.name, r.type, r.edtf, r.first, date.fromordinal(r.last), r.outlets, r.conflict) for r in rows
    ]
    chart = draw(sorted(rows, key=lambda one: one.first))
    for lane in chart.lanes:
        assert lane.y + lane.height <= chart.height
        by_row = {}
        for stroke in lane.strokes:
            by_row.setdefault(stroke.y, []).append(stroke)
        for strokes in by_row.values():
            for one, other in pairwise(strokes):
                assert one.end + 8 * len(one.words) < other.x


def test_conflicts_on_one_detail_of_one_event_are_one_dispute(case):
    """Eight papers against one denial are one disagreement; every conflict is in exactly one dispute."""
    room = Room(view.open(case), "case")
    assert room.conflicts
    keys = [(one.affair.event["id"], one.detail) for one in room.disputes if one.affair]
    assert len(keys) == len(set(keys))
    whys = {(row["why"], row["detail"] or "") for row in room.conflicts}
    assert {(pair.why, one.detail) for one in room.disputes for pair in one.pairs} == whys
    assert disputes([], {}) == []


def test_every_telling_of_an_event_is_in_its_graph_and_no_two_nodes_are_on_each_other(case):
    """An article that tells of an event is a node in the last column, in the order of publication from above."""
    room = Room(view.open(case), "case")
    for affair in room.events.values():
        drawn = graph.draw(room, affair)
        outlets = [node for node in drawn.nodes if node.key[0] == "document"]
        assert {node.key[1] for node in outlets} == {telling.document for telling in affair.tellings}
        assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes)
        assert all(0 < node.y < drawn.height for node in drawn.nodes)
        told = [room.documents[node.key[1]]["published"] or "no date" for node in sorted(outlets, key=lambda n: n.y)]
        assert told == sorted(told)


def test_points_of_a_chart_lie_inside_it(case):
    """Nothing is drawn below its foot or past its edge."""
    room = Room(view.open(case), "case")
    charts = [one.chart for one in measure.measures(room) if one.chart]
    assert charts
    for chart in charts:
        for point in chart.points:
            assert 0 <= point.x <= chart.width
            assert 0 <= point.high <= point.y <= point.low <= chart.foot


def test_part_years_are_hollow_and_vintages_joined():
    """A half-year's number must not be read as a year's; two numbers printed for one year hang together."""
    room = SimpleNamespace(outlet=lambda _: "Gazette")
    periods = (("2020", 10.0), ("2021", 20.0), ("2021", 30.0), ("2021-01/2021-06", 9.0))
    rows = [
        {"period": period, "value": value, "low": None, "high": None, "unit": "people", "document": "d"}
        for period, value in periods
    ]
    chart = measure.chart(room, rows)
    assert [point.hollow for point in chart.points] == [False, False, False, True]
    assert len(chart.vintages) == 1
    assert measure.chart(room, rows[:1]) is None


def test_no_list_of_sources_gathers_an_unnamed_one(case):
    """Nothing joins what unnamed sources say across events."""
    room = Room(view.open(case), "case")
    named = sources.speakers(room)
    assert named
    assert not [row for one in named for row in one.statements if row["source_kind"] in {"anonymous", "unspecified"}]


def test_a_reason_never_leads_from_a_name_to_a_pseudonym(case):
    """What weighed a public person's name against a hidden one is not on that person's page."""
    room = Room(view.open(case), "case")
    for one, row in room.entities.items():
        if not row["protect"]:
            assert "◇" not in people.portrait(room, one).row["reason"]


def test_the_timeline_of_the_example_case_holds_each_date_that_can_be_placed(case):
    """Each stroke is a date of an event; a date that is drawn is in the table too."""
    room = Room(view.open(case), "case")
    rows = timeline.dates(room)
    drawn = [stroke.dated for lane in draw(rows).lanes for stroke in lane.strokes]
    assert drawn
    assert set(drawn) <= set(rows)


def test_passages_of_eight_words_in_both_texts_are_shared_and_fewer_are_not():
    """Copied sentences show side by side, whatever their case and commas; a name with its office does not."""
    sentence = "The ferry left the harbour at dawn with nine people on board"
    one, other = f"Reuters says: {sentence}. More soon.", f"{sentence.upper().replace(' AT', ', AT')}!"
    ((left,), (right,)) = shared(one, other)
    assert one[left.start : left.end] == sentence
    assert other[right.start : right.end] == other[:-1]
    assert shared("the mayor of the old town said so", "the mayor of the old town, however") == ([], [])
