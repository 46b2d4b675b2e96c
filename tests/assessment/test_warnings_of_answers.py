"""What ``check`` warns of in answers: what breaks no rule and was perhaps not meant."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from gemeente_online.reading.models import load_model
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.workbook import blank_workbook

Command = Callable[..., tuple[int, str, str]]
HEAD = "municipality:\n  name: Waterdam\n"
REST = "date: 2026-10-01\nanswers:\n"


def checked(command: Command, path: Path, content: str) -> tuple[int, list[str]]:
    path.write_text(content, encoding="utf-8")
    code, out, err = command("check", path)
    assert err == ""
    return code, out.replace(str(path), path.name).splitlines()


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ('{note: "Zie het verslag"}', "note: let op: hier staat een toelichting"),
        ('{answer: "", evidence: bijlage 3}', "evidence: let op: hier staat bewijs"),
        ("{answer: null, note: Zie, evidence: bijlage 3}", "note: let op: hier staat een"),
    ],
)
def test_what_stands_beside_no_answer(
    command: Command, tmp_path: Path, answer: str, place: str
) -> None:
    code, lines = checked(command, tmp_path / "a.yaml", f"{HEAD}{REST}  crisis: {answer}\n")
    assert code == 0
    assert lines[0].startswith("a.yaml:5:")
    assert f"answers.crisis.{place}" in lines[0]
    assert lines[0].endswith("maar deze vraag heeft geen antwoord")
    assert lines[1] == "  vul het antwoord in; weet u het niet, kies dan onbekend"
    assert lines[2] == "a.yaml: in orde, 0 van de 30 vragen beantwoord"
    assert len(lines) == 3


@pytest.mark.parametrize(
    "answer", ["{answer: onbekend, note: Nagevraagd}", "{answer: een-bron, note: Zie}", '""']
)
def test_what_is_meant_is_no_doubt(command: Command, tmp_path: Path, answer: str) -> None:
    code, lines = checked(command, tmp_path / "a.yaml", f"{HEAD}{REST}  crisis: {answer}\n")
    assert (code, len(lines)) == (0, 1)


def test_what_does_not_apply_is_counted_apart(command: Command, tmp_path: Path) -> None:
    content = f"{HEAD}{REST}  crisis: {{answer: nvt, note: Doet de regio}}\n"
    assert checked(command, tmp_path / "a.yaml", content) == (
        0,
        ["a.yaml: in orde, 0 van de 29 vragen beantwoord (1 niet van toepassing)"],
    )


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.yaml", f"{HEAD}  inhabitants: 56\n{REST}", "a.yaml:3:3: municipality.inhabitants: "),
        (
            "a.csv",
            "municipality,inhabitants,date,crisis\nOord,956,2026-10-01,\nWaterdam,56,2026-10-01,\n",
            "a.csv:3: Waterdam: inhabitants: ",
        ),
        (
            "a.jsonl",
            '\n{"municipality": {"name": "W", "inhabitants": "56"}, "date": "2026-10-01", '
            '"answers": {}}\n',
            "a.jsonl:2:",
        ),
    ],
)
def test_few_inhabitants(
    command: Command, tmp_path: Path, name: str, content: str, place: str
) -> None:
    code, lines = checked(command, tmp_path / name, content)
    assert code == 0
    assert lines[0].startswith(place)
    assert lines[0].endswith("let op: 56 inwoners is erg weinig")
    assert lines[1] == "  bedoelde u 56000?"
    assert sum("let op" in line for line in lines) == 1


def test_enough_inhabitants(command: Command, tmp_path: Path) -> None:
    content = f"{HEAD}  inhabitants: 500\n{REST}"
    assert len(checked(command, tmp_path / "a.yaml", content)[1]) == 1


def test_a_workbook_names_the_cell(command: Command, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    model = load_model("gemeente-online")
    path = tmp_path / "a.xlsx"
    path.write_bytes(blank_workbook(Blank(model, model.id, date=date(2026, 10, 1))))
    book = openpyxl.load_workbook(path)
    about = {row[3].value: row[1] for row in book.worksheets[0].iter_rows()}
    about["municipality"].value = "Waterdam"
    about["inhabitants"].value = 56
    book["Interactie"]["E10"].value = "Zie het verslag"
    book["Interactie"]["D11"].value = "onbekend"
    book["Interactie"]["E11"].value = "Nagevraagd"
    book.save(path)
    code, out, err = command("check", path, "--format", "json")
    assert (code, err) == (0, "")
    found = {one["path"]: one["code"] for one in json.loads(out)["problems"]}
    cell = about["inhabitants"].coordinate
    assert found == {
        f"Voorblad!{cell}": "few-inhabitants",
        "Interactie!E10": "remark-without-answer",
    }
    assert {one["severity"] for one in json.loads(out)["problems"]} == {"warning"}


@pytest.mark.parametrize(
    ("province", "hint"),
    [
        ("Gelderlnd", 'bedoelde u "Gelderland"?'),
        ("Frieslnad", 'bedoelde u "Friesland"?'),
        ("Friesland", None),
        ("zh", None),
        ("Antwerpen", None),
    ],
)
def test_a_province_that_is_almost_one(
    command: Command, tmp_path: Path, province: str, hint: str | None
) -> None:
    content = f"{HEAD}  province: {province}\n{REST}"
    code, lines = checked(command, tmp_path / "a.yaml", content)
    assert (code, len(lines)) == (0, 1 if hint is None else 3)
    if hint is not None:
        assert lines[0].endswith(f'let op: "{province}" is geen provincie van Nederland')
        assert lines[1].strip() == hint


def test_a_cell_is_not_told_to_leave_out_a_line(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    content = "municipality,code,date\nWaterdam,GM9,2026-10-01\n"
    code, lines = checked(command, path, content)
    assert code == 2
    assert lines[1].endswith("(letters, cijfers, - . en _), of laat dit leeg")


@pytest.mark.parametrize("form", ["yaml", "csv", "xlsx"])
def test_the_name_that_a_form_has_itself(command: Command, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"formulier.{form}"
    assert command("init", "--output", path)[0] == 0
    code, out, err = command("check", path)
    assert (code, err) == (0, "")
    assert out.count('let op: "Uw gemeente" is nog de naam uit het lege formulier') == 1
    assert "vul hier de naam van uw gemeente in" in out
    named = tmp_path / f"waterdam.{form}"
    assert command("init", "--name", "Waterdam", "--output", named)[0] == 0
    assert "let op" not in command("check", named)[1]


@pytest.mark.parametrize(("year", "doubted"), [(1905, True), (2009, True), (2010, False)])
def test_a_date_of_long_ago(command: Command, tmp_path: Path, year: int, doubted: bool) -> None:
    content = f"{HEAD}date: {year}-12-31\nanswers: {{}}\n"
    code, lines = checked(command, tmp_path / "a.yaml", content)
    assert code == 0
    told = [f"a.yaml:3:1: date: let op: een meting uit {year} is wel erg oud"]
    assert lines[:-1] == ([*told, "  controleer het jaar"] if doubted else [])
