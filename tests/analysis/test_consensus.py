"""What colleagues agree on: its properties, and each kind of agreement by example."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from gemeente_online.analysis.consensus import Agreement, consensus
from gemeente_online.assessment.file import State
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import score, summarize
from support.drawing import drawn
from support.respondents import several
from support.strategies import cases
from support.trees import answers_tree, choice, model_tree


def everyone(tree, given_answers, **more):
    """Assessments of colleagues who are called p0, p1, …"""
    model = load(tree)
    return [
        assess(answers_tree(one, respondent=f"p{at}", **more), model, f"{at}.yaml")
        for at, one in enumerate(given_answers)
    ]


@drawn(25)
@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(found, random):
    shuffled = random.sample(found, len(found))
    assert consensus(found) == consensus(shuffled)
    assert consensus(found, anonymous=True) == consensus(shuffled, anonymous=True)


@drawn(25)
@given(cases())
def test_who_all_say_the_same_have_nothing_to_talk_about(case):
    tree, answers = case
    one, two = everyone(tree, [answers, answers])
    assume(any(answer.state is not State.UNKNOWN for answer in one.answers.values()))
    found = consensus([one, two])
    assert {q.agreement for q in found.questions} <= {Agreement.AGREED, Agreement.OPEN}
    assert found.agenda == ()
    own = summarize(one)
    for end in (found.lowest, found.middle, found.highest, summarize(found.assessment)):
        assert (end.axes, end.overall) == (own.axes, own.overall)


@drawn(25)
@given(several())
def test_who_answered_all_that_was_answered_lies_between_the_ends(found):
    result = consensus(found)
    answered = {q.id for q in result.questions if q.agreement is not Agreement.OPEN}
    for one in found:
        if any(one.answers[question].state is State.UNKNOWN for question in answered):
            continue
        event("answered all")
        own = summarize(one)
        for part in ("overall", *(axis.id for axis in own.axes)):
            low, high = (end.standing(part).phase for end in (result.lowest, result.highest))
            phase = own.standing(part).phase
            if None not in (low, phase, high):
                assert low <= phase <= high


@drawn(25)
@given(several())
def test_the_agenda_is_what_is_not_agreed_in_its_order(found):
    result = consensus(found)
    by_id = {one.id: one for one in result.questions}
    settled = {Agreement.AGREED, Agreement.OPEN}
    assert set(result.agenda) == {q for q, one in by_id.items() if one.agreement not in settled}
    first = [by_id[q].decides.overall or bool(by_id[q].decides.requirements) for q in result.agenda]
    assert first == sorted(first, reverse=True)
    rest = [
        by_id[q].agreement is Agreement.SINGLE
        for q, deciding in zip(result.agenda, first, strict=True)
        if not deciding
    ]
    assert rest == sorted(rest)


# --- by example -----------------------------------------------------------------------------------


def of(*given, question=None, **more):
    """What becomes of one question with these answers."""
    asked = question or choice("p", not_applicable="true")
    tree = model_tree(asked, choice("zz"), **more)
    answers = [{} if one is None else {"p": one} for one in given]
    found = everyone(tree, [one | {"zz": "a"} for one in answers])
    return consensus(found).question("p")


@pytest.mark.parametrize(
    ("given", "agreement"),
    [
        (["b", "b"], Agreement.AGREED),
        (["b", "b", None], Agreement.AGREED),
        (["nvt", "nvt"], Agreement.AGREED),
        (["b", "c", "c"], Agreement.CLOSE),
        (["a", "c"], Agreement.SPLIT),
        (["a", "b", "c"], Agreement.SPLIT),
        (["nvt", "b"], Agreement.SPLIT),
        (["b", None], Agreement.SINGLE),
        (["nvt", "onbekend"], Agreement.SINGLE),
        ([None, "onbekend"], Agreement.OPEN),
    ],
)
def test_agreement_on_a_choice(given, agreement):
    assert of(*given).agreement is agreement


def test_a_requirement_between_neighbours_splits_them():
    asked = {"axis": {"requirements": {"3": {"p": "3"}}}}
    question = choice("p")
    assert of("b", "c", question=question, **asked).agreement is Agreement.SPLIT
    assert of("b", "c", question=question, **asked).decides.requirements == (3,)
    assert of("c", "d", question=question, **asked).agreement is Agreement.CLOSE
    assert of("c", "d", question=question, **asked).decides.requirements == ()


YES_NO = {"id": "p", "text": "?", "type": "yes-no"}
MULTI = {
    "id": "p",
    "text": "?",
    "type": "multi",
    "options": [{"id": word, "text": word} for word in "abc"],
}
BANDS = {
    "id": "p",
    "text": "?",
    "type": "number",
    "unit": "uur",
    "bands": [{"up_to": "4", "score": "4"}, {"up_to": "24", "score": "3"}, {"score": "1"}],
}
LINE = {
    "id": "p",
    "text": "?",
    "type": "number",
    "unit": "%",
    "minimum": "0",
    "maximum": "90",
    "better": "higher",
}


@pytest.mark.parametrize(
    ("question", "given", "agreement"),
    [
        (YES_NO, ["ja", "nee"], Agreement.SPLIT),  # there is nothing else to say
        (MULTI, [["a"], ["a", "b"]], Agreement.CLOSE),
        (MULTI, ["geen", ["a"]], Agreement.CLOSE),
        (MULTI, [["a"], ["b"]], Agreement.SPLIT),
        (BANDS, ["1", "1"], Agreement.AGREED),
        (BANDS, ["1", "2"], Agreement.CLOSE),
        (BANDS, ["2", "5"], Agreement.CLOSE),
        (BANDS, ["2", "30"], Agreement.SPLIT),
        (LINE, ["31", "35"], Agreement.CLOSE),  # for the same phases
        (LINE, ["25", "35"], Agreement.SPLIT),  # phase 2 begins at 30
    ],
)
def test_agreement_on_other_questions(question, given, agreement):
    assert of(*given, question=question).agreement is agreement


def test_evidence_of_one_is_evidence_for_all():
    tree = model_tree(choice("p"), choice("q"), evidence_from="3")
    shown = {"answer": "c", "evidence": "verslag"}
    found = consensus(everyone(tree, [{"p": shown, "q": "c"}, {"p": "c", "q": "c"}]))
    assert [one.lacks_evidence for one in found.questions] == [False, True]
    assert found.agenda == ()


def test_who_chose_what_goes_from_low_to_high():
    found = of("nvt", "c", "a", "c")
    assert [(answer.chosen, who) for answer, who in found.chosen.items()] == [
        (("a",), ["p2"]),
        (("c",), ["p1", "p3"]),
        ((), ["p0"]),
    ]


def test_the_agenda_begins_with_what_decides_and_ends_with_what_one_said():
    questions = [choice(question) for question in ("p", "q", "r", "s", "t")]
    tree = model_tree(*questions, axis={"requirements": {"2": {"r": "2"}}})
    one = {"p": "a", "q": "c", "r": "a", "s": "b", "t": "a"}
    two = {"p": "d", "q": "d", "r": "b", "t": "a"}
    found = consensus(everyone(tree, [one, two]))
    decides = {q.id: q.decides for q in found.questions}
    assert decides["r"].requirements == (2,)
    assert decides["r"].overall
    assert found.agenda[-1] == "s"
    assert set(found.agenda) == {"p", "q", "r", "s"}


def test_dates_more_than_ninety_days_apart_are_far_apart():
    one, two = everyone(model_tree(choice("p")), [{"p": "a"}, {"p": "b"}])
    for days, far in ((90, False), (91, True)):
        later = two._replace(date=one.date + timedelta(days=days))
        found = consensus([later, one])
        assert found.far_apart is far
        assert (found.dates, found.assessment.date) == ((one.date, later.date), later.date)


def test_what_the_municipality_is_comes_from_whoever_says_it():
    one, two = everyone(model_tree(choice("p")), [{"p": "a"}, {"p": "b"}])
    known_by_one = replace(one.municipality, inhabitants=56000, code="GM9999")
    found = consensus([one._replace(municipality=known_by_one), two])
    assert found.assessment.municipality == known_by_one


def test_an_ambition_stands_where_all_who_have_one_agree():
    one, two = everyone(model_tree(choice("p")), [{"p": "a"}, {"p": "b"}])
    aims = one._replace(ambition={"as": 3})
    assert consensus([aims, two]).assessment.ambition == {"as": 3}
    assert consensus([aims, two._replace(ambition={"as": 2})]).assessment.ambition == {}


def test_it_takes_a_list_of_assessments():
    (one,) = everyone(model_tree(choice("p")), [{"p": "a"}])
    with pytest.raises(TypeError, match="list of Assessments, not one"):
        consensus(one)
    with pytest.raises(TypeError, match="list of Assessments"):
        consensus([score(one)])
