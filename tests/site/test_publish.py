"""The workflows that publish guides: they build strictly, test, and may do no more than they need."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_liveguide.starter.write import write_starter


@pytest.fixture(params=["guide", "new guide"])
def workflow(request: pytest.FixtureRequest, root: Path, tmp_path: Path) -> dict[str, Any]:
    """This guide's own, and that of a new one."""
    folder = root
    if request.param == "new guide":
        folder = tmp_path
        write_starter(folder, "Tea & $money")
    text = (folder / ".github/workflows/publish.yml").read_text("utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_actions_are_pinned(workflow: dict[str, Any]) -> None:
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert len(used) == 5
    for each in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", each), each


def test_each_job_may_do_what_it_needs(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert jobs["site"]["permissions"] == {"contents": "read", "pages": "read"}
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["publish"]["needs"] == "site"
    assert not any("uses" not in step for step in jobs["publish"]["steps"])
    (checkout,) = [step for step in steps(workflow) if "checkout" in step.get("uses", "")]
    assert checkout["with"]["persist-credentials"] is False


def test_what_is_published_was_built_for_its_address_and_tested(workflow: dict[str, Any]) -> None:
    site = workflow["jobs"]["site"]
    runs = [step.get("run", step.get("uses", "")) for step in site["steps"]]
    (build,) = [step for step in site["steps"] if "build" in step.get("run", "")]
    assert build["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}/"
    assert site["env"]["POLICY"] == "pages"
    test = next(at for at, run in enumerate(runs) if run.endswith(("/test", "pytest")))
    upload = next(at for at, run in enumerate(runs) if "upload-pages-artifact" in run)
    assert site["steps"].index(build) < test < upload
    assert site["steps"][upload]["with"]["path"] == "site"


def test_no_words_of_others_are_put_into_commands(workflow: dict[str, Any]) -> None:
    assert not [step["run"] for step in steps(workflow) if "${{" in step.get("run", "")]


def test_the_address_and_the_policy_are_taken_from_the_environment(
    root: Path, tmp_path: Path
) -> None:
    write_starter(tmp_path, "Tea")
    for folder in (root, tmp_path):
        text = (folder / "mkdocs.yml").read_text("utf-8")
        assert re.search(r"^site_url: !ENV \[SITE_URL, ", text, re.MULTILINE)
        assert re.search(r"^      policy: !ENV \[POLICY, headers\]$", text, re.MULTILINE)
