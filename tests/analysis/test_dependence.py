"""What the overall phase depends on: equal to scoring every assessment, and counted by hand."""

from fractions import Fraction

from gemeente_online.analysis.dependence import Changed
from gemeente_online.model.rules import load
from support.evaluations import axes_of, evaluated, three
from support.trees import choice, model_tree


def test_single_steps_are_counted_per_question() -> None:
    # each phase asks 70 %, so all three answers: of bbc one step on p or q lowers it, none raises
    # it; of bcc one on p does either; of aaa nothing lowers it and one step is not enough; ??? has
    # no phase
    found = evaluated(three(), ["bbc", "bcc", "aaa", "???"]).dependence
    assert found.determined == 3
    assert found.down == Changed(2, 3, Fraction(2, 3))
    assert found.up == Changed(1, 3, Fraction(1, 3))
    counts = {one.id: (one.down.assessments, one.up.assessments) for one in found.questions}
    assert counts == {"p": (2, 1), "q": (1, 0), "r": (0, 0)}
    assert found.questions[0].down.share == Fraction(2, 3)


def test_thresholds_a_question_lower_and_higher() -> None:
    # 70 % - 33 % asks two of three, 70 % + 33 % all three: bbc stays, bcc becomes 3
    found = evaluated(three(), ["bbc", "bcc", "???"]).dependence
    assert found.lower_threshold == Changed(1, 2, Fraction(1, 2))
    assert found.higher_threshold == Changed(0, 2, Fraction(0))


def test_the_middle_axis_is_compared_where_every_axis_has_a_phase() -> None:
    tree = model_tree(choice("p"))
    axis = tree["axes"][0]
    tree["axes"] += [axis | {"id": name, "questions": [choice(name)]} for name in ("b", "c")]
    # abb: the middle is 2, the lowest 1; aab: both 1; a?d is phase 1 whatever b is
    found = evaluated(load(tree), ["abb", "aab", "a?d"]).dependence
    assert found.determined == 3
    assert found.median_axis == Changed(1, 2, Fraction(1, 2))


def test_requirements_are_left_out_where_there_are_none() -> None:
    assert evaluated(axes_of(2, 2), ["aaaa"]).dependence.without_requirements is None
    tree = model_tree(choice("p"), choice("q"), choice("r"), choice("s"))
    tree["axes"][0]["requirements"] = {"2": {"p": "2"}}
    # 3 of 4 is enough for phase 2; p itself is not
    found = evaluated(load(tree), ["abbb", "bbbb", "aabb"]).dependence
    assert found.without_requirements == Changed(1, 3, Fraction(1, 3))


def test_nothing_at_all() -> None:
    found = evaluated(three(), []).dependence
    assert found.down == Changed(0, 0, None)
    assert found.lower_threshold == Changed(0, 0, None)
