"""A real nginx that sends a folder, for tests of what it sends."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_PLACES = "/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/bin"
_SECONDS = 20
"""So long may it take to listen."""


@dataclass(frozen=True)
class Answer:
    """What nginx sent."""

    status: int
    headers: dict[str, str]
    """By name in lower case."""
    body: bytes


@dataclass(frozen=True)
class Nginx:
    """One that listens."""

    port: int

    def ask(self, path: str, **headers: str) -> Answer:
        """Asks for a path; ``_`` in the names of headers stands for ``-``."""
        end = time.monotonic() + _SECONDS
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_SECONDS)
            try:
                named = {name.replace("_", "-"): value for name, value in headers.items()}
                connection.request("GET", path, headers=named)
                sent = connection.getresponse()
                read = {name.lower(): value for name, value in sent.getheaders()}
                return Answer(sent.status, read, sent.read())
            except ConnectionRefusedError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
            finally:
                connection.close()


@contextmanager
def nginx(server: str, folder: Path) -> Iterator[Nginx]:
    """Runs nginx, where it is installed; else the test is skipped.

    Args:
        server: a ``server`` block, with ``listen 80;`` in it, for which a free port is taken.
        folder: an empty one, for what it writes.
    """
    program = shutil.which("nginx", path=_PLACES)
    if program is None:
        pytest.skip("nginx is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "listen 80;" in server
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;\n" if folder.owner() == "root" else ""
    config = folder / "nginx.conf"
    config.write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}\n{server}\n}}\n"
    )
    command = [program, "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    running = subprocess.Popen(command)
    try:
        yield Nginx(port)
    finally:
        running.terminate()
        running.wait()
