"""Machine tags of grades and likelihoods."""

from __future__ import annotations

import pytest

from attribune.assess.taxonomy import credibility, likelihood, reliability


def test_grades_are_tags_of_the_admiralty_scale():
    """A grade is written as MISP's taxonomy names it."""
    assert credibility(2) == 'admiralty-scale:information-credibility="2"'
    assert reliability("B") == 'admiralty-scale:source-reliability="b"'


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        (0.01, 0.05, "almost-no-chance"),
        (0.05, 0.2, "very-unlikely"),
        (0.2, 0.45, "unlikely"),
        (0.45, 0.55, "roughly-even-chance"),
        (0.55, 0.8, "likely"),
        (0.8, 0.95, "very-likely"),
        (0.95, 0.99, "almost-certain"),
    ],
)
def test_each_range_of_icd_203_has_its_tag(low, high, value):
    """Each of the seven ranges has one tag."""
    assert likelihood(low, high) == f'estimative-language:likelihood-probability="{value}"'


@pytest.mark.parametrize("ends", [(None, None), (0.5, None), (0.3, 0.4)])
def test_no_other_range_has_one(ends):
    """What ICD 203 names no range for is not tagged with the nearest."""
    assert likelihood(*ends) is None
