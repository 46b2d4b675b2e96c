"""A model with domains: every output shows the axes below the domain that they are in."""

import csv
import json
from collections.abc import Callable
from copy import deepcopy
from io import StringIO
from pathlib import Path

import pytest
import yaml

from gemeente_online import load_model
from gemeente_online.questionnaire.state import begin
from gemeente_online.rendering.questionnaire import question_document
from gemeente_online.rendering.terminal import render_terminal
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]

NAMES = {"Buiten": ("Contact", "Beeld"), "Binnen": ("Plan", "Geld")}
ORDER = ["Buiten", "Contact", "Beeld", "Binnen", "Plan", "Geld"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model with two domains of two axes each, and three who answered."""
    tree = model_tree(choice("v0"), scoring="mean", overall="mean", id="twee-domeinen")
    for phase in tree["phases"]:
        phase["threshold"] = phase["number"]
    tree["domains"] = [{"id": name.lower(), "name": name} for name in NAMES]
    tree["domains"][1]["weight"] = "3"
    axis = tree["axes"].pop()
    for domain, names in NAMES.items():
        for name in names:
            question = {**choice(f"vraag-{name.lower()}"), "text": f"Hoe is {name.lower()}?"}
            own = {"id": name.lower(), "name": name, "domain": domain.lower()}
            tree["axes"].append({**deepcopy(axis), **own, "questions": [question]})
    (tmp_path / "model.yaml").write_text(yaml.safe_dump(tree, sort_keys=False))
    for file, name, date, letters in (
        ("een", "Een", "2025-10-01", "abcd"),
        ("een", "Een", "2026-10-01", "bbcd"),
        ("collega", "Een", "2026-10-01", "bbcc"),
        ("twee", "Twee", "2026-10-01", "ccaa"),
    ):
        answers = [one["questions"][0]["id"] for one in tree["axes"]]
        content = {
            "model": "model.yaml",
            "municipality": {"name": name},
            "date": date,
            "respondent": file,
            "answers": dict(zip(answers, letters, strict=True)),
        }
        (tmp_path / f"{file}-{date[:4]}.yaml").write_text(yaml.safe_dump(content))
    return tmp_path


def rows_of(text: str, names: list[str]) -> list[str]:
    """The names that begin a line, in order: how a table names its rows, however indented."""
    words = [line.strip("|* ").partition("  ")[0].partition(" |")[0] for line in text.splitlines()]
    return [word.strip("* ") for word in words if word.strip("* ") in names]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("score een-2026.yaml", ORDER),
        ("explain een-2026.yaml", ORDER),
        ("compare een-2025.yaml een-2026.yaml", [*ORDER, "Als geheel"]),
        ("rank een-2026.yaml twee-2026.yaml", ["Als geheel", *ORDER]),
        ("rank een-2026.yaml --against twee-2026.yaml", ["Als geheel", *ORDER]),
        ("consensus een-2026.yaml collega-2026.yaml", [*ORDER, "Als geheel"]),
    ],
)
def test_a_table_has_every_axis_below_its_domain(
    command: Command, folder: Path, words: str, expected: list[str]
) -> None:
    arguments = [folder / one if one.endswith(".yaml") else one for one in words.split()]
    code, out, err = command(*arguments)
    assert (code, err) == (0, ""), err
    assert rows_of(out, [*ORDER, "Als geheel"])[: len(expected)] == expected
    assert "\n  Contact " in out
    assert "\nBuiten " in out
    code, out, _ = command(*arguments, "--format", "markdown")
    assert code == 0
    assert "| **Buiten** |" in out
    assert "| Contact |" in out


def test_the_sums_of_a_domain_and_of_all_are_told(command: Command, folder: Path) -> None:
    _, out, _ = command("explain", folder / "een-2026.yaml")
    assert "\nBuiten: fase 2\n- Gemiddelde score: (2 + 2) / 2 = 2,00.\n" in out
    assert "\nBinnen: fase 3\n- Gemiddelde score: (3 + 4) / 2 = 3,50.\n" in out
    assert "- Gemiddelde score: (2 + 3 × 3,5) / 4 = 3,12.\n" in out


def test_rows_for_programs_have_columns_of_every_domain(command: Command, folder: Path) -> None:
    def read(*words: object) -> list[dict[str, str]]:
        code, out, err = command(*words, "--format", "csv")
        assert (code, err) == (0, ""), err
        return [*csv.DictReader(StringIO(out))]

    one, two = read("score", folder / "een-2026.yaml", folder / "twee-2026.yaml")
    assert (one["buiten_phase"], one["buiten_score"], one["buiten_coverage"]) == ("2", "2", "1")
    assert (two["binnen_phase"], two["binnen_range_low"], two["binnen_range_high"]) == (*"111",)
    figures = [name.rpartition("contact_")[2] for name in one if name.startswith("contact_")]
    assert [f"buiten_{name}" for name in figures] == [n for n in one if n.startswith("buiten_")]
    names = list(one)
    assert names.index("contact_phase") - names.index("buiten_phase") == len(figures)
    assert names.index("buiten_phase") < names.index("beeld_phase") < names.index("binnen_phase")
    (first, _) = read("rank", folder / "een-2026.yaml", folder / "twee-2026.yaml")
    assert (first["buiten_phase"], first["binnen_phase"]) == ("2", "3")
    (lower, _) = read("rank", folder / "een-2026.yaml", folder / "twee-2026.yaml", "--by", "buiten")
    assert (lower["municipality"], lower["score"]) == ("Twee", "3")
    against = read("rank", folder / "een-2026.yaml", "--against", folder / "twee-2026.yaml")
    assert [row["axis"] for row in against][:7] == ["overall", *map(str.lower, ORDER)]


def test_json_has_the_domains(command: Command, folder: Path) -> None:
    def read(*words: object) -> dict[str, object]:
        code, out, err = command(*words, "--format", "json")
        assert (code, err) == (0, ""), err
        found: dict[str, object] = json.loads(out)["results"][0]
        return found

    def ids(found: object) -> list[str]:
        assert isinstance(found, list)
        return [one["id"] for one in found]

    one, two = folder / "een-2026.yaml", folder / "twee-2026.yaml"
    domains = ["buiten", "binnen"]
    assert ids(read("score", one)["domains"]) == domains
    assert ids(read("explain", one)["domains"]) == domains
    assert ids(read("grow", one)["domains"]) == domains
    compared = read("compare", folder / "een-2025.yaml", one)
    whole = compared["whole"]
    assert isinstance(whole, dict)
    assert [(d["id"], d["moved"]) for d in whole["domains"]] == [("buiten", 0.5), ("binnen", 0)]
    assert ids(read("rank", one, "--against", two)["domains"]) == domains


def test_a_ranking_says_that_the_score_is_the_mean_of_the_domains(
    command: Command, folder: Path
) -> None:
    files = folder / "een-2026.yaml", folder / "twee-2026.yaml"
    _, out, _ = command("rank", *files)
    assert "gemiddelde score over alle domeinen;" in " ".join(out.split())
    _, page, _ = command("report", *files)
    assert "Op volgorde van de gemiddelde score over alle domeinen;" in page


def test_a_report_says_which_phase_is_next_for_a_domain(command: Command, folder: Path) -> None:
    _, page, _ = command("report", folder / "een-2026.yaml")
    assert "<td>1 punt naar fase 3</td>" in page
    assert "<td>0,5 punten naar fase 4</td>" in page


def test_one_step_that_is_left_is_told_in_the_singular(command: Command, folder: Path) -> None:
    words = "grow", folder / "een-2026.yaml", "--axis", "buiten"
    _, out, _ = command(*words)
    assert "; daarna is nog 1 stap nodig;" in " ".join(out.split())
    model = folder / "model.yaml"
    model.write_text(model.read_text().replace("id: d\n", "id: d\n      effort: 2\n"))
    _, out, _ = command(*words)
    assert "; daarna blijft nog 1 stap over;" in " ".join(out.split())


def test_what_an_axis_did_to_the_whole_adds_up(command: Command, folder: Path) -> None:
    files = folder / "een-2025.yaml", folder / "een-2026.yaml"
    _, out, _ = command("compare", *files, "--format", "json")
    whole = json.loads(out)["results"][0]["whole"]
    assert [axis["moved_overall"] for axis in whole["axes"]] == [0.125, 0, 0, 0]
    assert whole["moved"] == 0.125


def test_a_plan_is_of_the_axes_of_a_domain(command: Command, folder: Path) -> None:
    code, out, _ = command("grow", folder / "een-2026.yaml", "--axis", "buiten")
    assert code == 0
    assert "Doel: Contact naar fase 3 en Beeld naar fase 3\n" in out
    assert rows_of(out.replace(":", "  "), ORDER)[:3] == ["Buiten", "Contact", "Beeld"]
    assert "\nBuiten: van fase 2 naar fase 3\n" in out
    code, _, err = command("grow", folder / "een-2026.yaml", "--axis", "buten")
    assert code == 2
    assert 'bedoelde u "buiten"?' in err


def test_forms_have_the_name_of_a_domain_above_its_axes(command: Command, folder: Path) -> None:
    for name in ("leeg.yaml", "leeg.html"):
        code, _, err = command(
            *("init", "--model", folder / "model.yaml", "--name", "X", "--date", "2026-10-01"),
            *("--output", folder / name),
        )
        assert code == 0, err
    text = (folder / "leeg.yaml").read_text()
    places = [text.index(f" {name} ") for name in ORDER]
    assert places == sorted(places)
    page = (folder / "leeg.html").read_text()
    assert page.count('<p class="kicker">Buiten</p>') == 2
    assert page.index('<li><b>Buiten</b><a href="#deel-1">') < page.index("<li><b>Binnen</b><a ")


def test_a_question_is_asked_below_the_name_of_its_domain(folder: Path) -> None:
    model = load_model(folder / "model.yaml")
    asked = [
        render_terminal(question_document(state, new_axis=True), width=80, colour=False)
        for state in (begin(model, {}), begin(model, {})._replace(at=2))
    ]
    assert asked[0].startswith("Domein: Buiten\n\nAs: Contact\n")
    assert asked[1].startswith("Domein: Binnen\n\nAs: Plan\n")


def test_sheets_have_the_domains(command: Command, folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    code, _, err = command(
        *("init", "--model", folder / "model.yaml", "--name", "X", "--date", "2026-10-01"),
        *("--output", folder / "leeg.xlsx"),
    )
    assert code == 0, err
    book = openpyxl.load_workbook(folder / "leeg.xlsx")
    assert [sheet["A2"].value for sheet in book.worksheets[1:5]] == [
        "Buiten: Contact", "Buiten: Beeld", "Binnen: Plan", "Binnen: Geld"
    ]  # fmt: skip
    first = [row[0].value for row in book.worksheets[0].iter_rows(max_col=1)]
    at = first.index("Ingevuld")
    assert first[at + 1 : at + 1 + len(ORDER)] == ORDER
    code, _, err = command("score", folder / "leeg.xlsx")
    assert code == 0, err
    command("explain", folder / "een-2026.yaml", "--output", folder / "uitleg.xlsx")
    sheet = openpyxl.load_workbook(folder / "uitleg.xlsx")["Domeinen"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    wanted = [head.index(name) for name in ("axis", "phase", "score")]
    assert [[row[at] for at in wanted] for row in rows] == [["buiten", 2, 2], ["binnen", 3, 3.5]]


def test_a_model_is_checked_with_its_domains(command: Command, folder: Path) -> None:
    code, out, _ = command("check", folder / "model.yaml")
    assert code == 0
    assert "(domeinen: 2, assen: 4, vragen: 4)" in out


def test_a_model_is_shown_with_its_domains(command: Command, folder: Path) -> None:
    _, out, _ = command("model", "show", folder / "model.yaml")
    places = [out.index(f": {name}\n") for name in ORDER]
    assert places == sorted(places)
    assert "- Gewicht van dit domein: 3.\n" in out


def test_the_page_of_one_has_a_section_for_every_domain(command: Command, folder: Path) -> None:
    pytest.importorskip("jinja2")
    files = folder / "een-2025.yaml", folder / "een-2026.yaml"
    code, _, err = command("report", *files, "--output", folder / "een.html")
    assert code == 0, err
    page = (folder / "een.html").read_text()
    places = [page.index(f'<h2 id="domein-{name.lower()}">{name} ') for name in NAMES]
    places += [page.index(f'<h3 id="as-{name.lower()}">') for name in NAMES["Binnen"]]
    assert places == sorted(places)
    assert page.count('<a href="#domein-') == len(NAMES)
    assert 'id="assen"' not in page
    assert '<tr class="whole"><th scope="row">Buiten</th>' in page
    assert '<tr class="of"><th scope="row">Contact</th>' in page
    assert " naar fase 3 (nu 2,00, nodig 3).</p>" in page
    assert "<li>Gemiddelde score: (2 + 2) / 2 = 2,00.</li>" in page
    assert "<li>Buiten: score van 1,50 naar 2,00 (+0,50).</li>" in page
    assert "De gemiddelde score per domein, bij elke meting." in page


def test_the_page_of_many_has_the_scores_of_every_domain(command: Command, folder: Path) -> None:
    pytest.importorskip("jinja2")
    files = folder / "een-2026.yaml", folder / "twee-2026.yaml"
    code, _, err = command("report", *files, "--output", folder / "alle.html")
    assert code == 0, err
    page = (folder / "alle.html").read_text()
    rows = [f'<tr class="{kind}"><th scope="row">{name}</th>' for kind, name in (
        ("whole", "Buiten"), ("of", "Contact"), ("of", "Beeld"), ("whole", "Binnen"),
        ("of", "Plan"), ("of", "Geld"), ("whole", "Als geheel"),
    )]  # fmt: skip
    places = [page.index(row) for row in rows]
    assert places == sorted(places)
    assert "Het profiel is de fase per domein." in page


def test_the_phase_of_a_domain_with_the_lowest_axis_says_which_hold_it_back(
    command: Command, folder: Path
) -> None:
    pytest.importorskip("jinja2")
    model = folder / "model.yaml"
    model.write_text(model.read_text().replace("overall: mean", "overall: lowest"))
    code, _, err = command("report", folder / "een-2026.yaml", "--output", folder / "een.html")
    assert code == 0, err
    page = (folder / "een.html").read_text()
    assert "<p>Fase 3 is gehaald als ook Contact en Beeld daar staan.</p>" in page
    assert "<p>Fase 4 is gehaald als ook Plan daar staat.</p>" in page


def test_the_agenda_of_a_meeting_has_the_phases_of_every_domain(
    command: Command, folder: Path
) -> None:
    pytest.importorskip("jinja2")
    files = folder / "een-2026.yaml", folder / "collega-2026.yaml"
    code, _, err = command("consensus", *files, "--output", folder / "overleg.html")
    assert code == 0, err
    page = (folder / "overleg.html").read_text()
    assert page.index(">Binnen</th>") < page.index(">Plan</th>") < page.index(">Geld</th>")
