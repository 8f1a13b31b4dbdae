"""Stands before the server of a preview, and puts the problems into what it sends."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs_liveguide.checking.warned import Warned
from mkdocs_liveguide.preview.state import Preview
from mkdocs_liveguide.sources.problems import Problem

_FILES = (".js", ".css", ".json", ".map", ".svg", ".png", ".ico", ".woff2", ".wasm", ".xml")


def with_problems(
    serve: WSGIApplication, preview: Preview, with_reload: Callable[[bytes], bytes]
) -> WSGIApplication:
    """A server that shows the problems in each page.

    Args:
        serve: the server.
        preview: knows the problems.
        with_reload: adds to a page of ours what reloads it after the next build.
    """

    def serve_with_problems(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        told: list[Any] = []

        def note(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[..., object]:
            told[:] = [status, headers]
            return lambda data: None

        body = serve(environ, note)
        status, headers = told
        kind = dict(headers).get("Content-Type", "")
        path = environ.get("PATH_INFO", "")
        is_page = kind.startswith("text/html") and not path.endswith(_FILES)
        if not is_page or path.startswith("/livereload/"):
            start_response(status, headers)
            return body
        page = b"".join(body)
        found = status.startswith("200")
        shown = preview.show(page)
        if shown is not None:
            page = shown if found else with_reload(shown)
            # Without a site, every address has the list; nothing is to be kept of it.
            status = status if preview.has_site else "200 OK"
        headers = [each for each in headers if each[0] != "Content-Length"]
        start_response(status, [*headers, ("Content-Length", str(len(page)))])
        return [page]

    return serve_with_problems


def telling(
    build: Callable[[], object],
    preview: Preview,
    warned: Warned,
    problems_of: Callable[[Sequence[str]], Sequence[Problem]],
) -> Callable[[], None]:
    """A build after which the preview goes on, whatever stops it.

    Args:
        build: builds the site, and tells what it finds wrong itself.
        preview: is told what kept it from beginning.
        warned: hears what is said meanwhile.
        problems_of: makes problems of that.
    """

    def build_or_tell() -> None:
        warned.begin()
        try:
            build()
        except Exception as error:
            problems = problems_of(warned.said or [str(error)])
            preview.tell(problems, stopped=True, all_read=False)
        finally:
            warned.end()

    return build_or_tell


def taken(host: str, port: int) -> str | None:
    """What to tell the author if another program listens there already; None if it is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                return None  # the server itself will say what is wrong
            return (
                f"Port {port} of {host} is taken, perhaps by another preview: stop that, or choose "
                f"another port with --dev-addr {host}:{port + 1}"
            )
    return None
