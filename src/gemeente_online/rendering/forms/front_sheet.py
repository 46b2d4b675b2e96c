"""The front sheet of a workbook to fill in: how to go about it, who, when, and how far one is."""

from collections.abc import Iterator, Sequence

from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gemeente_online.assessment.workbook_keys import (
    ABOUT,
    AMBITION,
    ANSWER,
    KEY,
    NO_KEY,
)
from gemeente_online.model.levels import phase_texts
from gemeente_online.rendering.forms.blank import (
    IN_A_FIELD,
    Blank,
    how_to_choose,
    where_evidence_goes,
)
from gemeente_online.rendering.forms.cells import (
    FIELD,
    FIXED,
    HEADING,
    LABEL,
    SMALL,
    TITLE,
    Lists,
    add_rule,
    fit_row,
    put,
    set_up,
)
from gemeente_online.rendering.words import code_words, group_example, long_date, when_left_open
from gemeente_online.wording import capitalised

_FIELD_HEIGHT = 21
"""Of a row with a field on the front sheet, in points."""


def write_front(sheet: Worksheet, blank: Blank, lists: Lists, counts: Sequence[str]) -> None:
    """Write everything; the counts are formulas, an axis each, without their ``=``."""
    model = blank.model
    widths = {"A": 31, "B": 29, "C": 48, "D": 12}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    for column, name in ((2, ANSWER), (4, KEY)):
        put(sheet, 1, column, name, SMALL)
    put(sheet, 2, 1, model.title, TITLE)
    row = 3
    for place, step in enumerate(_instructions(blank), 1):
        put(sheet, row, 1, f"{place}. {step}", LABEL)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        fit_row(sheet, row, [(step, 100)])
        row += 1
    row += 1
    for key, label, value, told in _about(blank):
        put(sheet, row, 1, label, HEADING)
        fixed = key in {"model", "model_version"}
        cell = put(sheet, row, 2, value, FIXED if fixed else FIELD)
        put(sheet, row, 3, told, SMALL)
        put(sheet, row, 4, key, SMALL)
        texts = zip([label, value, told], widths.values(), strict=False)
        fit_row(sheet, row, texts, least=_FIELD_HEIGHT)
        _check_about(sheet, cell, key, blank, lists)
        row += 1
    row += 1
    put(sheet, row, 1, "Ingevuld", HEADING)
    for domain, held in model.by_domain([*zip(model.axes, counts, strict=True)]):
        if domain is not None:
            row += 1
            put(sheet, row, 1, domain.name, LABEL)
            put(sheet, row, 4, NO_KEY, SMALL)
        for axis, count in held:
            row += 1
            put(sheet, row, 1, axis.name, FIXED)
            cell = put(sheet, row, 2, None, FIXED)
            put(sheet, row, 4, NO_KEY, SMALL)
            cell.value = f'={count}&" van de {len(axis.questions)} vragen"'
    row += 2
    put(sheet, row, 1, "De fasen van dit groeimodel", HEADING)
    for phase in model.phases:
        row += 1
        put(sheet, row, 1, phase_texts(model)[str(phase.number)], LABEL)
        put(sheet, row, 2, phase.description, LABEL)
        put(sheet, row, 4, NO_KEY, SMALL)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
        fit_row(sheet, row, [(phase.description, 72)])
    set_up(sheet, model.title, portrait=True)
    sheet.sheet_view.showGridLines = False


def _instructions(blank: Blank) -> Iterator[str]:
    subject = blank.model.subject
    hint = f" {how_to_choose(blank.model.kinds.values())}".rstrip()
    wanted = where_evidence_goes(blank.model.kinds.values(), IN_A_FIELD)
    remarks = "Een toelichting mag ook." if wanted else "Een toelichting of bewijs mag ook."
    unknown = "Weet u het niet"
    if blank.beside:
        yield (
            f"Dit formulier is voor het overleg. Kijk eerst of hieronder de naam van {subject.the} "
            "klopt, en of de datum die van het overleg is."
        )
        yield (
            "Op de bladen hierna staat links van elke gele cel wat de invullers ieder voor zich "
            "antwoordden, met de letter van het antwoord; een – betekent niet beantwoord. Is dat "
            "bij iedereen hetzelfde, dan is het al ingevuld. Bespreek de open vragen, en vul in "
            f"wat het wordt.{hint}"
        )
        remarks = (
            "Wat de invullers aan toelichting en bewijs gaven, staat er met hun naam bij; u mag "
            "het veranderen."
        )
        unknown = "Weet niemand het"
    else:
        yield f"Kijk eerst of hieronder de naam van {subject.the} en de datum kloppen."
    if not blank.beside and blank.previous is None:
        yield (
            "Vul dan op de bladen hierna bij elke vraag de gele cel in; meestal kiest u uit een "
            f"lijst.{hint}"
        )
    elif not blank.beside:
        yield (
            "De antwoorden van de vorige meting zijn op de bladen hierna al ingevuld. Loop ze na, "
            f"en kies een ander antwoord waar dat nu beter klopt.{hint}"
        )
    yield f"{unknown}, laat de cel dan leeg: de vraag {when_left_open(blank.model)}."
    yield f"{wanted} Die cel is oranje zolang er niets staat. {remarks}" if wanted else remarks
    yield (
        "Sla het bestand op, ook als u nog niet klaar bent. Voor de coördinator: de uitkomst tot "
        "nu toe bekijkt u met: gemeente-online score BESTAND.xlsx"
    )
    yield "De witte cellen zijn beveiligd, zonder wachtwoord: de vragen blijven zo gelijk."


def _about(blank: Blank) -> Iterator[tuple[str, str, object, str]]:
    """Key, label, value and explanation of every row."""
    model, place, previous = blank.model, blank.municipality, blank.previous
    subject, code = model.subject, code_words(model)
    optional = "niet verplicht"
    earlier = None if blank.beside else previous
    before = f"; de vorige meting was op {long_date(earlier.date)}" if earlier else ""
    before_that = earlier.respondent if earlier and blank.respondent is None else None
    who = f"; de vorige keer: {before_that}" if before_that else ""
    aims = dict(previous.ambition) if previous else {}
    shared = previous.shared_ambition if previous else None
    texts = phase_texts(model)
    overall = None if shared is None else texts[str(shared)]
    rows: tuple[tuple[str, object, str], ...] = (
        ("Groeimodel", blank.model_name, "staat vast"),
        ("Versie van het groeimodel", model.version, "staat vast"),
        (capitalised(subject.one), place.name, "verplicht"),
        (capitalised(code.name), place.code, f"{optional}; {code.shape}, zoals {code.example}"),
        (f"Aantal {subject.people}", place.inhabitants, f"{optional}; met alleen cijfers"),
        ("Provincie", place.province, optional),
        ("Groep", place.group, f"{optional}; om in te vergelijken, zoals {group_example(model)}"),
        ("Datum van deze meting", blank.date, f"verplicht; dag-maand-jaar{before}"),
        ("Ingevuld door", blank.respondent, f"{optional}{who}"),
        ("Ambitie", overall, f"{optional}; de fase waar {subject.the} naartoe wil"),
    )
    for key, (label, value, told) in zip(ABOUT, rows, strict=True):
        yield key, label, value, told
    for axis in model.axes:
        aim = None if shared is not None or axis.id not in aims else texts[str(aims[axis.id])]
        told = f"{optional}; alleen als die anders is dan hierboven"
        yield f"{AMBITION}.{axis.id}", f"Ambitie: {axis.name}", aim, told


def _check_about(sheet: Worksheet, cell: Cell, key: str, blank: Blank, lists: Lists) -> None:
    at = cell.coordinate
    match key.partition(".")[0]:
        case "code" if blank.model.is_of_municipalities:
            rule = DataValidation(
                type="custom",
                formula1=f'OR(LEN({at})=6,LEFT({at},2)<>"GM",ISERROR(VALUE(MID({at},3,1))))',
                error="Een CBS-code is GM en vier cijfers, bijvoorbeeld GM0344.",
            )
        case "inhabitants":
            cell.number_format = "#,##0"
            rule = DataValidation(
                type="whole",
                operator="greaterThan",
                formula1="0",
                error=f"Vul het aantal {blank.model.subject.people} in met alleen cijfers.",
            )
        case "date":
            cell.number_format = "d-m-yyyy"
            rule = DataValidation(
                type="date",
                operator="between",
                formula1="32874",  # 1990, in days since 1900
                formula2="73415",  # 2100
                error="Schrijf een datum als dag-maand-jaar, bijvoorbeeld 1-10-2026.",
            )
        case "ambition":
            rule = DataValidation(
                type="list",
                formula1=lists.range_of([*phase_texts(blank.model).values()]),
                error="Kies een fase uit de lijst, of maak de cel leeg.",
            )
        case _:
            return
    add_rule(sheet, rule, at)
