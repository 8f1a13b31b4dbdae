"""Shows the FAQ as one page, for readers and for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from mkdocs_liveguide.building.templating import render_template
from mkdocs_liveguide.faq.model import PAGE, Entry, Faq
from mkdocs_liveguide.pages.directives import Directive, Directives, Markdown
from mkdocs_liveguide.pages.fold import LISTED
from mkdocs_liveguide.pages.html import ids, sections
from mkdocs_liveguide.sources.problems import Problem

ALSO_ASKED = "also-asked"
"""The class of what stands below an answer and is none."""


def directives(faq: Faq) -> Directives:
    """``::: faq``: every entry under its group, below a field for own words and an index."""
    return Directives(markdown={"faq": partial(_render, faq)})


def _render(faq: Faq, directive: Directive) -> Markdown:
    directive.check_options((), argument=False)
    directive.check_page(PAGE)
    parts = [render_template("faq/faq.html"), *_index(faq)]
    for group in faq.groups:
        parts.append(f"## {group.title} {{ #{group.id} }}")
        for entry in faq.entries:
            if entry.group == group.id:
                heading = f"### {entry.question} {{ #{entry.slug} .{LISTED} }}"
                parts += [heading, entry.answer.strip()]
                if entry.also:
                    also = f"Also asked: {' '.join(entry.also)}"
                    parts += [f'<div class="{ALSO_ASKED}" markdown="1">', also, "</div>"]
    return Markdown("\n\n".join(parts))


def _index(faq: Faq) -> list[str]:
    """Links to all questions, by group: answers stand open, and here one finds them."""
    # Markdown, as the headings are: a question reads the same in both.
    lines = []
    for group in faq.groups:
        lines.append(f'- <a href="#{group.id}">{group.title}</a>')
        lines += [
            f'    - <a href="#{entry.slug}">{entry.question}</a>'
            for entry in faq.entries
            if entry.group == group.id
        ]
    nav = '<nav class="faq-index" aria-label="Questions by group" data-search-exclude markdown="1">'
    return [nav, "\n".join(lines), "</nav>"]


def check_anchors(faq: Faq, html: str, page: str) -> list[Problem]:
    """Entries and groups with the anchor of a heading that the page has itself.

    Args:
        faq: all entries.
        html: the page's content.
        page: how problems call it.
    """
    # Of two headings with one anchor, Markdown gives the one that has no own another number.
    others = {name.rpartition("_")[0] for name in ids(html) if name.rpartition("_")[2].isdigit()}
    fix, expected = "rename it, or word the heading differently", "an anchor of its own"
    problems = []
    for entry in faq.entries:
        if entry.slug in others:
            found = f'the file name "{entry.slug}.md", which is the anchor of a heading of {page}'
            problems.append(Problem(entry.path, 1, found, expected, fix))
    for group in faq.groups:
        if group.id in others:
            found = f'the group "{group.id}", which is the anchor of another heading'
            problems.append(Problem(page, 1, found, expected, fix))
    return problems


def answers(html: str) -> dict[str, str]:
    """The words of each answer on the finished page, by the entry's slug, a paragraph a line."""
    return {
        section.anchor: "\n".join(section.blocks)
        for section in sections(html, leave_out=f".{ALSO_ASKED}")
    }


def faq_jsonld(entries: Sequence[Entry], url: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """The entries as schema.org's ``FAQPage``.

    Args:
        entries: in the order of the page.
        url: the page's whole address; "" if that is not known.
        answers: the words of each answer, by the entry's slug.
    """
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        **({"url": url} if url else {}),
        "mainEntity": [
            {
                "@type": "Question",
                "name": entry.question,
                "url": f"{url}#{entry.slug}",
                "acceptedAnswer": {"@type": "Answer", "text": answers[entry.slug]},
            }
            for entry in entries
        ],
    }
