"""Where somebody is in a model's questions, and what was answered so far.

A frozen state; what a typed line does to it is in ``replies``. Reads no terminal, shows
nothing and knows of no file.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from gemeente_online.model.file import Model
from gemeente_online.model.parts import Axis, Question
from gemeente_online.model.question_types.kind import Kind
from gemeente_online.model.question_types.texts import UNKNOWN_WORD, folded_answer
from gemeente_online.questionnaire.typed_answer import LabelledOption, choices, parsed


class Expected(StrEnum):
    """What the next line is taken for: by the key that an answers file has it under."""

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
        note, evidence = (str(tree.get(key, "")) for key in ("note", "evidence"))
        return cls(_as_words(tree.get("answer", ""), kind), note, evidence)


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
    def axis(self) -> Axis | None:
        """The axis of the question that is asked; None past the last one."""
        axes = self.model.axes
        return next((axis for axis in axes if self.question in axis.questions), None)

    @property
    def words(self) -> tuple[str, ...]:
        """What may be answered in words; nothing past the last question."""
        return self.model.kinds[self.question.id].words if self.question else ()

    @property
    def choices(self) -> tuple[LabelledOption, ...]:
        """The options of the question that is asked; none past the last one."""
        return choices(self.model.kinds[self.question.id]) if self.question else ()

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
    parts = []
    for axis in state.model.axes:
        names = [question.id for question in axis.questions]
        answered = [name for name in names if not state.is_open(name)]
        part = Filled(
            axis=axis,
            answered=len(answered),
            total=len(names),
            today=sum(name in state.open_at_first for name in answered),
            unknown=sum(state.entry_of(name).answer == UNKNOWN_WORD for name in answered),
            open=tuple(name for name in names if state.is_open(name)),
        )
        parts.append(part)
    return tuple(parts)


def expects_evidence(state: Questionnaire) -> bool:
    """Whether the present answer is one that evidence is expected of, and has none yet."""
    question = state.question
    if question is None or state.entry.evidence:
        return False
    return state.model.expects_evidence(parsed(state.model, question, state.entry.answer).score)


def next_open(state: Questionnaire, start: int, *, wrap: bool) -> int:
    """The first open position from ``start`` on; else the first of all, or past the last."""
    names = tuple(state.model.questions)
    after = (at for at in range(start, len(names)) if state.is_open(names[at]))
    before = (at for at in range(min(start, len(names))) if wrap and state.is_open(names[at]))
    return next(after, next(before, len(names)))
