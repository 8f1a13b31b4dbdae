"""Formulas become MathML; what is none, or is not understood, stays as it is."""

from __future__ import annotations

import re

import pytest
from markdown import markdown

from mkdocs_liveguide.notebooks.maths import formula_html, mathml, with_maths

FRACTION = "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $6, US$7, $8-$9.",
        "`$x$` and ``a ` $y$``",
        "```\n$x$\n```",
        "\\$x$ and $ x$ and $x $",
        "$\\unknowncommand{x}$ and $\\frac{a$ and $$$$",
        "one $a\n\nb$ two",
    ],
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert with_maths(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "$\\frac{a}{b}$ begins a line",
        "- in a list $\\frac{a}{b}$",
        "> in a quote:\n>\n> $$\\frac{a}{b}$$",
        "$$\n\\frac{a}{b}\n$$",
        "| a |\n|---|\n| $\\frac{a}{b}$ |",
        "\\begin{equation*}\n\\frac{a}{b}\n\\end{equation*}",
        "# In a heading $\\frac{a}{b}$",
    ],
)
def test_a_formula_comes_through_markdown_whole(text: str) -> None:
    html = markdown(with_maths(text), extensions=["tables", "md_in_html"])
    assert FRACTION in html
    assert "$" not in html
    assert "equation" not in re.sub(r'alttext="[^"]*"', "", html)


def test_nothing_in_a_formula_is_taken_for_markdown_or_html() -> None:
    text = "$a*b*c_{d_e} [@E01] \\{x\\} \\text{<script>`y`}$"
    html = markdown(with_maths(text))
    assert "<em>" not in html
    assert "<code>" not in html
    assert "<script" not in html
    assert "&#60;script" in html


def test_the_source_is_the_text_alternative() -> None:
    made = mathml("\\frac{a}\n{b}", block=True)
    assert made is not None
    assert 'display="block"' in made
    assert 'alttext="&#92;frac&#123;a&#125; &#123;b&#125;"' in made


@pytest.mark.parametrize(
    "latex",
    [
        "$\\frac{a}{b}$",
        "$$\\frac{a}{b}$$",
        "\\[\\frac{a}{b}\\]",
        "\\frac{a}{b}",
        " $\\frac{a}{b}$\n",
    ],
)
def test_what_a_program_shows_is_drawn_with_and_without_its_marks(latex: str) -> None:
    made = formula_html(latex)
    assert made is not None
    assert "<mfrac>" in made
    assert "$" not in re.sub(r'alttext="[^"]*"', "", made)


def test_text_with_formulas_in_it_keeps_its_words() -> None:
    made = formula_html("a < b when $\\frac{a}{b}$ is small")
    assert made is not None
    assert made.startswith("a &lt; b when <math")
    assert made.endswith("</math> is small")


@pytest.mark.parametrize("latex", ["\\frac{", "\\nonsense{x}", "", "a $\\nonsense$ b"])
def test_what_is_not_understood_is_left_to_others(latex: str) -> None:
    assert formula_html(latex) is None
