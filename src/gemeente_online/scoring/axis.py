"""Why an axis stands where it stands: its shares, and what holds it back. Pure."""

from collections.abc import Iterable
from fractions import Fraction

from gemeente_online.assessment.file import Assessment, State
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Scoring
from gemeente_online.scoring.firmness import margin_of
from gemeente_online.scoring.result import (
    AxisResult,
    HeldBack,
    PhaseShare,
    Standing,
    UnmetRequirement,
)
from gemeente_online.scoring.steps import AxisPart
from gemeente_online.scoring.sums import Sums, Yardstick


def axis_in_full(assessment: Assessment, part: AxisPart, standing: Standing) -> AxisResult:
    """An axis with what its phase rests on."""
    yardstick, sums = part.footing.yardstick, part.footing.taken.known
    shared = assessment.model.scoring is Scoring.SHARE and sums.weight > 0
    held_back = None
    if standing.phase is not None:
        position = [rung.phase for rung in yardstick.rungs].index(standing.phase)
        held_back = _held_back(assessment, yardstick, sums, position + 1)
    return AxisResult(
        **fields_of(standing),
        phases=tuple(
            [
                PhaseShare(
                    phase=rung.phase,
                    threshold=rung.threshold,
                    share=Fraction(reached, sums.weight) if shared else None,
                )
                for rung, reached in zip(yardstick.rungs, sums.reached, strict=True)
            ]
        ),
        held_back=held_back,
        margin=margin_of(assessment.model, part),
        ambition=assessment.ambition.get(yardstick.id),
    )


def _held_back(
    assessment: Assessment, yardstick: Yardstick, sums: Sums, at: int
) -> HeldBack | None:
    """What is missing for the phase at this position; None where there is no such phase."""
    if at == len(yardstick.rungs):
        return None
    model, answers, rung = assessment.model, assessment.answers, yardstick.rungs[at]
    lacking = max(-rung.surplus(sums.reached[at], sums.weight), 0)
    missing, questions = Fraction(lacking, rung.whole * sums.weight), None
    if model.scoring is Scoring.SHARE:
        gains = (
            weight * rung.whole
            for question, weight in yardstick.weights.items()
            if answers[question].state is State.KNOWN and answers[question].units < rung.level
        )
        questions = fewest(gains, lacking)
    else:
        missing /= model.unit
    return HeldBack(
        phase=rung.phase,
        threshold=rung.threshold,
        missing=missing,
        questions=questions,
        requirements=tuple(
            UnmetRequirement(
                question=question,
                minimum=model.score_of_units(Fraction(least)),
                score=answers[question].score,
            )
            for question, least in rung.required
            if answers[question].state is not State.KNOWN or answers[question].units < least
        ),
    )


def fewest(gains: Iterable[int], needed: Fraction | int) -> int:
    """How many of the gains, the largest first, add up to what is needed."""
    count = gained = 0
    for gain in sorted(gains, reverse=True):
        if gained >= needed:
            break
        count, gained = count + 1, gained + gain
    return count
