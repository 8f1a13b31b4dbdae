"""All that is checked of a guide's pages before anything dear is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from mkdocs_liveguide.checking.pages import check_pages
from mkdocs_liveguide.checking.places import check_asked, check_named, dead_links, find_places
from mkdocs_liveguide.checking.refusals import refused_in_pages
from mkdocs_liveguide.guide import Guide
from mkdocs_liveguide.policy.refused import Refused
from mkdocs_liveguide.publishing.texts import search_pages
from mkdocs_liveguide.site_model import Options, Rendered
from mkdocs_liveguide.sources.problems import Problem


@dataclass(frozen=True)
class SiteProblems:
    """What is wrong with a site."""

    mistakes: list[Problem]
    """They stop the build."""
    warnings: list[Problem]
    refused: frozenset[Refused]
    """What the policy refuses in the pages, which is told among the others."""


def check_site(
    guide: Guide,
    options: Options,
    rendered: Mapping[str, Rendered],
    contents: Mapping[str, str],
    files: Mapping[str, str],
    warned: Iterable[Problem],
) -> SiteProblems:
    """Finds all that is wrong with pages, alone and together.

    Args:
        guide: the sources.
        options: what the configuration chooses.
        rendered: the pages, by `src_uri`, in order.
        contents: their HTML, as far as it can be filled before the search, by the same.
        files: all files that are published: `src_uri` by address relative to the site's root.
        warned: what others warn of, which stops a strict build.
    """
    places, mistakes = find_places(guide, rendered, contents)
    mistakes += check_pages(guide, options, rendered, contents)
    mistakes += check_named(guide, options, places, files)
    mistakes += check_asked(guide, search_pages(guide, rendered, contents), places)
    dead = dead_links(guide, rendered, places, files) if options.links != "off" else []
    refused = refused_in_pages(options, rendered, contents)
    # What is not there has to be mended first, whatever the policy says of it.
    missing = {(each.path, each.line) for each in dead}
    told = chain.from_iterable(refused.values())
    warnings = [*warned, *(each for each in told if (each.path, each.line) not in missing)]
    (mistakes if options.links == "error" else warnings).extend(dead)
    if options.strict:
        mistakes, warnings = [*mistakes, *warnings], []
    return SiteProblems(mistakes, warnings, frozenset(refused))
