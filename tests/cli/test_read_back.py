"""What a researcher computes from the files of a country is what the program says itself."""

import csv
import hashlib
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from gemeente_online import load_model
from gemeente_online.rendering.columns import column_name
from support.libreoffice import Office, libreoffice
from support.quarter import quarter
from synthetic import COUNTED, YEARS, write_years

Command = Callable[..., tuple[int, str, str]]
MODEL = load_model()
AXES = [axis.id for axis in MODEL.axes]
THEN, NOW = YEARS[-2], YEARS[-1]
WAYS = {
    "score": ("score", NOW),
    "answers": ("score", "--answers", NOW),
    "rank": ("rank", NOW),
    "compare": ("compare", THEN, NOW),
    "grow": ("grow", NOW),
    "evaluate": ("model", "evaluate", "--by", "province", NOW),
}
"""What is made of one year, or of two."""

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jaren")
    write_years(folder, MODEL)
    return folder


@pytest.fixture
def made(command: Command, folder: Path) -> Callable[..., Path]:
    """Gives a file with the outcome of one of the ways; it is made once."""

    def of(way: str, ending: str) -> Path:
        path = folder / "uit" / f"{way}.{ending}"
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            words = [folder / f"{one}.csv" if one in YEARS else one for one in WAYS[way]]
            code, _, err = command(*words, "-o", path)
            assert code == 0, err
        return path

    return of


Made = Callable[[str, str], Path]


def needed(name: str) -> ModuleType:
    """A library that researchers use; a server that checks everything has it."""
    if os.environ.get("CI"):
        return __import__(name)
    module: ModuleType = pytest.importorskip(name, reason="the extra analysis is not installed")
    return module


def test_scores_follow_from_the_answers(made: Made) -> None:
    pandas = needed("pandas")
    scores = pandas.read_csv(made("score", "csv")).set_index("code")
    answers = pandas.read_csv(made("answers", "csv"), low_memory=False)
    assert len(answers) == COUNTED * len(MODEL.questions)
    means = answers[answers["state"] == "known"].groupby(["code", "axis"])["score"].mean()
    for axis in AXES:
        told = scores[f"{column_name(axis)}_score"]
        assert told.sub(means.xs(axis, level="axis")).abs().max() < 1e-9
        answered = answers[answers["axis"] == axis].groupby("code")["score"].count()
        asked = answers[answers["axis"] == axis].groupby("code")["question"].count()
        coverage = scores[f"{column_name(axis)}_coverage"]
        assert coverage.sub(answered / asked).abs().max() < 1e-9


def test_places_percentiles_and_quartiles(made: Made) -> None:
    pandas = needed("pandas")
    ranked = pandas.read_csv(made("rank", "csv")).dropna(subset=["place"]).set_index("code")
    scores = ranked["score"]
    assert (ranked["place"] == scores.rank(ascending=False, method="min")).all()
    lower = (scores.rank(method="average") - 1) / (len(scores) - 1) * 100
    assert ranked["percentile"].sub(lower).abs().max() < 1e-9
    sheets = pandas.read_excel(made("rank", "xlsx"), sheet_name=None)
    quartiles = sheets["Kwartielen"].set_index(["kind", "name"])
    for kind in ("province", "size_class"):
        for name, group in ranked.groupby(kind)["score"]:
            told = quartiles.loc[(kind, name)]
            for share, column in zip((0, 0.25, 0.5, 0.75, 1), told.index[1:], strict=True):
                assert told[column] == pytest.approx(group.quantile(share)), (name, column)


def test_who_went_where_and_which_questions_moved(made: Made, command: Command) -> None:
    pandas = needed("pandas")
    rows = pandas.read_csv(made("compare", "csv"))
    counted = rows.groupby(["before_phase", "after_phase"]).size()
    sheets = pandas.read_excel(made("compare", "xlsx"), sheet_name=None)
    told = sheets["Van fase naar fase"].dropna().set_index(["before_phase", "after_phase"])["count"]
    assert told[told > 0].to_dict() == counted.to_dict()
    folder = made("score", "csv").parent
    for year in (THEN, NOW):
        path = folder / f"{year}-antwoorden.csv"
        command("score", "--answers", folder.parent / f"{year}.csv", "-o", path)
    then, now = (
        pandas.read_csv(folder / f"{year}-antwoorden.csv", low_memory=False)
        .set_index(["code", "question"])["score"]
        .dropna()
        for year in (THEN, NOW)
    )
    moved = now.sub(then).dropna().groupby("question").mean()
    questions = sheets["Vragen"].set_index("question")
    assert questions["moved"].sub(moved).abs().max() < 1e-9


def test_alpha_of_each_axis(made: Made) -> None:
    pandas = needed("pandas")
    answers = pandas.read_csv(made("answers", "csv"), low_memory=False)
    figures = pandas.read_csv(made("evaluate", "csv"))
    for axis, group in answers.groupby("axis"):
        table = group.pivot(index="code", columns="question", values="score").dropna()
        count = table.shape[1]
        alpha = count / (count - 1) * (1 - table.var().sum() / table.sum(axis=1).var())
        chosen = figures.query("what == 'axis' and measure == 'alpha' and basis == 'listwise'")
        told = chosen.set_index("axis").loc[axis]
        assert (told["value"], told["n"]) == (pytest.approx(alpha), len(table))


def test_sql_joins_what_commands_wrote(made: Made) -> None:
    duckdb = needed("duckdb")
    score, rank, answers = (made(way, "csv") for way in ("score", "rank", "answers"))
    with duckdb.connect() as database:
        joined = database.execute(
            f"SELECT count(*), max(abs(s.score - r.score)), min(s.date), count(r.place) "
            f"FROM '{score}' s JOIN '{rank}' r USING (code, date, source_sha256, row)"
        ).fetchone()
        assert joined[:2] == (COUNTED, 0)
        assert joined[2].year == NOW
        described = database.execute(f"DESCRIBE SELECT * FROM '{answers}'").fetchall()
        kinds = {name: kind for name, kind, *_ in described}
    assert (kinds["date"], kinds["score"], kinds["row"]) == ("DATE", "BIGINT", "BIGINT")


def test_the_digest_is_that_of_the_file(made: Made, folder: Path) -> None:
    digest = hashlib.sha256((folder / f"{NOW}.csv").read_bytes()).hexdigest()
    with made("answers", "jsonl").open(encoding="utf-8") as lines:
        assert {json.loads(line)["source_sha256"] for line in lines} == {digest}
    with made("rank", "csv").open(encoding="utf-8", newline="") as file:
        assert {row["source_sha256"] for row in csv.DictReader(file)} == {digest}


def plain(value: object) -> object:
    """What a cell holds, as CSV writes it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


@pytest.mark.parametrize("way", [way for way in WAYS if way != "answers"])
def test_a_workbook_says_what_csv_says_and_typed(made: Made, way: str) -> None:
    header, *rows = (
        openpyxl.load_workbook(made(way, "xlsx")).worksheets[0].iter_rows(values_only=True)
    )
    with made(way, "csv").open(encoding="utf-8", newline="") as file:
        names, *lines = csv.reader(file)
    shared = [at for at, name in enumerate(header) if name in names]
    assert [header[at] for at in shared] == names
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        for at, text in zip(shared, line, strict=True):
            value = plain(row[at])
            number = not isinstance(value, str)
            assert (float(text) == pytest.approx(value)) if number else text == value, header[at]


@pytest.mark.parametrize("way", [pytest.param("rank", marks=libreoffice)])
def test_libreoffice_knows_numbers_and_dates(made: Made, way: str, tmp_path: Path) -> None:
    kept = Office(tmp_path).convert(made(way, "xlsx"), "ods")
    back = Office(tmp_path).convert(kept, "xlsx")
    for before, after in zip(
        openpyxl.load_workbook(made(way, "xlsx")), openpyxl.load_workbook(back), strict=True
    ):
        assert before.title == after.title
        for was, now in zip(
            before.iter_rows(values_only=True), after.iter_rows(values_only=True), strict=True
        ):
            for value, again in zip(was, now, strict=True):
                if isinstance(value, bool):
                    assert again in {value, f"={str(value).upper()}()"}
                elif isinstance(value, float):
                    assert again == pytest.approx(value)
                else:
                    assert (type(again), again) == (type(value), value)


def test_word_reads_a_plan_for_each_and_the_memo(command: Command, tmp_path: Path) -> None:
    docx: Any = needed("docx")
    last = quarter(tmp_path / "kwartaal", broken=False)
    plans = tmp_path / "plannen"
    assert command("grow", last, "--folder", plans, "--format", "docx")[0] == 0
    with (tmp_path / "grow.csv").open("w", encoding="utf-8") as file:
        file.write(command("grow", last, "--format", "csv")[1])
    with (tmp_path / "grow.csv").open(encoding="utf-8", newline="") as file:
        steps = [row for row in csv.DictReader(file) if row["outcome"] == "steps"]
    told = {row["code"].lower() for row in steps}
    found = {path.name.split("-")[0]: path for path in plans.glob("gm*.docx")}
    assert told == {*found}
    for code, path in found.items():
        texts = [one.text for one in docx.Document(str(path)).paragraphs]
        mine = [row for row in steps if row["code"].lower() == code]
        assert sum(text.startswith("☐") for text in texts) == len(mine), code
        assert all(any(row["question"] in text for text in texts) for row in mine), code
    memo = tmp_path / "rapport.docx"
    name = mine[0]["municipality"]
    assert command("report", last, "--for", name, "--output", memo)[0] == 0
    assert name in docx.Document(str(memo)).paragraphs[0].text
