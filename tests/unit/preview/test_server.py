"""What stands before the server of a preview."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from mkdocs_liveguide.preview.server import taken, with_problems
from mkdocs_liveguide.preview.state import Preview
from mkdocs_liveguide.sources.problems import Problem

ONE = Problem("docs/a.md", 3, "a link", "a page", "write it")
FILES = {
    "/": ("200 OK", "text/html", b"<body>Home</body>"),
    "/a.js": ("200 OK", "application/javascript", b"</body>"),
    "/livereload/1/2": ("200 OK", "text/plain", b"3"),
}


def serve(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    status, kind, body = FILES.get(
        environ["PATH_INFO"], ("404 Not Found", "text/html", b"404 Not Found")
    )
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


def get(preview: Preview, path: str) -> tuple[str, dict[str, str], bytes]:
    got: list[Any] = []
    app = with_problems(serve, preview, lambda page: page + b"<reload>")  # type: ignore[arg-type]
    body = b"".join(app({"PATH_INFO": path}, lambda *answer: got.extend(answer)))  # type: ignore[arg-type, return-value]
    return got[0], dict(got[1]), body


@pytest.fixture
def preview() -> Preview:
    return Preview(lambda line: None)


def test_without_problems_all_is_sent_as_it_is(preview: Preview) -> None:
    preview.tell([], stopped=False)
    for path, (status, _, body) in FILES.items():
        assert (get(preview, path)[0], get(preview, path)[2]) == (status, body)
    assert get(preview, "/none/")[::2] == ("404 Not Found", b"404 Not Found")


def test_problems_are_put_into_pages_alone(preview: Preview) -> None:
    preview.tell([], stopped=False)
    preview.tell([ONE], stopped=True)
    status, headers, body = get(preview, "/")
    assert (status, headers["Content-Length"]) == ("200 OK", str(len(body)))
    assert b"Home" in body
    assert b"docs/a.md:3" in body
    assert get(preview, "/a.js")[2] == b"</body>"
    assert get(preview, "/livereload/1/2")[2] == b"3"


def test_a_page_that_is_not_there_yet_shows_the_problems_and_reloads(preview: Preview) -> None:
    preview.tell([], stopped=False)
    preview.tell([ONE], stopped=True)
    status, _, body = get(preview, "/new/")
    assert status == "404 Not Found"
    assert b"docs/a.md:3" in body
    assert body.endswith(b"<reload>")


def test_without_any_site_every_page_is_the_list_and_reloads(preview: Preview) -> None:
    preview.tell([ONE], stopped=True)
    for path in ("/none/", "/deep/er/"):
        status, _, body = get(preview, path)
        assert status == "200 OK"
        assert b"There is no site yet" in body
        assert body.endswith(b"<reload>")


def test_a_port_that_is_taken_is_told_in_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told = taken("127.0.0.1", port)
    assert told is not None
    assert told.startswith(f"Port {port} of 127.0.0.1 is taken")
    assert "\n" not in told
    assert taken("127.0.0.1", port) is None
