"""Which of several assessments a command is about, and what it says where it cannot tell."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Command = Callable[..., tuple[int, str, str]]


def measured(folder: Path, file: str, name: str, day: str = "2026-10-01", code: str = "") -> Path:
    """An assessment in a file of its own."""
    about = {"name": name} | ({"code": code} if code else {})
    path = folder / file
    path.write_text(
        json.dumps({"municipality": about, "date": day, "answers": {}}), encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("name", ["explain", "grow"])
def test_two_of_one_name_are_told_apart_by_their_codes(
    command: Command, tmp_path: Path, name: str
) -> None:
    for file, code in (("a.json", "GM0344"), ("b.json", "GM0001")):
        measured(tmp_path, file, "Bergen", code=code)
    code, out, err = command(name, tmp_path, "--for", "bergen")
    assert (code, out) == (2, "")
    told = (
        'er zijn 2 gemeenten met de naam "bergen" (achter --for). Noem de code of de provincie '
        "erbij: Bergen (GM0001) en Bergen (GM0344)"
    )
    assert told in err
    code, out, err = command(name, tmp_path, "--for", "GM0001", "-f", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["results"][0]["municipality"]["code"] == "GM0001"


def test_a_former_name_gives_the_latest_and_says_its_name(command: Command, tmp_path: Path) -> None:
    rows = ["municipality,code,date", "Laren,GM0417,2022-10-01", "Laren,417,2023-10-01"]
    rows += ["Nieuw Laren,gm0417,2024-10-01", "Waterdam,GM9999,2025-10-01"]
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    for wanted in ("laren", "GM0417", "0417"):
        code, out, err = command("explain", tmp_path, "--for", wanted, "-f", "json")
        assert code == 0
        assert json.loads(out)["results"][0]["date"] == "2024-10-01"
        assert ("laren heet in de laatste meting Nieuw Laren\n" in err) is (wanted == "laren")


TWO_BERGENS = "municipality,province,date\nBergen,NH,2026-10-01\nBergen,Limburg,2026-10-01\n"


@pytest.mark.parametrize("name", ["rank", "score", "grow"])
def test_namesakes_have_their_province_behind_their_name(
    command: Command, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.csv").write_text(TWO_BERGENS + "Waterdam,UT,2026-10-01", encoding="utf-8")
    out = command(name, tmp_path / "a.csv")[1]
    assert "Bergen (Limburg)" in out
    assert "Bergen (Noord-Holland)" in out
    assert "Waterdam (" not in out


@pytest.mark.parametrize("name", ["rank", "compare", "model evaluate", "check"])
def test_namesakes_are_told_in_one_line(command: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.csv").write_text(TWO_BERGENS + "Waterdam,,2026-10-01", encoding="utf-8")
    code, out, err = command(*name.split(), tmp_path / "a.csv")
    told = (
        "let op: er zijn 2 gemeenten met de naam Bergen, en niet elke meting heeft een code: "
        "Bergen (Limburg) en Bergen (Noord-Holland)"
    )
    assert (out if name == "check" else err).count(told) == 1
    assert code == (2 if name == "compare" else 0)


def test_namesakes_are_told_where_one_of_them_is_chosen(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TWO_BERGENS + "Waterdam,,2026-10-01", encoding="utf-8")
    assert "let op" not in command("explain", tmp_path, "--for", "Waterdam")[2]
    code, out, err = command("explain", tmp_path, "--for", "Bergen (L.)", "-f", "json")
    assert (code, err.count("let op")) == (0, 1)
    assert json.loads(out)["results"][0]["municipality"]["province"] == "Limburg"


def test_one_code_at_two_names_is_told_of_files_that_each_are_right(
    command: Command, tmp_path: Path
) -> None:
    measured(tmp_path, "a.json", "Utrecht", code="GM0344")
    measured(tmp_path, "b.json", "Amersfoort", code="344")
    code, out, _ = command("check", tmp_path)
    told = "let op: code GM0344 staat in dezelfde tijd bij verschillende namen: "
    assert (code, told in out) == (0, True)
    found = json.loads(command("check", tmp_path, "-f", "json")[1])["problems"]
    assert [(one["code"], one["severity"]) for one in found] == [("one-code-two-names", "warning")]


def test_a_place_is_found_by_a_former_name(command: Command, tmp_path: Path) -> None:
    questions = "klantvragen,bereikbaarheid,gespreksplaats,luisteren"
    rows = [f"municipality,code,date,{questions}"]
    rows += ["Oudewater,1,2024-10-01,a,a,a,a", "Waterdam,1,2025-10-01,a,a,a,a"]
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    err = command("rank", tmp_path, "--for", "oudewater")[2]
    assert "oudewater heet in de laatste meting Waterdam" in err
    assert "heeft geen plaats" in err


@pytest.mark.parametrize("days", [("2025-10-01", "2026-10-01"), ("2026-10-01", "2025-10-01")])
def test_the_latest_counts_wherever_it_stands(
    command: Command, tmp_path: Path, days: tuple[str, str]
) -> None:
    for file, day in zip(("a.json", "b.json"), days, strict=True):
        measured(tmp_path, file, "Waterdam", day)
    code, out, err = command("explain", tmp_path, "--for", "Waterdam", "-f", "json")
    assert code == 0
    assert json.loads(out)["results"][0]["date"] == "2026-10-01"
    assert err == 'van "Waterdam" zijn er 2 metingen; dit is de laatste, van 1 oktober 2026\n'


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (6, "G0, G1, G2, G3, G4, G5"),
        (7, "G0, G1, G2, G3, G4, G5 en 1 andere"),
        (8, "G0, G1, G2, G3, G4, G5 en 2 andere"),
    ],
)
def test_some_names_are_told_and_the_others_counted(
    command: Command, tmp_path: Path, count: int, told: str
) -> None:
    for number in range(count):
        measured(tmp_path, f"{number}.json", f"G{number}")
    err = command("explain", tmp_path)[2].splitlines()[0]
    assert err == (
        f"gemeente-online: hier staan {count} metingen. Kies een gemeente met --for ({told}), of "
        "neem ze allemaal met --format csv of xlsx"
    )
    err = command("explain", tmp_path, "--for", "Niemand")[2].splitlines()[0]
    assert err == (
        f'gemeente-online: er is geen meting van "Niemand" (achter --for). Mogelijk: {told}'
    )


def test_what_is_wrong_is_told_where_nothing_was_chosen_too(
    command: Command, tmp_path: Path
) -> None:
    for name in ("a", "c"):
        measured(tmp_path, f"{name}.json", name)
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    code, out, err = command("explain", tmp_path)
    assert (code, out) == (2, "")
    assert f"{tmp_path / 'b.json'}:1" in err
    assert err.index("b.json") < err.index("hier staan 2 metingen")


@pytest.mark.parametrize("name", ["score", "explain", "grow", "compare", "model evaluate"])
def test_a_warning_is_told_and_is_no_mistake(command: Command, tmp_path: Path, name: str) -> None:
    book = openpyxl.Workbook()
    for title in ("metingen", "oud"):
        sheet = book.create_sheet(title)
        sheet.append(["municipality", "date", "klantvragen"])
        for year in (2025, 2026):
            sheet.append(["Waterdam", f"{year}-10-01", "webcare"])
    book["oud"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    words = [*name.split(), tmp_path / "a.xlsx"]
    code, out, err = command(
        *words, *(["--for", "Waterdam"] if name in {"explain", "grow"} else [])
    )
    assert 'het blad "oud" is verborgen, en wordt niet gelezen' in err
    assert out
    assert code == 0
    assert "telt in deze beoordeling niet mee" not in err
