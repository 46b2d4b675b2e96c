"""What scoring says: values that nobody changes, exact fractions, no texts."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.value import Amount, Count, Exact, Share, plain_value
from gemeente_online.model.parts import Overall
from gemeente_online.scoring.sums import Taken, Yardstick

Range = tuple[int, int]
"""The lowest and the highest phase that remain possible."""

OVERALL = "overall"
"""The id of all axes together."""


class Footing(NamedTuple):
    """Where some questions stand, without the fractions that a verdict does not need."""

    yardstick: Yardstick
    taken: Taken
    phase: int | None
    range: Range


@plain_value
class Standing:
    """Where some questions taken together stand: an axis, or a group of a view."""

    id: str
    """Of the axis, or of the group."""
    score: Exact | None
    """The weighted mean on the model's scale; null where nothing was answered. In a checklist what
    is unanswered counts as the bottom of the scale."""
    phase: int | None
    """The phase's number; null where it cannot be determined."""
    range: Range
    """The lowest and the highest phase that remain possible."""
    coverage: Share | None
    """The answered share of the weight that applies; null where nothing applies."""
    answered: Count
    """Answered questions."""
    applicable: Count
    """Questions that are not answered with nvt."""


@plain_value
class PhaseShare:
    """How one phase stands on one axis."""

    phase: int
    """The phase's number."""
    threshold: Exact
    """What the phase asks: a share of the answered weight, or with scoring mean an axis score."""
    share: Share | None
    """With scoring share: the part of the answered weight that counts for the phase."""


@plain_value
class UnmetRequirement:
    """An answer that a phase cannot do without, and that is not high enough."""

    question: str
    """The question's id."""
    minimum: Exact
    """The score that it needs."""
    score: Exact | None
    """The score that it has; null where it is not known."""


@plain_value
class HeldBack:
    """What stands between an axis and its next phase."""

    phase: int
    """The next phase's number."""
    threshold: Exact
    """What that phase asks."""
    missing: Amount
    """How much of the threshold is missing, as a share or as score; 0 where it is reached."""
    questions: int | None
    """With scoring share: the fewest answered questions that would have to rise for it."""
    requirements: tuple[UnmetRequirement, ...]
    """The answers that it cannot do without."""


class Tightness(StrEnum):
    """Whether one single step would change a phase."""

    FIRM = "firm"
    """Neither lower nor higher."""
    DOWN = "tight-down"
    """To a lower one."""
    UP = "tight-up"
    """To a higher one."""
    BOTH = "tight-both"
    """To a lower one, and to a higher one."""

    @classmethod
    def of(cls, *, down: bool, up: bool) -> "Tightness":
        """By what one step down, and one step up, can do."""
        if down:
            return cls.BOTH if up else cls.DOWN
        return cls.UP if up else cls.FIRM


@plain_value
class Margin:
    """The fewest single steps that would change a phase.

    A step takes one known answer to its next higher or lower score. Where an axis has no phase,
    the lowest of its range counts.
    """

    down: int | None
    """To a lower phase; null where no number of steps does that."""
    up: int | None
    """To a higher phase; null where no number of steps does that."""
    down_questions: tuple[str, ...]
    """The ids of the questions on which one step down is enough."""
    up_questions: tuple[str, ...]
    """The ids of the questions on which one step up is enough."""

    @property
    def tightness(self) -> Tightness:
        """Whether one step is enough."""
        return Tightness.of(down=self.down == 1, up=self.up == 1)


@plain_value
class Firmness(Margin):
    """How easily the overall phase would change: by steps, and by the choices of the model."""

    lower_threshold: int | None
    """The phase with every threshold one average question lower; null where undetermined."""
    higher_threshold: int | None
    """The phase with every threshold one average question higher; null where undetermined."""
    median_axis: int | None
    """The phase of the middle axis instead of the lowest, of two the lower; null with mean, and
    where an axis has no phase."""


@plain_value
class AxisResult(Standing):
    """One axis in full: where it stands, and what that rests on."""

    phases: tuple[PhaseShare, ...]
    """Every phase, from low to high."""
    held_back: HeldBack | None
    """What stands before the next phase; null at the highest, and where the phase is null."""
    margin: Margin | None
    """The fewest single steps to a higher and to a lower phase; null where the phase is null."""
    ambition: int | None
    """The phase aimed at; null where none is."""


@plain_value
class GroupResult(Standing):
    """One group of a view: where all its questions taken as one axis stand, and each axis apart."""

    axes: tuple[Standing, ...]
    """Its questions on each axis, in the order of the model."""


@plain_value
class AxesTogether:
    """Several axes together: all of them, or those of a domain."""

    id: str
    """Of the domain, or overall."""
    method: Overall
    """How the axes make one phase: lowest, or mean."""
    score: Exact | None
    """The weighted mean of the axis scores; null where one is missing."""
    phase: int | None
    """The phase's number; null where it cannot be determined."""
    range: Range
    """The lowest and the highest phase that remain possible."""
    coverage: Share | None
    """The mean of the axes' coverage, by axis weight; null where one is missing."""
    profile: tuple[int | None, ...]
    """The phase of every axis, in the order of the model."""
    deciding: tuple[str, ...]
    """With the method lowest: the axes whose phase is the one that they make."""
    ambition: int | None
    """The phase aimed at: the lowest over the axes; null unless each has one."""


@plain_value
class DomainResult(AxesTogether):
    """The axes of one domain together."""

    id: str
    """Of the domain."""


@plain_value
class OverallResult(AxesTogether):
    """All axes together."""

    id: str
    """Always overall."""
    score: Exact | None
    """The weighted mean of the axis scores, with domains of theirs; null where one is missing."""


@plain_value
class OverallInFull(OverallResult):
    """All axes together, and how firm their phase is."""

    firmness: Firmness | None
    """How easily the phase would change; null where it is undetermined."""
    with_evidence: int | None
    """The phase if every answer that should have evidence and has none is put below the score from
    which it should; null where the model asks for none, where no answer has any, and where it is
    undetermined."""


@plain_value
class Verdict:
    """The overall phase alone."""

    phase: int | None
    """The phase's number; null where it cannot be determined."""
    range: Range
    """The lowest and the highest phase that remain possible."""


@plain_value
class Summary:
    """What an assessment amounts to, in a row: all that a batch and a ranking need."""

    assessment: Assessment
    """What was scored."""
    axes: tuple[Standing, ...]
    """In the order of the model."""
    domains: tuple[DomainResult, ...]
    """The axes of each domain together, in the order of the model; none where it has no domains."""
    overall: OverallResult
    """All axes together."""
    footings: tuple[Footing, ...]
    """What the axes were added up from, in the same order: of it follows how firm they stand."""

    @property
    def parts(self) -> Iterable[Standing | AxesTogether]:
        """Every axis, and every domain."""
        return chain(self.axes, self.domains)

    def axis(self, identifier: str) -> Standing:
        """Where the axis of this id stands, which the model has."""
        return next(axis for axis in self.axes if axis.id == identifier)

    def standing(self, identifier: str) -> Standing | AxesTogether:
        """The same, or where those of a domain, or all of them together stand."""
        found = self.find(identifier)
        assert found is not None
        return found

    def find(self, identifier: str) -> Standing | AxesTogether | None:
        """The same; None where its model does not have the axis or domain."""
        if identifier == OVERALL:
            return self.overall
        return next((one for one in self.parts if one.id == identifier), None)


@plain_value
class Result:
    """What an assessment amounts to in full, and what it was computed with."""

    assessment: Assessment
    """What was scored. The model's id, version and digest are those of its model."""
    axes: tuple[AxisResult, ...]
    """In the order of the model."""
    domains: tuple[DomainResult, ...]
    """The axes of each domain together, in the order of the model; none where it has no domains."""
    overall: OverallInFull
    """All axes together."""
    views: Mapping[str, tuple[GroupResult, ...]]
    """The groups of every view, by the view's id."""
    program: str
    """This program's version."""
