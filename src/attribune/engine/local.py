"""The stages of one document on this machine: in this process for a few, in a pool of processes for many."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Task = TypeVar("Task")
Result = TypeVar("Result")
_In_contra = TypeVar("_In_contra", contravariant=True)
_Out_co = TypeVar("_Out_co", covariant=True)

_FEW = 24  # tasks below which starting processes, each with a pipeline of its own, takes longer than the work
_CHUNK = 8  # tasks sent to a process at once
_AHEAD = 3  # chunks that wait for each process, so that none idles and memory stays bounded


class Work(Protocol[_In_contra, _Out_co]):
    """What is to be done to each task: must be picklable, and give a result for a task that fails.

    ``prepare`` is called once in each process; ``run`` does one task; ``give_up`` makes the result of a task that
    killed its process.
    """

    def prepare(self) -> None: ...  # noqa: D102 - told above
    def run(self, task: _In_contra) -> _Out_co: ...  # noqa: D102
    def give_up(self, task: _In_contra, reason: str) -> _Out_co: ...  # noqa: D102


_work: Work[Any, Any] | None = None


def _start(work: Work[Any, Any]) -> None:
    global _work  # noqa: PLW0603 - a process of the pool does one kind of work all its life
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _work = work
    work.prepare()


def _do(tasks: Sequence[Any]) -> list[Any]:
    if _work is None:
        raise RuntimeError("a process of the pool was not prepared")
    return [_work.run(task) for task in tasks]


@dataclass(frozen=True, slots=True)
class Local:
    """Runs work on this machine with ``processes`` processes (default: one a core)."""

    processes: int | None = None

    def run(self, work: Work[Task, Result], tasks: Sequence[Task]) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, as they are done. A task that kills its process is given up by itself."""
        count = self.processes or len(os.sched_getaffinity(0))
        if len(tasks) < _FEW or count == 1:
            if tasks:
                work.prepare()
            yield from ((task, work.run(task)) for task in tasks)
            return
        waiting = [list(tasks[n : n + _CHUNK]) for n in range(0, len(tasks), _CHUNK)]
        suspects: list[list[Task]] = []  # in flight when a process died: each goes alone, to find the one to blame
        while waiting or suspects:
            broken: list[list[Task]] = []
            if suspects:
                yield from self._pool(work, suspects, broken, 1)
                guilty = [task for chunk in broken for task in chunk]
                yield from ((task, work.give_up(task, "it crashed the process that read it")) for task in guilty)
            else:
                yield from self._pool(work, waiting, broken, count)
                suspects = [[task] for chunk in broken for task in chunk]

    @staticmethod
    def _pool(
        work: Work[Task, Result], waiting: list[list[Task]], broken: list[list[Task]], count: int
    ) -> Iterator[tuple[Task, Result]]:
        """Run chunks off ``waiting``; those in flight when a process dies are moved to ``broken``."""
        context = multiprocessing.get_context("spawn")
        running: dict[Future[list[Result]], list[Task]] = {}
        ahead: Callable[[], bool] = lambda: bool(waiting) and len(running) < (1 if count == 1 else count * _AHEAD)  # noqa: E731
        with ProcessPoolExecutor(count, context, initializer=_start, initargs=(work,)) as pool:
            while waiting or running:
                while ahead():
                    chunk = waiting.pop(0)
                    running[pool.submit(_do, chunk)] = chunk
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    chunk = running.pop(future)
                    try:
                        results = future.result()
                    except BrokenProcessPool:
                        broken.extend([chunk, *running.values()])
                        return
                    yield from zip(chunk, results, strict=True)
