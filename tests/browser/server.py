"""A static host for tests, with gzip and caching as real hosts have, and faults at will."""

from __future__ import annotations

import gzip
import json
import mimetypes
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from tests.browser.habits import PLAIN, Habits, Redirect

from mkdocs_liveguide.hosting.headers import Headers
from mkdocs_liveguide.hosting.names import NETLIFY as HEADERS_FILE
from mkdocs_liveguide.hosting.netlify import write_netlify
from mkdocs_liveguide.policy.rules import STRICT, Policy

_ports: set[int] = set()
"""Those of all hosts so far: no two have the same, since a browser keeps things by address."""

Fault = Callable[[bytes], bytes | None]
"""Takes a file's content; returns what to send instead, or None for "not found"."""

_TYPES = {".wasm": "application/wasm", ".js": "text/javascript", ".mjs": "text/javascript"}
_CHUNK = 16_384
_LOOK = 0.005
"""Seconds between looks whether the host should stop; each test waits so long for its end."""
REPORTS = "/refused-by-the-policy"
"""Where browsers tell what the content security policy refused."""
_PACKED = (".html", ".js", ".mjs", ".css", ".json", ".wasm", ".svg", ".txt")


@cache
def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


class Host:
    """Serves a folder on a free port of this machine.

    Args:
        folder: the files.
        habits: what the host does to addresses and files.
        below: the path that the folder is served below, such as ``guides/tea/``.
    """

    def __init__(self, folder: Path, habits: Habits = PLAIN, below: str = "") -> None:
        self.habits = habits
        self.below = below
        self.mounts = {below: folder}
        """Folders by the path that they are served below."""
        self.faults: dict[str, Fault] = {}
        """By a pattern of paths: what happens to such files."""
        self.requests: list[str] = []
        self.sent = 0
        """Bytes of all bodies, as sent."""
        self.weights: dict[str, int] = {}
        """By path: bytes of the body that was sent last."""
        self.headers = security_headers(folder)
        """Sent with every answer."""
        self.refused: list[str] = []
        """What browsers say that the content security policy refused."""
        self.forgives = ""
        """A directive that something on the page is meant to offend."""
        self.wait = 0.0
        """Seconds before each answer."""
        self.pauses: dict[str, float] = {}
        """By a pattern of paths: seconds between the beginning of such files and the rest."""
        self.bits = 0
        """Bits a second for all connections together; 0 for no limit."""
        self._line = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        """The address of the folder, with a slash at its end."""
        return f"http://127.0.0.1:{self._port}/{self.below}"

    def start(self) -> None:
        """Begins to answer, at the same address as before."""
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host.answer(self)

            def do_HEAD(self) -> None:
                host.answer(self)

            def do_POST(self) -> None:
                host.take_report(self)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = _Server(("127.0.0.1", self._port), Handler)
        while not self._port and self._server.server_port in _ports:
            self._server.server_close()
            self._server = _Server(("127.0.0.1", 0), Handler)
        self._port = self._server.server_port
        _ports.add(self._port)
        threading.Thread(target=self._server.serve_forever, args=(_LOOK,), daemon=True).start()

    def stop(self) -> None:
        """Is gone: connections are refused."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server.drop_connections()
        self._server = None

    def take_report(self, request: BaseHTTPRequestHandler) -> None:
        """Notes what a browser refused."""
        text = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        if request.path == REPORTS:
            report = json.loads(text)["csp-report"]
            told = ("document-uri", "violated-directive", "blocked-uri", "source-file")
            if not self.forgives or self.forgives not in report.get("violated-directive", ""):
                self.refused.append(" ".join(str(report.get(each, "")) for each in told))
        request.send_response(204)
        request.end_headers()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Sends a file."""
        path = unquote(urlsplit(request.path).path).lstrip("/")
        file = self.habits.find(self.mounts, path)
        if path.endswith("/") or not path:
            path += "index.html"
        self.requests.append(path)
        time.sleep(self.wait)
        if isinstance(file, Redirect):
            query = urlsplit(request.path).query
            request.send_response(308)
            request.send_header("Location", f"/{quote(file.path)}{query and '?'}{query}")
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        content = self.habits.change(file, file.read_bytes()) if file else None
        for pattern, fault in self.faults.items():
            if fnmatch(path, pattern) and content is not None:
                content = fault(content)
        if file is None or content is None:
            request.send_response(404)
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        part = self.habits.part(request.headers.get("Range"), len(content))
        request.send_response(206 if part else 200)
        kind = (
            _TYPES.get(file.suffix)
            or mimetypes.guess_type(file.name)[0]
            or "application/octet-stream"
        )
        request.send_header("Content-Type", kind)
        packed = file.suffix in _PACKED and "gzip" in request.headers.get("Accept-Encoding", "")
        if part:
            packed = False
            request.send_header("Content-Range", f"bytes {part[0]}-{part[1]}/{len(content)}")
            content = content[part[0] : part[1] + 1]
        body = _gzip(content) if packed else content
        if packed:
            request.send_header("Content-Encoding", "gzip")
        lasting = file.suffix not in (".html",) and file.name != "sw.js"
        age = "public, max-age=31536000, immutable" if lasting else "no-cache"
        request.send_header("Cache-Control", age)
        request.send_header("Content-Length", str(len(body)))
        for header, value in self.headers.items():
            request.send_header(header, value)
        request.end_headers()
        if request.command == "HEAD":
            return
        self.sent += len(body)
        self.weights[path] = len(body)
        for start in range(0, len(body), _CHUNK) if self.bits else ():
            chunk = body[start : start + _CHUNK]
            with self._line:
                time.sleep(len(chunk) * 8 / self.bits)
            request.wfile.write(chunk)
        if not self.bits:
            pause = next((s for pattern, s in self.pauses.items() if fnmatch(path, pattern)), 0.0)
            request.wfile.write(body[:_CHUNK])
            time.sleep(pause)
            request.wfile.write(body[_CHUNK:])


@contextmanager
def serving(folder: Path) -> Iterator[Host]:
    """A host for a folder.

    Raises:
        AssertionError: a page, or a worker of it, did what the content security policy refuses.
    """
    host = Host(folder)
    yield host
    host.stop()
    assert not host.refused, host.refused


def security_headers(folder: Path) -> dict[str, str]:
    """What a host sends with each file of a site, as the site wants it, and where to report to."""
    file = folder / HEADERS_FILE
    headers = Headers(Policy(STRICT))
    text = file.read_bytes() if file.is_file() else write_netlify(folder, headers)
    lines = text.decode().split("\n")
    for_all = lines[lines.index("/*") + 1 :]
    sent = {}
    for line in for_all:
        if not line.startswith(" "):
            break
        name, value = line.strip().split(": ", 1)
        sent[name] = value
    sent["Content-Security-Policy"] += f"; report-uri {REPORTS}"
    return sent


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._open: set[Any] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection early is nothing to report."""

    def drop_connections(self) -> None:
        """Closes connections that browsers keep open."""
        for connection in self._open:
            with suppress(OSError):  # it may be closed already
                connection.shutdown(socket.SHUT_RDWR)
