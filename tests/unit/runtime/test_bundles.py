"""The browser's bundles are made once, and again when a module or style of theirs is edited."""

import json
from pathlib import Path

import pytest

from mkdocs_liveguide.building.cache import Cache
from mkdocs_liveguide.runtime import bundle
from mkdocs_liveguide.runtime.bundle import kept_bundles
from mkdocs_liveguide.runtime.parts import WORKERS, Bundles


def test_bundles_are_made_once_until_what_they_are_made_of_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, cache = tmp_path / "browser", Cache(tmp_path / "kept")
    browser.mkdir()
    monkeypatch.setattr(bundle, "BROWSER", browser)
    monkeypatch.setattr(bundle, "CHECKOUT", tmp_path)
    monkeypatch.setattr(bundle, "NODE", tmp_path / "node")
    monkeypatch.setattr(bundle, "_INSTALLED", tmp_path / "installed.json")
    made: list[bytes] = []

    def make() -> Bundles:
        content = (browser / "index.js").read_bytes()
        made.append(content)
        workers = {name: content + name.encode() for name in WORKERS}
        return Bundles({"live/a.js": content}, "live/a.js", "live/a.css", workers, ("esbuild",))

    monkeypatch.setattr(bundle, "bundle", make)
    (browser / "index.js").write_bytes(b"1")
    first = kept_bundles(cache)
    assert first == kept_bundles(cache) == make()
    assert made == [b"1", b"1"]
    (browser / "index.js").write_bytes(b"2")
    assert kept_bundles(cache).files == {"live/a.js": b"2"}
    (browser / "new.css").write_bytes(b"")
    kept_bundles(cache)
    for version in ("1", "2"):
        packages = {"node_modules/esbuild": {"version": version}}
        (tmp_path / "installed.json").write_text(json.dumps({"packages": packages}))
        kept_bundles(cache)
    assert made == [b"1", b"1", b"2", b"2", b"2", b"2"]
    packages["node_modules/axe-core"] = {"version": "1", "dev": True}
    (tmp_path / "installed.json").write_text(json.dumps({"packages": packages}))
    kept_bundles(cache)
    assert len(made) == 6, "what only tests need is in no bundle"
