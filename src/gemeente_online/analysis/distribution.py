"""How scores lie among each other: quartiles, and where one of them stands. Pure."""

from collections.abc import Iterable
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


def quartiles(scores: Iterable[Fraction | None]) -> Quartiles | None:
    """Exact quartiles, as a spreadsheet's inclusive ones (type 7 of Hyndman and Fan, 1996).

    scores: None is passed over.
    """
    ordered = sorted(score for score in scores if score is not None)
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
