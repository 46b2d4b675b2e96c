"""Why a result is what it is, so that everyone can compute it again by hand. Pure: no texts.

Every sum is exact: the parts of an axis's answers add up to its score, and the weights that count
for a phase are those that its threshold is held against. What a view's groups are called, and
what an answer says about an organisation, comes from the model.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from gemeente_online.assessment.file import Answer, Assessment, Remark, State
from gemeente_online.assessment.value import Amount, Exact, expect, fields_of, plain_value
from gemeente_online.model.levels import counts_for
from gemeente_online.model.parts import Axis, Question, Scoring
from gemeente_online.scoring.result import AxisResult, GroupResult, Result, Standing
from gemeente_online.scoring.score import score
from gemeente_online.scoring.sums import counted_score

_NO_REMARK = Remark()


@plain_value
class RequirementCheck:
    """An answer that a phase cannot do without."""

    phase: int
    """The phase's number."""
    question: str
    """The question's id."""
    minimum: Exact
    """The score that it needs, on the model's scale."""
    score: Exact | None
    """The score that it has; null where it is not known."""
    met: bool
    """Whether the answer is there, and high enough."""


@plain_value
class Contribution:
    """One question of an axis, and what its answer brings."""

    question: str
    """The question's id."""
    answer: Answer
    """What was answered."""
    weight: Amount
    """The question's weight."""
    part: Exact | None
    """Weight times score over the weight that the score is of: the parts of an axis add up to that.
    In a checklist what is unanswered counts as the bottom of the scale."""
    counts_for: int | None
    """With scoring share: the highest phase that the answer counts for; with a checklist the phase
    of the question, where it is met; null if for none, and with scoring mean."""
    requirements: tuple[RequirementCheck, ...]
    """What phases ask of this answer, from low to high."""
    remark: Remark
    """What was written beside the answer."""
    lacks_evidence: bool
    """Whether the model expects evidence with this answer, and it has none."""


@plain_value
class PhaseCheck:
    """What a phase asks of an axis, and what is there."""

    phase: int
    """The phase's number."""
    threshold: Exact
    """A share of the asked weight, or with scoring mean a score."""
    asked_weight: Amount | None
    """With scoring share: the answered weight; with a checklist that of the questions of the phase
    that apply, also unanswered ones; null with scoring mean."""
    counted: Exact | None
    """The part of that weight that counts; with mean: the score; null without answers."""
    needed: Exact
    """What counted must be at least."""
    requirements: tuple[RequirementCheck, ...]
    """The answers that the phase cannot do without."""
    on_its_own: bool
    """Whether threshold and requirements of this phase are met."""
    reached: bool
    """Whether that holds for every phase below it too."""


@plain_value
class Advice:
    """What an answer says, with the model's advice for whoever gave it."""

    question: str
    """The question's id."""
    option: str
    """The id of the option that was chosen."""
    text: str
    """What the option says."""
    advice: str | None
    """The model's advice; null where it gives none."""


@plain_value
class AxisExplanation(AxisResult):
    """One axis in full, with the sums behind it."""

    contributions: tuple[Contribution, ...]
    """Its questions: the strongest answer first, what is not known last."""
    points: Exact
    """Sum of the weights times their scores, which over ``scored_weight`` is the score."""
    answered_weight: Amount
    """Sum of the weights of the answered questions."""
    scored_weight: Amount
    """The weight that the score is of: that of the answered questions, or with a checklist of all
    that apply."""
    applicable_weight: Amount
    """Sum of the weights of the questions that are not answered with nvt."""
    checks: tuple[PhaseCheck, ...]
    """What every phase asks, from low to high, and what is there."""
    diagnosis: Advice | None
    """The answer that characterises the axis; null without one, or where none is named for that."""
    advice: tuple[Advice, ...]
    """The advice that comes with other answers of the axis."""

    @property
    def shared_weight(self) -> Fraction | None:
        """The weight that all its questions that apply have; None where weights differ."""
        weights = {
            one.weight for one in self.contributions if one.answer.state is not State.NOT_APPLICABLE
        }
        return weights.pop() if len(weights) == 1 else None


class Lead(StrEnum):
    """Where one of two groups of a view stands, seen from the other."""

    AHEAD = "ahead"
    LEVEL = "level"
    BEHIND = "behind"


@plain_value
class Lag:
    """A group of a view whose phase on an axis is lower than that of the axis itself."""

    axis: str | None
    """The axis's id; null for all axes together, held against the phase overall."""
    group: Standing
    """Where the group stands on that axis, or on all together."""


@plain_value
class Difference:
    """The two groups of a view held against each other."""

    axis: str | None
    """The axis's id; null for all axes together."""
    first: Standing
    """Where the first group stands there."""
    second: Standing
    """Where the second group stands there."""
    order: Lead | None
    """Of the first against the second, by phase; null where either has none."""


class Compared(StrEnum):
    """Of how many groups of a view something can be said on one axis.

    NOT_ASKED: no question that applies is about any of them. NOT_ANSWERED: none of those is
    answered. SOME: a part of the groups. ALL: each of them.
    """

    NOT_ASKED = "not-asked"
    NOT_ANSWERED = "not-answered"
    SOME = "some"
    ALL = "all"


@plain_value
class ViewExplanation:
    """One view."""

    id: str
    """Of the view."""
    groups: tuple[GroupResult, ...]
    """In the order of the model."""
    lags: tuple[Lag, ...]
    """Of a view with more than two groups: by axis, which groups stay behind it."""
    differences: tuple[Difference, ...]
    """Of a view with two groups: per axis and then together."""

    def compared(self, at: int) -> Compared:
        """Whether the groups have a phase on the axis at this position, to hold against its own."""
        standings = [group.axes[at] for group in self.groups]
        if not any(standing.applicable for standing in standings):
            return Compared.NOT_ASKED
        having = sum(standing.phase is not None for standing in standings)
        if having == len(standings):
            return Compared.ALL
        return Compared.SOME if having else Compared.NOT_ANSWERED


@plain_value
class Explanation:
    """A result, and everything that it follows from."""

    result: Result
    """What is explained."""
    axes: tuple[AxisExplanation, ...]
    """In the order of the model."""
    views: tuple[ViewExplanation, ...]
    """In the order of the model."""


def explain(of: Assessment | Result) -> Explanation:
    """What a result follows from.

    of: the result, or an assessment, which is scored first.
    """
    expect(of, (Assessment, Result), "explain() takes an Assessment or a Result")
    result = score(of) if isinstance(of, Assessment) else of
    assessment = result.assessment
    axes = zip(assessment.model.axes, result.axes, strict=True)
    return Explanation(
        result=result,
        axes=tuple(_explain_axis(assessment, axis, scored) for axis, scored in axes),
        views=tuple(_explain_view(result, view, groups) for view, groups in result.views.items()),
    )


def _explain_axis(assessment: Assessment, axis: Axis, result: AxisResult) -> AxisExplanation:
    answers = assessment.answers
    answered = _weight(q for q in axis.questions if answers[q.id].state is State.KNOWN)
    applicable = _weight(
        q for q in axis.questions if answers[q.id].state is not State.NOT_APPLICABLE
    )
    scored = _weight(
        q for q in axis.questions if counted_score(assessment.model, answers[q.id]) is not None
    )
    checks = tuple(_phase_checks(assessment, axis, result, answered))
    contributions = [_contribution(assessment, q, scored, checks) for q in axis.questions]
    advised = [advice for question in axis.questions for advice in _advice(question, answers)]
    return AxisExplanation(
        **fields_of(result),
        contributions=tuple(sorted(contributions, key=_strongest_first)),
        points=scored * (result.score or 0),
        answered_weight=answered,
        scored_weight=scored,
        applicable_weight=applicable,
        checks=checks,
        diagnosis=next((one for one in advised if one.question == axis.diagnosis), None),
        advice=tuple(a for a in advised if a.question != axis.diagnosis and a.advice is not None),
    )


def _weight(questions: Iterable[Question]) -> Fraction:
    return sum((question.weight for question in questions), Fraction(0))


def _contribution(
    assessment: Assessment, question: Question, weight: Exact, checks: Iterable[PhaseCheck]
) -> Contribution:
    model, answer = assessment.model, assessment.answers[question.id]
    remark = assessment.remarks.get(question.id, _NO_REMARK)
    part, phase, lacks_evidence = None, None, False
    score = counted_score(model, answer)
    if score is not None:
        part = question.weight * score / weight
    if answer.score is not None:
        if model.scoring is not Scoring.MEAN:
            phase = counts_for(model, question, answer.score)
        lacks_evidence = model.expects_evidence(answer.score) and remark.evidence is None
    return Contribution(
        question=question.id,
        answer=answer,
        weight=question.weight,
        part=part,
        counts_for=phase,
        requirements=tuple(
            one for check in checks for one in check.requirements if one.question == question.id
        ),
        remark=remark,
        lacks_evidence=lacks_evidence,
    )


def _strongest_first(contribution: Contribution) -> tuple[bool, bool, Fraction, Fraction]:
    answer = contribution.answer
    return (
        answer.state is not State.KNOWN,
        answer.state is State.NOT_APPLICABLE,
        -(answer.score or Fraction(0)),
        -contribution.weight,
    )


def _phase_checks(
    assessment: Assessment, axis: Axis, result: AxisResult, answered: Exact
) -> Iterable[PhaseCheck]:
    so_far = True
    for asked in result.phases:
        weight, counted, needed = None, result.score, asked.threshold
        if assessment.model.scoring is not Scoring.MEAN:
            weight, share = _asked_weight(assessment, axis, asked.phase, answered), asked.share
            if assessment.model.scoring is Scoring.CHECKLIST and result.applicable:
                share = share or Fraction(0)  # a phase without questions has none
            counted = None if share is None else share * weight
            needed *= weight
        requirements = []
        for question, minimum in axis.requirements.get(asked.phase, {}).items():
            score = assessment.answers[question].score
            met = score is not None and score >= minimum
            requirements.append(RequirementCheck(asked.phase, question, minimum, score, met))
        on_its_own = (
            counted is not None and counted >= needed and all(one.met for one in requirements)
        )
        so_far = so_far and on_its_own
        yield PhaseCheck(
            phase=asked.phase,
            threshold=asked.threshold,
            asked_weight=weight,
            counted=counted,
            needed=needed,
            requirements=tuple(requirements),
            on_its_own=on_its_own,
            reached=so_far,
        )


def _asked_weight(assessment: Assessment, axis: Axis, phase: int, answered: Fraction) -> Fraction:
    """See ``PhaseCheck``."""
    if assessment.model.scoring is Scoring.SHARE:
        return answered
    return _weight(
        question
        for question in axis.questions
        if question.phase == phase
        and assessment.answers[question.id].state is not State.NOT_APPLICABLE
    )


def _advice(question: Question, answers: Mapping[str, Answer]) -> Iterable[Advice]:
    answer = answers[question.id]
    for option in question.options or ():
        if option.id in answer.chosen:
            yield Advice(question.id, option.id, option.text, option.advice)


def _explain_view(result: Result, view: str, groups: tuple[GroupResult, ...]) -> ViewExplanation:
    places: list[tuple[str | None, int | None, Sequence[Standing]]] = [
        (axis.id, axis.phase, [group.axes[at] for group in groups])
        for at, axis in enumerate(result.axes)
    ]
    places.append((None, result.overall.phase, groups))
    if len(groups) == 2:  # noqa: PLR2004 - two can be held against each other
        differences = [_difference(axis, *standings) for axis, _, standings in places]
        return ViewExplanation(view, groups, (), tuple(differences))
    lags = [
        Lag(axis, replace(standing, id=group.id))
        for axis, phase, standings in places
        for group, standing in zip(groups, standings, strict=True)
        if _is_below(standing, phase)
    ]
    return ViewExplanation(view, groups, tuple(lags), ())


def _is_below(group: Standing, phase: int | None) -> bool:
    return group.phase is not None and phase is not None and group.phase < phase


def _difference(axis: str | None, first: Standing, second: Standing) -> Difference:
    order = None
    if first.phase is not None and second.phase is not None:
        order = Lead.LEVEL
        if first.phase != second.phase:
            order = Lead.AHEAD if first.phase > second.phase else Lead.BEHIND
    return Difference(axis, first, second, order)
