"""The Excel workbook to fill in: what it asks, how it is guarded, and what is read back from it."""

import csv
import difflib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from openpyxl.cell.rich_text import CellRichText

from gemeente_online import (
    Assessment,
    InvalidInputError,
    Problem,
    load_model,
    read_assessments,
    score,
)
from gemeente_online.assessment.file import Remark
from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.workbook_keys import (
    lettered,
    option_key,
)
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_texts
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.rules import load
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.cells import LABEL, put, sheet_names
from gemeente_online.rendering.forms.workbook import blank_workbook
from gemeente_online.suggestions import MOST_SUGGESTIONS
from support.drawing import drawn
from support.libreoffice import Office, libreoffice
from support.places import CASES, EXAMPLES, ROOT
from support.strategies import cases
from support.trees import answers_tree, anywhere, choice, model_tree
from support.workbooks import cell, form_in, opened, parts_of, zipped

Command = Callable[..., tuple[int, str, str]]
Book = openpyxl.Workbook
TODAY = date(2026, 11, 24)
MODELS = ["gemeente-online", "online-meting", "examples/models/open-data.yaml"]
FULL = {
    "id": "vol",
    "type": "multi",
    "text": "Wat?",
    "not_applicable": "true",
    "options": [{"id": word, "text": f"Optie {word}"} for word in ("een", "twee", "drie")],
}
NUMBER = {
    "id": "tijd",
    "type": "number",
    "text": "Hoe lang?",
    "unit": "uur",
    "minimum": "-1",
    "maximum": "20",
    "better": "lower",
    "not_applicable": "true",
}
YES_NO = {"id": "is-er", "type": "yes-no", "text": "Is er iets?"}


def model_of(*questions: dict[str, Any], **more: Any) -> Model:
    return load(model_tree(*(dict(question) for question in questions), **more))


MIXED = model_of(choice("q1"), YES_NO, FULL, NUMBER)


def empty(model: Model) -> Blank:
    return Blank(model=model, model_name=model.id, date=TODAY)


def filled(previous: Assessment) -> Blank:
    return Blank(previous.model, previous.model.id, TODAY, previous.municipality, previous)


def bytes_of(book: Book) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def assessment(data: bytes | Book, model: Model) -> Assessment:
    return form_in(data if isinstance(data, bytes) else bytes_of(data), model)


def problems(data: bytes | Book, model: Model) -> list[Problem]:
    with pytest.raises(InvalidInputError) as caught:
        assessment(data, model)
    return list(caught.value.problems)


def told(data: bytes | Book, model: Model) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in problems(data, model)]


def choose(book: Book, key: str, value: object, column: str = "answer") -> None:
    cell(book, key, column).value = value


# --- what is asked -------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
def test_valid_as_it_stands(name: str) -> None:
    model = load_model(ROOT / name if "/" in name else name)
    found = assessment(blank_workbook(empty(model)), model)
    assert {answer.state for answer in found.answers.values()} == {"unknown"}
    assert (found.municipality.name, found.date) == ("Uw gemeente", TODAY)
    assert (found.ambition, found.remarks, found.respondent) == ({}, {}, None)


def test_every_text_of_the_model_is_there_in_order() -> None:
    model = load_model("gemeente-online")
    book = opened(blank_workbook(empty(model)))
    assert book.sheetnames == [
        "Voorblad",
        "Interactie",
        "Eigenaar van het initiatief",
        "Eigenaarschap in de organisatie",
        "Lijsten",
    ]
    number = 0
    for axis, sheet in zip(model.axes, book.worksheets[1:-1], strict=True):
        assert [one.value for one in sheet[5]][:6] == [
            "Nr.",
            "Vraag en uitleg",
            "Mogelijke antwoorden",
            "Uw antwoord",
            "Toelichting",
            "Bewijs",
        ]
        for question, row in zip(axis.questions, sheet.iter_rows(min_row=6), strict=True):
            number += 1
            given_texts = [one.value for one in row]
            explained = [question.explanation] if question.explanation else []
            shown = [question.text, *explained, question.id]  # output calls questions by their id
            assert given_texts[:2] == [number, "\n\n".join(shown)]
            told = [text for _, text in lettered(question)]
            assert given_texts[2].split("\n\n")[: len(told)] == told


def runs(data: bytes, at: str) -> list[tuple[str, bool, float]]:
    """What a cell of the first axis says, with what is bold and how large it is."""
    sheet = openpyxl.load_workbook(BytesIO(data), rich_text=True).worksheets[1]
    return [(run.text, bool(run.font.b), run.font.sz) for run in sheet[at].value]


def test_questions_are_bold_and_their_ids_in_small_print_below() -> None:
    model = model_of(choice("q1", text="Hoe?", explanation="Denk aan de chat."))
    data = blank_workbook(empty(model))
    space = ("\n", False, 5)
    assert runs(data, "B6") == [
        *(("Hoe?\n", True, 11), space),
        *(("Denk aan de chat.\n", False, 11), space),
        ("q1", False, 10),
    ]
    sheet = openpyxl.load_workbook(BytesIO(data), rich_text=True).worksheets[1]
    assert sheet["B6"].value[-1].font.color.rgb == "FF595959"


def test_answers_stand_apart_behind_bold_letters() -> None:
    data = blank_workbook(empty(MIXED))
    space = ("\n", False, 5)
    assert runs(data, "C6")[:5] == [
        *(("a. ", True, 11), ("a\n", False, 11), space),
        *(("b. ", True, 11), ("b\n", False, 11)),
    ]
    assert runs(data, "C7") == [("ja\n", True, 11), space, ("nee", True, 11)]
    assert runs(data, "C9") == [("a. ", True, 11), ("Optie een", False, 11)]
    assert runs(data, "C12")[-2:] == [
        ("nvt: ", True, 11),
        ("dit geldt bij ons niet; de vraag telt niet mee.", False, 11),
    ]


def test_excel_keeps_the_space_between_answers() -> None:
    sheet = parts_of(blank_workbook(empty(MIXED)))["xl/worksheets/sheet2.xml"]
    assert b'<t xml:space="preserve">\n</t>' in sheet
    assert b"<t>\n</t>" not in sheet


def test_every_sheet_says_how_to_answer() -> None:
    """Somebody may get no more than a print of one of them."""

    def said(model: Model) -> str:
        sheet = opened(blank_workbook(empty(model))).worksheets[1]
        assert [one.value for one in sheet[5]][:2] == ["Nr.", "Vraag en uitleg"]
        return str(sheet["A4"].value)

    shipped = said(load_model("gemeente-online"))
    assert shipped.startswith(
        "Vul de gele cellen in. Kies een antwoord uit de lijst, of typ de letter (op papier: "
        "omcirkel die). Lees van a naar d. Kies het verste antwoord dat nog helemaal klopt. Weet u "
        "het niet, laat de cel dan leeg: de vraag telt niet mee."
    )
    assert "Bewijs" in shipped
    numbers = said(model_of(NUMBER))
    assert "Typ bij een getal alleen het getal." in numbers
    assert "lijst" not in numbers
    assert "letter" not in said(model_of(YES_NO))


def test_who_looks_at_the_outcome_is_told_on_the_front_sheet() -> None:
    front = opened(blank_workbook(empty(MIXED))).worksheets[0]
    (told,) = [
        row[0] for row in front.iter_rows(max_col=1, values_only=True) if "score" in str(row[0])
    ]
    assert told == (
        "5. Sla het bestand op, ook als u nog niet klaar bent. Voor de coördinator: de uitkomst "
        "tot nu toe bekijkt u met: gemeente-online score BESTAND.xlsx"
    )


def rules(book: Book) -> dict[str, Any]:
    """The rule that guards each cell."""
    return {
        f"{sheet.title}!{at}": rule
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        for at in str(rule.sqref).split()
    }


def listed(book: Book, rule: Any) -> list[str]:
    sheet, _, cells = rule.formula1.partition("!")
    return [one.value for (one,) in book[sheet.strip("'")][cells.replace("$", "")]]


@pytest.mark.parametrize("model", [load_model("gemeente-online"), MIXED], ids=["shipped", "mixed"])
@pytest.mark.heavy
def test_every_choice_in_every_list_is_read_back(model: Model) -> None:
    data = blank_workbook(empty(model))
    guards = rules(opened(data))
    asked = [q for q in model.questions.values() if q.type is not QuestionType.NUMBER]
    untouched = opened(data)
    for question in asked:
        at = cell(untouched, question.id)
        lists = listed(untouched, guards[f"{at.parent.title}!{at.coordinate}"])
        assert lists == list(model.kinds[question.id].listed.values())
    for turn in range(max(len(model.kinds[question.id].listed) for question in asked)):
        book = opened(data)
        words = {}
        for question in asked:
            items = [*model.kinds[question.id].listed.items()]
            words[question.id], text = items[turn % len(items)]
            choose(book, question.id, text)
        expected = assess(answers_tree(words), model)
        assert assessment(book, model).answers == expected.answers


def test_lists_are_the_texts_and_hold_more_than_a_rule_can() -> None:
    model = load_model("gemeente-online")
    book = opened(blank_workbook(empty(model)))
    texts = listed(book, rules(book)["Interactie!D7"])
    assert texts[1].startswith("b. Een webcareteam of vaste collega")
    assert len(",".join(texts)) > 255
    assert texts[-1] == "onbekend"


def test_whatever_is_typed_as_an_answer_excel_lets_it_pass() -> None:
    """A letter is read too, and so is "weet niet"; who types it is told how to go on."""
    book = opened(blank_workbook(empty(MIXED)))
    guards = rules(book)
    for key in (*MIXED.questions, "vol.een", "vol.twee", "vol.drie"):
        rule = guards[f"As!{cell(book, key).coordinate}"]
        assert rule.errorStyle == "warning"
        assert "kies dan Ja (of OK)" in rule.error.replace("Kies", "kies")


def test_all_that_is_locked_and_all_that_is_not() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    unlocked = {
        (sheet.title, one.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for one in row
        if not one.protection.locked
    }
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert all(sheet.protection.password is None for sheet in book.worksheets)
    keys = ["municipality", "code", "inhabitants", "province", "group"]
    keys += ["date", "respondent", "ambition"]
    keys += ["ambition.as", *MIXED.questions, "vol.een", "vol.twee", "vol.drie"]
    beside = [(key, name) for key in MIXED.questions for name in ("note", "evidence")]
    wanted = [cell(book, *at) for at in [*((key, "answer") for key in keys), *beside]]
    assert unlocked == {(one.parent.title, one.coordinate) for one in wanted}
    assert book["Lijsten"].sheet_state == "veryHidden"


def test_it_prints_on_a4() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    front, sheet, _ = book.worksheets
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert front.page_setup.orientation == "portrait"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "C6"
    assert sheet.oddFooter.right.text == "Pagina &P van &N"
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["G"].hidden


POINTS_PER_DIGIT = 11 * 0.507  # as wide as Calibri has it
ON_ITS_SIDE, UPRIGHT = 11.69 * 72, 8.27 * 72


def printed_scale(sheet: Any) -> float:
    """By what part a sheet is made smaller, so that it fits on the width of its page."""
    page = UPRIGHT if sheet.page_setup.orientation == "portrait" else ON_ITS_SIDE
    room = page - 72 * (sheet.page_margins.left + sheet.page_margins.right)
    widths = [one.width for one in sheet.column_dimensions.values() if not one.hidden]
    return min(room / (sum(widths) * POINTS_PER_DIGIT), 1)


def letters(sheet: Any) -> set[float]:
    """Sizes of letters on a sheet, in points."""
    sizes = set()
    for row in sheet.iter_rows(min_row=2, max_col=sheet.max_column - 1):
        for one in row:
            if isinstance(one.value, CellRichText):
                sizes |= {run.font.sz for run in one.value if run.text.strip()}
            elif one.value is not None:
                sizes.add(one.font.sz)
    return sizes


@pytest.mark.parametrize("name", ["gemeente-online", "examples/models/samm.yaml"])
def test_the_smallest_letters_on_paper_can_be_read(name: str) -> None:
    model = load_model(ROOT / name if "/" in name else name)
    book = openpyxl.load_workbook(BytesIO(blank_workbook(empty(model))), rich_text=True)
    for sheet in book.worksheets[:-1]:
        assert min(letters(sheet)) * printed_scale(sheet) >= 9


def test_long_answers_get_more_room_and_then_finer_letters() -> None:
    def long_of(length: int) -> Any:
        options = [{"id": f"o{at}", "text": "woorden " * length} for at in range(8)]
        model = model_of(choice("kort"), dict(choice("lang"), options=options))
        data = BytesIO(blank_workbook(empty(model)))
        return openpyxl.load_workbook(data, rich_text=True).worksheets[1]

    sheets = [long_of(length) for length in (15, 32, 34, 60)]
    widths = [sheet.column_dimensions["C"].width for sheet in sheets]
    assert widths[0] < widths[1] == widths[2]
    assert [sheet["C7"].value[1].font.sz for sheet in sheets] == [11, 11, 10, 10]
    assert {sheet["C6"].value[1].font.sz for sheet in sheets} == {11}
    assert sheets[0].row_dimensions[7].height < sheets[1].row_dimensions[7].height < 409
    assert sheets[3].row_dimensions[7].height == 409  # Excel knows no higher row
    assert len({round(printed_scale(sheet), 2) for sheet in sheets}) == 1


def test_numbers_are_guarded_by_their_bounds() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    at = cell(book, "tijd")
    rule = rules(book)[f"As!{at.coordinate}"]
    assert rule.type == "custom"
    assert "D12>=-1,D12<=20" in rule.formula1
    assert 'D12="onbekend"' in rule.formula1
    assert 'D12="nvt"' in rule.formula1
    assert cell(book, "tijd").offset(column=-1).value == (
        "Een getal in uur, ten minste -1, ten hoogste 20.\n\n"
        "nvt: dit geldt bij ons niet; de vraag telt niet mee."
    )


def test_the_same_form_is_the_same_bytes() -> None:
    data = blank_workbook(empty(MIXED))
    assert data == blank_workbook(empty(MIXED))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml").partition(b">")[2]
        assert b"customHeight" not in archive.read("xl/worksheets/sheet2.xml")


def test_no_rule_is_more_than_excel_takes() -> None:
    """Excel offers to repair a workbook where a text or a formula is longer than this."""
    long = model_of(
        choice("q1"),
        dict(NUMBER, unit="berichten van inwoners " * 20, minimum="-999999", maximum="999999.125"),
        axis={"name": "'t Is " + "x" * 40},
    )
    for model in (long, load_model("gemeente-online")):
        book = opened(blank_workbook(empty(model)))
        for rule in rules(book).values():
            assert len(rule.error) < 225
            assert len(rule.errorTitle) <= 32
            assert len(rule.formula1) <= 255
        for sheet in book.worksheets:
            for found in sheet.conditional_formatting:
                for rule in found.rules:  # nor a colour that depends on another sheet
                    assert not [text for text in rule.formula if "!" in text]


def test_evidence_is_asked_for_where_the_model_does() -> None:
    book = opened(blank_workbook(empty(load_model("gemeente-online"))))
    (wanted,) = (
        rule.formula
        for found in book["Interactie"].conditional_formatting
        for rule in found.rules
        if str(found.sqref) == "F7"
    )
    assert wanted == ['AND(F7="",OR(LEFT(D7&".",2)="c.",LEFT(D7&".",2)="d."))']


def test_the_front_sheet_counts_what_is_filled_in() -> None:
    model = model_of(choice("q1"), choice("q2"), FULL, NUMBER, dict(FULL, id="nog"))
    front = opened(blank_workbook(empty(model))).worksheets[0]
    (formula,) = (one.value for (one,) in front["B1:B40"] if one.data_type == "f")
    assert formula == (
        "=COUNTA('As'!D6:D7)+(COUNTA('As'!D8:D11)>0)+COUNTA('As'!D12:D12)"
        "+(COUNTA('As'!D13:D16)>0)&\" van de 5 vragen\""
    )


@pytest.mark.heavy
def test_the_same_form_is_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    form = ["init", "--model", "tests/cases/model.yaml", "--date", "2026-10-01", "--output"]
    for seed in "12":
        subprocess.run(
            [sys.executable, "-m", "gemeente_online", *form, tmp_path / f"{seed}.xlsx"],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["Voorblad", "voorblad", "Lijsten"], ["Voorblad", "voorblad (2)", "Lijsten"]),
        (["a/b:c?[d]*\\", "'", "x" * 40], ["a b c d", "As", "x" * 31]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 27 + " (2)"]),
        (["History", "a\x00b\n"], ["History (2)", "a\ufffdb"]),
    ],
)
def test_names_of_sheets_are_names_that_excel_takes(wanted: list[str], names: list[str]) -> None:
    assert sheet_names(wanted) == names


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=HYPERLINK(1)", "+1", "-1", "@a", "'a", "#N/A", "\x1b[31m", "_x0041_", "a\nb", "€😀"],
)
def test_text_is_text_whatever_it_looks_like(text: str) -> None:
    question = choice("q1", text=text, explanation=text)
    question["options"][0]["text"] = text
    model = model_of(question, title=text, axis={"name": text, "description": text})
    before = assess(
        answers_tree(
            {"q1": {"answer": "a", "note": text, "evidence": text}},
            municipality={"name": text, "province": text, "group": text},
        ),
        model,
    )
    data = blank_workbook(filled(before))
    found = assessment(data, model)
    assert found.answers == before.answers
    shown = text.replace("\x1b", "\ufffd")
    assert found.remarks["q1"] == Remark(shown, shown)
    assert found.municipality.name == shown
    formulas = [
        one.value
        for sheet in opened(data).worksheets
        for row in sheet.iter_rows()
        for one in row
        if one.data_type == "f"
    ]
    assert len(formulas) == 1  # how much of the only axis is filled in


def test_what_excel_would_take_for_a_code_is_written_out() -> None:
    """In a workbook _x0041_ is another way to write A."""
    data = blank_workbook(empty(model_of(choice("q1", text="_x0041_"))))
    texts = b"".join(parts_of(data).values())
    assert b"_x005F_x0041_" in texts
    assert b">_x0041_" not in texts


def test_a_text_that_two_options_share_is_no_answer() -> None:
    question = choice("q1")
    for option in question["options"][:2]:
        option["text"] = "Zelfde tekst"
    model = model_of(question)
    book = opened(blank_workbook(empty(model)))
    choose(book, "q1", "zelfde tekst")
    assert told(book, model) == [("As!D6", "unknown-option")]
    choose(book, "q1", "b. zelfde tekst")
    assert assessment(book, model).answers["q1"].chosen == ("b",)


# --- what was filled in --------------------------------------------------------------------


@drawn(12)
@given(cases())
def test_what_was_filled_in_is_read_back(case) -> None:
    tree, answers = case
    model = load(tree)
    before = assess(answers_tree(answers), model)
    found = assessment(blank_workbook(filled(before)), model)
    assert found == before._replace(source="a.xlsx", date=TODAY, version=model.version)


@pytest.mark.parametrize("text", ["Team communicatie", "=1+1", "'x", "_x000D_", "~"])
def test_who_will_fill_it_in_is_read_back(text: str) -> None:
    data = blank_workbook(empty(MIXED)._replace(respondent=text))
    assert assessment(data, MIXED).respondent == text


def test_a_form_of_an_earlier_version_is_read_by_its_letters() -> None:
    """Made and filled in with 1.0.0 of the model, of which many options read otherwise now."""
    (found,) = read_assessments(CASES / "werkmap-1.0.0.xlsx")
    (wanted,) = read_assessments(EXAMPLES / "fase-3.yaml")
    assert isinstance(found, Assessment)
    assert isinstance(wanted, Assessment)
    assert (found.version, found.answers) == ("1.0.0", wanted.answers)


def test_next_year_is_a_revision(command: Command, tmp_path: Path) -> None:
    form = tmp_path / "2027.xlsx"
    arguments = ("--from", EXAMPLES / "answers.yaml", "--date", "2027-10-01", "-o", form)
    assert command("init", *arguments)[:2] == (0, "")
    (old,) = read_assessments(EXAMPLES / "answers.yaml")
    (new,) = read_assessments(form)
    assert isinstance(old, Assessment)
    assert isinstance(new, Assessment)
    assert anywhere(new) == anywhere(old)._replace(date=date(2027, 10, 1), respondent=None)
    assert old.remarks
    # and the year after that, from the workbook
    arguments = ("--from", form, "--date", "2028-10-01", "-o", tmp_path / "2028.yaml")
    assert command("init", *arguments)[:2] == (0, "")
    (newest,) = read_assessments(tmp_path / "2028.yaml")
    assert isinstance(newest, Assessment)
    assert newest.answers == old.answers


def test_the_three_formats_give_the_same_result(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every form made by the command, filled in as a person would, and scored."""
    monkeypatch.chdir(tmp_path)
    model = load_model("gemeente-online")
    words = {
        question.id: (question.options or ())[(at * 7) % 4].id
        for at, question in enumerate(model.questions.values())
    }
    for name in ("a.yaml", "a.csv", "a.xlsx"):
        code, out, err = command("init", "--name", "Waterdam", "--date", "2026-10-01", "-o", name)
        assert (code, out) == (0, "")
        assert f"Daarna: gemeente-online score {name}\n" in err

    text = Path("a.yaml").read_text("utf-8")
    for identifier, word in words.items():
        text, count = re.subn(f"(?m)^  #{identifier}: {word}$", f"  {identifier}: {word}", text)
        assert count == 1
    Path("a.yaml").write_text(text, "utf-8")

    header, row = csv.reader(io.StringIO(Path("a.csv").read_text("utf-8-sig")), delimiter=";")
    row = [words.get(name, old) for name, old in zip(header, row, strict=True)]
    Path("a.csv").write_text("\n".join(";".join(line) for line in (header, row)), "utf-8-sig")

    book = openpyxl.load_workbook("a.xlsx")
    for question in model.questions.values():
        choose(book, question.id, model.kinds[question.id].listed[words[question.id]])
    book.save("a.xlsx")

    code, out, err = command("score", "a.yaml", "a.csv", "a.xlsx", "--format", "json")
    assert (code, err) == (0, "")
    results = json.loads(out)["results"]
    assert [result.pop("source") for result in results] == ["a.yaml", "a.csv", "a.xlsx"]
    assert [result.pop("row") for result in results] == [None, 2, None]
    read = [sha256(Path(name).read_bytes()).hexdigest() for name in ("a.yaml", "a.csv", "a.xlsx")]
    assert [result.pop("source_sha256") for result in results] == read
    assert results[0]["axes"][0]["coverage"] == 1
    assert results[0] == results[1] == results[2]


def test_several_options_one_by_one() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    choose(book, "vol.een", "Ja ")
    choose(book, "vol.drie", "x")
    found = assessment(book, MIXED)
    assert found.answers["vol"].chosen == ("een", "drie")
    for key in ("vol.een", "vol.twee", "vol.drie"):
        choose(book, key, "nee")
    assert assessment(book, MIXED).answers["vol"].state == "known"
    assert assessment(book, MIXED).answers["vol"].chosen == ()
    choose(book, "vol.twee", None)  # not said of every option, and nothing chosen
    assert told(book, MIXED) == [("As!D8", "not-all-answered")]
    choose(book, "vol.twee", "misschien")
    assert told(book, MIXED) == [("As!D10", "unknown-option")]
    choose(book, "vol.twee", "ja")
    choose(book, "vol", "onbekend")
    assert told(book, MIXED) == [("As!D8", "word-stands-alone")]
    for option in ("een", "twee", "drie"):
        choose(book, f"vol.{option}", None)
    choose(book, "vol", "Optie een; c")  # as in CSV
    assert assessment(book, MIXED).answers["vol"].chosen == ("een", "drie")
    choose(book, "vol", "n.v.t.")
    assert assessment(book, MIXED).answers["vol"].state == "not-applicable"


def test_what_stands_in_the_row_of_an_option_may_be_written_as_elsewhere() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    for key, typed in (("vol.een", "Ja."), ("vol.twee", "?"), ("vol.drie", "Onbekend")):
        choose(book, key, typed)
    assert assessment(book, MIXED).answers["vol"].chosen == ("een",)
    choose(book, "vol.een", "n.b.")
    assert assessment(book, MIXED).answers["vol"].state == "unknown"
    choose(book, "vol", "een, drie;")
    assert assessment(book, MIXED).answers["vol"].chosen == ("een", "drie")


@pytest.mark.parametrize(
    ("typed", "number"),
    [(2.125, "2.125"), ("2,5", "2.5"), (7, "7"), (0.1 + 0.2, "0.3"), ("-1", "-1")],
)
def test_numbers_are_numbers(typed: object, number: str) -> None:
    book = opened(blank_workbook(empty(MIXED)))
    choose(book, "tijd", typed)
    assert assessment(book, MIXED).answers["tijd"].number == Fraction(number)


@pytest.mark.parametrize(
    ("key", "column", "typed", "path", "code"),
    [
        ("q1", "answer", "zomaar", "As!D6", "unknown-option"),
        ("q1", "answer", "nvt", "As!D6", "not-applicable"),
        ("is-er", "answer", "misschien", "As!D7", "unknown-option"),
        ("vol", "answer", "Optie vier", "As!D8", "unknown-option"),
        ("tijd", "answer", 21, "As!D12", "out-of-bounds"),
        ("tijd", "answer", "1.000", "As!D12", "ambiguous-number"),
        ("tijd", "answer", datetime(2026, 4, 3), "As!D12", "not-a-number"),
        ("q1", "answer", "=1/0", "As!D6", "formula"),
        ("q1", "note", "#N/A", "As!E6", "formula"),
        ("model", "answer", "=1/0", "Voorblad!B10", "formula"),
        ("ambition", "answer", "=1/0", "Voorblad!B19", "formula"),
        ("ambition.as", "answer", "=1/0", "Voorblad!B20", "formula"),
        ("municipality", "answer", None, "Voorblad!B12", "empty-cell"),
        ("date", "answer", None, "Voorblad!B17", "empty-cell"),
        ("date", "answer", "ooit", "Voorblad!B17", "not-a-date"),
        ("date", "answer", "31-2-2026", "Voorblad!B17", "not-a-date"),
        ("code", "answer", "GM344", "Voorblad!B13", "not-a-code"),
        ("inhabitants", "answer", 5.5, "Voorblad!B14", "not-whole"),
        ("ambition", "answer", "5", "Voorblad!B19", "unknown-phase"),
        ("ambition.as", "answer", "veel", "Voorblad!B20", "unknown-phase"),
        ("model", "answer", "ander", "Voorblad!B10", "other-model"),
        ("model_version", "answer", "2.0.0", "Voorblad!B11", "other-major-version"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(
    key: str, column: str, typed: object, path: str, code: str
) -> None:
    book = opened(blank_workbook(empty(MIXED)))
    choose(book, key, typed, column)
    (found,) = problems(book, MIXED)
    assert (found.path, found.code, found.line, found.column) == (path, code, None, None)
    assert found.hint


@pytest.mark.parametrize(
    ("key", "typed", "where", "expected"),
    [
        ("date", "1-10-2026", "date", date(2026, 10, 1)),
        ("date", "1 oktober 2026", "date", date(2026, 10, 1)),
        ("date", 46296, "date", date(2026, 10, 1)),
        ("date", datetime(2026, 10, 1, 9, 30), "date", date(2026, 10, 1)),
        ("respondent", 12, "respondent", "12"),
        ("ambition", 3, "ambition", {"as": 3}),
        ("ambition", "fase 3 ", "ambition", {"as": 3}),
        ("ambition", "3. FASE 3", "ambition", {"as": 3}),
        ("ambition.as", "2. Fase 2", "ambition", {"as": 2}),
    ],
)
def test_the_front_sheet_is_read_kindly(
    key: str, typed: object, where: str, expected: object
) -> None:
    book = opened(blank_workbook(empty(MIXED)))
    choose(book, key, typed)
    assert getattr(assessment(book, MIXED), where) == expected


@pytest.mark.parametrize("typed", [518, 518.0, "0518", "gm0518", " GM0518 "])
def test_a_code_that_excel_made_a_number_of(typed: object) -> None:
    book = opened(blank_workbook(empty(MIXED)))
    choose(book, "code", typed)
    assert assessment(book, MIXED).municipality.code == "GM0518"


def test_an_ambition_per_axis_goes_before_the_one_for_all(tmp_path: Path) -> None:
    model = load_model("gemeente-online")
    book = opened(blank_workbook(empty(model)))
    texts = phase_texts(model)
    choose(book, "ambition", texts["2"])
    choose(book, "ambition.interactie", texts["4"])
    aims = assessment(book, model).ambition
    assert list(aims.values()) == [4, 2, 2]


def test_all_problems_at_once_in_the_order_of_the_workbook(
    command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    book = opened(blank_workbook(empty(load_model("gemeente-online"))))
    choose(book, "budget", "Vast in de begroting, en dat is het wel zo'n beetje " * 4)
    choose(book, "klantvragen", "Een webcareteam of vaste collega antwoordt eenvoudige vragen.")
    choose(book, "municipality", " ")
    choose(book, "crisis", "=NA()", "evidence")
    book.save(path)
    code, out, err = command("score", path)
    assert (code, out) == (2, "")
    assert err.replace(str(path), "a.xlsx") == (
        "a.xlsx: Voorblad!B12: de naam van de gemeente is niet ingevuld\n"
        "  vul de gele cel op het voorblad in\n"
        'a.xlsx: Interactie!D7: "Een webcareteam of vaste collega antwoordt eenvoudige vrage…" is '
        "geen antwoord op deze vraag\n"
        '  bedoelde u "…vaste collega beantwoordt eenvoudige vragen. Met een lasti…" (en hier '
        'staat "…vaste collega antwoordt eenvoudige vragen.")? Kies uit de lijst van de cel, of '
        "typ: a, b, c, d, onbekend\n"
        "a.xlsx: Interactie!F11: hier staat een formule waarvan de uitkomst niet in het bestand "
        "staat\n"
        "  open het bestand in Excel of LibreOffice en sla het op, of typ de waarde zelf\n"
        'a.xlsx: Eigenaarschap in de organisatie!D8: "Vast in de begroting, en dat is het wel '
        "zo'n beetje Vast in…\" is geen antwoord op deze vraag\n"
        "  kies uit de lijst van de cel, of typ: a, b, c, d, onbekend\n"
    )


def test_more_behind_an_answer_goes_to_the_column_beside_it() -> None:
    model = load_model("gemeente-online")
    book = opened(blank_workbook(empty(model)))
    choose(book, "klantvragen", "b, maar alleen op werkdagen")
    (problem,) = [one for one in problems(book, model) if one.code == "unknown-option"]
    assert problem.hint == "laat hier alleen b staan, en zet de rest in de kolom Toelichting"


def test_no_more_help_is_looked_for_than_anybody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def near(word: str, *_: object, **__: object) -> list[str]:
        asked.append(word)
        return []

    model = model_of(*(choice(f"q{number}") for number in range(MOST_SUGGESTIONS + 10)))
    book = opened(blank_workbook(empty(model)))
    for question in model.questions:
        choose(book, question, f"zomaar {question}")
    monkeypatch.setattr(difflib, "get_close_matches", near)
    assert len(problems(book, model)) == MOST_SUGGESTIONS + 10
    assert len(asked) == 2 * MOST_SUGGESTIONS  # beside words, and beside texts


# --- what people do to a workbook ----------------------------------------------------------


def test_renamed_sheets_and_moved_rows_and_columns() -> None:
    model = load_model("gemeente-online")
    (before,) = read_assessments(EXAMPLES / "fase-3.yaml")
    assert isinstance(before, Assessment)
    book = opened(blank_workbook(filled(before)))
    sheet = book["Interactie"]
    sheet.title = "Ons blad"
    sheet.insert_rows(1, 3)
    sheet.insert_cols(5)
    sheet.move_range("A9:I9", rows=30)
    book["Voorblad"].title = "X"
    book.move_sheet("X", 3)
    del book["Lijsten"]
    book.create_sheet("Eigen blad").append(["key", "iets"])
    found = assessment(book, model)
    assert found.answers == before.answers
    assert found.municipality == before.municipality


def as_before(book: Book) -> Book:
    """The same form as it was once laid out: explanations apart, and no instruction."""
    for sheet in book.worksheets[1:-1]:
        sheet.delete_rows(4)
        sheet.insert_cols(3)
        for row in range(5, sheet.max_row + 1):
            if sheet.cell(row, 2).value:
                question, *explained, identifier = sheet.cell(row, 2).value.split("\n\n")
                sheet.cell(row, 2).value = f"{question}\n{identifier}"
                sheet.cell(row, 3).value = "".join(explained)
    return book


def test_a_form_of_an_earlier_version_is_read() -> None:
    model = load_model("gemeente-online")
    (before,) = read_assessments(EXAMPLES / "answers.yaml")
    assert isinstance(before, Assessment)
    book = as_before(opened(blank_workbook(filled(before))))
    found = assessment(book, model)
    assert (found.answers, found.remarks) == (before.answers, before.remarks)


def test_what_was_removed_is_not_answered() -> None:
    model = load_model("gemeente-online")
    (before,) = read_assessments(EXAMPLES / "fase-3.yaml")
    assert isinstance(before, Assessment)
    book = opened(blank_workbook(filled(before)))
    del book["Interactie"]
    book["Eigenaar van het initiatief"].delete_rows(6)
    result = score(assessment(book, model))
    assert [axis.coverage for axis in result.axes] == [0, pytest.approx(0.9), 1]
    del book["Voorblad"]
    assert told(book, model) == [("", "empty-cell"), ("", "empty-cell")]


def test_a_hidden_sheet_is_read_as_any_other() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    choose(book, "q1", "b")
    book["As"].sheet_state = "hidden"
    assert assessment(book, MIXED).answers["q1"].chosen == ("b",)


@pytest.mark.parametrize("lost", ["row", "column"])
@pytest.mark.parametrize("form", [as_before, lambda book: book], ids=["before", "now"])
@pytest.mark.heavy
def test_a_sheet_that_does_not_say_what_it_asks_is_named(
    lost: str, form: Callable[[Book], Book]
) -> None:
    book = form(opened(blank_workbook(empty(load_model("gemeente-online")))))
    sheet = book["Interactie"]
    sheet.title = "Ons blad"
    if lost == "row":
        sheet.delete_rows(1)
    else:
        sheet.delete_cols(next(one.column for one in sheet[1] if one.value == "key"))
    (found,) = problems(book, load_model("gemeente-online"))
    assert (found.path, found.code) == ("", "sheet-not-read")
    assert '"Ons blad"' in found.message


@pytest.mark.parametrize("arguments", ["check", "score -q", "score -f json"])
def test_questions_that_were_removed_are_named(
    command: Command, tmp_path: Path, arguments: str
) -> None:
    book = opened(blank_workbook(empty(load_model("gemeente-online"))))
    del book["Interactie"]
    book.save(tmp_path / "a.xlsx")
    code, out, err = command(*arguments.split(), tmp_path / "a.xlsx")
    assert code == 0
    assert "in dit bestand ontbreken vragen: kanaalkeuze, klantvragen, " in out + err
    assert " en 4 andere" in out + err


def test_a_row_that_is_there_twice_is_a_problem_unless_it_says_the_same() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    sheet = book["As"]
    choose(book, "q1", "a. a")
    for column in range(1, 9):
        sheet.cell(20, column).value = sheet.cell(6, column).value
    assert assessment(book, MIXED).answers["q1"].chosen == ("a",)
    sheet["D20"].value = "b. b"
    (found,) = problems(book, MIXED)
    assert (found.path, found.code) == ("As!D20", "duplicate-row")
    assert "As!D6" in found.message
    sheet["D6"].value = None
    assert assessment(book, MIXED).answers["q1"].chosen == ("b",)


def test_a_row_of_ones_own() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    sheet = book["As"]
    sheet["B30"].value = "Zelf toegevoegd"
    assert isinstance(assessment(book, MIXED), Assessment)
    sheet["D30"].value = "ja"
    assert told(book, MIXED) == [("As!D30", "row-without-question")]
    sheet["G30"].value = "eigen-vraag"
    assert told(book, MIXED) == [("As!D30", "unknown-question")]
    sheet["D30"].value = None
    assert isinstance(assessment(book, MIXED), Assessment)


def test_columns_for_notes_may_be_gone() -> None:
    book = opened(blank_workbook(empty(MIXED)))
    choose(book, "q1", "b")
    book["As"].delete_cols(5, 2)
    assert assessment(book, MIXED).answers["q1"].chosen == ("b",)


def test_macros_and_links_to_other_files_are_left_alone(tmp_path: Path) -> None:
    parts = parts_of(blank_workbook(empty(MIXED)))
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert b"macroEnabled" in types
    parts |= {
        "[Content_Types].xml": types,
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 anything",
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
    }
    (tmp_path / "a.xlsm").write_bytes(zipped(parts))
    (found,) = read_assessments(tmp_path / "a.xlsm", model=MIXED)
    assert isinstance(found, Assessment)


# --- LibreOffice ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", [pytest.param(name, marks=libreoffice) for name in MODELS])
def test_a_workbook_saved_by_libreoffice_reads_back(name: str, tmp_path: Path) -> None:
    model = load_model(ROOT / name if "/" in name else name)
    path = tmp_path / "a.xlsx"
    book = opened(blank_workbook(empty(model)))
    for at, question in enumerate(model.questions.values()):
        words = [*model.kinds[question.id].listed.values()]
        choose(book, question.id, words[at % len(words)])
        choose(book, question.id, "Zie “het verslag” – blz. 1\nen verder", "note")
        choose(book, question.id, "https://waterdam.example/", "evidence")
        if question.type is QuestionType.NUMBER:
            choose(book, question.id, 12.125)
        if question.type is QuestionType.MULTI:
            choose(book, question.id, None)
            for option, _ in lettered(question):
                choose(book, option_key(question, option), "nee" if option.id == "csv" else "ja")
    choose(book, "ambition", [*phase_texts(model).values()][-1])
    choose(book, "municipality", "Waterdam")
    choose(book, "inhabitants", 56000)
    book.save(path)
    before = assessment(path.read_bytes(), model)
    assert before.remarks
    again = Office(tmp_path).convert(path, "xlsx")
    assert again.read_bytes() != path.read_bytes()
    assert assessment(again.read_bytes(), model) == before

    saved, guards = openpyxl.load_workbook(again), rules(openpyxl.load_workbook(again))
    for question in model.questions.values():
        at = cell(saved, question.id)
        rule = guards[f"{at.parent.title}!{at.coordinate}"]
        if question.type is not QuestionType.NUMBER:
            assert listed(saved, rule) == [*model.kinds[question.id].listed.values()]
        assert not at.protection.locked
    assert all(sheet.protection.sheet for sheet in saved.worksheets)
    counted = openpyxl.load_workbook(again, data_only=True).worksheets[0]
    texts = [str(one.value) for (one,) in counted["B1:B40"]]
    assert f"{len(model.axes[0].questions)} van de {len(model.axes[0].questions)} vragen" in texts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "'a", "＝1＋1", "＠a", " =1", "−1"])
def test_text_stays_text_when_somebody_edits_it(text: str) -> None:
    cell = put(openpyxl.Workbook().active, 1, 1, text, LABEL)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert not put(openpyxl.Workbook().active, 1, 1, "Waterdam", LABEL).quotePrefix
