"""Tables of figures that a person imports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.extract.series import SeriesError, is_series, records, rows
from attribune.model import Document, Metadatum

TABLE = 'period,value,source\n2015,"1,277",Ministry\n2016-01/2016-07,815,"Border, Inc"\n'


def document(text, **told):
    metadata = tuple(Metadatum(name, value, "given", f"{name} by a test") for name, value in told.items())
    return Document("d", "t.csv", "0", text, "text/plain", "utf-8", outlet="Monitor", metadata=metadata)


def test_each_value_is_anchored_in_its_cell():
    """Every figure is the value of its row, and slicing the table by its anchor gives the cell's words."""
    found = records(document(TABLE, series="arrivals", unit="people", place="Varenia", imported="2020"))
    told = [(one.value, one.period, one.unit, one.measure, one.place) for one in found.figures]
    assert told == [
        (1277.0, "2015", "people", "arrivals", "Varenia"),
        (815.0, "2016-01/2016-07", "people", "arrivals", "Varenia"),
    ]
    assert [TABLE[one.span.start : one.span.end] for one in found.figures] == ["1,277", "815"]
    assert all(one.made.made_by == "person" and one.made.rule == "figure.imported" for one in found.figures)
    assert [one.made.reason for one in found.figures] == ["imported by a test"] * 2


def test_a_row_may_name_its_own_source():
    """Where a row names a source, that source is told to say it; the publisher's own rows stand on its word."""
    found = records(document(TABLE.replace("Ministry", "Monitor"), series="arrivals"))
    assert [one.speaker for one in found.statements] == ["Border, Inc"]
    assert [one.by for one in found.figures] == [None, found.statements[0].id]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_of_three_marks_parts_the_cells(mark):
    """Commas, semicolons and tabs are told apart by the header."""
    found = rows(f"period{mark}value\n2015{mark}12\n")
    assert [(row["period"].words, row["value"].words) for row in found] == [("2015", "12")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("year,value\n2015,3\n", "no column period"),
        ("period,value,colour\n2015,3,red\n", "colour that means nothing"),
        ("period,value\n2015,many\n", "line 2: value is no number: many"),
        ("period,value\nsummer,3\n", "line 2: summer is no period"),
        ("period,value\n2015,3\n\n2016\n", "line 4: value is no number"),
        ("period,value\n", "no rows"),
        ("", "no rows"),
    ],
)
def test_what_is_no_series_is_refused_with_its_line(text, says):
    """A table that means nothing is refused, and the message names the line."""
    with pytest.raises(SeriesError, match=says):
        rows(text)


def test_only_what_a_person_gave_is_a_series():
    """A table in an article, or a page that calls itself a series, is none."""
    assert is_series(document(TABLE, series="arrivals"))
    assert not is_series(document(TABLE))
    page = Document("d", "t", "0", TABLE, "", "", metadata=(Metadatum("series", "x", "page", ""),))
    assert not is_series(page)


@given(st.text(st.sampled_from('period,value\n;\t"2015 3.x-−'), max_size=80))
def test_nothing_but_a_series_error_is_raised(text):
    """Any text is a series or is refused."""
    try:
        found = rows(text)
    except SeriesError:
        return
    assert all(text[cell.start : cell.end] == cell.words for row in found for cell in row.values())
