"""The guide that the installed package wrote, as its readers use it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.drive import Tab
from tests.browser.server import Host, serving

CELL = "document.querySelector('live-cell')"
RUN = "document.querySelector('live-cell [data-action=run]')"
VIEW = "document.querySelector('live-quiz').dataset.view"


@pytest.fixture
def host(new_site: Path) -> Iterator[Host]:
    """The site, served as a static host would."""
    with serving(new_site) as served:
        yield served


def quiet(page: Tab) -> list[str]:
    return [line for line in page.logs() if not line.startswith("request:")]


def test_a_cell_runs_and_gives_what_the_page_showed(page: Tab, host: Host) -> None:
    page.goto(f"{host.url}guides/scales/")
    page.wait(RUN)
    shown = page.text("live-cell .cell-stdout")
    assert shown == "100 °C is 212 °F and 373.15 K.\n"
    page.evaluate(f"{RUN}.click()")
    page.wait(f"!{CELL}.hasAttribute('data-running') && !{CELL}.querySelector('.cell-caption')")
    assert page.text("live-cell .cell-stdout") == shown
    assert quiet(page) == []


def test_python_starts_from_the_snapshot_of_the_wheel(page: Tab, host: Host) -> None:
    page.goto(f"{host.url}guides/scales/")
    page.wait(RUN)
    page.evaluate(f"{RUN}.click()")
    page.wait("performance.getEntriesByName('python-ready').length")
    detail = page.evaluate("return performance.getEntriesByName('python-ready')[0].detail")
    assert detail["boot"] == "snapshot", detail["reason"]


def test_a_module_that_the_snapshot_does_not_hold_is_fetched(page: Tab, host: Host) -> None:
    page.goto(f"{host.url}guides/scales/")
    page.wait(RUN)
    key = "live-draft:/guides/scales/:temperature/scales.py#convert"
    code = "import tomllib\nprint(tomllib.loads('a = 1'))"
    page.evaluate(f"localStorage.setItem({json.dumps(key)}, {json.dumps(code)})")
    page.goto(f"{host.url}guides/scales/")
    page.wait("document.querySelector('live-cell').textContent.includes('tomllib')")
    page.wait(RUN)
    page.evaluate(f"{RUN}.click()")
    page.wait("document.querySelector('live-cell .cell-stdout')?.textContent === \"{'a': 1}\\n\"")


@pytest.mark.parametrize(
    ("answers", "route"),
    [
        ({"use": "ratio"}, "kelvin"),
        ({"use": "set", "thermometer": "fahrenheit", "source": "celsius"}, "fahrenheit"),
        ({"use": "set", "thermometer": "celsius"}, "celsius"),
    ],
)
def test_its_quiz_leads_to_its_own_routes(
    page: Tab, host: Host, answers: dict[str, str], route: str
) -> None:
    page.goto(f"{host.url}quiz/")
    page.wait("document.querySelector('live-quiz[data-live]')")
    for _ in range(len(answers) + 3):
        page.wait(f"{VIEW} === 'result' || document.querySelector('.quiz-current')")
        if page.evaluate(f"return {VIEW} === 'result'"):
            break
        key = page.evaluate("return document.querySelector('.quiz-current').dataset.question")
        value = answers.get(key, "not-sure")
        page.click(f'fieldset[data-question="{key}"] input[value="{value}"]')
        page.wait(
            f"{VIEW} === 'result'"
            f" || document.querySelector('.quiz-current')?.dataset.question !== '{key}'"
        )
    page.wait("document.querySelector('.quiz-route')")
    assert page.evaluate("return document.querySelector('.quiz-route').dataset.route") == route
    assert quiet(page) == []


def test_its_search_answers(page: Tab, host: Host) -> None:
    page.goto(f"{host.url}ask/")
    page.wait("document.querySelector('#ask-question')")
    page.evaluate(
        "const field = document.querySelector('#ask-question');"
        "field.value = 'How do I turn Celsius into Fahrenheit?';"
        "field.dispatchEvent(new Event('input', { bubbles: true }))"
    )
    page.wait("document.querySelector('.ask-results a')")
    assert "Fahrenheit" in page.text(".ask-results")
    assert quiet(page) == []


def test_its_lab_answers_to_its_controls(page: Tab, host: Host) -> None:
    page.goto(f"{host.url}labs/mixing/")
    page.wait("document.querySelector('live-lab fieldset:not([disabled])')")
    assert "55 °C" in page.text(".lab-result")
    page.evaluate(
        "const control = document.querySelector('live-lab [name=share]');"
        "control.value = '100';"
        "control.dispatchEvent(new Event('input', { bubbles: true }));"
        "control.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    page.wait("document.querySelector('.lab-result').textContent.includes('at 90 °C')")
    assert quiet(page) == []
