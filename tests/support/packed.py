"""An assessment's phases, by comparisons that are exact. Pure: no files, no texts, no clock.

Every score, share and phase is computed from the sums of ``tally``: whole numbers, so that every
comparison with a threshold is exact.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache, partial

from gemeente_online._version import __version__
from gemeente_online.assessment.arguments import expect
from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Axis, Model, Overall, Question, Scoring
from gemeente_online.model.tally import Layout, PackedRung, PackedSums, layout_of
from gemeente_online.scoring.margin import ladder, steps_down, steps_up
from gemeente_online.scoring.result import (
    OVERALL,
    AxisResult,
    GroupResult,
    HeldBack,
    Margin,
    OverallResult,
    PhaseShare,
    Result,
    Standing,
    Summary,
    UnmetRequirement,
    Verdict,
)

_REMEMBERED = 1 << 15
"""Sums of one axis whose standing is kept. Ten questions with four answers have some thousand."""


def score(assessment: Assessment) -> Result:
    """The phase per axis and overall, the views, and what they rest on."""
    summary = summarize(assessment)
    model = assessment.model
    return Result(
        assessment=assessment,
        axes=tuple(
            _in_full(assessment, axis, standing)
            for axis, standing in zip(model.axes, summary.axes, strict=True)
        ),
        overall=summary.overall,
        views={
            view.id: tuple(_score_group(assessment, view.id, group.id) for group in view.groups)
            for view in model.views
        },
        program=__version__,
    )


def summarize(assessment: Assessment) -> Summary:
    """The phase, score, range and coverage per axis and overall: what a row of a batch shows.

    The same as in ``score``, without what explains them; some hundred times faster.
    """
    expect(assessment, Assessment, "score() and summarize() take an Assessment")
    axes = _axes(assessment)
    return Summary(assessment, axes, _score_overall(assessment, axes))


def overall_held_back(result: Result) -> HeldBack | None:
    """What the overall mean lacks for the next phase.

    None where the lowest axis decides instead, where the phase is undetermined, and at the top.
    """
    model, overall = result.assessment.model, result.overall
    if model.overall is not Overall.MEAN or overall.phase is None or overall.score is None:
        return None
    for phase in model.phases:
        if phase.number > overall.phase:
            missing = phase.threshold - overall.score
            return HeldBack(phase.number, phase.threshold, missing, None, ())
    return None


def verdict(assessment: Assessment) -> Verdict:
    """The overall phase and its range, and nothing else: see ``summarize``."""
    axes = _axes(assessment)
    if assessment.model.overall is Overall.LOWEST:
        return _lowest(axes)
    weights = layout_of(assessment.model).axis_weights
    return _mean_phase(assessment, axes, _weighted(weights, [axis.score for axis in axes]))


def score_range(assessment: Assessment, axis: str | None = None) -> tuple[Fraction, Fraction]:
    """What the mean score could be if every unanswered question scored lowest, or highest.

    axis: the id of one; None for the overall mean.
    """
    plan = layout_of(assessment.model)
    low, high = (
        [
            _mean_if(assessment, layout, end)
            for identifier, layout in plan.axes.items()
            if axis in {None, identifier}
        ]
        for end in (0, plan.highest)
    )
    if axis is not None:
        return low[0], high[0]
    lowest, highest = _weighted(plan.axis_weights, low), _weighted(plan.axis_weights, high)
    assert lowest is not None
    assert highest is not None
    return lowest, highest


def _mean_if(assessment: Assessment, layout: Layout, end: int) -> Fraction:
    """An axis's mean score with every unanswered question at so many units."""
    sums = layout.sums(layout.part(assessment.sums))
    unanswered = sums.unanswered if sums.total else 1  # what applies to nobody could be anything
    points = sums.points + unanswered * end
    return assessment.model.score_of_units(Fraction(points, sums.answered + unanswered))


def _axes(assessment: Assessment) -> tuple[Standing, ...]:
    sums = assessment.sums
    return tuple([stand(sums) for stand in _standings(assessment.model)])


@lru_cache(maxsize=16)
def _standings(model: Model) -> tuple[Callable[[int], Standing], ...]:
    """Per axis: from all sums to where the axis stands; remembers, since sums come back often."""

    def for_axis(identifier: str, layout: Layout) -> Callable[[int], Standing]:
        @lru_cache(maxsize=_REMEMBERED)
        def standing(part: int) -> Standing:
            return _standing(model, identifier, layout, part, model.minimum_coverage)

        start, mask = layout.field
        return lambda packed: standing(packed >> start & mask)

    return tuple(for_axis(axis, layout) for axis, layout in layout_of(model).axes.items())


def _standing(
    model: Model, identifier: str, layout: Layout, part: int, minimum_coverage: Fraction
) -> Standing:
    sums, rungs = layout.sums(part), layout.rungs
    mean = coverage = phase = None
    if sums.total:
        coverage = Fraction(sums.answered, sums.total)
    if sums.answered:
        mean = model.score_of_units(Fraction(sums.points, sums.answered))
        if coverage is not None and coverage >= minimum_coverage:
            phase = rungs[_climb(rungs, sums)].phase
    # what applies to nobody could still be anything
    unanswered = sums.unanswered if sums.total else 1
    low = _climb(rungs, sums, unanswered, 0)
    high = _climb(rungs, sums, unanswered, layout_of(model).highest, unsure_is_met=True)
    return Standing(
        id=identifier,
        score=mean,
        phase=phase,
        range=(rungs[low].phase, rungs[high].phase),
        coverage=coverage,
        answered=sums.known,
        applicable=sums.known + sums.unknown,
    )


def _climb(
    rungs: Sequence[PackedRung],
    sums: PackedSums,
    supposed: int = 0,
    units: int = 0,
    *,
    unsure_is_met: bool = False,
) -> int:
    """The position of the highest phase such that it and every phase below it are reached.

    supposed: unanswered weight that is put at ``units``.
    """
    highest = 0
    for position, rung in enumerate(rungs):
        reached = sums.reached[position] + rung.counted(supposed, units)
        if rung.surplus(reached, sums.answered + supposed) < 0:
            break
        met = sums.met[position] + (sums.unsure[position] if unsure_is_met else 0)
        if met < len(rung.required):
            break
        highest = position
    return highest


def _in_full(assessment: Assessment, axis: Axis, standing: Standing) -> AxisResult:
    model = assessment.model
    layout = layout_of(model).axes[axis.id]
    sums = layout.sums(layout.part(assessment.sums))
    phases = [rung.phase for rung in layout.rungs]
    position = None if standing.phase is None else phases.index(standing.phase)
    return AxisResult(
        **fields_of(standing),
        phases=tuple(
            _share(model, rung, reached, sums.answered)
            for rung, reached in zip(layout.rungs, sums.reached, strict=True)
        ),
        held_back=None if position is None else _held_back(assessment, layout, sums, position),
        margin=None if position is None else _margin(assessment, axis, layout, sums, position),
        ambition=assessment.ambition.get(axis.id),
    )


def _share(model: Model, rung: PackedRung, reached: int, answered: int) -> PhaseShare:
    if model.scoring is Scoring.MEAN:
        threshold = model.score_of_units(rung.threshold)
        return PhaseShare(phase=rung.phase, threshold=threshold, share=None)
    share = Fraction(reached, answered) if answered else None
    return PhaseShare(phase=rung.phase, threshold=rung.threshold, share=share)


def _held_back(
    assessment: Assessment, layout: Layout, sums: PackedSums, position: int
) -> HeldBack | None:
    if position + 1 == len(layout.rungs):
        return None
    model, answers = assessment.model, assessment.answers
    rung = layout.rungs[position + 1]
    lacking = max(-rung.surplus(sums.reached[position + 1], sums.answered), 0)
    missing = Fraction(lacking, rung.threshold.denominator * sums.answered)
    questions = None
    if model.scoring is Scoring.SHARE:
        threshold = rung.threshold
        below = [
            weight
            for question, weight in layout.weights.items()
            if answers[question].state is State.KNOWN and answers[question].units < rung.level
        ]
        questions, gained = 0, 0
        for weight in sorted(below, reverse=True):
            if gained >= lacking:
                break
            questions, gained = questions + 1, gained + weight * threshold.denominator
    else:
        threshold, missing = model.score_of_units(rung.threshold), missing / model.unit
    return HeldBack(
        phase=rung.phase,
        threshold=threshold,
        missing=missing,
        questions=questions,
        requirements=tuple(
            UnmetRequirement(
                question=question,
                minimum=model.score_of_units(Fraction(least)),
                score=answers[question].score,
            )
            for question, least in rung.required
            if not _meets(answers[question], least)
        ),
    )


def _meets(answer: Answer, least: int) -> bool:
    return answer.state is State.KNOWN and answer.units >= least


def _margin(
    assessment: Assessment, axis: Axis, layout: Layout, sums: PackedSums, position: int
) -> Margin:
    model, answers, rungs = assessment.model, assessment.answers, layout.rungs
    answered = [q for q in axis.questions if answers[q.id].state is State.KNOWN]

    def surplus(at: int) -> int:
        return rungs[at].surplus(sums.reached[at], sums.answered)

    def gain(rung: PackedRung, question: str, before: int, after: int) -> int:
        weight = layout.weights[question]
        gained = rung.counted(weight, after) - rung.counted(weight, before)
        return gained * rung.threshold.denominator

    up = None
    if position + 1 < len(rungs):
        above = rungs[position + 1]
        up = steps_up(
            {q.id: ladder(model, q, answers[q.id], up=True) for q in answered},
            above.required,
            partial(gain, above),
            -surplus(position + 1),
        )
    downward = {q.id: ladder(model, q, answers[q.id], up=False) for q in answered}
    ways = [
        steps_down(downward, rungs[at].required, partial(gain, rungs[at]), surplus(at))
        for at in range(1, position + 1)
    ]
    return Margin(up=up, down=min((way for way in ways if way is not None), default=None))


def _score_group(assessment: Assessment, view: str, group: str) -> GroupResult:
    tagged = {
        axis.id: [q for q in axis.questions if group in q.views.get(view, ())]
        for axis in assessment.model.axes
    }
    together = _score_questions(
        assessment, group, [question for part in tagged.values() for question in part]
    )
    return GroupResult(
        **fields_of(together),
        axes=tuple(_score_questions(assessment, axis, part) for axis, part in tagged.items()),
    )


def _score_questions(assessment: Assessment, name: str, questions: Iterable[Question]) -> Standing:
    """Some questions taken as one axis: no requirements, overrides or coverage rule."""
    layout = layout_of(assessment.model).group
    part = 0
    for question in questions:
        answer = assessment.answers[question.id]
        if answer.state is State.KNOWN:
            part += layout.known(question.id, answer.units)
        elif answer.state is State.UNKNOWN:
            part += layout.unknown(question.id)
    return _standing(assessment.model, name, layout, part, Fraction(0))


def _score_overall(assessment: Assessment, axes: Sequence[Standing]) -> OverallResult:
    model = assessment.model
    weights = layout_of(model).axis_weights
    mean = _weighted(weights, [axis.score for axis in axes])
    covered = [(w, a.coverage) for w, a in zip(weights, axes, strict=True) if a.applicable]
    if model.overall is Overall.LOWEST:
        found = _lowest(axes)
        deciding = [a.id for a in axes if a.phase is not None and a.phase == found.phase]
    else:
        found = _mean_phase(assessment, axes, mean)
        deciding = []
    return OverallResult(
        id=OVERALL,
        method=model.overall,
        score=mean,
        phase=found.phase,
        range=found.range,
        coverage=_weighted([w for w, _ in covered], [c for _, c in covered]),
        profile=tuple([axis.phase for axis in axes]),
        deciding=tuple(deciding),
        ambition=assessment.overall_ambition,
    )


def _weighted(weights: Sequence[int], values: Sequence[Fraction | None]) -> Fraction | None:
    """The weighted mean; None where a value is missing or there is none.

    Added up over a common denominator, since adding fractions one by one costs ten times as much.
    """
    numerator, denominator = 0, 1
    for weight, value in zip(weights, values, strict=True):
        if value is None:
            return None
        own = value.denominator
        numerator = numerator * own + weight * value.numerator * denominator
        denominator *= own
    return Fraction(numerator, denominator * sum(weights)) if weights else None


def _lowest(axes: Sequence[Standing]) -> Verdict:
    low, high = axes[0].range
    lowest = axes[0].phase
    doubtful: int | None = None  # the lowest end of an axis whose phase is undetermined
    for axis in axes:
        phase, (bottom, top) = axis.phase, axis.range
        low = min(low, bottom)
        high = min(high, top)
        if phase is None:
            doubtful = bottom if doubtful is None or bottom < doubtful else doubtful
        elif lowest is None or phase < lowest:
            lowest = phase
    if lowest is not None and doubtful is not None and doubtful < lowest:
        lowest = None
    return Verdict(lowest, (low, high))


def _mean_phase(assessment: Assessment, axes: Sequence[Standing], mean: Fraction | None) -> Verdict:
    """The phase of the overall mean, and the range that follows from the axes' scores."""
    model = assessment.model

    def phase_of(value: Fraction | None) -> int:
        reached = [p.number for p in model.phases if value is not None and value >= p.threshold]
        return max(reached, default=model.phases[0].number)

    low, high = score_range(assessment)
    undetermined = any(axis.phase is None for axis in axes)
    return Verdict(None if undetermined else phase_of(mean), (phase_of(low), phase_of(high)))
