"""The JSON Schema of each kind of document, from the types of what is in it."""

import ast
from inspect import cleandoc, getdoc, getsource
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from gemeente_online.rendering.formats import DocumentKind, JsonText
from gemeente_online.rendering.json import DOCUMENTS, FORMAT, to_json


def render_schema(kind: DocumentKind) -> JsonText:
    """The JSON Schema of a kind of document, from the types of what is in it."""
    schema = TypeAdapter(DOCUMENTS[kind][0]).json_schema(
        mode="serialization", schema_generator=_DocumentSchema
    )
    about = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": f"gemeente-online {kind}, format {FORMAT}",
    }
    return to_json(about | {key: part for key, part in schema.items() if key != "title"})


class DocumentedSchema(GenerateJsonSchema):
    """Objects of which every field has what its docstring says."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What may be there, not what it is where it is left out."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No: the field's name says as much."""
        del schema
        return False


class _DocumentSchema(DocumentedSchema):
    """Objects with all their fields and no others."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        found = super().dataclass_schema(schema)
        describe(found["properties"], schema["cls"])
        # not every version of pydantic takes this from a dataclass
        return found | {"description": getdoc(schema["cls"]), "additionalProperties": False}

    def field_is_required(self, field: Any, total: bool) -> bool:
        del field, total
        return True


def describe(properties: dict[str, JsonSchemaValue], described: type) -> None:
    """Add to the schemas of the fields of a class what its docstrings say of them."""
    told = docstrings(described)
    for name, schema in properties.items():
        schema["description"] = told[name]


def docstrings(described: type) -> dict[str, str]:
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
