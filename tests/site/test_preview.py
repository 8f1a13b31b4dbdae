"""A preview lives on, whatever its author breaks, and shows what is wrong in the page."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.site.conftest import SmallGuide

LONGEST = 120
"""Seconds after which waiting is given up: far longer than a busy machine takes."""


class Running:
    """A preview of the small guide."""

    def __init__(self, guide: SmallGuide, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.guide, self.log = guide, log
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--strict", "-a", f"127.0.0.1:{self.port}"],
                cwd=self.guide.folder,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str = "/") -> str:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}{path}", timeout=LONGEST
            ) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()

    def until(self, holds: Callable[[str], bool], path: str = "/") -> str:
        """The page, once it is as wanted."""
        end = time.monotonic() + LONGEST
        while True:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            try:
                page = self.get(path)
            except (urllib.error.URLError, ConnectionError):
                page = ""
            if page and holds(page):
                return page
            assert time.monotonic() < end, f"{page[-3000:]}\n{self.log.read_text('utf-8')}"
            time.sleep(0.1)


def told(page: str) -> list[str]:
    """The places of the problems that a page shows."""
    return re.findall(r"<code>([^<]+)</code><p>Found", page)


@pytest.fixture
def running(small_guide: SmallGuide, tmp_path: Path) -> Iterator[Running]:
    small_guide.edit("docs/index.md", "guides/water.md", "guides/watr.md")
    preview = Running(small_guide, tmp_path / "log")
    try:
        yield preview
    finally:
        preview.process.terminate()
        preview.process.wait()


def test_a_preview_lives_through_all_mistakes(running: Running) -> None:
    guide = running.guide
    # It was started on broken sources.
    page = running.until(lambda page: told(page) == ["docs/index.md:10"])
    assert "There is no site yet" in page
    assert "livereload(" in page

    guide.edit("docs/index.md", "guides/watr.md", "guides/water.md")
    page = running.until(lambda page: not told(page))
    assert "Short of time?" in page

    guide.edit("docs/guides/water.md", "::: live", "::: liv")
    guide.edit("docs/guides/water.md", "Begin with 65", "Start with 65")
    page = running.until(lambda page: told(page) == ["docs/guides/water.md:14"], "/guides/water/")
    assert "Begin with 65" in page, "the last good content"
    assert "livereload(" in page

    guide.edit("mkdocs.yml", "site_name: Bread guide", "site_name: [")
    running.until(lambda page: [each.split(":")[0] for each in told(page)] == ["mkdocs.yml"])
    guide.edit("mkdocs.yml", "site_name: [", "site_name: Bread guide\nnav: [index.md, 404.md]")
    running.until(lambda page: told(page) == ["docs/guides/water.md:14"])

    # An entry without a page, and pages without an entry, are shown over the newest content.
    guide.edit("docs/guides/water.md", "Start with 65", "Begin with 65")  # its vector is kept
    guide.edit("docs/guides/water.md", "::: liv ", "::: live ")
    page = running.until(lambda page: told(page) == ["mkdocs.yml:4"])
    assert "from the last good build" not in page
    said = running.log.read_text("utf-8")
    assert "Traceback" not in said
    assert said.count("docs/guides/water.md:14: found") == 1


def test_a_taken_port_is_told_before_anything_is_built(running: Running) -> None:
    running.until(lambda page: bool(told(page)))
    second = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{running.port}"],
        cwd=running.guide.folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    output = second.stdout + second.stderr
    assert f"Port {running.port} of 127.0.0.1 is taken" in output
    assert "Traceback" not in output
    assert "Cleaning" not in output
