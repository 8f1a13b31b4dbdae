"""What a browser keeps of a site, as its pages see it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from tests.browser.drive import Tab
from tests.browser.first_cell import run_first_cell
from tests.browser.server import Host

from mkdocs_liveguide.runtime.service_worker import build_service_worker

CONTROLLED = "navigator.serviceWorker.controller?.state === 'activated'"
LAB = "document.querySelector('live-lab [data-action=run]')"

_LISTEN = """
const { setTimeout } = window;
window.setTimeout = (work, wait) => setTimeout(work, wait === 3000 ? 0 : wait);
window.said = [];
console.info = (...words) => said.push(words.join(" "));
"""
"""Python is there at once, and so is the service worker; what is said is kept."""


def open_listening(tab: Tab, url: str) -> None:
    """Opens a page whose console is heard, and which does not wait before it keeps the site."""
    tab.goto(url)
    tab.evaluate(_LISTEN)


def said(tab: Tab) -> list[str]:
    """What the page has said in its console, since it was opened with `open_listening`."""
    found: list[str] = tab.evaluate("return said")
    return found


def use_python_and_wait(tab: Tab, host: Host) -> None:
    """Runs a cell, and waits until the site is kept."""
    open_listening(tab, host.url)
    run_first_cell(tab)
    tab.wait(CONTROLLED)


def cached(tab: Tab) -> list[str]:
    """The names of all caches of the origin."""
    found: list[str] = tab.evaluate("return await caches.keys()")
    return found


def damage(tab: Tab, pattern: str, body: str = "damaged") -> list[str]:
    """Puts another text in the place of kept files, by a part of their address; returns those."""
    found: list[str] = tab.evaluate(
        "const found = []; for (const name of await caches.keys()) {"
        "const cache = await caches.open(name); for (const { url } of await cache.keys())"
        f"if (url.includes({json.dumps(pattern)})) {{ found.push(url);"
        f"await cache.put(url, new Response({json.dumps(body)})) }} }} return found"
    )
    return found


def another_build(site: Path, folder: Path, title: str) -> Path:
    """A copy of the workbench in an empty folder, with such a title on its plain page."""
    shutil.copytree(site, folder, copy_function=os.link)
    rename(folder, title)
    publish_worker(folder)
    return folder


def rename(site: Path, title: str) -> None:
    """Gives the plain page another title, as an edit would."""
    page = site / "plain" / "index.html"
    content = page.read_text("utf-8")
    start, end = content.index("<title>") + len("<title>"), content.index("</title>")
    publish(page, (content[:start] + title + content[end:]).encode())


def publish_worker(site: Path) -> None:
    """Writes the service worker of what lies in the folder now."""
    publish(site / "sw.js", build_service_worker(site))


def publish(file: Path, content: bytes) -> None:
    """Puts a file in the place of one that another site may have too, without a moment of none.

    A service worker that asks in such a moment would hear that the site has gone, and go too.
    """
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(content)
    new.replace(file)
