"""The axes: where each stands, what its phases ask, the sums, and the way onward."""

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from gemeente_online.analysis.explanation import AxisExplanation, PhaseCheck, RequirementCheck
from gemeente_online.model.file import Axis, Model, Scoring
from gemeente_online.model.numbers import exact_decimals, exact_percentage, percentage, shortfall
from gemeente_online.rendering.report.answers import AnswerPart, answers_of, least_answer
from gemeente_online.rendering.report.page_parts import Chip, chip, percent, scale_percent
from gemeente_online.rendering.words import (
    answered_word,
    general_way,
    is_tight,
    range_word,
    score_word,
    share_word,
)
from gemeente_online.scoring.result import AxisResult, HeldBack


class Threshold(NamedTuple):
    """What a phase asks, and how it stands; lengths in percents of the width."""

    phase: Chip
    status: str
    found: str
    asked: str
    part: float
    mark: float


class Requirement(NamedTuple):
    """What a phase cannot do without: the answer to a question, at least."""

    phase: int
    question: str
    least: str
    met: bool


class Diagnosis(NamedTuple):
    """What an answer says about the organisation, with the advice that goes with it."""

    text: str
    advice: str | None


class AxisPart(NamedTuple):
    """One axis in full.

    way: what the stage's next step is headed with.
    sums: how its score and its phase come about, a sentence each.
    """

    id: str
    name: str
    description: str
    phase: Chip
    tight: bool
    stage: str | None
    stage_description: str | None
    way: str
    next_step: str | None
    undetermined: str | None
    thresholds: tuple[Threshold, ...]
    requirements: tuple[Requirement, ...]
    missing: tuple[str, ...]
    diagnosis: Diagnosis | None
    advice: tuple[Diagnosis, ...]
    sums: tuple[str, ...]
    answers: tuple[AnswerPart, ...]


def axis_part(model: Model, axis: Axis, explained: AxisExplanation, *, notes: bool) -> AxisPart:
    """Everything that the page says of one axis."""
    stage = axis.stage_at(explained.phase)
    found = explained.diagnosis
    return AxisPart(
        id=axis.id,
        name=axis.name,
        description=axis.description,
        phase=chip(model, explained.phase),
        tight=is_tight(explained),
        stage=stage.name if stage else None,
        stage_description=stage.description if stage else None,
        way="" if explained.phase is None else general_way(model, explained.phase),
        next_step=stage.next_step if stage else None,
        undetermined=_undetermined(explained),
        thresholds=tuple(
            _threshold(model, explained, check)
            for check in explained.checks
            if check.phase != model.phases[0].number
        ),
        requirements=tuple(_requirements(model, explained)),
        missing=() if explained.held_back is None else _missing(explained, explained.held_back),
        diagnosis=Diagnosis(found.text, found.advice) if found else None,
        advice=tuple(Diagnosis(one.text, one.advice) for one in explained.advice),
        sums=tuple(_sums(model, explained)),
        answers=answers_of(model, axis, explained, notes=notes),
    )


def _undetermined(scored: AxisResult) -> str | None:
    if scored.phase is not None:
        return None
    if not scored.applicable:
        return "Niet te bepalen: geen enkele vraag is van toepassing."
    return f"Niet te bepalen: {answered_word(scored)}. Mogelijk is fase {range_word(scored.range)}."


def _threshold(model: Model, scored: AxisResult, check: PhaseCheck) -> Threshold:
    if model.scoring is Scoring.SHARE:
        share = next(one.share for one in scored.phases if one.phase == check.phase)
        found = share_word(share)
        part, mark = percent(share or Fraction(0)), percent(check.threshold)
        asked = exact_percentage(check.threshold)
    else:
        found, asked = score_word(scored.score), exact_decimals(check.threshold)
        lowest = model.scale.minimum
        part = scale_percent(model, lowest if scored.score is None else scored.score)
        mark = scale_percent(model, check.threshold)
    if scored.phase is None:
        status = "gehaald" if check.phase <= scored.range[0] else "onzeker"
    else:
        status = "gehaald" if check.reached else "nog niet"
    return Threshold(chip(model, check.phase), status, found, asked, part, mark)


def _requirements(model: Model, explained: AxisExplanation) -> list[Requirement]:
    """Those of the phases that were reached, and of the next one."""
    held = explained.held_back
    upto = model.phases[-1].number if held is None else held.phase
    return [
        _requirement(model, one)
        for check in explained.checks
        for one in check.requirements
        if check.phase <= upto
    ]


def _requirement(model: Model, check: RequirementCheck) -> Requirement:
    return Requirement(
        phase=check.phase,
        question=model.questions[check.question].text,
        least=least_answer(model, check.question, check.minimum),
        met=check.met,
    )


def _missing(scored: AxisResult, held: HeldBack) -> tuple[str, ...]:
    told = []
    if held.missing and held.questions is not None:
        word = "antwoord moet" if held.questions == 1 else "antwoorden moeten"
        told.append(
            f"{held.questions} van de {scored.answered} {word} nog naar fase {held.phase} of hoger."
        )
    elif held.missing:
        told.append(
            f"De score moet nog {shortfall(held.missing)} omhoog, naar "
            f"{exact_decimals(held.threshold)}."
        )
    count = len(held.requirements)
    if count:
        told.append(
            f"Eén voorwaarde voor fase {held.phase} ontbreekt nog."
            if count == 1
            else f"{count} voorwaarden voor fase {held.phase} ontbreken nog."
        )
    return tuple(told)


def _sums(model: Model, explained: AxisExplanation) -> list[str]:
    if explained.score is None:
        return ["Er is geen score, want er is nog niets beantwoord."]
    answered = exact_decimals(explained.answered_weight)
    told = [
        f"Score: de antwoorden tellen op tot {exact_decimals(explained.points)} punten. Gedeeld "
        f"door {answered} (het gewicht van de beantwoorde vragen) is dat "
        f"{score_word(explained.score)}."
    ]
    if explained.answered_weight != explained.applicable_weight:
        told.append(
            f"Dekking: {answered} van {exact_decimals(explained.applicable_weight)} is "
            f"{percentage(explained.answered_weight / explained.applicable_weight)}; nodig is "
            f"{exact_percentage(model.minimum_coverage)}."
        )
    for check in explained.checks[1:]:
        asked = exact_decimals(check.needed)
        if check.counted is None:
            continue
        if model.scoring is Scoring.SHARE:
            share = percentage(check.counted / explained.answered_weight)
            weight = explained.shared_weight
            if weight is None:
                counts = f"gewicht {exact_decimals(check.counted)} van {answered} telt mee"
                needed = f"nodig is {asked}"
            else:
                count, least = int(check.counted / weight), ceil(check.needed / weight)
                verb = "telt" if count == 1 else "tellen"
                counts = f"{count} van de {explained.answered} antwoorden {verb} mee"
                needed = f"nodig {'is' if least == 1 else 'zijn'} er {least}"
            sum_told = f"{counts} ({share}); {needed} ({exact_percentage(check.threshold)})"
        else:
            sum_told = f"score {score_word(check.counted)}; nodig is {asked}"
        unmet = sum(not one.met for one in check.requirements)
        if unmet:
            sum_told += f"; {'een voorwaarde is' if unmet == 1 else f'{unmet} voorwaarden zijn'} "
            sum_told += "niet vervuld"
        told.append(f"Fase {check.phase}: {sum_told}.")
    return told
