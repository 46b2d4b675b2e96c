"""Key figures per province, size class or group. Pure; part of ``evaluation``.

A group with few assessments gets no figure at all: alpha asks as many as a verdict, a mean as many
as any comparison of means.
"""

from collections.abc import Sequence
from fractions import Fraction

from gemeente_online.analysis.distribution import mean
from gemeente_online.analysis.grouping import GroupBy
from gemeente_online.analysis.groups import SizeClass, by_size, group_of, province_of, together
from gemeente_online.analysis.psychometrics import (
    MINIMUM,
    MINIMUM_GROUP,
    alpha_interval,
    cronbach_alpha,
)
from gemeente_online.analysis.question_evaluation import answers_on
from gemeente_online.analysis.ranking import placed_score
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.model.file import Model
from gemeente_online.scoring.result import Summary


@plain_value
class GroupOnAxis:
    """One group on one axis."""

    id: str
    """Of the axis."""
    complete: int
    """How many answered every question of the axis."""
    alpha: Exact | None
    """Cronbach's alpha of those; null where they are fewer than 30."""
    interval: tuple[float, float] | None
    """The bounds of alpha's 95 % confidence."""
    scored: int
    """How many have a phase on the axis."""
    mean: Exact | None
    """The mean of their scores; null where they are fewer than 10."""


@plain_value
class GroupEvaluation:
    """The key figures of one group."""

    name: str | None
    """Of the province or the group; null for a size class, and where it is not known."""
    size: SizeClass | None
    """The size class, where grouped by it; null where it is not known."""
    assessments: int
    """How many are in it."""
    axes: tuple[GroupOnAxis, ...]
    """In the order of the model."""


def group_evaluations(
    model: Model, summaries: Sequence[Summary], by: GroupBy
) -> tuple[GroupEvaluation, ...]:
    """Every group there is, by name or from small to large; last those of which it is not known."""
    if by is GroupBy.SIZE:
        return tuple(_group(model, None, size, inside) for size, inside in by_size(summaries))
    name_of = province_of if by is GroupBy.PROVINCE else group_of
    groups = [_group(model, name, None, inside) for name, inside in together(summaries, name_of)]
    unknown = [one for one in summaries if name_of(one) is None]
    return (*groups, *([_group(model, None, None, unknown)] if unknown else []))


def _group(
    model: Model, name: str | None, size: SizeClass | None, summaries: Sequence[Summary]
) -> GroupEvaluation:
    return GroupEvaluation(
        name=name,
        size=size,
        assessments=len(summaries),
        axes=tuple(_on_axis(model, at, summaries) for at in range(len(model.axes))),
    )


def _on_axis(model: Model, at: int, summaries: Sequence[Summary]) -> GroupOnAxis:
    axis = model.axes[at]
    table = answers_on(model, axis, summaries).table
    alpha = interval = None
    if len(table) >= MINIMUM:
        alpha = cronbach_alpha(table)
    if alpha is not None:
        interval = alpha_interval(alpha, columns=len(axis.questions), rows=len(table))
    scored, found = mean_score(at, summaries)
    return GroupOnAxis(
        id=axis.id,
        complete=len(table),
        alpha=alpha,
        interval=interval,
        scored=scored,
        mean=found if scored >= MINIMUM_GROUP else None,
    )


def mean_score(at: int, summaries: Sequence[Summary]) -> tuple[int, Fraction | None]:
    """How many have a phase on the axis at a position, and the mean of their scores."""
    found = [placed_score(summary.axes[at]) for summary in summaries]
    scores = [score for score in found if score is not None]
    return len(scores), mean(scores)
