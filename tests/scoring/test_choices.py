"""What a phase can become where answers may still be chosen: equality with trying every choice."""

from itertools import product

from hypothesis import assume, event, given

from gemeente_online.assessment.file import State
from gemeente_online.assessment.tree import assess
from gemeente_online.model.rules import load
from gemeente_online.scoring.choices import deciding, highest, lowest, middle
from support import oracle
from support.drawing import drawn
from support.strategies import colleagues
from support.trees import answers_tree, choice, model_tree

MOST = 300
"""Choices that are all tried."""


def prepared(tree, everyone):
    """Nobody's assessment, and what was answered to each question, each as often as it was."""
    model = load(tree)
    read = [assess(answers_tree(one), model) for one in everyone]
    choices = {
        question: [
            one.answers[question]
            for one in read
            if one.answers[question].state is not State.UNKNOWN
        ]
        for question in model.questions
    }
    return assess(answers_tree({}), model), choices, read


def every_choice(tree, choices, read, everyone):
    """Every way to choose, as answers in a tree."""
    words = {
        question: {
            answers[question]: raw.get(question, "")
            for answers, raw in (
                (one.answers, tree) for one, tree in zip(read, everyone, strict=True)
            )
            if answers[question].state is not State.UNKNOWN
        }
        for question in choices
    }
    several = {question: list(found.values()) for question, found in words.items() if found}
    count = 1
    for found in several.values():
        count *= len(found)
    assume(count <= MOST)
    return [dict(zip(several, chosen, strict=True)) for chosen in product(*several.values())]


def outcome(tree, answers):
    """The phases of the axes by their ids, and of all together."""
    axes = {axis["id"]: oracle.axis_result(tree, axis, answers) for axis in tree["axes"]}
    phases = {identifier: one["phase"] for identifier, one in axes.items()}
    return phases | {"overall": oracle.overall_result(tree, axes)["phase"]}


@drawn(50, few=10)
@given(colleagues(most_axes=3, most_questions=3))
def test_ends_and_what_decides_are_those_of_trying_every_choice(case):
    tree, everyone = case
    tree["minimum_coverage"] = "0"
    nobody, choices, read = prepared(tree, everyone)
    ways = every_choice(tree, choices, read, everyone)
    outcomes = [outcome(tree, way) for way in ways]
    assume(all(None not in one.values() for one in outcomes))
    low, high = lowest(nobody, choices), highest(nobody, choices)
    between = middle(nobody, choices)
    for part in outcomes[0]:
        found = [one[part] for one in outcomes]
        assert (low.standing(part).phase, high.standing(part).phase) == (min(found), max(found))
        assert min(found) <= between.standing(part).phase <= max(found)
    decides = deciding(low, high, choices)
    axis_of = {q["id"]: axis["id"] for axis in tree["axes"] for q in axis["questions"]}
    mixed = any(len({one.state for one in given}) > 1 for given in choices.values())
    for question in choices:
        by_rest = {}
        for way, one in zip(ways, outcomes, strict=True):
            rest = tuple(str(answer) for other, answer in way.items() if other != question)
            by_rest.setdefault(rest, []).append(one)
        changes = {
            part: any(len({one[part] for one in alike}) > 1 for alike in by_rest.values())
            for part in (axis_of[question], "overall")
        }
        event(f"decides: {changes['overall']}")
        assert decides[question].axis == changes[axis_of[question]]
        if tree["overall"] == "mean" and mixed:
            assert decides[question].overall >= changes["overall"]
        else:
            assert decides[question].overall == changes["overall"]


@drawn(25)
@given(colleagues(most_axes=3, most_questions=3))
def test_no_choice_ends_outside_the_ends(case):
    tree, everyone = case
    nobody, choices, read = prepared(tree, everyone)
    low, high = lowest(nobody, choices), highest(nobody, choices)
    for way in every_choice(tree, choices, read, everyone):
        for part, phase in outcome(tree, way).items():
            ends = low.standing(part).phase, high.standing(part).phase
            if phase is not None and None not in ends:
                assert ends[0] <= phase <= ends[1]


def decided(nobody, choices):
    return deciding(lowest(nobody, choices), highest(nobody, choices), choices)


def given_answers(*everyone, **more):
    tree = model_tree(*(choice(question, not_applicable="true") for question in "pqr"), **more)
    nobody, choices, _ = prepared(tree, everyone)
    return nobody, choices


def test_the_middle_of_two_is_the_lower_and_nvt_has_no_place_among_scores():
    nobody, choices = given_answers(
        {"p": "a", "q": "nvt", "r": "nvt"}, {"p": "c", "q": "nvt", "r": "d"}
    )
    answers = middle(nobody, choices).assessment.answers
    assert answers["p"].chosen == ("a",)
    assert answers["q"].state is State.NOT_APPLICABLE
    assert answers["r"].chosen == ("d",)


def test_where_too_little_is_answered_nothing_decides():
    nobody, choices = given_answers({"p": "a"}, {"p": "d"})
    assert lowest(nobody, choices).overall.phase is None
    assert not any(any(one) for one in decided(nobody, choices).values())


def test_more_sums_than_are_gone_through_are_taken_to_decide(monkeypatch):
    nobody, choices = given_answers({"p": "a", "q": "a", "r": "a"}, {"p": "d", "q": "d", "r": "d"})
    assert all(one.overall for one in decided(nobody, choices).values())
    nobody, choices = given_answers({"p": "c", "q": "a", "r": "c"}, {"p": "d", "q": "b", "r": "d"})
    assert not decided(nobody, choices)["p"].overall  # no threshold lies between
    monkeypatch.setattr("gemeente_online.scoring.choices.MOST_SUMS", 0)
    assert decided(nobody, choices)["q"].overall
