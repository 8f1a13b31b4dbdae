"""Asking the guide, its FAQ and the search box in a real browser."""

from __future__ import annotations

import json
import time
from fnmatch import fnmatch
from urllib.parse import quote

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host

FILL = """
const field = document.querySelector(%s);
field.value = %s;
field.dispatchEvent(new Event("input", { bubbles: true }));
"""
ASKED = "document.querySelector('#ask-question').value"
STATUS = "document.querySelector('#ask-status').textContent"


def fill(page: Tab, selector: str, text: str) -> None:
    page.evaluate(FILL % (json.dumps(selector), json.dumps(text)))


def open_ask(page: Tab, guide: Host, fragment: str = "") -> None:
    page.goto(f"{guide.url}ask/{fragment}")
    page.wait("document.querySelector('live-ask .ask-form button:enabled')")


def ask(page: Tab, question: str) -> None:
    """Types a question and waits for what is shown of it."""
    fill(page, "#ask-question", question)
    shown = json.dumps(f"#q={quote(question[:500], safe="!'()*~-._")}")
    page.wait(f"location.hash === {shown} && {STATUS} !== 'Looking'")


def quiet(page: Tab) -> list[str]:
    return [line for line in page.logs() if not line.startswith("request:")]


def test_a_question_gets_passages_scores_reasons_and_a_prompt(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    ask(page, "How large should the chunks of my handbook be?")
    assert "passages, found in" in page.text("#ask-status")
    assert "chunk" in page.text(".ask-results").lower()
    assert "meaning" in page.text(".ask-score")
    assert page.evaluate("return document.querySelectorAll('.ask-chip').length") > 2
    assert page.text(".ask-copy-text").endswith("How large should the chunks of my handbook be?")
    assert page.text(".ask-keyword-list")
    assert quiet(page) == []


def test_a_question_without_an_answer_is_told_so(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    ask(page, "How many moons does Jupiter have?")
    assert page.evaluate("return !document.querySelector('.ask-verdict').hidden")
    verdict = page.text(".ask-verdict")
    assert verdict.startswith("This guide may not answer that. It is about")
    nearest = page.text(".ask-results .ask-above, .ask-results .ask-result-place")
    assert nearest in verdict, "it says what is near"


def test_the_best_passage_is_seen_first_with_its_most_telling_sentence(
    page: Tab, guide: Host
) -> None:
    open_ask(page, guide)
    ask(page, "How many examples do I need to fine-tune?")
    assert page.evaluate("return document.querySelector('.ask-verdict').hidden")
    first = "document.querySelector('.ask-result')"
    told = page.evaluate(f"return {first}.querySelector('.ask-telling').textContent")
    assert len(told.split()) >= 4
    assert told in page.evaluate(f"return {first}.querySelector('.ask-excerpt').textContent")
    back = "(each) => getComputedStyle(each).backgroundColor"
    grounds = page.evaluate(f"return [...document.querySelectorAll('.ask-result')].map({back})")
    assert grounds[0] not in grounds[1:]
    page.evaluate(f"{first}.querySelector('.ask-why').open = true")
    assert "Most of all" in page.text(".ask-result .ask-why")


def test_no_page_comes_twice_and_its_other_passages_are_named(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    ask(page, "reranker")
    links = "[...document.querySelectorAll('.ask-result-place a')].map(({ pathname }) => pathname)"
    pages = page.evaluate(f"return {links}")
    assert len(set(pages)) == len(pages) > 1
    assert page.evaluate("return document.querySelectorAll('.ask-more a').length")


def test_a_misspelt_word_is_put_right_and_that_is_said(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    ask(page, "how large shuold chunks be for retreival")
    assert "in place of “shuold retreival”" in page.text("#ask-status")
    assert page.text(".ask-copy-text").endswith("how large shuold chunks be for retreival")
    wanted = [path for path in guide.requests if fnmatch(path, "*search/words.*")]
    assert len(wanted) == 1
    ask(page, "how large should chunks be")
    assert "in place of" not in page.text("#ask-status")


def test_the_list_of_right_words_is_fetched_only_when_a_word_is_unknown(
    page: Tab, guide: Host
) -> None:
    open_ask(page, guide)
    ask(page, "What is LoRA?")
    assert page.text(".ask-results")
    assert not [path for path in guide.requests if fnmatch(path, "*search/words.*")]


def test_a_link_to_a_question_asks_it(page: Tab, guide: Host) -> None:
    open_ask(page, guide, "#q=What%20is%20LoRA%3F")
    page.wait("document.querySelector('.ask-result')")
    assert page.evaluate(f"return {ASKED}") == "What is LoRA?"


def send(tab: Tab, question: str) -> None:
    """Types a question, sees what is shown, and presses Enter."""
    fill(tab, "#ask-question", question)
    tab.wait(f"location.hash === '#q={quote(question)}'")
    tab.evaluate("document.querySelector('.ask-form').requestSubmit()")


def test_back_leads_through_the_questions_that_were_sent(tab: Tab, guide: Host) -> None:
    open_ask(tab, guide, "#q=LoRA")
    tab.wait(f"{ASKED} === 'LoRA' && document.querySelector('.ask-result')")
    steps = tab.evaluate("return history.length")
    send(tab, "LoRA")
    fill(tab, "#ask-question", "chun")
    tab.wait("location.hash === '#q=chun'")
    assert tab.evaluate("return history.length") == steps, "typing is no step"
    send(tab, "chunks")
    send(tab, "costs")
    assert tab.evaluate("return history.length") == steps + 2
    for question, step in (("chunks", -1), ("LoRA", -1), ("chunks", 1), ("costs", 1)):
        tab.evaluate(f"history.go({step})")
        tab.wait(f"location.hash === '#q={question}' && {ASKED} === '{question}'")
        tab.wait("document.querySelector('.ask-result')")
    assert quiet(tab) == []


@pytest.mark.parametrize("fragment", ["#q=%", "#q=%E0%A4", "#q=", "#q=" + "x" * 5_000])
def test_a_broken_link_leaves_the_page_as_it_is(page: Tab, guide: Host, fragment: str) -> None:
    open_ask(page, guide, fragment)
    ask(page, "What is RAG?")
    assert page.text(".ask-results")
    assert quiet(page) == []


def test_markup_is_shown_as_text(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    ask(page, "<img src=x onerror='document.title=1'> RAG")
    assert page.evaluate("return document.querySelectorAll('.ask-tool img').length") == 0
    assert "<img" in page.text(".ask-copy-text")
    assert page.evaluate("return document.title") != "1"


def test_a_text_of_ones_own_is_found_kept_and_removed(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    fill(page, "#ask-own", "Parrots are fed at nine with sunflower seeds.")
    page.evaluate("document.querySelector('.ask-own-buttons button').click()")
    page.wait("document.querySelector('.ask-cut li')")
    ask(page, "When are the parrots fed?")
    assert "Your text" in page.text(".ask-results")
    kept = "return Object.keys(localStorage).filter((key) => key.startsWith('live-ask-text'))"
    assert page.evaluate(kept) == ["live-ask-text:/"], "each site of an origin has its own"
    open_ask(page, guide, "?again")
    ask(page, "When are the parrots fed?")
    assert "Your text" in page.text(".ask-results")
    page.evaluate("document.querySelectorAll('.ask-own-buttons button')[1].click()")
    page.wait("!document.querySelector('.ask-results').textContent.includes('Your text')")
    assert page.evaluate(kept) == []


@pytest.mark.parametrize("name", ["encoder", "vectors-0"])
def test_a_damaged_index_of_meaning_leaves_the_keyword_search(
    page: Tab, guide: Host, name: str
) -> None:
    guide.faults[f"*search/{name}.*"] = lambda content: content[:1_000]
    open_ask(page, guide)
    ask(page, "What is LoRA?")
    assert "keyword search alone" in page.text("#ask-status")
    assert page.text(".ask-results")


@pytest.mark.parametrize(
    ("page_url", "field"),
    [("ask/", "ask"), ("ask/#q=", "ask"), ("ask/#q=RAG", "ask"), ("faq/", "faq")],
)
def test_what_is_typed_before_the_page_can_take_it_is_asked(
    page: Tab, guide: Host, page_url: str, field: str
) -> None:
    def late(content: bytes) -> bytes:
        time.sleep(1)
        return content

    guide.faults[f"live/{field}.*.js"] = late
    page.goto(guide.url + page_url)
    assert page.evaluate(f"return !document.querySelector('live-{field}:defined')")
    page.type(f"#{field}-question", "What is LoRA?")
    page.press("Enter")
    page.wait("document.querySelector('.ask-result, .faq-links')")
    assert page.evaluate(f"return document.querySelector('#{field}-question').value") == (
        "What is LoRA?"
    )
    assert page.evaluate("return location.search") == ""


@pytest.mark.parametrize("url", ["ask/", "faq/", "cases/", "quiz/", "labs/behaviour/"])
def test_without_scripts_nothing_is_shown_that_only_works_with_them(
    page: Tab, guide: Host, url: str
) -> None:
    page.scripts(False)
    page.goto(guide.url + url)
    shown = "[...document.querySelectorAll('article :is(input, select, textarea, button)')]"
    shown += ".filter((each) => each.checkVisibility() && each.type !== 'radio').length"
    assert page.evaluate(f"return {shown}") == 0


@pytest.mark.parametrize("name", ["ask", "faq", "filter", "fold", "quiz"])
def test_a_part_whose_script_cannot_be_had_leaves_the_page_as_without_scripts(
    page: Tab, guide: Host, name: str
) -> None:
    # Small parts are in the script of every page.
    script, url = ("index", "cases") if name in ("filter", "fold") else (name, name)
    guide.faults[f"live/{script}.*.js"] = lambda _content: None
    page.goto(f"{guide.url}{url}/")
    page.wait(f"document.querySelector('live-{name}').dataset.live === 'failed'")
    seen = "return [...document.querySelectorAll('%s')].map((each) => each.offsetHeight > 0)"
    own = f"live-{name} .live-only, .live-only:has(> live-{name})"
    assert not any(page.evaluate(seen % own))
    assert page.evaluate(seen % own), "what only works with scripts is marked so"
    assert all(page.evaluate(seen % ".quiz-question, .quiz-paper, .ask-examples, .foldable > *"))


def test_the_page_reads_well_without_scripts(page: Tab, guide: Host) -> None:
    page.scripts(False)
    page.goto(f"{guide.url}ask/")
    page.scripts(True)
    content = (guide.mounts[""] / "ask" / "index.html").read_text(encoding="utf-8")
    assert content.count("data-question") >= 6
    assert "ask-example-text" in content


def test_the_faq_is_asked_in_ones_own_words(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}faq/")
    page.wait("document.querySelector('live-faq button:enabled')")
    fill(page, "#faq-question", "After fine-tuning it forgot what it could do before")
    page.wait("document.querySelector('.faq-card')")
    assert page.evaluate("return document.querySelector('.faq-card a').hash") == (
        "#it-forgot-what-it-could-do"
    )
    fill(page, "#faq-question", "How many moons does Jupiter have?")
    page.wait("!document.querySelector('.faq-card') && document.querySelector('.faq-links')")
    assert "None of these questions" in page.text("live-faq .ask-status")
    assert quiet(page) == []


def test_a_question_to_the_faq_stands_in_the_address(page: Tab, guide: Host) -> None:
    question = "After fine-tuning it forgot what it could do before"
    asked = "document.querySelector('#faq-question')?.value"
    card = "document.querySelector('.faq-card')"
    page.goto(f"{guide.url}faq/")
    page.wait("document.querySelector('live-faq button:enabled')")
    fill(page, "#faq-question", question)
    page.wait(f"location.hash === '#q={quote(question)}' && {card}")
    page.goto(f"{guide.url}run/cost/")
    page.evaluate("history.back()")
    page.wait(f"{asked} === {json.dumps(question)} && {card}")
    page.evaluate("location.hash = 'q=moons%20of%20Jupiter'")
    page.wait(f"{asked} === 'moons of Jupiter' && !{card}")
    fill(page, "#faq-question", "")
    page.wait("!location.hash")
    assert quiet(page) == []


def test_a_page_without_live_parts_fetches_one_script_and_what_all_share(
    page: Tab, guide: Host
) -> None:
    page.goto(f"{guide.url}ask/how-it-works/")
    page.wait("document.querySelector('.sitesearch')")
    scripts = [path for path in guide.requests if fnmatch(path, "live/*.js")]
    assert len(scripts) == 2
    assert sum((guide.mounts[""] / path).stat().st_size for path in scripts) < 13_300, scripts
    page.evaluate("document.querySelector('[data-md-component=search-query]').focus()")
    page.wait("document.querySelector('.sitesearch-button')")


def test_an_answer_that_comes_late_is_not_shown_in_an_empty_field(page: Tab, guide: Host) -> None:
    open_ask(page, guide)
    ask(page, "What is LoRA?")
    fill(page, "#ask-question", "What is a vector?")
    page.evaluate("await new Promise((done) => setTimeout(done, 210))")
    fill(page, "#ask-question", "")
    page.wait("document.querySelector('.ask-found').hidden")
    page.evaluate("await new Promise((done) => setTimeout(done, 1000))")
    assert page.evaluate("return document.querySelector('.ask-found').hidden")
    assert page.evaluate("return location.hash") == ""


def test_the_search_box_fetches_nothing_before_it_is_asked_to(page: Tab, guide: Host) -> None:
    page.goto(f"{guide.url}run/cost/")
    page.wait("document.querySelector('.sitesearch')")
    fill(page, "[data-md-component=search-query]", "remove somebody's records")
    page.wait("!document.querySelector('.sitesearch').hidden")
    assert not [path for path in guide.requests if "pyodide" in path or "encoder" in path]
    page.evaluate("document.querySelector('.sitesearch-button').click()")
    page.wait("document.querySelector('.sitesearch-list li')")
    assert "eletion" in page.text(".sitesearch-list")
