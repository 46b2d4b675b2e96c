"""An evaluation as sheets: all figures in one long table for programs, and a wide one per subject.

The long table is what CSV has: a figure per row, with what it is of, over how many, between which
bounds, and of which model, program and dates, so that tables of several years or models can be put
under each other. Figures over too few assessments are there too; their verdict says so.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from gemeente_online.analysis.axis_pairs import AxisPair, PairFigures
from gemeente_online.analysis.dependence import Changed
from gemeente_online.analysis.evaluation import AxisEvaluation, Evaluation, PhaseUse, SourceUsed
from gemeente_online.analysis.group_evaluation import GroupEvaluation, GroupOnAxis
from gemeente_online.analysis.psychometrics import Judgement, share_of
from gemeente_online.analysis.question_evaluation import OptionUse, QuestionEvaluation
from gemeente_online.rendering.columns import Column, Field, Sheet, Value, sheet
from gemeente_online.rendering.evaluation_groups import group_name
from gemeente_online.rendering.words import axes_of_questions
from gemeente_online.scoring.result import OVERALL

Interval = tuple[float, float] | None

LISTWISE, PAIRWISE = "listwise", "pairwise"


def evaluation_sheets(evaluation: Evaluation) -> Iterator[Sheet]:
    """The long table first, then a sheet for each subject, and last what all of it rests on."""
    about = _about(evaluation)
    long: list[Field[_Figure]] = [*_LONG, *(_constant(*one) for one in about.items())]
    yield sheet("Cijfers", long, _figures(evaluation))
    yield sheet("Assen", _AXES, evaluation.axes)
    if evaluation.pairs:
        both = [row for pair in evaluation.pairs for row in _bases(pair)]
        yield sheet("Samenhang", _PAIRS, both)
    texts = {key: question.text for key, question in evaluation.model.questions.items()}
    questions = [(axis.id, question) for axis in evaluation.axes for question in axis.questions]
    yield sheet("Vragen", _questions(texts), questions)
    options = [(*pair, option) for pair in questions for option in pair[1].options]
    yield sheet("Antwoorden", _OPTIONS, options)
    names = {phase.number: phase.name for phase in evaluation.model.phases}
    yield sheet("Fasen", _phases(names), _phase_uses(evaluation))
    if evaluation.by is not None:
        groups = [(group, axis) for group in evaluation.groups for axis in group.axes]
        yield sheet("Groepen", [_constant("grouped_by", evaluation.by.value), *_GROUPS], groups)
    of_all: list[Field[SourceUsed]] = [_constant(*one) for one in about.items()]
    yield sheet("Herkomst", [*_SOURCES, *of_all], evaluation.sources)


def _about(evaluation: Evaluation) -> Mapping[str, Value]:
    """What was computed with what, over which assessments."""
    return {
        "model": evaluation.model.id,
        "model_version": evaluation.model.version,
        "model_sha256": evaluation.model.digest or None,
        "program": "gemeente-online",
        "program_version": evaluation.program,
        "assessments": evaluation.assessments,
        "municipalities": evaluation.municipalities,
        "first_date": evaluation.first,
        "last_date": evaluation.last,
    }


def _constant(title: str, value: Value) -> Field[Any]:
    return Column(title, lambda _: value)


def _exact(value: float | Fraction | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _low(interval: Interval) -> Fraction | None:
    return _exact(interval and interval[0])


def _high(interval: Interval) -> Fraction | None:
    return _exact(interval and interval[1])


# --- the long table ------------------------------------------------------------------------


class _Of(NamedTuple):
    """What a figure is of: an axis or two, a question, an option, a phase or a group."""

    what: str
    axis: str | None = None
    other_axis: str | None = None
    question: str | None = None
    option: str | None = None
    phase: int | None = None
    grouped_by: str | None = None
    group_name: str | None = None


class _Figure(NamedTuple):
    """One figure, over so many assessments."""

    of: _Of
    measure: str
    value: float | Fraction | None
    n: int
    basis: str | None = None
    interval: Interval = None
    verdict: Judgement | None = None


_LONG: list[Field[_Figure]] = [
    Column("what", lambda one: one.of.what),
    Column("axis", lambda one: one.of.axis),
    Column("other_axis", lambda one: one.of.other_axis),
    Column("question", lambda one: one.of.question),
    Column("option", lambda one: one.of.option),
    Column("phase", lambda one: one.of.phase),
    Column("grouped_by", lambda one: one.of.grouped_by),
    Column("group_name", lambda one: one.of.group_name),
    Column("measure", lambda one: one.measure),
    Column("basis", lambda one: one.basis),
    Column("value", lambda one: _exact(one.value)),
    Column("n", lambda one: one.n),
    Column("low", lambda one: _low(one.interval)),
    Column("high", lambda one: _high(one.interval)),
    Column("verdict", lambda one: one.verdict and one.verdict.value),
]


def _figures(evaluation: Evaluation) -> Iterator[_Figure]:
    for axis in evaluation.axes:
        yield from _of_axis(axis)
    for pair in evaluation.pairs:
        yield from _of_pair(pair)
    for axis in evaluation.axes:
        for question in axis.questions:
            yield from _of_question(axis, question)
    for axis_id, use, determined in _phase_uses(evaluation):
        of = _Of("phase", axis=axis_id, phase=use.phase)
        yield _Figure(of, "share_of_assessments", use.share, determined)
    for group in evaluation.groups:
        for on_axis in group.axes:
            yield from _of_group(evaluation, group, on_axis)
    yield from _of_model(evaluation)


def _of_model(evaluation: Evaluation) -> Iterator[_Figure]:
    found = evaluation.dependence
    changed: dict[str, Changed | None] = {
        "changed_by_lower_threshold": found.lower_threshold,
        "changed_by_higher_threshold": found.higher_threshold,
        "changed_by_median_axis": found.median_axis,
        "changed_without_requirements": found.without_requirements,
        "changed_by_step_down": found.down,
        "changed_by_step_up": found.up,
    }
    for measure, one in changed.items():
        if one is not None:
            yield _Figure(_Of("model"), measure, one.share, one.compared)
    axes = axes_of_questions(evaluation.model)
    for question in found.questions:
        of = _Of("question", axes[question.id], question=question.id)
        yield _Figure(of, "changed_by_step_down", question.down.share, question.down.compared)
        yield _Figure(of, "changed_by_step_up", question.up.share, question.up.compared)


def _of_axis(axis: AxisEvaluation) -> Iterator[_Figure]:
    of, found, pairwise = _Of("axis", axis.id), axis.consistency, axis.consistency.pairwise
    n, order = found.complete, axis.order
    yield _Figure(of, "alpha", found.alpha, n, LISTWISE, found.interval, found.verdict)
    yield _Figure(of, "alpha", pairwise.alpha, pairwise.assessments, PAIRWISE, pairwise.interval)
    yield _Figure(of, "alpha_standardized", found.standardized, n, LISTWISE)
    yield _Figure(of, "h", axis.scale.h, n, LISTWISE, verdict=axis.scale.verdict)
    crossed = share_of(order.crossed, order.pairs)
    yield _Figure(of, "steps_reversed", crossed, n, LISTWISE, verdict=order.verdict)
    yield _Figure(of, "mean_score", axis.mean, axis.scored)
    for step in order.steps:
        at = _Of("phase", axis.id, phase=step.phase)
        yield _Figure(at, "reached_on_average", step.mean, n, LISTWISE)


def _of_pair(pair: AxisPair) -> Iterator[_Figure]:
    of = _Of("pair", pair.first, pair.second)
    for _, basis, found, verdict in _bases(pair):
        n = found.assessments
        yield _Figure(of, "pearson", found.pearson, n, basis, found.interval)
        corrected, interval = found.corrected, found.corrected_interval
        yield _Figure(of, "pearson_corrected", corrected, n, basis, interval, verdict)
        yield _Figure(of, "htmt", found.htmt, n, basis, None, verdict)
    yield _Figure(of, "spearman_of_scores", pair.spearman, pair.both)


def _of_question(axis: AxisEvaluation, question: QuestionEvaluation) -> Iterator[_Figure]:
    of = _Of("question", axis.id, question=question.id)
    n, answered = question.complete, question.answered
    together, pairwise = question.item_rest, question.item_rest_pairwise
    fewest = axis.consistency.pairwise.assessments
    yield _Figure(of, "mean_score", question.mean, answered)
    yield _Figure(of, "share_lowest", question.floor, answered)
    yield _Figure(of, "share_highest", question.ceiling, answered)
    yield _Figure(of, "item_rest", together, n, LISTWISE, verdict=question.verdict)
    yield _Figure(of, "item_rest", pairwise, fewest, PAIRWISE)
    yield _Figure(of, "h", question.h, n, LISTWISE)
    for option in question.options:
        yield _Figure(of._replace(what="option", option=option.id), "share", option.share, answered)


def _of_group(
    evaluation: Evaluation, group: GroupEvaluation, found: GroupOnAxis
) -> Iterator[_Figure]:
    by = evaluation.by and evaluation.by.value
    of = _Of("group", found.id, grouped_by=by, group_name=group_name(group))
    yield _Figure(of, "alpha", found.alpha, found.complete, LISTWISE, found.interval)
    yield _Figure(of, "mean_score", found.mean, found.scored)


# --- the wide tables -----------------------------------------------------------------------


_AXES: list[Field[AxisEvaluation]] = [
    Column("axis", lambda one: one.id),
    Column("complete", lambda one: one.consistency.complete),
    Column("alpha", lambda one: one.consistency.alpha),
    Column("alpha_low", lambda one: _low(one.consistency.interval)),
    Column("alpha_high", lambda one: _high(one.consistency.interval)),
    Column("alpha_verdict", lambda one: one.consistency.verdict.value),
    Column("alpha_standardized", lambda one: _exact(one.consistency.standardized)),
    Column("alpha_pairwise", lambda one: one.consistency.pairwise.alpha),
    Column("pairwise_fewest", lambda one: one.consistency.pairwise.assessments),
    Column("pairwise_most", lambda one: one.consistency.pairwise.most),
    Column("h", lambda one: one.scale.h),
    Column("h_verdict", lambda one: one.scale.verdict.value),
    Column("steps_compared", lambda one: one.order.pairs),
    Column("steps_reversed", lambda one: one.order.crossed),
    Column("order_verdict", lambda one: one.order.verdict.value),
    Column("scored", lambda one: one.scored),
    Column("mean_score", lambda one: one.mean),
]


class _Basis(NamedTuple):
    """A pair of axes, over complete assessments or pairwise."""

    pair: AxisPair
    basis: str
    found: PairFigures
    verdict: Judgement | None


def _bases(pair: AxisPair) -> Iterator[_Basis]:
    yield _Basis(pair, LISTWISE, pair.listwise, pair.verdict)
    yield _Basis(pair, PAIRWISE, pair.pairwise, None)


_PAIRS: list[Field[_Basis]] = [
    Column("axis", lambda one: one.pair.first),
    Column("other_axis", lambda one: one.pair.second),
    Column("basis", lambda one: one.basis),
    Column("n", lambda one: one.found.assessments),
    Column("n_most", lambda one: one.found.most),
    Column("pearson", lambda one: _exact(one.found.pearson)),
    Column("pearson_low", lambda one: _low(one.found.interval)),
    Column("pearson_high", lambda one: _high(one.found.interval)),
    Column("alpha", lambda one: one.found.alphas[0]),
    Column("other_alpha", lambda one: one.found.alphas[1]),
    Column("corrected", lambda one: _exact(one.found.corrected)),
    Column("corrected_low", lambda one: _low(one.found.corrected_interval)),
    Column("corrected_high", lambda one: _high(one.found.corrected_interval)),
    Column("htmt", lambda one: _exact(one.found.htmt)),
    Column("verdict", lambda one: one.verdict and one.verdict.value),
    Column("unjudged", lambda one: one.verdict and one.pair.unjudged and one.pair.unjudged.value),
    Column("relation", lambda one: one.verdict and one.pair.relation and one.pair.relation.value),
]


_Question = tuple[str, QuestionEvaluation]
_Option = tuple[str, QuestionEvaluation, OptionUse]


def _questions(texts: Mapping[str, str]) -> list[Field[_Question]]:
    return [
        Column("axis", lambda one: one[0]),
        Column("question", lambda one: one[1].id),
        Column("text", lambda one: texts[one[1].id]),
        Column("answered", lambda one: one[1].answered),
        Column("unknown", lambda one: one[1].unknown),
        Column("not_applicable", lambda one: one[1].not_applicable),
        Column("mean_score", lambda one: one[1].mean),
        Column("share_lowest", lambda one: one[1].floor),
        Column("share_highest", lambda one: one[1].ceiling),
        Column("mostly_answered", lambda one: one[1].lopsided),
        Column("complete", lambda one: one[1].complete),
        Column("item_rest", lambda one: _exact(one[1].item_rest)),
        Column("item_rest_verdict", lambda one: one[1].verdict.value),
        Column("item_rest_pairwise", lambda one: _exact(one[1].item_rest_pairwise)),
        Column("h", lambda one: one[1].h),
    ]


_OPTIONS: list[Field[_Option]] = [
    Column("axis", lambda one: one[0]),
    Column("question", lambda one: one[1].id),
    Column("option", lambda one: one[2].id),
    Column("score", lambda one: one[2].score),
    Column("chosen", lambda one: one[2].chosen),
    Column("answered", lambda one: one[1].answered),
    Column("share", lambda one: one[2].share),
    Column("chosen_in_complete", lambda one: one[2].complete),
    Column("mean_score_of_others", lambda one: one[2].rest),
]

_PhaseUsed = tuple[str, PhaseUse, int]


def _phase_uses(evaluation: Evaluation) -> Iterator[_PhaseUsed]:
    """How many are in each phase, overall and on each axis, and of how many."""
    spreads = [(OVERALL, evaluation.spread), *((axis.id, axis.spread) for axis in evaluation.axes)]
    for axis_id, spread in spreads:
        for use in spread.phases:
            yield axis_id, use, spread.determined


def _phases(names: Mapping[int, str]) -> list[Field[_PhaseUsed]]:
    return [
        Column("axis", lambda one: one[0]),
        Column("phase", lambda one: one[1].phase),
        Column("phase_name", lambda one: names[one[1].phase]),
        Column("assessments", lambda one: one[1].assessments),
        Column("share_of_assessments", lambda one: one[1].share),
    ]


_GROUPS: list[Field[tuple[GroupEvaluation, GroupOnAxis]]] = [
    Column("group_name", lambda one: group_name(one[0])),
    Column("assessments", lambda one: one[0].assessments),
    Column("axis", lambda one: one[1].id),
    Column("complete", lambda one: one[1].complete),
    Column("alpha", lambda one: one[1].alpha),
    Column("alpha_low", lambda one: _low(one[1].interval)),
    Column("alpha_high", lambda one: _high(one[1].interval)),
    Column("scored", lambda one: one[1].scored),
    Column("mean_score", lambda one: one[1].mean),
]

_SOURCES: list[Field[SourceUsed]] = [
    Column("source", lambda one: one.source),
    Column("source_sha256", lambda one: one.source_sha256),
    Column("from_source", lambda one: one.assessments),
]
