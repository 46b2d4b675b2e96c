"""An assessment's phases, by comparisons that are exact. Pure: no files, no texts, no clock.

Every score, share and phase is computed from sums of whole numbers (``sums``).
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from gemeente_online._version import __version__
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.value import expect, fields_of
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_after
from gemeente_online.model.parts import Overall
from gemeente_online.scoring.axis import axis_in_full
from gemeente_online.scoring.evidence import phase_with_evidence
from gemeente_online.scoring.firmness import firmness_of
from gemeente_online.scoring.result import (
    OVERALL,
    AxesTogether,
    DomainResult,
    Footing,
    GroupResult,
    HeldBack,
    OverallInFull,
    OverallResult,
    Result,
    Standing,
    Summary,
)
from gemeente_online.scoring.steps import axis_parts
from gemeente_online.scoring.sums import Yardstick, yardsticks_of, yardsticks_of_views
from gemeente_online.scoring.verdict import (
    ALL_AXES,
    footing_of,
    footings_of,
    mean_of,
    verdict_of,
    weighted_mean,
)

_ANY_COVERAGE = Fraction(0)
_TAKES = "score() and summarize() take an Assessment"


def score(assessment: Assessment) -> Result:
    """The phase per axis and overall, the views, and what they rest on."""
    return in_full(summarize(assessment))


def in_full(summary: Summary) -> Result:
    """The same of what was summarized."""
    assessment = summary.assessment
    parts = axis_parts(summary)
    return Result(
        assessment=assessment,
        axes=tuple(
            [
                axis_in_full(assessment, *each)
                for each in zip(summary.footings, parts, summary.axes, strict=True)
            ]
        ),
        domains=summary.domains,
        overall=OverallInFull(
            **fields_of(summary.overall),
            firmness=firmness_of(summary, parts),
            with_evidence=phase_with_evidence(assessment),
        ),
        views=_views(assessment),
        program=__version__,
    )


def summarize(assessment: Assessment) -> Summary:
    """The phase, score, range and coverage per axis and domain, and overall: a row of a batch.

    The same as in ``score``, without what explains them.
    """
    expect(assessment, Assessment, _TAKES)
    footings = footings_of(assessment)
    axes = tuple([_standing(assessment.model, footing) for footing in footings])
    return Summary(
        assessment=assessment,
        axes=axes,
        domains=tuple(
            [
                DomainResult(**_together(assessment, domain, footings, axes, held))
                for domain, held in assessment.model.domain_axes.items()
            ]
        ),
        overall=OverallResult(**_together(assessment, OVERALL, footings, axes)),
        footings=tuple(footings),
    )


def overall_held_back(result: Result) -> HeldBack | None:
    """What the overall mean lacks for the next phase; see ``mean_held_back``."""
    return mean_held_back(result.assessment.model, result.overall)


def mean_held_back(model: Model, together: AxesTogether) -> HeldBack | None:
    """What the mean of axes lacks for the next phase.

    None where the lowest axis decides instead, where the phase is undetermined, and at the top.
    """
    if model.overall is not Overall.MEAN or together.phase is None or together.score is None:
        return None
    phase = phase_after(model, together.phase)
    if phase is None:
        return None
    return HeldBack(phase.number, phase.threshold, phase.threshold - together.score, None, ())


def _standing(model: Model, footing: Footing) -> Standing:
    taken = footing.taken
    return Standing(
        id=footing.yardstick.id,
        score=mean_of(model, taken.known) if taken.known.weight else None,
        phase=footing.phase,
        range=footing.range,
        coverage=taken.coverage,
        answered=taken.answered,
        applicable=taken.applicable,
    )


def _together(
    assessment: Assessment,
    identifier: str,
    footings: Sequence[Footing],
    axes: Sequence[Standing],
    held: slice = ALL_AXES,
) -> dict[str, Any]:
    """The fields of ``AxesTogether`` of all axes of a model, or of those that a domain holds."""
    model, footings, axes = assessment.model, footings[held], axes[held]
    weights = yardsticks_of(model).axis_weights[held]
    found = verdict_of(model, footings, held)
    covered = [(w, a.coverage) for w, a in zip(weights, axes, strict=True) if a.applicable]
    deciding = []
    if model.overall is Overall.LOWEST and found.phase is not None:
        deciding = [axis.id for axis in axes if axis.phase == found.phase]
    return {
        "id": identifier,
        "method": model.overall,
        "score": weighted_mean(weights, [axis.score for axis in axes]),
        "phase": found.phase,
        "range": found.range,
        "coverage": weighted_mean([w for w, _ in covered], [c for _, c in covered]),
        "profile": tuple([axis.phase for axis in axes]),
        "deciding": tuple(deciding),
        "ambition": assessment.ambition_of([axis.id for axis in axes]),
    }


def _views(assessment: Assessment) -> dict[str, tuple[GroupResult, ...]]:
    """Where the groups of every view stand: no requirements, overrides or coverage rule."""
    model, answers = assessment.model, assessment.answers

    def standing(yardstick: Yardstick) -> Standing:
        taken = yardstick.take(answers)
        return _standing(model, footing_of(yardstick, taken, answers, _ANY_COVERAGE))

    return {
        view: tuple(
            [
                GroupResult(
                    **fields_of(standing(group.together)),
                    axes=tuple([standing(axis) for axis in group.axes]),
                )
                for group in groups
            ]
        )
        for view, groups in yardsticks_of_views(model).items()
    }
