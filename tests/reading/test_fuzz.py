"""A few inputs of every kind that the fuzzer makes, the same each time; see ``fuzz.py``."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from fuzz import QUIETLY, WAYS, Input, check, check_problem, models_read_once, prepared
from gemeente_online import Problem

BUDGET = 60
FEW = settings(QUIETLY, max_examples=BUDGET, derandomize=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with models_read_once():
        yield prepared(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.heavy
@pytest.mark.parametrize("way", WAYS)
def test_any_input_gives_a_result_or_a_problem(way: str, folder: Path) -> None:
    outcomes: list[str] = []

    @FEW
    @given(WAYS[way])
    def once(given_input: Input) -> None:
        outcomes.append(check(given_input, folder))

    once()
    assert len(outcomes) >= BUDGET
    assert "refused" in outcomes
    if way in {"mutated-trees", "workbooks"}:  # not everything is broken beyond reading
        assert len(set(outcomes)) > 1


@pytest.mark.parametrize(
    "wrong",
    [
        Problem(source="x", code="a", message="field required", hint="doe iets"),
        Problem(source="x", code="a", message="fout"),
        Problem(source="x", code="a", message="fout", hint="doe iets", line=99),
        Problem(source="y", code="a", message="fout", hint="doe iets"),
    ],
)
def test_the_fuzzer_sees_a_bad_problem(wrong: Problem) -> None:
    with pytest.raises(AssertionError):
        check_problem(wrong, "x", 10)


@pytest.mark.heavy
@pytest.mark.parametrize("way", WAYS)
def test_inputs_differ(way: str) -> None:
    seen: list[Input] = []

    @settings(QUIETLY, max_examples=BUDGET, derandomize=True)
    @given(WAYS[way])
    def once(given_input: Input) -> None:
        seen.append(given_input)

    once()
    assert len(set(seen)) > BUDGET * 2 / 3
