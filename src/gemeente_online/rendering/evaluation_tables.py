"""The tables of an evaluation; a figure on which there are too few assessments is a dash."""

from fractions import Fraction

from gemeente_online.analysis.evaluation import (
    AxisEvaluation,
    AxisPair,
    Consistency,
    Evaluation,
    PhaseUse,
)
from gemeente_online.analysis.psychometrics import Judgement
from gemeente_online.analysis.question_evaluation import QuestionEvaluation
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import percentage, two_decimals
from gemeente_online.rendering.columns import Column, Shown, figures, matrix, table
from gemeente_online.rendering.document import Table
from gemeente_online.rendering.words import axis_name, share_word

_NOTHING = "–"


def _figure(value: Fraction | float | None, verdict: Judgement) -> str:
    if value is None or verdict is Judgement.TOO_FEW:
        return _NOTHING
    return two_decimals(Fraction(value))


def consistency_table(evaluation: Evaluation) -> Table:
    """How strongly the questions of each axis hang together."""
    columns: list[Shown[AxisEvaluation]] = [
        Column("As", lambda axis: axis_name(evaluation.model, axis.id)),
        figures("Volledig", lambda axis: str(axis.consistency.complete)),
        figures("Alfa", lambda axis: _figure(axis.consistency.alpha, axis.consistency.verdict)),
        Column("Marge (95 %)", lambda axis: _interval(axis.consistency), fixed=True),
        Column(
            "Gestandaardiseerd",
            lambda axis: _figure(axis.consistency.standardized, axis.consistency.verdict),
            right=True,
        ),
    ]
    return table(columns, evaluation.axes)


def _interval(found: Consistency) -> str:
    if found.interval is None or found.verdict is Judgement.TOO_FEW:
        return _NOTHING
    return " tot ".join(two_decimals(Fraction(bound)) for bound in found.interval)


def pairs_table(evaluation: Evaluation) -> Table:
    """How far each axis goes with each other."""
    columns: list[Shown[AxisPair]] = [
        Column("Samenhang tussen assen", lambda pair: pair_name(evaluation.model, pair)),
        figures("Metingen", lambda pair: str(pair.both)),
        figures("Spearman", lambda pair: _figure(pair.spearman, pair.verdict)),
        figures("Pearson", lambda pair: _figure(pair.pearson, pair.verdict)),
    ]
    return table(columns, evaluation.pairs)


def pair_name(model: Model, pair: AxisPair) -> str:
    """Two axes by name."""
    return f"{axis_name(model, pair.first)} en {axis_name(model, pair.second)}"


def scale_table(evaluation: Evaluation) -> Table:
    """Whether the answers on each axis follow a ladder."""
    columns: list[Shown[AxisEvaluation]] = [
        Column("As", lambda axis: axis_name(evaluation.model, axis.id)),
        figures("Volledig", lambda axis: str(axis.scale.complete)),
        figures("H", lambda axis: _figure(axis.scale.h, axis.scale.verdict)),
        figures("Fouten", lambda axis: _where_enough(axis, str(axis.scale.errors))),
        figures("Bij toeval", lambda axis: _where_enough(axis, str(round(axis.scale.expected)))),
        Column("Omgekeerd", lambda axis: _where_enough(axis, _crossed(axis)), right=True),
    ]
    return table(columns, evaluation.axes)


def _where_enough(axis: AxisEvaluation, shown: str) -> str:
    return _NOTHING if axis.scale.verdict is Judgement.TOO_FEW else shown


def _crossed(axis: AxisEvaluation) -> str:
    return f"{axis.order.crossed} van {axis.order.pairs}"


def order_table(evaluation: Evaluation) -> Table:
    """How often each phase is reached, on each axis."""
    model = evaluation.model
    columns: list[Shown[int]] = [
        Column("Fase", lambda at: str(model.phases[at + 1].number), fixed=True),
        *(_how_often(axis, axis_name(model, axis.id)) for axis in evaluation.axes),
    ]
    return table(columns, range(len(model.phases) - 1))


def _how_often(axis: AxisEvaluation, name: str) -> Shown[int]:
    """The column of one axis; its rows are the phases above the first, by position."""

    def cell(at: int) -> str:
        if axis.order.verdict is Judgement.TOO_FEW:
            return _NOTHING
        step = axis.order.steps[at]
        ends = f"{percentage(step.least.share)} tot {percentage(step.most.share)}"
        return f"{percentage(step.mean)} ({ends})"

    return Column(name, cell, right=True)


def spread_table(evaluation: Evaluation) -> Table:
    """How many assessments are in each phase, as a whole and on each axis."""
    model = evaluation.model
    spreads = [evaluation.spread, *(axis.spread for axis in evaluation.axes)]
    rows = [
        (f"{phase.number} {phase.name}", [_used(spread.phases[at]) for spread in spreads])
        for at, phase in enumerate(model.phases)
    ]
    if any(spread.undetermined for spread in spreads):
        rows.append(("Niet te bepalen", [str(spread.undetermined) for spread in spreads]))
    return matrix("Fase", ["Als geheel", *(axis.name for axis in model.axes)], rows, right=True)


def _used(phase: PhaseUse) -> str:
    part = "" if phase.share is None else f" ({percentage(phase.share)})"
    return f"{phase.assessments}{part}"


def questions_table(axis: AxisEvaluation) -> Table:
    """How each question of an axis is answered, and how it goes with the others."""
    columns: list[Shown[QuestionEvaluation]] = [
        Column("Vraag", lambda question: question.id),
        figures("Antw.", lambda question: str(question.answered)),
        figures("Past", lambda question: _figure(question.item_rest, question.verdict)),
        figures("H", lambda question: _figure(question.h, axis.scale.verdict)),
        figures("Laagst", lambda question: share_word(question.floor)),
        figures("Hoogst", lambda question: share_word(question.ceiling)),
        Column("Per antwoord (%)", _options),
    ]
    return table(columns, axis.questions)


def _options(question: QuestionEvaluation) -> str:
    return " · ".join(share_word(option.share).removesuffix(" %") for option in question.options)
