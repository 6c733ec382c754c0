"""The local engine."""

import os
from dataclasses import dataclass

import pytest

from attribune.engine import Local


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


@pytest.mark.parametrize("count", [0, 3, 60])
def test_every_task_has_its_result(count):
    """Few tasks run here, many in a pool: the results are the same."""
    assert dict(Local(2).run(Square(), range(count))) == {n: b"%d" % (n * n) for n in range(count)}


def test_a_task_that_kills_its_process_is_given_up_by_itself():
    """The poisoned ones are named; every other task is done."""
    results = dict(Local(2).run(Square(deadly=(7, 40)), range(60)))
    assert {n for n, result in results.items() if b"crashed" in result} == {7, 40}
    assert all(results[n] == b"%d" % (n * n) for n in range(60) if n not in {7, 40})
