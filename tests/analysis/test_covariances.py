"""Figures of tables with gaps, and what axes are to each other, against published ones and plainly.

Where the numbers come from:

- MISSING: the data set ``cronbach_wide_missing`` that comes with the Python package pingouin, whose
  documentation gives alpha 0.732660835214447 (``nan_policy='pairwise'``, as R's
  ``psych::alpha(data, use="pairwise")``), and 0.8016949152542373 for its complete rows.
- Corrections: three scales in an output of R's ``psych::scoreItems``, which prints correlations of
  scales, their alphas, and the correlations corrected for attenuation.
- 0.5 over a hundred rows: ``psych::r.con(.5, 100)`` gives 0.3366433 to 0.6341398.
"""

import random
from fractions import Fraction
from itertools import combinations
from math import sqrt
from statistics import correlation, mean

import pytest

from gemeente_online.analysis.covariances import Together, disattenuated, fisher_interval
from gemeente_online.analysis.psychometrics import (
    cronbach_alpha,
    item_rest,
    pearson,
    standardized_alpha,
)

MISSING_ROWS = """
11111111111 11111111010 .011.111100 11101101100 11111000100 01.01111000
11110010000 11111000000 01011000010 10010100.00 11100000000 10010000000
"""
MISSING = [[None if v == "." else int(v) for v in row] for row in MISSING_ROWS.split()]
ALL = range(11)


def test_alpha_of_pingouin_with_gaps() -> None:
    assert Together(MISSING, 11).alpha(ALL) == pytest.approx(0.732660835214447, abs=1e-12)
    complete = [row for row in MISSING if None not in row]
    assert Together(complete, 11).alpha(ALL) == pytest.approx(0.8016949152542373, abs=1e-12)
    assert Together(MISSING, 11).fewest(ALL) == 10


def drawn_table(seed: int, columns: int, gaps: float = 0) -> list[list[int | None]]:
    draw = random.Random(seed)
    levels = [draw.gauss(2, 1) for _ in range(60)]
    return [
        [
            None if draw.random() < gaps else round(level + draw.gauss(0, 1) + at / 4)
            for at in range(columns)
        ]
        for level in levels
    ]


def full(seed: int, columns: int) -> list[list[int]]:
    return [[value for value in row if value is not None] for row in drawn_table(seed, columns)]


@pytest.mark.parametrize("seed", range(5))
def test_without_gaps_all_is_as_of_complete_rows(seed: int) -> None:
    table = full(seed, 6)
    together = Together(table, 6)
    assert together.fewest(range(6)) == len(table)
    assert together.alpha(range(4)) == cronbach_alpha([row[:4] for row in table])
    sums = [sum(row[:2]) for row in table], [sum(row[2:]) for row in table]
    assert together.correlation((0, 1), (2, 3, 4, 5)) == pytest.approx(pearson(*sums))
    found = [together.with_rest(range(6), at) for at in range(6)]
    assert found == pytest.approx(item_rest(table))


@pytest.mark.parametrize("seed", range(5))
def test_with_gaps_by_the_definition(seed: int) -> None:
    """Covariances over the rows that have both, with the means of those rows, as pandas does."""
    table = drawn_table(seed, 5, gaps=0.1)

    def pairs(one: int, other: int) -> list[tuple[int, int]]:
        found = [(row[one], row[other]) for row in table]
        return [(a, b) for a, b in found if a is not None and b is not None]

    def covariance(one: int, other: int) -> float:
        rows = pairs(one, other)
        firsts, seconds = mean(a for a, _ in rows), mean(b for _, b in rows)
        return sum((a - firsts) * (b - seconds) for a, b in rows) / (len(rows) - 1)

    def block(firsts: range, seconds: range) -> float:
        return sum(covariance(one, other) for one in firsts for other in seconds)

    together, few, rest = Together(table, 5), range(3), range(3, 5)
    own = sum(covariance(at, at) for at in few)
    assert together.alpha(few) == pytest.approx(3 / 2 * (1 - own / block(few, few)))
    assert together.correlation(few, rest) == pytest.approx(
        block(few, rest) / sqrt(block(few, few) * block(rest, rest))
    )
    assert together.fewest(few) == min(len(pairs(a, b)) for a in few for b in few)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(5))
def test_htmt_by_its_definition_and_by_its_other_name(seed: int) -> None:
    table = full(seed, 7)
    columns = [list(column) for column in zip(*table, strict=True)]

    def average(pairs: list[tuple[int, int]]) -> float:
        return mean(correlation(columns[one], columns[other]) for one, other in pairs)

    firsts, seconds = range(3), range(3, 7)
    between = average([(one, other) for one in firsts for other in seconds])
    within = [average([*combinations(block, 2)]) for block in (firsts, seconds)]
    found = Together(table, 7).htmt(firsts, seconds)
    assert found == pytest.approx(between / sqrt(within[0] * within[1]))
    # the correlation of standardized sums, corrected with standardized alphas
    standard = [
        [(v - mean(c)) / sqrt(mean((x - mean(c)) ** 2 for x in c)) for v in c] for c in columns
    ]
    sums = [
        [sum(values) for values in zip(*(standard[at] for at in b), strict=True)]
        for b in (firsts, seconds)
    ]
    alphas = [
        standardized_alpha([[row[at] for at in b] for row in table]) for b in (firsts, seconds)
    ]
    assert alphas[0] is not None
    assert alphas[1] is not None
    assert found == pytest.approx(correlation(*sums) / sqrt(alphas[0] * alphas[1]))


@pytest.mark.parametrize(
    ("found", "first", "second", "corrected"),
    [
        (-0.5349, "0.8044", "0.815", -0.661),
        (0.7772, "0.8044", "0.938", 0.895),
        (-0.480, "0.815", "0.938", -0.549),
    ],
)
def test_correction_of_psych(found: float, first: str, second: str, corrected: float) -> None:
    assert disattenuated(found, Fraction(first), Fraction(second)) == pytest.approx(
        corrected, abs=0.0006
    )


@pytest.mark.parametrize("alpha", [None, Fraction(0), Fraction(-1, 2)])
def test_no_correction_without_an_alpha(alpha: Fraction | None) -> None:
    assert disattenuated(0.5, alpha, Fraction(1)) is None
    assert disattenuated(0.5, Fraction(1), alpha) is None


def test_interval_of_psych() -> None:
    assert fisher_interval(0.5, 100) == pytest.approx((0.3366433, 0.6341398), abs=1e-7)
    assert fisher_interval(0.5, 3) is None
    assert fisher_interval(0.5, 4) is not None
    assert fisher_interval(1.0, 100) is None
    assert fisher_interval(-1.1, 100) is None


def test_nothing_to_compute() -> None:
    for table in ([], [[1, 2, 3]], [[1, 1, 1], [1, 1, 1]], [[1, None, 2], [None, 3, 1]]):
        together = Together(table, 3)
        assert together.alpha((0, 1)) is None
        assert together.alpha((0,)) is None
        assert together.correlation((0,), (1, 2)) is None
        assert together.htmt((0, 1), (1, 2)) is None
    assert Together([[1], [2]], 1).with_rest((0,), 0) is None
    # columns that go against each other within an axis have no trait in common
    table = [[1, 4, 1, 2], [2, 3, 2, 2], [3, 2, 3, 3], [4, 1, 4, 5]]
    assert Together(table, 4).htmt((0, 1), (2, 3)) is None
