"""What YAML and JSON have for nothing is empty text; between quotes it is a text like any other."""

import pytest

from gemeente_online.reading.json import read_json
from gemeente_online.reading.yaml import read_yaml


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", '""', "''"])
def test_nothing_in_yaml(written: str) -> None:
    assert read_yaml(f"a: {written}\nb: [{written or '~'}]\n", "x").tree == {"a": "", "b": [""]}


@pytest.mark.parametrize("written", ["'~'", '"null"', "|-\n  NULL", ">-\n  Null", "nulL", "no"])
def test_a_text_in_yaml(written: str) -> None:
    text = written.strip("'\"|->\n ")
    assert read_yaml(f"a: {written}\n", "x").tree == {"a": text}


def test_a_key_in_yaml_is_a_text() -> None:
    assert read_yaml("~: a\nnull: b\n", "x").tree == {"~": "a", "null": "b"}


def test_json() -> None:
    assert read_json('{"a": null, "b": "null", "c": "~"}', "x").tree == {
        "a": "",
        "b": "null",
        "c": "~",
    }
