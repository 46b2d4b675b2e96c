"""What is said of a text that is none of the options of a question, and what was probably meant."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gemeente_online.model.question_types.texts import (
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
from gemeente_online.wording import LONGEST_SHOWN, beginning

if TYPE_CHECKING:
    from gemeente_online.model.question_types.kind import Kind

NO_OPTION = frozenset({"unknown-option", "single-answer"})
"""The codes of what is wrong with a text that is no answer; most hints name what may be one."""

_ROOM_FOR_TEXTS = 120
"""Characters that the texts of all options together may take in a message."""

_LEAST_OF_TEXT = 20
"""Characters of an option's text of which less says too little."""


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


def no_option(kind: "Kind", text: str, possible: Sequence[str], *, in_list: bool) -> Wrong:
    """What is wrong with a text that is no option, and what was probably meant.

    possible: what may stand there. in_list: whether it is one of several answers.
    """
    may_be = unseen_hint(text) is None and may_guess()
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
    is_letter = len(answer) == 1  # before a text, the letter alone says least
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
    word, question = kind.word_for(answer), kind.question.id
    return wrong(
        "unknown-option/remark-in-list" if in_list else "unknown-option/remark",
        answer=answer,
        rest=rest,
        word=word,
        question=question,
    )
