"""What of the forecast book is due."""

from datetime import date

from attribune.present.forecast import due


def test_a_forecast_is_due_when_its_last_day_is_past_and_nobody_resolved_it():
    """One for a month is due on the first of the next; one that somebody resolved, or without a date, never."""
    row = {"id": "f", "horizon": "2021-06", "resolution": None}
    assert due([row], date(2021, 7, 1)) == [row]
    assert due([row], date(2021, 6, 30)) == []
    assert due([row | {"resolution": "came true"}, row | {"horizon": None}], date(2030, 1, 1)) == []
