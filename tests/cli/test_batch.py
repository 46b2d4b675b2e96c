"""A batch: folders, CSV and JSONL in, every format out, to the screen or to a file."""

import csv
import difflib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gemeente_online import Assessment, Rejected, load_model, read_assessments, score
from gemeente_online.analysis.goal import reaches, reaches_ambition
from gemeente_online.assessment.file import Municipality, Remark, State
from gemeente_online.reading import csv as csv_module
from gemeente_online.reading.assessments import MOST_EXPLAINED
from gemeente_online.scoring.result import Verdict
from gemeente_online.scoring.score import summarize
from gemeente_online.scoring.verdict import verdict
from gemeente_online.suggestions import MOST_SUGGESTIONS
from support.places import EXAMPLES, GOLDEN, ROOT
from support.renewing import expected
from support.schemas import valid
from support.sheets import csv_rows
from support.trees import anywhere, as_summarized

Command = Callable[..., tuple[int, str, str]]
BATCH = EXAMPLES / "batch" / "gemeenten.csv"
HEADER = "municipality;date;klantvragen;crisis\n"


def items(*sources: object, **options: Any) -> list[Assessment | Rejected]:
    return list(read_assessments(*map(str, sources), **options))


def only(path: Path) -> Assessment:
    (item,) = items(path)
    assert isinstance(item, Assessment), item.problems
    return item


def problems(path: Path) -> list[tuple[int | None, str, str]]:
    return [
        (problem.line, problem.path, problem.code)
        for item in items(path)
        if isinstance(item, Rejected)
        for problem in item.problems
    ]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def csv_file(folder: Path, content: str | bytes, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- reading CSV ---------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_how_csv_is_written_makes_no_difference(
    tmp_path: Path, delimiter: str, encoding: str, line_end: str
) -> None:
    rows = [
        ["municipality", "date", "province", "klantvragen", "crisis", "group"],
        ["Súdwest", "2026-10-01", f"x{delimiter}y", "overal", "nvt", " G40 "],
    ]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    path = csv_file(tmp_path, stream.getvalue().encode(encoding))
    found = only(path)
    assert found.municipality.name == "Súdwest"
    assert found.municipality.province == f"x{delimiter}y"
    assert found.municipality.group == "G40"
    assert found.answers["klantvragen"].chosen == ("overal",)
    assert found.answers["crisis"].state == "not-applicable"
    assert found.answers["budget"].state == "unknown"
    assert found.row == 2


def test_a_row_means_what_the_same_answers_file_means(tmp_path: Path) -> None:
    columns = {"municipality", "code", "inhabitants", "province", "model", "date"}
    with BATCH.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter=";"), 2):
            (plain,) = [i for i in items(BATCH) if isinstance(i, Assessment) and i.row == number]
            path = tmp_path / "x.json"
            content = {
                "municipality": {
                    "name": row["municipality"],
                    **{key: row[key] for key in ("code", "inhabitants", "province")},
                },
                "date": row["date"],
                "answers": {key: value for key, value in row.items() if key not in columns},
            }
            path.write_text(json.dumps(content), encoding="utf-8")
            whole = only(path)
            assert anywhere(plain) == anywhere(whole)
            assert score(plain).axes == score(whole).axes
            if number == 8:
                break


def test_quick_and_careful_reading_agree(tmp_path: Path) -> None:
    quick = csv_file(tmp_path, HEADER + "Waterdam;2026-10-01;overal;nvt\n", "a.csv")
    careful = csv_file(tmp_path, HEADER + " Waterdam ;1 oktober 2026; overal;nvt \n", "b.csv")
    assert anywhere(only(quick)) == anywhere(only(careful))


def test_numbers_and_several_answers(tmp_path: Path) -> None:
    model = ROOT / "tests/cases/model.yaml"
    path = csv_file(
        tmp_path,
        "model;municipality;date;kanalen;reactietijd;weekend\n"
        f"{model};A;2026-10-01;facebook | whatsapp;2,5;ja\n"
        f";B;2026-10-01;geen;24;\n",
    )
    first, second = items(path)
    assert isinstance(first, Assessment)
    assert isinstance(second, Assessment)
    assert first.answers["kanalen"].chosen == ("facebook", "whatsapp")
    assert first.answers["reactietijd"].number == Fraction(5, 2)
    assert second.answers["kanalen"].score == 1
    assert second.answers["weekend"].state == "unknown"
    assert second.model is first.model


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [(None, "", "empty")]),
        ("\n \n", [(None, "", "empty")]),
        (HEADER, [(None, "", "empty")]),
        (HEADER + "\n;;;\n ;\u00a0\n", [(None, "", "empty")]),
        ("municipality;;date\n", [(1, "", "column-without-name")]),
        ("municipality;klantvragen\nA;overal\n", [(1, "", "column-missing")]),
        ("municipality;date;date\nA;2026-10-01;x\n", [(1, "date", "duplicate-column")]),
        ("municipality;;date\nA;;2026-10-01\n", [(1, "", "column-without-name")]),
        ("municipality;date;budgt\nA;2026-10-01;x\n", [(1, "budgt", "unknown-column")]),
        (HEADER + "A;2026-10-01;overal\n", [(2, "crisis", "short-row")]),
        (HEADER + "A;2026-10-01;overal;nvt;x\n", [(2, "crisis", "long-row")]),
        (HEADER + "A;2026-10-01;overall;nvt;\n", [(2, "klantvragen", "unknown-option")]),
        (
            HEADER + ";31-2-2026;nvt;\n",
            [
                (2, "municipality", "string-too-short"),
                (2, "date", "not-a-date"),
                (2, "klantvragen", "not-applicable"),
            ],
        ),
        (HEADER + "A;2026-W40-4;overal;\n", [(2, "date", "not-a-date")]),
        (
            HEADER + 'A;2026-10-01;"over"al;\nB;2026-10-01;x;\n',
            [(2, "", "csv-syntax"), (3, "klantvragen", "unknown-option")],
        ),
        (HEADER + 'A;2026-10-01;"overal;\n', [(2, "", "quote-not-closed")]),
        (HEADER.encode() + b"\xc3\xab;2026-10-01;;\nx\xeb;2026-10-01;;\n", [(3, "", "encoding")]),
        (HEADER.encode() + b"\x81;2026-10-01;;\n", [(2, "", "encoding")]),
        (HEADER + "A\0;2026-10-01;;\n", [(2, "", "not-text")]),
        (
            HEADER + HEADER + "A;2026-10-01;x;\n",
            [(2, "", "header-again"), (3, "klantvragen", "unknown-option")],
        ),
        (
            "model;municipality;date\ngemeente-online;A;2026-10-01\nonline-meting;B;2026-10-01\n",
            [(3, "model", "other-model")],
        ),
        ("model;municipality;date\ngemeente-onlin;A;2026-10-01\n", [(2, "model", "unknown-model")]),
    ],
)
def test_what_is_wrong_is_placed_by_row_and_column(
    tmp_path: Path, content: str | bytes, expected: list[tuple[int | None, str, str]]
) -> None:
    assert problems(csv_file(tmp_path, content)) == expected


def test_a_long_text_in_a_row_that_names_no_model(tmp_path: Path) -> None:
    model = ROOT / "tests/cases/model.yaml"
    rows = f"{model};A;2026-10-01;ja\n;{'x' * 20_001};2026-10-01;ja\n"
    path = csv_file(tmp_path, f"model;municipality;date;weekend\n{rows}")
    assert problems(path) == [(3, "municipality", "text-too-long")]


def test_notes_and_evidence_have_columns_of_their_own(tmp_path: Path, command: Command) -> None:
    header = "municipality;date;klantvragen;klantvragen.note;crisis.evidence;klantvragen.evidence\n"
    path = csv_file(tmp_path, header + "A;2026-10-01;b; Zie nota ;blz. 3;-\nB;2026-10-01;c;;;\n")
    one, other = items(path)
    assert isinstance(one, Assessment)
    assert isinstance(other, Assessment)
    assert one.answers["klantvragen"].chosen == ("webcare",)
    assert one.remarks == {"klantvragen": Remark("Zie nota"), "crisis": Remark(None, "blz. 3")}
    assert not other.remarks
    code, out, _ = command("check", path)
    assert code == 0
    assert ":2: A: crisis.evidence: let op: hier staat bewijs" in out
    wrong = csv_file(tmp_path, header + "A;2026-10-01;x;Zie nota;;\n")
    assert problems(wrong) == [(2, "klantvragen", "unknown-option")]
    strange = csv_file(tmp_path, "municipality;date;klantvragen.notes\nA;2026-10-01;x\n")
    assert problems(strange) == [(1, "klantvragen.notes", "unknown-column")]


def test_what_stands_for_nothing_in_a_cell(tmp_path: Path) -> None:
    header = "municipality;code;inhabitants;province;group;respondent;date;ambition;klantvragen\n"
    found = only(csv_file(tmp_path, f"{header}A;NA;-;?;-;n.b.;2026-10-01;NA;NA\n"))
    assert found.municipality == Municipality("A")
    assert (found.respondent, found.ambition) == (None, {})
    assert found.answers["klantvragen"].state == "unknown"
    bare = csv_file(tmp_path, "municipality;date\nNA;2026-10-01\n")
    assert only(bare).municipality.name == "NA"


def test_one_wrong_row_does_not_stop_the_others(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, HEADER + "A;2026-10-01;x;\n;;;\nB;2026-10-01;overal;\nC;2026\nD;2026-10-02;;\n"
    )
    found = [item.row if isinstance(item, Assessment) else None for item in items(path)]
    assert found == [None, 4, None, 6]


def test_quoted_line_breaks_and_a_line_for_excel(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, 'sep=;\nmunicipality;date;respondent\n"Water\ndam";2026-10-01;"a;""b"""\n'
    )
    found = only(path)
    assert (found.municipality.name, found.respondent, found.row) == ("Water\ndam", 'a;"b"', 3)


@pytest.mark.heavy
def test_pieces_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a file is cut while it is read, the same comes out."""
    text = HEADER + "Ë;2026-10-01;overal;\r\nSúdwest;2026-10-02;webcare;nvt\r\n"
    whole = [*map(anywhere, items(csv_file(tmp_path, text.encode("cp1252"))))]
    for encoding in ("utf-8", "cp1252", "utf-16"):
        path = csv_file(tmp_path, text.encode(encoding))
        sizes = (4, 5, 7, 41) if encoding == "utf-16" else range(4, 81)
        for size in sizes:  # a byte order mark is never cut
            monkeypatch.setattr(csv_module, "CHUNK", size)
            assert [*map(anywhere, items(path))] == whole, (encoding, size)


@pytest.mark.parametrize("written", ["2026-10-01 00:00:00", "2026-10-01T09:30", "1-10-2026 0:00"])
def test_what_another_program_puts_behind_dates_and_numbers(tmp_path: Path, written: str) -> None:
    header = "municipality;inhabitants;date;ambition\n"
    found = only(csv_file(tmp_path, header + f"A;119186.0;{written};3.0\n"))
    assert found.municipality.inhabitants == 119_186
    assert found.date.isoformat() == "2026-10-01"
    assert found.shared_ambition == 3
    named = only(csv_file(tmp_path, header + f"A;119186,0;{written};Fase 3\n"))
    assert anywhere(named) == anywhere(found)
    wrong = csv_file(tmp_path, header + "A;119.186;2026-10-01 tien uur;3.5\n")
    assert problems(wrong) == [
        (2, "inhabitants", "not-whole"),
        (2, "date", "not-a-date"),
        (2, "ambition", "unknown-phase"),
    ]


ONE_ODD_CELL = (  # and the others plain, as most rows are
    "C;GM0344;56000;  Noord-Holland ;T;2026-10-01;overal;actueel\n"
    "D;GM0344;56000;~;T;2026-10-01;overal;actueel\n"
    "E;GM0344;56000;Utrecht; T ;2026-10-01;overal;actueel\n"
    "F;GM0344;56000;Utrecht;~;2026-10-01;overal;actueel\n"
)


def test_a_cell_is_trimmed_and_can_say_that_it_is_empty(tmp_path: Path) -> None:
    header = "municipality;code;inhabitants;province;respondent;date;klantvragen;crisis\n"
    full = " B ; GM0344 ; 56000 ;  Noord-Holland  ;  Team X ; 2026-10-01 ; overal ; actueel \n"
    empty = "A;~;~;~;~;2026-10-01;~;~\n"
    filled, left, *others = items(csv_file(tmp_path, header + full + empty + ONE_ODD_CELL))
    assert isinstance(filled, Assessment), filled.problems
    assert filled.municipality == Municipality("B", "GM0344", 56_000, "Noord-Holland")
    assert filled.respondent == "Team X"
    known = {name for name, answer in filled.answers.items() if answer.state is State.KNOWN}
    assert known == {"klantvragen", "crisis"}
    assert isinstance(left, Assessment), left.problems
    assert left.municipality == Municipality("A")
    assert left.respondent is None
    assert {answer.state for answer in left.answers.values()} == {State.UNKNOWN}
    found = [
        (
            one.municipality.code,
            one.municipality.inhabitants,
            one.municipality.province,
            one.respondent,
        )
        for one in others
        if isinstance(one, Assessment)
    ]
    assert found == [
        ("GM0344", 56_000, "Noord-Holland", "T"),
        ("GM0344", 56_000, None, "T"),
        ("GM0344", 56_000, "Utrecht", "T"),
        ("GM0344", 56_000, "Utrecht", None),
    ]


def test_json_lines(tmp_path: Path, command: Command) -> None:
    lines = [
        '{"municipality": {"name": "A"}, "date": "2026-10-01", "answers": {}}',
        "",
        '{"municipality": {"name": "B"}, "date": "2026-10-01", "answers": {"budget": "x"}}',
        "{",
        '{"municipality": {"name": "C"}, "date": "2026-10-01", "answers": {}}',
    ]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = items(path)
    assert [item.row for item in found if isinstance(item, Assessment)] == [1, 5]
    assert [line for line, *_ in problems(path)] == [3, 4]
    code, out, _ = command("score", "-q", path)
    assert (code, out) == (2, "?\n?\n")


# --- inputs without assessments ------------------------------------------------------------------

NOTHING: dict[str, str] = {
    "kopregel.csv": HEADER,
    "leeg.csv": f"{HEADER};;;\n ; ;;\n",
    "niets.csv": "",
    "regels.jsonl": "\n \n",
    "map/een.csv": HEADER,
    "blad.xlsx": "",
}


@pytest.mark.parametrize("name", NOTHING)
@pytest.mark.parametrize(
    "arguments",
    [
        *(
            "score",
            "score -f csv",
            "score -f json",
            "score -f jsonl",
            "score -f markdown",
            "score -f docx",
        ),
        *("score -q", "rank", "rank -f csv", "rank -f json", "explain", "explain -f json"),
        *("grow", "grow -f csv", "compare", "compare -f json", "check", "check -q"),
        *("check -f json", "check -f github", "model evaluate", "model evaluate -f json"),
        *("report --output x.html", "report --folder x", "explain --for A", "init --from"),
    ],
)
def test_an_input_without_assessments_is_said(
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    arguments: str,
) -> None:
    if arguments.startswith("report"):
        pytest.importorskip("jinja2", reason="the extra report is not installed")
    monkeypatch.chdir(tmp_path)
    Path(name).parent.mkdir(exist_ok=True)
    if name.endswith("xlsx"):
        openpyxl = pytest.importorskip("openpyxl", reason="the extra excel is not installed")
        book = openpyxl.Workbook()
        book.active.append(HEADER.strip().split(";"))
        book.save(name)
    else:
        Path(name).write_text(NOTHING[name], encoding="utf-8")
    code, out, err = command(*arguments.split(), name.partition("/")[0])
    assert code == 2
    assert "geen meting" in out + err
    assert not Path("x.html").exists()
    assert not Path("x").exists()


# --- a batch with broken files -------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty good files, and five that are broken, each in another way."""
    where = tmp_path / "antwoorden"
    where.mkdir()
    text = (EXAMPLES / "answers.yaml").read_text(encoding="utf-8")
    for number in range(40):
        name = text.replace("name: Waterdam", f"name: Gemeente {number:02d}")
        (where / f"{number:02d}.yaml").write_text(name, encoding="utf-8")
    (where / "leeg.yaml").touch()
    (where / "tab.yaml").write_text("municipality:\n\tname: X\n", encoding="utf-8")
    (where / "vraag.yaml").write_text(text.replace("budget:", "budgt:"), encoding="utf-8")
    (where / "half.json").write_text('{"municipality": {', encoding="utf-8")
    (where / "latin.yaml").write_bytes("# Súdwest\n".encode("cp1252"))
    return where


def test_forty_results_five_problems(command: Command, folder: Path) -> None:
    code, out, err = command("score", folder)
    assert code == 2
    assert len(out.splitlines()) == 2 + 40
    placed = re.findall(r"^(\S+/(\w+\.\w+)):", err, re.MULTILINE)
    assert [name for _, name in placed] == [
        *("half.json", "latin.yaml", "leeg.yaml", "tab.yaml", "vraag.yaml")
    ]
    assert err.splitlines()[-1] == "40 gescoord, 5 niet: zie hierboven"


@pytest.mark.heavy
def test_the_same_batch_gives_the_same_bytes(command: Command, folder: Path) -> None:
    for output_format in ("table", "json", "jsonl", "csv", "markdown"):
        first = command("score", "-f", output_format, folder)
        assert command("score", "-f", output_format, folder) == first
    good = sorted(folder.glob("[0-9]*.yaml"))
    forwards = command("score", "-f", "csv", *good)[1].splitlines()
    backwards = command("score", "-f", "csv", *good[::-1])[1].splitlines()
    assert forwards[0] == backwards[0]
    assert sorted(forwards) == sorted(backwards)


# --- formats -------------------------------------------------------------------------------


def shown(value: float | None) -> str:
    """A score as people see it, from its double."""
    return (
        "–" if value is None else f"{int(Fraction(str(value)) * 100) / 100:.2f}".replace(".", ",")
    )


@pytest.mark.heavy
def test_all_formats_agree(command: Command) -> None:
    data = json.loads(command("score", "-f", "json", BATCH)[1])["results"]
    lines = [json.loads(line) for line in command("score", "-f", "jsonl", BATCH)[1].splitlines()]
    assert lines == [{"format": 1, **result} for result in data]
    rows = csv_rows(command("score", "-f", "csv", BATCH)[1])
    dutch = command("score", "-f", "csv", "--excel", BATCH)[1]
    assert dutch.startswith("\ufeff")
    excel = list(csv.DictReader(io.StringIO(dutch[1:]), delimiter=";"))
    table = command("score", BATCH)[1].splitlines()[2:]
    markdown = command("score", "-f", "markdown", BATCH)[1].splitlines()[2:]
    phases = command("score", "-q", BATCH)[1].splitlines()
    for at, result in enumerate(data):
        overall, name = result["overall"], result["municipality"]["name"]
        phase = "" if overall["phase"] is None else str(overall["phase"])
        for row, sign in ((rows[at], "."), (excel[at], ",")):
            assert row["municipality"] == name
            assert row["phase"] == phase
            assert float(row["score"].replace(sign, ".")) == overall["score"]
            assert [row["range_low"], row["range_high"]] == [str(e) for e in overall["range"]]
            for axis in result["axes"]:
                of_axis = axis["id"].replace("-", "_")
                found = row[f"{of_axis}_phase"]
                assert found == ("" if axis["phase"] is None else str(axis["phase"]))
                assert float(row[f"{of_axis}_score"].replace(sign, ".")) == axis["score"]
        cells = table[at].split()
        assert cells[0] == name
        assert cells[2] == phases[at] == (phase or "?")
        assert shown(overall["score"]) in cells
        assert row["firmness"] == firmness_of(overall)
        assert row["with_evidence"] == ""
        assert markdown[at].strip("| ").split(" | ")[2:6:3] == [
            phase or "?",
            shown(overall["score"]),
        ]


def firmness_of(overall: dict[str, Any]) -> str:
    """What a sheet says of how firm a phase is, from what JSON says of the fewest steps."""
    if overall["firmness"] is None:
        return ""
    tight = tuple(overall["firmness"][way] == 1 for way in ("down", "up"))
    return {
        (False, False): "firm",
        (True, False): "tight-down",
        (False, True): "tight-up",
        (True, True): "tight-both",
    }[tight]


OVERVIEWS = GOLDEN / "overviews"
ENDINGS = {"table": "txt", "markdown": "md", "csv": "csv", "json": "json", "jsonl": "jsonl"}
WAYS = {
    "score-one": ["score", "examples/models/open-data-answers.yaml"],
    "score-many": [
        *("score", "examples/fase-1.yaml", "examples/fase-4.yaml", "examples/deels-ingevuld.yaml")
    ],
    "rank": ["rank", "examples/batch/online-meting.csv", "--top", "3"],
    "rank-one": ["rank", "examples/batch/online-meting.csv", "--for", "GM9901"],
}


EXPECTED = [
    (way, output_format)
    for way in WAYS
    for output_format in ENDINGS
    # all that is known of several is as much again as of one
    if way != "score-many" or not output_format.startswith("json")
]


@pytest.mark.parametrize(("way", "output_format"), EXPECTED)
def test_golden_output(
    command: Command, monkeypatch: pytest.MonkeyPatch, way: str, output_format: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    code, out, err = command(*WAYS[way], "--format", output_format)
    assert (code, err) == (0, "")
    assert out == expected(OVERVIEWS / f"{way}.{ENDINGS[output_format]}", out)


def test_no_expected_overview_is_stray() -> None:
    wanted = {f"{way}.{ENDINGS[output_format]}" for way, output_format in EXPECTED}
    assert {path.name for path in OVERVIEWS.iterdir()} == wanted


def test_csv_comes_back_as_it_was(command: Command, tmp_path: Path) -> None:
    names = ["=1+1", "+x", "-x", "@x", 'a"b', "a;b,c", "regel\neinde", "\ttab", "'gewoon", "ë"]
    for number, name in enumerate(names):
        content = {"municipality": {"name": name}, "date": "2026-10-01", "answers": {}}
        (tmp_path / f"{number}.json").write_text(json.dumps(content), encoding="utf-8")
    for options, delimiter in (([], ","), (["--excel"], ";")):
        out = command("score", "-f", "csv", *options, tmp_path)[1].removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(out, newline=""), delimiter=delimiter))
        assert {len(row) for row in rows} == {len(rows[0])}
        found = [row[rows[0].index("municipality")] for row in rows[1:]]
        assert found == [
            *("'=1+1", "'+x", "'-x", "'@x", 'a"b', "a;b,c", "regel einde", "tab", "'gewoon", "ë")
        ]
        assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)


def test_markdown_shows_text_as_text(command: Command, tmp_path: Path) -> None:
    name = r"<b>a|b</b> *x* [y](z) `q` \ # &amp;"
    for number in (1, 2):
        content = {"municipality": {"name": name}, "date": f"2026-10-0{number}", "answers": {}}
        (tmp_path / f"{number}.json").write_text(json.dumps(content), encoding="utf-8")
    row = command("score", "-f", "markdown", tmp_path)[1].splitlines()[2]
    assert row.startswith(
        r"| \<b\>a\|b\</b\> \*x\* \[y\](z) \`q\` \\ # &amp;amp; | 2026-10-01 | ? |"
    )


def test_csv_holds_one_model(command: Command) -> None:
    paths = [EXAMPLES / "fase-1.yaml", EXAMPLES / "models/open-data-answers.yaml"]
    code, out, err = command("score", "-f", "csv", *paths)
    assert (code, len(out.splitlines())) == (2, 2)
    assert 'hoort bij groeimodel "open-data"' in err
    assert "1 gescoord, 1 niet" in err
    code, out, _ = command("score", *paths)
    assert code == 0
    assert "open-data" in out


@pytest.mark.heavy
def test_every_line_follows_the_schema(command: Command) -> None:
    valid("score", command("score", "-f", "json", BATCH)[1])


# --- to a file -----------------------------------------------------------------------------


def test_output_to_a_file(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "uit.csv"
    assert command("score", "-f", "csv", BATCH, "-o", target) == (0, "", "")
    shown_on_screen = command("score", "-f", "csv", BATCH)[1]
    assert target.read_bytes().decode("utf-8") == shown_on_screen
    assert names_in(tmp_path) == ["uit.csv"]
    code, out, err = command("score", "-q", BATCH, "-o", target)
    assert (code, out) == (2, "")
    assert "is er al" in err
    assert "--force" in err
    assert target.read_bytes().decode("utf-8") == shown_on_screen
    assert command("score", "-q", BATCH, "-o", target, "--force")[0] == 0
    assert len(target.read_text("utf-8").splitlines()) == 120


def test_output_that_cannot_be_written(command: Command, tmp_path: Path) -> None:
    for target, said in (
        (tmp_path, "is een map"),
        (tmp_path / "er" / "niet", "de map is er niet"),
        (tmp_path / ("x" * 300), "de naam is te lang"),
        ("a\0b", "geen bestandsnaam"),
    ):
        code, out, err = command("score", "-q", BATCH, "-o", target)
        assert (code, out) == (2, "")
        assert said in err
    assert names_in(tmp_path) == []


def test_a_failure_leaves_no_half_file(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "uit.txt"
    target.write_text("oud", encoding="utf-8")

    def interrupted(assessment: Assessment) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gemeente_online.scoring.verdict.verdict", interrupted)
    code, _, _ = command("score", "-q", BATCH, "-o", target, "--force")
    assert code == 130
    assert target.read_text("utf-8") == "oud"
    assert names_in(tmp_path) == ["uit.txt"]


def test_output_to_a_device_and_through_a_link(command: Command, tmp_path: Path) -> None:
    assert command("score", "-q", BATCH, "-o", os.devnull)[0] == 0
    real, link = tmp_path / "echt.txt", tmp_path / "naar.txt"
    real.write_text("oud", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert command("score", "-q", BATCH, "-o", link, "--force")[0] == 0
    assert link.is_symlink()
    assert len(real.read_text("utf-8").splitlines()) == 120
    assert real.stat().st_mode & 0o777 == 0o640


# --- for scripts ---------------------------------------------------------------------------


def test_fail_under(command: Command) -> None:
    two, three = EXAMPLES / "fase-2.yaml", EXAMPLES / "fase-3.yaml"
    assert command("score", "-q", "--fail-under", 2, two, three) == (0, "2\n3\n", "")
    assert command("score", "-q", "--fail-under", "Fase 3", two)[0] == 1
    code, out, err = command("score", "-q", "--fail-under", 3, two, three)
    assert (code, out, err) == (1, "2\n3\n", "1 van de 2 blijft onder fase 3: Lindewaard\n")
    assert command("score", "-q", "--fail-under", 3, two, "nergens.yaml")[0] == 2
    undetermined = EXAMPLES / "deels-ingevuld.yaml"
    low = json.loads(command("score", "-f", "json", undetermined)[1])["results"][0]["overall"]
    assert low["phase"] is None
    lowest = low["range"][0]
    assert command("score", "-q", "--fail-under", lowest, undetermined)[0] == 0
    assert command("score", "-q", "--fail-under", lowest + 1, undetermined)[0] == 1


def test_fail_under_a_name_is_looked_up_in_every_model(command: Command, tmp_path: Path) -> None:
    two = EXAMPLES / "fase-2.yaml"
    named = ("score", "-q", "--fail-under", "de gemeente  Converseert.")
    code, out, err = command(*named, two, EXAMPLES / "fase-3.yaml")
    assert (code, out, err) == (1, "2\n3\n", "1 van de 2 blijft onder fase 3: Lindewaard\n")
    shipped = (ROOT / "models/gemeente-online.yaml").read_text(encoding="utf-8")
    shipped = shipped.replace("name: De gemeente converseert", "name: De gemeente praat")
    lower = shipped.replace("name: De gemeente experimenteert", "name: De gemeente converseert")
    filled_in = re.sub(r"^model.*\n", "", two.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name, other in (("omgedraaid", lower), ("zonder", shipped)):
        own = other.replace("id: gemeente-online", f"id: {name}")
        (tmp_path / f"{name}.yaml").write_text(own, encoding="utf-8")
        answers = tmp_path / f"{name}-antwoorden.yaml"
        answers.write_text(f"model: {name}.yaml\n{filled_in}", encoding="utf-8")
    code, out, err = command(*named, two, tmp_path / "omgedraaid-antwoorden.yaml")
    told = '1 van de 2 blijft onder "de gemeente Converseert.": Lindewaard\n'
    assert (code, out, err.replace("  ", " ")) == (1, "2\n2\n", told)
    code, out, err = command(*named, two, tmp_path / "zonder-antwoorden.yaml")
    assert code == 2
    assert 'groeimodel "zonder": "de gemeente' in err


def test_fail_under_ambition(command: Command, tmp_path: Path) -> None:
    text = (EXAMPLES / "fase-3.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^ambition:.*\n", "", text, flags=re.MULTILINE)
    for ambition, code in (
        ("ambition: 3", 0),
        ("ambition: 4", 1),
        ("ambition: {interactie: 4}", 1),
        ("ambition: {interactie: 3}", 0),
        ("# geen", 0),
    ):
        path = tmp_path / "x.yaml"
        path.write_text(f"{ambition}\n{text}", encoding="utf-8")
        found, _, err = command("score", "-q", "--fail-under", "ambition", path)
        assert command("score", "-q", "--fail-under", "ambitie", path)[0] == found
        assert found == code, ambition
        assert ("noemt geen ambitie" in err) is (ambition == "# geen")


def test_ambition_under_a_mean() -> None:
    model = load_model(EXAMPLES / "models/open-data.yaml")
    (item,) = read_assessments(EXAMPLES / "models/open-data-answers.yaml")
    assert isinstance(item, Assessment)
    assert item.model == model
    for phase in (2, 3, 4):
        aiming = item._replace(ambition=dict.fromkeys([axis.id for axis in model.axes], phase))
        summary = summarize(aiming)
        assert reaches_ambition(summary) is reaches(summary.overall, phase)


def test_csv_on_standard_input_without_saying_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gemeente_online", "score", "-"],
        input=BATCH.read_bytes(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"--input csv" in done.stderr


def test_hidden_files_are_left_alone(tmp_path: Path, command: Command) -> None:
    text = (EXAMPLES / "fase-1.yaml").read_bytes()
    for name in ("a.yaml", ".b.yaml", "._c.yaml"):
        (tmp_path / name).write_bytes(text)
    assert command("score", "-q", tmp_path) == (0, "1\n", "")


def test_one_rule_for_the_same_date_twice(tmp_path: Path, command: Command) -> None:
    text = (EXAMPLES / "fase-1.yaml").read_bytes()
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes(text)
    for name in ("explain", "grow"):
        code, out, err = command(name, tmp_path, "--for", "Veenmonde")
        assert (code, out) == (2, "")
        assert f"{tmp_path}/a.yaml en {tmp_path}/b.yaml. Laat één meting staan" in err


def test_nothing_that_overwrites_is_suggested(command: Command) -> None:
    err = command("score", "--for", "x", BATCH)[2]  # typer offers --force as well
    assert '"--for" is geen optie van dit commando. Bedoelde u "--format"?' in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fail-under", " "], "Mogelijk: het nummer of de naam van een fase, of ambition"),
        (["--fail-under", "drie"], '"drie" is geen fase. Mogelijk: 1. De gemeente ontdekt, 2. '),
        (["--fail-under", "9"], 'groeimodel "gemeente-online": "9" is geen fase'),
        (["--fail-under", "converseert"], 'Bedoelde u "De gemeente converseert"?'),
        (["--fail-under", "ambitoin"], 'Bedoelde u "ambition"?'),
        (["-q", "-f", "json"], "gaan niet samen"),
        (["--excel"], "hoort bij --format csv"),
        (["-f", "xml"], "Mogelijk: table, json, jsonl, csv, xlsx, markdown, docx"),
    ],
)
def test_wrong_usage(command: Command, arguments: list[str], said: str) -> None:
    code, out, err = command("score", BATCH, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_the_verdict_is_that_of_the_result() -> None:
    for path in (
        BATCH,
        EXAMPLES / "batch/online-meting.csv",
        EXAMPLES / "models/open-data-answers.yaml",
    ):
        for item in read_assessments(path):
            assert isinstance(item, Assessment)
            result = score(item)
            assert verdict(item) == Verdict(result.overall.phase, result.overall.range)
            assert summarize(item).overall == as_summarized(result)


@pytest.mark.heavy
def test_results_stream(tmp_path: Path) -> None:
    """What is known is shown while more is to come."""
    with subprocess.Popen(
        [sys.executable, "-m", "gemeente_online", "score", "-f", "jsonl", "--input", "csv", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(BATCH.read_bytes() + b"\n" * csv_module.CHUNK)
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["row"] == 2
        process.stdin.close()
        process.stdout.read()
    assert process.returncode == 0


def test_progress_only_where_somebody_waits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from gemeente_online.cli import progress

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.progress_over(["x"]) as advance:
        assert advance is None
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.progress_over(["x"], scrolling=True) as advance:
        assert advance is None
    with progress.progress_over([str(BATCH)]) as advance:
        assert advance is not None
        advance(10)
    assert [*progress.in_progress("abc", "bezig met plannen")] == ["a", "b", "c"]
    assert terminal.getvalue() == ""
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    with progress.progress_over([str(BATCH)]) as advance:
        assert advance is not None
        advance(10)
        advance(10)
    assert "bezig met lezen" in terminal.getvalue()
    assert [*progress.in_progress("abc", "bezig met plannen")] == ["a", "b", "c"]
    assert "bezig met plannen" in terminal.getvalue()


@pytest.mark.heavy
def test_rows_by_the_thousand_cost_no_memory(tmp_path: Path) -> None:
    """Reading keeps nothing: the rows of ten batches need no more than those of one."""
    import tracemalloc

    lines = BATCH.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    peaks = []
    for times in (7, 70):
        path = csv_file(tmp_path, lines[0] + "".join(lines[1:]) * times)
        tracemalloc.start()
        for item in read_assessments(path):
            assert isinstance(item, Assessment)
            verdict(item)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


RECIPES = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@pytest.mark.heavy
def test_the_shell_recipes_of_the_readme(tmp_path: Path) -> None:
    folder = tmp_path / "antwoorden"
    folder.mkdir()
    answers = (EXAMPLES / "answers.yaml").read_text(encoding="utf-8")
    for number in ("00", "01", "02"):
        named = answers.replace("name: Waterdam", f"name: Gemeente {number}")
        (folder / f"{number}.yaml").write_text(named, encoding="utf-8")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    part = text.partition("## In a shell script")[2].partition("\n## ")[0]
    recipes = RECIPES.findall(part)
    assert len(recipes) == 3
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    without = [recipe for recipe in recipes if "jq" in recipe and shutil.which("jq") is None]
    for recipe in recipes:
        if recipe in without:
            continue
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", recipe],
            cwd=folder.parent,
            capture_output=True,
            check=False,
            env=os.environ | {"PATH": path},
            text=True,
        )
        assert done.returncode == 0, (recipe, done.stderr)
        assert "Gemeente 00" in done.stdout or "00.yaml" in done.stdout
    if without:
        pytest.skip("jq is not there, and one of the recipes needs it; the others were tried")


# --- rows that are wrong by the thousand -----------------------------------------------------


def wrong_rows(path: Path, count: int) -> Path:
    """A file with so many rows that are wrong, each in its own way, and one that is right below."""
    words = [f"webcar{number}" for number in range(count)]
    if path.suffix == ".jsonl":
        about = '{"municipality": {"name": "X"}, "date": "2026-10-01", "answers": {"klantvragen": '
        lines = [f'{about}"{word}"}}}}' for word in [*words, "webcare"]]
    else:
        lines = ["municipality;date;klantvragen"]
        lines += [f"X;2026-10-01;{word}" for word in [*words, "webcare"]]
    path.write_text("\n".join(lines), encoding="utf-8")
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line.split(";"))
        book.save(path)
    return path


@pytest.mark.heavy
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx"])
def test_wrong_rows_are_counted_and_no_longer_explained(
    suffix: str, tmp_path: Path, command: Command
) -> None:
    count = MOST_EXPLAINED + 10
    path = wrong_rows(tmp_path / f"a{suffix}", count)
    *rejected, right = read_assessments(path)
    assert isinstance(right, Assessment)
    codes = [problem.code for item in rejected for problem in item.problems]
    assert codes == ["unknown-option"] * MOST_EXPLAINED + ["not-explained"] * 10
    first, last = rejected[0].problems[0], rejected[-1].problems[0]
    assert "bedoelde u" in first.hint
    assert last.line == count + (suffix != ".jsonl")
    code, out, err = command("score", "-q", path)
    assert (code, out) == (2, "?\n")
    assert f"en nog {count - 50} andere problemen" in err
    assert "1 gescoord, 1.010 niet" in err
    code, out, _ = command("score", "--format", "json", path)
    told = json.loads(out)["problems"]
    assert (code, len(told)) == (2, MOST_EXPLAINED + 1)
    assert told[-1]["line"] == MOST_EXPLAINED + 1 + (suffix != ".jsonl")
    assert told[-1]["message"] == "deze rij klopt ook niet, en 9 rijen erna evenmin"


def test_no_help_is_looked_for_that_nobody_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def near(word: str, *_: object, **__: object) -> list[str]:
        asked.append(word)
        return []

    monkeypatch.setattr(difflib, "get_close_matches", near)
    for suffix in (".csv", ".jsonl"):
        asked.clear()
        list(read_assessments(wrong_rows(tmp_path / f"a{suffix}", MOST_EXPLAINED * 2)))
        assert len(asked) == MOST_EXPLAINED
    asked.clear()
    path = tmp_path / "kolommen.csv"
    names = [f"kolom-{number}" for number in range(5_000)]
    path.write_text(";".join(["municipality", "date", *names]) + "\nX;2026-10-01\n", "utf-8")
    (item,) = read_assessments(path)
    assert " en 4.990 andere" in item.problems[0].message
    assert len(asked) == MOST_SUGGESTIONS


def test_a_model_that_nobody_was_told_about_is_told_of_in_the_next_file(tmp_path: Path) -> None:
    first = wrong_rows(tmp_path / "a.jsonl", MOST_EXPLAINED)
    second = tmp_path / "b.json"
    about = '"municipality": {"name": "X"}, "date": "2026-10-01", "answers": {}'
    second.write_text(f'{{"model": "nergens", {about}}}', encoding="utf-8")
    first.write_text(f"{first.read_text('utf-8')}\n{second.read_text('utf-8')}", encoding="utf-8")
    *_, last, other = read_assessments(first, second)
    assert [problem.code for problem in last.problems] == ["not-explained"]
    assert other.problems[0].message == 'er is geen groeimodel "nergens"'


ROWS_OF_EVERY_KIND = [
    "X;2026-10-01;webcare;ja;facebook|whatsapp;4,5",
    " X ;1 oktober 2026; webcare ;nvt;geen;0",
    "X;1-10-2026;;onbekend; whatsapp | facebook ;onbekend",
    "X;2026-10-01;Webcare;ja;;4",
    "X;2026-10-01;nvt;ja;;4",
    "X;2026-10-01;webcare;misschien;;4",
    "X;2026-10-01;webcare;ja;twitter;4",
    "X;2026-10-01;webcare;ja;;vier",
    "X;;webcare;ja;;4",
    "X;2026-13-01;webcare;ja;;4",
    ";2026-10-01;webcare;ja;;4",
    "X;2026-10-01;webcare;ja",
    "X;2026-10-01;webcare;ja;;4;te veel",
]


def test_a_row_is_as_right_or_wrong_as_where_it_is_explained(tmp_path: Path) -> None:
    header = "municipality;date;klantvragen;weekend;kanalen;reactietijd\n"
    wrong = "X;2026-10-01;fout;;;\n" * MOST_EXPLAINED
    path, model = tmp_path / "a.csv", load_model(ROOT / "tests/cases/model.yaml")
    path.write_text(header + "\n".join(ROWS_OF_EVERY_KIND), encoding="utf-8")
    explained = items(path, model=model)
    path.write_text(header + wrong + "\n".join(ROWS_OF_EVERY_KIND), encoding="utf-8")
    counted = items(path, model=model)[MOST_EXPLAINED:]
    assert [type(item) for item in counted] == [type(item) for item in explained]
    assert {type(item) for item in explained} == {Assessment, Rejected}
    for one, other in zip(explained, counted, strict=True):
        if isinstance(one, Assessment) and isinstance(other, Assessment):
            assert (one.answers, one.date) == (dict(other.answers), other.date)


def test_check_counts_the_rows_that_are_right(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "a.csv"
    about = "municipality;date;klantvragen\nWaterdam;2026-10-01;webcare\n"
    path.write_text(f"{about}Meerdam;2026-10-01;\n", encoding="utf-8")
    assert command("check", path) == (0, f"{path}: 2 metingen in orde\n", "")
    path.write_text(f"{about}Meerdam;2026-10-01;web\nVeendam;2026-10-01;\n", encoding="utf-8")
    code, out, _ = command("check", path)
    assert (code, out.splitlines()[-2:]) == (
        2,
        [f"{path}: 2 metingen in orde", "2 in orde, 1 niet"],
    )
    path.write_text(about, encoding="utf-8")
    assert "1 van de 30 vragen" in command("check", path)[1]
