"""``init --respondents``: a form for each by name, in a folder where nothing is lost."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online import Assessment, read_assessments
from gemeente_online.cli.folder import names_for_respondents
from gemeente_online.rendering.formats import FormFormat
from support.drawing import drawn
from support.places import ANSWERS, EXAMPLES

Command = Callable[..., tuple[int, str, str]]
SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.\w+")


@pytest.fixture(autouse=True)
def _here(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(folder: str = "teams") -> dict[str, Assessment]:
    """What stands in each file of a folder."""
    found = {}
    for path in sorted(Path(folder).iterdir()):
        (one,) = read_assessments(path)
        assert isinstance(one, Assessment), one
        found[path.name] = one
    return found


def handed_out(command: Command, *more: object, respondents: str = "kcc,beleid") -> str:
    """What is told of the forms."""
    code, out, err = command("init", "--respondents", respondents, "--folder", "teams", *more)
    assert (code, out) == (0, ""), err
    return err


@pytest.mark.parametrize("form", sorted({*FormFormat} - {FormFormat.HTML}))
def test_a_form_for_each(command: Command, form: FormFormat) -> None:
    if form is FormFormat.XLSX:
        pytest.importorskip("openpyxl", reason="the extra excel is not installed")
    about = ("--name", "Waterdam", "--code", "GM9999", "--date", "1-10-2026", "--format", form)
    told = handed_out(command, *about, respondents=" kcc, Team  wijk,Zoë & co ")
    found = read()
    assert sorted(found) == [f"{name}.{form}" for name in ("kcc", "team-wijk", "zoe-co")]
    assert {one.respondent for one in found.values()} == {"kcc", "Team  wijk", "Zoë & co"}
    assert {one.municipality.with_code for one in found.values()} == {"Waterdam (GM9999)"}
    assert {one.date for one in found.values()} == {date(2026, 10, 1)}
    assert all(answer.state == "unknown" for answer in found[f"kcc.{form}"].answers.values())
    assert command("check", "teams")[0] == 0
    assert told.startswith(
        f"In teams staan klaar om in te vullen: kcc.{form}, team-wijk.{form} (Team  wijk) en "
        f"zoe-co.{form} (Zoë & co).\nGeef ieder het eigen formulier, en zet terug in teams wat is "
        "ingevuld. Daarna: gemeente-online consensus teams\n"
    )
    assert ("gemeente-online ask teams/kcc.yaml" in told) == (form is FormFormat.YAML)


def test_of_many_the_first_are_named(command: Command) -> None:
    everyone = ",".join(f"Team {number}" for number in range(40))
    told = handed_out(command, "--name", "Waterdam", respondents=everyone)
    assert told.count("(Team ") == 10
    assert "en 30 andere.\n" in told
    assert len(read()) == 40


def test_the_form_tells_how_to_see_the_result_where_it_stands(command: Command) -> None:
    handed_out(command, respondents="kcc")
    assert "\n#     gemeente-online score kcc.yaml\n" in Path("teams/kcc.yaml").read_text("utf-8")


def test_one_more_may_come_later(command: Command) -> None:
    handed_out(command)
    Path("teams/kcc.yaml").write_text("ingevuld", encoding="utf-8")
    again = ("init", "--folder", "teams", "--respondents", "KCC,wijk")
    code, out, err = command(*again)
    assert (code, out) == (2, "")
    assert 'in "teams" staat al "kcc.yaml". Noem alleen wie nog geen formulier heeft' in err
    assert sorted(path.name for path in Path("teams").iterdir()) == ["beleid.yaml", "kcc.yaml"]
    told = handed_out(command, respondents="wijk")
    assert told.startswith("In teams staat klaar om in te vullen: wijk.yaml.\n")
    assert Path("teams/kcc.yaml").read_text("utf-8") == "ingevuld"
    assert command(*again, "--force")[0] == 0
    assert {one.respondent for one in read().values()} == {"KCC", "beleid", "wijk"}


def test_the_name_of_the_municipality_should_be_one(command: Command) -> None:
    assert "Laat ieder dezelfde invullen, of begin opnieuw met --name erbij.\n" in handed_out(
        command
    )
    told = handed_out(command, "--name", "Waterdam", respondents="wijk")
    assert "--name" not in told


def test_earlier_answers_are_filled_in_for_each(command: Command) -> None:
    earlier = EXAMPLES / "answers.yaml"
    told = handed_out(command, "--from", earlier, "--date", "2027-10-01", "--for", "Waterdam")
    assert "De datum is nu 1 oktober 2027" in told
    (old,) = read_assessments(earlier)
    assert isinstance(old, Assessment)
    for name, one in read().items():
        assert one == old._replace(
            source=f"teams/{name}",
            source_sha256=one.source_sha256,
            date=date(2027, 10, 1),
            respondent=name.removesuffix(".yaml"),
        )
    assert str(old.respondent) not in Path("teams/kcc.yaml").read_text("utf-8")
    assert "wie de vorige antwoorden ziet" in " ".join(command("init", "--help")[1].split())


def test_who_did_the_previous_one_is_not_in_a_workbook_that_is_handed_out(command: Command) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra excel is not installed")
    handed_out(command, "--from", EXAMPLES / "answers.yaml", "--format", "xlsx")
    sheet = openpyxl.load_workbook("teams/kcc.xlsx").worksheets[0]
    texts = [str(cell.value) for row in sheet for cell in row]
    assert not [text for text in texts if "Team communicatie" in text]


def test_every_municipality_of_a_file_in_each_csv(command: Command) -> None:
    batch = EXAMPLES / "batch/gemeenten.csv"
    told = handed_out(command, "--from", batch, "--format", "csv")
    assert "De datum is nu" in told
    for name in ("kcc", "beleid"):
        rows = [one for one in read_assessments(f"teams/{name}.csv") if isinstance(one, Assessment)]
        assert len(rows) == len(list(read_assessments(batch)))
        assert {one.respondent for one in rows} == {name}


# --- for every municipality -----------------------------------------------------------------------


def year_before() -> None:
    """A folder with three municipalities, one of them of two years, in a folder for each kind."""
    for path in (*ANSWERS[:3], EXAMPLES / "years/waterdam-2025.yaml"):
        folder = Path("2026", path.stem)
        folder.mkdir(parents=True)
        copy(path, folder)
    copy(EXAMPLES / "models/open-data.yaml", "2026")


@pytest.mark.parametrize("form", [*FormFormat])
def test_next_year_for_every_municipality(command: Command, form: FormFormat) -> None:
    if form is FormFormat.XLSX:
        pytest.importorskip("openpyxl", reason="the extra excel is not installed")
    year_before()
    made = ("init", "--from", "2026", "--folder", "2027", "--date", "2027-10-01", "-f", form)
    code, out, err = command(*made)
    assert (code, out) == (0, "")
    assert "staan geen antwoorden in: open-data.yaml (groeimodel)\n" in err
    assert "1 oudere meting is niet overgenomen: de laatste telt.\n" in err
    files = sorted(path.name for path in Path("2027").iterdir())
    if form is FormFormat.CSV:
        assert files == ["formulieren.csv"]
        assert "In 2027 staat klaar om in te vullen: formulieren.csv (rijen: 3).\n" in err
    else:
        assert [Path(name).suffix for name in files] == [f".{form}"] * 3
        assert "3 formulieren, voor elke gemeente een.\nIn 2027 staan klaar om in te vul" in err
    assert "Daarna: gemeente-online score 2027\n" in err
    if form is FormFormat.HTML:
        assert "in 2027 wat daarmee als bestand (.json) is bewaard" in err
        return
    before = {one.municipality: one for one in read_assessments(*ANSWERS[:3])}
    after = [one for one in read_assessments("2027") if isinstance(one, Assessment)]
    assert {one.municipality for one in after} == before.keys()
    assert {one.date for one in after} == {date(2027, 10, 1)}
    assert {one.respondent for one in after} == {None}
    for one in after:
        earlier = before[one.municipality]
        assert (one.answers, one.remarks) == (earlier.answers, earlier.remarks)


def test_nothing_that_is_filled_in_is_replaced(command: Command) -> None:
    year_before()
    made = ("init", "--from", "2026", "--folder", "2027")
    assert command(*made)[0] == 0
    (first, *_) = sorted(Path("2027").iterdir())
    first.write_text("ingevuld", "utf-8")
    code, _, err = command(*made)
    assert (
        code,
        "kies een andere map; --force vervangt ook wat al is ingevuld" in err.lower(),
    ) == (
        2,
        True,
    )
    assert first.read_text("utf-8") == "ingevuld"
    assert command(*made, "--force")[0] == 0
    assert first.read_text("utf-8") != "ingevuld"


def test_one_that_is_wrong_leaves_no_forms_and_all_is_told(command: Command) -> None:
    year_before()
    for name in ("x", "y"):
        Path(f"2026/{name}.yaml").write_text("answers: [", "utf-8")
    code, _, err = command("init", "--from", "2026", "--folder", "2027")
    assert (code, "2026/x.yaml:1" in err, "2026/y.yaml:1" in err) == (2, True, True)
    assert not Path("2027").exists()


def test_one_of_them_or_one_year_alone(command: Command) -> None:
    year_before()
    made = ("init", "--from", "2026", "--folder")
    assert command(*made, "a", "--for", "waterdam")[0] == 0
    assert len(read("a")) == 1
    assert command(*made, "b", "--year", "2025")[0] == 0
    ((_, only),) = read("b").items()
    assert only.municipality.name == "Waterdam"
    code, _, err = command("init", "--from", "2026", "--respondents", "kcc", "--folder", "c")
    assert (code, 'in "2026" staan metingen van 3 gemeenten.' in err) == (2, True)
    code, _, err = command("init", "--folder", "c")
    assert (code, "de map met metingen achter --from" in err) == (2, True)


def test_all_of_another_model_are_told_of_in_a_line(command: Command) -> None:
    made = ("init", "--from", EXAMPLES / "batch/gemeenten.csv", "--folder", "a")
    code, _, err = command(*made, "--model", "online-meting", "-f", "csv")
    assert code == 0
    assert err.count("en zijn overgenomen in") == 1
    assert " en 110 andere: de antwoorden horen bij groeimodel" in err
    assert err.count("Niet overgenomen") <= 1


def test_an_earlier_form_is_never_lost(command: Command) -> None:
    handed_out(command)
    before = Path("teams/kcc.yaml").read_bytes()
    again = ("init", "--from", "teams/kcc.yaml", "--respondents", "kcc", "--folder", "teams")
    code, _, err = command(*again, "--force")
    assert code == 2
    assert "zou verloren gaan" in err
    assert Path("teams/kcc.yaml").read_bytes() == before


def test_model_and_schema_as_seen_from_the_folder(command: Command) -> None:
    Path("modellen").mkdir()
    Path("2026").mkdir()
    model = (EXAMPLES / "models/open-data.yaml").read_bytes()
    Path("modellen/open-data.yaml").write_bytes(model)
    where = ("--respondents", "kcc,beleid", "--folder", "2026/teams")
    what = ("--model", "modellen/open-data.yaml", "--schema", "s.json")
    assert command("init", *where, *what)[0] == 0
    for name, one in read("2026/teams").items():
        text = Path("2026/teams", name).read_text("utf-8")
        assert text.startswith("# yaml-language-server: $schema=../../s.json\n")
        assert "\nmodel: ../../modellen/open-data.yaml\n" in text
        assert one.model.id == "open-data"
    assert (
        Path("s.json").read_text("utf-8")
        == (command("model", "schema", "modellen/open-data.yaml")[1])
    )
    # for who comes later it is there already
    assert command("init", "--respondents", "wijk", "--folder", "2026/teams", *what)[0] == 0


@pytest.mark.parametrize("schema", ["teams/s.json", "./teams/deep/../s.json", "other/../teams/s"])
def test_a_schema_may_stand_among_the_forms(command: Command, schema: str) -> None:
    Path("other").mkdir()
    handing = ("--folder", "teams", "--schema", schema)
    assert command("init", "--name", "Waterdam", "--respondents", "kcc", *handing)[0] == 0
    name = Path(schema).name
    assert sorted(path.name for path in Path("teams").iterdir()) == ["kcc.yaml", name]
    begins = f"# yaml-language-server: $schema={'./' if name == 's' else ''}{name}\n"
    assert Path("teams/kcc.yaml").read_text("utf-8").startswith(begins)
    assert command("init", "--name", "Waterdam", "--respondents", "wijk", *handing)[0] == 0
    code, out, err = command("score", "-q", "teams")
    assert (code, out) == (0, "?\n?\n")
    passed = "teams: let op: 1 bestand overgeslagen, want daar staan geen antwoorden in: "
    assert err == ("" if name == "s" else f"{passed}s.json (schema)\n")
    Path("teams", name).write_text("eigen", "utf-8")
    code, _, err = command("init", "--respondents", "beleid", *handing)
    assert (code, f'staat al "{name}"' in err) == (2, True)
    assert not Path("teams/beleid.yaml").exists()


def test_without_a_schema_no_folder_and_without_a_folder_no_schema(command: Command) -> None:
    Path("s.json").write_text("{}", encoding="utf-8")
    handing = ("init", "--respondents", "kcc", "--folder")
    code, _, err = command(*handing, "teams", "--schema", "s.json")
    assert (code, "is er al" in err) == (2, True)
    assert not Path("teams").exists()
    code, _, err = command(*handing, "s.json", "--schema", "new.json")
    assert (code, "is een bestand, en geen map" in err) == (2, True)
    assert [path.name for path in Path().iterdir()] == ["s.json"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--respondents", "kcc,beleid"], "komen in een map. Noem die achter --folder"),
        (["--folder", "teams"], "noem de invullers achter --respondents"),
        (
            ["--respondents", "a", "--folder", "x", "--output", "y"],
            "--output en --folder gaan niet",
        ),
        (["--folder", "x", "--output", "y"], "--output en --folder gaan niet samen"),
        (["--respondents", "a", "--output", "y"], "komen in een map"),
        (["--respondents", "kcc,,wijk", "--folder", "x"], "staat een lege naam"),
        (["--respondents", "kcc,", "--folder", "x"], "staat een lege naam"),
        (["--respondents", " ", "--folder", "x"], "staat een lege naam"),
        (["--respondents", "", "--folder", "x"], "staat een lege naam"),
        (
            ["--respondents", "Team wijk,kcc, team  WIJK", "--folder", "x"],
            '"team  WIJK" staat twee',
        ),
        (["--respondents", "a", "--folder", "-"], "achter --folder hoort een naam"),
        (["--respondents", "a", "--folder", ""], '"" is geen bestandsnaam'),
        (["--respondents", "a", "--folder", "x/y"], "de map is er niet"),
        (["--respondents", "a", "--folder", "x", "--code", "GM1"], "is geen code"),
        (["--respondents", "a", "--folder", "x", "--for", "A"], "Noem dat bestand achter --from"),
    ],
)
def test_wrong_usage(command: Command, arguments: list[str], said: str) -> None:
    code, out, err = command("init", *arguments)
    assert (code, out) == (2, "")
    assert said in err or said[0].upper() + said[1:] in err
    assert list(Path().iterdir()) == []


# --- names ----------------------------------------------------------------------------------------

HOSTILE = [
    *("../x", "/etc/passwd", "C:\\x", "CON", "nul.yaml", "com1", ".hidden", "-x", "~", "null"),
    *("=1+1", "@SOM(A1)", "a: b # c", "{a", "- x", '"', "'", "\x1b[31mrood", "\u202ewijk", "é😀"),
    *("x" * 200, "x" * 199 + "y", "team\nwijk", "kcc\u200b", "—", "Москва", "index", "1.000"),
]


@pytest.mark.parametrize("form", [FormFormat.YAML, FormFormat.CSV])
def test_hostile_names_stay_in_the_folder_and_are_read_back(
    command: Command, form: FormFormat
) -> None:
    told = handed_out(command, "--format", form, respondents=",".join(HOSTILE))
    assert not re.search("[\x00-\x09\x0b-\x1f\u200b\u202e]", told)
    found = read()
    assert len(found) == len(HOSTILE)
    assert [path.name for path in Path().iterdir()] == ["teams"]
    assert all(SAFE.fullmatch(name) and len(name) < 80 for name in found)
    if form is FormFormat.YAML:
        assert sorted(str(one.respondent) for one in found.values()) == sorted(HOSTILE)
    nobody = ["invuller.csv", "null.csv"] if form is FormFormat.CSV else []  # ~ and null
    assert [name for name, one in found.items() if one.respondent is None] == nobody


@drawn(50)
@given(st.lists(st.text(min_size=1, max_size=90), max_size=12))
def test_names_of_files_are_safe_and_never_twice_the_same(respondents: list[str]) -> None:
    names = names_for_respondents(respondents, ".xlsx")
    assert len({*names}) == len(respondents)
    assert all(SAFE.fullmatch(name) for name in names)
    assert not {name.partition(".")[0] for name in names} & {"con", "prn", "aux", "nul", "com1"}


def test_names_of_files() -> None:
    names = names_for_respondents(["KCC", "k.c.c", "Team wijk", "team-wijk", "CON", "?"], ".yaml")
    assert names == [
        *("kcc.yaml", "k-c-c.yaml", "team-wijk.yaml", "team-wijk-2.yaml"),
        *("invuller-con.yaml", "invuller.yaml"),
    ]


def test_what_comes_back_is_put_side_by_side_with_the_command_that_was_told(
    command: Command,
) -> None:
    told = handed_out(command, "--name", "Waterdam", respondents="kcc,Team wijk,griffie")
    (line,) = re.findall("Daarna: gemeente-online (.*)", told)
    for name, word in (("kcc", "doelgroep"), ("team-wijk", "bereik")):
        path = Path(f"teams/{name}.yaml")
        text = path.read_text("utf-8")
        assert f"  #kanaalkeuze: {word}\n" in text
        filled = text.replace(f"  #kanaalkeuze: {word}\n", f"  kanaalkeuze: {word}\n")
        path.write_text(filled, encoding="utf-8")
    code, out, err = command(*line.split())
    assert code == 0
    assert "Team wijk" in out
    assert "griffie" in out + err  # whose form is untouched
