"""What stands in the JSON that leaves the program, where that is not a result itself.

What was scored stands there by its source, municipality, date and model, never whole. With the
types of the results these are also what the JSON Schemas are made of.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from gemeente_online.analysis.comparison import AxisChange
from gemeente_online.analysis.dependence import Dependence
from gemeente_online.analysis.evaluation import AxisEvaluation, AxisPair, PhaseSpread
from gemeente_online.analysis.explanation import AxisExplanation, ViewExplanation
from gemeente_online.analysis.goal import Goal
from gemeente_online.analysis.growth import Outcome, Unanswered
from gemeente_online.analysis.ranking import Quartiles, SizeClass, Within
from gemeente_online.assessment.file import Answer, Municipality, Remark
from gemeente_online.assessment.value import Amount, Count, Exact, plain_value
from gemeente_online.scoring.result import (
    AxisResult,
    GroupResult,
    OverallInFull,
    OverallResult,
    Standing,
)

_HALF = re.compile("[\ud800-\udfff]")
"""Half a character: a byte of a file name that is no UTF-8, or an escape in JSON that is alone."""


def _whole(text: str) -> str:
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


Ordinal = Annotated[int, Field(ge=1)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Whole = Annotated[str, PlainSerializer(_whole)]
"""A text that may name a file or a key, in characters that every reader of JSON takes."""


@plain_value
class ProgramNamed:
    """What was computed with."""

    name: Literal["gemeente-online"]
    """This program's name."""
    version: str
    """This program's version."""


@plain_value
class ModelNamed:
    """What was measured with."""

    id: str
    """Of the model."""
    version: str
    """Of the model."""
    sha256: Digest | None
    """Of the model's file; null where it came from no file."""


@plain_value
class Named:
    """Whose answers they are, and where they stand."""

    source: Whole
    """The file that they came from, or - for standard input."""
    row: Ordinal | None
    """The row or line of a file that holds many; null elsewhere."""
    municipality: Municipality
    """Whose answers they are."""
    date: date
    """Of the assessment."""


@plain_value
class Measured(Named):
    """Whose answers they are, and what they were held against with what."""

    respondent: str | None
    """Who filled it in."""
    model: ModelNamed
    """What was measured with."""
    program: ProgramNamed
    """What was computed with."""


# of score
@plain_value
class ViewScored:
    """One view."""

    id: str
    """Of the view."""
    groups: tuple[GroupResult, ...]
    """In the order of the model."""


@plain_value
class Scored(Measured):
    """What an assessment amounts to."""

    overall: OverallInFull
    """All axes together."""
    axes: tuple[AxisResult, ...]
    """In the order of the model."""
    views: tuple[ViewScored, ...]
    """In the order of the model."""
    answers: dict[str, Answer]
    """Every question's id with what was answered, in the order of the model."""
    remarks: dict[str, Remark]
    """The ids of questions with a note or evidence, with those."""


# of explain
@plain_value
class Explained(Measured):
    """A result, and everything that it follows from."""

    overall: OverallInFull
    """All axes together."""
    axes: tuple[AxisExplanation, ...]
    """In the order of the model."""
    views: tuple[ViewExplanation, ...]
    """In the order of the model."""


# of grow
@plain_value
class Answered:
    """An answer before or after a step."""

    chosen: tuple[str, ...]
    """Ids of the options; empty for a number, and where nothing is chosen."""
    numbers: str | None
    """For a number: the bounds of its band, in Dutch."""
    score: Exact
    """On the model's scale."""


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
    """Its phase with every answer that has steps at its best."""
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
class Grown(Measured):
    """The way to a goal."""

    ambition: dict[str, int]
    """Axis id to the phase aimed at."""
    goal: Goal
    """What is to be reached."""
    outcome: Outcome
    """reached: it is already, or what is undetermined can end no lower; steps: by the steps of the
    plan; answers-first: not before more questions are answered; out-of-reach: not by any answers
    that have steps."""
    steps: Count
    """Of all rises together."""
    effort: Amount
    """Of all steps together; their number where the model gives no effort."""
    weighed: bool
    """Whether the model gives effort, so that the least effort was sought."""
    answers_settle: bool
    """Whether the unanswered questions alone could reach the goal."""
    overall: OverallGrown
    """All axes together, before and after."""
    axes: tuple[AxisGrown, ...]
    """In the order of the model."""
    best_step: BestStepFound | None
    """The single step with the most effect; null where no step brings the goal nearer."""


# of compare
@plain_value
class Summarized(Measured):
    """What an assessment amounts to, without what explains it."""

    overall: OverallResult
    """All axes together."""
    axes: tuple[Standing, ...]
    """In the order of the model."""


@plain_value
class PeriodCompared:
    """From one assessment to a later one."""

    before: date
    """The date of the earlier assessment."""
    after: date
    """The date of the later one."""
    moved: Exact | None
    """The difference of the overall scores; null where either is missing."""
    axes: tuple[AxisChange, ...]
    """In the order of the model, of now and then of then."""
    new_questions: tuple[str, ...]
    """Questions that only the model of now has."""
    dropped_questions: tuple[str, ...]
    """Questions that only the model of then has."""


@plain_value
class ComparisonTold:
    """Assessments in order of date, and what changed between them."""

    same_municipality: bool
    """Whether all are of one municipality; not so only where that was allowed."""
    assessments: tuple[Summarized, ...]
    """In order of date."""
    periods: tuple[PeriodCompared, ...]
    """Between each two that follow each other."""
    whole: PeriodCompared
    """From the first to the last."""


# of rank
@plain_value
class Listed(Named):
    """One municipality; who filled in its answers is left out."""

    overall: OverallResult
    """All axes together."""


@plain_value
class Ranked(Listed):
    """One municipality with its place."""

    place: int | None = None
    """From 1; equals share one; null where it is undetermined, and all that follows then too."""
    possible_places: tuple[int, int] | None = None
    """The best and the worst place, whatever the unknown answers of all turn out to be."""
    score: Exact | None = None
    """What was ranked by."""
    score_range: tuple[Exact, Exact] | None = None
    """What the score could be if every unanswered question scored lowest, or highest."""
    size_class: SizeClass | None = None
    """Its size class; null where the number of inhabitants is unknown."""
    place_in_size_class: Within | None = None
    """Its place in that class; null without one."""
    place_in_province: Within | None = None
    """Its place in its province; null where that is unknown."""


@plain_value
class Superseded:
    """Two assessments of one municipality, of which the later one is ranked."""

    old: Listed
    """The one that does not count."""
    new: Listed
    """The one that counts."""


@plain_value
class PhaseListed:
    """How many are in one phase."""

    phase: int
    """The phase's number."""
    count: int
    """How many are in it."""


@plain_value
class SpreadListed:
    """How many are in each phase, on an axis or overall."""

    id: str
    """Of the axis, or overall."""
    phases: tuple[PhaseListed, ...]
    """Every phase, from low to high."""
    undetermined: int
    """How many have no phase."""


@plain_value
class SizeListed(SizeClass):
    """Municipalities of a size, with the scores of those with a place."""

    quartiles: Quartiles | None
    """Null where nobody of this size has a place."""


@plain_value
class RankingTold:
    """What the ranking is of."""

    model: ModelNamed
    """What all were measured with."""
    by: str
    """What was ranked by: overall, or the id of an axis."""
    ranked: int
    """How many have a place."""
    undetermined: int
    """How many have none."""
    quartiles: Quartiles | None
    """Of the scores of those with a place; null where nobody has one."""
    size_classes: tuple[SizeListed, ...]
    """From small to large."""
    spread: tuple[SpreadListed, ...]
    """Overall, and per axis, over everybody."""


# of evaluate
@plain_value
class Evaluated:
    """What many assessments say of their model.

    Every figure that can be computed is here, also where verdict says that there are too few
    assessments to go by it.
    """

    model: ModelNamed
    """What all were measured with."""
    program: ProgramNamed
    """What was computed with."""
    assessments: int
    """How many there are."""
    municipalities: int
    """How many different ones there are, by code, else by name."""
    minimum: int
    """Fewest assessments for a verdict."""
    minimum_order: int
    """Fewest assessments for a verdict on H and the order of the phases."""
    spread: PhaseSpread
    """Over the overall phases."""
    dependence: Dependence
    """What the overall phases depend on."""
    axes: tuple[AxisEvaluation, ...]
    """In the order of the model."""
    pairs: tuple[AxisPair, ...]
    """Each two axes."""
