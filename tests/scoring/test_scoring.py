"""Phases worked out by hand, one rule at a time."""

from fractions import Fraction
from typing import Any

import pytest

from gemeente_online.problem import FindingsError
from gemeente_online.scoring.result import AxisResult, HeldBack, PhaseShare, Verdict
from gemeente_online.scoring.score import overall_held_back, summarize
from gemeente_online.scoring.verdict import score_range, verdict
from support.trees import as_summarized, choice, model_tree, scored

F = Fraction
Tree = dict[str, Any]


def steps(axis):
    """The fewest up and down that change the phase of an axis."""
    return axis.margin.up, axis.margin.down


def ten(answers: str, **axis: Any) -> AxisResult:
    """The one axis of ten equal questions, answered with these letters."""
    model = model_tree(*(choice(f"q{i}") for i in range(10)), axis=axis)
    given = {f"q{i}": letter for i, letter in enumerate(answers) if letter != "."}
    return scored(model, given).axes[0]


def one(question: Tree, answer: Any, **model: Any) -> AxisResult:
    """The one axis of one question."""
    return scored(model_tree(question, **model), {question["id"]: answer}).axes[0]


@pytest.mark.parametrize(
    ("answers", "phase"),
    [
        ("aaaaaaaaaa", 1),
        ("bbbbbbbbbb", 2),
        ("cccccccccc", 3),
        ("dddddddddd", 4),
        ("cccccccbbb", 3),  # 7 of 10 is 70 %: exactly enough
        ("ccccccbbbb", 2),  # 6 of 10 is not
        ("ddddddccca", 3),  # 6 at 4 is too few, 9 at 3 or higher is enough
        ("dddddddaaa", 4),  # the weak ones do not pull it down
        ("ddddddaaaa", 1),  # no phase without 7
    ],
)
def test_seven_of_ten(answers: str, phase: int) -> None:
    assert ten(answers).phase == phase


def test_score_is_the_mean_whatever_the_phase() -> None:
    # 6 × 4 + 4 × 1 = 28 over 10
    assert ten("ddddddaaaa").score == F(28, 10)


def test_exactly_seventy_per_cent_of_uneven_weights() -> None:
    # 1.4 of 2.0 is 70 %; a hundredth less is not
    def phase(weight: str) -> int | None:
        model = model_tree(choice("q1", weight=weight), choice("q2", weight="0.6"))
        return scored(model, {"q1": "c", "q2": "a"}).axes[0].phase

    assert phase("1.4") == 3
    assert phase("1.39") == 1


def test_thirds_reach_a_threshold_of_a_third_of_three() -> None:
    # three weights of 1/10 against 0.3: what floats get wrong
    questions = [choice(f"q{i}", weight="0.1") for i in range(10)]
    tree = model_tree(*questions)
    for phase in tree["phases"][1:]:
        phase["threshold"] = "0.3"
    given = {f"q{i}": "c" if i < 3 else "a" for i in range(10)}
    assert scored(tree, given).axes[0].phase == 3


def test_threshold_override_on_one_axis() -> None:
    assert ten("cccccccbbb", thresholds={"3": "0.8", "4": "0.8"}).phase == 2
    assert ten("ccccccccbb", thresholds={"3": "0.8", "4": "0.8"}).phase == 3


def test_requirement_holds_back_and_says_which() -> None:
    axis = ten("bccccccccc", requirements={"3": {"q0": "3"}})
    assert axis.phase == 2
    assert axis.held_back is not None
    assert axis.held_back.missing == 0
    assert axis.held_back.questions == 0
    (unmet,) = axis.held_back.requirements
    assert (unmet.question, unmet.minimum, unmet.score) == ("q0", 3, 2)


def test_a_requirement_that_is_just_met_does_not_hold_back() -> None:
    axis = ten("cbbbbbbbbb", requirements={"3": {"q0": "3", "q1": "3"}})
    assert axis.held_back is not None
    assert [unmet.question for unmet in axis.held_back.requirements] == ["q1"]


def test_requirement_of_a_lower_phase_blocks_the_higher() -> None:
    assert ten("bddddddddd", requirements={"3": {"q0": "3"}}).phase == 2


def test_unanswered_requirement_is_not_met_yet() -> None:
    axis = ten(".ccccccccc", requirements={"3": {"q0": "3"}})
    assert axis.phase == 2
    assert axis.range == (2, 3)
    assert axis.held_back is not None
    assert axis.held_back.requirements[0].score is None
    assert steps(axis) == (None, 6)  # an unknown answer takes no step


def test_an_unanswered_requirement_is_not_met_by_the_bottom_of_the_scale() -> None:
    axis = ten(".ccccccccc", requirements={"3": {"q0": "1"}})
    assert (axis.phase, axis.range) == (2, (2, 3))
    assert axis.held_back is not None
    assert [unmet.question for unmet in axis.held_back.requirements] == ["q0"]


def test_what_is_missing_counted_in_questions() -> None:
    held = ten("ccccbbbbbb").held_back
    assert held is not None
    assert (held.phase, held.questions, held.missing) == (3, 3, F(3, 10))


def test_heavy_questions_count_first_in_what_is_missing() -> None:
    # 1 of 6 counts; 4.2 is asked; raising the one of weight 4 gives 5
    model = model_tree(choice("q1"), choice("q2", weight="4"), choice("q3"))
    held = scored(model, {"q1": "c", "q2": "b", "q3": "b"}).axes[0].held_back
    assert held is not None
    assert (held.questions, held.missing) == (1, F(42, 60) - F(1, 6))


def test_unknown_answers_lower_coverage_and_not_the_score() -> None:
    axis = ten("cccccccc..")
    assert (axis.score, axis.phase, axis.coverage) == (3, 3, F(8, 10))
    assert axis.range == (3, 3)  # 8 of 10 stay at 3; at 4 there can be only 2


def test_below_minimum_coverage_there_is_no_phase() -> None:
    axis = ten("ccccccc...")  # 70 % answered, 75 % asked
    assert axis.phase is None
    assert axis.margin is None
    assert axis.held_back is None
    assert axis.score == 3
    assert axis.range == (3, 3)


def test_coverage_exactly_at_the_minimum() -> None:
    model = model_tree(*(choice(f"q{i}") for i in range(4)))
    assert scored(model, {"q0": "c", "q1": "c", "q2": "c"}).axes[0].phase == 3


def test_range_under_unknown_answers() -> None:
    # the six stay at 3; four unknown: at the minimum 6 of 10, at the maximum 10 of 10
    assert ten("cccccc....").range == (1, 3)
    assert ten("dddd......").range == (1, 4)


@pytest.mark.parametrize("written", ["onbekend", "", "~", {"note": "later"}])
def test_three_ways_of_not_answering(written: Any) -> None:
    model = model_tree(*(choice(f"q{i}") for i in range(4)))
    given = {"q0": "c", "q1": "c", "q2": "c", "q3": written}
    assert scored(model, given).axes == scored(model, dict(list(given.items())[:3])).axes


def test_not_applicable_leaves_the_weights() -> None:
    model = model_tree(choice("q1"), choice("q2", weight="9", not_applicable="true"))
    axis = scored(model, {"q1": "c", "q2": "nvt"}).axes[0]
    assert (axis.phase, axis.coverage, axis.applicable) == (3, 1, 1)


def test_nothing_applicable_leaves_nothing_to_say() -> None:
    axis = one(choice("q1", not_applicable="true"), "nvt")
    assert (axis.score, axis.coverage, axis.phase, axis.range) == (None, None, None, (1, 4))


def test_yes_no_is_the_ends_of_the_scale() -> None:
    question = {"id": "q", "text": "?", "type": "yes-no"}
    assert one(question, "ja").score == 4
    assert one(question, "nee").score == 1


def test_yes_no_with_scores_of_its_own() -> None:
    question = {
        "id": "q",
        "text": "?",
        "type": "yes-no",
        "options": [{"id": "ja", "text": "Ja", "score": "3"}, {"id": "nee", "text": "Nee"}],
    }
    assert one(question, "ja").score == 3
    assert one(question, "nee").score == 1


def test_three_options_are_evenly_spaced() -> None:
    question = choice("q")
    question["options"] = question["options"][:3]
    assert [one(question, word).score for word in "abc"] == [1, F(5, 2), 4]


MULTI = {
    "id": "q",
    "text": "?",
    "type": "multi",
    "options": [
        {"id": "x", "text": "x", "weight": "2"},
        {"id": "y", "text": "y"},
        {"id": "z", "text": "z", "weight": "3"},
    ],
}


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("geen", 1),
        (["geen"], 1),
        ("y", F(3, 2)),  # 1 of 6 of the three points above 1
        (["x", "z"], F(7, 2)),
        (["z", "y", "x"], 4),
    ],
)
def test_multi_is_the_chosen_part(answer: Any, score: Any) -> None:
    assert one(MULTI, answer).score == score


def test_multi_empty_list_is_unanswered() -> None:
    assert one(MULTI, []).answered == 0


BANDS = {
    "id": "q",
    "text": "?",
    "type": "number",
    "unit": "uur",
    "minimum": "0",
    "bands": [
        {"up_to": "4", "score": "4"},
        {"up_to": "24", "score": "3"},
        {"score": "1"},
    ],
}


@pytest.mark.parametrize(
    ("answer", "score"), [("0", 4), ("4", 4), ("4,01", 3), ("24", 3), ("24.1", 1), ("9999", 1)]
)
def test_bands_include_their_bound(answer: str, score: int) -> None:
    assert one(BANDS, answer).score == score


SHARE_BANDS = {
    "id": "q",
    "text": "?",
    "type": "number",
    "unit": "procent",
    "minimum": "0",
    "maximum": "100",
    "bands": [
        {"below": "10", "score": "1"},
        {"up_to": "10", "score": "2"},  # ten itself, and nothing else
        {"below": "100", "score": "3"},
        {"score": "4"},  # a hundred itself
    ],
}


@pytest.mark.parametrize(
    ("answer", "score"),
    [("9,9999999999999", 1), ("10", 2), ("10,0000000000001", 3), ("99,99", 3), ("100", 4)],
)
def test_bands_may_exclude_their_bound(answer: str, score: int) -> None:
    assert one(SHARE_BANDS, answer).score == score


@pytest.mark.parametrize("answer", ["-1", "100,01"])
def test_bands_may_have_both_ends(answer: str) -> None:
    with pytest.raises(FindingsError, match="kan hier niet"):
        one(SHARE_BANDS, answer)


def line(maximum: str, better: str) -> Tree:
    """A number from 0 to a maximum, scored on a line."""
    return {
        "id": "q",
        "text": "?",
        "type": "number",
        "unit": "%",
        "minimum": "0",
        "maximum": maximum,
        "better": better,
    }


@pytest.mark.parametrize(
    ("better", "answer", "score"),
    [
        ("higher", "0", 1),
        ("higher", "100", 4),
        ("higher", "50", F(5, 2)),
        ("lower", "25", F(13, 4)),
    ],
)
def test_number_on_a_line(better: str, answer: str, score: Any) -> None:
    axis = one(line("100", better), answer)
    assert axis.score == score
    assert axis.margin is not None
    assert axis.margin.up is None  # a line has no steps
    assert axis.margin.down is None


def test_score_between_two_units_is_exact() -> None:
    assert one(line("7", "higher"), "1,1").score == 1 + 3 * F(11, 70)


def mean_model(**more: Any) -> Tree:
    tree = model_tree(choice("q1"), choice("q2"), scoring="mean", **more)
    for phase, threshold in zip(tree["phases"], ("1", "1.75", "2.5", "3.25"), strict=True):
        phase["threshold"] = threshold
    return tree


@pytest.mark.parametrize(
    ("answers", "phase"), [("aa", 1), ("ab", 1), ("bb", 2), ("bc", 3), ("cc", 3), ("dd", 4)]
)
def test_mean_is_held_against_the_threshold(answers: str, phase: int) -> None:
    axis = scored(mean_model(), dict(zip(("q1", "q2"), answers, strict=True))).axes[0]
    assert axis.phase == phase
    assert all(share.share is None for share in axis.phases)


def test_mean_says_how_much_score_is_missing() -> None:
    axis = scored(mean_model(), {"q1": "a", "q2": "b"}).axes[0]
    assert axis.held_back is not None
    assert (axis.held_back.missing, axis.held_back.questions) == (F(1, 4), None)
    assert steps(axis) == (1, None)


def test_margin_under_mean_of_a_sum_just_above_its_threshold() -> None:
    # 6 of the 5.25 that phase 2 asks of three; 7.5 is asked for phase 3
    tree = mean_model()
    tree["axes"][0]["questions"].append(choice("q3"))
    axis = scored(tree, {"q1": "b", "q2": "b", "q3": "b"}).axes[0]
    assert (axis.phase, steps(axis)) == (2, (2, 1))


def two_axes(first: str, second: str, **more: Any) -> Any:
    tree = model_tree(*(choice(f"a{i}") for i in range(4)), **more)
    tree["axes"].append(
        {
            "id": "tweede",
            "name": "Tweede",
            "description": "d",
            "weight": "3",
            "questions": [choice(f"b{i}") for i in range(4)],
        }
    )
    given = {f"a{i}": letter for i, letter in enumerate(first) if letter != "."}
    given |= {f"b{i}": letter for i, letter in enumerate(second) if letter != "."}
    return scored(tree, given).overall


def test_overall_is_the_lowest_axis() -> None:
    overall = two_axes("dddd", "bbbb")
    assert (overall.phase, overall.profile, overall.deciding) == (2, (4, 2), ("tweede",))
    assert overall.score == F(4 + 3 * 2, 4)
    assert overall.range == (2, 2)


def test_overall_stands_when_the_undetermined_axis_cannot_be_lower() -> None:
    overall = two_axes("bbbb", "cc..")  # the second can be 1 to 3
    assert overall.phase is None
    overall = two_axes("aaaa", "cc..")  # it cannot be below 1
    assert (overall.phase, overall.profile, overall.deciding) == (1, (1, None), ("as",))
    assert overall.coverage == F(1 + 3 * F(1, 2), 4)


def tens(*answers: str) -> Any:
    """The overall result of axes of ten equal questions, answered with these letters."""
    tree, given = model_tree(), {}
    axis = tree["axes"].pop()
    for at, letters in enumerate(answers):
        questions = [choice(f"q{at}-{i}") for i in range(10)]
        tree["axes"].append(axis | {"id": f"as-{at}", "questions": questions})
        given |= {f"q{at}-{i}": letter for i, letter in enumerate(letters) if letter != "."}
    return scored(tree, given).overall


def test_overall_stands_only_when_no_undetermined_axis_can_be_lower() -> None:
    # 70 % is answered, which is too little for a phase and enough to stay at one
    overall = tens("bbbbbbbbbb", "ccccccc...")
    assert (overall.phase, overall.profile, overall.range) == (2, (2, None), (2, 2))
    overall = tens("bbbbbbbbbb", "ccccccc...", "cccccc....")  # the third can be 1
    assert (overall.phase, overall.profile, overall.range) == (None, (2, None, None), (1, 2))


def test_overall_stands_though_a_determined_axis_could_turn_out_lower() -> None:
    # 6 of the 8 is enough for phase 3, 6 of 10 would not be
    overall = tens("ccccccaa..", "ccccccc...")
    assert (overall.phase, overall.profile, overall.range) == (3, (3, None), (1, 3))


def test_overall_without_any_determined_axis() -> None:
    overall = two_axes("c...", "c...")
    # with the other three at the top, 3 of 4 are at phase 4
    assert (overall.phase, overall.deciding, overall.range) == (None, (), (1, 4))


def test_overall_mean() -> None:
    tree = mean_model(overall="mean", axis={"requirements": {"2": {"q1": "4"}}})
    result = scored(tree, {"q1": "c", "q2": "c"})
    assert result.axes[0].phase == 1  # held back by its requirement
    assert result.overall.phase == 3  # which does not act on the mean
    assert result.overall.deciding == ()


def test_overall_mean_is_undetermined_with_one_axis() -> None:
    tree = mean_model(overall="mean")
    result = scored(tree, {"q1": "c"})  # half is answered
    assert result.overall.phase is None
    assert result.overall.range == (2, 4)  # (3 + 1) / 2 = 2 and (3 + 4) / 2 = 3.5


def test_views_per_axis_and_together() -> None:
    tree = model_tree(
        choice("q1", views={"rol": ["klant"]}),
        choice("q2", views={"rol": ["klant", "kiezer"]}),
        choice("q3"),
        axis={"requirements": {"2": {"q3": "2"}}},
        views=[
            {
                "id": "rol",
                "name": "Rol",
                "groups": [{"id": "klant", "name": "K"}, {"id": "kiezer", "name": "Z"}],
            }
        ],
    )
    klant, kiezer = scored(tree, {"q1": "d", "q2": "b", "q3": "a"}).views["rol"]
    assert (klant.score, klant.phase, klant.answered) == (3, 2, 2)
    assert klant.axes[0].phase == 2
    assert (kiezer.phase, kiezer.applicable) == (2, 1)
    empty = scored(tree, {}).views["rol"][0]
    assert (empty.phase, empty.score, empty.range, empty.coverage) == (None, None, (1, 4), 0)


@pytest.mark.parametrize(
    ("answers", "up", "down"),
    [
        ("cccccccbbb", 7, 1),  # 7 at 3: one down is 6; up: seven need a step to 4
        ("ccccccbbbb", 1, 4),
        ("cccccccccc", 7, 4),
        ("ccccccabbb", 1, 3),
        ("aaaaaaaaaa", 7, None),
        ("dddddddddd", None, 4),
        ("ddddddccaa", 1, 2),
    ],
)
def test_margin_in_steps(answers: str, up: int | None, down: int | None) -> None:
    assert steps(ten(answers)) == (up, down)


def test_margin_counts_the_steps_to_a_requirement() -> None:
    axis = ten("accccccccc", requirements={"3": {"q0": "3"}})
    # down: three of the nine have to go from c to a for phase 2 to fall
    assert steps(axis) == (2, 6)


def test_margin_counts_the_steps_to_every_requirement() -> None:
    axis = ten("aacccccccc", requirements={"3": {"q0": "3", "q1": "3"}})
    # down: two of the eight have to go from c to a for phase 2 to fall
    assert steps(axis) == (4, 4)


def test_margin_does_not_take_the_steps_to_a_requirement_twice() -> None:
    # q0 makes it 4 of 10; 7 is asked, and takes both q1 and q2
    questions = [choice("q0", weight="4"), *(choice(f"q{i}", weight="2") for i in (1, 2, 3))]
    tree = model_tree(*questions, axis={"requirements": {"3": {"q0": "3"}}})
    axis = scored(tree, {"q0": "b", "q1": "b", "q2": "b", "q3": "a"}).axes[0]
    assert (axis.phase, steps(axis)) == (2, (3, 1))


def test_margin_where_a_requirement_alone_is_more_than_enough() -> None:
    # q0 a step up meets the requirement and makes it eight at 3, where seven are asked
    axis = ten("bcccccccaa", requirements={"3": {"q0": "3"}})
    assert (axis.phase, steps(axis)) == (2, (1, 3))


def test_margin_where_the_step_to_a_requirement_adds_nothing() -> None:
    # q0 counts for phase 3 already, so one of the four at 2 has to rise too
    axis = ten("ccccccbbbb", requirements={"3": {"q0": "4"}})
    assert (axis.phase, steps(axis)) == (2, (2, 4))


def test_margin_down_by_a_requirement() -> None:
    assert steps(ten("cccccccccc", requirements={"3": {"q0": "3"}})) == (7, 1)


def test_margin_down_where_only_a_requirement_can_break() -> None:
    # the line takes no steps and is enough by itself; q0 goes from c to a
    heavy = line("100", "higher") | {"weight": "9"}
    tree = model_tree(choice("q0"), heavy, axis={"requirements": {"2": {"q0": "2"}}})
    axis = scored(tree, {"q0": "c", "q": "100"}).axes[0]
    assert (axis.phase, steps(axis)) == (4, (None, 2))


def test_margin_of_multi_takes_the_heaviest_option_first() -> None:
    # nothing chosen scores 1; z alone gives 2.5 (phase 2 needs 2), so does x with 2: one step
    axis = one(MULTI, "geen")
    assert steps(axis) == (1, None)


def test_margin_of_multi_down_drops_the_heaviest_option_first() -> None:
    options = [
        {"id": name, "text": name, "weight": weight}
        for name, weight in (("licht", "1"), ("zwaar", "3"), ("ook-licht", "1"))
    ]
    tree = model_tree({"id": "q", "text": "?", "type": "multi", "options": options}, scoring="mean")
    for phase, threshold in zip(tree["phases"], ["1", "2", "2.5", "3"], strict=True):
        phase["threshold"] = threshold
    axis = scored(tree, {"q": ["licht", "zwaar", "ook-licht"]}).axes[0]
    assert (axis.score, axis.phase) == (4, 4)
    # without the heavy one 1 + 3 * 2/5 = 2.2 is left; without a light one 3.4, still phase 4
    assert steps(axis) == (None, 1)
    axis = scored(tree, {"q": ["licht", "zwaar"]}).axes[0]  # 3.4; the light one leaves 2.8
    assert steps(axis) == (None, 1)


def test_provenance() -> None:
    from gemeente_online import __version__, load_model, read_assessments, score
    from gemeente_online.assessment.file import Assessment
    from support.places import EXAMPLES

    (item,) = read_assessments(EXAMPLES / "answers.yaml")
    assert isinstance(item, Assessment)
    result = score(item)
    assert result.program == __version__
    assert result.assessment.model.identity == load_model().identity
    assert len(result.assessment.model.digest) == 64


def half(identifier: str, **more: Any) -> Tree:
    """A question with the answers a, b, c: 1, 2.5 and 4, so that a unit is half a point."""
    question = choice(identifier, **more)
    question["options"] = question["options"][:3]
    return question


def test_half_points_under_share() -> None:
    tree = model_tree(
        half("q1"), half("q2"), axis={"requirements": {"3": {"q1": "2.5"}, "4": {"q2": "4"}}}
    )
    tree["phases"][2]["level"] = "2.5"
    axis = scored(tree, {"q1": "b", "q2": "b"}).axes[0]
    assert (axis.score, axis.phase, axis.range) == (F(5, 2), 3, (3, 3))
    assert steps(axis) == (2, 1)
    axis = scored(tree, {"q1": "a", "q2": "c"}).axes[0]
    assert axis.phase == 1
    axis = scored(tree, {"q1": "c", "q2": "b"}).axes[0]
    assert axis.held_back is not None
    assert axis.held_back.requirements[0].minimum == 4
    assert axis.held_back.requirements[0].score == F(5, 2)


def test_half_points_under_mean() -> None:
    tree = mean_model(minimum_coverage="0.5")
    tree["axes"][0]["questions"] = [half("q1"), half("q2")]
    axis = scored(tree, {"q1": "b", "q2": "b"}).axes[0]  # 2.5 is exactly what phase 3 asks
    assert (axis.score, axis.phase) == (F(5, 2), 3)
    assert list(axis.phases) == [
        PhaseShare(1, F(1), None),
        PhaseShare(2, F(7, 4), None),
        PhaseShare(3, F(5, 2), None),
        PhaseShare(4, F(13, 4), None),
    ]
    # one of the two a step up: (4 + 2.5) / 2 = 3.25, phase 4; a step down: 1.75, phase 2
    assert steps(axis) == (1, 1)
    assert axis.held_back is not None
    assert (axis.held_back.threshold, axis.held_back.missing) == (F(13, 4), F(3, 4))
    # one unknown: (2.5 + 1) / 2 = 1.75 is phase 2, (2.5 + 4) / 2 = 3.25 is phase 4
    assert scored(tree, {"q1": "b"}).axes[0].range == (2, 4)


def test_overall_mean_exactly_on_a_threshold() -> None:
    tree = mean_model(overall="mean", minimum_coverage="0.5")
    tree["axes"][0]["questions"] = [half("q1"), half("q2")]
    overall = scored(tree, {"q1": "b", "q2": "b"}).overall
    assert (overall.score, overall.phase, overall.range) == (F(5, 2), 3, (3, 3))
    assert overall.deciding == ()  # though the axis has that phase too
    assert scored(tree, {"q1": "b"}).overall.range == (2, 4)


def test_overall_score_is_exact_over_axes_of_halves_and_thirds() -> None:
    tree = model_tree(choice("q1"), choice("q2"))
    for name, weight in (("tweede", "1"), ("derde", "2")):
        questions = [choice(f"{name}-{i}") for i in range(3)]
        about = {"id": name, "name": name, "description": "d", "weight": weight}
        tree["axes"].append({**about, "questions": questions})
    given = {"q1": "b", "q2": "c"}
    given |= {f"tweede-{i}": letter for i, letter in enumerate("bbc")}
    given |= {f"derde-{i}": letter for i, letter in enumerate("aab")}
    # (5/2 + 7/3 + twice 4/3) over 4 is (15 + 14 + 16)/24
    assert scored(tree, given).overall.score == F(45, 24)


def test_groups_of_a_view_under_mean() -> None:
    tree = mean_model(
        views=[{"id": "rol", "name": "Rol", "groups": [{"id": "klant", "name": "K"}]}]
    )
    tree["axes"][0]["questions"] = [
        half("q1", views={"rol": ["klant"]}),
        half("q2", views={"rol": ["klant"]}),
        half("q3"),
    ]
    (klant,) = scored(tree, {"q1": "b", "q3": "a"}).views["rol"]
    for group, name in ((klant, "klant"), (klant.axes[0], "as")):
        assert group.id == name
        assert (group.score, group.phase, group.range) == (F(5, 2), 3, (2, 4))
        assert (group.answered, group.applicable, group.coverage) == (1, 2, F(1, 2))


def test_what_is_missing_just_over_one_question() -> None:
    # 1 of 3 counts and 2.1 is asked: 1.1 is missing, and one question brings only 1
    model = model_tree(choice("q1"), choice("q2"), choice("q3"))
    held = scored(model, {"q1": "c", "q2": "b", "q3": "b"}).axes[0].held_back
    assert held is not None
    assert (held.questions, held.threshold, held.missing) == (2, F(7, 10), F(7, 10) - F(1, 3))


def test_what_is_missing_is_not_counted_in_questions_that_are_open() -> None:
    heavy = choice("q4", weight="4", not_applicable="true")
    model = model_tree(choice("q1"), choice("q2"), choice("q3"), heavy, minimum_coverage="0")
    for answer in ("onbekend", "nvt"):
        given = {"q1": "c", "q2": "b", "q3": "b", "q4": answer}
        held = scored(model, given).axes[0].held_back
        assert held is not None
        assert held.questions == 2


def test_an_answer_on_the_level_is_not_missing() -> None:
    # the heavy one counts already: 7 of 12, and 8.4 is asked, so two of the light ones are missing
    model = model_tree(choice("q0", weight="7"), *(choice(f"q{i}") for i in range(1, 6)))
    given = {"q0": "c"} | {f"q{i}": "b" for i in range(1, 6)}
    held = scored(model, given).axes[0].held_back
    assert held is not None
    assert held.questions == 2


def test_share_and_threshold_of_every_phase() -> None:
    axis = ten("ddccbbba..", thresholds={"4": "0.9"})
    assert list(axis.phases) == [
        PhaseShare(1, F(0), F(1)),
        PhaseShare(2, F(7, 10), F(7, 8)),
        PhaseShare(3, F(7, 10), F(4, 8)),
        PhaseShare(4, F(9, 10), F(2, 8)),
    ]
    assert (axis.answered, axis.applicable) == (8, 10)


def test_what_is_missing_when_a_unit_is_half_a_point() -> None:
    held = scored(model_tree(half("q1"), half("q2")), {"q1": "c", "q2": "b"}).axes[0].held_back
    assert held is not None
    assert (held.phase, held.threshold, held.missing) == (3, F(7, 10), F(2, 10))


def test_ambition_per_axis_and_overall() -> None:
    model = model_tree(choice("q1"))
    result = scored(model, {"q1": "b"}, ambition="4")
    assert (result.axes[0].ambition, result.overall.ambition) == (4, 4)
    result = scored(model, {"q1": "b"}, ambition={"as": "3"})
    assert (result.axes[0].ambition, result.overall.ambition) == (3, 3)
    result = scored(model, {"q1": "b"})
    assert (result.axes[0].ambition, result.overall.ambition) == (None, None)


def scoring_from(low: str, high: str, identifier: str, **more: Any) -> Tree:
    """A question with two answers of these scores, and not of the whole scale."""
    question = choice(identifier, **more)
    question["options"] = [
        {"id": word, "text": word, "score": score}
        for word, score in (("laag", low), ("hoog", high))
    ]
    return question


@pytest.mark.parametrize(
    ("known", "low", "high", "found"),
    [
        # three of the four hang on q2; it has no answer of 1, and none of 4
        ("b", "2", "3", (2, 3)),
        # left open, q1 alone counts: lower than with any answer to q2, or higher
        ("b", "3", "4", (2, 4)),
        ("d", "1", "2", (1, 4)),
    ],
)
def test_range_from_a_question_that_does_not_span_the_scale(
    known: str, low: str, high: str, found: tuple[int, int]
) -> None:
    def axis(**more: Any) -> AxisResult:
        question = scoring_from(low, high, "q2", weight="3", **more)
        return scored(model_tree(choice("q1"), question), {"q1": known}).axes[0]

    assert (axis().phase, axis().range) == (None, found)
    # without q2, q1 decides; that could be like any score of q2
    assert axis(not_applicable="true").range == (1, 4)


def test_mean_score_range_from_a_question_that_does_not_span_the_scale() -> None:
    def ends(known: str, **more: Any) -> tuple[Fraction, Fraction]:
        tree = mean_model()
        tree["axes"][0]["questions"] = [choice("q1"), scoring_from("2", "3", "q2", **more)]
        assessment = scored(tree, {"q1": known}).assessment
        assert score_range(assessment) == score_range(assessment, "as")
        return score_range(assessment)

    assert ends("b") == (2, F(5, 2))
    assert ends("a") == (1, 2)  # 1 if q2 stays open, (1 + 3) / 2 if it is 3
    assert ends("d") == (3, 4)
    assert ends("b", not_applicable="true") == (F(3, 2), 3)


def test_a_requirement_that_is_not_met_leaves_nothing_to_hope_for() -> None:
    # the nine that are open could be enough for phase 4, but q0 is known to be too low
    axis = ten("b.........", requirements={"3": {"q0": "3"}})
    assert axis.range == (1, 2)
    assert ten(".bbbbbbbbb", requirements={"3": {"q0": "3"}}).range == (2, 2)
    both = ten("..cccccccc", requirements={"3": {"q0": "3", "q1": "4"}})
    assert (both.phase, both.range) == (2, (2, 3))


def two_means(first: Tree, second: Tree, given: Tree) -> Any:
    """Two axes of one question each, and the mean of their scores."""
    tree = mean_model(overall="mean", minimum_coverage="0")
    tree["axes"][0]["questions"] = [first]
    tree["axes"].append(
        {"id": "tweede", "name": "Tweede", "description": "d", "questions": [second]}
    )
    return scored(tree, given)


def test_overall_mean_where_nothing_applies_to_an_axis() -> None:
    result = two_means(choice("q1"), choice("q2", not_applicable="true"), {"q1": "d", "q2": "nvt"})
    overall, assessment = result.overall, result.assessment
    assert (overall.score, overall.phase, overall.profile) == (None, None, (4, None))
    assert overall.coverage == 1
    # (4 + 1) / 2 = 2.5 is exactly what phase 3 asks
    assert overall.range == (3, 4)
    assert score_range(assessment) == (F(5, 2), 4)
    assert score_range(assessment, "tweede") == (1, 4)
    assert overall_held_back(result) is None


def test_what_the_overall_mean_lacks() -> None:
    def held(first: str, second: str) -> HeldBack | None:
        return overall_held_back(two_means(choice("q1"), choice("q2"), {"q1": first, "q2": second}))

    assert held("a", "a") == HeldBack(2, F(7, 4), F(3, 4), None, ())
    assert held("b", "c") == HeldBack(4, F(13, 4), F(3, 4), None, ())  # on the threshold of 3
    assert held("d", "d") is None
    assert overall_held_back(scored(mean_model(), {"q1": "a", "q2": "a"})) is None  # the lowest


def test_the_overall_mean_lacks_nothing_that_can_be_told_without_a_phase() -> None:
    # both axes have a score, and half of each is answered
    tree = mean_model(overall="mean")
    result = scored(tree, {"q1": "b"})
    assert (result.overall.score, result.overall.phase) == (2, None)
    assert overall_held_back(result) is None


def test_a_group_of_a_view_may_have_no_questions() -> None:
    groups = [{"id": "klant", "name": "K"}, {"id": "leeg", "name": "L"}]
    tree = model_tree(
        choice("q1", views={"rol": ["klant"]}),
        views=[{"id": "rol", "name": "Rol", "groups": groups}],
    )
    second = {"id": "tweede", "name": "Tweede", "description": "d", "questions": [choice("q2")]}
    tree["axes"].append(second)
    klant, leeg = scored(tree, {"q1": "c", "q2": "c"}).views["rol"]
    assert (klant.phase, klant.range, klant.axes[0].phase) == (3, (3, 3), 3)
    for nothing in (klant.axes[1], leeg, *leeg.axes):
        assert (nothing.score, nothing.phase, nothing.coverage) == (None, None, None)
        assert (nothing.range, nothing.answered, nothing.applicable) == ((1, 4), 0, 0)


@pytest.mark.parametrize("overall", ["lowest", "mean"])
@pytest.mark.parametrize("answers", ["ad", "a.", "..", "dd"])
def test_a_verdict_and_a_summary_are_of_the_result(overall: str, answers: str) -> None:
    given = {f"q{at}": word for at, word in enumerate(answers, 1) if word != "."}
    result = scored(mean_model(overall=overall, minimum_coverage="0.5"), given)
    found = result.overall
    assert verdict(result.assessment) == Verdict(found.phase, found.range)
    assert summarize(result.assessment).overall == as_summarized(result)
