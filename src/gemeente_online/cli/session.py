"""One sitting at the questionnaire in a terminal; every answer is kept at once."""

from datetime import date
from typing import assert_never

from gemeente_online.assessment.file import Municipality
from gemeente_online.assessment.municipality import is_unnamed
from gemeente_online.assessment.writing import entry_value
from gemeente_online.cli.about import Path, StopAsking, ask_about, sentences
from gemeente_online.cli.blanks import model_name_in
from gemeente_online.cli.dutch import PartedError
from gemeente_online.cli.filling import ByHandError, Filling, NotSavedError
from gemeente_online.cli.terminal import Terminal
from gemeente_online.model.file import Model
from gemeente_online.model.parts import Axis
from gemeente_online.problem import InvalidInputError
from gemeente_online.questionnaire.replies import Command, Effect, Show, step
from gemeente_online.questionnaire.state import Expected, Questionnaire, begin
from gemeente_online.questionnaire.typed_answer import typed
from gemeente_online.reading.extras import as_typed
from gemeente_online.reading.models import DEFAULT_MODEL, load_model
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.problems import render_problems
from gemeente_online.rendering.questionnaire import (
    end_document,
    help_document,
    how_to_remark,
    kept_word,
    opening_document,
    progress_document,
    prompt_text,
    question_document,
)
from gemeente_online.rendering.score import score_document
from gemeente_online.scoring.score import score

DEFAULT_FILE = "antwoorden.yaml"


class Session:
    """One sitting at the questionnaire."""

    def __init__(
        self, terminal: Terminal, file: str | None, model: str | None, loaded: Model | None
    ) -> None:
        self._terminal = terminal
        self._file, self._model, self._loaded = file, model, loaded
        self._filling: Filling | None = None
        self._axis: Axis | None = None

    def run(self) -> int:
        """Ask until it is finished, or until somebody stops; return the exit code.

        Raises:
            PartedError: after Ctrl-C, when everything has been said.

        """
        try:
            self._ask_and_part()
        except InvalidInputError:  # somebody else changed the file
            self._tell_what_to_type()
            raise
        return 0

    def _ask_and_part(self) -> None:
        try:
            self._ask()
        except (StopAsking, EOFError):
            self._part(leave_line=True)
        except KeyboardInterrupt:
            self._part(leave_line=True)
            raise PartedError from None

    def _ask(self) -> None:
        filling = Filling(self._file or self._ask_file(), self._loaded)
        self._filling = filling
        if filling.is_there:
            assessment = filling.read()
            filling.check_replaceable()
            if filling.told:
                self._terminal.say(render_problems(filling.told))
            if is_unnamed(assessment.municipality.name, assessment.model):
                self._ask_about(filling, assessment.model)
        else:
            self._terminal.say(f"{filling.name} is er nog niet en wordt gemaakt.")
            self._ask_about(filling, self._loaded or load_model(DEFAULT_MODEL))
        state = begin(filling.read().model, filling.entries())
        self._terminal.show(opening_document(state, filling.name))
        show = Show.QUESTION
        while True:
            done = self._show(filling, state, show)
            if done:
                return
            line = self._terminal.read(prompt_text(state), _words(state))
            state, show = self._take(filling, state, step(state, line))

    def _take(
        self, filling: Filling, state: Questionnaire, taken: Effect
    ) -> tuple[Questionnaire, Show]:
        """Save what a line changed, and only then go where it leads."""
        if taken.wrong is not None:
            self._terminal.say(sentences(taken.wrong.message, taken.wrong.hint))
            return state, Show.PROMPT
        if taken.changed is not None:
            entry = taken.state.entry_of(taken.changed)
            try:
                filling.save(("answers", taken.changed), entry_value(entry._asdict()))
                self._terminal.say(kept_word(state, taken.state, taken.changed))
            except ByHandError as error:  # to give the same answer again would not help
                self._terminal.say(str(error))
            except NotSavedError as error:
                self._terminal.say(str(error))
                return state, Show.PROMPT
        return taken.state, taken.show

    def _show(self, filling: Filling, state: Questionnaire, show: Show) -> bool:
        """Show what is next; whether that was the end."""
        match show:
            case Show.QUESTION:
                self._show_question(state)
            case Show.PROMPT:
                if state.asked is not Expected.ANSWER:
                    self._terminal.say(how_to_remark(state))
            case Show.OVERVIEW:
                self._terminal.show(progress_document(state))
            case Show.HELP:
                self._terminal.show(help_document(state))
            case Show.RESULT:
                self._show_result(filling)
            case Show.ABOUT:
                self._ask_about(filling, state.model)
                self._show_question(state)
            case Show.STOPPED:
                self._part()
                return True
            case Show.FINISHED:
                self._terminal.show(score_document(score(filling.read())))
                self._part(leave_line=True)
                return True
            case _:
                assert_never(show)
        return False

    def _show_question(self, state: Questionnaire) -> None:
        if state.question is None:
            self._terminal.show(end_document(state))
        else:
            self._terminal.show(question_document(state, new_axis=state.axis != self._axis))
        self._axis = state.axis

    def _show_result(self, filling: Filling) -> None:
        try:
            self._terminal.show(score_document(score(filling.read())))
        except InvalidInputError as error:  # somebody else changed the file
            self._terminal.say(render_problems(error.problems))

    # --- before the questions --------------------------------------------------------------

    def _ask_file(self) -> str:
        self._terminal.say(
            "Elk antwoord wordt meteen bewaard in een bestand. Typ de naam van een nieuw bestand, "
            "of van het bestand waarin u eerder begon."
        )
        return typed(self._terminal.read(f"Bestand (Enter = {DEFAULT_FILE}): ")) or DEFAULT_FILE

    def _ask_about(self, filling: Filling, model: Model) -> None:
        """The file is made, where it is not there yet, as soon as the municipality has a name."""

        def save(path: Path, value: str) -> None:
            if not filling.tree:
                filling.begin(self._blank(model, filling.name, value))
                return
            try:
                filling.save(path, value)
            except ByHandError as error:
                self._terminal.say(str(error))

        ask_about(self._terminal, model, filling.tree, save)
        filling.read()

    def _blank(self, model: Model, file: str, name: str) -> Blank:
        return Blank(
            model=model,
            model_name=model_name_in(self._model, model, file),
            date=date.today(),
            municipality=Municipality(name),
        )

    # --- afterwards ------------------------------------------------------------------------

    def _tell_what_to_type(self) -> bool:
        """Say once more what did not fit in the file; whether there is any of that."""
        filling = self._filling
        if filling is None:
            return False
        lines = filling.to_type()
        for line in lines:
            self._terminal.say(f"Dit staat nog niet in {filling.name}. Zet het er zelf in{line}")
        return bool(lines)

    def _part(self, *, leave_line: bool = False) -> None:
        """Say what is kept and how to go on."""
        if leave_line:
            self._terminal.say("")
        filling = self._filling
        if filling is None or not filling.is_there:
            self._terminal.say("Gestopt. Er is nog niets bewaard.")
            return
        state = begin(filling.read().model, filling.entries())
        kept = "De rest" if self._tell_what_to_type() else "Alles"
        named = as_typed(filling.name)
        if self._model is not None and "model" not in filling.tree:
            named += f" --model {as_typed(self._model)}"
        left = len(state.open)
        if left:
            self._terminal.say(
                f"{kept} is bewaard in {filling.name}. Nog open: {left} van de "
                f"{len(state.model.questions)} vragen."
            )
            self._terminal.say(f"Later verder: gemeente-online ask {named}")
        else:
            self._terminal.say(f"{kept} is bewaard in {filling.name}.")
        self._terminal.say(f"De uitkomst bekijken: gemeente-online score {named}")


def _words(state: Questionnaire) -> list[str]:
    if state.asked is not Expected.ANSWER:
        return []
    return list(dict.fromkeys([*state.words, *Command, *state.model.questions]))
