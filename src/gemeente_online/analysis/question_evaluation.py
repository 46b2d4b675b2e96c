"""How one question of a model was answered, by many. Pure; part of ``evaluation``."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gemeente_online.analysis.psychometrics import (
    ITEM_REST,
    LOPSIDED,
    MINIMUM,
    MINIMUM_GROUP,
    Judgement,
    share_of,
)
from gemeente_online.assessment.file import Answer, State
from gemeente_online.assessment.value import Exact, Share, plain_value
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Axis
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.steps import start_of


@plain_value
class OptionUse:
    """How often one option was chosen; for a number, its bands are the options (band-1, …)."""

    id: str
    """Of the option."""
    score: Exact | None
    """The option's score; null for an option of a question where several are chosen."""
    chosen: int
    """How often it was chosen."""
    share: Share | None
    """Of those who answered the question; of a question where several are chosen they add up to
    more than 1."""
    complete: int
    """How often in complete assessments."""
    rest: Exact | None
    """The mean score on the axis's other questions of those who chose it, in complete
    assessments."""


@plain_value
class DisorderedPair:
    """Neighbouring options, by score, of which the higher goes with lower other answers."""

    lower: str
    """The id of the option with the lower score."""
    higher: str
    """The id of the option with the higher score."""


@plain_value
class QuestionEvaluation:
    """One question."""

    id: str
    """Of the question."""
    answered: int
    """How many answered it."""
    unknown: int
    """How many left it open."""
    not_applicable: int
    """How many answered with nvt."""
    mean: Exact | None
    """The mean score; null where nobody answered."""
    options: tuple[OptionUse, ...]
    """In the order of the model."""
    floor: Share | None
    """The share with the lowest score that the question has."""
    ceiling: Share | None
    """The share with the highest score that the question has."""
    complete: int
    """How many answered every question of the axis."""
    item_rest: float | None
    """The correlation of those with the sum of the axis's other questions."""
    item_rest_pairwise: float | None
    """The same over each two questions, with the assessments that answered both."""
    h: Exact | None
    """Loevinger's H of this question with the others."""
    disordered: tuple[DisorderedPair, ...]
    """Pairs of options of which the higher goes with lower other answers."""
    lopsided: str | None
    """The option that 0.8 or more chose."""
    verdict: Judgement
    """On item_rest: good from 0.3, poor below 0."""


class AxisAnswers(NamedTuple):
    """What was answered on an axis; every row has an answer for each of its questions, in order.

    rows: of all assessments. complete: those in which every answer is known. table: the
    units of those.
    """

    model: Model
    axis: Axis
    rows: Sequence[Sequence[Answer]]
    complete: Sequence[Sequence[Answer]]
    table: Sequence[Sequence[int]]


def answers_on(model: Model, axis: Axis, summaries: Iterable[Summary]) -> AxisAnswers:
    """What assessments of a model answered on one of its axes."""
    every = [summary.assessment.answers for summary in summaries]
    rows = [[answers[question.id] for question in axis.questions] for answers in every]
    complete = [row for row in rows if all(answer.state is State.KNOWN for answer in row)]
    table = [[answer.units for answer in row] for row in complete]
    return AxisAnswers(model, axis, rows, complete, table)


class Fit(NamedTuple):
    """How a question goes with the others of its axis, see ``QuestionEvaluation``."""

    item_rest: float | None
    item_rest_pairwise: float | None
    h: Fraction | None


def evaluate_question(given: AxisAnswers, at: int, fit: Fit) -> QuestionEvaluation:
    """How the question at a position of an axis was answered, and how it goes with the others."""
    model, question = given.model, given.axis.questions[at]
    answers = [row[at] for row in given.rows]
    known = [answer for answer in answers if answer.state is State.KNOWN]
    units = [answer.units for answer in known]
    lowest, highest = (model.units(end) for end in model.kinds[question.id].ends)
    options = tuple(_options(given, at, known))
    crowded = [option for option in options if option.chosen >= LOPSIDED * len(known)]
    favourite = max(crowded, key=lambda option: option.chosen, default=None)
    return QuestionEvaluation(
        id=question.id,
        answered=len(known),
        unknown=sum(answer.state is State.UNKNOWN for answer in answers),
        not_applicable=sum(answer.state is State.NOT_APPLICABLE for answer in answers),
        mean=model.score_of(sum(units), len(known)) if known else None,
        options=options,
        floor=share_of(units.count(lowest), len(known)),
        ceiling=share_of(units.count(highest), len(known)),
        complete=len(given.complete),
        item_rest=fit.item_rest,
        item_rest_pairwise=fit.item_rest_pairwise,
        h=fit.h,
        disordered=tuple(_disordered(options)) if len(given.complete) >= MINIMUM else (),
        lopsided=favourite.id if favourite is not None and len(known) >= MINIMUM else None,
        verdict=ITEM_REST.verdict(len(given.complete), fit.item_rest),
    )


def _options(given: AxisAnswers, at: int, known: Sequence[Answer]) -> Iterator[OptionUse]:
    model, questions = given.model, given.axis.questions
    kind = model.kinds[questions[at].id]

    def chosen_in(answer: Answer) -> tuple[str, ...]:
        return kind.outcomes_of(start_of(model.kinds[questions[at].id], answer))

    chosen = Counter(option for answer in known for option in chosen_in(answer))
    rests: dict[str, list[int]] = {option: [] for option in kind.outcomes}
    for row, units in zip(given.complete, given.table, strict=True):
        for option in chosen_in(row[at]):
            rests[option].append(sum(units) - units[at])
    for option, score in kind.outcomes.items():
        complete = len(rests[option])
        others = complete * (len(questions) - 1)
        yield OptionUse(
            id=option,
            score=score,
            chosen=chosen[option],
            share=share_of(chosen[option], len(known)),
            complete=complete,
            rest=model.score_of(sum(rests[option]), others) if others else None,
        )


def _disordered(options: Sequence[OptionUse]) -> Iterator[DisorderedPair]:
    """Neighbouring options, by score, of which the higher goes with lower other answers."""
    judged = sorted(
        (
            (option.score, option.rest, option.id)
            for option in options
            if option.score is not None
            and option.rest is not None
            and option.complete >= MINIMUM_GROUP
        ),
        key=lambda found: found[0],
    )
    for (low, low_rest, low_id), (high, high_rest, high_id) in pairwise(judged):
        if low < high and high_rest < low_rest:
            yield DisorderedPair(low_id, high_id)
