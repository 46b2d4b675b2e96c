"""What ``explain`` says adds up to what ``score`` says."""

from fractions import Fraction

from hypothesis import given

from gemeente_online.analysis.explanation import Advice, Lead, explain
from gemeente_online.assessment.file import State
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import score
from support.drawing import drawn
from support.strategies import cases
from support.trees import answers_tree, choice, model_tree, scored


@drawn(50)
@given(cases())
def test_everything_adds_up(case):
    model, given_answers = case
    result = score(assess(answers_tree(given_answers), load(model)))
    explanation = explain(result)
    scoring = result.assessment.model.scoring
    for axis, scored_axis in zip(explanation.axes, result.axes, strict=True):
        known = [c for c in axis.contributions if c.answer.state is State.KNOWN]
        unscored = [c for c in axis.contributions if c.part is None]
        if scoring == "checklist":
            assert all(c.answer.state is State.NOT_APPLICABLE for c in unscored)
        else:
            assert len(axis.contributions) == len(known) + len(unscored)
        if scored_axis.score is None:
            assert not known
            assert axis.points == axis.scored_weight == 0
        else:
            parts = [c.part for c in axis.contributions if c.part is not None]
            assert sum(parts) == scored_axis.score
            assert axis.points / axis.scored_weight == scored_axis.score
        if axis.applicable_weight:
            assert axis.answered_weight / axis.applicable_weight == scored_axis.coverage
        if scored_axis.phase is not None:
            assert scored_axis.phase == max(check.phase for check in axis.checks if check.reached)
        for check, share in zip(axis.checks, scored_axis.phases, strict=True):
            assert check.threshold == share.threshold
            if scoring == "share" and known:
                assert check.counted / axis.answered_weight == share.share
                assert check.needed == share.threshold * axis.answered_weight
                counting = [
                    c for c in known if c.counts_for is not None and c.counts_for >= check.phase
                ]
                assert sum((c.weight for c in counting), Fraction(0)) == check.counted
            if scoring == "checklist" and known:
                assert check.counted == (share.share or 0) * check.asked_weight
                assert check.needed == share.threshold * check.asked_weight
                counting = [c for c in known if c.counts_for == check.phase]
                assert sum((c.weight for c in counting), Fraction(0)) == check.counted
        held = scored_axis.held_back
        if held is not None:
            (after,) = [check for check in axis.checks if check.phase == held.phase]
            assert not after.on_its_own
            unmet = [c.question for c in after.requirements if not c.met]
            assert unmet == [one.question for one in held.requirements]


def axis_of(answers, *questions, **more):
    return explain(scored(model_tree(*questions, **more), answers)).axes[0]


def test_strongest_first_and_what_is_not_known_last():
    questions = [choice(q) for q in "pqrs"] + [
        choice("zwaar", weight="2"),
        choice("leeg", not_applicable="true"),
    ]
    given_answers = {"p": "b", "q": "c", "r": "onbekend", "s": "c", "zwaar": "c", "leeg": "nvt"}
    axis = axis_of(given_answers, *questions)
    assert [c.question for c in axis.contributions] == ["zwaar", "q", "s", "p", "r", "leeg"]
    assert [c.counts_for for c in axis.contributions] == [3, 3, 3, 2, None, None]
    assert axis.points == 14
    assert axis.answered_weight == 5


def test_what_does_not_apply_has_no_part_in_the_weights():
    questions = [choice("p", weight="3", not_applicable="true"), choice("q"), choice("r")]
    axis = axis_of({"p": "nvt", "q": "c"}, *questions, minimum_coverage="0.5")
    assert (axis.points, axis.answered_weight, axis.applicable_weight) == (3, 1, 2)
    parts = {c.question: (c.weight, c.part) for c in axis.contributions}
    assert parts == {"p": (3, None), "q": (1, 3), "r": (1, None)}


def test_evidence_is_missed_only_where_it_is_expected():
    questions = [choice(q) for q in "pqrs"]
    answers = {
        "p": "b",
        "q": {"answer": "c", "note": "gezien"},
        "r": {"answer": "d", "evidence": "verslag"},
        "s": "d",
    }
    axis = axis_of(answers, *questions, evidence_from="3")
    assert {c.question for c in axis.contributions if c.lacks_evidence} == {"q", "s"}
    assert not any(c.lacks_evidence for c in axis_of(answers, *questions).contributions)


def test_requirements_of_every_phase_are_told_with_the_question():
    axis = axis_of(
        {"p": "c", "q": "onbekend"},
        choice("p"),
        choice("q"),
        axis={"requirements": {"2": {"p": "2"}, "4": {"p": "4", "q": "3"}}},
        minimum_coverage="0.5",
    )
    by_id = {c.question: c for c in axis.contributions}
    assert [(r.phase, r.met) for r in by_id["p"].requirements] == [(2, True), (4, False)]
    assert [(r.phase, r.score, r.met) for r in by_id["q"].requirements] == [(4, None, False)]
    assert [check.reached for check in axis.checks] == [True, True, True, False]


def test_diagnosis_comes_with_its_advice_and_others_apart():
    aware = choice("weten")
    aware["options"][1] |= {"text": "nog niet", "advice": "begin klein"}
    middle = choice("midden")
    middle["options"][0]["advice"] = "zoek de oorzaak"
    axis = axis_of(
        {"weten": "b", "midden": "a"}, middle, aware, choice("r"), axis={"diagnosis": "weten"}
    )
    assert axis.diagnosis == Advice("weten", "b", "nog niet", "begin klein")
    assert [advice.question for advice in axis.advice] == ["midden"]
    unknown = axis_of({"midden": "b"}, middle, aware, axis={"diagnosis": "weten"})
    assert unknown.diagnosis is None
    assert unknown.advice == ()


def viewed(answers, *groups):
    questions = [
        choice(f"{group}{at}", views={"blik": [group]}) for group in groups for at in (1, 2)
    ]
    view = {
        "id": "blik",
        "name": "Blik",
        "groups": [{"id": group, "name": group.upper()} for group in groups],
    }
    return explain(scored(model_tree(*questions, views=[view]), answers)).views[0]


def test_groups_that_stay_behind_the_axis():
    answers = {"x1": "c", "x2": "c", "y1": "c", "y2": "c", "z1": "c", "z2": "b"}
    view = viewed(answers, "x", "y", "z")
    assert [(lag.axis, lag.group.id, lag.group.phase) for lag in view.lags] == [
        ("as", "z", 2),
        (None, "z", 2),
    ]
    assert view.lags[0].group.applicable == 2
    assert view.differences == ()


def test_two_groups_are_held_against_each_other():
    answers = {"x1": "c", "x2": "c", "y1": "c", "y2": "b"}
    assert [d.order for d in viewed(answers, "x", "y").differences] == [Lead.AHEAD] * 2
    assert [d.order for d in viewed(answers, "y", "x").differences] == [Lead.BEHIND] * 2
    answers["y2"] = "d"
    assert [d.order for d in viewed(answers, "x", "y").differences] == [Lead.LEVEL] * 2
    answers = {"x1": "c", "x2": "c"}
    assert [d.order for d in viewed(answers, "x", "y").differences] == [None] * 2
    assert viewed(answers, "x", "y").lags == ()
