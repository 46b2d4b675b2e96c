"""Folders as inputs: what is read, in which order, and what is passed over and told."""

import errno
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gemeente_online import Assessment, Problem, Rejected, read_assessments
from gemeente_online.reading import folders
from gemeente_online.reading.files import InputFormat
from support.places import EXAMPLES, ROOT

Command = Callable[..., tuple[int, str, str]]
GOOD = "municipality: {{name: {}}}\ndate: 2026-10-01\nanswers: {{}}\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="links need leave on Windows")


@pytest.fixture(autouse=True)
def _here(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(path: str, text: str | None = None) -> None:
    """Make a file; of itself with the answers of a municipality of that name."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(GOOD.format(path) if text is None else text, encoding="utf-8")


def read(*sources: str) -> tuple[list[str], list[str]]:
    """The sources of what is read, and what is told."""
    told: list[Problem] = []
    items = list(read_assessments(*sources, warned=told.append))
    told += [problem for item in items if isinstance(item, Rejected) for problem in item.problems]
    return [item.source for item in items if isinstance(item, Assessment)], [*map(str, told)]


# --- what is read --------------------------------------------------------------------------------


def test_subfolders_too_in_order_of_path() -> None:
    for path in ("b.yml", "a.YAML", "a/z.yaml", "a/b/c.yaml", "B/a.yaml", "a-b/x.yaml"):
        put(f"map/{path}")
    found = ["B/a.yaml", "a/b/c.yaml", "a/z.yaml", "a-b/x.yaml", "a.YAML", "b.yml"]
    assert read("map") == ([f"map/{path}" for path in found], [])
    assert read("map/a", "map/B/a.yaml")[0] == ["map/a/b/c.yaml", "map/a/z.yaml", "map/B/a.yaml"]


def test_what_is_hidden_is_left_out_and_not_told() -> None:
    for path in ("a.yaml", ".b.yaml", ".git/c.yaml", "d/.e/f.yaml", "d/~$g.xlsx", "d/._h.yaml"):
        put(f"map/{path}")
    assert read("map") == (["map/a.yaml"], [])


@posix
def test_a_folder_that_is_reached_twice_counts_once() -> None:
    put("map/b/x.yaml")
    put("elders/y.yaml")
    Path("map/a").symlink_to(Path("b"))
    Path("map/b/lus").symlink_to(Path("..").resolve() / "map")
    Path("map/c").symlink_to(Path("elders").resolve())
    assert read("map") == (["map/b/x.yaml", "map/c/y.yaml"], [])


def test_a_closed_folder_keeps_nothing_from_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    put("map/a.yaml")
    put("map/dicht/b.yaml")
    look_into = Path.iterdir

    def closed(path: Path) -> Iterator[Path]:
        if path.name == "dicht":
            raise PermissionError(errno.EACCES, "closed")
        return look_into(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    closed_one = (
        "map/dicht: deze map mag niet worden gelezen\n"
        "  vraag om leesrechten, of kopieer de bestanden naar een eigen map"
    )
    assert read("map") == (["map/a.yaml"], [closed_one])
    Path("map/a.yaml").unlink()
    assert read("map") == ([], [closed_one])


def test_a_folder_of_more_than_anybody_means(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        put(f"map/{number}/a.yaml")
    monkeypatch.setattr(folders, "MOST_INSIDE", 4)
    assert len(read("map")[0]) == 4
    monkeypatch.setattr(folders, "MOST_INSIDE", 3)
    assert read("map")[1] == [
        "map: in deze map, met de mappen daarin, staan meer dan 3 bestanden\n"
        "  is dit de juiste map? Noem de map waarin alleen de antwoorden staan"
    ]
    assert "100.000 bestanden" in (ROOT / "docs/grenzen.md").read_text(encoding="utf-8")


def test_what_stands_there_twice_is_told_and_counts() -> None:
    for path in ("a.yaml", "b/a.yaml", "b/a (1).yaml"):
        put(f"map/{path}", GOOD.format("Waterdam"))
    put("map/c.yaml")
    sources, (told,) = read("map")
    assert len(sources) == 4
    assert told == (
        "map: 2 bestanden met precies dezelfde inhoud als een ander: b/a (1).yaml (als a.yaml) en "
        "b/a.yaml (als a.yaml)\n  haal weg wat er dubbel staat; nu telt elk mee"
    )


# --- what is skipped because of how it ends ------------------------------------------------------


def test_other_endings_are_told_by_what_helps() -> None:
    put("map/a.yaml")
    for path in ("x/notulen.docx", "oud.XLS", "vragen.html", "b/c.ods", "plan.pdf", "logo.png"):
        put(f"map/{path}", "")
    assert read("map")[1] == [
        "map: 2 bestanden overgeslagen: b/c.ods en oud.XLS\n"
        "  sla een rekenblad in Excel of LibreOffice op als Excel-werkmap (.xlsx); dan telt het "
        "mee",
        "map: 2 bestanden overgeslagen: plan.pdf en x/notulen.docx\n"
        "  een antwoordenbestand eindigt op .yaml, .yml, .json, .jsonl, .csv, .xlsx, .xlsm",
        "map: 1 bestand overgeslagen: vragen.html\n"
        "  is het een webformulier? Laat wie het invulde daarin kiezen voor Bewaar als bestand, en "
        "zet het bestand (.json) dat dan komt in deze map",
    ]


def test_of_many_the_first_are_named_and_all_are_counted() -> None:
    put("map/a.yaml")
    for number in range(1000, 2200):
        put(f"map/{number}.pdf", "")
    (told,) = read("map")[1]
    assert told.startswith(
        "map: 1.200 bestanden overgeslagen: 1000.pdf, 1001.pdf, 1002.pdf, 1003.pdf, 1004.pdf en "
        "1.195 andere\n"
    )


def test_a_folder_without_answers() -> None:
    Path("map/leeg").mkdir(parents=True)
    empty = (
        "map: in deze map staat geen antwoordenbestand\n"
        "  een antwoordenbestand eindigt op .yaml, .yml, .json, .jsonl, .csv, .xlsx, .xlsm"
    )
    assert read("map") == ([], [empty])
    put("map/leeg/a.docx", "")
    assert read("map")[1][1:] == [empty]


# --- what holds no answers -----------------------------------------------------------------------

BATCH = (EXAMPLES / "batch/online-meting-2025.csv", EXAMPLES / "batch/online-meting.csv")
RESULTS = {
    "answers": ["score", EXAMPLES / "years", "--answers"],
    "compare": ["compare", EXAMPLES / "years"],
    "compare-batches": ["compare", *BATCH],
    "consensus": ["consensus", EXAMPLES / "teams"],
    "evaluate": ["model", "evaluate", BATCH[1]],
    "explain": ["explain", EXAMPLES / "answers.yaml"],
    "explain-many": ["explain", BATCH[1]],
    "grow": ["grow", EXAMPLES / "answers.yaml"],
    "grow-many": ["grow", BATCH[1]],
    "rank": ["rank", EXAMPLES / "years"],
    "rank-against": ["rank", EXAMPLES / "answers.yaml", "--against", EXAMPLES / "fase-1.yaml"],
    "score": ["score", EXAMPLES / "years"],
    "score-one": ["score", EXAMPLES / "fase-1.yaml"],
}
"""Commands with a result, by what their files are called here."""

READ = {str(one) for one in InputFormat} - {"yaml"}


@pytest.mark.heavy
def test_all_that_the_program_writes_is_passed_over(command: Command) -> None:
    put("map/a.yaml")
    Path("map/uit").mkdir()
    made = []
    for name, words in RESULTS.items():
        for ending in sorted(READ):
            file = f"uit/{name}.{ending}"
            code, _, err = command(*words, "--output", f"map/{file}")
            if code == 0:
                made.append(file)
            else:
                assert "maakt dit commando niet" in err, err
    assert {Path(file).suffix[1:] for file in made} >= {"json", "jsonl", "csv"}
    assert {Path(file).stem for file in made} == {*RESULTS}
    named = ", ".join(f"{file} (uitkomst)" for file in sorted(made)[:5])
    assert read("map") == (
        ["map/a.yaml"],
        [
            f"map: {len(made)} bestanden overgeslagen, want daar staan geen antwoorden in: {named} "
            f"en {len(made) - 5} andere"
        ],
    )
    for file in made:
        sources, (told,) = read(f"map/{file}")
        assert sources == []
        assert ": dit is een uitkomst van dit programma, en geen antwoordenbestand\n" in told


def test_a_result_larger_than_is_read_is_one_still() -> None:
    put("map/a.yaml")
    put(
        "map/groot.json",
        json.dumps(
            {"format": 1, "program": {"name": "gemeente-online"}, "results": [[1] * 60_000]}
        ),
    )
    assert read("map")[1] == [
        "map: 1 bestand overgeslagen, want daar staan geen antwoorden in: groot.json (uitkomst)"
    ]


def test_models_and_schemas_are_passed_over_and_named_for_what_they_are(command: Command) -> None:
    model = (EXAMPLES / "models/open-data.yaml").read_text(encoding="utf-8")
    put("map/a.yaml")
    put("map/modellen/eigen.yaml", model)
    put("map/vragen.schema.json", command("model", "schema")[1])
    assert read("map") == (
        ["map/a.yaml"],
        [
            "map: 2 bestanden overgeslagen, want daar staan geen antwoorden in: "
            "modellen/eigen.yaml (groeimodel) en vragen.schema.json (schema)"
        ],
    )
    (told,) = read("map/vragen.schema.json")[1]
    assert told.startswith("map/vragen.schema.json:1:1: dit is een JSON Schema, en geen antwoorden")
    (told,) = read("map/modellen/eigen.yaml")[1]
    assert told.startswith("map/modellen/eigen.yaml:4:1: dit is een groeimodel, en geen antwoorden")
    assert len(read("map/modellen")[1]) == 2  # and that there are no answers
    code, out, err = command("check", "map")
    assert (code, err) == (0, "")
    assert "map/modellen/eigen.yaml: in orde, groeimodel open-data" in out
    assert "1 bestand overgeslagen, want daar staan geen antwoorden in: vragen.schema.json" in out


def test_what_may_be_meant_as_answers_is_never_passed_over() -> None:
    put("map/a.yaml", "municipality: {name: Waterdam}\ndate: 2026-10-01\nformat: 1\nanswers: {}\n")
    put("map/b.json", '{"answers": {}, "scale": 1}')
    put("map/c.csv", "municipality;date;klantvragen;phase;score\nWaterdam;2026-10-01;webcare;1;2\n")
    put("map/d.yaml", "naam: Waterdam\n")
    put("map/e.yaml", "format: 1\nmunicipality: {name: Waterdam}\ndate: 2026-10-01\n")
    items = list(read_assessments("map"))
    assert [(type(item), item.source) for item in items] == [
        (Rejected, f"map/{name}") for name in ("a.yaml", "b.json", "c.csv", "d.yaml", "e.yaml")
    ]


def test_a_sheet_with_a_result_beside_one_with_answers() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra excel is not installed")
    book = openpyxl.Workbook()
    book.active.append(["municipality", "date", "klantvragen"])
    book.active.append(["Waterdam", "2026-10-01", "webcare"])
    sheet = book.create_sheet("Uitkomst")
    sheet.append(["municipality", "date", "phase", "score"])
    sheet.append(["Waterdam", "2026-10-01", 2, 2.1])
    Path("map").mkdir()
    book.save("map/a.xlsx")
    told = (
        'map/a.xlsx: op het blad "Uitkomst" staat een uitkomst van dit programma; het wordt niet '
    )
    assert read("map") == (["map/a.xlsx"], [f"{told}gelezen"])
    del book[book.sheetnames[0]]
    book.save("map/a.xlsx")
    assert read("map")[1][0].endswith("staan geen antwoorden in: a.xlsx (uitkomst)")
