"""Points: what an answer is worth, of the most that an answer to its question gives.

Published models often count in points. The most points are the top of the scale and 0 points its
bottom, in proportion between them: on a scale of 0 to 100, 10 of 15 points score exactly 200/3.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from gemeente_online.problem import Finding, Path, broken

if TYPE_CHECKING:
    from gemeente_online.model.parts import Band, Option


def most_points(parts: Iterable["Option | Band"]) -> Fraction:
    """The most points that an answer gives; 0 where none of them has points."""
    return max((part.points for part in parts if part.points is not None), default=Fraction(0))


def mistakes_of_points(
    parts: Sequence["Option | Band"], path: Path, *, named: str, rest_is_0: bool = False
) -> Iterator[Finding]:
    """What is wrong with the points of a question's options or bands, which stand at a path.

    Where one has points, all have, and none has a score; and some points are to be had.

    named: how a sentence calls one. rest_is_0: whether one without points has 0.
    """
    if all(part.points is None for part in parts):
        return
    lacking = False
    for at, part in enumerate(parts):
        if part.score is not None:
            yield broken((*path, at, "score"), "score-beside-points")
        elif part.points is None and not rest_is_0:
            yield broken((*path, at), "points-missing", named=named)
        else:
            continue
        lacking = True
    if not most_points(parts) and not lacking:
        yield broken(path, "no-points")
