"""Why an axis stands where it stands: its shares, and what holds it back. Pure."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Scoring
from gemeente_online.scoring.firmness import margin_of
from gemeente_online.scoring.result import (
    AxisResult,
    Footing,
    HeldBack,
    PhaseShare,
    Standing,
    UnmetRequirement,
)
from gemeente_online.scoring.steps import AxisPart
from gemeente_online.scoring.sums import Rung, Sums, Yardstick, counts_as_lowest


def axis_in_full(
    assessment: Assessment, footing: Footing, parts: Sequence[AxisPart], standing: Standing
) -> AxisResult:
    """An axis with what its phase rests on. parts: see ``parts_of_axis``."""
    yardstick, sums = footing.yardstick, footing.taken.known
    shared = assessment.model.scoring is not Scoring.MEAN
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
                    share=Fraction(reached, asked) if shared and asked else None,
                )
                for rung, reached, asked in zip(
                    yardstick.rungs, sums.reached, sums.asked, strict=True
                )
            ]
        ),
        held_back=held_back,
        margin=margin_of(assessment.model, parts, standing.phase),
        ambition=assessment.ambition.get(yardstick.id),
    )


def _held_back(
    assessment: Assessment, yardstick: Yardstick, sums: Sums, at: int
) -> HeldBack | None:
    """What is missing for the phase at this position; None where there is no such phase."""
    if at == len(yardstick.rungs):
        return None
    model, answers, rung = assessment.model, assessment.answers, yardstick.rungs[at]
    lacking, asked = max(-sums.surplus(at, rung), 0), sums.asked[at]
    missing, questions = Fraction(lacking, rung.whole * asked) if asked else Fraction(0), None
    if model.scoring is Scoring.MEAN:
        missing /= model.unit
    else:
        gains = (
            weight * rung.whole
            for question, weight in rung.weights.items()
            if _can_rise(model, answers[question], rung)
        )
        questions = fewest(gains, lacking)
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


def _can_rise(model: Model, answer: Answer, rung: Rung) -> bool:
    """Whether an answer does not count yet for a phase, and could."""
    if answer.state is State.KNOWN:
        return answer.units < rung.level
    return counts_as_lowest(model, answer)


def fewest(gains: Iterable[int], needed: Fraction | int) -> int:
    """How many of the gains, the largest first, add up to what is needed."""
    count = gained = 0
    for gain in sorted(gains, reverse=True):
        if gained >= needed:
            break
        count, gained = count + 1, gained + gain
    return count
