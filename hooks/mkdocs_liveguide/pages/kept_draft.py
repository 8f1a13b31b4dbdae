"""What one page leaves when its Markdown has been read, as plain data and back."""

from __future__ import annotations

from typing import Any

from mkdocs_liveguide.building.cache import key_of
from mkdocs_liveguide.pages.directives import Directive
from mkdocs_liveguide.pages.draft import Citing, Draft
from mkdocs_liveguide.sources.places import Place
from mkdocs_liveguide.sources.problems import ContentError


def dump_draft(draft: Draft) -> dict[str, Any]:
    """All that later stages ask of a draft without problems; places become files and lines."""
    return {
        "asked": [
            [_directive(directive), None if markdown is None else key_of(markdown)]
            for directive, markdown in draft.asked
        ],
        "citations": [
            [each.ids, each.written, each.place.path, each.place.line] for each in draft.citations
        ],
        "links": draft.links,
        "code": sorted(draft.origins.code),
    }


def load_draft(data: dict[str, Any], draft: Draft) -> bool:
    """Fills a new draft of the same page.

    Returns:
        Whether that could be done: not where a directive makes other Markdown by now.
    """
    for told, key in data["asked"]:
        name, argument, options, written, path, line = told
        place = Place(path, line)
        directive = Directive(name, argument, options, draft.src_uri, place, written)
        if key is None:
            renderer = draft.directives.html.get(name) or draft.directives.inline.get(name)
            if renderer is None:
                return False
            draft.put_later(directive, renderer)
            continue
        try:
            made = draft.directives.markdown[name](directive)
        except (ContentError, KeyError):
            return False
        if key_of(made.markdown) != key:
            return False
        draft.put_early(directive, made)
    draft.citations += [
        Citing(tuple(ids), written, Place(path, line))
        for ids, written, path, line in data["citations"]
    ]
    draft.links.update(data["links"])
    draft.origins.code.update(data["code"])
    return True


def _directive(directive: Directive) -> list[Any]:
    place = directive.place
    told = [directive.name, directive.argument, dict(directive.options), directive.written]
    return [*told, place.path, place.line]
