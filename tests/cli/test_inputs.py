"""Which assessments of the inputs a command takes: those of a year."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.places import EXAMPLES

Command = Callable[..., tuple[int, str, str]]

YEARS = (EXAMPLES / "years", EXAMPLES / "answers.yaml")
"""One municipality in 2024, 2025 and 2026."""


# --- of a year -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["score", "explain", "grow", "rank"])
def test_only_a_year_counts(command: Command, name: str) -> None:
    code, out, err = command(name, *YEARS, "--year", "2025", "-f", "json")
    assert code == 0
    (found,) = json.loads(out)["results"]
    assert found["date"] == "2025-10-01"
    assert err == "2 metingen tellen niet mee: niet van 2025, maar van 2024 en 2026\n"


def test_a_year_is_left_out_of_what_is_compared_and_reported(
    command: Command, tmp_path: Path
) -> None:
    told = "2 metingen tellen niet mee: niet van 2025, maar van 2024 en 2026\n"
    assert told in command("report", *YEARS, "--year", "2025", "-o", tmp_path / "r.html")[2]
    assert "er is maar één meting" in command("compare", *YEARS, "--year", "2025")[2]
    assert told in command("consensus", *YEARS, "--year", "2025")[2]
    assert "en 2026\n" in command("model", "evaluate", *YEARS, "--year", "2024")[2]


def test_all_of_the_year_says_nothing(command: Command) -> None:
    assert command("score", "-q", EXAMPLES / "answers.yaml", "--year", "2026") == (0, "2\n", "")


def test_nothing_of_the_year_names_the_years_there_are(command: Command, tmp_path: Path) -> None:
    code, out, err = command("score", *YEARS, "--year", "2023", "-o", tmp_path / "a.csv")
    assert (code, out) == (2, "")
    assert "er is geen meting van 2023. Er zijn er wel van 2024, 2025 en 2026\n" in err
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("typed", ["25", "vorig jaar", "02025", "2025-01"])
def test_what_is_no_year(command: Command, typed: str) -> None:
    code, _, err = command("score", *YEARS, "--year", typed)
    assert code == 2
    assert f'"{typed}" kan niet achter --year. Kies een jaar, bijvoorbeeld 2025\n' in err
