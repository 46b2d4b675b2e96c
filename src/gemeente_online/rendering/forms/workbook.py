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
from gemeente_online.assessment.workbook_keys import (
    ANSWER,
    EVIDENCE,
    KEY,
    NO_KEY,
    NOTE,
    lettered,
    option_key,
)
from gemeente_online.assessment.writing import words_of_answer
from gemeente_online.model.numbers import plain_number
from gemeente_online.model.parts import Axis, Question
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.question_types.texts import NO, YES
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.forms.beside import Row, columns_beside
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.cells import (
    ANSWERED,
    BOXED,
    EXPECTED,
    HEADING,
    INPUT,
    LABEL,
    SIGN,
    SMALL,
    TITLE,
    UPRIGHT,
    Lists,
    add_rule,
    fit_row,
    highlight,
    make_last_line_small,
    put,
    saved,
    set_up,
    sheet_names,
    stand_up,
)
from gemeente_online.rendering.forms.front_sheet import write_front
from gemeente_online.rendering.words import asked

_ASKED = (
    # the heading, and the width in digits
    ("Nr.", 5),
    ("Vraag", 25),
    ("Uitleg", 38),
    ("Mogelijke antwoorden", 47),
)
_FILLED_IN = (
    # the heading, the widths in digits in any form and in one for a meeting, and what reads it back
    ("Uw antwoord", 31, 31, ANSWER),
    ("Toelichting", 24, 36, NOTE),
    ("Bewijs", 20, 24, EVIDENCE),
)
_KEY_WIDTH = 12
_FIRST = 5  # the row of a sheet's first question
_OF_ONE, _OF_ALL = 6, 36
"""The widths of a column with what one respondent answered, and of one with what all did."""


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
        self._beside = columns_beside(blank.beside)
        self._answer = len(_ASKED) + len(self._beside) + 1
        self._evidence = self._answer + 2
        self._key = self._answer + len(_FILLED_IN)
        self._widths = [width for _, width in _ASKED]
        self._widths += [self._width_beside] * len(self._beside)
        self._widths += [wide if self._beside else width for _, width, wide, _ in _FILLED_IN]

    @property
    def _width_beside(self) -> int:
        return _OF_ONE if len(self._beside) > 1 else _OF_ALL

    def write(self, axis: Axis, number: int) -> str:
        """Write everything; the first question's number is given.

        Returns a formula, without its ``=``, that counts the questions that are filled in.
        """
        sheet = self._sheet
        self._head()
        domain = self._blank.model.domain_of(axis)
        put(sheet, 2, 1, axis.name if domain is None else f"{domain.name}: {axis.name}", TITLE)
        put(sheet, 3, 1, axis.description, LABEL)
        sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=self._evidence)
        fit_row(sheet, 3, [(axis.description, sum(self._widths) - 20)])
        rows = [self._question(question, number + at) for at, question in enumerate(axis.questions)]
        set_up(sheet, f"{self._blank.model.title}: {axis.name}", title_row=_FIRST - 1)
        sheet.freeze_panes = f"C{_FIRST}"
        return self._count(rows)

    def _head(self) -> None:
        """Write what heads the columns, for people and for who reads it back."""
        sheet, row = self._sheet, _FIRST - 1
        for column, width in enumerate([*self._widths, _KEY_WIDTH], 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for column, (heading, _) in enumerate(_ASKED, 1):
            put(sheet, row, column, heading, HEADING)
        titles = [one.title for one in self._beside]
        for column, title in enumerate(titles, len(_ASKED) + 1):
            put(sheet, row, column, title, UPRIGHT if len(titles) > 1 else HEADING)
        if len(titles) > 1:
            stand_up(sheet, row, titles)
        for column, (heading, _, _, name) in enumerate(_FILLED_IN, self._answer):
            put(sheet, 1, column, name, SMALL)
            put(sheet, row, column, heading, HEADING)
        put(sheet, 1, self._key, KEY, SMALL)
        put(sheet, row, self._key, NO_KEY, SMALL)

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
        called = f"{asked(question)}\n{question.id}"
        told = "\n".join(_told(question))
        filled_in = [value, remark.note, remark.evidence]
        texts = [number, called, question.explanation, told]
        first = self._line(question.id, texts, (question, None), filled_in)
        make_last_line_small(self._sheet.cell(first, 2))
        self._check(question, first)
        for option, text in options:
            chosen = (YES if option.id in words else NO) if several else None
            key, texts = option_key(question, option), [None, None, None, text]
            row = self._line(key, texts, (question, option), [chosen])
            self._choose([YES, NO], row)
        return range(first, self._row)

    def _line(
        self, key: str, texts: Sequence[object], about: Row, filled_in: Sequence[object]
    ) -> int:
        """Write a row: what it says, and from the answer on what is filled in; return which."""
        row = self._row
        beside = [column.cell(about) for column in self._beside]
        for column, text in enumerate([*texts, *beside], 1):
            is_sign = column > len(texts) and len(beside) > 1
            put(self._sheet, row, column, text, SIGN if is_sign else BOXED)
        for column, text in enumerate(filled_in, self._answer):
            put(self._sheet, row, column, text, INPUT)
        put(self._sheet, row, self._key, key, SMALL)
        at = self._sheet.cell(row, self._answer).coordinate
        highlight(self._sheet, at, f"NOT(ISBLANK({at}))", ANSWERED)
        fit_row(self._sheet, row, zip([*texts, *beside, *filled_in], self._widths, strict=False))
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
        add_rule(self._sheet, rule, self._sheet.cell(row, self._answer).coordinate)

    def _check(self, question: Question, row: int) -> None:
        """What may be filled in in a question's row, and what goes with it."""
        kind = self._blank.model.kinds[question.id]
        texts = kind.listed
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
        if kind.to_prove:
            evidence = self._sheet.cell(row, self._evidence).coordinate
            among = ",".join(_says(answer.coordinate, texts[word]) for word in kind.to_prove)
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
