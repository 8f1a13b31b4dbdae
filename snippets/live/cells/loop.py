"""An event loop that waits in place, in every engine: so ``asyncio.run(main())`` works in a cell.

A browser's own loop turns only when Python has returned, and then the line after ``asyncio.run``
would have to be run later. This one sleeps until the next timer instead, as in a program of its
own; there are no sockets and no threads that could wake it earlier.

While a cell's code runs, its program's loop counts as running, so that ``asyncio.create_task(…)``
works at the top level. ``asyncio.run`` and the like work there too: they take its place meanwhile.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
import time
from asyncio import events, tasks
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import CoroutineType, FrameType, TracebackType
from typing import Any, NoReturn

from live.cells.limits import refuse_network, refuse_processes
from live.cells.sources import OURS, is_guides

_DEADLOCK = "all that runs here waits, and nothing is left that could end the wait"
_SUSPENDED = inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
_MODULE = "<module>"

_sleep = time.sleep


class _DeadlockError(BaseException):
    """Nothing is left that could wake the loop."""


class _Timers:
    """What a loop waits with: for a time, not for files."""

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise _DeadlockError
        if timeout > 0:
            _sleep(timeout)
        return []


class CellLoop(asyncio.BaseEventLoop):
    """Runs tasks and timers, and blocks until it is done."""

    turned = False
    """Whether any of them has run since this was last set."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Timers()

    def _process_events(self, event_list: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass  # nothing else runs that could wake it

    def __del__(self) -> None:
        pass  # it holds nothing that would have to be closed

    def run_forever(self) -> None:
        """As in `asyncio`; at the top level of a cell it takes the place of the cell's own loop."""
        CellLoop.turned = True
        with _in_place_of_ours():
            super().run_forever()

    def run_until_complete(self, future: Any) -> Any:
        """See `run_forever`.

        Raises:
            RuntimeError: nothing is left that could end the wait.
        """
        with _in_place_of_ours():
            try:
                return super().run_until_complete(future)
            except _DeadlockError:
                waiting = future.get_coro() if isinstance(future, asyncio.Task) else future
        raise RuntimeError(_DEADLOCK).with_traceback(_where(waiting))

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """Does nothing: without threads, an executor has never begun."""

    async def getaddrinfo(self, *_: Any, **__: Any) -> NoReturn:
        """Raises OSError: there is no network."""
        refuse_network()

    create_connection = create_server = create_datagram_endpoint = getaddrinfo

    async def subprocess_exec(self, *_: Any, **__: Any) -> NoReturn:
        """Raises OSError: there are no processes."""
        refuse_processes()

    subprocess_shell = subprocess_exec


class CellPolicy(asyncio.DefaultEventLoopPolicy):
    """Makes loops of this kind."""

    _loop_factory = CellLoop


@contextmanager
def running(loop: CellLoop) -> Iterator[None]:
    """For a while, `loop` counts as running, and new loops are of its kind."""
    outer, policy = events._get_running_loop(), asyncio.get_event_loop_policy()
    asyncio.set_event_loop_policy(CellPolicy())
    events._set_running_loop(loop)
    CellLoop.turned = False
    try:
        yield
    finally:
        events._set_running_loop(outer)
        asyncio.set_event_loop_policy(policy)


def end_tasks(loop: CellLoop) -> None:
    """Cancels what still runs on a loop, as `asyncio.run` does when ``main`` is done."""
    if waiting := tasks.all_tasks(loop):
        for task in waiting:
            task.cancel()
        loop.run_until_complete(tasks.gather(*waiting, return_exceptions=True))
    for task in waiting:
        if not task.cancelled() and (error := task.exception()):
            message = "unhandled exception while the program ended"
            loop.call_exception_handler({"message": message, "exception": error, "task": task})
    if vars(loop)["_asyncgens"]:
        loop.run_until_complete(loop.shutdown_asyncgens())


def _where(waiting: Any) -> TracebackType | None:
    """Where a coroutine waits, and those that it waits for."""
    frames = []
    while isinstance(waiting, CoroutineType) and waiting.cr_frame is not None:
        frames.append(waiting.cr_frame)
        waiting = waiting.cr_await
    trace = None
    for frame in reversed(frames):
        trace = TracebackType(trace, frame, frame.f_lasti, frame.f_lineno)
    return trace


@contextmanager
def _in_place_of_ours() -> Iterator[None]:
    """No loop runs, for a while, if a cell's loop only counts as running; else nothing changes."""
    outer = events._get_running_loop()
    if not isinstance(outer, CellLoop) or _is_suspended():
        yield
        return
    events._set_running_loop(None)
    try:
        yield
    finally:
        events._set_running_loop(outer)


def _is_suspended() -> bool:
    """Whether a coroutine or a callback waits for this call: no loop may be run there."""
    turn = asyncio.BaseEventLoop.run_forever.__code__
    frame: FrameType | None = sys._getframe(3)
    while frame is not None:
        code, frame = frame.f_code, frame.f_back
        if code.co_filename.startswith(OURS) and code.co_filename != __file__:
            return False
        if code.co_name == _MODULE and is_guides(code.co_filename):
            return False
        if code.co_flags & _SUSPENDED or code is turn:
            return True
    return False


def _at_the_top_level_too(run: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(run)
    def run_in_place(*args: Any, **kwargs: Any) -> Any:
        with _in_place_of_ours():
            return run(*args, **kwargs)

    return run_in_place


asyncio.run = asyncio.runners.run = _at_the_top_level_too(asyncio.run)
asyncio.Runner.run = _at_the_top_level_too(asyncio.Runner.run)  # type: ignore[method-assign]
