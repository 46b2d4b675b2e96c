"""Which assessments of the inputs a command takes: those of a year."""

import json
import shutil
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


@pytest.mark.parametrize("typed", ["25", "vorig jaar", "02025", "2025-01", "0000"])
def test_what_is_no_year(command: Command, typed: str) -> None:
    code, _, err = command("score", *YEARS, "--year", typed)
    assert code == 2
    assert f'"{typed}" kan niet achter --year. Kies een jaar, bijvoorbeeld 2025\n' in err


# --- columns that are not known ------------------------------------------------------------------

MORE = "municipality;date;Opmerking;klantvragen;;Opmerking\nWaterdam;2026-10-01;x;webcare;y;z\n"


def test_unknown_columns_are_let_be_and_told_in_one_line(command: Command, tmp_path: Path) -> None:
    for name, other in (("a", "Opmerking"), ("b", "Opmerking"), ("c", "contact")):
        text = MORE.replace("Opmerking", other).replace("Waterdam", f"{name}dam")
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    code, out, err = command("score", tmp_path, "--ignore-columns", "-f", "json")
    assert (code, err) == (0, "")
    content = json.loads(out)
    assert {one["answers"]["klantvragen"]["chosen"][0] for one in content["results"]} == {"webcare"}
    (problem,) = content["problems"]
    assert problem["source"] == str(tmp_path / "a.csv")
    assert problem["severity"] == "warning"
    told = 'deze kolommen zijn niet gelezen: "Opmerking", "kolom 5" en "contact" (ook in nog 2 '
    assert problem["message"] == f"{told}bestanden)"


@pytest.mark.parametrize(
    "name", ["explain", "grow", "rank", "report", "compare", "consensus", "check", "model evaluate"]
)
def test_every_command_lets_them_be(command: Command, tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(MORE, encoding="utf-8")
    output = ("-o", tmp_path / "r.html") if name == "report" else ()
    _, out, err = command(*name.split(), file, "--ignore-columns", *output)
    assert 'deze kolommen zijn niet gelezen: "Opmerking" en "kolom 5"\n' in out + err
    assert "voeg dan --ignore-columns toe\n" in "".join(command(*name.split(), file, *output)[1:])


def test_nothing_is_told_where_all_are_known(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("municipality;date\nWaterdam;2026-10-01\n", encoding="utf-8")
    assert command("score", "-q", file, "--ignore-columns") == (0, "?\n", "")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("gemeente;date;extra", "column-missing"),
        ("municipality;date;klantvragen;klantvragen", "duplicate-column"),
        ("municipality;date;place;phase;score", "not-an-answers-file"),
    ],
)
def test_what_stays_wrong(command: Command, tmp_path: Path, header: str, code: str) -> None:
    file = tmp_path / "a.csv"
    row = ";".join(["Waterdam", "2026-10-01", *["webcare"] * (header.count(";") - 1)])
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    found = json.loads(command("check", file, "--ignore-columns", "-f", "json")[1])["problems"]
    assert [problem["code"] for problem in found] == [code]


def test_what_is_wrong_in_a_column_of_a_sheet_that_is_let_be(
    command: Command, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra excel is not installed")
    book = openpyxl.Workbook()
    book.active.append(["municipality", "date", "Opmerking", "klantvragen"])
    book.active.append(["Waterdam", "2026-10-01", "=A1", "webcare", None, "ernaast"])
    book.save(tmp_path / "a.xlsx")
    assert command("score", "-q", tmp_path / "a.xlsx")[0] == 2
    code, out, err = command("score", "-q", tmp_path / "a.xlsx", "--ignore-columns")
    assert (code, out) == (0, "?\n")
    assert err.endswith('a.xlsx: let op: deze kolom is niet gelezen: "Opmerking"\n')


@pytest.mark.parametrize(
    ("heading", "usual"),
    [
        *(
            ("GM_CODE", "code"),
            ("Gemeentecode", "code"),
            ("cbs-code", "code"),
            ("statcode", "code"),
        ),
        *(("inwoneraantal", "inhabitants"), ("Aantal inwoners", "inhabitants")),
        *(("Provincie", "province"), ("groep", "group"), ("Ingevuld door", "respondent")),
        *(("ambitie", "ambition"), ("Groeimodel", "model"), ("Code", "code")),
    ],
)
def test_a_usual_heading_names_the_column_that_it_means(
    command: Command, tmp_path: Path, heading: str, usual: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"municipality;date;{heading}\nWaterdam;2026-10-01;x\n", encoding="utf-8")
    err = command("score", file)[2]
    assert f'"{heading}" is geen kolom die hier kan staan\n  geef de kolom de naam {usual}. ' in err


def test_all_headings_of_a_public_table_are_told_at_once(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("gm_code;statnaam;Peildatum;inwoners\nGM9999;Waterdam;1-1-2026;5\n", "utf-8")
    err = command("score", file)[2]
    for heading, usual in (("statnaam", "municipality"), ("Peildatum", "date")):
        assert f'geef de kolom "{heading}" de naam {usual}\n' in err
    for usual in ("code", "inhabitants"):
        assert f"geef de kolom de naam {usual}. " in err
    assert err.count("a.csv:1: ") == 4


def test_of_many_unknown_columns_those_that_mean_nothing_are_told_together(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    more = ";".join(f"vrij veld {number}" for number in range(12))
    file.write_text(f"naam;municipality;{more};klantvragn\nx\n", encoding="utf-8")
    err = command("score", file)[2]
    assert err.count("a.csv:1: ") == 3
    assert 'kunnen staan: "naam", "vrij veld 0", ' in err
    assert '"vrij veld 8" en 3 andere\n  Mogelijk: model, ' in err
    assert 'bedoelde u "klantvragen"? ' in err
    assert 'de kolom "date" ontbreekt' in err


def test_an_ambition_for_each_axis_has_a_column_of_its_own(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    rows = ["A;2026-10-01;3;4", "B;2026-10-01;;De gemeente converseert", "C;2026-10-01;2;"]
    header = "municipality;date;ambition;interactie.ambition"
    file.write_text("\n".join([header, *rows]), encoding="utf-8")
    found = json.loads(command("score", file, "-f", "json")[1])["results"]
    assert [[axis["ambition"] for axis in one["axes"]] for one in found] == [
        *([4, 3, 3], [3, None, None], [2, 2, 2])
    ]
    file.write_text(f"{header}\nA;2026-10-01;3;9\n", encoding="utf-8")
    assert ':2: A: interactie.ambition: "9" is geen fase\n' in command("score", file)[2]


# --- named twice ---------------------------------------------------------------------------------


def test_a_file_that_is_named_twice_counts_once(command: Command, tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copy(EXAMPLES / "answers.yaml", tmp_path / f"{name}.yaml")
    one, other = tmp_path / "a.yaml", tmp_path / ".." / tmp_path.name / "b.yaml"
    told = f"{one}: let op: dit bestand is meer dan eens genoemd, en telt één keer\n"
    assert command("score", "-q", one, one, one) == (0, "2\n", told)
    code, out, err = command("score", "-q", one, other, tmp_path)
    assert (code, out) == (0, "2\n2\n")
    assert "2 bestanden meer dan eens genoemd; ze tellen één keer: " in err
    rows = EXAMPLES / "batch" / "gemeenten.csv"
    code, out, err = command("rank", rows, rows)
    assert code == 0
    assert out.startswith("Ranglijst van 120 gemeenten\n")
