"""A checklist, counted by hand: every phase by the share of its own questions that is met."""

from fractions import Fraction

import pytest

from gemeente_online.analysis.explanation import explain
from gemeente_online.analysis.goal import goal_of
from gemeente_online.analysis.growth import grow
from gemeente_online.analysis.plan import Outcome
from gemeente_online.analysis.standing_out import phase_of, standing_out
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.choices import deciding, highest, lowest
from gemeente_online.scoring.score import score, summarize
from support.trees import answers_tree


def question(identifier, phase, **more):
    return {
        "id": identifier,
        "type": "yes-no",
        "text": f"Vraag {identifier}?",
        "phase": str(phase),
        **more,
    }


QUESTIONS = [
    question("a", 1),
    question("b", 1, not_applicable="true"),
    question("c", 2),
    question("d", 2),
    question("e", 2, weight="2"),
    question("f", 3),
]


def checklist(*axes, thresholds=("0", "1", "0.5", "1"), **more):
    return {
        "format": "1",
        "id": "lijst",
        "version": "1.0.0",
        "title": "Lijst",
        "source": "verzonnen",
        "language": "nl",
        "scale": {"minimum": "0", "maximum": "1"},
        "scoring": "checklist",
        "phases": [
            {"number": str(at), "name": f"Fase {at}", "threshold": one, "description": "Zo."}
            for at, one in enumerate(thresholds)
        ],
        "overall": "lowest",
        "minimum_coverage": "0",
        "axes": [
            {"id": f"as-{at}", "name": f"As {at}", "description": "Een lijn.", "questions": list(q)}
            for at, q in enumerate(axes or [QUESTIONS])
        ],
        **more,
    }


def assessed(tree, **answers):
    return assess(answers_tree(answers), load(tree))


def axis_of(**answers):
    return score(assessed(checklist(), **answers)).axes[0]


@pytest.mark.parametrize(
    ("answers", "phase", "possible"),
    [
        ({"a": "nee"}, 0, (0, 0)),
        ({"a": "ja", "b": "nee"}, 0, (0, 0)),
        ({"a": "ja"}, 0, (0, 3)),  # b is unanswered, so it is not met yet
        ({"a": "ja", "b": "nvt"}, 1, (1, 3)),
        ({"a": "ja", "b": "ja", "e": "ja"}, 2, (2, 3)),  # 2 of 4 is the half that is asked
        ({"a": "ja", "b": "ja", "c": "ja", "e": "nee"}, 1, (1, 3)),
        ({"a": "ja", "b": "ja", "d": "nee", "e": "nee"}, 1, (1, 1)),
        ({"a": "ja", "b": "ja", "e": "ja", "f": "ja"}, 3, (3, 3)),
        ({"a": "nee", "b": "ja", "e": "ja", "f": "ja"}, 0, (0, 0)),  # a lower phase is lacking
    ],
)
def test_a_phase_is_reached_by_its_own_questions(answers, phase, possible):
    axis = axis_of(**answers)
    assert (axis.phase, axis.range) == (phase, possible)


def test_every_phase_has_its_own_share():
    axis = axis_of(a="ja", b="nvt", c="ja", e="nee")
    assert [one.share for one in axis.phases] == [None, 1, Fraction(1, 4), 0]
    held = axis.held_back
    assert (held.phase, held.missing, held.questions) == (2, Fraction(1, 4), 1)


def test_what_is_unanswered_is_still_to_be_met():
    held = axis_of(a="ja").held_back
    assert (held.phase, held.missing, held.questions) == (1, Fraction(1, 2), 1)


def test_a_phase_without_questions_asks_nothing():
    tree = checklist([question("a", 1)], [question("b", 3)])
    result = score(assessed(tree, a="ja", b="nee"))
    assert result.overall.profile == (3, 2)


def test_where_nothing_applies_there_is_no_phase():
    axis = score(assessed(checklist([QUESTIONS[1]]), b="nvt")).axes[0]
    assert (axis.phase, axis.range, axis.score) == (None, (0, 3), None)


def test_who_answered_nothing_is_in_the_first_phase():
    """Where the model asks for no coverage: what is unanswered is not met."""
    result = score(assessed(checklist()))
    assert (result.axes[0].phase, result.axes[0].range, result.axes[0].score) == (0, (0, 3), 0)
    assert (result.overall.phase, result.overall.score) == (0, 0)
    growth = grow(result)
    assert [rise.question for rise in growth.axes[0].rises] == ["a", "b"]
    assert growth.best.rise.question == "a"
    assert score(assessed(checklist(minimum_coverage="0.1"))).overall.phase is None


def test_only_an_answer_with_the_highest_score_meets_a_question():
    options = [{"id": one, "text": one} for one in ("niets", "half", "heel")]
    asked = {"id": "q", "text": "Hoe ver?", "phase": "1", "options": options}
    phases = {
        word: score(assessed(checklist([asked]), q=word)).axes[0].phase
        for word in ("niets", "half", "heel")
    }
    assert phases == {"niets": 0, "half": 0, "heel": 3}


def test_firmness_is_of_every_phase_apart():
    firmness = score(assessed(checklist(), a="ja", b="ja", e="ja", f="nee")).overall.firmness
    assert (firmness.down, firmness.up) == (1, 1)
    assert firmness.down_questions == ("a", "b", "e")
    assert firmness.up_questions == ("f",)
    # one question of each phase fewer: 1 of 2, 1/6 less than the half, and none of 1
    assert (firmness.lower_threshold, firmness.higher_threshold) == (3, 1)


def test_a_plan_also_meets_what_is_unanswered():
    growth = grow(assessed(checklist(), a="ja", c="nee"))
    assert growth.outcome is Outcome.STEPS
    (rise,) = growth.axes[0].rises
    assert (rise.question, rise.start.answered) == ("b", False)
    assert rise.climb.stops[-1].chosen == ("ja",)


def test_a_plan_for_a_higher_phase_is_the_least_of_every_phase():
    assessment = assessed(checklist(), a="nee", b="nvt", c="nee", d="nee", e="nee", f="nee")
    growth = grow(assessment, goal_of(summarize(assessment), to=3))
    assert [rise.question for rise in growth.axes[0].rises] == ["a", "e", "f"]
    assert growth.after.overall.phase == 3


def test_a_goal_that_is_only_possible_is_not_reached():
    growth = grow(assessed(checklist(), a="ja", c="nee"))
    assert growth.outcome is not Outcome.REACHED
    assert growth.answers_settle


def test_the_weight_that_counts_is_that_of_the_phase():
    (axis,) = explain(assessed(checklist(), a="ja", b="nvt", e="ja", f="nee")).axes
    assert [(one.counted, one.asked_weight, one.needed) for one in axis.checks] == [
        (0, 0, 0),
        (1, 1, 1),
        (2, 4, 2),
        (0, 1, 1),
    ]
    assert {one.question: one.counts_for for one in axis.contributions} == {
        **dict.fromkeys("bcdf"),
        "a": 1,
        "e": 2,
    }


def test_what_is_left_open_is_no_help_in_a_ranking():
    """The score is of all that applies, so that who answers two of ten is not the first."""
    axis = axis_of(a="ja", b="nvt", c="ja")
    assert axis.score == Fraction(2, 6)
    assert axis.coverage == Fraction(2, 6)
    (explained,) = explain(assessed(checklist(), a="ja", b="nvt", c="ja")).axes
    assert (explained.points, explained.answered_weight, explained.scored_weight) == (2, 2, 6)


def test_what_stands_out_is_met_early_or_not_met_in_time():
    assessment = assessed(checklist(), a="nee", b="ja", c="ja", f="nee")
    model = assessment.model
    assert [phase_of(model, "c", Fraction(one)) for one in (0, 1)] == [0, 2]
    found = standing_out(explain(assessment))
    assert [one.contribution.question for one in found.ahead] == ["c", "b"]
    assert [one.contribution.question for one in found.behind] == ["a"]


def test_a_choice_decides_nothing_where_what_is_open_is_still_to_be_met():
    nobody = assessed(checklist())
    known = {
        one: [assessed(checklist(), **{one: word}).answers[one] for word in words]
        for one, words in {"a": ["ja", "nee"], "c": ["ja", "nee"], "d": ["ja"]}.items()
    }
    choices = {one: known.get(one, []) for one in nobody.answers}
    found = deciding(lowest(nobody, choices), highest(nobody, choices), choices)
    assert not found["a"].axis  # b is of the same phase, and open
    with_b = {**choices, "b": known["d"]}
    found = deciding(lowest(nobody, with_b), highest(nobody, with_b), with_b)
    assert found["a"].axis
    assert found["c"].axis  # with d it is 2 of 4: half of the phase
