"""``rank --against`` and ``rank --anonymous``: a reference made by one, and used by another."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from gemeente_online.rendering.formats import DocumentKind
from support.places import CASES, EXAMPLES
from support.schemas import schema_of
from support.sheets import csv_rows

Command = Callable[..., tuple[int, str, str]]
BATCH = EXAMPLES / "batch" / "gemeenten.csv"
WATERDAM = EXAMPLES / "answers.yaml"


@pytest.mark.heavy
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_reference_without_names_stands_for_the_one_with(
    command: Command, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"landelijk.{ending}"
    code, out, err = command("rank", BATCH, "--anonymous", "--output", path)
    assert (code, out) == (0, "")
    assert "herkent de rij ervan misschien nog" in err
    figures = ("score", "percentile", "mean_score", "quartile_1", "median", "quartile_3", "highest")
    beside = [
        [(row["axis"], row["question"], *(row[key] for key in figures)) for row in csv_rows(out)]
        for other in (path, BATCH)
        for out in [command("rank", WATERDAM, "--against", other, "-f", "csv")[1]]
    ]
    assert beside[0] == beside[1]
    # all that reads answers reads it
    assert command("check", path)[0] == 0
    ranked, named = (csv_rows(command("rank", one, "-f", "csv")[1]) for one in (path, BATCH))
    places = [
        Counter((row["score"], row["size_class"], row["size_class_place"]) for row in found)
        for found in (ranked, named)
    ]
    assert places[0] == places[1]


def test_nothing_in_it_says_whose_it_is(command: Command, tmp_path: Path) -> None:
    header = (
        "municipality;code;inhabitants;province;group;date;respondent;klantvragen;klantvragen.note"
    )
    lines = [
        f"Plaats{at};GM000{at};5123{at};Zeeland;G40;2026-10-0{at};Jan{at};overal;Zie Jan"
        for at in range(1, 7)
    ]
    path = tmp_path / "x.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    code, out, err = command("rank", path, "--anonymous")
    assert code == 0
    first, *_ = found = csv_rows(out)
    assert len(found) == 6
    assert [*first][:6] == ["model", "municipality", "inhabitants", "group", "date", "kanaalkeuze"]
    assert (first["inhabitants"], first["group"], first["date"]) == ("50000", "G40", "2026-01-01")
    for hidden in ("Plaats", "GM000", "5123", "Zeeland", "2026-10", "Jan", str(tmp_path)):
        assert hidden not in out
    assert "weggelaten" not in err
    few = tmp_path / "few.csv"
    few.write_text("\n".join([header, *lines[:4]]), encoding="utf-8")
    code, out, err = command("rank", few, "--anonymous")
    assert (code, out) == (2, "")
    assert "ten minste 5 gemeenten nodig, en hier zijn het er 4" in err
    other_group = [line.replace("G40", "K80") if at else line for at, line in enumerate(lines)]
    path.write_text("\n".join([header, *other_group]), encoding="utf-8")
    code, out, err = command("rank", path, "--anonymous")
    assert ": 12 keer is een grootte of groep weggelaten" in err, "one alone would be known by it"


def test_the_folders_of_a_model_are_not_told(command: Command, tmp_path: Path) -> None:
    """Only its name: on another computer the path leads nowhere, and its folders may tell whose."""
    model = tmp_path / "van-waterdam" / "eigen.yaml"
    model.parent.mkdir()
    model.write_bytes((CASES / "model.yaml").read_bytes())
    rows = [f"G{at},2026-10-01,b,b,{at}" for at in range(1, 7)]
    answers = tmp_path / "x.csv"
    answers.write_text("\n".join(["municipality,date,klantvragen,meldknop,reactietijd", *rows]))
    target = tmp_path / "landelijk.csv"
    assert command("rank", answers, "-m", model, "--anonymous", "-o", target)[0] == 0
    assert {row["model"] for row in csv_rows(target.read_text())} == {"./eigen.yaml"}
    assert command("rank", target, "-m", model)[0] == 0
    model.rename(tmp_path / "eigen.yaml")
    assert command("rank", target)[0] == 0


def test_beside_the_others_in_every_format(command: Command) -> None:
    told = command("rank", WATERDAM, "--against", BATCH)
    assert told[0] == 0
    assert "Naast 120 andere gemeenten." in told[1]
    out = command("rank", WATERDAM, "--against", BATCH, "-f", "json")[1]
    content = json.loads(out)
    schema_of(DocumentKind.REFERENCE).validate(content)
    (found,) = content["results"]
    place, percentile = found["place"]["place"], found["place"]["percentile"]
    assert f"Plaats {place} van de 121" in told[1]
    assert f"Percentiel {int(percentile)}:" in told[1]
    lines = csv_rows(command("rank", WATERDAM, "--against", BATCH, "-f", "csv")[1])
    assert [line["question"] for line in lines[4:]] == [one["id"] for one in found["questions"]]
    assert [line["axis"] for line in lines[:4]] == [
        "overall",
        *(one["id"] for one in found["axes"]),
    ]
    assert float(lines[0]["percentile"]) == percentile
    assert lines[4]["answer"] == found["questions"][0]["answer"]["chosen"][0]


def test_one_of_many_beside_the_others(command: Command) -> None:
    code, out, _ = command("rank", BATCH, "--for", "Zanddrecht", "--against", BATCH)
    assert code == 0
    assert "Plaats 12 van de 120" in out
    assert "Naast 119 andere gemeenten." in out
    out = command("rank", BATCH, "--against", BATCH)[1]
    assert "120 gemeenten, elk naast de andere" in out


def test_a_former_name_finds_the_latest_of_a_municipality(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    lines = ["Waterdam;GM9999;2025-10-01;overal", "Nieuw-Waterdam;GM9999;2026-10-01;webcare"]
    path.write_text("\n".join(["municipality;code;date;klantvragen", *lines]), encoding="utf-8")
    code, out, _ = command("rank", path, "--for", "waterdam", "--against", BATCH)
    assert code == 0
    assert out.startswith("Nieuw-Waterdam (GM9999), 1 oktober 2026\n")


def test_of_another_model_there_is_nobody_beside(command: Command) -> None:
    other = EXAMPLES / "batch" / "online-meting.csv"
    code, _, err = command("rank", WATERDAM, "--against", other)
    assert code == 2
    assert "bij groeimodel" in err
    code, out, _ = command("rank", WATERDAM, "--against", "nergens.csv", "-f", "json")
    assert code == 2
    content = json.loads(out)
    assert content["results"] == []
    assert [problem["source"] for problem in content["problems"]] == ["nergens.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--anonymous", "--top", "3"], "--anonymous en --top gaan niet samen"),
        (["--anonymous", "--for", "x"], "--anonymous en --for gaan niet samen"),
        (["--anonymous", "--against", BATCH], "--anonymous en --against gaan niet samen"),
        (
            ["--anonymous", "-f", "json"],
            "--anonymous en --format json gaan niet samen. Mogelijk",
        ),
        (["--anonymous", "-o", "x.md"], "x.md"),
        (["--against", BATCH, "--by", "interactie"], "--against en --by gaan niet samen"),
        (["--against", BATCH, "-f", "jsonl"], "--against en --format jsonl gaan niet samen"),
        (["--against", WATERDAM], "achter --against staat geen andere gemeente"),
    ],
)
def test_what_does_not_go_together(
    command: Command, arguments: list[str | Path], said: str
) -> None:
    code, out, err = command("rank", WATERDAM, *arguments)
    assert (code, out) == (2, "")
    assert said in err
