"""An answers file in YAML to fill in: every question with its answers, one line each to uncomment.

What may be uncommented begins with ``#`` and no space, so that taking away that one sign, or
letting an editor uncomment the line, leaves it at the right depth.
"""

from collections.abc import Iterator
from textwrap import wrap

from gemeente_online.assessment.file import Remark
from gemeente_online.assessment.municipality import UNNAMED
from gemeente_online.assessment.taking_over import words_of_answer
from gemeente_online.assessment.yaml_text import quoted_scalar, scalar
from gemeente_online.model.file import Axis, Question
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.texts import (
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
)
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.forms.blank import LAST_THAT_HOLDS, Blank

_WIDTH = 96


def blank_yaml(blank: Blank, *, schema: str | None = None, name: str | None = None) -> str:
    """The file's text.

    schema: how the JSON Schema of the answers is reached from the file, for the editor's sake.
    name: what the file will be called, for the instructions in it.
    """
    return "\n".join(_lines(blank, schema, name or "BESTAND")) + "\n"


def _lines(blank: Blank, schema: str | None, name: str) -> Iterator[str]:
    model = blank.model
    if schema is not None:
        yield f"# yaml-language-server: $schema={schema}"
        yield ""
    yield from _comment(f"{model.title}, versie {model.version}: de antwoorden van één gemeente.")
    yield "#"
    yield from _instructions(blank, name)
    yield ""
    yield f"model: {scalar(blank.model_name)}"
    yield f'model_version: "{model.version}"'
    yield from _about(blank)
    yield ""
    yield "answers:"
    number = 0
    for axis in model.axes:
        yield from _axis(axis)
        for question in axis.questions:
            number += 1
            yield ""
            yield from _question(blank, question, number)


def _instructions(blank: Blank, name: str) -> Iterator[str]:
    ordered = any(kind.is_ladder for kind in blank.model.kinds.values())
    steps = [
        "Kijk eerst of hieronder de naam van de gemeente en de datum kloppen.",
        "Haal dan bij elke vraag het teken # weg voor het antwoord dat past, en niet meer dan dat "
        f"teken. {LAST_THAT_HOLDS if ordered else ''}",
        "Weet u het niet, laat de regels dan staan zoals ze zijn: de vraag telt niet mee.",
        "Een toelichting of bewijs kan erbij, tussen accolades. Bijvoorbeeld:",
        "Bekijk de uitkomst, ook als u nog niet klaar bent, met:",
    ]
    if blank.previous is not None:
        steps[1] = (
            "De antwoorden van de vorige meting zijn al ingevuld. Loop ze na: klopt een ander "
            "antwoord beter, zet dan # voor de oude regel en haal het weg voor de nieuwe. "
            f"{LAST_THAT_HOLDS if ordered else ''}"
        )
    for step in steps:
        yield from _comment(step.strip(), first="- ", rest="  ")
        if step.endswith("Bijvoorbeeld:"):
            yield f"#     {_example(blank)}"
    yield f"#     gemeente-online score {clean(name)}"


def _example(blank: Blank) -> str:
    question = next(iter(blank.model.questions.values()))
    word = next(iter(blank.model.kinds[question.id].words), "5")
    return f'{question.id}: {{answer: {word}, note: "Zie het verslag", evidence: "https://…"}}'


def _about(blank: Blank) -> Iterator[str]:
    municipality, previous = blank.municipality, blank.previous
    yield "municipality:"
    if municipality is None:
        yield f"  name: {UNNAMED}"
    else:
        yield f"  name: {scalar(municipality.name)}"
    yield _field("  ", "code", municipality and municipality.code, "GM0000", "CBS-code")
    inhabitants = municipality and municipality.inhabitants
    yield _field("  ", "inhabitants", inhabitants, "50000", "aantal inwoners")
    yield _field("  ", "province", municipality and municipality.province, "Utrecht", "provincie")
    before = f"; de vorige was op {previous.date.isoformat()}" if previous else ""
    yield f"date: {blank.date.isoformat()}  # datum van deze meting{before}"
    said = previous.respondent if previous else None
    yield f"#respondent: {scalar(said or 'Team communicatie')}  # wie de vragen beantwoordt"
    yield from _ambition(blank)


def _field(indent: str, key: str, value: object, example: str, told: str) -> str:
    if value is None:
        return f"{indent}#{key}: {example}  # {told} (niet verplicht)"
    return f"{indent}{key}: {scalar(str(value))}"


def _ambition(blank: Blank) -> Iterator[str]:
    told = "  # de fase waar de gemeente naartoe wil"
    previous = blank.previous
    if previous is None or not previous.ambition:
        yield f"#ambition: {blank.model.phases[-1].number}{told} (niet verplicht)"
    elif previous.shared_ambition is not None:
        yield f"ambition: {previous.shared_ambition}{told}"
    else:
        per_axis = ", ".join(f"{axis}: {phase}" for axis, phase in previous.ambition.items())
        yield f"ambition: {{{per_axis}}}{told}"


def _axis(axis: Axis) -> Iterator[str]:
    yield ""
    heading = f"  # === {clean(axis.name)} "
    yield heading + "=" * max(_WIDTH - len(heading), 3)
    yield from _comment(axis.description, indent="  ")


def _question(blank: Blank, question: Question, number: int) -> Iterator[str]:
    yield from _comment(f"{number}. {question.text}", indent="  ")
    if question.explanation:
        yield from _comment(question.explanation, indent="  ", first="   ", rest="   ")
    answer = blank.previous.answers[question.id] if blank.previous else None
    words = words_of_answer(answer) if answer else []
    remark = blank.previous.remarks.get(question.id) if blank.previous else None
    match question.type:
        case QuestionType.NUMBER:
            yield from _number(question, words, remark)
        case QuestionType.MULTI:
            yield from _several(question, words, remark)
        case _:
            yield from _one(blank.model.kinds[question.id], words, remark)
    if not words and remark is not None:
        yield _line(question, [UNKNOWN_WORD], remark)


def _one(kind: Kind, words: list[str], remark: Remark | None) -> Iterator[str]:
    question = kind.question
    texts = {option.id: option.text for option in question.options or ()}
    choices = [(word, texts.get(word)) for word in kind.words]
    if question.not_applicable:
        choices.append((NOT_APPLICABLE_WORD, "Dit geldt bij ons niet; de vraag telt niet mee."))
    for word, text in choices:
        if text:
            yield from _comment(text, indent="  ", first="   · ", rest="     ")
        yield _line(question, [word], remark) if words == [word] else f"  #{question.id}: {word}"


def _several(question: Question, words: list[str], remark: Remark | None) -> Iterator[str]:
    options = question.options or ()
    for option in options:
        yield from _comment(f"{option.id}: {option.text}", "  ", "   · ", "     ")
    yield from _comment("Laat tussen de haken staan wat klopt.", indent="  ", first="   ")
    every = ", ".join(option.id for option in options)
    alone = [NOTHING_WORD, *([NOT_APPLICABLE_WORD] if question.not_applicable else [])]
    if words and words[0] not in alone:
        yield _line(question, words, remark)
    else:
        yield f"  #{question.id}: [{every}]"
    for word in alone:
        yield _line(question, words, remark) if words == [word] else f"  #{question.id}: {word}"


def _number(question: Question, words: list[str], remark: Remark | None) -> Iterator[str]:
    told = f"Een getal {question.number_in_words}. Vul het in achter de dubbele punt."
    yield from _comment(told, indent="  ", first="   ")
    missing = words == [NOT_APPLICABLE_WORD]
    yield _line(question, words, remark) if words and not missing else f"  #{question.id}:"
    if question.not_applicable:
        alone = f"  #{question.id}: {NOT_APPLICABLE_WORD}"
        yield _line(question, words, remark) if missing else alone


def _line(question: Question, words: list[str], remark: Remark | None) -> str:
    """An answer that is filled in, with what was written beside it."""
    several = question.type is QuestionType.MULTI and words[0] in {
        option.id for option in question.options or ()
    }
    answer = f"[{', '.join(words)}]" if several else words[0]
    if remark is None:
        return f"  {question.id}: {answer}"
    if "," in answer and not several:
        answer = quoted_scalar(answer)
    beside = {"note": remark.note, "evidence": remark.evidence}
    said = "".join(f", {key}: {quoted_scalar(text)}" for key, text in beside.items() if text)
    return f"  {question.id}: {{answer: {answer}{said}}}"


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
