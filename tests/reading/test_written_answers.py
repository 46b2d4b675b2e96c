"""An answer is written in the same ways in every kind of file, and in the questionnaire."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Book

from gemeente_online import (
    Assessment,
    InvalidInputError,
    Problem,
    Rejected,
    load_model,
    read_assessments,
)
from gemeente_online.assessment.file import Answer
from gemeente_online.questionnaire.typed_answer import answer_in, parsed
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.workbook import blank_workbook
from support.places import CASES
from support.workbooks import cell as form_cell
from support.workbooks import opened

MODEL = CASES / "model.yaml"
ABOUT = {"municipality": {"name": "Waterdam"}, "date": "2026-10-01"}


def _read(path: Path, question: str) -> Answer:
    (item,) = read_assessments(path, model=load_model(MODEL))
    assert isinstance(item, Assessment), item
    return item.answers[question]


def _problems(path: Path) -> tuple[Problem, ...]:
    try:
        (item,) = read_assessments(path, model=load_model(MODEL))
    except InvalidInputError as error:
        return error.problems
    assert isinstance(item, Rejected), item
    return item.problems


def _every_file(folder: Path, question: str, text: str | float, items: list[str]) -> list[Path]:
    """A file of each kind with an answer in it; items: what a list holds."""
    given: Any = items if len(items) > 1 else text
    as_json = json.dumps(ABOUT | {"answers": {question: given}})
    cell = "|".join(items) or text
    rows = [["municipality", "date", question], ["Waterdam", "2026-10-01", cell]]
    row = io.StringIO()
    csv.writer(row).writerows(rows)
    for name, written in {
        "a.yaml": f"# YAML\n{as_json}\n",
        "a.json": as_json,
        "a.jsonl": as_json + "\n",
        "a.csv": row.getvalue(),
    }.items():
        (folder / name).write_text(written, encoding="utf-8")
    sheet = Book()
    for one in rows:
        sheet.worksheets[0].append(one)
    form = opened(blank_workbook(Blank(load_model(MODEL), str(MODEL), date(2026, 10, 1))))
    form_cell(form, question).value = cell
    for name, book in {"sheet.xlsx": sheet, "form.xlsx": form}.items():
        book.save(folder / name)
    return sorted(folder.iterdir())


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("question", "text", "chosen"),
    [
        ("klantvragen", "webcare", ("webcare",)),
        ("klantvragen", "WEBCARE", ("webcare",)),
        ("klantvragen", "b", ("webcare",)),
        ("klantvragen", " B. ", ("webcare",)),
        ("klantvragen", "een webcareteam.", ("webcare",)),
        ("klantvragen", "b. Een webcareteam", ("webcare",)),
        ("klantvragen", "b) een webcareteam", ("webcare",)),
        ("klantvragen", "antwoord b", ("webcare",)),
        ("klantvragen", "Antwoord B.", ("webcare",)),
        ("klantvragen", "optie: b", ("webcare",)),
        ("meldknop", "Aan", ("on",)),
        ("kanalen", "antwoord c", ("whatsapp",)),
        ("weekend", "Ja", ("ja",)),
        ("weekend", "nee.", ("nee",)),
        ("weekend", "n.v.t.", "not-applicable"),
        ("kanalen", "a", ("facebook",)),
        ("kanalen", "C|instagram", ("instagram", "whatsapp")),
        ("kanalen", "Geen van deze", ()),
        ("reactietijd", "4", "known"),
        *((question, "NA", "unknown") for question in ("klantvragen", "weekend", "reactietijd")),
        *(("kanalen", text, "unknown") for text in ("n.b.", "-", "weet niet", "Onbekend")),
        *(("weekend", text, "unknown") for text in ("Geen idee.", "weten we niet")),
    ],
)
def test_an_answer_is_the_same_everywhere(
    question: str, text: str, chosen: tuple[str, ...] | str, tmp_path: Path
) -> None:
    model = load_model(MODEL)
    files = _every_file(tmp_path, question, text, text.split("|"))
    answers = [_read(path, question) for path in files]
    asked = model.questions[question]
    typed = answer_in(model, asked, text.strip())
    for answer in (*answers, parsed(model, asked, typed)):
        if isinstance(chosen, str):
            assert answer.state == chosen
        else:
            assert (answer.state, answer.chosen) == ("known", chosen)


@pytest.mark.parametrize(
    ("question", "text", "hint"),
    [
        ("klantvragen", "2", "bedoelde u b (Een webcareteam)? Een cijfer kan een plaats, "),
        ("klantvragen", "2.", "bedoelde u b (Een webcareteam)? Een cijfer kan een plaats, "),
        ("klantvragen", "2.0", "bedoelde u b (Een webcareteam)? Een cijfer kan een plaats, "),
        ("klantvragen", 2.0, "bedoelde u b (Een webcareteam)? Een cijfer kan een plaats, "),
        ("kanalen", "2", "bedoelde u b (Instagram)? Schrijf de letter"),
    ],
)
def test_a_number_for_an_answer_is_refused_everywhere(
    question: str, text: str | float, hint: str, tmp_path: Path
) -> None:
    for path in _every_file(tmp_path, question, text, []):
        assert [str(one.hint)[: len(hint)] for one in _problems(path)] == [hint], path


def test_a_stroke_too_many_between_answers_says_nothing(tmp_path: Path) -> None:
    """Programs that write several answers often end each of them with the sign between them."""
    about = "municipality;date;kanalen\nWaterdam;2026-10-01;"
    for text, chosen in (("facebook|instagram|", ("facebook", "instagram")), ("|", ())):
        (tmp_path / "a.csv").write_text(f"{about}{text}\n", encoding="utf-8")
        answer = _read(tmp_path / "a.csv", "kanalen")
        assert (answer.state, answer.chosen) == ("known" if chosen else "unknown", chosen)
