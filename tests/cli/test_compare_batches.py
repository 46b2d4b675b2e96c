"""``compare`` of many municipalities: which moments it compares, what it tells, what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.places import EXAMPLES
from support.schemas import valid
from support.sheets import csv_rows
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]
Table = Callable[..., Path]
WATERDAM = EXAMPLES / "answers.yaml"
THEN, NOW = (EXAMPLES / "batch" / f"online-meting{year}.csv" for year in ("-2025", ""))


@pytest.fixture(autouse=True)
def _room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "500")  # no line is wrapped


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Make a table of municipalities, each with a date, an answer, and perhaps who filled it in."""

    def make(name: str, *rows: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(("municipality,date,klantvragen,respondent", *rows)) + "\n")
        return path

    return make


ROWS = {
    2024: ("Waterdam,2024-10-01,webcare,", "Veenmonde,2024-10-01,webcare,"),
    2025: ("Waterdam,2025-10-01,webcare,", "Lindewaard,2025-10-01,webcare,"),
    2026: ("Waterdam,2026-10-01,overal,", "Veenmonde,2026-10-01,overal,"),
}


def test_the_verdict_comes_first(command: Command) -> None:
    code, out, err = command("compare", THEN, NOW)
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [
        "Vergelijking van 31 gemeenten",
        "Van de 28 gemeenten met een meting van toen en van nu gingen er 3 naar een hogere fase en "
        "1 naar een lagere; 23 bleven gelijk; bij 1 is de fase toen of nu niet te bepalen.",
    ]
    assert "Alleen nu: 2 gemeenten (Ganzenoord en Tolhoek aan Zee)" in out
    assert "Alleen toen: Oud Ravenhorst" in out


def test_the_order_is_that_of_the_dates(command: Command) -> None:
    there, back = command("compare", THEN, NOW)[1], command("compare", NOW, THEN)[1]
    assert there == back


def test_csv_has_a_row_for_each_municipality(command: Command) -> None:
    code, out, _ = command("compare", THEN, NOW, "-f", "csv")
    rows = csv_rows(out)
    assert (code, len(rows)) == (0, 31)
    assert [row["compared"] for row in rows].count("both") == 28
    (risen,) = (row for row in rows if row["municipality"] == "Korenaarde")
    assert (risen["direction"], risen["before_phase"], risen["after_phase"]) == ("up", "2", "3")
    assert risen["initiatief_eigenaar_before_phase"] == "2"
    assert all("-" not in name for name in rows[0])
    (gone,) = (row for row in rows if row["compared"] == "gone")
    assert (gone["municipality"], gone["after_date"], gone["moved"]) == ("Oud Ravenhorst", "", "")


def test_json_has_its_own_document(command: Command) -> None:
    code, out, err = command("compare", THEN, NOW, "-f", "json")
    assert (code, err) == (0, "")
    (result,) = valid("compare", out)["results"]
    assert (result["before"]["first"], result["after"]["last"]) == ("2025-10-01", "2026-10-01")
    assert len(result["municipalities"]) == 31
    assert "respondent" not in out  # who filled them in is left out where there are many


def test_a_year_in_one_file_is_compared_with_the_one_before(command: Command, table: Table) -> None:
    path = table("jaren.csv", *(row for rows in ROWS.values() for row in rows))
    code, out, err = command("compare", path)
    assert code == 0
    assert out.splitlines()[1] == "Bij Waterdam is de fase toen of nu niet te bepalen."
    assert "Toen: 2025, 2 metingen" in out
    assert "Alleen toen: Lindewaard" in out
    assert "vergeleken zijn 2025 en 2026; metingen van 2024 tellen niet mee" in err
    code, out, err = command("compare", path, "--from", "2024", "--to", "2026")
    assert (code, err) == (0, "")
    assert "Van de 2 gemeenten" in out
    assert "Toen: 2024, 2 metingen" in out
    code, out, _ = command("compare", path, "--to", "2025")
    assert "Toen: 2024" in out


def test_files_of_more_than_two_years_are_taken_together(command: Command, table: Table) -> None:
    paths = [table(f"{year}.csv", *rows) for year, rows in ROWS.items()]
    assert "Toen: 2025" in command("compare", *paths)[1]


def test_one_municipality_keeps_its_own_comparison(command: Command, table: Table) -> None:
    paths = [table(f"{year}.csv", *rows) for year, rows in ROWS.items()]
    _, out, err = command("compare", paths[1], paths[2], "--for", "Waterdam")
    assert out.startswith("Vergelijking Waterdam: 1 oktober 2025 en 1 oktober 2026")
    assert err == ""
    _, out, _ = command("compare", *paths, "--for", "Waterdam", "--from", "2025")
    assert out.startswith("Vergelijking Waterdam: 1 oktober 2025 en 1 oktober 2026")
    _, out, _ = command("compare", *paths, "--for", "Waterdam")
    assert out.startswith("Vergelijking Waterdam: 1 oktober 2024, ")


def test_a_later_one_in_the_same_folder_counts(command: Command, table: Table) -> None:
    table("toen/a.csv", *ROWS[2024])
    table("toen/b.csv", *ROWS[2025])
    table("nu/c.csv", *ROWS[2026])
    folder = table("toen/b.csv", *ROWS[2025]).parent
    code, out, err = command("compare", folder, folder.parent / "nu")
    assert code == 0
    assert "Van de 2 gemeenten" in out
    assert "telt de laatste meting; 1 eerdere telt niet mee" in err


def test_colleagues_are_refused_and_the_rest_is_compared(command: Command, table: Table) -> None:
    then = table("toen.csv", *ROWS[2025], "Veenmonde,2025-10-01,webcare,")
    now = table(
        "nu.csv",
        *ROWS[2026],
        "Lindewaard,2026-09-01,webcare,Anna",
        "Lindewaard,2026-10-01,overal,Bram",
    )
    code, out, err = command("compare", then, now)
    assert code == 2
    assert "Lindewaard is binnen negentig dagen door verschillende invullers beoordeeld" in err
    assert "Van de 2 gemeenten" in out
    assert "Lindewaard" not in out


def test_perhaps_colleagues_are_told_in_one_line(command: Command, table: Table) -> None:
    then = table("toen.csv", "A,2026-09-01,webcare,", "B,2026-09-01,webcare,")
    now = table("nu.csv", "A,2026-10-01,overal,", "B,2026-10-01,overal,")
    _, _, err = command("compare", then, now)
    assert err.count("negentig dagen") == err.count("\n") == 1
    assert "van 2 gemeenten liggen metingen minder dan negentig dagen uit elkaar" in err
    assert "(A en B)" in err


def test_who_is_no_later_now_is_told(command: Command, table: Table) -> None:
    then = table("toen.csv", *ROWS[2025], "Veenmonde,2025-10-01,webcare,")
    now = table("nu.csv", "Waterdam,2026-10-01,overal,", "Veenmonde,2025-10-01,webcare,")
    out = command("compare", then, now)[1]
    assert "Let op: van Veenmonde is de meting van nu niet later dan die van toen." in out


def test_a_new_name_and_namesakes_are_told(command: Command, tmp_path: Path) -> None:
    head = "municipality,code,province,date,klantvragen\n"
    then, now = tmp_path / "toen.csv", tmp_path / "nu.csv"
    then.write_text(
        head
        + "Laren,GM0417,Noord-Holland,2025-10-01,webcare\n"
        + "Bergen,GM0373,Noord-Holland,2025-10-01,webcare\n"
        + "Bergen,GM0893,Limburg,2025-10-01,webcare\n"
    )
    now.write_text(
        head
        + "Laren (NH.),GM0417,Noord-Holland,2026-10-01,overal\n"
        + "Bergen,GM0373,Noord-Holland,2026-10-01,overal\n"
        + "Bergen,GM0893,Limburg,2026-10-01,overal\n"
    )
    code, out, _ = command("compare", then, now)
    assert code == 0
    assert "Van de 3 gemeenten" in out
    assert "Nieuwe naam: Laren heet nu Laren (NH.)" in out
    assert "Bergen (Limburg)" in out
    assert "Bergen (Noord-Holland)" in out


@pytest.mark.parametrize("now", [NOW, WATERDAM])
def test_what_cannot_be_read_is_told_once(command: Command, table: Table, now: Path) -> None:
    for then, reason in (("nergens.csv", "is er niet"), (table("leeg.csv"), "staat geen meting")):
        for files in ((then, now), (now, then)):
            code, out, err = command("compare", *files)
            assert (code, out) == (2, "")
            assert err.count("\n") == 2
            assert reason in err


def test_no_phase_at_all_is_no_standstill(command: Command, table: Table) -> None:
    then, now = (table(f"{year}.csv", *ROWS[year]) for year in (2024, 2026))
    out = command("compare", then, now)[1]
    assert out.splitlines()[1] == "Van de 2 gemeenten is de fase toen of nu niet te bepalen."


def test_other_models_have_their_own_words(command: Command, tmp_path: Path) -> None:
    subject = {"one": "school", "many": "scholen", "people": "leerlingen"}
    tree = model_tree(choice("p"), choice("q"), subject=subject)
    later = {**tree, "version": "1.1.0"}
    later["axes"] = [{**tree["axes"][0], "questions": [choice("p"), choice("r")]}]
    for name, model in (("oud", tree), ("nieuw", later)):
        (tmp_path / f"{name}.yaml").write_text(json.dumps(model))
        year = 2025 if name == "oud" else 2026
        (tmp_path / f"{name}.csv").write_text(
            "municipality,date,model,p\n"
            f"De Brug,{year}-10-01,{name}.yaml,a\nDe Kade,{year}-10-01,{name}.yaml,b\n"
        )
    _, out, _ = command("compare", tmp_path / "oud.csv", tmp_path / "nieuw.csv")
    assert "versies 1.0.0 en 1.1.0" in out
    assert "Nieuw in het groeimodel: vraag 2 (r)." in out
    assert "Niet meer in het groeimodel: vraag 2 (q)." in out
    assert "De scholen, van meest gestegen naar meest gedaald" in out
    assert "gemeenten" not in out


REFUSED = {
    "nobody twice": ([ROWS[2024], ROWS[2025][1:]], [], "geen enkele gemeente heeft hier twee"),
    "one year": ([ROWS[2026]], [], "alle metingen zijn van 2026"),
    "no such year": ([ROWS[2025], ROWS[2026]], ["--from", "2020"], "er is geen meting van 2020"),
    "no year": ([ROWS[2025], ROWS[2026]], ["--to", "nu"], '"nu" kan niet achter --to'),
    "in reverse": ([ROWS[2025], ROWS[2026]], ["--from", "2026"], "is niet eerder dan 2026"),
    "none before": ([ROWS[2025], ROWS[2026]], ["--to", "2025"], "geen metingen van voor 2025"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(command: Command, table: Table, case: str) -> None:
    tables, options, reason = REFUSED[case]
    rows = ["Elders,2026-10-01,overal,"] if case in {"nobody twice", "one year"} else []
    paths = [table(f"{at}.csv", *each, *rows[at:]) for at, each in enumerate(tables)]
    code, out, err = command("compare", *paths, *options)
    assert (code, out) == (2, "")
    assert reason in err


def test_what_compares_with_nothing_of_then_is_told_once(command: Command) -> None:
    code, out, err = command("compare", EXAMPLES / "batch" / "gemeenten.csv", NOW)
    assert (code, out) == (2, "")
    assert err.count("\n") == 2
    assert "verschillende groeimodellen" in err


def test_problems_are_in_json(command: Command, table: Table) -> None:
    paths = [table("toen.csv", *ROWS[2025], "Zonder,,webcare,"), table("nu.csv", *ROWS[2026])]
    code, out, err = command("compare", *paths, "-f", "json")
    assert (code, err) == (2, "")
    content = json.loads(out)
    assert len(content["results"]) == len(content["problems"]) == 1


def test_a_workbook_has_a_sheet_for_each_table(command: Command, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    target = tmp_path / "vergelijking.xlsx"
    assert command("compare", THEN, NOW, "-o", target) == (0, "", "")
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Gemeenten", "Van fase naar fase", "Assen", "Vragen", "Herkomst"]
    assert [sheet.max_row for sheet in book] == [32, 9, 4, 11, 60]


def test_one_municipality_without_a_phase_is_told_in_a_sentence(
    command: Command, table: Table
) -> None:
    then, now = (table(f"{year}.csv", *ROWS[year][:1]) for year in (2024, 2026))
    verdict = command("compare", then, now)[1].splitlines()[1]
    assert verdict == "De fase als geheel is nog steeds niet te bepalen."


def test_nothing_is_compared_with_itself(command: Command) -> None:
    for file, reason in ((NOW, "alle metingen zijn van 2026"), (WATERDAM, "maar één meting")):
        code, out, err = command("compare", file, file)
        assert (code, out) == (2, "")
        assert "meer dan eens genoemd, en telt één keer" in err
        assert reason in err
