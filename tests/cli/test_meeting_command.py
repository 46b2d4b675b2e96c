"""``consensus --form``: the form for the meeting, beside what the command shows."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gemeente_online import Assessment, read_assessments
from support.places import EXAMPLES
from support.workbooks import cell, opened

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _folder(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES / "teams", tmp_path / "teams")
    monkeypatch.chdir(tmp_path)


def form(name: str) -> Assessment:
    (found,) = read_assessments(name)
    assert isinstance(found, Assessment)
    return found


@pytest.mark.parametrize("name", ["overleg.yaml", "ons overleg.xlsx"])
def test_the_form_stands_beside_the_agenda(command: Command, name: str) -> None:
    shown = command("consensus", "teams")[1]
    code, out, err = command("consensus", "teams", "--form", name)
    assert (code, out) == (0, shown)
    named = f"'{name}'" if " " in name else name
    assert err.startswith(
        f"{named} staat klaar om in te vullen. Daarna: gemeente-online score {named}\n"
    )
    assert (f"gemeente-online ask {named}" in err) == name.endswith("yaml")
    found = form(name)
    assert found.respondent == "overleg van beleid, communicatie, handhaving, kcc en wijk"
    assert found.date == date.today()
    assert sum(one.state != "unknown" for one in found.answers.values()) == 9


def test_what_a_meeting_fills_in_is_scored_as_any_other(command: Command) -> None:
    assert command("consensus", "teams", "--form", "a.yaml", "--form", "a.yaml")[0] == 0
    assert command("consensus", "teams", "--form", "a.xlsx")[0] == 0
    text = Path("a.yaml").read_text("utf-8")
    text, count = re.subn(r'(?m)^(  [a-z-]+: .*?)"\?"', r"\g<1>c", text)
    assert count == 21
    Path("a.yaml").write_text(text, "utf-8")
    book = opened(Path("a.xlsx").read_bytes())
    for question, answer in form("a.xlsx").answers.items():
        if answer.state == "unknown":
            cell(book, question).value = "c"
    book.save("a.xlsx")
    code, out, err = command("score", "-f", "json", "a.yaml", "a.xlsx")
    assert (code, err) == (0, "")
    one, two = json.loads(out)["results"]
    for key in ("source", "source_sha256"):
        assert one.pop(key) != two.pop(key)
    assert one == two
    assert one["overall"]["phase"] is not None
    assert command("check", "a.yaml", "a.xlsx")[0] == 0
    assert one["respondent"].startswith("overleg van ")


def test_nothing_of_who_answered_is_in_a_form_without_names(command: Command) -> None:
    assert command("consensus", "teams", "--anonymous", "--form", "overleg.yaml")[0] == 0
    text = Path("overleg.yaml").read_text("utf-8")
    assert "handhaving: niet beantwoord" not in text
    assert "kcc" not in text
    assert re.search(r"#    A: [a-d–]", text)


def test_a_form_is_not_replaced(command: Command) -> None:
    Path("overleg.yaml").write_text("ingevuld", "utf-8")
    code, out, err = command("consensus", "teams", "--form", "overleg.yaml")
    assert (code, out) == (2, "")
    assert "is er al" in err
    assert Path("overleg.yaml").read_text("utf-8") == "ingevuld"
    assert command("consensus", "teams", "--form", "overleg.yaml", "--force")[0] == 0
    assert form("overleg.yaml").respondent


def test_there_is_a_form_only_where_the_agenda_is_too(command: Command) -> None:
    Path("agenda.md").touch()
    code, _, err = command("consensus", "teams", "-o", "agenda.md", "--form", "overleg.yaml")
    assert (code, "agenda.md" in err) == (2, True)
    assert command("consensus", "teams/kcc.yaml", "--form", "overleg.yaml")[0] == 2
    assert command("consensus", "teams", "-o", "a.json", "--form", "a.json")[0] == 2
    assert sorted(path.name for path in Path().iterdir()) == ["agenda.md", "teams"]


@pytest.mark.parametrize("name", ["overleg.csv", "overleg.docx", "overleg.pdf"])
def test_what_is_no_form_is_refused(command: Command, name: str) -> None:
    code, out, err = command("consensus", "teams", "--form", name)
    assert (code, out) == (2, "")
    assert f'"{name}" kan geen formulier voor het overleg zijn. Kies een Excel-werkmap' in err


def test_it_stands_in_no_folder_that_is_read(command: Command) -> None:
    for typed in ("teams/overleg.yaml", "teams/later/overleg.xlsx"):
        code, out, err = command("consensus", "teams", "--form", typed)
        assert (code, out) == (2, "")
        assert 'kan niet in "teams" staan' in err
    Path("uit").mkdir()
    files = [f"teams/{name}.yaml" for name in ("kcc", "wijk", "beleid")]
    assert command("consensus", *files, "--form", "uit/overleg.yaml")[0] == 0
    assert form("uit/overleg.yaml").respondent == "overleg van beleid, kcc en wijk"


def test_a_model_of_ones_own_is_found_again(command: Command, tmp_path: Path) -> None:
    model = (EXAMPLES / "models/open-data.yaml").read_text("utf-8")
    Path("eigen.yaml").write_text(model, "utf-8")
    Path("leeg").mkdir()
    for name in ("een", "twee"):
        Path(f"{name}.yaml").write_text(
            f"model: ./eigen.yaml\nmunicipality: {{name: Waterdam}}\ndate: 2026-10-01\n"
            f"respondent: {name}\nanswers:\n  formaten: [csv]\n",
            "utf-8",
        )
    assert command("consensus", "een.yaml", "twee.yaml", "--form", "leeg/overleg.yaml")[0] == 0
    assert "model: ../eigen.yaml" in Path("leeg/overleg.yaml").read_text("utf-8")
    assert form("leeg/overleg.yaml").answers["formaten"].chosen == ("csv",)
    typed = ("--model", "eigen.yaml", "--form", "leeg/overleg.xlsx")
    assert command("consensus", "een.yaml", "twee.yaml", *typed)[0] == 0
    assert form("leeg/overleg.xlsx").answers["formaten"].chosen == ("csv",)


def test_a_form_finds_the_model_of_workbooks_and_of_rows(command: Command) -> None:
    shutil.copy(EXAMPLES / "models" / "open-data.yaml", "own.yaml")
    asked = ["init", "--model", "own.yaml", "--name", "Waterdam", "--respondents", "kcc,wijk"]
    assert command(*asked, "--folder", "forms", "--format", "xlsx")[0] == 0
    for name, answer in (("kcc", "ja"), ("wijk", "nee")):
        book = opened(Path("forms", f"{name}.xlsx").read_bytes())
        cell(book, "catalogus").value = answer
        book.save(f"forms/{name}.xlsx")
    assert command("consensus", "forms", "--form", "map/overleg.yaml")[0] == 2  # no such folder
    Path("map").mkdir()
    code, _, err = command("consensus", "forms", "--form", "map/overleg.yaml")
    assert code == 0, err
    assert "model: ../own.yaml\n" in Path("map/overleg.yaml").read_text("utf-8")
    assert command("check", "map/overleg.yaml")[0] == 0
