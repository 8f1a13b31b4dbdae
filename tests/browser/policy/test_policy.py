"""The whole guide under the strict content security policy: no page does what it refuses.

That nothing was refused is asserted when a tab and a host end: see `Browser.tab` and `serving`.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.browser.drive import Tab
from tests.browser.first_cell import RUN, run_first_cell
from tests.browser.server import Host

from mkdocs_liveguide.policy.rules import STRICT, Policy

SETTLED = "await new Promise((done) => setTimeout(done, 100))"


@pytest.mark.parametrize(
    "wrong",
    [
        "<script>window.ran = true</script>",
        "<p style='color: red'>x</p>",
        "<style>p { color: red }</style>",
        "<script src='data:text/javascript,window.ran=true'></script>",
    ],
)
def test_what_a_page_may_not_do_is_noticed(tab: Tab, host: Host, wrong: str) -> None:
    host.faults["plain/index.html"] = lambda content: content + wrong.encode()
    tab.goto(f"{host.url}plain/")
    end = time.monotonic() + 20
    while not host.refused and time.monotonic() < end:
        time.sleep(0.05)
    assert host.refused, "every engine tells the host"
    assert tab.refused() or tab.engine == "webkit"
    assert not tab.evaluate("return Boolean(window.ran)")
    host.refused.clear()


def test_a_worker_is_under_the_policy_too(tab: Tab, host: Host) -> None:
    host.forgives = "connect-src"
    tell = b"\nfetch('data:,x').then(() => fetch('/allowed'), () => fetch('/refused'));"
    host.faults["*worker*"] = lambda content: content + tell
    tab.goto(host.url)
    tab.wait(f"document.querySelector('{RUN}')")
    tab.click(RUN)
    end = time.monotonic() + 60
    while not {"allowed", "refused"} & set(host.requests) and time.monotonic() < end:
        time.sleep(0.05)
    assert "refused" in host.requests
    assert "allowed" not in host.requests


def test_no_page_of_the_guide_does_what_the_policy_refuses(
    tab: Tab, guide: Host, site: Path
) -> None:
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(names) > 40
    for name in names:
        tab.goto(f"{guide.url}{name.removesuffix('index.html')}")
        # The theme's own scripts have run: without them, it would throw.
        tab.wait("typeof __md_get === 'function'")


def test_a_former_address_leads_on_by_itself(tab: Tab, guide: Host) -> None:
    tab.goto(f"{guide.url}understand/how-they-combine/")
    tab.wait("location.pathname.endsWith('/decide/when-both/')")
    assert tab.evaluate("return location.hash") == "#four-ways-to-combine-them"


def test_the_theme_works_and_keeps_the_readers_choice(tab: Tab, guide: Host) -> None:
    scheme = "return document.body.dataset.mdColorScheme"
    next_one = (
        "[...document.querySelectorAll('label[for^=__palette]')].find((each) => !each.hidden)"
    )
    tab.goto(guide.url)
    tab.wait(next_one)
    before = tab.evaluate(scheme)
    for _ in range(3):
        tab.evaluate(f"{next_one}.click()")
        if tab.evaluate(scheme) != before:
            break
    chosen = tab.evaluate(scheme)
    assert chosen != before
    tab.goto(f"{guide.url}learn/glossary/")
    assert tab.evaluate(scheme) == chosen
    tab.evaluate("document.querySelector('label[for=__search]').click()")
    tab.evaluate(
        "const field = document.querySelector('.md-search__input'); field.focus();"
        "field.value = 'adapter';"
        "for (const kind of ['input', 'keyup'])"
        " field.dispatchEvent(new Event(kind, { bubbles: true }))"
    )
    tab.wait("document.querySelector('.md-search-result__item')")


def test_colours_are_chosen_before_anything_is_seen(page: Tab, guide: Host) -> None:
    page.goto(guide.url)
    page.evaluate(
        "__md_set('__palette', { index: 2, color: { media: '(prefers-color-scheme: dark)',"
        " scheme: 'slate', primary: 'custom', accent: 'custom' } })"
    )
    page.goto(f"{guide.url}learn/")
    # Nothing is waited for, and what is read comes after it.
    first = page.evaluate(
        "const chooses = [...document.scripts].find((each) => each.text.includes('__palette'));"
        "return chooses.src === '' && !!(chooses.compareDocumentPosition("
        "document.querySelector('main')) & Node.DOCUMENT_POSITION_FOLLOWING)"
    )
    assert first is True
    assert page.evaluate("return document.body.dataset.mdColorScheme") == "slate"


def test_pages_take_each_others_place_with_their_styles(tab: Tab, guide: Host) -> None:
    guide.faults["sitemap.xml"] = lambda content: content.replace(
        b"http://127.0.0.1:8000/", guide.url.encode()
    )
    tab.goto(f"{guide.url}guides/prompt/")
    tab.wait(f"document.querySelector('{RUN}')")
    sheets = "return document.querySelectorAll('link[rel=stylesheet]').length"
    before = tab.evaluate(sheets)
    for address in ("notebooks/facts-in-weights/", "guides/agents/", "labs/cost/"):
        tab.evaluate(
            "window.same = true; const link = document.createElement('a');"
            f"link.href = '{guide.url}{address}'; document.querySelector('article').append(link);"
            "link.click()"
        )
        tab.wait(f"document.querySelector('link[rel=canonical]').href.endsWith('{address}')")
        assert tab.evaluate("return window.same") is True
        if address.startswith("notebooks"):
            # At once, without another file to wait for.
            aligned = (
                "return getComputedStyle(document.querySelector('td[data-live-style]')).textAlign"
            )
            assert tab.evaluate(aligned) == "right"
            assert tab.evaluate(sheets) == before
    tab.evaluate(SETTLED)


def test_the_editor_has_its_styles(tab: Tab, host: Host) -> None:
    tab.goto(host.url)
    tab.wait("document.querySelector('live-cell [data-action=edit]')")
    tab.click("live-cell [data-action=edit]")
    tab.wait("document.querySelector('.cm-editor .cm-line span[class]')")
    assert tab.evaluate(
        "return getComputedStyle(document.querySelector('.cm-scroller')).display"
    ) == ("flex")
    colours = tab.evaluate(
        "return [...new Set([...document.querySelectorAll('.cm-line span')]"
        ".map((each) => each.className))].length"
    )
    assert colours > 1
    assert tab.evaluate("return document.querySelectorAll('head > style').length") == 0


def test_a_page_that_carries_the_policy_itself_works(tab: Tab, host: Host) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{Policy(STRICT).meta}">'
    host.faults["index.html"] = lambda content: content.replace(
        b'<meta charset="utf-8">', f'<meta charset="utf-8">{meta}'.encode()
    )
    del host.headers["Content-Security-Policy"]
    tab.goto(host.url)
    assert "Hello, reader" in run_first_cell(tab)
