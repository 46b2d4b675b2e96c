"""A researcher's five years: 342 municipalities, with those that merged and the one renamed."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gemeente_online import load_model
from support.sheets import csv_rows
from synthetic import COUNTED, JOINED, MERGED, YEARS, write_years

Command = Callable[..., tuple[int, str, str]]
GONE = len(JOINED) + sum(len(codes) for _, codes in MERGED.values())
FIRST, LAST = YEARS[0], YEARS[-1]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jaren")
    write_years(folder, load_model())
    return folder


def test_one_year_ranks_who_was_there_then(command: Command, years: Path) -> None:
    code, out, err = command("rank", years, "--year", LAST, "--format", "csv")
    assert code == 0
    assert len(csv_rows(out)) == COUNTED
    assert err.count("\n") <= 2, err


def test_who_is_gone_stands_in_a_ranking_of_all_years_with_its_date(
    command: Command, years: Path
) -> None:
    code, out, _ = command("rank", years, "--format", "csv")
    assert code == 0
    old = [row for row in csv_rows(out) if not row["date"].startswith(str(LAST))]
    assert len(csv_rows(out)) == COUNTED + GONE
    assert len(old) == GONE


def test_a_former_name_finds_the_latest(command: Command, years: Path) -> None:
    code, out, err = command("explain", years, "--for", "Laren", "--format", "json")
    assert code == 0, err
    (one,) = json.loads(out)["results"]
    assert one["municipality"]["name"] == "Laren (NH.)"
    assert one["date"].startswith(str(LAST))


def test_two_of_one_name_are_told_with_their_provinces(command: Command, years: Path) -> None:
    code, out, err = command("explain", years, "--for", "Bergen")
    assert (code, out) == (2, "")
    for told in ("GM0373", "Noord-Holland", "GM0893", "Limburg"):
        assert told in err


@pytest.mark.heavy
def test_two_years_side_by_side(command: Command, years: Path) -> None:
    then, now = years / f"{FIRST}.csv", years / f"{LAST}.csv"
    code, out, err = command("compare", then, now, "--format", "csv")
    assert code == 0, err
    assert len(csv_rows(out)) == COUNTED + GONE
    code, out, err = command("compare", then, now)
    assert code == 0, err
    assert f"{COUNTED - len(MERGED)} gemeenten" in out


@pytest.mark.heavy
def test_counts_above_a_thousand_are_written_as_dutch_does(command: Command, years: Path) -> None:
    _, _, err = command("score", "-q", years, "--fail-under", "2")
    assert re.search(r"^\d+ van de 1\.723 blijven onder fase 2: ", err)
    assert "hier staan 1.723 metingen" in command("explain", years)[2]
    assert "telt de laatste meting; 1.367 eerdere tellen" in command("rank", years)[2]


def test_a_wrong_province_behind_a_name_does_not_hide_it(command: Command, years: Path) -> None:
    _, _, err = command("explain", years, "--for", "Laren (Zeeland)")
    assert 'Bedoelde u "Laren (NH.)"?' in err
