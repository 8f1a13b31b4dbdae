"""Real browsers for tests, driven through `bridge/main.mjs`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs_liveguide.runtime.node import find_node

ENGINES = ("chromium", "firefox", "webkit")

_NAMES = {
    "chromium": ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
    "webkit": ("WebKitWebDriver",),
}
_VARIABLES = {"chromium": "CHROMIUM", "firefox": "FIREFOX", "webkit": "WEBKIT_DRIVER"}


def find_browser(engine: str) -> str | None:
    """The program of an engine, or None where it is not installed."""
    named = os.environ.get(_VARIABLES[engine])
    candidates = [named] if named else []
    found = [path for name in (*candidates, *_NAMES[engine]) if (path := shutil.which(name))]
    if engine == "webkit" and (find_minibrowser() is None or shutil.which("Xvfb") is None):
        return None
    return found[0] if found else None


def find_minibrowser() -> str | None:
    """The browser that WebKitGTK's driver starts."""
    places = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return str(places[-1]) if places else None


class BrowserError(Exception):
    """The browser, or a script in its page, says that something failed."""


class BrowserCrash(BrowserError):
    """A process of the browser has ended, which says nothing of what the test is about.

    It is run once more (`pyproject.toml`), and the summary counts it as rerun.
    """


class Browser:
    """One engine, started once; each tab has a profile of its own."""

    def __init__(self, engine: str, program: str) -> None:
        self.engine = engine
        environment = dict(os.environ)
        self._screen = _start_screen(environment) if engine == "webkit" else None
        environment["MINIBROWSER"] = find_minibrowser() or ""
        self._bridge = subprocess.Popen(
            [
                str(find_node()),
                str(Path(__file__).with_name("bridge") / "main.mjs"),
                engine,
                program,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=Path(__file__).parents[2],
        )
        self._read()

    def ask(self, method: str, tab: int = 0, **params: Any) -> Any:
        """Sends a request to the bridge and returns its answer."""
        assert self._bridge.stdin
        request = json.dumps({"method": method, "tab": tab, "params": params})
        self._bridge.stdin.write(f"{request}\n")
        self._bridge.stdin.flush()
        return self._read()

    def _read(self) -> Any:
        assert self._bridge.stdout
        line = self._bridge.stdout.readline()
        if not line:
            raise BrowserError(f"{self.engine}: the bridge ended with {self._bridge.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            kind = BrowserCrash if answer["crashed"] else BrowserError
            raise kind(answer["error"])
        return answer.get("value")

    @contextmanager
    def tab(self, lean: bool = False, again: bool = False) -> Iterator[Tab]:
        """A new tab with an empty profile.

        Args:
            lean: WebKit does without the last of its compilers (`bridge/webkit.mjs`), for tests of
                what does not depend on it; other engines are as readers have them.
            again: it may have been lent before, for hosts at other addresses, and may be lent again
                afterwards unless it is `spoilt`. What a browser keeps belongs to an address, and
                no two hosts have the same one.

        Raises:
            AssertionError: a page did what its content security policy refuses.
        """
        tab = Tab(self, self.ask("open", lean=lean, again=again))
        well = False
        try:
            yield tab
            refused = tab.refused()
            assert not refused, refused
            well = again and not tab.spoilt
        finally:
            self.ask("closeTab", tab.number, again=well)

    def close(self) -> None:
        """Ends the browser and what was started for it."""
        assert self._bridge.stdin
        assert self._bridge.stdout
        self._bridge.stdin.close()
        try:
            self._bridge.wait(30)
        except subprocess.TimeoutExpired:
            self._bridge.kill()
            self._bridge.wait()
        self._bridge.stdout.close()
        if self._screen:
            self._screen.terminate()
            self._screen.wait()


def _start_screen(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A screen without a display, which WebKitGTK needs; its number goes into the environment."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1600x1200x24",
        "-nolisten",
        "tcp",
    ]
    screen = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        environment["DISPLAY"] = f":{pipe.readline().strip()}"
    # WebKit's own sandbox needs rights that containers do not give; the pages are ours.
    environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
    environment.setdefault("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
    environment.setdefault("GTK_A11Y", "none")
    environment.setdefault("NO_AT_BRIDGE", "1")
    return screen


_SHORTEST, _LONGEST = 0.005, 0.05
"""Seconds between looks at a page: most things come at once; what takes long is left in peace."""
_DOCUMENT = "performance.timeOrigin"
"""JavaScript: what no two documents of a tab have in common."""
_DESCRIPTION = """
const texts = (selector) =>
  [...document.querySelectorAll(selector)].map((each) => each.textContent.slice(0, 300));
const states = ({ scope, installing, waiting, active }) =>
  [scope, ...[installing, waiting, active].map((each) => each?.state)];
return {
  address: location.href,
  title: document.title,
  statuses: texts(".cell-status"),
  outputs: texts(".cell-output"),
  workers: (await navigator.serviceWorker?.getRegistrations().catch(() => []))?.map(states),
  said: window.said,
}
"""
"""JavaScript: what a page shows of its live parts."""


class Tab:
    """A page in a browser. `body` arguments are JavaScript of an async function."""

    def __init__(self, browser: Browser, number: int) -> None:
        self.browser = browser
        self.engine = browser.engine
        self.number = number
        self.spoilt = False
        """Whether nobody should have it after this."""

    def goto(self, url: str) -> None:
        """Opens an address and waits until it is loaded."""
        self.browser.ask("goto", self.number, url=url)

    def to_front(self) -> None:
        """Shows it before all others: what nobody sees may be slowed down."""
        self.browser.ask("front", self.number)

    def evaluate(self, body: str) -> Any:
        """Runs JavaScript in the page; returns what it returns, as plain data."""
        return self.browser.ask("evaluate", self.number, body=body)

    def click(self, selector: str) -> None:
        """Clicks, as a reader would, as soon as the element can be seen."""
        self.browser.ask("click", self.number, selector=selector)

    def type(self, selector: str, text: str) -> None:
        """Types into an element."""
        self.browser.ask("type", self.number, selector=selector, text=text)

    def press(self, *keys: str) -> None:
        """Presses keys together, such as ``"Control", "Enter"``."""
        self.browser.ask("press", self.number, keys=keys)

    def resize(self, width: int, height: int) -> None:
        """Gives the window a size, in CSS pixels."""
        self.browser.ask("resize", self.number, width=width, height=height)

    def phone(self, width: int, height: int) -> None:
        """Gives it a phone's screen, without a pointer, until it is closed (Chromium only)."""
        self.spoilt = True
        self.browser.ask("phone", self.number, width=width, height=height)

    def prefer(self, scheme: str) -> None:
        """Asks for ``light`` or ``dark`` (not in WebKit)."""
        self.browser.ask("prefer", self.number, scheme=scheme)

    def paper(self) -> None:
        """Shows pages as they are printed (Chromium only)."""
        self.browser.ask("paper", self.number)

    def scripts(self, enabled: bool) -> None:
        """Switches JavaScript off or on for pages that are opened from now on (not in WebKit)."""
        self.browser.ask("scripts", self.number, enabled=enabled)

    def slow(self, bits: int, latency: int) -> None:
        """Slows the network: bits a second (0: full speed), milliseconds (Chromium only)."""
        self.browser.ask("slow", self.number, bits=bits, latency=latency)

    def throttle(self, rate: float) -> None:
        """Slows the processor down so many times (Chromium only)."""
        self.browser.ask("throttle", self.number, rate=rate)

    def screenshot(self, path: Path, whole: bool = False) -> None:
        """Writes what can be seen as PNG."""
        self.browser.ask("screenshot", self.number, path=str(path), whole=whole)

    def take_out_and_put_back(self, selector: str) -> None:
        """Takes an element out of the document for a moment, as instant navigation may do."""
        self.evaluate(
            f"const element = document.querySelector({json.dumps(selector)});"
            "const place = document.createElement('div'); element.before(place); element.remove();"
            "await new Promise((done) => setTimeout(done, 50)); place.replaceWith(element)"
        )

    def logs(self) -> list[str]:
        """New warnings, errors and requests since the last call: ``error: …``, ``request: …``."""
        found: list[str] = self.browser.ask("read", self.number)
        return found

    def refused(self) -> list[str]:
        """What the content security policy refused since the last call (not in WebKit: the host
        is told there)."""
        found: list[str] = self.browser.ask("refused", self.number)
        return found

    def text(self, selector: str) -> str:
        """The text of an element, or "" where there is none."""
        quoted = json.dumps(selector)
        reading = f"return document.querySelector({quoted})?.textContent ?? ''"
        try:
            return str(self.evaluate(reading))
        except BrowserError:
            # WebKit's driver loses an answer now and then; reading changes nothing.
            return str(self.evaluate(reading))

    def wait(self, condition: str, seconds: float = 60) -> None:
        """Waits until a JavaScript expression is true, on this page or on one that follows it.

        A page that gives way while it is looked at is told in other words by each engine, and by
        each of their versions. So no words are read: an error counts where the document stays.

        Raises:
            AssertionError: it is not, after that time.
            BrowserError: the expression cannot be evaluated.
        """
        end = time.monotonic() + seconds
        document, pause = None, _SHORTEST
        while time.monotonic() < end:
            try:
                document, true = self.evaluate(f"return [{_DOCUMENT}, Boolean({condition})]")
                if true:
                    return
            except BrowserCrash:
                raise
            except BrowserError:
                before, document = document, self._find_document(end)
                if document == before:
                    raise
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST)
        raise AssertionError(f"{self.engine}: never true: {condition}; {self.describe()}")

    def describe(self) -> str:
        """What the page shows and has said, for whoever reads why a test failed."""
        try:
            return json.dumps(self.evaluate(_DESCRIPTION))
        except BrowserError as error:
            return f"the page does not answer: {error}"

    def wait_until(self, true: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Waits until something is true that the page alone cannot say.

        Raises:
            AssertionError: it is not, after that time.
        """
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"{self.engine}: never true: {what}"
            time.sleep(_LONGEST)

    def _find_document(self, end: float) -> float:
        """Which document the tab shows, as soon as it shows one."""
        while True:
            try:
                return float(self.evaluate(f"return {_DOCUMENT}"))
            except BrowserError:
                if time.monotonic() > end:
                    raise
            time.sleep(0.05)
