"""Results and problems as JSON, format 1: described by ``schemas/results.schema.json``.

Numbers are the doubles nearest to the exact values; everything else is as it was read.
"""

import json
from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from typing import Any

from gemeente_online._version import __version__
from gemeente_online.assessment.file import Assessment, Municipality, Remark
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Model
from gemeente_online.problem import NOT_EXPLAINED, Problem
from gemeente_online.rendering.formats import JsonText
from gemeente_online.scoring.result import (
    AxisResult,
    GroupResult,
    HeldBack,
    Margin,
    OverallResult,
    Range,
    Result,
    Standing,
)

FORMAT = 1


def render_json(results: Iterable[Result], problems: Iterable[Problem]) -> str:
    """One JSON document with every result and every problem."""
    content = {
        "format": FORMAT,
        "results": [result_object(result) for result in results],
        "problems": problem_objects(problems),
    }
    return to_json(content, indent=2)


def render_json_line(result: Result) -> str:
    """One result on one line."""
    return to_json(result_object(result))


def to_json(content: object, indent: int | None = None) -> JsonText:
    """One JSON document that ends a line; indent: None for a single line.

    Signs that could steer a terminal or end a line are escaped: a reader of JSON sees them as they
    were, and nobody else does.
    """
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    if not text.replace("\n", "").isprintable():
        text = "".join(
            char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text
        )
    return JsonText(text + "\n")


def problem_objects(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """The problems; those that are not explained, of one file, as one with how many there are."""
    objects: list[dict[str, Any]] = []
    for (_, code), group in groupby(problems, lambda one: (one.source, one.code)):
        alike = list(group)
        if code == NOT_EXPLAINED and len(alike) > 1:
            message = f"{alike[0].message}, en {_more_rows(len(alike) - 1)} evenmin"
            alike = [alike[0]._replace(message=message)]
        objects += map(_problem_object, alike)
    return objects


def _more_rows(count: int) -> str:
    return f"{count} rij erna" if count == 1 else f"{count} rijen erna"


def _problem_object(problem: Problem) -> dict[str, Any]:
    return {
        "source": whole_characters(problem.source),
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
    }


def result_object(result: Result) -> dict[str, Any]:
    """One result."""
    return {
        **about(result.assessment, result.program),
        "overall": overall_object(result.assessment, result.overall),
        "axes": [axis_object(axis) for axis in result.axes],
        "views": [
            {"id": view, "groups": [group_object(group) for group in groups]}
            for view, groups in result.views.items()
        ],
        "answers": _answers(result.assessment),
    }


def about(assessment: Assessment, program: str = __version__) -> dict[str, Any]:
    """Whose answers they are, and what they were held against with what."""
    return {
        "source": whole_characters(assessment.source),
        "row": assessment.row,
        "municipality": municipality_object(assessment.municipality),
        "date": assessment.date.isoformat(),
        "respondent": assessment.respondent,
        "model": model_object(assessment.model),
        "program": program_object(program),
    }


def overall_object(assessment: Assessment, overall: OverallResult) -> dict[str, Any]:
    """All axes together."""
    return {
        "id": "overall",
        "method": str(assessment.model.overall),
        "score": number(overall.score),
        "phase": overall.phase,
        "range": _range(overall.range),
        "coverage": number(overall.coverage),
        "profile": list(overall.profile),
        "deciding": list(overall.deciding),
        "ambition": overall.ambition,
    }


def municipality_object(municipality: Municipality) -> dict[str, Any]:
    """Whose answers these are."""
    return fields_of(municipality)


def model_object(model: Model) -> dict[str, Any]:
    """What was measured with."""
    return {"id": model.id, "version": model.version, "sha256": model.digest or None}


def program_object(version: str) -> dict[str, Any]:
    """What was computed with."""
    return {"name": "gemeente-online", "version": version}


def axis_object(axis: AxisResult) -> dict[str, Any]:
    """One axis in full."""
    return {
        "id": axis.id,
        "score": number(axis.score),
        "phase": axis.phase,
        "range": _range(axis.range),
        "coverage": number(axis.coverage),
        "answered": axis.answered,
        "applicable": axis.applicable,
        "phases": [
            {
                "phase": phase.phase,
                "threshold": number(phase.threshold),
                "share": number(phase.share),
            }
            for phase in axis.phases
        ],
        "held_back": None if axis.held_back is None else _held_back(axis.held_back),
        "margin": None if axis.margin is None else _margin(axis.margin),
        "ambition": axis.ambition,
    }


def _held_back(held: HeldBack) -> dict[str, Any]:
    return {
        "phase": held.phase,
        "threshold": number(held.threshold),
        "missing": number(held.missing),
        "questions": held.questions,
        "requirements": [
            {
                "question": unmet.question,
                "minimum": number(unmet.minimum),
                "score": number(unmet.score),
            }
            for unmet in held.requirements
        ],
    }


def _margin(margin: Margin) -> dict[str, Any]:
    return {"up": margin.up, "down": margin.down}


def group_object(group: GroupResult) -> dict[str, Any]:
    """A group of a view, with its axes."""
    return standing_object(group) | {"axes": [standing_object(axis) for axis in group.axes]}


def standing_object(group: Standing) -> dict[str, Any]:
    """An axis, or a group of a view, without what explains it."""
    return {
        "id": group.id,
        "score": number(group.score),
        "phase": group.phase,
        "range": _range(group.range),
        "coverage": number(group.coverage),
        "answered": group.answered,
        "applicable": group.applicable,
    }


def _answers(assessment: Assessment) -> list[dict[str, Any]]:
    nothing = Remark()
    return [
        {
            "question": identifier,
            "state": str(answer.state),
            "chosen": list(answer.chosen),
            "number": number(answer.number),
            "score": number(answer.score),
            "note": assessment.remarks.get(identifier, nothing).note,
            "evidence": assessment.remarks.get(identifier, nothing).evidence,
        }
        for identifier, answer in assessment.answers.items()
    ]


def _range(possible: Range) -> list[int]:
    return list(possible)


def number(value: Fraction | None) -> float | int | None:
    """The nearest double; a whole number where it is one."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def whole_characters(name: str) -> str:
    """A file name whose bytes are no UTF-8, in characters that every JSON reader takes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
