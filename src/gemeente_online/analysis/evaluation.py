"""What many assessments say of their model: do its axes and its phases hold? Pure.

The article behind the model ends with three questions: are the axes recognisable, are the phases
logical, do the names cover the load? Figures can answer the first two. ``evaluate`` computes them
(by ``psychometrics``) and judges them by the bounds that stand there; it knows no texts.

An answer that is unknown or not applicable is missing. Shares of options are over whoever answered
that question; everything that compares questions is over the assessments in which all questions of
the axis were answered (``complete``). Weights of questions play no part.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from gemeente_online._version import __version__
from gemeente_online.analysis.axis_pairs import AnswerTable, AxisPair, answer_table, axis_pairs
from gemeente_online.analysis.covariances import Columns, Together
from gemeente_online.analysis.dependence import Dependence, dependence_of
from gemeente_online.analysis.group_evaluation import (
    GroupEvaluation,
    group_evaluations,
    mean_score,
)
from gemeente_online.analysis.grouping import GroupBy
from gemeente_online.analysis.phase_order import PhaseOrder, phase_order, reached_by
from gemeente_online.analysis.psychometrics import (
    ALPHA,
    LOPSIDED,
    MINIMUM,
    H,
    Judgement,
    alpha_interval,
    cronbach_alpha,
    item_rest,
    scalability,
    share_of,
    standardized_alpha,
    worse,
)
from gemeente_online.analysis.question_evaluation import (
    Fit,
    QuestionEvaluation,
    answers_on,
    evaluate_question,
)
from gemeente_online.assessment.municipality import by_municipality
from gemeente_online.assessment.value import Exact, Share, expect, plain_value
from gemeente_online.model.file import Model
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
class PairwiseAlpha:
    """Cronbach's alpha over each two questions of an axis, with all that answered both."""

    assessments: int
    """The fewest that answered any two of them."""
    most: int
    """The most that answered any of them."""
    alpha: Exact | None
    """Cronbach's alpha; null where it cannot be computed."""
    interval: tuple[float, float] | None
    """The bounds of alpha's 95 % confidence, as if all were so few."""


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
    pairwise: PairwiseAlpha
    """The same figure with the assessments that left a part open."""
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
class AxisEvaluation:
    """One axis."""

    id: str
    """Of the axis."""
    recognisable: Judgement
    """Whether it measures one thing: the verdict on its consistency."""
    logical: Judgement
    """Whether its phases follow each other: the worse verdict of scale and order."""
    scored: int
    """How many have a phase on it."""
    mean: Exact | None
    """The mean of the scores of those; null where there is none."""
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
class SourceUsed:
    """A file that assessments came from."""

    source: str
    """Its name as it was given, or - for standard input."""
    source_sha256: str | None
    """Of the file; null where its rows came through a pipe."""
    assessments: int
    """How many came from it."""


@plain_value
class Evaluation:
    """What many assessments say of their model."""

    model: Model
    """What all were scored with."""
    program: str
    """This program's version."""
    assessments: int
    """How many there are."""
    municipalities: int
    """How many different ones there are, by code, else by name."""
    first: date | None
    """The date of the earliest assessment; null where there is none."""
    last: date | None
    """The date of the latest assessment; null where there is none."""
    sources: tuple[SourceUsed, ...]
    """The files that they came from, by name."""
    spread: PhaseSpread
    """Over the overall phases."""
    dependence: Dependence
    """What the overall phases depend on."""
    axes: tuple[AxisEvaluation, ...]
    """In the order of the model."""
    pairs: tuple[AxisPair, ...]
    """Each two axes."""
    by: GroupBy | None
    """What the groups are; null where none were asked for."""
    groups: tuple[GroupEvaluation, ...]
    """Key figures of each group; last of those of which it is not known."""


def evaluate(
    model: Model, summaries: Sequence[Summary], by: GroupBy | str | None = None
) -> Evaluation:
    """Everything that assessments of one model say of it, with verdicts.

    by: province, size or group, to have key figures of each as well.

    Raises:
        ValueError: an assessment of another model, or another word for ``by``.

    """
    expect(model, Model, "evaluate() takes a Model and a list of Summaries")
    for summary in summaries:
        expect(summary, Summary, "evaluate() takes a Model and a list of Summaries")
    models = (summary.assessment.model for summary in summaries)
    if any(other is not model and other != model for other in models):
        raise ValueError("an assessment of another model")
    grouped = None if by is None else GroupBy(by)
    dates = [summary.assessment.date for summary in summaries]
    answered = answer_table(model, summaries)
    return Evaluation(
        model=model,
        program=__version__,
        assessments=len(summaries),
        municipalities=len(by_municipality(summaries)),
        first=min(dates, default=None),
        last=max(dates, default=None),
        sources=_sources(summaries),
        spread=_spread(model, [summary.overall.phase for summary in summaries]),
        dependence=dependence_of(model, summaries),
        axes=tuple(_axis(model, at, answered) for at in range(len(model.axes))),
        pairs=axis_pairs(model, answered),
        by=grouped,
        groups=() if grouped is None else group_evaluations(model, summaries, grouped),
    )


def _sources(summaries: Sequence[Summary]) -> tuple[SourceUsed, ...]:
    counts = Counter(
        (summary.assessment.source, summary.assessment.source_sha256 or "") for summary in summaries
    )
    return tuple(
        SourceUsed(source, digest or None, count)
        for (source, digest), count in sorted(counts.items())
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


def _axis(model: Model, at: int, answered: AnswerTable) -> AxisEvaluation:
    axis, summaries, columns = model.axes[at], answered.summaries, answered.columns[at]
    given = answers_on(model, axis, summaries)
    table = given.table
    steps = [*map(reached_by(model, axis), table)]
    ladder, with_rest = scalability(steps), item_rest(table)
    consistency = _consistency(table, answered.together, columns)
    scale = Scalability(
        complete=len(table),
        h=ladder.scale,
        errors=ladder.observed,
        expected=ladder.expected,
        verdict=H.verdict(len(table), ladder.scale),
    )
    order = phase_order(model, axis, steps)
    scored, mean = mean_score(at, summaries)
    return AxisEvaluation(
        id=axis.id,
        recognisable=consistency.verdict,
        logical=worse(scale.verdict, order.verdict),
        scored=scored,
        mean=mean,
        spread=_spread(model, [summary.axes[at].phase for summary in summaries]),
        consistency=consistency,
        scale=scale,
        order=order,
        questions=tuple(
            evaluate_question(
                given,
                at_question,
                Fit(
                    item_rest=with_rest[at_question] if table else None,
                    item_rest_pairwise=answered.together.with_rest(columns, column),
                    h=ladder.items[at_question] if table else None,
                ),
            )
            for at_question, column in enumerate(columns)
        ),
    )


def _consistency(
    table: Sequence[Sequence[int]], together: Together, columns: Columns
) -> Consistency:
    alpha, pairwise = cronbach_alpha(table), together.alpha(columns)
    fewest, most = together.fewest(columns), together.most(columns)
    return Consistency(
        complete=len(table),
        alpha=alpha,
        standardized=standardized_alpha(table),
        interval=_interval(alpha, len(columns), len(table)),
        pairwise=PairwiseAlpha(fewest, most, pairwise, _interval(pairwise, len(columns), fewest)),
        verdict=ALPHA.verdict(len(table), alpha),
    )


def _interval(alpha: Fraction | None, columns: int, rows: int) -> tuple[float, float] | None:
    return None if alpha is None else alpha_interval(alpha, columns=columns, rows=rows)
