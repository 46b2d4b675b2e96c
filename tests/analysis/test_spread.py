"""What many municipalities have in common, counted."""

from fractions import Fraction

from gemeente_online.analysis.ranking import rank
from gemeente_online.analysis.spread import (
    by_province,
    group_spread,
    lagging,
    part_quartiles,
)
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.result import Summary
from gemeente_online.scoring.score import summarize
from support.trees import Tree, answers_tree, choice, model_tree


def summaries(*answers: Tree, **model: object) -> list[Summary]:
    """Of a model with three questions; every second one is in Utrecht, the rest in Zeeland."""
    loaded = load(model_tree(*(choice(f"q{n}") for n in range(3)), **model))
    return [
        summarize(
            assess(
                answers_tree(
                    given,
                    municipality={
                        "name": f"Gemeente {at}",
                        "province": ("Zeeland", "Utrecht")[at % 2],
                    },
                ),
                loaded,
            )
        )
        for at, given in enumerate(answers)
    ]


FOUR = (
    {"q0": "c", "q1": "c", "q2": "a"},  # two of three on phase 3, and on phase 2: phase 1
    {"q0": "c", "q1": "c", "q2": "c"},  # phase 3
    {"q0": "d", "q1": "b", "q2": "b"},  # phase 2
    {"q0": "d"},  # too little
)


def test_by_province() -> None:
    utrecht, zeeland = by_province(summaries(*FOUR))
    assert (utrecht.name, utrecht.total, utrecht.counts) == ("Utrecht", 2, {3: 1, None: 1})
    assert (zeeland.name, zeeland.total, zeeland.counts) == ("Zeeland", 2, {1: 1, 2: 1})
    assert utrecht.scores is not None
    assert (utrecht.scores.count, utrecht.scores.median) == (
        1,
        3,
    )  # without a phase, without a score
    assert zeeland.scores is not None
    assert zeeland.scores.median == Fraction(5, 2)


def test_nobody_has_a_phase() -> None:
    assert group_spread("x", summaries({}, {})).scores is None
    assert lagging(summaries({}, {})) == ()


def test_quartiles_of_an_axis_leave_out_who_has_no_phase_on_it() -> None:
    found = summaries(*FOUR)
    spread = part_quartiles(rank(found), found)["as"]
    assert spread is not None
    assert (spread.count, spread.lowest, spread.highest) == (3, Fraction(7, 3), 3)


def test_what_lags_most_comes_first() -> None:
    used = lagging(summaries(*FOUR))
    assert [(one.question, one.mean, one.answered) for one in used] == [
        ("q2", Fraction(2), 3),
        ("q1", Fraction(8, 3), 3),
        ("q0", Fraction(14, 4), 4),
    ]
    assert [one.below for one in used] == [0, 0, 0]


def test_lower_than_the_axis() -> None:
    lower = {"q0": "c", "q1": "c", "q2": "b"}
    (most, *rest) = lagging(
        summaries(
            lower, minimum_coverage="0", axis={"thresholds": {"2": "0.6", "3": "0.6", "4": "0.6"}}
        )
    )
    assert (most.question, most.below) == ("q2", 1)
    assert [one.below for one in rest] == [0, 0]


def phases_by_mean(*thresholds: str) -> list[Tree]:
    return [
        {"number": str(number), "name": "f", "description": "d", "threshold": threshold}
        for number, threshold in enumerate(thresholds, 1)
    ]


def test_a_threshold_between_two_scores_is_not_reached_by_the_lower() -> None:
    two_of_three = {"q0": "c", "q1": "c", "q2": "b"}  # mean 2.66, and b is 2
    by_mean = {"scoring": "mean", "phases": phases_by_mean("1", "1.5", "2.5", "3.5")}
    (most, *_) = lagging(summaries(two_of_three, **by_mean))
    assert (most.question, most.below) == ("q2", 1)
    (most, *_) = lagging(summaries(two_of_three, **by_mean, axis={"thresholds": {"3": "2"}}))
    assert (most.question, most.below) == ("q2", 0)
