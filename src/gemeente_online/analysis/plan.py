"""What a plan is: the steps to a goal, axis by axis, and what they lead to. Pure: no texts."""

from enum import StrEnum

from gemeente_online.analysis.goal import Goal
from gemeente_online.analysis.steps import Climb
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.value import Count, Exact, plain_value
from gemeente_online.model.question_types.kind import Stop
from gemeente_online.scoring.result import Standing, Summary


class Outcome(StrEnum):
    """Whether a goal can be reached, from good to bad.

    REACHED: it is already, or what is undetermined can end no lower. STEPS: by the steps of the
    plan. ANSWERS_FIRST: not by raising answers alone, but perhaps once more questions are
    answered. OUT_OF_REACH: not even with every question that may be raised at its best answer.
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
    """Its phase with every answer that may be raised at its best."""
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
    prefer: tuple[str, ...]
    """The questions to raise where that takes no more, the first of them first."""
    without: tuple[str, ...]
    """The questions that are left as they are."""
    blocking: tuple[str, ...]
    """Those left as they are that stand in the way of the goal: each of them, or where none does
    alone, all of them together."""
    best: BestStep | None
    """None where the goal is reached, and where no step brings it nearer."""
    answers_settle: bool
    """Whether the unanswered questions alone could reach the goal, if all of them got their best
    answer."""
