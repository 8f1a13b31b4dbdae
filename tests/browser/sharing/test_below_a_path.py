"""A site below a path, sent by a real nginx: unknown addresses, and links to report a mistake."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.browser.drive import Tab
from tests.real_hosts import nginx
from tests.shared import Shared

BELOW = "guides/bread/"
REPOSITORY = "https://github.com/bread/guide"


def build_bread(root: Path, folder: Path, *changes: tuple[str, str]) -> None:
    """Builds the guide about bread with other settings."""
    shutil.copytree(root / "tests/fixtures/bread", folder, dirs_exist_ok=True)
    (root / "build").mkdir(exist_ok=True)
    (folder / "build").symlink_to(root / "build")
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    settings.write_text(text, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr


@dataclass(frozen=True)
class Sent:
    """A site that is sent."""

    url: str
    """Its address, with a slash at the end."""


@pytest.fixture
def host(root: Path, shared: Shared, tmp_path: Path, page: Tab) -> Iterator[Sent]:
    """The guide about bread below a path, with a repository."""
    old = "site_url: https://bread.example/\n"
    new = f"{old.strip()}{BELOW}\nrepo_url: {REPOSITORY}\nedit_uri: edit/main/docs\n"
    more = ("  - liveguide\n", "  - liveguide:\n      hosts: [nginx]\n")
    site = shared.folder("bread-below", lambda folder: build_bread(root, folder, (old, new), more))
    served, logs = tmp_path / "srv", tmp_path / "nginx"
    logs.mkdir()
    (served / BELOW).parent.mkdir(parents=True)
    (served / BELOW.rstrip("/")).symlink_to(site / "site")
    server = f"server {{ listen 80; root {served}; include {site}/site/_nginx.conf; }}"
    with nginx(server, logs) as running:
        running.ask("/")
        yield Sent(f"http://127.0.0.1:{running.port}/{BELOW}")
    assert page.refused() == []


def quiet(page: Tab, *but: str) -> list[str]:
    lines = [line for line in page.logs() if not line.startswith("request:")]
    return [line for line in lines if not any(each in line for each in but)]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("guides/wet-dough_at%20home.html", "guides wet dough at home"),
        ("nowhere/", "nowhere"),
        ("br%C3%B6tchen/index.html?x=1#y", "brötchen"),
        ("%FF/x", "x"),
    ],
)
def test_an_unknown_address_is_searched_for(
    page: Tab, host: Sent, address: str, words: str
) -> None:
    page.goto(host.url + address)
    page.wait("document.querySelector('live-missing a[href*=q]')?.hidden === false")
    assert page.evaluate("return document.querySelector('#missing-words').value") == words
    assert page.text("live-missing a") == f"Search for “{words}”"
    page.click("live-missing [type=submit]")
    page.wait("document.querySelector('#ask-question')?.value")
    assert page.evaluate("return location.pathname") == f"/{BELOW}ask/"
    assert page.evaluate("return document.querySelector('#ask-question').value") == words
    assert quiet(page, "404") == []


def test_other_words_can_be_put_in(page: Tab, host: Sent) -> None:
    page.goto(f"{host.url}nowhere/deep/down")
    page.wait("document.querySelector('live-missing a')?.hidden === false")
    page.evaluate(
        "const field = document.querySelector('#missing-words'); field.value = 'a & b';"
        "field.dispatchEvent(new Event('input', { bubbles: true }))"
    )
    assert page.text("live-missing a") == "Search for “a & b”"
    href = page.evaluate("return document.querySelector('live-missing a').href")
    assert href == f"{host.url}ask/#q=a%20%26%20b"


def test_without_scripts_plain_links_lead_on(page: Tab, host: Sent) -> None:
    page.scripts(False)
    try:
        page.goto(f"{host.url}nowhere/deep/down")
    finally:
        page.scripts(True)
    shown = "getComputedStyle(document.querySelector('live-missing form')).display"
    assert page.text("article h1") == "Page not found"
    links = page.evaluate(
        "return [...document.querySelectorAll('article li a')].map((a) => a.href)"
    )
    assert links == [host.url, f"{host.url}ask/"]
    assert page.evaluate(f"return {shown}") in ("none", "block")


def test_a_report_names_page_and_section(page: Tab, host: Sent) -> None:
    def body() -> list[str]:
        page.evaluate("document.querySelector('live-report a').focus()")
        href = str(page.evaluate("return document.querySelector('live-report a').href"))
        page.evaluate("document.activeElement.blur()")
        assert href.startswith(f"{REPOSITORY}/issues/new?")
        return parse_qs(urlsplit(href).query)["body"][0].split("\n")

    page.goto(f"{host.url}guides/water/")
    page.wait("document.querySelector('live-report:defined')")
    assert body()[:2] == [f"Page: https://bread.example/{BELOW}guides/water/", "Section: "]
    page.evaluate("location.hash = document.querySelectorAll('article h2')[0].id")
    assert body()[1] == "Section: Hydration"
    page.evaluate(
        "const text = document.querySelector('article h2:nth-of-type(2) + p').firstChild;"
        "getSelection().setBaseAndExtent(text, 0, text, 5)"
    )
    assert body()[1] == "Section: Wet doughs"
    edit = page.evaluate("return document.querySelector('.page-feedback [rel=edit]').href")
    assert edit == f"{REPOSITORY}/edit/main/docs/guides/water.md"
    assert quiet(page) == []
