"""Dutch for what results and answers hold: whose they are, dates, counts, phases, what is missing.

Sentences and words only: what is shown of them, and where, is for the documents to say.
"""

from datetime import date
from fractions import Fraction

from gemeente_online.assessment.dates import MONTHS
from gemeente_online.assessment.file import Assessment
from gemeente_online.model.file import Axis, Model, Overall
from gemeente_online.model.numbers import (
    exact_decimals,
    exact_percentage,
    percentage,
    shortfall,
    two_decimals,
)
from gemeente_online.rendering.answers import requirement_word
from gemeente_online.scoring.result import (
    AxisResult,
    HeldBack,
    OverallResult,
    Range,
    Result,
    Standing,
)
from gemeente_online.scoring.score import overall_held_back
from gemeente_online.wording import listing


def long_date(day: date) -> str:
    """The date as it is written in a letter: 1 oktober 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def heading_of(assessment: Assessment) -> str:
    """Which municipality, and when: "Waterdam (GM9999), 1 oktober 2026"."""
    return f"{assessment.municipality.with_code}, {long_date(assessment.date)}"


def model_word(model: Model) -> str:
    """A growth model with its version, to begin a sentence with."""
    return f"Groeimodel {model.title}, versie {model.version}"


def axis_name(model: Model, identifier: str) -> str:
    """What an axis is called."""
    return next(axis.name for axis in model.axes if axis.id == identifier)


def counted(count: int, one: str, many: str) -> str:
    """How many of something: "1 stap" and "3 stappen"."""
    return f"{count} {one if count == 1 else many}"


def steps_word(count: int) -> str:
    """How many steps."""
    return counted(count, "stap", "stappen")


def questions_word(count: int) -> str:
    """How many questions."""
    return counted(count, "vraag", "vragen")


def measurements_word(count: int) -> str:
    """How many assessments."""
    return counted(count, "meting", "metingen")


def part_of(count: int, questions: int) -> str:
    """How many of the questions: "7 van de 10 vragen"."""
    return f"{count} van de {questions_word(questions)}"


def share_word(share: Fraction | None) -> str:
    """A share in a table, in percents; a dash where there is none."""
    return "–" if share is None else percentage(share)


def phase_word(phase: int | None) -> str:
    """A phase in a table; a question mark where it cannot be determined."""
    return "?" if phase is None else str(phase)


def phase_or_higher(phase: int, highest: int) -> str:
    """A phase and those above it, up to the highest that there can be."""
    return f"fase {phase}" if phase == highest else f"fase {phase} of hoger"


def score_word(score: Fraction | None) -> str:
    """A score in a table; a dash where there is none."""
    return "–" if score is None else two_decimals(score)


def profile(phases: tuple[int | None, ...]) -> str:
    """The phases of the axes side by side."""
    return " · ".join(phase_word(phase) for phase in phases)


def range_word(possible: Range) -> str:
    """The phases that remain possible."""
    low, high = possible
    return str(low) if low == high else f"{low}–{high}"


def uncertain(standing: Standing | OverallResult) -> bool:
    """Whether another phase than the one shown remains possible."""
    return standing.range != (standing.phase, standing.phase)


def other_range(standing: Standing | OverallResult) -> str:
    """The phases that remain possible, in a table; nothing where it is the one shown."""
    return range_word(standing.range) if uncertain(standing) else ""


def is_tight(axis: AxisResult) -> bool:
    """Whether one answer one step lower would lose the phase."""
    return axis.margin is not None and axis.margin.down == 1


def ambition_word(aiming: AxisResult | OverallResult) -> str:
    """The phase aimed at, in a table; nothing where there is none."""
    return "" if aiming.ambition is None else str(aiming.ambition)


def question_count(standing: Standing) -> str:
    """On how many questions something rests, and out of how many where some are unanswered."""
    if standing.answered < standing.applicable:
        return f"{standing.answered} van {questions_word(standing.applicable)}"
    return questions_word(standing.answered)


def general_way(model: Model, phase: int) -> str:
    """What a stage's advice is headed with: it is the same for everyone in that phase."""
    higher = next((one.number for one in model.phases if one.number > phase), None)
    return "In het algemeen" if higher is None else f"In het algemeen, op weg naar fase {higher}"


def onward(model: Model, axis: Axis, result: AxisResult) -> str:
    """One sentence on what stands between an axis and its next phase."""
    if result.phase is None:
        return f"{axis.name}: {undetermined(model, result)}"
    if result.held_back is None:
        return f"{axis.name}: dit is de hoogste fase."
    return f"{axis.name}: {still_missing(model, result, result.held_back)}."


def undetermined(model: Model, result: AxisResult) -> str:
    """Why the phase of an axis cannot be determined."""
    if not result.applicable:
        return "niet te bepalen, want geen enkele vraag is van toepassing."
    return (
        f"niet te bepalen, want {answered_word(result)} "
        f"({percentage(result.coverage or Fraction(0))} van het gewicht, nodig is "
        f"{exact_percentage(model.minimum_coverage)}). Mogelijk: fase {range_word(result.range)}."
    )


def answered_word(standing: Standing) -> str:
    """How many questions are answered, as the end of a sentence."""
    count, of = standing.answered, standing.applicable
    return f"{part_of(count, of)} {'is' if 1 in {count, of} else 'zijn'} beantwoord"


def onward_as_a_whole(result: Result) -> tuple[str, ...]:
    """The same for the overall mean; nothing where something else decides, and at the top."""
    held = overall_held_back(result)
    if held is None:
        return ()
    return (f"Als geheel: {points_missing(result.overall.score, held)}.",)


def still_missing(model: Model, result: AxisResult, held: HeldBack) -> str:
    """What the next phase still asks: part of the threshold, requirements, or both."""
    parts = threshold_missing(result, held)
    if held.requirements:
        word = "voorwaarde" if len(held.requirements) == 1 else "voorwaarden"
        asked = "; ".join(requirement_word(model, unmet) for unmet in held.requirements)
        parts.append(f"{word} voor fase {held.phase}: {asked}")
    return "; ".join(parts)


def threshold_missing(result: AxisResult, held: HeldBack) -> list[str]:
    """What is missing of the threshold of the next phase, if anything is."""
    if not held.missing:
        return []
    if held.questions is None:
        return [points_missing(result.score, held)]
    return [
        f"breng nog {held.questions} van de {result.answered} vragen naar fase {held.phase} "
        f"(nu {percentage(_share_at(result, held.phase))}, nodig "
        f"{exact_percentage(held.threshold)})"
    ]


def points_missing(score: Fraction | None, held: HeldBack) -> str:
    """How many points a score still lacks, with what is there and what is needed."""
    return (
        f"nog {shortfall(held.missing)} punten naar fase {held.phase} "
        f"(nu {score_word(score)}, nodig {exact_decimals(held.threshold)})"
    )


def _share_at(result: AxisResult, phase: int) -> Fraction:
    found = next((p.share for p in result.phases if p.phase == phase), None)
    return found or Fraction(0)


def decided(result: Result) -> str:
    """What made the overall phase."""
    model, overall = result.assessment.model, result.overall
    if model.overall is Overall.MEAN:
        return f"De gemiddelde score bepaalt de fase: {score_word(overall.score)}."
    names = [axis.name for axis in model.axes if axis.id in overall.deciding]
    if len(names) == len(model.axes) > 1:
        return "Alle assen staan in dezelfde fase."
    return f"De laagste as bepaalt de fase: {listing(names)}."
