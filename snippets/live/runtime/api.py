"""The one way from the page into Python: a name and plain data in, plain data out.

Plain data is what JSON can hold: dict with str keys, list, str, int, float, bool, None. A module is
imported when one of its names is first called, unless the memory snapshot holds it already.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

from live.runtime import host

NAMES: dict[str, str] = {
    "cell.run": "live.cells.cell:run_for_page",
    "search.close": "live.search.api:close",
    "search.forget": "live.search.api:forget",
    "search.paste": "live.search.api:paste",
    "search.query": "live.search.api:query",
    "lab.run": "live.labs.lab:run_for_page",
    "quiz.make_link": "live.quiz.api:make_link",
    "quiz.next_question": "live.quiz.api:next_question",
    "quiz.read_link": "live.quiz.api:read_link",
    "quiz.recommend": "live.quiz.api:recommend",
    "quiz.record": "live.quiz.api:record",
    "quiz.similar_cases": "live.quiz.api:similar_cases",
}
"""Where each name leads: ``module:function``. The function takes keyword arguments.

A function may be ``async``; its result is awaited.
"""


# Made now: readers' code may put something else in the place of `json.loads`.
_load = json.JSONDecoder().decode
# NaN and infinity are not JSON: JavaScript would refuse the whole text.
_encode = json.JSONEncoder(allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode


class UnknownNameError(LookupError):
    """A call asked for a name that is not in the table."""


def resolve(name: str) -> Callable[..., Any]:
    """The function behind a name.

    Raises:
        UnknownNameError: the table does not have it.
    """
    try:
        module, _, function = NAMES[name].partition(":")
    except KeyError:
        known = ", ".join(sorted(NAMES))
        raise UnknownNameError(f"nothing is called {name!r}; there are {known}") from None
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def call(name: str, args: dict[str, Any]) -> Any:
    """Calls the function behind a name.

    Args:
        name: a key of `NAMES`.
        args: its keyword arguments, plain data.

    Returns:
        What the function returns: plain data, or an awaitable of it.

    Raises:
        UnknownNameError: the table does not have the name.
    """
    return resolve(name)(**args)


def call_json(name: str, args: str, number: int = 0) -> str | Awaitable[str]:
    """`call` with arguments and result as JSON text: one string over the border, no proxies.

    `number` is the call's: what it prints goes to the page under it.

    Raises:
        UnknownNameError: the table does not have the name.
        TypeError, ValueError: the result is not plain data.
    """
    host.begin_call(number)
    result = call(name, _load(args))
    if isinstance(result, Awaitable):
        return _dump_later(result)
    return _encode(result)


async def _dump_later(result: Awaitable[Any]) -> str:
    return _encode(await result)
