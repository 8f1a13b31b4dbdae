"""The result as a decision record: a short Markdown text for a meeting or a repository."""

from __future__ import annotations

from live.quiz.model import NOT_SURE, Answers, Quiz
from live.quiz.result import recommend
from live.quiz.wire import AnswerData, Flip, QuizData, Reason
from live.quiz.wording import heading, inside


def record(quiz: Quiz, answers: Answers, date: str, address: str) -> str:
    """Writes the decision record.

    Args:
        quiz: the quiz.
        answers: the reader's.
        date: as it should stand in the text, such as ``2026-11-22``.
        address: the link that restores the answers.

    Returns:
        Markdown, ending with a newline.
    """
    result = recommend(quiz, answers)
    data = quiz.data
    route = data["routes"][result["route"]]
    second = data["routes"][result["second"]]
    texts = _Texts(data)
    lines = [
        f"# Decision record: {route['name']}",
        "",
        f"{date}. Made with the {inside(data['title'])} of the guide, from the answers below.",
        "",
        "## Decision",
        "",
        route["sentence"],
        "",
        f"- How sure: about {round(100 * result['confidence'])} %"
        + (", a close call." if result["close_call"] else "."),
        f"- Second choice: {second['name']}"
        f" (about {round(100 * result['probabilities'][result['second']])} %).",
        f"- Gates: {'none hit.' if not result['gates'] else ''}",
    ]
    lines += [f"    - {gate['reason']}" for gate in result["gates"]]
    lines += ["", "## Why", ""]
    lines += [f"- {texts.because(entry)}" for entry in result["decided_by"][:5]] or [
        "- Too few answers to give a reason."
    ]
    lines += ["", "## What would change it", ""]
    lines += [texts.change(entry) for entry in result["flips"][:3]] or [
        "- No single other answer would."
    ]
    lines += ["", "## First experiment", "", route["experiment"], "", route["outgrown"]]
    notes = [entry for entry in data["advice"] if entry["id"] in result["advice"]]
    if notes:
        lines += ["", "## Before and beside it", ""]
        lines += [f"- {entry['title']}. {entry['text']}" for entry in notes]
    lines += ["", "## Pitfalls", ""]
    lines += [f"- {pitfall}" for pitfall in route["pitfalls"]]
    lines += ["", "## Answers", "", "| Question | Answer |", "|---|---|"]
    lines += [
        f"| {_cell(entry['question'])} | {_cell(texts.answer(entry['id'], answers[entry['id']]))} |"
        for entry in data["questions"]
        if entry["id"] in answers
    ]
    left = [entry["short"] for entry in data["questions"] if entry["id"] not in answers]
    if left:
        lines += ["", f"Not asked: {', '.join(left)}."]
    if address:
        lines += ["", f"To open or change these answers: <{address}>"]
    return "\n".join(lines) + "\n"


class _Texts:
    """Finds the words of questions, answers and routes."""

    def __init__(self, data: QuizData) -> None:
        self._data = data
        self._questions = {entry["id"]: entry for entry in data["questions"]}

    def _answer(self, key: str, answer: str) -> AnswerData:
        entries = self._questions[key]["answers"]
        return next(entry for entry in entries if entry["id"] == answer)

    def answer(self, key: str, answer: str) -> str:
        return self._data["not_sure"] if answer == NOT_SURE else self._answer(key, answer)["text"]

    def because(self, entry: Reason) -> str:
        return f"{heading(self._answer(entry['question'], entry['answer'])['because'])}."

    def change(self, entry: Flip) -> str:
        short = self._questions[entry["question"]]["short"]
        route = self._data["routes"][entry["route"]]["name"]
        return f'- {short}: "{self.answer(entry["question"], entry["answer"])}" → {route}.'


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
