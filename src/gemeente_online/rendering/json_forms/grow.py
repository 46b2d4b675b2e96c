"""The way to a goal, as ``grow`` tells it."""

from gemeente_online.analysis.goal import Goal
from gemeente_online.analysis.plan import Outcome, Unanswered
from gemeente_online.assessment.value import Amount, Count, Exact, plain_value
from gemeente_online.rendering.json_forms.shared import Measured
from gemeente_online.scoring.result import DomainResult, OverallResult, Standing


@plain_value
class Answered:
    """An answer before or after a step."""

    chosen: tuple[str, ...]
    """Ids of the options; empty for a number, and where nothing is chosen."""
    numbers: str | None
    """For a number: the bounds of its band, in Dutch."""
    score: Exact | None
    """On the model's scale; null where nothing is answered yet."""


@plain_value
class StepUp:
    """One step of one question."""

    before: Answered
    """The answer before it."""
    after: Answered
    """The answer that it leads to."""
    effort: Amount
    """What it takes; 1 where the model gives no effort."""


@plain_value
class Raised:
    """One question of a plan, with the steps that it takes."""

    question: str
    """The question's id."""
    axis: str
    """The id of its axis."""
    required_for: int | None
    """The lowest phase up to the goal that cannot do without it and does not have it yet."""
    effort: Amount
    """Of all its steps."""
    steps: tuple[StepUp, ...]
    """In order."""


@plain_value
class AxisGrown:
    """One axis on the way to the goal."""

    id: str
    """Of the axis."""
    goal: int | None
    """The phase that it is to reach; null where the overall mean decides, or another axis."""
    outcome: Outcome | None
    """Whether its goal can be reached; null where there is none for it."""
    before: Standing
    """Where it stands."""
    after: Standing
    """Where it stands when all rises are carried out."""
    reachable: int | None
    """Its phase with every answer that may be raised at its best."""
    rises: tuple[Raised, ...]
    """In the order of advice: what a phase cannot do without first, then as in the model."""
    alternatives: tuple[str, ...]
    """Questions that another plan, which takes as little, raises."""
    unanswered: Unanswered | None
    """What is unanswered; null where nothing is."""


@plain_value
class BestStepFound:
    """The single step with the most effect."""

    rise: Raised
    """One question, one step up."""
    nearer: bool
    """Whether some plan that takes as little as possible raises this question."""
    after: OverallResult
    """All axes together after that step."""
    axis_after: Standing
    """Where the axis of the question stands after it."""


@plain_value
class OverallGrown:
    """All axes together."""

    before: OverallResult
    """What the answers amount to."""
    after: OverallResult
    """What they amount to when all rises are carried out."""


@plain_value
class DomainGrown:
    """The axes of one domain together."""

    id: str
    """Of the domain."""
    before: DomainResult
    """What the answers amount to."""
    after: DomainResult
    """What they amount to when all rises are carried out."""


@plain_value
class Grown(Measured):
    """The way to a goal."""

    ambition: dict[str, int]
    """Axis id to the phase aimed at."""
    goal: Goal
    """What is to be reached."""
    outcome: Outcome
    """reached: it is already, or what is undetermined can end no lower; steps: by the steps of the
    plan; answers-first: not before more questions are answered; out-of-reach: not by any answers
    that may be raised."""
    steps: Count
    """Of all rises together."""
    effort: Amount
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
    answers_settle: bool
    """Whether the unanswered questions alone could reach the goal."""
    overall: OverallGrown
    """All axes together, before and after."""
    domains: tuple[DomainGrown, ...]
    """The axes of each domain together, before and after, in the order of the model; none where it
    has no domains."""
    axes: tuple[AxisGrown, ...]
    """In the order of the model."""
    best_step: BestStepFound | None
    """The single step with the most effect; null where no step brings the goal nearer."""
