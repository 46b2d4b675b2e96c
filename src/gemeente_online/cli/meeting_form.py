"""The form for a meeting, in a file beside what ``consensus`` shows."""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from gemeente_online.analysis.consensus import Consensus
from gemeente_online.cli.blanks import form_of, model_name_in, name_of_model, tell_ready
from gemeente_online.cli.dutch import UsageProblem, misused
from gemeente_online.cli.options import format_of
from gemeente_online.cli.sink import Sink, explained, place_of, quoted_path
from gemeente_online.reading.files import STDIN
from gemeente_online.rendering.formats import FormFormat
from gemeente_online.rendering.forms.meeting import meeting_blank

_FORMS = (FormFormat.YAML, FormFormat.XLSX, FormFormat.HTML)
"""A row of CSV has no place for what everybody answered."""


class MeetingForm:
    """Where the form for the meeting goes, and as what."""

    def __init__(self, path: str, inputs: Sequence[str], *, force: bool) -> None:
        """Take what was typed. path: of the form. inputs: what the answers are read from.

        Raises:
            UsageProblem: its name stands for something else, or it would stand in a folder of
                which all files are taken for what respondents answered.

        """
        self._path, self._inputs, self._force = path, inputs, force
        try:
            self._form = format_of(None, path, _FORMS)
        except UsageProblem:
            raise misused("not-a-form", name=Path(path).name) from None
        with explained(path):
            target, _ = place_of(path)
        for name in inputs:
            if (
                name != STDIN
                and Path(name).is_dir()
                and target.is_relative_to(Path(name).resolve())
            ):
                raise misused("form-in-folder", folder=quoted_path(name))

    @contextmanager
    def written(self, consensus: Consensus, model: str | None) -> Iterator[None]:
        """Have it in its place once all else has gone well.

        model: as it was typed.

        Raises:
            UsageProblem: a file is there already, or cannot be made.
            InvalidInputError: an extra that makes it is not installed.

        """
        loaded = consensus.assessment.model
        named = model_name_in(model or name_of_model(loaded), loaded, self._path)
        blank = meeting_blank(consensus, named, date.today())
        with Sink(self._path, force=self._force, inputs=self._inputs) as sink:
            sink.put(form_of([blank], self._form, name=shlex.quote(self._path)))
            yield
        tell_ready(self._form, self._path)
