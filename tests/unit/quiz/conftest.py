"""A quiz of two questions, on another subject than the guide's."""

from __future__ import annotations

import pytest

from mkdocs_liveguide.pages.page import parse_page
from mkdocs_liveguide.quiz.check import Known

QUIZ = """\
title: Bread quiz
scope: One loaf at a time.
scoring:
  look_up: {line: 0.5, steepness: 1.0}
  train: {line: 0.5, steepness: 1.0}
  stay_counts: 0.5
  gate_doubt: 0.1
  close_call: 0.2
axes:
  look_up: {name: Recipes, low: few, high: many}
  train: {name: Practice, low: little, high: much}
not_sure: Not sure
dimensions:
  - id: flour
    question: Which flour?
    short: Flour
    help: Look at the bag.
    example: Rye is dark.
    page: flour.md
    evidence: [E01]
    answers:
      - id: rye
        text: Rye
        push: [3, 0, 0]
        because: it is rye
      - id: wheat
        text: Wheat
        push: [-1, 0, 2]
        because: it is wheat
      - id: any
        text: Any
        push: [0, 0, 0]
        because: it does not matter
  - id: oven
    question: Which oven?
    short: Oven
    help: Look at the oven.
    example: Stone is slow.
    page: flour.md#stone
    evidence: []
    answers:
      - id: stone
        text: Stone
        push: [0, 3, 0]
        judged: [0, 2, 0]
        because: it is stone
      - id: steel
        text: Steel
        push: [0, 0, 0]
        because: it is steel
gates:
  - id: no-rye
    when: {flour: [rye]}
    rules_out: [fine-tuning]
    reason: Rye wants a recipe.
    page: flour.md
    evidence: []
advice: []
routes:
  prompt: &route
    name: Plain
    noun: plain bread
    sentence: Bake.
    why: Easy.
    experiment: Bake one.
    outgrown: Bake two.
    pitfalls: [Salt.]
    page: flour.md
    links: [flour.md]
    evidence: [E01]
  retrieval: *route
  fine-tuning: *route
  both: *route
traps:
  - id: rye
    text: Rye is never practice alone.
    when: {flour: [rye]}
    never: [fine-tuning]
  - id: order
    text: More never means less.
    monotone: true
"""

CASE = (
    '{"id": "case-1", "org": "Baker", "summary": "A loaf.", "chosen": "retrieval", "answers":'
    ' {"coder_a": {"flour": "rye"}, "coder_b": {"flour": "rye", "oven": "steel"}},'
    ' "what_they_built": "Bread.", "source": {"title": "T", "url": "https://example.org",'
    ' "year": 2024}, "source_read": "primary"}'
)


@pytest.fixture
def known() -> Known:
    page = parse_page("flour.md", "# Flour\n\n## Stone\n", "docs/flour.md")
    return Known({"flour.md": page}, {"E01"})
