"""The situations are well formed: what reads them may rely on the form that README.md describes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from attribune import profiles

FILES = sorted(Path(__file__).parent.rglob("*.yaml"))
DETAILS = ("when", "where", "who", "how_many", "whether", "why", "arithmetic", "state")
COUNTS = ("documents", "origins", "anonymous_origins", "denials")
EVENT_KEYS = {"type", "in", *COUNTS, "corroborated", "credibility"}
HELD = {"who", "when", "where"}


def load() -> list[dict[str, Any]]:
    """All situations of all files, in order."""
    return [one for path in FILES for one in yaml.safe_load(path.read_text(encoding="utf-8"))]


SITUATIONS = load()


@pytest.fixture(params=SITUATIONS, ids=lambda one: str(one["id"]))
def situation(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One situation."""
    return dict(request.param)


def test_ids_are_unique() -> None:
    """No two situations have one id, over all files."""
    ids = [one["id"] for one in SITUATIONS]
    assert len(ids) == len(set(ids))


def test_documents(situation: dict[str, Any]) -> None:
    """Documents have an id of one letter, an outlet, an ISO date and a text, and nothing else but a title."""
    assert set(situation) - {"profile"} == {"id", "what", "documents", "expected"}
    assert situation["what"].endswith(".")
    ids = [one["id"] for one in situation["documents"]]
    assert ids == [chr(ord("a") + number) for number in range(len(ids))]
    for one in situation["documents"]:
        assert {"id", "outlet", "published", "text"} <= set(one) <= {"id", "outlet", "published", "text", "title"}
        assert dt.date.fromisoformat(one["published"])
        assert one["text"].strip()


def test_expected_events(situation: dict[str, Any]) -> None:
    """Expected events name a type of the profile, their documents, counts that agree, and grades from 2 to 6."""
    ids = {one["id"] for one in situation["documents"]}
    types = {one.name for one in profiles.load(situation.get("profile", "exile")).event_types} | {"election"}
    for event in situation["expected"]["events"]:
        assert set(event) - HELD == EVENT_KEYS
        assert all(isinstance(event[key], list) and event[key] for key in HELD & set(event))
        assert event["type"] in types  # an election is what no profile has yet, and is expected all the same
        assert set(event["in"]) <= ids
        assert event["documents"] == len(set(event["in"])) == len(event["in"])
        assert all(type(event[key]) is int and event[key] >= 0 for key in COUNTS)
        assert event["anonymous_origins"] <= event["origins"]
        assert type(event["corroborated"]) is bool
        grades = event["credibility"] if isinstance(event["credibility"], list) else [event["credibility"]]
        assert grades
        assert set(grades) <= {2, 3, 4, 5, 6}


def test_corroboration_is_earned(situation: dict[str, Any]) -> None:
    """A corroborated event has two origins; under ``no_corroboration`` none is corroborated."""
    events = situation["expected"]["events"]
    assert all(event["origins"] >= 2 for event in events if event["corroborated"])
    if situation["expected"].get("no_corroboration"):
        assert not any(event["corroborated"] for event in events)


def test_expected_conflicts(situation: dict[str, Any]) -> None:
    """Conflicts have a known detail, two or more documents of the situation and a hint in words."""
    assert {"events", "conflicts"} <= set(situation["expected"]) <= {"events", "conflicts", "no_corroboration"}
    ids = {one["id"] for one in situation["documents"]}
    for conflict in situation["expected"]["conflicts"]:
        assert set(conflict) == {"detail", "between", "hint"}
        assert conflict["detail"] in DETAILS
        assert len(conflict["between"]) >= 2
        assert set(conflict["between"]) <= ids
        assert conflict["hint"]
