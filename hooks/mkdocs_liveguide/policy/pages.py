"""Makes the pages of a finished site keep a policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_liveguide.building.artefacts import Artefact
from mkdocs_liveguide.policy.ahead import drop_fetches_ahead
from mkdocs_liveguide.policy.document import Document
from mkdocs_liveguide.policy.files import MovedFiles
from mkdocs_liveguide.policy.refused import Refused, refused
from mkdocs_liveguide.policy.rules import Policy
from mkdocs_liveguide.policy.scripts import count_scripts, most_used, move_scripts, source_of
from mkdocs_liveguide.policy.styles import (
    links_to_rules,
    move_attributes,
    move_elements,
    own_addresses,
    write_sheet,
)


@dataclass
class KeptPolicy:
    """What came of it."""

    policy: Policy
    """With what some pages need beside the rest."""
    refused: dict[Refused, list[str]] = field(default_factory=dict)
    """What no page can do, and the pages that try to, by their paths."""


def keep_policy(
    site: Path,
    policy: Policy,
    style: str,
    *,
    site_path: str = "/",
    origin: str = "",
    meta: bool = False,
) -> KeptPolicy:
    """Rewrites all pages so that no style stands in them, and no script but those it names.

    Short scripts that most pages have, such as a theme's, stay, and the policy has their hashes.
    Others and ``<style>`` become files that are loaded at the same place. ``style`` attributes
    become rules at the end of the live parts' own style sheet, which every page has: that costs no
    request, and the styles are there when a page takes another's place without being loaded anew.

    Args:
        site: the folder of the finished site.
        policy: what the pages are to keep.
        style: the path of the live parts' style sheet, relative to the site's root.
        site_path: the path of the site on its host, with slashes around it.
        origin: scheme and host of the site, where they are known.
        meta: whether each page is to carry the policy itself.
    """
    hashes: set[str] = set()
    rules: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for document in _documents(site, site_path):
        count_scripts(document, counted)
        hashes |= move_scripts(document, MovedFiles())
        found = move_attributes(document, MovedFiles())
        if _has_sheet(document, style):
            rules |= found
    rules = {name: rules[name] for name in rules.keys() - own_addresses(rules).keys()}
    staying: frozenset[str] = frozenset()
    # Beside a hash, browsers would not heed it any more.
    if "'unsafe-inline'" not in policy.directives["script-src"]:
        staying = most_used(counted)
    hashes |= {source_of(text) for text in staying}
    if hashes:
        policy = policy.with_more({"script-src": sorted(hashes)})
    new_style = _extend(site / style, rules, site) if rules else style
    kept, moved = KeptPolicy(policy), MovedFiles()
    for document in _documents(site, site_path):
        drop_fetches_ahead(document, policy, origin)
        move_scripts(document, moved, staying)
        move_elements(document, moved)
        found = move_attributes(document, moved)
        if _has_sheet(document, style):
            _replace_sheet(document, style, new_style)
            found = {name: found[name] for name in found.keys() - rules.keys()}
        if document.tree.head is not None:
            for link in links_to_rules(document, moved, found):
                document.tree.head.insert_child(link)
            if meta:
                _insert_meta(document, policy)
        html = document.html
        (site / document.path).write_text(html, encoding="utf-8", newline="")
        for each in refused(html, policy, origin):
            kept.refused.setdefault(each, []).append(document.path)
    for path, content in moved.files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return kept


def _documents(site: Path, site_path: str) -> Iterator[Document]:
    for file in sorted(site.rglob("*.html")):
        try:
            # As browsers read it: line ends are made one when it is parsed.
            html = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            continue  # what it says of itself is not known here
        yield Document(html, file.relative_to(site).as_posix(), site_path)


def _has_sheet(document: Document, style: str) -> bool:
    address = document.address(style)
    return any(link.attributes["href"] == address for link in document.css("link[href]"))


def _replace_sheet(document: Document, old: str, new: str) -> None:
    address = document.address(old)
    for link in document.css("link[href]"):
        if link.attributes["href"] == address:
            link.attrs["href"] = document.address(new)


def _extend(sheet: Path, rules: Mapping[str, str], site: Path) -> str:
    """Adds rules to a style sheet of the site; it gets a new name, which is returned."""
    content = sheet.read_bytes() + b"\n" + write_sheet(rules).encode()
    path = Artefact("index.css", content).path
    sheet.unlink()
    (site / path).write_bytes(content)
    return path


def _insert_meta(document: Document, policy: Policy) -> None:
    head = document.tree.head
    assert head is not None
    element = document.tree.create_node("meta")
    element.attrs["http-equiv"] = "Content-Security-Policy"
    element.attrs["content"] = policy.meta
    charset = head.css_first("meta[charset]")
    if charset is not None:
        charset.insert_after(element)
    elif head.first_child is not None:
        head.first_child.insert_before(element)
    else:
        head.insert_child(element)
