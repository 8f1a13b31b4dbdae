import numpy as np
import pytest

from live.search.answerability import DEFAULT_WEIGHTS, confidence
from live.search.scores import KeywordScores, Scores
from mkdocs_liveguide.search.answerability import FEWEST, PENALTY, fit_answerability


def scores(cosine: float, coverage: float) -> Scores:
    """One passage with this cosine, which has this share of the query's terms."""
    keywords = KeywordScores({0: {"has": 1.0}}, {"has": coverage, "lacks": 1 - coverage})
    return Scores(keywords, [cosine], [cosine], [0.0])


def drawn(count: int, cosine: float, coverage: float, seed: int) -> list[Scores]:
    draw = np.random.default_rng(seed)
    cosines = np.clip(draw.normal(cosine, 0.1, count), -1, 1)
    coverages = np.clip(draw.normal(coverage, 0.2, count), 0, 1)
    return [scores(float(a), float(b)) for a, b in zip(cosines, coverages, strict=True)]


ANSWERED, UNANSWERED = drawn(60, 0.6, 0.7, 1), drawn(20, 0.35, 0.4, 2)


def loss(weights: tuple[float, float, float]) -> float:
    """What the fit makes small: both kinds weigh the same, and all of them their number."""
    named = dict(zip(("intercept", "cosine", "coverage"), weights, strict=True))
    right = [confidence(named, each, 0) for each in ANSWERED]
    wrong = [1 - confidence(named, each, 0) for each in UNANSWERED]
    half = (len(right) + len(wrong)) / 2
    fit = -half * (np.log(right).mean() + np.log(wrong).mean())
    return float(fit + PENALTY / 2 * (weights[1] ** 2 + weights[2] ** 2))


def test_the_weights_are_those_of_the_smallest_loss() -> None:
    fitted = fit_answerability(ANSWERED, UNANSWERED).weights
    best = (fitted["intercept"], fitted["cosine"], fitted["coverage"])
    for at in range(3):
        for step in (-0.01, 0.01):
            other = list(best)
            other[at] += step
            assert loss((other[0], other[1], other[2])) > loss(best)


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
    nothing = Scores(KeywordScores({}, {"quux": 1.0}), [], [], [0.0])
    fitted = fit_answerability([*ANSWERED, nothing], UNANSWERED)
    assert fitted.answered == 61
    assert fit_answerability([nothing], []).answered_right == 0


@pytest.mark.parametrize("cosine", [-1.0, 0.0, 1.0])
def test_confidence_grows_with_coverage_and_stays_between_0_and_1(cosine: float) -> None:
    sure = [confidence(DEFAULT_WEIGHTS, scores(cosine, each), 0) for each in (0.0, 0.5, 1.0)]
    assert 0 < sure[0] < sure[1] < sure[2] < 1
