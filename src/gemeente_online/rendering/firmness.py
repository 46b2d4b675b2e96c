"""How firm a verdict is, in words: what one answer does, what the model's choices do, evidence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import TypeVar

from gemeente_online.model.file import Model
from gemeente_online.model.parts import Overall, Scoring
from gemeente_online.rendering.answers import named_questions
from gemeente_online.rendering.columns import Column, Field, Shown
from gemeente_online.rendering.words import phase_word
from gemeente_online.scoring.evidence import has_evidence, phase_with_evidence
from gemeente_online.scoring.firmness import one_step, tightness_of
from gemeente_online.scoring.result import Margin, Result, Summary, Tightness
from gemeente_online.scoring.verdict import verdict

Row = TypeVar("Row")

_TIGHTNESS = {
    None: "",
    Tightness.FIRM: "stevig",
    Tightness.DOWN: "krap naar beneden",
    Tightness.UP: "krap naar boven",
    Tightness.BOTH: "krap naar beneden en naar boven",
}


def tightness_word(tightness: Tightness | None) -> str:
    """Whether one answer changes the phase; nothing where there is no phase."""
    return _TIGHTNESS[tightness]


def firm_word(margin: Margin | None) -> str:
    """The same of a margin."""
    return tightness_word(None if margin is None else margin.tightness)


def firmness_columns(summaries: Iterable[Summary]) -> Iterator[Shown[Summary]]:
    """What a table says of how firm an overall phase is, and of evidence where any row has it."""
    proven = any(map(_proven, summaries))
    yield Column("Stevigheid", lambda one: tightness_word(tightness_of(one)))
    yield Column("Met bewijs", _proven, there=proven)


def _proven(summary: Summary) -> str:
    phase = phase_with_evidence(summary.assessment)
    return "" if phase is None else phase_word(phase)


def firmness_fields(summary_of: Callable[[Row], Summary]) -> Iterator[Field[Row]]:
    """The same for a sheet."""
    yield Column("firmness", lambda row: tightness_of(summary_of(row)))
    yield Column("with_evidence", lambda row: phase_with_evidence(summary_of(row).assessment))


def firm_sentences(model: Model, margin: Margin) -> Iterator[str]:
    """What one answer lower and one higher do; that neither does anything is one sentence."""
    sides = (
        ("Krap naar beneden", margin.down, margin.down_questions, "lager", "zakt"),
        ("Krap naar boven", margin.up, margin.up_questions, "hoger", "stijgt"),
    )
    for side, steps, questions, course, verb in sides:
        if steps == 1:
            where = _one_of(model, questions, _MOST_NAMED)
            yield f"{side}: één antwoord {course} op {where}, en de fase {verb}."
    if 1 not in (margin.down, margin.up):
        yield "Stevig: één antwoord hoger of lager verandert de fase niet."


_MOST_NAMED = 3


def _one_of(model: Model, questions: Sequence[str], most: int | None = None) -> str:
    """Questions by name; where there are more than ``most``, how many there are."""
    if len(questions) == 1:
        return named_questions(model, questions)
    if most is not None and len(questions) > most:
        return f"een van {len(questions)} vragen"
    return f"een van de {named_questions(model, questions)}"


def after_one_step(result: Result) -> Iterator[str]:
    """What the phase becomes with one answer lower, or higher, on a question where that does it.

    Every such question is named: whoever asks this wants to look at the answers again.
    """
    firmness, model = result.overall.firmness, result.assessment.model
    if firmness is None:
        return
    for questions, up, course in (
        (firmness.down_questions, False, "lager"),
        (firmness.up_questions, True, "hoger"),
    ):
        outcomes: dict[str, list[str]] = {}
        for question in questions:
            phase = verdict(one_step(result.assessment, question, up=up)).phase
            outcomes.setdefault(_became(phase), []).append(question)
        for became, several in outcomes.items():
            yield f"Met één antwoord {course} op {_one_of(model, several)} wordt het {became}."


def choices_sentences(result: Result) -> Iterator[str]:
    """What the phase would be with other thresholds, and with another axis than the lowest."""
    firmness, model = result.overall.firmness, result.assessment.model
    if firmness is None or len(model.phases) == 1:
        return
    lower, higher = _became(firmness.lower_threshold), _became(firmness.higher_threshold)
    whole = whole_questions(result)
    if whole is None:
        by = "één gemiddelde stap" if model.scoring is Scoring.MEAN else "één vraag"
        yield f"Met elke drempel {by} lager: {lower}; {by} hoger: {higher}."
    else:
        needed, of = whole
        fewer, more = f"{needed - 1} van de {of} vragen", f"{needed + 1} van de {of}"
        yield f"Bij {fewer}: {lower}; bij {more}: {higher}."
    if model.overall is Overall.LOWEST and len(model.axes) > 1:
        yield f"Met de middelste as in plaats van de laagste: {_became(firmness.median_axis)}."


def whole_questions(result: Result) -> tuple[int, int] | None:
    """Of how many questions on every axis how many must count for every phase above the first.

    None where that differs, and where one question more or fewer is not possible.
    """
    model = result.assessment.model
    weights = {question.weight for question in model.questions.values()}
    asked = {
        (ceil(one.threshold * axis.answered), axis.answered)
        for axis in result.axes
        for one in axis.phases[1:]
    }
    if model.scoring is not Scoring.SHARE or len(weights) > 1 or len(asked) != 1:
        return None
    needed, of = asked.pop()
    return (needed, of) if 1 < needed < of else None


def _became(phase: int | None) -> str:
    return "niet te bepalen" if phase is None else f"fase {phase}"


def evidence_sentence(result: Result) -> str | None:
    """What the phase is with evidence only; None where the model asks for no evidence."""
    model, overall = result.assessment.model, result.overall
    if model.evidence_from is None or overall.phase is None:
        return None
    if not has_evidence(result.assessment):
        return "Bij geen enkel antwoord staat bewijs."
    if overall.with_evidence == overall.phase:
        return f"Ook met alleen wat is bewezen: fase {overall.phase}."
    told = _became(overall.with_evidence)
    return f"Fase {overall.phase} volgens de antwoorden, {told} met bewijs."
