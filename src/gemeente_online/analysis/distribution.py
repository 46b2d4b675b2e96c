"""How scores lie among each other: their mean and quartiles, and where one of them stands. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction

from gemeente_online.assessment.value import Exact, plain_value


@plain_value
class Quartiles:
    """The spread of scores; they interpolate linearly and include both ends (type 7)."""

    count: int
    """How many scores there are."""
    lowest: Exact
    """The lowest score."""
    first: Exact
    """The first quartile."""
    median: Exact
    """The median."""
    third: Exact
    """The third quartile."""
    highest: Exact
    """The highest score."""

    @property
    def figures(self) -> tuple[Fraction, ...]:
        """All five, from low to high."""
        return self.lowest, self.first, self.median, self.third, self.highest


def mean(scores: Sequence[Fraction]) -> Fraction | None:
    """The mean; None of nothing."""
    return sum(scores, Fraction(0)) / len(scores) if scores else None


def quartiles(scores: Iterable[Fraction | None]) -> Quartiles | None:
    """Exact quartiles, as a spreadsheet's inclusive ones (type 7 of Hyndman and Fan, 1996).

    scores: None is passed over.
    """
    return quartiles_in_order(sorted(score for score in scores if score is not None))


def quartiles_in_order(ordered: Sequence[Fraction]) -> Quartiles | None:
    """The same of scores that ascend."""
    if not ordered:
        return None

    def at(part: Fraction) -> Fraction:
        place = (len(ordered) - 1) * part
        below = place.numerator // place.denominator
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

    return Quartiles(
        count=len(ordered),
        lowest=ordered[0],
        first=at(Fraction(1, 4)),
        median=at(Fraction(1, 2)),
        third=at(Fraction(3, 4)),
        highest=ordered[-1],
    )


@plain_value
class Within:
    """Where one stands in a group that it is part of."""

    place: int
    """From 1; equals share one."""
    of: int
    """How many have a place in the group."""
    percentile: Exact | None
    """The percentage of the others in the group that score lower, half of those that score the same
    counted too; null where there are no others."""


def within(score: Fraction, ascending: Sequence[Fraction]) -> Within:
    """Where a score stands in its group, among all the scores of which it is one."""
    below = bisect_left(ascending, score)
    same = bisect_right(ascending, score) - below - 1
    return Within(
        place=place_among(score, ascending),
        of=len(ascending),
        percentile=_percentile(below, same, len(ascending) - 1),
    )


def place_beside(score: Fraction, others: Sequence[Fraction]) -> Within:
    """Where a score would stand in a group, beside all the others in it, which ascend."""
    return Within(
        place=place_among(score, others),
        of=len(others) + 1,
        percentile=percentile(score, others),
    )


def place_among(score: Fraction, ascending: Sequence[Fraction]) -> int:
    """The place that a score has: one more than how many are higher."""
    return 1 + len(ascending) - bisect_right(ascending, score)


def percentile(score: Fraction, others: Sequence[Fraction]) -> Fraction | None:
    """The percentage of the others that score lower, half of those that score the same counted too.

    A hundred times their mid-distribution function (Parzen, 2004): 0 for who is below everybody,
    100 for who is above, 50 for who is in the middle. None without others.

    others: ascending, the one itself not among them.
    """
    below = bisect_left(others, score)
    return _percentile(below, bisect_right(others, score) - below, len(others))


def _percentile(below: int, same: int, others: int) -> Fraction | None:
    return Fraction(50 * (2 * below + same), others) if others else None
