"""Links that open a new issue about a page, filled in as far as is known."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

OFF = "off"
"""What the option says for no such links."""
PARTS = ("{title}", "{body}")
"""What stands in the address of a form, and gives way to what it is filled with."""
SECTION = "{section}"
"""Stands for the section in an address that the page itself completes."""

_GITHUB = "/issues/new?title={title}&body={body}"
_GITLAB = "/-/issues/new?issue[title]={title}&issue[description]={body}"
_FORMS = {"github.com": _GITHUB, "codeberg.org": _GITHUB, "gitlab.com": _GITLAB}
"""By the host of a repository."""


@dataclass(frozen=True)
class Report:
    """The links of one page."""

    url: str
    """Opens the form, with the section left open."""
    with_section: str
    """The same, with `SECTION` where the section's title goes, encoded."""


def form_of(option: str, repository: str) -> str:
    """The address of the form for new issues, with `PARTS` in it; "" for none.

    Args:
        option: such an address, `OFF`, or "" for the form of a repository whose host is known.
        repository: the address of the repository; "" for none.
    """
    if option:
        return "" if option == OFF else option
    form = _FORMS.get((urlsplit(repository).hostname or "").removeprefix("www."), "")
    address = repository.rstrip("/").removesuffix(".git")
    return f"{address}{form}" if form else ""


def report_of(form: str, title: str, url: str) -> Report:
    """The links of a page.

    Args:
        form: see `form_of`; not "".
        title: of the page.
        url: the page's address.
    """
    words = quote(f"Something wrong: {title}", safe="")

    def with_body(section: str) -> str:
        lines = [
            f"Page: {url}",
            f"Section: {section}",
            "",
            "What is wrong, and what would be right:",
        ]
        return quote("\n".join([*lines, "", ""]), safe="")

    body = with_body(SECTION).replace(quote(SECTION, safe=""), SECTION)
    return Report(_filled(form, words, with_body("")), _filled(form, words, body))


def _filled(form: str, title: str, body: str) -> str:
    # What is filled in is encoded, and has none of the marks in it.
    return form.replace("{title}", title).replace("{body}", body)
