import numpy as np
import pytest

from live.search.answerability import DEFAULT_WEIGHTS, Features, Weights, confidence, features
from live.search.scores import KeywordScores, Scores
from mkdocs_liveguide.search.answerability import FEWEST, PENALTY, fit_answerability


def scores(cosine: float, coverage: float) -> Scores:
    """One passage with this cosine, which has this share of the query's terms."""
    keywords = KeywordScores({0: {"has": 1.0}}, {"has": coverage, "lacks": 1 - coverage})
    return Scores(keywords, [cosine], [cosine], [0.5])


def drawn(count: int, cosine: float, coverage: float, seed: int) -> list[Features]:
    draw = np.random.default_rng(seed)
    cosines = np.clip(draw.normal(cosine, 0.1, count), -1, 1)
    coverages = np.clip(draw.normal(coverage, 0.2, count), 0, 1)
    questions = np.clip(cosines + draw.normal(0, 0.1, count), -1, 1)
    carried, lengths = draw.normal(1, 0.5, count), draw.normal(1.5, 0.3, count)
    columns = (cosines, coverages, questions, carried, lengths)
    return [Features(*map(float, row)) for row in zip(*columns, strict=True)]


ANSWERED, UNANSWERED = drawn(60, 0.6, 0.7, 1), drawn(20, 0.35, 0.4, 2)


def loss(weights: Weights) -> float:
    """What the fit makes small: both kinds weigh the same, and all of them their number."""
    right = [confidence(weights, each) for each in ANSWERED]
    wrong = [1 - confidence(weights, each) for each in UNANSWERED]
    half = (len(right) + len(wrong)) / 2
    fit = -half * (np.log(right).mean() + np.log(wrong).mean())
    squares = sum(weights[name] ** 2 for name in Features._fields)  # type: ignore[literal-required]
    return float(fit + PENALTY / 2 * squares)


@pytest.mark.parametrize("name", DEFAULT_WEIGHTS)
@pytest.mark.parametrize("step", [-0.01, 0.01])
def test_the_weights_are_those_of_the_smallest_loss(name: str, step: float) -> None:
    best = fit_answerability(ANSWERED, UNANSWERED).weights
    other: Weights = {**best, name: best[name] + step}  # type: ignore[literal-required, misc]
    assert loss(other) > loss(best)


def test_what_is_right_is_counted() -> None:
    fitted = fit_answerability(ANSWERED, UNANSWERED)
    assert (fitted.answered, fitted.unanswered) == (60, 20)
    assert fitted.answered_right > 0.8 * 60
    assert fitted.unanswered_right > 0.8 * 20


def test_too_few_questions_leave_the_default() -> None:
    few = UNANSWERED[: FEWEST - 1]
    assert fit_answerability(ANSWERED, few).weights == DEFAULT_WEIGHTS
    assert fit_answerability(ANSWERED, few).unanswered == FEWEST - 1


def test_a_query_without_any_passage_is_not_answered() -> None:
    fitted = fit_answerability([*ANSWERED, None], UNANSWERED)
    assert fitted.answered == 61
    assert fit_answerability([None], []).answered_right == 0


@pytest.mark.parametrize("cosine", [-1.0, 0.0, 1.0])
def test_confidence_grows_with_coverage_and_stays_between_0_and_1(cosine: float) -> None:
    sure = [
        confidence(DEFAULT_WEIGHTS, features(scores(cosine, each), 0, 0.0))
        for each in (0.0, 0.5, 1.0)
    ]
    assert 0 < sure[0] < sure[1] < sure[2] < 1


def test_a_passage_is_known_by_five_features() -> None:
    found = features(scores(0.25, 0.75), 0, 0.9)
    assert found == pytest.approx((0.25, 0.75, 0.9, (0.25 + 0.5) * 0.25, np.log(2)))


def test_without_a_vector_only_words_tell() -> None:
    keywords = KeywordScores({0: {"has": 2.0}}, {"has": 1.0})
    assert features(Scores(keywords, [], [], [3.0]), 0, 0.0) == (0.0, 1.0, 0.0, 0.0, 0.0)
