"""A folder as it comes: a folder for each province, files of every kind, and the usual mistakes."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from support.places import EXAMPLES

Command = Callable[..., tuple[int, str, str]]

HEADER = "municipality;date;klantvragen"


def answers(name: str, day: str = "2026-10-01", **more: str) -> str:
    return json.dumps(
        {"municipality": {"name": name}, "date": day, "answers": {"klantvragen": "b"}} | more
    )


FILES = {
    "Drenthe/assen.yaml": answers("Assendorp"),
    "Drenthe/assen (1).yaml": answers("Assendorp"),
    "Drenthe/fout.json": answers("Foutdam", day="31-11-2026"),
    "Drenthe/~$assen.xlsx": "",
    "Fryslân/oud/rijen.csv": f"{HEADER}\nBolsdorp;1-10-2026;b\nDokdam;1-10-2026;webcar\n",
    "Fryslân/anders.csv": f"{HEADER};Opmerking\nHarldam;1-10-2026;b;mooi\n",
    "Fryslân/regels.jsonl": f"{answers('Sneekdorp')}\n\n{answers('Ylstdam')}\n",
    "Utrecht/.concept.yaml": answers("Concept"),
    "Utrecht/oud.xls": "",
    "Utrecht/verslag.docx": "",
    "Utrecht/vragen.html": "<!doctype html>",
    "Utrecht/logo.png": "",
}


@pytest.fixture
def folder(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the files are; with a model, a schema, results and an Excel form among them."""
    openpyxl = pytest.importorskip("openpyxl", reason="the extra excel is not installed")
    monkeypatch.chdir(tmp_path)
    for path, text in FILES.items():
        Path("kwartaal", path).parent.mkdir(parents=True, exist_ok=True)
        Path("kwartaal", path).write_text(text, encoding="utf-8")
    copy(EXAMPLES / "models/open-data.yaml", "kwartaal/Utrecht")
    form = ("init", "--name", "Zeistdam", "--date", "1-10-2026", "-o", "kwartaal/Utrecht/z.xlsx")
    assert command(*form)[0] == 0
    assert command("model", "schema", "-o", "kwartaal/vragen.schema.json")[0] == 0
    for name in ("uitkomst.csv", "uitkomst.json", "uitkomst.xlsx"):
        assert command("score", EXAMPLES / "years", "-o", f"kwartaal/{name}")[0] == 0
    book = openpyxl.Workbook()
    for row in (HEADER.split(";"), ["Baarndam", "2026-10-01", "b"]):
        book.active.append(row)
    book.save("kwartaal/Utrecht/blad.xlsx")
    return "kwartaal"


READ = ["Assendorp", "Assendorp", "Bolsdorp", "Sneekdorp", "Ylstdam", "Baarndam", "Zeistdam"]


def told_once(text: str) -> None:
    """What is said of the folder as a whole, each in one line."""
    for line in (
        "kwartaal: let op: 1 bestand overgeslagen: Utrecht/oud.xls",
        "kwartaal: let op: 1 bestand overgeslagen: Utrecht/verslag.docx",
        "kwartaal: let op: 1 bestand overgeslagen: Utrecht/vragen.html",
        "kwartaal: let op: 1 bestand met precies dezelfde inhoud als een ander: Drenthe/assen.yaml "
        "(als Drenthe/assen (1).yaml)",
    ):
        assert text.count(f"{line}\n") == 1, line
    assert "concept" not in text
    assert "~$" not in text
    assert "logo.png" not in text


def test_all_that_can_be_read_is_scored_and_the_rest_is_told(command: Command, folder: str) -> None:
    code, out, err = command("score", folder)
    assert code == 2
    assert [line.split()[0] for line in out.splitlines()[2:]] == READ
    told_once(err)
    assert (
        "kwartaal: let op: 5 bestanden overgeslagen, want daar staan geen antwoorden in: "
        "Utrecht/open-data.yaml (groeimodel), uitkomst.csv (uitkomst), uitkomst.json (uitkomst), "
        "uitkomst.xlsx (uitkomst) en vragen.schema.json (schema)\n" in err
    )
    assert "kwartaal/Drenthe/fout.json:1:" in err
    assert "kwartaal/Fryslân/oud/rijen.csv:3: Dokdam: klantvragen: " in err
    assert 'kwartaal/Fryslân/anders.csv:1: Opmerking: "Opmerking" is geen kolom' in err
    assert err.endswith("7 gescoord, 3 niet: zie hierboven\n")


def test_columns_are_let_be_and_the_others_still_told(command: Command, folder: str) -> None:
    code, out, err = command("score", folder, "--ignore-columns", "-q")
    assert (code, len(out.splitlines())) == (2, len(READ) + 1)
    assert 'kwartaal/Fryslân/anders.csv: let op: deze kolom is niet gelezen: "Opmerking"\n' in err


def test_check_takes_the_model_too(command: Command, folder: str) -> None:
    code, out, err = command("check", folder)
    assert (code, err) == (2, "")
    told_once(out)
    assert "want daar staan geen antwoorden in: uitkomst.csv (uitkomst), uitkomst.json" in out
    assert "kwartaal/Utrecht/open-data.yaml: in orde, groeimodel open-data 1.0.0" in out
    assert out.endswith("8 in orde, 3 niet\n")


@pytest.mark.heavy
@pytest.mark.parametrize("words", [["rank"], ["report", "--folder", "uit"], ["grow"], ["explain"]])
def test_every_command_reads_it_the_same_way(
    command: Command, folder: str, words: list[str]
) -> None:
    told_once(command(*words, folder)[2])


@pytest.mark.parametrize("name", ["uit.csv", "uit.json", "uit.xlsx", "uit.jsonl"])
def test_a_result_in_the_folder_may_be_made_anew(
    command: Command, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.yaml").write_text(answers("Assendorp"), encoding="utf-8")
    made = ("score", tmp_path, "-o", tmp_path / name)
    assert command(*made)[0] == 0
    first = (tmp_path / name).read_bytes()
    (tmp_path / "a.yaml").write_text(answers("Zeistdam"), encoding="utf-8")
    code, _, err = command(*made)
    assert (code, "is er al" in err) == (2, True)
    assert command(*made, "--force")[0] == 0
    assert (tmp_path / name).read_bytes() != first
    code, _, err = command("score", tmp_path, "-o", tmp_path / "a.yaml", "-f", "csv", "--force")
    assert (code, "zou verloren gaan" in err) == (2, True)
