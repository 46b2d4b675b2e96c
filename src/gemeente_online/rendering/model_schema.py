"""The JSON Schema of model files, so that an editor completes and checks a model in the making.

Draft 7, as the schema of answers, and for the same readers. What a key is and means, the classes
of the model say; what keys ask of each other is here, as far as a schema can see it.
"""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from gemeente_online.model.file import Band, Model, Overall, Question, Scoring
from gemeente_online.model.question_types import keys_of_other_types
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.written import SCALAR
from gemeente_online.rendering.answers_schema import DRAFT
from gemeente_online.rendering.formats import JsonText
from gemeente_online.rendering.json import to_json
from gemeente_online.rendering.json_schema import DocumentedSchema, describe, docstrings


def render_model_schema() -> JsonText:
    """The JSON Schema of model files."""
    return to_json({"$schema": DRAFT} | Model.model_json_schema(schema_generator=_ModelSchema))


class _ModelSchema(DocumentedSchema):
    """What an editor's YAML may have where the classes of the model have text."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = self.generate_inner(schema["schema"])
        described = schema["cls"]
        describe(found["properties"], described)
        about = {"title": described.model_config["title"], "additionalProperties": False}
        return about | found | _between_keys(described)

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {"type": SCALAR} | ({"pattern": r"\S"} if "min_length" in schema else {})

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """One of some words, told in place: an editor shows the name of what is referred to."""
        words: Any = schema["schema"]
        return self.enum_schema(words)

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        told = docstrings(schema["cls"])
        words = [{"const": word, "description": told[word.name]} for word in schema["members"]]
        return {"oneOf": words}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        if "pattern" not in keys:
            return {"type": "object", "additionalProperties": values}
        named = {"patternProperties": {keys["pattern"]: values}}
        return {"type": "object", "additionalProperties": False, **named}


def _between_keys(described: type[BaseModel]) -> JsonSchemaValue:
    """What the keys of one object ask of each other."""
    if described is Model:
        mean = {"properties": {"overall": {"const": Overall.MEAN}}, "required": ["overall"]}
        return {"if": mean, "then": {"properties": {"scoring": {"const": Scoring.MEAN}}}}
    if described is Band:
        return {"not": {"required": ["up_to", "below"]}}
    if described is Question:
        return {"allOf": [_keys_of(kind) for kind in QuestionType]}
    return {}


def _keys_of(kind: QuestionType) -> JsonSchemaValue:
    """What a question of a type has, and what it cannot have."""
    named = {"properties": {"type": {"const": kind}}}
    is_default = kind is Question.model_fields["type"].default
    never = {"properties": dict.fromkeys(keys_of_other_types(kind), False)}
    return {
        "if": named if is_default else named | {"required": ["type"]},
        "then": {"allOf": [never, _ASKED[kind]]},
    }


_ASKED: dict[QuestionType, dict[str, Any]] = {
    QuestionType.CHOICE: {
        "required": ["options"],
        "properties": {"options": {"minItems": 2}},
    },
    QuestionType.YES_NO: {},
    QuestionType.MULTI: {
        "required": ["options"],
        "properties": {"options": {"minItems": 1}},
    },
    QuestionType.NUMBER: {
        "required": ["unit"],
        "properties": {"bands": {"minItems": 1}},
        "if": {"required": ["bands"]},
        "then": {"properties": {"better": False}},
        "else": {"required": ["minimum", "maximum", "better"]},
    },
}
"""What a question of each type has at least."""
