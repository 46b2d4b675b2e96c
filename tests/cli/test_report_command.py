"""The command ``report``: what it writes, where, and what it refuses."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gemeente_online.rendering.report import pictures
from support.fonts import need_fonts
from support.pages import Page, faults, words
from support.places import EXAMPLES, ROOT

Command = Callable[..., tuple[int, str, str]]
WATERDAM = "examples/answers.yaml"
BATCH = "examples/batch/online-meting.csv"
PERSONAL = ("Team communicatie", "hoogwater", "waterdam.example")


def year(folder: Path, name: str, new: str) -> Path:
    """Waterdam's answers as of another date."""
    text = (EXAMPLES / "answers.yaml").read_text("utf-8").replace("date: 2026-10-01", new)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_one_municipality_to_a_pipe(command: Command) -> None:
    code, out, err = command("report", WATERDAM)
    assert (code, err) == (0, "")
    page = Page(out)
    assert faults(page) == []
    assert words(page.one("h1")) == "Waterdam"
    for told in PERSONAL:
        assert told in out


def test_to_a_file_once(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "rapport.html"
    assert command("report", WATERDAM, "--output", target) == (0, "", "")
    before = target.read_bytes()
    code, _, err = command("report", BATCH, "--output", target)
    assert code == 2
    assert "--force" in err
    assert target.read_bytes() == before
    assert command("report", BATCH, "--output", target, "--force") == (0, "", "")
    assert "30 gemeenten" in target.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.html"]


def test_of_many_there_is_a_table_by_group(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    rows = (f"G{at};2026-10-01;{group};overal" for at, group in enumerate(["G40", "g40", ""]))
    path.write_text("\n".join(["municipality;date;group;klantvragen", *rows]), encoding="utf-8")
    page = Page(command("report", path)[1])
    assert faults(page) == []
    assert "Naar groep" in page.section("groepen")
    assert "G40 2" in page.section("groepen")


def test_a_terminal_gets_no_page(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, out, err = command("report", WATERDAM)
    assert (code, out) == (2, "")
    assert "noem het bestand dat er moet komen. Bijvoorbeeld: --output rapport.html" in err


def test_several_dates_are_one_page(command: Command, tmp_path: Path) -> None:
    older = year(tmp_path, "a.yaml", "date: 2025-10-01")
    code, out, _ = command("report", WATERDAM, older)
    assert code == 0
    page = Page(out)
    assert faults(page) == []
    assert "meting van 1 oktober 2026" in words(page.one("header"))
    assert "1 oktober 2025" in page.section("jaren")


def test_the_same_date_twice_is_refused(command: Command, tmp_path: Path) -> None:
    same = year(tmp_path, "a.yaml", "date: 2026-10-01")
    code, out, err = command("report", WATERDAM, same, "examples/fase-3.yaml")
    assert code == 2
    assert "Waterdam staat er meer dan eens in met de datum 1 oktober 2026" in err
    assert "<h1>Waterdam</h1>" not in out
    assert "<h1>" in out


def test_the_summary_alone(command: Command, tmp_path: Path) -> None:
    code, out, err = command("report", WATERDAM, "--part", "summary")
    assert (code, err) == (0, "")
    assert [words(one) for one in Page(out).all("h2")] == ["Waar de gemeente staat"]
    code, _, err = command("report", WATERDAM, "--part", "summary", "--format", "svg")
    assert code == 2
    assert "--part summary is een pagina, en geen plaatje" in err
    code, _, err = command("report", BATCH, "--part", "summary")
    assert code == 2
    assert "er staan 30 gemeenten in deze bestanden, en --part summary is van één gemeente" in err
    assert "Kies er een met --for, of maak met --folder een map met een blad per gemeente" in err
    code, out, _ = command("report", BATCH, "--part", "summary", "--for", "Berkenhorst")
    assert (code, words(Page(out).one("h1"))) == (0, "Berkenhorst")
    folder = tmp_path / "map"
    assert command("report", BATCH, "--part", "summary", "--folder", folder)[0] == 0
    made = {path.name: Page(path.read_text("utf-8")) for path in folder.iterdir()}
    assert len(made.pop("index.html").all("h2")) > 3
    assert {len(page.all("h2")) for page in made.values()} == {1}


def test_many_in_one_file_without_notes(command: Command) -> None:
    both = (WATERDAM, "examples/fase-3.yaml")
    _, quiet, _ = command("report", *both)
    _, told, _ = command("report", *both, "--notes")
    for personal in PERSONAL:
        assert personal not in quiet
        assert personal in told


def test_notes_can_be_left_out_of_one(command: Command) -> None:
    _, out, _ = command("report", WATERDAM, "--no-notes")
    assert not [personal for personal in PERSONAL if personal in out]


@pytest.mark.parametrize("wanted", ["Berkenhorst", " berkenHORST", "GM9901", "gm9901"])
def test_for_one_of_many(command: Command, wanted: str) -> None:
    code, out, _ = command("report", BATCH, "--for", wanted)
    assert code == 0
    assert "<h1>Berkenhorst</h1>" in out


def test_pages_of_an_earlier_report_are_named(command: Command, tmp_path: Path) -> None:
    assert command("report", BATCH, "--folder", tmp_path) == (0, "", "")
    less = tmp_path.parent / "minder.csv"
    lines = (ROOT / BATCH).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    less.write_text("".join(lines[:3]), encoding="utf-8")
    code, out, err = command("report", less, "--folder", tmp_path, "--force")
    assert (code, out) == (0, "")
    count = len(list(tmp_path.glob("*.html"))) - 3
    assert f"en {count - 1} andere, van een ander rapport" in err


def test_for_nobody(command: Command) -> None:
    code, out, err = command("report", BATCH, "--for", "Berkenhost")
    assert (code, out) == (2, "")
    assert 'Bedoelde u "Berkenhorst"?' in err


def test_what_is_wrong_is_told_and_the_rest_is_shown(command: Command) -> None:
    code, out, err = command("report", WATERDAM, "tests/cases/readme.yaml")
    assert code == 2
    assert "<h1>Waterdam</h1>" in out
    assert "tests/cases/readme.yaml:3:3" in err


def test_nothing_valid_writes_nothing(command: Command, tmp_path: Path) -> None:
    for option in ("--output", "--folder"):
        code, out, _ = command("report", "tests/cases/readme.yaml", option, tmp_path / "x")
        assert (code, out) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_another_model_is_left_out(command: Command) -> None:
    code, out, err = command("report", WATERDAM, BATCH)
    assert code == 2
    assert (
        'metingen in dit bestand horen bij groeimodel "online-meting" 1.0.0, en dit rapport bij'
        in err
    )
    assert "maak voor elk groeimodel een eigen rapport" in err
    assert "<h1>Waterdam</h1>" in out


VERSIONS = {
    "another version": ('version: "1.1.0"', 'version: "1.2.0"', "noem die achter --model"),
    "another content": ("title: De gemeente", "title: Onze gemeente", "noem dat achter --model"),
}


@pytest.mark.parametrize("case", VERSIONS)
@pytest.mark.parametrize("made", ["report", "rank"])
def test_one_version_of_the_model_with_one_content(
    command: Command, tmp_path: Path, case: str, made: str
) -> None:
    there, instead, told = VERSIONS[case]
    ours = (ROOT / "models/gemeente-online.yaml").read_text("utf-8")
    assert there in ours
    variant = tmp_path / "variant.yaml"
    variant.write_text(ours.replace(there, instead, 1), encoding="utf-8")
    older = year(tmp_path, "a.yaml", "date: 2025-10-01")
    text = older.read_text("utf-8").replace("model: gemeente-online", f"model: {variant.name}")
    older.write_text(text, encoding="utf-8")
    code, out, err = command(made, WATERDAM, older)
    assert code == 2
    assert f"{older}: deze meting hoort bij " in err
    assert told in err
    assert "1 oktober 2025" not in out
    code, _, err = command(made, WATERDAM, older, "--model", variant)
    assert code == 0
    assert "--model" not in err


def test_of_the_municipality_that_is_wanted_alone_the_model_counts(command: Command) -> None:
    code, out, err = command("report", BATCH, WATERDAM, "--for", "Waterdam")
    assert (code, err) == (0, "")
    assert "<h1>Waterdam</h1>" in out


class TestFolder:
    def test_a_page_for_each_and_one_that_leads_to_them(
        self, command: Command, tmp_path: Path
    ) -> None:
        target = tmp_path / "rapport"
        assert command("report", BATCH, "--folder", target) == (0, "", "")
        index = Page((target / "index.html").read_text("utf-8"))
        links = [e.get("href") for e in index.one("table", class_="ranking").iter("a")]
        assert len(links) == 30
        assert sorted([*links, "index.html"]) == sorted(path.name for path in target.iterdir())
        page = Page((target / "gm9901-berkenhorst.html").read_text("utf-8"))
        assert faults(page) == []
        assert [e.get("href") for e in page.one("header").iter("a")] == ["index.html"]
        assert "In de provincie Gelderland: plaats " in page.section("plaats")
        assert list(tmp_path.iterdir()) == [target]

    def test_notes_in_the_pages_only_when_asked(self, command: Command, tmp_path: Path) -> None:
        for name, options in (("quiet", ()), ("told", ("--notes",))):
            both = (WATERDAM, "examples/fase-3.yaml")
            assert command("report", *both, "--folder", tmp_path / name, *options)[0] == 0
            text = (tmp_path / name / "gm9999-waterdam.html").read_text("utf-8")
            assert [told in text for told in PERSONAL] == [bool(options)] * 3

    def test_of_one_municipality(self, command: Command, tmp_path: Path) -> None:
        assert command("report", WATERDAM, "--folder", tmp_path / "x") == (0, "", "")
        (page,) = (tmp_path / "x").iterdir()
        assert page.name == "index.html"
        assert not any(told in page.read_text("utf-8") for told in PERSONAL)
        assert "Naast andere gemeenten" not in page.read_text("utf-8")

    def test_replaces_nothing_without_leave(self, command: Command, tmp_path: Path) -> None:
        (tmp_path / "index.html").write_text("mine", encoding="utf-8")
        (tmp_path / "other.txt").write_text("mine", encoding="utf-8")
        code, _, err = command("report", BATCH, "--folder", tmp_path)
        assert code == 2
        assert 'staat al "index.html"' in err
        assert len(list(tmp_path.iterdir())) == 2
        assert command("report", BATCH, "--folder", tmp_path, "--force")[0] == 0
        assert "30 gemeenten" in (tmp_path / "index.html").read_text("utf-8")
        assert (tmp_path / "other.txt").read_text("utf-8") == "mine"
        assert len(list(tmp_path.iterdir())) == 32

    def test_what_is_no_folder(self, command: Command, tmp_path: Path) -> None:
        path = tmp_path / "x"
        path.write_text("mine", encoding="utf-8")
        for place, told in ((path, "is een bestand"), (tmp_path / "a" / "b", "de map is er niet")):
            code, _, err = command("report", BATCH, "--folder", place)
            assert code == 2
            assert told in err
        assert path.read_text("utf-8") == "mine"

    def test_a_failure_leaves_nothing(
        self, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object, **__: object) -> str:
            raise ValueError

        monkeypatch.setattr("gemeente_online.rendering.report.pages.render_batch", fails)
        assert command("report", BATCH, "--folder", tmp_path / "x")[0] == 70
        assert list(tmp_path.iterdir()) == []


class TestPicture:
    def test_svg(self, command: Command) -> None:
        code, out, err = command("report", WATERDAM, "--format", "svg")
        assert (code, err) == (0, "")
        assert out.startswith("<svg ")
        assert "Waterdam staat in fase 2 van 4" in out

    def test_png(self, command: Command, tmp_path: Path) -> None:
        need_fonts()
        sizes = []
        for name, options in (("a.png", ()), ("b.png", ("--badge",))):
            target = tmp_path / name
            done = command("report", WATERDAM, "--format", "png", "--output", target, *options)
            assert done == (0, "", "")
            data = target.read_bytes()
            assert data[:8] == b"\x89PNG\r\n\x1a\n"
            sizes.append(int.from_bytes(data[16:20]))
        assert sizes[0] == 2400
        assert 300 < sizes[1] < 1000

    def test_a_computer_without_letters(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import resvg_py

        real = resvg_py.svg_to_bytes
        monkeypatch.setattr(
            resvg_py, "svg_to_bytes", lambda **given: real(**given, skip_system_fonts=True)
        )
        pictures.has_letters.cache_clear()
        try:
            code, out, err = command("report", WATERDAM, "--format", "png")
        finally:
            pictures.has_letters.cache_clear()
        assert (code, out) == (2, "")
        assert "geen lettertype gevonden" in err

    def test_of_many(self, command: Command, tmp_path: Path) -> None:
        code, out, err = command("report", BATCH, "--format", "svg")
        assert (code, out) == (2, "")
        assert "--for" in err
        target = tmp_path / "x"
        assert command("report", BATCH, "-f", "svg", "--badge", "--folder", target)[0] == 0
        names = [path.name for path in target.iterdir()]
        assert len(names) == 30
        assert "gm9901-berkenhorst.svg" in names


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--output", "a", "--folder", "b"), "--output en --folder gaan niet samen"),
        (("--badge",), "--badge is een plaatje. Kies --format svg of --format png"),
        (("--format", "pdf"), '"pdf" kan niet achter --format'),
    ],
)
def test_wrong_usage(command: Command, options: tuple[str, ...], told: str) -> None:
    code, out, err = command("report", WATERDAM, *options)
    assert (code, out) == (2, "")
    assert told in err


@pytest.mark.parametrize(("module", "form"), [("jinja2", "html"), ("resvg_py", "png")])
def test_without_the_extra(
    command: Command, monkeypatch: pytest.MonkeyPatch, module: str, form: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    code, out, err = command("report", WATERDAM, "--format", form)
    assert (code, out) == (2, "")
    assert 'pip install "gemeente-online[report]"' in err


def test_other_commands_import_nothing_of_it() -> None:
    program = (
        "import sys; from gemeente_online.cli.app import run; run(['score', '-q', sys.argv[1]]);"
        "print([name for name in sys.modules if 'jinja' in name or 'resvg' in name "
        "or 'report' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / WATERDAM)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stdout == "2\n[]\n"


class TestYears:
    def test_many_over_the_years(self, command: Command) -> None:
        then = BATCH.replace(".csv", "-2025.csv")
        code, out, err = command("report", then, BATCH)
        assert (code, err) == (0, "")
        page = Page(out)
        assert "met een meting van 2025 en van 2026 gingen er 3" in page.section("jaren")
        assert len([*page.one("table", class_="ranking").iter("tr")]) == 32

    def test_doubts_are_told_in_one_line(self, command: Command, tmp_path: Path) -> None:
        rows = ["municipality,date,respondent,klantvragen"]
        for name in ("Veenmonde", "Waterdam", "Lindewaard"):
            rows += [f"{name},2025-03-01,A,webcare", f"{name},2025-03-02,B,webcare"]
            rows += [f"{name},2026-09-01,,webcare", f"{name},2026-10-01,,webcare"]
        path = tmp_path / "jaren.csv"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        target = tmp_path / "map"
        code, _, err = command("report", path, "--folder", target)
        assert code == 0
        outside, perhaps = err.splitlines()
        names = "Veenmonde, Waterdam en Lindewaard"
        assert f"van 3 gemeenten ontbreken metingen van één moment: {names}" in outside
        assert "van 3 gemeenten liggen metingen minder dan negentig dagen uit elkaar" in perhaps
        assert f"({names})" in perhaps
