"""A comparison as JSON, format 1: described by ``schemas/comparison.schema.json``.

Numbers are the doubles nearest to the exact values.
"""

from collections.abc import Iterable
from typing import Any

from gemeente_online.analysis.comparison import AxisChange, Comparison, Period
from gemeente_online.assessment.file import Answer
from gemeente_online.problem import Problem
from gemeente_online.rendering.json.results import (
    FORMAT,
    about,
    number,
    overall_object,
    problem_objects,
    standing_object,
    to_json,
)


def render_comparison_json(comparison: Comparison | None, problems: Iterable[Problem]) -> str:
    """One JSON document; without a comparison ``results`` is empty."""
    content = {
        "format": FORMAT,
        "results": [] if comparison is None else [comparison_object(comparison)],
        "problems": problem_objects(problems),
    }
    return to_json(content, indent=2)


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """One comparison."""
    return {
        "same_municipality": comparison.same_municipality,
        "assessments": [
            {
                **about(summary.assessment),
                "overall": overall_object(summary.assessment, summary.overall),
                "axes": [standing_object(axis) for axis in summary.axes],
            }
            for summary in comparison.summaries
        ],
        "periods": [_period(period) for period in comparison.periods],
        "whole": _period(comparison.whole),
    }


def _period(period: Period) -> dict[str, Any]:
    return {
        "from": period.before.assessment.date.isoformat(),
        "to": period.after.assessment.date.isoformat(),
        "moved": number(period.moved),
        "axes": [_axis(axis) for axis in period.axes],
        "new_questions": list(period.new_questions),
        "dropped_questions": list(period.dropped_questions),
    }


def _axis(axis: AxisChange) -> dict[str, Any]:
    return {
        "id": axis.id,
        "before": None if axis.before is None else standing_object(axis.before),
        "after": None if axis.after is None else standing_object(axis.after),
        "moved": number(axis.moved),
        "moved_overall": number(axis.moved_overall),
        "changes": [
            {
                "question": change.question,
                "kind": str(change.kind),
                "before": None if change.before is None else _answer(change.before),
                "after": None if change.after is None else _answer(change.after),
                "moved": number(change.moved),
            }
            for change in axis.changes
        ],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "state": str(answer.state),
        "chosen": list(answer.chosen),
        "number": number(answer.number),
        "score": number(answer.score),
    }
