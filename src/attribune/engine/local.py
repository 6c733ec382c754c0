"""The stages of one document on this machine: in this process for a few, in a pool of processes for many."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from attribune.ledger.linker import Weigher, weigh

from .batch import Work, perform, results, tasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

Task = TypeVar("Task")

_FEW = 24  # tasks below which starting processes, each with a pipeline of its own, takes longer than the work
_CHUNK = 8  # tasks sent to a process at once
_AHEAD = 3  # chunks that wait for each process, so that none idles and memory stays bounded

_work: Work[Any] | None = None


def _start(work: Work[Any]) -> None:
    global _work  # noqa: PLW0603 - a process of the pool does one kind of work all its life
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _work = work
    work.prepare()


def _do(batch: pa.RecordBatch) -> pa.RecordBatch:
    if _work is None:
        raise RuntimeError("a process of the pool was not prepared")
    return next(perform(_work, [batch]))


@dataclass(frozen=True, slots=True)
class Local:
    """Runs work on this machine with ``processes`` processes (default: one a core)."""

    processes: int | None = None

    def run(self, work: Work[Task], asked: Sequence[Task]) -> Iterator[tuple[Task, bytes]]:
        """Each task with its result, as they are done. A task that kills its process is given up by itself."""
        count = self.processes or len(os.sched_getaffinity(0))
        if len(asked) < _FEW or count == 1:
            for number in range(len(asked)):
                for done in perform(work, [tasks([(number, asked[number])])]):
                    yield from results(done, asked)
            return
        waiting = [list(range(n, min(n + _CHUNK, len(asked)))) for n in range(0, len(asked), _CHUNK)]
        suspects: list[list[int]] = []  # in flight when a process died: each goes alone, to find the one to blame
        while waiting or suspects:
            broken: list[list[int]] = []
            if suspects:
                for done in self._pool(work, asked, suspects, broken, 1):
                    yield from results(done, asked)
                guilty = [asked[number] for chunk in broken for number in chunk]
                yield from ((task, work.give_up(task, "it crashed the process that read it")) for task in guilty)
            else:
                for done in self._pool(work, asked, waiting, broken, count):
                    yield from results(done, asked)
                suspects = [[number] for chunk in broken for number in chunk]

    @property
    def weigher(self) -> Weigher:
        """What weighs pairs of names."""
        return weigh

    @staticmethod
    def _pool(
        work: Work[Any], asked: Sequence[Any], waiting: list[list[int]], broken: list[list[int]], count: int
    ) -> Iterator[pa.RecordBatch]:
        """Run chunks off ``waiting``; those in flight when a process dies are moved to ``broken``."""
        context = multiprocessing.get_context("spawn")
        running: dict[Future[pa.RecordBatch], list[int]] = {}
        most = 1 if count == 1 else count * _AHEAD
        with ProcessPoolExecutor(count, context, initializer=_start, initargs=(work,)) as pool:
            while waiting or running:
                while waiting and len(running) < most:
                    chunk = waiting.pop(0)
                    running[pool.submit(_do, tasks((n, asked[n]) for n in chunk))] = chunk
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    chunk = running.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        broken.extend([chunk, *running.values()])
                        return
