"""Workbooks that are right, and written in another way than Excel does it today."""

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from gemeente_online import Assessment
from support.bombs import INLINE, LINKS, MAIN, SHARED, SHEET, made, sheet, styles, texts, workbook
from support.workbooks import parts_of, problem_of, read, zipped

BOOK, BOOK_LINKS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
DAY = '<c r="B3" t="s"><v>3</v></c>'


def named(path: Path, data: bytes) -> list[str]:
    """The names of the municipalities: what stands in the first column."""
    found = read(path, data)
    names = [item.municipality.name for item in found if isinstance(item, Assessment)]
    assert len(names) == len(found), found
    return names


def row(cell: str) -> bytes:
    """A sheet with a second municipality, whose name stands in this cell."""
    return sheet(f'<row r="3">{cell}{DAY}</row>')


def shown_as(code: str, number: int = 164) -> bytes:
    """The styles of a workbook whose second shows numbers by a format of its own."""
    listed = f"<numFmts><numFmt numFmtId='{number}' formatCode={quoteattr(code)}/></numFmts>"
    return styles(f'<xf/><xf numFmtId="{number}"/>').replace(
        b"<cellXfs>", f"{listed}<cellXfs>".encode()
    )


# --- cells ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A3" t="inlineStr"><is><t>Rijndam</t></is></c>', "Rijndam"),
        (
            '<c r="A3" t="inlineStr"><is><r><t>Rijn</t></r><r><rPr><b/></rPr><t>dam</t></r>'
            '<rPh sb="0" eb="1"><t>anders</t></rPh></is></c>',
            "Rijndam",
        ),
        ('<c r="A3" t="str"><f>"Rijn"&amp;"dam"</f><v>Rijndam</v></c>', "Rijndam"),
        ('<c r="A3" t="inlineStr"><is><t><![CDATA[Rijn]]>dam</t></is></c>', "Rijndam"),
        ('<c r="A3" t="s"><v><!-- Rijndam -->2</v></c>', "Waterdam"),
        ('<c r="A3" t="s"><v>\n 2\n</v></c>', "Waterdam"),
        ('<c r="a3" t="s"><v>2</v></c>', "Waterdam"),
        ('<c r="A3" t="b"><v> 1 </v></c>', "ja"),
        ('<c r="A3" t="b"><v>false</v></c>', "nee"),
        ('<c r="A3"><v>-0</v></c>', "0"),
        ('<c r="A3"><v>1.5E+3</v></c>', "1500"),
        ('<c r="A3" s="99"><v>46296</v></c>', "46296"),
        ('<c r="A3" t="d"><v>2026-10-01T00:00:00.000Z</v></c>', "2026-10-01"),
        ('<c r="A3" t="d"><v>T12:30:00</v></c>', "12:30:00"),
    ],
)
def test_a_cell_is_what_it_says_however_it_was_written(
    cell: str, text: str, tmp_path: Path
) -> None:
    assert named(tmp_path / "a.xlsx", made({SHEET: row(cell)})) == ["Waterdam", text]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A3"><v>1,5</v></c>',
        '<c r="A3"><v>NaN</v></c>',
        '<c r="A3" t="b"><v>2</v></c>',
        '<c r="A3" t="s"><v>2.0</v></c>',
    ],
)
def test_what_cannot_stand_in_a_cell_is_told_there(cell: str, tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "a.xlsx", made({SHEET: row(cell)}))
    assert (problem.path, problem.code) == ("Blad1!A3", "broken-cell")
    assert problem.message == "de inhoud van deze cel is onleesbaar"


def test_a_formula_whose_outcome_is_only_space_was_not_calculated(tmp_path: Path) -> None:
    cell = '<c r="A3"><f>1+1</f><v> </v></c>'
    problem = problem_of(tmp_path / "a.xlsx", made({SHEET: row(cell)}))
    assert "een formule waarvan de uitkomst niet in het bestand staat" in problem.message


def test_cells_of_space_are_empty_also_above_the_header(tmp_path: Path) -> None:
    space = INLINE.format(" ")
    rows = parts_of(made())[SHEET].replace(
        b"<sheetData>", f"<sheetData><row>{space}</row>".encode()
    )
    rows = re.sub(rb' r="[A-Z]?\d"', b"", rows)
    assert named(tmp_path / "a.xlsx", made({SHEET: rows})) == ["Waterdam"]


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("[h]:mm", "1.5", "36:00:00"),
        ("[$-413][h]:mm:ss;@", "0.25", "6:00:00"),
        ("[mm]:ss", "3.25", "78:00:00"),
        ("h:mm", "0.5625", "13:30:00"),
        ("h:mm", "0.9999999", "24:00:00"),
        ("[h]:mm", "60", "1440:00:00"),
        ("d/mm/yyyy h:mm", "46296.5", "2026-10-01"),
        ("0.00%", "0.125", "12,5%"),
        ("[Red]0%;-0%", "0.07", "7%"),
        ("0\\%", "7", "7"),
        ('0"%"', "7", "7"),
        ('_-"€"\\ * #,##0.00_-', "12.5", "12,5"),
        ("@", "46296", "46296"),
    ],
)
def test_a_number_is_what_its_format_makes_of_it(
    code: str, number: str, text: str, tmp_path: Path
) -> None:
    cell = f'<c r="A3" s="1"><v>{number}</v></c>'
    data = made({SHEET: row(cell), STYLES: shown_as(code)})
    assert named(tmp_path / "a.xlsx", data)[1] == text


@pytest.mark.parametrize(
    ("styled", "text"),
    [
        (shown_as("0.00", 14), "46296"),
        (shown_as("d-m-yyyy", 2), "2026-10-01"),
        (styles('<xf/><xf numFmtId="46"/>'), "1111104:00:00"),
        (styles('<xf/><xf numFmtId="10"/>'), "4629600%"),
        (
            styles('<xf/><xf numFmtId="1"/>').replace(
                b"<cellXfs>",
                b'<dxfs><dxf><numFmt numFmtId="1" formatCode="d-m-yyyy"/></dxf></dxfs><cellXfs>',
            ),
            "46296",
        ),
    ],
    ids=["own-14", "own-2", "duration", "percentage", "of-a-condition"],
)
def test_a_format_is_found_by_its_number(styled: bytes, text: str, tmp_path: Path) -> None:
    data = made({SHEET: row('<c r="A3" s="1"><v>46296</v></c>'), STYLES: styled})
    assert named(tmp_path / "a.xlsx", data)[1] == text


def test_a_duration_below_nothing_is_told(tmp_path: Path) -> None:
    data = made({SHEET: row('<c r="A3" s="1"><v>-1.5</v></c>'), STYLES: shown_as("[h]:mm")})
    assert problem_of(tmp_path / "a.xlsx", data).code == "not-a-date"


def test_a_text_in_pieces_is_read_without_how_it_sounds(tmp_path: Path) -> None:
    sound = '<rPh sb="0" eb="1"><t>anders</t></rPh><phoneticPr fontId="1"/>'
    shared = texts(f"<si><r><t>Rijn</t></r><r><rPr><b/></rPr><t>dam</t></r>{sound}</si>")
    data = made({SHEET: row('<c r="A3" t="s"><v>4</v></c>'), SHARED: shared})
    assert named(tmp_path / "a.xlsx", data) == ["Waterdam", "Rijndam"]


# --- parts ---------------------------------------------------------------------------------


def with_prefix(name: str, part: bytes) -> bytes:
    if not name.startswith("xl/"):
        return part
    return re.sub(rb"<(/?)(?=\w)", rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x=")


def in_utf_16(name: str, part: bytes) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?>{part.decode()}'.encode("utf-16")


def with_bom(name: str, part: bytes) -> bytes:
    return b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + part


def with_absolute_targets(name: str, part: bytes) -> bytes:
    folder = b"/xl/" if name == BOOK_LINKS else b"/"
    return part.replace(b'Target="', b'Target="' + folder)


@pytest.mark.parametrize("change", [with_prefix, in_utf_16, with_bom, with_absolute_targets])
def test_parts_may_be_written_in_another_way(change: object, tmp_path: Path) -> None:
    assert callable(change)
    parts = {name: change(name, part) for name, part in parts_of(made()).items()}
    assert parts != parts_of(made())
    assert named(tmp_path / "a.xlsx", zipped(parts)) == ["Waterdam"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("sharedStrings", "SharedStrings"), ("worksheets", "WorkSheets"), ("/", "\\"), ("xl", "XL")],
)
def test_names_of_parts_may_be_written_in_another_way_than_the_links_to_them(
    old: str, new: str, tmp_path: Path
) -> None:
    parts = {name.replace(old, new): part for name, part in parts_of(made()).items()}
    assert parts != parts_of(made())
    assert named(tmp_path / "a.xlsx", zipped(parts)) == ["Waterdam"]


@pytest.mark.parametrize("link", [' r:id=""', ""])
def test_what_has_no_part_is_no_sheet(link: str, tmp_path: Path) -> None:
    listed = f'<sheet name="Module1" sheetId="9"{link}/></sheets>'
    book = workbook().replace(b"</sheets>", listed.encode())
    assert named(tmp_path / "a.xlsx", made({BOOK: book})) == ["Waterdam"]


def test_what_only_is_called_a_sheet_is_none(tmp_path: Path) -> None:
    beside = b'<extLst><ext><y:sheet xmlns:y="y" name="x"/></ext></extLst></workbook>'
    book = workbook().replace(b"</workbook>", beside)
    assert named(tmp_path / "a.xlsx", made({BOOK: book})) == ["Waterdam"]


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet", "xlMacrosheet"])
def test_sheets_without_cells_are_passed_over(kind: str, tmp_path: Path) -> None:
    parts = parts_of(made())
    listed = '<sheet name="Grafiek" sheetId="9" r:id="rId9"/></sheets>'
    link = f'<Relationship Id="rId9" Type="{LINKS}/{kind}" Target="other/1.xml"/></Relationships>'
    parts[BOOK] = parts[BOOK].replace(b"</sheets>", listed.encode())
    parts[BOOK_LINKS] = parts[BOOK_LINKS].replace(b"</Relationships>", link.encode())
    parts["xl/other/1.xml"] = f"<{kind} {MAIN}><sheetPr/></{kind}>".encode()
    assert named(tmp_path / "a.xlsx", zipped(parts)) == ["Waterdam"]


# --- the zip file --------------------------------------------------------------------------


class _Pipe(io.RawIOBase):
    """What cannot go back: the sizes of the parts come behind them."""

    def __init__(self) -> None:
        self.written = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.written += bytes(data)
        return len(data)


def test_sizes_may_stand_behind_the_parts(tmp_path: Path) -> None:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts_of(made()).items():
            archive.writestr(name, part)
    assert b"PK\x07\x08" in pipe.written
    assert named(tmp_path / "a.xlsx", pipe.written) == ["Waterdam"]


def test_sizes_may_be_written_for_large_files(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts_of(made()).items():
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(part)
    assert named(tmp_path / "a.xlsx", stream.getvalue()) == ["Waterdam"]


def test_a_password_on_the_zip_file_is_another_way_to_pack(tmp_path: Path) -> None:
    data = bytearray(made())
    for header, flags in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        for found in re.finditer(re.escape(header), bytes(data)):
            data[found.start() + flags] |= 1
    problem = problem_of(tmp_path / "a.xlsx", bytes(data))
    assert problem.message == "dit bestand is op een andere manier ingepakt dan Excel doet"


@pytest.mark.parametrize("length", [1, 22, 100, 1_000])
def test_half_a_file_is_no_workbook(length: int, tmp_path: Path) -> None:
    assert problem_of(tmp_path / "a.xlsx", made()[:-length]).code == "not-a-workbook"


def test_a_part_that_changed_on_the_way_is_broken(tmp_path: Path) -> None:
    data = zipped(parts_of(made()), zipfile.ZIP_STORED)
    assert data.count(b"Waterdam") == 1
    problem = problem_of(tmp_path / "a.xlsx", data.replace(b"Waterdam", b"Waterdan"))
    assert problem.code == "broken-workbook"
