"""``explain``, ``grow`` and ``compare`` as commands: what they show, refuse, and write.

After a wanted change of output, renew tests/golden with GEMEENTE_ONLINE_RENEW=1, and read the diff.
"""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest

from support.places import GOLDEN, ROOT
from support.renewing import expected
from support.schemas import valid

Command = Callable[..., tuple[int, str, str]]
OF_ONE = GOLDEN / "one-result"
PARTLY = "examples/deels-ingevuld.yaml"
OPEN_DATA = "examples/models/open-data-answers.yaml"
MEASURED = "examples/batch/online-meting.csv"
YEARS = [
    "examples/years/waterdam-2024.yaml",
    "examples/years/waterdam-2025.yaml",
    "examples/answers.yaml",
]
WAYS = {
    "explain": ["explain", "examples/answers.yaml"],
    "explain-partly": ["explain", PARTLY],
    "explain-mean": ["explain", OPEN_DATA],
    "explain-numbers": ["explain", MEASURED, "--for", "{measured}"],
    "grow": ["grow", "examples/answers.yaml"],
    "grow-ambition": ["grow", "examples/years/waterdam-2024.yaml", "--to", "ambitie"],
    "grow-axis": ["grow", "examples/answers.yaml", "--axis", "interactie"],
    "grow-partly": ["grow", PARTLY, "--to", "de gemeente converseert."],
    "grow-mean": ["grow", OPEN_DATA, "--to", "4"],
    "grow-numbers": ["grow", MEASURED, "--for", "{measured}"],
    "grow-steered": ["grow", "examples/answers.yaml", "--prefer", "20", "--without", "aansluiten"],
    "grow-blocked": ["grow", "examples/answers.yaml", "--without", "rolkeuze", "--without", "3"],
    "grow-reached": ["grow", "examples/fase-4.yaml"],
    "compare": ["compare", *YEARS[1:]],
    "compare-three": ["compare", *YEARS],
    "compare-batches": ["compare", "examples/batch/online-meting-2025.csv", MEASURED],
    "consensus": ["consensus", "examples/teams"],
    "consensus-anonymous": ["consensus", "examples/teams", "--anonymous"],
    "compare-forced": ["compare", "examples/fase-1.yaml", "examples/fase-2.yaml", "--force"],
}
SCHEMAS = {"explain": "explanation", "grow": "growth", "compare": "comparison"}


def words(way: str) -> list[str]:
    with (ROOT / MEASURED).open(encoding="utf-8-sig") as stream:
        measured = next(iter(csv.DictReader(stream, delimiter=";")))["municipality"]
    return [word.replace("{measured}", measured) for word in WAYS[way]]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["txt", "md"])
def test_golden_output(
    command: Command, monkeypatch: pytest.MonkeyPatch, way: str, kind: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    form = "table" if kind == "txt" else "markdown"
    code, out, err = command(*words(way), "--format", form)
    assert (code, err) == (0, "")
    assert out == expected(OF_ONE / f"{way}.{kind}", out)
    if kind == "txt":
        assert max(map(len, out.splitlines())) <= 80


def test_no_expected_output_is_stray() -> None:
    wanted = {f"{way}.{kind}" for way in WAYS for kind in ("txt", "md")}
    assert {path.name for path in OF_ONE.iterdir()} == wanted


@pytest.mark.heavy
@pytest.mark.parametrize("way", WAYS)
def test_json_is_as_its_schema_says(command: Command, way: str) -> None:
    code, out, err = command(*words(way), "-f", "json")
    assert (code, err) == (0, "")
    assert len(valid(way.partition("-")[0], out)["results"]) == 1


@pytest.mark.parametrize("way", WAYS)
def test_csv_has_a_row_for_each(command: Command, way: str) -> None:
    code, out, err = command(*words(way), "-f", "csv")
    assert (code, err) == (0, "")
    header, *rows = csv.reader(StringIO(out))
    assert all(len(row) == len(header) for row in rows)
    assert len(header) >= 9
    if way == "grow":
        assert len(rows) == 9
    excel = command(*words(way), "-f", "csv", "--excel")[1]
    assert excel.startswith("\ufeff" + ";".join(header))


def test_a_plan_has_a_box_for_every_step(command: Command) -> None:
    out = command("grow", "examples/answers.yaml", "-f", "markdown")[1]
    assert len(re.findall(r"^- \[ \] ", out, re.MULTILINE)) == 9


def test_figures_of_the_changes_add_up(command: Command) -> None:
    _, out, _ = command("compare", *YEARS, "-f", "json")
    (result,) = json.loads(out)["results"]
    for period in (*result["periods"], result["whole"]):
        for axis in period["axes"]:
            moved = sum(change["moved"] for change in axis["changes"])
            assert moved == pytest.approx(axis["moved"])
            assert moved == pytest.approx(axis["after"]["score"] - axis["before"]["score"])


REFUSED = {
    "no such phase": (["grow", YEARS[0], "--to", "9"], '"9" is geen fase'),
    "no phase at all": (["grow", YEARS[0], "--to", ""], "kan niet achter --to"),
    "no such name": (["grow", YEARS[0], "--to", "drie"], '"drie" is geen fase'),
    "nearly a name": (["grow", YEARS[0], "--to", "converseert"], '"De gemeente converseert"?'),
    "no such axis": (["grow", YEARS[0], "--axis", "interact"], 'bedoelde u "interactie"?'),
    "no such question": (["grow", YEARS[0], "--prefer", "rolkeus"], 'bedoelde u "rolkeuze"?'),
    "both ways": (["grow", YEARS[0], "--prefer", "11", "--without", "rolkeuze"], "achter --prefer"),
    "no ambition": (["grow", OPEN_DATA, "--to", "ambition"], "noemen geen ambitie"),
    "one to compare": (["compare", YEARS[0]], "maar één meting"),
    "other municipality": (
        ["compare", "examples/fase-1.yaml", "examples/fase-2.yaml"],
        "verschillende gemeenten",
    ),
    "other model": (["compare", YEARS[0], OPEN_DATA], "verschillende groeimodellen"),
    "no such file": (["explain", "nergens.yaml"], "dit bestand is er niet"),
    "a batch": (["explain", MEASURED], "Kies een gemeente met --for"),
    "a file and a folder": (["grow", YEARS[0], "--folder", "plannen"], "gaan niet samen"),
    "nobody": (["explain", MEASURED, "--for", "Nergenshuizen"], "geen meting van"),
    "no sheet": (["explain", YEARS[0], "--excel"], "--excel hoort bij --format csv"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(command: Command, tmp_path: Path, case: str) -> None:
    arguments, reason = REFUSED[case]
    target = tmp_path / "uit.md"
    code, out, err = command(*arguments, "--output", target)
    assert (code, out) == (2, "")
    assert reason in err
    assert not target.exists()


@pytest.mark.parametrize("case", ["no ambition", "other municipality", "no such file"])
def test_refused_in_json_too(command: Command, case: str) -> None:
    arguments, reason = REFUSED[case]
    code, out, err = command(*arguments, "-f", "json")
    assert (code, err) == (2, "")
    content = json.loads(out)
    assert content["results"] == []
    assert reason in content["problems"][-1]["message"]


def test_one_municipality_out_of_many(command: Command, tmp_path: Path) -> None:
    rows = "municipality,code,date,ambition,klantvragen\n"
    rows += "Waterdam,GM9999,2025-10-01,3,webcare\nMeerstad,GM9998,2025-10-01,,webcare\n"
    rows += "Waterdam,GM9999,2026-10-01,3,overal\n"
    path = tmp_path / "metingen.csv"
    path.write_text(rows, encoding="utf-8")
    code, out, err = command("explain", path, "--for", "waterdam")
    assert code == 0
    assert "Waterdam (GM9999), 1 oktober 2026" in out
    assert "2 metingen; dit is de laatste, van 1 oktober 2026" in err
    code, out, err = command("compare", path, "--for", "gm9999")
    assert (code, err) == (0, "")
    assert "2,00  3,00" in out
    assert "andere gemeente" not in out


def test_output_goes_to_a_file(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "plan.md"
    arguments = ["grow", YEARS[2], "-f", "markdown", "-o", target]
    assert command(*arguments) == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith("# Groeiplan Waterdam")
    assert command(*arguments)[0] == 2
    assert command(*arguments, "--force")[0] == 0


def test_text_from_a_file_is_never_markup(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "boos.yaml"
    path.write_text(
        "municipality: {name: '[bold]=HYPERLINK(1)'}\ndate: 2026-10-01\nanswers:\n"
        '  crisis: {answer: een-bron, note: "[/b] \\e[31m**vet** <script>"}\n',
        encoding="utf-8",
    )
    out = command("explain", path)[1]
    assert "[bold]=HYPERLINK(1)" in out
    assert "[/b]" in out
    assert "\x1b" not in out
    markdown = command("explain", path, "-f", "markdown")[1]
    assert "<script>" not in markdown.replace("\\<script", "")
    sheet = command("explain", path, "-f", "csv")[1]
    assert "\x1b" not in sheet


def test_a_terminal_without_blocks_shows_the_line_in_digits(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gemeente_online", "compare", *YEARS],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search(r"Interactie +1 > 2 > 3 +[1-8]{3} ", done.stdout)


def test_nothing_changed(command: Command, tmp_path: Path) -> None:
    copied = copy(ROOT / YEARS[2], tmp_path / "nog-eens.yaml")
    out = command("compare", YEARS[2], copied)[1]
    assert "Zonder veranderde antwoorden" in out
    assert "De effecten" not in out


def test_a_mean_out_of_reach_has_no_reason_of_an_axis(command: Command) -> None:
    out = command("grow", "examples/models/egdi-answers.csv", "--for", "Laos", "--to", "4")[1]
    assert "niet te halen." in out
    assert "Hieronder" not in out
