"""Why an axis stands where it stands: its shares, what holds it back, how firm it is. Pure."""

from fractions import Fraction
from functools import partial

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Model, Scoring
from gemeente_online.scoring.margin import ladder, steps_down, steps_up
from gemeente_online.scoring.result import (
    AxisResult,
    HeldBack,
    Margin,
    PhaseShare,
    Standing,
    UnmetRequirement,
)
from gemeente_online.scoring.sums import Rung, Sums, Yardstick


def axis_in_full(
    assessment: Assessment, yardstick: Yardstick, sums: Sums, standing: Standing
) -> AxisResult:
    """An axis with what its phase rests on; sums: of its known answers."""
    held_back = margin = None
    if standing.phase is not None:
        phases = [rung.phase for rung in yardstick.rungs]
        position = phases.index(standing.phase)
        held_back = _held_back(assessment, yardstick, sums, position)
        margin = _margin(assessment, yardstick, sums, position)
    return AxisResult(
        **fields_of(standing),
        phases=tuple(
            [
                _share(assessment.model, rung, reached, sums.weight)
                for rung, reached in zip(yardstick.rungs, sums.reached, strict=True)
            ]
        ),
        held_back=held_back,
        margin=margin,
        ambition=assessment.ambition.get(yardstick.id),
    )


def _share(model: Model, rung: Rung, reached: int, weight: int) -> PhaseShare:
    if model.scoring is Scoring.MEAN:
        threshold = model.score_of_units(rung.threshold)
        return PhaseShare(phase=rung.phase, threshold=threshold, share=None)
    share = Fraction(reached, weight) if weight else None
    return PhaseShare(phase=rung.phase, threshold=rung.threshold, share=share)


def _held_back(
    assessment: Assessment, yardstick: Yardstick, sums: Sums, position: int
) -> HeldBack | None:
    if position + 1 == len(yardstick.rungs):
        return None
    model, answers = assessment.model, assessment.answers
    rung = yardstick.rungs[position + 1]
    lacking = max(-rung.surplus(sums.reached[position + 1], sums.weight), 0)
    missing = Fraction(lacking, rung.whole * sums.weight)
    questions = None
    threshold = rung.threshold
    if model.scoring is Scoring.SHARE:
        below = [
            weight
            for question, weight in yardstick.weights.items()
            if answers[question].state is State.KNOWN and answers[question].units < rung.level
        ]
        questions = _fewest([weight * rung.whole for weight in below], lacking)
    else:
        threshold, missing = model.score_of_units(threshold), missing / model.unit
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


def _fewest(gains: list[int], needed: int) -> int:
    """How many of the gains, the largest first, add up to what is needed."""
    count = gained = 0
    for gain in sorted(gains, reverse=True):
        if gained >= needed:
            break
        count, gained = count + 1, gained + gain
    return count


def _meets(answer: Answer, least: int) -> bool:
    return answer.state is State.KNOWN and answer.units >= least


def _margin(assessment: Assessment, yardstick: Yardstick, sums: Sums, position: int) -> Margin:
    model, answers, rungs = assessment.model, assessment.answers, yardstick.rungs
    answered = [
        question for question in yardstick.weights if answers[question].state is State.KNOWN
    ]

    def surplus(at: int) -> int:
        return rungs[at].surplus(sums.reached[at], sums.weight)

    def worth(rung: Rung, question: str, units: int) -> int:
        return rung.counted(yardstick.weights[question], units) * rung.whole

    up = None
    if position + 1 < len(rungs):
        above = rungs[position + 1]
        up = steps_up(
            {q: ladder(model, q, answers[q], up=True) for q in answered},
            above.required,
            partial(worth, above),
            -surplus(position + 1),
        )
    downward = {q: ladder(model, q, answers[q], up=False) for q in answered}
    ways = [
        steps_down(downward, rungs[at].required, partial(worth, rungs[at]), surplus(at))
        for at in range(1, position + 1)
    ]
    return Margin(up=up, down=min((way for way in ways if way is not None), default=None))
