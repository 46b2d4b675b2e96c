"""The memo in Word: the verdict on its first page, then the plan, then the axes."""

import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from gemeente_online import read_assessments, score
from gemeente_online.analysis.goal import onward_goal
from gemeente_online.assessment.file import Assessment
from gemeente_online.rendering.document import Document, Heading, Items, Paragraph, Picture
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.memo import memo_document
from gemeente_online.rendering.report import pictures
from gemeente_online.scoring.result import Result
from gemeente_online.scoring.score import summarize
from support.libreoffice import Office, libreoffice
from support.places import EXAMPLES
from support.pngs import tiny_png

Command = Callable[..., tuple[int, str, str]]
ONE = str(EXAMPLES / "answers.yaml")
MANY = str(EXAMPLES / "batch/gemeenten.csv")


@pytest.fixture(autouse=True)
def _drawn_without_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "has_letters", lambda: True)
    monkeypatch.setattr(pictures, "_drawn", lambda svg, scale: tiny_png())


def results(*files: str) -> list[Result]:
    return [score(one) for one in read_assessments(*files) if isinstance(one, Assessment)]


def headings(document: Document) -> list[tuple[int, str]]:
    return [(one.level, one.text) for one in document.blocks if isinstance(one, Heading)]


def test_first_the_verdict_then_the_plan_then_the_axes() -> None:
    memo = memo_document(results(ONE), notes=True)
    told = headings(memo)
    assert told[0] == (1, "Waterdam (GM9999), 1 oktober 2026")
    assert [text for level, text in told if level == 2] == [
        "Groeiplan",
        "De assen",
        "Toelichtingen en bewijs",
    ]
    assert [level for level, _ in told].count(1) == 1
    assert {level for level, _ in told} == {1, 2, 3}
    assert (3, "Interactie: fase 3, Interacteren (context en conversatie)") in told
    pages = [one.text for one in memo.blocks if isinstance(one, Heading) and one.on_new_page]
    assert pages == ["Groeiplan", "De assen"]
    assert isinstance(memo.blocks[2], Picture)
    assert [len(one.texts) for one in memo.blocks if isinstance(one, Items) and one.to_do] == [4, 5]
    closing = Paragraph("Groeimodel De gemeente online, versie 1.1.0")
    assert memo.blocks.count(closing) == 1
    assert memo.blocks[-1] == closing


def test_who_answered_and_what_they_wrote_stand_in_it_only_when_asked() -> None:
    told, untold = (render_markdown(memo_document(results(ONE), notes=n)) for n in (True, False))
    assert "Ingevuld door: Team communicatie" in told
    assert "evaluatie van het hoogwater" in told
    assert "Team communicatie" not in untold
    assert "hoogwater" not in untold


def test_the_first_page_alone() -> None:
    memo = memo_document(results(ONE), notes=False, whole=False, place=["Plaats 3 van de 10."])
    assert headings(memo)[1:] == [(2, "Naast andere gemeenten")]


def test_of_more_years_it_tells_what_changed() -> None:
    years = results(str(EXAMPLES / "years"))
    told = headings(memo_document(years, notes=False))
    assert (2, "Wat er veranderde") in told
    assert told[0][1].startswith("Waterdam (GM9999), 1 oktober 2025")


@pytest.mark.parametrize(("file", "phase"), [("answers.yaml", 3), ("fase-1.yaml", 2)])
def test_the_plan_leads_to_the_ambition_or_else_to_the_next_phase(file: str, phase: int) -> None:
    (result,) = results(str(EXAMPLES / file))
    assert onward_goal(summarize(result.assessment)).overall == phase


# --- the command ---------------------------------------------------------------------------


def test_report_writes_it(command: Command, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        assert command("report", ONE, "-o", tmp_path / name) == (0, "", "")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    word = docx.Document(str(tmp_path / "a.docx"))
    assert len(word.inline_shapes) == 1
    assert sum(one.text.startswith("☐\t") for one in word.paragraphs) == 9


@pytest.mark.parametrize("missing", ["docx", "jinja2", "resvg_py"])
def test_whatever_is_missing_one_extra_brings_it(
    missing: str, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    code, _, err = command("report", "bestaat-niet.yaml", "-o", tmp_path / "a.docx")
    assert code == 2
    assert '"gemeente-online[word]"' in err


def test_of_many_it_is_one_each(command: Command, tmp_path: Path) -> None:
    code, out, err = command("report", MANY, "-o", tmp_path / "a.docx")
    assert (code, out, [*tmp_path.iterdir()]) == (2, "", [])
    assert "een map met een memo per gemeente" in err
    one, other = EXAMPLES / "fase-1.yaml", EXAMPLES / "fase-3.yaml"
    assert command("report", one, other, "--folder", tmp_path / "memo", "-f", "docx")[0] == 0
    assert len([*(tmp_path / "memo").glob("gm*.docx")]) == 2
    assert len([*(tmp_path / "memo").iterdir()]) == 2
    (path, *_) = sorted((tmp_path / "memo").iterdir())
    told = [one.text for one in docx.Document(str(path)).paragraphs]
    assert "Naast andere gemeenten" in told
    assert "van de 2" in told[told.index("Naast andere gemeenten") + 1]


def test_without_letters_that_is_said_once(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "has_letters", lambda: False)
    one, other = EXAMPLES / "fase-1.yaml", EXAMPLES / "fase-3.yaml"
    code, _, err = command("report", one, other, "--folder", tmp_path / "memo", "-f", "docx")
    assert code == 0
    assert err.count("staat niet in het Word-bestand") == 1


@pytest.mark.parametrize("kind", [pytest.param("pdf", marks=libreoffice)])
def test_libreoffice_reads_it(kind: str, command: Command, tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.need_writer()
    assert command("report", ONE, "-o", tmp_path / "a.docx")[0] == 0
    assert office.convert(tmp_path / "a.docx", kind).read_bytes().startswith(b"%PDF")
    text = office.convert(tmp_path / "a.docx", "txt").read_text(encoding="utf-8")
    assert "Fase 2 van 4: De gemeente experimenteert" in text
    assert "Groeiplan" in text
