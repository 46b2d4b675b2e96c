"""Domains: what the axes of each make together, and what that makes of the whole."""

from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest

from gemeente_online.scoring.verdict import score_range
from support.trees import choice, model_tree, scored

Tree = dict[str, Any]


def model(*, overall: str = "mean", weights: tuple[str, str] = ("1", "1")) -> Tree:
    """Two domains: the first holds three axes, the last of which weighs double; the second one."""
    tree = model_tree(choice("v0"), scoring="mean", overall=overall)
    for phase in tree["phases"]:
        phase["threshold"] = phase["number"]
    axis = tree["axes"][0]
    held = ("buiten", "buiten", "buiten", "binnen")
    tree["axes"] = [
        {**deepcopy(axis), "id": f"as-{at}", "domain": domain, "questions": [choice(f"v{at}")]}
        for at, domain in enumerate(held)
    ]
    tree["axes"][2]["weight"] = "2"
    tree["domains"] = [
        {"id": identifier, "name": identifier.title(), "weight": weight}
        for identifier, weight in zip(("buiten", "binnen"), weights, strict=True)
    ]
    return tree


ANSWERS = {"v0": "a", "v1": "b", "v2": "c", "v3": "d"}
"""They score 1, 2, 3 and 4."""


def test_a_score_is_the_mean_of_its_axes_and_the_whole_that_of_the_domains() -> None:
    result = scored(model(), ANSWERS)
    assert [(one.id, one.score) for one in result.domains] == [
        ("buiten", Fraction(1 + 2 + 3 * 2, 4)),
        ("binnen", 4),
    ]
    assert result.overall.score == (Fraction(9, 4) + 4) / 2
    heavier = scored(model(weights=("3", "0.5")), ANSWERS)
    assert heavier.domains == result.domains
    assert heavier.overall.score == (Fraction(9, 4) * 3 + 4 * Fraction(1, 2)) / Fraction(7, 2)


def test_the_mean_gives_each_its_phase() -> None:
    result = scored(model(), ANSWERS)
    assert [one.phase for one in result.domains] == [2, 4]
    assert [one.profile for one in result.domains] == [(1, 2, 3), (4,)]
    assert [one.deciding for one in result.domains] == [(), ()]
    assert result.overall.phase == 3


def test_the_lowest_axis_gives_each_its_phase_and_the_whole_that_of_all() -> None:
    result = scored(model(overall="lowest"), ANSWERS)
    assert [(one.phase, one.deciding) for one in result.domains] == [(1, ("as-0",)), (4, ("as-3",))]
    assert result.overall.phase == 1


def test_what_is_open_is_open_in_its_own_domain_alone() -> None:
    result = scored(model(), {**ANSWERS, "v2": "onbekend"})
    first, second = result.domains
    assert (first.phase, first.score, first.coverage) == (None, None, Fraction(1, 2))
    assert first.range == (1, 2)  # from (1 + 2 + 1 + 1) / 4 up to (1 + 2 + 4 + 4) / 4
    assert (second.phase, second.range, second.coverage) == (4, (4, 4), 1)
    assert score_range(result.assessment, "buiten") == (Fraction(5, 4), Fraction(11, 4))
    assert score_range(result.assessment, "binnen") == (4, 4)
    assert score_range(result.assessment) == (Fraction(21, 8), Fraction(27, 8))


@pytest.mark.parametrize(
    ("aims", "expected"),
    [("3", (3, 3)), ({"as-0": "3", "as-1": "2", "as-2": "4"}, (2, None)), ("", (None, None))],
)
def test_the_ambition_is_the_lowest_of_its_axes(
    aims: object, expected: tuple[int | None, int | None]
) -> None:
    result = scored(model(), ANSWERS, ambition=aims)
    assert tuple(one.ambition for one in result.domains) == expected


def test_a_model_without_domains_has_none() -> None:
    assert scored(model_tree(choice("v0")), {"v0": "a"}).domains == ()
