"""The assessments that ``explain``, ``grow`` and ``compare`` work on, out of the files."""

from collections.abc import Iterable
from typing import NamedTuple

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.municipality import is_named
from gemeente_online.cli.dutch import EXIT_USAGE, UsageProblem
from gemeente_online.cli.inputs import chosen
from gemeente_online.cli.log import ProblemLog
from gemeente_online.cli.output import tell
from gemeente_online.cli.progress import progress_over
from gemeente_online.problem import InvalidInputError, Problem, Wrong, quoted
from gemeente_online.reading.assessments import read_assessments
from gemeente_online.reading.formats import InputFormat
from gemeente_online.reading.rejected import Rejected
from gemeente_online.rendering.words import listing, long_date, where_is

_MOST_NAMES = 6


class Selected(NamedTuple):
    """What was read: the assessments that were asked for, and everything that was wrong."""

    assessments: tuple[Assessment, ...]
    problems: tuple[Problem, ...]

    def tell(self) -> None:
        """Tell what is wrong, on standard error."""
        log = ProblemLog()
        log.add(self.problems)
        log.close()

    @property
    def exit_code(self) -> int:
        """2 if an input was wrong, or nothing was left."""
        return EXIT_USAGE if self.problems or not self.assessments else 0


def select(
    files: list[str],
    *,
    model: str | None,
    input_format: InputFormat | None,
    wanted: str | None,
) -> Selected:
    """Every assessment in the files, or those of one municipality.

    wanted: its name or its code, whatever the capitals.

    Raises:
        UsageProblem: none is of the municipality that is wanted, though all files could be read.

    """
    found: list[Assessment] = []
    others: list[str] = []
    problems: list[Problem] = []
    try:
        options = chosen(model, input_format)
        with progress_over(files) as progress:
            for item in read_assessments(*files, progress=progress, **options):
                if isinstance(item, Rejected):
                    problems += item.problems
                elif wanted is None or is_named(item, wanted):
                    found.append(item)
                else:
                    others.append(item.municipality.name)
    except InvalidInputError as error:  # the model that was chosen
        problems += error.problems
    if wanted is not None and not found and not problems:
        raise UsageProblem(
            f"er is geen meting van {quoted(wanted)} (achter --for). Wel van: {_names(others)}"
        )
    return Selected(tuple(found), tuple(problems))


def the_one(selected: Selected, wanted: str | None) -> Assessment | None:
    """The one assessment that a command is about: the latest of one municipality.

    Raises:
        UsageProblem: there are several, and no municipality was chosen.

    """
    found = selected.assessments
    if not found:
        return None
    if len(found) > 1 and wanted is None:
        raise UsageProblem(
            f"hier staan {len(found)} metingen; kies een gemeente met --for: "
            f"{_names(one.municipality.name for one in found)}"
        )
    codes = {one.municipality.code for one in found} - {None}
    if len(codes) > 1:
        raise UsageProblem(
            f"er zijn {len(codes)} gemeenten met de naam {quoted(wanted)}; noem de code: "
            f"{', '.join(sorted(filter(None, codes)))}"
        )
    latest = max(found, key=lambda one: one.date)
    same = [where_is(one.source, one.row) for one in found if one.date == latest.date]
    if len(same) > 1:
        raise UsageProblem(
            f"van {quoted(wanted)} zijn er {len(same)} metingen van {long_date(latest.date)}: "
            f"{listing(same)}. Laat er één staan"
        )
    if len(found) > 1:
        tell(
            f"van {quoted(wanted)} zijn er {len(found)} metingen; dit is de laatste, van "
            f"{long_date(latest.date)}\n"
        )
    return latest


def problem_of(assessment: Assessment, wrong: Wrong) -> Problem:
    """Why something cannot be done with an assessment, as a problem of its file."""
    return Problem(
        source=assessment.source,
        line=assessment.row,
        code=wrong.code,
        message=wrong.message,
        hint=wrong.hint,
    )


def _names(names: Iterable[str]) -> str:
    different = list(dict.fromkeys(names))
    shown = ", ".join(different[:_MOST_NAMES])
    more = len(different) - _MOST_NAMES
    return f"{shown} en {more} andere" if more > 0 else shown
