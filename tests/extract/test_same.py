"""Tellings of one event inside a document: as many as there may be."""

import time

import pytest

from attribune import profiles
from attribune.extract.event.same import together
from attribune.extract.event.telling import Telling
from attribune.model import Made, Report, Span, When


def telling(number, **told):
    """A telling of a flight, the number gives where it stands."""
    made = Span(number * 40, number * 40 + 6, "flight")
    day = told.pop("day", None)
    report = Report(str(number), "d", "defection", made, (), When(None, day), "occurred", "CT+", Made("test"))
    kind = next(one for one in profiles.load("exile").event_types if one.name == "defection")
    return Telling(report, kind, "flight", **told)


@pytest.mark.parametrize(
    "told",
    [
        lambda _: {"heads": frozenset({"envoy"}), "many": False, "heading": True},
        lambda n: {"heads": frozenset({f"envoy{n}"}), "many": False, "heading": True},
        lambda n: {"heads": frozenset({"envoy"}), "words": frozenset({f"w{n}"}), "many": False},
        lambda n: {"names": frozenset({f"p{n}"}), "stands_for": frozenset({f"p{n}"}), "many": False},
    ],
    ids=["alike", "of other nouns", "described otherwise", "of other names"],
)
def test_many_tellings_are_joined_in_time(told):
    """However differently one event is told, many tellings take a few seconds at most."""
    tellings = [telling(number, **told(number)) for number in range(800)]
    start = time.thread_time()
    together(tellings, profiles.load("exile"))
    assert time.thread_time() - start < 6


def test_equal_headings_cost_little():
    """Twice as many equal headings cost about twice as much, and all are one event."""
    profile = profiles.load("exile")
    taken = {}
    for many in (1000, 4000):
        tellings = [telling(n, heads=frozenset({"envoy"}), many=False, heading=True) for n in range(many)]
        start = time.thread_time()
        assert {first for first, _ in together(tellings, profile)} == {0}
        taken[many] = time.thread_time() - start
    assert taken[4000] < 1.5
    assert taken[4000] < 10 * taken[1000]
