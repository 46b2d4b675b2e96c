"""All JSON leaves through one door, whatever the command: whole, harmless, and as its schema says.

After a wanted change of a format, renew tests/golden/schemas with GEMEENTE_ONLINE_RENEW=1, and read
the diff.
"""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gemeente_online.cli.app import run
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.json import DOCUMENTS, LINES
from gemeente_online.rendering.json_schema import render_schema
from support.places import EXAMPLES, GOLDEN
from support.renewing import expected
from support.schemas import schema_of, valid
from support.trees import choice, model_tree

Command = Callable[..., tuple[int, str, str]]
HOSTILE = "€ \u202eraadreteW"
WAYS = [
    *("score", "explain", "grow", "compare", "rank", "check"),
    *("model evaluate", "score -f jsonl", "rank -f jsonl", "grow -f jsonl", "explain -f jsonl"),
    "model schema",
]


def arguments_of(way: str, folder: Path) -> list[str]:
    """A command line in which a text that steers a terminal is in the results, or in a problem."""
    tree = model_tree(choice("q1", text=HOSTILE))
    model = folder / "model.json"
    model.write_text(json.dumps(tree), encoding="ascii")
    if way == "model schema":
        return ["model", "schema", str(model)]
    inputs = []
    for year in (2025, 2026):
        path = folder / f"{year}.json"
        content = {
            "municipality": {"name": HOSTILE},
            "date": f"{year}-10-01",
            "answers": {"q1": "c"},
        }
        path.write_text(json.dumps(content), encoding="ascii")
        inputs.append(str(path))
    if way in {"check", "model evaluate"}:
        inputs.append(str(folder / f"{HOSTILE}.yaml"))  # there is no such file
    form = [] if "jsonl" in way else ["--format", "json"]
    return [*way.split(), *form, "--model", str(model), *inputs]


def texts_in(found: Any) -> list[str]:
    """Every text and every key somewhere in JSON."""
    if isinstance(found, dict):
        return [*found, *(text for part in found.values() for text in texts_in(part))]
    if isinstance(found, list):
        return [text for part in found for text in texts_in(part)]
    return [found] if isinstance(found, str) else []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_lost_and_nothing_steers_a_terminal(
    way: str, encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    run(arguments_of(way, tmp_path))
    sys.stdout.flush()
    text = written.getvalue().decode(encoding)
    assert text.replace("\n", "").isprintable()
    documents = (
        [json.loads(line) for line in text.splitlines()] if "jsonl" in way else [json.loads(text)]
    )
    assert any(HOSTILE in told for told in texts_in(documents))
    assert "format" in documents[0] or way == "model schema"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no such name can be made")
def test_a_file_name_that_is_no_utf_8(tmp_path: Path, command: Command) -> None:
    there = (EXAMPLES / "fase-1.yaml").read_bytes()
    paths = [tmp_path / os.fsdecode(name) for name in (b"a\xe9.yaml", b"b\xe9.yaml")]
    for path in paths:
        path.write_bytes(there)
    content = valid("rank", command("rank", "-f", "json", *paths)[1])
    (problem,) = content["problems"]
    assert problem["source"] == f"{tmp_path}/a\N{REPLACEMENT CHARACTER}.yaml"
    assert f"{tmp_path}/b\N{REPLACEMENT CHARACTER}.yaml" in problem["message"]


def test_half_a_character_in_a_file(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "half.json"
    path.write_text(r'{"answers": {"q\ud800": "a"}}', encoding="ascii")
    problems = valid("check", command("check", "-f", "json", path)[1])["problems"]
    assert "\N{REPLACEMENT CHARACTER}" in "".join(texts_in(problems))


@pytest.mark.heavy
@pytest.mark.parametrize("way", WAYS[:7])
def test_every_document_is_as_its_schema_says(way: str, tmp_path: Path, command: Command) -> None:
    content = valid(way, command(*arguments_of(way, tmp_path))[1])
    assert list(content)[:2] == ["format", "program"]
    assert list(content)[-1] == "problems"
    assert content["results"] or content["problems"]


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("result-line", ["score"]),
        ("answer-line", ["score", "--answers"]),
        ("place-line", ["rank"]),
        ("growth-line", ["grow"]),
        ("explanation-line", ["explain"]),
    ],
)
def test_every_line_is_as_its_schema_says(command: Command, kind: str, words: list[str]) -> None:
    code, out, err = command(*words, "-f", "jsonl", "examples/batch/online-meting.csv")
    assert (code, err) == (0, "")
    checks = schema_of(DocumentKind(kind))
    for line in out.splitlines():
        content = json.loads(line)
        checks.validate(content)
        assert next(iter(content.items())) == ("format", 1)


LINES_OF = {
    DocumentKind.RESULT_LINE: DocumentKind.RESULTS,
    DocumentKind.PLACE_LINE: DocumentKind.RANKING,
    DocumentKind.GROWTH_LINE: DocumentKind.GROWTH,
    DocumentKind.EXPLANATION_LINE: DocumentKind.EXPLANATION,
}
"""The lines that are what a document has in its results, and that document."""


@pytest.mark.parametrize("kind", LINES_OF)
def test_a_line_is_a_result_of_a_document_with_its_format(kind: DocumentKind) -> None:
    line, document = (json.loads(render_schema(one)) for one in (kind, LINES_OF[kind]))
    name = document["properties"]["results"]["items"]["$ref"].rpartition("/")[2]
    about = line["properties"].pop("format")
    assert (about["const"], line["required"][0]) == (1, "format")
    assert line["properties"] == document["$defs"][name]["properties"]
    assert line["$defs"].items() <= document["$defs"].items()


@pytest.mark.parametrize("kind", [*DOCUMENTS, DocumentKind.ANSWER_LINE, "model"])
def test_the_schema_is_what_was_agreed(command: Command, kind: str) -> None:
    code, out, err = command("model", "schema", "--of", kind)
    assert (code, err) == (0, "")
    assert out == expected(GOLDEN / "schemas" / f"{kind}.schema.json", out)


@pytest.mark.parametrize("kind", [*DOCUMENTS, *LINES])
def test_a_schema_says_what_every_field_is(command: Command, kind: DocumentKind) -> None:
    schema = json.loads(command("model", "schema", "--of", kind)[1])
    for described in [schema, *schema["$defs"].values()]:
        if described["type"] == "object":
            assert described["required"] == list(described["properties"])
            assert described["additionalProperties"] is False
            for name, field in described["properties"].items():
                assert field["description"], name
