"""Workbooks that are small as a file and dear to whoever reads them without bounds.

Each is made from one workbook of one municipality, as Excel would write it, with one of its parts
blown up: made when it is wanted, and never kept.
"""

from collections.abc import Callable

from openpyxl.utils import get_column_letter

from support.workbooks import zipped

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAST_COLUMN = 16_384
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
INLINE = '<c t="inlineStr"><is><t>{}</t></is></c>'
COLUMNS = [get_column_letter(column).encode() for column in range(1, 12_001)]
TEXTS = ("municipality", "date", "Waterdam", "2026-10-01")
Part = str | bytes


def sheet(rows: Part, behind: Part = "") -> bytes:
    """A worksheet of these rows below those of one municipality."""
    first = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    second = '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>'
    head = f"<worksheet {MAIN}><sheetData>{first}{second}"
    return _bytes(head) + _bytes(rows) + b"</sheetData>" + _bytes(behind) + b"</worksheet>"


def texts(*more: Part) -> bytes:
    """The shared strings of the workbook, and more of them."""
    first = "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
    return _bytes(f"<sst {MAIN}>{first}") + b"".join(map(_bytes, more)) + b"</sst>"


def styles(formats: Part = "<xf/>") -> bytes:
    """The styles of the workbook, with these formats of cells."""
    return _bytes(f"<styleSheet {MAIN}><cellXfs>") + _bytes(formats) + b"</cellXfs></styleSheet>"


def workbook(sheets: int = 1, names: Part = "") -> bytes:
    """The part that names the sheets."""
    listed = "".join(
        f'<sheet name="Blad{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1)
    )
    head = f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets>{listed}</sheets><definedNames>'
    return _bytes(head) + _bytes(names) + b"</definedNames></workbook>"


def made(parts: dict[str, bytes] | None = None, sheets: int = 1) -> bytes:
    """A workbook, some parts of which are these."""
    numbers = range(1, sheets + 1)
    files = {f"xl/worksheets/sheet{n}.xml": f"{_TYPE}.worksheet+xml" for n in numbers}
    files |= {
        "xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "xl/sharedStrings.xml": f"{_TYPE}.sharedStrings+xml",
        "xl/styles.xml": f"{_TYPE}.styles+xml",
    }
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in files.items()
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    links += "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/{name}" Target="{name}.xml"/>'
        for name in ("sharedStrings", "styles")
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    all_parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{listed}</Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}'
        "</Relationships>".encode(),
        "xl/workbook.xml": workbook(sheets),
        "xl/sharedStrings.xml": texts(),
        "xl/styles.xml": styles(),
        SHEET: sheet(""),
        **(parts or {}),
    }
    return zipped(all_parts)


def _bytes(text: Part) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _pieces(length: int) -> bytes:
    return b"<r><t>" + b"a" * length + b"</t></r>"


def _row_of_nothing(row: int) -> bytes:
    cells = b"".join(b'<c r="%s%d" s="0"/>' % (column, row) for column in COLUMNS)
    return b'<row r="%d">' % row + cells + b"</row>"


def _last_rows() -> bytes:
    far = sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    return made({f"xl/worksheets/sheet{n}.xml": far for n in range(1, 201)}, sheets=200)


def _one_sheet_many_times() -> bytes:
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % row for row in range(3, 40_000))
    listed = '<sheet name="B" sheetId="1" r:id="rId1"/>' * 20_000
    book = f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>'
    return made({SHEET: sheet(rows), "xl/workbook.xml": book.encode()})


def _form_rows() -> bytes:
    """A form whose every row is about something else."""
    rows = "".join(f"<row><c><v>{n}</v></c><c><v>1</v></c></row>" for n in range(240_000))
    return made({SHEET: sheet(f"<row>{INLINE.format('key')}{INLINE.format('answer')}</row>{rows}")})


def _one_text_in_a_form() -> bytes:
    """A form whose rows all hold one long text, in which a code stands for a sign."""
    head = "".join(map(INLINE.format, ("key", "answer", "note")))
    long = '<c t="s"><v>4</v></c>' * 2
    rows = "".join(f"<row><c><v>{n}</v></c>{long}</row>" for n in range(19_000))
    text = "<si><t>\U0001f4a9_x000D_" + "a" * 19_980 + "</t></si>"
    return made({SHEET: sheet(f"<row>{head}</row>{rows}"), SHARED: texts(text)})


def wide_header(rows: int = 50_000) -> bytes:
    """A table with a space in the last column that a sheet has."""
    header = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    space = '<c r="XFD1" t="s"><v>4</v></c></row>'
    more = '<row><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>' * rows
    head = f"<worksheet {MAIN}><sheetData>"
    rows_of_all = f"{head}{header}{space}{more}</sheetData></worksheet>"
    return made({SHEET: rows_of_all.encode(), SHARED: texts("<si><t> </t></si>")})


ROW_OF_FORMULA = '<row r="{0}"><c r="A{0}"><f t="shared" si="0"/></c></row>'
LONG_FORMULA = "A1+" * 2_500 + "A1"
FIRST_FORMULA = f'<row r="3"><c r="A3"><f t="shared" si="0">{LONG_FORMULA}</f></c></row>'
LINKED = '<row r="3"><c r="A3" t="s"><v>4</v></c><c r="B3" t="s"><v>3</v></c></row>'
SHARED = "xl/sharedStrings.xml"
BOMBS: dict[str, Callable[[], bytes]] = {
    "attribute": lambda: made({SHEET: sheet(b'<row x="' + b"a" * 45_000_000 + b'"/>')}),
    "last-rows": _last_rows,
    "styles": lambda: made({"xl/styles.xml": styles(b"<xf/>" * 900_000)}),
    "empty-rows": lambda: made({SHEET: sheet(b"<row/>" * 3_900_000)}),
    "empty-cells": lambda: made({SHEET: sheet(b"".join(map(_row_of_nothing, range(3, 53))))}),
    "shared-strings": lambda: made({SHARED: texts(b"<si><t>a</t></si>" * 1_000_000)}),
    "runs": lambda: made({SHARED: texts("<si>", b"<r><t>a</t></r>" * 900_000, "</si>")}),
    "nested": lambda: made({SHEET: sheet(b"<a>" * 1_000_000 + b"</a>" * 1_000_000)}),
    "names": lambda: made(
        {"xl/workbook.xml": workbook(names=b'<definedName name="a">1</definedName>' * 300_000)}
    ),
    "long-text": lambda: made(
        {SHEET: sheet(LINKED), SHARED: texts("<si><t>", b"a" * 45_000_000, "</t></si>")}
    ),
    "comment": lambda: made({SHEET: sheet(b"<!--" + b"a" * 45_000_000 + b"-->")}),
    "wide-runs": lambda: made(
        {SHARED: texts("<si><r><t>\U0001f4a9</t></r>", _pieces(900_000) * 50, "</si>")}
    ),
    "hyperlinks": lambda: made({SHEET: sheet("", b'<hyperlink ref="A1"/>' * 1_000_000)}),
    "one-sheet-many-times": _one_sheet_many_times,
    "form-rows": _form_rows,
    "one-text-in-a-form": _one_text_in_a_form,
    "one-text-in-a-row": lambda: made(
        {
            SHEET: sheet("<row>" + '<c t="s"><v>4</v></c>' * LAST_COLUMN + "</row>"),
            SHARED: texts("<si><t>", "\U0001f4a9" + "a" * 19_990, "</t></si>"),
        }
    ),
    "wide-header": wide_header,
    "many-sheets": lambda: made(
        {f"xl/worksheets/sheet{n}.xml": sheet("") for n in range(1, 9_001)}, sheets=9_000
    ),
    "formulas": lambda: made(
        {SHEET: sheet(FIRST_FORMULA + "".join(map(ROW_OF_FORMULA.format, range(4, 20_000))))}
    ),
}
"""Their names, and what makes them; every one is less than a megabyte, or little more."""
