"""What Python in a page lacks, beside what `live.cells.limits` has to know there."""

from __future__ import annotations

_NEEDS_C = (
    "_curses _curses_panel _dbm _gdbm _hashlib _lzma _sqlite3 _ssl _tkinter"
    " curses dbm lzma sqlite3 ssl tkinter turtle"
)
"""They need a C library that Pyodide keeps in packages of its own."""
_NEEDS_SYSTEM = (
    "_aix_support _interpchannels _interpqueues _interpreters _ios_support _multiprocessing"
    " _osx_support _overlapped _posixshmem _scproxy _uuid _winapi _wmi ensurepip fcntl grp msvcrt"
    " nt pwd readline resource syslog termios venv winreg winsound"
)
"""They need another operating system, or a process, a terminal or a user of one."""
_NOT_SHIPPED = "pydoc_data _pydecimal"
"""The texts of help(), and a second decimal."""

ABSENT = frozenset(f"{_NEEDS_C} {_NEEDS_SYSTEM} {_NOT_SHIPPED}".split())
"""Modules of the standard library that cannot be imported."""

RARE_NAMES = (
    "copy_file_range eventfd eventfd_read eventfd_write getgrouplist getresgid getresuid initgroups"
    " lchown listxattr memfd_create pidfd_open pipe2 posix_fallocate preadv pwritev removexattr"
    " sched_getscheduler sched_setaffinity sched_setscheduler setegid seteuid setgroups setns"
    " setresgid setresuid setxattr splice timerfd_create unshare"
)
"""More that a page's `os` does not have."""
