"""What hosts are told to send with a site, and what a real nginx and a real Apache then send."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from markdown_it import MarkdownIt
from tests.browser.server import REPORTS, security_headers
from tests.real_hosts import Answer, RealHost, apache, nginx
from tests.small_site import Built, SmallSite

from mkdocs_liveguide.hosting.headers import ASK_AGAIN, FOR_EVER, files_to_send, kind_of

UTF_8 = "; charset=utf-8"
KINDS = {
    "avif": "image/avif",
    "csv": f"text/csv{UTF_8}",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "JPG": "image/jpeg",
    "json": f"application/json{UTF_8}",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "py": f"text/x-python{UTF_8}",
    "ttf": "font/ttf",
    "txt": f"text/plain{UTF_8}",
    "vtt": f"text/vtt{UTF_8}",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webmanifest": f"application/manifest+json{UTF_8}",
    "webp": "image/webp",
    "whl": "application/zip",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "yaml": f"application/yaml{UTF_8}",
    "yml": f"application/yaml{UTF_8}",
    "zip": "application/zip",
}
"""Media types of files that authors put beside their pages, by the ends of names."""
LONG = "Words that are said again and again. " * 200
FILES = {
    "docs/index.md": f"# Home\n\n{LONG}\n",
    "docs/new/tea.md": "---\ntitle: Tea\nmoved_from: [old/tea.md]\n---\n# Tea\n",
    "docs/_mine.txt": "for readers",
    "docs/_redirects": "/old /new/tea/ 301\n",
    "docs/assets/some.wasm": b"\0asm\1\0\0\0" + b"\0" * 4096,
    "docs/assets/tea.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{LONG}</desc></svg>',
    "docs/assets/some.bin": bytes(range(256)) * 16,
    "docs/assets/module.mjs": f"// {LONG}\nexport const tea = 1;\n",
    **{f"docs/assets/some.{end}": "{}" for end in KINDS},
}
SETTINGS = {
    *("_headers", "_redirects", "_nginx.conf", ".htaccess"),
    *("_s3.sh", "_cloudfront.json", "_cloudfront.js"),
}
"""What lies there for hosts."""
HOSTS = [{"liveguide": {"hosts": ["netlify", "nginx", "apache", "s3"]}}]


def build(small: SmallSite, below: str = "/") -> Built:
    built = small.build(
        FILES,
        site_url=f"https://tea.example{below}",
        plugins=HOSTS,
        theme={"name": "material", "font": False},
        markdown_extensions=[],
    )
    assert built.log == []
    return built


def documented(root: Path) -> str:
    tokens = MarkdownIt().parse((root / "hooks" / "README.md").read_text("utf-8"))
    (block,) = [token.content for token in tokens if token.info == "nginx"]
    return block


ALL_SIGNS = "/br%C3%B6tchen/$a${b}%24(1)/!&'*+,;=:@~-_.%22%23%25%3F%5B%5D%5C%5E%60%7B%7C%7D%3C%3E/"
"""A path with each kind of character that an address may have."""


@pytest.fixture(params=["/", "/guides/tea+milk/", "/my%20guide/", ALL_SIGNS])
def below(request: pytest.FixtureRequest) -> str:
    """The path of the site on its host, as addresses have it."""
    return str(request.param)


@dataclass(frozen=True)
class Sent:
    """A site that a host sends."""

    host: RealHost
    below: str
    """Its path on the host, as addresses have it."""
    site: Path
    """Its folder."""
    wanted: dict[str, str]
    """What it wants to be sent with each file, by name in lower case."""

    def ask(self, path: str, **headers: str) -> Answer:
        """Asks for a path of the site."""
        return self.host.ask(self.below + path, **headers)


def wanted(site: Path) -> dict[str, str]:
    """What a site wants to be sent with each file, as its file for Netlify has it."""
    headers = {name.lower(): value for name, value in security_headers(site).items()}
    name = "content-security-policy"
    return headers | {name: headers[name].removesuffix(f"; report-uri {REPORTS}")}


@pytest.fixture(params=["nginx", "apache"])
def sent(
    request: pytest.FixtureRequest, root: Path, small: SmallSite, tmp_path: Path, below: str
) -> Iterator[Sent]:
    """A site, sent as the documentation says."""
    built = build(small, below)
    folder = tmp_path / "srv"
    site = folder / unquote(below).strip("/")
    site.parent.mkdir(parents=True, exist_ok=True)
    built.site.rename(site)
    if request.param == "apache":
        with apache(folder) as running:
            yield Sent(running, below, site, wanted(site))
        return
    server = documented(root)
    assert "root /srv/guide;" in server
    # Nginx takes stars and the like in the names of what it includes for patterns.
    shutil.copy(site / "_nginx.conf", tmp_path)
    server = server.replace("include /srv/guide/", f"include {tmp_path}/")
    server = server.replace("root /srv/guide;", f"root {folder};")
    logs = tmp_path / "nginx"
    logs.mkdir()
    with nginx(server, logs) as running:
        yield Sent(running, below, site, wanted(site))


def test_hosts_send_all_that_a_site_wants(sent: Sent) -> None:
    assert len(sent.wanted) >= 4
    for path in ("", "new/tea/", "nowhere/", "live/nowhere.js", "assets/some.bin", "_headers"):
        answer = sent.ask(path)
        assert {name: answer.headers.get(name) for name in sent.wanted} == sent.wanted, path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("assets/some.wasm", "application/wasm"),
        ("assets/module.mjs", "text/javascript; charset=utf-8"),
        ("assets/tea.svg", "image/svg+xml"),
        ("assets/some.bin", "application/octet-stream"),
        ("sw.js", "text/javascript; charset=utf-8"),
        ("sitemap.xml", "application/xml"),
        ("_mine.txt", "text/plain; charset=utf-8"),
    ],
)
def test_hosts_name_kinds_as_browsers_want_them(sent: Sent, path: str, kind: str) -> None:
    answer = sent.ask(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == kind


def test_hosts_name_the_kind_of_each_file_of_a_site(sent: Sent) -> None:
    paths = list(files_to_send(sent.site))
    kinds = {path: sent.ask(quote(path)).headers["content-type"] for path in paths}
    some = {end: kinds[f"assets/some.{end}"] for end in KINDS}
    assert some == KINDS
    unknown = {path for path in paths if kinds[path] == "application/octet-stream"}
    assert {path for path in unknown if not path.endswith(".bin")} == set()
    said = {path for path in paths if kinds[path] != kind_of(path)}
    assert not said, "a bucket says the same"


def test_hosts_say_how_long_files_may_be_kept(sent: Sent) -> None:
    home = sent.ask("")
    assert home.headers["cache-control"] == ASK_AGAIN
    assert sent.ask("sw.js").headers["cache-control"] == ASK_AGAIN
    assert sent.ask("", If_None_Match=home.headers["etag"]).status == 304
    html = home.body.decode()
    theme = html.partition('href="assets/stylesheets/main.')[2].partition('"')[0]
    kept = sent.ask(f"assets/stylesheets/main.{theme}")
    assert (kept.status, kept.headers["cache-control"]) == (200, FOR_EVER)
    manifest = html.partition('name="live-manifest" content="')[2].partition('"')[0]
    assert sent.ask(manifest).headers["cache-control"] == FOR_EVER
    missing = sent.ask("live/nowhere.js")
    assert missing.headers.get("cache-control", ASK_AGAIN) == ASK_AGAIN


def test_hosts_compress_what_becomes_smaller(sent: Sent) -> None:
    for path in ("", "assets/some.wasm", "assets/tea.svg", "assets/module.mjs"):
        answer = sent.ask(path, Accept_Encoding="gzip")
        assert answer.headers.get("content-encoding") == "gzip", path
        assert answer.headers.get("vary") == "Accept-Encoding", path
    packed = sent.ask("assets/some.bin", Accept_Encoding="gzip")
    assert "content-encoding" not in packed.headers


def test_hosts_send_parts_of_files(sent: Sent) -> None:
    answer = sent.ask("assets/some.bin", Range="bytes=10-19")
    assert (answer.status, answer.body) == (206, bytes(range(10, 20)))
    assert answer.headers["content-range"] == "bytes 10-19/4096"


def test_hosts_lead_to_the_page_for_unknown_addresses(sent: Sent) -> None:
    for path in ("nowhere/", "a/b/c.html", "assets/", "live/", *SETTINGS):
        answer = sent.ask(path)
        assert answer.status == 404, path
        assert b"not found" in answer.body.lower(), path
        assert sent.below.encode() in answer.body, "its links begin at the site's root"


def test_hosts_lead_on_from_former_addresses(sent: Sent) -> None:
    answer = sent.ask("old/tea/")
    assert answer.status == 200
    assert b"url=../../new/tea/" in answer.body
    without = sent.ask("new/tea")
    assert without.status == 301
    path = urlsplit(without.headers["location"]).path
    assert unquote(path) == unquote(f"{sent.below}new/tea/")


def test_a_site_of_many_pages_has_as_few_rules_as_cloudflare_reads(small: SmallSite) -> None:
    pages = {f"docs/page{number}.md": f"# Page {number}\n" for number in range(110)}
    built = small.build(
        {"docs/index.md": "# Home\n", **pages},
        plugins=HOSTS,
        theme={"name": "material", "font": False},
        markdown_extensions=[],
        use_directory_urls=False,
    )
    lines = (built.site / "_headers").read_text().splitlines()
    rules = [line for line in lines if not line.startswith(" ")]
    assert len(rules) == len(set(rules)) <= 20
    assert rules[:3] == ["/*", "/sw.js", "/live/*"]
    assert max(map(len, lines)) <= 2000


def test_a_bucket_gets_each_file_once_and_the_service_worker_last(
    small: SmallSite, tmp_path: Path
) -> None:
    site = build(small).site
    tools = tmp_path / "tools"
    tools.mkdir()
    said = tmp_path / "said"
    aws = tools / "aws"
    aws.write_text(f'#!/bin/sh\nfor word; do printf "%s|" "$word"; done >> "{said}"\necho >> "{said}"\n')
    aws.chmod(aws.stat().st_mode | stat.S_IXUSR)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    command = ["sh", str(site / "_s3.sh"), "s3://tea/guide"]
    subprocess.run(command, check=True, env={**os.environ, "PATH": path})
    copied = {}
    for line in said.read_text().splitlines():
        *_, kind, _, age, file, target, _ = line.split("|")
        assert file not in copied
        assert target == f"s3://tea/guide/{file}"
        copied[file] = (kind, age)
    there = {
        file.relative_to(site).as_posix()
        for file in site.rglob("*")
        if file.is_file()
    }
    assert there >= SETTINGS | {"_mine.txt"}
    assert copied.keys() == there - SETTINGS
    assert list(copied)[-1] == "sw.js"
    assert copied["index.html"] == ("text/html; charset=utf-8", ASK_AGAIN)
    assert copied["assets/some.wasm"] == ("application/wasm", ASK_AGAIN)
    ages = [age for _, age in copied.values()]
    assert ages == sorted(ages, key=lambda age: age != FOR_EVER), "what pages name is there first"
    assert subprocess.run(["sh", str(site / "_s3.sh")], check=False, capture_output=True).returncode


def test_cloudfront_adds_the_same_headers(small: SmallSite) -> None:
    site = build(small).site
    policy = json.loads((site / "_cloudfront.json").read_text())
    security = policy["SecurityHeadersConfig"]
    said = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert said == wanted(site)["content-security-policy"]
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == wanted(site)["referrer-policy"]
    assert security["ContentTypeOptions"]["Override"] is True
    items = policy["CustomHeadersConfig"]["Items"]
    assert {each["Header"].lower(): each["Value"] for each in items} == {
        "permissions-policy": wanted(site)["permissions-policy"]
    }


def test_cloudfront_knows_the_files_of_the_site(small: SmallSite) -> None:
    lines = (build(small, "/my%20guide/").site / "_cloudfront.js").read_text().splitlines()
    (ends,) = [json.loads(line[13:-1]) for line in lines if line.startswith("const ENDS = ")]
    assert {".html", ".xml", *(f".{end}" for end in KINDS)} <= set(ends)


def test_files_for_hosts_are_written_where_they_are_asked_for(small: SmallSite) -> None:
    built = small.build("# Home\n")
    there = {path.name for path in built.site.iterdir()}
    assert "_headers" in there
    assert not there & {"_nginx.conf", ".htaccess", "_s3.sh", "_cloudfront.json", "_cloudfront.js"}
    own = small.build({"docs/_headers": "/*\n  X-Mine: 1\n"})
    assert (own.site / "_headers").read_text() == "/*\n  X-Mine: 1\n"
    wrong = small.build("# Home\n", plugins=[{"liveguide": {"hosts": ["nginy"]}}])
    assert wrong.ended
