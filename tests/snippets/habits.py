"""Programs as people write them, with words that their output must have, in order.

They are run by what runs a guide's snippets at build time, and in Pyodide: both must give the same.
"""

from __future__ import annotations

from textwrap import dedent

HABITS: dict[str, tuple[str, list[str]]] = {}


def _habit(name: str, *words: str, code: str) -> None:
    HABITS[name] = dedent(code).strip("\n"), list(words)


NO_NETWORK = "A Python inside a page has no network connections"
NO_PROCESSES = "A Python inside a page cannot start other programs or processes."
NO_THREADS = "A Python inside a page has one thread only"
NOBODY = "Nobody can answer here"
ABSENT = "needs what a Python inside a page does not have"

# The cell is __main__.
_habit(
    "names",
    "__main__ <cell> ['<cell>'] True None",
    code="""
    import sys
    own = sys.modules["__main__"].__dict__ is globals()
    print(__name__, __file__, sys.argv, own, __doc__)
    """,
)
_habit(
    "unittest",
    "Sums.test_sum) ... ok",
    "Sums.test_wrong) ... FAIL",
    '"<cell>", line 7',
    code="""
    import re, sys, unittest
    class Sums(unittest.TestCase):
        def test_sum(self):
            self.assertEqual(1 + 1, 2)

        def test_wrong(self):
            self.assertEqual(1, 2)
    if __name__ == "__main__":
        import io
        stream = io.StringIO()
        runner = unittest.TextTestRunner(stream, verbosity=2)
        unittest.main(testRunner=runner, exit=False)
        print(re.sub(r"in [0-9.]+s", "in no time", stream.getvalue()))
    """,
)
_habit(
    "unittest that exits",
    "The program ended itself with exit code 1.",
    code="""
    import io, unittest
    class Sums(unittest.TestCase):
        def test_wrong(self):
            self.assertEqual(1, 2)
    unittest.main(testRunner=unittest.TextTestRunner(io.StringIO()))
    """,
)
_habit(
    "doctest",
    'File "<cell>", line 6, in __main__.A',
    "failed=1, attempted=1",
    code="""
    import doctest
    class A:
        '''
        Has one.

        >>> A().x
        2
        '''
        x = 1
    doctest.testmod()
    """,
)
_habit(
    "pickle",
    "<Colour.RED: 1> 5 P(x=1) True",
    "PicklingError",
    code="""
    import enum, pickle
    from typing import NamedTuple
    class Colour(enum.Enum):
        RED = 1
    class Outer:
        class Inner:
            x = 5
    class P(NamedTuple):
        x: int
    back = [pickle.loads(pickle.dumps(each)) for each in (Colour.RED, Outer.Inner(), P(1))]
    print(repr(back[0]), back[1].x, back[2], back[0] is Colour.RED)
    try:
        pickle.dumps(lambda: 1)
    except pickle.PicklingError as error:
        print(type(error).__name__)
    """,
)
_habit(
    "hints",
    "Loaf(grams=900)",
    "typing.ClassVar[list[__main__.Loaf]]",
    code="""
    from __future__ import annotations
    from dataclasses import dataclass
    from typing import ClassVar, get_type_hints
    @dataclass(slots=True)
    class Loaf:
        grams: int
        all: ClassVar[list[Loaf]] = []
    print(Loaf(900), get_type_hints(Loaf))
    """,
)
_habit(
    "sources",
    "def f(x):",
    "class A:",
    "x = 1",
    "@kept",
    "class C:",
    "line 13",
    code="""
    import inspect
    def f(x):
        return x
    class A:
        class B:
            x = 1
    def kept(c): return c
    @kept
    class C:
        pass
    def where():
        # counted
        return inspect.currentframe().f_lineno
    print(inspect.getsource(f), inspect.getsource(A), inspect.getsource(A.B))
    print(inspect.getsource(C), "line", where())
    """,
)
_habit(
    "warnings",
    "<cell>:3: UserWarning: careful",
    "warnings.warn(",
    "<cell>:4: Deprecation",
    code="""
    import warnings

    warnings.warn("careful")
    warnings.warn("old", DeprecationWarning)
    """,
)
_habit(
    "logging",
    "INFO root <cell> 4 hello",
    "WARNING a <cell> 5 x",
    code="""
    import logging
    form = "%(levelname)s %(name)s %(filename)s %(lineno)d %(message)s"
    logging.basicConfig(force=True, level=20, format=form)
    logging.info("hello")
    logging.getLogger("a").warning("x")
    logging.getLogger().handlers.clear()
    logging.getLogger().setLevel(30)
    """,
)

# How programs end.
_habit(
    "sys.exit",
    "before",
    "The program ended itself with exit code 3.",
    code="""
    import sys
    print("before")
    sys.exit(3)
    """,
)
_habit("exit", "before", code="print('before')\nexit()\nprint('never')")
_habit("quit", code="quit(0)")
_habit("an exit in words", "no such thing", "exit code 1", code="raise SystemExit('no such thing')")
_habit(
    "a keyboard interrupt",
    'File "<cell>", line 1',
    "KeyboardInterrupt",
    code="raise KeyboardInterrupt",
)
_habit(
    "os._exit",
    "before",
    "The program ended itself with os._exit(0).",
    code="""
    import atexit, os
    atexit.register(print, "not this")
    print("before")
    os._exit(0)
    """,
)
_habit("os.abort", "The program ended itself with os.abort().", code="import os\nos.abort()")
_habit(
    "atexit",
    "run",
    "Exception ignored in atexit callback",
    "division by zero",
    "bye",
    code="""
    import atexit
    atexit.register(print, "bye")
    @atexit.register
    def two(): print("not this")
    class Late:
        def __call__(self): 1 / 0
        def __repr__(self): return "late"
    atexit.register(Late())
    atexit.unregister(two)
    print("run")
    """,
)

# Streams.
_habit(
    "streams",
    "x",
    "y",
    "z",
    "utf-8 strict False <stdout>",
    code="""
    import sys
    print("x", file=sys.__stderr__)
    print("y", file=sys.__stdout__)
    sys.stderr.write("z")
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    print(sys.stdout.encoding, sys.stdout.errors, sys.stdout.isatty(), sys.stdout.name)
    """,
)
_habit(
    "bytes",
    "é🍞\ufffd",
    "xy",
    code="""
    import sys
    for byte in "é🍞".encode() + b"\\xff\\n":
        sys.stdout.buffer.write(bytes([byte]))
    sys.stdout.writelines(["x", "y\\n"])
    """,
)
_habit(
    "a stream that is replaced",
    "7",
    code="import io, sys\nsys.stdout = io.StringIO()\nprint('lost')\n7",
)
_habit(
    "a stream that is restored",
    "got a",
    code="""
    import contextlib, io, sys
    with contextlib.redirect_stdout(io.StringIO()) as buffer:
        print("a", end="")
    sys.stdout = None
    sys.stdout = sys.__stdout__
    print("got", buffer.getvalue())
    """,
)
_habit(
    "a stream that is closed",
    "on",
    "True",
    code="""
    import sys
    sys.stdout.close()
    sys.stdout.buffer.close()
    print("on")
    print(sys.stdout.writable())
    """,
)
_habit(
    "a stream that is wrapped",
    "über",
    code="""
    import io, sys
    sys.stdout = io.TextIOWrapper(sys.stdout.detach(), encoding="utf-8")
    print("über")
    """,
)
_habit(
    "fileno",
    "io.UnsupportedOperation: what a cell prints goes to its page",
    code="import sys\nsys.stdout.fileno()",
)
_habit(
    "an attribute that is not there",
    "'TextIOWrapper' object has no attribute 'nothing'",
    code="import sys\nsys.stdout.nothing",
)
_habit(
    "descriptors",
    "a",
    "b",
    "c",
    "d",
    "e",
    code="""
    import os
    print("a")
    os.write(2, b"b\\n")
    print("c")
    os.write(1, b"d\\n")
    with open(1, "w", closefd=False) as file:
        file.write("e\\n")
    """,
)
_habit(
    "colours and progress",
    "ok done",
    "100%",
    code="""
    print("\\033[1;32mok\\033[0m done")
    for n in range(0, 101, 50):
        print(f"\\r{n:3d}%", end="", flush=True)
    print()
    """,
)

# Nobody is there.
_habit("input", "EOFError", NOBODY, code="input('Name? ')")
_habit("getpass", "EOFError", NOBODY, code="import getpass\ngetpass.getpass()")
_habit("breakpoint", "<cell>(2)<module>()", "BdbQuit", NOBODY, code="x = 1\nbreakpoint()\nprint(x)")
_habit("stdin", "'' []", code="import sys\nprint(repr(sys.stdin.read()), [*sys.stdin])")
_habit(
    "help",
    "Help on function f in module __main__",
    "Doubles.",
    code="def f(x):\n    '''Doubles.'''\nhelp(f)",
)

# What a page does not have.
for _name in ("curses", "tkinter", "turtle", "sqlite3", "ssl", "lzma", "dbm", "pty", "readline"):
    _habit(f"import {_name}", "ModuleNotFoundError", ABSENT, code=f"import {_name}")
for _name in ("numpy", "numpy.linalg", "requests", "micropip", "pip", "yaml", "pytest"):
    _habit(
        f"import {_name}",
        f"No module named '{_name.partition('.')[0]}'",
        "Here you can import",
        code=f"import {_name}",
    )
_habit(
    "an import with a way out",
    "none",
    code="""
    try:
        import numpy
    except ImportError:
        numpy = "none"
    print(numpy)
    """,
)
for _name, _code in {
    "os.system": "import os\nos.system('ls')",
    "os.fork": "import os\nos.fork()",
    "os.popen": "import os\nos.popen('ls')",
    "os.execv": "import os\nos.execv('/bin/ls', ['ls'])",
    "subprocess": "import subprocess\nsubprocess.run(['ls'])",
    "multiprocessing": "import multiprocessing\nmultiprocessing.Process(target=print).start()",
    "process pools": "from concurrent.futures import ProcessPoolExecutor\nProcessPoolExecutor()",
    "asyncio's processes": "import asyncio\nawait asyncio.create_subprocess_exec('ls')",
}.items():
    _habit(_name, NO_PROCESSES, code=_code)
for _name, _code in {
    "threads": "import threading\nthreading.Thread(target=print).start()",
    "timers": "import threading\nthreading.Timer(1, print).start()",
    "thread pools": "from concurrent.futures import ThreadPoolExecutor\n"
    "with ThreadPoolExecutor() as pool:\n    pool.submit(print)",
    "asyncio.to_thread": "import asyncio\nasyncio.run(asyncio.to_thread(print))",
}.items():
    _habit(_name, "RuntimeError: can't start new thread", NO_THREADS, code=_code)
for _name, _code in {
    "http": "from urllib.request import urlopen\nurlopen('http://example.org')",
    "https": "from urllib.request import urlopen\nurlopen('https://example.org')",
    "http.client": "import http.client\n"
    "http.client.HTTPConnection('example.org').request('GET', '/')",
    "http.client over https": "import http.client\nhttp.client.HTTPSConnection('example.org')",
    "sockets": "import socket\nsocket.create_connection(('example.org', 80))",
    "servers": "from http.server import HTTPServer, BaseHTTPRequestHandler\n"
    "HTTPServer(('', 8000), BaseHTTPRequestHandler)",
    "names of hosts": "import socket\nsocket.gethostbyname('example.org')",
    "asyncio's connections": "import asyncio\nawait asyncio.open_connection('example.org', 80)",
}.items():
    _habit(_name, NO_NETWORK, code=_code)
_habit(
    "signal.alarm",
    "has no attribute 'alarm'",
    "no operating system",
    code="import signal\nsignal.alarm(1)",
)
_habit("hashlib.scrypt", "has no attribute 'scrypt'", code="import hashlib\nhashlib.scrypt")
_habit(
    "time zones",
    "No time zone found with key Europe/Lisbon",
    "no time zone data",
    code="from zoneinfo import ZoneInfo\nZoneInfo('Europe/Lisbon')",
)
_habit(
    "files",
    "FileNotFoundError: [Errno 44]",
    "only the files that its own code",
    code="open('README.md')",
)
_habit("files of the system", "FileNotFoundError: [Errno 44]", code="open('/etc/passwd')")
_habit(
    "files of its own",
    "x /home/reader/a.txt /home/reader",
    "[Errno 31] Is a directory: '.'",
    "/tmp",
    "5",
    code="""
    import os, tempfile
    from pathlib import Path
    Path("a.txt").write_text("x")
    print(Path("a.txt").read_text(), Path("a.txt").resolve(), Path.cwd())
    Path("a.txt").unlink()
    try:
        open(".")
    except OSError as error:
        print(error)
    with tempfile.TemporaryDirectory() as folder:
        print(os.path.dirname(folder))
    Path("mine.py").write_text("x = 5")
    import mine
    Path("mine.py").unlink()
    mine.x
    """,
)
_habit(
    "the system",
    "emscripten posix 1 42",
    code="import os, sys\nprint(sys.platform, os.name, os.cpu_count(), os.getpid())",
)

# asyncio.
_habit(
    "asyncio.run",
    "start",
    "end",
    "6",
    code="""
    import asyncio
    async def main():
        print("start")
        await asyncio.sleep(0.01)
        print("end")
        return 5
    asyncio.run(main()) + 1
    """,
)
_habit(
    "asyncio.run that fails",
    "in <module>",
    "line 4, in main",
    "ZeroDivisionError",
    code="""
    import asyncio
    async def main():
        await asyncio.sleep(0)
        1 / 0
    asyncio.run(main())
    """,
)
_habit(
    "asyncio.run in functions",
    "[1, 1, 1]",
    code="""
    import asyncio
    async def main(): return 1
    def go(): return asyncio.run(main())
    [go() for _ in range(3)]
    """,
)
_habit(
    "asyncio.run inside a coroutine",
    "asyncio.run() cannot be called from a running event loop",
    code="""
    import asyncio
    async def main():
        coroutine = asyncio.sleep(0)
        try:
            return asyncio.run(coroutine)
        finally:
            coroutine.close()
    asyncio.run(main())
    """,
)
_habit(
    "await and asyncio.run",
    "4",
    code="""
    import asyncio
    async def main():
        await asyncio.sleep(0.01)
        return 2
    a = await main()
    a + asyncio.run(main())
    """,
)
_habit(
    "runners and loops",
    "4 4",
    "4",
    "4",
    code="""
    import asyncio
    async def main(): return 4
    with asyncio.Runner() as runner:
        print(runner.run(main()), runner.run(main()))
    loop = asyncio.new_event_loop()
    print(loop.run_until_complete(main()))
    loop.close()
    print(asyncio.get_event_loop().run_until_complete(main()))
    """,
)
_habit(
    "task groups",
    "1",
    "2",
    "3",
    "[3, 1, 2]",
    code="""
    import asyncio
    async def after(n):
        await asyncio.sleep(n / 50)
        print(n)
        return n
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(after(n)) for n in (3, 1, 2)]
    [task.result() for task in tasks]
    """,
)
_habit(
    "a task group that fails",
    "unhandled errors in a TaskGroup",
    "line 3, in fails",
    "ValueError: a",
    code="""
    import asyncio
    async def fails():
        raise ValueError("a")
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
    asyncio.run(main())
    """,
)
_habit(
    "a timeout",
    "line 3",
    "TimeoutError",
    code="""
    import asyncio
    async with asyncio.timeout(0.01):
        await asyncio.sleep(9)
    """,
)
_habit(
    "cancelling",
    "cleaned",
    "cancelled",
    code="""
    import asyncio
    async def main():
        try:
            await asyncio.sleep(9)
        finally:
            print("cleaned")
    task = asyncio.create_task(main())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    """,
)
_habit(
    "a task that outlives its cell",
    "begun",
    "last",
    "ended",
    code="""
    import asyncio
    async def tick():
        try:
            print("begun")
            await asyncio.sleep(9)
            print("never")
        finally:
            print("ended")
    task = asyncio.create_task(tick())
    await asyncio.sleep(0)
    print("last")
    """,
)
_habit(
    "a coroutine that is never awaited",
    "<cell>:2: RuntimeWarning: coroutine 'main' was",
    "after",
    code="""
    async def main(): pass
    main()
    print("after")
    """,
)
_habit(
    "an error that nobody asks for",
    "Task exception was never retrieved",
    "line 3, in fails",
    "end",
    code="""
    import asyncio, re
    async def fails():
        raise ValueError("x")
    async def main():
        asyncio.create_task(fails(), name="it")
        await asyncio.sleep(0.01)
    asyncio.run(main())
    print("end")
    """,
)
_habit(
    "a wait without an end",
    "line 3, in main",
    "nothing is left that could end the wait",
    code="""
    import asyncio
    async def main():
        await asyncio.Event().wait()
    asyncio.run(main())
    """,
)
_habit(
    "a wait without an end at the top level",
    "line 2, in <module>",
    "nothing is left",
    code="import asyncio\nawait asyncio.Future()",
)
_habit(
    "asynchronous generators",
    "2",
    "closed",
    "[0, 1, 2]",
    code="""
    import asyncio
    async def count():
        try:
            for n in range(3):
                yield n
        finally:
            print("closed")
    async for n in count():
        if n == 2: break
    print(n)
    [n async for n in count()]
    """,
)

# Errors of the reader's own.
_habit(
    "a repr that fails",
    "line 5, in <module>",
    "line 3, in __repr__",
    "ValueError: mine",
    code="""
    class A:
        def __repr__(self):
            raise ValueError("mine")

    A()
    """,
)
_habit(
    "a repr that is no text",
    "line 5",
    "__repr__ returned non-string",
    code="class A:\n    def __repr__(self):\n        return 5\n\nA()",
)
_habit(
    "a str that fails",
    "line 3, in __str__",
    "ZeroDivisionError",
    code="class A:\n    def __str__(self): \n        1 / 0\n\nprint(A())",
)
_habit(
    "a format that is no text",
    "__format__ must return a str",
    code="class A:\n    def __format__(self, spec): return 1\nf'{A()}'",
)
_habit(
    "an exception without words",
    "line 5",
    "E: <exception str() failed>",
    code="class E(Exception):\n    def __str__(self):\n        raise ValueError\n\nraise E(1)",
)
_habit(
    "an exception that hides",
    "line 8",
    "E: words",
    code="""
    class M(type):
        __name__ = property(lambda self: 1 / 0)
    class E(Exception, metaclass=M):
        __cause__ = __traceback__ = property(lambda self: 1 / 0)
        def __getattribute__(self, name):
            raise RuntimeError(name)

    raise E("words")
    """,
)
_habit(
    "an exception with odd notes",
    "ValueError: x",
    code="e = ValueError('x')\ne.__notes__ = 5\nraise e",
)
_habit(
    "a group of exceptions",
    "several (2 sub-exceptions)",
    "TypeError: 2",
    code="raise ExceptionGroup('several', [ValueError(1), TypeError(2)])",
)
_habit("a number too long to write", "line 1", "Exceeds the limit (4300 digits)", code="10 ** 5000")
_habit(
    "half a character printed",
    "UnicodeEncodeError",
    "surrogates not allowed",
    code="print('a\\ud800b')",
)
_habit(
    "half a character shown",
    "a\\ud800b",
    code="class A:\n    def __repr__(self): return 'a\\ud800b'\nA()",
)
_habit("half a character raised", "ValueError: \\udc80", code="raise ValueError('\\udc80')")
_habit(
    "a mock",
    "<Mock name='m' ",
    code="from unittest.mock import Mock\nm = Mock(name='m')\nm.f(1)\nprint(repr(m)[:15])",
)
_habit(
    "a mock shown",
    "kept",
    code="""
    from unittest.mock import MagicMock
    class M(MagicMock):
        def __repr__(self): return "kept"
    M()
    """,
)
_habit(
    "a drawing that fails",
    "line 3, in _repr_svg_",
    "ZeroDivisionError",
    code="class A:\n    def _repr_svg_(self):\n        return 1 / 0\n\nA()",
)
_habit(
    "a drawing that is none",
    "plain",
    code="""
    class A:
        def _repr_svg_(self): return 5
        def __repr__(self): return "plain"
    A()
    """,
)
_habit(
    "an object that lies",
    "A",
    code="""
    class A:
        __class__ = property(lambda self: 1 / 0)
        __eq__ = __bool__ = __len__ = lambda *given: 1 / 0
        def __getattr__(self, name): return lambda *given: name
        def __repr__(self): return "A"
    A()
    """,
)
_habit(
    "a finaliser that fails",
    "Exception ignored in",
    "line 3, in __del__",
    "after",
    code="""
    class A:
        def __del__(self):
            raise ValueError("x")
    import sys
    def hook(what):
        print("Exception ignored in")
        sys.excepthook(what.exc_type, what.exc_value, what.exc_traceback)
    sys.unraisablehook = hook
    a = A()
    del a
    sys.unraisablehook = sys.__unraisablehook__
    print("after")
    """,
)
_habit(
    "a hook for errors",
    "mine ZeroDivisionError",
    "line 4",
    code="""
    import sys
    def hook(kind, error, trace): print("mine", kind.__name__)
    sys.excepthook = hook
    1 / 0
    """,
)
_habit(
    "another hook for errors",
    "Error in sys.excepthook",
    "line 2",
    code="import sys\nsys.excepthook = lambda *given: 1 / 0; int('x')",
)
_habit("mistakes in the code", "line 2", "SyntaxError: '(' was never closed", code="x = 1\ny = (")
_habit(
    "causes",
    "int('x')",
    "direct cause",
    "KeyError: 'k'",
    code="try:\n    int('x')\nexcept ValueError as e:\n    raise KeyError('k') from e",
)
