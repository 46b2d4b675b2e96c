"""The sheets of ``explain``: everything that results follow from, to compute again or to count."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from gemeente_online._version import __version__
from gemeente_online.analysis.explanation import (
    AxisExplanation,
    Contribution,
    Explanation,
    PhaseCheck,
    RequirementCheck,
)
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.municipality import Assessed
from gemeente_online.model.file import Question
from gemeente_online.model.rules import SEPARATOR
from gemeente_online.rendering.answer_cells import letters_of, texts_of, words_in_file
from gemeente_online.rendering.columns import Column, Field, Sheet, sheet
from gemeente_online.rendering.measured import measured_fields, municipality_fields
from gemeente_online.scoring.result import OVERALL, Standing

Row = TypeVar("Row")


class _Line(NamedTuple):
    """One question of an axis of an assessment."""

    assessment: Assessment
    axis: AxisExplanation
    each: Contribution

    @property
    def question(self) -> Question:
        """The question in the model."""
        return self.assessment.model.questions[self.each.question]


class _Phase(NamedTuple):
    """One phase of an axis of an assessment."""

    assessment: Assessment
    axis: AxisExplanation
    check: PhaseCheck


class _Group(NamedTuple):
    """A group of a view on an axis of an assessment; axis: its id, or that of all together."""

    assessment: Assessment
    view: str
    group: str
    axis: str
    standing: Standing


def explain_sheets(explanations: Iterable[Explanation]) -> Iterator[Sheet]:
    """A row for every question; then for every phase of an axis, and every group of a view.

    explanations: gone through anew for each sheet that is asked for.
    """
    of_question: list[Field[_Line]] = municipality_fields(_assessment_of)
    of_question += [
        Column("axis", lambda line: line.axis.id),
        Column("question", lambda line: line.each.question),
        Column("state", lambda line: str(line.each.answer.state)),
        Column("answer", lambda line: _joined(words_in_file(line.each.answer))),
        Column("letter", lambda line: _joined(letters_of(line.question, line.each.answer))),
        Column("answer_text", lambda line: _joined(texts_of(line.question, line.each.answer))),
        Column("number", lambda line: line.each.answer.number),
        Column("unit", lambda line: line.question.unit),
        Column("score", lambda line: line.each.answer.score),
        Column("weight", lambda line: line.each.weight),
        Column("part", lambda line: line.each.part),
        Column("counts_for", lambda line: line.each.counts_for),
        Column("requirements", lambda line: _phases(line.each.requirements)),
        Column("lacking_for", lambda line: _phases(o for o in line.each.requirements if not o.met)),
        Column("lacks_evidence", lambda line: line.each.lacks_evidence),
        Column("note", lambda line: line.each.remark.note),
        Column("evidence", lambda line: line.each.remark.evidence),
    ]
    of_question += measured_fields(_assessment_of, __version__)
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


def _lacking(row: _Phase) -> str | None:
    """The questions that this phase cannot do without, and does not have."""
    return _joined(one.question for one in row.check.requirements if not one.met)


def _groups(explanation: Explanation) -> Iterator[_Group]:
    assessment = explanation.result.assessment
    for view in explanation.views:
        for group in view.groups:
            for axis in group.axes:
                yield _Group(assessment, view.id, group.id, axis.id, axis)
            yield _Group(assessment, view.id, group.id, OVERALL, group)


def _joined(words: Iterable[str]) -> str | None:
    return SEPARATOR.join(words) or None


def _phases(requirements: Iterable[RequirementCheck]) -> str | None:
    """The phases that ask something, from low to high."""
    return _joined(str(one.phase) for one in requirements)
