"""No output says "gemeente" or "inwoner" where a model is about something else."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gemeente_online.cli.about import ask_about
from gemeente_online.questionnaire.replies import Command as Typed
from gemeente_online.reading.models import load_model
from gemeente_online.rendering.document import Document
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.report import pictures
from support.departments import write_departments
from support.pngs import tiny_png

Command = Callable[..., tuple[int, str, str]]

OURS = re.compile(
    r"gemeente[-_]online"  # the program
    r'|(?:id|href|aria-labelledby|aria-describedby)="[^"]*"'
    r'|\? "inwoner" : "inwoners"'  # of municipalities alone, in a script that every form carries
    r"|municipal\w+",  # keys and columns
    re.IGNORECASE,
)
OTHERS = re.compile(r".{0,60}(?:gemeente|inwoner|cbs|GM\d{3}|G40).{0,40}", re.IGNORECASE)

ANY = ("table", "json", "jsonl", "csv", "xlsx", "markdown", "docx")
NO_LINES = ("table", "json", "csv", "xlsx", "markdown", "docx")
FORMS = ("yaml", "csv", "xlsx", "html")

WAYS: dict[str, tuple[str, ...]] = {
    "score {one}": ANY,
    "score {older}": ("table",),
    "score {one} {high} {older}": ANY,
    "score {one} --answers": ("csv", "xlsx", "jsonl"),
    "explain {one}": ANY,
    "explain {one} {high}": ("csv", "xlsx", "json"),
    "grow {one}": ANY,
    "grow {one} --to 4": ("table",),
    "grow {older}": ("table",),
    "grow {now}": ANY,
    "grow {now} --to ambition": ("table",),
    "compare {older} {one}": NO_LINES,
    "compare {then} {now}": NO_LINES,
    "consensus {team}": ("html", *NO_LINES),
    "rank {now} {then} {rows}": ANY,
    "rank {rows} {now} --classes 50,200": ANY,
    "rank {now} --for 303": ANY,
    "rank {one} --against {now}": ANY,
    "rank {now} --against {rows}": ANY,
    "rank {rows} --anonymous": ("csv", "xlsx"),
    "report {one}": ("html", "svg", "docx"),
    "report {older} {one}": ("html", "docx"),
    "report {one} --part summary": ("html",),
    "report {one} --badge": ("svg",),
    "report {then} {now} {rows} --notes": ("html",),
    "check {one} {now} {unnamed} {model}": ("text", "json", "github"),
    "init --model {model}": FORMS,
    "init --model {model} --name Roads --code AT": FORMS,
    "init --from {one}": FORMS,
    "consensus {team} --form": FORMS,
    "model show {model}": ("table", "markdown", "docx"),
    "model evaluate {rows} {now}": NO_LINES,
    "model evaluate {rows} --by group": ("table", "csv"),
    # what is wrong, or doubtful
    "explain {now} --for nobody": ("table",),
    "compare {one} {high}": ("table",),
    "compare {then}": ("table",),
    "consensus {one} {high}": ("table",),
    "report {now} --format svg": ("",),
    "report {now} --format docx": ("",),
    "model evaluate {rows} --by size": ("table",),
    "init --from {now}": FORMS,
    "init --model {model} --code A/B": ("yaml",),
    "init --from {now} --name Roads --folder {out} --format xlsx": ("",),
    # folders
    "grow {unnamed} {one} --to 4 --folder {out}": ("",),
    "grow {now} --folder {out}": ("markdown", "docx"),
    "report {high} {one} --folder {out}": ("svg",),
    "report {then} {now} --folder {out}": ("html", "svg", "docx"),
    "init --from {now} --folder {out}": FORMS,
    "init --from {high} --folder {out}": ("yaml",),
    "init --model {model} --respondents ann,bob --folder {out}": FORMS,
    "init --from {one} --respondents ann,bob --folder {out}": ("html",),
    "init --model {model} --output {out}/new.yaml --schema {out}/new.schema.json": ("",),
}


def texts_in(path: Path) -> str:
    """What can be read in a file; of a workbook or a document all of its parts."""
    if path.suffix not in {".xlsx", ".docx"}:
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return re.sub(r"<(?:/?\w+:)?(?:t|si|r|p|c|v|is)\b[^>]*>", " ", "\n".join(texts))


def found_in(where: str, text: str) -> Iterator[str]:
    """Where a text says what it may not."""
    for found in OTHERS.findall(OURS.sub("", text)):
        yield f"{where}: {found}"


@pytest.fixture(autouse=True)
def _drawn_without_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "has_letters", lambda: True)
    monkeypatch.setattr(pictures, "_drawn", lambda svg, scale: tiny_png())


def _tried() -> Iterator[Any]:
    """Every way in its first format, and in all others where there is time for it."""
    for way, (first, *others) in WAYS.items():
        yield pytest.param(way, [first])
        if others:
            yield pytest.param(way, others, marks=pytest.mark.heavy)


@pytest.mark.heavy
@pytest.mark.parametrize(("way", "forms"), [*_tried()])
def test_no_output_is_about_others(
    command: Command, tmp_path: Path, way: str, forms: list[str]
) -> None:
    paths = write_departments(tmp_path)
    hits: list[str] = []
    for at, form in enumerate(forms):
        out = tmp_path / f"out-{at}"
        out.mkdir()
        words = [word.format_map(paths | {"out": out}) for word in way.split()]
        target = out / f"result.{form}"
        if words[-1] == "--form":
            words += [str(out / f"meeting.{form}")]
        elif form in {"", "text", "json", "github"} or "--folder" in words:
            words += ["--format", form] if form else []
        else:
            words += ["--format", form, "--output", str(target)]
        code, told, err = command(*words)
        hits += found_in(f"{form} stdout", told)
        hits += found_in(f"{form} stderr", err)
        made = [path for path in sorted(out.rglob("*")) if path.is_file()]
        for path in made:
            hits += found_in(f"{form} {path.name}", path.name + "\n" + texts_in(path))
        assert told or err or made, code
        assert "Traceback" not in err
    assert not hits, "\n" + "\n".join(hits)


@pytest.mark.parametrize("name", ["rows.csv", "rows.xlsx", "answers.yaml"])
def test_nor_is_what_is_wrong_with_a_file(command: Command, tmp_path: Path, name: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    model = write_departments(tmp_path)["model"]
    path = tmp_path / name
    rows = [
        ["municipality", "code", "inhabitants", "date", "training"],
        ["", "A/B", "-3", "2026-10-01", "z"],
        ["Roads", "GM12", "0", "1-1-26", "a"],
    ]
    if path.suffix == ".csv":
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        path.write_text(
            f"model: {model}\nmunicipality: {{code: A/B, inhabitants: 0}}\nanswers: {{}}\n", "utf-8"
        )
    code, out, err = command("check", path, "--model", model)
    assert code == 2
    assert not [*found_in(name, out + err)]


class _Typist:
    """A terminal at which the same is typed over and over; keeps what is shown."""

    def __init__(self, *lines: str) -> None:
        self._lines = [*lines]
        self.shown = ""

    def show(self, document: Document) -> None:
        self.shown += render_markdown(document)

    def say(self, text: str) -> None:
        self.shown += text

    def read(self, prompt: str, words: object = ()) -> str:
        self.shown += prompt
        return self._lines.pop(0)


def test_nor_does_the_terminal_ask_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model(write_departments(tmp_path)["model"])
    kept: dict[tuple[str, ...], str] = {}
    typist = _Typist("Roads", "A/B", "gm12", "x", "240", "Utrect", "Ann", "", "3", Typed.STOP)
    ask_about(typist, model, {}, lambda path, value: kept.update({path: value}))  # type: ignore[arg-type]
    assert kept["municipality", "code"] == "gm12"
    assert kept["municipality", "province"] == "Utrect"
    assert "users" in typist.shown
    assert not [*found_in("ask", typist.shown)]
