"""What is said of a text that is none of the options of a question, and what was probably meant."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from gemeente_online.model.numbers import parse_number
from gemeente_online.model.question_types.texts import (
    BEFORE_A_LETTER,
    answer_and_rest,
    folded_answer,
    parts_of,
    signs,
)
from gemeente_online.problem import Wrong, wrong
from gemeente_online.suggestions import (
    Meant,
    may_guess,
    nearest,
    nearest_text,
    possible_hint,
    told_apart,
    unseen_hint,
)
from gemeente_online.wording import LONGEST_SHOWN, beginning, listing

if TYPE_CHECKING:
    from gemeente_online.model.parts import Option
    from gemeente_online.model.question_types.kind import Kind

NO_OPTION = frozenset({"unknown-option", "single-answer"})
"""The codes of what is wrong with a text that is no answer; most hints name what may be one."""

_ROOM_FOR_TEXTS = 120
"""Characters that the texts of all options together may take in a message."""

_LEAST_OF_TEXT = 20
"""Characters of an option's text of which less says too little."""

_MOST_NUMBERED = 3
"""Options that a number may stand for; of more it says too little."""

_BARE_NUMBER = re.compile(rf"(?:(?:{'|'.join(BEFORE_A_LETTER)}) )?\(?(-?\d[\d.,]*)\)?", re.ASCII)


def named_options(kind: "Kind") -> Mapping[str, str]:
    """The options as people read them in a message: "b webcare (Een webcareteam of …)"."""
    most = _ROOM_FOR_TEXTS // max(len(kind.options), 1)
    named = {}
    by_sign = {} if kind.fixed_words else signs(kind.options)
    for option in kind.options:
        sign = " ".join(dict.fromkeys([by_sign.get(option.id, option.id), option.id]))
        text = beginning(option.text, min(most, LONGEST_SHOWN - len(sign) - 3))
        says_more = most >= _LEAST_OF_TEXT and folded_answer(text) != folded_answer(option.id)
        named[option.id] = f"{sign} ({text})" if says_more else sign
    return named


def meant_by_number(kind: "Kind", text: str) -> tuple["Option", ...]:
    """The options that a number may stand for: by their place, their score and their phase.

    None where the options are numbers themselves, as any other number is none of them.
    """
    number = _number_in(text)
    said = (text for option in kind.options for text in (option.id, option.text))
    if number is None or kind.fixed_words or any(_number_in(one) is not None for one in said):
        return ()
    by_place = [option for at, option in enumerate(kind.options, 1) if at == number]
    if not kind.is_one_word:
        return tuple(by_place)
    from gemeente_online.model.levels import counts_for  # it knows of whole models

    by_score, by_phase = [], []
    for option, score in zip(kind.options, kind.scores, strict=True):
        if number == (option.points if kind.gives_points else score):
            by_score.append(option)
        if number == counts_for(kind.model, kind.question, score):
            by_phase.append(option)
    return tuple({option.id: option for option in (*by_place, *by_score, *by_phase[:1])}.values())


def _number_in(text: str) -> Fraction | None:
    """The number that is all that a text says, as "2", "2.", "(2)" and "antwoord 2" do."""
    found = _BARE_NUMBER.fullmatch(folded_answer(text))
    try:
        return parse_number(found[1]) if found else None
    except Wrong:
        return None


def _number_for_options(kind: "Kind", text: str, numbered: Sequence["Option"]) -> Wrong:
    """What is wrong with a number, and the options that it may stand for."""
    by_sign = signs(kind.options)
    near = [
        f"{by_sign[option.id]} ({beginning(option.text, LONGEST_SHOWN)})" for option in numbered
    ]
    key = "number-for-option" if kind.is_one_word else "number-for-option/place"
    return wrong(key, value=text, near=listing(near, "of"))


def no_option(kind: "Kind", text: str, possible: Sequence[str], *, in_list: bool) -> Wrong:
    """What is wrong with a text that is no option, and what was probably meant.

    possible: what may stand there. in_list: whether it is one of several answers.
    """
    guessing = may_guess()
    numbered = meant_by_number(kind, text) if guessing else ()
    if 0 < len(numbered) <= _MOST_NUMBERED:
        return _number_for_options(kind, text, numbered)
    may_be = guessing and unseen_hint(text) is None
    told = _nearly_an_option(kind, text, possible, in_list=in_list) if may_be else None
    if told is not None:
        return told
    meant = Meant(text, possible, named=kind.named(possible))
    return wrong("unknown-option", value=text, meant=meant)


def _nearly_an_option(
    kind: "Kind", text: str, possible: Sequence[str], *, in_list: bool
) -> Wrong | None:
    """The same of several options, one with more behind it, and nearly the text of one."""
    parts = parts_of(text) if kind.is_one_word else []
    if len(parts) > 1 and all(map(kind.word_for, parts)):
        return wrong("single-answer", value=text, possible=possible_hint(kind.named(possible)))
    answer, rest = answer_and_rest(text, kind.counting) or ("", "")
    letter_of = answer.rpartition(" ")[2].strip("().")
    is_letter = len(letter_of) == 1  # before a text, the letter alone says least
    if (not answer or is_letter) and " " in text.strip() and nearest(text, possible) is None:
        texts = {folded_answer(full): full for full in kind.texts() if kind.word_for(full)}
        near = nearest_text(folded_answer(text), texts)
        if near is not None:
            return wrong(
                "unknown-option/text",
                value=text,
                near=told_apart(text, near),
                possible=possible_hint(kind.named(possible)),
            )
    if not answer:
        return None
    word, question = kind.word_for(answer) or answer, kind.question.id
    by_sign = {} if kind.fixed_words else signs(kind.options)
    return wrong(
        "unknown-option/remark-in-list" if in_list else "unknown-option/remark",
        answer=answer,
        rest=rest,
        word=word,
        sign=by_sign.get(word, word),
        question=question,
    )
