"""What every command makes of colleagues who each filled in their own, and of the years."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.places import EXAMPLES

Command = Callable[..., tuple[int, str, str]]
TOLD = "Waterdam is binnen negentig dagen door verschillende invullers beoordeeld: "


@pytest.fixture(autouse=True)
def _room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "500")  # no line is wrapped


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    """Make answers of Waterdam; by whom, when, and as which example."""

    def make(who: str, day: str, example: str = "fase-2", name: str = "") -> Path:
        lines = (EXAMPLES / f"{example}.yaml").read_text("utf-8").splitlines()
        instead = {
            "  name:": "Waterdam",
            "  code:": "GM9999",
            "date:": day,
            "respondent:": who or '""',
        }
        text = [
            next((f"{key} {new}" for key, new in instead.items() if line.startswith(key)), line)
            for line in lines
        ]
        path = tmp_path / (name or f"{who.lower()}-{day}.yaml")
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        return path

    return make


@pytest.fixture
def colleagues(filled: Callable[..., Path]) -> list[Path]:
    return [
        filled("Anna", "2026-10-01", "fase-3"),
        filled("Bram", "2026-10-08", "fase-2"),
        filled("Carla", "2026-10-08", "fase-1"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        ["rank"],
        ["report"],
        ["report", "--for", "Waterdam"],
        ["compare"],
        ["explain"],
        ["explain", "--for", "Waterdam"],
        ["grow"],
        ["grow", "--for", "Waterdam"],
    ],
)
def test_nobody_can_tell_which_of_them_counts(
    command: Command, colleagues: list[Path], typed: list[str]
) -> None:
    code, out, err = command(*typed, *colleagues)
    assert (code, out) == (2, "")
    anna, bram, carla = colleagues
    assert f"{TOLD}{anna} (Anna), {bram} (Bram) en {carla} (Carla)" in err
    assert "noem dan overal dezelfde invuller (respondent)" in err
    assert "toont gemeente-online consensus" in err
    assert "--for:" not in err


def test_others_stay_in_the_ranking_and_the_report(
    command: Command, colleagues: list[Path], tmp_path: Path
) -> None:
    code, out, err = command("rank", "-f", "json", *colleagues, "examples/fase-4.yaml")
    content = json.loads(out)
    assert (code, err, len(content["results"])) == (2, "", 1)
    assert [one["code"] for one in content["problems"]] == ["several-respondents"]
    target = tmp_path / "rapport.html"
    code, _, err = command("report", *colleagues, "examples/fase-4.yaml", "--output", target)
    assert code == 2
    assert "1 gescoord, 3 niet" in err
    assert "Anna" not in target.read_text("utf-8")


def test_one_of_them_is_enough(command: Command, colleagues: list[Path]) -> None:
    code, out, err = command("report", colleagues[0], "examples/years/waterdam-2025.yaml")
    assert (code, err) == (0, "")
    assert "Door de jaren" in out


def test_comparing_them_says_that_nothing_changed(command: Command, colleagues: list[Path]) -> None:
    code, out, err = command("compare", "--force", *colleagues)
    assert (code, err) == (0, "")
    assert (
        "Vergelijking Waterdam (GM9999): Anna (1 oktober 2026), Bram (8 oktober 2026) en Carla "
        "(8 oktober 2026)"
    ) in out
    assert "Let op: dit zijn antwoorden van verschillende invullers binnen negentig dagen." in out
    assert "Van Bram (8 oktober 2026) naar Carla (8 oktober 2026)" in out


def test_what_has_one_date_is_told_apart_by_its_file(
    command: Command, filled: Callable[..., Path]
) -> None:
    files = [filled("", "2026-10-01", "fase-2", name) for name in ("nu.yaml", "dan.yaml")]
    code, out, err = command("compare", *files)
    assert (code, err) == (0, "")
    assert f"{files[0]} (1 oktober 2026) en {files[1]} (1 oktober 2026)" in out
    assert "Die staan in de volgorde waarin u ze noemde." in out


def test_municipalities_that_are_compared_are_named_over_each_period(command: Command) -> None:
    files = [f"examples/fase-{phase}.yaml" for phase in (1, 2, 3)]
    code, out, _ = command("compare", "--force", *files)
    assert code == 0
    assert "Van Veenmonde (1 oktober 2026) naar " in out


@pytest.mark.parametrize("who", ["", "Anna"])
@pytest.mark.parametrize("made", ["compare", "report"])
def test_who_is_not_named_may_be_a_colleague(
    command: Command, filled: Callable[..., Path], made: str, who: str
) -> None:
    code, out, err = command(made, filled(who, "2026-10-01"), filled("", "2026-11-01"))
    assert code == 0
    assert out
    assert "zijn ze van collega's, noem dan overal de invuller (respondent)" in err.lower()
    code, _, err = command(made, filled("Anna", "2026-10-01"), filled("Anna", "2026-11-01"))
    assert (code, err) == (0, "")


def test_colleagues_of_an_earlier_year_are_left_out_of_the_line(
    command: Command, filled: Callable[..., Path]
) -> None:
    before = [filled("Anna", "2025-10-01", "fase-1"), filled("Bram", "2025-10-09", "fase-2")]
    oldest, now = filled("Anna", "2024-10-01", "fase-1"), filled("Bram", "2026-10-01", "fase-3")
    code, out, err = command("report", *before, now, oldest)
    assert code == 0
    assert "ontbreken metingen van één moment: " in err
    assert all(f"{path} (" in err for path in before)
    assert "1 oktober 2024" in out
    assert "oktober 2025" not in out
    code, out, err = command("rank", *before, now)
    assert code == 0
    assert err.count("Waterdam staat er vaker in; de meting van 1 oktober 2026 telt") == 2


def overview(command: Command, *files: Path) -> list[str]:
    code, out, err = command("score", "-f", "markdown", *files)
    assert (code, err) == (0, "")
    return [cell.strip() for cell in out.splitlines()[0].strip("|").split("|")]


def test_rows_can_be_told_apart(
    command: Command, colleagues: list[Path], filled: Callable[..., Path]
) -> None:
    last = filled("Anna", "2025-10-01")
    assert overview(command, *colleagues)[:3] == ["Gemeente", "Datum", "Invuller"]
    assert overview(command, colleagues[0], last)[:3] == ["Gemeente", "Datum", "Fase"]
    assert overview(command, colleagues[0], EXAMPLES / "fase-1.yaml")[2] == "Fase"
    again = filled("Anna", "2026-10-01", name="nog-eens.yaml")
    assert overview(command, colleagues[0], again)[:3] == ["Gemeente", "Datum", "Bestand"]
    assert overview(command, *colleagues, again)[:4] == [
        *("Gemeente", "Datum", "Invuller", "Bestand")
    ]


def test_the_teams_of_the_example_each_have_a_phase_of_their_own(command: Command) -> None:
    code, out, err = command("score", "-f", "jsonl", EXAMPLES / "teams")
    assert (code, err) == (0, "")
    assert {
        one["respondent"]: one["overall"]["phase"] for one in map(json.loads, out.splitlines())
    } == {
        "kcc": 2,
        "communicatie": 3,
        "beleid": 2,
        "wijk": 1,
        "handhaving": None,  # who fills in half of the questions
    }


def test_what_they_decided_in_the_example_is_scored_like_any_other(command: Command) -> None:
    assert command("score", "-q", EXAMPLES / "meeting/overleg.yaml") == (0, "2\n", "")
