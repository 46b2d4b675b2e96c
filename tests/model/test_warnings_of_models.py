"""Warnings about phases hold against every set of answers, tried one by one."""

import itertools
from fractions import Fraction
from math import prod

from hypothesis import assume, event, given

from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Question
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.rules import load
from gemeente_online.model.warnings import Reach, warnings
from gemeente_online.reading.models import load_model, shipped_models
from gemeente_online.scoring.score import score
from support.drawing import drawn
from support.strategies import models
from support.trees import answers_tree, choice, model_tree

MOST = 400


def _possible(model: Model, question: Question) -> list[str]:
    words = model.kinds[question.id].words
    return [*words, *(["nvt"] if question.not_applicable else [])]


def _outcomes(model: Model) -> set[int]:
    """The phase of the first axis for every set of answers."""
    questions = [*model.axes[0].questions]
    found = set()
    for answers in itertools.product(*(_possible(model, q) for q in questions)):
        given_answers = dict(zip([q.id for q in questions], answers, strict=True))
        phase = score(assess(answers_tree(given_answers), model)).axes[0].phase
        if phase is not None:
            found.add(phase)
    return found


@drawn(50)
@given(models(most_axes=1, most_questions=3))
def test_what_is_said_of_phases_is_so(tree) -> None:
    model = load(tree)
    questions = [*model.axes[0].questions]
    assume(all(q.type in {QuestionType.CHOICE, QuestionType.YES_NO} for q in questions))
    assume(not all(q.not_applicable for q in questions))
    assume(prod(len(_possible(model, q)) for q in questions) <= MOST)
    outcomes = _outcomes(model)
    numbers = [phase.number for phase in model.phases]
    reach = Reach(model, model.axes[0])
    lost, free = reach.first_out_of_reach(), reach.highest_for_free()
    event(f"out of reach: {lost is not None}, for free: {free is not None}")
    assert max(outcomes) == (
        numbers[-1] if lost is None else numbers[numbers.index(lost.number) - 1]
    )
    assert min(outcomes) == (numbers[0] if free is None else free.number)
    for phase, following in reach.never_the_outcome():
        event("passed over")
        assert phase.number not in outcomes
        assert following.number in numbers


@drawn(50)
@given(models())
def test_any_model_can_be_looked_at(tree) -> None:
    for finding in warnings(load(tree)):
        assert finding.message
        assert finding.hint


def test_a_best_that_leaves_low_questions_out() -> None:
    """nvt takes a question that scores too low out of the mean, and out of the share."""
    low = choice("laag", not_applicable="true")
    low["options"] = [
        {"id": "a", "text": "a", "score": "1"},
        {"id": "b", "text": "b", "score": "2"},
    ]
    tree = model_tree(choice("q1"), low, minimum_coverage="0")
    assert Reach(load(tree), load(tree).axes[0]).first_out_of_reach() is None
    tree["axes"][0]["questions"][1].pop("not_applicable")
    lost = Reach(load(tree), load(tree).axes[0]).first_out_of_reach()
    assert lost is not None
    assert lost.number == 3


def test_a_best_mean_takes_in_what_may_be_left_out_and_scores_high() -> None:
    middle, high, low = (
        {"id": name, "text": name, "options": [{"id": w, "text": w, "score": w[1:]} for w in words]}
        for name, words in (("m", ["s2", "s3"]), ("h", ["s2", "s4"]), ("l", ["s1", "s2"]))
    )
    high["not_applicable"] = low["not_applicable"] = "true"
    phases = [
        {"number": n, "name": n, "threshold": t, "description": "d"}
        for n, t in (("1", "1"), ("2", "1.6"), ("3", "3.5"), ("4", "3.6"))
    ]
    tree = model_tree(middle, high, low, scoring="mean", phases=phases, minimum_coverage="0")
    model = load(tree)
    reach = Reach(model, model.axes[0])
    assert reach.best_mean == Fraction(7, 2)  # the middle and the high one; not the low one
    lost = reach.first_out_of_reach()
    assert lost is not None
    assert lost.number == 4
    assert reach.highest_for_free() is None  # the middle and the low one give 1,5
    phases[1]["threshold"] = "1.5"
    model = load(model_tree(middle, high, low, scoring="mean", phases=phases, minimum_coverage="0"))
    free = Reach(model, model.axes[0]).highest_for_free()
    assert free is not None
    assert free.number == 2


def test_shipped_models_give_no_warnings() -> None:
    for name in shipped_models():
        assert list(warnings(load_model(name))) == []
