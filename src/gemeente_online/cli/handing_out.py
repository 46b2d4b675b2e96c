"""Forms for several respondents: one for each by name, together in a folder."""

import shlex
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from gemeente_online.assessment.municipality import UNNAMED
from gemeente_online.cli.blanks import form_of, schema_to_write, seen_from
from gemeente_online.cli.dutch import misused
from gemeente_online.cli.folder import Folder, names_for_respondents
from gemeente_online.cli.output import tell
from gemeente_online.cli.sink import Sink, explained, place_of
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.formats import FormFormat
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.wording import folded_name, listing_of_first, shortened

_MOST_NAMED = 10


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


def hand_out(
    blanks: Sequence[Blank],
    respondents: Sequence[str],
    form: FormFormat,
    folder: str,
    *,
    schema: str | None,
    force: bool,
) -> list[str]:
    """Write a form for every respondent; returns their names in the folder.

    blanks: what they have in common. schema: the path, as typed, of the one they all refer to.

    Raises:
        UsageProblem: a file is there already, cannot be made, or would stand in the way.
        InvalidInputError: an extra that makes the forms is not installed.

    """
    names = names_for_respondents(respondents, f".{form}")
    reference = None if schema is None else seen_from(str(Path(folder, names[0])), schema)
    text = None if schema is None else schema_to_write(schema, blanks[0].model)
    in_folder: dict[str, str] = {}
    with ExitStack() as stack:
        if schema is not None and text is not None:
            if _stands_in(folder, schema):
                in_folder[Path(schema).name] = text
            else:
                stack.enter_context(Sink(schema, force=force)).write(text)
        refusal = "files-already-there/forms"
        together = [*names, *in_folder]
        target = stack.enter_context(Folder(folder, together, force=force, refusal=refusal))
        for name, respondent in zip(names, respondents, strict=True):
            own = [blank._replace(respondent=respondent) for blank in blanks]
            target.write(name, form_of(own, form, schema=reference, name=name))
        for name, content in in_folder.items():
            target.write(name, content)
    return names


def _stands_in(folder: str, path: str) -> bool:
    """Whether a file stands in a folder, which need not be there yet, and not deeper."""
    with explained(path):
        return place_of(path)[0].parent == place_of(folder)[0]


def tell_handed_out(
    blanks: Sequence[Blank],
    respondents: Sequence[str],
    names: Sequence[str],
    form: FormFormat,
    folder: str,
) -> None:
    """Say which forms stand ready, and what to do with them. names: as ``hand_out`` gave them."""
    ready = listing_of_first([*map(_told, names, respondents)], _MOST_NAMED)
    verb = "staat" if len(names) == 1 else "staan"
    named = shlex.quote(folder)
    tell(f"In {named} {verb} klaar om in te vullen: {ready}.\n")
    if any(blank.municipality.name == UNNAMED for blank in blanks):
        tell(
            "De naam van de gemeente staat er nog niet in. Laat ieder dezelfde invullen, of begin "
            "opnieuw met --name erbij.\n"
        )
    back = f"zet terug in {named} wat is ingevuld"
    if form is FormFormat.HTML:
        back = f"zet in {named} wat daarmee als bestand (.json) is bewaard"
    tell(f"Geef ieder het eigen formulier, en {back}. Daarna: gemeente-online consensus {named}\n")
    if form is FormFormat.YAML:
        first = shlex.quote(str(Path(folder, names[0])))
        tell(f"Invullen kan in een editor, of vraag voor vraag: gemeente-online ask {first}\n")


def _told(name: str, respondent: str) -> str:
    """A file, with whose it is where its name does not say so."""
    if Path(name).stem == respondent.casefold():
        return name
    return f"{name} ({clean(shortened(respondent))})"
