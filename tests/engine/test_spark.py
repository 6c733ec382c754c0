"""The engine on Apache Spark."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from attribune.build import Builder
from attribune.engine import Local, Spark
from attribune.ledger.linker import weigh
from attribune.ledger.query import DANGLING, in_spark, run, run_on_spark
from attribune.resolve import entity

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'attribune[spark]'")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java on this machine")
EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Square:
    """Squares numbers; a number in ``deadly`` kills its process."""

    deadly: tuple[int, ...] = ()

    def prepare(self):
        """Nothing to load."""

    def run(self, task):
        if task in self.deadly:
            os._exit(9)
        return str(task * task).encode()

    def give_up(self, task, reason):
        return reason.encode()

    def travelling(self, task):
        return task


@pytest.fixture(scope="module")
def spark():
    engine = Spark("local[1]")
    yield engine
    engine.stop()


def test_every_named_query_can_be_told_in_sparks_sql():
    """Both engines read one source text."""
    for query in DANGLING.values():
        assert "FROM" in in_spark(query)


@needs_java
@pytest.mark.slow
def test_a_task_that_kills_its_process_on_a_worker_is_given_up_by_itself(spark, monkeypatch):
    """The poisoned one is named; every other task is done."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    found = dict(spark.run(Square(deadly=(2,)), range(4)))
    assert found.pop(2).startswith(b"it crashed")
    assert found == {n: b"%d" % (n * n) for n in (0, 1, 3)}


@needs_java
def test_the_ledger_is_the_same_from_both_engines(spark, tmp_path):
    """Record for record: the hashes are equal, and the named queries give the same on both."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for path in sorted((EXAMPLES / "articles").glob("*.txt"))[:4]:
        shutil.copy(path, articles)
    done = {}
    for name, engine in (("local", Local(1)), ("spark", spark)):
        done[name] = Builder.create(tmp_path / name, engine=engine).build([str(articles)])
        assert not done[name].failures
    assert done["spark"].hash == done["local"].hash
    generation = Builder.open(tmp_path / "spark").case.generations.current()
    for query in DANGLING.values():
        assert run_on_spark(spark.session, generation, query) == run(generation, query)


@needs_java
def test_names_weigh_the_same_on_the_cluster_as_here(spark):
    """One model in one SQL: Splink on Spark gives each pair the weight, and the parts of it, that it gives here."""
    rows = [
        {
            "unique_id": name, "kind": "person", "keys": ["k", "l"][: 1 + n % 2], "same": [same], "close": [""],
            "initials": [""], "partial": ["d" if n % 2 else ""], "common": n == 1, "kin": ["wife"][: n % 2],
            "age": 40 + n if n % 3 else None, "offices": ["consul", "clerk"][: n % 3], "company": ["x", "y", "z"][: n],
        }
        for n, (name, same) in enumerate(zip("abcd", "badc", strict=True))
    ]  # fmt: skip
    here = weigh(rows, entity._model(), -30.0)
    assert len(here) > 3
    assert weigh(rows, entity._model(), -30.0, spark.session) == here
