"""``grow`` and ``explain`` of many: a row or a file for each municipality, and who has no plan."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from support.places import EXAMPLES
from support.schemas import valid
from support.sheets import csv_rows

Command = Callable[..., tuple[int, str, str]]
OF_TWO = ("examples/fase-1.yaml", "examples/fase-2.yaml")
MANY = (*OF_TWO, "examples/fase-4.yaml", "examples/deels-ingevuld.yaml")


def written(folder: Path, *rows: str) -> Path:
    """A batch of one axis that is narrow: its questions are those of ``online-meting``."""
    path = folder / "metingen.csv"
    path.write_text("\n".join(["municipality,code,date,ambition,klantvragen,rolkeuze", *rows]))
    return path


def test_a_table_has_a_row_for_each(command: Command) -> None:
    code, out, err = command("grow", *MANY)
    assert (code, err) == (0, "")
    verdict = "Voor 2 van de 4 gemeenten is er een plan, samen 31 stappen."
    assert verdict in out
    assert "Al op het doel: 1. Eerst meer vragen beantwoorden: 1." in out
    assert [
        line.split(maxsplit=4) for line in out.splitlines() if line[:4] in {"Veen", "Duin"}
    ] == [
        ["Veenmonde", "1", "2", "13", "vraag 1, kanaalkeuze"],
        ["Duinmark", "4", "4", "–", "al op het doel"],
    ]
    steered = command("grow", *OF_TWO, "--without", "11", "--prefer", "20")[1]
    assert "Weggelaten: vraag 11, rolkeuze." in steered
    assert "niet te halen zonder vraag 11, rolkeuze" in steered


def test_namesakes_without_a_plan_are_told_apart(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "metingen.csv"
    path.write_text(
        "municipality,province,date\nBergen,Limburg,2026-01-01\nBergen,Noord-Holland,2026-01-01\n"
    )
    assert "Geen plan heeft minder" not in command("grow", path)[1]
    err = command("grow", path, "--format", "csv")[2]
    assert "beantwoorden (Bergen (Limburg) en Bergen (Noord-Holland))" in err


def test_a_question_that_one_of_several_models_lacks(command: Command) -> None:
    paths = ("examples/answers.yaml", "examples/models/open-data-answers.yaml")
    code, out, err = command("grow", *paths, "--prefer", "crisis")
    assert (code, out) == (2, "")
    assert 'groeimodel "open-data": "crisis" is geen vraag van dit groeimodel' in err


def test_goals_of_axes_stand_side_by_side(command: Command) -> None:
    out = command("grow", *OF_TWO, "--axis", "interactie", "--to", "4")[1]
    assert "1 · 1 · 1  4 · – · –" in out


def test_each_row_of_csv_is_a_step(command: Command) -> None:
    code, out, err = command("grow", *MANY, "--format", "csv")
    assert code == 0
    assert err == (
        "let op: voor 2 van de 4 gemeenten is er geen plan: al op het doel (Duinmark); eerst meer "
        "vragen beantwoorden (Heuvelbroek)\n"
    )
    rows = csv_rows(out)
    results = json.loads(command("grow", *MANY, "--format", "json")[1])["results"]
    assert len(rows) == sum(result["steps"] for result in results) == 31
    assert {row["municipality"] for row in rows} == {"Veenmonde", "Lindewaard"}
    first = rows[0]
    assert (first["plan_step"], first["question_number"], first["question"]) == (
        "1",
        "1",
        "kanaalkeuze",
    )
    assert (first["before_letter"], first["after_letter"]) == ("a", "b")
    assert first["after_text"].startswith("De gemeente heeft kanalen gekozen")
    assert "Bewijs is een kanaalplan" in first["asked_evidence"]
    lines = command("grow", *MANY, "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["steps"] for line in lines] == [one["steps"] for one in results]
    alone = command("grow", OF_TWO[0], "--format", "csv")[1]
    assert csv_rows(alone) == [row for row in rows if row["municipality"] == "Veenmonde"]


def test_a_workbook_has_room_to_plan(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "plannen.xlsx"
    assert command("grow", *MANY, "--output", target) == (0, "", "")
    book = load_workbook(target)
    assert book.sheetnames == ["Stappen", "Gemeenten"]
    steps, each = book["Stappen"], book["Gemeenten"]
    assert [cell.value for cell in steps[1]][-3:] == ["wie", "wanneer", "klaar"]
    assert steps.max_row == 1 + 31
    header, *rows = each.iter_rows(values_only=True)
    outcomes = {row[header.index("municipality")]: row[header.index("outcome")] for row in rows}
    assert outcomes == {
        "Veenmonde": "steps",
        "Lindewaard": "steps",
        "Duinmark": "reached",
        "Heuvelbroek": "answers-first",
    }


def test_a_folder_has_a_plan_for_each(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "plannen"
    code, out, err = command("grow", *MANY, "--folder", folder)
    assert (code, out) == (0, "")
    assert "staan 2 plannen, met een overzicht in index.md" in err
    assert "voor 2 van de 4 gemeenten is er geen plan" in err
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["gm9902-lindewaard.md", "gm9901-veenmonde.md", "index.md"] or len(names) == 3
    for name, source in zip(("veenmonde", "lindewaard"), OF_TWO, strict=True):
        (path,) = folder.glob(f"*-{name}.md")
        assert path.read_text("utf-8") == command("grow", source, "--format", "markdown")[1]
    index = (folder / "index.md").read_text("utf-8")
    assert index == command("grow", *MANY, "--format", "markdown")[1]

    code, _, err = command("grow", *MANY, "--folder", folder)
    assert code == 2
    assert "--force" in err
    (folder / "gm0001-oud.md").write_text("", "utf-8")
    code, _, err = command("grow", *OF_TWO, "--folder", folder, "--force")
    assert code == 0
    assert 'in de map staat ook nog "gm0001-oud.md", van eerdere plannen' in err


def test_a_folder_of_another_format(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "plannen"
    assert command("grow", *OF_TWO, "--folder", folder, "--format", "docx")[0] == 0
    assert {path.suffix for path in folder.iterdir()} == {".docx"}
    (path,) = folder.glob("*-veenmonde.docx")
    texts = [one.text for one in docx.Document(BytesIO(path.read_bytes())).paragraphs]
    assert sum(text.startswith("☐") for text in texts) == 13


def test_nobody_has_a_plan(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "plannen"
    assert (
        "Voor geen van de 2 gemeenten is er een plan."
        in command("grow", *MANY[2:], "--to", "2", "--without", "1")[1]
    )
    code, out, err = command("grow", "examples/fase-4.yaml", "--folder", folder)
    assert (code, out) == (0, "")
    assert err == "let op: voor Duinmark is er geen plan: al op het doel\n"
    assert not folder.exists()


def test_the_latest_counts(command: Command, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Waterdam,GM9999,2025-10-01,,webcare,",
        "Meerstad,GM9998,2025-10-01,,webcare,",
        "Waterdam,GM9999,2026-10-01,,overal,",
    )
    code, out, err = command("grow", path, "--axis", "interactie", "--format", "json")
    assert code == 0
    results = valid("grow", out)["results"]
    assert [(one["municipality"]["name"], one["date"]) for one in results] == [
        ("Meerstad", "2025-10-01"),
        ("Waterdam", "2026-10-01"),
    ]
    assert "Waterdam staat er vaker in; de meting van 1 oktober 2026 telt" in err


def test_of_one_municipality_the_latest_is_planned_in_full(command: Command) -> None:
    code, out, err = command("grow", "examples/years", "examples/answers.yaml")
    assert code == 0
    assert out == command("grow", "examples/answers.yaml")[1]
    assert err.count("de meting van 1 oktober 2026 telt") == 2


def test_each_growth_model_has_a_plan_of_its_own(command: Command, tmp_path: Path) -> None:
    for name in ("open-data.yaml", "open-data-answers.yaml"):
        shutil.copy(EXAMPLES / "models" / name, tmp_path)
    code, out, err = command("grow", "examples/answers.yaml", OF_TWO[0], tmp_path)
    assert code == 0
    assert "overgeslagen" in err  # the model itself
    assert "Groeiplannen van 3 gemeenten" in out
    rows = [line.split() for line in out.splitlines() if line.startswith("Waterdam")]
    assert [row[-1] for row in rows] == ["gemeente-online", "open-data"]


def test_nobody_can_tell_which_of_colleagues_counts(command: Command) -> None:
    code, out, err = command("grow", "examples/teams", *OF_TWO)
    assert code == 2
    assert "gemeente-online consensus" in err
    assert "Groeiplannen van 2 gemeenten" in out


def test_what_was_left_out_may_stand_in_the_way(command: Command, tmp_path: Path) -> None:
    err = command("grow", *MANY, "--without", "11", "--to", "3", "--folder", tmp_path / "plannen")[
        2
    ]
    assert "niet te halen zonder vraag 11, rolkeuze (Veenmonde, Lindewaard en Heuvelbroek)" in err


def test_who_has_no_ambition_is_named(command: Command, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Waterdam,GM9999,2026-10-01,3,webcare,",
        "Meerstad,GM9998,2026-10-01,,webcare,",
        "Veenloo,GM9997,2026-10-01,2,webcare,",
    )
    words = ("grow", path, "--to", "ambition")
    code, out, err = command(*words)
    assert code == 0
    assert "Meerstad" not in out
    assert err == "let op: voor 1 van de 3 gemeenten is er geen plan: geen ambitie (Meerstad)\n"
    code, out, err = command(*words, "--format", "json")
    assert (code, err) == (0, "")
    (problem,) = valid("grow", out)["problems"]
    assert (problem["code"], problem["severity"], problem["line"]) == ("no-ambition", "warning", 3)
    path = written(tmp_path, "Waterdam,,2026-10-01,,,", "Meerstad,,2026-10-01,,,")
    code, _, err = command(*words)
    assert code == 2
    assert "geen van deze 2 gemeenten noemt een ambitie" in err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--to", "9"], '"9" is geen fase'),
        (["--axis", "interact"], 'edoelde u "interactie"?'),
        (["--prefer", "rolkeus"], 'edoelde u "rolkeuze"?'),
    ],
)
def test_what_no_model_has_is_told_once(command: Command, words: list[str], reason: str) -> None:
    code, out, err = command("grow", *OF_TWO, *words)
    assert (code, out) == (2, "")
    assert err.count(reason) == 1


# --- explain --------------------------------------------------------------------------------


def test_rows_explain_many(command: Command, tmp_path: Path) -> None:
    code, out, err = command("explain", *OF_TWO, "--format", "csv")
    assert (code, err) == (0, "")
    rows = csv_rows(out)
    assert len(rows) == 60
    (row,) = (
        r for r in rows if (r["municipality"], r["question"]) == ("Lindewaard", "klantvragen")
    )
    assert (row["letter"], row["counts_for"], row["requirements"], row["lacking_for"]) == (
        "b",
        "2",
        "3",
        "3",
    )
    alone = command("explain", OF_TWO[1], "--format", "csv")[1]
    assert csv_rows(alone) == rows[30:]
    parts: dict[tuple[str, str], float] = {}
    for one in rows:
        key = (one["municipality"], one["axis"])
        parts[key] = parts.get(key, 0) + float(one["part"] or 0)
    results = valid("explain", command("explain", *OF_TWO, "--format", "json")[1])["results"]
    scores = {
        (result["municipality"]["name"], axis["id"]): axis["score"]
        for result in results
        for axis in result["axes"]
    }
    assert parts == pytest.approx(scores)
    lines = command("explain", *OF_TWO, "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["municipality"]["name"] for line in lines] == [
        "Veenmonde",
        "Lindewaard",
    ]


def test_a_workbook_explains_phases_and_views_too(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "uitleg.xlsx"
    assert command("explain", *OF_TWO, "--output", target) == (0, "", "")
    book = load_workbook(target)
    assert book.sheetnames == ["Vragen", "Fasen", "Invalshoeken"]
    assert [sheet.max_row for sheet in book] == [1 + 60, 1 + 2 * 3 * 4, 1 + 2 * 8 * 4]
    header, *rows = book["Fasen"].iter_rows(values_only=True)
    reached = [row[header.index("reached")] for row in rows]
    assert all(isinstance(one, bool) for one in reached)


def test_explain_refuses_and_goes_on(command: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "Waterdam,,2026-10-01,,webcar,", "Meerstad,,2026-10-01,,webcare,")
    code, out, err = command("explain", path, "--format", "csv")
    assert code == 2
    assert {row["municipality"] for row in csv_rows(out)} == {"Meerstad"}
    assert "1 gescoord, 1 niet" in err
    path.write_text("municipality,date\n", "utf-8")
    code, out, _ = command("explain", path, "--format", "csv")
    assert (code, out) == (2, "")
