"""The content security policy of a built guide: its pages, its headers, and what authors are told."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.browser.server import REPORTS, security_headers
from tests.site.conftest import SmallGuide

from mkdocs_liveguide.policy.rules import STRICT, Policy

STRICT_HEADER = Policy(STRICT).header


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    found = {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8"), scripting=True)
        for path in sorted(site.rglob("*.html"))
    }
    assert len(found) > 3
    return found


def header(site: Path, name: str = "Content-Security-Policy") -> str:
    return security_headers(site)[name].removesuffix(f"; report-uri {REPORTS}")


def source_of(script: str) -> str:
    """What names a script in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def standing_scripts(page: LexborHTMLParser) -> list[str]:
    """The scripts that stand in a page, without data."""
    data = ("application/json", "application/ld+json")
    return [
        node.text()
        for node in page.css("script")
        if "src" not in node.attributes and node.attributes.get("type") not in data
    ]


def test_the_guide_is_published_under_the_strict_policy(site: Path) -> None:
    standing = {text for page in pages(site).values() for text in standing_scripts(page)}
    hashes = sorted(map(source_of, standing))
    assert header(site) == Policy(STRICT).with_more({"script-src": hashes}).header
    assert len(header(site)) < 1000, "hosts take headers of some kilobytes, all of them together"
    assert header(site, "X-Content-Type-Options") == "nosniff"
    assert header(site, "Referrer-Policy") == "strict-origin-when-cross-origin"


def test_no_page_has_a_style_in_it(site: Path) -> None:
    for name, page in pages(site).items():
        assert page.css("style, [style]") == [], name


def test_what_pages_ask_for_is_no_more_than_before(site: Path) -> None:
    for name, page in pages(site).items():
        if page.css_first("meta[http-equiv=refresh]") is not None:
            # It leads on from a former address.
            assert page.css("script, link[rel=stylesheet]") == [], name
            continue
        # The theme's settings, its colours, its tabs: as many as it has scripts in its pages. And one
        # that has the text for its search wait until somebody searches, one that hears whether ours came,
        # and one that leaves links into the same page to the browser.
        assert len(standing_scripts(page)) == 6, name
    assert not (site / "live" / "pages").exists(), "nothing was moved into files"
    (sheet,) = (site / "live").glob("index.*.css")
    assert b"[data-live-style=" in sheet.read_bytes()


def test_rules_for_how_long_files_may_be_kept_never_meet(site: Path) -> None:
    lines = (site / "_headers").read_text().split("\n")
    ages = {}
    for path, setting in zip(lines, lines[1:], strict=False):
        if "Cache-Control" in setting:
            ages[path] = setting.partition(": ")[2]
    files = [f"/{path.relative_to(site).as_posix()}" for path in site.rglob("*") if path.is_file()]
    for file in files:
        asked = {file, file.removesuffix("index.html")}
        rules = [rule for rule in ages if any(_meets(rule, each) for each in asked)]
        assert len({ages[rule] for rule in rules}) <= 1, file
        if file == "/sw.js":
            assert {ages[rule] for rule in rules} == {"no-cache"}
        if file.endswith(".html"):
            # Without a rule, such hosts say "max-age=0, must-revalidate".
            assert rules == [], file
        if file.startswith("/live/"):
            assert "immutable" in ages[rules[0]], file
    assert len(ages) < 20


def _meets(rule: str, path: str) -> bool:
    return path.startswith(rule[:-1]) if rule.endswith("*") else path == rule


def test_the_service_worker_keeps_nothing_that_hosts_do_not_send(site: Path) -> None:
    assert "_headers" not in (site / "sw.js").read_text("utf-8")
    assert "live/index." in (site / "sw.js").read_text("utf-8")


def test_an_author_is_told_what_the_policy_refuses_and_may_allow_it(
    small_guide: SmallGuide,
) -> None:
    page = small_guide.folder / "docs" / "guides" / "water.md"
    text = page.read_text("utf-8")
    page.write_text(
        f'{text}\n\n<p onclick="alert(1)" style="color: red">press</p>\n\n'
        '<iframe title="A film" src="https://film.example/1"></iframe>\n',
        encoding="utf-8",
    )
    built = small_guide.build()
    line = len(text.split("\n")) + 2
    said = built.stdout + built.stderr
    assert f'docs/guides/water.md:{line}: found <p onclick="alert(1)">' in said
    assert f'docs/guides/water.md:{line + 2}: found <iframe src="https://film.example/1">' in said
    assert "policy_sources: {frame-src: …}" in said
    assert said.count("film.example") == 1
    page.write_text(
        f'{text}\n\n<p style="color: red">press</p>\n\n'
        '<iframe title="A film" src="https://film.example/1"></iframe>\n',
        encoding="utf-8",
    )
    config = small_guide.folder / "mkdocs.yml"
    with_source = config.read_text().replace(
        "  - liveguide\n",
        "  - liveguide:\n      policy_sources: {frame-src: https://film.example}\n",
    )
    assert with_source != config.read_text()
    config.write_text(with_source)
    built = small_guide.build()
    assert built.returncode == 0, built.stdout + built.stderr
    assert header(small_guide.site).endswith("; frame-src https://film.example")
    sheet = next((small_guide.site / "live").glob("index.*.css")).read_text("utf-8")
    assert "{color:red}" in sheet


def test_a_wrong_directive_is_told(small_guide: SmallGuide) -> None:
    small_guide.edit(
        "mkdocs.yml", "  - liveguide\n", "  - liveguide:\n      policy_sources: {frames-src: x}\n"
    )
    built = small_guide.build()
    assert built.returncode != 0
    assert 'write "frame-src"' in built.stdout + built.stderr


def test_pages_can_carry_the_policy_and_templates_of_others_keep_it(
    small_guide: SmallGuide,
) -> None:
    theme = small_guide.folder / "theme"
    theme.mkdir()
    (theme / "main.html").write_text(
        '{% extends "base.html" %}{% block extrahead %}<script type="importmap">{"imports": {}}'
        "</script><script>window.early = 1</script><style>b{color:red}</style>"
        '<link rel="stylesheet" href="https://fonts.example/x.css">{% endblock %}'
    )
    (small_guide.folder / "docs" / "own.html").write_text(
        "<!doctype html><title>x</title><p style='color:blue'>own</p><script>go()</script>"
    )
    config = small_guide.folder / "mkdocs.yml"
    text = config.read_text()
    text = text.replace("  name: material\n", "  name: material\n  custom_dir: theme\n")
    text = text.replace(
        "  - liveguide\n",
        "  - liveguide:\n      policy: pages\n      policy_sources: {style-src: fonts.example}\n",
    )
    config.write_text(text)
    built = small_guide.build()
    assert built.returncode == 0, built.stdout + built.stderr
    found = pages(small_guide.site)
    assert "own.html" in found
    for name, page in found.items():
        (meta,) = page.css("meta[http-equiv]")
        policy = meta.attributes["content"] or ""
        assert "style-src 'self' fonts.example" in policy
        assert "'sha256-" in policy
        assert "frame-ancestors" not in policy
        assert page.css("style, [style]") == [], name
        # Nothing that it holds for comes before it.
        assert page.head is not None
        before = [node.tag for node in page.css("head > *")]
        assert set(before[: before.index("meta") + 2]) <= {"meta"} or name == "own.html"
    for script in ('{"imports": {}}', "window.early = 1", "go()"):
        assert source_of(script) in header(small_guide.site)
    assert standing_scripts(found["own.html"]) == ["go()"]
    sheets = [link.attributes["href"] or "" for link in found["own.html"].css("link")]
    assert any("color:blue" in (small_guide.site / sheet).read_text() for sheet in sheets)


def test_where_inline_scripts_are_allowed_none_is_named_by_its_hash(small_guide: SmallGuide) -> None:
    small_guide.edit(
        "mkdocs.yml",
        "  - liveguide\n",
        "  - liveguide:\n      policy_sources: {script-src: \"'unsafe-inline'\"}\n",
    )
    built = small_guide.build()
    assert built.returncode == 0, built.stdout + built.stderr
    # Beside a hash, browsers do not heed that word.
    assert "'unsafe-inline'" in header(small_guide.site)
    assert "'sha256-" not in header(small_guide.site)
    assert standing_scripts(pages(small_guide.site)["index.html"]) == []


def test_without_a_policy_pages_stay_as_the_theme_makes_them(small_guide: SmallGuide) -> None:
    small_guide.edit("mkdocs.yml", "  - liveguide\n", "  - liveguide:\n      policy: 'off'\n")
    built = small_guide.build()
    assert built.returncode == 0, built.stdout + built.stderr
    assert not (small_guide.site / "_headers").exists()
    assert any(
        "__md_scope" in script.text()
        for script in pages(small_guide.site)["index.html"].css("script")
    )


def test_two_builds_give_the_same_bytes(small_guide: SmallGuide) -> None:
    def built() -> dict[str, bytes]:
        assert small_guide.build().returncode == 0
        site = small_guide.site
        return {
            str(path.relative_to(site)): path.read_bytes()
            for path in site.rglob("*")
            if path.suffix in (".html", ".css", ".js") or path.name == "_headers"
        }

    assert built() == built()


def test_the_documented_policy_is_the_policy(root: Path) -> None:
    text = (root / "hooks" / "README.md").read_text("utf-8")
    assert text.count(STRICT_HEADER) == 1
