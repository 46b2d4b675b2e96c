"""Rows are read by SQL without quotes around a name, and a figure is a figure there."""

import csv
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from gemeente_online.rendering.columns import Sheet, sheet_lines
from support.all_sheets import WAYS, Told, sheets_of, words_of
from support.places import EXAMPLES

Command = Callable[..., tuple[int, str, str]]
Sheets = Callable[..., list[Told]]

IDS = {"aanbod": "2-weg", "gebruik": "order"}
"""Ids of axes that SQL would not take for a name."""

QUERIES = {
    "score": (
        "SELECT count(*) FROM t WHERE phase = 1 AND initiatief_eigenaar_score >= 1.5",
        37,
    ),
    "score --answers": ("SELECT round(avg(score), 2) FROM t WHERE axis = 'interactie'", 2.9),
    "explain": ("SELECT round(sum(part), 1) FROM t WHERE axis = 'interactie'", 2.9),
    "grow": ("SELECT count(*) FROM t WHERE after_score > before_score", 9),
    "compare": ("SELECT count(*) FROM t WHERE kind = 'up' AND after_date > '2026-01-01'", 10),
    "compare (veel gemeenten)": (
        "SELECT count(*) FROM t WHERE after_score - before_score > 0.1",
        13,
    ),
    "consensus": (
        "SELECT count(*) FROM t WHERE agreement = 'agreed' AND answer_kcc IS NOT NULL",
        8,
    ),
    "model evaluate": (
        "SELECT round(value, 2) FROM t "
        "WHERE measure = 'alpha' AND axis = 'interactie' AND basis = 'listwise' AND what = 'axis'",
        0.91,
    ),
    "rank": ("SELECT min(place) FROM t WHERE province = 'Drenthe' AND NOT outdated", 21),
    "rank --against": (
        "SELECT count(*) FROM t WHERE axis = 'interactie' AND percentile > 75 AND quartile_3 > 2.9",
        5,
    ),
}
"""Of every way, something that somebody may ask of its rows, and what the answer is."""


@pytest.fixture
def sheets(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Sheets:
    def of(words: list[str]) -> list[Told]:
        return sheets_of(command, monkeypatch, tmp_path / "uit.xlsx", words)

    return of


def asked(database: sqlite3.Connection, sheet: Told, query: str) -> object:
    """What SQLite answers about a sheet; every column is named there without quotes."""
    header, *rows = csv.reader(sheet.lines)
    names = ", ".join(header)
    holes = ", ".join("?" * len(header))
    database.execute("DROP TABLE IF EXISTS t")
    database.execute(f"CREATE TABLE t ({', '.join(f'{name} NUMERIC' for name in header)})")
    truths = {"true": "1", "false": "0", "": None}
    database.executemany(
        f"INSERT INTO t ({names}) VALUES ({holes})",
        [[truths.get(cell, cell) for cell in row] for row in rows],
    )
    filled = " + ".join(f"(t.{name} IS NOT NULL)" for name in header)
    (cells,) = database.execute(f"SELECT sum({filled}), {names} FROM t").fetchone()[:1]
    assert cells == sum(bool(cell) for row in rows for cell in row)
    return database.execute(query).fetchone()[0]


@pytest.mark.parametrize("way", WAYS)
def test_sqlite_takes_every_sheet(sheets: Sheets, way: str) -> None:
    found = sheets(words_of(way))
    with closing(sqlite3.connect(":memory:")) as database:
        for sheet in found[::-1]:
            answer = asked(database, sheet, "SELECT count(*) FROM t")
            assert answer == len(sheet.lines) - 1
        query, answer = QUERIES[way]
        assert asked(database, found[0], query) == answer


def odd(folder: Path) -> Path:
    """Answers whose model, and whose respondents, are called as nobody expects."""
    for name in ("open-data.yaml", "open-data-answers.yaml"):
        text = (EXAMPLES / "models" / name).read_text(encoding="utf-8")
        for identifier, other in IDS.items():
            text = text.replace(f"id: {identifier}\n", f'id: "{other}"\n')
        (folder / name).write_text(text, encoding="utf-8")
    teams = folder / "teams"
    teams.mkdir()
    for at, respondent in enumerate(["Kcc & co", "kcc-co", "二", "1", "select"]):
        text = (folder / "open-data-answers.yaml").read_text(encoding="utf-8")
        text = text.replace("model: open-data.yaml", "model: ../open-data.yaml")
        (teams / f"{at}.yaml").write_text(f"{text}respondent: '{respondent}'\n", encoding="utf-8")
    return teams


@pytest.mark.parametrize("way", ["score", "score --answers", "grow", "rank", "consensus"])
def test_no_id_and_no_name_needs_quotes(sheets: Sheets, tmp_path: Path, way: str) -> None:
    teams = odd(tmp_path)
    files = teams if way == "consensus" else tmp_path / "open-data-answers.yaml"
    with closing(sqlite3.connect(":memory:")) as database:
        for sheet in sheets([*way.split(), str(files)]):
            asked(database, sheet, "SELECT count(*) FROM t")
            if way in {"score", "rank"} and sheet.name in {"Metingen", "Ranglijst"}:
                assert {"_2_weg_phase", "order_phase"} <= {*sheet.columns}
            if way == "consensus" and sheet.name == "Vragen":
                answers = {name for name in sheet.columns if name.startswith("answer_")}
                names = ("kcc_co", "kcc_co_2", "_1", "_2", "select")
                assert answers == {f"answer_{name}" for name in names}


def needed(name: str) -> ModuleType:
    """A library that researchers use; a server that checks everything has it."""
    if os.environ.get("CI"):
        return __import__(name)
    module: ModuleType = pytest.importorskip(name, reason="the extra analysis is not installed")
    return module


@pytest.fixture
def files(sheets: Sheets, tmp_path: Path) -> dict[str, list[Path]]:
    """The sheets of every way, as files of CSV."""
    found: dict[str, list[Path]] = {}
    for at, way in enumerate(WAYS):
        for number, sheet in enumerate(sheets(words_of(way))):
            path = tmp_path / f"{at}-{number}.csv"
            path.write_text("".join(sheet.lines), encoding="utf-8")
            found.setdefault(way, []).append(path)
    return found


@pytest.mark.heavy
def test_duckdb_knows_what_is_a_number_a_date_and_a_truth(files: dict[str, list[Path]]) -> None:
    duckdb = needed("duckdb")
    kinds: dict[str, set[str]] = {}
    with duckdb.connect() as database:
        for path in chain.from_iterable(files.values()):
            database.execute(f"CREATE OR REPLACE TABLE t AS FROM read_csv('{path}')")
            for name, kind in database.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 't'"
            ).fetchall():
                database.execute(f"SELECT {name} FROM t")
                kinds.setdefault(name, set()).add(kind)
        for way, (query, answer) in QUERIES.items():
            path = files[way][0]
            database.execute(f"CREATE OR REPLACE TABLE t AS FROM read_csv('{path}')")
            assert float(database.execute(query).fetchone()[0]) == answer, way
    assert kinds["date"] == kinds["before_date"] == kinds["after_date"] == {"DATE"}
    assert kinds["lacks_evidence"] == kinds["outdated"] == kinds["decides_axis"] == {"BOOLEAN"}
    assert kinds["part"] | kinds["before_mean"] | kinds["interactie_score"] == {"DOUBLE"}
    assert kinds["phase"] | kinds["place"] | kinds["inhabitants"] == {"BIGINT"}


@pytest.mark.heavy
def test_pandas_reads_every_sheet(files: dict[str, list[Path]]) -> None:
    pandas = needed("pandas")
    for path in chain.from_iterable(files.values()):
        frame = pandas.read_csv(path)
        assert all(name.isidentifier() for name in frame.columns)
    answers = pandas.read_csv(files["score --answers"][0], parse_dates=["date"])
    assert answers["date"].dt.year.unique().tolist() == [2026]
    of_axis = answers[answers["axis"] == "interactie"]
    assert round(of_axis["score"].mean(), 2) == QUERIES["score --answers"][1]
    ranked = pandas.read_csv(files["rank"][0])
    assert ranked["outdated"].dtype == bool
    assert (
        ranked.query("province == 'Drenthe' and not outdated")["place"].min() == QUERIES["rank"][1]
    )


def test_a_sheet_without_rows_is_its_header() -> None:
    assert [*sheet_lines(Sheet("Leeg", [["a", "b"]]).rows)] == ["a,b\n"]
