"""Which answers stand out, held against the whole and where it is to go."""

from collections.abc import Sequence

from gemeente_online.analysis.explanation import explain
from gemeente_online.analysis.standing_out import Outlier, StandingOut, standing_out
from support.trees import Tree, choice, model_tree, scored


def two_axes(**more: object) -> Tree:
    """Axis as has p, q and r, of which phase 3 requires r to be c; axis laag has s, t and u."""
    tree = model_tree(*map(choice, "pqr"), axis={"requirements": {"3": {"r": "3"}}})
    low = {"id": "laag", "name": "Laag", "description": "d", "questions": [*map(choice, "stu")]}
    return tree | {"axes": [*tree["axes"], low], **more}


def found(tree: Tree, answers: str, **more: object) -> StandingOut:
    given = {name: answer for name, answer in zip("pqrstu", answers, strict=True) if answer != "-"}
    return standing_out(explain(scored(tree, given, **more)))


def named(outliers: Sequence[Outlier]) -> str:
    return "".join(one.contribution.question for one in outliers)


def test_the_yardstick_is_the_whole_and_then_the_next_phase() -> None:
    out = found(two_axes(), "dcbbbb")  # as could be 2, and laag is 2
    assert (out.here, out.aim, out.is_ambition) == (2, 3, False)
    assert named(out.ahead) == "pq"
    assert named(out.behind) == "rstu"
    assert [one.required_for for one in out.behind] == [3, None, None, None]


def test_an_axis_that_is_there_lags_only_below_the_whole() -> None:
    tree = two_axes(phases=model_tree()["phases"])
    for phase in tree["phases"][1:]:
        phase["threshold"] = "0.6"
    out = found(tree, "bccbbb")  # as is 3
    assert named(out.behind) == "stu"
    out = found(tree, "accbbb")  # p is lower than the whole, which is 2
    assert named(out.behind) == "pstu"


def test_the_ambition_counts_where_it_is_higher() -> None:
    out = found(two_axes(), "ccccba", ambition="4")
    assert (out.here, out.aim, out.is_ambition) == (1, 4, True)
    assert named(out.behind) == "utspqr"  # the furthest first; of what is alike, the lowest axis
    out = found(two_axes(), "cccccc", ambition="2")
    assert (out.here, out.aim, out.is_ambition) == (3, 4, False)
    out = found(two_axes(), "bbbbbb", ambition={"as": "4"})
    assert (out.here, out.aim, out.is_ambition) == (2, None, False)
    assert {one.contribution.question: one.aim for one in out.behind} == (
        dict.fromkeys("pqr", 4) | dict.fromkeys("stu", 3)
    )


def test_in_the_first_phase_and_at_the_top() -> None:
    out = found(two_axes(), "aabaab")
    assert (out.here, out.aim) == (1, 2)
    assert named(out.ahead) == "ru"
    assert named(out.behind) == "psqt"  # one of each axis in turn
    tree = two_axes()
    for phase in tree["phases"][1:]:
        phase["threshold"] = "0.6"
    out = found(tree, "ddddcd")
    assert (out.here, out.aim) == (4, 4)
    assert (named(out.ahead), named(out.behind)) == ("", "t")


def test_an_open_question_is_named_only_where_a_phase_cannot_do_without_it() -> None:
    out = found(two_axes(minimum_coverage="0.5"), "cc-bb-")
    assert out.here == 2
    assert named(out.behind) == "rst"
    assert (out.behind[0].phase, out.behind[0].minimum) == (None, 3)


def test_where_the_whole_is_undetermined_its_lowest_counts() -> None:
    out = found(two_axes(), "ddd---")
    assert (out.here, out.aim) == (1, 2)
    assert named(out.ahead) == "pqr"
