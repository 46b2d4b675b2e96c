"""``init``: forms to fill in, valid as they stand, and read back as what was filled in."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from shutil import copy

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeente_online import Assessment, load_model, read_assessments
from gemeente_online.assessment.file import Municipality
from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.writing import carry, typed_number
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import parse_number
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.rules import load
from gemeente_online.reading.assessed import assessed
from gemeente_online.reading.models import ModelChoice
from gemeente_online.reading.rows import Rows
from gemeente_online.reading.written import Written
from gemeente_online.reading.yaml import read_yaml
from gemeente_online.rendering.answers_schema import answers_schema
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.forms.blank import Blank, blank_csv, blank_yaml
from support import yaml12
from support.drawing import drawn
from support.english import OF_THE_HELP
from support.places import ANSWERS, EXAMPLES, ROOT
from support.strategies import cases
from support.trees import answers_tree, anywhere, choice, model_tree

Command = Callable[..., tuple[int, str, str]]
TODAY = date(2026, 11, 24)
MODELS = [
    "gemeente-online",
    "online-meting",
    "examples/models/open-data.yaml",
    "tests/cases/model.yaml",
]
HOSTILE = [
    "=1+1",
    "a: b # c",
    "\"'",
    "- x",
    "{a",
    "na\nieuw: 1",
    "\x1b[31m",
    "\u202e",
    "~x",
    "é😀",
    "100%",
]


def _empty(model: Model) -> Blank:
    return Blank(model=model, model_name=model.id, date=TODAY)


def _filled(previous: Assessment) -> Blank:
    model = previous.model
    return Blank(model, model.id, TODAY, previous.municipality, previous)


def _from_yaml(text: str, model: Model) -> Assessment:
    return assess(read_yaml(text, "-").tree, model)


def _from_csv(text: str, model: Model) -> Assessment:
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    (written,) = Rows("-", (1, header), ModelChoice(model)).read(2, rows[0])
    assert isinstance(written, Written)
    return assessed(written, ModelChoice(model))


@pytest.mark.parametrize("name", MODELS)
def test_valid_as_it_stands(name: str) -> None:
    model = load_model(ROOT / name if "/" in name else name)
    found = _from_yaml(blank_yaml(_empty(model)), model)
    assert {answer.state for answer in found.answers.values()} == {"unknown"}
    assert (found.municipality, found.date) == (Municipality("Uw gemeente"), TODAY)
    assert found == _from_csv("".join(blank_csv([_empty(model)], model)), model)._replace(
        source="", row=None, version=model.version
    )


@pytest.mark.parametrize("name", MODELS)
def test_every_line_may_be_uncommented(name: str) -> None:
    """By taking away one sign, and in the model's order; that gives every possible answer."""
    model = load_model(ROOT / name if "/" in name else name)
    text = blank_yaml(_empty(model))
    validator = jsonschema.Draft7Validator(answers_schema(model))
    lines = [line for line in text.splitlines() if re.match(r" *#[a-z]", line)]
    seen: dict[str, list[str]] = {}
    for line in lines:
        changed = text.replace(line + "\n", line.replace("#", "", 1) + "\n")
        found = _from_yaml(changed, model)
        validator.validate(yaml12.read(changed))
        key, _, value = line.strip().removeprefix("#").partition(":")
        seen.setdefault(key, []).append(value.strip())
        if key in model.questions and value:
            assert found.answers[key].state != "unknown"
    assert [key for key in seen if key in model.questions] == [*model.questions]
    for question in model.questions.values():
        if question.type in {QuestionType.CHOICE, QuestionType.YES_NO}:
            also = ["nvt"] if question.not_applicable else []
            assert seen[question.id] == [*model.kinds[question.id].words, *also]
    assert [*seen][:5] == ["code", "inhabitants", "province", "group", "respondent"]


def test_every_text_of_the_model_is_there() -> None:
    model = load_model("gemeente-online")
    text = " ".join(
        re.sub(r"^ *# *([a-z]\. |· )?", "", blank_yaml(_empty(model)), flags=re.MULTILINE).split()
    )
    assert "Lees van a naar d. Kies het verste antwoord dat nog helemaal klopt." in text
    for question in model.questions.values():
        assert f"{question.text} {question.explanation}" in text
        for option in question.options or ():
            assert option.text in text


def test_options_have_the_letters_that_every_output_names_them_by() -> None:
    model = load_model(ROOT / "examples/models/open-data.yaml")
    lines = blank_yaml(_empty(model)).splitlines()
    at = lines.index("  #formaten: [csv, api, kaart]")
    assert lines[at - 4 : at - 1] == [
        "  #    a. CSV (csv)",
        "  #    b. Een API (api)",
        "  #    c. Een kaart (kaart)",
    ]
    lines = blank_yaml(_empty(load_model("gemeente-online"))).splitlines()
    assert lines[lines.index("  #kanaalkeuze: bereik") - 1].startswith("  #       alleen aan")
    assert lines[lines.index("  #kanaalkeuze: bereik") - 2].startswith("  #    b. De gemeente")


@pytest.mark.parametrize(
    ("bounds", "number"),
    [
        ({}, "5"),
        ({"minimum": "0", "maximum": "0.5"}, "0.5"),
        ({"minimum": "20"}, "20"),
        ({"minimum": "0", "maximum": "9"}, "5"),
    ],
)
def test_a_number_for_example_is_an_answer(bounds: dict[str, str], number: str) -> None:
    question = {"id": "uren", "type": "number", "text": "Hoeveel?", "unit": "uren", **bounds}
    text = blank_yaml(_empty(load(model_tree(question | {"bands": [{"score": "2"}]}))))
    assert f"zoals #uren: {number}, en" in re.sub(r"\n#\s+", " ", text)


def test_lines_fit_a_screen() -> None:
    model = load_model("gemeente-online")
    assert max(map(len, blank_yaml(_empty(model)).splitlines())) <= 96


@drawn(50)
@given(cases())
def test_what_was_filled_in_is_read_back(case) -> None:
    tree, answers = case
    model = load(tree)
    before = assess(answers_tree(answers), model)
    again = _from_yaml(blank_yaml(_filled(before)), model)
    assert again == before._replace(date=TODAY, version=model.version)
    in_sheet = _from_csv("".join(blank_csv([_filled(before)], model)), model)
    assert in_sheet.answers == before.answers


@drawn(50)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_notes_and_names_are_read_back_whatever_is_in_them(text: str) -> None:
    _read_back(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_and_names_are_read_back(text: str) -> None:
    _read_back(text)


def _read_back(text: str) -> None:
    model = load(model_tree(choice("q1"), choice("q2")))
    given_answers = {"q1": {"answer": "b", "note": text, "evidence": text}, "q2": {"note": text}}
    tree = answers_tree(given_answers, respondent="X", ambition={"as": "2"})
    before = assess(tree, model)
    if text.strip():
        place = Municipality(text.strip(), province=text.strip(), group=text.strip())
        before = before._replace(municipality=place)
    if text.strip() in {"~", "null", "Null", "NULL"}:
        return
    again = _from_yaml(blank_yaml(_filled(before), name=text, schema=None), model)
    assert again == before._replace(date=TODAY, respondent=None, version=model.version)


def test_a_row_has_columns_for_what_there_is_beside_answers() -> None:
    model = load(model_tree(choice("q1"), choice("q2")))
    told = {"q1": {"answer": "b", "note": "- dit; dat", "evidence": "=x"}, "q2": "a"}
    before = assess(answers_tree(told, ambition={"as": "2"}), model)
    plain = assess(answers_tree({"q1": "a"}, ambition="2"), model)
    one_axis = "".join(blank_csv([_filled(before), _filled(plain)], model))
    assert one_axis.splitlines()[0].endswith(";ambition;q1;q1.note;q1.evidence;q2")
    again = _from_csv(one_axis, model)
    assert (again.answers, again.remarks) == (before.answers, before.remarks)


def test_an_ambition_for_each_axis_is_read_back_from_a_row() -> None:
    model = load_model("gemeente-online")
    before = assess(answers_tree({}, ambition={"interactie": "4"}), model)
    text = "".join(blank_csv([_filled(before)], model))
    assert ";ambition;interactie.ambition;kanaalkeuze;" in text.splitlines()[0]
    assert _from_csv(text, model).ambition == before.ambition == {"interactie": 4}


@pytest.mark.parametrize("name", MODELS)
def test_a_note_without_an_answer_leaves_no_line_that_would_be_a_second(name: str) -> None:
    model = load_model(ROOT / name if "/" in name else name)
    noted = {question: {"note": "Zie het verslag"} for question in model.questions}
    before = assess(answers_tree(noted), model)
    text = blank_yaml(_filled(before))
    assert _from_yaml(text, model).remarks == before.remarks
    below = text.partition("\nanswers:\n")[2]
    assert not re.search(r"^ *#[a-z]", below, re.MULTILINE)
    assert "  #    Zet uw antwoord in de plaats van onbekend.\n" in below
    for word in next(iter(model.kinds.values())).words:
        changed = text.replace("answer: onbekend", f"answer: {word}", 1)
        assert next(iter(_from_yaml(changed, model).answers.values())).state != "unknown"


@pytest.mark.parametrize(
    "text", ["Team communicatie", "~x", "=1+1", "a: b # c", "\u202ewijk", "'x"]
)
def test_who_will_fill_it_in_is_read_back(text: str) -> None:
    model = load(model_tree(choice("q1")))
    blank = _empty(model)._replace(respondent=text)
    assert _from_yaml(blank_yaml(blank), model).respondent == text
    in_sheet = _from_csv("".join(blank_csv([blank], model)), model)
    assert in_sheet.respondent == (f"'{text}" if text.startswith("=") else clean(text))
    before = assess(answers_tree({"q1": "b"}, respondent="Vorige keer"), model)
    again = _from_yaml(blank_yaml(_filled(before)._replace(respondent=text)), model)
    assert (again.respondent, again.answers) == (text, before.answers)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_model_stays_comment(text: str) -> None:
    question = choice("q1", explanation=text)
    question["options"][0]["text"] = text
    tree = model_tree(question, title=text, axis={"name": text, "description": text})
    tree["axes"][0]["questions"][0]["text"] = text
    model = load(tree)
    found = _from_yaml(blank_yaml(_empty(model)), model)
    assert found.answers["q1"].state == "unknown"
    assert len(found.answers) == 1


# --- the command -----------------------------------------------------------------------


def test_help_is_dutch(command: Command) -> None:
    code, out, err = command("init", "--help")
    assert (code, err) == (0, "")
    assert not [word for word in OF_THE_HELP if word in out]
    assert all(len(line) <= 80 for line in out.splitlines())


def test_from_init_to_score_with_what_the_screen_says(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = command(
        "init", "--name", "Waterdam", "--code", "GM9999", "-o", "mijn form.yaml"
    )
    assert (code, out) == (0, "")
    assert "Daarna: gemeente-online score 'mijn form.yaml'\n" in err
    text = Path("mijn form.yaml").read_text(encoding="utf-8")
    assert "\n#     gemeente-online score 'mijn form.yaml'\n" in text
    assert f"date: {date.today().isoformat()} " in text
    for question in load_model("gemeente-online").questions.values():
        word = (question.options or ())[2].id
        text = text.replace(f"  #{question.id}: {word}\n", f"  {question.id}: {word}\n")
    Path("mijn form.yaml").write_text(text, encoding="utf-8")
    assert command("score", "-q", "mijn form.yaml") == (0, "3\n", "")


def test_a_form_is_not_replaced(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    assert command("init", "-o", path)[0] == 0
    path.write_text("ingevuld", encoding="utf-8")
    code, out, err = command("init", "-o", path, "--schema", tmp_path / "s.json")
    assert (code, out) == (2, "")
    assert "is er al" in err
    assert path.read_text(encoding="utf-8") == "ingevuld"
    assert [found.name for found in tmp_path.iterdir()] == ["form.yaml"]
    assert command("init", "-o", path, "--force")[0] == 0
    assert "model: gemeente-online" in path.read_text(encoding="utf-8")


def test_a_schema_beside_the_form(command: Command, tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    form, schema = tmp_path / "2026/form.yaml", tmp_path / "é%20schema.json"
    assert command("init", "-o", form, "--schema", schema)[0] == 0
    first = form.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../é%20schema.json"
    assert schema.read_text(encoding="utf-8") == command("model", "schema")[1]
    # next year it is there already, and the same
    assert command("init", "-o", tmp_path / "2027.yaml", "--schema", schema)[0] == 0
    schema.write_text("{}", encoding="utf-8")
    code, _, err = command("init", "-o", tmp_path / "2028.yaml", "--schema", schema)
    assert code == 2
    assert "is er al" in err


def test_next_year_is_a_revision(command: Command, tmp_path: Path) -> None:
    form = tmp_path / "2027.yaml"
    code, out, err = command(
        "init", "--from", EXAMPLES / "answers.yaml", "--date", "1 oktober 2027", "-o", form
    )
    assert (code, out) == (0, "")
    assert "De datum is nu 1 oktober 2027; die van de vorige meting is niet overgenomen." in err
    (old,) = read_assessments(EXAMPLES / "answers.yaml")
    (new,) = read_assessments(form)
    assert isinstance(old, Assessment)
    assert isinstance(new, Assessment)
    assert anywhere(new) == anywhere(old)._replace(date=date(2027, 10, 1), respondent=None)
    assert old.remarks
    text = form.read_text(encoding="utf-8")
    assert "de vorige was op 2026-10-01" in text
    assert "#respondent: Team communicatie" in text


def test_a_batch_of_next_year(command: Command, tmp_path: Path) -> None:
    form, folder = tmp_path / "2027.csv", tmp_path / "2026"
    folder.mkdir()
    for path in ANSWERS:
        copy(path, folder)
    code, _, err = command("init", "--from", folder, "--format", "csv", "-o", form)
    assert code == 0
    assert "geen plaats" not in err
    assert form.read_bytes().startswith(b"\xef\xbb\xbfmodel;municipality;code;")
    before = [item for item in read_assessments(folder) if isinstance(item, Assessment)]
    after = [item for item in read_assessments(form) if isinstance(item, Assessment)]
    assert [one.answers for one in after] == [one.answers for one in before]
    assert [one.municipality for one in after] == [one.municipality for one in before]
    assert [one.remarks for one in after] == [one.remarks for one in before]
    assert any(one.remarks for one in after)
    assert {one.date for one in after} == {date.today()}
    one = command("init", "--from", form, "--for", "duinmark")[1]
    assert "\n  name: Duinmark\n" in one


def test_a_model_by_its_path(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("modellen").mkdir()
    Path("antwoorden").mkdir()
    source = (EXAMPLES / "models/open-data.yaml").read_bytes()
    Path("modellen/open data.yaml").write_bytes(source)
    code, _, _ = command("init", "-m", "modellen/open data.yaml", "-o", "antwoorden/a.yaml")
    assert code == 0
    assert 'model: "../modellen/open data.yaml"' in Path("antwoorden/a.yaml").read_text("utf-8")
    assert command("score", "-q", "antwoorden/a.yaml")[:2] == (0, "?\n")
    # the next form finds the model that the first one named
    assert command("init", "--from", "antwoorden/a.yaml", "-o", "b.yaml")[0] == 0
    assert 'model: "modellen/open data.yaml"' in Path("b.yaml").read_text("utf-8")
    assert command("init", "-f", "csv", "-m", "modellen/open data.yaml", "-o", "c.csv")[0] == 0
    assert command("score", "-q", "c.csv")[:2] == (0, "?\n")
    assert command("init", "--from", "c.csv", "-o", "antwoorden/d.yaml")[0] == 0
    assert 'model: "../modellen/open data.yaml"' in Path("antwoorden/d.yaml").read_text("utf-8")


def test_answers_of_one_model_in_a_variant_of_it(command: Command, tmp_path: Path) -> None:
    variant = tmp_path / "regio.yaml"
    text = (ROOT / "models/gemeente-online.yaml").read_text(encoding="utf-8")
    text = text.replace("id: gemeente-online\n", "id: regio\n", 1).replace("een-bron", "anders")
    variant.write_text(text.replace("- id: toon\n", "- id: toonsoort\n"), encoding="utf-8")
    form = tmp_path / "waterdam.yaml"
    code, _, err = command(
        "init", "--from", EXAMPLES / "answers.yaml", "--model", variant, "-o", form
    )
    assert code == 0
    assert 'horen bij groeimodel "gemeente-online" en zijn overgenomen in "regio"' in err
    assert "kent het antwoord niet: vraag 6 (crisis) en vraag 8 (toon).\n" in err
    (old,) = read_assessments(EXAMPLES / "answers.yaml")
    (new,) = read_assessments(form)
    assert isinstance(old, Assessment)
    assert isinstance(new, Assessment)
    assert (new.model.id, new.ambition) == ("regio", old.ambition)
    assert new.answers["crisis"].state == new.answers["toonsoort"].state == "unknown"
    assert new.remarks["crisis"] == old.remarks["crisis"]
    same = set(old.answers) - {"crisis", "toon"}
    assert all(new.answers[key].chosen == old.answers[key].chosen for key in same)


def test_answers_of_an_older_version_are_to_be_gone_through(
    command: Command, tmp_path: Path
) -> None:
    text = (EXAMPLES / "answers.yaml").read_text(encoding="utf-8")
    for version, said in (("1.0.0", True), ("1.1.0", False), ("1.2.0", False)):
        (tmp_path / "a.yaml").write_text(
            text.replace('model_version: "1.1.0"', f'model_version: "{version}"'), encoding="utf-8"
        )
        code, _, err = command("init", "--from", tmp_path / "a.yaml")
        assert code == 0
        told = f"Waterdam: de antwoorden zijn van versie {version} van het groeimodel, en dit is"
        assert (f"{told} versie 1.1.0. Loop ze na" in err) is said


@pytest.mark.parametrize(
    ("number", "text"),
    [("1.125", "1,1250"), ("-1.125", "-1,1250"), ("0.125", "0,125"), ("1234.125", "1234,125")],
)
def test_a_number_is_typed_so_that_it_can_be_read_one_way_only(number: str, text: str) -> None:
    assert typed_number(Fraction(number)) == text
    assert parse_number(text) == Fraction(number)


@drawn(50)
@given(cases())
def test_carrying_into_the_same_model_changes_nothing(case) -> None:
    tree, answers = case
    before = assess(answers_tree(answers), load(tree))
    carried = carry(before, load(tree))
    assert carried == (before, ())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--code", "GM1"], '--code: "GM1" is geen code'),
        (["--name", " "], "--name: de naam is leeg"),
        (["--date", "1-10-26"], "Schrijf het jaar met vier cijfers"),
        (["--date", "2026-02-30"], "--date: "),
        (["--for", "Waterdam"], "Noem dat bestand achter --from"),
        (
            ["--from", "examples/batch/gemeenten.csv", "-f", "yaml"],
            "staan metingen van 120 gemeenten. Kies er een met --for, of maak met --folder",
        ),
        (["--from", "examples/years", "--for", "Nergens"], 'geen meting van "Nergens"'),
        (
            ["--from", "examples/years", "--for", "Waterdm"],
            '(achter --for). Bedoelde u "Waterdam"?',
        ),
        (["--from", "examples/years", "--for", ""], 'geen meting van ""'),
        (
            ["--from", "examples/batch", "-m", "gemeente-online", "-f", "csv", "--name", "X"],
            "horen bij één gemeente",
        ),
        (["--from", "nergens.yaml"], "dit bestand is er niet"),
        (["--from", "tests/cases/readme.yaml"], '"GM99" is geen code'),
        (["--model", "gemente-online"], 'bedoelde u "gemeente-online"?'),
        (["--format", "csv", "--schema", "x.json"], "--schema hoort bij --format yaml"),
        (["--schema", "mijn schema.json"], "een schema met een spatie in het pad"),
        (["--format", "yml"], 'Bedoelde u "yaml"?'),
    ],
)
def test_wrong_usage(command: Command, arguments: list[str], said: str) -> None:
    code, out, err = command("init", *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_spaces_in_a_name_play_no_part(command: Command, tmp_path: Path) -> None:
    earlier = tmp_path / "a.yaml"
    text = (EXAMPLES / "answers.yaml").read_text("utf-8")
    earlier.write_text(text.replace("name: Waterdam", "name: Den Haag"), "utf-8")
    code, out, _ = command("init", "--from", earlier, "--for", "den  haag")
    assert code == 0
    assert "name: Den Haag" in out


@pytest.mark.parametrize("extra", [[], ["--format", "csv"], ["--name", "Waterdam"]])
def test_a_form_of_hundreds_of_lines_does_not_run_over_the_screen(
    extra: list[str], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command("init", *extra)[1] != ""  # in a pipe
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, out, err = command("init", *extra)
    assert (code, out) == (2, "")
    assert "gemeente-online init --output waterdam.xlsx (Excel), waterdam.html (een" in err
