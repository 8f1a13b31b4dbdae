"""The search in the page while files of its index are damaged, and when they are whole again."""

from __future__ import annotations

import pytest
from tests.browser.drive import Tab
from tests.browser.search.test_ask import STATUS, ask, fill, open_ask, quiet
from tests.browser.server import Fault, Host

AGAIN = "document.querySelector('.ask-again')"
VERDICT = "!document.querySelector('.ask-verdict').hidden"
BOX = "[data-md-component=search-query]"
# The theme notes how far a page is scrolled, without an address: that is no matter of ours.
ADDRESS_STAYS = """
const replace = history.replaceState.bind(history);
history.replaceState = (state, title, address) => {
  if (address !== undefined) throw new DOMException("often", "SecurityError");
  replace(state, title);
};
"""

FAULTS: dict[str, Fault] = {
    "gone": lambda _content: None,
    "cut": lambda content: content[:1_000],
    "empty": lambda _content: b"",
    "another file of its size": lambda content: b"x" * len(content),
}


def fail_and_mend(tab: Tab, guide: Host, line: str, found: str) -> str:
    """Waits for the sentence; then the files are whole, and the button is pressed."""
    tab.wait(AGAIN)
    said = tab.text(line)
    assert "may not answer" not in tab.text(".ask-tool")
    guide.faults.clear()
    tab.click(".ask-again")
    tab.wait(found)
    assert not tab.evaluate(f"return Boolean({AGAIN})")
    return said


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["index", "texts-0"])
def test_a_search_that_cannot_work_says_so_and_is_tried_again(
    page: Tab, guide: Host, name: str, fault: str
) -> None:
    guide.faults[f"*search/{name}.*"] = FAULTS[fault]
    open_ask(page, guide)
    fill(page, "#ask-question", "What is LoRA?")
    page.wait(AGAIN)
    assert not page.evaluate(f"return {VERDICT}")
    said = fail_and_mend(page, guide, "#ask-status", "document.querySelector('.ask-result')")
    assert "bytes" not in said
    assert "search box at the top" in said
    assert page.evaluate("return document.activeElement.id") == "ask-question"
    assert page.text(".ask-copy-text")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["encoder", "vectors-0", "postings-0"])
def test_half_an_index_finds_passages_and_never_says_that_there_are_none(
    page: Tab, guide: Host, name: str, fault: str
) -> None:
    guide.faults[f"*search/{name}.*"] = FAULTS[fault]
    open_ask(page, guide)
    ask(page, "What is LoRA?")
    assert page.text(".ask-results")
    assert "alone" in page.text("#ask-status")
    ask(page, "How many moons does Jupiter have?")
    assert not page.evaluate(f"return {VERDICT}")
    if name == "postings-0":
        assert "no passage has" not in page.text(".ask-keyword-list")


@pytest.mark.parametrize("fault", FAULTS)
def test_without_the_list_of_right_words_nothing_else_is_lost(
    page: Tab, guide: Host, fault: str
) -> None:
    guide.faults["*search/words.*"] = FAULTS[fault]
    open_ask(page, guide)
    ask(page, "how large should chunks be for retreival")
    assert page.text(".ask-results")
    assert "alone" not in page.text("#ask-status")
    assert "in place of" not in page.text("#ask-status")


def test_results_of_an_earlier_question_do_not_stand_under_a_failure(
    page: Tab, guide: Host
) -> None:
    open_ask(page, guide)
    ask(page, "What is LoRA?")
    page.evaluate(
        "const { parse } = JSON; JSON.parse = function (text, ...more) {"
        " const found = parse.call(this, text, ...more);"
        " if (found?.results) found.notices.push('damaged-index'); return found; }"
    )
    fill(page, "#ask-question", "What is a vector?")
    page.wait(AGAIN)
    assert page.evaluate("return document.querySelector('.ask-found').hidden")
    asked = "#q=What%20is%20a%20vector%3F"
    assert page.evaluate("return location.hash") == asked, "a reload asks it again"


def test_the_faq_says_that_it_cannot_search_and_tries_again(tab: Tab, guide: Host) -> None:
    guide.faults["*search/index.*"] = FAULTS["cut"]
    tab.goto(f"{guide.url}faq/")
    tab.wait("document.querySelector('#faq-question')")
    fill(tab, "#faq-question", "After fine-tuning it forgot what it could do before")
    line = "live-faq .ask-status"
    said = fail_and_mend(tab, guide, line, "document.querySelector('.faq-card')")
    assert "None of these questions" not in said
    assert "All questions stand below" in said


def test_the_faq_with_half_an_index_claims_nothing(page: Tab, guide: Host) -> None:
    guide.faults["*search/encoder.*"] = FAULTS["gone"]
    page.goto(f"{guide.url}faq/")
    page.wait("document.querySelector('#faq-question')")
    fill(page, "#faq-question", "How many moons does Jupiter have?")
    page.wait("document.querySelector('live-faq .ask-status').textContent.includes('alone')")
    assert "None of these questions" not in page.text("live-faq .ask-status")


def test_the_search_box_says_so_and_leaves_the_ordinary_results(page: Tab, guide: Host) -> None:
    guide.faults["*search/index.*"] = FAULTS["empty"]
    page.goto(f"{guide.url}run/cost/")
    page.wait("document.querySelector('.sitesearch')")
    page.evaluate("document.querySelector('label[for=__search]').click()")
    fill(page, BOX, "fine-tuning")
    page.wait("document.querySelector('.sitesearch-button')")
    page.evaluate("document.querySelector('.sitesearch-button').click()")
    page.wait(AGAIN)
    assert "ordinary search" in page.text(".sitesearch .ask-status")
    assert "may not answer" not in page.text(".sitesearch")
    guide.faults.clear()
    page.evaluate(f"{AGAIN}.click()")
    page.wait("document.querySelector('.sitesearch-list li')")


def test_a_text_of_ones_own_is_searched_without_the_encoder(page: Tab, guide: Host) -> None:
    guide.faults["*search/encoder.*"] = FAULTS["gone"]
    open_ask(page, guide)
    fill(page, "#ask-own", "Parrots are fed at nine with sunflower seeds.")
    page.evaluate("document.querySelector('.ask-own-buttons button').click()")
    page.wait("document.querySelector('.ask-cut li')")
    ask(page, "When are the parrots fed?")
    assert "Your text" in page.text(".ask-results")


def test_half_a_character_at_the_end_of_a_link_does_no_harm(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    fill(page, "#ask-question", "RAG " + "🍞" * 400)
    page.wait(f"document.querySelector('.ask-result') && !{STATUS}.startsWith('Looking')")
    assert page.evaluate("return location.hash").startswith("#q=RAG")
    assert not page.evaluate(f"return Boolean({AGAIN})")
    assert quiet(page) == []


def test_an_address_that_may_not_be_changed_hides_no_result(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    page.evaluate(ADDRESS_STAYS)
    fill(page, "#ask-question", "What is LoRA?")
    page.wait("document.querySelector('.ask-result')")
    page.goto(f"{guide.url}evidence/")
    page.wait("document.querySelector('live-filter form')")
    page.evaluate(ADDRESS_STAYS)
    fill(page, "live-filter [name=words]", "zzyzx")
    page.wait("document.querySelector('live-filter [role=status]').textContent.startsWith('No ')")
    assert [line for line in quiet(page) if "Security" in line or "often" in line] == []
