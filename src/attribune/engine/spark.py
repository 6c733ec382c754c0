"""The stages of one document on Apache Spark: any master, one Python process a core of its workers.

The pairs of names are weighed there too, by Splink.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from attribune.ledger.linker import Weighed, Weigher, weigh
from attribune.model import AttribuneError

from .batch import Work, perform, results, tasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa
    from pyspark.sql import SparkSession

Task = TypeVar("Task")

_SLICE = 512  # tasks to a core of the cluster that one job takes, so that an interrupted build loses no more
_TASK = "number long, task binary"
_RESULT = "number long, result binary"


class SparkError(AttribuneError):
    """Spark cannot be used; the message says what is missing."""


@dataclass(frozen=True)
class Spark:
    """Runs work on a Spark cluster.

    ``master`` is a master's URL (``spark://host:7077``, ``local[2]``, ``yarn``, ...). Originals travel with their
    tasks: the workers need this package and the spaCy pipeline, and no folder of the case.
    """

    master: str
    few: int = 2_000  # names below which weighing them here takes less time than asking the cluster

    @cached_property
    def session(self) -> SparkSession:
        """The session on that master. Raises ``SparkError`` where PySpark or Java is missing, or no master answers."""
        try:
            from pyspark.sql import SparkSession
        except ImportError as missing:
            raise SparkError("PySpark is not installed: pip install 'attribune[spark]'") from missing
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master(self.master).appName("ledger")
        for name, value in _SETTINGS.items():
            builder = builder.config(name, value)
        try:
            session = builder.getOrCreate()
        except Exception as broken:
            raise SparkError(
                f"Spark cannot be started on {self.master}: {broken}. It needs Java 17 or later"
            ) from broken
        session.sparkContext.setLogLevel("ERROR")
        return session

    def stop(self) -> None:
        """Let go of the cluster, if it was ever asked for."""
        if "session" in self.__dict__:
            self.session.stop()

    def run(self, work: Work[Task], asked: Sequence[Task]) -> Iterator[tuple[Task, bytes]]:
        """Each task with its result. A task that kills its process is given up by itself."""
        size = _SLICE * max(self.session.sparkContext.defaultParallelism, 1) if asked else 1
        for first in range(0, len(asked), size):
            yield from self._some(work, asked, range(first, min(first + size, len(asked))))

    @property
    def weigher(self) -> Weigher:
        """What weighs pairs of names: the same model, on the cluster for many names, with the same result."""

        def chosen(rows: Sequence[Mapping[str, Any]], model: Mapping[str, Any], least: float) -> tuple[Weighed, ...]:
            return weigh(rows, model, least, self.session if len(rows) >= self.few else None)

        return chosen

    def _some(self, work: Work[Any], asked: Sequence[Any], numbers: range) -> Iterator[tuple[Any, bytes]]:
        """The results of some tasks; where the job fails, those of its two halves, down to the one to blame."""
        try:
            done = self._job(work, tasks((n, work.travelling(asked[n])) for n in numbers))
        except _failures() as broken:
            if len(numbers) == 1:
                task = asked[numbers[0]]
                reason = f"it crashed the process that read it: {type(broken).__name__}"
                yield task, work.give_up(task, reason)
                return
            middle = len(numbers) // 2
            yield from self._some(work, asked, numbers[:middle])
            yield from self._some(work, asked, numbers[middle:])
            return
        yield from results(done, asked)

    def _job(self, work: Work[Any], batch: pa.RecordBatch) -> pa.Table:
        parts = min(len(batch), 4 * self.session.sparkContext.defaultParallelism)
        rows = [(number, bytearray(task)) for number, task in zip(*batch.to_pydict().values(), strict=True)]
        frame = self.session.createDataFrame(rows, _TASK).repartition(parts)
        return frame.mapInArrow(partial(perform, work), _RESULT).toArrow()


def _failures() -> tuple[type[Exception], ...]:
    """What a job raises whose Python process failed or died; a cluster that does not work at all raises others."""
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PythonException
    from pyspark.errors.exceptions.captured import CapturedException

    return Py4JJavaError, PythonException, CapturedException


_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "8",
    "spark.sql.shuffle.partitions": "8",
    "spark.driver.memory": "2g",
    "spark.task.maxFailures": "2",
    "spark.driver.maxResultSize": "0",
}
