"""How hard the text is to read: reported for every page, and held below a mark."""

from pathlib import Path

from tests.content.prose import reading_grade, running_text, words

from mkdocs_liveguide.guide import Guide

HARDEST_PAGE = 9.0
"""Years at school; a page above it should be written anew."""

HARDEST_MEAN = 7.0
ENOUGH_WORDS = 80


def test_pages_can_be_read_without_a_degree(guide: Guide, root: Path) -> None:
    texts = {page.path: running_text(page.markdown) for page in guide.pages.values()}
    texts["docs/faq (all answers)"] = "\n".join(
        running_text(entry.answer) for entry in guide.faq.entries
    )
    grades = {
        path: reading_grade(text)
        for path, text in texts.items()
        if len(words(text)) >= ENOUGH_WORDS
    }
    mean = sum(grades.values()) / len(grades)
    lines = [
        f"{grade:5.1f}  {path}"
        for path, grade in sorted(grades.items(), key=lambda item: (-item[1], item[0]))
    ]
    report = "\n".join(["Automated readability index", f"{mean:5.1f}  mean", *lines, ""])
    folder = root / "build" / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reading-level.txt").write_text(report)
    print(report)
    assert max(grades.values()) <= HARDEST_PAGE, report
    assert mean <= HARDEST_MEAN, report
