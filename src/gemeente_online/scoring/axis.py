"""Why an axis stands where it stands: its shares, what holds it back, how firm it is. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from gemeente_online.assessment.file import Assessment, State
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Scoring
from gemeente_online.model.question_types.kind import Kind
from gemeente_online.scoring.optimum import Need, Way, need_of
from gemeente_online.scoring.result import (
    AxisResult,
    HeldBack,
    Margin,
    PhaseShare,
    Standing,
    UnmetRequirement,
)
from gemeente_online.scoring.sums import Sums, Yardstick


def axis_in_full(
    assessment: Assessment, yardstick: Yardstick, sums: Sums, standing: Standing
) -> AxisResult:
    """An axis with what its phase rests on; sums: of its known answers."""
    shared = assessment.model.scoring is Scoring.SHARE and sums.weight > 0
    held_back = margin = None
    if standing.phase is not None:
        position = [rung.phase for rung in yardstick.rungs].index(standing.phase)
        held_back = _held_back(assessment, yardstick, sums, position + 1)
        margin = _margin(assessment, yardstick, sums, position)
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
        margin=margin,
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


def need_for(
    yardstick: Yardstick, sums: Sums, phase: int, ways: Mapping[str, Sequence[Way]]
) -> Need | None:
    """What raising answers must gain for a phase; None where no raising of them does.

    Its threshold implies those of the phases below it, since thresholds and levels never fall.

    sums: of the known answers. ways: upward, of answers that are known.
    """
    at = next(at for at, rung in enumerate(yardstick.rungs) if rung.phase == phase)
    rung, weights = yardstick.rungs[at], yardstick.weights
    return need_of(
        ways,
        -rung.surplus(sums.reached[at], sums.weight),
        lambda question, units: rung.counted(weights[question], units) * rung.whole,
        yardstick.required(phase),
    )


def _margin(assessment: Assessment, yardstick: Yardstick, sums: Sums, position: int) -> Margin:
    rungs, up = yardstick.rungs, None
    if position + 1 < len(rungs):
        upward = _ladders(assessment, yardstick, up=True)
        need = need_for(yardstick, sums, rungs[position + 1].phase, upward)
        up = None if need is None else need.least
    downward = _ladders(assessment, yardstick, up=False)
    down = [_steps_below(yardstick, sums, at, downward) for at in range(1, position + 1)]
    return Margin(up=up, down=min((steps for steps in down if steps is not None), default=None))


def _ladders(assessment: Assessment, yardstick: Yardstick, *, up: bool) -> dict[str, Sequence[Way]]:
    """For every known answer the best scores that steps in one direction lead to."""
    ladders: dict[str, Sequence[Way]] = {}
    for question in yardstick.weights:
        answer = assessment.answers[question]
        if answer.state is State.KNOWN:
            kind = assessment.model.kinds[question]
            ladders[question] = _ladder(kind, answer.units, answer.chosen, answer.number, up)
    return ladders


@lru_cache(maxsize=1 << 12)
def _ladder(
    kind: Kind, units: int, chosen: tuple[str, ...], number: Fraction | None, up: bool
) -> Sequence[Way]:
    steps = kind.ladder(kind.start(units, chosen, number), up=up)
    return [Way(cost, of) for cost, of in enumerate(steps)]


def _steps_below(
    yardstick: Yardstick, sums: Sums, at: int, downward: Mapping[str, Sequence[Way]]
) -> int | None:
    """The fewest steps that take the threshold of a phase away, or a requirement of it."""
    rung, weights = yardstick.rungs[at], yardstick.weights
    lost = need_of(
        downward,
        rung.surplus(sums.reached[at], sums.weight) + 1,
        lambda question, units: -rung.counted(weights[question], units) * rung.whole,
    )
    fewest = [None if lost is None else lost.least]
    for question, minimum in rung.required:
        steps = downward.get(question, ())
        fewest.append(next((way.cost for way in steps if way.units < minimum), None))
    return min((steps for steps in fewest if steps is not None), default=None)
