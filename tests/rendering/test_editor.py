"""An editor with yaml-language-server completes and checks answers with our schemas.

The server itself is run, from npm, in the last version that runs on every node in use.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from gemeente_online import load_model
from gemeente_online.cli.app import run
from gemeente_online.messages import messages
from gemeente_online.problem import InvalidInputError
from gemeente_online.reading.files import decode
from gemeente_online.rendering.answers_schema import answers_schema
from gemeente_online.rendering.json_schema import render_model_schema
from support import npm
from support.editor import Editor
from support.places import EXAMPLES, ROOT
from support.schema_cases import UNSEEN_IN_ANSWERS, UNSEEN_IN_MODELS, inputs, model_of, seen

SERVER = "yaml-language-server@1.19.2"
UNSEEN_BY_EDITOR = {
    "answers-bestand-alleen-commentaar.yaml",  # there is nothing to underline
    "answers-bestand-leeg.yaml",
    "answers-getal-inf.yaml",  # .inf is a number to YAML
    "models-gewicht-oneindig.yaml",
    "answers-sleutel-leeg.yaml",  # a key without a value, or without a name, is hidden from schemas
    "answers-tekst-met-komma-tussen-accolades.yaml",
    "models-leeg.yaml",
    "models-samenvoegen.yaml",
    "answers-verwijzing-naar-niets.yaml",
    "answers-sterretje.yaml",  # it lets some of what is no YAML pass
    "answers-stuurteken.yaml",
    "answers-surrogaat-in-yaml.yaml",
    "answers-twee-documenten.yaml",  # two files in one are fine to it
    "models-decimale-komma-tussen-accolades.yaml",  # a key without a value is hidden from schemas
}
LACKING = [tool for tool in ("node", "npm") if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(bool(LACKING), reason=f"not installed: {' and '.join(LACKING)}"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editor")


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    npm.install(folder, SERVER)
    editor = Editor(folder / "node_modules/yaml-language-server/bin/yaml-language-server")
    yield editor
    editor.close()


def _beside_schema(folder: Path, text: str, schema: object, name: str) -> Path:
    """A file that names its schema, and the schema."""
    written = json.dumps(schema)
    digest = sha256(written.encode()).hexdigest()[:8]  # the server remembers a schema by its name
    (folder / f"{digest}.json").write_text(written, encoding="utf-8")
    path = folder / name
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    path.write_text(f"# yaml-language-server: $schema={digest}.json\n{lines}", encoding="utf-8")
    return path


def _copies(folder: Path, paths: Iterable[Path]) -> Iterator[Path]:
    """Answers files, or model files, that name their schema."""
    of_models = json.loads(render_model_schema())
    for path in paths:
        try:
            text = decode(path.read_bytes(), path.name)
        except InvalidInputError:
            continue  # an encoding that no editor would open as text
        is_model = "\naxes:" in text
        schema = of_models if is_model else answers_schema(load_model(Path(model_of(path))))
        yield _beside_schema(folder, text, schema, f"{path.parent.name}-{path.name}")


def _paths(cases: Iterable[Any]) -> list[Path]:
    return [case.values[0] for case in cases]


def test_good_files(editor: Editor, tmp_path: Path) -> None:
    paths = _paths(inputs("good"))
    for folder in (ROOT / "models", EXAMPLES, EXAMPLES / "models"):
        paths += folder.glob("*.yaml")
    said = editor.complaints(*_copies(tmp_path, paths))
    told = {path.name: lines for path, lines in said.items() if lines}
    assert told == {
        "good-eerdere-vraag-leeg.yaml": ['deze vraag heet nu "klantvragen"'] * 2,
        "good-eerdere-vragen.yaml": [
            'deze vraag heet nu "klantvragen"',
            'deze vraag heet nu "reactietijd"',
            'deze vraag heet nu "kanalen"',
            "deze vraag is vervallen",
        ],
    }  # as warnings
    assert len(said) == len(paths) > 40


def test_bad_files(editor: Editor, tmp_path: Path) -> None:
    cases = [*seen("answers", UNSEEN_IN_ANSWERS), *seen("models", UNSEEN_IN_MODELS)]
    said = editor.complaints(*_copies(tmp_path, _paths(cases)))
    unseen = {path.name for path, lines in said.items() if not lines}
    assert sorted(unseen - UNSEEN_BY_EDITOR) == sorted(UNSEEN_BY_EDITOR - unseen) == []
    assert len(said) > 80


_TYPED = """\
municipality: {{name: X}}
date: 2026-10-01
ambition: {here}
answers:
  klantvragen: {here}
  crisis: {here}
  toon: persoonlijk
  {here}
"""


def test_it_completes_and_explains(editor: Editor, tmp_path: Path) -> None:
    model = load_model("gemeente-online")
    path = _beside_schema(tmp_path, _TYPED.format(here=""), answers_schema(model), "typed.yaml")
    assert editor.complaints(path) == {path: []}
    assert list(editor.offers(path, 3, 10)) == ["1", "2", "3", "4"]
    offered = editor.offers(path, 5, 15)
    options = model.questions["klantvragen"].options or ()
    assert {option.id: option.text for option in options} == {
        word: text for word, text in offered.items() if word != "onbekend"
    }
    assert "nvt" in editor.offers(path, 6, 10)
    questions = editor.offers(path, 8, 2)
    assert set(model.questions) - set(questions) == {"klantvragen", "crisis", "toon"}
    asked = editor.tells(path, 5, 4)
    assert model.questions["klantvragen"].text in asked
    assert (model.questions["klantvragen"].explanation or "")[:60] in asked
    answered = editor.tells(path, 7, 4)
    assert "Antwoord c" in answered
    assert (model.questions["toon"].options or ())[2].text[:60] in answered


_MODEL = """\
scale: {minimum: 1, maximum: 4}
scoring:
phases:
  - number: 1
axes:
  - id: a
    requirements:
      3: {q: 3}
    questions:
      - id: q
        type: number
        bands:
          - score: 2
        b
      -
"""


def test_it_completes_and_explains_models(editor: Editor, tmp_path: Path) -> None:
    schema = json.loads(render_model_schema())
    text = _MODEL.replace("scoring:", "scoring: ").replace("-\n", "- \n")
    path = _beside_schema(tmp_path, text, schema, "model.yaml")
    assert editor.complaints(path)[path]
    offered = editor.offers(path, 2, 9)
    assert offered["share"] == (
        "Het deel van de antwoorden dat ten minste op het niveau van de fase scoort."
    )
    assert offered["mean"] == "De gemiddelde score van de antwoorden."
    assert offered.keys() == {"share", "mean", "checklist"}
    assert editor.offers(path, 14, 9)["better"].startswith("Alleen bij type number zonder bands")
    assert {"id", "text", "Een vraag"} < set(editor.offers(path, 15, 8))
    for line, column, title, told in (
        (1, 1, "De schaal", "Waar alle scores en drempels op liggen"),
        (1, 10, "De schaal", "De laagste score"),
        (4, 6, "Een fase", "Een heel getal van 0 of hoger"),
        (8, 11, "Een as", "De score die het antwoord ten minste heeft"),
        (11, 16, "Een vraag", "Een getal"),
        (13, 14, "Een reeks getallen", "Op de schaal"),
    ):
        shown = editor.tells(path, line, column)
        assert title in shown
        assert told in shown


def test_it_says_in_dutch_what_would_be_right(editor: Editor, tmp_path: Path) -> None:
    text = (
        "municipality: {name: ~, code: GM99}\ndate: 1-10-26\nmodel_version: 2.0.0\n"
        "model: ander-model\nanswers: {klantvragen: webcar}\n"
    )
    schema = answers_schema(load_model("gemeente-online"))
    (said,) = editor.complaints(_beside_schema(tmp_path, text, schema, "wrong.yaml")).values()
    assert "vul de naam van de gemeente in" in said
    assert messages()["not-a-code"]["hint"] in said
    assert "schrijf bijvoorbeeld 2026-10-01, 1-10-2026 of 1 oktober 2026" in said
    assert "dit is versie 1.1.0 van het groeimodel" in said
    assert [line for line in said if '"webcare"' in line]
    assert len(said) == 6


def test_it_knows_the_form_that_init_writes(editor: Editor, tmp_path: Path) -> None:
    form, schema = tmp_path / "form.yaml", tmp_path / "vragen-é.schema.json"
    assert run(["init", "--output", str(form), "--schema", str(schema)]) == 0
    assert editor.complaints(form) == {form: []}
    lines = form.read_text(encoding="utf-8").splitlines()
    at = lines.index("  #klantvragen: webcare")
    lines[at] = "  klantvragen: "
    typed = tmp_path / "typed.yaml"
    typed.write_text("\n".join(lines), encoding="utf-8")
    assert editor.complaints(typed) == {typed: []}
    assert "webcare" in editor.offers(typed, at, len(lines[at]))
    lines[at] = "  klantvragen: webcar"
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("\n".join(lines), encoding="utf-8")
    (said,) = editor.complaints(wrong)[wrong]
    assert '"webcare"' in said
