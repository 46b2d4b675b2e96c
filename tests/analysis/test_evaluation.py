"""What many assessments say of their model: counted by hand on small tables.

The figures themselves are held against published ones in ``test_psychometrics``.
"""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gemeente_online.analysis.evaluation import evaluate
from gemeente_online.analysis.phase_order import CrossedPair, Reached
from gemeente_online.analysis.psychometrics import (
    MINIMUM,
    MINIMUM_ORDER,
    Judgement,
    cronbach_alpha,
    item_rest,
    scalability,
)
from gemeente_online.analysis.question_evaluation import DisorderedPair, OptionUse
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import summarize
from support.evaluations import axes_of, evaluated, three
from support.trees import Tree, answers_tree, choice, model_tree

ROWS = ["aab", "abc", "bbc", "bcd", "ccd", "bcc"]


def numbers(rows: Sequence[str]) -> list[list[int]]:
    return [["abcd".index(letter) for letter in row] for row in rows]


def test_figures_are_those_of_the_complete_assessments() -> None:
    (axis,) = evaluated(three(), [*ROWS, "dd?", "dd-", "???"]).axes
    table = numbers(ROWS)
    assert axis.consistency.complete == axis.scale.complete == axis.order.complete == 6
    assert axis.consistency.alpha == cronbach_alpha(table)
    scale = scalability(table)
    assert (axis.scale.h, axis.scale.errors) == (scale.scale, scale.observed)
    assert axis.scale.expected == scale.expected
    assert tuple(question.item_rest for question in axis.questions) == item_rest(table)
    assert tuple(question.h for question in axis.questions) == scale.items


def test_how_a_question_was_answered() -> None:
    (axis,) = evaluated(three(), [*ROWS, "dd?", "da-", "???"]).axes
    first, _, third = axis.questions
    assert (first.answered, first.unknown, first.not_applicable) == (8, 1, 0)
    assert (third.answered, third.unknown, third.not_applicable) == (6, 2, 1)
    assert first.mean == Fraction(1 + 1 + 2 + 2 + 3 + 2 + 4 + 4, 8)
    assert (first.floor, first.ceiling) == (Fraction(2, 8), Fraction(2, 8))
    # of those with a on p: (1 + 2) / 2 and (2 + 3) / 2 on the other two questions
    assert first.options[0] == OptionUse("a", Fraction(1), 2, Fraction(2, 8), 2, Fraction(2))
    # d on p was chosen in assessments that are not complete only
    assert first.options[3] == OptionUse("d", Fraction(4), 2, Fraction(2, 8), 0, None)


def test_steps_that_are_the_other_way_round() -> None:
    # p reaches phase 2 in 4 of 6, 3 in 1; q 5 and 3; r 6 and 5 (and 4 in 2)
    (axis,) = evaluated(three(), ROWS).axes
    second, third, fourth = axis.order.steps
    assert second.mean == Fraction(4 + 5 + 6, 18)
    assert second.least == Reached("p", 2, Fraction(4, 6))
    assert third.most == Reached("r", 3, Fraction(5, 6))
    assert fourth.mean == Fraction(2, 18)
    # per pair of phases 3 × 2 pairs of questions; r at 3 (5/6) above p at 2 (4/6); and
    # r at 4 (2/6) above p at 3 (1/6)
    assert (axis.order.pairs, axis.order.crossed) == (18, 2)
    assert axis.order.worst == CrossedPair(
        Reached("r", 3, Fraction(5, 6)), Reached("p", 2, Fraction(4, 6))
    )


def test_options_that_are_the_other_way_round() -> None:
    # who chose b on p is lower on the other two than who chose a
    rows = ["acc"] * 10 + ["bbb"] * 10 + ["cdd"] * 10
    first, second, _ = evaluated(three(), rows).axes[0].questions
    assert first.disordered == (DisorderedPair("a", "b"),)
    assert second.disordered == ()  # b and c both go with a mean of 2: equal is not lower
    rows = ["acc"] * 26 + ["bbb"] * 9
    assert evaluated(three(), rows).axes[0].questions[0].disordered == ()  # too few chose b


@pytest.mark.parametrize(
    ("rows", "consistency", "scale"),
    [
        (MINIMUM - 1, Judgement.TOO_FEW, Judgement.TOO_FEW),
        (MINIMUM, Judgement.GOOD, Judgement.TOO_FEW),
        (MINIMUM_ORDER - 1, Judgement.GOOD, Judgement.TOO_FEW),
        (MINIMUM_ORDER, Judgement.GOOD, Judgement.GOOD),
    ],
)
def test_no_verdict_on_too_few(rows: int, consistency: Judgement, scale: Judgement) -> None:
    answers = (["aaa", "bbb", "abb", "bcc", "ddd"] * rows)[:rows]
    found = evaluated(three(), answers)
    (axis,) = found.axes
    assert axis.consistency.verdict is consistency
    assert axis.scale.verdict is axis.order.verdict is scale
    assert {question.verdict for question in axis.questions} == {consistency}
    assert (found.spread.verdict is Judgement.TOO_FEW) == (consistency is Judgement.TOO_FEW)
    assert axis.consistency.alpha is not None  # the figure is there all the same


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (["aaa", "ddd", "bbb"], Judgement.GOOD),
        (["abc", "cab", "bca", "cbb", "aaa"], Judgement.POOR),
        (["aaa"], Judgement.NONE),
    ],
)
def test_verdicts_on_agreement(rows: list[str], verdict: Judgement) -> None:
    (axis,) = evaluated(three(), rows, times=MINIMUM_ORDER).axes
    assert axis.consistency.verdict is verdict
    assert axis.scale.verdict is verdict


def test_verdict_on_a_question_that_goes_the_other_way() -> None:
    (axis,) = evaluated(three(), ["aad", "bbc", "ccb", "dda"], times=10).axes
    # the two others of p add up to the same for everybody: no relation that could be computed
    verdicts = [question.verdict for question in axis.questions]
    assert verdicts == [Judgement.NONE, Judgement.NONE, Judgement.POOR]


def test_an_option_that_nearly_everybody_chose() -> None:
    first, second, _ = evaluated(three(), ["aab"] * 32 + ["abb"] * 8).axes[0].questions
    assert first.lopsided == "a"
    assert first.verdict is Judgement.NONE
    assert second.lopsided == "a"  # 32 of 40 is 80 %
    assert evaluated(three(), ["aab"] * 31 + ["abb"] * 9).axes[0].questions[1].lopsided is None


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (["aaa"] * 10 + ["bbb"] * 10 + ["ccc"] * 5 + ["ddd"] * 5, Judgement.GOOD),
        (["aaa"] * 15 + ["bbb"] * 15, Judgement.FAIR),
        (["aaa"] * 24 + ["bbb"] * 4 + ["ccc", "ddd"], Judgement.POOR),
        (["aaa"] * 29 + ["???"] * 10, Judgement.TOO_FEW),
    ],
)
def test_spread(rows: list[str], verdict: Judgement) -> None:
    found = evaluated(three(), rows)
    for spread in (found.spread, found.axes[0].spread):
        assert spread.verdict is verdict
        assert spread.undetermined == rows.count("???")
        assert spread.determined == len(rows) - rows.count("???")
        counts = [count.assessments for count in spread.phases]
        assert counts == [rows.count(letter * 3) for letter in "abcd"]


def test_every_type_of_question() -> None:
    model = load(
        model_tree(
            {"id": "y", "type": "yes-no", "text": "?"},
            {
                "id": "m",
                "type": "multi",
                "text": "?",
                "options": [{"id": word, "text": word} for word in "ab"],
            },
            {
                "id": "n",
                "type": "number",
                "text": "?",
                "unit": "uur",
                "bands": [{"up_to": "4", "score": "4"}, {"score": "1"}],
            },
            {
                "id": "line",
                "type": "number",
                "text": "?",
                "unit": "%",
                "minimum": "0",
                "maximum": "100",
                "better": "higher",
            },
        )
    )
    rows: list[str | Tree] = [
        {"y": "ja", "m": ["a", "b"], "n": "4", "line": "100"},
        {"y": "nee", "m": "geen", "n": "5", "line": "0"},
        {"y": "ja", "m": ["a"], "n": "1", "line": "50"},
    ]
    yes_no, multi, bands, line = evaluated(model, rows).axes[0].questions
    assert [(o.id, o.score, o.chosen) for o in yes_no.options] == [("nee", 1, 1), ("ja", 4, 2)]
    assert [(o.id, o.score, o.chosen) for o in multi.options] == [
        ("geen", None, 1),
        ("a", None, 2),
        ("b", None, 1),
    ]
    assert [(o.id, o.score, o.chosen) for o in bands.options] == [
        ("band-1", 4, 2),
        ("band-2", 1, 1),
    ]
    assert line.options == ()
    for question in (yes_no, multi, bands, line):
        assert question.floor == Fraction(1, 3)
        assert question.ceiling in {Fraction(1, 3), Fraction(2, 3)}
    # of who has the shortest time: (4 + 4 + 4) / 3 and (4 + 2.5 + 2.5) / 3
    assert bands.options[0].rest == Fraction(7, 2)


def test_a_mean_has_its_thresholds_for_steps() -> None:
    tree = model_tree(choice("p"), choice("q"), scoring="mean")
    for phase, threshold in zip(tree["phases"], ("1", "1.5", "2.5", "4"), strict=True):
        phase["threshold"] = threshold
    tree["axes"][0]["thresholds"] = {"2": "2.2"}
    (axis,) = evaluated(load(tree), ["ab", "bc", "cd"]).axes
    # phase 2 asks 2.2 on this axis and 3 asks 2.5: an answer of 3 reaches both, one of 2 neither
    shares = [(step.least.share, step.most.share) for step in axis.order.steps]
    third, two = Fraction(1, 3), Fraction(2, 3)
    assert shares == [(third, two), (third, two), (0, third)]


def test_an_axis_of_one_question_is_no_scale() -> None:
    (axis,) = evaluated(load(model_tree(choice("p"))), ["a", "b", "d"], times=50).axes
    assert axis.consistency.alpha is None
    assert axis.consistency.verdict is Judgement.NONE
    assert axis.scale.verdict is axis.order.verdict is Judgement.NONE
    assert axis.questions[0].options[0].rest is None
    assert axis.questions[0].verdict is Judgement.NONE


def test_nothing_at_all() -> None:
    found = evaluated(axes_of(2, 2), [])
    assert (found.assessments, found.municipalities) == (0, 0)
    for axis in found.axes:
        verdicts = {axis.consistency.verdict, axis.scale.verdict, axis.order.verdict}
        assert verdicts == {Judgement.TOO_FEW}
        assert axis.questions[0].options[0].share is None
    assert found.pairs[0].verdict is Judgement.TOO_FEW


def test_municipalities_are_counted_once() -> None:
    model = three()
    given = answers_tree({"p": "a"})
    same = answers_tree({"p": "b"}, date="2027-10-01")
    found = evaluate(model, [summarize(assess(tree, model)) for tree in (given, same)])
    assert (found.assessments, found.municipalities) == (2, 1)


def test_assessments_of_another_model_are_refused() -> None:
    with pytest.raises(ValueError, match="another model"):
        evaluate(axes_of(2, 2), [summarize(assess(answers_tree({}), three()))])


def test_the_order_of_assessments_changes_nothing() -> None:
    rows = [*ROWS, "dd?", "dda", "cab"]
    assert evaluated(three(), rows) == evaluated(three(), rows[::-1])
