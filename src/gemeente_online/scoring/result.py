"""What scoring says: frozen values, exact fractions, no texts."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.assessment.file import Assessment

Range = tuple[int, int]
"""The lowest and the highest phase that remain possible."""


class Standing(NamedTuple):
    """Where some questions taken together stand: an axis, or a group of a view.

    id: of the axis, or of the group.
    score: the weighted mean on the model's scale; None where nothing was answered.
    phase: its number; None where it cannot be determined.
    coverage: answered share of the weight that applies; None where nothing applies.
    answered, applicable: numbers of questions.
    """

    id: str
    score: Fraction | None
    phase: int | None
    range: Range
    coverage: Fraction | None
    answered: int
    applicable: int


class PhaseShare(NamedTuple):
    """How one phase stands on one axis.

    threshold: what the phase asks: a share of the answered weight, or an axis score.
    share: under ``share``, the part of the answered weight that counts for the phase;
        None under ``mean``, and where nothing was answered.
    """

    phase: int
    threshold: Fraction
    share: Fraction | None


class UnmetRequirement(NamedTuple):
    """An answer that a phase cannot do without; ``score`` is None where it is unknown."""

    question: str
    minimum: Fraction
    score: Fraction | None


class HeldBack(NamedTuple):
    """What stands between an axis and its next phase.

    missing: how much of the threshold is missing, as a share or as score; 0 if it is reached.
    questions: under ``share``, the fewest answered questions that would have to rise to the
        phase's level for its threshold; None under ``mean``.
    """

    phase: int
    threshold: Fraction
    missing: Fraction
    questions: int | None
    requirements: tuple[UnmetRequirement, ...]


class Margin(NamedTuple):
    """The fewest single steps that would change an axis's phase (design 4.6).

    up, down: None where no number of steps does.
    """

    up: int | None
    down: int | None


class AxisResult(NamedTuple):
    """One axis in full: its standing (see ``Standing``), and what it rests on."""

    id: str
    score: Fraction | None
    phase: int | None
    range: Range
    coverage: Fraction | None
    answered: int
    applicable: int
    phases: tuple[PhaseShare, ...]
    held_back: HeldBack | None
    margin: Margin | None
    ambition: int | None


class GroupResult(NamedTuple):
    """One group of a view: all its questions taken as one axis, and each axis apart."""

    together: Standing
    axes: tuple[Standing, ...]


class OverallResult(NamedTuple):
    """All axes together.

    profile: the phase of every axis, in the model's order.
    deciding: under ``lowest``, the axes whose phase is the overall one.
    coverage: the mean of the axes' coverage, by axis weight.
    """

    score: Fraction | None
    phase: int | None
    range: Range
    coverage: Fraction | None
    profile: tuple[int | None, ...]
    deciding: tuple[str, ...]
    ambition: int | None


class Verdict(NamedTuple):
    """The overall phase alone; None where it cannot be determined."""

    phase: int | None
    range: Range


class Summary(NamedTuple):
    """What an assessment amounts to, in a row: all that a batch and a ranking need."""

    assessment: Assessment
    axes: tuple[Standing, ...]
    overall: OverallResult


class Result(NamedTuple):
    """What an assessment amounts to in full, and what it was computed with.

    program: this program's version. The model's id, version and digest are those of
    ``assessment.model``.
    """

    assessment: Assessment
    axes: tuple[AxisResult, ...]
    overall: OverallResult
    views: Mapping[str, tuple[GroupResult, ...]]
    program: str
