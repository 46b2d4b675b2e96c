"""What the overall phase depends on, over many assessments. Pure; part of ``evaluation``.

How often a phase would be another one by a choice of the model, or by one step on one answer: see
``firmness`` in ``scoring``. Counted only, and judged by no bounds, since nobody has any.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from gemeente_online.analysis.psychometrics import share_of
from gemeente_online.assessment.value import Count, Share, plain_value
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Overall
from gemeente_online.scoring.firmness import firmness_of, phase_without_requirements
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.steps import axis_parts


@plain_value
class Changed:
    """How often the overall phase would be another one."""

    assessments: Count
    """Assessments with another phase."""
    compared: Count
    """Assessments that have a phase either way."""
    share: Share | None
    """The part of those that would have another phase; null where there are none."""


@plain_value
class StepsOnQuestion:
    """How often one step on one question is enough for another overall phase."""

    id: str
    """Of the question."""
    down: Changed
    """One step down, for a lower phase."""
    up: Changed
    """One step up, for a higher phase."""


@plain_value
class Dependence:
    """What the overall phase depends on."""

    determined: Count
    """Assessments with an overall phase, over which all of this is."""
    lower_threshold: Changed
    """With every threshold one average question lower."""
    higher_threshold: Changed
    """With every threshold one average question higher."""
    median_axis: Changed | None
    """With the middle axis instead of the lowest; null where the lowest does not decide."""
    without_requirements: Changed | None
    """Without requirements; null where the overall phase has none."""
    down: Changed
    """By one step down on some question."""
    up: Changed
    """By one step up on some question."""
    questions: tuple[StepsOnQuestion, ...]
    """Every question, in the order of the model."""


def dependence_of(model: Model, summaries: Sequence[Summary]) -> Dependence:
    """What the overall phases of assessments of one model depend on."""
    found = [
        (summary, firmness)
        for summary in summaries
        if (firmness := firmness_of(summary, axis_parts(summary)))
    ]
    phases = [summary.overall.phase for summary, _ in found]
    firm = [firmness for _, firmness in found]
    is_lowest = model.overall is Overall.LOWEST
    without = None
    if is_lowest and any(axis.requirements for axis in model.axes):
        freed = [phase_without_requirements(summary) for summary, _ in found]
        without = _changed(phases, freed)
    downs = Counter(question for one in firm for question in one.down_questions)
    ups = Counter(question for one in firm for question in one.up_questions)
    return Dependence(
        determined=len(found),
        lower_threshold=_changed(phases, [one.lower_threshold for one in firm]),
        higher_threshold=_changed(phases, [one.higher_threshold for one in firm]),
        median_axis=_changed(phases, [one.median_axis for one in firm]) if is_lowest else None,
        without_requirements=without,
        down=_of(sum(one.down == 1 for one in firm), len(found)),
        up=_of(sum(one.up == 1 for one in firm), len(found)),
        questions=tuple(
            StepsOnQuestion(one, _of(downs[one], len(found)), _of(ups[one], len(found)))
            for one in model.questions
        ),
    )


def _changed(phases: Iterable[int | None], others: Iterable[int | None]) -> Changed:
    pairs = [
        (phase, other)
        for phase, other in zip(phases, others, strict=True)
        if phase is not None and other is not None
    ]
    return _of(sum(phase != other for phase, other in pairs), len(pairs))


def _of(assessments: int, compared: int) -> Changed:
    return Changed(assessments, compared, share_of(assessments, compared))
