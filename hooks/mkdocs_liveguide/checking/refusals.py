"""What the content security policy refuses in pages, told where their authors wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from mkdocs_liveguide.policy.refused import Refused, refused
from mkdocs_liveguide.site_model import Options, Rendered
from mkdocs_liveguide.sources.problems import Problem


def refused_in_pages(
    options: Options, rendered: Mapping[str, Rendered], contents: Mapping[str, str]
) -> dict[Refused, list[Problem]]:
    """The problems of each kind that is refused; none without a policy.

    Args:
        options: what the configuration chooses.
        rendered: the pages, by `src_uri`, in order.
        contents: their HTML, as far as it has been filled, by the same.
    """
    told = dict[Refused, list[Problem]]()
    if options.policy is None:
        return told
    for src_uri, page in rendered.items():
        seen: Counter[str] = Counter()
        policy, origin = options.policy.policy, options.site.origin
        for each in refused(contents[src_uri], policy, origin, again=True):
            origins = page.draft.origins
            find = origins.words if each.is_script else origins.link
            place = find(each.value, seen[each.value])
            seen[each.value] += 1
            problem = Problem(place.path, place.line, each.found, each.expected, each.fix)
            told.setdefault(each, []).append(problem)
    return told
