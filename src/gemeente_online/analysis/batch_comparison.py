"""What changed between two batches of assessments, of many municipalities each. Pure: no texts.

Every municipality counts once then and once now. Means are those of the municipalities that have
the figure both times, so that who came or went moves none of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from gemeente_online.analysis.comparison import only_asked_by, renamed_between, score_difference
from gemeente_online.analysis.distribution import mean
from gemeente_online.assessment.file import Assessment, State
from gemeente_online.assessment.pairing import Pair
from gemeente_online.assessment.value import Count, Exact, plain_value
from gemeente_online.model.file import Model
from gemeente_online.scoring.result import OVERALL, AxesTogether, Standing, Summary


class Direction(StrEnum):
    """Where a phase went."""

    UP = "up"
    """To a higher phase."""
    SAME = "same"
    """It is the phase of then."""
    DOWN = "down"
    """To a lower phase."""
    UNDETERMINED = "undetermined"
    """Then, now, or both times it cannot be determined."""


@plain_value
class Course:
    """One municipality then and now."""

    before: Summary | None
    """Then; null where it was not assessed then."""
    after: Summary | None
    """Now; null where it is not assessed now."""
    direction: Direction | None
    """Where its overall phase went: up, same, down, or undetermined where either phase is; null
    where it was not assessed both times."""
    moved: Exact | None
    """The difference of the overall scores; null where either is missing."""

    @property
    def latest(self) -> Summary:
        """Now, or else then."""
        found = self.after or self.before
        assert found is not None
        return found


@plain_value
class Movement:
    """Where the phases went, overall or on an axis, of those assessed both times."""

    id: str
    """Of the axis, or overall."""
    up: Count
    """How many are in a higher phase."""
    same: Count
    """How many are in the same phase."""
    down: Count
    """How many are in a lower phase."""
    undetermined: Count
    """How many have no phase then, now, or both times."""
    scored: Count
    """How many have a score both times."""
    before_mean: Exact | None
    """Their mean score then; null where there is none."""
    after_mean: Exact | None
    """Their mean score now; null where there is none."""

    @property
    def total(self) -> int:
        """How many were assessed both times."""
        return self.up + self.same + self.down + self.undetermined

    @property
    def moved(self) -> Fraction | None:
        """The difference of the means; None where there are none."""
        if self.before_mean is None or self.after_mean is None:
            return None
        return self.after_mean - self.before_mean


@plain_value
class Transition:
    """How many went from one phase to another, overall."""

    before: int | None
    """The phase then; null where it cannot be determined."""
    after: int | None
    """The phase now; null where it cannot be determined."""
    count: Count
    """How many."""


@plain_value
class QuestionMovement:
    """Where the answers to one question went, of those who answered it both times."""

    question: str
    """The question's id."""
    axis: str
    """The id of its axis."""
    answered: Count
    """How many answered it both times."""
    before_mean: Exact
    """The mean score of their answers then."""
    after_mean: Exact
    """The mean score of their answers now."""
    up: Count
    """How many have a higher score."""
    down: Count
    """How many have a lower score."""

    @property
    def moved(self) -> Fraction:
        """The difference of the means."""
        return self.after_mean - self.before_mean


@plain_value
class Moment:
    """When all were assessed."""

    name: str
    """What it goes by: the year, or the file or folder that was named."""
    first: date
    """The date of the earliest assessment."""
    last: date
    """The date of the latest assessment."""


@plain_value
class BatchComparison:
    """Many municipalities then and now."""

    model: Model
    """What the latest was measured with; the others with this major version of it."""
    earliest_model: Model
    """What the earliest was measured with."""
    versions: tuple[str, ...]
    """Of the model, in order of date."""
    before: Moment
    """Then."""
    after: Moment
    """Now."""
    municipalities: tuple[Course, ...]
    """Everybody who was assessed then or now, in the order in which they came."""
    movements: tuple[Movement, ...]
    """Overall, and per axis in the order of the model."""
    transitions: tuple[Transition, ...]
    """From which phase to which, of those assessed both times: all that anybody went."""
    questions: tuple[QuestionMovement, ...]
    """Every question that anybody answered both times, in the order of the model."""

    @property
    def new_questions(self) -> tuple[str, ...]:
        """Questions that the model of the earliest assessment does not have."""
        return only_asked_by(self.model, self.earliest_model)

    @property
    def dropped_questions(self) -> tuple[str, ...]:
        """Questions that only the model of the earliest assessment has."""
        return only_asked_by(self.earliest_model, self.model)

    @property
    def renamed_questions(self) -> dict[str, str]:
        """Questions with another id in the model of the earliest assessment: that of now, by it."""
        return renamed_between(self.earliest_model, self.model)

    @property
    def both(self) -> tuple[Course, ...]:
        """Those assessed both times."""
        return tuple(one for one in self.municipalities if one.direction is not None)

    @property
    def new(self) -> tuple[Course, ...]:
        """Those assessed only now."""
        return tuple(one for one in self.municipalities if one.before is None)

    @property
    def gone(self) -> tuple[Course, ...]:
        """Those assessed only then."""
        return tuple(one for one in self.municipalities if one.after is None)

    @property
    def not_later(self) -> tuple[Course, ...]:
        """Those of whom the assessment of now has no later date than that of then."""
        return tuple(
            one
            for one in self.both
            if one.before is not None
            and one.after is not None
            and one.after.assessment.date <= one.before.assessment.date
        )


def compare_batches(
    pairs: Iterable[Pair[Summary]], before: str = "", after: str = ""
) -> BatchComparison:
    """Many municipalities then and now, of models of one id and major version.

    pairs: at least one of them of then and of now.
    before, after: what the moments go by.
    """
    courses = tuple(_course(pair) for pair in pairs)
    then = [one.before for one in courses if one.before is not None]
    now = [one.after for one in courses if one.after is not None]
    in_order = sorted((one.assessment for one in (*then, *now)), key=lambda one: one.date)
    model = in_order[-1].model
    both = [
        (one.before, one.after)
        for one in courses
        if one.before is not None and one.after is not None
    ]
    phases = Counter((was.overall.phase, is_.overall.phase) for was, is_ in both)
    return BatchComparison(
        model=model,
        earliest_model=in_order[0].model,
        versions=tuple(dict.fromkeys(one.model.version for one in in_order)),
        before=_moment(before, then),
        after=_moment(after, now),
        municipalities=courses,
        movements=tuple(movement(key, both) for key in (OVERALL, *(one.id for one in model.parts))),
        transitions=tuple(
            Transition(was, is_, count)
            for (was, is_), count in sorted(phases.items(), key=lambda item: _place(item[0]))
        ),
        questions=tuple(_questions(model, both)),
    )


def _course(pair: Pair[Summary]) -> Course:
    before, after = pair
    if before is None or after is None:
        return Course(before, after, None, None)
    was, is_ = before.overall, after.overall
    return Course(before, after, _direction(was, is_), score_difference(was, is_))


def _moment(name: str, summaries: Sequence[Summary]) -> Moment:
    dates = [one.assessment.date for one in summaries]
    return Moment(name, min(dates), max(dates))


def _place(phases: tuple[int | None, int | None]) -> list[tuple[bool, int]]:
    """To order phases by: from low to high, undetermined last."""
    return [(phase is None, phase or 0) for phase in phases]


_Standing = Standing | AxesTogether | None


def _direction(was: _Standing, is_: _Standing) -> Direction:
    if was is None or is_ is None or was.phase is None or is_.phase is None:
        return Direction.UNDETERMINED
    if was.phase == is_.phase:
        return Direction.SAME
    return Direction.UP if is_.phase > was.phase else Direction.DOWN


def movement(identifier: str, both: Sequence[tuple[Summary, Summary]]) -> Movement:
    """Where the phases went, overall, in a domain or on an axis.

    both: everybody who was assessed both times, then and now.
    """
    standings = [(was.find(identifier), is_.find(identifier)) for was, is_ in both]
    counts = Counter(_direction(was, is_) for was, is_ in standings)
    scores = [
        (was.score, is_.score)
        for was, is_ in standings
        if was is not None and is_ is not None and was.score is not None and is_.score is not None
    ]
    return Movement(
        id=identifier,
        up=counts[Direction.UP],
        same=counts[Direction.SAME],
        down=counts[Direction.DOWN],
        undetermined=counts[Direction.UNDETERMINED],
        scored=len(scores),
        before_mean=mean([was for was, _ in scores]),
        after_mean=mean([is_ for _, is_ in scores]),
    )


def _questions(model: Model, both: Sequence[tuple[Summary, Summary]]) -> Iterator[QuestionMovement]:
    models = dict.fromkeys(one.assessment.model for pair in both for one in pair)
    names = {one: one.questions_in(model) for one in models}
    answers = [(_known(was.assessment, names), _known(is_.assessment, names)) for was, is_ in both]
    for axis in model.axes:
        for question in axis.questions:
            scores = [
                (was[question.id], is_[question.id])
                for was, is_ in answers
                if question.id in was and question.id in is_
            ]
            before, after = (mean([pair[at] for pair in scores]) for at in (0, 1))
            if before is not None and after is not None:
                yield QuestionMovement(
                    question=question.id,
                    axis=axis.id,
                    answered=len(scores),
                    before_mean=before,
                    after_mean=after,
                    up=sum(is_ > was for was, is_ in scores),
                    down=sum(is_ < was for was, is_ in scores),
                )


def _known(assessment: Assessment, names: Mapping[Model, Mapping[str, str]]) -> dict[str, Fraction]:
    """The scores of the answers that count, by what their questions are in the model of now."""
    now = names[assessment.model]
    return {
        now[question]: answer.score
        for question, answer in assessment.answers.items()
        if answer.state is State.KNOWN and answer.score is not None and question in now
    }
