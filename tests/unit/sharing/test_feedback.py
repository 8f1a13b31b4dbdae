"""Links to a page's source, and to report a mistake on it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from tests.small_site import CONFIG, Built, SmallSite

from mkdocs_liveguide.sharing.feedback import form_of, report_of

PAGES = {
    "docs/index.md": "# Home\n",
    "docs/pots/clay.md": "---\ntitle: Clay & glaze?\n---\n# Clay\n",
    # A theme with the block that themes have for what a page says.
    "theme/main.html": "<head>{% block extrahead %}{% endblock %}</head>"
    "<body>{% block content %}{{ page.content }}{% endblock %}</body>",
}
REPOSITORY = "https://github.com/tea/guide"


def links(built: Built, address: str = "pots/clay") -> dict[str, str]:
    found = built.page(address).select(".page-feedback a")
    return {link.get_text(): str(link["href"]) for link in found}


def build(small: SmallSite, **more: object) -> Built:
    built = small.build(PAGES, **more)
    assert built.log == []
    return built


def test_without_a_repository_there_are_no_links(small: SmallSite) -> None:
    built = build(small)
    assert links(built) == {}
    assert built.page().select("live-report, .page-feedback") == []


def test_a_repository_is_enough_for_both(small: SmallSite) -> None:
    found = links(build(small, repo_url=REPOSITORY, edit_uri="edit/main/docs/"))
    assert found["Edit this page"] == f"{REPOSITORY}/edit/main/docs/pots/clay.md"
    form = urlsplit(found["Something wrong?"])
    assert f"{form.scheme}://{form.netloc}{form.path}" == f"{REPOSITORY}/issues/new"
    filled = parse_qs(form.query)
    assert filled["title"] == ["Something wrong: Clay & glaze?"]
    page, section, *_ = filled["body"][0].split("\n")
    assert page == "Page: https://small.example/pots/clay/"
    assert section == "Section: "


def test_nobody_is_asked_for_figures_of_the_repository(small: SmallSite) -> None:
    def sources(**more: object) -> list[str]:
        theme = {"name": "material", "font": False}
        pages = {name: text for name, text in PAGES.items() if name.startswith("docs/")}
        built = small.build(pages, theme=theme, repo_url=REPOSITORY, markdown_extensions=[], **more)
        found = [*built.page().select("a.md-source"), *built.page("404.html").select("a.md-source")]
        assert len(found) >= 4
        return [str(each["href"]) for each in found if each.get("data-md-component")]

    assert sources() == []
    allowed = {"policy_sources": {"connect-src": "https://api.github.com"}}
    assert set(sources(plugins=[{"liveguide": allowed}])) == {REPOSITORY}


def test_the_page_can_add_the_section(small: SmallSite) -> None:
    built = build(small, repo_url=REPOSITORY)
    element = built.page("pots/clay").select_one("live-report")
    assert element is not None
    assert str(element["data-issue"]).count("{section}") == 1
    filled = str(element["data-issue"]).replace("{section}", "")
    assert filled == links(built)["Something wrong?"]


def test_either_can_be_had_alone(small: SmallSite) -> None:
    own = "https://tea.example/report?about={title}&text={body}"
    found = links(build(small, plugins=[{"liveguide": {"issues": own}}]))
    assert list(found) == ["Something wrong?"]
    assert found["Something wrong?"].startswith(
        "https://tea.example/report?about=Something%20wrong"
    )
    for off in ("off", False):  # for YAML, the word without quotes is false
        built = build(small, repo_url=REPOSITORY, plugins=[{"liveguide": {"issues": off}}])
        assert list(links(built)) == ["Edit this page"]
    theme = {**CONFIG["theme"], "features": ["content.action.edit"]}
    assert list(links(build(small, repo_url=REPOSITORY, theme=theme))) == ["Something wrong?"]


@pytest.mark.parametrize(
    ("option", "repository", "form"),
    [
        ("", "", ""),
        ("", "https://git.example/tea/guide", ""),
        ("off", REPOSITORY, ""),
        ("", f"{REPOSITORY}.git", f"{REPOSITORY}/issues/new?title={{title}}&body={{body}}"),
        (
            "",
            "https://codeberg.org/t/g/",
            "https://codeberg.org/t/g/issues/new?title={title}&body={body}",
        ),
        (
            "",
            "https://gitlab.com/t/g",
            "https://gitlab.com/t/g/-/issues/new?issue[title]={title}&issue[description]={body}",
        ),
    ],
)
def test_the_form_is_that_of_the_repository(option: str, repository: str, form: str) -> None:
    assert form_of(option, repository) == form


def test_what_is_filled_in_cannot_change_the_address() -> None:
    report = report_of("https://x.example/?t={title}&b={body}", "a&b=c#d {body} {section}", "u?&#")
    query = parse_qs(urlsplit(report.url).query)
    assert query["t"] == ["Something wrong: a&b=c#d {body} {section}"]
    assert query["b"][0].startswith("Page: u?&#\n")
    assert report.with_section.count("{section}") == 1


@pytest.mark.parametrize(
    "address", ["https://tea.example/", "tea.example/new?t={title}&b={body}", "{title}{body}", True]
)
def test_an_address_that_cannot_be_a_form_is_told(small: SmallSite, address: object) -> None:
    built = small.build(PAGES, plugins=[{"liveguide": {"issues": address}}])
    assert built.ended
