"""What an evaluation of a model says: values that nobody changes, no texts.

And the bounds that its verdicts rest on; ``evaluation`` fills these in.
"""

from enum import StrEnum
from fractions import Fraction

from gemeente_online.assessment.value import Exact, Share, plain_value
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


@plain_value
class PhaseUse:
    """How many assessments are in one phase."""

    phase: int
    """The phase's number."""
    assessments: int
    """How many are in it."""
    share: Share | None
    """Of those that have a phase; null where none has."""


@plain_value
class PhaseSpread:
    """How assessments are spread over the phases."""

    determined: int
    """Assessments with a phase."""
    undetermined: int
    """Assessments without a phase."""
    phases: tuple[PhaseUse, ...]
    """Every phase, from low to high."""
    verdict: Judgement
    """Poor if one phase has 0.8 or more, fair if a phase is empty."""


@plain_value
class Consistency:
    """Whether the questions of an axis measure one thing: Cronbach's alpha."""

    complete: int
    """The assessments it rests on: those that answered every question of the axis."""
    alpha: Exact | None
    """Cronbach's alpha; null where it cannot be computed."""
    standardized: float | None
    """Alpha with every question's variance made equal."""
    interval: tuple[float, float] | None
    """The bounds of alpha's 95 % confidence."""
    verdict: Judgement
    """Good from 0.8, fair from 0.7."""


@plain_value
class Scalability:
    """Whether the answers on an axis follow one ladder: Loevinger's H over phases reached."""

    complete: int
    """The assessments it rests on."""
    h: Exact | None
    """Loevinger's H; null where it cannot be computed."""
    errors: int
    """Weighted Guttman errors."""
    expected: Exact
    """As many errors as unrelated answers would make."""
    verdict: Judgement
    """Good from 0.4, fair from 0.3."""


@plain_value
class Reached:
    """The share of assessments whose answer to a question reaches a phase or a higher one."""

    question: str
    """The question's id."""
    phase: int
    """The phase's number."""
    share: Share
    """Of the complete assessments."""


@plain_value
class PhaseReach:
    """How often one phase is reached on the questions of an axis."""

    phase: int
    """The phase's number."""
    mean: Share
    """The mean share over the questions."""
    most: Reached
    """The question on which it is reached most often."""
    least: Reached
    """The question on which it is reached least often."""


@plain_value
class CrossedPair:
    """A higher phase on one question that is reached more often than a lower one on another."""

    higher: Reached
    """The higher phase."""
    lower: Reached
    """The lower phase."""


@plain_value
class PhaseOrder:
    """Whether higher phases are harder, whatever the question."""

    complete: int
    """The assessments it rests on."""
    steps: tuple[PhaseReach, ...]
    """Every phase but the first, from low to high."""
    pairs: int
    """How many pairs there are of a higher phase on one question and a lower phase on another."""
    crossed: int
    """The pairs in which the higher one was reached more often."""
    worst: CrossedPair | None
    """The crossed pair with the largest difference."""
    verdict: Judgement
    """Good where at most 0.1 of the pairs are crossed, fair where at most 0.25 are."""


@plain_value
class OptionUse:
    """How often one option was chosen; for a number, its bands are the options (band-1, …)."""

    id: str
    """Of the option."""
    score: Exact | None
    """The option's score; null for an option of a question where several are chosen."""
    chosen: int
    """How often it was chosen."""
    share: Share | None
    """Of those who answered the question; of a question where several are chosen they add up to
    more than 1."""
    complete: int
    """How often in complete assessments."""
    rest: Exact | None
    """The mean score on the axis's other questions of those who chose it, in complete
    assessments."""


@plain_value
class DisorderedPair:
    """Neighbouring options, by score, of which the higher goes with lower other answers."""

    lower: str
    """The id of the option with the lower score."""
    higher: str
    """The id of the option with the higher score."""


@plain_value
class QuestionEvaluation:
    """One question."""

    id: str
    """Of the question."""
    answered: int
    """How many answered it."""
    unknown: int
    """How many left it open."""
    not_applicable: int
    """How many answered with nvt."""
    mean: Exact | None
    """The mean score; null where nobody answered."""
    options: tuple[OptionUse, ...]
    """In the order of the model."""
    floor: Share | None
    """The share with the lowest score that the question has."""
    ceiling: Share | None
    """The share with the highest score that the question has."""
    item_rest: float | None
    """The correlation with the sum of the axis's other questions."""
    h: Exact | None
    """Loevinger's H of this question with the others."""
    disordered: tuple[DisorderedPair, ...]
    """Pairs of options of which the higher goes with lower other answers."""
    lopsided: str | None
    """The option that 0.8 or more chose."""
    verdict: Judgement
    """On item_rest: good from 0.3, poor below 0."""


@plain_value
class AxisEvaluation:
    """One axis."""

    id: str
    """Of the axis."""
    recognisable: Judgement
    """Whether it measures one thing: the verdict on its consistency."""
    logical: Judgement
    """Whether its phases follow each other: the worse verdict of scale and order."""
    spread: PhaseSpread
    """Over the phases of this axis."""
    consistency: Consistency
    """Whether its questions measure one thing."""
    scale: Scalability
    """Whether its answers follow one ladder."""
    order: PhaseOrder
    """Whether its higher phases are harder."""
    questions: tuple[QuestionEvaluation, ...]
    """In the order of the model."""


@plain_value
class AxisPair:
    """Two axes, over the assessments that have a phase on both."""

    first: str
    """The id of one axis."""
    second: str
    """The id of the other axis."""
    both: int
    """How many have a phase on both."""
    spearman: float | None
    """The correlation of the ranks of the axis scores, which the verdict is on."""
    pearson: float | None
    """The correlation of the scores themselves."""
    verdict: Judgement
    """Poor from 0.9, since both measure the same; fair below 0.3."""


@plain_value
class Evaluation:
    """What many assessments say of their model."""

    model: Model
    """What all were scored with."""
    assessments: int
    """How many there are."""
    municipalities: int
    """How many different ones there are, by code, else by name."""
    spread: PhaseSpread
    """Over the overall phases."""
    axes: tuple[AxisEvaluation, ...]
    """In the order of the model."""
    pairs: tuple[AxisPair, ...]
    """Each two axes."""


_WORSE_FIRST = (
    Judgement.TOO_FEW,
    Judgement.NONE,
    Judgement.POOR,
    Judgement.FAIR,
    Judgement.GOOD,
)


def worse(first: Judgement, second: Judgement) -> Judgement:
    """The worse of two verdicts."""
    return min(first, second, key=_WORSE_FIRST.index)


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
