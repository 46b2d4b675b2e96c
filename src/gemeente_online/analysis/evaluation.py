"""What many assessments say of their model: do its axes and its phases hold? Pure.

The article behind the model ends with three questions: are the axes recognisable, are the phases
logical, do the names cover the load? Figures can answer the first two. ``evaluate`` computes them
(by ``psychometrics``) and judges them by the bounds that stand there; it knows no texts.

An answer that is unknown or not applicable is missing. Shares of options are over whoever answered
that question; everything that compares questions is over the assessments in which all questions of
the axis were answered (``complete``). Weights of questions play no part.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm

from gemeente_online.analysis.dependence import Dependence, dependence_of
from gemeente_online.analysis.psychometrics import (
    ALPHA,
    LOOSE,
    LOPSIDED,
    MINIMUM,
    SAME,
    STRAIGHT,
    H,
    Judgement,
    alpha_interval,
    cronbach_alpha,
    item_rest,
    pearson,
    scalability,
    share_of,
    spearman,
    standardized_alpha,
    worse,
)
from gemeente_online.analysis.question_evaluation import (
    AxisAnswers,
    QuestionEvaluation,
    evaluate_question,
)
from gemeente_online.assessment.file import State
from gemeente_online.assessment.municipality import by_municipality
from gemeente_online.assessment.value import Exact, Share, expect, plain_value
from gemeente_online.model.file import Axis, Model
from gemeente_online.model.levels import least_units
from gemeente_online.scoring.result import Summary


@plain_value
class PhaseUse:
    """How many assessments are in one phase."""

    phase: int
    """The phase's number."""
    assessments: int
    """How many are in it."""
    share: Share | None
    """Of those that have a phase; null where none has."""


@plain_value
class PhaseSpread:
    """How assessments are spread over the phases."""

    determined: int
    """Assessments with a phase."""
    undetermined: int
    """Assessments without a phase."""
    phases: tuple[PhaseUse, ...]
    """Every phase, from low to high."""
    verdict: Judgement
    """Poor if one phase has 0.8 or more, fair if a phase is empty."""


@plain_value
class Consistency:
    """Whether the questions of an axis measure one thing: Cronbach's alpha."""

    complete: int
    """The assessments it rests on: those that answered every question of the axis."""
    alpha: Exact | None
    """Cronbach's alpha; null where it cannot be computed."""
    standardized: float | None
    """Alpha with every question's variance made equal."""
    interval: tuple[float, float] | None
    """The bounds of alpha's 95 % confidence."""
    verdict: Judgement
    """Good from 0.8, fair from 0.7."""


@plain_value
class Scalability:
    """Whether the answers on an axis follow one ladder: Loevinger's H over phases reached."""

    complete: int
    """The assessments it rests on."""
    h: Exact | None
    """Loevinger's H; null where it cannot be computed."""
    errors: int
    """Weighted Guttman errors."""
    expected: Exact
    """As many errors as unrelated answers would make."""
    verdict: Judgement
    """Good from 0.4, fair from 0.3."""


@plain_value
class Reached:
    """The share of assessments whose answer to a question reaches a phase or a higher one."""

    question: str
    """The question's id."""
    phase: int
    """The phase's number."""
    share: Share
    """Of the complete assessments."""


@plain_value
class PhaseReach:
    """How often one phase is reached on the questions of an axis."""

    phase: int
    """The phase's number."""
    mean: Share
    """The mean share over the questions."""
    most: Reached
    """The question on which it is reached most often."""
    least: Reached
    """The question on which it is reached least often."""


@plain_value
class CrossedPair:
    """A higher phase on one question that is reached more often than a lower one on another."""

    higher: Reached
    """The higher phase."""
    lower: Reached
    """The lower phase."""


@plain_value
class PhaseOrder:
    """Whether higher phases are harder, whatever the question."""

    complete: int
    """The assessments it rests on."""
    steps: tuple[PhaseReach, ...]
    """Every phase but the first, from low to high."""
    pairs: int
    """How many pairs there are of a higher phase on one question and a lower phase on another."""
    crossed: int
    """The pairs in which the higher one was reached more often."""
    worst: CrossedPair | None
    """The crossed pair with the largest difference."""
    verdict: Judgement
    """Good where at most 0.1 of the pairs are crossed, fair where at most 0.25 are."""


@plain_value
class AxisEvaluation:
    """One axis."""

    id: str
    """Of the axis."""
    recognisable: Judgement
    """Whether it measures one thing: the verdict on its consistency."""
    logical: Judgement
    """Whether its phases follow each other: the worse verdict of scale and order."""
    spread: PhaseSpread
    """Over the phases of this axis."""
    consistency: Consistency
    """Whether its questions measure one thing."""
    scale: Scalability
    """Whether its answers follow one ladder."""
    order: PhaseOrder
    """Whether its higher phases are harder."""
    questions: tuple[QuestionEvaluation, ...]
    """In the order of the model."""


@plain_value
class AxisPair:
    """Two axes, over the assessments that have a phase on both."""

    first: str
    """The id of one axis."""
    second: str
    """The id of the other axis."""
    both: int
    """How many have a phase on both."""
    spearman: float | None
    """The correlation of the ranks of the axis scores, which the verdict is on."""
    pearson: float | None
    """The correlation of the scores themselves."""
    verdict: Judgement
    """Poor from 0.9, since both measure the same; fair below 0.3."""


@plain_value
class Evaluation:
    """What many assessments say of their model."""

    model: Model
    """What all were scored with."""
    assessments: int
    """How many there are."""
    municipalities: int
    """How many different ones there are, by code, else by name."""
    spread: PhaseSpread
    """Over the overall phases."""
    dependence: Dependence
    """What the overall phases depend on."""
    axes: tuple[AxisEvaluation, ...]
    """In the order of the model."""
    pairs: tuple[AxisPair, ...]
    """Each two axes."""


def evaluate(model: Model, summaries: Sequence[Summary]) -> Evaluation:
    """Everything that assessments of one model say of it, with verdicts.

    Raises:
        ValueError: an assessment of another model.

    """
    expect(model, Model, "evaluate() takes a Model and a list of Summaries")
    for summary in summaries:
        expect(summary, Summary, "evaluate() takes a Model and a list of Summaries")
    models = (summary.assessment.model for summary in summaries)
    if any(other is not model and other != model for other in models):
        raise ValueError("an assessment of another model")
    return Evaluation(
        model=model,
        assessments=len(summaries),
        municipalities=len(by_municipality(summaries)),
        spread=_spread(model, [summary.overall.phase for summary in summaries]),
        dependence=dependence_of(model, summaries),
        axes=tuple(_axis(model, at, summaries) for at in range(len(model.axes))),
        pairs=tuple(
            _pair(model, one, other, summaries)
            for one, other in combinations(range(len(model.axes)), 2)
        ),
    )


def _spread(model: Model, phases: Sequence[int | None]) -> PhaseSpread:
    known = [phase for phase in phases if phase is not None]
    numbers = {phase.number: known.count(phase.number) for phase in model.phases}
    counts = [PhaseUse(phase, of, share_of(of, len(known))) for phase, of in numbers.items()]
    fullest = max(count.share or Fraction(0) for count in counts)
    if len(known) < MINIMUM:
        verdict = Judgement.TOO_FEW
    elif fullest >= LOPSIDED and len(counts) > 1:
        verdict = Judgement.POOR
    else:
        verdict = Judgement.GOOD if all(count.assessments for count in counts) else Judgement.FAIR
    return PhaseSpread(len(known), len(phases) - len(known), tuple(counts), verdict)


def _pair(model: Model, one: int, other: int, summaries: Sequence[Summary]) -> AxisPair:
    found = [
        (first.score, second.score)
        for first, second in ((summary.axes[one], summary.axes[other]) for summary in summaries)
        if first.phase is not None and second.phase is not None
        if first.score is not None and second.score is not None
    ]
    measure = lcm(*(score.denominator for pair in found for score in pair))
    firsts, seconds = ([int(pair[at] * measure) for pair in found] for at in (0, 1))
    ranked = spearman(firsts, seconds)
    if len(found) < MINIMUM:
        verdict = Judgement.TOO_FEW
    elif ranked is None:
        verdict = Judgement.NONE
    elif ranked >= SAME:
        verdict = Judgement.POOR
    else:
        verdict = Judgement.GOOD if ranked >= LOOSE else Judgement.FAIR
    return AxisPair(
        first=model.axes[one].id,
        second=model.axes[other].id,
        both=len(found),
        spearman=ranked,
        pearson=pearson(firsts, seconds),
        verdict=verdict,
    )


def _axis(model: Model, at: int, summaries: Sequence[Summary]) -> AxisEvaluation:
    axis = model.axes[at]
    rows = [
        [summary.assessment.answers[question.id] for question in axis.questions]
        for summary in summaries
    ]
    complete = [row for row in rows if all(answer.state is State.KNOWN for answer in row)]
    table = [[answer.units for answer in row] for row in complete]
    given = AxisAnswers(model, axis, rows, complete, [sum(row) for row in table])
    reach = _reach(model, axis)
    steps = [[reach(units) for units in row] for row in table]
    ladder, together = scalability(steps), item_rest(table)
    consistency = _consistency(table, len(axis.questions))
    scale = Scalability(
        complete=len(complete),
        h=ladder.scale,
        errors=ladder.observed,
        expected=ladder.expected,
        verdict=H.verdict(len(complete), ladder.scale),
    )
    order = _order(model, axis, steps)
    return AxisEvaluation(
        id=axis.id,
        recognisable=consistency.verdict,
        logical=worse(scale.verdict, order.verdict),
        spread=_spread(model, [summary.axes[at].phase for summary in summaries]),
        consistency=consistency,
        scale=scale,
        order=order,
        questions=tuple(
            evaluate_question(
                given,
                at_question,
                together[at_question] if table else None,
                ladder.items[at_question] if table else None,
            )
            for at_question in range(len(axis.questions))
        ),
    )


def _reach(model: Model, axis: Axis) -> Callable[[int], int]:
    """How many phases above the first an answer with so many units reaches."""
    least = [least_units(model, phase, axis) for phase in model.phases[1:]]
    return lambda units: sum(units >= enough for enough in least)


def _consistency(table: Sequence[Sequence[int]], questions: int) -> Consistency:
    alpha = cronbach_alpha(table)
    interval = None
    if alpha is not None:
        interval = alpha_interval(alpha, columns=questions, rows=len(table))
    return Consistency(
        complete=len(table),
        alpha=alpha,
        standardized=standardized_alpha(table),
        interval=interval,
        verdict=ALPHA.verdict(len(table), alpha),
    )


def _order(model: Model, axis: Axis, steps: Sequence[Sequence[int]]) -> PhaseOrder:
    if not steps:
        return PhaseOrder(0, (), 0, 0, None, Judgement.TOO_FEW)
    reached = [
        [
            Reached(
                question=question.id,
                phase=phase.number,
                share=Fraction(sum(row[at] >= step for row in steps), len(steps)),
            )
            for at, question in enumerate(axis.questions)
        ]
        for step, phase in enumerate(model.phases[1:], start=1)
    ]
    pairs = [
        CrossedPair(higher, lower)
        for lowers, highers in combinations(reached, 2)
        for higher in highers
        for lower in lowers
        if higher.question != lower.question
    ]
    crossed = [pair for pair in pairs if pair.higher.share > pair.lower.share]
    straight = share_of(len(pairs) - len(crossed), len(pairs))
    return PhaseOrder(
        complete=len(steps),
        steps=tuple(
            PhaseReach(
                phase=row[0].phase,
                mean=sum((one.share for one in row), Fraction(0)) / len(row),
                most=max(row, key=lambda one: one.share),
                least=min(row, key=lambda one: one.share),
            )
            for row in reached
        ),
        pairs=len(pairs),
        crossed=len(crossed),
        worst=max(crossed, key=lambda pair: pair.higher.share - pair.lower.share, default=None),
        verdict=STRAIGHT.verdict(len(steps), straight),
    )
