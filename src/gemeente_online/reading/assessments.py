"""Answers files as one stream of assessments and of inputs that are none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from gemeente_online.assessment import EMPTY, Assessment, assess, envelope_findings
from gemeente_online.model import Model
from gemeente_online.problem import (
    Finding,
    FindingsError,
    InvalidInputError,
    Problem,
    quoted,
)
from gemeente_online.reading.document import Document, Tree
from gemeente_online.reading.files import STDIN, is_folder, read_bytes, read_tree
from gemeente_online.reading.formats import SUFFIXES, InputFormat
from gemeente_online.reading.models import DEFAULT_MODEL, is_model_id, load_model, model_in
from gemeente_online.rules import warnings

Input = TypeVar("Input")


class Rejected(NamedTuple):
    """An input that holds no valid assessment, and everything that is wrong with it."""

    source: str
    problems: tuple[Problem, ...]


class CheckedModel(NamedTuple):
    """A model file without mistakes, and what may still surprise its author."""

    source: str
    model: Model
    warnings: tuple[Problem, ...]


class _Models:
    """Loads every model once, and remembers what was wrong with it."""

    def __init__(self, chosen: Model | None) -> None:
        self._chosen = chosen
        self._loaded: dict[tuple[str, Path], Model | InvalidInputError] = {}

    def for_document(self, document: Document) -> Model:
        """The model that an answers file is held against."""
        named = document.tree.get("model") if isinstance(document.tree, dict) else None
        if not isinstance(named, str) or named in EMPTY:
            return self._chosen or self._load(DEFAULT_MODEL, Path())
        folder = Path() if document.source == STDIN else Path(document.source).parent
        if self._chosen is None:
            return self._load(named, folder)
        if named != self._chosen.id:
            self._compare(named, folder, self._chosen)
        return self._chosen

    def _load(self, name: str, folder: Path) -> Model:
        key = (name, Path() if is_model_id(name) else folder)
        if key not in self._loaded:
            try:
                self._loaded[key] = load_model(name, relative_to=folder)
            except InvalidInputError as error:
                self._loaded[key] = error
        found = self._loaded[key]
        if isinstance(found, InvalidInputError):
            raise found
        return found

    def _compare(self, named: str, folder: Path, chosen: Model) -> None:
        """Refuse answers that were given to another model; a path that is not there may pass."""
        try:
            other = self._load(named, folder).id
        except InvalidInputError as error:
            if error.problems[0].code == "not-found":
                return
            other = named
        if other != chosen.id:
            raise FindingsError(
                [
                    Finding(
                        path=("model",),
                        code="other-model",
                        message=f"deze antwoorden horen bij het groeimodel {quoted(other)}, "
                        f"en gekozen is {quoted(chosen.id)}",
                        hint="kies met --model het model van de antwoorden, of laat --model weg",
                    )
                ]
            )


def read_assessments(
    *sources: str | Path,
    model: Model | None = None,
    input_format: InputFormat | None = None,
) -> Iterator[Assessment | Rejected]:
    """Every assessment in the files, in their order; a wrong file does not stop the others.

    sources: paths of YAML or JSON files, folders of them, or ``-`` for standard input.
    model: goes before the one that a file names, whose id must then be the same.
    input_format: of standard input; by default a brace means JSON.
    """
    models = _Models(model)
    return _each(sources, lambda name: _assessment_in(_load(name, input_format)[0], models))


def read_inputs(
    *sources: str | Path,
    model: Model | None = None,
    input_format: InputFormat | None = None,
) -> Iterator[Assessment | CheckedModel | Rejected]:
    """The same, and growth models too: a file with axes and no answers is taken for one."""
    models = _Models(model)

    def read(name: str) -> Assessment | CheckedModel:
        document, data = _load(name, input_format)
        tree = document.tree
        if isinstance(tree, dict) and _is_model(tree):
            found = model_in(document, data)
            return CheckedModel(name, found, document.place(warnings(found)))
        return _assessment_in(document, models)

    return _each(sources, read)


def _each(
    sources: Iterable[str | Path], read: Callable[[str], Input]
) -> Iterator[Input | Rejected]:
    for source in sources:
        try:
            names = _files(source)
        except InvalidInputError as error:
            yield Rejected(source=str(source), problems=error.problems)
            continue
        for name in names:
            try:
                yield read(name)
            except InvalidInputError as error:
                yield Rejected(source=name, problems=error.problems)


def _files(source: str | Path) -> list[str]:
    name = str(source)
    if name == STDIN or not is_folder(source):
        return [name]
    try:
        found = sorted(
            str(path)
            for path in Path(source).iterdir()
            if path.suffix.lower() in SUFFIXES and not path.is_dir()
        )
    except OSError:
        raise InvalidInputError(
            [Problem(source=name, code="no-access", message="deze map mag niet worden gelezen")]
        ) from None
    if not found:
        raise InvalidInputError(
            [
                Problem(
                    source=name,
                    code="empty-folder",
                    message="in deze map staat geen antwoordenbestand",
                    hint=f"een antwoordenbestand eindigt op {', '.join(SUFFIXES)}",
                )
            ]
        )
    return found


def _load(name: str, input_format: InputFormat | None) -> tuple[Document, bytes]:
    kind = input_format if name == STDIN else SUFFIXES.get(Path(name).suffix.lower())
    data = read_bytes(name)
    return read_tree(data, name, is_json=None if kind is None else kind is InputFormat.JSON), data


def _assessment_in(document: Document, models: _Models) -> Assessment:
    tree = document.tree
    if not isinstance(tree, dict) or _is_model(tree):
        raise InvalidInputError(document.place([_not_answers(tree)]))
    try:
        model = _model_of(document, models)
        return assess(document.tree, model, document.source)
    except FindingsError as error:
        raise InvalidInputError(document.place(error.findings)) from None


def _model_of(document: Document, models: _Models) -> Model:
    try:
        return models.for_document(document)
    except InvalidInputError as error:
        named = document.tree.get("model") if isinstance(document.tree, dict) else None
        if not isinstance(named, str) or named in EMPTY:
            raise
        raise FindingsError(
            [_model_finding(named, error.problems), *envelope_findings(document.tree)]
        ) from None


def _model_finding(named: str, problems: tuple[Problem, ...]) -> Finding:
    """What is wrong with the model that an answers file names, told at that name."""
    first = problems[0]
    path = ("model",)
    if first.code == "unknown-model":
        return Finding(path=path, code=first.code, message=first.message, hint=first.hint)
    if first.line is None and len(problems) == 1:
        message = f"groeimodel {quoted(named)}: {first.message}"
        return Finding(path=path, code=first.code, message=message, hint=first.hint)
    return Finding(
        path=path,
        code="invalid-model",
        message=f"het groeimodel {quoted(named)} heeft zelf fouten",
        hint=f"bekijk ze met: gemeente-online check {first.source}",
    )


def _is_model(tree: Mapping[str, Tree]) -> bool:
    return "axes" in tree and "answers" not in tree


def _not_answers(tree: Tree) -> Finding:
    if isinstance(tree, dict):
        message = "dit is een groeimodel, en geen antwoordenbestand"
        hint = "noem het achter --model, of bekijk het met: gemeente-online check"
    else:
        message = f"hier staat {quoted(tree)}, en geen antwoordenbestand"
        hint = "begin met: municipality, date en answers"
    return Finding(path=(), code="not-an-answers-file", message=message, hint=hint)
