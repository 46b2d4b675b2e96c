"""What changed between assessments of one municipality, and what each change did. Pure: no texts.

The changes of an axis add up exactly to the difference of its score. They are counted in three
moves: answers that went away, answers that changed, answers that came. Write W and S for the
answered weight and the score, V and C for the same over only the questions that were answered both
times, and M for halfway the C of then and the C of now. An answer with weight w and score s that

- went away moves the score by -w (s - C) / W, all as they were then;
- came moves it by w (s - C) / W, all as they are now;
- is there both times moves it by w (s - M) / V as it is now, less the same as it was then. With
  unchanged weights that is w times the change of s, over V.

So under one model an answer that stayed the same moves nothing, and looking back gives the same
with the sign turned. Where no question was answered both times, halfway the two S stands for both
C.

The axes move the overall score in the same way, by their weights.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.municipality import by_municipality, grouped
from gemeente_online.assessment.rounds import Clash, are_no_series, clashes_in
from gemeente_online.assessment.value import Exact, expect, plain_value
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Axis
from gemeente_online.problem import wrong
from gemeente_online.scoring.result import AxesTogether, DomainResult, Standing, Summary
from gemeente_online.scoring.score import summarize
from gemeente_online.scoring.sums import counted_score

_Scored = Standing | AxesTogether
"""What has a score, or none."""


class ChangeKind(StrEnum):
    """What became of an answer.

    UP, DOWN, OTHER: another answer, with a higher, a lower or the same score.
    ADDED, WITHDRAWN: known only now, or only then.
    STATE: known neither time, but not applicable in one of them.
    RESCORED: the same answer, that another version of the model gives another score, or another
        weight among the answers of the axis.
    """

    UP = "up"
    DOWN = "down"
    OTHER = "other"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    STATE = "state"
    RESCORED = "rescored"


@plain_value
class Change:
    """One question whose answer is not what it was."""

    question: str
    """The question's id now, or where it is no longer asked then."""
    kind: ChangeKind
    """What became of the answer: up, down or other: another answer, with a higher, a lower or the
    same score; added or withdrawn: known only now, or only then; state: known neither time, but not
    applicable in one of them; rescored: the same answer, that another version of the model gives
    another score, or another weight among the answers of the axis."""
    before: Answer | None
    """The answer then; null where the model of then does not have the question on this axis."""
    after: Answer | None
    """The answer now; null where the model of now does not have the question on this axis."""
    moved: Exact | None
    """By how much it moved the axis's score; null where the axis has no score either time."""


@plain_value
class AxisChange:
    """One axis then and now."""

    id: str
    """Of the axis."""
    before: Standing | None
    """Where it stood then; null where the model of then does not have the axis."""
    after: Standing | None
    """Where it stands now; null where the model of now does not have the axis."""
    moved: Exact | None
    """The difference of the scores; null where either is missing. The changes add up to it."""
    moved_overall: Exact | None
    """What the axis did to the overall score; null where that is missing either time."""
    changes: tuple[Change, ...]
    """In the order of the model, of now and then of then."""

    @property
    def raised_by_absence(self) -> tuple[Change, ...]:
        """The answers that raised the score by not being there any more, which is no growth."""
        return tuple(
            one
            for one in self.changes
            if one.kind is ChangeKind.WITHDRAWN and one.moved is not None and one.moved > 0
        )


@plain_value
class DomainChange:
    """One domain then and now."""

    id: str
    """Of the domain."""
    before: DomainResult | None
    """Where it stood then; null where the model of then does not have the domain."""
    after: DomainResult | None
    """Where it stands now; null where the model of now does not have the domain."""
    moved: Exact | None
    """The difference of the scores; null where either is missing."""


@plain_value
class Period:
    """From one assessment to a later one."""

    before: Summary
    """The earlier assessment."""
    after: Summary
    """The later one."""
    domains: tuple[DomainChange, ...]
    """In the order of the model, of now and then of then."""
    axes: tuple[AxisChange, ...]
    """In the order of the model, of now and then of then."""
    moved: Exact | None
    """The difference of the overall scores; null where either is missing. What the axes did to it
    adds up to it."""
    new_questions: tuple[str, ...]
    """Questions that only the model of now has."""
    dropped_questions: tuple[str, ...]
    """Questions that only the model of then has."""
    renamed_questions: Mapping[str, str]
    """Questions with another id in the model of then: the id of now, by that of then."""

    @property
    def parts(self) -> Sequence[DomainChange | AxisChange]:
        """Every axis, behind the domain that it is in: now, or else then."""
        ids: dict[str | None, list[str]] = {}
        for model in (self.after.assessment.model, self.before.assessment.model):
            for axis in model.axes:
                if not any(axis.id in held for held in ids.values()):
                    ids.setdefault(axis.domain, []).append(axis.id)
        axes, domains = ({one.id: one for one in of} for of in (self.axes, self.domains))
        found: list[DomainChange | AxisChange] = []
        for domain, held in ids.items():
            found += [] if domain is None else [domains[domain]]
            found += [axes[axis] for axis in held]
        return found

    def id_then(self, question: str) -> str:
        """A question's id in the model of then."""
        renamed = self.renamed_questions.items()
        return next((then for then, now in renamed if now == question), question)


@plain_value
class Comparison:
    """Assessments in order of date, the periods between them, and all of them as one period."""

    summaries: tuple[Summary, ...]
    """In order of date."""
    periods: tuple[Period, ...]
    """Between each two that follow each other."""
    whole: Period
    """From the first to the last."""
    same_municipality: bool
    """Whether all are of one municipality; not so only where that was allowed."""

    @property
    def beside_each_other(self) -> tuple[Clash, ...]:
        """Those of one municipality that do not follow each other: what differs is no change."""
        groups = by_municipality(self.summaries) if self.same_municipality else []
        return tuple(
            clash for group in groups for clash in clashes_in(one.assessment for one in group)
        )


def compare(
    assessments: Sequence[Assessment],
    *,
    any_municipality: bool = False,
    any_respondent: bool = False,
) -> Comparison:
    """What changed, in order of date; assessments of one date stay in the order given.

    any_municipality: whether they may be of different municipalities.
    any_respondent: whether they may be of colleagues, of whom none is a change of the other.

    Raises:
        Wrong: there are fewer than two, or they do not compare: another model, another major
            version of it, another municipality, or different respondents at one time.

    """
    if isinstance(assessments, Assessment):  # it is a tuple too
        raise TypeError("compare() takes a list of Assessments, not one")
    for one in assessments:
        expect(one, Assessment, "compare() takes a list of Assessments")
    if len(assessments) < 2:  # noqa: PLR2004 - a comparison takes two
        if assessments:
            raise wrong("too-few", subject=assessments[0].model.subject)
        raise wrong("too-few/none")
    in_order = sorted(assessments, key=lambda one: one.date)
    first = in_order[0]
    for other in in_order[1:]:
        check_comparable(first.model, other.model)
    _, *strangers = grouped(in_order, lambda one: one)
    if strangers and not any_municipality:
        raise wrong(
            "other-municipality",
            subject=first.model.subject,
            this=first.municipality.in_full,
            that=strangers[0][0].municipality.in_full,
        )
    summaries = tuple(summarize(one) for one in in_order)
    if not any_respondent:
        for group in by_municipality(summaries):
            _check_respondents([one.assessment for one in group])
    return Comparison(
        summaries=summaries,
        periods=tuple(_period(before, after) for before, after in pairwise(summaries)),
        whole=_period(summaries[0], summaries[-1]),
        same_municipality=not strangers,
    )


def _check_respondents(assessments: Sequence[Assessment]) -> None:
    for clash in clashes_in(assessments):
        if clash.of_colleagues:
            raise are_no_series(clash)


def check_comparable(then: Model, now: Model) -> None:
    """Refuse models of which scores do not mean the same.

    Raises:
        Wrong: they are two models, or two major versions of one.

    """
    if then.id != now.id:
        raise wrong("other-model/compared", this=then.id, that=now.id)
    if then.major != now.major:
        raise wrong("other-major-version/compared", this=then.version, that=now.version)


def _period(before: Summary, after: Summary) -> Period:
    then, now = before.assessment.model, after.assessment.model
    old = {axis.id: (axis, s) for axis, s in zip(then.axes, before.axes, strict=True)}
    new = {axis.id: (axis, s) for axis, s in zip(now.axes, after.axes, strict=True)}
    moved = score_difference(before.overall, after.overall)
    moves = _moves(moved, _weighed_axes(before), _weighed_axes(after))
    same = then.questions_in(now)
    axes = []
    for identifier in dict.fromkeys((*new, *old)):
        then_axis, then_standing = old.get(identifier, (None, None))
        now_axis, now_standing = new.get(identifier, (None, None))
        difference = score_difference(then_standing, now_standing)
        axes.append(
            AxisChange(
                id=identifier,
                before=then_standing,
                after=now_standing,
                moved=difference,
                moved_overall=moves.get(identifier),
                changes=_changes(
                    _answers(before, then_axis, same), _answers(after, now_axis), difference
                ),
            )
        )
    return Period(
        before=before,
        after=after,
        domains=tuple(_domains(before, after)),
        axes=tuple(axes),
        moved=moved,
        new_questions=only_asked_by(now, then),
        dropped_questions=only_asked_by(then, now),
        renamed_questions=renamed_between(then, now),
    )


def _domains(before: Summary, after: Summary) -> Iterator[DomainChange]:
    old, new = ({one.id: one for one in summary.domains} for summary in (before, after))
    for domain in dict.fromkeys((*new, *old)):
        then, now = old.get(domain), new.get(domain)
        yield DomainChange(domain, then, now, score_difference(then, now))


def _weighed_axes(summary: Summary) -> dict[str, tuple[Fraction, Fraction | None]]:
    """The score of every axis, with its weight in the overall mean."""
    weights = summary.assessment.model.axis_weights
    return {one.id: (weight, one.score) for weight, one in zip(weights, summary.axes, strict=True)}


def only_asked_by(this: Model, that: Model) -> tuple[str, ...]:
    """The questions that one model has and another does not, by whatever id."""
    same = this.questions_in(that)
    return tuple(question for question in this.questions if question not in same)


def renamed_between(then: Model, now: Model) -> dict[str, str]:
    """The questions that go by another id in another model: that there, by that here."""
    return {old: new for old, new in then.questions_in(now).items() if old != new}


class _Given(NamedTuple):
    """What was answered to a question: its weight, and the score that the answer counts with."""

    weight: Fraction
    answer: Answer
    score: Fraction | None


def _answers(
    summary: Summary, axis: Axis | None, names: Mapping[str, str] | None = None
) -> dict[str, _Given]:
    """What was answered on an axis, by the questions' ids, or by other names for these."""
    assessment, other = summary.assessment, names or {}
    found = {}
    for question in axis.questions if axis else ():
        answer = assessment.answers[question.id]
        score = counted_score(assessment.model, answer)
        found[other.get(question.id, question.id)] = _Given(question.weight, answer, score)
    return found


def _changes(
    old: Mapping[str, _Given],
    new: Mapping[str, _Given],
    moved: Fraction | None,
) -> tuple[Change, ...]:
    then_weighed, now_weighed = (
        {key: (one.weight, one.score) for key, one in of.items()} for of in (old, new)
    )
    moves = _moves(moved, then_weighed, now_weighed)
    changes = []
    for question in dict.fromkeys((*new, *old)):
        then, now = (
            None if given is None else given.answer
            for given in (old.get(question), new.get(question))
        )
        step = moves.get(question)
        kind = _kind(then, now) or (ChangeKind.RESCORED if step else None)
        if kind is not None:
            changes.append(Change(question, kind, then, now, step))
    return tuple(changes)


def _kind(then: Answer | None, now: Answer | None) -> ChangeKind | None:
    """What became of an answer; None where it is the same."""
    score_then = None if then is None else then.score
    score_now = None if now is None else now.score
    if score_then is None or score_now is None:
        if score_now is not None:
            return ChangeKind.ADDED
        if score_then is not None:
            return ChangeKind.WITHDRAWN
        states = {one.state if one is not None else State.UNKNOWN for one in (then, now)}
        return ChangeKind.STATE if len(states) > 1 else None
    assert then is not None
    assert now is not None
    if (then.chosen, then.number) == (now.chosen, now.number):
        return None if score_then == score_now else ChangeKind.RESCORED
    if score_then == score_now:
        return ChangeKind.OTHER
    return ChangeKind.UP if score_now > score_then else ChangeKind.DOWN


def score_difference(then: _Scored | None, now: _Scored | None) -> Fraction | None:
    """How much higher the score is; None where either is missing."""
    if then is None or now is None or then.score is None or now.score is None:
        return None
    return now.score - then.score


def _moves(
    moved: Fraction | None,
    then: Mapping[str, tuple[Fraction, Fraction | None]],
    now: Mapping[str, tuple[Fraction, Fraction | None]],
) -> dict[str, Fraction]:
    """By how much each part moved the weighted mean; together exactly ``moved``.

    Nothing where that is unknown. A part without a score is not there.

    then, now: the weight and the score of each part.
    """
    if moved is None:
        return {}
    sides = [
        {key: (weight, score) for key, (weight, score) in parts.items() if score is not None}
        for parts in (then, now)
    ]
    wholes = [_mean(parts.values()) for parts in sides]
    shared = [(Fraction(1), (wholes[0][1] + wholes[1][1]) / 2)] * 2
    both = sides[0].keys() & sides[1].keys()
    if both:
        shared = [_mean(parts[key] for key in both) for parts in sides]
    halfway = (shared[0][1] + shared[1][1]) / 2
    moves = dict.fromkeys((*then, *now), Fraction(0))
    for sign, parts, (weight, _), (shared_weight, common) in zip(
        (-1, 1), sides, wholes, shared, strict=True
    ):
        for key, (w, s) in parts.items():
            if key in both:
                moves[key] += sign * w * (s - halfway) / shared_weight
            else:
                moves[key] += sign * w * (s - common) / weight
    return moves


def _mean(parts: Iterable[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """The weight of all parts, and their weighted mean."""
    pairs = list(parts)
    weight = sum((w for w, _ in pairs), Fraction(0))
    return weight, sum((w * s for w, s in pairs), Fraction(0)) / weight
