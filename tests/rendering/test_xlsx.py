"""Results as a workbook: numbers and dates are typed, text stays text, and it is ready to use."""

import csv
import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gemeente_online._version import __version__
from gemeente_online.problem import InvalidInputError
from gemeente_online.rendering import xlsx as xlsx_module
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.columns import Sheet
from gemeente_online.rendering.xlsx import render_xlsx
from support.drawing import drawn
from support.hostile import HOSTILE
from support.libreoffice import Office, libreoffice
from support.places import EXAMPLES
from support.python import run_without

Command = Callable[..., tuple[int, str, str]]
ONE = str(EXAMPLES / "answers.yaml")
MANY = str(EXAMPLES / "batch/gemeenten.csv")
HEADER = ["naam", "fase", "score", "datum", "klopt"]
ROWS = [
    HEADER,
    ["Waterdam", 2, Fraction(8, 3), date(2026, 10, 1), True],
    ["Heuvelbroek", None, Fraction(3), date(1899, 5, 1), False],
]
COMMANDS = {
    "score": ("score", ONE, str(EXAMPLES / "fase-3.yaml")),
    "explain": ("explain", ONE),
    "grow": ("grow", ONE),
    "compare": ("compare", str(EXAMPLES / "years")),
    "consensus": ("consensus", str(EXAMPLES / "teams")),
    "rank": ("rank", MANY),
    "evaluate": ("model", "evaluate", MANY, "--by", "size"),
}


AXES = ("interactie", "initiatief-eigenaar", "organisatie-eigenaarschap")


def opened(*sheets: Sheet) -> Workbook:
    return openpyxl.load_workbook(BytesIO(render_xlsx(sheets)))


def test_numbers_dates_and_truth_are_typed() -> None:
    page = opened(Sheet("Metingen", ROWS))["Metingen"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        HEADER,
        ["Waterdam", 2, pytest.approx(8 / 3, abs=1e-15), datetime(2026, 10, 1), True],
        ["Heuvelbroek", None, 3, "1899-05-01", False],
    ]
    assert [page.cell(row, 3).number_format for row in (2, 3)] == ["0.00", "0.00"]
    assert page.cell(2, 2).number_format == "General"
    assert page.cell(2, 4).number_format == "d-m-yyyy"


def test_it_is_ready_to_use() -> None:
    book = opened(
        Sheet("Metingen", ROWS, ("wie", "klaar")), Sheet("Vragen", [["lang"], ["w" * 300]])
    )
    page, other = book.worksheets
    assert [cell.value for cell in page[1]][-2:] == ["wie", "klaar"]
    assert (page.freeze_panes, page.auto_filter.ref, other.auto_filter.ref) == (
        "A2",
        "A1:G3",
        "A1:A2",
    )
    assert page.print_title_rows == "$1:$1"
    assert all(cell.font.bold for cell in page[1])
    widths = [page.column_dimensions[letter].width for letter in "ABCD"]
    assert all(9 <= width <= 15 for width in widths)
    assert other.column_dimensions["A"].width == 66
    assert other["A2"].alignment.wrap_text
    about = book.properties
    assert (about.title, about.creator, about.language) == ("Metingen", "gemeente-online", "nl-NL")


def test_a_sheet_without_rows_has_its_header() -> None:
    page = opened(Sheet("Leeg", [["a", "b"]])).active
    assert page is not None
    assert [cell.value for cell in page[1]] == ["a", "b"]


def test_names_are_what_excel_takes() -> None:
    sheets = [Sheet(name, [["a"]]) for name in ("A: b/c?", "Vragen", "vragen", "w" * 40)]
    names = opened(*sheets).sheetnames
    assert names == ["A b c", "Vragen", "vragen (2)", "w" * 31]


def test_the_same_sheets_give_the_same_bytes_whenever() -> None:
    first, second = (render_xlsx([Sheet("a", ROWS), Sheet("b", ROWS)]) for _ in range(2))
    assert first == second
    assert b"dcterms:created" not in first


def test_more_rows_than_excel_takes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_module, "MOST_ROWS", 3)
    render_xlsx([Sheet("a", ROWS)])
    with pytest.raises(InvalidInputError, match="Metingen") as caught:
        render_xlsx([Sheet("Metingen", [*ROWS, *ROWS])])
    assert "--format csv" in (caught.value.problems[0].hint or "")


def check_shown(text: str) -> None:
    """It is read back as it was cleaned, line by line, as text and with no formula."""
    (page,) = opened(Sheet(text, [["naam"], [f"{text}"], [f"a{text}"]])).worksheets
    for row, whole in ((2, text), (3, f"a{text}")):
        cell = page.cell(row, 1)
        shown = "\n".join(map(clean, whole.split("\n")))
        if shown:
            assert cell.data_type == "s"
            assert str(cell.value).replace("_x005F_", "_") == shown


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    check_shown(text)


@pytest.mark.parametrize(
    "text", ["=1+1", "#N/B", "#N/A", "TRUE", "1-10-2026", "'a", "0518", "_x0041_"]
)
def test_what_looks_like_something_else_is_text(text: str) -> None:
    check_shown(text)


@drawn(15)
@given(st.text(st.characters(codec=None), max_size=20))
def test_any_text_is_text(text: str) -> None:
    check_shown(text)


@pytest.mark.parametrize("letter", ["w", "😀"])
def test_a_text_that_no_cell_holds_says_where_it_ends(letter: str) -> None:
    (page,) = opened(Sheet("a", [["a"], [letter * 40_000]])).worksheets
    text = str(page["A2"].value)
    assert text.endswith(f"{letter} … [ingekort]")
    assert len(text.encode("utf-16-le")) // 2 in {32_766, 32_767}


# --- the commands --------------------------------------------------------------------------


def as_csv(value: object) -> str:
    """A cell as a file of CSV has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    return as_excel("" if value is None else str(value))


def as_excel(text: str) -> str:
    """A number to the twelve figures: Excel keeps fifteen; anything else as it is."""
    return f"{float(text):.12g}" if re.fullmatch(r"-?\d+\.\d+", text) else text


@pytest.mark.heavy
@pytest.mark.parametrize("name", COMMANDS)
def test_the_first_sheet_is_what_csv_has(name: str, command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    code, out, err = command(*COMMANDS[name], "--output", path)
    assert (code, out) == (0, ""), err
    page = openpyxl.load_workbook(path).worksheets[0]
    rows = [[as_csv(cell.value) for cell in row] for row in page.iter_rows()]
    lines = command(*COMMANDS[name], "-f", "csv")[1].splitlines()
    plain = [[as_excel(text) for text in row] for row in csv.reader(lines)]
    assert [row[: len(plain[0])] for row in rows] == plain
    empty = [one for row in rows[1:] for one in row[len(plain[0]) :]]
    assert not any(empty)
    assert rows[0][len(plain[0]) :] == (["wie", "wanneer", "klaar"] if name == "grow" else [])


@pytest.mark.parametrize("name", ["compare", "consensus"])
def test_where_rows_do_not_say_so_a_sheet_tells_where_they_come_from(
    name: str, command: Command, tmp_path: Path
) -> None:
    assert command(*COMMANDS[name], "--output", tmp_path / "a.xlsx")[0] == 0
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Herkomst"]
    header, first, *_ = [[cell.value for cell in row] for row in page.iter_rows()]
    origin = dict(zip(header, first, strict=True))
    assert (origin["municipality"], origin["model"]) == ("Waterdam", "gemeente-online")
    assert len(origin["model_sha256"]) == len(origin["source_sha256"]) == 64
    assert origin["program_version"] == __version__


def test_of_several_years_the_axes_and_the_whole_have_a_row_for_each_period(
    command: Command, tmp_path: Path
) -> None:
    assert command(*COMMANDS["compare"], "--output", tmp_path / "a.xlsx")[0] == 0
    rows = [*openpyxl.load_workbook(tmp_path / "a.xlsx")["Assen"].iter_rows(values_only=True)]
    assert [row[2] for row in rows[1:]] == [*AXES, "overall"]
    assert rows[-1][3:5] == (1, 2)


def test_who_answered_is_in_no_sheet_that_is_anonymous(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert command(*COMMANDS["consensus"], "--anonymous", "--output", path)[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Vragen", "Fasen"]
    phases = [[cell.value for cell in row] for row in book["Fasen"].iter_rows()]
    assert phases[0] == ["axis", "lowest_phase", "middle_phase", "highest_phase"]
    assert [row[0] for row in phases[1:]] == [*AXES, "overall"]


def test_assessments_of_another_model_are_told_of(command: Command, tmp_path: Path) -> None:
    other = tmp_path / "ander.yaml"
    other.write_text(
        "model: online-meting\nmunicipality: {name: A}\ndate: 2026-10-01\nanswers: {}\n", "utf-8"
    )
    code, _, err = command("score", ONE, other, "-o", tmp_path / "a.xlsx")
    assert code == 2
    assert "deze werkmap" in err


def test_nothing_to_show_makes_no_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "fout.yaml").write_text("answers: [", encoding="utf-8")
    assert command("score", tmp_path / "fout.yaml", "-o", tmp_path / "b.xlsx")[0] == 2
    assert not (tmp_path / "b.xlsx").exists()


def test_a_terminal_gets_no_workbook(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, out, err = command("score", ONE, "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "Noem achter --output een bestand" in err


def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path) -> None:
    done = run_without("openpyxl", "score", ONE, "-o", tmp_path / "a.xlsx")
    assert (done.returncode, done.stdout) == (2, b"")
    assert 'pip install "gemeente-online[excel]"' in done.stderr.decode("utf-8")
    assert [*tmp_path.iterdir()] == []


# --- LibreOffice ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=libreoffice) for name in ("rank", "grow")]
)
def test_libreoffice_reads_the_same(name: str, command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert command(*COMMANDS[name], "-o", path)[0] == 0
    with Office(tmp_path).convert(path, "csv").open(encoding="utf-8", newline="") as file:
        found = [*csv.reader(file)]
    plain = [*csv.reader(command(*COMMANDS[name], "-f", "csv")[1].splitlines())]
    assert len(found) == len(plain)
    text = [
        at for at, title in enumerate(plain[0]) if title in {"municipality", "question", "phase"}
    ]
    assert text
    assert [[row[at] for at in text] for row in found] == [
        [row[at] for at in text] for row in plain
    ]
