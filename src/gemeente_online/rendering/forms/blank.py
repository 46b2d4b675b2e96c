"""Forms to fill in: what is known beforehand, whatever they become, and those that are text.

A form is filled in with what an earlier assessment said, never with its date: a form is for a
new assessment. In YAML every question stands with its answers, one line each to uncomment: what
may be uncommented begins with ``#`` and no space, so that taking away that one sign, or letting an
editor uncomment the line, leaves it at the right depth. In CSV there is a column for every
question, and a row for every municipality. Nothing here knows of files.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from textwrap import wrap
from typing import NamedTuple

from gemeente_online.assessment.colleagues import Respondent
from gemeente_online.assessment.file import Answer, Assessment, Municipality, Remark
from gemeente_online.assessment.municipality import UNNAMED
from gemeente_online.assessment.writing import entry_value, scalar, words_of_answer, written
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import as_written
from gemeente_online.model.parts import Axis, Question
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.texts import (
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
    letter,
    signs,
    with_letters,
)
from gemeente_online.model.rules import CSV_COLUMNS, SEPARATOR
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.columns import DUTCH, Column, Field, Value, sheet, sheet_lines
from gemeente_online.rendering.forms.beside import told_beside
from gemeente_online.rendering.words import asked, code_words, when_left_open
from gemeente_online.wording import listing


class Blank(NamedTuple):
    """What a form is made from.

    model: whose questions it asks. model_name: how an answers file names that model: an id, or
        a path from the file's folder.
    date: of the new assessment.
    municipality: whose form it is; without a name where that is still to be filled in.
    previous: the assessment whose answers are filled in beforehand, held against the same model.
    respondent: who will fill it in, where that is known; never who did the previous one.
    beside: whose answers stand beside the questions. Then this is the form for their meeting, and
        ``previous`` is what they agree on.
    """

    model: Model
    model_name: str
    date: date
    municipality: Municipality = Municipality(UNNAMED)
    previous: Assessment | None = None
    respondent: str | None = None
    beside: tuple[Respondent, ...] = ()


_ABOUT: dict[str, Callable[[Blank], Value]] = {
    "model": lambda blank: blank.model_name,
    "municipality": lambda blank: blank.municipality.name,
    "code": lambda blank: blank.municipality.code,
    "inhabitants": lambda blank: blank.municipality.inhabitants,
    "province": lambda blank: blank.municipality.province,
    "group": lambda blank: blank.municipality.group,
    "date": lambda blank: blank.date,
    "respondent": lambda blank: blank.respondent,
    "ambition": lambda blank: blank.previous and blank.previous.shared_ambition,
}


def blank_csv(blanks: Iterable[Blank], model: Model) -> Iterator[str]:
    """The file's lines, as a Dutch Excel opens it; every form is a row.

    What stands beside answers, and an ambition that differs between axes, has columns where there
    is any.
    """
    rows = [*blanks]
    fields: list[Field[Blank]] = [Column(name, _ABOUT[name]) for name in CSV_COLUMNS]
    fields += [_aimed_at(axis, rows) for axis in model.axes]
    for question in model.questions.values():
        fields += [_answered(question), *_remarked(question, rows)]
    there = [field for field in fields if field.there]
    for number, line in enumerate(sheet_lines(sheet("Metingen", there, rows).rows, DUTCH)):
        yield line if number else DUTCH.mark + line


def _aimed_at(axis: Axis, blanks: Iterable[Blank]) -> Field[Blank]:
    """The column of an ambition that is for an axis alone."""

    def cell(blank: Blank) -> Value:
        previous = blank.previous
        if previous is None or previous.shared_ambition is not None:
            return None
        return previous.ambition.get(axis.id)

    is_there = any(cell(blank) is not None for blank in blanks)
    return Column(f"{axis.id}.ambition", cell, there=is_there)


def _remarked(question: Question, blanks: Iterable[Blank]) -> Iterator[Field[Blank]]:
    """The columns of what stands beside the answers to a question."""

    def remark(blank: Blank) -> Remark:
        remarks = blank.previous.remarks if blank.previous else {}
        return remarks.get(question.id, Remark())

    found = [remark(blank) for blank in blanks]
    has_note = any(one.note for one in found)
    has_evidence = any(one.evidence for one in found)
    yield Column(f"{question.id}.note", lambda blank: remark(blank).note, there=has_note)
    yield Column(
        f"{question.id}.evidence", lambda blank: remark(blank).evidence, there=has_evidence
    )


def _answered(question: Question) -> Field[Blank]:
    """The column of a question, with the answers that are taken over."""

    def cell(blank: Blank) -> Value:
        if blank.previous is None:
            return None
        return answer_to_fill_in(blank.previous.answers[question.id])

    return Column(question.id, cell)


def answer_to_fill_in(answer: Answer) -> Value:
    """An answer as it stands in a row of answers, and is read back."""
    if answer.number is not None and answer.number < 0:
        return answer.number  # as a number, which no spreadsheet takes for a formula
    return SEPARATOR.join(words_of_answer(answer))


_WIDTH = 96

_OPEN = "?"
"""What stands at a question that a meeting has to answer; ``ask`` takes it for open too."""


def blank_yaml(blank: Blank, *, schema: str | None = None, name: str | None = None) -> str:
    """The file's text.

    schema: how the JSON Schema of the answers is reached from the file, for the editor's sake.
    name: what the file will be called, for the instructions in it.
    """
    return "\n".join(_lines(blank, schema, name or "BESTAND")) + "\n"


def _lines(blank: Blank, schema: str | None, name: str) -> Iterator[str]:
    model, subject = blank.model, blank.model.subject
    if schema is not None:
        yield f"# yaml-language-server: $schema={schema}"
        yield ""
    yield from _comment(
        f"{model.title}, versie {model.version}: de antwoorden van één {subject.one}."
    )
    yield "#"
    yield from _instructions(blank, name)
    yield ""
    yield f"model: {scalar(blank.model_name)}"
    yield f'model_version: "{model.version}"'
    yield from _about(blank)
    yield ""
    yield "answers:"
    number = 0
    for domain, held in model.by_domain(model.axes):
        if domain is not None:
            yield from _heading(domain.name, domain.description, "#")
        for axis in held:
            yield from _heading(axis.name, axis.description, "=")
            for question in axis.questions:
                number += 1
                yield ""
                yield from _question(blank, question, number)


def how_to_choose(kinds: Iterable[Kind]) -> str:
    """How to choose between answers in order: half of the next answer is not the next answer.

    kinds: of the questions that are asked. Empty where none of them is such a question.
    """
    lasts = {letter(len(kind.options) - 1) for kind in kinds if kind.is_ladder}
    if not lasts:
        return ""
    order = f"van a naar {lasts.pop()}" if len(lasts) == 1 else "van boven naar beneden"
    return f"Lees {order}. Kies het verste antwoord dat nog helemaal klopt."


IN_A_FIELD = "noem bij Bewijs een recent voorbeeld, of zet er een link."
"""How evidence is given in a form with a field for it."""


def where_evidence_goes(kinds: Iterable[Kind], how: str) -> str:
    """With which answers evidence belongs, and how to give it; said once, for all questions.

    kinds: of the questions that are asked. Empty where no answer expects any.
    how: the rest of the sentence.
    """
    named: set[tuple[str, ...]] = set()
    for kind in kinds:
        by_sign = {} if kind.fixed_words else signs(kind.options)
        if kind.is_one_word:
            named.add(tuple(by_sign.get(word, word) for word in kind.to_prove))
        elif kind.model.evidence_from is not None:
            named.add(("",))  # no letter tells which
    named.discard(())
    if not named:
        return ""
    answers = listing(named.pop()) if len(named) == 1 else ""
    return f"Bij {answers or 'de hoogste antwoorden'} hoort bewijs: {how}"


def _instructions(blank: Blank, name: str) -> Iterator[str]:
    subject = blank.model.subject
    hint = how_to_choose(blank.model.kinds.values())
    evidence = where_evidence_goes(
        blank.model.kinds.values(), "zet tussen accolades een recent voorbeeld, of een link."
    )
    typed = "de letter van het antwoord" if hint else "het antwoord"
    steps = [
        f"Kijk eerst of hieronder de naam van {subject.the} en de datum kloppen.",
        f"{hint or 'Kies bij elke vraag het antwoord dat past.'} Haal dan het teken # weg voor de "
        f"regel met dat antwoord, zoals #{_example(blank)}, en niet meer dan dat teken.",
        "Weet u het niet, laat de regels dan staan zoals ze zijn: de vraag "
        f"{when_left_open(blank.model)}.",
        f"{evidence} Een toelichting mag ook. Bijvoorbeeld:"
        if evidence
        else "Een toelichting of bewijs kan erbij, tussen accolades. Bijvoorbeeld:",
        "Bekijk de uitkomst, ook als u nog niet klaar bent, met:",
    ]
    if blank.beside:
        steps[0] = (
            f"Dit formulier is voor het overleg. Kijk eerst of hieronder de naam van {subject.the} "
            "klopt, en of de datum die van het overleg is."
        )
        steps[1] = (
            "Boven elk antwoord staat wat de invullers ieder voor zich antwoordden. Is dat bij "
            "iedereen hetzelfde, dan is het al ingevuld. Een open vraag herkent u aan "
            f'"{_OPEN}": bespreek die, en zet daar {typed} in de plaats. {hint}'
        )
        steps[2] = (
            f'Weet niemand het, laat "{_OPEN}" dan staan: de vraag {when_left_open(blank.model)}.'
        )
        steps[3] = (
            "Wat de invullers aan toelichting en bewijs gaven, staat er met hun naam bij. "
            f"{evidence or 'Meer kan erbij, tussen accolades.'} Bijvoorbeeld:"
        )
    elif blank.previous is not None:
        steps[1] = (
            "De antwoorden van de vorige meting zijn al ingevuld. Loop ze na: klopt een ander "
            "antwoord beter, zet dan # voor de oude regel en haal het weg voor de nieuwe. "
            f"{hint}"
        )
    for step in steps:
        yield from _comment(step.strip(), first="- ", rest="  ")
        if step.endswith("Bijvoorbeeld:"):
            yield f"#     {_with_remark(blank)}"
    yield f"#     gemeente-online score {clean(name)}"


def _example(blank: Blank) -> str:
    return ": ".join(_first_answer(blank))


def _with_remark(blank: Blank) -> str:
    question, word = _first_answer(blank)
    return f'{question}: {{answer: {word}, note: "Zie het verslag", evidence: "https://…"}}'


def _first_answer(blank: Blank) -> tuple[str, str]:
    """The first question, and an answer to it."""
    question = next(iter(blank.model.questions.values()))
    return question.id, next(iter(blank.model.kinds[question.id].words), _number_for(question))


def _number_for(question: Question) -> str:
    """A number that may be the answer: 5, or the bound that 5 lies beyond."""
    number = Fraction(5)
    if question.minimum is not None:
        number = max(number, question.minimum)
    if question.maximum is not None:
        number = min(number, question.maximum)
    return as_written(number)


def _about(blank: Blank) -> Iterator[str]:
    municipality, previous = blank.municipality, blank.previous
    subject, code = blank.model.subject, code_words(blank.model)
    example = "G40" if blank.model.is_of_municipalities else "Noord"
    yield "municipality:"
    yield f"  name: {scalar(municipality.name)}"
    yield _field("code", municipality.code, code.placeholder, code.name)
    yield _field("inhabitants", municipality.inhabitants, "50000", f"aantal {subject.people}")
    yield _field("province", municipality.province, "Utrecht", "provincie")
    yield _field("group", municipality.group, example, "groep om in te vergelijken")
    earlier = None if blank.beside else previous
    before = f"; de vorige was op {earlier.date.isoformat()}" if earlier else ""
    yield f"date: {blank.date.isoformat()}  # datum van deze meting{before}"
    yield _respondent(blank)
    yield from _ambition(blank)


def _field(key: str, value: object, example: str, told: str) -> str:
    if value is None:
        return f"  #{key}: {example}  # {clean(told)} (niet verplicht)"
    return f"  {key}: {scalar(str(value))}"


def _respondent(blank: Blank) -> str:
    told = "  # wie de vragen beantwoordt"
    if blank.respondent is not None:
        return f"respondent: {scalar(blank.respondent)}{told}"
    said = blank.previous.respondent if blank.previous else None
    return f"#respondent: {scalar(said or 'Team communicatie')}{told}"


def _ambition(blank: Blank) -> Iterator[str]:
    told = f"  # de fase waar {clean(blank.model.subject.the)} naartoe wil"
    previous = blank.previous
    if previous is None or not previous.ambition:
        yield f"#ambition: {blank.model.phases[-1].number}{told} (niet verplicht)"
    elif previous.shared_ambition is not None:
        yield f"ambition: {previous.shared_ambition}{told}"
    else:
        per_axis = ", ".join(f"{axis}: {phase}" for axis, phase in previous.ambition.items())
        yield f"ambition: {{{per_axis}}}{told}"


def _heading(name: str, description: str | None, sign: str) -> Iterator[str]:
    """A line of signs with a name in it, and below it what that is."""
    yield ""
    heading = f"  # {sign * 3} {clean(name)} "
    yield heading + sign * max(_WIDTH - len(heading), 3)
    if description is not None:
        yield from _comment(description, indent="  ")


def _question(blank: Blank, question: Question, number: int) -> Iterator[str]:
    yield from _comment(f"{number}. {asked(question)}", indent="  ")
    if question.explanation:
        yield from _comment(question.explanation, indent="  ", first="   ", rest="   ")
    kind = blank.model.kinds[question.id]
    if blank.beside and blank.previous is not None:
        yield from _answers(kind)
        yield from _comment(told_beside(blank.beside, question), indent="  ", first="   ")
        yield _filled_in(question, blank.previous, _OPEN)
        return
    previous = blank.previous
    if previous is None:
        yield from _to_choose(kind)
    elif words := words_of_answer(previous.answers[question.id]):
        yield from _with_answer([*_to_choose(kind)], question, previous, words[0])
    elif question.id in previous.remarks:  # a line that is uncommented beside it would be a second
        yield from _answers(kind)
        told = f"Zet uw antwoord in de plaats van {UNKNOWN_WORD}."
        yield from _comment(told, indent="  ", first="   ")
        yield _filled_in(question, previous)
    else:
        yield from _to_choose(kind)


def _to_choose(kind: Kind) -> Iterator[str]:
    """What may be answered, with a line to uncomment for each answer."""
    question, words, texts = kind.question, kind.words, _texts(kind)
    match question.type:
        case QuestionType.NUMBER:
            told = f"Een getal {question.number_in_words}. Vul het in achter de dubbele punt."
            yield from _comment(told, indent="  ", first="   ")
            yield f"  #{question.id}:"
            texts = {}
        case QuestionType.MULTI:
            chosen = [option.id for option in kind.options]
            yield from _told_with(chosen, texts)
            yield from _comment("Laat tussen de haken staan wat klopt.", indent="  ", first="   ")
            yield f"  #{question.id}: [{', '.join(chosen)}]"
            texts, words = {}, (NOTHING_WORD,)
    for word in (*words, NOT_APPLICABLE_WORD) if question.not_applicable else words:
        told = texts.get(word, "")
        yield from _comment(told, "  ", "   ", " " * (4 + len(told.partition(" ")[0])))
        yield f"  #{question.id}: {word}"


def _answers(kind: Kind) -> Iterator[str]:
    """What may be answered, where one types the letter."""
    question, words = kind.question, kind.words
    if question.type is QuestionType.NUMBER:
        yield from _comment(f"Een getal {question.number_in_words}.", indent="  ", first="   ")
    also = (NOT_APPLICABLE_WORD,) if question.not_applicable else ()
    yield from _told_with((*words, *also), _texts(kind))
    if question.type is QuestionType.MULTI:
        told = "Zet de letters van wat klopt tussen haken, zoals [a] of [a, b]."
        yield from _comment(told, indent="  ", first="   ")


def _told_with(words: Iterable[str], texts: Mapping[str, str]) -> Iterator[str]:
    """What each word says, with the word that the file may have behind it."""
    for word in words:
        yield from _comment(f"{texts.get(word, '·')} ({word})", "  ", "   ", "      ")


def _texts(kind: Kind) -> dict[str, str]:
    """What the words that may be answered say, behind their letters; of ja and nee after a dot."""
    is_yes_no = kind.question.type is QuestionType.YES_NO
    dotted = {option.id: f"· {option.text}" for option in kind.options}
    texts = dotted if is_yes_no else with_letters(kind.options)
    return texts | {NOT_APPLICABLE_WORD: "· Dit geldt bij ons niet; de vraag telt niet mee."}


def _with_answer(
    lines: list[str], question: Question, previous: Assessment, word: str
) -> Iterator[str]:
    """The lines, with the earlier answer instead of the line to uncomment for it."""
    to_choose = [line for line in lines if line.startswith(f"  #{question.id}:")]
    own = f"  #{question.id}: {word}"
    at = lines.index(own if own in to_choose else to_choose[0])
    yield from (*lines[:at], _filled_in(question, previous), *lines[at + 1 :])


def _filled_in(question: Question, previous: Assessment, unknown: str = UNKNOWN_WORD) -> str:
    """The line of an answer with what stands beside it; unknown: what is told of an open one."""
    answer, remark = previous.answers[question.id], previous.remarks.get(question.id, Remark())
    words = words_of_answer(answer)
    is_list = question.type is QuestionType.MULTI and answer.chosen
    value = entry_value(
        {
            "answer": tuple(words) if is_list else " ".join(words or [unknown]),
            "note": remark.note or "",
            "evidence": remark.evidence or "",
        }
    )
    return f"  {written(question.id, value)}"


def _comment(
    text: str, indent: str = "", first: str = "", rest: str | None = None
) -> Iterator[str]:
    """A text as comment lines; whatever stands in it, it stays a comment."""
    lines = wrap(
        clean(text),
        width=_WIDTH - len(indent) - 2,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        yield f"{indent}# {line}"
