"""An answer is written in the same ways in every kind of file, and in the questionnaire."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from gemeente_online import Assessment, load_model, read_assessments
from gemeente_online.assessment.file import Answer
from gemeente_online.questionnaire.typed_answer import answer_in, parsed
from support.places import CASES

MODEL = CASES / "model.yaml"
ABOUT = {"municipality": {"name": "Waterdam"}, "date": "2026-10-01"}


def _read(path: Path, text: str, question: str) -> Answer:
    path.write_text(text, encoding="utf-8")
    (item,) = read_assessments(path, model=load_model(MODEL))
    assert isinstance(item, Assessment), item
    return item.answers[question]


def _in_every_file(folder: Path, question: str, text: str, items: list[str]) -> list[Answer]:
    """The answer as it is read from a file of each kind; items: what a list holds."""
    given: Any = items if len(items) > 1 else text
    tree = ABOUT | {"answers": {question: given}}
    row = io.StringIO()
    csv.writer(row).writerows(
        [["municipality", "date", question], ["Waterdam", "2026-10-01", "|".join(items) or text]]
    )
    as_json = json.dumps(tree)
    return [
        _read(folder / "a.yaml", f"# YAML\n{as_json}\n", question),
        _read(folder / "a.json", as_json, question),
        _read(folder / "a.jsonl", as_json + "\n", question),
        _read(folder / "a.csv", row.getvalue(), question),
    ]


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
        ("meldknop", "Aan", ("on",)),
        ("weekend", "Ja", ("ja",)),
        ("weekend", "nee.", ("nee",)),
        ("weekend", "n.v.t.", "not-applicable"),
        ("kanalen", "a", ("facebook",)),
        ("kanalen", "C|instagram", ("instagram", "whatsapp")),
        ("kanalen", "Geen van deze", ()),
        ("reactietijd", "4", "known"),
        *((question, "NA", "unknown") for question in ("klantvragen", "weekend", "reactietijd")),
        *(("kanalen", text, "unknown") for text in ("n.b.", "-", "weet niet", "Onbekend")),
    ],
)
def test_an_answer_is_the_same_everywhere(
    question: str, text: str, chosen: tuple[str, ...] | str, tmp_path: Path
) -> None:
    model = load_model(MODEL)
    answers = _in_every_file(tmp_path, question, text, text.split("|"))
    asked = model.questions[question]
    typed = answer_in(model, asked, text.strip())
    for answer in (*answers, parsed(model, asked, typed)):
        if isinstance(chosen, str):
            assert answer.state == chosen
        else:
            assert (answer.state, answer.chosen) == ("known", chosen)


def test_a_stroke_too_many_between_answers_says_nothing(tmp_path: Path) -> None:
    """Programs that write several answers often end each of them with the sign between them."""
    about = "municipality;date;kanalen\nWaterdam;2026-10-01;"
    for text, chosen in (("facebook|instagram|", ("facebook", "instagram")), ("|", ())):
        answer = _read(tmp_path / "a.csv", f"{about}{text}\n", "kanalen")
        assert (answer.state, answer.chosen) == ("known" if chosen else "unknown", chosen)
