"""One municipality's filled-in answers at one date.

The envelope (who, when) is pydantic's; the answers are looked up in tables made once per
model, so that thousands of files cost little and a message can name every possibility.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date as Date  # noqa: N812 - a field is called date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationError

from gemeente_online.assessment.dates import parse_date
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.messages.answers import HOW_TO_WRITE_A_DATE
from gemeente_online.model.file import (
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
    Model,
    Question,
    QuestionType,
)
from gemeente_online.model.numbers import bounds_in_words, parse_number, parse_whole
from gemeente_online.model.validation import findings_of
from gemeente_online.model.written import Text
from gemeente_online.problem import (
    MOST_SUGGESTIONS,
    Finding,
    FindingsError,
    Path,
    Wrong,
    key_hint,
    possible_hint,
    quoted,
    shortened,
    suggestion,
)

EMPTY = ("", "~", "null", "Null", "NULL")
_CODE = re.compile(r"GM\d{4}", re.ASCII)


class State(StrEnum):
    """Whether an answer counts."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


@plain_value
class Answer:
    """What was answered to one question."""

    state: State
    """Whether the answer counts: known, unknown or not-applicable."""
    chosen: tuple[str, ...] = ()
    """Ids of the options; empty for a number, and for geen."""
    number: Exact | None = None
    """The number that was given, in the question's unit; null for another kind of question."""
    score: Exact | None = None
    """On the model's scale; null unless the answer is known."""
    units: Annotated[int, Field(exclude=True)] = 0
    """The score in ``Model.unit`` above the bottom of the scale; 0 unless it is known."""


_UNKNOWN = Answer(state=State.UNKNOWN)
_NOT_APPLICABLE = Answer(state=State.NOT_APPLICABLE)


@plain_value
class Remark:
    """What was written beside an answer."""

    note: str | None = None
    """The note; null without one."""
    evidence: str | None = None
    """The evidence; null without one."""


def _or_none(value: object) -> object:
    return None if isinstance(value, str) and value in EMPTY else value


def parse_code(value: object) -> str:
    """A municipality's code of Statistics Netherlands.

    Raises:
        Wrong: it is none.

    """
    if isinstance(value, str) and _CODE.fullmatch(value):
        return value
    raise Wrong(
        "not-a-code",
        f"{quoted(value)} is geen CBS-code",
        "schrijf GM en vier cijfers, bijvoorbeeld GM0344, of laat de regel weg",
    )


def _inhabitants(value: object) -> int:
    number = parse_whole(value)
    if number <= 0:
        raise Wrong(
            "not-positive",
            f"{quoted(value)} is geen aantal inwoners",
            "schrijf een getal boven 0, of laat de regel weg",
        )
    return number


def _date(value: object) -> Date:
    if isinstance(value, str) and value in EMPTY:
        raise Wrong("not-a-date", '"date" is leeg', HOW_TO_WRITE_A_DATE)
    return parse_date(value)


Optional = BeforeValidator(_or_none)


@plain_value
class Municipality:
    """Whose answers these are."""

    name: str
    """The name as it was written."""
    code: str | None = None
    """Of Statistics Netherlands, GM and four digits."""
    inhabitants: int | None = None
    """A positive number of people."""
    province: str | None = None
    """The province as it was written."""

    @property
    def with_code(self) -> str:
        """What it is called, with its code where it has one: "Waterdam (GM9999)"."""
        return f"{self.name} ({self.code})" if self.code else self.name


class _Municipality(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[Text, BeforeValidator(lambda value: "" if value in EMPTY else value)]
    code: Annotated[Annotated[str, PlainValidator(parse_code)] | None, Optional] = None
    inhabitants: Annotated[Annotated[int, PlainValidator(_inhabitants)] | None, Optional] = None
    province: Annotated[Text | None, Optional] = None


class _Envelope(BaseModel):
    model_config = ConfigDict(extra="forbid")

    model: Annotated[str | None, Optional] = None
    model_version: Annotated[str | None, Optional] = None
    municipality: _Municipality
    date: Annotated[Date, PlainValidator(_date)]
    respondent: Annotated[Text | None, Optional] = None
    ambition: Any = None
    answers: Any


class Assessment(NamedTuple):
    """One municipality's answers at one date, held against one model.

    source: the file that it came from.
    row: its row in that file, where one file holds many; the first is 1.
    ambition: the phase aimed at, per axis id; empty where none was given.
    answers: an answer for every question of the model, unknown where none was given.
    remarks: note and evidence, for the questions that have any.
    """

    source: str
    model: Model
    municipality: Municipality
    date: Date
    respondent: str | None
    ambition: Mapping[str, int]
    answers: Mapping[str, Answer]
    remarks: Mapping[str, Remark]
    row: int | None = None

    @property
    def overall_ambition(self) -> int | None:
        """The phase aimed at overall: the lowest over the axes, None unless all have one."""
        if len(self.ambition) < len(self.model.axes):
            return None
        return min(self.ambition.values())

    @property
    def shared_ambition(self) -> int | None:
        """The phase that every axis aims at; None where they differ, or one has none."""
        phases = set(self.ambition.values())
        every = len(self.ambition) == len(self.model.axes)
        return phases.pop() if every and len(phases) == 1 else None


def assess(tree: object, model: Model, source: str = "") -> Assessment:
    """The assessment in a tree of text.

    Raises:
        FindingsError: with everything that is wrong with the envelope and with the answers.

    """
    findings: list[Finding] = []
    envelope = None
    try:
        envelope = _Envelope.model_validate(tree)
    except ValidationError as error:
        findings += findings_of(error, _Envelope)
    content = tree if isinstance(tree, dict) else {}
    findings += _check_version(content.get("model_version"), model)
    remarks: dict[str, Remark] = {}
    answers = _answers(content.get("answers", {}), model, remarks, findings)
    ambition = _ambition(content.get("ambition", ""), model, findings)
    if findings or envelope is None:
        raise FindingsError(findings)
    return Assessment(
        source=source,
        model=model,
        municipality=Municipality(**dict(envelope.municipality)),
        date=envelope.date,
        respondent=envelope.respondent,
        ambition=ambition,
        answers=answers,
        remarks=remarks,
    )


def envelope_findings(tree: object) -> list[Finding]:
    """What is wrong with an answers file whatever its model is: who, when, which keys."""
    try:
        _Envelope.model_validate(tree)
    except ValidationError as error:
        return list(findings_of(error, _Envelope))
    return []


def _check_version(written: object, model: Model) -> Iterator[Finding]:
    if not isinstance(written, str) or written in EMPTY:
        return
    major = written.partition(".")[0]
    path: Path = ("model_version",)
    if not (major.isascii() and major.isdigit()):
        yield Finding(
            path=path,
            code="not-a-version",
            message=f"{quoted(written)} is geen versienummer",
            hint=f'schrijf "{model.version}", of laat de regel weg',
        )
    elif major.lstrip("0") != str(model.major).lstrip("0"):
        yield Finding(
            path=path,
            code="other-major-version",
            message=f"deze antwoorden horen bij versie {written} van het groeimodel, "
            f"en dit is versie {model.version}",
            hint="gebruik die versie met --model, of loop de vragen na en pas het nummer aan",
        )


def _ambition(tree: Any, model: Model, findings: list[Finding]) -> dict[str, int]:
    phases = {str(phase.number): phase.number for phase in model.phases}
    axes = [axis.id for axis in model.axes]
    per_axis: dict[str, tuple[Path, Any]]
    if isinstance(tree, dict):
        per_axis = {axis: (("ambition", axis), value) for axis, value in tree.items()}
    elif tree in EMPTY:
        return {}
    else:
        per_axis = dict.fromkeys(axes, (("ambition",), tree))
    ambition: dict[str, int] = {}
    wrong: dict[Path, Finding] = {}
    for axis, (path, value) in per_axis.items():
        if axis not in axes:
            wrong[path] = Finding(
                path=path,
                code="unknown-axis",
                message=f"{quoted(axis)} is geen as van dit groeimodel",
                hint=suggestion(axis, axes),
            )
        elif isinstance(value, str) and value in phases:
            ambition[axis] = phases[value]
        elif not (isinstance(value, str) and value in EMPTY):
            wrong[path] = Finding(
                path=path,
                code="unknown-phase",
                message=f"{quoted(value)} is geen fase",
                hint=possible_hint(list(phases)),
            )
    findings += wrong.values()
    return ambition


def _answers(
    tree: Any, model: Model, remarks: dict[str, Remark], findings: list[Finding]
) -> dict[str, Answer]:
    tables = answer_tables(model)
    answers = unanswered(model)
    if not isinstance(tree, dict):
        if tree not in EMPTY:
            findings.append(
                Finding(
                    path=("answers",),
                    code="dict-type",
                    message="onder answers horen de vragen, elk op een eigen regel",
                    hint="schrijf per vraag, ingesprongen: klantvragen: webcare",
                    json_hint='schrijf per vraag, tussen { en }: "klantvragen": "webcare"',
                )
            )
        return answers
    questions = list(tables)
    for identifier, given in tree.items():
        table = tables.get(identifier)
        if table is None:
            findings.append(
                Finding(
                    path=("answers", identifier),
                    code="unknown-question",
                    message=f"{quoted(identifier)} is geen vraag van dit groeimodel",
                    hint=suggestion(identifier, questions, guess=len(findings) < MOST_SUGGESTIONS),
                )
            )
            continue
        known = table.words.get(given) if type(given) is str else None
        if known is not None:
            answers[identifier] = known
            continue
        path: Path = ("answers", identifier)
        value = given
        if isinstance(given, dict):
            remark = _remark(given, path, findings)
            if remark is not None:
                remarks[identifier] = remark
            value = given.get("answer", "")
            if "answer" in given:
                path = (*path, "answer")
        try:
            answers[identifier] = table.parse(value, path)
        except Wrong as wrong:
            findings.append(wrong.at(path))
        except FindingsError as error:
            findings += error.findings
    return answers


def _remark(tree: dict[str, Any], path: Path, findings: list[Finding]) -> Remark | None:
    texts: dict[str, str] = {}
    for key, value in tree.items():
        if key not in {"answer", "note", "evidence"}:
            findings.append(
                Finding(
                    path=(*path, key),
                    code="unknown-key",
                    message=f"{quoted(key)} is hier geen sleutel",
                    hint=key_hint(key, ["answer", "note", "evidence"]),
                )
            )
        elif key != "answer" and not isinstance(value, str):
            findings.append(
                Finding(
                    path=(*path, key),
                    code="string-type",
                    message="hier hoort tekst, geen lijst of groep sleutels",
                    hint="schrijf de tekst achter de dubbele punt",
                )
            )
        elif key != "answer" and value not in EMPTY:
            texts[key] = value
    return Remark(**texts) if texts else None


class AnswerTable(NamedTuple):
    """What may be answered to one question.

    words: every text that is an answer by itself.
    parse: an answer of any other form, and its path; raises Wrong where it is none, and
        FindingsError where several items of a list are none.
    """

    words: Mapping[str, Answer]
    parse: Callable[[Any, Path], Answer]


@lru_cache(maxsize=16)
def answer_tables(model: Model) -> Mapping[str, AnswerTable]:
    """A table for every question of the model, in its order."""
    return {identifier: _table(model, q) for identifier, q in model.questions.items()}


def unanswered(model: Model) -> dict[str, Answer]:
    """Every question of the model, without an answer yet."""
    return {
        identifier: table.words[UNKNOWN_WORD] for identifier, table in answer_tables(model).items()
    }


class _Known:
    """Makes the known answers to one question."""

    def __init__(self, model: Model, question: Question) -> None:
        self.model, self.question = model, question

    def __call__(self, score: Fraction, **rest: Any) -> Answer:
        return Answer(state=State.KNOWN, score=score, units=self.model.units(score), **rest)


def _table(model: Model, question: Question) -> AnswerTable:
    known = _Known(model, question)
    words = dict.fromkeys((*EMPTY, UNKNOWN_WORD), _UNKNOWN)
    if question.not_applicable:
        words[NOT_APPLICABLE_WORD] = _NOT_APPLICABLE

    def parse(value: Any, path: Path) -> Answer:
        if isinstance(value, str) and value in words:
            return words[value]
        if value == NOT_APPLICABLE_WORD:
            raise _not_applicable()
        if question.type is QuestionType.NUMBER:
            return _number(known, value)
        if question.type is QuestionType.MULTI and isinstance(value, list):
            return _several(known, value, words, path)
        raise _no_answer(question, value, possible)

    possible = (*question.words, *list(words)[len(EMPTY) :])
    if question.type is QuestionType.MULTI:
        words[NOTHING_WORD] = known(model.scale.minimum)
    for word, score in model.word_scores(question).items():
        words[word] = known(score, chosen=(word,))
    return AnswerTable(words, parse)


def _not_applicable() -> Wrong:
    return Wrong(
        "not-applicable",
        '"nvt" kan bij deze vraag niet',
        "kies het antwoord dat het meest past, of onbekend",
    )


def _no_answer(question: Question, value: Any, possible: tuple[str, ...]) -> Wrong:
    if isinstance(value, (list, dict)):
        return Wrong(
            "single-answer",
            f"bij deze vraag hoort één antwoord, en hier staat {quoted(value)}",
            possible_hint(possible),
        )
    parts = value.replace(",", " ").split()
    if question.type is QuestionType.MULTI and len(parts) > 1 and set(parts) <= set(possible):
        in_json = ", ".join(f'"{part}"' for part in parts)
        return Wrong(
            "unknown-option",
            f"{quoted(value)} is geen antwoord op deze vraag",
            f"schrijf meer antwoorden als lijst: [{shortened(', '.join(parts), 200)}]",
            f"schrijf meer antwoorden als lijst: [{shortened(in_json, 200)}]",
        )
    if question.type is QuestionType.MULTI and value.startswith("-"):
        return Wrong(
            "unknown-option",
            f"{quoted(value)} is geen antwoord op deze vraag",
            "zet een spatie na elk streepje: - een-antwoord",
        )
    if question.type is QuestionType.YES_NO:
        english = {"true": "ja", "yes": "ja", "false": "nee", "no": "nee"}.get(value.lower())
        if english:
            return Wrong(
                "unknown-option",
                f"{quoted(value)} is geen antwoord op deze vraag",
                f'bedoelde u "{english}"? Mogelijk: {", ".join(possible)}',
            )
    return Wrong(
        "unknown-option",
        f"{quoted(value)} is geen antwoord op deze vraag",
        suggestion(value, possible),
    )


def _several(known: _Known, items: list[Any], words: Mapping[str, Answer], path: Path) -> Answer:
    model, question = known.model, known.question
    alone = model.word_scores(question)
    if not items:
        return words[UNKNOWN_WORD]
    if len(items) == 1 and isinstance(items[0], str) and items[0] in words:
        return words[items[0]]
    if items == [NOT_APPLICABLE_WORD]:
        raise _not_applicable()
    findings: list[Finding] = []
    possible, before = (*question.words, UNKNOWN_WORD), set[str]()

    def unknown(item: str) -> Wrong:
        if len(findings) < MOST_SUGGESTIONS:
            return _no_answer(question, item, possible)
        message = f"{quoted(item)} is geen antwoord op deze vraag"
        return Wrong("unknown-option", message, possible_hint(possible))

    for position, item in enumerate(items):
        if not isinstance(item, str):
            message = f"{quoted(item)} is geen antwoord op deze vraag"
            wrong: Wrong | None = Wrong("unknown-option", message, possible_hint(possible))
        else:
            wrong = _wrong_item(item, alone, before, unknown)
            before.add(item)
        if wrong is not None:
            findings.append(wrong.at((*path, position)))
    if findings:
        raise FindingsError(findings)
    floor = model.scale.minimum
    score = floor + sum(alone[item] - floor for item in items)
    return known(score, chosen=tuple(option for option in alone if option in before))


def _wrong_item(
    item: str, options: Mapping[str, Exact], before: set[str], unknown: Callable[[str], Wrong]
) -> Wrong | None:
    """What is wrong with one of several chosen options, if anything is."""
    if item in {UNKNOWN_WORD, NOT_APPLICABLE_WORD, NOTHING_WORD}:
        return Wrong(
            "word-stands-alone",
            f"{quoted(item)} kan niet samen met andere antwoorden",
            "laat dit woord weg, of laat het alleen staan",
        )
    if item not in options:
        return unknown(item)
    if item in before:
        return Wrong("repeated-option", f"{quoted(item)} staat er twee keer", "laat er één staan")
    return None


def _number(known: _Known, value: Any) -> Answer:
    model, question = known.model, known.question
    number = parse_number(value)
    low, high = question.minimum, question.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        bounds = bounds_in_words(low, high)
        raise Wrong(
            "out-of-bounds",
            f"{quoted(value)} kan hier niet",
            f"het is {' en '.join(bounds)} {question.unit}",
        )
    return known(model.score_of_number(question, number), number=number)
