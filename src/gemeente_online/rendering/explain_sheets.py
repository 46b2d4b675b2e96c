"""The sheets of ``explain``: everything that results follow from, to compute again or to count."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from gemeente_online.analysis.explanation import (
    AxisExplanation,
    Contribution,
    Explanation,
    PhaseCheck,
    RequirementCheck,
)
from gemeente_online.assessment.file import Answer, Assessment
from gemeente_online.assessment.municipality import Assessed
from gemeente_online.model.parts import Question
from gemeente_online.rendering.answer_cells import joined
from gemeente_online.rendering.columns import Column, Field, Sheet, sheet
from gemeente_online.rendering.measured import answer_fields, measured_fields, municipality_fields
from gemeente_online.scoring.result import OVERALL, DomainResult, Standing

Row = TypeVar("Row")


class _Line(NamedTuple):
    """One question of an axis of an assessment."""

    assessment: Assessment
    axis: AxisExplanation
    each: Contribution


class _Phase(NamedTuple):
    """One phase of an axis of an assessment."""

    assessment: Assessment
    axis: AxisExplanation
    check: PhaseCheck


class _Domain(NamedTuple):
    """One domain of an assessment."""

    assessment: Assessment
    domain: DomainResult


class _Group(NamedTuple):
    """A group of a view on an axis of an assessment; axis: its id, or that of all together."""

    assessment: Assessment
    view: str
    group: str
    axis: str
    standing: Standing


def explain_sheets(explanations: Iterable[Explanation]) -> Iterator[Sheet]:
    """A row for every question; then for every phase of an axis, and every group of a view.

    Where there are domains, also one for every domain.

    explanations: of one model, gone through anew for each sheet that is asked for.
    """
    of_question: list[Field[_Line]] = municipality_fields(_assessment_of)
    of_question += [
        Column("axis", lambda line: line.axis.id),
        Column("question", lambda line: line.each.question),
        *answer_fields(_question, _answer),
        Column("weight", lambda line: line.each.weight),
        Column("part", lambda line: line.each.part),
        Column("counts_for", lambda line: line.each.counts_for),
        Column("requirements", lambda line: _phases(line.each.requirements)),
        Column("lacking_for", lambda line: _phases(o for o in line.each.requirements if not o.met)),
        Column("lacks_evidence", lambda line: line.each.lacks_evidence),
        Column("note", lambda line: line.each.remark.note),
        Column("evidence", lambda line: line.each.remark.evidence),
    ]
    of_question += measured_fields(_assessment_of)
    yield sheet("Vragen", of_question, _of_each(explanations, _lines))
    of_phase: list[Field[_Phase]] = municipality_fields(_assessment_of)
    of_phase += [
        Column("axis", lambda row: row.axis.id),
        Column("axis_phase", lambda row: row.axis.phase),
        Column("phase", lambda row: row.check.phase),
        Column("threshold", lambda row: row.check.threshold),
        Column("counted", lambda row: row.check.counted),
        Column("needed", lambda row: row.check.needed),
        Column("lacking", _lacking),
        Column("on_its_own", lambda row: row.check.on_its_own),
        Column("reached", lambda row: row.check.reached),
    ]
    yield sheet("Fasen", of_phase, _of_each(explanations, _checks))
    if any(one.result.domains for one in islice(explanations, 1)):
        of_domain: list[Field[_Domain]] = municipality_fields(_assessment_of)
        of_domain += [
            Column("axis", lambda row: row.domain.id),
            Column("phase", lambda row: row.domain.phase),
            Column("range_low", lambda row: row.domain.range[0]),
            Column("range_high", lambda row: row.domain.range[1]),
            Column("score", lambda row: row.domain.score),
            Column("coverage", lambda row: row.domain.coverage),
        ]
        yield sheet("Domeinen", of_domain, _of_each(explanations, _domains))
    of_group: list[Field[_Group]] = municipality_fields(_assessment_of)
    of_group += [
        Column("view_id", lambda row: row.view),
        Column("group_id", lambda row: row.group),
        Column("axis", lambda row: row.axis),
        Column("phase", lambda row: row.standing.phase),
        Column("score", lambda row: row.standing.score),
        Column("answered", lambda row: row.standing.answered),
        Column("applicable", lambda row: row.standing.applicable),
    ]
    yield sheet("Invalshoeken", of_group, _of_each(explanations, _groups))


def _assessment_of(row: Assessed) -> Assessment:
    return row.assessment


def _question(line: _Line) -> Question:
    return line.assessment.model.questions[line.each.question]


def _answer(line: _Line) -> Answer:
    return line.each.answer


def _of_each(
    explanations: Iterable[Explanation], rows_of: Callable[[Explanation], Iterator[Row]]
) -> Iterator[Row]:
    return (row for one in explanations for row in rows_of(one))


def _lines(explanation: Explanation) -> Iterator[_Line]:
    assessment = explanation.result.assessment
    for axis in explanation.axes:
        for each in axis.contributions:
            yield _Line(assessment, axis, each)


def _checks(explanation: Explanation) -> Iterator[_Phase]:
    assessment = explanation.result.assessment
    for axis in explanation.axes:
        for check in axis.checks:
            yield _Phase(assessment, axis, check)


def _domains(explanation: Explanation) -> Iterator[_Domain]:
    result = explanation.result
    return (_Domain(result.assessment, domain) for domain in result.domains)


def _lacking(row: _Phase) -> str | None:
    """The questions that this phase cannot do without, and does not have."""
    return joined(one.question for one in row.check.requirements if not one.met)


def _groups(explanation: Explanation) -> Iterator[_Group]:
    assessment = explanation.result.assessment
    for view in explanation.views:
        for group in view.groups:
            for axis in group.axes:
                yield _Group(assessment, view.id, group.id, axis.id, axis)
            yield _Group(assessment, view.id, group.id, OVERALL, group)


def _phases(requirements: Iterable[RequirementCheck]) -> str | None:
    """The phases that ask something, from low to high."""
    return joined(str(one.phase) for one in requirements)
