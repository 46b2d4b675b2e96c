"""A consultant's quarter: forty files in folders, of every kind, and what else lies there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.quarter import BROKEN, COUNT, quarter
from support.sheets import csv_rows

Command = Callable[..., tuple[int, str, str]]
VALID = COUNT - BROKEN


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quarter(tmp_path_factory.mktemp("werk") / "kwartaal")


def test_all_that_are_answers_are_scored_and_the_rest_is_told(
    command: Command, folder: Path
) -> None:
    code, out, err = command("score", folder, "--format", "csv")
    assert code == 2
    assert len(csv_rows(out)) == VALID
    assert f"{VALID} gescoord, {BROKEN} niet" in err
    for told in ('"2026-02-30" bestaat niet', "answers.klantvragen: ", "gemeentenaam"):
        assert told in err
    for passed_over in (
        "6 bestanden overgeslagen, want daar staan geen antwoorden in",
        "groeimodel.yaml",
        "uitkomst.json",
        "vragenlijst.html",
        "vorig-jaar.xls",
        "notulen.docx",
    ):
        assert passed_over in err
    assert ".oud" not in err
    assert "~$" not in err


def test_every_question_of_everybody(command: Command, folder: Path) -> None:
    code, out, _ = command("score", folder, "--answers", "--format", "csv")
    assert code == 2
    assert len(csv_rows(out)) == VALID * 30


def test_a_plan_for_each(command: Command, folder: Path, tmp_path: Path) -> None:
    plans = tmp_path / "plannen"
    code, _, err = command("grow", folder, "--folder", plans, "--format", "markdown")
    assert code == 2
    assert f"voor 4 van de {VALID} gemeenten is er geen plan: eerst meer vragen beantwoorden" in err
    assert len([*plans.glob("gm*.md")]) == VALID - 4


@pytest.mark.heavy
def test_next_years_forms_begin_with_these_answers(command: Command, tmp_path: Path) -> None:
    last = quarter(tmp_path / "kwartaal", broken=False)
    forms = tmp_path / "volgend-jaar"
    code, _, err = command("init", "--from", last, "--folder", forms, "--date", "2027-10-01")
    assert code == 0, err
    code, out, err = command("score", forms, "--format", "csv")
    assert (code, err) == (0, "")
    now, then = csv_rows(out), csv_rows(command("score", last, "--format", "csv")[1])
    assert {one["date"] for one in now} == {"2027-10-01"}
    assert len(now) == COUNT
    assert {one["code"]: one["score"] for one in now} == {one["code"]: one["score"] for one in then}
