"""The changes that ``compare`` shows add up to the difference, and only like is compared."""

import itertools
from copy import deepcopy
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.analysis.comparison import ChangeKind, compare
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.problem import Wrong
from gemeente_online.scoring.score import summarize
from support.drawing import drawn
from support.strategies import all_questions, answers, models, weights
from support.trees import answers_tree, choice, model_tree


def assessed(model, given_answers, **more):
    return assess(answers_tree(given_answers, **more), load(deepcopy(model)))


@st.composite
def versions(draw):
    """A model, and perhaps a later one with other weights and other questions."""
    model = draw(models())
    later = deepcopy(model)
    if draw(st.booleans()):
        later["version"] = "1.1.0"
        for question in all_questions(later):
            if draw(st.booleans()):
                question["weight"] = draw(weights())
        for axis in later["axes"]:
            axis.pop("requirements", None)
            if draw(st.booleans()):
                axis["questions"].append(choice(f"nieuw-{axis['id']}") | _scores(later))
            if len(axis["questions"]) > 1 and draw(st.booleans()):
                axis["questions"].pop(0)
    return model, later


def _scores(model):
    low, high = (model["scale"][end] for end in ("minimum", "maximum"))
    phase = {"phase": model["phases"][-1]["number"]} if model["scoring"] == "checklist" else {}
    return phase | {
        "options": [
            {"id": "a", "text": "a", "score": low},
            {"id": "b", "text": "b", "score": high},
        ]
    }


@drawn(50)
@given(st.data())
def test_changes_add_up_to_the_difference(data):
    old, new = data.draw(versions())
    then = assessed(old, data.draw(answers(old)), date="2025-10-01")
    now = assessed(new, data.draw(answers(new)))
    before, after = summarize(then), summarize(now)
    (period,) = compare([now, then]).periods
    assert (period.before, period.after) == (before, after)
    for axis, was, is_ in zip(period.axes, before.axes, after.axes, strict=True):
        if was.score is None or is_.score is None:
            assert axis.moved is None
            assert all(change.moved is None for change in axis.changes)
            continue
        assert axis.moved == is_.score - was.score
        assert sum((change.moved for change in axis.changes), Fraction(0)) == axis.moved
    if period.moved is not None:
        assert period.moved == after.overall.score - before.overall.score
        assert sum(axis.moved_overall for axis in period.axes) == period.moved


@drawn(50)
@given(st.data())
def test_looking_back_turns_the_sign(data):
    model = data.draw(models())
    one, other = (data.draw(answers(model)) for _ in range(2))
    dates = {"date": "2025-10-01"}
    (there,) = compare([assessed(model, one, **dates), assessed(model, other)]).periods
    (back,) = compare([assessed(model, other, **dates), assessed(model, one)]).periods
    for axis, again in zip(there.axes, back.axes, strict=True):
        moves = {change.question: change.moved for change in axis.changes}
        assert {
            change.question: None if change.moved is None else -change.moved
            for change in again.changes
        } == moves


def changes(then, now, model=None, later=None):
    questions = [choice(q, not_applicable="true") for q in "pqrs"]
    model = model or model_tree(*questions)
    comparison = compare([assessed(model, then, date="2025-10-01"), assessed(later or model, now)])
    (axis,) = comparison.whole.axes
    return {change.question: (change.kind, change.moved) for change in axis.changes}


def test_what_became_of_every_answer():
    then = {"p": "b", "q": "b", "r": "d"}
    assert changes(then, {"p": "d", "q": "a", "r": "d"}) == {
        "p": (ChangeKind.UP, Fraction(2, 3)),
        "q": (ChangeKind.DOWN, Fraction(-1, 3)),
    }
    assert changes(then, {"p": "b", "q": "b", "r": "onbekend"}) == {
        "r": (ChangeKind.WITHDRAWN, Fraction(-2, 3))
    }
    assert changes(then, {**then, "s": "d"}) == {"s": (ChangeKind.ADDED, Fraction(1, 3))}
    assert changes(then, {**then, "s": "nvt"}) == {"s": (ChangeKind.STATE, 0)}
    assert changes(then, {"p": "b", "q": "b", "r": "nvt"}) == {
        "r": (ChangeKind.WITHDRAWN, Fraction(-2, 3))
    }
    assert changes({"p": "b"}, {"q": "d"}) == {
        "p": (ChangeKind.WITHDRAWN, 1),
        "q": (ChangeKind.ADDED, 1),
    }
    assert changes({}, {"q": "d"}) == {"q": (ChangeKind.ADDED, None)}


def test_another_answer_with_the_same_score():
    question = choice("p")
    for option in question["options"]:
        option["score"] = "2"
    assert changes({"p": "a"}, {"p": "b"}, model_tree(question)) == {"p": (ChangeKind.OTHER, 0)}


def test_within_a_major_version_new_questions_are_told():
    old = model_tree(choice("p"), choice("oud"))
    new = model_tree(choice("p", weight="3"), choice("nieuw"), version="1.2.0")
    then = assessed(old, {"p": "b", "oud": "b"}, date="2025-10-01")
    now = assessed(new, {"p": "b", "nieuw": "c"})
    (period,) = compare([then, now]).periods
    assert period.new_questions == ("nieuw",)
    assert period.dropped_questions == ("oud",)
    kinds = {change.question: change.kind for change in period.axes[0].changes}
    assert kinds == {"nieuw": ChangeKind.ADDED, "oud": ChangeKind.WITHDRAWN}


def test_the_same_answers_to_which_a_version_gives_other_weights():
    old = model_tree(choice("p"), choice("q"))
    new = model_tree(choice("p", weight="3"), choice("q"), version="1.2.0")
    same = {"p": "a", "q": "c"}
    assert changes(same, same, old, new) == {
        "p": (ChangeKind.RESCORED, Fraction(-3, 16)),
        "q": (ChangeKind.RESCORED, Fraction(-5, 16)),
    }


def test_an_axis_that_only_one_version_has():
    new = model_tree(choice("p"))
    second = deepcopy(new["axes"][0]) | {"id": "erbij", "questions": [choice("q")]}
    later = deepcopy(new) | {"version": "1.1.0"}
    later["axes"].append(second)
    then = assessed(new, {"p": "b"}, date="2025-10-01")
    (period,) = compare([then, assessed(later, {"p": "b", "q": "d"})]).periods
    assert [(axis.id, axis.before is None, axis.moved) for axis in period.axes] == [
        ("as", False, 0),
        ("erbij", True, None),
    ]
    assert period.moved == 1
    assert [axis.moved_overall for axis in period.axes] == [0, 1]


def test_more_than_two_in_order_of_date():
    model = model_tree(choice("p"))
    years = {"2026-10-01": "d", "2024-10-01": "a", "2025-10-01": "b"}
    comparison = compare(
        [assessed(model, {"p": answer}, date=date) for date, answer in years.items()]
    )
    assert [s.assessment.date.year for s in comparison.summaries] == [2024, 2025, 2026]
    assert [period.moved for period in comparison.periods] == [1, 2]
    assert comparison.whole.moved == 3


MODEL = model_tree(choice("p"))


@pytest.mark.parametrize(
    ("then", "now", "code"),
    [
        ({}, {"model": MODEL | {"id": "ander"}}, "other-model"),
        ({}, {"model": MODEL | {"version": "2.0.0"}}, "other-major-version"),
        ({}, {"municipality": {"name": "Meerstad"}}, "other-municipality"),
        (
            {"municipality": {"name": "Waterdam", "code": "GM0001"}},
            {"municipality": {"name": "Waterdam", "code": "GM0002"}},
            "other-municipality",
        ),
    ],
)
def test_only_like_is_compared(then, now, code):
    one, other = (
        assessed(
            more.get("model", MODEL), {"p": "a"}, **{k: v for k, v in more.items() if k != "model"}
        )
        for more in (then, now)
    )
    with pytest.raises(Wrong) as caught:
        compare([one, other])
    assert caught.value.code == code
    if code == "other-municipality":
        assert not compare([one, other], any_municipality=True).same_municipality
    else:
        with pytest.raises(Wrong):
            compare([one, other], any_municipality=True)


def test_one_among_three_of_another_municipality_is_named():
    about = [{"name": "Waterdam", "code": "GM0001"}] * 2 + [{"name": "Meerstad"}]
    several = [
        assessed(MODEL, {"p": "a"}, municipality=of, date=f"202{year}-10-01")
        for year, of in enumerate(about)
    ]
    for order in itertools.permutations(several):
        with pytest.raises(Wrong) as caught:
            compare(order)
        assert caught.value.code == "other-municipality"
        assert caught.value.message == (
            "dit zijn metingen van verschillende gemeenten: Waterdam (GM0001) en Meerstad"
        )
        assert not compare(order, any_municipality=True).same_municipality
    assert compare(several[:2]).same_municipality


def test_a_municipality_goes_by_its_code_or_else_by_its_name():
    renamed = [
        assessed(MODEL, {"p": "a"}, municipality={"name": name, "code": "GM0001"})
        for name in ("Waterdam", "Waterdam aan Zee")
    ]
    assert compare(renamed).same_municipality
    spelled = [
        assessed(MODEL, {"p": "a"}, municipality=of)
        for of in ({"name": "WATERDAM"}, {"name": "waterdam", "code": "GM0001"})
    ]
    assert compare(spelled).same_municipality


@pytest.mark.parametrize("count", [0, 1])
def test_one_is_not_enough(count):
    with pytest.raises(Wrong) as caught:
        compare([assessed(MODEL, {"p": "a"})] * count)
    assert caught.value.code == "too-few"
