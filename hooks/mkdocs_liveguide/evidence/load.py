"""Reads findings from ``evidence/<topic>.yml``: lists of them, one file a topic.

The front matter of ``evidence/index.md`` lists the topics in the order of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs_liveguide.evidence.model import PAGE, Evidence, Finding, Topic
from mkdocs_liveguide.sources.groups import load_groups
from mkdocs_liveguide.sources.problems import ContentError, Problem, one_of, suggest
from mkdocs_liveguide.sources.reader import Reader
from mkdocs_liveguide.sources.yaml_source import Tree, load_yaml, parse


def load_evidence(reader: Reader, docs: Path) -> Evidence:
    """Reads all findings; a guide without the page for them has none.

    Args:
        reader: reads the files.
        docs: the folder of the pages.

    Raises:
        ContentError: all that is wrong in the files.
    """
    if not (docs / PAGE).is_file():
        return Evidence()
    topics = load_groups(reader, docs / PAGE, "topics", Topic)
    files = {file.stem: file for file in reader.files((docs / PAGE).parent, "*.yml")}
    problems = _unlisted(topics, files, reader, docs)
    findings: dict[str, Finding] = {}
    topic_of: dict[str, str] = {}
    places: dict[str, tuple[str, int]] = {}
    for topic in topics:
        if topic.id not in files:
            continue
        path = reader.name(files[topic.id])
        for item, finding in _read(files[topic.id], reader, problems):
            if finding.id in places:
                first = ":".join(map(str, places[finding.id]))
                found = f"the id {finding.id} a second time (first at {first})"
                fix = "give one of the two the next free number"
                problems.append(Problem(path, item.line, found, "each id once", fix))
                continue
            findings[finding.id] = finding
            topic_of[finding.id] = topic.id
            places[finding.id] = (path, item.line)
    if problems:
        raise ContentError(problems)
    return Evidence(topics, findings, topic_of, places)


def _unlisted(
    topics: tuple[Topic, ...], files: Mapping[str, Path], reader: Reader, docs: Path
) -> list[Problem]:
    page = reader.name(docs / PAGE)
    names = [topic.id for topic in topics]
    problems = []
    for name in sorted(set(files) - set(names)):
        path = reader.name(files[name])
        fix = f"add it to the topics of {page}, or {suggest(name, names)}"
        found = f'a file of the unlisted topic "{name}"'
        problems.append(Problem(path, 1, found, one_of(names), fix))
    for name in sorted(set(names) - set(files)):
        found = f'the topic "{name}", which has no file'
        fix = f"make {name}.yml beside the page, or take the topic out"
        problems.append(Problem(page, 1, found, "a file for each topic", fix))
    return problems


def _read(file: Path, reader: Reader, problems: list[Problem]) -> list[tuple[Tree, Finding]]:
    path = reader.name(file)
    try:
        tree = load_yaml(reader.read(file), path)
    except ContentError as error:
        problems.extend(error.problems)
        return []
    if not isinstance(tree.value, list):
        fix = 'begin each finding with "- id:"'
        problems.append(Problem(path, tree.line, "no list", "a list of findings", fix))
        return []
    read = []
    for index in range(len(tree.value)):
        item = tree.parts[index]
        finding, wrong = parse(Finding, item, path)
        problems.extend(wrong)
        if finding is not None:
            read.append((item, finding))
    return read
