"""The phases of a model: which is meant, which one follows, what counts for one. Pure."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import ceil

from gemeente_online.model.file import Model
from gemeente_online.model.parts import Axis, Phase, Question, Scoring
from gemeente_online.model.question_types.texts import folded_answer
from gemeente_online.problem import wrong
from gemeente_online.suggestions import Meant
from gemeente_online.wording import listing

_NUMBERED = re.compile(r"fase (\d+)", re.ASCII)


def phase_texts(model: Model) -> dict[str, str]:
    """The phases' numbers, and the text of each that stands in a list."""
    return {str(phase.number): f"{phase.number}. {phase.name}" for phase in model.phases}


def phase_for(model: Model, text: str, also: Sequence[str] = ()) -> int:
    """The number of the phase that a text stands for.

    A text is a number, also with ``fase`` before it, a name, or both as they stand in a list;
    whatever the capitals, spaces and full stops around it.

    also: what else could have been written there.

    Raises:
        Wrong: it is none of these, or more than one phase has the name.

    """
    plain = folded_answer(text)
    known = _known_phases(model)
    numbered = _NUMBERED.fullmatch(plain)
    found = known.get(plain) or (known.get(numbered[1]) if numbered else None)
    if found is None:
        raise wrong("unknown-phase", value=text, possible=phases_meant(model, text, also))
    if len(found) > 1:
        raise wrong("unknown-phase/shared-name", value=text, numbers=listing(found, "of"))
    return found[0]


def phases_meant(model: Model, text: str, also: Sequence[str] = ()) -> Meant:
    """What was probably meant by a text that is no phase, and which phases there are."""
    names = [phase.name for phase in model.phases]
    return Meant(text, [*names, *also], named=[*phase_texts(model).values(), *also])


@lru_cache(maxsize=16)
def _known_phases(model: Model) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the phases that every text stands for, as ``folded_answer`` has it."""
    found: dict[str, tuple[int, ...]] = {}
    for phase in model.phases:
        name = folded_answer(phase.name)
        found[name] = (*found.get(name, ()), phase.number)
    texts = phase_texts(model)
    for phase, text in zip(model.phases, texts.values(), strict=True):
        found |= dict.fromkeys((str(phase.number), folded_answer(text)), (phase.number,))
    return found


def phase_after(model: Model, number: int) -> Phase | None:
    """The phase after the one of this number; None after the highest."""
    return next((phase for phase in model.phases if phase.number > number), None)


def least_score(
    model: Model, phase: Phase, axis: Axis | None = None, question: Question | None = None
) -> Fraction:
    """The lowest score with which an answer counts for a phase, on the model's scale.

    With shares that is the phase's level. With means it is the threshold: where every answer scores
    that, the phase is reached. A checklist asks the highest score of the questions of a phase and
    of those below it.

    axis: the one whose own thresholds act; without it, those of the phases.
    question: which is answered; without it, one of the phase itself.
    """
    if model.scoring is Scoring.SHARE:
        return phase.counts_from
    if model.scoring is Scoring.MEAN:
        return phase.threshold if axis is None else axis.threshold_of(phase)
    asked = phase.number if question is None else question.phase
    is_free = phase.number == model.phases[0].number or (asked is not None and asked > phase.number)
    return model.scale.minimum if is_free else model.scale.maximum


def least_units(
    model: Model, phase: Phase, axis: Axis | None = None, question: Question | None = None
) -> int:
    """The same in ``Model.unit``: the fewest that reach it, as a threshold may lie between two."""
    least = least_score(model, phase, axis, question)
    return ceil((least - model.scale.minimum) * model.unit)


def counts_for(model: Model, question: Question, score: Fraction) -> int | None:
    """The highest phase that an answer with this score counts for; None where it is none.

    Of a checklist that is the phase of the question, where it is met.
    """
    if question.phase is not None:
        return question.phase if is_met(model, question, score) else None
    reached = [one.number for one in model.phases if score >= least_score(model, one)]
    return max(reached, default=None)


def is_met(model: Model, question: Question, score: Fraction | None) -> bool:
    """Whether an answer with this score meets its question, which is one of a checklist."""
    return question.phase is not None and score == model.scale.maximum
