"""``model evaluate``: what it shows in each format, and what it does with what it cannot use.

Its output for people in full is in ``docs/model-beoordelen.md``, held against in ``test_docs``.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from gemeente_online import __version__, load_model
from gemeente_online.cli.commands.model import evaluate
from gemeente_online.rendering.formats import DocumentKind, OutputFormat
from support.places import EXAMPLES, ROOT
from support.schemas import schema_of, valid
from support.sheets import csv_rows

Command = Callable[..., tuple[int, str, str]]
BATCH = EXAMPLES / "batch"
MANY, FEW = BATCH / "gemeenten.csv", BATCH / "online-meting.csv"


def evaluated(command: Command, *arguments: object) -> dict[str, Any]:
    code, out, err = command("model", "evaluate", "-f", "json", *arguments)
    assert (code, err) == (0, "")
    content: dict[str, Any] = valid("model evaluate", out)
    return content


def objects(schema_part: Any) -> list[dict[str, Any]]:
    if isinstance(schema_part, list):
        return [found for part in schema_part for found in objects(part)]
    if not isinstance(schema_part, dict):
        return []
    below = [found for part in schema_part.values() for found in objects(part)]
    return [*below, schema_part] if schema_part.get("type") == "object" else below


def test_json_has_every_figure_and_follows_its_schema(command: Command) -> None:
    (result,) = evaluated(command, MANY)["results"]
    model = load_model()
    assert result["model"] == {
        "id": "gemeente-online",
        "version": model.version,
        "sha256": model.digest,
    }
    assert (result["assessments"], result["municipalities"]) == (120, 120)
    assert [axis["id"] for axis in result["axes"]] == [axis.id for axis in model.axes]
    for axis in result["axes"]:
        assert axis["recognisable"] == axis["logical"] == "good"
        low, high = axis["consistency"]["interval"]
        assert low < axis["consistency"]["alpha"] < high
        assert axis["scale"]["h"] == pytest.approx(
            1 - axis["scale"]["errors"] / axis["scale"]["expected"]
        )
        for question in axis["questions"]:
            assert sum(option["chosen"] for option in question["options"]) == question["answered"]
            assert question["answered"] + question["unknown"] + question["not_applicable"] == 120
            assert sum(option["share"] for option in question["options"]) == pytest.approx(1)
    assert (result["first"], result["last"]) == ("2026-09-02", "2026-11-27")
    assert result["program"] == {"name": "gemeente-online", "version": __version__}
    assert len(result["pairs"]) == 3
    for pair in result["pairs"]:
        assert pair["listwise"]["assessments"] < pair["pairwise"]["assessments"] < pair["both"]
    assert (result["by"], result["groups"]) == (None, [])


def test_the_schema_allows_no_other_keys() -> None:
    found = objects(schema_of(DocumentKind.EVALUATION).schema)
    assert len(found) > 15
    assert all(part["additionalProperties"] is False for part in found)
    assert all(set(part["required"]) == set(part["properties"]) for part in found)


def test_too_few_is_said_plainly_and_the_figures_stay_in_json(command: Command) -> None:
    code, out, err = command("model", "evaluate", FEW)
    assert (code, err) == (0, "")
    plain = " ".join(out.split())
    assert "Er zijn te weinig gegevens voor een oordeel." in plain
    assert "te weinig gegevens, namelijk 27 volledige metingen; nodig zijn er 30." in plain
    assert "te weinig gegevens, namelijk 27 volledige metingen; nodig zijn er 100." in plain
    assert not re.search(r"\d,\d", out.partition("Hoe u dit leest")[0])  # no correlation at all
    (result,) = evaluated(command, FEW)["results"]
    consistency = result["axes"][0]["consistency"]
    assert consistency["verdict"] == "too-few"
    assert consistency["alpha"] > 0.9


@pytest.mark.heavy
def test_fits_the_terminal_and_loses_nothing(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def words(text: str) -> str:
        return "".join(sorted("".join(text.replace("─", "").split())))

    for batch in (MANY, FEW):
        wide = command("model", "evaluate", batch)[1]
        for columns in (80, 120):
            monkeypatch.setenv("COLUMNS", str(columns))
            narrow = command("model", "evaluate", batch)[1]
            assert max(map(len, narrow.splitlines())) <= columns
            assert words(narrow) == words(wide)
        monkeypatch.delenv("COLUMNS")


def test_markdown_to_a_file(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "oordeel.md"
    arguments = ("model", "evaluate", MANY, "-f", "markdown", "-o", target)
    assert command(*arguments) == (0, "", "")
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# Groeimodel De gemeente online, versie 1.1.0")
    assert "## Zijn de assen herkenbaar?\n" in text
    assert "| Interactie | 112 | 0,91 |" in text
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert "--force" in err


@pytest.mark.heavy
def test_what_it_was_computed_with_stands_in_every_text(command: Command, tmp_path: Path) -> None:
    model = load_model()
    for form in ("table", "markdown"):
        out = command("model", "evaluate", MANY, "-f", form)[1].replace("\\", "")
        assert f"Groeimodel: gemeente-online, versie {model.version}." in out
        assert model.digest in out
        assert f"Berekend met gemeente-online {__version__}." in out
        assert f"gemeenten.csv: {sha256(MANY.read_bytes()).hexdigest()}" in out
        assert "120 gemeenten, van 2 september 2026 tot en met 27 november 2026." in out
    target = tmp_path / "oordeel.docx"
    assert command("model", "evaluate", MANY, "-o", target)[0] == 0
    with ZipFile(target) as file:
        assert model.digest in file.read("word/document.xml").decode("utf-8")


def test_many_files_are_counted_in_texts_and_named_in_json(command: Command) -> None:
    files = [EXAMPLES / f"fase-{phase}.yaml" for phase in (1, 2, 3, 4)]
    assert (
        "Metingen uit 4 bestanden; JSON en Excel noemen" in command("model", "evaluate", *files)[1]
    )
    (result,) = evaluated(command, *files)["results"]
    assert result["sources"] == [
        {
            "source": str(file),
            "source_sha256": sha256(file.read_bytes()).hexdigest(),
            "assessments": 1,
        }
        for file in files
    ]


def test_csv_is_one_long_table_of_figures(command: Command) -> None:
    (result,) = evaluated(command, MANY, "--by", "province")["results"]
    code, out, err = command("model", "evaluate", MANY, "--by", "province", "-f", "csv")
    assert (code, err) == (0, "")
    rows = csv_rows(out)
    assert all(re.fullmatch("[a-z0-9_]+", name) for name in rows[0])
    assert {row["what"] for row in rows} == {
        *("axis", "pair", "question", "option", "phase", "group", "model"),
    }
    # who puts the tables of two years under each other still knows what is what
    about = {
        "model": "gemeente-online",
        "model_version": result["model"]["version"],
        "model_sha256": result["model"]["sha256"],
        "program": "gemeente-online",
        "program_version": __version__,
        "assessments": "120",
        "municipalities": "120",
        "first_date": "2026-09-02",
        "last_date": "2026-11-27",
    }
    assert all({name: row[name] for name in about} == about for row in rows)
    keys = [*rows[0]][: [*rows[0]].index("value")]
    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)

    def figure(**wanted: str) -> dict[str, str]:
        (found,) = (row for row in rows if all(row[k] == v for k, v in wanted.items()))
        return found

    axis, pair = result["axes"][0], result["pairs"][2]
    alpha = figure(what="axis", axis="interactie", measure="alpha", basis="listwise")
    assert float(alpha["value"]) == axis["consistency"]["alpha"]
    assert [float(alpha["low"]), float(alpha["high"])] == axis["consistency"]["interval"]
    assert (alpha["n"], alpha["verdict"]) == ("112", "good")
    ids = {"what": "pair", "axis": pair["first"], "other_axis": pair["second"]}
    for basis in ("listwise", "pairwise"):
        found = figure(**ids, measure="pearson_corrected", basis=basis)
        assert float(found["value"]) == pair[basis]["corrected"]
        assert found["n"] == str(pair[basis]["assessments"])
        assert float(figure(**ids, measure="htmt", basis=basis)["value"]) == pair[basis]["htmt"]
    few = figure(what="group", group_name="Utrecht", axis="interactie", measure="mean_score")
    assert (few["value"], few["n"]) == ("", "7")


def test_the_measures_of_csv_are_those_of_the_guide(command: Command) -> None:
    guide = (ROOT / "docs/model-beoordelen.md").read_text(encoding="utf-8")
    section = guide.partition("### De tabel met cijfers")[2].partition("\n#")[0]
    named = set(re.findall(r"`([a-z_0-9]+)`", section))
    rows = csv_rows(command("model", "evaluate", MANY, "--by", "size", "-f", "csv")[1])
    used = {*rows[0], *(row["measure"] for row in rows), *(row["what"] for row in rows)}
    assert used - named == set()


def test_csv_as_a_dutch_excel_opens_it(command: Command) -> None:
    out = command("model", "evaluate", FEW, "-f", "csv", "--excel")[1]
    assert out.startswith("\ufeffwhat;axis;")
    assert re.search(r";alpha;listwise;0,\d+;27;", out)


@pytest.mark.heavy
def test_a_workbook_has_a_sheet_for_each_subject(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "oordeel.xlsx"
    code, out, err = command("model", "evaluate", MANY, "--by", "size", "-o", target)
    assert (code, out, err) == (0, "", "")
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [
        *("Cijfers", "Assen", "Samenhang", "Vragen", "Antwoorden", "Fasen", "Groepen", "Herkomst"),
    ]
    (result,) = evaluated(command, MANY, "--by", "size")["results"]

    def content(name: str) -> list[dict[str, Any]]:
        heads, *rows = book[name].iter_rows(values_only=True)
        return [dict(zip(map(str, heads), row, strict=True)) for row in rows]

    for found, axis in zip(content("Assen"), result["axes"], strict=True):
        assert found["alpha"] == pytest.approx(axis["consistency"]["alpha"])
        assert found["alpha_pairwise"] == pytest.approx(axis["consistency"]["pairwise"]["alpha"])
        assert found["h"] == pytest.approx(axis["scale"]["h"])
    pairs = content("Samenhang")
    assert [row["corrected"] for row in pairs] == pytest.approx(
        [pair[basis]["corrected"] for pair in result["pairs"] for basis in ("listwise", "pairwise")]
    )
    assert [row["verdict"] for row in pairs[::2]] == [pair["verdict"] for pair in result["pairs"]]
    assert len(content("Vragen")) == 30
    assert sum(row["chosen"] for row in content("Antwoorden")) == sum(
        question["answered"] for axis in result["axes"] for question in axis["questions"]
    )
    assert len(content("Fasen")) == 4 * 4
    assert {row["group_name"] for row in content("Groepen")} == {"klein", "middelgroot", "groot"}
    (about,) = content("Herkomst")
    assert about["source_sha256"] == sha256(MANY.read_bytes()).hexdigest()
    assert about["model_sha256"] == result["model"]["sha256"]
    assert (about["from_source"], about["assessments"], about["municipalities"]) == (120, 120, 120)
    assert about["last_date"].date() == date(2026, 11, 27)


def test_key_figures_of_groups(command: Command) -> None:
    (result,) = evaluated(command, MANY, "--by", "size")["results"]
    assert result["by"] == "size"
    sizes = [group["size"] for group in result["groups"]]
    assert [size["least"] for size in sizes] == [0, 50_000, 100_000]
    assert sum(group["assessments"] for group in result["groups"]) == 120
    for group in result["groups"]:
        for axis in group["axes"]:
            assert (axis["alpha"] is not None) == (axis["complete"] >= result["minimum"])
            assert (axis["mean"] is not None) == (axis["scored"] >= result["minimum_group"])
    out = command("model", "evaluate", MANY, "--by", "province")[1]
    found = out.partition("Per provincie")[2]
    assert re.search(r"Utrecht +6 +– +– +7 +–\n", found)
    assert re.search(r"Alle metingen +112 +0,91 +0,88 tot 0,93 +120 +2,43\n", found)
    assert "Kleine groepen verschillen ook door toeval." in found


def test_nothing_to_group_by_is_told(command: Command) -> None:
    code, out, err = command("model", "evaluate", MANY, "--by", "group")
    assert code == 0
    assert 'geen enkele meting noemt "group"; er is niets te groeperen met --by group' in err
    assert "Niet opgegeven" in out
    code, out, err = command("model", "evaluate", MANY, "--by", "provincie")
    assert (code, out) == (2, "")
    assert 'bedoelde u "province"?' in err.lower()


def test_wrong_rows_are_told_and_left_out(command: Command, tmp_path: Path) -> None:
    rows = MANY.read_text(encoding="utf-8-sig").splitlines()
    rows[5] = rows[5].replace("2026-", "26-")
    path = tmp_path / "metingen.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    code, out, err = command("model", "evaluate", path)
    assert code == 2
    assert "Dit rust op 119 metingen van 119 gemeenten, van " in out
    assert f"{path}:6: Westerzijl: date:" in err
    assert "telt in deze beoordeling niet mee" in err
    code, out, err = command("model", "evaluate", path, "--format", "json")
    assert (code, err) == (2, "")
    content = valid("model evaluate", out)
    assert [problem["line"] for problem in content["problems"]] == [6]
    assert content["results"][0]["assessments"] == 119


def test_the_same_municipality_twice_is_told(command: Command, tmp_path: Path) -> None:
    again = tmp_path / "nog-eens.csv"
    again.write_bytes(MANY.read_bytes())
    out = command("model", "evaluate", MANY, again)[1]
    assert "2026 tot en met 27 november 2026. Sommige gemeenten komen meer" in out
    assert "Dit rust op 240 metingen van 120 gemeenten, van 2 september" in out


def test_one_assessment(command: Command) -> None:
    code, out, _ = command("model", "evaluate", EXAMPLES / "answers.yaml")
    assert code == 0
    assert "Dit rust op 1 meting van 1 gemeente, van 1 oktober 2026." in out
    assert "namelijk 1 volledige meting; nodig zijn er 30" in " ".join(out.split())


def test_nothing_to_evaluate(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "oordeel.txt"
    code, out, err = command("model", "evaluate", "nergens.csv", "-o", target)
    assert (code, out) == (2, "")
    assert not target.exists()
    assert "nergens.csv: dit bestand is er niet" in err
    assert "geen geldige meting" in err
    code, out, err = command("model", "evaluate", "nergens.csv", "-f", "json")
    assert (code, err) == (2, "")
    valid("model evaluate", out)
    assert json.loads(out)["results"] == []


def test_metingen_of_several_models_are_refused(command: Command) -> None:
    code, out, err = command("model", "evaluate", BATCH)
    assert (code, out) == (2, "")
    assert "meer dan één groeimodel (gemeente-online 1.1.0, online-meting 1.0.0)" in err


@pytest.mark.parametrize("word", ["html", "jsonl", "tabel"])
def test_formats_that_it_does_not_have(command: Command, word: str) -> None:
    code, out, err = command("model", "evaluate", MANY, "--format", word)
    assert (code, out) == (2, "")
    assert "Mogelijk: table, markdown, docx, json, csv, xlsx" in err


def test_what_is_no_option_is_no_format() -> None:
    with pytest.raises(ValueError, match="jsonl"):
        evaluate.command([str(FEW)], output_format=OutputFormat.JSONL)


def test_a_models_texts_are_no_markup(command: Command, tmp_path: Path) -> None:
    text = (EXAMPLES / "models/open-data.yaml").read_text(encoding="utf-8")
    text = text.replace("title: Open data in vijf stappen", 'title: "[/b]<i>\\e[31m|"')
    (tmp_path / "eigen.yaml").write_text(text, encoding="utf-8")
    answers = (EXAMPLES / "models/open-data-answers.yaml").read_text(encoding="utf-8")
    answers = re.sub(r"^model: .*$", "model: eigen.yaml", answers, flags=re.MULTILINE)
    (tmp_path / "antwoorden.yaml").write_text(answers, encoding="utf-8")
    code, out, _ = command("model", "evaluate", tmp_path / "antwoorden.yaml")
    assert code == 0
    assert out.startswith("Groeimodel [/b]<i>�[31m|, versie")
    out = command("model", "evaluate", tmp_path / "antwoorden.yaml", "-f", "markdown")[1]
    assert "\\[/b\\]\\<i\\>" in out


def test_the_python_of_the_guide(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs/model-beoordelen.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(code, "model-beoordelen.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == [
        "interactie 112 good",
        "initiatief-eigenaar 119 good",
        "organisatie-eigenaarschap 117 good",
    ]
