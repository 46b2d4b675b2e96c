"""A document in Word: its headings, lists and tables are Word's own, and text stays text."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import chain
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table as WordTable
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.document import (
    Bar,
    ColumnHead,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Table,
)
from gemeente_online.rendering.docx import render_docx
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.report import pictures
from gemeente_online.rendering.terminal import render_terminal
from support.drawing import drawn
from support.fonts import need_fonts
from support.hostile import HOSTILE
from support.libreoffice import Office, libreoffice
from support.places import EXAMPLES
from support.pngs import tiny_png
from support.python import run_python, run_without

Command = Callable[..., tuple[int, str, str]]
ONE = "examples/answers.yaml"
COLUMNS = (ColumnHead("As"), ColumnHead("Balk"), ColumnHead("Score", right=True))
TABLE = Table(
    COLUMNS,
    (
        (("Interactie", "Interacteren"), Bar("3322", (1, 1, 0, 0), 2), "2,90"),
        ("Als geheel", "", ""),
    ),
)


def opened(*blocks: object) -> WordFile:
    return docx.Document(BytesIO(render_docx(Document(blocks))))  # type: ignore[arg-type]


def texts(word: WordFile) -> list[tuple[str, str]]:
    """Style and text of each paragraph outside tables."""
    return [(one.style.name, one.text) for one in word.paragraphs if one.style]


def cells(table: WordTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


# --- blocks --------------------------------------------------------------------------------


def test_headings_paragraphs_and_lists_have_styles_of_word() -> None:
    word = opened(
        Heading("Groeiplan"),
        Paragraph("Doel", strong=True),
        Paragraph(""),
        Heading("As", level=2),
        Paragraph("Tekst"),
        Items(("een", ("twee", "Nu: a", "Wordt: b"))),
        Items((("doen", "Nu: a"),), to_do=True),
        Items(("klein", "groot"), labels=("1.", "[x]")),
    )
    assert texts(word) == [
        ("Heading 1", "Groeiplan"),
        ("Normal", "Doel"),
        ("Heading 2", "As"),
        ("Normal", "Tekst"),
        ("List Bullet", "een"),
        ("List Bullet", "twee\nNu: a\nWordt: b"),
        ("List", "☐\tdoen\nNu: a"),
        ("List", "1.\tklein"),
        ("List", "[x]\tgroot"),
    ]
    assert [one.text for one in word.paragraphs if one.runs[0].bold] == ["Doel"]


def test_what_leads_in_a_table_stays_on_its_page() -> None:
    word = opened(Paragraph("Zo vaak:"), TABLE, Paragraph("Daarna."), TABLE, Paragraph("Samen:"))
    kept = {one.text: one.paragraph_format.keep_with_next for one in word.paragraphs if one.text}
    assert kept == {"Zo vaak:": True, "Daarna.": None, "Samen:": None}


def test_a_table_has_borders_and_a_head_on_every_page() -> None:
    (table,) = opened(TABLE).tables
    assert cells(table) == [
        ["As", "Balk", "Score"],
        ["Interactie\nInteracteren", "33|22", "2,90"],
        ["Als geheel", "", ""],
    ]
    assert table.style is not None
    assert table.style.name == "Table Grid"
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]
    right = [[cell.paragraphs[0].alignment is not None for cell in row.cells] for row in table.rows]
    assert right == [[False, False, True]] * 3
    assert all(cell.paragraphs[0].runs[0].bold for cell in table.rows[0].cells)
    bar = table.cell(1, 1).paragraphs[0].runs[0]
    assert bar.font.name == "Courier New"


def test_tables_never_run_into_each_other() -> None:
    empty = Table(COLUMNS, ())
    body = opened(TABLE, empty, Paragraph("p"), empty).element.body
    kinds = [one.tag.rpartition("}")[2] for one in body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_that_word_would_refuse_becomes_several() -> None:
    heads = tuple(ColumnHead(str(at)) for at in range(41))
    found = [cells(one) for one in opened(Table(heads, (tuple("abcdefghij" * 4 + "k"),))).tables]
    assert [len(one[0]) for one in found] == [20, 20, 3]
    assert {(one[0][0], one[1][0]) for one in found} == {("0", "a")}
    assert [*chain.from_iterable(one[0][1:] for one in found)] == [str(at) for at in range(1, 41)]
    assert found[-1][1] == ["a", "j", "k"]


@pytest.mark.parametrize(
    "texts_of_row",
    [("kort", "3"), ("woord " * 80, "fase 3"), ("w" * 300, "w" * 300), ("水坝 " * 200, "")],
)
def test_a_table_fits_the_page(texts_of_row: tuple[str, str]) -> None:
    columns = (ColumnHead("Lang"), ColumnHead("Vast", fixed=True), *[ColumnHead("Meer")] * 5)
    row = (texts_of_row[0], "1 oktober 2026", *[texts_of_row[1]] * 5)
    (table,) = opened(Table(columns, (row,))).tables
    widths = [column.width or 0 for column in table.columns]
    assert all(width >= Cm(1) for width in widths)
    assert [cell.width for cell in table.rows[1].cells] == widths
    if texts_of_row[0] != "w" * 300:
        assert sum(widths) <= Cm(17)
        assert widths[1] >= Cm(2.5)


def drawing() -> tuple[str, str]:
    return "Waterdam staat in fase 2 <van 4>.", "<svg/>"


def test_a_picture_is_as_wide_as_the_text_and_says_what_it_tells() -> None:
    document = Document((Heading("a"), Picture(drawing), Paragraph("b")))
    asked: list[str] = []

    def draw(svg: str) -> bytes:
        asked.append(svg)
        return tiny_png()

    data = render_docx(document, draw)
    word = docx.Document(BytesIO(data))
    (shape,) = word.inline_shapes
    assert round(shape.width / Cm(0.1)) == 170
    assert shape._inline.docPr.get("descr") == "Waterdam staat in fase 2 <van 4>."
    assert asked == ["<svg/>"]
    assert render_docx(document, draw) == data
    assert render_markdown(document) == "# a\n\nb\n"
    assert render_terminal(document, width=80, colour=False) == "a\nb\n"


@pytest.mark.parametrize("draw", [None, lambda _: None])
def test_without_a_way_to_draw_there_is_no_picture(draw: Callable[[str], None] | None) -> None:
    word = docx.Document(BytesIO(render_docx(Document((Picture(drawing),)), draw)))
    assert not word.inline_shapes
    assert not word.paragraphs


def test_a_part_may_begin_a_page() -> None:
    word = opened(Heading("a"), Heading("b", 2, on_new_page=True))
    assert [one.paragraph_format.page_break_before for one in word.paragraphs] == [None, True]


def test_capitals_stay_on_their_line() -> None:
    columns = (ColumnHead("HTMT", right=True), ColumnHead("tekst", right=True), ColumnHead("x"))
    (table,) = opened(Table(columns, (("0,7", "0,7", "woord " * 80),))).tables
    capitals, small, _ = (column.width or 0 for column in table.columns)
    assert capitals > small
    assert capitals >= Cm(1.4)


# --- the page ------------------------------------------------------------------------------


def test_a4_in_dutch_with_a_title_and_page_numbers() -> None:
    word = opened(Heading("Groeiplan <Waterdam>"), Heading("Meer", level=2))
    (section,) = word.sections
    sides = (section.page_width, section.page_height)
    assert [round((side or 0) / Cm(0.1)) for side in sides] == [210, 297]
    about = word.core_properties
    assert (about.title, about.language) == ("Groeiplan <Waterdam>", "nl-NL")
    assert (about.author, about.comments) == ("gemeente-online", "")
    (language,) = word.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert language == "nl-NL"
    footer = section.footer.paragraphs[0]._p
    assert footer.xpath("w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert footer.xpath("string()") == "Pagina 1 van 1"


def test_a_document_without_a_heading_has_no_title() -> None:
    assert opened().core_properties.title == ""


def test_the_same_document_gives_the_same_bytes_whenever() -> None:
    document = Document((Heading("a"), TABLE))
    data = render_docx(document)
    assert render_docx(document) == data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml")
    assert b"dcterms:" not in about.replace(b"xmlns:dcterms", b"")


# --- text from files -----------------------------------------------------------------------


def check_shown(text: str) -> None:
    """Wherever a text stands, it is read back as it is cleaned, and nothing comes of it."""
    word = opened(
        Heading(text),
        Paragraph(f"p{text}"),
        Items((("een", text),), labels=(f"l{text}",)),
        Table((ColumnHead(text),), (((text, text),),)),
    )
    shown = clean(text)
    assert [one for _, one in texts(word)][:3] == [
        shown,
        clean(f"p{text}"),
        f"{clean(f'l{text}')}\teen\n{shown}",
    ]
    assert cells(word.tables[0]) == [[shown], [f"{shown}\n{shown}"]]
    assert word.core_properties.title == shown[:255]
    assert not word.element.xpath("//w:fldSimple | //w:instrText | //w:fldChar | //w:hyperlink")


MORE = {
    "nul": "a\0b\x01\x08\x1f",
    "half": "a\ud800b \udfff",
    "tab": "a\tb",
    "field": '{ INCLUDETEXT "C:\\x" } DDEAUTO c:\\windows',
    "xml": "]]> <w:p/> &lt; <?xml?> <!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    "escape": "_x0000_ _x000D_",
    "spaces": "  a  ",
    "long": "woord " * 50_000,
    "word": "w" * 100_000,
}


@pytest.mark.heavy
@pytest.mark.parametrize("text", (HOSTILE | MORE).values(), ids=HOSTILE | MORE)
def test_hostile_text_is_text(text: str) -> None:
    check_shown(text)


@drawn(15)
@given(st.text(st.characters(codec=None), max_size=20))
def test_any_text_is_text(text: str) -> None:
    check_shown(text)


# --- the command ---------------------------------------------------------------------------


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("score", ONE), "Waterdam (GM9999), 1 oktober 2026"),
        (("score", ONE, "examples/fase-3.yaml"), ""),
        (("explain", ONE), "Uitleg bij Waterdam (GM9999), 1 oktober 2026"),
        (("grow", ONE), "Groeiplan Waterdam (GM9999), 1 oktober 2026"),
        (
            ("compare", "examples/years"),
            "Vergelijking Waterdam (GM9999): 1 oktober 2024 en 1 oktober 2025",
        ),
        (("consensus", "examples/teams"), "Overleg Waterdam (GM9999), 2 oktober 2026"),
        (("rank", "examples/batch/gemeenten.csv"), "Ranglijst van 120 gemeenten"),
        (("model", "evaluate", "examples/batch/gemeenten.csv"), ""),
    ],
)
def test_every_result_to_read_can_be_had_in_word(
    arguments: tuple[str, ...], title: str, command: Command, tmp_path: Path
) -> None:
    need_fonts()
    for path in (tmp_path / "a.docx", tmp_path / "b.docx"):
        assert command(*arguments, "-o", path) == (0, "", "")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    word = docx.Document(str(tmp_path / "a.docx"))
    assert word.core_properties.title.startswith(title)
    assert word.tables or arguments[0] == "grow"
    markdown = command(*arguments, "-f", "markdown")[1]
    assert len([1 for style, _ in texts(word) if style.startswith("Heading")]) == sum(
        line.startswith("#") for line in markdown.splitlines()
    )


def test_a_plan_is_there_to_tick_off(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    assert command("grow", ONE, "-o", path)[0] == 0
    steps = [text for style, text in texts(docx.Document(str(path))) if text.startswith("☐\t")]
    assert len(steps) == 9
    assert all("\nWordt: " in step for step in steps)


def test_a_result_has_the_picture_of_its_phase(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "has_letters", lambda: True)
    monkeypatch.setattr(pictures, "_drawn", lambda svg, scale: tiny_png())
    assert command("score", ONE, "-o", tmp_path / "a.docx") == (0, "", "")
    (shape,) = docx.Document(str(tmp_path / "a.docx")).inline_shapes
    told = shape._inline.docPr.get("descr") or ""
    assert told.startswith("Waterdam staat in fase 2 van 4: De gemeente experimenteert.")


def test_without_letters_it_comes_without_the_picture_and_says_so(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "has_letters", lambda: False)
    code, out, err = command("score", ONE, "-o", tmp_path / "a.docx")
    assert (code, out) == (0, "")
    assert "dus het plaatje van de fase staat niet in het Word-bestand" in err
    assert not docx.Document(str(tmp_path / "a.docx")).inline_shapes
    assert command("grow", ONE, "-o", tmp_path / "b.docx") == (0, "", "")


def test_what_is_wrong_is_told_beside_it(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    (tmp_path / "fout.yaml").write_text("answers: [", encoding="utf-8")
    code, out, err = command("score", ONE, tmp_path / "fout.yaml", "-o", path)
    assert (code, out) == (2, "")
    assert "fout.yaml" in err
    assert docx.Document(str(path)).tables
    code, _, _ = command("score", tmp_path / "fout.yaml", "-o", tmp_path / "b.docx")
    assert code == 2
    assert not (tmp_path / "b.docx").exists()


def test_a_terminal_gets_no_word_file(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, out, err = command("grow", ONE, "--format", "docx")
    assert (code, out) == (2, "")
    assert "Noem achter --output een bestand" in err


@pytest.mark.heavy
def test_in_a_pipe_it_is_the_same_file(tmp_path: Path) -> None:
    program = "import gemeente_online.__main__ as it; it.main()"
    run_python(program, "grow", ONE, "-o", tmp_path / "a.docx")
    done = run_python(program, "grow", ONE, "-f", "docx")
    assert done.stdout == (tmp_path / "a.docx").read_bytes()


@pytest.mark.heavy
def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path) -> None:
    done = run_without("docx", "grow", ONE, "-o", tmp_path / "a.docx")
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode("utf-8")
    assert "voor het maken van een Word-bestand is een uitbreiding van het programma nodig" in said
    assert 'pip install "gemeente-online[word]"' in said
    assert [*tmp_path.iterdir()] == []
    assert run_without("docx", "score", "-q", ONE).stdout == b"2\n"


@pytest.mark.heavy
def test_only_word_and_excel_files_need_their_libraries() -> None:
    program = (
        "import sys; from gemeente_online.cli.app import run; run(sys.argv[1:]); "
        "print({'docx', 'lxml', 'openpyxl'} & set(sys.modules))"
    )
    for arguments in (["score", ONE], ["score", "-f", "csv", ONE], ["grow", "-f", "markdown", ONE]):
        assert run_python(program, *arguments).stdout.endswith(b"set()\n")


# --- LibreOffice ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=libreoffice) for name in ("explain", "grow")]
)
def test_libreoffice_opens_and_saves_it(name: str, command: Command, tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.need_writer()
    path = tmp_path / "a.docx"
    assert command(name, EXAMPLES / "answers.yaml", "-o", path)[0] == 0
    again = office.convert(path, "docx")
    before, after = docx.Document(str(path)), docx.Document(str(again))
    assert texts(after) == texts(before)
    assert [*map(cells, after.tables)] == [*map(cells, before.tables)]
    for table in after.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert after.core_properties.title == before.core_properties.title
    (section,) = after.sections
    assert round((section.page_height or 0) / Cm(0.1)) == 297
    assert office.convert(path, "pdf").read_bytes().startswith(b"%PDF")
