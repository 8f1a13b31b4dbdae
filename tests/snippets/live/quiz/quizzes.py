"""Quizzes of any shape, for tests of what must hold in each."""

from __future__ import annotations

from itertools import product

from hypothesis import strategies as st

from live.quiz.model import Quiz, parse_quiz
from live.quiz.wire import FindingLink, PageLink, QuizData

PAGE: PageLink = {"title": "Flour", "url": "flour/"}
NOTHING: list[FindingLink] = []
IDS = ("one", "two", "three", "four")
AXES = ("width", "depth", "height")


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """One to three axes, two routes or more in any corners, four questions, up to three gates."""
    return parse_quiz(draw(quiz_data()))


@st.composite
def quiz_data(draw: st.DrawFn) -> QuizData:
    """What such a quiz is parsed from."""
    axes = AXES[: draw(st.integers(1, 3))]
    corners = [list(corner) for corner in product((False, True), repeat=len(axes))]
    count = draw(st.integers(2, min(4, len(corners))))
    # Each route has a corner; the rest go anywhere.
    order = draw(st.permutations(corners))
    owners = [*range(count), *(draw(st.integers(0, count - 1)) for _ in corners[count:])]
    routes = [f"route-{number}" for number in range(count)]
    points = st.integers(-3, 4)
    names = [*axes, "stay"]
    data: QuizData = {
        "version": 2,
        "title": "Bread quiz",
        "scope": "One loaf at a time.",
        "not_sure": "Not sure",
        "done": "baked",
        "axes": [
            {
                "id": axis,
                "name": axis,
                "low": "low",
                "high": "high",
                "letter": axis[0].upper(),
                "threshold": draw(st.integers(-2, 4)) / 2,
                "slope": draw(st.sampled_from([0.4, 0.8, 1.3])),
            }
            for axis in axes
        ],
        "stay": {"name": "stay", "letter": "S", "factor": draw(st.sampled_from([0.5, 0.3, 1.0]))},
        "scoring": {"gate_doubt": draw(st.sampled_from([0.0, 0.15])), "close_call": 0.2},
        "fallback": "route-0",
        "questions": [
            {
                "id": key,
                "question": f"Which {key}?",
                "short": key,
                "help": "Look.",
                "example": "This.",
                "page": PAGE,
                "evidence": NOTHING,
                "answers": [
                    {
                        "id": answer,
                        "text": answer,
                        "weights": {name: draw(points) for name in names},
                        "because": "it is so",
                        "often": 0.5,
                    }
                    for answer in ("a", "b")
                ],
            }
            for key in IDS
        ],
        "gates": [],
        "advice": [],
        "routes": {
            route: {
                "corners": [
                    corner for corner, owner in zip(order, owners, strict=True) if owner == number
                ],
                "name": route,
                "noun": route,
                "sentence": "Bake.",
                "why": "Easy.",
                "experiment": "Bake one.",
                "outgrown": "Bake two.",
                "pitfalls": ["Salt."],
                "page": PAGE,
                "links": [],
                "evidence": NOTHING,
            }
            for number, route in enumerate(routes)
        },
    }
    for number in range(draw(st.integers(0, 3))):
        keys = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True))
        other = draw(st.sampled_from(IDS))
        opens = other not in keys and draw(st.booleans())
        data["gates"].append(
            {
                "id": f"gate-{number}",
                "when": {key: [draw(st.sampled_from(["a", "b"]))] for key in keys},
                "unless": {other: ["a"]} if opens else {},
                "rules_out": draw(
                    st.lists(st.sampled_from(routes[1:]), min_size=1, max_size=2, unique=True)
                ),
                "reason": "It cannot be.",
                "page": PAGE,
                "evidence": NOTHING,
            }
        )
    return data


def sheets(quiz: Quiz) -> st.SearchStrategy[dict[str, str]]:
    """Any answers to a quiz, some left out, some "not sure"."""
    answers = {key: st.sampled_from([*e.weights, "not-sure"]) for key, e in quiz.questions.items()}
    return st.fixed_dictionaries({}, optional=answers)
