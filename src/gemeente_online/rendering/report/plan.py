"""The growth plan: the fewest steps, or the least effort, to the next phase, per question."""

from typing import NamedTuple

from gemeente_online.analysis.growth import AxisGrowth, Growth, Outcome, Rise
from gemeente_online.assessment.file import Assessment
from gemeente_online.model.file import Question
from gemeente_online.model.numbers import exact
from gemeente_online.model.question_types.kind import Stop
from gemeente_online.rendering.answers import band_word
from gemeente_online.rendering.report.answers import texts_of
from gemeente_online.rendering.words import range_word


class PlanStep(NamedTuple):
    """One question to raise: from what was answered, to what it should become.

    advice: what the model says to whoever gives the present answer.
    """

    question: str
    now: str
    then: tuple[str, ...]
    required: bool
    advice: str | None


class PlanAxis(NamedTuple):
    """The steps on one axis; ``told`` says what steps alone cannot do."""

    name: str
    steps: tuple[PlanStep, ...]
    told: str | None


class PlanSection(NamedTuple):
    """The plan, with what it leads to."""

    title: str
    told: tuple[str, ...]
    axes: tuple[PlanAxis, ...]


def plan(growth: Growth) -> PlanSection:
    """The plan to the goal of a growth."""
    assessment = growth.assessment
    goal = growth.goal.overall
    told = []
    last = assessment.model.phases[-1].number
    match growth.outcome:
        case Outcome.REACHED:
            if growth.before.overall.phase is None:
                told.append(
                    "De fase als geheel is niet te bepalen. Mogelijk is fase "
                    f"{range_word(growth.before.overall.range)}; stappen zijn niet nodig om lager "
                    "te voorkomen."
                )
            else:
                told.append(f"Fase {goal} is bereikt: de hoogste." if goal == last else "Bereikt.")
        case Outcome.STEPS:
            told.append(_amount(growth, goal))
        case Outcome.ANSWERS_FIRST:
            told.append(
                f"Beantwoord eerst de open vragen: pas daarna is te zeggen wat er voor "
                f"fase {goal} nog nodig is."
            )
        case Outcome.OUT_OF_REACH:
            told.append(f"Fase {goal} is met deze vragen niet te bereiken.")
    if growth.answers_settle:
        told.append("Met goede antwoorden op de open vragen kan die fase er al zijn.")
    return PlanSection(
        title="Groeiplan",
        told=tuple(told),
        axes=tuple(
            part
            for at, axis in enumerate(growth.axes)
            if (part := _axis(assessment, at, axis)) is not None
        ),
    )


def _amount(growth: Growth, goal: int | None) -> str:
    """What the plan takes at least: steps, or effort where the model gives it."""
    step = "Een stap is één antwoord dat één trede hoger komt."
    count = "één stap" if growth.steps == 1 else f"{growth.steps} stappen"
    if growth.weighed:
        return (
            f"Naar fase {goal} is ten minste inspanning {exact(growth.effort)} nodig. Dit plan "
            f"doet dat in {count}. {step}"
        )
    return f"Naar fase {goal} {'is' if growth.steps == 1 else 'zijn'} het minstens {count}. {step}"


def _axis(assessment: Assessment, at: int, axis: AxisGrowth) -> PlanAxis | None:
    model = assessment.model
    told = None
    if axis.unanswered is not None and axis.unanswered.to_determine:
        count = axis.unanswered.to_determine
        told = (
            "Beantwoord eerst nog ten minste één open vraag."
            if count == 1
            else f"Beantwoord eerst nog ten minste {count} open vragen."
        )
    if not axis.rises and told is None:
        return None
    return PlanAxis(
        name=model.axes[at].name,
        steps=tuple(_step(assessment, rise) for rise in axis.rises),
        told=told,
    )


def _step(assessment: Assessment, rise: Rise) -> PlanStep:
    question = assessment.model.questions[rise.question]
    options = {option.id: option for option in question.options or ()}
    advice = [options[word].advice for word in rise.start.chosen if word in options]
    return PlanStep(
        question=question.text,
        now=" ".join(texts_of(question, rise.start.chosen, assessment.answers[rise.question])),
        then=tuple(_stop(question, stop) for stop in rise.climb.stops),
        required=rise.required_for is not None,
        advice=next(iter(filter(None, advice)), None),
    )


def _stop(question: Question, stop: Stop) -> str:
    if stop.band is None:
        return " ".join(texts_of(question, stop.chosen, None))
    text = band_word(question, stop.band)
    return f"{text[:1].upper()}{text[1:]}."
