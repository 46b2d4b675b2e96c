"""Whether axes are told apart that are, and only those: on answers whose traits are known."""

import pytest

from gemeente_online.analysis.axis_pairs import AxisPair, Relation, Unjudged
from gemeente_online.analysis.covariances import disattenuated, fisher_interval
from gemeente_online.analysis.psychometrics import (
    APART,
    LOOSE,
    SAME,
    Judgement,
    cronbach_alpha,
    pearson,
    spearman,
)
from support.evaluations import axes_of, evaluated, traits

TENS = axes_of(10, 10, 10)


@pytest.mark.parametrize("seed", range(3))
def test_one_trait_is_seen_behind_three_axes(seed: int) -> None:
    rows = traits(seed, 120, shared=1, noise=1.2)
    for pair in evaluated(TENS, rows).pairs:
        found = pair.listwise
        assert found.pearson is not None
        assert found.corrected is not None
        assert found.htmt is not None
        assert LOOSE < found.pearson < SAME  # by the bare correlation they would be told apart
        assert found.corrected > 0.94
        assert found.htmt > 0.94
        assert pair.verdict is Judgement.POOR
        assert pair.relation is Relation.TOGETHER


@pytest.mark.heavy
@pytest.mark.parametrize("shared", [0.3, 0.5])
def test_three_traits_are_told_apart(shared: float) -> None:
    for pair in evaluated(TENS, traits(7, 342, shared=shared)).pairs:
        found = pair.listwise
        assert found.corrected == pytest.approx(shared, abs=0.15)
        assert found.htmt == pytest.approx(shared, abs=0.15)
        assert pair.verdict is Judgement.GOOD
        assert pair.pairwise == pair.listwise  # nothing was left open


def test_traits_without_anything_in_common() -> None:
    pairs = evaluated(TENS, traits(5, 342, shared=0)).pairs
    assert {pair.verdict for pair in pairs} == {Judgement.GOOD}
    assert {pair.relation for pair in pairs} == {Relation.LOOSE}


def test_few_rows_leave_it_open() -> None:
    """A correlation below both cut-offs whose bounds are not."""
    (pair,) = evaluated(axes_of(10, 10), traits(1, 40, shared=0.6, axes=2)).pairs
    found = pair.listwise
    assert found.corrected is not None
    assert found.htmt is not None
    assert found.corrected_interval is not None
    assert max(found.corrected, found.htmt) < APART
    assert found.corrected_interval[1] > SAME
    assert pair.verdict is Judgement.FAIR


def numbers(rows: list[str], columns: slice) -> list[list[int]]:
    return [["abcd".index(letter) for letter in row[columns]] for row in rows]


def test_figures_are_those_of_the_assessments_they_name() -> None:
    rows = traits(11, 60, shared=0.5, axes=2)
    gappy = [*rows[:50], *(f"?{row[1:]}" for row in rows[50:])]
    (pair,) = evaluated(axes_of(10, 10), gappy).pairs
    complete, listwise = gappy[:50], pair.listwise
    tables = numbers(complete, slice(0, 10)), numbers(complete, slice(10, 20))
    sums = [[sum(row) for row in table] for table in tables]
    assert listwise.assessments == 50
    assert listwise.alphas == tuple(cronbach_alpha(table) for table in tables)
    assert listwise.pearson == pytest.approx(pearson(*sums))
    assert listwise.interval == fisher_interval(listwise.pearson or 0, 50)
    assert listwise.corrected == disattenuated(listwise.pearson or 0, *listwise.alphas)
    assert listwise.interval is not None
    assert listwise.corrected_interval == tuple(
        disattenuated(bound, *listwise.alphas) for bound in listwise.interval
    )
    # the first question is the one that ten left open: with any other it has fifty in common
    assert pair.pairwise.assessments == 50
    assert pair.pairwise != listwise
    whole = numbers(rows, slice(10, 20))
    assert pair.pairwise.alphas[1] == cronbach_alpha(whole)


def test_ranks_are_of_scores_on_axes_with_a_phase() -> None:
    (pair,) = evaluated(axes_of(2, 2), ["aaaa", "bbcc", "ccbb", "dd??", "?d??"]).pairs
    assert pair.both == 3
    assert pair.spearman == pytest.approx(0.5)  # ranks 1 2 3 against 1 3 2
    assert spearman([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)


LOW = ["aabb", "bbaa", "aaab", "bbab"]


def pair_of(sizes: tuple[int, int], rows: list[str], times: int = 4) -> AxisPair:
    (pair,) = evaluated(axes_of(*sizes), rows, times).pairs
    return pair


@pytest.mark.parametrize(
    ("sizes", "rows", "unjudged"),
    [
        ((1, 2), ["aaa", "bab", "cbb", "dcd"] * 3, Unjudged.NO_ALPHA),  # one question
        ((2, 2), ["aaab", "aabb", "aacd"] * 3, Unjudged.NO_ALPHA),  # nobody differs
        ((2, 2), ["adaa", "bcbc", "cbcc", "dbdd"] * 3, Unjudged.ALPHA_NOT_POSITIVE),
        # alpha is low on both: what the correction makes of it cannot be a correlation
        ((2, 2), ["aaaa", "abab", "baba", "bbbb"] * 2 + LOW, Unjudged.ABOVE_ONE),
    ],
)
def test_no_judgement_is_said_to_be_none(
    sizes: tuple[int, int], rows: list[str], unjudged: Unjudged
) -> None:
    pair = pair_of(sizes, rows)
    assert pair.verdict is Judgement.NONE
    assert pair.unjudged is unjudged
    if unjudged is Unjudged.ABOVE_ONE:
        assert pair.listwise.corrected is not None
        assert pair.listwise.corrected > 1
    else:
        assert pair.listwise.corrected is None


def test_above_one_by_a_little_is_still_the_same() -> None:
    """Where even the lower bound is at the cut-off: no correlation, and yet no doubt."""
    pair = pair_of((2, 2), ["aaaa", "abab", "baba", "bbbb", "cccc", "dddd"], times=30)
    assert pair.listwise.corrected is not None
    assert pair.listwise.corrected > 1
    assert (pair.verdict, pair.unjudged) == (Judgement.POOR, None)


def test_axes_that_go_against_each_other() -> None:
    pair = pair_of((2, 2), ["aadd", "bbcc", "ccbb", "ddab"], times=10)
    assert pair.listwise.corrected is not None
    assert pair.listwise.corrected < -SAME
    assert (pair.verdict, pair.relation) == (Judgement.POOR, Relation.OPPOSED)


def test_too_few_have_figures_and_no_verdict() -> None:
    pair = pair_of((2, 2), ["aabb", "bbaa", "ccdd", "ddcd"], times=7)
    assert (pair.verdict, pair.unjudged) == (Judgement.TOO_FEW, None)
    assert pair.listwise.assessments == 28
    assert pair.listwise.corrected is not None


def test_the_higher_of_both_figures_decides() -> None:
    """Questions that vary little count for more in the one than in the other."""
    rows = ["aaaa", "dbda", "baaa", "aabd", "caac", "bbdc", "cbdd", "cbdd"]
    pair = pair_of((2, 2), rows, times=10)
    assert pair.listwise.corrected == pytest.approx(0.8643, abs=1e-4)
    assert pair.listwise.htmt == pytest.approx(0.9115, abs=1e-4)
    assert pair.verdict is Judgement.POOR
