"""Pyodide in Chromium, which fetches all from a host of this machine and sends the answer there.

So nothing that drives browsers is needed: no package of Node's, no debugging protocol.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory

from mkdocs_liveguide.testing.pythons.program import SECONDS, no_answer

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
}
_HERE = Path(__file__).parent


def find() -> Path | None:
    """The browser that the variable CHROMIUM names, else one that is installed."""
    for name in (os.environ.get("CHROMIUM", ""), *_NAMES):
        if name and (found := shutil.which(name)):
            return Path(found)
    return None


def run(program: Path, pyodide: Path, work: str, archive: bytes) -> str:
    """The answer.

    Args:
        program: Chromium.
        pyodide: the folder of Pyodide.
        work: see `Parcel.as_json`.
        archive: see `Parcel`.

    Raises:
        GuideFailure: there was none.
    """
    answers: Queue[tuple[str, str]] = Queue()
    contents = {
        "/": (_HERE / "in_browser.html").read_bytes(),
        "/in_pyodide.mjs": (_HERE / "in_pyodide.mjs").read_bytes(),
        "/work.json": work.encode(),
        "/archive.zip": archive,
        **{
            f"/pyodide/{path.name}": path.read_bytes()
            for path in pyodide.iterdir()
            if path.is_file()
        },
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(contents, answers))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            browser = subprocess.Popen(
                _command(program, Path(profile), f"http://127.0.0.1:{server.server_port}/"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                kind, text = _first(answers, browser)
            finally:
                browser.kill()
                browser.wait()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    if kind != "answer":
        raise no_answer("Pyodide in Chromium", text)
    return text


def _command(program: Path, profile: Path, address: str) -> list[str]:
    # Its own sandbox does not start for root, as which containers run; the page is ours.
    sandbox = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    return [
        str(program),
        "--headless=new",
        *sandbox,
        f"--user-data-dir={profile}",
        "--no-first-run",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-background-networking",
        address,
    ]


def _first(answers: Queue[tuple[str, str]], browser: subprocess.Popen[bytes]) -> tuple[str, str]:
    for _ in range(SECONDS):
        try:
            return answers.get(timeout=1)
        except Empty:
            if browser.poll() is not None:
                return "failed", f"the browser ended with {browser.returncode}"
    return "failed", f"nothing came in {SECONDS} seconds"


def _handler(
    contents: dict[str, bytes], answers: Queue[tuple[str, str]]
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._send(contents.get(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answers.put((self.path.lstrip("/"), body.decode("utf-8", "replace")))
            self._send(b"")

        def _send(self, content: bytes | None) -> None:
            self.send_response(404 if content is None else 200)
            kind = _TYPES.get(Path(self.path).suffix or ".html", "application/octet-stream")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            pass

    return Handler
