"""The JSON Schemas for editors see what the program sees, as far as a schema can."""

import json
import re
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given

from gemeente_online import Model, load_model
from gemeente_online.assessment.file import Municipality, _Envelope
from gemeente_online.model.file import Axis, Band, Option, Phase, Question, Stage, View
from gemeente_online.model.rules import load
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.encoding import decode
from gemeente_online.rendering.answers_schema import answers_schema, values_in_yaml
from support import yaml12
from support.drawing import drawn
from support.places import CASES, EXAMPLES, ROOT
from support.schema_cases import UNSEEN_IN_ANSWERS, UNSEEN_IN_MODELS, inputs, model_of, seen
from support.strategies import cases, models
from support.trees import model_tree


@cache
def _model(path: str) -> Model:
    return load_model(Path(path))


@cache
def _of_answers(path: str) -> jsonschema.Draft7Validator:
    schema = answers_schema(_model(path))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@cache
def _of_models() -> jsonschema.Draft7Validator:
    schema = json.loads(
        files("gemeente_online").joinpath("schemas/model.schema.json").read_text("utf-8")
    )
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def _as_editor_reads(path: Path) -> Any:
    return yaml12.read(decode(path.read_bytes(), path.name))


def _is_valid(path: Path, validator: jsonschema.Draft7Validator) -> bool:
    try:
        return bool(validator.is_valid(_as_editor_reads(path)))
    except (InvalidInputError, yaml.YAMLError):
        return False  # the editor says so without a schema


@pytest.mark.parametrize(
    "path",
    [
        *inputs("good"),
        *(
            pytest.param(path, id=path.name)
            for path in [*EXAMPLES.glob("*.yaml"), EXAMPLES / "models/open-data-answers.yaml"]
        ),
    ],
)
def test_good_answers(path: Path) -> None:
    validator = _of_answers(model_of(path))
    validator.validate(_as_editor_reads(path))


@pytest.mark.parametrize("path", list(seen("answers", UNSEEN_IN_ANSWERS)))
def test_bad_answers(path: Path) -> None:
    assert not _is_valid(path, _of_answers(model_of(path)))


@pytest.mark.parametrize(
    "path",
    [*(ROOT / "models").glob("*.yaml"), EXAMPLES / "models/open-data.yaml", CASES / "model.yaml"],
    ids=lambda path: path.name,
)
def test_good_models(path: Path) -> None:
    _of_models().validate(_as_editor_reads(path))


@pytest.mark.parametrize("path", list(seen("models", UNSEEN_IN_MODELS)))
def test_bad_models(path: Path) -> None:
    assert not _is_valid(path, _of_models())


def test_a_schema_knows_the_keys_of_every_class() -> None:
    schema = _of_models().schema
    classes = {
        "phase": Phase, "view": View, "axis": Axis, "stage": Stage,
        "question": Question, "option": Option, "band": Band,
    }  # fmt: skip
    for name, class_ in classes.items():
        assert set(schema["definitions"][name]["properties"]) == set(class_.model_fields), name
    assert set(schema["properties"]) == set(Model.model_fields)
    answers = _of_answers(str(CASES / "model.yaml")).schema
    assert set(answers["properties"]) == set(_Envelope.model_fields)
    assert set(answers["properties"]["municipality"]["properties"]) == {
        field.name for field in fields(Municipality)
    }


def test_every_option_says_what_it_is() -> None:
    schema = _of_answers(str(ROOT / "models/gemeente-online.yaml")).schema
    questions = schema["properties"]["answers"]["oneOf"][0]["properties"]
    for question in _model(str(ROOT / "models/gemeente-online.yaml")).questions.values():
        told = questions[question.id]
        assert told["title"] == question.text
        assert question.explanation in told["description"]
        said = {form["const"]: form["description"] for form in told["oneOf"] if "const" in form}
        assert [said[option.id] for option in question.options or ()] == [
            option.text for option in question.options or ()
        ]
        assert ("nvt" in said) == question.not_applicable


@pytest.mark.parametrize("word", ["a", "1", "012", "0o17", "0x1f", "1e3", "1e-3", "true", "false"])
def test_a_word_that_yaml_takes_for_something_else(word: str) -> None:
    assert yaml12.read(word) in values_in_yaml(word)
    options = [{"id": word, "text": "t"}, {"id": "ander", "text": "t"}]
    validator = jsonschema.Draft7Validator(
        answers_schema(load(model_tree({"id": "q", "text": "?", "options": options})))
    )
    for text in (word, f'"{word}"'):
        written = f"{{municipality: {{name: X}}, date: 2026-10-01, answers: {{q: {text}}}}}"
        validator.validate(yaml12.read(written))


def test_a_word_too_large_for_a_number() -> None:
    assert values_in_yaml("1e999") == ["1e999"]


@drawn(150)
@given(cases())
def test_what_the_program_takes_an_editor_takes(case: Any) -> None:
    tree, answers = case
    written = {"municipality": {"name": "X"}, "date": "2026-10-01", "answers": answers}
    jsonschema.Draft7Validator(answers_schema(load(tree))).validate(written)
    as_typed = yaml12.read(re.sub(r'"([\w.,-]*)"', r"\1", json.dumps(written)))
    if not any("," in str(answer) for answer in answers.values()):
        jsonschema.Draft7Validator(answers_schema(load(tree))).validate(as_typed)


@drawn(150)
@given(models())
def test_a_model_that_the_program_takes_an_editor_takes(tree: Any) -> None:
    load(tree)
    _of_models().validate(tree)


def test_a_version_and_bounds_as_numbers() -> None:
    hours = {"id": "q", "type": "number", "text": "?", "unit": "uren", "better": "higher"}
    model = load(model_tree(hours | {"minimum": "1", "maximum": "2.5"}))
    schema = answers_schema(model)
    assert '"minimum": 1,' in json.dumps(schema)
    assert '"maximum": 2.5' in json.dumps(schema)
    validator = jsonschema.Draft7Validator(schema)
    about = {"municipality": {"name": "X"}, "date": "2026-10-01", "answers": {}}
    for version, fits in ((1, True), (1.5, True), (2, False), (0.9, False), ("1.2", True)):
        assert validator.is_valid(about | {"model_version": version}) is fits, version
