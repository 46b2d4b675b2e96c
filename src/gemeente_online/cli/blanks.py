"""The forms that ``init`` and ``ask`` begin with: whose they are, and what is in them."""

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, assert_never

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.municipality import grouped, unnamed
from gemeente_online.assessment.tree import assess
from gemeente_online.assessment.writing import carry
from gemeente_online.cli.dutch import UsageProblem, misused
from gemeente_online.cli.output import in_one, tell
from gemeente_online.cli.pipeline import Inputs, chosen_model
from gemeente_online.cli.selecting import latest_of, named
from gemeente_online.model.file import Model
from gemeente_online.problem import FindingsError, InvalidInputError, Severity
from gemeente_online.reading.models import DEFAULT_MODEL, load_model, shipped_models
from gemeente_online.rendering.answers import in_listing
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import FormFormat
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.problems import render_problems
from gemeente_online.wording import listing, listing_of_first, quoted, thousands

_MOST_NAMED = 10

NAME: tuple[str, ...] = ("municipality", "name")
CODE: tuple[str, ...] = ("municipality", "code")
DATE: tuple[str, ...] = ("date",)
"""Where an answers file says whom it is about, and when."""

About: TypeAlias = Mapping[tuple[str, ...], str]
"""What is said above the answers, by where it stands, as it was typed."""


class Earlier(NamedTuple):
    """The earlier assessments that forms begin with, as what was typed chooses them.

    source: a file or folder. wanted, year: of which municipality, and of which year.
    ignore_columns: whether columns that are not known are let be.
    """

    source: str
    wanted: str | None
    year: int | None
    ignore_columns: bool


def blanks_for(
    about: About,
    model: str | None,
    earlier: Earlier | None,
    output: str | None,
    *,
    for_many: bool,
) -> list[Blank]:
    """A form for each municipality: for one, or for all of the earlier assessments.

    about, model, output: as they were typed.
    for_many: whether there may be forms for several municipalities.

    Raises:
        UsageProblem: the options do not go together, or with the earlier assessments.
        InvalidInputError: the model or an earlier file is wrong.

    """
    chosen = chosen_model(model)
    previous: list[Assessment] = []
    if earlier is not None:
        previous = _latest(_read(earlier, model))
        if not for_many and len(previous) > 1:
            count = len(previous)
            subject = previous[0].model.subject
            raise misused("several-forms", file=earlier.source, count=count, subject=subject)
        if chosen is None:
            chosen = previous[0].model
            if any(assessment.model != chosen for assessment in previous):
                raise misused("several-models/form", file=earlier.source)
            model = name_of_model(chosen)
        previous = _taken_over(previous, chosen)
    if chosen is None:
        chosen = load_model(DEFAULT_MODEL)
    if len(previous) > 1 and about.keys() & {NAME, CODE}:
        raise misused("name-of-several", subject=chosen.subject)
    told = _check(about, chosen)
    model_name = model_name_in(model, chosen, output)
    empty = Blank(chosen, model_name, told.date, told.municipality)
    return [_with(empty, one, about) for one in previous] or [empty]


def schema_to_write(path: str, model: Model) -> str | None:
    """The schema of the answers to a model; None where it stands there from an earlier form."""
    from gemeente_online.rendering.answers_schema import render_answers_schema

    text = render_answers_schema(model)
    try:
        is_there = Path(path).resolve().read_text(encoding="utf-8") == text
    except (OSError, ValueError, RuntimeError):  # a loop of links is a RuntimeError
        is_there = False
    return None if is_there else text


def form_of(
    blanks: Sequence[Blank],
    form: FormFormat,
    *,
    schema: str | None = None,
    name: str | None = None,
) -> str | bytes:
    """What stands in the file to fill in: text, or the bytes of a workbook.

    blanks: one, or with CSV a row for each.
    schema, name: where the file says that its schema and it itself are, as typed in a shell.

    Raises:
        InvalidInputError: an extra that makes it is not installed.

    """
    match form:
        case FormFormat.YAML:
            from gemeente_online.rendering.forms.blank import blank_yaml

            return blank_yaml(blanks[0], schema=schema, name=name)
        case FormFormat.CSV:
            from gemeente_online.rendering.forms.blank import blank_csv

            return "".join(blank_csv(blanks, blanks[0].model))
        case FormFormat.XLSX:
            from gemeente_online.reading.extras import needed

            with needed("excel", "het maken van een Excel-bestand"):
                from gemeente_online.rendering.forms.workbook import blank_workbook

            return blank_workbook(blanks[0])
        case FormFormat.HTML:
            from gemeente_online.reading.extras import needed

            with needed("report", "het maken van een webformulier"):
                from gemeente_online.rendering.forms.web import blank_page

            return blank_page(blanks[0])
        case _:
            assert_never(form)


def tell_ready(form: FormFormat, output: str) -> None:
    """Say that a form stands in a file, and what to do with it."""
    named = shlex.quote(output)
    if form is FormFormat.HTML:
        tell(
            f"{named} staat klaar om in te vullen: open het in een browser, en kies daar Bewaar "
            "als bestand. Daarna: gemeente-online score BESTAND.json\n"
        )
        return
    tell(f"{named} staat klaar om in te vullen. Daarna: gemeente-online score {named}\n")
    if form is FormFormat.YAML:
        tell(f"Invullen kan in een editor, of vraag voor vraag: gemeente-online ask {named}\n")


def _with(empty: Blank, previous: Assessment, about: About) -> Blank:
    """The form with what an earlier file says, apart from what the options say."""
    given, place = empty.municipality, previous.municipality
    name = given.name if NAME in about else place.name
    municipality = replace(place, name=name, code=given.code or place.code)
    return empty._replace(municipality=municipality, previous=previous)


def _read(earlier: Earlier, model: str | None) -> list[Assessment]:
    """The earlier assessments; those of another model than the chosen one come with their own."""
    inputs, found = _inputs(earlier, model)
    if any(problem.code == "other-model" for problem in inputs.problems):
        inputs, found = _inputs(earlier, None)
    wrong = [one for one in inputs.problems if one.severity is Severity.ERROR]
    if wrong:
        raise InvalidInputError(wrong)
    tell(render_problems(inputs.problems))
    if not found:
        raise misused("no-assessment", file=earlier.source)
    return found if earlier.wanted is None else named(found, earlier.wanted, lambda one: one)


def _inputs(earlier: Earlier, model: str | None) -> tuple[Inputs, list[Assessment]]:
    inputs = Inputs(
        [earlier.source],
        model,
        None,
        year=earlier.year,
        ignore_columns=earlier.ignore_columns,
        keep_problems=True,
    )
    with inputs.reading() as assessments:
        return inputs, list(assessments)


def _latest(found: Sequence[Assessment]) -> list[Assessment]:
    """The latest of each municipality; how many are older is told."""
    latest = [latest_of(group) for group in grouped(found, lambda one: one)]
    older = len(found) - len(latest)
    if older:
        are = "oudere meting is" if older == 1 else "oudere metingen zijn"
        tell(f"{thousands(older)} {are} niet overgenomen: de laatste telt.\n")
    return latest


def _taken_over(previous: Sequence[Assessment], model: Model) -> list[Assessment]:
    """The same held against a model; whose answers belonged to another, or were older, is told."""
    older = [one for one in previous if one.model == model and model.minors_ahead(one.version) < 0]
    if older:
        versions = listing(list(dict.fromkeys(one.version for one in older)))
        tell(
            f"{_whose(older)}: de antwoorden zijn van versie {clean(versions)} van het groeimodel, "
            f"en dit is versie {model.version}. Loop ze na: vragen kunnen anders zijn verwoord.\n"
        )
    carried = [carry(one, model) for one in previous if one.model != model]
    if not carried:
        return [*previous]
    others = [one for one in previous if one.model != model]
    theirs = listing(list(dict.fromkeys(quoted(one.model.id) for one in others)))
    tell(
        f"{_whose(others)}: de antwoorden horen bij groeimodel {theirs} en zijn overgenomen in "
        f"{quoted(model.id)}. Loop ze na.\n"
    )
    lost = [
        in_listing(one.model, question)
        for one, taken in zip(others, carried, strict=True)
        for question in taken.lost
    ]
    if lost:
        questions = listing(list(dict.fromkeys(lost)))
        tell(f"Niet overgenomen, want dit model kent het antwoord niet: {questions}.\n")
    taken_over = iter(carried)
    return [one if one.model == model else next(taken_over).assessment for one in previous]


def _whose(assessments: Sequence[Assessment]) -> str:
    """The names of the first, and how many more there are."""
    names = [one.municipality.name for one in assessments]
    return clean(listing_of_first(names, _MOST_NAMED))


def name_of_model(model: Model) -> str:
    """How to reach a model again: by its id, or by the path of its file."""
    comes_along = model.id in shipped_models() and load_model(model.id) == model
    return model.id if comes_along else model.path


def model_name_in(model: str | None, loaded: Model, output: str | None) -> str:
    """How the answers file names its model: by id, or by a path from where it will stand."""
    if model is None or (model in shipped_models() and not Path(model).is_file()):
        return loaded.id
    return seen_from(output, model)


def seen_from(output: str | None, path: str) -> str:
    """A path from the folder of the output, with a mark that makes clear that it is a path."""
    folder = Path() if output is None else Path(output).parent
    try:
        seen = Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return Path(path).resolve().as_posix()
    return seen if "." in seen or "/" in seen else f"./{seen}"


def _check(about: About, model: Model) -> Assessment:
    """The options as they will be read back from the file."""
    try:
        return checked(about, model)
    except FindingsError as error:
        finding = error.findings[0]
        option = finding.path[-1]  # each has the name of the key that it gives
        raise UsageProblem(in_one(f"--{option}: {finding.message}", finding.hint)) from None


def checked(about: About, model: Model) -> Assessment:
    """What is said above the answers, as it will be read back from a file.

    Raises:
        FindingsError: an answers file could not have it.

    """
    tree: dict[str, Any] = {
        "municipality": {"name": unnamed(model)},
        "date": date.today().isoformat(),
        "answers": {},
    }
    for (*above, key), value in about.items():
        (tree[above[0]] if above else tree)[key] = value
    return assess(tree, model)
