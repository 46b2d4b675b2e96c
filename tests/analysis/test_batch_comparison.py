"""How many municipalities went up and down between two batches, and which answers moved."""

from copy import deepcopy
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.analysis.batch_comparison import (
    Direction,
    Transition,
    compare_batches,
)
from gemeente_online.analysis.comparison import compare
from gemeente_online.assessment.pairing import paired
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.score import summarize
from support.drawing import drawn
from support.strategies import answers, models
from support.trees import answers_tree, choice, model_tree

TREE = model_tree(choice("p"), choice("q", not_applicable="true"))
THEN, NOW = "2025-10-01", "2026-10-01"


def of(name, day, given_answers, tree=TREE):
    filled = answers_tree(given_answers, date=day)
    filled["municipality"] = {"name": name}
    return summarize(assess(filled, load(deepcopy(tree))))


def compared(then, now, tree=TREE, later=None):
    before = [of(name, THEN, given_answers, tree) for name, given_answers in then.items()]
    after = [of(name, NOW, given_answers, later or tree) for name, given_answers in now.items()]
    return compare_batches(paired(before, after).pairs, "toen", "nu")


def names(courses):
    return [one.latest.assessment.municipality.name for one in courses]


def test_who_went_where():
    found = compared(
        {
            "Hoger": {"p": "a", "q": "a"},
            "Lager": {"p": "d", "q": "d"},
            "Gelijk": {"p": "b", "q": "b"},
            "Onbekend": {},
            "Weg": {"p": "a", "q": "a"},
        },
        {
            "Nieuw": {"p": "a", "q": "a"},
            "Hoger": {"p": "c", "q": "c"},
            "Lager": {"p": "b", "q": "b"},
            "Gelijk": {"p": "b", "q": "b"},
            "Onbekend": {"p": "a", "q": "a"},
        },
    )
    assert {one.latest.assessment.municipality.name: one.direction for one in found.both} == {
        "Hoger": Direction.UP,
        "Lager": Direction.DOWN,
        "Gelijk": Direction.SAME,
        "Onbekend": Direction.UNDETERMINED,
    }
    assert [one.moved for one in found.both] == [2, -2, 0, None]
    assert (names(found.new), names(found.gone)) == (["Nieuw"], ["Weg"])
    overall, axis = found.movements
    assert (overall.id, overall.up, overall.same, overall.down, overall.undetermined) == (
        "overall", 1, 1, 1, 1,
    )  # fmt: skip
    assert (axis.up, axis.total) == (1, 4)
    assert (overall.scored, overall.before_mean, overall.after_mean) == (
        3,
        Fraction(1 + 4 + 2, 3),
        Fraction(3 + 2 + 2, 3),
    )
    assert found.transitions == (
        Transition(1, 3, 1),
        Transition(2, 2, 1),
        Transition(4, 2, 1),
        Transition(None, 1, 1),
    )
    assert (found.before.name, found.after.last.year) == ("toen", 2026)
    assert found.not_later == ()


def test_means_are_of_those_who_answered_both_times():
    found = compared(
        {
            "A": {"p": "a", "q": "b"},
            "B": {"p": "d"},
            "C": {"q": "nvt", "p": "b"},
            "Weg": {"p": "d"},
        },
        {"A": {"p": "c", "q": "b"}, "B": {"p": "c", "q": "d"}, "C": {"q": "a", "p": "b"}},
    )
    p, q = found.questions
    assert (p.question, p.axis, p.answered, p.up, p.down) == ("p", "as", 3, 1, 1)
    assert (p.before_mean, p.after_mean, p.moved) == (
        Fraction(7, 3),
        Fraction(8, 3),
        Fraction(1, 3),
    )
    assert (q.answered, q.before_mean, q.after_mean, q.up) == (1, 2, 2, 0)


def test_a_question_that_nobody_answered_both_times_has_no_mean():
    assert compared({"A": {"p": "a"}}, {"A": {"q": "a"}}).questions == ()


def test_versions_of_one_model_compare():
    later = deepcopy(TREE)
    later["version"] = "1.1.0"
    later["axes"][0]["questions"][0] = choice("r")
    extra = deepcopy(TREE["axes"][0]) | {"id": "tweede", "questions": [choice("s")]}
    later["axes"].append(extra)
    found = compared(
        {"A": {"p": "d", "q": "a"}}, {"A": {"r": "d", "q": "c", "s": "b"}}, later=later
    )
    assert found.versions == ("1.0.0", "1.1.0")
    assert (found.new_questions, found.dropped_questions) == (("r", "s"), ("p",))
    assert [one.question for one in found.questions] == ["q"]
    assert found.movements[2].undetermined == 1
    assert found.movements[2].before_mean is None


def test_who_is_no_later_now_is_known():
    one, again = of("A", NOW, {"p": "a"}), of("A", NOW, {"p": "a"})
    found = compare_batches(paired([one], [again]).pairs)
    assert names(found.not_later) == ["A"]


@drawn(20)
@given(st.data())
def test_every_municipality_is_as_it_is_compared_alone(data):
    tree = data.draw(models())
    then, now = (
        {name: data.draw(answers(tree)) for name in "ABC"[: data.draw(st.integers(1, 3))]}
        for _ in range(2)
    )
    found = compared(then, now, tree)
    assert len(found.municipalities) == len(then | now)
    overall = found.movements[0]
    assert overall.total == len(found.both) == sum(one.count for one in found.transitions)
    for course in found.both:
        period = compare([course.before.assessment, course.after.assessment]).whole
        assert course.moved == period.moved
    changed = sum(one.up + one.down for one in found.questions)
    alone = [
        change.kind
        for course in found.both
        for axis in compare([course.before.assessment, course.after.assessment]).whole.axes
        for change in axis.changes
    ]
    assert changed == alone.count("up") + alone.count("down")
