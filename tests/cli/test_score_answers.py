"""``score --answers``: a row for every question of every assessment."""

import json
from collections.abc import Callable
from itertools import islice, repeat
from pathlib import Path

import pytest

from gemeente_online import Assessment, read_assessments
from gemeente_online.rendering.scored_answers import answer_sheets
from support.places import EXAMPLES, ROOT
from support.sheets import csv_rows
from support.workbooks import opened

Command = Callable[..., tuple[int, str, str]]
MODEL = ROOT / "tests/cases/model.yaml"
ANSWERS = """\
municipality;date;klantvragen;klantvragen.note;meldknop;weekend;kanalen;reactietijd;berichten
Waterdam;2026-10-01;b;Zie het plan;onbekend;nvt;facebook|whatsapp;2,5;
Veenmonde;2026-10-01;?;;;ja;geen;24;2000
"""
SHOWN = ("type", "state", "answer", "letter", "answer_text", "number", "unit", "score", "note")
WATERDAM = {
    "klantvragen": ("choice", "known", "webcare", "b", "Een webcareteam", "", "", "2"),
    "meldknop": ("choice", "unknown", "onbekend", "", "", "", "", ""),
    "weekend": ("yes-no", "not-applicable", "nvt", "", "", "", "", ""),
    "kanalen": ("multi", "known", "facebook|whatsapp", "a|c", "Facebook|WhatsApp", "", "", "3.25"),
    "reactietijd": ("number", "known", "", "", "", "2.5", "uur", "4"),
    "berichten": ("number", "unknown", "", "", "", "", "berichten", ""),
}
VEENMONDE = {
    "klantvragen": ("choice", "unknown", "", "", "", "", "", ""),
    "meldknop": ("choice", "unknown", "", "", "", "", "", ""),
    "weekend": ("yes-no", "known", "ja", "", "", "", "", "4"),
    "kanalen": ("multi", "known", "geen", "", "", "", "", "1"),
    "reactietijd": ("number", "known", "", "", "", "24", "uur", "3"),
    "berichten": ("number", "known", "", "", "", "2000", "berichten", "4"),
}


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "antwoorden.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def test_every_kind_of_answer_and_of_none_is_told_apart(command: Command, answers: Path) -> None:
    code, out, err = command("score", "--answers", "-m", MODEL, answers)
    assert (code, err) == (0, "")
    rows = csv_rows(out)
    notes = {"klantvragen": "Zie het plan"}
    for at, wanted in enumerate((WATERDAM, VEENMONDE)):
        of_one = rows[at * 6 : at * 6 + 6]
        assert {row["row"] for row in of_one} == {str(at + 2)}
        assert {row["question"]: tuple(row[name] for name in SHOWN) for row in of_one} == {
            question: (*told, "" if at else notes.get(question, ""))
            for question, told in wanted.items()
        }
    assert {row["weight"] for row in rows} == {"1"}


def test_lines_say_the_same_as_rows(command: Command, answers: Path) -> None:
    rows = csv_rows(command("score", "--answers", "-m", MODEL, answers)[1])
    out = command("score", "--answers", "-f", "jsonl", "-m", MODEL, answers)[1]
    for row, line in zip(rows, map(json.loads, out.splitlines()), strict=True):
        assert row["municipality"] == line["municipality"]["name"]
        assert row["model_sha256"] == line["model"]["sha256"]
        for name in ("answer", "letters", "texts"):
            column = {"letters": "letter", "texts": "answer_text"}.get(name, name)
            assert row[column] == "|".join(line[name])
        for name in ("source_sha256", "axis", "question", "state", "number", "score", "note"):
            assert row[name] == ("" if line[name] is None else str(line[name]))


def test_a_workbook_says_what_the_questions_are(command: Command, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="the extra excel is not installed")
    target = tmp_path / "antwoorden.xlsx"
    models = (EXAMPLES / "answers.yaml", EXAMPLES / "models/open-data-answers.yaml")
    assert command("score", "--answers", *models, "-o", target) == (0, "", "")
    book = opened(target.read_bytes())
    assert book.sheetnames == ["Antwoorden", "Vragen"]
    asked, told = (
        {tuple(row[names.index(name)] for name in ("model", "axis", "question")) for row in rows}
        for names, *rows in (book[name].iter_rows(values_only=True) for name in book.sheetnames)
    )
    assert asked == told
    assert len(told) == 30 + 5


def test_rows_come_one_by_one() -> None:
    """What is kept does not grow with the assessments: of many that never end some are shown."""
    (one,) = read_assessments(EXAMPLES / "answers.yaml")
    assert isinstance(one, Assessment)
    rows = next(iter(answer_sheets(repeat(one)))).rows
    assert len([*islice(rows, 301)]) == 301


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_of_nothing_that_could_be_read_nothing_is_written(
    command: Command, tmp_path: Path, ending: str
) -> None:
    (tmp_path / "leeg.csv").write_text("municipality,date\n")
    target = tmp_path / f"uit.{ending}"
    assert command("score", "--answers", tmp_path / "leeg.csv", "-o", target)[0] == 2
    assert not target.exists()


def test_who_stays_below_a_goal_is_told_all_the_same(command: Command, answers: Path) -> None:
    code, out, err = command("score", "--answers", "--fail-under", 3, "-m", MODEL, answers)
    assert code == 1
    assert out.count("\n") == 13
    assert "2 van de 2 blijven onder fase 3" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-f", "json"], "kies --format csv, xlsx of jsonl"),
        (["-q"], "--quiet en --answers gaan niet samen"),
        (["-o", "a.md"], "Wel: .csv, .xlsx, .jsonl"),
    ],
)
def test_what_has_no_rows_is_refused(command: Command, options: list[str], said: str) -> None:
    code, out, err = command("score", "--answers", "examples/answers.yaml", *options)
    assert (code, out) == (2, "")
    assert said in err
