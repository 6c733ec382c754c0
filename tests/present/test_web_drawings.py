"""What is drawn and gathered on the server: timelines, figures, origin graphs, disputes, shared passages."""

from collections import Counter
from datetime import date
from itertools import pairwise
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from attribune import view
from attribune.present.web import graph, measure, people, timeline
from attribune.present.web.dispute import disputes
from attribune.present.web.room import Room
from attribune.present.web.shared import shared
from attribune.present.web.timeline import Dated, draw
from attribune.view import Part, Shelf


def dated(edtf, first, last, event="e", conflict=False):
    return Dated(event, "Ada Lind", "defection", edtf, first, last, ("Gazette",), conflict)


def shelf_of(dates):
    """A shelf with dates of events."""
    shelf = Shelf.made()
    shelf.enter("dates", map(timeline.entry, dates))
    months = Counter(one.first.isoformat()[:7] for one in dates)
    shelf.keep("months", {"defection": months})
    return shelf


def amount(words):
    """The number that a bar tells of in words."""
    number = words.split(": ")[1].split()[0].replace(",", "")
    return number if number.isdigit() else ("no", *SMALL).index(number)


SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


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
    days = [date(2021, 3, d) for d in range(1, 20)]
    shelf = shelf_of([dated(day.isoformat(), day, day, f"e{day.day}") for day in days])
    shelf.enter("dates", [timeline.entry(dated("1950", date(1950, 1, 1), date(1950, 12, 31), "old"))])
    shelf.keep("months", {"defection": {"1950-01": 1, "2021-03": 19}})
    chart, counted = timeline.drawn(shelf, None, "")
    assert counted is None
    assert (chart.years, chart.outside) == ((2021, 2021), 1)
    chart, _ = timeline.drawn(shelf, timeline.asked(1950, 1960, None), "")
    assert chart.outside == 19


@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 12, 31)), min_size=301, max_size=700))
@settings(max_examples=15)
def test_dates_too_many_to_draw_are_counted_and_none_is_lost(days):
    """The bars of every view, by year, month and day, tell of as many dates as there are, within the drawing."""
    shelf = shelf_of([dated(day.isoformat(), day, day, f"e{n}") for n, day in enumerate(sorted(days))])
    spread = timeline.spread(shelf.note("months"))
    assert sum(spread.values()) == len(days)
    first, last = min(days).year, max(days).year
    for asked in (
        timeline.asked(first, last, None),
        timeline.asked(first, first, None),
        timeline.asked(first, first, 1),
    ):
        number = shelf.entries("dates", timeline.between(asked))[0]
        counted = timeline.bins(shelf, asked, number)
        bars = [bar for _, _, _, bars in counted.lanes for bar in bars]
        assert sum(int(amount(bar.words)) for bar in bars) == number
        assert all(bar.x >= 0 and bar.x + bar.width <= counted.width for bar in bars)
        assert all(bar.y >= 0 and bar.y + bar.height <= counted.height for bar in bars)


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
    room = Room(view.open(case))
    assert room.conflicts
    found = room.disputes(room.shelf.entries("conflicts", Part(count=-1))[1])
    keys = [(one.event, one.detail) for one in found if one.event]
    assert len(keys) == len(set(keys))
    ids = [link for one in found for pair in one.pairs for link in pair.ids]
    assert sorted(ids) == sorted(row["id"] for row in room.conflicts)
    assert disputes([], room.about) == []


def test_every_telling_of_an_event_is_in_its_graph_and_no_two_nodes_are_on_each_other(case):
    """An article that tells of an event is a node in the last column, in the order of publication from above."""
    room = Room(view.open(case))
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
    room = Room(view.open(case))
    lines = room.shelf.entries("figures", Part(count=-1))[1]
    charts = [one.chart for one in measure.measures(room, lines) if one.chart]
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
    room = Room(view.open(case))
    said = room.shelf.entries("said", Part(count=-1))[1]
    assert said
    kinds = {room.records[line["id"]]["source_kind"] for line in said}
    assert not kinds & {"anonymous", "unspecified"}


def test_a_reason_never_leads_from_a_name_to_a_pseudonym(case):
    """What weighed a public person's name against a hidden one is not on that person's page."""
    room = Room(view.open(case))
    for one, row in room.entities.items():
        if not row["protect"]:
            assert "◇" not in people.portrait(room, one).row["reason"]


def test_the_timeline_of_the_example_case_holds_each_date_that_can_be_placed(case):
    """Each stroke is a date of an event; a date that is drawn is in the table too."""
    room = Room(view.open(case))
    rows = [timeline.dated(line) for line in room.shelf.entries("dates", Part(count=-1))[1]]
    drawn = [stroke.dated for lane in timeline.drawn(room.shelf, None, "")[0].lanes for stroke in lane.strokes]
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
