"""The form for a meeting: what is filled in, what stands beside it, and what is read back."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online import Assessment, read_assessments, score
from gemeente_online.analysis.consensus import consensus
from gemeente_online.assessment.file import Remark
from gemeente_online.assessment.tree import assess
from gemeente_online.model.file import Model
from gemeente_online.model.rules import load
from gemeente_online.questionnaire.state import Entry, begin
from gemeente_online.reading.revision import revised
from gemeente_online.reading.written import MAX_TEXT
from gemeente_online.reading.yaml import read_yaml
from gemeente_online.rendering.forms.beside import MOST_COLUMNS
from gemeente_online.rendering.forms.blank import Blank, blank_yaml
from gemeente_online.rendering.forms.meeting import LONGEST, meeting_blank
from gemeente_online.rendering.forms.workbook import blank_workbook
from support.drawing import drawn
from support.hostile import HOSTILE
from support.libreoffice import Office, libreoffice
from support.places import EXAMPLES
from support.respondents import by, several
from support.trees import choice, model_tree
from support.workbooks import cell, form_in, opened, parts_of

TODAY = date(2026, 11, 24)
SEVERAL = {
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
}
YES_NO = {"id": "is-er", "type": "yes-no", "text": "Is er iets?"}
TEXTS = [
    *HOSTILE.values(),
    "a: b # c",
    "# antwoord",
    "\"'}],",
    "na\n  q1: d\nq2: a",
    "*/ <b>",
    "key",
    "answer",
    "~x",
    "_x0041_",
    "%",
    "-",
]


def model_of(*questions: dict[str, Any]) -> Model:
    return load(model_tree(*(dict(question) for question in questions)))


MIXED = model_of(choice("q1"), choice("q2"), YES_NO, SEVERAL, NUMBER)


def form(assessments: Sequence[Assessment], *, anonymous: bool = False) -> Blank:
    found = consensus(assessments, anonymous=anonymous)
    return meeting_blank(found, found.assessment.model.id, TODAY)


def from_yaml(blank: Blank) -> Assessment:
    return assess(read_yaml(blank_yaml(blank), "-").tree, blank.model)


def from_workbook(blank: Blank) -> Assessment:
    return form_in(blank_workbook(blank), blank.model)


def teams() -> list[Assessment]:
    return [one for one in read_assessments(EXAMPLES / "teams") if isinstance(one, Assessment)]


def kept_together(answers: dict[str, list[object]], model: Model = MIXED) -> list[Assessment]:
    """Assessments by Anna, Bram and others, of what each answered to every question."""
    names = ["Anna", "Bram", "Carla", "Dirk"]
    many = max(map(len, answers.values()))
    return [
        by(name, {question: given[at] for question, given in answers.items()}, model)
        for at, name in enumerate(names[:many])
    ]


def rows_beside(blank: Blank) -> dict[str, list[str]]:
    """What stands beside the answer of every row, and in the heading, by key."""
    sheet = opened(blank_workbook(blank)).worksheets[1]
    names = {one.value: one.column for one in sheet[1] if one.value}
    return {
        str(sheet.cell(row, names["key"]).value): [
            sheet.cell(row, column).value or "" for column in range(4, names["answer"])
        ]
        for row in range(5, sheet.max_row + 1)
    }


# --- what is read back ---------------------------------------------------------------------


@drawn(20)
@given(several())
def test_what_they_agree_on_is_filled_in_and_nothing_else(assessments) -> None:
    found = consensus(assessments)
    blank = form(assessments)
    for read in (from_yaml(blank), from_workbook(blank)):
        assert read.answers == found.assessment.answers
        assert read.municipality == found.assessment.municipality
        assert read.ambition == found.assessment.ambition
        assert read.date == TODAY
        assert read.remarks == (blank.previous.remarks if blank.previous else {})


@drawn(15)
@given(several(most=2))
def test_of_who_answered_alike_the_form_scores_as_each_does(assessments) -> None:
    one, _ = assessments
    blank = form([one, one._replace(respondent="Nog iemand"), one._replace(respondent="Derde")])
    for read in (from_yaml(blank), from_workbook(blank)):
        assert read.answers == one.answers
        assert score(read).axes == score(one).axes


def test_a_letter_in_the_place_of_the_sign_is_an_answer() -> None:
    assessments = kept_together(
        {
            "q1": ["a", "b"],
            "q2": ["c", {"answer": "d", "note": "n"}],
            "is-er": ["ja", "nee"],
            "vol": [["een"], ["twee"]],
            "tijd": ["3", "4"],
        }
    )
    text = blank_yaml(form(assessments))
    for question, typed in {
        "q1": "d",
        "q2": '"b"',
        "is-er": "nee",
        "vol": "[a, c]",
        "tijd": "12,5",
    }.items():
        text, count = re.subn(f'(?m)^(  {question}: .*?)"\\?"', rf"\g<1>{typed}", text)
        assert count == 1
    read = assess(read_yaml(text, "-").tree, MIXED)
    assert [one.chosen for one in read.answers.values()] == [
        ("d",),
        ("b",),
        ("nee",),
        ("een", "drie"),
        (),
    ]
    assert read.answers["tijd"].state == "known"
    assert read.remarks == {"q2": Remark(note="Bram: n")}


def test_letters_are_asked_for_only_where_there_are_any() -> None:
    lettered, other = kept_together({"q1": ["a", "b"]}), model_of(YES_NO, NUMBER)
    asked = "zet daar de letter van het antwoord in de plaats"
    assert asked in " ".join(blank_yaml(form(lettered)).replace("#", "").split())
    told = blank_yaml(form(kept_together({"is-er": ["ja", "nee"]}, other)))
    assert "zet daar het antwoord in de plaats" in " ".join(told.replace("#", "").split())


def test_ask_takes_up_what_is_open() -> None:
    blank = form(kept_together({"q1": ["a", "b"], "q2": ["c", "c"], "tijd": ["3", "3"]}))
    answers = read_yaml(blank_yaml(blank), "-").tree["answers"]
    entries = {name: Entry.from_tree(one, MIXED.kinds[name]) for name, one in answers.items()}
    assert begin(MIXED, entries).open == ("q1", "is-er", "vol")


def test_ask_changes_no_more_than_the_line_of_an_answer() -> None:
    assessments = kept_together({"q1": ["a", "b"], "vol": [["een"], {"note": "?"}]})
    text = blank_yaml(form(assessments))
    after = revised(text, ("answers", "q1"), "b", [*MIXED.questions])
    after = revised(
        after,
        ("answers", "vol"),
        {"answer": ("een", "drie"), "note": "Samen"},
        [*MIXED.questions],
    )
    changed = {*after.splitlines()} - {*text.splitlines()}
    assert changed == {"  q1: b", '  vol: {answer: [een, drie], note: "Samen"}'}
    assert len(after.splitlines()) == len(text.splitlines())


# --- what stands beside it -----------------------------------------------------------------


def test_who_answered_what_stands_above_the_answer() -> None:
    text = blank_yaml(form(teams()))
    assert (
        "\n  #    beleid: c; communicatie: c; handhaving: niet beantwoord; kcc: c; wijk: b\n"
        '  klantvragen: {answer: "?", note: "beleid: Wij krijgen'
    ) in text
    assert "\n  bereikbaarheid: kantoortijd\n" in text
    assert "#    b. Op elke werkdag, tijdens kantoortijd. Een vraag van vrijdagavond" in text
    assert (
        'evidence: "beleid: https://example.org/waterdam/beleidsplan; communicatie, kcc en wijk: '
        'https://example.org/waterdam/visie-dienstverlening"'
    ) in text
    assert max(len(line) for line in text.splitlines() if line.lstrip().startswith("# ")) <= 96


def test_a_workbook_has_a_column_for_each_of_them() -> None:
    assessments = kept_together(
        {
            "q1": ["a", "b", ""],
            "is-er": ["ja", "ja", "nee"],
            "vol": [["een", "drie"], "geen", "nvt"],
            "tijd": ["3,5", "", "4"],
        }
    )
    assert rows_beside(form(assessments)) == {
        "-": ["Anna", "Bram", "Carla"],
        "q1": ["a", "b", "–"],
        "q2": ["–", "–", "–"],
        "is-er": ["ja", "ja", "nee"],
        "vol": ["", "geen", "nvt"],
        "vol.een": ["ja", "nee", ""],
        "vol.twee": ["nee", "nee", ""],
        "vol.drie": ["ja", "nee", ""],
        "tijd": ["3,5", "–", "4"],
    }


def test_columns_are_narrow_and_their_headings_upright() -> None:
    book = opened(blank_workbook(form(teams())))
    sheet = book["Interactie"]
    headings = {one.value: one for one in sheet[5] if one.value}
    assert [*headings][3:8] == ["beleid", "communicatie", "handhaving", "kcc", "wijk"]
    for name in [*headings][3:8]:
        assert headings[name].alignment.textRotation == 90
        assert sheet.column_dimensions[headings[name].column_letter].width == 4.5  # for "nvt"
        assert sheet.row_dimensions[5].height > 7 * len(name)
    assert headings["Uw antwoord"].column_letter == "I"
    assert sheet.column_dimensions["L"].hidden
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_of_many_it_is_told_who_gave_each_answer() -> None:
    every = [
        by(
            f"Team {at:02}",
            {
                "q1": {"answer": "b" if at % 3 else "d", "note": f"Zo is het {at % 2}"},
                "vol": ["een"] if at else "nvt",
            },
            MIXED,
        )
        for at in range(MOST_COLUMNS + 1)
    ]
    blank = form(every)
    assert from_yaml(blank).respondent == "overleg van 13 invullers"
    assert from_yaml(blank).remarks["q1"].note == (
        "Team 00, Team 02, Team 04, Team 06, Team 08 en 2 andere: Zo is het 0; "
        "Team 01, Team 03, Team 05, Team 07, Team 09 en 1 andere: Zo is het 1"
    )
    beside = rows_beside(blank)
    assert beside["-"] == ["Antwoorden van de invullers"]
    assert beside["q1"] == [
        "b (8): Team 01, Team 02, Team 04, Team 05, Team 07 en 3 andere\n"
        "d (5): Team 00, Team 03, Team 06, Team 09 en Team 12"
    ]
    assert beside["vol.een"] == [""]
    assert beside["vol"][0].startswith("a (12): Team 01, ")
    assert beside["vol"][0].endswith("\nnvt (1): Team 00")
    said = " ".join(re.sub(r"(?m)^ *#", "", blank_yaml(blank)).split())
    assert "en 3 andere; d (5): Team 00, Team 03" in said
    assert "niet beantwoord (13): Team 00" in said
    assert from_workbook(blank).answers == from_yaml(blank).answers


# --- who, when and how ---------------------------------------------------------------------


def test_it_is_of_the_meeting_and_of_today() -> None:
    blank = form(teams())
    for read in (from_yaml(blank), from_workbook(blank)):
        assert read.respondent == "overleg van beleid, communicatie, handhaving, kcc en wijk"
        assert (read.date, set(read.ambition.values())) == (TODAY, {3})
    front = opened(blank_workbook(blank)).worksheets[0]
    shown = " ".join(str(one.value) for row in front.iter_rows() for one in row if one.value)
    for text in (blank_yaml(blank), shown):
        assert "Dit formulier is voor het overleg." in text
        assert "Lees van a naar d." in text
        assert "vorige" not in text


def test_who_differs_on_the_ambition_leaves_it_open() -> None:
    answers = {"q1": "b"}
    blank = form([by("Anna", answers, MIXED, ambition="2"), by("B", answers, MIXED, ambition="3")])
    assert from_yaml(blank).ambition == from_workbook(blank).ambition == {}


def test_remarks_are_told_apart_and_told_once() -> None:
    link = "https://waterdam.example/"
    blank = form(
        kept_together(
            {
                "q1": [
                    {"answer": "a", "note": "Dat doen wij.", "evidence": link},
                    {"answer": "b", "note": "Dat doen wij", "evidence": link},
                    {"answer": "b", "note": "Wij niet"},
                ],
                "q2": [
                    {"answer": "a", "evidence": link},
                    {"answer": "a", "evidence": "Verslag"},
                    {"note": "Ik weet het niet."},
                ],
            }
        )
    )
    for read in (from_yaml(blank), from_workbook(blank)):
        assert read.remarks == {
            "q1": Remark("Anna en Bram: Dat doen wij; Carla: Wij niet", link),
            "q2": Remark("Carla: Ik weet het niet", f"Anna: {link}; Bram: Verslag"),
        }


def test_no_name_stands_in_a_form_without_names() -> None:
    names = ["Zwaan-Kleef", "Ooievaar", "Reiger"]
    every = [
        by(name, {"q1": {"answer": answer, "note": "Zo is het"}, "q2": "c"}, MIXED)
        for name, answer in zip(names, "abc", strict=True)
    ]
    blank = form(every, anonymous=True)
    parts = b"".join(parts_of(blank_workbook(blank)).values()).decode("utf-8", "ignore")
    for text in (parts, blank_yaml(blank)):
        assert not [name for name in names if name in text]
    assert "\n  #    A: a; B: b; C: c\n" in blank_yaml(blank)
    assert rows_beside(blank)["-"] == ["A", "B", "C"]


# --- what others wrote is text -------------------------------------------------------------


@pytest.mark.heavy
@pytest.mark.parametrize("text", TEXTS)
def test_hostile_names_and_notes_do_nothing(text: str) -> None:
    _read_back(text)


@drawn(20)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
@pytest.mark.heavy
def test_any_name_and_note_does_nothing(text: str) -> None:
    if text.strip():
        _read_back(text)


def _read_back(text: str) -> None:
    answers = {"q1": {"answer": "b", "note": text, "evidence": text}, "q2": "a"}
    other = {"q1": {"answer": "c", "note": "x", "evidence": "y"}, "q2": "a"}
    one, two = by("Anna", answers, MIXED), by("Bram", other, MIXED)
    blank = form([one._replace(respondent=text.strip()), two])
    assert blank.previous is not None
    in_yaml, in_workbook = from_yaml(blank), from_workbook(blank)
    agreed = consensus([one, two]).assessment.answers
    assert in_yaml.answers == in_workbook.answers == agreed
    assert in_yaml.remarks == blank.previous.remarks
    assert set(in_workbook.remarks) == {"q1"}
    book = opened(blank_workbook(blank))
    formulas = [
        one.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for one in row
        if one.data_type == "f"
    ]
    assert len(formulas) == 1  # how much of the only axis is filled in
    assert cell(book, "q2").value == "a. a"


def test_the_longest_notes_and_names_can_be_read_back() -> None:
    long = "x" * (MAX_TEXT - 1)
    every = [
        by(f"{at}{long}", {"q1": {"answer": "a", "note": f"{at}{long}", "evidence": "b"}}, MIXED)
        for at in range(MOST_COLUMNS)
    ]
    blank = form(every)
    for read in (from_yaml(blank), from_workbook(blank)):
        note = read.remarks["q1"].note or ""
        assert len(note) <= LONGEST
        assert note.count("…: ") == MOST_COLUMNS  # each is there, and so is the name of each
        assert read.respondent is not None
        assert len(read.respondent) <= LONGEST
    heights = [one.height for one in opened(blank_workbook(blank))["As"].row_dimensions.values()]
    assert max(height for height in heights if height) <= 409


# --- LibreOffice ---------------------------------------------------------------------------


@pytest.mark.parametrize("many", [pytest.param(many, marks=libreoffice) for many in (5, 14)])
def test_a_form_that_libreoffice_saved_reads_back(many: int, tmp_path: Path) -> None:
    every = teams()
    every += [
        every[0]._replace(respondent=f"=Team {at} voor groen") for at in range(many - len(every))
    ]
    blank = form(every)
    path = tmp_path / "overleg.xlsx"
    book = opened(blank_workbook(blank))
    cell(book, "klantvragen").value = "b"
    book.save(path)
    before = form_in(path.read_bytes(), blank.model)
    assert before.answers["klantvragen"].chosen == ("webcare",)
    again = Office(tmp_path).convert(path, "xlsx")
    assert again.read_bytes() != path.read_bytes()
    assert form_in(again.read_bytes(), blank.model) == before
    sheet = opened(again.read_bytes())["Interactie"]
    headings = [one.value for one in sheet[5]]
    beside = headings[3 : headings.index("Uw antwoord")]
    assert len(beside) == (many if many <= MOST_COLUMNS else 1)
    assert sheet.column_dimensions["D"].width >= 4
