"""What all tests share: where the shared data is, and how random tests are drawn."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).parent.parent.parent / "shared"

settings.register_profile("house", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_collection_modifyitems(config, items):
    """Ask each test for its sentence; skip what needs absent data (in CI that is a failure) or takes long."""
    absent = pytest.mark.skip(reason=f"the shared articles and data sets are not at {SHARED}")
    slow = pytest.mark.skip(reason="slow: run by 'make soak'")
    for item in items:
        if not (item.function.__doc__ or "").strip():
            raise pytest.UsageError(f"{item.nodeid} has no sentence that says what must hold")
        if item.get_closest_marker("shared") and not SHARED.is_dir() and not os.environ.get("CI"):
            item.add_marker(absent)
        if item.get_closest_marker("slow") and "slow" not in config.getoption("-m"):
            item.add_marker(slow)


@pytest.fixture(scope="session")
def shared():
    """The folder of shared articles and data sets."""
    return SHARED


@pytest.fixture(scope="session")
def nlp():
    """The default pipeline, loaded once."""
    from attribune import annotate

    return annotate.load()


@pytest.fixture(scope="session")
def exile():
    """The default profile."""
    from attribune import profiles

    return profiles.load("exile")
