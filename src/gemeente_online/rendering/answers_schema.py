"""The JSON Schema of the answers to one model, so that an editor completes and checks them.

Draft 7, which editors with yaml-language-server know best. An editor reads YAML 1.2, where
``12`` is a number and ``nee`` is text; the program reads every value as text. So the schema
takes every form in which an answer may arrive, and where it cannot see what the program sees
(``1.000``, of which an editor keeps only the 1) it lets the value pass. It offers the ids of
options; their letters and texts are only taken, these last with the model's own capitals.

Nothing here is about files or printing: a model comes in, and plain data goes out.
"""

import re
from collections.abc import Container, Iterator
from typing import Any

from gemeente_online.assessment.dates import MONTHS, SHORT_MONTHS
from gemeente_online.messages import messages
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_texts
from gemeente_online.model.numbers import MAX_DIGITS, plain_number
from gemeente_online.model.parts import Axis, Question
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.texts import (
    NO,
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
    YES,
    folded_answer,
    signs,
)
from gemeente_online.model.written import SCALAR
from gemeente_online.problem import broken
from gemeente_online.rendering.words import code_words, group_example, when_left_open
from gemeente_online.wording import capitalised

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_YAML_INTEGER = re.compile(r"\d+|0o[0-7]+|0x[0-9a-f]+", re.ASCII)
_YAML_FLOAT = re.compile(r"\d+e-?\d+", re.ASCII)
_DAYS_OF_MONTHS = {
    "0[1-9]|[12][0-9]|3[01]": (1, 3, 5, 7, 8, 10, 12),
    "0[1-9]|[12][0-9]|30": (4, 6, 9, 11),
    "0[1-9]|[12][0-9]": (2,),
}
_DECIMALS = rf"^\s*-?(?=[0-9.,]{{1,{MAX_DIGITS + 1}}}\s*$)[0-9]+([.,][0-9]+)?\s*$"
_TEXT: Schema = {"type": SCALAR, "pattern": r"\S"}
_REMARK: Schema = {"type": [*SCALAR, "null"]}
_EMPTY: Schema = {
    # not "type: null", for which editors would suggest the word null
    "not": {"type": ["number", "boolean", "array", "object"]},
    "pattern": "^$",
}


def answers_schema(model: Model) -> Schema:
    """The schema of an answers file that is held against this model, as data for JSON."""
    questions = {
        question.id: _question(axis, model.kinds[question.id])
        for axis in model.axes
        for question in axis.questions
    }
    questions |= {old: _earlier(questions.get(now or ""), now) for old, now in model.became.items()}
    told = "Per vraag een regel. Wat ontbreekt of leeg is, telt als onbekend."
    properties = {
        "model": _model_key(model),
        "model_version": _version(model),
        "municipality": {"title": capitalised(model.subject.the), **_municipality(model)},
        "date": _date(),
        "respondent": _optional("Wie de antwoorden gaf", "", _TEXT),
        "ambition": _ambition(model),
        "answers": _titled("De antwoorden", told, oneOf=[_object(questions), _EMPTY]),
    }
    return {
        "$schema": DRAFT,
        "title": f"Antwoorden op het groeimodel {model.title}, versie {model.version}",
        **_object(properties, "municipality", "date", "answers"),
    }


def render_answers_schema(model: Model) -> str:
    """The same as the text of a JSON file."""
    from gemeente_online.rendering.json_text import to_json

    return to_json(answers_schema(model))


def values_in_yaml(word: str) -> list[str | int | float | bool | None]:
    """What a kebab-case word may arrive as: itself, and what YAML 1.2 makes of it unquoted."""
    plain: dict[str, bool | None] = {"true": True, "false": False, "null": None}
    if word in plain:
        return [word, plain[word]]
    if _YAML_INTEGER.fullmatch(word):
        return [word, int(word, 0) if word[:2] in {"0o", "0x"} else int(word)]
    if _YAML_FLOAT.fullmatch(word) and float(word) != float("inf"):
        return [word, float(word)]
    return [word]


def _word(word: str, title: str, description: str) -> Iterator[Schema]:
    """The forms of one word: the one that an editor offers, and it in quotes where they differ."""
    quoted, *unquoted = values_in_yaml(word)
    told = _titled(title, description)
    yield {"const": unquoted[0] if unquoted else quoted, **told}
    if unquoted:
        yield {"type": "string", "pattern": f"^{word}$", **told}


def _titled(title: str, description: str, **form: object) -> Schema:
    return {"title": title, "description": description, **form}


def _optional(title: str, description: str, *forms: Schema) -> Schema:
    told = f"{description} Mag worden weggelaten.".lstrip()
    return _titled(title, told, oneOf=[*forms, _EMPTY])


def _object(properties: Schema, *required: str) -> Schema:
    asked = {"required": list(required)} if required else {}
    return {"type": "object", **asked, "additionalProperties": False, "properties": properties}


def _written(pattern: str, told: str) -> Schema:
    """A text of some form. told: what an editor says where it is written otherwise."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": told}


def _date() -> Schema:
    how = messages()["not-a-date"]["hint"]
    told = "Bijvoorbeeld 2026-10-01, 1-10-2026 of 1 oktober 2026."
    form = _written(_date_pattern(), how)
    return _titled("Datum van de meting", told, **form, errorMessage=how)


def _date_pattern() -> str:
    """What ``parse_date`` takes, but for 29 February, which a pattern cannot count out."""
    forms = []
    for days, months in _DAYS_OF_MONTHS.items():
        names = [name for month in months for name in _names_of(month)]
        written = "|".join(f"{month:02}" for month in months)
        typed = re.sub(r"\b0", "0?", written)
        day = days.replace("0[", "0?[")
        forms += [
            f"[0-9]{{4}}-({written})-({days})",
            rf"({day})(-({typed})-|\.({typed})\.| +({'|'.join(names)}) +)[0-9]{{4}}",
        ]
    return f"^({'|'.join(forms)})$"


def _names_of(month: int) -> Iterator[str]:
    """Patterns of the names of a month."""
    yield _in_any_case(MONTHS[month - 1])
    for short in SHORT_MONTHS[month - 1]:
        yield rf"{_in_any_case(short)}\.?"


def _in_any_case(name: str) -> str:
    """A pattern for a name, since a schema's patterns know no flags."""
    return "".join(
        f"[{sign}{sign.upper()}]" if len(sign.upper()) == 1 and sign.isalpha() else _escaped(sign)
        for sign in name
    )


def _escaped(text: str) -> str:
    """A pattern for a text; editors know no other signs that may have a backslash before them."""
    return re.sub(r"[\\^$.*+?()\[\]{}|]", r"\\\g<0>", text)


def _model_key(model: Model) -> Schema:
    return _optional(
        "Het groeimodel",
        "De naam van een meegeleverd model, of het pad van een modelbestand vanaf dit bestand.",
        *_word(model.id, model.title, f"Versie {model.version}"),
        _written(r"[./\\]", f"dit schema hoort bij het groeimodel {model.id}"),
    )


def _version(model: Model) -> Schema:
    major = f"0*{model.major}" if model.major else "0+"
    return _optional(
        "Versie van het groeimodel",
        f"De versie waarvoor de vragen zijn ingevuld. Dit is {model.version}.",
        _written(rf"^{major}(\.|$)", f"dit is versie {model.version} van het groeimodel"),
        {"type": "number", "minimum": model.major, "exclusiveMaximum": model.major + 1},
    )


def _municipality(model: Model) -> Schema:
    subject = model.subject
    fill_in = f"vul de naam van {subject.the} in"
    words, own, mistake = code_words(model), "[A-Za-z0-9][A-Za-z0-9._-]*", "not-a-code/other"
    if model.is_of_municipalities:
        own, mistake = f"([Gg][Mm][0-9]{{4}}|(?![Gg][Mm][0-9]){own})", "not-a-code"
    code = _written(rf"^\s*{own}\s*$", messages()[mistake]["hint"])
    bare_code = {"type": ["number", "boolean"], "minimum": 0}
    number = _written(
        rf"^\s*0*[1-9][0-9]{{0,{MAX_DIGITS - 1}}}\s*$",
        "schrijf een getal boven 0, met alleen cijfers",
    )
    properties = {
        "name": {
            "title": f"Naam van {subject.the}",
            "patternErrorMessage": fill_in,
            "errorMessage": fill_in,
            **_TEXT,
        },
        "code": _optional(
            capitalised(words.name),
            f"{capitalised(words.shape)}, bijvoorbeeld {words.example}.",
            code,
            bare_code,
        ),
        "inhabitants": _optional(
            f"Aantal {subject.people}",
            "Met alleen cijfers.",
            {"type": "integer", "minimum": 1},
            number,
        ),
        "province": _optional("Provincie", "", _TEXT),
        "group": _optional("Groep", f"Om in te vergelijken, zoals {group_example(model)}.", _TEXT),
    }
    return _object(properties, "name")


def _ambition(model: Model) -> Schema:
    phases = [
        form
        for phase in model.phases
        for form in _word(
            str(phase.number), f"Fase {phase.number}: {phase.name}", phase.description
        )
    ]
    numbers = phase_texts(model)
    names = {phase.name for phase in model.phases} - {*numbers}
    named = "|".join(map(_escaped, sorted({*names, *numbers.values()})))
    numbered = "|".join(numbers)
    written = rf"({named}|{_in_any_case('fase')}\s+({numbered}))"
    phases.append({"type": "string", "pattern": rf"^[\s.]*{written}[\s.]*$"})
    per_axis = {axis.id: _optional(axis.name, axis.description, *phases) for axis in model.axes}
    return _optional(
        f"De fase waar {model.subject.the} naartoe wil",
        "Eén fase voor alle assen, of per as een fase.",
        *phases,
        _object(per_axis),
    )


def _question(axis: Axis, kind: Kind) -> Schema:
    question = kind.question
    told = [question.explanation] if question.explanation else []
    if question.type is QuestionType.NUMBER:
        told.append(f"{question.number_in_words}.")
    told.append(f"As: {axis.name}.")
    values = [*_values(kind), _EMPTY]
    note = "Wat een lezer bij dit antwoord moet weten."
    evidence = "Waar te zien is dat het klopt: een link of een document."
    with_remarks = {
        "answer": _titled("Antwoord", question.text, oneOf=values),
        "note": _titled("Toelichting", note, **_REMARK),
        "evidence": _titled("Bewijs", evidence, **_REMARK),
    }
    forms = [*values, _object(with_remarks)]
    return _titled(question.text, "\n\n".join(told), oneOf=forms)


def _earlier(asked: Schema | None, now: str | None) -> Schema:
    """What stands at a question of an earlier version, which an editor does not offer any more.

    asked: what stands at the question that it is now; None where that is none.
    """
    key = "dropped-question" if now is None else "renamed-question"
    told = broken((), key, now=now).message
    return {**(asked or {}), "doNotSuggest": True, "deprecationMessage": told}


def _values(kind: Kind) -> Iterator[Schema]:
    """Every form of an answer to a question, without note and evidence; no two overlap."""
    question = kind.question
    alone = [*_words_alone(kind), *_as_written(kind, {*kind.possible} - {*kind.alone})]
    options = [*_options(question), *_as_written(kind, {*kind.alone})]
    match question.type:
        case QuestionType.NUMBER:
            yield from _numbers(question)
        case QuestionType.YES_NO:
            texts = {option.id: option.text for option in question.options or ()}
            yield from _word(YES, "Ja", texts.get(YES, "Ja."))
            yield from _word(NO, "Nee", texts.get(NO, "Nee."))
            yield from _as_written(kind, {YES, NO})
        case QuestionType.CHOICE | QuestionType.MULTI:
            yield from options
    if question.type is QuestionType.MULTI:
        yield {"type": "array", "uniqueItems": True, "items": {"oneOf": options}}
        one = {"oneOf": [*alone, _EMPTY]}
        yield {"type": "array", "minItems": 1, "maxItems": 1, "items": one}
    yield from alone


def _as_written(kind: Kind, words: Container[str]) -> Iterator[Schema]:
    """The texts that stand for some of the words of a question, but for the words themselves."""
    texts = {text for text, word in kind.meanings.items() if word in words and text.strip()}
    exact = "|".join(sorted(map(_escaped, kind.possible)))
    short = {folded_answer(text) for text in texts if not re.search(r"\s", text)}
    long = {text.strip(" .") for text in texts if re.search(r"\s", text)}
    long -= {folded_answer(text) for text in long if text != folded_answer(text)}
    forms = [*map(_in_any_case, sorted(short)), *map(_escaped, sorted(long))]
    if forms:
        written = "|".join(forms)
        yield {"type": "string", "pattern": rf"^(?!({exact})$)[\s.]*({written})[\s.]*$"}


def _options(question: Question) -> Iterator[Schema]:
    options = question.options or ()
    for option, sign in zip(options, signs(options).values(), strict=True):
        yield from _word(option.id, f"Antwoord {sign}", option.text)


def _words_alone(kind: Kind) -> Iterator[Schema]:
    question = kind.question
    if question.type is QuestionType.MULTI:
        yield from _word(NOTHING_WORD, "Geen", "Niets hiervan.")
    yield from _word(UNKNOWN_WORD, "Onbekend", f"Nog niet bekend; {when_left_open(kind.model)}.")
    if question.not_applicable:
        yield from _word(
            NOT_APPLICABLE_WORD, "Niet van toepassing", "Geldt hier niet; telt niet mee."
        )


def _numbers(question: Question) -> Iterator[Schema]:
    number: Schema = {"type": "number"}
    if question.minimum is not None:
        number["minimum"] = plain_number(question.minimum)
    if question.maximum is not None:
        number["maximum"] = plain_number(question.maximum)
    yield number
    yield _written(_DECIMALS, f"schrijf een getal: {question.number_in_words}")
