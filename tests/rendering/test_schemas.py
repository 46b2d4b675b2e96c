"""The JSON Schemas for editors see what the program sees, as far as a schema can."""

import json
import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given

from gemeente_online import Model, load_model
from gemeente_online.assessment.file import Municipality
from gemeente_online.assessment.tree import _Envelope
from gemeente_online.model.rules import load
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.files import decode
from gemeente_online.rendering.answers_schema import answers_schema, values_in_yaml
from gemeente_online.rendering.json_schema import render_model_schema
from support import yaml12
from support.drawing import drawn
from support.places import CASES, EXAMPLES, ROOT
from support.schema_cases import UNSEEN_IN_ANSWERS, UNSEEN_IN_MODELS, inputs, model_of, seen
from support.strategies import cases, models
from support.trees import choice, model_tree


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
    schema = json.loads(render_model_schema())
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


def test_the_schema_of_answers_knows_every_key() -> None:
    answers = _of_answers(str(CASES / "model.yaml")).schema
    assert set(answers["properties"]) == set(_Envelope.model_fields)
    assert set(answers["properties"]["municipality"]["properties"]) == {
        field.name for field in fields(Municipality)
    }


def test_the_schema_of_models_says_what_every_key_and_word_is() -> None:
    schema = _of_models().schema
    parts = [schema, *schema["$defs"].values()]
    words = {}
    assert len(parts) == 13
    for part in parts:
        assert part["title"]
        assert part["additionalProperties"] is False
        for key, told in part["properties"].items():
            assert told["description"], key
            words |= {key: told["oneOf"]} if "oneOf" in told else {}
    assert sorted(words) == ["article", "better", "overall", "scoring", "type"]
    assert all(word["description"] for told in words.values() for word in told)


def test_a_text_is_not_empty_and_a_phase_has_a_number() -> None:
    for title, fits in (("De titel", True), (12, True), (" ", False), (["a"], False)):
        model = model_tree(choice("q"), title=title)
        assert _of_models().is_valid(model) is fits, title
    for phase, fits in (("2", True), ("0", True), ("02", False), ("-1", False), ("hoog", False)):
        model = model_tree(choice("q"), axis={"thresholds": {phase: "0.7"}})
        assert _of_models().is_valid(model) is fits, phase


_BANDS = {"type": "number", "unit": "uren", "bands": [{"score": "1"}]}
_LINE = {"type": "number", "unit": "uren", "minimum": 0, "maximum": 1, "better": "lower"}


@pytest.mark.parametrize(
    ("fits", "options", "keys"),
    [
        (False, "", {}),
        (False, "a", {}),
        (True, "ab", {}),
        (False, "ab", {"unit": "uren"}),
        (False, "", {"type": "choice"}),
        (True, "ab", {"type": "choice"}),
        (True, "", {"type": "yes-no"}),
        (True, "a", {"type": "yes-no"}),
        (False, "", {"type": "yes-no", "better": "higher"}),
        (False, "", {"type": "multi"}),
        (False, "", {"type": "multi", "options": []}),
        (True, "a", {"type": "multi"}),
        (False, "a", {"type": "multi", "bands": [{"score": 1}]}),
        (True, "", _BANDS),
        (True, "", _BANDS | {"minimum": 0}),
        (False, "", {**_BANDS, "unit": None}),
        (False, "", _BANDS | {"bands": []}),
        (False, "", _BANDS | {"bands": [{"score": 1, "up_to": 2, "below": 3}]}),
        (False, "", _BANDS | {"better": "lower"}),
        (False, "ab", _BANDS),
        (True, "", _LINE),
        (False, "", {**_LINE, "better": None}),
        (False, "", {**_LINE, "minimum": None}),
    ],
    ids=str,
)
def test_what_a_question_of_each_type_has(fits: bool, options: str, keys: dict[str, Any]) -> None:
    """None stands for a key that is left out."""
    asked: dict[str, Any] = {"id": "q", "text": "?"}
    if options:
        asked["options"] = [{"id": word, "text": word} for word in options]
    asked |= {key: value for key, value in keys.items() if value is not None}
    assert _of_models().is_valid(model_tree(asked)) is fits


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


@drawn(25)
@given(cases())
def test_what_the_program_takes_an_editor_takes(case: Any) -> None:
    tree, answers = case
    written = {"municipality": {"name": "X"}, "date": "2026-10-01", "answers": answers}
    jsonschema.Draft7Validator(answers_schema(load(tree))).validate(written)
    as_typed = yaml12.read(re.sub(r'"([\w.,-]*)"', r"\1", json.dumps(written)))
    if not any("," in str(answer) for answer in answers.values()):
        jsonschema.Draft7Validator(answers_schema(load(tree))).validate(as_typed)


@drawn(25)
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
