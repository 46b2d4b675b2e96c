"""How well questions form one scale: figures from a table of whole numbers, and their bounds.

A table has a row per assessment and a column per question, all of it answered. Nothing here
knows of models or phases. What can be exact is exact; only roots and logarithms are
doubles. A figure is None where it has no meaning: too few rows or columns, or no variation.
What a figure is judged by stands beside it, with who found that.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from math import copysign, exp, log, sqrt
from operator import mul
from typing import NamedTuple

Row = Sequence[int]
Table = Sequence[Row]

Z95 = 1.959963984540054
"""The standard normal value that leaves 2.5 % on either side."""


class Judgement(StrEnum):
    """What a figure means; ``NONE`` where there is no figure, whatever the numbers."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    TOO_FEW = "too-few"
    NONE = "none"


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


class Bounds(NamedTuple):
    """From where a figure, which is better the higher it is, is good, and from where fair.

    minimum: the fewest assessments for a verdict.
    """

    minimum: int
    good: Fraction
    fair: Fraction

    def verdict(self, assessments: int, figure: Fraction | float | None) -> Judgement:
        """What a figure over so many assessments means."""
        if assessments < self.minimum:
            return Judgement.TOO_FEW
        if figure is None:
            return Judgement.NONE
        if figure >= self.good:
            return Judgement.GOOD
        return Judgement.FAIR if figure >= self.fair else Judgement.POOR


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

ALPHA = Bounds(MINIMUM, good=Fraction(8, 10), fair=Fraction(7, 10))
"""The Dutch test committee's bounds for less important decisions about individuals (COTAN
Beoordelingssysteem, 2010)."""
ITEM_REST = Bounds(MINIMUM, good=Fraction(3, 10), fair=Fraction(0))
"""J. C. Nunnally and I. H. Bernstein, *Psychometric theory* (1994)."""
H = Bounds(MINIMUM_ORDER, good=Fraction(4, 10), fair=Fraction(3, 10))
"""R. J. Mokken, *A theory and procedure of scale analysis* (1971): 0.3 weak, 0.4 medium, 0.5
strong; below 0.3 no scale."""
STRAIGHT = Bounds(MINIMUM_ORDER, good=Fraction(9, 10), fair=Fraction(3, 4))
"""Our judgement: which part of the pairs of steps may not be the other way round."""
APART, SAME = Fraction(85, 100), Fraction(9, 10)
"""Below 0.85 two axes are told apart, from 0.9 they are not: the two cut-offs that Henseler, Ringle
and Sarstedt (2015) give for HTMT. They hold for the corrected correlation as well, which estimates
the same; M. Rönkkö and E. Cho (2022) hold the upper end of its interval against such a cut-off."""
LOOSE = Fraction(3, 10)
"""Our judgement: below it two axes have little in common, even without errors of measurement."""
LOPSIDED = Fraction(8, 10)
"""Our judgement: one option, or phase, with this share no longer tells assessments apart."""


def share_of(part: int, whole: int) -> Fraction | None:
    """A part of a whole; None of nothing."""
    return Fraction(part, whole) if whole else None


def _columns(table: Table) -> list[list[int]]:
    return [list(column) for column in zip(*table, strict=True)]


def _product(first: Row, second: Row) -> int:
    return sum(map(mul, first, second))


def covariance(first: Row, second: Row) -> int:
    """The covariance times the square of the number of rows: a whole number."""
    return len(first) * _product(first, second) - sum(first) * sum(second)


def cronbach_alpha(table: Table) -> Fraction | None:
    """Cronbach's alpha, of the columns as they are, without weights.

    k / (k - 1) × (1 - sum of the columns' variances / variance of the rows' sums):
    L. J. Cronbach, 'Coefficient alpha and the internal structure of tests', Psychometrika 16
    (1951). At most 1; negative where columns go against each other. None for fewer than two
    columns, or rows that all have the same sum.
    """
    columns = _columns(table)
    sums = [sum(row) for row in table]
    whole = covariance(sums, sums)
    if len(columns) < 2 or not whole:  # noqa: PLR2004 - one question is no scale
        return None
    parts = sum(covariance(column, column) for column in columns)
    return Fraction(len(columns), len(columns) - 1) * (1 - Fraction(parts, whole))


def standardized_alpha(table: Table) -> float | None:
    """Alpha as it would be if every column had the same variance.

    k × r / (1 + (k - 1) × r), with r the mean correlation between two columns. None where a
    column has no variation.
    """
    columns = _columns(table)
    size = len(columns)
    found = [pearson(columns[one], columns[other]) for one in range(size) for other in range(one)]
    known = [value for value in found if value is not None]
    if not found or len(known) < len(found):
        return None
    mean = sum(known) / len(known)
    below = 1 + (size - 1) * mean
    return size * mean / below if below > 0 else None


def alpha_interval(alpha: Fraction, *, columns: int, rows: int) -> tuple[float, float] | None:
    """The bounds between which alpha lies with 95 % confidence, by a normal approximation.

    ln(1 - alpha) ± z × √(2k / ((k - 1)(n - 2))): D. G. Bonett, 'Sample size requirements for
    testing and estimating coefficient alpha', Journal of Educational and Behavioral Statistics
    27 (2002). None for fewer than three rows, and for an alpha of 1.
    """
    if rows < 3 or columns < 2 or alpha >= 1:  # noqa: PLR2004 - the formula divides by n - 2
        return None
    spread = Z95 * sqrt(2 * columns / ((columns - 1) * (rows - 2)))
    centre = log(float(1 - alpha))
    return 1 - exp(centre + spread), 1 - exp(centre - spread)


def item_rest(table: Table) -> tuple[float | None, ...]:
    """Per column its Pearson correlation with the sum of all other columns.

    The corrected item-total correlation: corrected, because a column is part of the total and
    would agree with itself.
    """
    sums = [sum(row) for row in table]
    return tuple(
        pearson(column, [whole - one for whole, one in zip(sums, column, strict=True)])
        for column in _columns(table)
    )


class Homogeneity(NamedTuple):
    """How well columns follow one order: Loevinger's H, as in Mokken scaling.

    scale: H of all columns, 1 for a perfect Guttman scale, 0 for columns that are independent;
        None without variation.
    items: H of every column with the others.
    observed: weighted Guttman errors. expected: as many as independent columns would make.
    """

    scale: Fraction | None
    items: tuple[Fraction | None, ...]
    observed: int
    expected: Fraction


def scalability(table: Table) -> Homogeneity:
    """Loevinger's H, for columns with two or more ordered values (0, 1, 2, …).

    H = 1 - observed / expected weighted Guttman errors, summed over all pairs of columns
    (I. W. Molenaar, 'A weighted Loevinger H-coefficient extending Mokken scaling to
    multicategory items', Kwantitatieve Methoden 37, 1991). The weighted errors of a pair are
    what its sum of products falls short of the greatest sum that columns with these values
    can have, which is that of the sorted columns; so H is also the sum of the covariances over
    the sum of the greatest covariances, as the R package mokken computes it. A column without
    variation neither adds errors nor has an H.
    """
    columns = _columns(table)
    ordered = [sorted(column) for column in columns]
    rows = len(table)
    observed = [[0] * len(columns) for _ in columns]
    expected = [[Fraction(0)] * len(columns) for _ in columns]
    for one in range(len(columns)):
        for other in range(one):
            greatest = _product(ordered[one], ordered[other])
            made = greatest - _product(columns[one], columns[other])
            chance = greatest - Fraction(sum(columns[one]) * sum(columns[other]), rows)
            observed[one][other] = observed[other][one] = made
            expected[one][other] = expected[other][one] = chance
    errors = sum(map(sum, observed)) // 2
    by_chance = sum((sum(row, Fraction(0)) for row in expected), Fraction(0)) / 2
    return Homogeneity(
        scale=_one_minus(errors, by_chance),
        items=tuple(
            _one_minus(sum(made), sum(chance, Fraction(0)))
            for made, chance in zip(observed, expected, strict=True)
        ),
        observed=errors,
        expected=by_chance,
    )


def _one_minus(observed: int, expected: Fraction) -> Fraction | None:
    return 1 - observed / expected if expected else None


def pearson(first: Row, second: Row) -> float | None:
    """The correlation between two columns, -1 to 1; None where one has no variation."""
    variances = covariance(first, first) * covariance(second, second)
    if not variances:
        return None
    together = covariance(first, second)
    # divided before the root is taken: whole numbers may be too large for a double
    return copysign(sqrt(together * together / variances), 1 if together > 0 else -1)


def spearman(first: Row, second: Row) -> float | None:
    """The correlation between two columns' ranks; equal values share the mean of their ranks."""
    return pearson(_doubled_ranks(first), _doubled_ranks(second))


def _doubled_ranks(column: Row) -> list[int]:
    """Twice the rank of every value, so that a shared rank is a whole number too."""
    ordered = sorted(column)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for position, value in enumerate(ordered):
        first.setdefault(value, position)
        last[value] = position
    return [first[value] + last[value] for value in column]
