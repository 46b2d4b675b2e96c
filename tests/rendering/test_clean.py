"""Text from files is harmless and legible in every output, and columns stay aligned."""

import csv
import io
import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gemeente_online.model.numbers import percentage
from gemeente_online.rendering.clean import BY_THEMSELVES, MOST_MARKS, clean
from gemeente_online.rendering.document import ColumnHead, Document, Items, Paragraph, Table
from gemeente_online.rendering.markdown import render_markdown
from gemeente_online.rendering.terminal import render_terminal
from support.hostile import HOSTILE
from support.trees import choice, model_tree
from support.wording import plain

Command = Callable[..., tuple[int, str, str]]


def columns(text: str) -> int:
    """How wide a line is, by Unicode's own tables and not by rich's."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me"}
        else 2
        if unicodedata.east_asian_width(char) in {"W", "F"}
        else 1
        for char in text
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("e\u0301", "é"),
        ("\u0301a", "\u25cc\u0301a"),
        ("a \u0301", "a \u25cc\u0301"),
        ("a" + "\u0323" * 9, "\u1ea1" + "\u0323" * MOST_MARKS),
        ("a\tb\nc\u00a0d", "a b c d"),
        ("van 70\u00a0% of\u00a0meer", "van 70\u00a0% of meer"),
        ("a\u200bb", "a\ufffdb"),
        ("a\u200db", "a\ufffdb"),
        ("\U0001f469\u200d\U0001f467", "\U0001f469\U0001f467"),
        ("\u2764\ufe0f", "\u2764"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ("\x1b[31m", "\ufffd[31m"),
        ("\ud800", "\ufffd"),
        ("a\u202eb", "a\ufffdb"),
        ("\u3164", "\ufffd"),
        ("", ""),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text() | st.text("\u0301e\u200d\U0001f469\u202e\x1b\u2764\ufe0f水\u1112\u1161 "))
@example("\u1112\u1161")
def test_nothing_steers_a_terminal(text: str) -> None:
    shown = clean(text)
    assert plain(shown).isprintable()
    assert clean(shown) == shown or unicodedata.normalize("NFC", shown) != shown
    assert not {"\u200b", "\u200d", "\u202e", "\ufe0f"} & set(shown)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [None, 60])
def test_columns_stay_aligned(name: str, width: int | None) -> None:
    rows = [(HOSTILE[name].replace("\n", " "), "»"), ("gewoon", "»")]
    table = Table((ColumnHead(HOSTILE[name]), ColumnHead("x")), tuple(rows))
    text = render_terminal(Document((table,)), width=width, colour=False)
    places = {columns(line[: line.index(" »")]) for line in text.splitlines() if " »" in line}
    assert len(places) == 1, text
    if width is not None:
        assert all(columns(line) <= width for line in text.splitlines())


def test_a_word_of_three_hundred_letters_goes_on_on_the_next_line() -> None:
    heads = (ColumnHead("Gemeente"), ColumnHead("Score", right=True), ColumnHead("Waarom"))
    table = Table(heads, (("A" * 300, "3,70", "middenmanagement " * 5), ("Waterdam", "2", "x")))
    lines = render_terminal(Document((table,)), width=80, colour=False).splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.count("A") for line in lines) == 300
    assert "middenmanagement" in lines[2]
    wide = render_terminal(Document((table,)), width=None, colour=False)
    assert "A" * 300 in wide


@pytest.mark.parametrize("width", range(12, 30))
def test_no_line_ends_between_a_number_and_its_sign(width: int) -> None:
    told = f"Nu is dat {percentage(Fraction(2, 3))}, en nodig is {percentage(Fraction(7, 10))}."
    table = Table((ColumnHead("Nodig"), ColumnHead("Deel")), ((told, told),))
    document = Document((Paragraph(told), Items((told,)), table))
    text = render_terminal(document, width=width, colour=False)
    assert (text.count("66 %"), text.count("70 %"), text.count("%")) == (4, 4, 8)
    assert "nodig is 70\u00a0%" in render_markdown(document)


def _files(folder: Path, text: str) -> tuple[Path, Path]:
    """An answers file and its model, with a hostile text wherever there may be one."""
    tree = model_tree(
        choice("q1", text=text, explanation=text, source=text),
        title=text,
        source=text,
        axis={"name": text, "description": text, "stages": {"1": {"name": text}}},
        views=[{"id": "rol", "name": text, "groups": [{"id": "klant", "name": text}]}],
    )
    for phase in tree["phases"]:
        phase |= {"name": text, "description": text}
    model = folder / "model.json"
    model.write_text(json.dumps(tree), encoding="ascii")
    answers = folder / "meting.json"
    content = {
        "model": "model.json",
        "municipality": {"name": text, "province": text, "group": text},
        "date": "2026-10-01",
        "respondent": text,
        "answers": {"q1": {"answer": "c", "note": text, "evidence": text}},
    }
    answers.write_text(json.dumps(content), encoding="ascii")
    return answers, model


@pytest.mark.heavy
@pytest.mark.parametrize("name", HOSTILE)
def test_every_output_is_harmless(name: str, tmp_path: Path, command: Command) -> None:
    text = HOSTILE[name]
    answers, model = _files(tmp_path, text)
    other = answers.with_stem("nog-een")
    shutil.copy(answers, other)
    for arguments in (
        ["score", answers],
        ["score", answers, other],
        ["score", "-f", "markdown", answers],
        ["score", "-f", "csv", answers],
        ["check", answers, model],
        ["model", "show", model],
    ):
        code, out, err = command(*arguments)
        assert (code, err) == (0, ""), arguments
        assert all(line.isprintable() for line in plain(out).split("\n")), arguments
    code, out, _ = command("score", "-f", "json", answers)
    assert code == 0
    assert all(line.isprintable() for line in out.split("\n"))
    result = json.loads(out)["results"][0]
    assert result["municipality"]["name"] == text
    assert result["remarks"]["q1"] == {"note": text, "evidence": text}
    (line,) = command("score", "-f", "jsonl", answers)[1].splitlines()
    assert json.loads(line)["municipality"]["name"] == text


def test_a_line_break_in_a_name_makes_no_line(tmp_path: Path, command: Command) -> None:
    """Where a name stands on a line, it is on that one; in rank also where it has no place."""
    files = []
    for number, answers in enumerate(({"q1": "c"}, {"q1": "d"}, {}), start=1):
        path, model = _files(tmp_path, "Een\ntwee \rdrie")
        content = json.loads(path.read_text("ascii")) | {"answers": answers}
        content["municipality"]["code"] = f"GM000{number}"
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(content), encoding="ascii")
    first = files[0]
    for arguments in (
        *(["rank", *files], ["rank", "-f", "markdown", *files], ["rank", "-f", "csv", *files]),
        *(
            ["rank", "--for", "GM0001", *files],
            ["rank", first, first],
            ["rank", "--for", "x", first],
        ),
        *(["score", *files], ["score", "-f", "markdown", *files], ["score", "-f", "csv", *files]),
        *(["score", first], ["explain", first], ["explain", "-f", "csv", first]),
        *(["explain", *files], ["grow", first], ["grow", "-f", "markdown", first]),
        *(["compare", first, first], ["compare", *files], ["check", first]),
        *(["check", "-f", "github", *files], ["score", "--fail-under", "4", first]),
        *(["init", "--from", first], ["init", "-f", "csv", "--from", first]),
        *(["model", "show", model], ["model", "show", "-f", "markdown", model]),
    ):
        _, out, err = command(*arguments)
        for line in (out + err).split("\n"):
            assert not line.strip(" >|#*-").startswith(("twee", "drie")), (arguments, line)
            assert "<br>twee" not in line, (arguments, line)


FORMULAS = (
    *("=", "+", "-", "@", "\t=", "\r@", " =", "\u200b="),
    *("\uff1d", "\uff0b", "\uff0d", "\uff20", " \uff1d", "\u3000\uff1d", "\ufe66", "\ufe62"),
    *("\ufe63", "\ufe6b", "\u207a", "\u207c", "\u2212"),
)
"""How a formula begins, also in signs that some spreadsheets read as the plain ones."""


@pytest.mark.parametrize("sign", FORMULAS)
def test_no_formula_in_csv(sign: str, tmp_path: Path, command: Command) -> None:
    answers, _ = _files(tmp_path, f"{sign}1+1")
    for more in ([], ["--excel"]):
        out = command("score", "-f", "csv", *more, answers)[1].lstrip("\ufeff")
        for row in csv.reader(io.StringIO(out), delimiter=";" if more else ","):
            for cell in row:
                begin = unicodedata.normalize("NFKC", cell.lstrip())
                assert not begin.startswith(("=", "+", "@")), row
                assert not re.match("[-\u2212](?![0-9.]+$)", begin), row


def test_signs_that_are_shown_at_once_stand_by_themselves() -> None:
    signs = [chr(code) for code in range(0x3000) if BY_THEMSELVES.fullmatch(chr(code))]
    printable = [sign for sign in signs if sign.isprintable()]
    assert {"a", "ë", "–", "”", "…"} <= set(printable)
    for sign in printable:
        assert not unicodedata.combining(sign)
        assert unicodedata.east_asian_width(sign) not in {"W", "F"}
        assert unicodedata.normalize("NFC", f"a{sign}") == f"a{sign}"
