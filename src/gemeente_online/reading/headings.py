"""What stands above the columns of a table: where each belongs, and what people call it instead."""

from collections.abc import Collection, Iterable, Mapping

from gemeente_online.assessment.workbook_keys import EVIDENCE, NOTE
from gemeente_online.model.file import Model
from gemeente_online.model.rules import CSV_COLUMNS
from gemeente_online.problem import Finding, Path, broken
from gemeente_online.suggestions import MOST_SUGGESTIONS, Guesses, Meant

PATHS: dict[str, tuple[str, ...]] = {name: (name,) for name in CSV_COLUMNS} | {
    "municipality": ("municipality", "name"),
    "code": ("municipality", "code"),
    "inhabitants": ("municipality", "inhabitants"),
    "province": ("municipality", "province"),
    "group": ("municipality", "group"),
}
"""Where in an answers file stands what has a column of its own; other columns are questions."""

BESIDE = (NOTE, EVIDENCE)
"""What may stand beside an answer, in a column of its own: ``klantvragen.note``."""

AMBITION = "ambition"
"""What may be said of an axis, in a column of its own: ``interactie.ambition``."""

_USUAL = {
    # what people and public tables call each column, letters and digits alone
    "municipality": "gemeente gemeentenaam naamgemeente naam name statnaam regionaam gmnaam",
    "code": "gmcode gemeentecode codegemeente cbscode statcode regiocode gemcode",
    "inhabitants": "inwoners inwoneraantal inwonertal aantalinwoners bevolking population",
    "province": "provincie provincienaam naamprovincie prov pvnaam",
    "group": "groep gemeentegroep regio",
    "date": "datum peildatum meetdatum invuldatum datummeting",
    "respondent": "invuller ingevulddoor respondentnaam",
    "ambition": "ambitie ambitiefase streeffase doelfase",
    "model": "groeimodel",
}
_MEANT = {word: ours for ours, words in _USUAL.items() for word in (ours, *words.split())}


def path_of_heading(name: str) -> Path:
    """Where what is in a column of this name stands in an answers file."""
    if name in PATHS:
        return PATHS[name]
    axis, _, last = name.rpartition(".")
    return (AMBITION, axis) if axis and last == AMBITION else ("answers", *name.split("."))


def known_headings(model: Model) -> dict[str, Path]:
    """Every column that may be there, and where in an answers file stands what is in it."""
    questions = [*model.questions]
    beside = [f"{question}.{kind}" for question in questions for kind in BESIDE]
    aims = [f"{axis.id}.{AMBITION}" for axis in model.axes]
    return {name: path_of_heading(name) for name in (*CSV_COLUMNS, *questions, *beside, *aims)}


def missing_column(name: str, headings: Iterable[str]) -> Finding:
    """That a column is not there; perhaps it is, in other words."""
    other = next((ours for ours in headings if usual_name(ours) == name), None)
    if other is None:
        return broken((), "column-missing", name=name)
    return broken((), "column-missing/other-name", name=name, other=other)


def unknown_columns(position: Mapping[str, int], model: Model) -> list[Finding]:
    """The columns that none may be, with what each may be meant as.

    position: where each stands, by its name.
    """
    known = known_headings(model)
    possible = [*CSV_COLUMNS, *model.questions]
    with Guesses(MOST_SUGGESTIONS):
        return [
            _unknown(at, name, usual_name(name), position, possible)
            for name, at in position.items()
            if name not in known
        ]


def _unknown(
    at: int, name: str, usual: str | None, there: Collection[str], possible: list[str]
) -> Finding:
    if usual is not None and usual not in there:
        return broken((at,), "unknown-column/other-name", name=name, usual=usual)
    return broken((at,), "unknown-column", name=name, meant=_meant(name, possible))


def usual_name(heading: str) -> str | None:
    """The name of the column that people mean by a heading such as ``GM_CODE``."""
    return _MEANT.get("".join(filter(str.isalnum, heading.casefold())))


def _meant(name: str, known: list[str]) -> Meant:
    """What a strange column may be meant as; beside an answer stand two things only."""
    question, dot, kind = name.partition(".")
    if dot and question in known and question not in CSV_COLUMNS:
        return Meant(kind, [f"{question}.{beside}" for beside in BESIDE])
    return Meant(name, known)
