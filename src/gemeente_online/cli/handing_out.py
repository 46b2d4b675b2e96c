"""Forms together in a folder: one for each respondent by name, or for each municipality."""

import shlex
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from gemeente_online.assessment.municipality import is_unnamed
from gemeente_online.cli.blanks import form_of, schema_to_write, seen_from
from gemeente_online.cli.dutch import misused
from gemeente_online.cli.folder import Folder, file_names, names_for_respondents
from gemeente_online.cli.output import tell
from gemeente_online.cli.sink import Sink, explained, place_of
from gemeente_online.model.parts import Subject
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import FormFormat
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.wording import folded_name, listing_of_first, shortened, thousands

_MOST_NAMED = 10
_ALL_IN_ONE = "formulieren.csv"


def respondents_in(typed: str) -> list[str]:
    """Who get a form, in order.

    typed: their names, with commas between them.

    Raises:
        UsageProblem: a name is empty, or stands there twice; capitals and spaces play no part.

    """
    respondents = [name.strip() for name in typed.split(",")]
    if not all(respondents):
        raise misused("respondent-without-name")
    folded = [folded_name(name) for name in respondents]
    for at, name in enumerate(respondents):
        if folded[at] in folded[:at]:
            raise misused("respondent-twice", name=name)
    return respondents


def forms_of_respondents(
    blanks: Sequence[Blank], respondents: Sequence[str], form: FormFormat
) -> dict[str, list[Blank]]:
    """What stands in the form of each of them, by the names of the files, in order.

    blanks: what they have in common.
    """
    names = names_for_respondents(respondents, f".{form}")
    return {
        name: [blank._replace(respondent=respondent) for blank in blanks]
        for name, respondent in zip(names, respondents, strict=True)
    }


def forms_of_municipalities(blanks: Sequence[Blank], form: FormFormat) -> dict[str, list[Blank]]:
    """The form of each of them, by the names of the files; as CSV a row for each in one file."""
    if form is FormFormat.CSV:
        return {_ALL_IN_ONE: [*blanks]}
    names = file_names([one.municipality for one in blanks], f".{form}", blanks[0].model.subject)
    return {name: [blank] for name, blank in zip(names, blanks, strict=True)}


def hand_out(
    forms: Mapping[str, Sequence[Blank]],
    form: FormFormat,
    folder: str,
    *,
    schema: str | None,
    force: bool,
    refusal: str,
) -> None:
    """Write forms in a folder, which appear together or not at all.

    forms: what stands in each, by its name. schema: the path, as typed, of the one that they all
        refer to. refusal: see ``Folder``.

    Raises:
        UsageProblem: a file is there already, cannot be made, or would stand in the way.
        InvalidInputError: an extra that makes the forms is not installed.

    """
    first, model = next((name, blanks[0].model) for name, blanks in forms.items())
    reference = None if schema is None else seen_from(str(Path(folder, first)), schema)
    text = None if schema is None else schema_to_write(schema, model)
    in_folder: dict[str, str] = {}
    with ExitStack() as stack:
        if schema is not None and text is not None:
            if _stands_in(folder, schema):
                in_folder[Path(schema).name] = text
            else:
                stack.enter_context(Sink(schema, force=force)).write(text)
        together = [*forms, *in_folder]
        target = stack.enter_context(Folder(folder, together, force=force, refusal=refusal))
        for name, blanks in forms.items():
            target.write(name, form_of(blanks, form, schema=reference, name=name))
        for name, content in in_folder.items():
            target.write(name, content)


def _stands_in(folder: str, path: str) -> bool:
    """Whether a file stands in a folder, which need not be there yet, and not deeper."""
    with explained(path):
        return place_of(path)[0].parent == place_of(folder)[0]


def tell_handed_out(
    forms: Mapping[str, Sequence[Blank]],
    respondents: Sequence[str],
    form: FormFormat,
    folder: str,
) -> None:
    """Say which forms stand ready for respondents, and what to do with them."""
    _tell_ready([*map(_told, forms, respondents)], folder)
    every = [blank for blanks in forms.values() for blank in blanks]
    if any(is_unnamed(blank.municipality.name, blank.model) for blank in every):
        tell(
            f"De naam van {clean(_subject(forms).the)} staat er nog niet in. Laat ieder dezelfde "
            "invullen, of begin opnieuw met --name erbij.\n"
        )
    _tell_what_next("Geef ieder het eigen formulier, en zet", "consensus", form, folder)
    _tell_of_ask(next(iter(forms)), form, folder)


def tell_made(forms: Mapping[str, Sequence[Blank]], form: FormFormat, folder: str) -> None:
    """Say which forms of municipalities stand ready, and what to do with them."""
    names = [*forms]
    if form is FormFormat.CSV:
        (rows,) = forms.values()
        names = [f"{name} (rijen: {thousands(len(rows))})" for name in forms]
    elif len(names) > 1:
        tell(f"{thousands(len(names))} formulieren, voor {clean(_subject(forms).every)} een.\n")
    _tell_ready(names, folder)
    _tell_what_next("Zet", "score", form, folder)
    _tell_of_ask(next(iter(forms)), form, folder)


def _subject(forms: Mapping[str, Sequence[Blank]]) -> Subject:
    return next(blanks[0].model.subject for blanks in forms.values())


def _tell_ready(names: Sequence[str], folder: str) -> None:
    verb = "staat" if len(names) == 1 else "staan"
    ready = listing_of_first(names, _MOST_NAMED)
    tell(f"In {shlex.quote(folder)} {verb} klaar om in te vullen: {ready}.\n")


def _tell_what_next(first: str, command: str, form: FormFormat, folder: str) -> None:
    named = shlex.quote(folder)
    back = f"terug in {named} wat is ingevuld"
    if form is FormFormat.HTML:
        back = f"in {named} wat daarmee als bestand (.json) is bewaard"
    tell(f"{first} {back}. Daarna: gemeente-online {command} {named}\n")


def _tell_of_ask(first: str, form: FormFormat, folder: str) -> None:
    if form is FormFormat.YAML:
        path = shlex.quote(str(Path(folder, first)))
        tell(f"Invullen kan in een editor, of vraag voor vraag: gemeente-online ask {path}\n")


def _told(name: str, respondent: str) -> str:
    """A file, with whose it is where its name does not say so."""
    if Path(name).stem == respondent.casefold():
        return name
    return f"{name} ({clean(shortened(respondent))})"
