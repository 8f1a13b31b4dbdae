"""What a Python inside a page does not have, and how a reader is told.

`install` makes the network, processes and threads end in the same errors in every Python: in a
page, and where the build runs snippets, which must not do there what their page cannot do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NoReturn

ABSENT_NAMES = {
    "os": "forkpty get_terminal_size getegid geteuid getgroups getrandom getxattr link mkfifo mknod"
    " nice openpty posix_spawn posix_spawnp sched_getaffinity sendfile setpriority",
    "signal": "alarm pidfd_send_signal pthread_kill setitimer",
    "time": "thread_time thread_time_ns tzset",
    "select": "epoll",
    "_socket": "AF_UNIX sethostname socketpair",
    "socket": "AF_UNIX sethostname",
    "_thread": "get_native_id",
    "threading": "get_native_id",
    "hashlib": "pbkdf2_hmac scrypt",
    "http.client": "HTTPSConnection",
}
"""Names that modules do not have, by module: those that a reader may look for."""

NETWORK = "A Python inside a page has no network connections: write the data into the code instead."
PROCESSES = "A Python inside a page cannot start other programs or processes."
THREADS = (
    "A Python inside a page has one thread only: call the function directly, or use asyncio tasks."
)
FILES = "A Python inside a page finds only the files that its own code has written."
ZONES = (
    "A Python inside a page has no time zone data: use datetime.timezone with an offset instead."
)
NOBODY = "Nobody can answer here: write the answer into the code instead."
WINDOWS = "A Python inside a page cannot open other pages or windows."
SYSTEM = "A Python inside a page does not have this: there is no operating system below it."
IMPORTABLE = "Here you can import Python's standard library and this guide's own modules."
ABSENT = (
    "It belongs to Python's standard library, but needs what a Python inside a page does not have."
)

_NO_NETWORK = "there is no network here"
_NO_PROCESSES = "there are no processes here"
_NO_WINDOWS = "there is no other window here"
_NO_THREADS = "can't start new thread"  # as CPython says it

_SAID = {
    _NO_NETWORK: NETWORK,
    "unknown url type: https": NETWORK,
    _NO_PROCESSES: PROCESSES,
    "does not support processes": PROCESSES,
    "lacks multiprocessing.synchronize": PROCESSES,
    _NO_WINDOWS: WINDOWS,
    _NO_THREADS: THREADS,
    "unable to start watchdog thread": THREADS,
}

_NETWORK_EVENTS = frozenset(
    f"socket.{name}"
    for name in [
        "bind",
        "connect",
        "getaddrinfo",
        "gethostbyaddr",
        "gethostbyname",
        "getnameinfo",
        "sendmsg",
        "sendto",
    ]
)
_PROCESS_EVENTS = frozenset(
    [
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "subprocess.Popen",
    ]
)
_THREAD_EVENTS = frozenset(("_thread.start_joinable_thread", "_thread.start_new_thread"))


def refuse_network() -> NoReturn:
    """Raises OSError."""
    raise OSError(_NO_NETWORK)


def refuse_processes() -> NoReturn:
    """Raises OSError."""
    raise OSError(_NO_PROCESSES)


def install() -> None:
    """From now on and for good, refuses in this interpreter what a page cannot do."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_refuse)


_installed: list[bool] = []


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _NETWORK_EVENTS:
        refuse_network()
    if event in _PROCESS_EVENTS:
        refuse_processes()
    if event in _THREAD_EVENTS:
        raise RuntimeError(_NO_THREADS)
    if event == "webbrowser.open":
        raise OSError(_NO_WINDOWS)


def drop_advice(error: BaseException) -> None:
    """Takes out what Pyodide writes into some errors: it is of no use in a page."""
    for each in _behind(error):
        if type(each).__name__ == "ZoneInfoNotFoundError" and each.args:
            each.args = (str(each.args[0]).partition(". \n On Pyodide")[0],)
        elif type(each) is ModuleNotFoundError and each.name:
            each.msg = f"No module named {each.name!r}"
            each.args = (each.msg,)


def sentence_about(error: BaseException) -> str:
    """What a reader should know about an error that a page's limits have led to; "" for others."""
    try:
        return _about_last(error) or next(filter(None, map(_about_any, _behind(error))), "")
    except Exception:  # the reader's own exception classes can do anything when they are looked at
        return ""


def _about_last(error: BaseException) -> str:
    """For errors that say it only where nobody has caught them."""
    if isinstance(error, ModuleNotFoundError):
        known = (error.name or "").partition(".")[0] in sys.stdlib_module_names
        return ABSENT if known else IMPORTABLE
    if isinstance(error, FileNotFoundError):
        return FILES
    if isinstance(error, EOFError) or type(error).__name__ == "BdbQuit":
        return "" if NOBODY in str(error) else NOBODY
    if isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        absent = ABSENT_NAMES.get(error.obj.__name__, "").split()
        if error.name in absent:
            return NETWORK if error.obj.__name__ == "http.client" else SYSTEM
    return ""


def _about_any(error: BaseException) -> str:
    if type(error).__name__ == "ZoneInfoNotFoundError":
        return ZONES
    if isinstance(error, ImportError) and error.name == "js":  # as Pyodide's `webbrowser` does
        return WINDOWS
    if isinstance(error, OSError | RuntimeError):
        text = str(error)
        return next((said for words, said in _SAID.items() if words in text), "")
    return ""


def _behind(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it was raised from or in the handling of."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__context__, each.__cause__]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
