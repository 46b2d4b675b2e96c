"""Workbooks that are small and would cost much, and cells that hold what cannot be."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from gemeente_online import Assessment, Rejected
from gemeente_online.reading.excel import archive, assessments
from gemeente_online.reading.excel.form import MAX_ROWS
from gemeente_online.reading.excel.workbook import MAX_WRITTEN_OUT
from gemeente_online.reading.written import MAX_DEPTH, MAX_TEXT
from gemeente_online.wording import thousands
from support.bombs import BOMBS, SHEET, made, sheet, styles, texts, wide_header, workbook
from support.places import ROOT
from support.workbooks import parts_of, problem_of, read, zipped

TOO_LARGE = {
    "attribute": "een tekst of opmerking groter dan 1 MB",
    "comment": "een tekst of opmerking groter dan 1 MB",
    "long-text": "een tekst of opmerking groter dan 1 MB",
    "styles": "te veel stijlen",
    "shared-strings": "te veel stijlen",
    "runs": "te veel stijlen",
    "empty-rows": "meer dan een miljoen cellen en rijen",
    "nested": "meer dan 32 lagen",
    "one-sheet-many-times": "beschadigd",
    "many-sheets": "meer dan 5.000 onderdelen",
    "one-text-in-a-form": "met elke tekst uitgeschreven",
    "one-text-in-a-row": "met elke tekst uitgeschreven",
    "form-rows": "meer dan 20.000 rijen",
}
"""What is said of a workbook that is refused as a whole."""

MOST_MEMORY = 1_000_000_000
"""Bytes, of all that a process has; before it reads, it has some 300 million."""


def test_the_workbook_that_they_are_made_from_is_read(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.xlsx", made())
    assert isinstance(found, Assessment)
    assert found.municipality.name == "Waterdam"


@pytest.mark.heavy
@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_bomb_is_refused_before_anything_is_made_of_it(name: str, tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "a.xlsx", BOMBS[name]())
    assert TOO_LARGE[name] in problem.message


def test_what_is_in_the_last_row_of_a_sheet_is_read_without_those_above(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "a.xlsx", BOMBS["last-rows"]())[0], Assessment)


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited in the way of Linux")
@pytest.mark.parametrize("name", sorted(BOMBS.keys() - TOO_LARGE.keys()))
def test_what_would_be_a_bomb_is_read_in_little_memory(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(BOMBS[name]())
    code = (
        "import resource, sys\n"
        "from gemeente_online import read_assessments\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, {MOST_MEMORY}))\n"
        "print(next(read_assessments(sys.argv[1])).municipality.name)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "a.xlsx"],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert found.stdout == "Waterdam\n"


@pytest.mark.parametrize(
    "limit",
    [
        *(
            f"{size // 1_000_000} MB"
            for size in (archive.MAX_FILE, archive.MAX_UNPACKED, archive.MAX_PIECE)
        ),
        f"{MAX_WRITTEN_OUT // 1_000_000} miljoen tekens",
        *map(
            thousands,
            (
                archive.MAX_PARTS,
                archive.MAX_ELEMENTS,
                assessments.MAX_ROWS,
                MAX_ROWS,
                MAX_DEPTH,
                MAX_TEXT,
            ),
        ),
    ],
)
def test_limits_are_in_the_guide(limit: str) -> None:
    guide = (ROOT / "docs/grenzen.md").read_text(encoding="utf-8")
    rows = guide.partition("## Excel")[2].partition("## ")[0].splitlines()
    assert any(f"| {limit} |" in row for row in rows)


def test_what_is_said_of_a_limit_is_in_the_guide() -> None:
    guide = (ROOT / "docs/grenzen.md").read_text(encoding="utf-8")
    assert not [said for said in TOO_LARGE.values() if said != "beschadigd" and said not in guide]


ROW_OF_TWO = '<row><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>'


def test_rows_are_counted_over_all_sheets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assessments, "MAX_ROWS", 3)
    two = {SHEET: sheet(ROW_OF_TWO), "xl/worksheets/sheet2.xml": sheet("")}
    found = read(tmp_path / "a.xlsx", made(two, sheets=2))
    assert [type(item) for item in found] == [Assessment] * 3
    two["xl/worksheets/sheet2.xml"] = sheet(ROW_OF_TWO)
    *found, last = read(tmp_path / "a.xlsx", made(two, sheets=2))
    assert [type(item) for item in found] == [Assessment] * 3
    assert isinstance(last, Rejected)
    assert "meer dan 3 metingen" in last.problems[0].message


def test_columns_without_a_name_at_the_end_take_no_time(tmp_path: Path) -> None:
    start = time.process_time()
    found = read(tmp_path / "a.xlsx", wide_header(rows=4_000))
    assert {type(item) for item in found} == {Assessment}
    assert time.process_time() - start < 2


def test_of_cells_behind_the_last_column_the_first_is_told(tmp_path: Path) -> None:
    wrong = "".join(f'<c r="{column}3" t="e"><v>#N/A</v></c>' for column in "CDE")
    row = ROW_OF_TWO.replace("<row>", '<row r="3">').replace("</row>", wrong + "</row>")
    problem = problem_of(tmp_path / "a.xlsx", made({SHEET: sheet(row)}))
    assert (problem.path, problem.code) == ("Blad1!C3", "formula")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"])
def test_a_part_that_is_not_there_is_no_part_without_anything(part: str, tmp_path: Path) -> None:
    data = made({"xl/worksheets/sheet2.xml": sheet("")}, sheets=2)
    assert isinstance(read(tmp_path / "a.xlsx", data)[0], Assessment)
    parts = parts_of(data)
    del parts[part]
    assert problem_of(tmp_path / "a.xlsx", zipped(parts)).code == "broken-workbook"


def test_what_is_not_read_does_not_count(tmp_path: Path) -> None:
    comments = b"<comments>" + b"<a/>" * (archive.MAX_ELEMENTS + 1) + b"</comments>"
    data = made({"xl/comments1.xml": comments, "docProps/core.xml": b"<wrong"})
    assert isinstance(read(tmp_path / "a.xlsx", data)[0], Assessment)


ROW = '<row r="3"><c r="A3" t="{}"><v>{}</v></c><c r="B3" t="s"><v>3</v></c></row>'


@pytest.mark.parametrize(
    ("extra", "code"), [("x" * MAX_TEXT, None), ("x" * (MAX_TEXT + 1), "text-too-long")]
)
def test_a_cell_holds_no_more_than_a_text_elsewhere(
    extra: str, code: str | None, tmp_path: Path
) -> None:
    parts = {
        SHEET: sheet(ROW.format("s", 4)),
        "xl/sharedStrings.xml": texts(f"<si><t>{extra}</t></si>"),
    }
    found = read(tmp_path / "a.xlsx", made(parts))[1]
    if code is None:
        assert isinstance(found, Assessment)
        return
    assert isinstance(found, Rejected)
    told = [(problem.path, problem.code) for problem in found.problems]
    assert told == [("Blad1!A3", code)]
    assert (
        found.problems[0].message == "deze tekst is 20.001 tekens lang, en ten hoogste 20.000 mag"
    )


@pytest.mark.parametrize("number", ["-1", "-4", "4", "99999999999999999999"])
def test_a_text_that_is_not_there_is_a_problem_of_its_cell(number: str, tmp_path: Path) -> None:
    found = read(tmp_path / "a.xlsx", made({SHEET: sheet(ROW.format("s", number))}))[1]
    assert isinstance(found, Rejected)
    told = [(problem.path, problem.code) for problem in found.problems]
    assert told == [("Blad1!A3", "broken-cell")]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c><c r="C3" s="0"/>',
        '<c r="A3" t="s"><v>2</v></c><c t="s"><v>3</v></c><c s="0"/>',
    ],
)
def test_a_cell_without_anything_in_it_is_passed_over(cells: str, tmp_path: Path) -> None:
    found = read(tmp_path / "a.xlsx", made({SHEET: sheet(f'<row r="3">{cells}</row>')}))[1]
    assert isinstance(found, Assessment)


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A3"/><c r="B3" t="s"><v>3</v></c>',
        '<c r="A3"/><c t="s"><v>3</v></c>',
        '<c/><c t="s"><v>3</v></c>',
    ],
)
def test_an_empty_cell_keeps_its_place(cells: str, tmp_path: Path) -> None:
    found = read(tmp_path / "a.xlsx", made({SHEET: sheet(f'<row r="3">{cells}</row>')}))[1]
    assert isinstance(found, Rejected)
    assert [problem.path for problem in found.problems] == ["Blad1!A3"]


DATES = styles('<xf/><xf numFmtId="14"/>')
DAY = '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" s="1"><v>{}</v></c></row>'


@pytest.mark.parametrize("serial", ["-1", "-0.5", "60", "60.75", "2958466", "1e300"])
def test_a_day_that_never_was_is_no_date(serial: str, tmp_path: Path) -> None:
    parts = {"xl/styles.xml": DATES, SHEET: sheet(DAY.format(serial))}
    found = read(tmp_path / "a.xlsx", made(parts))[1]
    assert isinstance(found, Rejected)
    (problem,) = found.problems
    assert (problem.path, problem.code) == ("Blad1!B3", "not-a-date")
    assert "zo'n dag is er niet" in problem.message


@pytest.mark.parametrize(
    ("serial", "day"), [("46296", "2026-10-01"), ("61", "1900-03-01"), ("46296.5", "2026-10-01")]
)
def test_other_days_are_dates(serial: str, day: str, tmp_path: Path) -> None:
    parts = {"xl/styles.xml": DATES, SHEET: sheet(DAY.format(serial))}
    found = read(tmp_path / "a.xlsx", made(parts))[1]
    assert isinstance(found, Assessment)
    assert found.date.isoformat() == day


@pytest.mark.parametrize(
    ("shown_as", "is_date"),
    [
        ("d-m-yyyy", True),
        ("[$-413]d\\ mmmm\\ yyyy;@", True),
        ("mmm yy", True),
        ("General", False),
        ("0.00", False),
        ("[Red]#,##0", False),
        ('0" dagen"', False),
        ("0\\d", False),
        ("0;d-m-yyyy", False),
        ("[" * 40_000, False),
    ],
)
def test_a_format_of_ones_own_shows_a_date_or_a_number(
    shown_as: str, is_date: bool, tmp_path: Path
) -> None:
    formats = styles('<xf/><xf numFmtId="164"/>').replace(
        b"<cellXfs>",
        f"<numFmts><numFmt numFmtId='164' formatCode='{shown_as}'/></numFmts><cellXfs>".encode(),
    )
    row = DAY.format(46296).replace('t="s"><v>2</v>', 's="1"><v>46296.5</v>')
    found = read(tmp_path / "a.xlsx", made({"xl/styles.xml": formats, SHEET: sheet(row)}))[1]
    assert isinstance(found, Assessment)
    assert found.municipality.name == ("2026-10-01" if is_date else "46296,5")


def test_the_other_calendar_has_its_sixtieth_day(tmp_path: Path) -> None:
    book = workbook().replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    parts = {"xl/styles.xml": DATES, "xl/workbook.xml": book, SHEET: sheet(DAY.format(60))}
    found = read(tmp_path / "a.xlsx", made(parts))[1]
    assert isinstance(found, Assessment)
    assert found.date.isoformat() == "1904-03-01"


DAY_IN_FULL = (
    '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="d"><v>2026-10-02T00:00:00</v></c></row>'
)


def test_the_strict_kind_is_read(tmp_path: Path) -> None:
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"officeDocument/relationships"
        ),
    }
    parts = {
        "xl/workbook.xml": workbook(),
        "xl/sharedStrings.xml": texts(),
        SHEET: sheet(DAY_IN_FULL),
    }
    for old, new in names.items():
        for name, part in parts.items():
            parts[name] = part.replace(old, b"http://purl.oclc.org/ooxml/" + new)
    (first, second) = read(tmp_path / "a.xlsx", made(parts))
    assert isinstance(first, Assessment)
    assert isinstance(second, Assessment)
    assert second.date.isoformat() == "2026-10-02"


def test_an_empty_outcome_of_a_formula_is_an_empty_cell(tmp_path: Path) -> None:
    row = ROW.format("s", 2).replace("</row>", '<c r="C3" t="str"><f>""</f><v></v></c></row>')
    found = read(tmp_path / "a.xlsx", made({SHEET: sheet(row)}))[1]
    assert isinstance(found, Assessment)
