"""What one typed line does to a questionnaire: a state machine.

A state and a line give the next state, what has to be saved, and what has to be shown. Reads
no terminal, shows nothing and knows of no file.
"""

from enum import StrEnum
from typing import NamedTuple

from gemeente_online.model.parts import Question
from gemeente_online.model.question_types.texts import NO, RESERVED_OPTIONS, YES
from gemeente_online.problem import Wrong, wrong
from gemeente_online.questionnaire.state import (
    Entry,
    Expected,
    Questionnaire,
    expects_evidence,
    next_open,
)
from gemeente_online.questionnaire.typed_answer import answer_in, typed
from gemeente_online.suggestions import Meant

COMMAND_MARK = "/"
"""Before a word it makes that word a command, also where an option has the same id."""

_REMOVE = "-"


class Command(StrEnum):
    """What can be typed beside an answer."""

    BACK = "terug"
    NEXT_OPEN = "open"
    GO = "ga"
    NOTE = "toelichting"
    EVIDENCE = "bewijs"
    CLEAR = "wis"
    OVERVIEW = "overzicht"
    RESULT = "uitkomst"
    ABOUT = "gegevens"
    HELP = "hulp"
    STOP = "stop"


COMMANDS = {command.value: command for command in Command} | {
    "?": Command.HELP,
    "help": Command.HELP,
    "back": Command.BACK,
    "vorige": Command.BACK,
    "exit": Command.STOP,
    "quit": Command.STOP,
    "notitie": Command.NOTE,
}
"""Every word that is a command."""

_NO_EVIDENCE = {YES, NO, *RESERVED_OPTIONS, "n.v.t"}
"""Words that nobody writes as evidence."""

_TAKES_TEXT = {Command.GO, Command.NOTE, Command.EVIDENCE}


class Show(StrEnum):
    """What is to be shown before the next line is read; as the command that asks for it."""

    QUESTION = "question"
    PROMPT = "prompt"
    FINISHED = "finished"
    OVERVIEW = Command.OVERVIEW
    RESULT = Command.RESULT
    ABOUT = Command.ABOUT
    HELP = Command.HELP
    STOPPED = Command.STOP


class Effect(NamedTuple):
    """What a line does.

    state: where it leads. Take it only once ``changed`` has been saved.
    show: what is to be shown.
    changed: the question whose entry is another now; None where nothing is to be saved.
    wrong: why the line could not be taken; the state is then the same.
    """

    state: Questionnaire
    show: Show = Show.QUESTION
    changed: str | None = None
    wrong: Wrong | None = None


def clashes(state: Questionnaire) -> bool:
    """Whether a command is also an answer to the question, so that it needs its mark."""
    return not COMMANDS.keys().isdisjoint(state.words)


def step(state: Questionnaire, line: str) -> Effect:
    """What a typed line does in this state; see ``Effect``."""
    try:
        effect = _effect(state, typed(line))
    except Wrong as refusal:
        return Effect(state, Show.PROMPT, wrong=refusal)
    question = state.question
    if question is None or effect.state.entry_of(question.id) == state.entry:
        return effect
    return effect._replace(changed=question.id)


def _effect(state: Questionnaire, line: str) -> Effect:
    if state.asked is not Expected.ANSWER:
        return _remark(state, line)
    found = _command(state, line)
    if found is not None:
        return _obey(state, *found)
    if state.question is None:
        return _at_end(state, line)
    return _answer(state, state.question, line)


# --- commands --------------------------------------------------------------------------


def _command(state: Questionnaire, line: str) -> tuple[Command, str] | None:
    """The command in a line and the text behind it; None where the line is an answer."""
    marked = line.startswith(COMMAND_MARK)
    word, _, rest = line.removeprefix(COMMAND_MARK).partition(" ")
    word = word.casefold()
    if not marked and word in state.words and not rest:
        return None
    command = COMMANDS.get(word)
    if command is None:
        if marked:
            raise wrong("unknown-command", word=word, meant=Meant(word, list(Command)))
        return None
    if rest and command not in _TAKES_TEXT:
        if marked:
            raise wrong("too-much", rest=rest, command=f"{COMMAND_MARK}{command}")
        return None
    return command, rest.strip()


def _obey(state: Questionnaire, command: Command, text: str) -> Effect:
    match command:
        case Command.BACK:
            return _back(state)
        case Command.NEXT_OPEN:
            return _to_open(state)
        case Command.GO:
            return Effect(_move(state, _target(state, text)))
        case Command.NOTE | Command.EVIDENCE:
            return _start_remark(state, command, text)
        case Command.CLEAR:
            return _clear(state)
        case Command.RESULT if state.question is None:
            return Effect(state, Show.FINISHED)
        case Command.OVERVIEW | Command.RESULT | Command.ABOUT | Command.HELP | Command.STOP:
            return Effect(state, Show(command))


def _move(state: Questionnaire, at: int) -> Questionnaire:
    if at == state.at:
        return state
    return state._replace(at=at, came_from=(*state.came_from, state.at))


def _back(state: Questionnaire) -> Effect:
    if state.came_from:
        *before, at = state.came_from
        return Effect(state._replace(at=at, came_from=tuple(before)))
    if state.at == 0:
        raise wrong("at-first")
    return Effect(state._replace(at=state.at - 1))


def _to_open(state: Questionnaire) -> Effect:
    at = next_open(state, state.at + 1, wrap=True)
    if at == state.at and state.question is not None:
        raise wrong("none-open/this")
    if at == len(state.model.questions) and state.question is None:
        raise wrong("none-open")
    return Effect(_move(state, at))


def _target(state: Questionnaire, text: str) -> int:
    """The position that somebody wants to go to: a number, a question or an axis."""
    names = tuple(state.model.questions)
    axes = {axis.id: axis.questions[0].id for axis in state.model.axes}
    wanted = text.casefold()
    if wanted in names:
        return names.index(wanted)
    if wanted.isascii() and wanted.isdigit():
        number = int(wanted[:9])
        if 1 <= number <= len(names):
            return number - 1
        raise wrong("no-such-question/number", last=len(names))
    if wanted in axes:
        return names.index(axes[wanted])
    if not wanted:
        raise wrong("no-target", number=len(names), name=names[-1])
    raise wrong("no-such-question", text=text, meant=Meant(wanted, [*names, *axes]))


# --- answers ---------------------------------------------------------------------------


def _at_end(state: Questionnaire, line: str) -> Effect:
    if line:
        raise wrong("no-question/answer", line=line, meant=Meant(line, list(Command)))
    if state.open:
        return _to_open(state)
    return Effect(state, Show.FINISHED)


def _answer(state: Questionnaire, question: Question, line: str) -> Effect:
    if not line:
        return Effect(_onward(state, was_open=state.entry.is_open))
    was_open = state.entry.is_open
    meant = answer_in(state.model, question, line)
    answered = _with(state, state.entry._replace(answer=meant))
    if expects_evidence(answered):
        asking = answered._replace(asked=Expected.EVIDENCE, was_open=was_open)
        return Effect(asking, Show.PROMPT)
    return Effect(_onward(answered, was_open=was_open))


def _with(state: Questionnaire, entry: Entry) -> Questionnaire:
    assert state.question is not None
    return state._replace(entries={**state.entries, state.question.id: entry})


def _onward(state: Questionnaire, *, was_open: bool) -> Questionnaire:
    """Who fills in goes to the next open question; who looks through answers, to the next one."""
    if was_open:
        return _move(state, next_open(state, state.at + 1, wrap=False))
    return _move(state, state.at + 1)


def _clear(state: Questionnaire) -> Effect:
    if state.question is None or state.entry.is_open:
        raise wrong("nothing-to-clear")
    return Effect(_with(state, state.entry._replace(answer="")))


# --- notes and evidence ----------------------------------------------------------------


def _start_remark(state: Questionnaire, command: Command, text: str) -> Effect:
    if state.question is None:
        raise wrong("no-question")
    asked = Expected.NOTE if command is Command.NOTE else Expected.EVIDENCE
    asking = state._replace(asked=asked)
    return _kept(asking, text) if text else Effect(asking, Show.PROMPT)


def _remark(state: Questionnaire, line: str) -> Effect:
    """Take a line for a note or for evidence, or for a command that is asked instead."""
    done = state._replace(asked=Expected.ANSWER, was_open=None)
    if line.startswith(COMMAND_MARK) or _is_command(line):
        found = _command(done, COMMAND_MARK + line.removeprefix(COMMAND_MARK))
        assert found is not None
        command, text = found
        return Effect(done) if command is Command.BACK else _obey(done, command, text)
    if state.was_open is not None and _is_answer(line):
        raise wrong("answer-expected-later", line=line)
    return _kept(state, line)


def _is_command(line: str) -> bool:
    """Whether a line is nothing but a command, or says where to go: "ga 4"."""
    word, _, behind = line.casefold().partition(" ")
    return word in COMMANDS and (not behind or (word == Command.GO and " " not in behind.strip()))


def _is_answer(line: str) -> bool:
    """Whether a line is rather an answer than evidence: a letter, a number, a word for none."""
    bare = line.casefold().strip("(). ")
    return bare.isdigit() or (len(bare) == 1 and bare.isalpha()) or bare in _NO_EVIDENCE


def _kept(state: Questionnaire, line: str) -> Effect:
    """Keep a line as a note or as evidence; then the answer is asked, or the next question."""
    done = state._replace(asked=Expected.ANSWER, was_open=None)
    if line:
        text = "" if line == _REMOVE else line
        done = _with(done, state.entry._replace(**{str(state.asked): text}))
    if state.was_open is not None:
        return Effect(_onward(done, was_open=state.was_open))
    return Effect(done, Show.PROMPT)
