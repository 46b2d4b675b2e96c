"""What is still to be done for a phase: the fewest steps, or the least effort. Pure: no texts.

Only answered questions are raised. What is unanswered stays so, as where a phase is
estimated, and is told apart: what answering it could settle without doing anything. An axis
without a phase has no plan: too little of it was answered to promise one, and raising answers
leaves its coverage what it is.

Where axes are to reach a phase, each is solved by itself: a phase's threshold implies those of
the phases below it, since thresholds and levels never fall, and the requirements of all of them
are met first. Where the overall mean decides, all questions are solved together.

Of all ways that take as little effort, the advice is one that (1) takes the fewest steps and
(2) lifts no answer higher than it must, and that then prefers, question by question, (3) those
that a later phase requires, (4) the lowest answers, (5) the order of the model. So the same
answers get the same advice.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any

from gemeente_online.analysis.goal import Goal, certain, goal_of, reaches
from gemeente_online.analysis.steps import Climb, climb, start_of, ways_up
from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.value import Count, Exact, expect, plain_value
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import Stop
from gemeente_online.scoring.axis import fewest
from gemeente_online.scoring.optimum import Need, Way
from gemeente_online.scoring.result import Result, Standing, Summary
from gemeente_online.scoring.score import summarize
from gemeente_online.scoring.steps import WeighedTogether, need_for
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
        self.yardsticks = yardsticks_of(self.model).axes
        self.order = {question: at for at, question in enumerate(self.model.questions)}
        self.ways = {
            question: ways_up(self.model, question, self.answers[question])
            for question in self.order
            if self.answers[question].state is State.KNOWN
        }

    def result(self) -> Growth:
        chosen: dict[str, Way] = {}
        useful: set[str] = set()
        for need in self._needs():
            if need is not None and (optimum := need.more) is not None:
                chosen |= need.chosen(optimum)
                useful |= need.taking_part(optimum)
        tops = {question: ways[-1].units for question, ways in self.ways.items()}
        bests = {
            question: self.model.units(kind.ends[1])
            for question, kind in self.model.kinds.items()
            if self.answers[question].state is State.UNKNOWN
        }
        after = self._with({question: way.units for question, way in chosen.items()})
        at_top, at_best, everything = map(self._with, (tops, bests, tops | bests))
        outcomes = {one: self._outcome(one, after, everything) for one in self.goal.phases}
        outcome = max(outcomes.values(), key=list(Outcome).index)
        axes = []
        for at, axis in enumerate(self.model.axes):
            here = self.yardsticks[axis.id].weights
            rises = [self._rise(axis.id, q, way) for q, way in chosen.items() if q in here]
            axes.append(
                AxisGrowth(
                    before=self.before.axes[at],
                    after=after.axes[at],
                    goal=self.goal.axes.get(axis.id),
                    outcome=outcomes[axis.id] if axis.id in self.goal.axes else None,
                    reachable=at_top.axes[at].phase,
                    rises=tuple(sorted(rises, key=self._by_advice)),
                    alternatives=tuple(q for q in here if q in useful and q not in chosen),
                    unanswered=self._unanswered(self.before.axes[at], at_best.axes[at]),
                )
            )
        climbs = [rise.climb for axis in axes for rise in axis.rises]
        return Growth(
            assessment=self.assessment,
            goal=self.goal,
            outcome=outcome,
            before=self.before,
            after=after,
            axes=tuple(axes),
            steps=sum(len(one.stops) for one in climbs),
            effort=sum((one.effort for one in climbs), Fraction(0)),
            weighed=is_weighed(self.model),
            best=None if outcome is Outcome.REACHED else self._best_step(useful),
            answers_settle=outcome is not Outcome.REACHED and self.goal.is_reached(at_best),
        )

    def _outcome(self, one: str, after: Summary, everything: Summary) -> Outcome:
        """Whether an axis, or all of them as a whole, can reach what is its goal."""
        for outcome, then in (
            (Outcome.REACHED, self.before),
            (Outcome.STEPS, after),
            (Outcome.ANSWERS_FIRST, everything),
        ):
            if reaches(self.goal.standing(then, one), self.goal.phases[one]):
                return outcome
        return Outcome.OUT_OF_REACH

    # --- what steps must gain ----------------------------------------------------------------

    def _needs(self) -> Iterator[Need | None]:
        """What is to be solved: per axis that is not there yet, or everything at once."""
        for one, phase in self.goal.phases.items():
            standing = self.goal.standing(self.before, one)
            if standing.phase is None or reaches(standing, phase):
                continue
            if not self.goal.axes:
                whole = WeighedTogether(self.model, self.before.footings)
                yield whole.need_for(phase, self._preferred(self.model.questions))
                continue
            yardstick = self.yardsticks[one]
            later = {
                question
                for rung in yardstick.rungs
                if rung.phase > phase
                for question, _ in rung.required
            }
            sums = yardstick.take(self.answers).known
            yield need_for(yardstick, [sums], phase, self._preferred(yardstick.weights, later))

    def _preferred(
        self, questions: Iterable[str], later: Container[str] = ()
    ) -> dict[str, Sequence[Way]]:
        """The ways of known answers, those first that are to be preferred.

        later: the questions that a phase beyond the goal requires.
        """

        def by_preference(question: str) -> tuple[bool, int, int]:
            return question not in later, self.ways[question][0].units, self.order[question]

        known = [question for question in questions if question in self.ways]
        return {question: self.ways[question] for question in sorted(known, key=by_preference)}

    # --- what is told ------------------------------------------------------------------------

    def _by_advice(self, rise: Rise) -> tuple[bool, int]:
        return rise.required_for is None, self.order[rise.question]

    def _rise(self, axis: str, question: str, way: Way) -> Rise:
        start = start_of(self.model, question, self.answers[question])
        required_for = None
        if axis in self.goal.axes:
            lacking = (
                rung.phase
                for rung in self.yardsticks[axis].rungs
                if dict(rung.required).get(question, 0) > start.units
            )
            required_for = next((p for p in lacking if p <= self.goal.axes[axis]), None)
        taken = climb(self.model.kinds[question], start, way)
        return Rise(question, axis, start, taken, required_for)

    def _unanswered(self, before: Standing, best: Standing) -> Unanswered | None:
        yardstick, wanted = self.yardsticks[before.id], self.goal.axes.get(before.id)
        weights = yardstick.weights
        questions = tuple(q for q in weights if self.answers[q].state is State.UNKNOWN)
        if not questions:
            return None
        taken = yardstick.take(self.answers)
        covered, applicable = taken.known.weight, taken.lowest.weight
        lacking = self.model.minimum_coverage * applicable - covered
        if not covered:  # without any answer there is no phase
            lacking = max(lacking, Fraction(1))
        required = {} if wanted is None else yardstick.required(wanted)
        return Unanswered(
            questions=questions,
            required=tuple(q for q in questions if q in required),
            to_determine=fewest((weights[q] for q in questions), lacking),
            best=best.phase,
            settles=wanted is not None and not reaches(before, wanted) and reaches(best, wanted),
        )

    def _best_step(self, useful: Container[str]) -> BestStep | None:
        """The step with the most effect; of equals the first in the order of the model."""
        if not useful:
            return None
        steps = (
            BestStep(
                rise=self._rise(axis.id, question, way),
                after=self._with({question: way.units}),
                nearer=question in useful,
            )
            for axis in self.model.axes
            if not self.goal.axes or axis.id in self.goal.axes
            for question in self.yardsticks[axis.id].weights
            for way in self.ways.get(question, ())
            if len(way.route) == 1
        )
        return max(steps, key=self._effect, default=None)

    def _effect(self, step: BestStep) -> tuple[Any, ...]:
        """What makes one step better than another, by these in turn.

        The phase overall (where the goal is overall); how many axes are at their goal; the phases
        of those axes; whether the goal comes nearer; whether it is a step to what a phase cannot
        do without; what it adds to the overall score; less effort.
        """
        aimed = [one for one in step.after.axes if not self.goal.axes or one.id in self.goal.axes]
        axis = next(axis for axis in self.model.axes if axis.id == step.rise.axis)
        before, after = self.before.axis(axis.id).score, step.after.axis(axis.id).score
        assert before is not None
        assert after is not None
        return (
            0 if self.goal.overall is None else certain(step.after.overall),
            sum(reaches(one, self.goal.axes.get(one.id, 0)) for one in aimed),
            sum(certain(one) for one in aimed),
            step.nearer,
            step.rise.required_for is not None,
            axis.weight * (after - before),
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
