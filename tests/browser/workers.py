"""The workers of a page: what was started, and what of it is still there."""

from __future__ import annotations

from tests.browser.drive import Tab

_WATCH = """
window.workers = [];
window.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    this.kind = /keeper|compiler/.exec(url)?.[0] ?? "interpreter";
    this.alive = true;
    workers.push(this);
    const interpreters = workers.filter(({ alive, kind }) => alive && kind === "interpreter");
    window.most = Math.max(window.most ?? 0, interpreters.length);
  }
  terminate() {
    this.alive = false;
    super.terminate();
  }
};
"""


def watch_workers(tab: Tab) -> None:
    """From now on; before the page has started any."""
    tab.evaluate(_WATCH)


def alive(tab: Tab, kind: str = "interpreter") -> int:
    """How many there are now."""
    found = tab.evaluate(f"return workers.filter((w) => w.alive && w.kind === '{kind}').length")
    return int(found)


def started(tab: Tab) -> int:
    """How many interpreters have been started."""
    return int(tab.evaluate("return workers.filter((w) => w.kind === 'interpreter').length"))


def most(tab: Tab) -> int:
    """How many interpreters there were at most at once."""
    return int(tab.evaluate("return window.most ?? 0"))
