"""What holds of every model and all answers, and equality with the oracle.

One drawn example is held against every property at once, since drawing a model and loading it is
what takes long; a failure names the function of the property that it breaks. The properties:

- the result is that of the oracle, which computes it in another way;
- a higher score of one answer never lowers anything;
- only the proportions of weights matter, within an axis, between axes and within a question;
- the phase lies in its range, whatever the unanswered questions turn out to be, and an answer
  never widens a range; an unanswered question counts for nothing;
- no order changes anything: of questions, axes, answers or files; and the same input gives the
  same bytes.
"""

import copy
import itertools
import json
import os
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.json import render_json
from gemeente_online.scoring.score import score
from support import oracle
from support.drawing import drawn
from support.strategies import (
    all_questions,
    answers,
    cases,
    crooked_cases,
    known_answers,
    state_of,
    text_of,
    waiting_cases,
)

MARGIN_STATES = 250


def tree_of(given_answers):
    return {
        "model": "proef",
        "municipality": {"name": "Waterdam"},
        "date": "2026-10-01",
        "answers": given_answers,
    }


def scored(model, given_answers):
    return result_of(load(model), given_answers)


def result_of(loaded, given_answers):
    return score(assess(tree_of(given_answers), loaded))


# --- the same as the oracle ------------------------------------------------------------

PART = ("score", "phase", "range", "coverage", "answered", "applicable")


def part_of(result):
    return {name: getattr(result, name) for name in PART}


def expected_part(expected):
    return {name: expected[name] for name in PART}


def no_float(value):
    return value is None or isinstance(value, (int, Fraction))


def assert_same(result, expected):
    assert [axis.id for axis in result.axes] == list(expected["axes"])
    for axis in result.axes:
        wanted = expected["axes"][axis.id]
        assert part_of(axis) == expected_part(wanted), axis.id
        assert no_float(axis.score)
        assert no_float(axis.coverage)
        assert [phase.share for phase in axis.phases] == wanted["shares"], axis.id
        assert [phase.threshold for phase in axis.phases] == wanted["thresholds"], axis.id
        if wanted["phase"] is None:
            continue
        held = axis.held_back
        assert wanted["held_back"] == (
            None
            if held is None
            else {
                "phase": held.phase,
                "threshold": held.threshold,
                "missing": held.missing,
                "questions": held.questions,
                "requirements": {(r.question, r.minimum, r.score) for r in held.requirements},
            }
        ), axis.id
    assert together(result.overall) == expected["overall"]
    assert {one.id: together(one) for one in result.domains} == expected["domains"]
    assert [one.id for one in result.domains] == list(expected["domains"])
    assert list(result.views) == list(expected["views"])
    for view, groups in expected["views"].items():
        assert [group.id for group in result.views[view]] == list(groups)
        for group, wanted in zip(result.views[view], groups.values(), strict=True):
            assert part_of(group) == expected_part(wanted["together"])
            assert {axis.id: part_of(axis) for axis in group.axes} == {
                axis: expected_part(one) for axis, one in wanted["axes"].items()
            }


def together(axes):
    """What is said of several axes together."""
    return {
        "score": axes.score,
        "phase": axes.phase,
        "range": axes.range,
        "coverage": axes.coverage,
        "profile": list(axes.profile),
        "deciding": list(axes.deciding),
    }


def assert_margins(case, wanted, limit=MARGIN_STATES):
    """The margins of the axes that ``wanted`` picks, held against every step there is."""
    model, given_answers = case
    result = scored(model, given_answers)
    for axis, tree in zip(result.axes, model["axes"], strict=True):
        if axis.phase is None:
            assert axis.margin is None
        elif wanted(tree):
            expected = oracle.margin(model, tree, given_answers, limit)
            if expected is not None:
                event("margin compared")
                assert told(axis.margin) == expected, axis.id


def told(margin):
    """A margin as the oracle tells it."""
    return margin.up, margin.down, set(margin.up_questions), set(margin.down_questions)


def bands_climb_or_fall(axis):
    """Whether the next band is the next score, for every question of an axis."""
    for question in axis["questions"]:
        scores = [
            Fraction(band.get("score") or band["points"]) for band in question.get("bands", [])
        ]
        pairs = list(itertools.pairwise(scores))
        if not (all(a < b for a, b in pairs) or all(a > b for a, b in pairs)):
            return False
    return True


@drawn(80, few=20)
@given(cases(most_axes=2, most_questions=4))
def test_margin_is_that_of_the_oracle(case):
    assert_margins(case, bands_climb_or_fall)


@drawn(40, few=20)
@pytest.mark.heavy
@given(waiting_cases())
def test_margin_where_a_requirement_waits_is_that_of_the_oracle(case):
    assert_margins(case, bands_climb_or_fall, limit=4**4 * 2)


@drawn(50, few=20)
@given(crooked_cases())
def test_margin_steps_to_the_next_band_whatever_the_order_of_its_score(case):
    assert_margins(case, lambda axis: not bands_climb_or_fall(axis))


@pytest.mark.parametrize(
    ("scores", "value", "up", "down"),
    [
        (["0", "0.2", "1"], "0", 2, None),
        (["1", "0.2", "0"], "2", 2, None),
        (["0", "1"], "1", None, 1),
        (["0", "0", "1"], "0", 2, None),  # through a band that scores the same
        (["0", "1", "0.2"], "0", 1, None),  # the next band is not the next score
        (["0.2", "0", "1"], "1", 1, None),
    ],
)
def test_a_step_of_a_number_is_to_the_next_band(scores, value, up, down):
    bands = [{"up_to": str(at), "score": one} for at, one in enumerate(scores)]
    del bands[-1]["up_to"]
    question = {"id": "v", "type": "number", "text": "Hoe?", "unit": "uren", "bands": bands}
    margin = scored(mean_model([question], "0.5"), {"v": value}).axes[0].margin
    assert (margin.up, margin.down) == (up, down)


def choices_of(firmness):
    return firmness.lower_threshold, firmness.higher_threshold, firmness.median_axis


# --- a higher score never lowers anything ----------------------------------------------


def not_lower(before, after):
    """Neither is None where the other is not, and the value has not gone down."""
    return before is after if before is None or after is None else after >= before


def parts_by_id(result):
    """Every axis, and every group of every view, by what it is."""
    parts = {("axis", axis.id): axis for axis in result.axes}
    for view, groups in result.views.items():
        for group in groups:
            parts[view, group.id, None] = group
            parts |= {(view, group.id, axis.id): axis for axis in group.axes}
    return parts


def together_in(result):
    """All that several axes make together: each domain, and all of them."""
    return (*result.domains, result.overall)


def a_higher_score_never_lowers_anything(data, loaded, model, given_answers, question):
    pair = [data.draw(known_answers(question)) for _ in range(2)]
    low, high = sorted(pair, key=lambda answer: oracle.score_of(model, question, answer))
    before = result_of(loaded, given_answers | {question["id"]: low})
    after = result_of(loaded, given_answers | {question["id"]: high})
    parts = parts_by_id(after)
    for key, old in parts_by_id(before).items():
        new = parts[key]
        assert not_lower(old.score, new.score), key
        assert not_lower(old.phase, new.phase), key
        assert new.range[0] >= old.range[0], key
        assert new.range[1] >= old.range[1], key
        assert new.coverage == old.coverage, key
    for old, new in zip(before.axes, after.axes, strict=True):
        for old_phase, new_phase in zip(old.phases, new.phases, strict=True):
            assert not_lower(old_phase.share, new_phase.share)
    for old, new in zip(together_in(before), together_in(after), strict=True):
        assert not_lower(old.score, new.score)
        assert new.range[0] >= old.range[0]
        assert new.range[1] >= old.range[1]
        # a higher axis may leave one undetermined below it: no phase then, but never a lower one
        if old.phase is not None and new.phase is not None:
            assert new.phase >= old.phase


# --- weights are only proportions ------------------------------------------------------


def scale_weights(parts, factor):
    for part in parts:
        part["weight"] = text_of(oracle.weight(part) * factor)


def figures(result):
    """All that a result says, apart from what it was computed from."""
    return (result.axes, result.domains, result.overall, result.views)


FACTORS = [Fraction(3), Fraction(7, 10), Fraction(1, 8), Fraction(1000)]


def scaling_weights_changes_nothing(data, model, given_answers, result):
    factor = data.draw(st.sampled_from(FACTORS))
    parts = ["questions", "axes", "axes of one domain", "domains", "options", "everything"]
    which = data.draw(st.sampled_from(parts))
    other = copy.deepcopy(model)
    if which in ("questions", "everything"):
        scale_weights(all_questions(other), factor)
    if which in ("axes", "everything"):
        scale_weights(other["axes"], factor)
    if which == "axes of one domain":
        scale_weights([axis for axis in other["axes"] if axis.get("domain") == "deel-0"], factor)
    if which in ("domains", "everything"):
        scale_weights(other.get("domains", []), factor)
    if which in ("options", "everything"):
        for question in all_questions(other):
            if question.get("type") == "multi":
                scale_weights(question["options"], factor)
    assert figures(scored(other, given_answers)) == figures(result)


# --- what is unknown -------------------------------------------------------------------


def the_estimate_lies_in_its_range(result):
    for part in (*parts_by_id(result).values(), *together_in(result)):
        low, high = part.range
        assert low <= high
        if part.phase is not None:
            assert low <= part.phase <= high


def the_range_holds_the_phase_of_every_completion(data, loaded, model, given_answers, before):
    """Whatever is answered to all that is unknown, the phase was in the range."""
    filled = dict(given_answers)
    for question in all_questions(model):
        if state_of(model, question, given_answers) == oracle.UNKNOWN:
            filled[question["id"]] = data.draw(known_answers(question))
    after = result_of(loaded, filled)
    parts = parts_by_id(after)
    for key, old in parts_by_id(before).items():
        if parts[key].phase is not None:
            assert old.range[0] <= parts[key].phase <= old.range[1], key
    for old, new in zip(together_in(before), together_in(after), strict=True):
        if new.phase is not None:
            assert old.range[0] <= new.phase <= old.range[1]


def answering_never_widens_a_range(data, loaded, model, given_answers, question):
    """Where the answers to what is open span the scale.

    Otherwise what it amounts to while others stay open may lie beyond all that answers can give.
    """
    unknown = [
        one
        for one in all_questions(model)
        if state_of(model, one, given_answers) == oracle.UNKNOWN and one is not question
    ]
    if any(oracle.ends_of(model, one) != oracle.scale_of(model) for one in unknown):
        event("not all that is open spans the scale")
        return
    answer = known_answers(question)
    if question.get("not_applicable") == "true":
        answer = st.one_of(st.just("nvt"), answer)
    before = result_of(loaded, given_answers | {question["id"]: "onbekend"})
    after = result_of(loaded, given_answers | {question["id"]: data.draw(answer)})
    parts = parts_by_id(after) | {one.id: one for one in together_in(after)}
    for key, old in (parts_by_id(before) | {one.id: one for one in together_in(before)}).items():
        if parts[key].coverage is None:
            continue  # all of it is nvt now, which leaves the full range whatever was known
        assert parts[key].range[0] >= old.range[0], key
        assert parts[key].range[1] <= old.range[1], key


def an_unanswered_question_never_changes_the_score(loaded, given_answers, question):
    """Left out, empty and ``onbekend`` are the same, and as good as no such question."""
    without = {key: value for key, value in given_answers.items() if key != question["id"]}
    left_out = figures(result_of(loaded, without))
    for word in ("", "onbekend", "~", {"answer": "onbekend"}, {"note": "weet ik niet"}):
        with_word = result_of(loaded, without | {question["id"]: word})
        assert figures(with_word) == left_out, word


# --- order, and the same again ---------------------------------------------------------


def by_id(result):
    """The figures of a result without their order."""
    overall = result.overall
    return (
        {
            axis.id: (
                part_of(axis),
                axis.phases,
                axis.margin and told(axis.margin),
                axis.held_back
                and (
                    axis.held_back.phase,
                    axis.held_back.missing,
                    axis.held_back.questions,
                    {(r.question, r.minimum, r.score) for r in axis.held_back.requirements},
                ),
            )
            for axis in result.axes
        },
        {
            one.id: (one.score, one.phase, one.range, one.coverage, set(one.deciding))
            for one in together_in(result)
        },
        overall.firmness and (*told(overall.firmness), *choices_of(overall.firmness)),
        dict(zip([axis.id for axis in result.axes], overall.profile, strict=True)),
        {
            (view, group.id): (
                part_of(group),
                {axis.id: part_of(axis) for axis in group.axes},
            )
            for view, groups in result.views.items()
            for group in groups
        },
    )


def order_changes_nothing(data, model, given_answers, result):
    other = copy.deepcopy(model)
    other["axes"] = data.draw(st.permutations(other["axes"]))
    if "domains" in other:
        other["domains"] = data.draw(st.permutations(other["domains"]))
        order = [domain["id"] for domain in other["domains"]]
        other["axes"].sort(key=lambda axis: order.index(axis["domain"]))
    for axis in other["axes"]:
        axis["questions"] = data.draw(st.permutations(axis["questions"]))
        for name in ("requirements", "thresholds"):
            if name in axis:
                axis[name] = dict(data.draw(st.permutations(list(axis[name].items()))))
    if "views" in other:
        other["views"] = data.draw(st.permutations(other["views"]))
        for view in other["views"]:
            view["groups"] = data.draw(st.permutations(view["groups"]))
    for question in all_questions(other):
        if question.get("type") in ("multi", "yes-no") and "options" in question:
            question["options"] = data.draw(st.permutations(question["options"]))
    shuffled = dict(data.draw(st.permutations(list(given_answers.items()))))
    assert by_id(scored(other, shuffled)) == by_id(result)


def the_order_of_files_changes_nothing(data, loaded, model):
    several = data.draw(st.lists(answers(model), min_size=2, max_size=3))
    alone = [
        render_json(DocumentKind.RESULTS, [scored(copy.deepcopy(model), one)], [])
        for one in several
    ]
    for at in reversed(range(len(several))):
        assert render_json(DocumentKind.RESULTS, [result_of(loaded, several[at])], []) == alone[at]


def the_same_input_gives_the_same_bytes(result, model, given_answers):
    again = scored(copy.deepcopy(model), copy.deepcopy(given_answers))
    assert (
        render_json(DocumentKind.RESULTS, [result], []).encode()
        == render_json(DocumentKind.RESULTS, [again], []).encode()
    )


# --- every property of one example -------------------------------------------------------


@drawn(60)
@given(st.data())
def test_every_property_of_an_example(data):
    model, given_answers = data.draw(cases())
    loaded = load(model)
    result = result_of(loaded, given_answers)
    event(f"overall phase known: {result.overall.phase is not None}")
    assert_same(result, oracle.evaluate(model, given_answers))
    the_estimate_lies_in_its_range(result)
    the_same_input_gives_the_same_bytes(result, model, given_answers)
    the_range_holds_the_phase_of_every_completion(data, loaded, model, given_answers, result)
    one = data.draw(st.sampled_from(all_questions(model)))
    a_higher_score_never_lowers_anything(data, loaded, model, given_answers, one)
    answering_never_widens_a_range(data, loaded, model, given_answers, one)
    an_unanswered_question_never_changes_the_score(loaded, given_answers, one)
    scaling_weights_changes_nothing(data, model, given_answers, result)
    order_changes_nothing(data, model, given_answers, result)
    the_order_of_files_changes_nothing(data, loaded, model)


_SEEDED = """
import json, sys
from gemeente_online.assessment.tree import assess
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.json import render_json
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import score
model, answers = json.load(sys.stdin)
result = score(assess(answers, load(model)))
sys.stdout.buffer.write(render_json(DocumentKind.RESULTS, [result], []).encode())
"""


@pytest.mark.heavy
def test_the_same_bytes_whatever_the_hash_seed():
    questions = [
        {
            "id": f"v{at}",
            "type": "multi",
            "text": "Welke?",
            "views": {"blik": ["een", "twee"][: at % 3]},
            "options": [{"id": f"m{o}", "text": "Deze", "weight": "1.3"} for o in range(4)],
        }
        for at in range(6)
    ]
    model = share_model(questions, "0.7")
    model["views"] = [
        {"id": "blik", "name": "B", "groups": [{"id": g, "name": g} for g in ("een", "twee")]}
    ]
    model["axes"][0]["requirements"] = {"2": {f"v{at}": "1" for at in range(4)}}
    chosen = {f"v{at}": [f"m{o}" for o in range(at % 4 + 1)] for at in range(5)}
    text = json.dumps([model, tree_of(chosen)])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _SEEDED],
            input=text.encode(),
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


# --- exactly on the boundary -----------------------------------------------------------


def plain_model(questions, **rest):
    return {
        "format": "1",
        "id": "proef",
        "version": "1.0.0",
        "title": "Proef",
        "source": "verzonnen",
        "language": "nl",
        "scale": {"minimum": "0", "maximum": "1"},
        "scoring": "share",
        "phases": [],
        "overall": "lowest",
        "minimum_coverage": "0",
        "axes": [{"id": "as", "name": "As", "description": "Een lijn.", "questions": questions}],
    } | rest


def phase_tree(number, threshold, **rest):
    tree = {"number": str(number), "name": "F", "threshold": threshold, "description": "D"}
    return tree | rest


def share_model(questions, threshold):
    """Two phases; what scores the scale's maximum counts for the second."""
    low, high = phase_tree(1, "0", level="0"), phase_tree(2, threshold, level="1")
    return plain_model(questions, phases=[low, high])


def mean_model(questions, threshold):
    phases = [phase_tree(1, "0"), phase_tree(2, threshold)]
    return plain_model(questions, scoring="mean", phases=phases)


def yes_no_questions(weights):
    return [
        {"id": f"v{at}", "type": "yes-no", "text": "Wel?", "weight": weight}
        for at, weight in enumerate(weights)
    ]


def yes(count, total):
    return {f"v{at}": "ja" if at < count else "nee" for at in range(total)}


@pytest.mark.parametrize("weight", ["1", "0.1", "1.3", "0.7", "3", "0.0001"])
@pytest.mark.parametrize("make", [share_model, mean_model])
def test_seven_of_ten_is_seventy_percent(weight, make):
    model = make(yes_no_questions([weight] * 10), "0.7")
    on, below = (scored(model, yes(count, 10)).axes[0] for count in (7, 6))
    assert (on.phase, below.phase) == (2, 1)
    assert (on.margin.up, on.margin.down) == (None, 1)
    assert (below.margin.up, below.margin.down) == (1, None)
    assert below.held_back.missing == Fraction(1, 10)
    assert below.held_back.questions == (1 if make is share_model else None)


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("total", "count"),
    [(n, k) for n in (2, 4, 5, 8, 10, 16, 20, 25) for k in range(1, n + 1)],
)
def test_any_share_that_is_exactly_reached(total, count):
    threshold = text_of(Fraction(count, total))
    for make in (share_model, mean_model):
        model = make(yes_no_questions(["1.3"] * total), threshold)
        assert scored(model, yes(count, total)).axes[0].phase == 2
        assert scored(model, yes(count - 1, total)).axes[0].phase == 1


def test_no_sum_of_thirds_misses_a_threshold():
    """Every combination of thirds on a choice of four, held against the exact half."""
    options = [{"id": f"o{at}", "text": "Zo"} for at in range(4)]
    questions = [{"id": f"v{at}", "text": "Hoe?", "options": options} for at in range(4)]
    model = mean_model(questions, "0.5")
    for chosen in itertools.product(range(4), repeat=4):
        given_answers = {f"v{at}": f"o{option}" for at, option in enumerate(chosen)}
        assert scored(model, given_answers).axes[0].phase == (2 if sum(chosen) >= 6 else 1)


def test_coverage_exactly_at_its_minimum_is_enough():
    model = share_model(yes_no_questions(["0.1"] * 10), "0.7") | {"minimum_coverage": "0.7"}
    on = scored(model, yes(7, 7)).axes[0]
    below = scored(model, yes(6, 6)).axes[0]
    assert (on.coverage, on.phase) == (Fraction(7, 10), 2)
    assert (below.coverage, below.phase) == (Fraction(6, 10), None)


def test_an_overall_mean_exactly_at_its_threshold():
    axes = [
        {
            "id": f"as-{at}",
            "name": "As",
            "description": "Een lijn.",
            "weight": "0.1",
            "questions": [{"id": f"v{at}", "type": "yes-no", "text": "Wel?"}],
        }
        for at in range(10)
    ]
    model = mean_model([], "0.7") | {"axes": axes, "overall": "mean"}
    assert scored(model, yes(7, 10)).overall.phase == 2
    assert scored(model, yes(6, 10)).overall.phase == 1


@drawn(50)
@given(cases(most_axes=1), st.sampled_from([9, 12]))
def test_a_threshold_just_reached_and_just_missed(case, digits):
    """The last phase's threshold put at what the axis has, and the least bit above it."""
    model, given_answers = case
    axis = model["axes"][0]
    for name in ("requirements", "thresholds"):
        axis.pop(name, None)
    model["minimum_coverage"] = "0"
    first, last = model["phases"][0], model["phases"][-1]
    if first is last:
        return
    model["phases"] = [first, last]
    if model["scoring"] == "checklist":
        for question in all_questions(model):
            question["phase"] = last["number"]
    part = oracle.part_result(model, oracle.items_of(model, axis["questions"], given_answers))
    stands = part["score"] if model["scoring"] == "mean" else part["shares"][-1]
    if stands is None or not part["answered"]:
        return
    cut = Fraction(stands * 10**digits // 1, 10**digits)
    ends = oracle.scale_of(model) if model["scoring"] == "mean" else (-1, 1)
    for threshold, reached in ((cut, True), (cut + Fraction(1, 10**digits), False)):
        if ends[0] < threshold <= ends[1]:
            event(f"reached: {reached}")
            last["threshold"] = text_of(threshold)
            expected = last["number"] if reached else first["number"]
            assert scored(model, given_answers).axes[0].phase == int(expected)
