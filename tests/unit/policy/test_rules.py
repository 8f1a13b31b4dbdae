"""What a content security policy says, and whether it lets an address through."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_liveguide.policy.refused import refused
from mkdocs_liveguide.policy.rules import STRICT, Policy, PolicyError, read_sources

POLICY = Policy(STRICT)


def test_the_strict_policy_word_for_word() -> None:
    assert POLICY.header == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    )
    assert POLICY.meta == POLICY.header.removesuffix("; frame-ancestors 'none'")


def test_more_sources_stand_beside_those_that_are_there() -> None:
    more = POLICY.with_more(
        {"img-src": ["https://a.example"], "frame-src": ["https://b.example"], "form-action": ["x"]}
    )
    assert more.directives["img-src"] == ("'self'", "data:", "https://a.example")
    assert more.directives["frame-src"] == ("https://b.example",)
    assert more.directives["form-action"] == ("x",)
    assert POLICY.directives == STRICT


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (None, {}),
        ({}, {}),
        ({"frame-src": "https://a.example"}, {"frame-src": ("https://a.example",)}),
        ({"img-src": "https: *.b.example"}, {"img-src": ("https:", "*.b.example")}),
        ({"script-src": ["'unsafe-eval'"]}, {"script-src": ("'unsafe-eval'",)}),
    ],
)
def test_sources_are_read(given: Any, read: Any) -> None:
    assert read_sources(given) == read


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("https://a.example", "sources by directive"),
        ({"frames-src": "x"}, 'write "frame-src"'),
        ({"frame-src": []}, "a list of them for frame-src"),
        ({"frame-src": 3}, "a list of them for frame-src"),
        ({"frame-src": None}, "a list of them for frame-src"),
        ({"frame-src": ["a b"]}, "'a b'"),
        ({"frame-src": ["a; script-src *"]}, "script-src *"),
        ({"frame-src": ["a,b"]}, "'a,b'"),
        ({"frame-src": ["https://bücher.example"]}, "bücher"),
        ({"script-src": "unsafe-inline"}, "write \"'unsafe-inline'\""),
        ({"frame-src": "a\nX-Evil: 1;"}, "1;"),
    ],
)
def test_what_is_no_source_is_told(given: Any, told: str) -> None:
    with pytest.raises(PolicyError) as error:
        read_sources(given)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("source", "url", "allowed"),
    [
        ("https://a.example", "https://a.example/x", True),
        ("https://a.example", "http://a.example/x", False),
        ("http://a.example", "https://a.example/x", True),
        ("a.example", "https://a.example/x", True),
        ("a.example", "https://b.a.example/x", False),
        ("*.a.example", "https://b.a.example/x", True),
        ("*.a.example", "https://a.example/x", False),
        ("https://a.example:8443", "https://a.example/x", False),
        ("https://a.example:8443", "https://a.example:8443/x", True),
        ("https://a.example:*", "https://a.example:8443/x", True),
        ("https://a.example/in/", "https://a.example/in/x", True),
        ("https://a.example/in/", "https://a.example/out", False),
        ("https://a.example/x.js", "https://a.example/x.js?q", True),
        ("https:", "https://any.example/", True),
        ("https:", "http://any.example/", False),
        ("*", "https://any.example/", True),
        ("*", "data:text/plain,", False),
        ("data:", "data:text/plain,", True),
        ("'self'", "https://any.example/", False),
        ("'self'", "x.html", True),
        ("'self'", "https://own.example/x", True),
        ("https://a.example", "x.html", False),
        ("https://a.example", "//a.example/x", True),
    ],
)
def test_which_addresses_a_source_takes_in(source: str, url: str, allowed: bool) -> None:
    policy = Policy({"default-src": (source,)})
    assert policy.allows("frame-src", url, "https://own.example") is allowed


@pytest.mark.parametrize(
    ("html", "directive"),
    [
        ('<p onclick="x()">', "script-src-attr"),
        ('<svg onload="x()"></svg>', "script-src-attr"),
        ('<a href=" java\nscript:x()">', "script-src-attr"),
        ('<img src="https://a.example/x.png">', "img-src"),
        ('<img srcset="a.png 1x, https://a.example/x.png 2x">', "img-src"),
        ('<script src="https://a.example/x.js"></script>', "script-src"),
        ('<link rel="stylesheet" href="https://a.example/x.css">', "style-src"),
        ('<link rel="preload" as="font" href="https://a.example/x">', "font-src"),
        ('<iframe src="https://a.example/"></iframe>', "frame-src"),
        ('<iframe src="own.html"></iframe>', "frame-src"),
        ('<video src="own.mp4"></video>', "media-src"),
        ('<audio><source src="own.mp3"></audio>', "media-src"),
        ('<object data="own.pdf"></object>', "object-src"),
        ('<form action="https://a.example/"></form>', "form-action"),
        ('<base href="https://a.example/">', "base-uri"),
    ],
)
def test_what_the_policy_refuses_is_found(html: str, directive: str) -> None:
    (found,) = refused(html, POLICY)
    assert found.directive == directive
    assert found.expected
    assert found.fix


@pytest.mark.parametrize(
    "html",
    [
        '<p once="x">',
        '<live-x on-click="x">',
        '<a href="https://a.example/">',
        '<img src="x.png">',
        '<img srcset="data:image/png;base64,AA== 1x, b.png 2x">',
        '<img src="data:image/png;base64,AA==">',
        '<link rel="canonical" href="https://a.example/">',
        '<link rel="icon" href="data:,">',
        "<form><input></form>",
        '<iframe srcdoc="text"></iframe>',
        "<script>x()</script><style>x</style><p style='x'>",
    ],
)
def test_what_it_lets_through_is_not(html: str) -> None:
    assert refused(html, POLICY) == []


def test_a_page_that_is_remembered_is_asked_by_each_policy_anew() -> None:
    html = '<img src="https://img.example/a.png">'
    wider = POLICY.with_more({"img-src": ["https://img.example"]})
    for _ in range(2):
        assert len(refused(html, POLICY, again=True)) == 1
        assert refused(html, wider, again=True) == []
        assert len(refused(html.replace("a.png", "b.png"), POLICY, again=True)) == 1
