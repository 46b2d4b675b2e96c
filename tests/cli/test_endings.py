"""What is written to a file follows from its ending, or is refused before it is made."""

import json
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest

from gemeente_online.cli.dutch import UsageProblem
from gemeente_online.cli.options import format_of
from gemeente_online.rendering.formats import FormFormat, ModelFormat, OutputFormat, ReportFormat
from support.fonts import need_fonts
from support.places import EXAMPLES, ROOT
from support.workbooks import parts_of

Command = Callable[..., tuple[int, str, str]]
ONE = str(EXAMPLES / "answers.yaml")
MANY = str(EXAMPLES / "batch/gemeenten.csv")
COMMANDS = {
    "score": (["score", ONE], {"xlsx", "md", "docx", "csv", "json", "jsonl", "txt"}),
    "explain": (["explain", ONE], {"xlsx", "md", "docx", "csv", "json", "jsonl", "txt"}),
    "grow": (["grow", ONE], {"xlsx", "md", "docx", "csv", "json", "jsonl", "txt"}),
    "compare": (
        ["compare", str(EXAMPLES / "fase-1.yaml"), ONE],
        {"xlsx", "md", "docx", "csv", "json", "txt"},
    ),
    "consensus": (
        ["consensus", str(EXAMPLES / "teams")],
        {"html", "xlsx", "md", "docx", "csv", "json", "txt"},
    ),
    "rank": (["rank", MANY], {"xlsx", "md", "docx", "csv", "json", "jsonl", "txt"}),
    "report": (["report", ONE], {"html", "docx", "svg", "png"}),
    "evaluate": (
        ["model", "evaluate", MANY],
        {"xlsx", "md", "docx", "csv", "json", "txt"},
    ),
    "show": (["model", "show"], {"md", "docx", "txt", "yaml"}),
    "schema": (["model", "schema"], {"json"}),
    "init": (["init"], {"yaml", "csv", "xlsx", "html"}),
}
ENDINGS = {ending for _, possible in COMMANDS.values() for ending in possible}
REFUSED = ("pdf", "xls", "doc", "odt", "pptx", "zip", "jpg", "tsv")


def seems(path: Path) -> str:
    """What a file holds, by what it looks like."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return "docx" if "word/document.xml" in parts_of(data) else "xlsx"
    if data.startswith(b"\x89PNG"):
        return "png"
    text = data.decode("utf-8-sig")
    if text.startswith("{"):
        try:
            json.loads(text)
        except ValueError:
            return "jsonl"
        return "jsonl" if text.count("\n") == 1 else "json"
    if text.startswith("<svg"):
        return "svg"
    if text.lower().startswith("<!doctype html"):
        return "html"
    if text.startswith(("# ", "| ")) and ("\n## " in text or "\n| --- " in text):
        return "md"
    if "format: 1\n" in text or "\nanswers:" in text:
        return "yaml"
    first = text.partition("\n")[0]
    return "csv" if first.count(",") + first.count(";") > 2 else "txt"


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("name", "ending"),
    [(name, ending) for name, (_, possible) in COMMANDS.items() for ending in sorted(possible)],
)
def test_the_ending_says_what_is_written(
    name: str, ending: str, command: Command, tmp_path: Path
) -> None:
    if ending == "png":
        need_fonts()
    arguments = COMMANDS[name][0] + (["--force"] if name == "compare" else [])
    path = tmp_path / f"uit.{ending.upper() if ending == 'md' else ending}"
    code, out, err = command(*arguments, "--output", path)
    assert (code, out) == (0, ""), err
    assert seems(path) == ending


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_cannot_make_is_refused_before_it_reads(
    name: str, command: Command, tmp_path: Path
) -> None:
    arguments, possible = COMMANDS[name]
    arguments = [one if one not in {ONE, MANY} else "is-er-niet.yaml" for one in arguments]
    for ending in [*REFUSED, *sorted(ENDINGS - possible)]:
        path = tmp_path / f"uit.{ending}"
        code, out, err = command(*arguments, "--output", path)
        assert (code, out, path.exists()) == (2, "", False)
        assert f'"uit.{ending}": ' in err
        assert "is-er-niet" not in err
        (can,) = re.findall(
            r"maakt dit commando niet\. Wel: (\S+(?:, \S+)*?)(?:\. Tip: .+)?\n", err
        )
        assert {one.lstrip(".") for one in can.split(", ")} == possible


def test_the_page_on_formats_tells_which_command_takes_which_ending() -> None:
    text = (ROOT / "docs/formaten.md").read_text(encoding="utf-8")
    section = text.partition("\n## Uitvoer in een bestand\n")[2].partition("\n## ")[0]
    told: dict[str, set[str]] = {}
    for endings, _, commands in re.findall(
        r"^\| (`\..*) \| (.*) \| (.*) \|$", section, re.MULTILINE
    ):
        for command in re.findall(r"`([^`]+)`", commands):
            told.setdefault(command, set()).update(re.findall(r"`\.(\w+)`", endings))
    assert {name: endings & ENDINGS for name, endings in told.items()} == {
        " ".join(one for one in arguments if one.isalpha()): possible
        for arguments, possible in COMMANDS.values()
    }


@pytest.mark.parametrize(
    ("arguments", "tip"),
    [
        (["grow", ONE, "-o", "p.pdf"], "kies Afdrukken, Opslaan als PDF"),
        (["report", ONE, "-o", "p.pdf"], "kies Afdrukken, Opslaan als PDF"),
        (["grow", ONE, "-o", "p.odt"], "een .docx opent in Word en in LibreOffice"),
        (["model", "evaluate", MANY, "-o", "p.doc"], "een .docx opent in Word en in LibreOffice"),
        (["report", ONE, "-o", "p.rtf"], "een .docx opent in Word en in LibreOffice"),
        (["score", ONE, "-o", "p.xls"], "een .xlsx opent in Excel en in LibreOffice"),
        (["report", ONE, "-o", "p.ods"], "maken een Excel-werkmap (.xlsx)"),
        (["init", "-o", "p.ods"], "een .xlsx opent in Excel en in LibreOffice"),
        (["explain", ONE, "-o", "p.html"], "maak met gemeente-online report een webpagina"),
        (["init", "-o", "p.docx"], "een Excel-werkmap (.xlsx) kunt u ook printen"),
    ],
)
def test_the_way_to_get_it_all_the_same_is_told(
    arguments: list[str], tip: str, command: Command
) -> None:
    assert tip in command(*arguments)[2]


def test_there_is_no_tip_that_leads_nowhere(command: Command) -> None:
    assert "Tip" not in command("model", "show", "-o", "p.xlsx")[2]
    assert "Tip" not in command("score", ONE, "-o", "p.zip")[2]


@pytest.mark.parametrize("name", ["plan", "plan.oud", "map.pdf/a", ".md", "a.", "x.2026-10"])
def test_a_name_that_says_nothing_gives_what_the_screen_shows(name: str) -> None:
    assert format_of(None, name, tuple(OutputFormat)) is OutputFormat.TABLE
    assert format_of(None, name, tuple(FormFormat)) is FormFormat.YAML
    assert format_of(None, None, tuple(ReportFormat)) is ReportFormat.HTML


def test_the_option_goes_before_the_ending(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    assert command("grow", ONE, "--format", "json", "--output", path)[0] == 0
    assert seems(path) == "json"
    path = tmp_path / "fasen.csv"
    assert command("score", ONE, "--quiet", "--output", path)[0] == 0
    assert path.read_text(encoding="utf-8") == "2\n"
    path = tmp_path / "model.md"
    assert command("model", "show", "--yaml", "--output", path)[0] == 0
    assert seems(path) == "yaml"


def test_excel_goes_with_an_ending_too(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    assert command("grow", ONE, "--excel", "--output", path)[0] == 0
    assert path.read_bytes().startswith("\ufeff".encode())
    assert ";" in path.read_text(encoding="utf-8").partition("\n")[0]


def test_other_ways_to_write_an_ending() -> None:
    assert format_of(None, "A.MARKDOWN", tuple(OutputFormat)) is OutputFormat.MARKDOWN
    assert format_of(None, "a.ndjson", tuple(OutputFormat)) is OutputFormat.JSONL
    assert format_of(None, "a.yml", tuple(FormFormat)) is FormFormat.YAML
    assert format_of(None, "a.htm", tuple(ReportFormat)) is ReportFormat.HTML
    with pytest.raises(UsageProblem):
        format_of(None, "a.csv.gz", tuple(OutputFormat))


@pytest.mark.parametrize("formats", [OutputFormat, FormFormat, ModelFormat, ReportFormat])
def test_every_format_has_an_ending(formats: type[StrEnum]) -> None:
    with pytest.raises(UsageProblem) as refused:
        format_of(None, "uit.zip", tuple(formats))
    assert len(re.findall(r" \.\w+", refused.value.message)) == len(formats)
