"""Whether two axes of a model can be told apart, once errors of measurement are allowed for. Pure.

Sums of answers with errors in them correlate less than what they measure does, so that two axes
of one thing may seem two things. What is judged is therefore the correlation corrected for
attenuation and the heterotrait-monotrait ratio, over assessments that answered all questions
of both axes; the same over each two questions (pairwise) stands beside it. Weights of questions
play no part. Part of ``evaluation``.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations
from math import lcm
from typing import NamedTuple

from gemeente_online.analysis.covariances import (
    Columns,
    GappedTable,
    Together,
    disattenuated,
    fisher_interval,
)
from gemeente_online.analysis.psychometrics import (
    APART,
    LOOSE,
    MINIMUM,
    SAME,
    Judgement,
    spearman,
)
from gemeente_online.assessment.file import State
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.model.file import Model
from gemeente_online.scoring.result import Summary


class Unjudged(StrEnum):
    """Why two axes are not judged although there are enough assessments."""

    NO_ALPHA = "no-alpha"
    """Alpha of one of them cannot be computed: one question, or no variation."""
    ALPHA_NOT_POSITIVE = "alpha-not-positive"
    """Alpha of one of them is 0 or lower."""
    ABOVE_ONE = "above-one"
    """The corrected correlation is beyond 1, and it is not clear that they measure the same."""


class Relation(StrEnum):
    """How two axes go together, apart from whether they can be told apart."""

    TOGETHER = "together"
    """Who scores high on one mostly does on the other."""
    LOOSE = "loose"
    """They have little in common."""
    OPPOSED = "opposed"
    """Who scores high on one mostly scores low on the other."""


@plain_value
class PairFigures:
    """How two axes go together."""

    assessments: int
    """How many it rests on; pairwise, the fewest that answered any two of the questions."""
    most: int
    """Pairwise, the most that answered any of the questions; else as many."""
    pearson: float | None
    """The correlation between the sums of the answers on both axes."""
    interval: tuple[float, float] | None
    """The bounds of that correlation's 95 % confidence."""
    alphas: tuple[Exact | None, Exact | None]
    """Cronbach's alpha of both axes, over the same assessments."""
    corrected: float | None
    """The correlation corrected for attenuation; it may come out above 1."""
    corrected_interval: tuple[float, float] | None
    """The bounds of the correlation, corrected with the same alphas as if those were certain."""
    htmt: float | None
    """The heterotrait-monotrait ratio of correlations."""


@plain_value
class AxisPair:
    """Two axes."""

    first: str
    """The id of one axis."""
    second: str
    """The id of the other axis."""
    listwise: PairFigures
    """Over the assessments that answered every question of both axes; the verdict is on these."""
    pairwise: PairFigures
    """Over each two questions, with the assessments that answered both."""
    both: int
    """How many have a phase on both axes."""
    spearman: float | None
    """The correlation of the ranks of the axis scores of those."""
    verdict: Judgement
    """Whether they can be told apart: poor where corrected or htmt is 0.9 or more, whatever its
    sign; fair where one is 0.85 or more, or the farthest bound of corrected 0.9 or more."""
    unjudged: Unjudged | None
    """Why the verdict is none; null elsewhere."""
    relation: Relation | None
    """How they go together: loose where corrected is nearer to 0 than 0.3; null without it."""


class AnswerTable(NamedTuple):
    """What was answered on all axes.

    table: the units of every question of the model, in its order; None where unanswered.
    together: of that table. columns: the positions in it of each axis's questions.
    """

    summaries: Sequence[Summary]
    table: GappedTable
    together: Together
    columns: Sequence[range]


def answer_table(model: Model, summaries: Sequence[Summary]) -> AnswerTable:
    """What was answered in assessments of a model."""
    table = [
        [
            answer.units if answer.state is State.KNOWN else None
            for answer in map(summary.assessment.answers.__getitem__, model.questions)
        ]
        for summary in summaries
    ]
    columns, start = [], 0
    for axis in model.axes:
        columns.append(range(start, start + len(axis.questions)))
        start += len(axis.questions)
    return AnswerTable(summaries, table, Together(table, start), columns)


def axis_pairs(model: Model, given: AnswerTable) -> tuple[AxisPair, ...]:
    """Each two axes of a model."""
    return tuple(
        _pair(model, one, other, given) for one, other in combinations(range(len(model.axes)), 2)
    )


def _pair(model: Model, one: int, other: int, given: AnswerTable) -> AxisPair:
    firsts, seconds = given.columns[one], given.columns[other]
    rows = [[row[at] for at in (*firsts, *seconds)] for row in given.table]
    complete = [row for row in rows if None not in row]
    split, width = len(firsts), len(firsts) + len(seconds)
    listwise = _figures(Together(complete, width), range(split), range(split, width))
    verdict, unjudged = _verdict(listwise)
    both, ranked = _of_scores(one, other, given.summaries)
    return AxisPair(
        first=model.axes[one].id,
        second=model.axes[other].id,
        listwise=listwise,
        pairwise=_figures(given.together, firsts, seconds),
        both=both,
        spearman=ranked,
        verdict=verdict,
        unjudged=unjudged,
        relation=None if listwise.corrected is None else _relation(listwise.corrected),
    )


def _figures(together: Together, firsts: Columns, seconds: Columns) -> PairFigures:
    rows = together.fewest((*firsts, *seconds))
    found = together.correlation(firsts, seconds)
    alphas = together.alpha(firsts), together.alpha(seconds)
    interval = None if found is None else fisher_interval(found, rows)
    bounds = [disattenuated(bound, *alphas) for bound in interval or ()]
    known = [bound for bound in bounds if bound is not None]
    return PairFigures(
        assessments=rows,
        most=together.most((*firsts, *seconds)),
        pearson=found,
        interval=interval,
        alphas=alphas,
        corrected=None if found is None else disattenuated(found, *alphas),
        corrected_interval=(known[0], known[1]) if known else None,
        htmt=together.htmt(firsts, seconds),
    )


def _relation(corrected: float) -> Relation:
    if abs(corrected) < LOOSE:
        return Relation.LOOSE
    return Relation.TOGETHER if corrected > 0 else Relation.OPPOSED


def _verdict(found: PairFigures) -> tuple[Judgement, Unjudged | None]:
    if found.assessments < MINIMUM:
        return Judgement.TOO_FEW, None
    if None in found.alphas:
        return Judgement.NONE, Unjudged.NO_ALPHA
    if found.corrected is None:
        return Judgement.NONE, Unjudged.ALPHA_NOT_POSITIVE
    strength = abs(found.corrected)
    bounds = [abs(bound) for bound in found.corrected_interval or (strength,)]
    if strength > 1 and min(bounds) < SAME:
        return Judgement.NONE, Unjudged.ABOVE_ONE
    highest = max(strength, abs(found.htmt or 0))
    if highest >= SAME:
        return Judgement.POOR, None
    return (Judgement.GOOD if highest < APART and max(bounds) < SAME else Judgement.FAIR), None


def _of_scores(one: int, other: int, summaries: Sequence[Summary]) -> tuple[int, float | None]:
    """How many have a phase on both axes, and how the ranks of their scores go together."""
    found = [
        (first.score, second.score)
        for first, second in ((summary.axes[one], summary.axes[other]) for summary in summaries)
        if first.phase is not None and second.phase is not None
        if first.score is not None and second.score is not None
    ]
    measure = lcm(*(score.denominator for pair in found for score in pair))
    firsts, seconds = ([int(pair[at] * measure) for pair in found] for at in (0, 1))
    return len(found), spearman(firsts, seconds)
