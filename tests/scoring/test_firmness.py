"""How easily a phase would change: equality with trying every step and every threshold."""

from hypothesis import event, given

from support import oracle
from support.drawing import drawn
from support.strategies import cases
from support.trees import scored

STATES = 400


@drawn(300, few=60)
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


@drawn(300, few=60)
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
