"""What stands above the columns of a table: where each belongs, and what people call it instead."""

from collections.abc import Iterable, Mapping

from gemeente_online.assessment.workbook_keys import EVIDENCE, NOTE
from gemeente_online.model.file import Model
from gemeente_online.model.rules import CSV_COLUMNS
from gemeente_online.problem import Finding, Path, broken
from gemeente_online.suggestions import MOST_SUGGESTIONS, Guesses, Meant, nearest, possible_hint
from gemeente_online.wording import listing_of_first, quoted

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

_MOST_NAMED = 10
"""Columns that are named, of those that are not known."""

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
    questions = [*model.questions, *model.became]
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
    """The columns that none may be, with what each may be meant as; the others in one.

    position: where each stands, by its name.
    """
    known = known_headings(model)
    possible = [*CSV_COLUMNS, *model.questions]
    readable = [*possible, *model.earlier]
    found: list[Finding] = []
    others: list[tuple[int, str]] = []
    with Guesses(MOST_SUGGESTIONS):
        for name, at in sorted(position.items(), key=lambda one: one[1]):
            usual = usual_name(name)
            if name in known:
                continue
            if usual is not None and usual not in position:
                key = "unknown-column/other-name"
                found.append(broken((at,), key, name=name, usual=usual))
            elif "." in name or nearest(name, readable):
                meant = _meant(name, readable, possible)
                found.append(broken((at,), "unknown-column", name=name, meant=meant))
            else:
                others.append((at, name))
        if len(others) == 1:
            ((at, name),) = others
            meant = _meant(name, readable, possible)
            found.append(broken((at,), "unknown-column", name=name, meant=meant))
        elif others:
            names = listing_of_first([quoted(name) for _, name in others], _MOST_NAMED)
            hint = possible_hint(possible)
            key = "unknown-column/several"
            found.append(broken((others[0][0],), key, names=names, possible=hint))
    return found


def usual_name(heading: str) -> str | None:
    """The name of the column that people mean by a heading such as ``GM_CODE``."""
    return _MEANT.get("".join(filter(str.isalnum, heading.casefold())))


def _meant(name: str, known: list[str], named: list[str]) -> Meant:
    """What a strange column may be meant as; beside an answer stand two things only.

    known: with the ids of earlier versions; named: without, for people begin with those of now.
    """
    question, dot, kind = name.partition(".")
    if dot and question in known and question not in CSV_COLUMNS:
        return Meant(kind, [f"{question}.{beside}" for beside in BESIDE])
    return Meant(name, known, named=named)
