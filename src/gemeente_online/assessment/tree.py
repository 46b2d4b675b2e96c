"""An assessment out of a tree of text, as an answers file holds it.

The envelope (who, when) is pydantic's; the answers are looked up in tables made once per
model, so that thousands of files cost little and a message can name every possibility.
"""

from collections.abc import Iterator, Mapping
from datetime import date as Date  # noqa: N812 - a field is called date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    ValidationError,
    ValidationInfo,
)

from gemeente_online.assessment.dates import parse_date
from gemeente_online.assessment.file import Answer, Assessment, Municipality, Remark, State
from gemeente_online.assessment.spelling import known_province, parse_code
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_for, phases_meant
from gemeente_online.model.numbers import parse_whole
from gemeente_online.model.parts import MUNICIPALITIES
from gemeente_online.model.question_types.kind import Given, Kind
from gemeente_online.model.question_types.texts import (
    NOT_APPLICABLE_WORD,
    UNANSWERED,
    UNKNOWN_WORD,
    folded_answer,
)
from gemeente_online.model.validation import findings_of, unknown_key
from gemeente_online.model.written import Text
from gemeente_online.problem import Finding, FindingsError, Path, Wrong, broken, wrong
from gemeente_online.suggestions import Meant

_UNKNOWN = Answer(state=State.UNKNOWN)
_SAID_UNKNOWN = Answer(state=State.UNKNOWN, said_unknown=True)
_NOT_APPLICABLE = Answer(state=State.NOT_APPLICABLE)


def _or_none(value: object) -> object:
    return None if value == "" else value


def _code(value: object, info: ValidationInfo) -> str:
    return parse_code(value, is_dutch=_are_municipalities(info.context))


def _province(value: str, info: ValidationInfo) -> str:
    return (_are_municipalities(info.context) and known_province(value)) or value


def _are_municipalities(model: Model | None) -> bool:
    """Whether Dutch municipalities are assessed, as they are where no model is known."""
    return model is None or model.is_of_municipalities


def _inhabitants(value: object, info: ValidationInfo) -> int:
    number = parse_whole(value)
    if number <= 0:
        subject = info.context.subject if info.context else MUNICIPALITIES
        raise wrong("not-positive/inhabitants", value=value, subject=subject)
    return number


def _date(value: object) -> Date:
    if value == "":
        raise wrong("not-a-date/empty")
    return parse_date(value)


Optional = BeforeValidator(_or_none)


class _Municipality(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    code: Annotated[Annotated[str, PlainValidator(_code)] | None, Optional] = None
    inhabitants: Annotated[Annotated[int, PlainValidator(_inhabitants)] | None, Optional] = None
    province: Annotated[Annotated[Text, AfterValidator(_province)] | None, Optional] = None
    group: Annotated[Text | None, Optional] = None


class _Envelope(BaseModel):
    model_config = ConfigDict(extra="forbid")

    model: Annotated[str | None, Optional] = None
    model_version: Annotated[str | None, Optional] = None
    municipality: _Municipality
    date: Annotated[Date, PlainValidator(_date)]
    respondent: Annotated[Text | None, Optional] = None
    ambition: Any = None
    answers: Any


def assess(
    tree: object,
    model: Model,
    source: str = "",
    row: int | None = None,
    source_sha256: str | None = None,
) -> Assessment:
    """The assessment in a tree of text; see there for what goes with it.

    Raises:
        FindingsError: with everything that is wrong with the envelope and with the answers.

    """
    findings: list[Finding] = []
    envelope = _envelope(tree, findings, model)
    content = tree if isinstance(tree, dict) else {}
    findings += _check_version(content.get("model_version"), model)
    remarks: dict[str, Remark] = {}
    answers, earlier = _answers(content.get("answers", {}), model, remarks, findings)
    if findings and model.minors_ahead(content.get("model_version")) > 0:
        findings = [_of_newer_version(one, content, model) for one in findings]
    ambition = _ambition(content.get("ambition", ""), model, findings)
    if findings or envelope is None:
        raise FindingsError(findings)
    about = envelope.municipality
    return Assessment(
        source=source,
        model=model,
        municipality=Municipality(
            about.name, about.code, about.inhabitants, about.province, about.group
        ),
        date=envelope.date,
        respondent=envelope.respondent,
        version=envelope.model_version,
        ambition=ambition,
        answers=answers,
        remarks=remarks,
        row=row,
        source_sha256=source_sha256,
        earlier=earlier,
    )


def envelope_findings(tree: object) -> list[Finding]:
    """What is wrong with an answers file whatever its model is: who, when, which keys."""
    findings: list[Finding] = []
    _envelope(tree, findings)
    return findings


def _envelope(
    tree: object, findings: list[Finding], model: Model | None = None
) -> _Envelope | None:
    try:
        return _Envelope.model_validate(tree, context=model)
    except ValidationError as error:
        findings += findings_of(error, _Envelope)
        return None


def _check_version(written: object, model: Model) -> Iterator[Finding]:
    if not isinstance(written, str) or not written:
        return
    major = written.partition(".")[0]
    path: Path = ("model_version",)
    if not (major.isascii() and major.isdigit()):
        yield broken(path, "not-a-version/of-answers", value=written, version=model.version)
    elif major.lstrip("0") != str(model.major).lstrip("0"):
        yield broken(path, "other-major-version", value=written, version=model.version)


def _of_newer_version(finding: Finding, tree: Mapping[str, Any], model: Model) -> Finding:
    """The same; of a question that is not known where it is."""
    if finding.code != "unknown-question":
        return finding
    return broken(
        finding.path,
        "unknown-question/newer-version",
        value=finding.path[-1],
        version=model.version,
        newer=tree["model_version"],
    )


def _ambition(tree: Any, model: Model, findings: list[Finding]) -> dict[str, int]:
    if tree == "":
        return {}
    axes = _axes(model)
    if not isinstance(tree, dict):
        phase = _aim(tree, model, ("ambition",), findings)
        return {} if phase is None else dict.fromkeys(axes, phase)
    ambition: dict[str, int] = {}
    for axis, value in tree.items():
        path: Path = ("ambition", axis)
        if axis not in axes:
            findings.append(broken(path, "unknown-axis", value=axis, meant=Meant(axis, axes)))
        elif value != "":
            phase = _aim(value, model, path, findings)
            if phase is not None:
                ambition[axis] = phase
    return ambition


def _aim(value: Any, model: Model, path: Path, findings: list[Finding]) -> int | None:
    """The phase that stands at a path; None where none does, which is found then."""
    if not isinstance(value, str):
        possible = phases_meant(model, "")
        findings.append(broken(path, "unknown-phase", value=value, possible=possible))
        return None
    try:
        return phase_for(model, value)
    except Wrong as mistake:
        findings.append(mistake.at(path))
        return None


@lru_cache(maxsize=16)
def _axes(model: Model) -> list[str]:
    """The axes that a phase may be aimed at on."""
    return [axis.id for axis in model.axes]


def _answers(
    tree: Any, model: Model, remarks: dict[str, Remark], findings: list[Finding]
) -> tuple[dict[str, Answer], tuple[str, ...]]:
    """The answer to every question, and the ids of earlier versions that they came by."""
    words = _words(model)
    answers = unanswered(model)
    earlier: dict[str, Any] = {}
    if not isinstance(tree, dict):
        if tree != "":
            findings.append(broken(("answers",), "dict-type/answers"))
        return answers, ()
    for identifier, given in tree.items():
        try:
            answers[identifier] = words[identifier][given]
            continue
        except (KeyError, TypeError):  # it has to be looked at
            path: Path = ("answers", identifier)
        if identifier in words:
            answers[identifier], remark = _entry(model.kinds[identifier], given, path, findings)
            if remark is not None:
                remarks[identifier] = remark
        elif identifier in model.became:
            if not _is_empty(given):
                earlier[identifier] = given
        else:
            meant = Meant(identifier, [*words, *model.earlier], named=[*words])
            findings.append(broken(path, "unknown-question", value=identifier, meant=meant))
    if not earlier:
        return answers, ()
    _add_earlier(earlier, model, answers, remarks, findings)
    return answers, tuple(old for old in model.earlier if old in earlier)


def _add_earlier(
    earlier: Mapping[str, object],
    model: Model,
    answers: dict[str, Answer],
    remarks: dict[str, Remark],
    findings: list[Finding],
) -> None:
    """Add what was answered to questions of earlier versions, where there still are such."""
    answered_as: dict[str, str] = {}
    for identifier, given in earlier.items():
        now = model.became[identifier]
        if now is None:
            continue
        path: Path = ("answers", identifier)
        answer, remark = _entry(model.kinds[now], given, path, findings)
        is_answered = answer.state is not State.UNKNOWN
        if (is_answered and answers[now].state is not State.UNKNOWN) or (remark and now in remarks):
            other = answered_as.get(now, now)
            findings.append(broken(path, "answered-twice", old=identifier, other=other))
        answered_as[now] = identifier
        if is_answered or answers[now] is _UNKNOWN:
            answers[now] = answer
        if remark is not None:
            remarks[now] = remark


def _is_empty(given: object) -> bool:
    """Whether nothing stands at a question, nor beside it."""
    if isinstance(given, dict):
        return all(map(_is_empty, given.values()))
    if isinstance(given, list):
        return not given
    return isinstance(given, str) and folded_answer(given) in _NOTHING


_NOTHING = frozenset(map(folded_answer, UNANSWERED))


def _entry(
    kind: Kind, given: object, path: Path, findings: list[Finding]
) -> tuple[Answer, Remark | None]:
    """The answer to a question, and what stands beside it; unknown where that is wrong."""
    remark, value = None, given
    if isinstance(given, dict):
        remark = _remark(given, path, findings)
        value = given.get("answer", "")
        if "answer" in given:
            path = (*path, "answer")
    try:
        return read_answer(kind, value, path), remark
    except Wrong as mistake:
        findings.append(mistake.at(path))
    except FindingsError as error:
        findings += error.findings
    return _UNKNOWN, remark


def _remark(tree: dict[str, Any], path: Path, findings: list[Finding]) -> Remark | None:
    texts: dict[str, str] = {}
    for key, value in tree.items():
        if key not in {"answer", "note", "evidence"}:
            findings.append(unknown_key((*path, key), ["answer", "note", "evidence"]))
        elif key != "answer" and not isinstance(value, str):
            findings.append(broken((*path, key), "string-type/beside-an-answer"))
        elif key != "answer" and value:
            texts[key] = value
    return Remark(**texts) if texts else None


def unanswered(model: Model) -> dict[str, Answer]:
    """Every question of the model, without an answer yet."""
    return dict.fromkeys(model.questions, _UNKNOWN)


def read_answer(kind: Kind, value: object, path: Path = ()) -> Answer:
    """An answer of any form to a question of some kind, which stands at a path.

    Raises:
        Wrong: it is none. FindingsError: several items of a list are none.

    """
    found = kind.read(value, path)
    if found == UNKNOWN_WORD and not _says_unknown(value):
        return _UNKNOWN
    if isinstance(found, str):
        return _words(kind.model)[kind.question.id][found]
    return _known(kind, found)


def _says_unknown(value: object) -> bool:
    """Whether somebody wrote that it is unknown, and not something else where nothing stands."""
    text = value[0] if isinstance(value, list) and value else value
    return isinstance(text, str) and folded_answer(text) == UNKNOWN_WORD


@lru_cache(maxsize=16)
def _words(model: Model) -> Mapping[str, Mapping[str, Answer]]:
    """For every question the answers by the words that stand for them."""
    words: dict[str, dict[str, Answer]] = {}
    for identifier, kind in model.kinds.items():
        known = {word: _known(kind, given) for word, given in kind.known.items()}
        words[identifier] = {"": _UNKNOWN, **known, UNKNOWN_WORD: _SAID_UNKNOWN}
        if kind.question.not_applicable:
            words[identifier][NOT_APPLICABLE_WORD] = _NOT_APPLICABLE
    return words


def _known(kind: Kind, given: Given) -> Answer:
    units = kind.model.units(given.score)
    return Answer(State.KNOWN, given.chosen, given.number, given.score, units)
