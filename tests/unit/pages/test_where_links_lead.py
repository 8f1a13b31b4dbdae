"""Links of all kinds to all kinds of files: they work, or are told with line and remedy."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from tests.small_site import Built, SmallSite

FILES = {
    "docs/run/cost.md": "# Cost\n\n## Limits\n\nNone.\n\n[home](../index.md)\n",
    "docs/run/index.md": "# Run\n\n[cost](cost.md#limits)\n",
    "docs/sub/README.md": "# Sub\n\nWords.\n",
    "docs/deep/two words.md": "# Two\n\n## Größe & mehr\n\n[home](../index.md) [here](#two)\n",
    "docs/deep/a#b.md": "# Hash\n\n## Part\n\n[two](two%20words.md) [here](#part)\n",
    "docs/deep/what?.md": "# What\n\n[hash](a%23b.md#part) [self](what%3F.md#what)\n",
    "docs/deep/5%20off.md": "# Off\n\n[what](what%3F.md)\n",
    "docs/ü/日本.md": "# Japan\n\n## 発酵\n\n[home](../index.md)\n",
    "docs/second.markdown": "# Second\n\n[third](third.mkd)\n",
    "docs/third.mkd": "# Third\n\n[second](second.markdown#second)\n",
    "docs/pic.png": b"x",
    "docs/my pic.png": b"x",
    "docs/deep/plan.pdf": b"x",
}


def build(small: SmallSite, text: str, **config: object) -> Built:
    return small.build({**FILES, "docs/index.md": f"# Page\n\n{text}\n"}, **config)


def dead(built: Built) -> list[tuple[str, str]]:
    """Page and link, for each link of the finished site that leads nowhere."""
    found = []
    origin = "https://site.invalid/"
    for page in built.search.pages:
        for link in built.page(unquote(page.url)).select("a[href], img[src]"):
            href = str(link.get("href") or link.get("src")).strip()
            if href.startswith("/"):  # MkDocs' own business: its `absolute_links`
                continue
            there = urlsplit(urljoin(origin + page.url, href))
            if f"{there.scheme}://{there.netloc}/" != origin:
                continue
            file = built.site / unquote(there.path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                found.append((page.src_uri, href))
            elif there.fragment and there.fragment != "top" and "=" not in there.fragment:
                target = built.page(file.relative_to(built.site).as_posix())
                places = {
                    node.get("id") or node.get("name") for node in target.select("[id], [name]")
                }
                if unquote(there.fragment) not in places:
                    found.append((page.src_uri, href))
    return found


GOOD = [
    "[x](run/cost.md)",
    "[x](./run/cost.md)",
    "[x](run/cost.md#limits)",
    "[x](run/cost.md 'title')",
    "[x](run/cost.md?a=b)",
    "[x](run/cost.md?a=1&b=2#limits)",
    "[x](run/cost.md#a=b)",
    "[x](run/cost.md){ .button }",
    "[x](run/index.md)",
    "[x](run/)",
    "[x](run)",
    "[x](run/cost/)",
    "[x](index.md) [x](.) [x](#page) [x](#top) [x](#) [x](?a=b)",
    "[x](sub/README.md)",
    "[x](second.markdown) [x](third.mkd#third)",
    "[x](deep/two%20words.md) [x](<deep/two words.md>) [x](deep/two words.md)",
    "[x](deep/two%20words.md#groe-mehr)",
    "[x](deep/a%23b.md#part)",
    "[x](deep/what%3F.md)",
    "[x](deep/5%2520off.md)",
    "[x](ü/日本.md#_1) [x](%C3%BC/%E6%97%A5%E6%9C%AC.md)",
    "[x](deep/plan.pdf)",
    "![x](pic.png) ![x](my%20pic.png) ![x](<my pic.png>)",
    "[![x](pic.png)](run/cost.md)",
    "[x][cost] [cost]\n\n[cost]: run/cost.md",
    '<a href="run/cost/#limits">x</a> <img src="pic.png" alt="">',
    '<p>\n<a href=" run/ ">x</a>\n</p>',
    '<a id="old"></a><a name="older"></a>\n\n[x](#old) [x](#older)',
    "Words.\n{ #mine }\n\n[x](#mine)",
    "Words.[^1] [x](#fn:1)\n\n[^1]: Note.",
    "[x](https://example.org/none) [x](mailto:a@b.example) [x](tel:+12) <https://example.org>",
    "[x](//example.org/a) [x](/run/none/)",
    "`[x](none.md)` and `<a href='none'>`",
    "```\n[x](none.md)\n```",
    "<!-- [x](none.md) -->",
    "<!--\n\n[x](none.md)\n\n-->",
    "Words.\n\n    [x](none.md)",
    "\\[x](none.md)",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_link_that_leads_somewhere_works(small: SmallSite, text: str) -> None:
    built = build(small, text)
    assert built.log == []
    assert dead(built) == []


# Folders, and addresses that are written out, are other ones on such a site.
FLAT = [each for each in GOOD if not re.search(r"\(run/?\)|run/cost/|\(\.\)|href=\" ", each)]


@pytest.mark.parametrize("text", FLAT)
def test_links_work_with_flat_addresses_too(small: SmallSite, text: str) -> None:
    built = build(small, text, use_directory_urls=False)
    assert built.log == []
    assert dead(built) == []


def told(small: SmallSite, text: str) -> str:
    (problem,) = build(small, text).problems
    return problem


DEAD = {
    "[x](run/cots.md)": 'write "run/cost.md"',
    "[x](run/cots.md#limits)": 'write "run/cost.md"',
    "[x](run/cots.md?a=b)": 'write "run/cost.md"',
    "[x](Run/Cost.md)": 'write "run/cost.md"',
    "[x](../run/cost.md)": 'write "run/cost.md"',
    "[x](run\\cost.md)": 'write "run/cost.md"',
    "[x](run/cost.html)": 'write "run/cost.md"',
    "[x](sub/readme.md)": 'write "sub/README.md"',
    "[x](second.md)": 'write "second.markdown"',
    "[x](deep/a#b.md)": 'write "deep/a%23b.md"',
    "[x](deep/what?.md)": 'write "deep/what%3F.md"',
    "[x](deep/5%20off.md)": 'write "deep/5%2520off.md"',
    "[x](deep/two%20word.md)": 'write "deep/two%20words.md"',
    "[x](ü/日木.md)": 'write "ü/日本.md"',
    "[x](deep/plan2.pdf)": 'write "deep/plan.pdf"',
    "![x](pik.png)": 'write "pic.png"',
    "![x](My pic.png)": 'write "my%20pic.png"',
    "[x](nothing-like-it-at-all.md)": "mend the path",
    '<a href="run/cots/">x</a>': 'write "run/cost/"',
    '<a href="run/cost.md">x</a>': 'write "run/cost/"',
    '<img src="pik.png" alt="">': 'write "pic.png"',
    '<video src="film.mp4"></video>': "mend the path",
    '<iframe src="run/cots/"></iframe>': 'write "run/cost/"',
    '<picture><source srcset="pik.png 2x"><img src="pic.png" alt=""></picture>': 'write "pic.png"',
    "[x](run/cost.md#limit)": 'write "limits"',
    "[x](run/cost.md#Limits)": 'write "limits"',
    "[x](#pag)": 'write "page"',
    "[x](ü/日本.md#_2)": 'expected one of "_1", "japan"; write one of these',
    '<a href="run/cost/#limit">x</a>': 'write "limits"',
    '<a href="#pag">x</a>': 'write "page"',
}


@pytest.mark.parametrize(("text", "fix"), DEAD.items(), ids=DEAD.keys())
def test_a_dead_link_is_told_with_the_likely_target(small: SmallSite, text: str, fix: str) -> None:
    problem = told(small, text)
    assert problem.startswith("docs/index.md:3: found a link to ")
    assert problem.endswith(fix)


PLACES = {
    "a paragraph's second line": ("Words\n{}", 4),
    "a list": ("- One.\n- {}", 4),
    "a nested list": ("- One.\n\n    - Two.\n\n        {}", 7),
    "a tab": ('=== "A"\n\n    {}', 5),
    "a tab of a tab": ('=== "A"\n\n    === "B"\n\n        Words.\n\n        {}', 9),
    "an admonition": ("!!! note\n    {}", 4),
    "a list after a tab": ('=== "A"\n\n    Words.\n\n- {}', 7),
    "a quote": ("> Words.\n>\n> {}", 5),
    "a cell": ("| a |\n|---|\n| {} |", 5),
    "a heading": ("## {}", 3),
    "a definition": ("Term\n:   {}", 4),
    "a footnote": ("Words.[^1]\n\n[^1]: {}", 5),
    "a footnote's second paragraph": ("Words.[^1]\n\n[^1]: Note.\n\n    {}", 7),
    "HTML that holds Markdown": ('<div markdown="1">\n\n{}\n\n</div>', 5),
    "after the same in code": ("`{0}`\n\n    {0}\n\n```\n{0}\n```\n\n{0}", 11),
    "after the same in a comment": ("<!-- {0} -->\n\n<!--\n{0}\n-->\n\n{0}", 9),
    "after the same in a fence of a tab": ('=== "A"\n\n    ```\n    {0}\n    ```\n\n{0}', 9),
    "after front matter of two rules": ("---\n\n{}", 5),
}


@pytest.mark.parametrize(("text", "line"), PLACES.values(), ids=PLACES.keys())
def test_a_dead_link_is_told_with_its_line_wherever_it_stands(
    small: SmallSite, text: str, line: int
) -> None:
    assert told(small, text.format("[x](none.md)")).startswith(f"docs/index.md:{line}: ")


def test_a_definition_is_told_where_it_stands(small: SmallSite) -> None:
    assert told(small, "[x][a] words\n\nMore.\n\n[a]: none.md").startswith("docs/index.md:7: ")


def test_the_same_dead_link_is_told_in_each_of_its_places(small: SmallSite) -> None:
    problems = build(small, "[x](none.md)\n\n- [y](none.md)\n\n    [z](none.md)").problems
    assert [each.split(": ")[0] for each in problems] == [
        *("docs/index.md:3", "docs/index.md:5", "docs/index.md:7"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[words][nowhere]", "nowhere"),
        ("[nowhere][]", "nowhere"),
        ("![words][nowhere]", "nowhere"),
        ("- One\n\n    **bold** [words][nowhere]", "nowhere"),
    ],
)
def test_a_reference_that_nothing_defines_is_told(small: SmallSite, text: str, name: str) -> None:
    problem = told(small, text)
    assert f'found a link to "{name}", which nothing defines' in problem
    assert problem.startswith(f"docs/index.md:{3 + text.count(chr(10))}: ")


def test_a_footnote_that_nothing_defines_is_told_and_one_that_nothing_marks_is_not(
    small: SmallSite,
) -> None:
    problem = told(small, "Words.[^1] More.[^2]\n\n[^1]: Note.")
    assert problem.startswith("docs/index.md:3: found the mark of a footnote, [^2], which nothing")
    assert build(small, "Words.\n\n[^1]: Note.").log == []
    plain = "Words `[^2]` and \\[^3]."
    assert build(small, plain).log == []
    assert build(small, "Words.[^2]", markdown_extensions=[]).log == []


@pytest.mark.parametrize("text", ["rows[i][j]", "[1][2]", "`[a][b]`", "\\[a][b]", "f()[a][b]"])
def test_brackets_that_are_no_reference_are_text(small: SmallSite, text: str) -> None:
    assert build(small, text).log == []


ENTRY = "---\nquestion: Why?\ngroup: all\norder: 1\nasked: [how so, how come, tell me]\n---\n\n{}\n"
FAQ = {"docs/faq/index.md": "---\ngroups: [{id: all, title: All}]\n---\n# FAQ\n\n::: faq\n"}
FINDING = (
    "# a comment\n- {{id: E01, title: T, claim: 'Words, {}.', authors: [Wu], year: 2024,"
    " checked: source, checked_on: 2026-11-22, source: {{title: S, url: 'https://example.org'}}}}\n"
)
EVIDENCE = {
    "docs/evidence/index.md": "---\ntopics: [{id: t, title: T}]\n---\n# E\n\n::: evidence\n"
}


def test_links_of_answers_and_claims_are_told_in_their_own_files(small: SmallSite) -> None:
    files = {
        **FAQ,
        **EVIDENCE,
        "docs/faq/why.md": ENTRY.format("So.\n\n- And [x](../run/cots.md)."),
        "docs/evidence/t.yml": FINDING.format("[x](../run/cost.md#limit)"),
    }
    small.write(files)
    first, second = build(small, "Words. [@E01]").problems
    assert first.startswith('docs/evidence/t.yml:2: found a link to "../run/cost.md#limit"')
    assert second.startswith('docs/faq/why.md:10: found a link to "../run/cots.md"')


def test_links_of_answers_and_claims_lead_from_the_page_that_shows_them(small: SmallSite) -> None:
    files = {
        **FAQ,
        **EVIDENCE,
        "docs/faq/why.md": ENTRY.format("See [cost](../run/cost.md#limits) and ![](../pic.png)."),
        "docs/evidence/t.yml": FINDING.format("see [hash](../deep/a%23b.md#part)"),
        "docs/deep/a#b.md": "# Hash\n\n## Part\n\nWords. [@E01]\n",
    }
    for flat in (False, True):
        small.write(FILES)
        built = small.build({**files, "docs/index.md": "# Page\n"}, use_directory_urls=not flat)
        assert built.log == []
        assert dead(built) == []


def test_results_of_the_search_lead_to_places_that_are_there(small: SmallSite) -> None:
    for flat in (False, True):
        built = build(small, "Words.", use_directory_urls=not flat)
        for passage in built.passages:
            url = built.search.pages[passage.page].url
            file = built.site / unquote(url) / ("" if flat else "index.html")
            assert file.is_file()
            places = {str(node["id"]) for node in built.page(unquote(url)).select("[id]")}
            assert passage.anchor in places | {""}


def test_a_warning_is_enough_where_the_site_wants_no_more(small: SmallSite) -> None:
    built = build(small, "[x](none.md)", plugins=[{"liveguide": {"links": "warn"}}])
    # In a strict build, a warning is a mistake like all others.
    (line,) = built.problems
    assert line.startswith("docs/index.md:3: found a link to")
    built = small.build(plugins=[{"liveguide": {"links": "off"}}])
    assert not any("liveguide" in line for line in built.log)
