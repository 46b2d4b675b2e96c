"""What ``ask`` shows: a question to answer, how far one is, what can be typed."""

from collections.abc import Iterator, Sequence

from gemeente_online.assessment.file import State
from gemeente_online.model.question_types.texts import UNKNOWN_WORD
from gemeente_online.questionnaire.replies import COMMAND_MARK, Command, clashes
from gemeente_online.questionnaire.state import Expected, Filled, Questionnaire, progress
from gemeente_online.questionnaire.typed_answer import LabelledOption, parsed, what_fits
from gemeente_online.rendering.answers import answer_word
from gemeente_online.rendering.document import Block, Heading, Items, Paragraph, as_document
from gemeente_online.rendering.forms.blank import how_to_choose, where_evidence_goes
from gemeente_online.rendering.words import asked, questions_word
from gemeente_online.wording import capitalised, listing

_HELP = (
    ("Enter", "deze vraag overslaan; bij een vraag met een antwoord: het antwoord laten staan"),
    (Command.BACK, "terug naar de vraag waar u vandaan komt"),
    (f"{Command.GO} 12", "naar vraag 12; de naam van een vraag of een as kan ook"),
    (Command.NEXT_OPEN, "naar de volgende vraag die nog open is"),
    (Command.NOTE, "een toelichting bij deze vraag zetten"),
    (Command.EVIDENCE, "zeggen waaruit het antwoord blijkt, bijvoorbeeld met een link"),
    (Command.CLEAR, "het antwoord op deze vraag weghalen"),
    (Command.OVERVIEW, "wat is beantwoord en wat nog open staat"),
    (Command.RESULT, "de fase zoals die nu is"),
    (Command.ABOUT, "de naam van {}, de datum, de ambitie en meer veranderen"),
    (Command.STOP, "stoppen; u kunt later verdergaan waar u was"),
)

_MOST_NAMED = 12
"""Options that the help names as the file has them; a screen holds no more."""

_ROOM_ON_A_LINE = 60
"""Characters of the texts of options beside "Bewaard", so that it stays on a line of most screens.
"""

_PROMPTS = {
    Expected.ANSWER: "Antwoord: ",
    Expected.NOTE: "Toelichting: ",
    Expected.EVIDENCE: "Bewijs: ",
}


@as_document
def opening_document(state: Questionnaire, name: str) -> Iterator[Block]:
    """Before the first question. name: of the file that the answers are kept in."""
    model = state.model
    count = len(model.questions)
    yield Heading(f"Vragenlijst: {model.title}, versie {model.version}")
    yield Paragraph(f"{questions_word(count)}. Elk antwoord wordt meteen bewaard in {name}.")
    kinds = model.kinds.values()
    evidence = where_evidence_goes(kinds, "daar wordt dan naar gevraagd.")
    for hint in filter(None, (how_to_choose(kinds), evidence)):
        yield Paragraph(hint)
    yield Paragraph(
        f"Typ {Command.HELP} om te zien wat u verder kunt typen. Met {Command.STOP} stopt u; "
        "later gaat u verder waar u was."
    )
    if len(state.open) < count:
        yield Paragraph("")
        yield from _progress_blocks(state)


@as_document
def question_document(state: Questionnaire, *, new_axis: bool) -> Iterator[Block]:
    """The question that is asked. new_axis: whether its axis has not been shown just before."""
    question, axis = state.question, state.axis
    assert question is not None
    assert axis is not None
    if new_axis:
        domain = state.model.domain_of(axis)
        if domain is not None:
            yield Heading(f"Domein: {domain.name}")
        yield Heading(f"As: {axis.name}")
        yield Paragraph(axis.description)
        yield Paragraph("")
    number = axis.questions.index(question) + 1
    yield Paragraph(
        f"Vraag {state.at + 1} van {len(state.model.questions)} ({axis.name} {number} van "
        f"{len(axis.questions)}, {_left(len(state.open))})"
    )
    yield Heading(asked(question))
    if question.explanation:
        yield Paragraph(question.explanation)
    yield Paragraph("")
    if state.choices:
        answer = state.entry.answer
        chosen = answer if isinstance(answer, tuple) else (answer,)
        yield Items(
            tuple(_choice(one, is_chosen=one.word in chosen) for one in state.choices),
            labels=tuple(f"{one.label}." for one in state.choices),
        )
        yield Paragraph("")
    yield from map(Paragraph, _standing_here(state))
    yield Paragraph(how_to_answer(state))


def _choice(choice: LabelledOption, *, is_chosen: bool) -> str:
    return f"{choice.text} (uw antwoord)" if is_chosen else choice.text


def _standing_here(state: Questionnaire) -> Iterator[str]:
    """What was answered already, and is not to be seen in the list of options."""
    entry, question = state.entry, state.question
    assert question is not None
    listed = {choice.word for choice in state.choices}
    answer = entry.answer if isinstance(entry.answer, str) else ""
    if answer and answer not in listed:
        unit = f" {question.unit}" if question.unit and answer[-1].isdigit() else ""
        yield f"Uw antwoord: {answer}{unit}"
    if entry.note:
        yield f"Toelichting: {entry.note}"
    if entry.evidence:
        yield f"Bewijs: {entry.evidence}"


def how_to_answer(state: Questionnaire) -> str:
    """One line on what this question takes."""
    question = state.question
    assert question is not None
    mark = COMMAND_MARK if clashes(state) else ""
    takes = capitalised(what_fits(state.model.kinds[question.id]))
    enter = "overslaan" if state.entry.is_open else "zo laten"
    return f"{takes}. Enter = {enter}, {mark}{Command.HELP} = meer uitleg."


def prompt_text(state: Questionnaire) -> str:
    """What stands before the place where one types."""
    return "Verder: " if state.question is None else _PROMPTS[state.asked]


def how_to_remark(state: Questionnaire) -> str:
    """One line on what a note, or evidence, takes."""
    if state.was_open is not None:
        return (
            "Waaruit blijkt dat? Typ een link of een voorbeeld. Enter = nu niet, "
            f"{Command.BACK} = naar de vraag."
        )
    now = state.entry.note if state.asked is Expected.NOTE else state.entry.evidence
    what = "uw toelichting" if state.asked is Expected.NOTE else "een link of een voorbeeld"
    keep = "Enter = zo laten, - = weghalen." if now else "Enter = toch niet."
    return f"Typ {what}, op één regel. {keep}"


def kept_word(before: Questionnaire, after: Questionnaire, identifier: str) -> str:
    """What was saved at a question: "Bewaard: b (Op elke werkdag, tijdens kantoortijd)."."""
    then, now = before.entry_of(identifier), after.entry_of(identifier)
    if then.answer == now.answer:
        return "Bewaard."
    if now.is_open:
        return "Het antwoord is weg."
    model = after.model
    question = model.questions[identifier]
    answer = parsed(model, question, now.answer)
    if answer.state is State.UNKNOWN:
        return f"Bewaard: {UNKNOWN_WORD}."
    return f"Bewaard: {answer_word(question, answer, _ROOM_ON_A_LINE)}."


@as_document
def progress_document(state: Questionnaire) -> Iterator[Block]:
    """How far each axis is, and what is still open."""
    yield Heading("Overzicht")
    yield from _progress_blocks(state)


@as_document
def end_document(state: Questionnaire) -> Iterator[Block]:
    """Past the last question."""
    yield Heading("Dit was de laatste vraag.")
    yield from _progress_blocks(state)
    left = len(state.open)
    if left:
        first = "die vraag" if left == 1 else "de eerste open vraag"
        text = (
            f"Enter = naar {first}, {Command.RESULT} = klaar: toon de fase, "
            f"{Command.STOP} = een andere keer verder."
        )
    else:
        number = 12 if len(state.model.questions) >= 12 else 1  # noqa: PLR2004
        again = f"{Command.GO} {number} = vraag {number} nog eens bekijken"
        text = f"Enter = klaar: toon de fase, {again}."
    yield Paragraph(text)


def _progress_blocks(state: Questionnaire) -> Iterator[Block]:
    names = list(state.model.questions)
    parts = progress(state)
    yield Items(tuple(_axis_line(part, names) for part in parts))
    today = sum(part.today for part in parts)
    if state.open:
        told = f", {today} deze keer beantwoord" if today else ""
        yield Paragraph(f"Samen: {_left(len(state.open))} van de {len(names)}{told}.")
    else:
        told = f", waarvan {today} deze keer" if today else ""
        yield Paragraph(f"Samen: alle {len(names)} beantwoord{told}.")


def _axis_line(part: Filled, names: Sequence[str]) -> str:
    line = f"{part.axis.name}: {part.answered} van {part.total} beantwoord"
    if part.today:
        line += f" ({part.today} deze keer)"
    if part.unknown:
        line += f", waarvan {part.unknown} met onbekend"
    if part.open:
        line += f". Open: {listing([f'{names.index(name) + 1} {name}' for name in part.open])}"
    return f"{line}."


@as_document
def help_document(state: Questionnaire) -> Iterator[Block]:
    """What can be typed."""
    question = state.question
    yield Heading("Wat u kunt typen")
    if question is not None:
        yield Paragraph(how_to_answer(state))
        named = [choice for choice in state.choices if choice.label != choice.word]
        if named:
            shown = listing([f"{one.label} = {one.word}" for one in named[:_MOST_NAMED]])
            yield Paragraph(f"U kunt ook het woord uit het antwoordenbestand typen: {shown}.")
    mark = COMMAND_MARK if clashes(state) else ""
    labels = tuple(f"{'' if word == 'Enter' else mark}{word}:" for word, _ in _HELP)
    whose = state.model.subject.the
    yield Items(tuple(text.format(whose) for _, text in _HELP), labels=labels)
    if mark:
        yield Paragraph(
            f"Bij deze vraag hoort {COMMAND_MARK} voor een opdracht, omdat een van de woorden "
            "ook een antwoord is."
        )


def _left(count: int) -> str:
    return "niets meer open" if not count else f"nog {count} open"
