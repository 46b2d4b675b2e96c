"""Answers written down again: as one types them, in a line of YAML, and in another growth model.

Two models that ask the same questions, such as a default and a region's own variant of it, share
the ids of questions and of their answers. What has no place in the other model is named. Texts
are written so that they are read back as the same texts. Knows of no file.
"""

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from gemeente_online.assessment.file import Answer, Assessment, State
from gemeente_online.assessment.tree import read_answer, unanswered
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import exact_decimals, parse_number
from gemeente_online.model.question_types.texts import NOT_APPLICABLE_WORD, NOTHING_WORD
from gemeente_online.problem import FindingsError, Wrong

_PLAIN = re.compile(r"[^\W_](?:[\w .()’'-]*[\w.)])?")
_PATH = re.compile(r"[\w./][\w./\\-]*", re.ASCII)
_EMPTY = {"null", "Null", "NULL"}
_NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)

Value: TypeAlias = "str | tuple[str, ...] | Mapping[str, str | tuple[str, ...]]"
"""What may be put at a key: a text, several ids, or an answer with what stands beside it; empty
for nothing."""


def entry_value(parts: Mapping[str, str | tuple[str, ...]]) -> Value:
    """What to write at a question: the answer alone where nothing stands beside it.

    parts: ``answer``, and what stands beside it; empty for nothing.
    """
    filled = {key: part for key, part in parts.items() if part}
    return filled if filled.keys() - {"answer"} else parts.get("answer", "")


def written(key: str, value: Value) -> str:
    """The line that a person would write for a value."""
    return f"{key}:{rendered(value)}"


def rendered(value: Value) -> str:
    """A value as it stands behind the colon, with the space before it."""
    if not value:
        return ""
    if isinstance(value, Mapping):
        return (
            f" {{{', '.join(written_in_braces(key, part) for key, part in value.items() if part)}}}"
        )
    if isinstance(value, tuple):
        return f" [{', '.join(map(scalar, value))}]"
    return f" {value if _NUMBER.fullmatch(value) else scalar(value)}"


def written_in_braces(key: str, value: Value) -> str:
    """What stands at a key between braces; people's own words always between quotes."""
    if isinstance(value, str) and (key != "answer" or "," in value):
        return f"{key}: {quoted_scalar(value)}"
    return written(key, value)


def scalar(text: str) -> str:
    """A text as YAML, plain where that is certainly read back as the same text."""
    plain = _PLAIN.fullmatch(text) or _PATH.fullmatch(text)
    return text if plain and text not in _EMPTY else quoted_scalar(text)


def quoted_scalar(text: str) -> str:
    """A text between double quotes, with everything that cannot be seen written out."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(char) for char in written)


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"  # noqa: PLR2004


class Carried(NamedTuple):
    """An assessment held against another model.

    lost: the ids of the questions whose answer has no place in that model.
    """

    assessment: Assessment
    lost: tuple[str, ...]


def carry(previous: Assessment, model: Model) -> Carried:
    """Take the answers, notes, evidence and ambition of an assessment over into a model."""
    answers = unanswered(model)
    names = previous.model.questions_in(model)
    lost = []
    for identifier, answer in previous.answers.items():
        words = words_of_answer(answer)
        if not words:
            continue
        try:
            kind = model.kinds[names[identifier]]
            if answer.number is None and not {*words} <= {*kind.possible}:
                raise KeyError(identifier)  # by its id only: a letter may be another's here
            given = words if len(words) > 1 else words[0]
            answers[names[identifier]] = read_answer(kind, given)
        except (KeyError, Wrong, FindingsError):
            lost.append(identifier)
    axes = {axis.id for axis in model.axes}
    phases = {phase.number for phase in model.phases}
    return Carried(
        assessment=previous._replace(
            model=model,
            version=None,
            answers=answers,
            remarks={names[key]: said for key, said in previous.remarks.items() if key in names},
            ambition={
                axis: phase
                for axis, phase in previous.ambition.items()
                if axis in axes and phase in phases
            },
        ),
        lost=tuple(lost),
    )


def words_of_answer(answer: Answer) -> list[str]:
    """An answer as one types it: several words for several options, none where it is unknown."""
    if answer.state is State.UNKNOWN:
        return []
    if answer.state is State.NOT_APPLICABLE:
        return [NOT_APPLICABLE_WORD]
    if answer.number is not None:
        return [typed_number(answer.number)]
    return [*answer.chosen] or [NOTHING_WORD]


def typed_number(number: Fraction) -> str:
    """A number with a decimal comma, so that it is read back as the same number."""
    text = exact_decimals(number)
    try:
        parse_number(text)
    except Wrong:  # 1,125 could also be 1125; 1,1250 could not
        return f"{text}0"
    return text
