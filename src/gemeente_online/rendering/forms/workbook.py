"""A form to fill in as an Excel workbook: a front sheet, one per axis, and a hidden one of lists.

What its cells mean to whoever reads it back is in ``form``. LibreOffice does not fit the height of
rows to their text when it opens a workbook, so that every row comes with a height of its own.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gemeente_online.assessment.file import Remark
from gemeente_online.assessment.workbook_keys import (
    ABOUT,
    AMBITION,
    ANSWER,
    EVIDENCE,
    KEY,
    NO_KEY,
    NOTE,
    lettered,
    option_key,
    phase_texts,
)
from gemeente_online.assessment.writing import words_of_answer
from gemeente_online.model.file import Axis, Question
from gemeente_online.model.numbers import plain_number
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.texts import NO, YES
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.forms.blank import Blank, how_to_choose
from gemeente_online.rendering.forms.cells import (
    ANSWERED,
    BOXED,
    EXPECTED,
    FIELD,
    FIXED,
    HEADING,
    INPUT,
    LABEL,
    SMALL,
    TITLE,
    Lists,
    add_rule,
    fit_row,
    highlight,
    make_last_line_small,
    put,
    saved,
    set_up,
    sheet_names,
)
from gemeente_online.rendering.words import long_date

_COLUMNS = (
    # the heading, the width in digits, and what reads it back
    ("Nr.", 5, ""),
    ("Vraag", 25, ""),
    ("Uitleg", 38, ""),
    ("Mogelijke antwoorden", 47, ""),
    ("Uw antwoord", 31, ANSWER),
    ("Toelichting", 24, NOTE),
    ("Bewijs", 20, EVIDENCE),
    ("", 12, KEY),
)
_ANSWER, _EVIDENCE, _KEY = 5, 7, 8  # which of them these are
_FIRST = 5  # the row of a sheet's first question

_FIELD_HEIGHT = 21
"""Of a row with a field on the front sheet, in points."""


def blank_workbook(blank: Blank) -> bytes:
    """The workbook's bytes, the same for the same form."""
    model = blank.model
    book = Workbook()
    cover = book.worksheets[0]
    front, *sheets, hidden = sheet_names(
        ["Voorblad", *(axis.name for axis in model.axes), "Lijsten"]
    )
    cover.title = front
    lists = Lists(hidden)
    number = 1
    counts = []
    for axis, name in zip(model.axes, sheets, strict=True):
        sheet = book.create_sheet(name)
        counts.append(_AxisSheet(sheet, blank, lists).write(axis, number))
        number += len(axis.questions)
    _write_front(cover, blank, lists, counts)
    lists.write(book.create_sheet(hidden))
    book.properties.creator = "gemeente-online"
    book.properties.title = clean(model.title)
    return saved(book)


class _AxisSheet:
    """Writes the sheet of one axis."""

    def __init__(self, sheet: Worksheet, blank: Blank, lists: Lists) -> None:
        self._sheet, self._blank, self._lists = sheet, blank, lists
        self._row = _FIRST

    def write(self, axis: Axis, number: int) -> str:
        """Write everything; the first question's number is given.

        Returns a formula, without its ``=``, that counts the questions that are filled in.
        """
        sheet = self._sheet
        for column, (heading, width, name) in enumerate(_COLUMNS, 1):
            cell = put(sheet, 1, column, name or None, SMALL)
            sheet.column_dimensions[cell.column_letter].width = width
            if heading:
                put(sheet, _FIRST - 1, column, heading, HEADING)
        put(sheet, _FIRST - 1, _KEY, NO_KEY, SMALL)
        put(sheet, 2, 1, axis.name, TITLE)
        put(sheet, 3, 1, axis.description, LABEL)
        sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=_EVIDENCE)
        fit_row(sheet, 3, [(axis.description, 170)])
        rows = [self._question(question, number + at) for at, question in enumerate(axis.questions)]
        set_up(sheet, f"{self._blank.model.title}: {axis.name}", title_row=_FIRST - 1)
        sheet.freeze_panes = f"C{_FIRST}"
        return self._count(rows)

    def _count(self, rows: Sequence[range]) -> str:
        """The formula that counts questions, given the rows of each."""
        name = self._sheet.title.replace("'", "''")
        letter = get_column_letter(_ANSWER)

        def filled(first: int, last: int) -> str:
            return f"COUNTA('{name}'!{letter}{first}:{letter}{last})"

        parts: list[str] = []
        for is_one_row, group in groupby(rows, key=lambda own: len(own) == 1):
            members = list(group)
            if is_one_row:
                parts.append(filled(members[0].start, members[-1].start))
            else:
                parts += [f"({filled(own.start, own.stop - 1)}>0)" for own in members]
        return "+".join(parts)

    def _question(self, question: Question, number: int) -> range:
        """Write the row of a question, or its rows; return which these are."""
        previous = self._blank.previous
        answer = previous.answers[question.id] if previous else None
        words = words_of_answer(answer) if answer else []
        remark = (previous.remarks.get(question.id) if previous else None) or Remark()
        options = [*lettered(question)] if question.type is QuestionType.MULTI else []
        several = any(option.id in words for option, _ in options)
        value: object = None
        if answer and answer.number is not None:
            value = plain_number(answer.number)
        elif words and not several:
            value = self._blank.model.kinds[question.id].listed.get(words[0], words[0])
        asked = f"{question.text}\n{question.id}"
        told = "\n".join(_told(question))
        filled_in = [value, remark.note, remark.evidence]
        first = self._line(question.id, [number, asked, question.explanation, told], filled_in)
        make_last_line_small(self._sheet.cell(first, 2))
        self._check(question, first)
        for option, text in options:
            chosen = (YES if option.id in words else NO) if several else None
            row = self._line(option_key(question, option), [None, None, None, text], [chosen])
            self._choose([YES, NO], row)
        return range(first, self._row)

    def _line(self, key: str, texts: Sequence[object], filled_in: Sequence[object]) -> int:
        """Write a row: what it says, and from the answer on what is filled in; return which."""
        row = self._row
        for column, text in enumerate(texts, 1):
            put(self._sheet, row, column, text, BOXED)
        for column, text in enumerate(filled_in, _ANSWER):
            put(self._sheet, row, column, text, INPUT)
        put(self._sheet, row, _KEY, key, SMALL)
        at = self._sheet.cell(row, _ANSWER).coordinate
        highlight(self._sheet, at, f"NOT(ISBLANK({at}))", ANSWERED)
        widths = [width for _, width, _ in _COLUMNS]
        fit_row(self._sheet, row, zip([*texts, *filled_in], widths, strict=False))
        self._row += 1
        return row

    def _choose(self, texts: Sequence[str], row: int) -> None:
        """Let the answer of a row be chosen from a list, or typed: a warning can be passed."""
        rule = DataValidation(
            type="list",
            formula1=self._lists.range_of(texts),
            errorStyle="warning",
            error="Dit staat niet in de lijst. Is het de letter of de tekst van een antwoord, ga "
            "dan door. Kies anders uit de lijst, of maak de cel leeg.",
        )
        add_rule(self._sheet, rule, self._sheet.cell(row, _ANSWER).coordinate)

    def _check(self, question: Question, row: int) -> None:
        """What may be filled in in a question's row, and what goes with it."""
        texts = self._blank.model.kinds[question.id].listed
        answer = self._sheet.cell(row, _ANSWER)
        if question.type is QuestionType.NUMBER:
            at = answer.coordinate
            bounds = [f"ISNUMBER({at})"]
            bounds += [f"{at}>={_decimal(low)}" for low in [question.minimum] if low is not None]
            bounds += [f"{at}<={_decimal(high)}" for high in [question.maximum] if high is not None]
            words = ",".join(f'{at}="{text}"' for text in dict.fromkeys([*texts, *texts.values()]))
            rule = DataValidation(
                type="custom",
                formula1=f"OR({words},IF(ISNUMBER({at}),AND({','.join(bounds)}),FALSE))",
                error=" ".join(_told(question)),
            )
            add_rule(self._sheet, rule, at)
            return
        self._choose([*texts.values()], row)
        least = self._blank.model.evidence_from
        scores = self._blank.model.kinds[question.id].alone
        if least is None or question.type is QuestionType.MULTI:
            return
        high = [texts[word] for word in texts if word in scores and scores[word] >= least]
        if high:
            evidence = self._sheet.cell(row, _EVIDENCE).coordinate
            among = ",".join(_says(answer.coordinate, text) for text in high)
            highlight(self._sheet, evidence, f'AND({evidence}="",OR({among}))', EXPECTED)


def _says(at: str, text: str) -> str:
    """A formula: whether a cell holds a text of a list, or only the letter before it.

    It names no cell of another sheet, which not every Excel takes where it decides on a colour.
    """
    letter, dot, _ = text.partition(". ")
    return f'LEFT({at}&".",{len(letter) + 1})="{letter}."' if dot else f'{at}="{text}"'


def _told(question: Question) -> Iterator[str]:
    """What may be answered, a line each, so that it can be read on paper too."""
    match question.type:
        case QuestionType.CHOICE:
            for _, text in lettered(question):
                yield text
        case QuestionType.YES_NO:
            texts = {option.id: f"{option.id}: {option.text}" for option in question.options or ()}
            yield from (texts.get(word, word) for word in (YES, NO))
        case QuestionType.MULTI:
            yield "Kies hieronder bij elk antwoord ja of nee. Klopt er geen, kies dat dan hier."
        case QuestionType.NUMBER:
            yield f"Een getal {question.number_in_words}."
    if question.not_applicable:
        yield "nvt: dit geldt bij ons niet; de vraag telt niet mee."


def _decimal(number: Fraction) -> str:
    """A number in a formula, which has a decimal point in every language."""
    return f"{float(number):.15g}"


def _write_front(sheet: Worksheet, blank: Blank, lists: Lists, counts: Sequence[str]) -> None:
    """Write everything; the counts are formulas, an axis each, without their ``=``."""
    model = blank.model
    for letter, width in zip("ABCD", (42, 38, 56, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    for column, name in ((2, ANSWER), (4, KEY)):
        put(sheet, 1, column, name, SMALL)
    put(sheet, 2, 1, model.title, TITLE)
    row = 3
    for place, step in enumerate(_instructions(blank), 1):
        put(sheet, row, 1, f"{place}. {step}", LABEL)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        fit_row(sheet, row, [(step, 120)])
        row += 1
    row += 1
    for key, label, value, told in _about(blank):
        put(sheet, row, 1, label, HEADING)
        fixed = key in {"model", "model_version"}
        cell = put(sheet, row, 2, value, FIXED if fixed else FIELD)
        put(sheet, row, 3, told, SMALL)
        put(sheet, row, 4, key, SMALL)
        sheet.row_dimensions[row].height = _FIELD_HEIGHT
        _check_about(sheet, cell, key, blank, lists)
        row += 1
    row += 1
    put(sheet, row, 1, "Ingevuld", HEADING)
    for axis, count in zip(model.axes, counts, strict=True):
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
        fit_row(sheet, row, [(phase.description, 90)])
    set_up(sheet, model.title, portrait=True)
    sheet.sheet_view.showGridLines = False


def _instructions(blank: Blank) -> Iterator[str]:
    yield "Kijk eerst of hieronder de naam van de gemeente en de datum kloppen."
    hint = f" {how_to_choose(blank.model)}".rstrip()
    if blank.previous is None:
        yield (
            "Vul dan op de bladen hierna bij elke vraag de gele cel in; meestal kiest u uit een "
            f"lijst.{hint}"
        )
    else:
        yield (
            "De antwoorden van de vorige meting zijn op de bladen hierna al ingevuld. Loop ze na, "
            f"en kies een ander antwoord waar dat nu beter klopt.{hint}"
        )
    yield "Weet u het niet, laat de cel dan leeg: de vraag telt niet mee."
    evidence = "Een toelichting en bewijs zijn niet verplicht."
    if blank.model.evidence_from is not None:
        evidence += " Waar de cel voor bewijs oranje wordt, hoort bij uw antwoord wel bewijs."
    yield evidence
    yield (
        "Sla het bestand op, ook als u nog niet klaar bent. Voor de coördinator: de uitkomst tot "
        "nu toe bekijkt u met: gemeente-online score BESTAND.xlsx"
    )
    yield "De witte cellen zijn beveiligd, zonder wachtwoord: de vragen blijven zo gelijk."


def _about(blank: Blank) -> Iterator[tuple[str, str, object, str]]:
    """Key, label, value and explanation of every row."""
    model, place, previous = blank.model, blank.municipality, blank.previous
    optional = "niet verplicht"
    before = f"; de vorige meting was op {long_date(previous.date)}" if previous else ""
    who = f"; de vorige keer: {previous.respondent}" if previous and previous.respondent else ""
    aims = dict(previous.ambition) if previous else {}
    shared = previous.shared_ambition if previous else None
    texts = phase_texts(model)
    overall = None if shared is None else texts[str(shared)]
    rows: tuple[tuple[str, object, str], ...] = (
        ("Groeimodel", blank.model_name, "staat vast"),
        ("Versie van het groeimodel", model.version, "staat vast"),
        ("Gemeente", place.name, "verplicht"),
        ("CBS-code", place.code, f"{optional}; GM en vier cijfers, zoals GM0344"),
        ("Aantal inwoners", place.inhabitants, f"{optional}; met alleen cijfers"),
        ("Provincie", place.province, optional),
        ("Datum van deze meting", blank.date, f"verplicht; dag-maand-jaar{before}"),
        ("Ingevuld door", blank.respondent, f"{optional}{who}"),
        ("Ambitie", overall, f"{optional}; de fase waar de gemeente naartoe wil"),
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
        case "code":
            rule = DataValidation(
                type="custom",
                formula1=f'AND(LEN({at})=6,LEFT({at},2)="GM",ISNUMBER(VALUE(MID({at},3,4))))',
                error="Een CBS-code is GM en vier cijfers, bijvoorbeeld GM0344.",
            )
        case "inhabitants":
            cell.number_format = "#,##0"
            rule = DataValidation(
                type="whole",
                operator="greaterThan",
                formula1="0",
                error="Vul het aantal inwoners in met alleen cijfers.",
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
