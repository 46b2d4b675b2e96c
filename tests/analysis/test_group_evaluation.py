"""Key figures of groups: counted by hand, and none where there are too few."""

from fractions import Fraction

import pytest

from gemeente_online.analysis.evaluation import Evaluation, evaluate
from gemeente_online.analysis.psychometrics import MINIMUM, MINIMUM_GROUP, cronbach_alpha
from gemeente_online.assessment.tree import assess
from gemeente_online.scoring.score import summarize
from support.evaluations import axes_of
from support.trees import answers_tree

MODEL = axes_of(2)
ROWS = ["aa", "ab", "cd", "dd", "bc"]


def grouped(by: str, **numbers: int) -> Evaluation:
    """So many assessments of each group, named by its keyword; ``none`` has no group at all."""
    summaries = []
    for name, count in numbers.items():
        for at in range(count):
            given = dict(zip(MODEL.questions, ROWS[at % len(ROWS)], strict=True))
            about: dict[str, str] = {"name": f"{name} {at}"}
            if name != "none":
                about[{"size": "inhabitants"}.get(by, by)] = name.removeprefix("_")
            summaries.append(summarize(assess(answers_tree(given, municipality=about), MODEL)))
    return evaluate(MODEL, summaries, by)


def test_figures_are_those_of_the_group() -> None:
    found = grouped("group", zuid=MINIMUM, noord=MINIMUM_GROUP, none=3)
    assert [(group.name, group.assessments) for group in found.groups] == [
        *(("noord", MINIMUM_GROUP), ("zuid", MINIMUM), (None, 3)),
    ]
    noord, zuid, none = (group.axes[0] for group in found.groups)
    table = [["abcd".index(letter) for letter in row] for row in ROWS]
    assert zuid.alpha == cronbach_alpha(table * (MINIMUM // len(ROWS)))
    assert zuid.interval is not None
    assert zuid.mean == noord.mean == Fraction(1 + 1 + 1 + 2 + 3 + 4 + 4 + 4 + 2 + 3, 10)
    assert (noord.alpha, noord.interval) == (None, None)
    assert (none.alpha, none.mean, none.scored) == (None, None, 3)


@pytest.mark.parametrize(("count", "mean"), [(MINIMUM_GROUP - 1, False), (MINIMUM_GROUP, True)])
def test_no_figure_on_too_few(count: int, mean: bool) -> None:
    (group,) = grouped("province", Utrecht=count).groups
    assert (group.axes[0].mean is not None) == mean


def test_sizes_go_from_small_to_large() -> None:
    found = grouped("size", _120000=2, none=1, _49999=1, _50000=3)
    sizes = [None if group.size is None else group.size.least for group in found.groups]
    assert sizes == [0, 50_000, 100_000, None]
    assert [group.assessments for group in found.groups] == [1, 3, 2, 1]
    assert {group.name for group in found.groups} == {None}


def test_capitals_and_spaces_make_no_other_group() -> None:
    found = grouped("group", G40=2, g40=1)
    assert [(group.name, group.assessments) for group in found.groups] == [("G40", 3)]


def test_groups_are_asked_for() -> None:
    assert evaluate(MODEL, []).groups == ()
    with pytest.raises(ValueError, match="provincie"):
        evaluate(MODEL, [], "provincie")
