"""Units as they are written beside numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.model.unit import plural


@pytest.mark.parametrize(
    ("unit", "number", "written"),
    [
        ("ship", 5, "ships"),
        ("ship", 1, "ship"),
        ("state fund", None, "state funds"),
        ("embassy", 3, "embassies"),
        ("church", 2, "churches"),
        ("fisherman", 2, "fishermen"),
        ("test per day", 3000, "tests per day"),
        ("people", 4, "people"),
        ("percent", 4, "percent"),
        ("years", 4, "years"),
        ("USD", 4, "USD"),
        ("°C", 4, "°C"),
        ("kg", 4, "kg"),
    ],
)
def test_plural(unit, number, written):
    """A counted noun stands in the plural beside any number but one; codes, symbols and plurals stay as they are."""
    assert plural(unit, number) == written


@given(st.text(max_size=20), st.one_of(st.none(), st.floats()))
def test_any_unit(unit, number):
    """No unit makes it fail, and none is lost."""
    assert plural(unit, number)[:1] == unit[:1]
