"""``consensus``: what is told of files that do not count, do not belong, or cannot be read."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.places import EXAMPLES

Command = Callable[..., tuple[int, str, str]]
FIRST = "Fase 1–3, afhankelijk van waar u het over eens wordt; met de middelste antwoorden fase 2."


@pytest.fixture(autouse=True)
def _folder(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES / "teams", tmp_path / "teams")
    monkeypatch.chdir(tmp_path)


def change(name: str, *pairs: tuple[str, str], to: str = "") -> None:
    text = Path("teams", name).read_text("utf-8")
    for old, new in pairs:
        assert len(re.findall(old, text, re.MULTILINE)) == 1
        text = re.sub(old, new, text, flags=re.MULTILINE)
    Path("teams", to or name).write_text(text, "utf-8")


def test_five_files_with_mistakes_do_not_stop_the_rest(command: Command) -> None:
    shown = command("consensus", "teams")
    assert shown[0] == 0
    change("kcc.yaml", ("^date: .*$", "date: 1/2/2026"), to="a.yaml")
    change("kcc.yaml", ("^  crisis:", "  crises:"), to="b.yaml")
    change("kcc.yaml", ("^  name: .*$", "  name: [Waterdam"), to="c.yaml")
    Path("teams/d.json").write_text('{"date": ', "utf-8")
    Path("teams/e.csv").write_text("gemeente;datum\nWaterdam;vandaag\n", "utf-8")
    code, out, err = command("consensus", "teams")
    assert (code, out) == (2, shown[1])
    for name in ("a.yaml", "b.yaml", "c.yaml", "d.json", "e.csv"):
        assert f"teams/{name}:" in err
    code, out, _ = command("consensus", "teams", "-f", "json")
    document = json.loads(out)
    assert code == 2
    assert len(document["results"]) == 1
    assert {one["source"] for one in document["problems"]} == {
        f"teams/{name}" for name in ("a.yaml", "b.yaml", "c.yaml", "d.json", "e.csv")
    }


def test_a_form_that_was_not_filled_in_is_named(command: Command) -> None:
    assert (
        command("init", "--name", "Waterdam", "--code", "GM9999", "--output", "teams/z.yaml")[0]
        == 0
    )
    code, out, err = command("consensus", "teams")
    assert code == 0
    assert err == "let op: teams/z.yaml is nog niet ingevuld, en telt niet mee\n"
    assert "Nog niet ingevuld: z.\n" in out
    hidden = command("consensus", "teams", "--anonymous")[1]
    assert "Nog niet ingevuld: 1 van de formulieren." in hidden


def test_who_answered_again_counts_once(command: Command) -> None:
    change("kcc.yaml", ("^date: .*$", "date: 2026-10-08"), to="kcc-2.yaml")
    code, out, err = command("consensus", "teams", "-f", "json")
    assert code == 0
    assert "teams/kcc.yaml van " in err
    assert "telt niet mee: dezelfde invuller heeft later opnieuw geantwoord" in err
    (result,) = json.loads(out)["results"]
    assert [one["name"] for one in result["respondents"]].count("kcc") == 1
    assert [(one["name"], one["reason"]) for one in result["left"]] == [("kcc", "superseded")]


@pytest.mark.parametrize("shape", ["teams", "files"])
def test_another_municipality_is_refused_with_what_to_do(command: Command, shape: str) -> None:
    change("kcc.yaml", ("^  name: .*$", "  name: Bergen"), ("GM9999", "GM9998"), to="z.yaml")
    files = ["teams"] if shape == "teams" else [str(one) for one in Path("teams").iterdir()]
    code, out, err = command("consensus", *files)
    assert (code, out) == (2, "")
    place = "teams" if shape == "teams" else "teams/z.yaml"
    assert err.startswith(f"{place}: deze antwoorden zijn van verschillende gemeenten: Waterdam")
    assert "; Bergen (Utrecht, GM9998) in teams/z.yaml\n" in err
    assert "kies een gemeente met --for" in err
    code, out, err = command("consensus", *files, "--for", "Waterdam")
    assert (code, err) == (0, "")
    assert FIRST in out


def test_rows_of_one_file_are_colleagues_too(command: Command) -> None:
    Path("team.csv").write_text(
        "municipality,date,respondent,klantvragen\n"
        "Waterdam,2026-10-01,kcc,a\nWaterdam,2026-10-01,wijk,b\n",
        "utf-8",
    )
    code, out, err = command("consensus", "team.csv")
    assert (code, err) == (0, "")
    assert "2 klantvragen" in out
    assert "2 invullers antwoordden op 1 oktober 2026: kcc en wijk." in out


def test_one_is_no_meeting(command: Command) -> None:
    code, out, err = command("consensus", "teams/kcc.yaml")
    assert (code, out) == (2, "")
    assert "alleen kcc heeft iets ingevuld" in err


def test_a_page_is_not_for_the_screen_and_nothing_is_replaced(command: Command) -> None:
    assert command("consensus", "teams", "--output", "a.html")[0] == 0
    code, _, err = command("consensus", "teams", "--output", "a.html")
    assert code == 2
    assert "--force" in err


def test_without_names_nothing_says_who(command: Command) -> None:
    for form in ("table", "markdown", "json", "csv", "html"):
        out = command("consensus", "teams", "--anonymous", "-f", form)[1]
        assert out
        for name in ("kcc", "wijk", "beleid"):  # as such: the notes speak of teams too
            assert f'"{name}"' not in out
            assert f"{name}.yaml" not in out
            assert f"> {name}" not in out
            assert f"_{name}" not in out
