"""Two halves of a large work at once: the second in a copy of this process, which needs nothing sent to it."""

from __future__ import annotations

import multiprocessing
import os
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Part = TypeVar("Part")
Done = TypeVar("Done")


def possible() -> bool:
    """Whether this system copies a process without starting it anew, and has a second core for it."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and not multiprocessing.current_process().daemon


def both(work: Callable[[Part], Done], one: Part, other: Part) -> tuple[Done, Done]:
    """What the work makes of two parts. ``work`` may use plain Python and numpy only: no threads of this process live
    on in the copy. Where the copy dies, its half is done here.
    """
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    copy = context.Process(target=_do, args=(work, other, sending), daemon=True)
    copy.start()
    sending.close()
    mine = work(one)
    try:
        theirs = receiving.recv()
    except EOFError:
        theirs = work(other)
    copy.join()
    return mine, theirs


def _do(work: Callable[[Part], Done], part: Part, sending: Connection) -> None:
    sending.send(work(part))
    sending.close()
