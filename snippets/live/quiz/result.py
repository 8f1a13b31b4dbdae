"""What the answers come to: a route with its reasons, what would change it, and how sure it is."""

from __future__ import annotations

from dataclasses import asdict
from math import log
from typing import Any

from live.quiz.gates import hit_gates
from live.quiz.model import CORNERS, NOT_SURE, ROUTES, Answers, Push, Quiz
from live.quiz.next_question import outcome
from live.quiz.scoring import Position, need, position, ungated

Plain = dict[str, Any]


def recommend(quiz: Quiz, answers: Answers) -> Plain:
    """The recommendation as plain data.

    Args:
        quiz: the quiz.
        answers: known answers only (`known_answers`); none at all is allowed.

    Returns:
        ``route`` and ``second`` (route ids); ``probabilities`` (by route id, sum 1);
        ``confidence`` (0 to 1: the share of results as sure as this one that agree with what
        practitioners built); ``close_call``; ``answered`` (questions with a real answer);
        ``position`` (points on both scales); ``needs`` (0 to 1 on both scales: how likely each
        need is real, 0.5 on its line); ``decided_by`` (``{dimension, answer, weight,
        scale, more}``, the answers that carry the route, the strongest first, with the scale on
        which each helps most and whether upward); ``flip`` (the nearest change of one
        answer that gives another route, or None) and ``flips`` (one for each question, nearest
        first: ``{dimension, answer, route, distance}``); ``gates`` (``{id, rules_out, reason,
        decisive}``); ``advice`` (ids, in the quiz's order); and ``experiment`` (text, the first
        cheap one of the route).
    """
    route, shares = outcome(quiz, answers)
    ranked = list(shares)
    place = position(quiz, answers)
    changes = flips(quiz, answers, route)
    return {
        "route": route,
        "second": ranked[1],
        "probabilities": shares,
        "confidence": shares[route],
        "close_call": shares[route] - shares[ranked[1]] < quiz.close_call,
        "answered": sum(answer != NOT_SURE for answer in answers.values()),
        "position": asdict(place),
        "needs": {
            "look_up": need(quiz.look_up, place.look_up),
            "train": need(quiz.train, place.train),
        },
        "decided_by": deciding(quiz, answers, route, shares[route]),
        "flip": changes[0] if changes else None,
        "flips": changes,
        "gates": gates(quiz, answers, place),
        "advice": [
            entry["id"]
            for entry in quiz.data["advice"]
            if all(answers.get(key) in wanted for key, wanted in entry["when"].items())
        ],
        "experiment": quiz.data["routes"][route]["experiment"],
    }


def deciding(quiz: Quiz, answers: Answers, route: str, share: float) -> list[Plain]:
    """The answers without which the route would be less likely, the heaviest first.

    The weight is the fall of the route's log-odds when the answer is taken back, the gates that
    hang on it included. An answer that points the other way is not among them.
    """
    found: list[Plain] = []
    for key, answer in answers.items():
        if answer == NOT_SURE:
            continue
        without = {other: given for other, given in answers.items() if other != key}
        weight = _log_odds(share) - _log_odds(outcome(quiz, without)[1][route])
        if weight > 0.01:
            scale, more = _speaks(quiz, key, answer, route)
            found.append(
                {
                    "dimension": key,
                    "answer": answer,
                    "weight": round(weight, 3),
                    "scale": scale,
                    "more": more,
                }
            )
    return sorted(found, key=lambda entry: -entry["weight"])


def _speaks(quiz: Quiz, key: str, answer: str, route: str) -> tuple[str, bool]:
    """The scale on which an answer helps the route most, and whether it does so upward."""
    push = quiz.dimensions[key].pushes[answer]
    stay = quiz.stay_counts * push.stay
    corner = CORNERS[route]
    up = corner[0] * quiz.look_up.steepness * (push.look_up - stay)
    train = corner[1] * quiz.train.steepness * (push.train - stay)
    return ("look_up", corner[0] > 0) if up >= train else ("train", corner[1] > 0)


def _log_odds(share: float) -> float:
    # A share can round to 0 or 1 far out on both scales; 1e-9 keeps the logarithm finite.
    share = min(max(share, 1e-9), 1 - 1e-9)
    return log(share / (1 - share))


def flips(quiz: Quiz, answers: Answers, route: str) -> list[Plain]:
    """For each question the nearest other answer that would give another route, nearest first.

    Near is measured in points that would have to move; an answer already given comes before one
    that would be new at the same distance.
    """
    found: list[Plain] = []
    for key, dimension in quiz.dimensions.items():
        given = answers.get(key, NOT_SURE)
        nearest: Plain | None = None
        for answer, push in dimension.pushes.items():
            if answer == given:
                continue
            then = outcome(quiz, {**answers, key: answer})[0]
            if then == route:
                continue
            distance = _distance(dimension.pushes.get(given, Push()), push)
            if nearest is None or distance < nearest["distance"]:
                nearest = {"dimension": key, "answer": answer, "route": then, "distance": distance}
        if nearest:
            found.append(nearest)
    new = {key: answers.get(key, NOT_SURE) == NOT_SURE for key in quiz.dimensions}
    return sorted(found, key=lambda entry: (entry["distance"], new[entry["dimension"]]))


def _distance(old: Push, new: Push) -> int:
    return abs(old.look_up - new.look_up) + abs(old.train - new.train) + abs(old.stay - new.stay)


def gates(quiz: Quiz, answers: Answers, place: Position) -> list[Plain]:
    """The gates that are hit; decisive is one without which the route would be another."""
    free = ungated(quiz, place)
    likeliest = max(ROUTES, key=lambda route: free[route])
    texts = {entry["id"]: entry for entry in quiz.data["gates"]}
    return [
        {
            "id": gate.id,
            "rules_out": sorted(gate.rules_out),
            "reason": texts[gate.id]["reason"],
            "decisive": likeliest in gate.rules_out,
        }
        for gate in hit_gates(quiz, answers)
    ]
