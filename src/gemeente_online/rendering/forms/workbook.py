"""A form to fill in as an Excel workbook: a front sheet, one per axis, and a hidden one of lists.

What its cells mean to whoever reads it back is in ``form``. LibreOffice does not fit the height of
rows to their text when it opens a workbook, so that every row comes with a height of its own.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gemeente_online.assessment.file import Remark
from gemeente_online.assessment.taking_over import words_of_answer
from gemeente_online.assessment.workbook_keys import (
    ANSWER,
    EVIDENCE,
    KEY,
    NO_KEY,
    NOTE,
    lettered,
    option_key,
)
from gemeente_online.model.file import Axis, Question
from gemeente_online.model.numbers import plain_number
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.texts import NO, YES
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.cells import (
    ANSWERED,
    BOXED,
    EXPECTED,
    HEADING,
    INPUT,
    LABEL,
    SMALL,
    TITLE,
    Lists,
    add_rule,
    add_small,
    fit_row,
    highlight,
    put,
    saved,
    set_up,
    sheet_names,
)
from gemeente_online.rendering.forms.front_sheet import write_front

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
_FIRST = 5  # the row of a sheet's first question


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
    write_front(cover, blank, lists, counts)
    lists.write(book.create_sheet(hidden))
    book.properties.creator = "gemeente-online"
    book.properties.title = clean(model.title)
    return saved(book)


class _AxisSheet:
    """Writes the sheet of one axis."""

    def __init__(self, sheet: Worksheet, blank: Blank, lists: Lists) -> None:
        self._sheet, self._blank, self._lists = sheet, blank, lists
        self._row = _FIRST
        names = [name for _, _, name in _COLUMNS]
        self._answer, self._note, self._evidence, self._key = (
            names.index(name) + 1 for name in (ANSWER, NOTE, EVIDENCE, KEY)
        )

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
        put(sheet, _FIRST - 1, self._key, NO_KEY, SMALL)
        put(sheet, 2, 1, axis.name, TITLE)
        put(sheet, 3, 1, axis.description, LABEL)
        sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=self._evidence)
        fit_row(sheet, 3, [(axis.description, 170)])
        rows = [self._question(question, number + at) for at, question in enumerate(axis.questions)]
        set_up(sheet, f"{self._blank.model.title}: {axis.name}", title_row=_FIRST - 1)
        sheet.freeze_panes = f"C{_FIRST}"
        return self._count(rows)

    def _count(self, rows: Sequence[range]) -> str:
        """The formula that counts questions, given the rows of each."""
        name = self._sheet.title.replace("'", "''")
        letter = get_column_letter(self._answer)

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
        blank, first = self._blank, self._row
        previous = blank.previous
        words = words_of_answer(previous.answers[question.id]) if previous else []
        remark = (previous.remarks.get(question.id) if previous else None) or Remark()
        texts = blank.model.kinds[question.id].listed
        options = question.options if question.type is QuestionType.MULTI else None
        several = options is not None and any(word in {o.id for o in options} for word in words)
        told = "\n".join(_told(question))
        value: object = None if several or not words else texts.get(words[0], words[0])
        if question.type is QuestionType.NUMBER and previous:
            number_given = previous.answers[question.id].number
            value = value if number_given is None else plain_number(number_given)
        self._line(question.id, [number, question.text, question.explanation, told], value)
        add_small(self._sheet.cell(first, 2), question.id)
        for column, said in ((self._note, remark.note), (self._evidence, remark.evidence)):
            put(self._sheet, first, column, said, INPUT)
        texts_beside = [
            f"{question.text}\n{question.id}",
            question.explanation,
            told,
            value,
            remark.note,
            remark.evidence,
        ]
        widths = [width for _, width, _ in _COLUMNS[1:]]
        fit_row(self._sheet, first, zip(texts_beside, widths, strict=False))
        self._check(question, first)
        for option, text in lettered(question) if options else ():
            chosen = (YES if option.id in words else NO) if several else None
            self._line(option_key(question, option), [None, None, None, text], chosen)
            self._choose([YES, NO], self._row - 1)
            fit_row(self._sheet, self._row - 1, [(text, _COLUMNS[3][1])])
        return range(first, self._row)

    def _line(self, key: str, texts: Sequence[object], answer: object) -> None:
        for column, text in enumerate(texts, 1):
            put(self._sheet, self._row, column, text, BOXED)
        cell = put(self._sheet, self._row, self._answer, answer, INPUT)
        put(self._sheet, self._row, self._key, key, SMALL)
        highlight(self._sheet, cell.coordinate, f"NOT(ISBLANK({cell.coordinate}))", ANSWERED)
        self._row += 1

    def _choose(self, texts: Sequence[str], row: int) -> None:
        """Let the answer of a row be chosen from a list, or typed: a warning can be passed."""
        rule = DataValidation(
            type="list",
            formula1=self._lists.range_of(texts),
            errorStyle="warning",
            error="Dit staat niet in de lijst. Is het de letter of de tekst van een antwoord, ga "
            "dan door. Kies anders uit de lijst, of maak de cel leeg.",
        )
        add_rule(self._sheet, rule, self._sheet.cell(row, self._answer).coordinate)

    def _check(self, question: Question, row: int) -> None:
        """What may be filled in in a question's row, and what goes with it."""
        texts = self._blank.model.kinds[question.id].listed
        answer = self._sheet.cell(row, self._answer)
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
            evidence = self._sheet.cell(row, self._evidence).coordinate
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
            yield "Kies hieronder bij elk antwoord ja of nee. Klopt geen ervan, kies dat dan hier."
        case QuestionType.NUMBER:
            yield f"Een getal {question.number_in_words}."
    if question.not_applicable:
        yield "nvt: dit geldt bij ons niet; de vraag telt niet mee."


def _decimal(number: Fraction) -> str:
    """A number in a formula, which has a decimal point in every language."""
    return f"{float(number):.15g}"
