"""What pages say of themselves to networks, cards, the feed of changes, and the site map."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from tests.small_site import Built, SmallSite

from mkdocs_liveguide.sharing import cards
from mkdocs_liveguide.sharing.cards import SIZE, Look, draw_card, missing_letters
from mkdocs_liveguide.sharing.colours import (
    PRIMARY,
    contrast,
    letters_on,
    read_colour,
    theme_colours,
)

ATOM = "{http://www.w3.org/2005/Atom}"
LOOK = Look("Tea & water", "tea.example/guide", "#17495a", "#ffb27a")
PAGES = {
    "docs/index.md": "---\ntitle: Home\ndescription: All of tea.\n---\n# Home\n",
    "docs/pots/clay.md": (
        '---\ntitle: "Clay & \\"glaze\\""\ndescription: A pot <of> clay.\n'
        "moved_from: [mud.md]\n---\n# Clay\n\n## Firing\n"
    ),
}
CHANGES = """changes:
  - date: 2026-02-03
    what: Clay is fired
      hotter.
    page: pots/clay.md#firing
  - date: 2026-03-04
    what: The whole guide was read again.
"""
SITE = "https://tea.example/guide/"


def build(small: SmallSite, **more: object) -> Built:
    built = small.build(PAGES, **{"site_name": "Tea & water", "site_url": SITE, **more})
    assert built.log == []
    return built


def shared(built: Built, address: str = "") -> dict[str, str]:
    metas = built.page(address).select("meta[property^='og:'], meta[name^='twitter:']")
    names = [str(meta.get("property") or meta.get("name")) for meta in metas]
    assert len(set(names)) == len(names)
    return dict(zip(names, (str(meta["content"]) for meta in metas), strict=True))


def test_a_page_says_what_it_is_where_somebody_shares_it(small: SmallSite) -> None:
    built = build(small)
    clay = shared(built, "pots/clay")
    image = clay.pop("og:image")
    assert clay == {
        "og:type": "article",
        "og:site_name": "Tea & water",
        "og:title": 'Clay & "glaze"',
        "og:description": "A pot <of> clay.",
        "og:url": f"{SITE}pots/clay/",
        "og:image:width": str(SIZE[0]),
        "og:image:height": str(SIZE[1]),
        "og:image:alt": 'Clay & "glaze"',
        "twitter:card": "summary_large_image",
    }
    home = shared(built)
    assert (home["og:type"], home["og:title"]) == ("website", "Tea & water")
    assert home["og:image"] != image
    for address in (image, home["og:image"]):
        assert address.startswith(f"{SITE}live/cards/")
        card = built.site / address.removeprefix(SITE)
        content = card.read_bytes()
        assert Image.open(io.BytesIO(content)).size == SIZE
        assert len(content) < 25_000
    assert "live/cards" not in (built.site / "sw.js").read_text("utf-8")


def test_without_an_address_or_a_wish_there_are_no_cards(small: SmallSite) -> None:
    assert shared(build(small, site_url=""))["twitter:card"] == "summary"
    built = build(small, plugins=[{"liveguide": {"cards": False}}])
    assert "og:image" not in shared(built)
    assert not (built.site / "live/cards").exists()


def test_cards_are_the_same_bytes_for_the_same_words() -> None:
    card = draw_card("Clay", "A pot.", LOOK)
    assert draw_card("Clay", "A pot.", LOOK) == card
    assert draw_card("Glaze", "A pot.", LOOK) != card
    assert draw_card("Clay", "A cup.", LOOK) != card
    image = Image.open(io.BytesIO(card)).convert("RGB")
    assert image.getpixel((5, 5)) == read_colour(LOOK.ground)
    assert image.getpixel((5, SIZE[1] - 5)) == read_colour(LOOK.accent)


@pytest.mark.parametrize("title", ["Tea", "Tea and water and " * 30, "W" * 300, ""])
def test_nothing_is_drawn_at_the_edges(title: str) -> None:
    text = "Words that go on, and on, and on. " * 20
    image = Image.open(io.BytesIO(draw_card(title, text, LOOK))).convert("RGB")
    width, height = SIZE
    right = image.crop((width - 70, 0, width, height - 20))
    below = image.crop((0, height - 50, width, height - 20))
    assert {colour for _, colour in (right.getcolors() or []) + (below.getcolors() or [])} == {
        read_colour(LOOK.ground)
    }


def test_a_long_name_and_address_stay_in_the_picture() -> None:
    long = Look("A name that goes on " * 8, "tea.example/" + "guide/" * 40, "#17495a", "#ffb27a")
    image = Image.open(io.BytesIO(draw_card("Tea", "", long))).convert("RGB")
    right = image.crop((SIZE[0] - 70, 0, SIZE[0], SIZE[1] - 20))
    assert {colour for _, colour in right.getcolors() or []} == {read_colour(long.ground)}


def test_long_words_are_set_smaller_and_then_broken() -> None:
    font, lines = cards._fitting("Rindfleischetikettierungsüberwachung", LOOK)
    assert lines == ["Rindfleischetikettierungsüberwachung"]
    assert font.size < cards._fitting("Beef", LOOK)[0].size
    _, lines = cards._fitting("茶" * 40, LOOK)
    assert "".join(lines) == "茶" * 40, "letters without spaces between go on in the next line"
    assert len(lines) > 1


def test_letters_can_be_read_on_every_ground() -> None:
    for ground in map(read_colour, PRIMARY.values()):
        assert contrast(letters_on(ground), ground) >= 4.5


def test_colours_are_those_of_the_theme() -> None:
    assert theme_colours({"primary": "teal", "accent": "deep orange"}) == ["#009485", "#ff6e42"]
    assert theme_colours([{"primary": "teal"}, {"primary": "red"}]) == ["#009485"]
    assert theme_colours([{"primary": "custom", "accent": "red"}]) == []
    assert theme_colours(None) == []


def test_a_page_whose_letters_the_font_lacks_has_the_card_of_the_site(small: SmallSite) -> None:
    assert missing_letters("Tea – “it’s” 5 °C…", LOOK) == ""
    assert missing_letters("茶 and tea", LOOK) == "茶"
    pages = {**PAGES, "docs/two.md": "---\ntitle: 茶\ndescription: Tea.\n---\n# 茶\n"}
    built = small.build(pages, site_name="Tea", site_url=SITE)
    one = (built.site / shared(built, "two")["og:image"].removeprefix(SITE)).read_bytes()
    look = Look("Tea", "tea.example/guide", "#1f2d3d", "#8ab4f8")
    assert one == draw_card("", "", look)


def test_colours_and_font_are_options(small: SmallSite) -> None:
    wrong = small.build(PAGES, plugins=[{"liveguide": {"card_colours": ["red"]}}])
    assert wrong.ended
    assert not build(small, plugins=[{"liveguide": {"card_colours": ["#ffffff"]}}]).log
    wrong = small.build(PAGES, plugins=[{"liveguide": {"card_font": "none.ttf"}}])
    assert wrong.ended
    wrong = small.build(PAGES, plugins=[{"liveguide": {"card_font": "docs/index.md"}}])
    assert "the file index.md for card_font, which is no font" in "".join(wrong.problems)


@pytest.mark.parametrize("name", ["my page", "größe & co", "100%"])
def test_the_address_of_a_card_is_encoded(small: SmallSite, name: str) -> None:
    built = small.build(
        {**PAGES, f"docs/{name}.md": "---\ntitle: A\ndescription: B.\n---\n# A\n"}, site_url=SITE
    )
    assert built.works, [*built.log, built.ended]
    image = shared(built, name)["og:image"]
    assert urlsplit(image).path == quote(unquote(urlsplit(image).path))
    assert (built.site / unquote(image.removeprefix(SITE))).is_file()


def test_the_theme_gets_a_description_that_can_stand_between_quotes(small: SmallSite) -> None:
    said = 'When "sourdough" is <script>levain</script> &\n  when it is not'
    theme = '<head><meta name="description" content="{{ page.meta.description }}"></head>'
    pages = {
        "docs/index.md": "# Home\n",
        "docs/two.md": f"---\ndescription: |\n  {said}\n---\n# Two\n",
        "theme/main.html": theme,
    }
    built = small.build(pages, site_description='All of "tea"')
    (meta,) = built.page("two").select("meta[name=description]")
    assert meta.attrs == {"name": "description", "content": " ".join(said.split())}
    (meta,) = built.page().select("meta[name=description]")
    assert meta["content"] == 'All of "tea"'


def test_what_an_author_writes_is_text_on_each_page_of_the_theme(small: SmallSite) -> None:
    signs = """'s "cup" & <b>pot</b>"""
    said = {key: f"{key}{signs}" for key in ("site_name", "site_description", "site_author")}
    pages = {"docs/index.md": "# Home\n", "docs/two.md": "---\ntitle: Two\n---\n# Second\n"}
    built = small.build(pages, theme={"name": "material", "font": False}, **said)
    assert built.works, [*built.log, built.ended]
    heads = {"": "", "two": "Two - ", "404.html": "Page not found - "}
    for address, head in heads.items():
        page = built.page(address)
        assert [each.text for each in page.select("title")] == [head + said["site_name"]]
        for name in ("description", "author"):
            (meta,) = page.select(f"meta[name={name}]")
            assert meta.attrs == {"name": name, "content": said[f"site_{name}"]}
        for logo in page.select(".md-logo"):
            assert {logo["title"], logo["aria-label"]} == {said["site_name"]}


def test_changes_of_days_to_come_are_told_and_stop_no_build(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mkdocs")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772582400")  # 4 March 2026
    days = ["2026-03-04", "2026-03-05", "2026-03-06"]
    changes = "".join(f"  - {{date: {day}, what: Tea of {day}.}}\n" for day in days)
    built = small.build({"docs/index.md": "# Tea\n", "docs/changes.yml": f"changes:\n{changes}"})
    assert built.works, [*built.log, built.ended]
    assert "docs/changes.yml:4: found a change of 2026-03-06; expected no day" in caplog.text
    assert "found a change of 2026-03-05" not in caplog.text


def test_changes_are_a_feed(small: SmallSite) -> None:
    small.write({"docs/changes.yml": CHANGES})
    built = build(small)
    file = built.site / "feed.xml"
    feed = ET.parse(file).getroot()
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "Tea & water"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Tea & water"
    assert feed.findtext(f"{ATOM}id") == f"{SITE}feed.xml"
    assert feed.findtext(f"{ATOM}updated") == "2026-03-04T00:00:00Z"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"{SITE}feed.xml",
        "alternate": SITE,
    }
    newest, older = feed.findall(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}summary") == "The whole guide was read again."
    assert older.findtext(f"{ATOM}summary") == "Clay is fired hotter."
    assert older.findtext(f"{ATOM}title") == 'Clay & "glaze"'
    link = older.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{SITE}pots/clay/#firing"
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in (newest, older)]
    assert len(set(ids)) == 2
    assert all(each.startswith(SITE) for each in ids)
    for address, way in (("", "feed.xml"), ("pots/clay", "../../feed.xml")):
        alternate = built.page(address).select_one("link[type='application/atom+xml']")
        assert alternate is not None
        assert alternate["href"] == way
    assert not (built.site / "changes.yml").exists()
    before = file.read_bytes()
    assert (build(small).site / "feed.xml").read_bytes() == before


def test_a_guide_that_tells_of_no_changes_has_no_feed(small: SmallSite) -> None:
    built = build(small)
    assert not (built.site / "feed.xml").exists()
    assert built.page().select("link[type='application/atom+xml']") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("pots/clay.md#firing", "pots/caly.md", 'docs/changes.yml:2: found "page: pots/caly.md"'),
        ("#firing", "#fired", "an anchor that the page has not"),
        ("2026-02-03", "yesterday", "docs/changes.yml:2: found"),
        ("    what: The", "    waht: The", "docs/changes.yml:7"),
        (
            "changes:",
            "changes:\n  - {date: 2026-03-04, what: The whole guide was read again.}",
            "docs/changes.yml:7: found the same change as in line 2",
        ),
    ],
)
def test_a_wrong_change_is_told(small: SmallSite, old: str, new: str, told: str) -> None:
    assert old in CHANGES
    built = small.build({**PAGES, "docs/changes.yml": CHANGES.replace(old, new)}, site_url=SITE)
    assert any(told in problem for problem in built.problems), [*built.log, built.ended]


def test_changes_need_an_address(small: SmallSite) -> None:
    built = small.build({**PAGES, "docs/changes.yml": CHANGES}, site_url="")
    assert "docs/changes.yml:1: found changes of a site without site_url" in "\n".join(
        [built.ended, *built.log]
    )


def test_the_site_map_has_each_page_once_and_the_day_of_its_change(small: SmallSite) -> None:
    small.write({"docs/changes.yml": CHANGES})
    built = build(small)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = ET.parse(built.site / "sitemap.xml").getroot().findall(f"{space}url")
    assert (built.site / "mud/index.html").is_file(), "a former address"
    assert [(url.findtext(f"{space}loc"), url.findtext(f"{space}lastmod")) for url in urls] == [
        (SITE, None),
        (f"{SITE}pots/clay/", "2026-02-03"),
    ]


def test_the_packed_site_map_is_the_same_on_every_day(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = []
    for day in range(2):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000 + day * 86_400))
        site = build(small).site
        packed.append((site / "sitemap.xml.gz").read_bytes())
        assert gzip.decompress(packed[-1]) == (site / "sitemap.xml").read_bytes()
    assert packed[0] == packed[1]


def test_former_addresses_are_not_shared(small: SmallSite) -> None:
    built = build(small)
    assert shared(built, "mud") == {}


def test_a_site_that_wants_whole_heads_needs_an_address(small: SmallSite) -> None:
    wanted = [{"liveguide": {"heads": "always"}}]
    built = small.build(PAGES, site_url="", plugins=wanted)
    assert built.problems[0].startswith('mkdocs.yml:13: found no "site_url"')
    assert small.build(PAGES, plugins=wanted).works


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://x.example/?v=2", "an address with a query or a fragment"),
        ("https://x.example/a/#top", "an address with a query or a fragment"),
        ("https://x.example/my guide/", "an address with a space in it"),
        ("https://x.example/index.html", "the address of a file"),
        ("ftp://x.example/", "which does not begin with https://"),
    ],
)
def test_an_address_that_pages_cannot_begin_with_is_told(
    small: SmallSite, address: str, told: str
) -> None:
    built = small.build(PAGES, site_url=address)
    (problem,) = built.problems
    assert problem.startswith("mkdocs.yml:")
    assert told in problem


def test_pages_name_their_own_address(small: SmallSite, tmp_path: Path) -> None:
    built = build(small, theme={"name": "material", "font": False}, markdown_extensions=[])
    for address in ("", "pots/clay/"):
        (canonical,) = built.page(address).select("link[rel=canonical]")
        assert canonical["href"] == SITE + address
        (description,) = built.page(address).select("meta[name=description]")
        assert description["content"] in ("All of tea.", "A pot <of> clay.")
        assert len(built.page(address).select("title")) == 1
