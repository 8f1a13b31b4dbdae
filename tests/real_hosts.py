"""Real hosts, nginx and Apache, that send a folder, for tests of what they send."""

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
from tempfile import TemporaryDirectory

import pytest

_PLACES = "/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/bin"
_MODULES = (
    "/usr/lib/apache2/modules",
    "/usr/lib64/httpd/modules",
    "/opt/homebrew/lib/httpd/modules",
)
"""Where systems put Apache's modules."""
_LOADED = (
    "alias",
    "authz_core",
    "autoindex",
    "deflate",
    "dir",
    "filter",
    "headers",
    "mime",
    "mpm_event",
    "unixd",
)
_SECONDS = 20
"""So long may it take to listen."""


@dataclass(frozen=True)
class Answer:
    """What a host sent."""

    status: int
    headers: dict[str, str]
    """By name in lower case."""
    body: bytes


@dataclass(frozen=True)
class RealHost:
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
def nginx(server: str, folder: Path) -> Iterator[RealHost]:
    """Runs nginx, where it is installed; else the test is skipped.

    Args:
        server: a ``server`` block, with ``listen 80;`` in it, for which a free port is taken.
        folder: an empty one, for what it writes.
    """
    program = shutil.which("nginx", path=_PLACES)
    if program is None:
        pytest.skip("nginx is not installed")
    port = _free_port()
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
    with _running(command, port) as host:
        yield host


@contextmanager
def apache(folder: Path) -> Iterator[RealHost]:
    """Runs Apache, where it is installed; else the test is skipped.

    Args:
        folder: what it sends; a ``.htaccess`` in it is heeded. It gets a copy, since as root it
            reads files as somebody else, who cannot read a folder of tests.
    """
    program = shutil.which("apache2", path=_PLACES) or shutil.which("httpd", path=_PLACES)
    modules = next(filter(Path.is_dir, map(Path, _MODULES)), None)
    if program is None or modules is None:
        pytest.skip("Apache is not installed")
    port = _free_port()
    with TemporaryDirectory() as name:
        own = Path(name)
        own.chmod(0o755)
        shutil.copytree(folder, own / "site")
        (own / "site").chmod(0o755)
        # Some systems have some of them built in.
        there = [each for each in _LOADED if (modules / f"mod_{each}.so").is_file()]
        load = [f"LoadModule {each}_module {modules}/mod_{each}.so" for each in there]
        user = ["User nobody"] if folder.owner() == "root" else []
        (own / "httpd.conf").write_text(
            "\n".join(
                [
                    *load,
                    *user,
                    f'ServerRoot "{own}"',
                    f'PidFile "{own}/pid"',
                    f'ErrorLog "{own}/error.log"',
                    f"Listen 127.0.0.1:{port}",
                    "ServerName localhost",
                    "DirectoryIndex index.html",
                    "TypesConfig /dev/null",
                    f'DocumentRoot "{own}/site"',
                    "<Directory />",
                    "AllowOverride All",
                    "</Directory>",
                ]
            )
            + "\n"
        )
        command = [program, "-f", str(own / "httpd.conf")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        with _running([*command, "-D", "FOREGROUND"], port) as host:
            yield host


@contextmanager
def _running(command: list[str], port: int) -> Iterator[RealHost]:
    running = subprocess.Popen(command)
    try:
        yield RealHost(port)
    finally:
        running.terminate()
        running.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
