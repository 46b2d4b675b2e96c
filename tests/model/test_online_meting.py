"""The measured model: its axes, the grounds of its bands, and the example of thirty."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest

from gemeente_online import load_model, score
from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.number import Bands
from gemeente_online.model.rules import CSV_COLUMNS
from gemeente_online.model.warnings import warnings
from gemeente_online.problem import FindingsError
from gemeente_online.scoring.result import Result
from support.places import EXAMPLES
from support.trees import Tree, answers_tree

EXAMPLE = EXAMPLES / "batch" / "online-meting.csv"
BOUNDS = {  # where phases 2, 3 and 4 begin; for times, the longest that still counts
    "aandeel-reacties": (10, 25, 50),
    "beantwoorde-vragen": (50, 75, 90),
    "reactietijd-kantoor": (24, 4, 1),
    "reactietijd-daarbuiten": (20, 8, 2),
    "avond-en-weekend": (5, 15, 30),
    "plekken-van-anderen": (2, 6, 15),
    "aangesloten-initiatieven": (1, 3, 6),
    "berichten-over-anderen": (5, 15, 30),
    "bestuur-in-gesprek": (10, 30, 60),
    "open-datasets": (5, 25, 100),
}
NEAR = Fraction(1, 10**9)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model("online-meting")


def trees() -> list[Tree]:
    """The rows of the example as trees, read without the program's own reader."""
    with EXAMPLE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [
        answers_tree(
            {key: value for key, value in row.items() if key not in CSV_COLUMNS},
            municipality={
                "name": row["municipality"],
                "code": row["code"],
                "inhabitants": row["inhabitants"],
                "province": row["province"],
            },
            date=row["date"],
            ambition=row["ambition"],
        )
        for row in rows
    ]


@pytest.fixture(scope="module")
def results(model: Model) -> list[Result]:
    return [score(assess(tree, model)) for tree in trees()]


def test_two_axes_of_numbers_and_no_problem(model: Model) -> None:
    assert [axis.id for axis in model.axes] == ["interactie", "initiatief-eigenaar"]
    assert [len(axis.questions) for axis in model.axes] == [6, 4]
    assert list(model.questions) == list(BOUNDS)
    assert all(axis.stages[phase].next_step for axis in model.axes for phase in (1, 2, 3, 4))
    assert list(warnings(model)) == []


def test_the_model_says_why_there_is_no_third_axis(model: Model) -> None:
    assert "van buitenaf niet eerlijk te meten" in model.source
    other = load_model("gemeente-online")
    missing = {axis.name for axis in other.axes} - {axis.name for axis in model.axes}
    assert missing == {"Eigenaarschap in de organisatie"}
    assert missing.pop() in model.source
    assert [phase.name for phase in model.phases] == [phase.name for phase in other.phases]


def test_every_number_says_how_it_is_counted_and_what_its_bounds_rest_on(model: Model) -> None:
    for question in model.questions.values():
        assert question.type is QuestionType.NUMBER
        assert question.unit
        assert question.explanation
        second, third, fourth = BOUNDS[question.id]
        assert question.source is not None
        assert question.source.startswith(f"Grenzen {second}, {third} en {fourth} ")
        assert "eigen oordeel" in question.source


@pytest.mark.parametrize("identifier", BOUNDS)
def test_a_phase_begins_at_its_bound(model: Model, identifier: str) -> None:
    kind = model.kinds[identifier]
    assert isinstance(kind, Bands)
    shorter_is_better = identifier.startswith("reactietijd-")
    for phase, bound in zip((2, 3, 4), BOUNDS[identifier], strict=True):
        worse = bound + NEAR if shorter_is_better else bound - NEAR
        assert kind.score_of(Fraction(bound)) == phase
        assert kind.score_of(worse) == phase - 1


@pytest.mark.parametrize("identifier", BOUNDS)
def test_impossible_numbers_are_refused(model: Model, identifier: str) -> None:
    wrong = ["-0,1", "100,1"] if model.questions[identifier].unit == "procent" else ["-0,1"]
    for text in wrong:
        with pytest.raises(FindingsError, match="kan hier niet"):
            assess(answers_tree({identifier: text}), model)
    assess(answers_tree({identifier: "100"}), model)


def test_one_number_may_be_missing_on_each_axis(model: Model) -> None:
    full = {identifier: str(bounds[1]) for identifier, bounds in BOUNDS.items()}
    one_less = full | {"open-datasets": "onbekend", "avond-en-weekend": ""}
    assert score(assess(answers_tree(one_less), model)).overall.profile == (3, 3)
    two_less = one_less | {"plekken-van-anderen": "onbekend"}
    result = score(assess(answers_tree(two_less), model))
    assert result.overall.profile == (None, 3)
    assert result.overall.phase is None


def test_one_number_may_lag_behind_on_each_axis(model: Model) -> None:
    full = {identifier: str(bounds[1]) for identifier, bounds in BOUNDS.items()}
    one_low = full | {"open-datasets": "0", "avond-en-weekend": "0"}
    assert score(assess(answers_tree(one_low), model)).overall.profile == (3, 3)
    two_low = one_low | {"plekken-van-anderen": "0", "bestuur-in-gesprek": "0"}
    assert score(assess(answers_tree(two_low), model)).overall.profile == (1, 1)


def test_the_example_is_written_as_dutch_excel_does() -> None:
    data = EXAMPLE.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfmodel;municipality;code;inhabitants;province;date;")
    assert data.count(b"\r\n") == data.count(b"\n") == 31
    assert b";6,5;" in data


def test_the_example_is_of_thirty_different_municipalities(results: list[Result]) -> None:
    who = [result.assessment.municipality for result in results]
    assert len(results) == 30
    assert len({one.name for one in who}) == len({one.code for one in who}) == 30
    assert all((one.code or "").startswith("GM99") for one in who)
    assert len({one.province for one in who}) == 12
    sizes = Counter(
        "klein" if size < 50_000 else "middelgroot" if size < 100_000 else "groot"
        for one in who
        if (size := one.inhabitants)
    )
    assert sizes == {"klein": 16, "middelgroot": 8, "groot": 6}


def test_the_example_has_every_phase_and_one_that_cannot_be_told(results: list[Result]) -> None:
    assert Counter(result.overall.phase for result in results) == {
        1: 14,
        2: 10,
        3: 4,
        4: 1,
        None: 1,
    }
    answered = [axis.answered == axis.applicable for result in results for axis in result.axes]
    assert 0 < answered.count(False) < 20


def test_the_guide_tells_the_same_bounds() -> None:
    text = (EXAMPLES.parent / "docs/online-meting.md").read_text(encoding="utf-8")
    for identifier, bounds in BOUNDS.items():
        (row,) = [line for line in text.splitlines() if f"| `{identifier}` |" in line]
        assert row.endswith(f"| {' | '.join(map(str, bounds))} |")


def test_the_command_reads_the_example_to_the_same_result(
    command: Callable[..., tuple[int, str, str]], results: list[Result]
) -> None:
    code, out, err = command("score", EXAMPLE, "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)["results"]
    for mine, theirs in zip(results, found, strict=True):
        who = mine.assessment.municipality
        assert theirs["municipality"]["name"] == who.name
        assert theirs["municipality"]["inhabitants"] == who.inhabitants
        assert theirs["model"]["id"] == "online-meting"
        assert tuple(theirs["overall"]["profile"]) == mine.overall.profile
        assert theirs["overall"]["score"] == pytest.approx(float(mine.overall.score or 0))
        assert theirs["overall"]["range"] == list(mine.overall.range)
