"""The HTTP API against what it says of itself: questions made from its own OpenAPI, right ones and wrong ones."""

import shutil

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("schemathesis")
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from attribune import view
from attribune.present.web import token
from attribune.present.web.app import Door, application

# Whether a filter can be asked of a kind, and whether a day is on the calendar, no schema says: these are refused.
HEALTH = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def asked(case, tmp_path_factory):
    """The questions that may be asked of a case; half of the ids in them are ids that it holds."""
    root = shutil.copytree(case, tmp_path_factory.mktemp("openapi") / "case")
    shown = view.open(root)
    ids = [row["id"] for kind in ("documents", "events", "statements", "entities") for row in shown.rows(kind)[:3]]
    made = schemathesis.openapi.from_asgi("/api/openapi.json", application(root, door=Door(hosts=("testserver",))))
    made.config.update(headers={"Authorization": f"Bearer {token.add(root, 'a tester')}"})

    @made.hook("map_path_parameters")
    def held(_context, parameters):
        given = str((parameters or {}).get("one", ""))
        known = "one" in (parameters or {}) and len(given) % 2
        return parameters | {"one": ids[len(given) % len(ids)]} if known else parameters

    return made


def ask_all(schema, **how):
    """Ask every address right and wrong questions; each answer must be as the description says."""
    for found in schema.get_all_operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @settings(deadline=None, suppress_health_check=HEALTH, database=None, **how)
            @given(question=found.ok().as_strategy(generation_mode=mode))
            def ask(question):
                question.call_and_validate(excluded_checks=[positive_data_acceptance])

            try:
                ask()
            except Unsatisfiable:  # nothing can be wrong with a question that has no parts
                assert mode is GenerationMode.NEGATIVE


def test_every_answer_is_one_that_it_tells_of(asked):
    """No question makes the server fail; each status and each body is one that the description has."""
    ask_all(asked, max_examples=10, derandomize=True, phases=[Phase.generate])


@pytest.mark.slow
def test_every_answer_is_one_that_it_tells_of_at_length(asked):
    """The same with many more questions, others each time."""
    ask_all(asked, max_examples=150)
