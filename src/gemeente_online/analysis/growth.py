"""What is still to be done for a phase: the fewest steps, or the least effort. Pure: no texts.

Only answered questions are raised. What is unanswered stays so, as where a phase is
estimated, and is told apart: what answering it could settle without doing anything. An axis
without a phase has no plan: too little of it was answered to promise one.

Where axes are to reach a phase, each is solved by itself: a phase's threshold implies those of
the phases below it, since thresholds and levels never fall, and the requirements of all of them
are met first. Where the overall mean decides, all questions are solved together.

Of all ways that take as little effort, the advice is one that (1) takes the fewest steps and
(2) lifts no answer higher than it must, and that then prefers, question by question, (3) those
that a later phase requires, (4) the lowest answers, (5) the order of the model. So the same
answers get the same advice.
"""

from collections.abc import Mapping, Set
from enum import StrEnum
from fractions import Fraction
from typing import Any

from gemeente_online.analysis.goal import Goal, goal_of, reaches
from gemeente_online.analysis.raising import (
    Need,
    Raising,
    in_some_optimum,
    requirements,
    solve,
)
from gemeente_online.analysis.steps import Climb, Way, climb, start_of
from gemeente_online.assessment.arguments import expect
from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.value import Count, Exact, plain_value
from gemeente_online.model.file import Axis, Model
from gemeente_online.model.question_types.kind import Stop
from gemeente_online.scoring.result import OverallResult, Result, Standing, Summary
from gemeente_online.scoring.score import summarize
from gemeente_online.scoring.sums import yardsticks_of


class Outcome(StrEnum):
    """Whether a goal can be reached, from good to bad.

    REACHED: it is already, or what is undetermined can end no lower. STEPS: by the steps of the
    plan. ANSWERS_FIRST: not by raising answers alone, but perhaps once more questions are
    answered. OUT_OF_REACH: not even with every question that has steps at its best answer.
    """

    REACHED = "reached"
    STEPS = "steps"
    ANSWERS_FIRST = "answers-first"
    OUT_OF_REACH = "out-of-reach"


@plain_value
class Rise:
    """One question of a plan, with the steps that it takes."""

    question: str
    """The question's id."""
    axis: str
    """The id of its axis."""
    start: Stop
    """The answer that was given."""
    climb: Climb
    """Its steps, and where they end."""
    required_for: int | None
    """The lowest phase up to the goal that cannot do without it and does not have it yet; null if
    none is."""


@plain_value
class Unanswered:
    """The questions of an axis without an answer."""

    questions: tuple[str, ...]
    """Their ids."""
    required: tuple[str, ...]
    """Those of them that the goal cannot do without."""
    to_determine: Count
    """The fewest that must be answered before the axis gets a phase; 0 if it has one."""
    best: int | None
    """The phase of the axis if all of them get their best answer and nothing else changes."""
    settles: bool
    """Whether those answers alone would bring the axis to its goal."""


@plain_value
class AxisGrowth:
    """One axis on the way to the goal."""

    before: Standing
    """Where it stands."""
    after: Standing
    """Where it stands when all rises are carried out."""
    goal: int | None
    """The phase that it is to reach; null where the overall mean decides, or another axis."""
    outcome: Outcome | None
    """Whether its goal can be reached; null where there is none for it."""
    reachable: int | None
    """Its phase with every answer that has steps at its best."""
    rises: tuple[Rise, ...]
    """In the order of advice: what a phase cannot do without first, then as in the model."""
    alternatives: tuple[str, ...]
    """Questions that another plan, which takes as little, raises."""
    unanswered: Unanswered | None
    """What is unanswered; null where nothing is."""


@plain_value
class BestStep:
    """The single step with the most effect."""

    rise: Rise
    """One question, one step up."""
    after: Summary
    """Everything after that step."""
    nearer: bool
    """Whether some plan that takes as little as possible raises that question."""


@plain_value
class Growth:
    """The way to a goal."""

    assessment: Assessment
    """What the plan is for."""
    goal: Goal
    """What is to be reached."""
    outcome: Outcome
    """Whether that can be reached."""
    before: Summary
    """What the answers amount to."""
    after: Summary
    """What they amount to when all rises are carried out."""
    axes: tuple[AxisGrowth, ...]
    """In the order of the model."""
    steps: int
    """Of all rises together."""
    effort: Exact
    """Of all steps together; their number where the model gives no effort."""
    weighed: bool
    """Whether the model gives effort, so that the least effort was sought."""
    best: BestStep | None
    """None where the goal is reached, and where no step brings it nearer."""
    answers_settle: bool
    """Whether the unanswered questions alone could reach the goal, if all of them got their best
    answer."""


def grow(of: Assessment | Result, goal: Goal | None = None) -> Growth:
    """The least that reaches the goal, by default the next phase overall.

    of: an assessment, or its result.

    Where it cannot be reached, the rises are those of the axes that can reach theirs.
    """
    expect(of, (Assessment, Result), "grow() takes an Assessment or a Result")
    assessment = of.assessment if isinstance(of, Result) else of
    if goal is not None:
        expect(goal, Goal, "grow() takes a goal that goal_of() made")
    before = summarize(assessment)
    goal = goal_of(before) if goal is None else goal
    return _Growing(assessment, before, goal).result()


def is_weighed(model: Model) -> bool:
    """Whether a model says of any answer which effort it takes."""
    return any(o.effort is not None for q in model.questions.values() for o in q.options or ())


class _Growing:
    def __init__(self, assessment: Assessment, before: Summary, goal: Goal) -> None:
        self.assessment, self.before, self.goal = assessment, before, goal
        self.model, self.answers = assessment.model, assessment.answers
        self.order = {question: at for at, question in enumerate(self.model.questions)}
        self.raising = Raising(assessment)
        self.tops = {q: ways[-1].units for q, ways in self.raising.ways.items()}
        self.bests = {
            identifier: self.model.units(kind.ends[1])
            for identifier, kind in self.model.kinds.items()
            if self.answers[identifier].state is State.UNKNOWN
        }

    def result(self) -> Growth:
        problems = self._problems()
        chosen: dict[str, Way] = {}
        useful: set[str] = set()
        for problem in problems:
            if problem is not None:
                chosen |= solve(problem) or {}
                useful |= in_some_optimum(problem)
        after = self._with({question: way.units for question, way in chosen.items()})
        everything, at_best = self._with(self.tops | self.bests), self._with(self.bests)
        axes = self._axes(chosen, useful, after, everything, at_best)
        if self.goal.axes:
            order = list(Outcome)
            outcome = max((a.outcome for a in axes if a.outcome is not None), key=order.index)
            settled = all(
                reaches(standing, self.goal.axes[standing.id])
                for standing in at_best.axes
                if standing.id in self.goal.axes
            )
        else:
            assert self.goal.overall is not None
            outcome = _outcome(
                self.goal.overall, self.before.overall, after.overall, everything.overall
            )
            settled = reaches(at_best.overall, self.goal.overall)
        return Growth(
            assessment=self.assessment,
            goal=self.goal,
            outcome=outcome,
            before=self.before,
            after=after,
            axes=axes,
            steps=sum(len(rise.climb.stops) for axis in axes for rise in axis.rises),
            effort=sum((rise.climb.effort for axis in axes for rise in axis.rises), Fraction(0)),
            weighed=is_weighed(self.model),
            best=None if outcome is Outcome.REACHED else self._best_step(useful),
            answers_settle=settled and outcome is not Outcome.REACHED,
        )

    def _problems(self) -> list[Need | None]:
        """What is to be solved: per axis that is not there yet, or everything at once."""
        if self.goal.axes:
            return [
                self.raising.to_phase(axis, standing, self.goal.axes[axis.id])
                for axis, standing in zip(self.model.axes, self.before.axes, strict=True)
                if axis.id in self.goal.axes and not reaches(standing, self.goal.axes[axis.id])
            ]
        assert self.goal.overall is not None
        if reaches(self.before.overall, self.goal.overall):
            return []
        return [self.raising.to_overall_mean(self.before.axes, self.goal.overall)]

    def _axes(
        self,
        chosen: Mapping[str, Way],
        useful: Set[str],
        after: Summary,
        everything: Summary,
        best: Summary,
    ) -> tuple[AxisGrowth, ...]:
        top = self._with(self.tops)
        axes = []
        for at, axis in enumerate(self.model.axes):
            wanted, before = self.goal.axes.get(axis.id), self.before.axes[at]
            outcome = None
            if wanted is not None:
                outcome = _outcome(wanted, before, after.axes[at], everything.axes[at])
            here = yardsticks_of(self.model).axes[axis.id].weights
            rises = [self._rise(axis, q, way) for q, way in chosen.items() if q in here]
            axes.append(
                AxisGrowth(
                    before=before,
                    after=after.axes[at],
                    goal=wanted,
                    outcome=outcome,
                    reachable=top.axes[at].phase,
                    rises=tuple(sorted(rises, key=self._by_advice)),
                    alternatives=tuple(q for q in here if q in useful and q not in chosen),
                    unanswered=self._unanswered(axis, before, best.axes[at], wanted),
                )
            )
        return tuple(axes)

    def _by_advice(self, rise: Rise) -> tuple[bool, int]:
        return rise.required_for is None, self.order[rise.question]

    def _rise(self, axis: Axis, question: str, way: Way) -> Rise:
        start = start_of(self.model, question, self.answers[question])
        wanted = self.goal.axes.get(axis.id)
        required_for = next(
            (
                rung.phase
                for rung in yardsticks_of(self.model).axes[axis.id].rungs
                if wanted is not None and rung.phase <= wanted
                for name, units in rung.required
                if name == question and units > start.units
            ),
            None,
        )
        taken = climb(self.model.kinds[question], start, way)
        return Rise(question, axis.id, start, taken, required_for)

    def _unanswered(
        self, axis: Axis, before: Standing, best: Standing, wanted: int | None
    ) -> Unanswered | None:
        weights = yardsticks_of(self.model).axes[axis.id].weights
        questions = tuple(q for q in weights if self.answers[q].state is State.UNKNOWN)
        if not questions:
            return None
        required = {} if wanted is None else requirements(self.model, axis, wanted)
        applicable = [q for q in weights if self.answers[q].state is not State.NOT_APPLICABLE]
        needed = self.model.minimum_coverage * sum(weights[q] for q in applicable)
        covered = sum(weights[q] for q in applicable if q not in questions)
        count = 0
        for weight in sorted((weights[q] for q in questions), reverse=True):
            if covered >= needed and covered:
                break
            covered, count = covered + weight, count + 1
        return Unanswered(
            questions=questions,
            required=tuple(q for q in questions if q in required),
            to_determine=count,
            best=best.phase,
            settles=wanted is not None and not reaches(before, wanted) and reaches(best, wanted),
        )

    def _best_step(self, useful: Set[str]) -> BestStep | None:
        """The step with the most effect, by these in turn.

        The phase overall (where the goal is overall); how many axes are at their goal; the phases
        of those axes; whether the goal comes nearer; whether it is a step to what a phase cannot
        do without; what it adds to the overall score; less effort; the order of the model.
        """
        if not useful:
            return None
        best: tuple[tuple[Any, ...], BestStep] | None = None
        for axis in self.model.axes:
            if self.goal.axes and axis.id not in self.goal.axes:
                continue
            for question in yardsticks_of(self.model).axes[axis.id].weights:
                for way in self.raising.ways.get(question, ()):
                    if len(way.route) != 1:
                        continue
                    rise = self._rise(axis, question, way)
                    step = BestStep(rise, self._with({question: way.units}), question in useful)
                    effect = self._effect(axis, step)
                    if best is None or effect > best[0]:
                        best = effect, step
        return None if best is None else best[1]

    def _effect(self, axis: Axis, step: BestStep) -> tuple[Any, ...]:
        wanted = self.goal.axes or {one.id: 0 for one in self.model.axes}
        aimed = [(s, wanted[s.id]) for s in step.after.axes if s.id in wanted]
        before = self.before.axis(axis.id)
        after = step.after.axis(axis.id)
        assert before.score is not None
        assert after.score is not None
        return (
            0 if self.goal.overall is None else _certain(step.after.overall),
            sum(reaches(standing, phase) for standing, phase in aimed),
            sum(_certain(standing) for standing, _ in aimed),
            step.nearer,
            step.rise.required_for is not None,
            axis.weight * (after.score - before.score),
            -step.rise.climb.effort,
        )

    def _with(self, units: Mapping[str, int]) -> Summary:
        """Everything, with these questions answered at these units."""
        raised = {
            question: Answer(
                state=State.KNOWN, score=self.model.score_of_units(Fraction(of)), units=of
            )
            for question, of in units.items()
        }
        return summarize(self.assessment._replace(answers={**self.answers, **raised}))


def _certain(standing: Standing | OverallResult) -> int:
    return standing.range[0] if standing.phase is None else standing.phase


def _outcome(
    goal: int,
    before: Standing | OverallResult,
    after: Standing | OverallResult,
    everything: Standing | OverallResult,
) -> Outcome:
    if reaches(before, goal):
        return Outcome.REACHED
    if reaches(after, goal):
        return Outcome.STEPS
    return Outcome.ANSWERS_FIRST if reaches(everything, goal) else Outcome.OUT_OF_REACH
