"""What municipalities have in common: the phases and scores of a group, of an axis, of a question.

Pure. Of summaries of one model, each of another municipality.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from gemeente_online.analysis.distribution import Quartiles, quartiles
from gemeente_online.analysis.groups import group_of, province_of, together
from gemeente_online.analysis.ranking import Ranking, placed_score
from gemeente_online.assessment.file import State
from gemeente_online.assessment.value import plain_value
from gemeente_online.model.levels import least_units
from gemeente_online.scoring.result import Summary


@plain_value
class GroupSpread:
    """Municipalities of one province, size or group."""

    name: str
    """Of the province, the size or the group."""
    total: int
    """How many there are."""
    counts: Mapping[int | None, int]
    """How many are in each phase, None for undetermined."""
    scores: Quartiles | None
    """The spread of the overall scores of those with a place; None where nobody has one."""


@plain_value
class QuestionUse:
    """How one question was answered by all."""

    question: str
    """The question's id."""
    axis: str
    """The id of its axis."""
    mean: Fraction
    """Of the scores, on the model's scale."""
    answered: int
    """By how many."""
    below: int
    """How many of them have an answer that counts for a lower phase than their own axis."""


def by_province(summaries: Sequence[Summary]) -> tuple[GroupSpread, ...]:
    """Every province that was named, by name."""
    return _by(province_of, summaries)


def by_group(summaries: Sequence[Summary]) -> tuple[GroupSpread, ...]:
    """Every group of the user's own, by name."""
    return _by(group_of, summaries)


def _by(
    name_of: Callable[[Summary], str | None], summaries: Sequence[Summary]
) -> tuple[GroupSpread, ...]:
    return tuple(group_spread(name, inside) for name, inside in together(summaries, name_of))


def group_spread(name: str, summaries: Sequence[Summary]) -> GroupSpread:
    """One group."""
    return GroupSpread(
        name=name,
        total=len(summaries),
        counts=Counter(one.overall.phase for one in summaries),
        scores=quartiles(placed_score(one.overall) for one in summaries),
    )


def part_quartiles(ranking: Ranking, summaries: Sequence[Summary]) -> dict[str, Quartiles | None]:
    """The spread of the scores on every axis and in every domain, of those who have a phase there.

    By the id of the axis, or of the domain.
    """
    return {
        part.id: quartiles(placed_score(one.standing(part.id)) for one in summaries)
        for part in ranking.model.parts
    }


def lagging(summaries: Sequence[Summary]) -> tuple[QuestionUse, ...]:
    """Every question that anybody answered, the one with the lowest mean score first."""
    model = summaries[0].assessment.model
    used = []
    for at, axis in enumerate(model.axes):
        for question in axis.questions:
            needed = {
                phase.number: least_units(model, phase, axis, question) for phase in model.phases
            }
            total = answered = below = 0
            for summary in summaries:
                answer = summary.assessment.answers[question.id]
                if answer.state is not State.KNOWN:
                    continue
                total, answered = total + answer.units, answered + 1
                phase = summary.axes[at].phase
                below += phase is not None and answer.units < needed[phase]
            if answered:
                mean = model.score_of_units(Fraction(total, answered))
                used.append(QuestionUse(question.id, axis.id, mean, answered, below))
    return tuple(sorted(used, key=lambda one: one.mean))
