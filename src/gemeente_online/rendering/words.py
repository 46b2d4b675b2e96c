"""Dutch for what results and answers hold: whose they are, dates, counts, phases, what is missing.

Sentences and words only: what is shown of them, and where, is for the documents to say.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.assessment.dates import MONTHS
from gemeente_online.assessment.file import Assessment
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_after
from gemeente_online.model.numbers import (
    exact_decimals,
    exact_percentage,
    percentage,
    shortfall,
    signed,
    two_decimals,
)
from gemeente_online.model.parts import Overall, Question, Scoring
from gemeente_online.scoring.result import (
    OVERALL,
    AxesTogether,
    AxisResult,
    DomainResult,
    HeldBack,
    Range,
    Result,
    Standing,
    Summary,
)
from gemeente_online.scoring.score import mean_held_back, overall_held_back
from gemeente_online.wording import capitalised, listing, thousands


def long_date(day: date) -> str:
    """The date as it is written in a letter: 1 oktober 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def heading_of(assessment: Assessment) -> str:
    """Which municipality, and when: "Waterdam (GM9999), 1 oktober 2026"."""
    return f"{assessment.municipality.with_code}, {long_date(assessment.date)}"


def model_word(model: Model, versions: Sequence[str] = ()) -> str:
    """A growth model with its version, or the versions of it, to begin a sentence with."""
    word = "versies" if len(versions) > 1 else "versie"
    return f"Groeimodel {model.title}, {word} {listing(versions or [model.version])}"


def subject_word(assessments: Iterable[Assessment]) -> str:
    """The heading above whose assessments they are; of several models that may be anything."""
    words = {one.model.subject.one for one in assessments}
    return capitalised(words.pop()) if len(words) == 1 else "Naam"


def beside_others(model: Model) -> str:
    """The heading above where one stands among the others."""
    return f"Naast andere {model.subject.many}"


class CodeWords(NamedTuple):
    """How a code is called and written.

    name: as it stands within a sentence. shape: what it is made of. example: of one.
    placeholder: what stands where none is filled in.
    """

    name: str
    shape: str
    example: str
    placeholder: str


_CBS_CODE = CodeWords("CBS-code", "GM en vier cijfers", "GM0344", "GM0000")
_OWN_CODE = CodeWords("code", "letters, cijfers, - . en _", "A-12", "A-12")


def group_example(model: Model) -> str:
    """What a group of one's own may be: "G40 of een regio"."""
    return "G40 of een regio" if model.is_of_municipalities else "een regio of een soort"


def code_words(model: Model) -> CodeWords:
    """Of municipalities the code is that of Statistics Netherlands; of all else it is their own."""
    return _CBS_CODE if model.is_of_municipalities else _OWN_CODE


def axis_name(model: Model, identifier: str) -> str:
    """What an axis is called, or a domain, or all together."""
    if identifier == OVERALL:
        return "Als geheel"
    return next(one.name for one in model.parts if one.id == identifier)


def is_whole(model: Model, identifier: str) -> bool:
    """Whether a row among axes is of axes together; where there are no domains, no row is told."""
    return identifier in model.domain_axes or bool(model.domains and identifier == OVERALL)


def axes_title(model: Model) -> str:
    """What heads a column of axes, among their domains where there are any."""
    return "Domein en as" if model.domains else "As"


def mean_score_word(model: Model) -> str:
    """What the mean score as a whole is the mean of."""
    return f"de gemiddelde score over alle {'domeinen' if model.domains else 'assen'}"


def axes_of_questions(model: Model) -> dict[str, str]:
    """The id of the axis that every question is on, by the question's id."""
    return {question.id: axis.id for axis in model.axes for question in axis.questions}


def counted(count: int, one: str, many: str) -> str:
    """How many of something: "1 stap" and "3 stappen"."""
    return f"{thousands(count)} {one if count == 1 else many}"


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


def ambition_listing(assessment: Assessment) -> str:
    """What is aimed at, where something is: one phase for all axes, or a phase for each."""
    if assessment.shared_ambition is not None:
        return f"fase {assessment.shared_ambition}"
    aims, model = assessment.ambition, assessment.model
    return listing([f"{axis.name} fase {aims[axis.id]}" for axis in model.axes if axis.id in aims])


def phase_or_higher(phase: int, highest: int) -> str:
    """A phase and those above it, up to the highest that there can be."""
    return f"fase {phase}" if phase == highest else f"fase {phase} of hoger"


def score_word(score: Fraction | None) -> str:
    """A score in a table; a dash where there is none."""
    return "–" if score is None else two_decimals(score)


def difference_word(difference: Fraction | None) -> str:
    """A difference of scores in a table, with its sign; a dash where there is none."""
    return "–" if difference is None else signed(difference)


def profile(scored: Summary | Result) -> str:
    """The phases of the domains side by side; where there are none, those of the axes."""
    return phases_word([one.phase for one in scored.domains or scored.axes])


def phases_word(phases: Sequence[int | None]) -> str:
    """Phases side by side."""
    return " · ".join(phase_word(phase) for phase in phases)


def range_word(possible: Range) -> str:
    """The phases that remain possible."""
    low, high = possible
    return str(low) if low == high else f"{low}–{high}"


def uncertain(standing: Standing | AxesTogether) -> bool:
    """Whether another phase than the one shown remains possible."""
    return standing.range != (standing.phase, standing.phase)


def other_range(standing: Standing | AxesTogether) -> str:
    """The phases that remain possible, in a table; nothing where it is the one shown."""
    return range_word(standing.range) if uncertain(standing) else ""


def ambition_word(aiming: AxisResult | AxesTogether) -> str:
    """The phase aimed at, in a table; nothing where there is none."""
    return "" if aiming.ambition is None else str(aiming.ambition)


def question_count(standing: Standing) -> str:
    """On how many questions something rests, and out of how many where some are unanswered."""
    if standing.answered < standing.applicable:
        return f"{standing.answered} van {questions_word(standing.applicable)}"
    return questions_word(standing.answered)


def asked(question: Question) -> str:
    """A question as a form asks it; of a checklist with its phase."""
    return question.text if question.phase is None else f"{question.text} (fase {question.phase})"


def when_left_open(model: Model) -> str:
    """What becomes of a question that is left open: it…"""
    return "geldt als nog niet gehaald" if model.scoring is Scoring.CHECKLIST else "telt niet mee"


def general_way(model: Model, phase: int) -> str:
    """What a stage's advice is headed with: it is the same for everyone in that phase."""
    higher = phase_after(model, phase)
    if higher is None:
        return "In het algemeen"
    return f"In het algemeen, op weg naar fase {higher.number}"


def still_asked(model: Model, axis: AxisResult | DomainResult) -> str:
    """What the next phase asks, in a few words: "4 antwoorden en 1 voorwaarde"."""
    if isinstance(axis, DomainResult):
        return _still_asked_of_domain(model, axis)
    held = axis.held_back
    if axis.phase is None:
        return answered_word(axis)
    if held is None:
        return "hoogste fase"
    asked = []
    if held.questions:
        is_list = model.scoring is Scoring.CHECKLIST
        words = ("vraag", "vragen") if is_list else ("antwoord", "antwoorden")
        asked.append(counted(held.questions, *words))
    elif held.questions is None and held.missing:
        asked.append(_score_missing(model, held))
    if held.requirements:
        asked.append(counted(len(held.requirements), "voorwaarde", "voorwaarden"))
    return listing(asked)


def asked_for(model: Model, axis: AxisResult | DomainResult) -> int | None:
    """The phase that ``still_asked`` is about; ``None`` at the top and without a phase."""
    if isinstance(axis, AxisResult):
        return axis.held_back.phase if axis.held_back else None
    higher = None if axis.phase is None else phase_after(model, axis.phase)
    return higher.number if higher else None


def undetermined(model: Model, result: AxisResult) -> str:
    """Why the phase of an axis cannot be determined."""
    if not result.applicable:
        return "niet te bepalen, want geen enkele vraag is van toepassing."
    return (
        f"niet te bepalen, want {answered_word(result)} "
        f"({percentage(result.coverage or Fraction(0))} van het gewicht, nodig is "
        f"{exact_percentage(model.minimum_coverage)}). Mogelijk: fase {range_word(result.range)}."
    )


def undetermined_as_a_whole(result: Result) -> str:
    """Why there is no phase overall."""
    model = result.assessment.model
    axes = [
        (axis.name, one)
        for axis, one in zip(model.axes, result.axes, strict=True)
        if one.phase is None
    ]
    few = [name for name, one in axes if one.applicable]
    none = [name for name, one in axes if not one.applicable]
    reasons = []
    if few:
        least = exact_percentage(model.minimum_coverage)
        reasons.append(f"te weinig vragen zijn beantwoord bij {listing(few)} (nodig is {least})")
    if none:
        reasons.append(f"geen enkele vraag is van toepassing bij {listing(none)}")
    return f"{'; '.join(reasons)}."


def _still_asked_of_domain(model: Model, domain: DomainResult) -> str:
    """What the next phase asks of a domain: of how many of its axes, or how many points."""
    held = mean_held_back(model, domain)
    if held is not None:
        return _score_missing(model, held)
    if domain.phase is None:
        return ""
    if phase_after(model, domain.phase) is None:
        return "hoogste fase"
    return counted(len(domain.deciding), "as", "assen")


def onward_in_domain(model: Model, domain: DomainResult) -> str:
    """What the next phase of a domain takes, as a sentence; nothing at the top and without one."""
    held = mean_held_back(model, domain)
    if held is not None:
        return f"{capitalised(_onward(model, domain.score, held))}."
    higher = None if domain.phase is None else phase_after(model, domain.phase)
    if higher is None or not domain.deciding:
        return ""
    names = [axis_name(model, axis) for axis in domain.deciding]
    verb = "staat" if len(names) == 1 else "staan"
    return f"Fase {higher.number} is gehaald als ook {listing(names)} daar {verb}."


def answered_word(standing: Standing) -> str:
    """How many questions are answered, as the end of a sentence."""
    count, of = standing.answered, standing.applicable
    return f"{part_of(count, of)} {'is' if 1 in {count, of} else 'zijn'} beantwoord"


def onward_as_a_whole(result: Result) -> tuple[str, ...]:
    """The same for the overall mean; nothing where something else decides, and at the top."""
    held = overall_held_back(result)
    if held is None:
        return ()
    return (f"Als geheel: {_onward(result.assessment.model, result.overall.score, held)}.",)


def threshold_missing(model: Model, result: AxisResult, held: HeldBack) -> list[str]:
    """What is missing of the threshold of the next phase, if anything is."""
    if not held.missing:
        return []
    if held.questions is None:
        return [_onward(model, result.score, held)]
    to_do = f"breng nog {held.questions} van de {result.answered} vragen naar fase {held.phase}"
    if model.scoring is Scoring.CHECKLIST:
        to_do = f"haal nog {questions_word(held.questions)} van fase {held.phase}"
    return [
        f"{to_do} "
        f"(nu {percentage(_share_at(result, held.phase))}, nodig "
        f"{exact_percentage(held.threshold)})"
    ]


def _score_missing(model: Model, held: HeldBack) -> str:
    """How much a score still lacks; not in points where those are something else."""
    amount = shortfall(held.missing)
    points = "punt" if amount == "1" else "punten"
    return f"{amount} {'op de schaal' if model.gives_points else points}"


def _onward(model: Model, score: Fraction | None, held: HeldBack) -> str:
    """How much a score still lacks, with what is there and what is needed."""
    return (
        f"nog {_score_missing(model, held)} naar fase {held.phase} "
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
