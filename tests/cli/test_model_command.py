"""``model``: which models there are, what is in one, and what an editor needs to know."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from gemeente_online import load_model
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import exact_decimals
from gemeente_online.model.rules import load
from gemeente_online.reading.models import shipped_models
from gemeente_online.rendering.document import Document, Table
from gemeente_online.rendering.model import model_document
from support.english import OF_THE_HELP
from support.places import EXAMPLES, ROOT
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]
EVERY_MODEL = [*shipped_models(), "examples/models/open-data.yaml", "tests/cases/model.yaml"]


@pytest.mark.parametrize("words", [["list"], ["show"], ["schema"], []])
def test_help_is_dutch(command: Command, words: list[str]) -> None:
    code, out, err = command("model", *words, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Gebruik: gemeente-online {' '.join(['model', *words])} ")
    assert not [word for word in OF_THE_HELP if word in out]
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_wrong_word_points_at_the_group(command: Command) -> None:
    code, out, err = command("model", "lst")
    assert (code, out) == (2, "")
    assert err == (
        'gemeente-online: "lst" is geen commando. Bedoelde u "list"? Mogelijk: '
        f"{err.partition('Mogelijk: ')[2].splitlines()[0]}\n"
        "  uitleg: gemeente-online model --help\n"
    )


def test_list(command: Command) -> None:
    code, out, err = command("model", "list")
    assert (code, err) == (0, "")
    rows = [line.split() for line in out.splitlines()[2:]]
    assert [row[0] for row in rows] == ["gemeente-online", "online-meting"]
    assert rows[0][-2:] == ["3", "30"]
    content = json.loads(command("model", "list", "--format", "json")[1])
    assert content["format"] == 1
    models = content["models"]
    assert [model["id"] for model in models] == ["gemeente-online", "online-meting"]
    assert models[0]["sha256"] == load_model("gemeente-online").digest


def _texts(model: Model) -> set[str]:
    """Every text of a model that its readers should find."""
    texts = {model.title, model.source}
    for phase in model.phases:
        texts |= {phase.name, phase.description}
        if phase.experience is not None:
            texts |= {phase.experience.name, phase.experience.description or ""}
    for axis in model.axes:
        texts |= {axis.name, axis.description}
        for stage in axis.stages.values():
            texts |= {stage.name, stage.description or "", stage.next_step or ""}
    for question in model.questions.values():
        texts |= {question.id, question.text, question.explanation or "", question.source or ""}
        for option in question.options or ():
            texts |= {option.id, option.text}
    return texts


@pytest.mark.parametrize("name", EVERY_MODEL)
def test_show_loses_nothing(command: Command, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    model = load_model(name)
    code, out, err = command("model", "show", name)
    assert (code, err) == (0, "")
    wide = "".join(out.split())
    for text in _texts(model):
        assert "".join(text.split()) in wide, text
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, command("model", "show", name)[1].splitlines())) <= 80


def _tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_show_gives_scores_weights_requirements_and_views(command: Command) -> None:
    out = command("model", "show")[1]
    told = "bij vraag 2 (klantvragen) ten minste c (Ook een lastige vraag krijgt online een …)"
    assert f"Voorwaarde voor fase 3: {told} met score 3." in out
    assert "geld of …) met score 3 en bij vraag 25 (middenmanagement) ten minste c (" in out
    assert "\nVraag 11: Hoe kiest de gemeente haar rol" in out
    assert "Id: crisis · nvt mag · Rollen van de burger: Bewoner" in out
    rows = _tables(model_document(load_model("gemeente-online")))[-2].rows
    assert rows[0] == ("Klant – dienstverlener", "2", "1", "1")
    out = command("model", "show", "examples/models/open-data.yaml")[1]
    assert "20 scoort 0, 0 scoort 100" in out
    assert "gewicht 3" in out
    assert "Gewicht van deze as: 2." in out


def test_show_turns_a_view_where_there_are_more_axes_than_groups() -> None:
    tree = model_tree(choice("q0", views={"rol": ["klant"]}))
    tree["views"] = [{"id": "rol", "name": "Rol", "groups": [{"id": "klant", "name": "Klant"}]}]
    (axis,) = tree["axes"]
    tree["axes"] += [
        {**axis, "id": f"as-{n}", "name": f"Een as met een lange naam, nummer {n}"}
        | {"questions": [choice(f"q{n}")]}
        for n in range(1, 15)
    ]
    table = _tables(model_document(load(tree)))[-1]
    assert [column.title for column in table.columns] == ["", "Klant"]
    assert table.rows[0] == ("As", "1")
    assert table.rows[14] == ("Een as met een lange naam, nummer 14", "0")


def test_show_tells_advice_and_effort() -> None:
    question = choice("q1")
    question["options"][1] |= {"advice": "Begin klein.", "effort": "2.5"}
    table = _tables(model_document(load(model_tree(question))))[1]
    assert table.rows[1][1] == (
        *("b", "Advies: Begin klein.", "Inspanning vanaf het antwoord ervoor: 2,5"),
    )
    assert table.rows[2][1] == ("c",)


def test_show_as_a_chapter_of_a_policy_document(command: Command) -> None:
    code, out, err = command("model", "show", "--format", "markdown")
    assert (code, err) == (0, "")
    assert out.startswith("# De gemeente online, versie 1.1.0\n")
    assert "\n## As: Interactie\n" in out
    assert "\n### Vraag 1: Hoe kiest de gemeente haar online kanalen?\n" in out
    rows = [line for line in out.splitlines() if line.startswith("| a gegroeid ")]
    assert len(rows) == 1
    assert rows[0].endswith(" | 1 |")
    code, out, err = command("model", "show", "--yaml", "--format", "markdown")
    assert (code, out) == (2, "")
    assert "--yaml en --format gaan niet samen" in err


def test_start_a_model_of_ones_own(command: Command, tmp_path: Path) -> None:
    own = tmp_path / "eigen.yaml"
    assert command("model", "show", "--yaml", "--output", own) == (0, "", "")
    assert own.read_bytes() == (ROOT / "models/gemeente-online.yaml").read_bytes()
    code, out, err = command("model", "show", "--yaml", "--output", own)
    assert (code, out) == (2, "")
    assert "is er al" in err
    assert command("model", "schema", own, "--output", tmp_path / "eigen.schema.json")[0] == 0
    content = json.loads((tmp_path / "eigen.schema.json").read_text(encoding="utf-8"))
    assert "klantvragen" in content["properties"]["answers"]["oneOf"][0]["properties"]


def test_show_yaml_is_the_file_itself(command: Command) -> None:
    code, out, err = command("model", "show", "--yaml")
    assert (code, err) == (0, "")
    assert out == (ROOT / "models/gemeente-online.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["show"], ["show", "--yaml"], ["schema"]])
def test_a_model_that_is_not_there_or_broken(
    command: Command, tmp_path: Path, words: list[str]
) -> None:
    code, out, err = command("model", *words, "gemente-online")
    assert (code, out) == (2, "")
    assert 'bedoelde u "gemeente-online"?' in err
    code, out, err = command("model", *words, "tests/cases/models/schaal-leeg.yaml")
    assert (code, out) == (2, "")
    assert "het maximum van de schaal" in err


def test_a_model_in_this_folder_by_its_name(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES / "models")
    assert command("model", "show", "open-data.yaml")[0] == 0


def test_schema_of_answers_and_of_models(command: Command) -> None:
    content = json.loads(command("model", "schema")[1])
    assert content["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "klantvragen" in content["properties"]["answers"]["oneOf"][0]["properties"]
    content = json.loads(command("model", "schema", "examples/models/open-data.yaml")[1])
    assert "catalogus" in content["properties"]["answers"]["oneOf"][0]["properties"]
    content = json.loads(command("model", "schema", "--of", "model")[1])
    assert "axes" in content["properties"]
    code, out, err = command("model", "schema", "--of", "model", "gemeente-online")
    assert (code, out) == (2, "")
    assert "Laat MODEL weg" in err


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0", "0"),
        ("1/8", "0,125"),
        ("-5/4", "-1,25"),
        ("10", "10"),
        ("1/3", "0,33"),
        ("0.7", "0,7"),
    ],
)
def test_exact_decimals(number: str, shown: str) -> None:
    assert exact_decimals(Fraction(number)) == shown
