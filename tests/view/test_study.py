"""What is worked out from many records shows nobody at risk."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from casebook import case_in

from attribune import view
from attribune.view import Reveal, ViewError

SECRETS = ("brastuvo", "ilbren", "rleft", "sministry", "fcrowns")


@pytest.fixture
def case(tmp_path):
    """The hand-made case with a sum told for three years; the words of the first stand where an age is hidden."""
    case = case_in(tmp_path)
    records, resolved, assessed = case.made
    crowns = next(one for one in records.figures if one.id == "fCrowns")
    age = next(one for one in records.figures if one.id == "fAge")
    earlier = replace(crowns, id="fEarlier", value=200.0, period="2030")
    hidden = replace(crowns, id="fHidden", value=43.0, period="2029", span=age.span)
    case.made = (replace(records, figures=(*records.figures, earlier, hidden)), resolved, assessed)
    return case


def test_a_hidden_figure_enters_no_series(case):
    """A value that no list shows is in no series, and neither measure nor ids lead to who is protected."""
    [series] = view.open(case).trends("sum stolen")
    assert [(point["period"], point["value"]) for point in series["points"]] == [("2030", 200.0), ("2031-05", 300.0)]
    assert not any(secret in json.dumps(series).casefold() for secret in SECRETS)


def test_a_series_is_not_found_by_a_protected_name(case):
    """Asking for a name tells nobody that it stands in a measure; under a reveal it does."""
    assert view.open(case).trends("Brastuvo") == []
    [series] = view.open(case, Reveal("a test")).trends("Brastuvo")
    assert len(series["points"]) == 3


def test_the_order_of_telling_is_asked_by_the_id_as_shown(case):
    """An event's id from the lists gives its tellings under keyed ids; what is no event is an error."""
    opened = view.open(case)
    event = opened.events()[0]
    order = opened.telling(event["id"])
    assert sorted(one for told in order for one in told["reports"]) == sorted(event["reports"])
    assert not any(secret in json.dumps(order).casefold() for secret in SECRETS)
    with pytest.raises(ViewError, match="holds no event"):
        opened.telling("vNothing")


def test_a_score_names_its_source_as_lists_do(case):
    """A resolved forecast counts for its source as shown, and for nobody until it is resolved."""
    opened = view.open(case)
    assert opened.scores() == []
    [forecast] = opened.forecasts()
    opened.desk.decide("resolve", forecast["id"], {"outcome": "came true"}, "the register")
    [score] = view.open(case).scores()
    assert (score["resolved"], score["stated"], score["brier"]) == (1, 1, 0.105625)
    assert not any(secret in json.dumps(score).casefold() for secret in SECRETS)
