"""What is still to be done for a phase: the fewest steps, or the least effort. Pure: no texts.

Only answered questions are raised. What is unanswered stays so, as where a phase is
estimated, and is told apart: what answering it could settle without doing anything. In a checklist
it is not met yet, as where its lowest answer was given, and is raised from there. An axis without a
phase has no plan: too little of it was answered to promise one.

Where axes are to reach a phase, each is solved by itself: a phase's threshold implies those of
the phases below it, since thresholds and levels never fall, and the requirements of all of them
are met first. Where the overall mean decides, all questions are solved together.

Of all ways that take as little effort, the advice is one that (1) takes the fewest steps,
(2) raises the questions that somebody prefers, as far as such a way can, the first of them first,
and (3) lifts no answer higher than it must, and that then prefers, question by question, (4) those
that a later phase requires, (5) the lowest answers, (6) the order of the model. So the same
answers get the same advice.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from gemeente_online.analysis.goal import Goal, certain, goal_of, questions_asked, reaches
from gemeente_online.analysis.plan import (
    AxisGrowth,
    BestStep,
    Growth,
    Outcome,
    Rise,
    Unanswered,
)
from gemeente_online.analysis.steps import climb, ways_up
from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.value import expect
from gemeente_online.model.file import Model
from gemeente_online.problem import wrong
from gemeente_online.scoring.axis import fewest
from gemeente_online.scoring.optimum import Need, Way
from gemeente_online.scoring.result import Result, Standing, Summary
from gemeente_online.scoring.score import summarize
from gemeente_online.scoring.steps import WeighedTogether, need_for, start_of
from gemeente_online.scoring.sums import Sums, Yardstick, counts_as_lowest, yardsticks_of

_SHORT = (Outcome.ANSWERS_FIRST, Outcome.OUT_OF_REACH)
"""What steps do not bring to its goal."""


def grow(
    of: Assessment | Result,
    goal: Goal | None = None,
    *,
    prefer: Iterable[str] = (),
    without: Iterable[str] = (),
) -> Growth:
    """The least that reaches the goal, by default the next phase overall.

    of: an assessment, or its result.
    prefer: questions, by id or number, to raise where the plan becomes no longer by that, the
        first of them first. without: those to leave as they are, though the plan may become longer.

    Where it cannot be reached, the rises are those of the axes that can reach theirs.

    Raises:
        Wrong: the model has no such question, or one is to be preferred and left as it is.

    """
    expect(of, (Assessment, Result), "grow() takes an Assessment or a Result")
    assessment = of.assessment if isinstance(of, Result) else of
    if goal is not None:
        expect(goal, Goal, "grow() takes a goal that goal_of() made")
    before = summarize(assessment)
    goal = goal_of(before) if goal is None else goal
    preferred, left = (questions_asked(assessment.model, one) for one in (prefer, without))
    for question in preferred:
        if question in left:
            raise wrong("preferred-and-left-out", question=question)
    return _Growing(assessment, before, goal, preferred, left).result()


def is_weighed(model: Model) -> bool:
    """Whether a model says of any answer which effort it takes."""
    return any(o.effort is not None for q in model.questions.values() for o in q.options or ())


def _tops(ways: Mapping[str, Sequence[Way]]) -> dict[str, int]:
    """What every question has at its best."""
    return {question: several[-1].units for question, several in ways.items()}


class _Growing:
    def __init__(
        self,
        assessment: Assessment,
        before: Summary,
        goal: Goal,
        prefer: tuple[str, ...],
        without: tuple[str, ...],
    ) -> None:
        self.assessment, self.before, self.goal = assessment, before, goal
        self.prefer, self.without = prefer, without
        self.model, self.answers = assessment.model, assessment.answers
        self.yardsticks = yardsticks_of(self.model).axes
        self.order = {question: at for at, question in enumerate(self.model.questions)}
        self.all_ways = {
            question: ways_up(self.model, question, self.answers[question])
            for question in self.order
            if self._can_be_raised(self.answers[question])
        }
        self.bests = {
            question: self.model.units(kind.ends[1])
            for question, kind in self.model.kinds.items()
            if self.answers[question].state is State.UNKNOWN
        }
        self.ways = self.all_ways | {q: self.all_ways[q][:1] for q in without if q in self.all_ways}

    def _can_be_raised(self, answer: Answer) -> bool:
        return answer.state is State.KNOWN or counts_as_lowest(self.model, answer)

    def result(self) -> Growth:
        chosen: dict[str, Way] = {}
        useful: set[str] = set()
        for need in self._needs():
            if need is not None and (optimum := need.more) is not None:
                chosen |= self._preferring(need, need.spent + optimum)
                useful |= need.taking_part(optimum)
        tops = _tops(self.ways)
        after = self._with({question: way.units for question, way in chosen.items()})
        at_top, at_best, everything = map(self._with, (tops, self.bests, tops | self.bests))
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
            prefer=self.prefer,
            without=self.without,
            blocking=self._blocking(outcomes),
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

    def _blocking(self, outcomes: Mapping[str, Outcome]) -> tuple[str, ...]:
        """See ``Growth``. outcomes: of every axis with a goal, or of all of them as a whole."""
        found: set[str] = set()
        for one, outcome in outcomes.items() if self.without else ():
            if outcome not in _SHORT or (best := self._could(one, ())) is outcome:
                continue
            here = self.yardsticks[one].weights if self.goal.axes else self.order
            left = {q for q in self.without if q in here and len(self.all_ways.get(q, ())) > 1}
            found |= {q for q in left if self._could(one, {q}) is not best} or left
        return tuple(question for question in self.order if question in found)

    def _could(self, one: str, left: Container[str]) -> Outcome:
        """What would become of its goal if no other questions were left as they are."""
        tops = {q: units for q, units in _tops(self.all_ways).items() if q not in left}
        before, at_top = (self.goal.standing(of, one) for of in (self.before, self._with(tops)))
        phase = self.goal.phases[one]
        if before.phase is not None and reaches(at_top, phase):
            return Outcome.STEPS
        everything = self.goal.standing(self._with(tops | self.bests), one)
        return Outcome.ANSWERS_FIRST if reaches(everything, phase) else Outcome.OUT_OF_REACH

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
            for part in self.yardsticks[one].parts:
                sums = part.take(self.answers).known
                if part.phase(sums, self.answers) < phase:
                    yield self._need_of(part, sums, phase)

    def _need_of(self, part: Yardstick, sums: Sums, phase: int) -> Need | None:
        """What steps on some questions, which add up to this, must gain for a phase."""
        later = {
            question for rung in part.rungs if rung.phase > phase for question, _ in rung.required
        }
        return need_for(part, [sums], phase, self._preferred(part.weights, later))

    def _preferred(
        self, questions: Iterable[str], later: Container[str] = ()
    ) -> dict[str, Sequence[Way]]:
        """The ways of answers that may be raised, those first that are to be preferred.

        later: the questions that a phase beyond the goal requires.
        """

        def by_preference(question: str) -> tuple[bool, int, int]:
            return question not in later, self.ways[question][0].units, self.order[question]

        known = [question for question in questions if question in self.ways]
        return {question: self.ways[question] for question in sorted(known, key=by_preference)}

    def _preferring(self, need: Need, least: int) -> dict[str, Way]:
        """What to choose at the least cost, with the questions that are preferred as far as can be.

        Each is taken to be chosen where the least cost stays what it is.
        """
        for question in self.prefer:
            changing = need.changing(question)
            if changing is not None and changing.least == least:
                need = changing
        return need.chosen(least - need.spent)

    # --- what is told ------------------------------------------------------------------------

    def _by_advice(self, rise: Rise) -> tuple[bool, int]:
        return rise.required_for is None, self.order[rise.question]

    def _rise(self, axis: str, question: str, way: Way) -> Rise:
        start = start_of(self.model.kinds[question], self.answers[question])
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
        covered, applicable = taken.covered, taken.lowest.weight
        lacking = self.model.minimum_coverage * applicable - covered
        if not covered and not yardstick.counts_unanswered:  # no phase without any answer
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
        do without; what it adds to the overall score; less effort; whether it is preferred.
        """
        aimed = [one for one in step.after.axes if not self.goal.axes or one.id in self.goal.axes]
        at = [axis.id for axis in self.model.axes].index(step.rise.axis)
        before, after = self.before.axes[at].score, step.after.axes[at].score
        assert before is not None
        assert after is not None
        return (
            0 if self.goal.overall is None else certain(step.after.overall),
            sum(reaches(one, self.goal.axes.get(one.id, 0)) for one in aimed),
            sum(certain(one) for one in aimed),
            step.nearer,
            step.rise.required_for is not None,
            self.model.axis_weights[at] * (after - before),
            -step.rise.climb.effort,
            step.rise.question in self.prefer,
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
