"""An explanation as JSON, format 1: described by ``schemas/explanation.schema.json``.

Numbers are the doubles nearest to the exact values.
"""

from collections.abc import Iterable
from typing import Any

from gemeente_online.analysis.explanation import (
    Advice,
    AxisExplanation,
    Contribution,
    Explanation,
    PhaseCheck,
    RequirementCheck,
    ViewExplanation,
)
from gemeente_online.problem import Problem
from gemeente_online.rendering.json.results import (
    FORMAT,
    about,
    axis_object,
    group_object,
    number,
    overall_object,
    problem_objects,
    standing_object,
    to_json,
)


def render_explanation_json(explanation: Explanation | None, problems: Iterable[Problem]) -> str:
    """One JSON document; without an explanation ``results`` is empty."""
    content = {
        "format": FORMAT,
        "results": [] if explanation is None else [explanation_object(explanation)],
        "problems": problem_objects(problems),
    }
    return to_json(content, indent=2)


def explanation_object(explanation: Explanation) -> dict[str, Any]:
    """One explanation."""
    result = explanation.result
    return {
        **about(result.assessment, result.program),
        "overall": overall_object(result.assessment, result.overall),
        "axes": [_axis(axis) for axis in explanation.axes],
        "views": [_view(view) for view in explanation.views],
    }


def _axis(axis: AxisExplanation) -> dict[str, Any]:
    return axis_object(axis.result) | {
        "points": number(axis.points),
        "answered_weight": number(axis.answered_weight),
        "applicable_weight": number(axis.applicable_weight),
        "contributions": [_contribution(each) for each in axis.contributions],
        "checks": [_check(check) for check in axis.phases],
        "diagnosis": None if axis.diagnosis is None else _advice(axis.diagnosis),
        "advice": [_advice(advice) for advice in axis.advice],
    }


def _contribution(each: Contribution) -> dict[str, Any]:
    answer = each.answer
    return {
        "question": each.question,
        "state": str(answer.state),
        "chosen": list(answer.chosen),
        "number": number(answer.number),
        "score": number(answer.score),
        "weight": number(each.weight),
        "part": number(each.part),
        "counts_for": each.counts_for,
        "requirements": [_requirement(check) for check in each.requirements],
        "lacks_evidence": each.lacks_evidence,
        "note": each.remark.note,
        "evidence": each.remark.evidence,
    }


def _requirement(check: RequirementCheck) -> dict[str, Any]:
    return {
        "phase": check.phase,
        "question": check.question,
        "minimum": number(check.minimum),
        "score": number(check.score),
        "met": check.met,
    }


def _check(check: PhaseCheck) -> dict[str, Any]:
    return {
        "phase": check.phase,
        "threshold": number(check.threshold),
        "counted": number(check.counted),
        "needed": number(check.needed),
        "requirements": [_requirement(one) for one in check.requirements],
        "on_its_own": check.on_its_own,
        "reached": check.reached,
    }


def _advice(advice: Advice) -> dict[str, Any]:
    return {
        "question": advice.question,
        "option": advice.option,
        "text": advice.text,
        "advice": advice.advice,
    }


def _view(view: ViewExplanation) -> dict[str, Any]:
    return {
        "id": view.id,
        "groups": [group_object(group) for group in view.groups],
        "lags": [{"axis": lag.axis, "group": lag.group.id} for lag in view.lags],
        "differences": [
            {
                "axis": one.axis,
                "first": standing_object(one.first),
                "second": standing_object(one.second),
                "order": None if one.order is None else str(one.order),
            }
            for one in view.differences
        ],
    }
