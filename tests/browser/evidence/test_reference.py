"""Lists that can be narrowed, and references that show their finding, in every engine."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.drive import Tab
from tests.browser.pages import render_pages
from tests.browser.server import Fault, Host, serving
from tests.shared import Shared

from mkdocs_liveguide.evidence import render as evidence
from mkdocs_liveguide.evidence.load import load_evidence
from mkdocs_liveguide.sources.reader import Reader

INDEX = """\
---
topics:
  - {id: tea, title: Tea}
  - {id: milk, title: Milk}
---
# Evidence
"""

FINDING = """\
- id: {id}
  title: {title}
  claim: {claim}
  authors: [{author}]
  year: {year}
  source: {{title: A paper, url: "https://example.org/{id}"}}
  checked: {checked}
  checked_on: 2026-11-22
"""

FINDINGS = {
    "tea": [
        ("E01", "Steeping", "Long steeping is bitter.", "Oolong", 2024, "source"),
        ("E02", "Water", "Soft water helps.", "Pekoe", 2025, "secondary"),
    ],
    "milk": [("E03", "Milk first", "Tasters disagree.", "Cream", 2024, "source")],
}

TEXT = "# Breakfast\n\nIt is bitter. [@E01] Soft water helps. [@E02]\n"
CARD = ".citation-card"


@pytest.fixture(scope="session")
def reference(workbench: Path, shared: Shared) -> Path:
    """The workbench's site with a page of findings and a page that cites two of them."""
    return shared.folder("reference", lambda folder: build_reference(workbench, folder)) / "site"


def build_reference(workbench: Path, root: Path) -> None:
    """Builds that site in an empty folder."""
    site = root / "site"
    shutil.copytree(workbench, site, ignore=shutil.ignore_patterns("sw.js"))
    docs = root / "docs"
    (docs / "evidence").mkdir(parents=True)
    (docs / "evidence" / "index.md").write_text(INDEX)
    names = ("id", "title", "claim", "author", "year", "checked")
    for topic, rows in FINDINGS.items():
        text = "".join(FINDING.format(**dict(zip(names, row, strict=True))) for row in rows)
        (docs / "evidence" / f"{topic}.yml").write_text(text)
    found = load_evidence(Reader(root), docs)
    texts = {"evidence/index.md": "# Evidence\n\n::: evidence\n", "text/index.md": TEXT}
    frame = (workbench / "plain" / "index.html").read_text()
    for url, body in render_pages(texts, evidence.directives(found), found.references).items():
        html = re.sub(
            r"(<body[^>]*>).*(</body>)",
            lambda match, body=body: f"{match[1]}<article>{body}</article>{match[2]}",
            frame,
            flags=re.DOTALL,
        )
        (site / url).mkdir()
        (site / url / "index.html").write_text(html.replace("sw.js", ""))


@pytest.fixture
def host(reference: Path) -> Iterator[Host]:
    with serving(reference) as served:
        yield served


def seen(tab: Tab) -> list[str]:
    """The headings that can be seen."""
    headings: list[str] = tab.evaluate(
        "return [...document.querySelectorAll('article :is(h2, h3)')]"
        ".filter((each) => each.offsetParent).map((each) => each.textContent.trim())"
    )
    return headings


def choose(tab: Tab, name: str, value: str) -> None:
    tab.evaluate(
        f"const field = document.querySelector('[name={name}]'); field.value = '{value}';"
        "field.dispatchEvent(new Event('input', {bubbles: true}))"
    )


def open_evidence(tab: Tab, host: Host, rest: str = "") -> None:
    tab.goto(f"{host.url}evidence/{rest}")
    tab.wait("document.querySelector('live-filter:defined')")


def test_a_choice_narrows_the_list_and_says_how_many_are_left(tab: Tab, host: Host) -> None:
    open_evidence(tab, host)
    assert seen(tab) == ["Tea", "Steeping", "Water", "Milk", "Milk first"]
    choose(tab, "year", "2024")
    assert seen(tab) == ["Tea", "Steeping", "Milk", "Milk first"]
    assert "2 of 3 findings" in tab.text(".filter-count")
    choose(tab, "topic", "milk")
    assert seen(tab) == ["Milk", "Milk first"]


def test_words_are_looked_for_in_the_whole_text(tab: Tab, host: Host) -> None:
    open_evidence(tab, host)
    tab.type("[name=words]", "pekoe SOFT")
    tab.wait("document.querySelector('.filter-count').textContent.startsWith('1 of')")
    assert seen(tab) == ["Tea", "Water"]


def test_a_choice_that_leaves_nothing_says_what_to_do(tab: Tab, host: Host) -> None:
    open_evidence(tab, host)
    choose(tab, "words", "coffee")
    assert seen(tab) == []
    assert "show all" in tab.text(".filter-count")
    tab.click("live-filter [type=reset]")
    tab.wait("document.querySelector('.filter-count').textContent === '3 findings'")
    assert len(seen(tab)) == 5
    assert tab.evaluate("return location.search") == ""


def test_a_choice_can_be_sent_as_an_address(tab: Tab, host: Host) -> None:
    open_evidence(tab, host)
    choose(tab, "checked", "secondary")
    address = tab.evaluate("return location.search")
    assert address == "?checked=secondary"
    open_evidence(tab, host, address)
    assert seen(tab) == ["Tea", "Water"]


def test_a_link_to_a_hidden_finding_shows_it(tab: Tab, host: Host) -> None:
    open_evidence(tab, host, "?topic=milk#e01")
    assert "Steeping" in seen(tab)


@pytest.mark.parametrize("fragment", ["#%", "#%E0%A4", "#nowhere"])
def test_a_damaged_link_leaves_the_list_whole(tab: Tab, host: Host, fragment: str) -> None:
    open_evidence(tab, host, f"?topic=milk{fragment}")
    assert seen(tab) == ["Milk", "Milk first"]
    choose(tab, "topic", "tea")
    assert seen(tab) == ["Tea", "Steeping", "Water"]
    assert not [line for line in tab.logs() if line.startswith("error")]


def test_a_reference_shows_its_finding_and_gives_the_focus_back(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}text/")
    tab.wait("document.querySelector('live-citation:defined')")
    tab.click("a[href$='#e01']")
    tab.wait(f"document.querySelector('{CARD}')")
    assert "Long steeping is bitter." in tab.text(CARD)
    assert "Read at the source" in tab.text(CARD)
    assert "Cited in" not in tab.text(CARD)
    tab.press("Escape")
    tab.wait(f"!document.querySelector('{CARD}')")
    assert tab.evaluate("return document.activeElement.textContent") == "Oolong 2024"


def test_one_card_at_a_time_and_the_page_is_fetched_once(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}text/")
    tab.wait("document.querySelector('live-citation:defined')")
    for anchor, claim in (("e01", "bitter"), ("e02", "Soft")):
        tab.evaluate(f"document.querySelector(\"a[href$='#{anchor}']\").click()")
        tab.wait(f"document.querySelector('{CARD}')?.textContent.includes('{claim}')")
    assert tab.evaluate(f"return document.querySelectorAll('{CARD}').length") == 1
    assert host.requests.count("evidence/index.html") == 1
    assert not [line for line in tab.logs() if line.startswith("error")]


def test_the_card_stays_inside_a_phone(tab: Tab, host: Host) -> None:
    tab.resize(360, 640)
    tab.goto(f"{host.url}text/")
    tab.wait("document.querySelector('live-citation:defined')")
    tab.click("a[href$='#e02']")
    tab.wait(f"document.querySelector('{CARD}')")
    box = tab.evaluate(
        f"const box = document.querySelector('{CARD}').getBoundingClientRect();"
        "return {left: box.left, right: innerWidth - box.right, bottom: innerHeight - box.bottom}"
    )
    assert min(box.values()) >= -1


def test_a_reference_whose_page_cannot_be_read_is_a_link(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}text/")
    tab.wait("document.querySelector('live-citation:defined')")
    host.faults["evidence/*"] = lambda content: b"<p>Nothing here</p>"
    tab.click("a[href$='#e01']")
    tab.wait("location.pathname.endsWith('/evidence/')")


UNHANDLED = """
window.unhandled = [];
addEventListener("unhandledrejection", ({ reason }) => unhandled.push(String(reason)));
addEventListener("error", ({ message }) => unhandled.push(message));
"""


def late(content: bytes) -> bytes:
    time.sleep(0.5)
    return content


def gone_late(content: bytes) -> None:
    late(content)


@pytest.mark.parametrize("fault", [late, gone_late])
def test_a_reference_that_is_gone_when_its_finding_comes_does_nothing(
    tab: Tab, host: Host, fault: Fault
) -> None:
    host.faults["evidence/*"] = fault
    tab.goto(f"{host.url}text/")
    tab.wait("document.querySelector('live-citation:defined')")
    tab.evaluate(f"{UNHANDLED} document.querySelector('a.citation').click()")
    tab.evaluate("document.querySelector('live-citation').remove()")
    tab.evaluate("await new Promise((done) => setTimeout(done, 1200))")
    assert tab.evaluate("return unhandled") == []
    assert tab.evaluate("return location.pathname") == "/text/"
    assert not tab.evaluate(f"return Boolean(document.querySelector('{CARD}'))")


def test_a_reference_that_was_put_back_shows_its_finding(tab: Tab, host: Host) -> None:
    tab.goto(f"{host.url}text/")
    tab.wait("document.querySelector('live-citation:defined')")
    tab.take_out_and_put_back("live-citation")
    tab.click("a[href$='#e01']")
    tab.wait(f"document.querySelector('{CARD}')")


def test_of_two_references_the_later_one_is_shown(tab: Tab, host: Host) -> None:
    host.faults["evidence/*"] = late
    tab.goto(f"{host.url}text/")
    tab.wait("document.querySelector('live-citation:defined')")
    tab.evaluate(
        f"{UNHANDLED} window.cards = 0; new MutationObserver((records) => {{"
        " for (const { addedNodes } of records) for (const each of addedNodes)"
        " if (each.classList?.contains('citation-card')) cards += 1;"
        "}).observe(document.body, { childList: true, subtree: true });"
        "for (const anchor of ['e01', 'e02'])"
        " document.querySelector(`a.citation[href$='#${anchor}']`).click()"
    )
    tab.wait(f"document.querySelector('{CARD}')")
    tab.evaluate("await new Promise((done) => setTimeout(done, 300))")
    assert "Soft water helps." in tab.text(CARD)
    assert tab.evaluate("return cards") == 1
    assert tab.evaluate("return unhandled") == []


@pytest.mark.parametrize(
    "engine",
    [
        "delete HTMLElement.prototype.showPopover",
        "HTMLElement.prototype.showPopover = () => { throw new DOMException('no') }",
    ],
)
def test_an_engine_without_popovers_follows_the_link(tab: Tab, host: Host, engine: str) -> None:
    tab.goto(f"{host.url}text/")
    tab.wait("document.querySelector('live-citation:defined')")
    tab.evaluate(f"{UNHANDLED} {engine}")
    tab.click("a[href$='#e01']")
    tab.wait("location.pathname.endsWith('/evidence/') && location.hash === '#e01'")


def test_a_list_that_is_gone_changes_no_address(tab: Tab, host: Host) -> None:
    open_evidence(tab, host)
    choose(tab, "year", "2024")
    tab.evaluate(
        "const filter = document.querySelector('live-filter');"
        "filter.querySelector('form').reset(); filter.remove();"
        "history.replaceState(null, '', '/text/?year=2024#e01');"
        "await new Promise((done) => setTimeout(done, 100))"
    )
    assert tab.evaluate("return location.search + location.hash") == "?year=2024#e01"


def test_a_link_to_a_hidden_finding_keeps_its_address(tab: Tab, host: Host) -> None:
    open_evidence(tab, host, "?topic=milk#e01")
    tab.wait("location.search === ''")
    assert tab.evaluate("return location.hash") == "#e01"


def test_without_scripts_the_list_is_whole_and_references_are_links(tab: Tab, host: Host) -> None:
    if tab.engine != "chromium":
        pytest.skip("only Chromium's driver can switch scripts off")
    tab.scripts(False)
    tab.goto(f"{host.url}evidence/")
    assert len(seen(tab)) == 5
    assert tab.evaluate("return document.querySelector('live-filter').offsetParent") is None
    tab.goto(f"{host.url}text/")
    links = tab.evaluate("return [...document.querySelectorAll('a.citation')].map((a) => a.href)")
    assert links == [f"{host.url}evidence/#e01", f"{host.url}evidence/#e02"]


OPEN = (
    "return [...document.querySelectorAll('.foldable')]"
    ".filter((each) => each.children[1].offsetHeight).map((each) => each.firstElementChild.id)"
)


def open_folded(tab: Tab, host: Host, rest: str = "") -> None:
    open_evidence(tab, host, rest)
    tab.wait("document.querySelector('.fold-head')")


def test_only_headings_show_until_an_item_is_opened(tab: Tab, host: Host) -> None:
    open_folded(tab, host)
    assert tab.evaluate(OPEN) == []
    assert seen(tab) == ["Tea", "Steeping", "Water", "Milk", "Milk first"]
    tab.click("#e02 .fold-head")
    assert tab.evaluate(OPEN) == ["e02"]
    state = "return document.querySelector('#e02 button').getAttribute('aria-expanded')"
    assert tab.evaluate(state) == "true"
    tab.click("#e02 .fold-head")
    assert tab.evaluate(OPEN) == []
    assert tab.evaluate(state) == "false"


def test_a_link_to_an_item_opens_it_and_it_can_be_closed(tab: Tab, host: Host) -> None:
    open_folded(tab, host, "#e03")
    assert tab.evaluate(OPEN) == ["e03"]
    tab.evaluate("location.hash = '#e01'")
    tab.wait("document.querySelector('#e01 [aria-expanded=true]')")
    assert tab.evaluate(OPEN) == ["e01", "e03"]
    tab.click("#e01 .fold-head")
    assert tab.evaluate(OPEN) == ["e03"]


def test_all_items_are_opened_and_closed_at_once(tab: Tab, host: Host) -> None:
    open_folded(tab, host)
    tab.click(".fold-all")
    assert tab.evaluate(OPEN) == ["e01", "e02", "e03"]
    tab.click(".fold-all")
    assert tab.evaluate(OPEN) == []


def test_headings_are_as_before_when_the_list_is_put_back(tab: Tab, host: Host) -> None:
    open_folded(tab, host)
    tab.take_out_and_put_back("live-fold")
    assert tab.evaluate("return document.querySelectorAll('.fold-head').length") == 3
    assert tab.evaluate("return document.querySelectorAll('.fold-all').length") == 1
    assert seen(tab)[1] == "Steeping"
