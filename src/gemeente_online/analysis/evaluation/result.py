"""What an evaluation of a model says: frozen values, and the bounds that its verdicts rest on.

No texts; ``evaluation`` fills these in.
"""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.model.file import Model

MINIMUM = 30
"""Fewest assessments for a verdict: below it a correlation is uncertain by more than 0.35 either
way, and H. Yurdugül (Hacettepe University Journal of Education 35, 2008) found 30 to be enough
for alpha where questions agree strongly."""
MINIMUM_ORDER = 100
"""Fewest for a verdict on H and the order of the steps, which rest on counts of rare patterns.
S. A. Wind (Educational and Psychological Measurement 82, 2022) supports about 100; to choose
questions by H, Straat et al. (the same journal, 74, 2014) ask 250 and more."""
MINIMUM_GROUP = 10
"""Our judgement: fewest assessments with one option for the mean of their other answers to be
compared."""

ALPHA_GOOD, ALPHA_FAIR = Fraction(8, 10), Fraction(7, 10)
"""The Dutch test committee's bounds for less important decisions about individuals (COTAN
Beoordelingssysteem, 2010)."""
ITEM_REST_GOOD = Fraction(3, 10)
"""J. C. Nunnally and I. H. Bernstein, *Psychometric theory* (1994)."""
H_GOOD, H_FAIR = Fraction(4, 10), Fraction(3, 10)
"""R. J. Mokken, *A theory and procedure of scale analysis* (1971): 0.3 weak, 0.4 medium, 0.5
strong; below 0.3 no scale."""
CROSSED_GOOD, CROSSED_FAIR = Fraction(1, 10), Fraction(1, 4)
"""Our judgement: which part of the pairs of steps may be the other way round."""
SAME, LOOSE = Fraction(9, 10), Fraction(3, 10)
"""Our judgement: from 0.9 two axes measure the same, below 0.3 they have little in common."""
LOPSIDED = Fraction(8, 10)
"""Our judgement: one option, or phase, with this share no longer tells assessments apart."""


class Judgement(StrEnum):
    """What a figure means; ``NONE`` where there is no figure, whatever the numbers."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    TOO_FEW = "too-few"
    NONE = "none"


class PhaseUse(NamedTuple):
    """How many assessments are in one phase; ``share`` is of those that have a phase."""

    phase: int
    assessments: int
    share: Fraction | None


class PhaseSpread(NamedTuple):
    """How assessments are spread over the phases.

    determined, undetermined: assessments with and without a phase.
    verdict: poor if one phase has LOPSIDED or more, fair if a phase is empty.
    """

    determined: int
    undetermined: int
    phases: tuple[PhaseUse, ...]
    verdict: Judgement


class Consistency(NamedTuple):
    """Whether the questions of an axis measure one thing: Cronbach's alpha.

    complete: the assessments it rests on.
    standardized: alpha with every question's variance made equal.
    interval: the bounds of alpha's 95 % confidence.
    """

    complete: int
    alpha: Fraction | None
    standardized: float | None
    interval: tuple[float, float] | None
    verdict: Judgement


class Scalability(NamedTuple):
    """Whether the answers on an axis follow one ladder: Loevinger's H over phases reached.

    errors: weighted Guttman errors. expected: as many as unrelated answers would make.
    """

    complete: int
    h: Fraction | None
    errors: int
    expected: Fraction
    verdict: Judgement


class Reached(NamedTuple):
    """The share of assessments whose answer to a question reaches a phase or a higher one."""

    question: str
    phase: int
    share: Fraction


class PhaseReach(NamedTuple):
    """How often one phase is reached on the questions of an axis, most and least often."""

    phase: int
    mean: Fraction
    most: Reached
    least: Reached


class PhaseOrder(NamedTuple):
    """Whether higher phases are harder, whatever the question.

    pairs: of a higher phase on one question and a lower phase on another.
    crossed: the pairs in which the higher one was reached more often.
    worst: the crossed pair with the largest difference: the higher phase, then the lower.
    """

    complete: int
    steps: tuple[PhaseReach, ...]
    pairs: int
    crossed: int
    worst: tuple[Reached, Reached] | None
    verdict: Judgement


class OptionUse(NamedTuple):
    """How often one option was chosen; for a number, its bands are the options (band-1, …).

    share: of those who answered the question; of ``multi`` they add up to more than 1.
    complete: how often in complete assessments. rest: the mean score on the axis's other questions
        of those who chose it, in complete assessments.
    """

    id: str
    score: Fraction | None
    chosen: int
    share: Fraction | None
    complete: int
    rest: Fraction | None


class QuestionEvaluation(NamedTuple):
    """One question.

    floor, ceiling: the shares with the lowest and the highest score that the question has.
    item_rest: the correlation with the sum of the axis's other questions.
    h: Loevinger's H of this question with the others.
    disordered: pairs of options of which the higher goes with lower other answers.
    lopsided: the option that LOPSIDED or more chose.
    verdict: on item_rest: good from ITEM_REST_GOOD, poor below 0.
    """

    id: str
    answered: int
    unknown: int
    not_applicable: int
    mean: Fraction | None
    options: tuple[OptionUse, ...]
    floor: Fraction | None
    ceiling: Fraction | None
    item_rest: float | None
    h: Fraction | None
    disordered: tuple[tuple[str, str], ...]
    lopsided: str | None
    verdict: Judgement


class AxisEvaluation(NamedTuple):
    """One axis."""

    id: str
    spread: PhaseSpread
    consistency: Consistency
    scale: Scalability
    order: PhaseOrder
    questions: tuple[QuestionEvaluation, ...]

    @property
    def recognisable(self) -> Judgement:
        """Whether the axis measures one thing: the article's first question."""
        return self.consistency.verdict

    @property
    def logical(self) -> Judgement:
        """Whether its phases follow each other: the second; the worse of scale and order."""
        worse_first = (
            Judgement.TOO_FEW,
            Judgement.NONE,
            Judgement.POOR,
            Judgement.FAIR,
            Judgement.GOOD,
        )
        return min(self.scale.verdict, self.order.verdict, key=worse_first.index)


class AxisPair(NamedTuple):
    """Two axes, over the assessments that have a phase on both.

    spearman: the correlation of the ranks of the axis scores, which the verdict is on.
    pearson: the correlation of the scores themselves.
    """

    first: str
    second: str
    both: int
    spearman: float | None
    pearson: float | None
    verdict: Judgement


class Evaluation(NamedTuple):
    """What many assessments say of their model.

    municipalities: how many different ones there are, by code, else by name.
    """

    model: Model
    assessments: int
    municipalities: int
    spread: PhaseSpread
    axes: tuple[AxisEvaluation, ...]
    pairs: tuple[AxisPair, ...]


def share_of(part: int, whole: int) -> Fraction | None:
    """A part of a whole; None of nothing."""
    return Fraction(part, whole) if whole else None


def judge(
    enough: bool,
    figure: Fraction | float | None,
    *,
    good: Fraction | float,
    fair: Fraction | float,
) -> Judgement:
    """The verdict on a figure that is better the higher it is: from ``good``, from ``fair``."""
    if not enough:
        return Judgement.TOO_FEW
    if figure is None:
        return Judgement.NONE
    if figure >= good:
        return Judgement.GOOD
    return Judgement.FAIR if figure >= fair else Judgement.POOR
