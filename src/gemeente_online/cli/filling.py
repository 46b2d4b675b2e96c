"""The answers file that is being filled in: read, begun, and changed by one value at a time.

Every change is made in the text that stands in the file at that moment, and is on disk before
anything else happens; nobody else's changes are undone, and no comment is lost.
"""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.warnings import questions_are_of_now
from gemeente_online.assessment.writing import Value, written
from gemeente_online.cli.dutch import UsageProblem, misused
from gemeente_online.cli.sink import Sink, check_writable, explained
from gemeente_online.cli.terminal import undisturbed
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import Kind
from gemeente_online.problem import InvalidInputError, Problem, refused, wrong
from gemeente_online.questionnaire.state import Entry
from gemeente_online.reading.assessed import assessment_in
from gemeente_online.reading.files import (
    InputFormat,
    decode,
    encoding_of,
    format_by_name,
    read_bytes,
)
from gemeente_online.reading.models import ModelChoice
from gemeente_online.reading.revision import CannotReviseError, holds, revised
from gemeente_online.reading.yaml import read_yaml
from gemeente_online.rendering.forms.blank import Blank

_ABOUT = ("model", "model_version", "municipality", "date", "respondent", "ambition", "answers")
_MUNICIPALITY = ("name", "code", "inhabitants", "province", "group")
_ORDERS = {(): _ABOUT, ("municipality",): _MUNICIPALITY}


class NotSavedError(Exception):
    """A change did not reach the file; the message says why, and what to do."""


class ByHandError(NotSavedError):
    """A change that has to be made with an editor; the message says which line to type."""


class Filling:
    """One answers file, as it stands on disk.

    tree: what it holds, with every question by its present id.
    told: which questions go by another id there, or are no longer asked.
    """

    def __init__(self, name: str, chosen: Model | None) -> None:
        """Take up a file, which need not be there yet.

        chosen: the model that goes before the one that the file names.

        Raises:
            UsageProblem: a file of another kind, or a name for one.

        """
        self.name = name
        self._choice = ModelChoice(chosen)
        self.tree: dict[str, Any] = {}
        self.told: list[Problem] = []
        self._kinds: Mapping[str, Kind] = {}
        self._earlier: dict[str, list[str]] = {}
        self._written_as: Mapping[str | None, str] = {}
        self._by_hand: dict[tuple[str, ...], Value] = {}
        kind = format_by_name(name)
        if kind is InputFormat.XLSX:
            raise misused("ask-in-workbook", name=name, other=shlex.quote(_as_yaml(name)))
        if name == "-" or kind not in {InputFormat.YAML, None}:
            raise misused("ask-in-other-format", name=name)
        if kind is None and not self.is_there:
            raise misused("not-a-name-for-answers", name=name, other=_as_yaml(name))

    @property
    def is_there(self) -> bool:
        """Whether the file exists, or something else does by its name."""
        return os.path.exists(self.name)  # noqa: PTH110 - also for what cannot be a name

    def read(self) -> Assessment:
        """What the file holds now.

        Raises:
            InvalidInputError: with everything that is wrong with it, or because it cannot be
                filled in without changing something else.

        """
        return self._read()[0]

    def _read(self) -> tuple[Assessment, str, bytes]:
        """What the file holds now, as text and as bytes too."""
        data = read_bytes(self.name)
        text = decode(data, self.name)
        if text.lstrip().startswith("{"):
            raise refused(self.name, "not-yaml", name=self.name)
        document = read_yaml(text, self.name)
        assessment = assessment_in(document, self._choice)
        assert isinstance(document.tree, dict)
        self.tree = _by_present_names(document.tree, assessment)
        found = [*questions_are_of_now(assessment, document.tree)]
        self.told = [*document.place(found)] if found else []
        self._kinds, became = assessment.model.kinds, assessment.model.became
        self._earlier = {asked: [] for asked in self._kinds}
        for old, now in became.items():
            if now is not None:
                self._earlier[now].append(old)
        self._written_as = {became[old]: old for old in assessment.earlier}
        return assessment, text, data

    def entries(self) -> dict[str, Entry]:
        """What stands at every question that was read."""
        answers = self.tree.get("answers")
        found = answers if isinstance(answers, dict) else {}
        return {name: Entry.from_tree(tree, self._kinds[name]) for name, tree in found.items()}

    def check_replaceable(self) -> None:
        """Find out beforehand whether anything can be saved.

        Raises:
            UsageProblem: the file may not be replaced.

        """
        with explained(self.name):
            check_writable(self.name, Path(self.name), Path(self.name).stat())

    def begin(self, blank: Blank) -> None:
        """Make the file, in the form in which ``init`` makes one.

        Raises:
            UsageProblem: it is there already, or cannot be made.

        """
        from gemeente_online.rendering.forms.blank import blank_yaml

        if self.is_there:
            raise misused("there-after-all", name=self.name)
        with undisturbed(), Sink(self.name) as sink:
            sink.write(blank_yaml(blank, name=shlex.quote(self.name)))
        self.read()

    def save(self, path: tuple[str, ...], value: Value) -> None:
        """Have a value at a path in the file, or keep in mind that somebody has to type it.

        path: of a question, below ``answers``, or of something about the assessment.

        Raises:
            NotSavedError: see there.

        """
        names = [name for asked, earlier in self._earlier.items() for name in (*earlier, asked)]
        order = _ORDERS.get(path[:-1], tuple(names))
        earlier = self._earlier.get(path[-1], []) if path[0] == "answers" else []
        with undisturbed():
            text, data = self._read_again()
            self._by_hand.pop(path, None)
            try:
                self._replace(revised(text, path, value, order, earlier), data)
            except CannotReviseError:
                self._by_hand[path] = value
                by_hand = self._line_to_type(path, value)
                raise ByHandError(
                    wrong("not-saved/fit", name=self.name, by_hand=by_hand).message
                ) from None

    def to_type(self) -> list[str]:
        """What somebody still has to type in the file, and where, since it could not be saved."""
        return [
            self._line_to_type(path, value)
            for path, value in self._by_hand.items()
            if not holds(self.tree, path, value)
        ]

    def _line_to_type(self, path: tuple[str, ...], value: Value) -> str:
        """Where a value belongs, and below that the line for it, so that it can be copied."""
        if path[0] != "answers":
            return f":\n{written('.'.join(path), value)}"
        old = self._written_as.get(path[1])
        instead = f" in de plaats van wat bij {old} staat" if old is not None else ""
        return f", onder answers{instead}:\n{written(path[1], value)}"

    def _read_again(self) -> tuple[str, bytes]:
        """The text as it stands now; somebody may have changed it with an editor meanwhile."""
        try:
            _, text, data = self._read()
        except InvalidInputError as error:
            from gemeente_online.rendering.problems import render_problems

            problems = render_problems(error.problems)
            raise _not_saved("not-saved/changed", name=self.name, problems=problems) from None
        return text, data

    def _replace(self, text: str, data: bytes) -> None:
        encoding, mark = encoding_of(data)
        text = mark.decode(encoding) + text
        new = text.encode(encoding)
        if new == data:
            return
        try:
            with Sink(self.name, revises=True, encoding=encoding) as sink:
                sink.write(text)
        except UsageProblem as error:
            raise _not_saved("not-saved", why=error.message) from None


def _by_present_names(tree: dict[str, Any], assessment: Assessment) -> dict[str, Any]:
    """What a file holds, without the questions that are no longer asked."""
    answers, became = tree.get("answers"), assessment.model.became
    if not isinstance(answers, dict) or became.keys().isdisjoint(answers):
        return tree
    found = {asked: given for asked, given in answers.items() if asked not in became}
    for old in assessment.earlier:
        now = became[old]
        if now is not None:
            found[now] = {**_parts(found.get(now, "")), **_parts(answers[old])}
    return tree | {"answers": found}


def _parts(given: Any) -> dict[str, Any]:
    """What is filled in of an answer and of what stands beside it."""
    parts = given if isinstance(given, dict) else {"answer": given}
    return {key: part for key, part in parts.items() if part}


def _as_yaml(name: str) -> str:
    return str(Path(name).with_suffix(".yaml")) if Path(name).name else "a.yaml"


def _not_saved(key: str, /, **values: object) -> NotSavedError:
    """That and why a change did not reach the file; see ``problem.broken``."""
    return NotSavedError(wrong(key, **values).message)
