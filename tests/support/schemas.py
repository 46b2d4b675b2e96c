"""The schemas of what the commands print."""

import json
from importlib.resources import files

import jsonschema


def evaluation_schema() -> jsonschema.Draft202012Validator:
    text = files("gemeente_online").joinpath("schemas/evaluation.schema.json").read_text("utf-8")
    content = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(content)
    return jsonschema.Draft202012Validator(content)
