"""A growth plan as JSON, format 1: described by ``schemas/growth.schema.json``.

Numbers are the doubles nearest to the exact values.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gemeente_online.analysis.growth.plan import AxisGrowth, BestStep, Growth, Rise, Unanswered
from gemeente_online.analysis.growth.steps import Stop
from gemeente_online.model.file import Model
from gemeente_online.problem import Problem
from gemeente_online.rendering.answers import stop_word
from gemeente_online.rendering.json.results import (
    FORMAT,
    about,
    number,
    overall_object,
    problem_objects,
    standing_object,
    to_json,
)


def render_growth_json(growth: Growth | None, problems: Iterable[Problem]) -> str:
    """One JSON document; without a plan ``results`` is empty."""
    content = {
        "format": FORMAT,
        "results": [] if growth is None else [growth_object(growth)],
        "problems": problem_objects(problems),
    }
    return to_json(content, indent=2)


def growth_object(growth: Growth) -> dict[str, Any]:
    """One plan."""
    assessment, model = growth.assessment, growth.assessment.model
    return {
        **about(assessment),
        "ambition": dict(assessment.ambition),
        "goal": {"overall": growth.goal.overall, "axes": dict(growth.goal.axes)},
        "outcome": str(growth.outcome),
        "steps": growth.steps,
        "effort": number(growth.effort),
        "weighed": growth.weighed,
        "answers_settle": growth.answers_settle,
        "overall": {
            "before": overall_object(assessment, growth.before.overall),
            "after": overall_object(assessment, growth.after.overall),
        },
        "axes": [_axis(model, axis) for axis in growth.axes],
        "best_step": None if growth.best is None else _best(growth, growth.best),
    }


def _axis(model: Model, axis: AxisGrowth) -> dict[str, Any]:
    return {
        "id": axis.before.id,
        "goal": axis.goal,
        "outcome": None if axis.outcome is None else str(axis.outcome),
        "before": standing_object(axis.before),
        "after": standing_object(axis.after),
        "reachable": axis.reachable,
        "rises": [_rise(model, rise) for rise in axis.rises],
        "alternatives": list(axis.alternatives),
        "unanswered": None if axis.unanswered is None else _unanswered(axis.unanswered),
    }


def _rise(model: Model, rise: Rise) -> dict[str, Any]:
    return {
        "question": rise.question,
        "axis": rise.axis,
        "required_for": rise.required_for,
        "effort": number(rise.climb.effort),
        "steps": [
            {
                "from": _stop(model, rise.question, now),
                "to": _stop(model, rise.question, then),
                "effort": number(then.effort),
            }
            for now, then in pairwise((rise.start, *rise.climb.stops))
        ],
    }


def _stop(model: Model, identifier: str, stop: Stop) -> dict[str, Any]:
    question = model.questions[identifier]
    return {
        "chosen": list(stop.chosen),
        "numbers": None if stop.band is None else stop_word(question, stop),
        "score": number(model.score_of_units(Fraction(stop.units))),
    }


def _unanswered(left: Unanswered) -> dict[str, Any]:
    return {
        "questions": list(left.questions),
        "required": list(left.required),
        "to_determine": left.to_determine,
        "best": left.best,
        "settles": left.settles,
    }


def _best(growth: Growth, best: BestStep) -> dict[str, Any]:
    return {
        "rise": _rise(growth.assessment.model, best.rise),
        "nearer": best.nearer,
        "after": overall_object(growth.assessment, best.after.overall),
        "axis_after": next(
            standing_object(axis) for axis in best.after.axes if axis.id == best.rise.axis
        ),
    }
