"""How easily a phase would change: equality with trying every step and every threshold."""

from copy import deepcopy

from hypothesis import event, given

from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.evidence import phase_with_evidence
from gemeente_online.scoring.firmness import tightness_of
from gemeente_online.scoring.score import score, summarize
from support import oracle
from support.drawing import drawn
from support.strategies import cases
from support.trees import answers_tree, choice, model_tree, scored

STATES = 400


@drawn(80, few=20)
@given(cases(most_axes=3, most_questions=2))
def test_firmness_is_that_of_trying_every_step(case):
    model, given_answers = case
    firmness = scored(model, given_answers).overall.firmness
    expected = oracle.overall_margin(model, given_answers, STATES)
    if firmness is None:
        assert expected is None
    elif expected is not None:
        event("firmness compared")
        up, down, up_questions, down_questions = expected
        assert (firmness.up, firmness.down) == (up, down)
        assert set(firmness.up_questions) == up_questions
        assert set(firmness.down_questions) == down_questions


@drawn(80)
@given(cases(most_axes=3, most_questions=4))
def test_choices_of_the_model_do_what_the_oracle_says(case):
    model, given_answers = case
    result = scored(model, given_answers)
    firmness = result.overall.firmness
    if firmness is None:
        assert result.overall.phase is None
        return
    lower, higher = (oracle.phase_with_thresholds(model, given_answers, by) for by in (-1, 1))
    assert (firmness.lower_threshold, firmness.higher_threshold) == (lower, higher)
    assert firmness.median_axis == oracle.phase_of_the_middle_axis(model, given_answers)


@drawn(80)
@given(cases(most_axes=3, most_questions=4))
def test_a_row_says_of_one_step_what_the_fewest_steps_say(case):
    model, given_answers = case
    assessment = assess(answers_tree(given_answers), load(deepcopy(model)))
    overall, tightness = score(assessment).overall, tightness_of(summarize(assessment))
    assert phase_with_evidence(assessment) == overall.with_evidence
    if overall.firmness is None:
        assert tightness is None
        return
    firmness = overall.firmness
    event(str(tightness))
    said = {"tight-down": (True, False), "tight-up": (False, True), "tight-both": (True, True)}
    assert said.get(tightness, (False, False)) == (firmness.down == 1, firmness.up == 1)


def test_a_step_that_ends_on_what_is_asked_loses_nothing():
    questions = [choice(question) for question in "pq"]
    mean = model_tree(*questions, scoring="mean", overall="mean")
    for phase, threshold in zip(mean["phases"], ("1", "2", "3", "3.5"), strict=True):
        phase["threshold"] = threshold
    assert margin(mean, p="c", q="b") == (2, 1, (), ("p", "q"))
    assert margin(mean, p="b", q="b") == (1, 2, ("p", "q"), ())
    required = model_tree(
        *questions,
        choice("r"),
        axis={"requirements": {"2": {"r": "2"}}, "thresholds": {"2": "0.5"}},
    )
    assert margin(required, p="b", q="b", r="c")[::2] == (2, ())
    assert margin(required, p="b", q="b", r="b")[::2] == (1, ("r",))


def margin(model, **given_answers):
    one = scored(model, given_answers).overall.firmness
    return one.down, one.up, one.down_questions, one.up_questions
