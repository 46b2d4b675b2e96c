"""JSON Schemas from the classes of what they describe: documents in JSON, and model files.

What a key is and means, the classes say. What keys of a model file ask of each other is here, as
far as a schema can see it, so that an editor completes and checks a model in the making: in draft
7, as the schema of answers, and for the same readers.
"""

import ast
from inspect import cleandoc, getdoc, getsource
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from gemeente_online.model.file import Model
from gemeente_online.model.parts import Band, Option, Overall, Question, Scoring
from gemeente_online.model.question_types import keys_of_other_types
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.written import SCALAR
from gemeente_online.rendering.answers_schema import DRAFT
from gemeente_online.rendering.formats import DocumentKind, JsonText
from gemeente_online.rendering.json import DOCUMENTS, LINES
from gemeente_online.rendering.json_text import FORMAT, to_json


def render_schema(kind: DocumentKind) -> JsonText:
    """The JSON Schema of a kind of document, or of a line, from the types of what is in it."""
    described = LINES[kind] if kind in LINES else DOCUMENTS[kind][0]
    schema = TypeAdapter(described).json_schema(
        mode="serialization", schema_generator=_DocumentSchema
    )
    if kind in LINES:
        schema["properties"] = {"format": _FORMAT_OF_LINE} | schema["properties"]
        schema["required"] = ["format", *schema["required"]]
    about = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": f"gemeente-online {kind}, format {FORMAT}",
    }
    return to_json(about | {key: part for key, part in schema.items() if key != "title"})


_FORMAT_OF_LINE = {
    "const": FORMAT,
    "description": "Of this line; another number where names change.",
    "type": "integer",
}


class _DocumentedSchema(GenerateJsonSchema):
    """Objects of which every field has what its docstring says."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What may be there, not what it is where it is left out."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No: the field's name says as much."""
        del schema
        return False


class _DocumentSchema(_DocumentedSchema):
    """Objects with all their fields and no others."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        found = super().dataclass_schema(schema)
        _describe(found["properties"], schema["cls"])
        # not every version of pydantic takes this from a dataclass
        return found | {"description": getdoc(schema["cls"]), "additionalProperties": False}

    def field_is_required(self, field: Any, total: bool) -> bool:
        del field, total
        return True


def _describe(properties: dict[str, JsonSchemaValue], described: type) -> None:
    """Add to the schemas of the fields of a class what its docstrings say of them."""
    told = _docstrings(described)
    for name, schema in properties.items():
        schema["description"] = told[name]


def _docstrings(described: type) -> dict[str, str]:
    """What stands below each field of a class and of those it extends, in their source."""
    found = {}
    for part in reversed(described.__mro__):
        if part.__module__.partition(".")[0] != "gemeente_online":
            continue
        (definition,) = ast.parse(dedent(getsource(part))).body
        assert isinstance(definition, ast.ClassDef)
        for field, text in pairwise(definition.body):
            match field, text:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign([ast.Name(id=name)]),
                    ast.Expr(ast.Constant(value=str(told))),
                ):
                    found[name] = " ".join(cleandoc(told).split())
    return found


# --- model files ----------------------------------------------------------------------------


def render_model_schema() -> JsonText:
    """The JSON Schema of model files."""
    return to_json({"$schema": DRAFT} | Model.model_json_schema(schema_generator=_ModelSchema))


class _ModelSchema(_DocumentedSchema):
    """What an editor's YAML may have where the classes of the model have text."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = self.generate_inner(schema["schema"])
        described = schema["cls"]
        _describe(found["properties"], described)
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
        told = _docstrings(schema["cls"])
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
        of_scores = {"if": mean, "then": {"properties": {"scoring": {"const": Scoring.MEAN}}}}
        in_domains = {
            "if": {"properties": {"domains": {"minItems": 1}}, "required": ["domains"]},
            "then": {"properties": {"axes": {"items": {"required": ["domain"]}}}},
            "else": {"properties": {"axes": {"items": {"properties": {"domain": False}}}}},
        }
        checklist = {"properties": {"scoring": {"const": Scoring.CHECKLIST}}}
        of_phases = {
            "if": checklist | {"required": ["scoring"]},
            "then": _of_questions({"required": ["phase"]}),
            "else": _of_questions({"properties": {"phase": False}}),
        }
        return {"allOf": [of_scores, of_phases, in_domains]}
    if described is Band:
        own = [{"required": ["score"]}, {"required": ["points"]}]
        return {"not": {"required": ["up_to", "below"]}, "oneOf": own}
    if described is Option:
        return {"not": {"required": ["score", "points"]}}
    if described is Question:
        return {"allOf": [_keys_of(kind) for kind in QuestionType]}
    return {}


def _of_questions(asked: JsonSchemaValue) -> JsonSchemaValue:
    """What is asked of every question of a model."""
    of_axis = {"properties": {"questions": {"items": asked}}}
    return {"properties": {"axes": {"items": of_axis}}}


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
