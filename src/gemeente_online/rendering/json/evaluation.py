"""An evaluation as JSON, format 1: described by ``schemas/evaluation.schema.json``.

Numbers are the doubles nearest to the exact values. Every figure that can be computed is here,
also where ``verdict`` says that there are too few assessments to go by it.
"""

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from gemeente_online._version import __version__
from gemeente_online.analysis.evaluation.result import (
    MINIMUM,
    MINIMUM_ORDER,
    AxisEvaluation,
    AxisPair,
    Evaluation,
    PhaseOrder,
    PhaseSpread,
    QuestionEvaluation,
    Reached,
)
from gemeente_online.assessment.value import fields_of
from gemeente_online.problem import Problem
from gemeente_online.rendering.json.results import FORMAT, problem_objects


def render_evaluation_json(evaluation: Evaluation | None, problems: Iterable[Problem]) -> str:
    """One JSON document; without an evaluation ``results`` is empty."""
    content = {
        "format": FORMAT,
        "results": [] if evaluation is None else [evaluation_object(evaluation)],
        "problems": problem_objects(problems),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def evaluation_object(evaluation: Evaluation) -> dict[str, Any]:
    """One evaluation."""
    model = evaluation.model
    return {
        "model": {"id": model.id, "version": model.version, "sha256": model.digest or None},
        "program": {"name": "gemeente-online", "version": __version__},
        "assessments": evaluation.assessments,
        "municipalities": evaluation.municipalities,
        "minimum": MINIMUM,
        "minimum_order": MINIMUM_ORDER,
        "spread": _spread(evaluation.spread),
        "axes": [_axis(axis) for axis in evaluation.axes],
        "pairs": [_pair(pair) for pair in evaluation.pairs],
    }


def _spread(spread: PhaseSpread) -> dict[str, Any]:
    return {
        "determined": spread.determined,
        "undetermined": spread.undetermined,
        "phases": [
            {
                "phase": count.phase,
                "assessments": count.assessments,
                "share": _number(count.share),
            }
            for count in spread.phases
        ],
        "verdict": str(spread.verdict),
    }


def _axis(axis: AxisEvaluation) -> dict[str, Any]:
    consistency, scale = axis.consistency, axis.scale
    return {
        "id": axis.id,
        "recognisable": str(axis.recognisable),
        "logical": str(axis.logical),
        "spread": _spread(axis.spread),
        "consistency": {
            "complete": consistency.complete,
            "alpha": _number(consistency.alpha),
            "standardized": consistency.standardized,
            "interval": None if consistency.interval is None else list(consistency.interval),
            "verdict": str(consistency.verdict),
        },
        "scale": {
            "complete": scale.complete,
            "h": _number(scale.h),
            "errors": scale.errors,
            "expected": _number(scale.expected),
            "verdict": str(scale.verdict),
        },
        "order": _order(axis.order),
        "questions": [_question(question) for question in axis.questions],
    }


def _order(order: PhaseOrder) -> dict[str, Any]:
    worst = None
    if order.worst is not None:
        worst = {"higher": _reached(order.worst.higher), "lower": _reached(order.worst.lower)}
    return {
        "complete": order.complete,
        "steps": [
            {
                "phase": step.phase,
                "mean": _number(step.mean),
                "most": _reached(step.most),
                "least": _reached(step.least),
            }
            for step in order.steps
        ],
        "pairs": order.pairs,
        "crossed": order.crossed,
        "worst": worst,
        "verdict": str(order.verdict),
    }


def _reached(one: Reached) -> dict[str, Any]:
    return {"question": one.question, "phase": one.phase, "share": _number(one.share)}


def _question(question: QuestionEvaluation) -> dict[str, Any]:
    return {
        "id": question.id,
        "answered": question.answered,
        "unknown": question.unknown,
        "not_applicable": question.not_applicable,
        "mean": _number(question.mean),
        "options": [
            {
                "id": option.id,
                "score": _number(option.score),
                "chosen": option.chosen,
                "share": _number(option.share),
                "complete": option.complete,
                "rest": _number(option.rest),
            }
            for option in question.options
        ],
        "floor": _number(question.floor),
        "ceiling": _number(question.ceiling),
        "item_rest": question.item_rest,
        "h": _number(question.h),
        "disordered": [fields_of(pair) for pair in question.disordered],
        "lopsided": question.lopsided,
        "verdict": str(question.verdict),
    }


def _pair(pair: AxisPair) -> dict[str, Any]:
    return {
        "first": pair.first,
        "second": pair.second,
        "both": pair.both,
        "spearman": pair.spearman,
        "pearson": pair.pearson,
        "verdict": str(pair.verdict),
    }


def _number(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
