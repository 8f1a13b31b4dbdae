"""``sys.stdout`` and ``sys.stderr`` of a cell: Python's own streams, over a way to the page."""

from __future__ import annotations

import codecs
import io
from collections.abc import Buffer
from contextvars import ContextVar

from live.cells.printing import Printer

current: ContextVar[Printer | None] = ContextVar("current", default=None)
"""Who prints. A task keeps the printer of the run that made it, so that what it says when that run
is over does not turn up among what another one prints."""

_NO_FILE = "what a cell prints goes to its page, not to a file of the operating system"


class _Bytes(io.BufferedIOBase):
    """The bytes below a stream; it cannot be closed, because others write there too."""

    mode = "wb"

    def __init__(self, kind: str) -> None:
        self.name = f"<{kind}>"
        self._kind = kind
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        view = memoryview(data)
        text = self._decode(view)
        printer = current.get()
        if printer is not None:
            printer.write(self._kind, text)
        return view.nbytes

    def flush(self) -> None:
        printer = current.get()
        if printer is not None:
            printer.flush_now()

    def close(self) -> None:
        self.flush()

    def fileno(self) -> int:
        raise io.UnsupportedOperation(_NO_FILE)


class _Text(io.TextIOWrapper):
    """It cannot be closed either: Python itself prints there."""

    def close(self) -> None:
        self.flush()


# Readers meet these in messages, under the names that they know.
for _own, _known in ((_Bytes, "BufferedWriter"), (_Text, "TextIOWrapper")):
    _own.__name__ = _own.__qualname__ = _known
    _own.__module__ = "_io"


def make_stream(kind: str) -> io.TextIOWrapper:
    """A new stream: ``"stdout"`` or ``"stderr"``."""
    errors = "strict" if kind == "stdout" else "backslashreplace"
    stream = _Text(_Bytes(kind), "utf-8", errors, "\n", write_through=True)
    vars(stream)["mode"] = "w"
    return stream


def make_stdin() -> io.TextIOWrapper:
    """A stream in which there is nothing to read."""
    nothing = io.BytesIO()
    nothing.name = "<stdin>"
    return io.TextIOWrapper(nothing, "utf-8")
