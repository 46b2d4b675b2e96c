"""Which model each input is held against: the one that was chosen, or the one that it names."""

from functools import lru_cache
from pathlib import Path

from gemeente_online.model.file import Model
from gemeente_online.problem import Finding, FindingsError, InvalidInputError, Problem, broken
from gemeente_online.reading.files import STDIN
from gemeente_online.reading.models import DEFAULT_MODEL, is_model_id, load_model
from gemeente_online.suggestions import Guesses

_REMEMBERED = 64
"""Models that are kept: every row of a file may name another, and few will."""


class ModelChoice:
    """Loads a model once, and remembers what was wrong with it."""

    def __init__(self, chosen: Model | None) -> None:
        """Start with the model that goes before all others, if there is one."""
        self._chosen = chosen
        self._loaded = lru_cache(maxsize=_REMEMBERED)(_loaded)

    def model_for(self, named: object, source: str) -> Model:
        """The model for answers that name one, or none.

        named: what stands at ``model``. source: the file, from whose folder a path starts.

        Raises:
            FindingsError: what is wrong, at the path ``model``.
            InvalidInputError: the model that comes with the program is broken.

        """
        if not isinstance(named, str) or not named:
            return self._chosen or self._load(DEFAULT_MODEL, Path())
        is_id = is_model_id(named)
        folder = Path() if is_id or source == STDIN else Path(source).parent
        if self._chosen is not None:
            if named != self._chosen.id:
                self._compare(named, folder, self._chosen)
            return self._chosen
        try:
            return self._load(named, folder)
        except InvalidInputError as error:
            raise FindingsError([_model_finding(named, error.problems)]) from None

    def _load(self, name: str, folder: Path) -> Model:
        found = self._loaded(name, folder)
        if isinstance(found, Model):
            return found
        raise InvalidInputError(found)

    def _compare(self, named: str, folder: Path, chosen: Model) -> None:
        """Refuse answers that were given to another model; a path that is not there may pass."""
        try:
            other = self._load(named, folder).id
        except InvalidInputError as error:
            if error.problems[0].code == "not-found":
                return
            other = named
        if other != chosen.id:
            raise FindingsError([broken(("model",), "other-model", other=other, chosen=chosen.id)])


def _loaded(name: str, folder: Path) -> Model | tuple[Problem, ...]:
    """A model, or what is wrong with it, which the next file is told even if this one is not."""
    try:
        with Guesses():
            return load_model(name, relative_to=folder)
    except InvalidInputError as error:
        return error.problems


def _model_finding(named: str, problems: tuple[Problem, ...]) -> Finding:
    """What is wrong with the model that an input names, told at that name."""
    first = problems[0]
    path = ("model",)
    if first.code == "unknown-model":
        return Finding(path, first.code, first.message, first.hint)
    if first.line is None and len(problems) == 1:
        return broken(
            path, "invalid-model/file", named=named, why=first.message, hint=first.hint
        )._replace(code=first.code)
    return broken(path, "invalid-model", named=named, file=first.source)
