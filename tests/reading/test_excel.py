"""Excel workbooks read: plain sheets with a row per municipality, and what only looks like one."""

import sys
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from gemeente_online import Assessment, Problem, Rejected, load_model, read_assessments, score
from gemeente_online.reading.excel import archive
from support.bombs import SHEET
from support.places import EXAMPLES
from support.python import run_without
from support.trees import anywhere
from support.workbooks import parts_of, zipped

Command = Callable[..., tuple[int, str, str]]
MODEL = load_model("gemeente-online")
QUESTIONS = list(MODEL.questions.values())
EPOCH_1904 = 1462  # days that the other calendar of Excel begins later


def saved(path: Path, *rows: Iterable[object], title: str = "Gemeenten") -> Path:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def read(path: Path) -> list[Assessment | Rejected]:
    return list(read_assessments(path))


def problems(path: Path) -> list[Problem]:
    found = read(path)
    assert [type(item) for item in found] == [Rejected] * len(found)
    return [problem for item in found for problem in item.problems]


def told(path: Path) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in problems(path)]


HEADER = ("municipality", "code", "inhabitants", "date", *(question.id for question in QUESTIONS))


def answers(position: int) -> list[str]:
    return [question.options[position].id for question in QUESTIONS]


# --- a row per municipality ----------------------------------------------------------------


def test_a_row_is_read_as_in_csv(tmp_path: Path) -> None:
    row = ["Waterdam", "GM9999", 56000, date(2026, 10, 1), *answers(2)]
    path = saved(tmp_path / "a.xlsx", HEADER, row)
    csv = tmp_path / "a.csv"
    csv.write_text("\n".join(",".join(map(str, line)) for line in (HEADER, row)), "utf-8")
    (excel,), (plain,) = read(path), read(csv)
    assert anywhere(excel) == anywhere(plain)
    assert score(excel).overall.phase == 3


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 10, 1),
        datetime(2026, 10, 1, 15, 30),
        "2026-10-01",
        "1-10-2026",
        "1 okt 2026",
        46296,
    ],
    ids=str,
)
def test_a_date_is_a_date_however_it_was_typed(tmp_path: Path, day: object) -> None:
    path = saved(tmp_path / "a.xlsx", ("municipality", "date"), ("Waterdam", day))
    assert [item.date for item in read(path)] == [date(2026, 10, 1)]


def test_a_number_is_a_date_in_the_calendar_of_the_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(("municipality", "date"))
    book.active.append(("Waterdam", 46296 - EPOCH_1904))
    book.save(tmp_path / "a.xlsx")
    assert [item.date for item in read(tmp_path / "a.xlsx")] == [date(2026, 10, 1)]


@pytest.mark.parametrize("number", [20261001, 12, 0, -5, 99999, 46296.5, "46296"])
def test_another_number_is_no_date(tmp_path: Path, number: object) -> None:
    path = saved(tmp_path / "a.xlsx", ("municipality", "date"), ("Waterdam", number))
    assert told(path) == [("Gemeenten!B2", "not-a-date")]


@pytest.mark.parametrize("number", [1900, 2026, 2100])
def test_a_year_in_a_cell_that_shows_dates_is_no_day_in_1905(tmp_path: Path, number: int) -> None:
    path = saved(tmp_path / "a.xlsx", ("municipality", "date"), ("Waterdam", number))
    book = openpyxl.load_workbook(path)
    book.active["B2"].number_format = "d-m-yyyy"
    book.save(path)
    (found,) = problems(path)
    assert (found.path, found.code) == ("Gemeenten!B2", "not-a-date")
    assert f"bijvoorbeeld 1-10-{number}" in str(found.hint)


def test_options_go_by_their_texts_and_letters_too_whatever_excel_made_of_them(
    tmp_path: Path,
) -> None:
    def typed(text: str) -> str:
        curly = text.replace("'", "’").replace(" - ", " – ")
        return f"\u00a0{curly.upper().replace(' ', '  ', 1)} "

    rows = [
        ["Tekst", "", "", date(2026, 10, 1), *(typed(q.options[1].text) for q in QUESTIONS)],
        ["Letter", "", "", date(2026, 10, 1), *("B" for _ in QUESTIONS)],
        ["Id", "", "", date(2026, 10, 1), *(q.options[1].id.title() for q in QUESTIONS)],
    ]
    found = read(saved(tmp_path / "a.xlsx", HEADER, *rows))
    expected = read(
        saved(tmp_path / "b.xlsx", HEADER, ["x", "", "", date(2026, 10, 1), *answers(1)])
    )
    assert [item.answers for item in found] == [expected[0].answers] * 3


def test_several_options_numbers_and_booleans_of_another_model(tmp_path: Path) -> None:
    model = load_model(EXAMPLES / "models/open-data.yaml")
    path = saved(
        tmp_path / "a.xlsx",
        ("municipality", "date", "catalogus", "actueel", "formaten", "contact", "reactietijd"),
        ("Waterdam", date(2026, 10, 1), True, "Nee", "Een API | csv", "JA ", 2.125),
        ("Veendam", date(2026, 10, 1), False, None, "geen van deze", None, 0.1 + 0.2),
    )
    one, two = read_assessments(path, model=model)
    assert isinstance(one, Assessment)
    assert isinstance(two, Assessment)
    assert [answer.chosen for answer in one.answers.values()] == [
        ("ja",),
        ("nee",),
        ("csv", "api"),
        ("ja",),
        (),
    ]
    assert one.answers["reactietijd"].number * 1000 == 2125  # not refused as two readings
    assert two.answers["reactietijd"].number * 10 == 3  # to the digits that Excel keeps
    assert two.answers["formaten"].score == 0


def test_problems_name_the_cell_and_do_not_stop_the_other_rows(
    tmp_path: Path, command: Command
) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        ("municipality", "date", "inhabitants", "klantvragen", "budget"),
        ("Waterdam", "gisteren", 5.5, "webcar", "#N/A"),
        ("Veendam", date(2026, 10, 1), "=1+1", "webcare"),
        (),
        ("Rijndam", date(2026, 10, 1), None, "webcare", None, None, "ernaast"),
        ("Hoogdam", date(2026, 10, 1), None, "webcare"),
    )
    assert [type(item) for item in read(path)] == [Rejected, Rejected, Rejected, Assessment]
    code, out, err = command("score", "-q", path)
    assert (code, out) == (2, "?\n")
    assert err.replace(str(path), "a.xlsx") == (
        'a.xlsx:2: Waterdam: Gemeenten!B2: "gisteren" is geen datum\n'
        "  schrijf bijvoorbeeld 2026-10-01, 1-10-2026 of 1 oktober 2026\n"
        'a.xlsx:2: Waterdam: Gemeenten!C2: "5,5" is geen heel getal\n'
        "  rond het getal af, met alleen cijfers\n"
        'a.xlsx:2: Waterdam: Gemeenten!D2: "webcar" is geen antwoord op deze vraag\n'
        '  bedoelde u "webcare"? Mogelijk: a individueel (Een collega die de vraag …), b webcare '
        "(Een webcareteam of vaste …), c overal (Ook een lastige vraag krijgt …), d samen (Ook "
        "een lastige vraag krijgt …), onbekend\n"
        "a.xlsx:2: Waterdam: Gemeenten!E2: hier staat een fout van een formule: #N/A\n"
        "  verbeter de formule, of typ de waarde zelf\n"
        "a.xlsx:3: Veendam: Gemeenten!C3: hier staat een formule waarvan de uitkomst niet in het "
        "bestand staat\n"
        "  open het bestand in Excel of LibreOffice en sla het op, of typ de waarde zelf\n"
        "a.xlsx:5: Rijndam: Gemeenten!G5: boven deze kolom staat geen naam\n"
        "  zet er een naam boven, of maak de cel leeg\n"
        "1 gescoord, 3 niet: zie hierboven\n"
    )


def test_a_header_that_is_wrong_is_told_once(tmp_path: Path) -> None:
    row = ("Waterdam", date(2026, 10, 1), "webcare")
    path = saved(tmp_path / "a.xlsx", ("municipality", "date", "klantvraag"), row, row, row)
    assert told(path) == [("Gemeenten!C1", "unknown-column")]


def test_every_visible_sheet_with_such_a_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["zomaar een blad"])
    for name in ("2025", "2026", "oud"):
        sheet = book.create_sheet(name)
        sheet.append([])  # a header need not stand on the first row
        sheet.append(["municipality", "date"])
        sheet.append([name, date(2026, 10, 1)])
    book.create_sheet("leeg")
    book["oud"].sheet_state = "hidden"
    book["2025"]["A2"] = "gemeente"
    book["2025"]["C2"] = "municipality"
    book["2025"]["D2"] = "municipality"
    book.save(tmp_path / "a.xlsx")
    warned: list[Problem] = []
    first, second = read_assessments(tmp_path / "a.xlsx", warned=warned.append)
    assert [problem.message for problem in warned] == [
        'het blad "oud" is verborgen, en wordt niet gelezen',
        'niet gelezen: het blad "Sheet", want daar staat bovenaan geen kolom municipality',
    ]
    assert isinstance(first, Rejected)
    assert [problem.path for problem in first.problems] == ["2025!A2", "2025!D2"]
    assert isinstance(second, Assessment)
    assert (second.municipality.name, second.row) == ("2026", 3)


def test_a_workbook_of_which_only_a_hidden_sheet_holds_anything(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("municipality", "date"))
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("oud")
    sheet.append(["municipality", "date"])
    sheet.append(["Waterdam", date(2026, 10, 1)])
    sheet.sheet_state = "hidden"
    book.save(path)
    assert told(path) == [("", "empty")]


def test_a_sheet_that_is_not_read_is_told_beside_those_that_are(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("municipality", "date"), ("Waterdam", date(2026, 10, 1)))
    book = openpyxl.load_workbook(path)
    book.create_sheet("Toelichting").append(["Lees dit eerst"])
    book.create_sheet("leeg")
    book.create_sheet("Zeeland").append(["Gemeentenaam", "Datum"])
    book.save(path)
    warned: list[Problem] = []
    first, second = read_assessments(path, warned=warned.append)
    assert isinstance(first, Assessment)
    assert isinstance(second, Rejected)
    assert [(one.path, one.code, one.hint) for one in second.problems] == [
        ("Zeeland", "column-missing", f'geef de kolom "{ours}" de naam {name}')
        for ours, name in (("Gemeentenaam", "municipality"), ("Datum", "date"))
    ]
    assert [one.message for one in warned] == [
        'niet gelezen: het blad "Toelichting", want daar staat bovenaan geen kolom municipality'
    ]


def test_a_workbook_in_a_folder_and_on_standard_input(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "A.XLSX", ("municipality", "date"), ("Waterdam", date(2026, 10, 1)))
    (tmp_path / "~$A.XLSX").write_bytes(b"\x05Iemand")  # what Excel keeps beside an open file
    assert command("score", "-q", tmp_path) == (0, "?\n", "")
    with path.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": stream})())
        assert command("score", "-q", "--input", "xlsx", "-") == (0, "?\n", "")
    with path.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": stream})())
        code, out, err = command("score", "-q", "-")
    assert (code, out) == (2, "")
    assert "--input xlsx" in err


# --- what is no workbook -------------------------------------------------------------------


def refused(tmp_path: Path, data: bytes) -> Problem:
    (tmp_path / "a.xlsx").write_bytes(data)
    (found,) = problems(tmp_path / "a.xlsx")
    return found


def with_part(tmp_path: Path, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook of one row, with one of its parts changed."""
    path = saved(tmp_path / "b.xlsx", ("municipality", "date"), ("Waterdam", "2026-10-01"))
    parts = parts_of(path.read_bytes())
    parts[name] = change(parts.get(name, b""))
    return zipped(parts)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "empty", "het bestand is leeg"),
        (b"municipality;date\n", "not-a-workbook", "dit is geen Excel-bestand"),
        (b"PK\3\4" + b"x" * 99, "not-a-workbook", "dit is geen Excel-bestand"),
        (zipped({"a.txt": b"x"}), "broken-workbook", "dit Excel-bestand is beschadigd"),
        (
            zipped({"[Content_Types].xml": b"<x"}),
            "broken-workbook",
            "dit Excel-bestand is beschadigd",
        ),
        (OLE, "old-workbook", "dit is een bestand van een Excel van voor 2007 (.xls)"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "password",
            "dit Excel-bestand is beveiligd met een wachtwoord om het te openen",
        ),
        (
            zipped({"a": b"x"}, zipfile.ZIP_LZMA),
            "broken-workbook",
            "dit bestand is op een andere manier ingepakt dan Excel doet",
        ),
        (
            zipped({f"{n}.xml": bytes(13_000_000) for n in range(4)}),
            "too-large",
            "uitgepakt is dit bestand groter dan 50 MB",
        ),
        (bytes(10_000_001), "too-large", "het bestand is groter dan 10 MB"),
    ],
    ids=[
        "empty",
        "text",
        "half-a-zip",
        "other-zip",
        "no-xml",
        "xls",
        "password",
        "lzma",
        "bomb",
        "large",
    ],
)
def test_what_is_no_workbook_is_said_to_be_what_it_is(
    tmp_path: Path, data: bytes, code: str, message: str
) -> None:
    found = refused(tmp_path, data)
    assert (found.code, found.message) == (code, message)
    assert found.hint


def test_laughs_are_not_expanded(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = with_part(tmp_path, SHEET, lambda xml: laughs + xml)
    assert refused(tmp_path, data).message.startswith("in dit bestand staat een opdracht (DOCTYPE)")


def test_a_sheet_in_utf_16_is_read(tmp_path: Path) -> None:
    data = with_part(tmp_path, SHEET, lambda xml: xml.decode().encode("utf-16"))
    (tmp_path / "a.xlsx").write_bytes(data)
    assert [item.municipality.name for item in read(tmp_path / "a.xlsx")] == ["Waterdam"]


def test_a_sheet_of_millions_of_cells_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = b'<row r="3">' + b"<c/>" * 1000 + b"</row>"
    data = with_part(
        tmp_path, SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    (tmp_path / "a.xlsx").write_bytes(data)
    assert len(read(tmp_path / "a.xlsx")) == 1
    monkeypatch.setattr(archive, "MAX_ELEMENTS", 900)
    found = refused(tmp_path, data)
    told = "in dit bestand staan meer dan een miljoen cellen en rijen"
    assert (found.code, found.message) == ("too-large", told)


def test_cells_far_to_the_right_and_far_down_cost_nothing(tmp_path: Path) -> None:
    rows = b"".join(
        b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (at, at)
        for at in (*range(3, 5_000), 1_048_576)
    )
    data = with_part(
        tmp_path, SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    (tmp_path / "a.xlsx").write_bytes(data)
    first, *others = read(tmp_path / "a.xlsx")
    assert isinstance(first, Assessment)
    assert len(others) == 4_998  # each is told, for its column has no name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="A2"', b'r="AAAA2"'),
        (b'<row r="2"', b'<row r="twee"'),
        (b"</sheetData>", b"</sheetDat>"),
        (b'<row r="2"', b'<row r="0"'),
        (b'<row r="2"', b'<row r="99999999999999"'),
        (b'<c r="A2"', b'<c x:y="1" r="A2"'),
    ],
)
def test_a_broken_sheet_is_a_problem_of_the_file(tmp_path: Path, old: bytes, new: bytes) -> None:
    data = with_part(tmp_path, SHEET, lambda xml: xml.replace(old, new))
    assert new in zipfile.ZipFile(BytesIO(data)).read(SHEET)
    (tmp_path / "a.xlsx").write_bytes(data)
    found = read(tmp_path / "a.xlsx")[-1]  # what stood before the break may have been read
    assert isinstance(found, Rejected)
    assert [problem.code for problem in found.problems] == ["broken-workbook"]


def test_what_a_sheet_says_of_its_size_may_be_wrong(tmp_path: Path) -> None:
    def change(xml: bytes) -> bytes:
        assert b'<dimension ref="A1:B2"' in xml
        return xml.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:A1"')

    (tmp_path / "a.xlsx").write_bytes(with_part(tmp_path, SHEET, change))
    assert [item.municipality.name for item in read(tmp_path / "a.xlsx")] == ["Waterdam"]


def test_a_workbook_without_answers_says_where_to_begin(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("Naam", "Bedrag"), ("Jan", 5))
    (found,) = problems(path)
    assert found.code == "not-an-answers-file"
    assert found.hint == "begin met: gemeente-online init --output nieuw.xlsx"


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a"])
def test_a_spreadsheet_under_another_name_is_recognised(tmp_path: Path, name: str) -> None:
    data = OLE if name == "a.xls" else zipped({"mimetype": b"x"})
    (tmp_path / name).write_bytes(data)
    (found,) = problems(tmp_path / name)
    assert "sla een rekenblad op als Excel-werkmap" in str(found.hint)


def test_a_file_that_is_open_in_excel_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "a.xlsx", ("municipality", "date"))

    def is_open(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("gemeente_online.reading.files.ON_WINDOWS", True)
    monkeypatch.setattr("gemeente_online.reading.files._without_waiting", is_open)
    (found,) = problems(path)
    assert found.hint == (
        "sluit het bestand in Excel of een ander programma, of vraag om leesrechten"
    )


def test_no_extra_is_needed_to_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("municipality", "date"), ("Waterdam", "2026-10-01"))
    done = run_without("openpyxl", "score", "-q", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"?\n", b"")


def test_what_writes_says_how_to_install_the_extra(tmp_path: Path) -> None:
    done = run_without("openpyxl", "init", "--output", tmp_path / "a.xlsx")
    assert (done.returncode, done.stdout) == (2, b"")
    assert (
        "voor het maken van een Excel-bestand is een uitbreiding van het programma nodig (excel)"
    ) in done.stderr.decode("utf-8")
    assert b'pip install "gemeente-online[excel]"' in done.stderr
