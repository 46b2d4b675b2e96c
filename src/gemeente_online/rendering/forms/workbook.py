"""A form to fill in as an Excel workbook: a front sheet, one per axis, and a hidden one of lists.

What its cells mean to whoever reads it back is in ``form``. LibreOffice does not fit the height of
rows to their text when it opens a workbook, so that every row comes with a height of its own.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

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
from gemeente_online.model.question_types.texts import NO, NOT_APPLICABLE_WORD, YES
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.forms.beside import Row, columns_beside
from gemeente_online.rendering.forms.blank import (
    IN_A_FIELD,
    Blank,
    how_to_choose,
    where_evidence_goes,
)
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
    Passage,
    add_rule,
    fine,
    fit_row,
    fits,
    highlight,
    put,
    put_passages,
    saved,
    set_up,
    sheet_names,
    stand_up,
)
from gemeente_online.rendering.forms.front_sheet import write_front
from gemeente_online.rendering.forms.widths import fitting_widths
from gemeente_online.rendering.words import asked, when_left_open

_ASKED = ("Nr.", "Vraag en uitleg", "Mogelijke antwoorden")
_FILLED_IN = (
    # the heading, and what reads it back
    ("Uw antwoord", ANSWER),
    ("Toelichting", NOTE),
    ("Bewijs", EVIDENCE),
)
_HEAD = 5  # the row with the headings
_FIRST = _HEAD + 1  # the row of the first question

_KEY_WIDTH = 12


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
        counts.append(_AxisSheet(sheet, blank, lists, axis).write(number))
        number += len(axis.questions)
    write_front(cover, blank, lists, counts)
    lists.write(book.create_sheet(hidden))
    book.properties.creator = "gemeente-online"
    book.properties.title = clean(model.title)
    return saved(book)


class _Line(NamedTuple):
    """A row of a sheet, still to be written.

    key: what reads it back. about: what it asks. asked: its texts up to the possible answers.
    beside: what respondents answered. filled_in: what is in the cells from the answer on.
    """

    key: str
    about: Row
    asked: tuple[object, ...]
    beside: tuple[str, ...]
    filled_in: tuple[object, ...]

    @property
    def texts(self) -> tuple[object, ...]:
        """What is in the cells, in the order of the columns."""
        return (*self.asked, *self.beside, *self.filled_in)


class _AxisSheet:
    """Writes the sheet of one axis."""

    def __init__(self, sheet: Worksheet, blank: Blank, lists: Lists, axis: Axis) -> None:
        self._sheet, self._blank, self._lists, self._axis = sheet, blank, lists, axis
        self._row = _FIRST
        self._beside = columns_beside(blank.beside)
        self._answer = len(_ASKED) + len(self._beside) + 1
        self._evidence = self._answer + 2
        self._key = self._answer + len(_FILLED_IN)

    def write(self, number: int) -> str:
        """Write everything; the first question's number is given.

        Returns a formula, without its ``=``, that counts the questions that are filled in.
        """
        sheet, axis = self._sheet, self._axis
        questions = [
            (question, [*self._rows_of(question, number + at)])
            for at, question in enumerate(axis.questions)
        ]
        all_rows = [row for _, rows in questions for row in rows]
        self._widths = fitting_widths(
            [row.texts for row in all_rows],
            [one.title for one in self._beside],
            (sign for row in all_rows for sign in row.beside),
        )
        domain = self._blank.model.domain_of(axis)
        put(sheet, 2, 1, axis.name if domain is None else f"{domain.name}: {axis.name}", TITLE)
        for row, text in enumerate((axis.description, _instruction(self._blank, axis)), 3):
            put(sheet, row, 1, text, LABEL)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=self._evidence)
            fit_row(sheet, row, [(text, sum(self._widths) - 10)])
        self._head()
        places = [self._write(question, rows) for question, rows in questions]
        set_up(sheet, f"{self._blank.model.title}: {axis.name}", title_row=_HEAD)
        sheet.freeze_panes = f"C{_FIRST}"
        return self._count(places)

    def _head(self) -> None:
        """Write what heads the columns, for people and for who reads it back."""
        sheet, row = self._sheet, _HEAD
        for column, width in enumerate([*self._widths, _KEY_WIDTH], 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for column, heading in enumerate(_ASKED, 1):
            put(sheet, row, column, heading, HEADING)
        titles = [one.title for one in self._beside]
        for column, title in enumerate(titles, len(_ASKED) + 1):
            put(sheet, row, column, title, UPRIGHT if len(titles) > 1 else HEADING)
        if len(titles) > 1:
            stand_up(sheet, row, titles)
        for column, (heading, name) in enumerate(_FILLED_IN, self._answer):
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

    def _rows_of(self, question: Question, number: int) -> Iterator[_Line]:
        """The row of a question, and of each of its options where several may be chosen."""
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
        explained = [Passage(text=question.explanation)] if question.explanation else []
        called = (Passage(asked(question)), *explained, Passage(text=question.id, is_fine=True))
        filled_in = (value, remark.note, remark.evidence)
        told = (number, called, tuple(_told(question)))
        yield self._row_of(question.id, (question, None), told, filled_in)
        for option, text in options:
            chosen = (YES if option.id in words else NO) if several else None
            key = option_key(question, option)
            yield self._row_of(key, (question, option), (None, None, (_led(text),)), (chosen,))

    def _row_of(
        self, key: str, about: Row, texts: tuple[object, ...], filled_in: tuple[object, ...]
    ) -> _Line:
        beside = tuple(column.cell(about) for column in self._beside)
        return _Line(key, about, texts, beside, filled_in)

    def _write(self, question: Question, rows: Sequence[_Line]) -> range:
        """Write the row of a question, or its rows; return which these are."""
        first = self._row
        for row in rows:
            self._line(row)
            if row.about[1] is not None:
                self._choose([YES, NO], self._row, "ja of nee")
            self._row += 1
        self._check(question, first)
        return range(first, self._row)

    def _line(self, line: _Line) -> None:
        """Write a row: what it says, and from the answer on what is filled in."""
        sheet, row = self._sheet, self._row
        texts = [*zip(line.texts, self._widths, strict=False)]
        is_fine = not fits(texts, is_fine=False)
        of_one = SIGN if len(line.beside) > 1 else BOXED
        looks = [BOXED] * len(line.asked) + [of_one] * len(line.beside)
        looks += [INPUT] * len(line.filled_in)
        for column, (text, look) in enumerate(zip(line.texts, looks, strict=True), 1):
            own = fine(look) if is_fine else look
            if isinstance(text, tuple):
                put_passages(sheet, row, column, text, own)
            else:
                put(sheet, row, column, text, own)
        put(sheet, row, self._key, line.key, SMALL)
        at = sheet.cell(row, self._answer).coordinate
        highlight(sheet, at, f"NOT(ISBLANK({at}))", ANSWERED)
        fit_row(sheet, row, texts, is_fine=is_fine)

    def _choose(self, texts: Sequence[str], row: int, typed: str) -> None:
        """Let the answer of a row be chosen from a list, or typed: a warning can be passed.

        typed: what is read as well.
        """
        rule = DataValidation(
            type="list",
            formula1=self._lists.range_of(texts),
            errorStyle="warning",
            error=f"Dit staat niet in de lijst. Typte u {typed}? Kies dan Ja (of OK): dat wordt "
            "gelezen. Kies anders Nee (of Annuleren), en kies uit de lijst.",
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
                errorStyle="warning",
                error="Typ alleen het getal. Weet u het niet, laat de cel dan leeg. Klopt het "
                f"toch, kies dan Ja (of OK). Hier hoort een getal {question.number_in_words}.",
            )
            add_rule(self._sheet, rule, at)
            return
        typed = "ja of nee" if kind.fixed_words else "de letter van een antwoord"
        self._choose([*texts.values()], row, typed)
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


def _instruction(blank: Blank, axis: Axis) -> str:
    """How the questions of an axis are answered, for who has only its sheet, or a print of it."""
    types = {question.type for question in axis.questions}
    kinds = [blank.model.kinds[question.id] for question in axis.questions]
    ways = ["Vul de gele cellen in."]
    if blank.previous is not None:
        ways = ["De vorige antwoorden staan er al. Loop ze na, en verander wat niet klopt."]
    if blank.beside:
        ways = [
            "Links van de gele cellen staat wat de invullers antwoordden; een – betekent niet "
            "beantwoord. Bespreek de open vragen, en vul in wat het wordt."
        ]
    if QuestionType.CHOICE in types:
        ways.append("Kies een antwoord uit de lijst, of typ de letter (op papier: omcirkel die).")
    elif types - {QuestionType.NUMBER}:
        ways.append("Kies een antwoord uit de lijst, of typ het.")
    if QuestionType.NUMBER in types:
        ways.append("Typ bij een getal alleen het getal.")
    ways.append(how_to_choose(kinds))
    unknown = "Weet niemand het" if blank.beside else "Weet u het niet"
    ways.append(f"{unknown}, laat de cel dan leeg: de vraag {when_left_open(blank.model)}.")
    evidence = "Een toelichting en bewijs mogen ernaast."
    ways.append(where_evidence_goes(kinds, IN_A_FIELD) or evidence)
    return " ".join(filter(None, ways))


def _told(question: Question) -> Iterator[Passage]:
    """What may be answered, each apart, so that it can be read on paper too."""
    match question.type:
        case QuestionType.CHOICE:
            for _, text in lettered(question):
                yield _led(text)
        case QuestionType.YES_NO:
            texts = {option.id: option.text for option in question.options or ()}
            for word in (YES, NO):
                yield Passage(f"{word}:", texts[word]) if word in texts else Passage(word)
        case QuestionType.MULTI:
            told = "Kies hieronder bij elk antwoord ja of nee. Klopt er geen, kies dat dan hier."
            yield Passage(text=told)
        case QuestionType.NUMBER:
            yield Passage(text=f"Een getal {question.number_in_words}.")
    if question.not_applicable:
        yield Passage(f"{NOT_APPLICABLE_WORD}:", "dit geldt bij ons niet; de vraag telt niet mee.")


def _led(text: str) -> Passage:
    """The text of an option, led by its letter."""
    letter, _, rest = text.partition(" ")
    return Passage(letter, rest)


def _decimal(number: Fraction) -> str:
    """A number in a formula, which has a decimal point in every language."""
    return f"{float(number):.15g}"
