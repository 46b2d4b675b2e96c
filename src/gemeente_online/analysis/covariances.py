"""How the columns of a table with gaps go together, taken two at a time.

Each two columns are over the rows that have both (pairwise deletion), so that a row with one gap
still counts for its other columns. Of a table without gaps every figure is the usual one. What
axes are to each other follows from it: sums, corrections, ratios. As ``psychometrics``, this knows
nothing of models.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import atanh, sqrt, tanh

from gemeente_online.analysis.psychometrics import Z95, covariance, pearson

GappedTable = Sequence[Sequence[int | None]]
Columns = Sequence[int]
"""The positions of columns in a table."""


class Together:
    """Every two columns of a table, over the rows that have both."""

    def __init__(self, table: GappedTable, width: int) -> None:
        """Take a table of rows with so many columns each; None is a gap."""
        columns = [[row[at] for row in table] for at in range(width)]
        self._rows = [[0] * width for _ in columns]
        self._covariances: list[list[Fraction | None]] = [[None] * width for _ in columns]
        self._correlations: list[list[float | None]] = [[None] * width for _ in columns]
        for one in range(width):
            for other in range(one + 1):
                first, second = _common(columns[one], columns[other])
                rows, correlation = len(first), pearson(first, second)
                sample = (
                    Fraction(covariance(first, second), rows * (rows - 1)) if rows > 1 else None
                )
                for i, j in ((one, other), (other, one)):
                    self._rows[i][j] = rows
                    self._covariances[i][j] = sample
                    self._correlations[i][j] = correlation

    def fewest(self, columns: Columns) -> int:
        """The fewest rows that any two of the columns have in common."""
        return min(self._rows[one][other] for one in columns for other in columns)

    def most(self, columns: Columns) -> int:
        """The most rows that any of the columns, or two of them, have."""
        return max(self._rows[one][other] for one in columns for other in columns)

    def alpha(self, columns: Columns) -> Fraction | None:
        """Cronbach's alpha, from the covariances: k / (k - 1) × (1 - variances / all of them).

        None for fewer than two columns, where a covariance is unknown, and where the sum of the
        columns would have no variance.
        """
        whole, size = self._sum(columns, columns), len(columns)
        if size < 2 or whole is None or whole <= 0:  # noqa: PLR2004 - one question is no scale
            return None
        own = sum((self._covariances[at][at] or Fraction(0) for at in columns), Fraction(0))
        return Fraction(size, size - 1) * (1 - own / whole)

    def correlation(self, firsts: Columns, seconds: Columns) -> float | None:
        """Pearson's correlation between the sum of some columns and that of others.

        With gaps it is what the covariances say of those sums, and may lie outside -1 to 1. None
        where a covariance is unknown, or a sum would have no variance.
        """
        of_firsts, of_seconds = self._sum(firsts, firsts), self._sum(seconds, seconds)
        between = self._sum(firsts, seconds)
        if of_firsts is None or of_seconds is None or between is None:
            return None
        if of_firsts <= 0 or of_seconds <= 0:
            return None
        size = sqrt(between * between / (of_firsts * of_seconds))
        return size if between > 0 else -size

    def with_rest(self, columns: Columns, column: int) -> float | None:
        """The correlation of one of the columns with the sum of the others: item-rest."""
        rest = [one for one in columns if one != column]
        return self.correlation([column], rest) if rest else None

    def htmt(self, firsts: Columns, seconds: Columns) -> float | None:
        """The heterotrait-monotrait ratio of correlations.

        The mean correlation between a column of the one and a column of the other, over the
        geometric mean of the mean correlations within each: J. Henseler, C. M. Ringle and
        M. Sarstedt, 'A new criterion for assessing discriminant validity in variance-based
        structural equation modeling', Journal of the Academy of Marketing Science 43 (2015).
        Without gaps it is the correlation of the standardized sums, corrected for attenuation by
        standardized alpha (M. Rönkkö and E. Cho, 'An updated guideline for assessing discriminant
        validity', Organizational Research Methods 25, 2022). None where a column has no variation,
        where one of the two has one column, or columns within it do not go together.
        """
        within = [
            self._mean([(one, other) for one in block for other in block if one < other])
            for block in (firsts, seconds)
        ]
        between = self._mean([(one, other) for one in firsts for other in seconds])
        if between is None or any(mean is None or mean <= 0 for mean in within):
            return None
        return between / sqrt(within[0] * within[1])  # type: ignore[operator]

    def _sum(self, firsts: Columns, seconds: Columns) -> Fraction | None:
        found = [self._covariances[one][other] for one in firsts for other in seconds]
        known = [value for value in found if value is not None]
        return sum(known, Fraction(0)) if len(known) == len(found) else None

    def _mean(self, pairs: Sequence[tuple[int, int]]) -> float | None:
        found = [self._correlations[one][other] for one, other in pairs]
        known = [value for value in found if value is not None]
        return sum(known) / len(known) if known and len(known) == len(found) else None


def _common(
    first: Sequence[int | None], second: Sequence[int | None]
) -> tuple[list[int], list[int]]:
    """What two columns have in the rows that have both."""
    both = [
        (one, other)
        for one, other in zip(first, second, strict=True)
        if one is not None and other is not None
    ]
    return [one for one, _ in both], [other for _, other in both]


def fisher_interval(correlation: float, rows: int) -> tuple[float, float] | None:
    """The bounds between which a correlation lies with 95 % confidence.

    tanh(artanh(r) ± z / √(n - 3)): R. A. Fisher, 'On the "probable error" of a coefficient of
    correlation deduced from a small sample', Metron 1 (1921). None for fewer than four rows, and
    for a correlation of 1 or more, either way.
    """
    if rows < 4 or abs(correlation) >= 1:  # noqa: PLR2004 - the formula divides by n - 3
        return None
    centre, spread = atanh(correlation), Z95 / sqrt(rows - 3)
    return tanh(centre - spread), tanh(centre + spread)


def disattenuated(
    correlation: float, first: Fraction | None, second: Fraction | None
) -> float | None:
    """What a correlation would be without errors of measurement: r / √(alpha × alpha).

    C. Spearman, 'The proof and measurement of association between two things', American Journal of
    Psychology 15 (1904), with alpha for reliability. It may come out above 1: by chance, or since
    alpha is lower than the reliability. None where an alpha is unknown, or not above 0.
    """
    if first is None or second is None or first <= 0 or second <= 0:
        return None
    return correlation / sqrt(first * second)
