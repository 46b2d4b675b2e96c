"""The figures against published examples and established packages, and against their definitions.

Where the numbers come from:

- ALPHA: the data set ``cronbach_wide_missing`` that comes with the Python package pingouin, whose
  documentation gives alpha 0.801695 for its complete rows (``nan_policy='listwise'``).
- ATTITUDE: the data set of that name in R (Chatterjee and Price, *Regression analysis by
  example*, 1977). The figures beside it are those of ``psych::alpha`` (psych 2.2.9, R 4.2.2), and
  H that of the lines of ``mokken::coefH(X, se = FALSE)`` (mokken 3): the covariances over those of
  ``apply(X, 2, sort)``. The intervals are exact ones, Feldt's, of ``psych::alpha.ci``.
- TWO: a worked example in lecture notes on Mokken scaling with Stata's msp: a hundred people, two
  items with means 0.2 and 0.6. Independent items would make eight errors; with two, H is 0.75.
"""

import random
from fractions import Fraction
from itertools import combinations
from math import exp, log, sqrt

import pytest

from gemeente_online.analysis.psychometrics import (
    alpha_interval,
    cronbach_alpha,
    item_rest,
    pearson,
    scalability,
    spearman,
    standardized_alpha,
)


def table(text: str, separator: str = "") -> list[list[int]]:
    """Rows of whole numbers, separated by white space."""
    return [
        [int(value) for value in (row.split(separator) if separator else row)]
        for row in text.split()
    ]


ALPHA = table("""
11111111111 11111111010 11101101100 11111000100 11110010000
11111000000 01011000010 11100000000 10010000000
""")
ATTITUDE = table(
    """
43,51,30,39,61,92,45 63,64,51,54,63,73,47 71,70,68,69,76,86,48 61,63,45,47,54,84,35
81,78,56,66,71,83,47 43,55,49,44,54,49,34 58,67,42,56,66,68,35 71,75,50,55,70,66,41
72,82,72,67,71,83,31 67,61,45,47,62,80,41 64,53,53,58,58,67,34 67,60,47,39,59,74,41
69,62,57,42,55,63,25 68,83,83,45,59,77,35 77,77,54,72,79,77,46 81,90,50,72,60,54,36
74,85,64,69,79,79,63 65,60,65,75,55,80,60 65,70,46,57,75,85,46 50,58,68,54,64,78,52
50,40,33,34,43,64,33 64,61,52,62,66,80,41 53,66,52,50,63,80,37 40,37,42,58,50,57,49
63,54,42,48,66,75,33 66,77,66,63,88,76,72 78,75,58,74,80,78,49 48,57,44,45,51,83,38
85,85,71,71,77,74,55 82,82,39,59,64,78,39
""",
    separator=",",
)
TWO = [(0, 0)] * 38 + [(0, 1)] * 42 + [(1, 0)] * 2 + [(1, 1)] * 18


def test_alpha_of_pingouin() -> None:
    alpha = cronbach_alpha(ALPHA)
    assert alpha == pytest.approx(0.8016949152542373, abs=1e-12)


@pytest.mark.parametrize(
    ("alpha", "rows", "columns", "feldt", "near"),
    [
        ("0.8431427696", 30, 7, (0.7393757, 0.9157731), 0.016),
        ("0.85", 120, 10, (0.8065717, 0.8870275), 0.003),
        ("0.6", 342, 10, (0.5337055, 0.6603402), 0.003),
    ],
)
def test_interval_is_near_the_exact_one_of_psych(
    alpha: str, rows: int, columns: int, feldt: tuple[float, float], near: float
) -> None:
    interval = alpha_interval(Fraction(alpha), columns=columns, rows=rows)
    assert interval == pytest.approx(feldt, abs=near)


def test_alpha_and_item_rest_of_psych() -> None:
    assert cronbach_alpha(ATTITUDE) == pytest.approx(0.8431427696, abs=1e-10)
    assert standardized_alpha(ATTITUDE) == pytest.approx(0.839083803, abs=1e-9)
    assert item_rest(ATTITUDE) == pytest.approx(
        [
            *(0.6712620572, 0.7421097102, 0.5607111115, 0.7144454981),
            *(0.7862755938, 0.2650343392, 0.4608105495),
        ],
        abs=1e-10,
    )
    columns = list(zip(*ATTITUDE, strict=True))
    assert spearman(columns[0], columns[3]) == pytest.approx(0.6172701988, abs=1e-10)


def test_scalability_of_mokken() -> None:
    found = scalability(ATTITUDE)
    assert found.scale == pytest.approx(0.458781293, abs=1e-9)
    assert found.items == pytest.approx(
        [
            *(0.5031669450, 0.5423832184, 0.4280861027, 0.5284065344),
            *(0.5710042038, 0.2194412138, 0.3693247793),
        ],
        abs=1e-10,
    )


def test_scalability_of_two_items() -> None:
    found = scalability(TWO)
    assert (found.observed, found.expected) == (2, 8)
    assert found.scale == Fraction(3, 4)
    assert found.items == (Fraction(3, 4), Fraction(3, 4))


def weighted_errors(first: list[int], second: list[int]) -> tuple[int, Fraction]:
    """Weighted Guttman errors of two items, by Molenaar's definition: counted step by step.

    All steps of both items are put in order of how many people pass them. A pair of answers has
    an error for every step that is passed while an easier one is not; its weight is their number.
    """
    rows, top = len(first), max([*first, *second])

    def passed(column: list[int], step: int) -> int:
        return sum(value >= step for value in column)

    steps = [(0, step) for step in range(1, top + 1)] + [(1, step) for step in range(1, top + 1)]
    steps.sort(key=lambda s: (-passed((first, second)[s[0]], s[1]), s[1], s[0]))

    def weight(pair: tuple[int, int]) -> int:
        done = [pair[item] >= step for item, step in steps]
        return sum(not early and late for early, late in combinations(done, 2))

    observed = sum(weight(pair) for pair in zip(first, second, strict=True))
    expected = sum(
        Fraction(first.count(one) * second.count(other), rows) * weight((one, other))
        for one in range(top + 1)
        for other in range(top + 1)
    )
    return observed, Fraction(expected)


@pytest.mark.parametrize("seed", range(20))
def test_scalability_by_counting_errors(seed: int) -> None:
    draw = random.Random(seed)
    table = [
        [min(max(round(draw.gauss(level + item / 3, 1)), 0), 3) for item in range(4)]
        for level in (draw.uniform(0, 3) for _ in range(40))
    ]
    columns = [list(column) for column in zip(*table, strict=True)]
    pairs = {
        pair: weighted_errors(*(columns[i] for i in pair)) for pair in combinations(range(4), 2)
    }
    found = scalability(table)
    assert found.observed == sum(observed for observed, _ in pairs.values())
    assert found.expected == sum(expected for _, expected in pairs.values())
    for item in range(4):
        observed = sum(pairs[pair][0] for pair in pairs if item in pair)
        expected = sum(pairs[pair][1] for pair in pairs if item in pair)
        assert found.items[item] == 1 - observed / expected


def test_a_perfect_guttman_scale() -> None:
    perfect = [[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 1], [2, 1, 1], [2, 2, 1], [2, 2, 2]]
    found = scalability(perfect)
    assert found.scale == 1
    assert found.observed == 0
    assert found.expected > 0


def test_columns_that_say_the_same() -> None:
    table = [[1, 1, 1], [2, 2, 2], [4, 4, 4]]
    assert cronbach_alpha(table) == 1
    assert standardized_alpha(table) == pytest.approx(1)
    assert item_rest(table) == pytest.approx([1, 1, 1])
    assert alpha_interval(Fraction(1), columns=3, rows=3) is None


def test_columns_that_go_against_each_other() -> None:
    table = [[1, 4], [2, 2], [3, 3], [4, 2]]
    alpha = cronbach_alpha(table)
    assert alpha is not None
    assert alpha < 0
    assert item_rest(table)[0] == pytest.approx(pearson([1, 2, 3, 4], [4, 2, 3, 2]))
    found = scalability(table).scale
    assert found is not None
    assert found < 0


def test_a_column_without_variation_counts_for_nothing() -> None:
    with_it = [[*row, 7] for row in ATTITUDE]
    assert scalability(with_it).scale == scalability(ATTITUDE).scale
    assert scalability(with_it).items[-1] is None
    assert item_rest(with_it)[-1] is None
    assert standardized_alpha(with_it) is None
    assert cronbach_alpha(with_it) is not None


@pytest.mark.parametrize("table", [[], [[1]], [[1], [2]], [[1, 1], [1, 1]], [[3, 2, 1]]])
def test_nothing_to_compute(table: list[list[int]]) -> None:
    assert cronbach_alpha(table) is None
    assert standardized_alpha(table) is None
    assert scalability(table).scale is None
    assert set(item_rest(table)) <= {None}
    assert alpha_interval(Fraction(1, 2), columns=2, rows=2) is None


def test_ties_share_their_rank() -> None:
    # ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: (4.5 / 5) × √(5 / 4.5) by hand
    assert spearman([1, 5, 5, 9], [1, 2, 3, 4]) == pytest.approx(4.5 / (4.5 * 5) ** 0.5)
    assert spearman([1, 5, 5, 9], [40, 30, 20, 10]) == pytest.approx(-4.5 / (4.5 * 5) ** 0.5)
    assert spearman([2, 2], [1, 3]) is None


def test_the_unit_and_the_order_change_nothing() -> None:
    changed = [[10 * value - 3 for value in row] for row in reversed(ATTITUDE)]
    assert cronbach_alpha(changed) == cronbach_alpha(ATTITUDE)
    assert scalability(changed).scale == scalability(ATTITUDE).scale
    assert item_rest(changed) == pytest.approx(item_rest(ATTITUDE))


def test_whole_numbers_too_large_for_a_double() -> None:
    large = [[value * 10**200 for value in row] for row in ATTITUDE]
    assert item_rest(large) == pytest.approx(item_rest(ATTITUDE))
    assert standardized_alpha(large) == pytest.approx(standardized_alpha(ATTITUDE))
    assert cronbach_alpha(large) == cronbach_alpha(ATTITUDE)


def test_three_rows_are_the_fewest_for_an_interval() -> None:
    assert alpha_interval(Fraction("0.5"), columns=4, rows=2) is None
    assert alpha_interval(Fraction("0.5"), columns=1, rows=3) is None
    spread = 1.959963984540054 * sqrt(2 * 4 / 3)
    low, high = (1 - exp(log(0.5) + sign * spread) for sign in (1, -1))
    found = alpha_interval(Fraction("0.5"), columns=4, rows=3)
    assert found == pytest.approx((low, high), abs=1e-9)
