"""Where somebody is in a model's questions, and what was answered so far.

A frozen state; what a typed line does to it is in ``replies``. Reads no terminal, shows
nothing and knows of no file.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from gemeente_online.assessment.file import Answer, answer_tables
from gemeente_online.model.file import Axis, Model, Question
from gemeente_online.model.numbers import cut_decimals
from gemeente_online.model.question_types.kind import Kind, QuestionType
from gemeente_online.model.question_types.texts import (
    NO,
    NOT_APPLICABLE_WORD,
    NOTHING_WORD,
    UNKNOWN_WORD,
    YES,
    folded_answer,
)
from gemeente_online.wording import listing


class Expected(StrEnum):
    """What the next line is taken for."""

    ANSWER = "answer"
    NOTE = "note"
    EVIDENCE = "evidence"


class Entry(NamedTuple):
    """What stands at one question of an answers file, as it was typed; empty where nothing does.

    answer: a word or a number; several options as a tuple of their ids.
    """

    answer: str | tuple[str, ...] = ""
    note: str = ""
    evidence: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing was answered; ``onbekend`` is an answer here."""
        return not self.answer

    @classmethod
    def from_tree(cls, tree: Any, kind: Kind) -> "Entry":
        """The entry in what a valid answers file holds at a question."""
        if not isinstance(tree, dict):
            return cls(answer=_as_words(tree, kind))
        texts = {key: str(tree.get(key, "")) for key in ("note", "evidence")}
        return cls(
            answer=_as_words(tree.get("answer", ""), kind),
            **texts,
        )


def _as_words(tree: Any, kind: Kind) -> str | tuple[str, ...]:
    """An answer by the ids of options, however it was written."""
    if isinstance(tree, list):
        return tuple(kind.word_for(str(item)) or str(item) for item in tree)
    word = kind.word_for(str(tree)) or str(tree)
    return "" if word == UNKNOWN_WORD != folded_answer(str(tree)) else word


class Questionnaire(NamedTuple):
    """Where somebody is in a model's questions.

    entries: per question id what was answered; a question that is not there is open.
    at: the position of the question, from 0; the number of questions once past the last.
    asked: what the next line is taken for.
    came_from: the positions before this one, for going back.
    open_at_first: the questions that were open when this began.
    was_open: while evidence is asked for right after an answer, whether the question was open
        before it; None at any other time.
    """

    model: Model
    entries: Mapping[str, Entry]
    at: int
    asked: Expected = Expected.ANSWER
    came_from: tuple[int, ...] = ()
    open_at_first: frozenset[str] = frozenset()
    was_open: bool | None = None

    @property
    def question(self) -> Question | None:
        """The question that is asked; None past the last one."""
        questions = tuple(self.model.questions.values())
        return questions[self.at] if self.at < len(questions) else None

    @property
    def words(self) -> tuple[str, ...]:
        """The options of the question that is asked; none past the last one."""
        return self.model.kinds[self.question.id].words if self.question else ()

    @property
    def entry(self) -> Entry:
        """What was answered to the question that is asked."""
        return self.entry_of(self.question.id) if self.question else Entry()

    def entry_of(self, identifier: str) -> Entry:
        """What was answered to a question."""
        return self.entries.get(identifier, Entry())

    def is_open(self, identifier: str) -> bool:
        """Whether a question has not been answered."""
        return self.entry_of(identifier).is_open

    @property
    def open(self) -> tuple[str, ...]:
        """The questions that have not been answered, in the model's order."""
        return tuple(name for name in self.model.questions if self.is_open(name))


class Filled(NamedTuple):
    """How far the questions of one axis are.

    answered, total: numbers of questions. today: of those answered, the ones that were open
        when this began. unknown: of those answered, the ones with ``onbekend``.
    open: the questions that are left.
    """

    axis: Axis
    answered: int
    total: int
    today: int
    unknown: int
    open: tuple[str, ...]


def begin(model: Model, entries: Mapping[str, Entry]) -> Questionnaire:
    """At the first question that is open, or past the last where none is."""
    state = Questionnaire(model, dict(entries), at=0)
    state = state._replace(open_at_first=frozenset(state.open))
    return state._replace(at=next_open(state, 0, wrap=False))


def progress(state: Questionnaire) -> tuple[Filled, ...]:
    """How far each axis is."""
    return tuple(_progress(state, axis) for axis in state.model.axes)


def _progress(state: Questionnaire, axis: Axis) -> Filled:
    names = [question.id for question in axis.questions]
    answered = [name for name in names if not state.is_open(name)]
    return Filled(
        axis=axis,
        answered=len(answered),
        total=len(names),
        today=sum(name in state.open_at_first for name in answered),
        unknown=sum(state.entry_of(name).answer == UNKNOWN_WORD for name in answered),
        open=tuple(name for name in names if state.is_open(name)),
    )


def labels(question: Question) -> tuple[str, ...]:
    """What to type for each of a question's options: its number, from 1.

    Where an id is itself a number, the ids instead: a number then means that id.
    """
    words = _choices(question)
    if any(word.isdigit() for word in words):
        return words
    return tuple(str(number) for number in range(1, len(words) + 1))


def choices(question: Question) -> tuple[tuple[str, str, str | None], ...]:
    """A question's options in order: what to type, the id, and the text if it has one."""
    texts = {option.id: option.text for option in question.options or ()}
    words = _choices(question)
    return tuple(
        (label, word, texts.get(word)) for label, word in zip(labels(question), words, strict=True)
    )


def what_fits(question: Question) -> str:
    """What may be typed as an answer to a question, as a sentence without its full stop."""
    names = [label for label, _, _ in choices(question)]
    words = [UNKNOWN_WORD, NOT_APPLICABLE_WORD] if question.not_applicable else [UNKNOWN_WORD]
    match question.type:
        case QuestionType.NUMBER:
            low, high = question.minimum, question.maximum
            bounds = [] if low is None else [f"minimaal {cut_decimals(low)}"]
            bounds += [] if high is None else [f"maximaal {cut_decimals(high)}"]
            limits = f" ({' en '.join(bounds)})" if bounds else ""
            return _with(f"typ een getal in {question.unit}{limits}", words)
        case QuestionType.YES_NO:
            return f"typ {listing([YES, NO, *words], 'of')}"
        case QuestionType.MULTI:
            how = names[0]
            if len(names) > 1:
                span = _span(names) or listing(names)
                how = f"alles wat klopt van {span}, bijvoorbeeld {', '.join(names[:2])}"
            return f"typ {how}; anders {listing([NOTHING_WORD, *words], 'of')}"
        case _ if span := _span(names):
            return _with(f"typ {span}", words)
        case _:
            return f"typ {listing([*names, *words], 'of')}"


def _span(names: list[str]) -> str:
    """The first and the last of what is counted; empty where that says less than a list."""
    counted = names[0] == "1" and names[-1] == str(len(names)) and len(names) > 2  # noqa: PLR2004
    return f"{names[0]} tot en met {names[-1]}" if counted else ""


def _with(first: str, words: list[str]) -> str:
    """``1 tot en met 4, of onbekend``; ``1 tot en met 4, onbekend of nvt``."""
    return f"{first}, of {words[0]}" if len(words) == 1 else f"{first}, {listing(words, 'of')}"


def _choices(question: Question) -> tuple[str, ...]:
    if question.type is QuestionType.YES_NO:
        return YES, NO
    return tuple(option.id for option in question.options or ())


def expects_evidence(state: Questionnaire) -> bool:
    """Whether the present answer is one that evidence is expected of, and has none yet."""
    least, question = state.model.evidence_from, state.question
    if least is None or question is None or state.entry.evidence:
        return False
    answer = parsed(state.model, question, state.entry.answer)
    return answer.score is not None and answer.score >= least


def parsed(model: Model, question: Question, answer: str | tuple[str, ...]) -> Answer:
    """What was typed, as an answer to a question.

    Raises:
        Wrong: it is none. FindingsError: several of its options are none.

    """
    table = answer_tables(model)[question.id]
    if isinstance(answer, str):
        known = table.words.get(answer)
        return table.parse(answer, ()) if known is None else known
    return table.parse(list(answer), ())


def next_open(state: Questionnaire, start: int, *, wrap: bool) -> int:
    """The first open position from ``start`` on; else the first of all, or past the last."""
    names = tuple(state.model.questions)
    after = (at for at in range(start, len(names)) if state.is_open(names[at]))
    before = (at for at in range(min(start, len(names))) if wrap and state.is_open(names[at]))
    return next(after, next(before, len(names)))
