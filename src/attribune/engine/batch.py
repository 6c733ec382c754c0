"""The per-document stages as one pure function over Arrow batches, which every engine runs."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_Task_contra = TypeVar("_Task_contra", contravariant=True)

TASKS = pa.schema([("number", pa.int64()), ("task", pa.binary())])
"""What goes in: the tasks, numbered."""

RESULTS = pa.schema([("number", pa.int64()), ("result", pa.binary())])
"""What comes out: the result of each."""


class Work(Protocol[_Task_contra]):
    """What is to be done to each task: must be picklable, and give a result for a task that fails.

    ``prepare`` is called once in each process; ``run`` does one task and gives the bytes of its result; ``give_up``
    makes the result of a task that killed its process; ``travelling`` gives a task all that it needs on a machine that
    does not see this one's disk.
    """

    def prepare(self) -> None: ...  # noqa: D102 - told above
    def run(self, task: _Task_contra) -> bytes: ...  # noqa: D102
    def give_up(self, task: _Task_contra, reason: str) -> bytes: ...  # noqa: D102
    def travelling(self, task: _Task_contra) -> Any: ...  # noqa: ANN401, D102 - what ``run`` takes too


def tasks(numbered: Iterable[tuple[int, Any]]) -> pa.RecordBatch:
    """A batch of tasks."""
    rows = [(number, pickle.dumps(task)) for number, task in numbered]
    return pa.record_batch([[n for n, _ in rows], [task for _, task in rows]], schema=TASKS)


def perform(work: Work[Any], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The results of batches of tasks, batch by batch: the same tasks give the same results, wherever it runs."""
    work.prepare()
    for batch in batches:
        done = [work.run(pickle.loads(task)) for task in batch.column("task").to_pylist()]  # noqa: S301 - our own
        yield pa.record_batch([batch.column("number"), done], schema=RESULTS)


def results(batch: pa.RecordBatch | pa.Table, asked: Sequence[Any]) -> Iterator[tuple[Any, bytes]]:
    """Each task of a batch of results, by its number, with its result."""
    numbers, found = batch.column("number").to_pylist(), batch.column("result").to_pylist()
    yield from ((asked[number], result) for number, result in zip(numbers, found, strict=True))
