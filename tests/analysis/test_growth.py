"""The plan of ``grow`` is the least that reaches the goal: held against all combinations."""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from gemeente_online.analysis.goal import Goal, goal_of, reaches
from gemeente_online.analysis.growth import grow
from gemeente_online.analysis.plan import Outcome
from gemeente_online.analysis.steps import ways_up as package_ways
from gemeente_online.assessment.file import State
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.problem import Wrong
from gemeente_online.scoring.score import score, summarize
from support import oracle
from support.drawing import drawn
from support.strategies import all_questions, cases, highest_score, text_of, waiting_cases
from support.trees import as_summarized, choice, model_tree

COMBINATIONS = 400


@st.composite
def with_efforts(draw, model):
    """Effort for some of the options of a model tree, or for none."""
    if draw(st.booleans()):
        for question in all_questions(model):
            for option in question.get("options", []):
                if draw(st.booleans()):
                    option["effort"] = draw(st.sampled_from(["1", "2", "0.5", "3"]))
    return model


@st.composite
def phases_from(draw, model, standing):
    """A phase to reach, mostly one that is not reached yet."""
    here = standing.range[0] if standing.phase is None else standing.phase
    numbers = [int(phase["number"]) for phase in model["phases"]]
    beyond = [number for number in numbers if number > here]
    assume(beyond or draw(st.integers(0, 4)) == 0)
    return draw(st.sampled_from(beyond or numbers))


def assessed(model, answers, **more):
    tree = {
        "municipality": {"name": "Waterdam"},
        "date": "2026-10-01",
        "answers": answers,
        **more,
    }
    return assess(tree, load(model))


# --- all that can be reached, by brute force ---------------------------------------------


def _edges(model, question, states, here):
    """What one step up leads to from a state: (state, effort)."""
    efforts = {o["id"]: Fraction(o.get("effort", "1")) for o in question.get("options", [])}
    if question.get("type") == "multi":
        for option in question["options"]:
            if option["id"] not in here:
                yield here | {option["id"]}, efforts[option["id"]]
    elif question.get("type") == "number":
        yield from ((to, Fraction(1)) for to in states.neighbours[here])
    elif here + 1 in states.scores:
        there = states.scores[here + 1]
        scores = oracle.option_scores(model, question)
        yield here + 1, min(efforts.get(o, Fraction(1)) for o, s in scores.items() if s == there)


def ways_up(model, question, answer):
    """Every score that steps on an answer can reach: (effort, steps, score).

    Of no answer from the lowest, which stays UNKNOWN where no step is taken.
    """
    unanswered = oracle.score_of(model, question, answer) == oracle.UNKNOWN
    if unanswered and question.get("type") == "number" and "bands" not in question:
        return {oracle.UNKNOWN: (Fraction(0), 0)}
    states = (
        oracle.ladder_of_none(model, question)
        if unanswered
        else oracle.ladder(model, question, answer)
    )
    cost = {states.start: (Fraction(0), 0)}
    changed = [states.start]
    while changed:
        here = changed.pop()
        for there, effort in _edges(model, question, states, here):
            new = (cost[here][0] + effort, cost[here][1] + 1)
            if there not in cost or new < cost[there]:
                cost[there] = new
                changed.append(there)
    found = {
        value: min((*cost[s],) for s in cost if states.scores[s] == value)
        for value in {
            states.scores[s] for s in cost if states.scores[s] >= states.scores[states.start]
        }
    }
    return found | {oracle.UNKNOWN: (Fraction(0), 0)} if unanswered else found


def standings(model, given_answers, raised):
    """What the oracle says when these questions have these scores."""
    axes = {}
    for axis in model["axes"]:
        items = [
            replace(item, score=raised.get(item.id, item.score))
            for item in oracle.items_of(model, axis["questions"], given_answers)
        ]
        result = oracle.part_result(model, items, axis)
        if result["coverage"] is None or result["coverage"] < Fraction(model["minimum_coverage"]):
            result["phase"] = None
        axes[axis["id"]] = result
    return axes


def far_enough(result, phase):
    return (result["range"][0] if result["phase"] is None else result["phase"]) >= phase


def least_by_force(model, given_answers, questions, reached, *, most=COMBINATIONS, raised_too=None):
    """The least (effort, steps) that reaches a goal; None where nothing does.

    raised_too: a question that is to be changed with the others.
    """
    fixed = {oracle.NVT} if model["scoring"] == "checklist" else {oracle.UNKNOWN, oracle.NVT}
    known = [
        q
        for q in questions
        if oracle.score_of(model, q, given_answers.get(q["id"], "")) not in fixed
    ]
    ways = [ways_up(model, q, given_answers.get(q["id"], "")) for q in known]
    if raised_too is not None:
        at = [q["id"] for q in known].index(raised_too)
        ways[at] = {value: cost for value, cost in ways[at].items() if cost[1]}
    combinations = 1
    for one in ways:
        combinations *= len(one)
    assume(combinations <= most)
    best = None
    for values in itertools.product(*ways):
        costs = [way[value] for way, value in zip(ways, values, strict=True)]
        total = (sum((c[0] for c in costs), Fraction(0)), sum(c[1] for c in costs))
        if best is not None and total >= best:
            continue
        raised = {q["id"]: value for q, value in zip(known, values, strict=True)}
        if reached(standings(model, given_answers, raised)):
            best = total
    return best


def cost_of(rises):
    return (
        sum((rise.climb.effort for rise in rises), Fraction(0)),
        sum(len(rise.climb.stops) for rise in rises),
    )


@drawn(25)
@given(st.data())
def test_axis_plan_is_the_least_that_does_it(data):
    model, given_answers = data.draw(cases(most_axes=2, most_questions=5))
    data.draw(with_efforts(model))
    assessment = assessed(model, given_answers)
    axis = data.draw(st.sampled_from(model["axes"]))
    here = summarize(assessment).axes[model["axes"].index(axis)]
    phase = data.draw(phases_from(model, here))
    growth = grow(assessment, Goal(None, {axis["id"]: phase}))
    (found,) = [one for one in growth.axes if one.before.id == axis["id"]]
    wanted = least_by_force(
        model,
        given_answers,
        axis["questions"],
        lambda results: far_enough(results[axis["id"]], phase),
    )
    if found.before.phase is None and wanted != (0, 0):
        wanted = None  # coverage is not something that steps change
    event(str(found.outcome))
    event(f"raised: {len(found.rises)}")
    assert (found.outcome in {Outcome.REACHED, Outcome.STEPS}) == (wanted is not None)
    assert cost_of(found.rises) == (wanted or (0, 0))
    assert (found.outcome is Outcome.REACHED) == (wanted == (0, 0))
    assert not any(one.rises for one in growth.axes if one is not found)
    assert_best_of_what_is_unanswered(model, given_answers, growth)


def assert_best_of_what_is_unanswered(model, given_answers, growth):
    unknown = {
        question["id"]: highest_score(model, question)
        for question in all_questions(model)
        if oracle.score_of(model, question, given_answers.get(question["id"], "")) == oracle.UNKNOWN
    }
    at_best = standings(model, given_answers, unknown)
    for axis in growth.axes:
        if axis.unanswered is not None:
            event("best of what is unanswered")
            assert axis.unanswered.best == at_best[axis.before.id]["phase"]


@st.composite
def low_cases(draw):
    """Five or six questions with low answers, so that a plan has much to choose from."""
    questions = [
        choice(
            f"v{at}",
            weight=draw(st.sampled_from(["1", "1", "2", "0.7", "1.5"])),
            options=[{"id": word, "text": word} for word in "abcd"[: draw(st.integers(2, 4))]],
        )
        for at in range(draw(st.integers(5, 6)))
    ]
    model = model_tree(*questions)
    if draw(st.booleans()):
        model["scoring"] = "mean"
        for phase in model["phases"]:
            phase["threshold"] = {"1": "1", "2": "1.8", "3": "2.5", "4": "3.3"}[phase["number"]]
    for phase in draw(st.lists(st.sampled_from("234"), unique=True, max_size=2)):
        required = draw(st.sampled_from(questions))["id"]
        model["axes"][0].setdefault("requirements", {})[phase] = {
            required: draw(st.sampled_from(["2", "3", "4"]))
        }
    draw(with_efforts(model))
    return model, {q["id"]: draw(st.sampled_from("aab")) for q in questions}


@pytest.mark.heavy
@drawn(15)
@given(low_cases(), st.sampled_from([2, 3, 4]))
def test_plan_among_many_is_the_least_that_does_it(case, phase):
    model, given_answers = case
    growth = grow(assessed(model, given_answers), Goal(None, {"as": phase}))
    wanted = least_by_force(
        model,
        given_answers,
        all_questions(model),
        lambda results: far_enough(results["as"], phase),
        most=4**6,
    )
    event(f"raised: {len(growth.axes[0].rises)}")
    event(str(growth.outcome))
    assert (growth.outcome is Outcome.OUT_OF_REACH) == (wanted is None)
    assert (growth.effort, growth.steps) == (wanted or (0, 0))


@drawn(25)
@given(st.data())
def test_plan_for_the_overall_mean_is_the_least_that_does_it(data):
    model, given_answers = data.draw(cases(most_axes=3, most_questions=2, scoring="mean"))
    model["overall"] = "mean"
    data.draw(with_efforts(model))
    assessment = assessed(model, given_answers)
    growth = grow(assessment)
    wanted = least_by_force(
        model,
        given_answers,
        all_questions(model),
        lambda axes: far_enough(oracle.overall_result(model, axes), growth.goal.overall),
    )
    if growth.before.overall.phase is None and wanted != (0, 0):
        wanted = None
    event(str(growth.outcome))
    assert (growth.outcome in {Outcome.REACHED, Outcome.STEPS}) == (wanted is not None)
    assert (growth.effort, growth.steps) == (wanted or (0, 0))


# --- a plan that is steered ---------------------------------------------------------------


@pytest.mark.heavy
@drawn(12)
@given(low_cases(), st.sampled_from([2, 3, 4]), st.data())
def test_plan_without_questions_is_the_least_of_the_others(case, phase, data):
    model, given_answers = case
    asked = {one["id"]: (one, given_answers[one["id"]]) for one in all_questions(model)}
    identifiers = [*asked]
    left = data.draw(st.lists(st.sampled_from(identifiers), unique=True, max_size=3))
    assessment = assessed(model, given_answers)
    growth = grow(assessment, Goal(None, {"as": phase}), without=left)

    def least_without(left):
        return least_by_force(
            model,
            given_answers,
            [question for question in all_questions(model) if question["id"] not in left],
            lambda results: far_enough(results["as"], phase),
            most=4**6,
        )

    wanted = least_without(left)
    event(str(growth.outcome))
    assert (growth.outcome is Outcome.OUT_OF_REACH) == (wanted is None)
    assert (growth.effort, growth.steps) == (wanted or (0, 0))
    assert not {rise.question for rise in growth.axes[0].rises} & set(left)
    assert not set(growth.axes[0].alternatives) & set(left)
    assert growth.best is None or growth.best.rise.question not in left
    blocking = []
    if wanted is None and least_without([]) is not None:
        event("blocked")
        alone = [question for question in identifiers if least_without([question]) is None]
        can_rise = [q for q in sorted(left) if len(ways_up(model, *asked[q])) > 1]
        blocking = [question for question in alone if question in left] or can_rise
    assert list(growth.blocking) == blocking


@pytest.mark.heavy
@drawn(15)
@given(low_cases(), st.sampled_from([2, 3, 4]), st.data())
def test_what_is_preferred_is_in_a_plan_that_is_no_longer(case, phase, data):
    model, given_answers = case
    identifiers = [question["id"] for question in all_questions(model)]
    preferred = data.draw(st.lists(st.sampled_from(identifiers), unique=True, min_size=1))
    assessment, goal = assessed(model, given_answers), Goal(None, {"as": phase})
    plain, growth = grow(assessment, goal), grow(assessment, goal, prefer=preferred)
    assert (growth.outcome, growth.effort, growth.steps) == (
        plain.outcome,
        plain.effort,
        plain.steps,
    )
    assert growth.outcome is not Outcome.STEPS or reaches(growth.after.axes[0], phase)
    raised = {rise.question for rise in growth.axes[0].rises}
    least = least_by_force(
        model,
        given_answers,
        all_questions(model),
        lambda results: far_enough(results["as"], phase),
        most=4**6,
        raised_too=preferred[0],
    )
    can = growth.outcome is Outcome.STEPS and least == (plain.effort, plain.steps)
    event(f"the first that is preferred can be raised: {can}")
    assert (preferred[0] in raised) == can
    kept = [question for question in preferred if question in raised]
    assert {r.question for r in grow(assessment, goal, prefer=kept).axes[0].rises} == raised


@drawn(15)
@given(st.data())
def test_plan_for_the_overall_mean_is_steered_too(data):
    model, given_answers = data.draw(cases(most_axes=3, most_questions=2, scoring="mean"))
    model["overall"] = "mean"
    data.draw(with_efforts(model))
    assessment = assessed(model, given_answers)
    plain = grow(assessment)
    identifiers = [question["id"] for question in all_questions(model)]
    question = data.draw(st.sampled_from(identifiers))
    preferring = grow(assessment, prefer=[question])
    assert (preferring.effort, preferring.steps) == (plain.effort, plain.steps)
    raised = {rise.question for axis in preferring.axes for rise in axis.rises}
    alternatives = {one for axis in plain.axes for one in axis.alternatives}
    in_some = question in alternatives | {r.question for axis in plain.axes for r in axis.rises}
    assert (question in raised) == in_some
    without = grow(assessment, without=[question])
    wanted = least_by_force(
        model,
        given_answers,
        [one for one in all_questions(model) if one["id"] != question],
        lambda axes: far_enough(oracle.overall_result(model, axes), plain.goal.overall),
    )
    if plain.before.overall.phase is None and wanted != (0, 0):
        wanted = None
    assert (without.effort, without.steps) == (wanted or (0, 0))
    blocked = [*Outcome].index(without.outcome) > [*Outcome].index(plain.outcome)
    assert blocked >= (plain.outcome is Outcome.STEPS and wanted is None)
    event(f"blocked: {blocked}")
    assert without.blocking == ((question,) if blocked else ())


def test_a_question_is_asked_by_its_id_or_number():
    model, given_answers = tree("2222222222")
    assessment = assessed(model, given_answers)
    for name in ("j", "J", "10", "vraag 10", " Vraag  10 "):
        assert "j" in advice(grow(assessment, prefer=[name]))
    plain = advice(grow(assessment))
    assert advice(grow(assessment, prefer=["j", "i"])) == dict.fromkeys("abcdeij", "23")
    assert advice(grow(assessment, without=["a", "b", "c"])) == dict.fromkeys("defghij", "23")
    assert "j" not in plain
    with pytest.raises(Wrong, match="geen vraag van dit groeimodel"):
        grow(assessment, prefer=["k"])
    with pytest.raises(Wrong, match="achter --prefer en achter --without"):
        grow(assessment, prefer=["1"], without=["a"])


def test_a_left_out_question_blocks_an_axis_that_needs_answers_first_too():
    model, given_answers = tree("2333333???")
    model["axes"][0]["questions"][0]["not_applicable"] = "false"
    model["axes"][0]["requirements"] = {"3": {"a": "3"}}
    assessment = assessed(model, given_answers)
    assert grow(assessment).outcome is Outcome.ANSWERS_FIRST
    growth = grow(assessment, Goal(None, {"as": 3}), without="ab")
    assert (growth.outcome, growth.blocking) == (Outcome.OUT_OF_REACH, ("a",))


def test_a_left_out_question_blocks_alone_or_with_others():
    model, given_answers = tree("2222222222")
    assessment = assessed(model, given_answers)
    growth = grow(assessment, without="abcd")
    assert (growth.outcome, growth.blocking) == (Outcome.OUT_OF_REACH, ("a", "b", "c", "d"))
    model["axes"][0]["questions"][1]["not_applicable"] = "false"
    model["axes"][0]["requirements"] = {"3": {"b": "3"}}
    growth = grow(assessed(model, given_answers), without="ab")
    assert (growth.outcome, growth.blocking) == (Outcome.OUT_OF_REACH, ("b",))


# --- a plan carried out in the answers file -----------------------------------------------


def number_in(question, band):
    """A number that falls in one of a question's bands."""
    bands = question["bands"]
    below = [Fraction(b.get("up_to", b.get("below"))) for b in bands[:band]][-1:]
    low = below[0] if below else None
    if low is None and "minimum" in question:
        low = Fraction(question["minimum"])
    end = bands[band].get("up_to", bands[band].get("below", question.get("maximum")))
    if "up_to" in bands[band]:
        return text_of(Fraction(end))
    if end is None:
        return text_of(Fraction(0) if low is None else low + 1)
    return text_of(Fraction(end) - 1 if low is None else (low + Fraction(end)) / 2)


def carried_out(model, given_answers, stops):
    """The answers with these questions changed: id to stop."""
    by_id = {question["id"]: question for question in all_questions(model)}
    changed = dict(given_answers)
    for identifier, stop in stops.items():
        question = by_id[identifier]
        if not stop.answered:
            changed.pop(identifier, None)
        elif question.get("type") == "multi":
            changed[identifier] = list(stop.chosen) or "geen"
        elif stop.band is not None:
            changed[identifier] = number_in(question, stop.band)
        else:
            (changed[identifier],) = stop.chosen
    return changed


@drawn(25)
@given(st.data())
def test_plan_carried_out_gives_what_it_promises(data):
    model, given_answers = data.draw(cases())
    data.draw(with_efforts(model))
    assessment = assessed(model, given_answers)
    phase = data.draw(phases_from(model, summarize(assessment).overall))
    growth = grow(assessment, goal_of(summarize(assessment), to=phase))
    event(str(growth.outcome))
    rises = [rise for axis in growth.axes for rise in axis.rises]
    stops = {rise.question: rise.climb.stops[-1] for rise in rises}
    again = assessed(model, carried_out(model, given_answers, stops))
    result = score(again)
    assert list(summarize(again).axes) == list(growth.after.axes)
    assert as_summarized(result) == growth.after.overall
    if growth.outcome is Outcome.STEPS:
        assert reaches(result.overall, phase)
        for rise in rises:  # one step less is not enough
            stop = rise.climb.stops[-2] if len(rise.climb.stops) > 1 else rise.start
            fewer = carried_out(model, given_answers, stops | {rise.question: stop})
            short = score(assessed(model, fewer))
            if growth.goal.axes:
                assert not all(reaches(axis, phase) for axis in short.axes)
            else:
                assert not reaches(short.overall, phase)


@drawn(25)
@given(st.one_of(cases(), waiting_cases()))
def test_steps_are_those_of_the_margin(case):
    model, given_answers = case
    assessment = assessed(model, given_answers)
    result = score(assessment)
    for question in assessment.model.questions.values():
        answer = assessment.answers[question.id]
        if answer.state is State.KNOWN:
            kind = assessment.model.kinds[question.id]
            start = kind.start(answer.units, answer.chosen, answer.number)
            rungs = kind.ladder(start, up=True)
            ways = package_ways(assessment.model, question.id, answer)
            rising = [u for at, u in enumerate(rungs) if not at or u > max(rungs[:at])]
            assert [way.units for way in ways] == rising
            assert [rungs.index(way.units) for way in ways] == [len(w.route) for w in ways]
    for axis in result.axes:
        if axis.margin is not None and axis.held_back is not None:
            growth = grow(assessment, Goal(None, {axis.id: axis.held_back.phase}))
            found = growth.steps if growth.outcome is Outcome.STEPS else None
            assert found == axis.margin.up


# --- what is advised -----------------------------------------------------------------------


def tree(answers, *, axis=None, **more):
    """Ten questions a to j of one axis with the scores of these digits; ? is unknown, n is nvt."""
    words = {"?": "onbekend", "n": "nvt", **dict(zip("1234", "abcd", strict=True))}
    questions = [choice(q, not_applicable="true") for q in "abcdefghij"[: len(answers)]]
    for question in questions:
        if question["id"] in more.pop("required", ""):
            question["not_applicable"] = "false"
    model = model_tree(*questions, axis=axis or {}, **more)
    return model, {q: words[d] for q, d in zip("abcdefghij", answers, strict=False)}


def advice(growth):
    """Question to its scores from start to end, per rise."""
    unit = growth.assessment.model.unit
    return {
        rise.question: "".join(
            str(1 + stop.units // unit) for stop in (rise.start, *rise.climb.stops)
        )
        for axis in growth.axes
        for rise in axis.rises
    }


def grown(answers, to=None, *, ambition=None, **more):
    model, given_answers = tree(answers, **more)
    about = {} if ambition is None else {"ambition": ambition}
    assessment = assessed(model, given_answers, **about)
    return grow(assessment, goal_of(summarize(assessment), to=to, ambition=ambition is not None))


def test_cheapest_questions_first_and_ties_in_the_order_of_the_model():
    growth = grown("2222122222", to=3)
    assert growth.outcome is Outcome.STEPS
    assert advice(growth) == dict.fromkeys("abcdfgh", "23")
    assert growth.steps == growth.effort == 7
    assert growth.after.overall.phase == 3


def test_what_a_later_phase_requires_is_preferred():
    model, given_answers = tree("2222222222")
    for question in model["axes"][0]["questions"]:
        question["not_applicable"] = "false"
    model["axes"][0]["requirements"] = {"3": {"i": "3"}, "4": {"j": "4"}}
    growth = grow(assessed(model, given_answers))
    assert advice(growth) == {"i": "23", **dict.fromkeys("abcde", "23"), "j": "23"}
    assert next(iter(advice(growth))) == "i"  # what the goal cannot do without comes first
    assert [rise.required_for for rise in growth.axes[0].rises] == [3, *[None] * 6]


def test_a_requirement_of_a_lower_phase_is_met_too():
    model, given_answers = tree("2444444444")
    model["axes"][0]["questions"][0]["not_applicable"] = "false"
    model["axes"][0]["requirements"] = {"2": {"a": "3"}}
    growth = grow(assessed(model, given_answers), Goal(None, {"as": 4}))
    assert advice(growth) == {"a": "23"}
    assert growth.axes[0].rises[0].required_for == 2
    assert growth.after.overall.phase == 4


MEAN = {
    "scoring": "mean",
    "phases": [
        {"number": str(n), "name": "F", "description": "d", "threshold": str(n)} for n in (1, 2, 3)
    ],
}


def test_under_mean_the_lowest_answers_rise_first_and_none_higher_than_it_must():
    growth = grown("3121", to=2, **MEAN)
    assert advice(growth) == {"b": "12"}
    growth = grown("2211", to=3, **MEAN)  # 6 of 12 points, so 6 steps
    assert growth.steps == 6
    assert advice(growth) == {"a": "23", "b": "23", "c": "123", "d": "123"}


def test_effort_goes_before_the_number_of_steps():
    model, given_answers = tree("11")
    model["phases"][1]["threshold"] = "0.5"
    for option in model["axes"][0]["questions"][0]["options"]:
        option["effort"] = "5"
    model["axes"][0]["questions"][1]["options"] = [
        {"id": "a", "text": "a", "score": "1"},
        {"id": "b", "text": "b", "score": "1.5"},
        {"id": "c", "text": "c", "score": "2", "effort": "2"},
        {"id": "d", "text": "d", "score": "2", "effort": "1.5"},
    ]
    growth = grow(assessed(model, given_answers))
    (rise,) = growth.axes[0].rises
    assert rise.question == "b"
    assert [stop.chosen for stop in rise.climb.stops] == [("b",), ("d",)]
    assert (growth.effort, growth.steps, growth.weighed) == (Fraction("2.5"), 2, True)


def test_what_is_unknown_stays_so_and_is_told():
    growth = grown("33322222??", to=3)
    (axis,) = growth.axes
    assert growth.outcome is Outcome.STEPS
    assert advice(growth) == {"d": "23", "e": "23", "f": "23"}  # 6 of 8 answered
    assert axis.unanswered.questions == ("i", "j")
    assert axis.unanswered.to_determine == 0
    assert axis.unanswered.best == 2
    assert not axis.unanswered.settles
    growth = grown("3333332???", to=3)
    (axis,) = growth.axes
    assert growth.outcome is Outcome.ANSWERS_FIRST
    assert axis.unanswered.to_determine == 1
    assert axis.unanswered.settles  # 9 of 10
    assert growth.best is None


def test_a_requirement_without_an_answer_must_be_answered_first():
    model, given_answers = tree("?333333333")
    model["axes"][0]["questions"][0]["not_applicable"] = "false"
    model["axes"][0]["requirements"] = {"3": {"a": "3"}}
    growth = grow(assessed(model, given_answers))
    (axis,) = growth.axes
    assert growth.outcome is Outcome.ANSWERS_FIRST
    assert axis.unanswered.required == ("a",)
    assert axis.unanswered.settles
    assert not axis.rises


def test_an_axis_without_a_phase_can_still_be_sure_of_one():
    """What is answered may be enough whatever the other answers turn out to be."""
    growth = grown("44443333??", to=3, minimum_coverage="0.9")
    assert growth.before.overall.phase is None
    assert growth.outcome is Outcome.REACHED
    growth = grown("44443322??", to=3, minimum_coverage="0.9")
    assert growth.outcome is Outcome.ANSWERS_FIRST
    assert not growth.axes[0].rises


def test_what_does_not_apply_is_left_out():
    growth = grown("nn22222222", to=3)
    assert growth.steps == 6  # of 8
    growth = grown("nnnnnnnnnn", to=3)
    assert growth.outcome is Outcome.OUT_OF_REACH
    assert growth.axes[0].unanswered is None


def test_out_of_reach_says_how_far_steps_lead():
    model, given_answers = tree("2222222222")
    for question in model["axes"][0]["questions"][:4]:
        question["options"] = question["options"][:3]
        for score_, option in enumerate(question["options"], start=1):
            option["score"] = str(score_)
    growth = grow(assessed(model, given_answers), Goal(None, {"as": 4}))
    assert growth.outcome is Outcome.OUT_OF_REACH
    assert growth.axes[0].reachable == 3
    assert growth.best is None


def test_a_line_has_no_steps():
    line = {
        "id": "uren",
        "type": "number",
        "text": "?",
        "unit": "uren",
        "minimum": "0",
        "maximum": "10",
        "better": "lower",
    }
    growth = grow(assessed(model_tree(line), {"uren": "5"}))
    assert growth.outcome is Outcome.OUT_OF_REACH


def test_the_step_with_the_most_effect():
    growth = grown("3333332222", to=3)  # one step is enough: the first that is not there
    assert growth.best.rise.question == "g"
    assert growth.best.after.overall.phase == 3
    model, given_answers = tree("2222222222")
    model["axes"][0]["questions"][4]["not_applicable"] = "false"
    model["axes"][0]["requirements"] = {"3": {"e": "3"}}
    best = grow(assessed(model, given_answers)).best  # no other answer can do what this one does
    assert (best.rise.question, best.nearer) == ("e", True)
    model["axes"][0]["requirements"] = {}
    model["axes"][0]["questions"][6]["weight"] = "2"
    assert grow(assessed(model, given_answers)).best.rise.question == "g"


def test_best_step_of_a_far_goal_may_reach_a_phase_on_the_way():
    growth = grown("3333332444", to=4)
    assert growth.best.rise.question == "a"  # the goal comes nearer; phase 3 is there already
    model, given_answers = tree("3333332224")
    growth = grow(assessed(model, given_answers), Goal(None, {"as": 4}))
    assert growth.best.after.overall.phase == 3


# --- the goal ------------------------------------------------------------------------------


def summary_of(more=None, **about):
    axes = [
        {"id": f"as-{n}", "name": "As", "description": "d", "questions": [choice(f"v{n}")]}
        for n in (1, 2)
    ]
    model = model_tree(**{"axes": axes, **(more or {})})
    return summarize(assessed(model, {"v1": "b", "v2": "c"}, **about))


def test_goal_is_the_next_phase_unless_another_is_asked():
    assert goal_of(summary_of()) == Goal(3, {"as-1": 3, "as-2": 3})
    assert goal_of(summary_of(), to=4) == Goal(4, {"as-1": 4, "as-2": 4})
    assert goal_of(summary_of(), axes=["as-2"]) == Goal(None, {"as-2": 4})
    assert goal_of(summary_of(), axes=["as-2"], to=2) == Goal(None, {"as-2": 2})
    assert goal_of(summary_of({**MEAN, "overall": "mean"})) == Goal(3, {})


def test_goal_is_the_ambition():
    assert goal_of(summary_of(ambition="4"), ambition=True) == Goal(4, {"as-1": 4, "as-2": 4})
    apart = summary_of(ambition={"as-1": "3", "as-2": "4"})
    assert goal_of(apart, ambition=True) == Goal(None, {"as-1": 3, "as-2": 4})
    assert goal_of(apart, ambition=True, axes=["as-1"]) == Goal(None, {"as-1": 3})
    one = summary_of(ambition={"as-2": "4"})
    assert goal_of(one, ambition=True) == Goal(None, {"as-2": 4})
    mean = summary_of({**MEAN, "overall": "mean"}, ambition="3")
    assert goal_of(mean, ambition=True) == Goal(3, {})


@pytest.mark.parametrize(
    ("asked", "about", "code"),
    [
        ({"to": 7}, {}, "unknown-phase"),
        ({"to": "Fase 7"}, {}, "unknown-phase"),
        ({"axes": ["as-3"]}, {}, "unknown-axis"),
        ({"ambition": True}, {}, "no-ambition"),
        ({"ambition": True, "axes": ["as-1"]}, {"ambition": {"as-2": "3"}}, "no-ambition"),
    ],
)
def test_a_goal_that_is_not_there(asked, about, code):
    with pytest.raises(Wrong) as caught:
        goal_of(summary_of(**about), **asked)
    assert caught.value.code == code


@pytest.mark.parametrize(("second", "settle"), [("3333332???", True), ("2222222???", False)])
def test_answers_settle_a_goal_only_where_they_settle_every_axis(second, settle):
    model, given_answers = tree("3333332???")
    other, more = tree(second)
    other["axes"][0] |= {"id": "nog-een"}
    for question in other["axes"][0]["questions"]:
        question["id"] = f"z{question['id']}"
    model["axes"].append(other["axes"][0])
    given_answers |= {f"z{question}": answer for question, answer in more.items()}
    growth = grow(assessed(model, given_answers), Goal(None, {"as": 3, "nog-een": 3}))
    assert [axis.unanswered.settles for axis in growth.axes] == [True, settle]
    assert growth.answers_settle is settle


def test_of_steps_with_the_same_effect_the_one_of_least_effort_is_best():
    model = model_tree(choice("p"), choice("q"))
    for question, effort in zip(model["axes"][0]["questions"], ("3", "2"), strict=True):
        for option in question["options"]:
            option["effort"] = effort
    growth = grow(assessed(model, {"p": "b", "q": "b"}), Goal(None, {"as": 3}))
    assert growth.steps == 2  # both are needed, so either comes as near
    assert growth.best.rise.question == "q"
    for option in model["axes"][0]["questions"][1]["options"]:
        option["effort"] = "3"
    growth = grow(assessed(model, {"p": "b", "q": "b"}), Goal(None, {"as": 3}))
    assert growth.best.rise.question == "p"  # the order of the model
