"""What the command line works out from many records: the order of telling, what is due, series of figures, grades."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from attribune import view
from attribune.present.cli import app

RUNNER = CliRunner()


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})


def lines(*words):
    """What a command prints with --json."""
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def execution(case):
    """The event that some outlets tell of and one denies."""
    return max((row for row in lines("events", case) if row["type"] == "execution"), key=lambda r: len(r["reports"]))


def test_an_event_shows_who_told_it_first_and_who_repeats_whom(case):
    """The articles stand in the order of publication, one is the first, and a repetition names what it repeats."""
    asylum = max((row for row in lines("events", case) if row["type"] == "asylum_request"), key=lambda r: r["origins"])
    [told] = lines("event", case, asylum["id"])
    order = told["order"]
    assert [one["published"] for one in order] == sorted(one["published"] for one in order)
    assert [one["first"] for one in order] == [True] + [False] * (len(order) - 1)
    assert order[1]["repeats"] == [order[0]["document"]]
    text = run("event", case, asylum["id"]).output
    assert text.count("first to tell it") == 1
    assert f"{order[0]['days']} days after the event" in text
    assert f"repeats what Continental Press Agency had on {order[0]['published']}" in text


def test_the_origins_of_an_event_are_told_with_who_carries_them(case, execution, canaries):
    """As text each origin stands with its outlets; as JSON there is one line for each; nobody at risk is named."""
    told = run("origins", case, execution["id"])
    assert told.exit_code == 0, told.exception
    found = lines("origins", case, execution["id"])
    assert len(found) >= execution["origins"]
    assert all(one["outlets"] for one in found)
    assert all(one["name"] in told.output for one in found)
    assert not canaries.search(told.output)


def test_each_detail_is_new_once(case, execution):
    """What an article adds was in none before, so that no value is new twice."""
    [told] = lines("event", case, execution["id"])
    new = [(held["detail"], held["value"]) for one in told["order"] for held in one["new"]]
    assert len(new) == len(set(new))
    assert {held["value"] for held in execution["details"]} == {value for _, value in new}


def test_days_are_not_told_where_the_date_is_not_sure(case, execution):
    """Accounts that give a month or clash on the day leave the days since the event untold."""
    [told] = lines("event", case, execution["id"])
    assert {one["days"] for one in told["order"]} == {None}
    assert "after the event" not in run("event", case, execution["id"]).output


def test_every_event_and_its_order_of_telling_show_no_protected_name(case, canaries):
    """Neither as text nor as JSON does the order of telling name anybody at risk; ids are those of the lists."""
    opened = view.open(case)
    known = {row["id"] for kind in ("documents", "reports", "origins") for row in opened.rows(kind)}
    for row in opened.events():
        order = opened.telling(row["id"])
        assert not canaries.search(json.dumps(order, ensure_ascii=False))
        assert sorted(one for told in order for one in told["reports"]) == sorted(row["reports"])
        assert {one for told in order for one in (told["document"], told["origin"], *told["repeats"])} <= {*known, None}
    for row in sorted(opened.events(), key=lambda row: -len(row["reports"]))[:5]:
        assert not canaries.search(run("event", case, row["id"]).output)


def test_due_forecasts_are_those_whose_day_has_passed(case, canaries):
    """On the day after its last day a forecast is due, on that day it is not, and others are not listed."""
    due = lines("forecasts", case, "--due", "--on", "2022-01-01")
    assert due
    assert all(row["horizon"] < "2022" for row in due)
    assert [row for row in due if row["horizon"] == "2021-12-31"]
    assert not [
        row for row in lines("forecasts", case, "--due", "--on", "2021-12-31") if "2021-12-31" in row["horizon"]
    ]
    result = run("forecasts", case, "--due", "--on", "2022-01-01")
    assert "told on" in result.output
    assert "Bong Se-rin" in result.output
    assert not canaries.search(result.output)
    assert len(lines("forecasts", case, "--due")) >= len(due)  # today is later than the articles


@pytest.fixture
def own(case, tmp_path):
    """A copy of the case, to decide in."""
    return shutil.copytree(case, tmp_path / "own")


def test_a_resolved_forecast_is_due_no_more(own):
    """Whoever says how a forecast came out takes it off the list."""
    first, *rest = lines("forecasts", own, "--due", "--on", "2022-01-01")
    assert run("decide", own, "resolve", first["id"], "outcome=did not come true").exit_code == 0
    assert [row["id"] for row in lines("forecasts", own, "--due", "--on", "2022-01-01")] == [row["id"] for row in rest]


def test_scores_count_what_a_person_resolved_and_never_gather_unnamed_sources(own, canaries):
    """A named source has a score with its number; unnamed ones and outcomes that cannot be told have none."""
    assert run("scores", own).exit_code == 1
    rows = lines("forecasts", own, "--due", "--on", "2022-01-01")
    for row in rows:
        assert run("decide", own, "resolve", row["id"], "outcome=did not come true").exit_code == 0
    assert run("decide", own, "resolve", rows[-1]["id"], "outcome=cannot be told").exit_code == 0
    found = lines("scores", own)
    named = [row for row in rows[:-1] if row["source_kind"] not in {"anonymous", "unspecified"}]
    assert sum(row["resolved"] for row in found) == len(named)
    assert "Bong Se-rin" in {row["by"] for row in found}
    assert all(row["resolved"] == row["stated"] + row["plain"] and row["hits"] == 0 for row in found)
    assert not canaries.search(run("scores", own).output)


@pytest.mark.parametrize("asked", [("forecasts", "--due", "--on", "soon"), ("events", "--due")])
def test_what_cannot_be_due_is_said(case, asked):
    """A day that is none, and records that are no forecasts, are errors with a clear line."""
    result = run(asked[0], case, *asked[1:])
    assert isinstance(result.exception, ValueError)
    assert "is no day" in str(result.exception) or "only forecasts" in str(result.exception)


def test_a_trend_keeps_values_that_differ_and_marks_parts_of_a_year(case, canaries):
    """The arrivals by year stand with source and vintage; half a year is marked, and too few years are too few."""
    found = lines("trend", case, "people leave")
    one = max(found, key=lambda series: len(series["points"]))
    values = {(p["period"], p["value"], p["part"], p["forecast"]) for p in one["points"]}
    assert {("2019", 412.0, False, False), ("2021-01/2021-06", 287.0, True, False)} <= values
    assert ("2021", 541.0, False, False) in values
    assert ("2021", 700.0, False, True) in values
    assert all(p["source"] and p["published"] for p in one["points"])
    assert "too few" in one["sentence"]
    assert not one["breaks"]
    text = run("trend", case, "people leave").output
    assert "part of a year" in text
    assert "must not be compared" in text
    assert not canaries.search(text + json.dumps(found, ensure_ascii=False))


def test_no_trend_shows_a_protected_name(case, canaries):
    """Every series of the case, asked for by each of its words, is protected; a figure is the one that lists show."""
    opened = view.open(case)
    figures = {row["id"]: row for row in opened.figures()}
    for measure in sorted({row["measure"] for row in figures.values() if row["measure"]}):
        for series in opened.trends(measure):
            assert not canaries.search(json.dumps(series, ensure_ascii=False))
            for point in series["points"]:
                row = figures[point["figure"]]
                assert (row["document"], row["span"]) == (point["document"], point["span"])
                assert point["derived"] or row["value"] == point["value"]


def test_an_unknown_measure_or_place_is_not_found(case):
    """Nothing found is exit status 1, in either form."""
    assert run("trend", case, "zeppelins").exit_code == 1
    assert run("trend", case, "people leave", "--place", "Atlantis").exit_code == 1
    assert run("trend", case, "").exit_code == 1


def test_a_person_grades_an_event_with_a_reason(own):
    """A grade from 1 to 6 with its reason stands on the event; without a reason, or for no event, there is none."""
    event = lines("events", own)[0]["id"]
    assert isinstance(run("grade", own, event, 2).exception, ValueError)
    assert isinstance(run("grade", own, "e0000", 2, "--because", "seen").exception, LookupError)
    assert run("grade", own, event, 7, "--because", "seen").exit_code == 2
    assert run("grade", own, event, 1, "--because", "two records agree", "--by", "ana").exit_code == 0
    [told] = lines("event", own, event)
    assert (told["event"]["credibility"], told["event"]["graded_by"]) == (1, "ana")
    assert "graded by ana): two records agree" in run("event", own, event).output
