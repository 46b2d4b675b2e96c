"""An assessment's phases: design section 4, exactly. Pure: no files, no texts, no clock.

Scores are counted in integer units (``Model.unit`` to the point) and weights in integers of
their own, so every comparison with a threshold is one of whole numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from gemeente_online._version import __version__
from gemeente_online.assessment import Answer, Assessment, State
from gemeente_online.margin import Units, ladder, steps_down, steps_up
from gemeente_online.model import Axis, Model, Overall, Question, Scoring
from gemeente_online.result import (
    AxisResult,
    GroupResult,
    GroupScore,
    HeldBack,
    Margin,
    OverallResult,
    PhaseShare,
    Range,
    Result,
    UnmetRequirement,
)

Weighed = Sequence[tuple[int, Units]]
"""Weight and score of each question, both in units."""


class _Rung(NamedTuple):
    """What one phase asks on one axis.

    level: in units; threshold: a share, or a score in units.
    required: question and the least score, in units.
    """

    phase: int
    level: Units
    threshold: Fraction
    required: tuple[tuple[str, Units], ...] = ()

    def surplus(self, weighed: Weighed, scoring: Scoring) -> Units:
        """What the answers reach beyond the threshold; negative by what they lack.

        A whole number of weights times the threshold's denominator, 0 exactly on the boundary.
        """
        total = sum(weight for weight, _ in weighed)
        return self.reached(weighed, scoring) * self.threshold.denominator - (
            self.threshold.numerator * total
        )

    def reached(self, weighed: Weighed, scoring: Scoring) -> Units:
        """The weight that counts for the phase, or the weighted sum of the scores."""
        return sum(self.counted(weight, units, scoring) for weight, units in weighed)

    def counted(self, weight: int, units: Units, scoring: Scoring) -> Units:
        """What one answer adds to the sum that the threshold is held against."""
        if scoring is Scoring.MEAN:
            return weight * units
        return weight if units >= self.level else 0


class _Plan(NamedTuple):
    """A model made ready for scoring.

    weights: per question, in integers of one common measure.
    rungs: per axis id, and under None those without overrides or requirements.
    """

    weights: Mapping[str, int]
    rungs: Mapping[str | None, tuple[_Rung, ...]]
    low: Units
    high: Units


@lru_cache(maxsize=16)
def _plan(model: Model) -> _Plan:
    measure = lcm(*(question.weight.denominator for question in model.questions.values()))
    return _Plan(
        weights={q.id: int(q.weight * measure) for q in model.questions.values()},
        rungs={None: _rungs(model, None)} | {axis.id: _rungs(model, axis) for axis in model.axes},
        low=model.units(model.scale.minimum),
        high=model.units(model.scale.maximum),
    )


def _rungs(model: Model, axis: Axis | None) -> tuple[_Rung, ...]:
    unit = model.unit if model.scoring is Scoring.MEAN else 1
    return tuple(
        _Rung(
            phase=phase.number,
            level=model.units(phase.counts_from),
            threshold=_threshold(axis, phase.number, phase.threshold) * unit,
            required=tuple(
                (question, model.units(minimum))
                for question, minimum in (
                    axis.requirements.get(phase.number, {}) if axis is not None else {}
                ).items()
            ),
        )
        for phase in model.phases
    )


def _threshold(axis: Axis | None, number: int, general: Fraction) -> Fraction:
    return general if axis is None else axis.thresholds.get(number, general)


def score(assessment: Assessment) -> Result:
    """The phase per axis and overall, the views, and what they rest on (design section 4)."""
    model = assessment.model
    axes = tuple(_score_axis(assessment, axis) for axis in model.axes)
    return Result(
        assessment=assessment,
        axes=axes,
        overall=_score_overall(assessment, axes),
        views={
            view.id: tuple(_score_group(assessment, view.id, group.id) for group in view.groups)
            for view in model.views
        },
        program=__version__,
    )


class _Tally(NamedTuple):
    """The answers to some questions, weighed.

    open: the weights of the unanswered questions.
    """

    known: list[tuple[int, Units]]
    open: list[int]

    @property
    def score(self) -> Fraction | None:
        """The weighted mean in units."""
        weight = sum(weight for weight, _ in self.known)
        return Fraction(sum(w * u for w, u in self.known)) / weight if weight else None

    @property
    def coverage(self) -> Fraction | None:
        answered = sum(weight for weight, _ in self.known)
        applicable = answered + sum(self.open)
        return Fraction(answered, applicable) if applicable else None

    def completed(self, units: Units) -> Weighed:
        """Every question that applies, the open ones at a score; something even if none does."""
        return [*self.known, *((weight, units) for weight in self.open)] or [(1, units)]


def _tally(plan: _Plan, answers: Mapping[str, Answer], questions: Iterable[Question]) -> _Tally:
    known: list[tuple[int, Units]] = []
    unanswered: list[int] = []
    for question in questions:
        answer = answers[question.id]
        if answer.state is State.KNOWN:
            known.append((plan.weights[question.id], answer.units))
        elif answer.state is State.UNKNOWN:
            unanswered.append(plan.weights[question.id])
    return _Tally(known=known, open=unanswered)


def _climb(
    rungs: Sequence[_Rung],
    weighed: Weighed,
    answers: Mapping[str, Answer],
    scoring: Scoring,
    *,
    unknown_meets: bool = False,
) -> int:
    """The position of the highest phase such that it and every phase below it are reached."""
    reached = 0
    for position, rung in enumerate(rungs):
        if rung.surplus(weighed, scoring) < 0:
            break
        if not all(_meets(answers[q], least, unknown_meets) for q, least in rung.required):
            break
        reached = position
    return reached


def _meets(answer: Answer, least: Units, unknown_meets: bool) -> bool:
    return answer.units >= least if answer.state is State.KNOWN else unknown_meets


def _range(
    plan: _Plan,
    rungs: Sequence[_Rung],
    tally: _Tally,
    answers: Mapping[str, Answer],
    scoring: Scoring,
) -> Range:
    low = _climb(rungs, tally.completed(plan.low), answers, scoring)
    high = _climb(rungs, tally.completed(plan.high), answers, scoring, unknown_meets=True)
    return rungs[low].phase, rungs[high].phase


def _score_axis(assessment: Assessment, axis: Axis) -> AxisResult:
    model, answers = assessment.model, assessment.answers
    plan = _plan(model)
    rungs = plan.rungs[axis.id]
    tally = _tally(plan, answers, axis.questions)
    coverage, mean = tally.coverage, tally.score
    position = None
    if mean is not None and coverage is not None and coverage >= model.minimum_coverage:
        position = _climb(rungs, tally.known, answers, model.scoring)
    return AxisResult(
        id=axis.id,
        score=None if mean is None else mean / model.unit,
        phase=None if position is None else rungs[position].phase,
        range=_range(plan, rungs, tally, answers, model.scoring),
        coverage=coverage,
        answered=len(tally.known),
        applicable=len(tally.known) + len(tally.open),
        phases=tuple(_share(model, rung, tally.known) for rung in rungs),
        held_back=_held_back(model, rungs, position, tally.known, answers),
        margin=None if position is None else _margin(assessment, axis, position),
        ambition=assessment.ambition.get(axis.id),
    )


def _share(model: Model, rung: _Rung, known: Weighed) -> PhaseShare:
    if model.scoring is Scoring.MEAN:
        return PhaseShare(phase=rung.phase, threshold=rung.threshold / model.unit, share=None)
    total = sum(weight for weight, _ in known)
    share = Fraction(rung.reached(known, model.scoring)) / total if total else None
    return PhaseShare(phase=rung.phase, threshold=rung.threshold, share=share)


def _held_back(
    model: Model,
    rungs: Sequence[_Rung],
    position: int | None,
    known: Weighed,
    answers: Mapping[str, Answer],
) -> HeldBack | None:
    if position is None or position + 1 == len(rungs):
        return None
    rung = rungs[position + 1]
    total = sum(weight for weight, _ in known)
    shared = model.scoring is Scoring.SHARE
    unit = 1 if shared else model.unit
    lacking = max(-rung.surplus(known, model.scoring), 0)
    questions = None
    if shared:
        questions, gained = 0, 0
        for weight in sorted((w for w, units in known if units < rung.level), reverse=True):
            if gained >= lacking:
                break
            questions, gained = questions + 1, gained + weight * rung.threshold.denominator
    return HeldBack(
        phase=rung.phase,
        threshold=rung.threshold / unit,
        missing=Fraction(lacking) / rung.threshold.denominator / total / unit,
        questions=questions,
        requirements=tuple(
            UnmetRequirement(
                question=question,
                minimum=Fraction(least) / model.unit,
                score=answers[question].score,
            )
            for question, least in rung.required
            if not _meets(answers[question], least, unknown_meets=False)
        ),
    )


def _margin(assessment: Assessment, axis: Axis, position: int) -> Margin:
    model, answers = assessment.model, assessment.answers
    plan = _plan(model)
    rungs = plan.rungs[axis.id]
    answered = [q for q in axis.questions if answers[q.id].state is State.KNOWN]
    known = _tally(plan, answers, answered).known

    def gain_on(rung: _Rung, question: str, before: Units, after: Units) -> Units:
        weight = plan.weights[question]
        gained = rung.counted(weight, after, model.scoring) - rung.counted(
            weight, before, model.scoring
        )
        return gained * rung.threshold.denominator

    up = None
    if position + 1 < len(rungs):
        rung = rungs[position + 1]
        up = steps_up(
            {q.id: ladder(model, q, answers[q.id], up=True) for q in answered},
            rung.required,
            lambda q, before, after: gain_on(rung, q, before, after),
            -rung.surplus(known, model.scoring),
        )
    downward = {q.id: ladder(model, q, answers[q.id], up=False) for q in answered}
    ways = [
        steps_down(
            downward,
            rung.required,
            lambda q, before, after, rung=rung: gain_on(rung, q, before, after),  # type: ignore[misc]
            rung.surplus(known, model.scoring),
        )
        for rung in rungs[1 : position + 1]
    ]
    return Margin(up=up, down=min((way for way in ways if way is not None), default=None))


def _score_group(assessment: Assessment, view: str, group: str) -> GroupResult:
    tagged = {
        axis.id: [q for q in axis.questions if group in q.views.get(view, ())]
        for axis in assessment.model.axes
    }
    return GroupResult(
        together=_score_questions(
            assessment, group, [question for part in tagged.values() for question in part]
        ),
        axes=tuple(_score_questions(assessment, axis, part) for axis, part in tagged.items()),
    )


def _score_questions(
    assessment: Assessment, name: str, questions: Sequence[Question]
) -> GroupScore:
    """Some questions taken as one axis: no requirements, overrides or coverage rule (4.5)."""
    model, answers = assessment.model, assessment.answers
    plan = _plan(model)
    rungs = plan.rungs[None]
    tally = _tally(plan, answers, questions)
    mean = tally.score
    phase = None
    if mean is not None:
        phase = rungs[_climb(rungs, tally.known, answers, model.scoring)].phase
    return GroupScore(
        id=name,
        score=None if mean is None else mean / model.unit,
        phase=phase,
        range=_range(plan, rungs, tally, answers, model.scoring),
        coverage=tally.coverage,
        answered=len(tally.known),
        applicable=len(tally.known) + len(tally.open),
    )


def _score_overall(assessment: Assessment, axes: Sequence[AxisResult]) -> OverallResult:
    model = assessment.model
    weights = [axis.weight for axis in model.axes]
    mean = _weighted(weights, [axis.score for axis in axes])
    covered = [
        (w, a.coverage) for w, a in zip(weights, axes, strict=True) if a.coverage is not None
    ]
    if model.overall is Overall.LOWEST:
        phase, possible = _lowest(axes)
    else:
        phase, possible = _mean_phase(assessment, axes, mean)
    return OverallResult(
        score=mean,
        phase=phase,
        range=possible,
        coverage=_weighted([w for w, _ in covered], [c for _, c in covered]),
        profile=tuple(axis.phase for axis in axes),
        deciding=tuple(
            axis.id
            for axis in axes
            if model.overall is Overall.LOWEST and phase is not None and axis.phase == phase
        ),
        ambition=assessment.overall_ambition,
    )


def _weighted(weights: Sequence[Fraction], values: Sequence[Fraction | None]) -> Fraction | None:
    """The weighted mean; None where a value is missing or there is none."""
    if not values:
        return None
    total = Fraction(0)
    for weight, value in zip(weights, values, strict=True):
        if value is None:
            return None
        total += weight * value
    return total / sum(weights)


def _lowest(axes: Sequence[AxisResult]) -> tuple[int | None, Range]:
    possible = min(axis.range[0] for axis in axes), min(axis.range[1] for axis in axes)
    lowest = min((axis.phase for axis in axes if axis.phase is not None), default=None)
    if lowest is None or any(a.phase is None and a.range[0] < lowest for a in axes):
        return None, possible
    return lowest, possible


def _mean_phase(
    assessment: Assessment, axes: Sequence[AxisResult], mean: Fraction | None
) -> tuple[int | None, Range]:
    """The phase of the overall mean, and the range that follows from the axes' scores."""
    model = assessment.model
    plan = _plan(model)
    weights = [axis.weight for axis in model.axes]

    def phase_of(value: Fraction | None) -> int:
        reached = [p.number for p in model.phases if value is not None and value >= p.threshold]
        return max(reached, default=model.phases[0].number)

    ends: list[int] = []
    for end in (plan.low, plan.high):
        scores: list[Fraction | None] = []
        for axis in model.axes:
            weighed = _tally(plan, assessment.answers, axis.questions).completed(end)
            total = sum(weight for weight, _ in weighed)
            scores.append(Fraction(sum(w * u for w, u in weighed)) / total / model.unit)
        ends.append(phase_of(_weighted(weights, scores)))
    undetermined = any(axis.phase is None for axis in axes)
    return None if undetermined else phase_of(mean), (ends[0], ends[1])
