"""Asks for what stands above the answers: which municipality, when, by whom, and its ambition."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from gemeente_online.assessment.dates import parse_date
from gemeente_online.assessment.municipality import is_unnamed
from gemeente_online.assessment.spelling import PROVINCES
from gemeente_online.cli.blanks import CODE, DATE, NAME, checked
from gemeente_online.cli.filling import NotSavedError
from gemeente_online.cli.terminal import Terminal
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_for
from gemeente_online.problem import FindingsError, Wrong, wrong
from gemeente_online.questionnaire.replies import COMMAND_MARK, COMMANDS, Command
from gemeente_online.questionnaire.typed_answer import typed
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.document import Document, Heading, Items, Paragraph
from gemeente_online.rendering.words import code_words, long_date
from gemeente_online.suggestions import Meant
from gemeente_online.wording import capitalised

_REMOVE = "-"
Path = tuple[str, ...]


class StopAsking(Exception):  # noqa: N818 - it is no error
    """Somebody typed that they want to stop."""


class _Field(NamedTuple):
    path: Path
    label: str
    example: str = ""
    required: bool = False
    tip: str = ""


_PROVINCE: Path = ("municipality", "province")
_AMBITION: Path = ("ambition",)
_CBS_TIP = "De CBS-code staat op cbs.nl, bij Gemeentelijke indeling; Enter = overslaan."


def _fields(model: Model) -> tuple[_Field, ...]:
    subject, code = model.subject, code_words(model)
    tip = _CBS_TIP if model.is_of_municipalities else ""
    return (
        _Field(NAME, f"Naam van {subject.the}", required=True),
        _Field(CODE, capitalised(code.name), code.example, tip=tip),
        _Field(("municipality", "inhabitants"), f"Aantal {subject.people}", "56000"),
        _Field(_PROVINCE, "Provincie"),
        _Field(("respondent",), "Wie de vragen beantwoordt", "Team communicatie"),
        _Field(DATE, "Datum van deze meting", required=True),
        _Field(_AMBITION, "Ambitie: de fase waar u naartoe wilt"),
    )


def ask_about(
    terminal: Terminal, model: Model, tree: Mapping[str, Any], save: Callable[[Path, str], None]
) -> None:
    """Ask for every field, and save each as soon as it is typed.

    tree: what is known already. save: has one value stand at a path, or raises NotSavedError; a
        name comes before all.

    Raises:
        StopAsking: the rest is for another time.

    """
    fields = _fields(model)
    known = {field.path: _at(tree, field.path) for field in fields}
    enter = "Met Enter slaat u iets over."
    if is_unnamed(known[NAME], model):
        known[NAME] = ""
    elif known[NAME]:
        enter = f"Met Enter laat u iets zoals het is; {_REMOVE} haalt het weg."
    how = f"{enter} {Command.BACK} = terug naar het vorige, {Command.STOP} = stoppen."
    terminal.show(Document((Heading("Gegevens van deze meting"), Paragraph(how))))
    position = 0
    while position < len(fields):
        field = fields[position]
        line = _read(terminal, model, field, known[field.path])
        command = COMMANDS.get(line.casefold().removeprefix(COMMAND_MARK))
        if command is Command.STOP:
            raise StopAsking
        if command is Command.BACK:
            position = max(position - 1, 0)
            continue
        if command is Command.HELP:
            terminal.say(how)
            continue
        try:
            value = _value(model, field, line, known[field.path])
            if value != known[field.path]:
                save(field.path, value)
        except Wrong as found:
            hint = found.hint and found.hint.replace(", of laat dit leeg", "")  # Enter leaves it
            terminal.say(sentences(found.message, hint))
        except NotSavedError as error:
            terminal.say(str(error))
        else:
            doubt = _doubt(model, field, value) if value != known[field.path] else None
            known[field.path] = value
            if doubt is None:
                position += 1
            else:  # it is kept, and Enter leaves it
                terminal.say(sentences(doubt.message, doubt.hint))


def _read(terminal: Terminal, model: Model, field: _Field, known: str) -> str:
    if field.path == _AMBITION:
        labels = tuple(f"{phase.number}." for phase in model.phases)
        names = tuple(phase.name for phase in model.phases)
        terminal.show(Document((Paragraph(f"{field.label}:"), Items(names, labels=labels))))
        return typed(terminal.read(f"Fase{_beside(field, known)}: "))
    if field.tip and not known:
        terminal.say(field.tip)
    return typed(terminal.read(f"{clean(field.label)}{_beside(field, known)}: "))


def _beside(field: _Field, known: str) -> str:
    if field.path == DATE:
        known = long_date(parse_date(known)) if known else long_date(date.today())
    if known:
        return f" (Enter = {clean(known)})"
    return f" (zoals {field.example})" if field.example else ""


def _value(model: Model, field: _Field, line: str, known: str) -> str:
    """What comes to stand in the file; Wrong says why that is not possible."""
    value = line
    if not line:
        value = known
        if field.path == DATE and not known:
            value = date.today().isoformat()
    elif line == _REMOVE and not field.required:
        value = ""
    elif field.path == DATE:
        value = parse_date(line).isoformat()
    elif field.path == _AMBITION:
        value = str(phase_for(model, line))
    kept = _checked(model, field, value)
    return kept if line else value


def _doubt(model: Model, field: _Field, value: str) -> Wrong | None:
    """What was probably not meant, and may be: what is no province here may be one elsewhere."""
    if field.path != _PROVINCE or value in {"", *PROVINCES} or not model.is_of_municipalities:
        return None
    return wrong("no-province", value=value, meant=Meant(value, PROVINCES, len(PROVINCES)))


def _at(tree: Mapping[str, Any], path: Path) -> str:
    """What stands at a path, as one would type it; an ambition per axis as it is written."""
    value: Any = tree
    for key in path:
        value = value.get(key, "") if isinstance(value, Mapping) else ""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {part}" for key, part in value.items())
    return str(value)


def _checked(model: Model, field: _Field, value: str) -> str:
    """A value as it is kept; Wrong where it breaks a rule that the file is read by."""
    if field.required and not value:
        raise wrong("empty-field", label=field.label)
    if field.path == NAME and not any(map(str.isalnum, value)):
        raise wrong("no-name", value=value)
    if field.path == _AMBITION and ":" in value:
        return value  # per axis, as it stood in the file
    try:
        place = checked({field.path: value}, model).municipality
    except FindingsError as error:
        raise Wrong(error.findings[0]) from None
    kept = {CODE: place.code, _PROVINCE: place.province}
    return kept.get(field.path) or value


def sentences(message: str, hint: str | None) -> str:
    """What is wrong and what would be right, as sentences."""
    parts = [capitalised(part) for part in (message, hint) if part]
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts)
