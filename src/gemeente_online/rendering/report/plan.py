"""The growth plan: the fewest steps to the next phase, question by question."""

from typing import NamedTuple

from gemeente_online.assessment import Assessment
from gemeente_online.growth.plan import AxisGrowth, Growth, Outcome, Rise
from gemeente_online.growth.steps import Stop
from gemeente_online.model import Question
from gemeente_online.rendering.answers import band_word
from gemeente_online.rendering.report.answers import texts_of


class Step(NamedTuple):
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
    steps: tuple[Step, ...]
    told: str | None


class Plan(NamedTuple):
    """The plan, with what it leads to."""

    title: str
    told: tuple[str, ...]
    axes: tuple[PlanAxis, ...]


def plan(growth: Growth) -> Plan:
    """The plan to the goal of a growth."""
    assessment = growth.assessment
    goal = growth.goal.overall
    told = []
    last = assessment.model.phases[-1].number
    match growth.outcome:
        case Outcome.REACHED:
            told.append(f"Fase {goal} is bereikt: de hoogste." if goal == last else "Bereikt.")
        case Outcome.STEPS:
            steps = "is het minstens één stap"
            if growth.steps > 1:
                steps = f"zijn het minstens {growth.steps} stappen"
            told.append(
                f"Naar fase {goal} {steps}. Een stap is één antwoord dat één trede hoger komt."
            )
        case Outcome.ANSWERS_FIRST:
            told.append(
                f"Beantwoord eerst de open vragen: pas daarna is te zeggen wat er voor "
                f"fase {goal} nog nodig is."
            )
        case Outcome.OUT_OF_REACH:
            told.append(f"Fase {goal} is met deze vragen niet te bereiken.")
    if growth.answers_settle:
        told.append("Met goede antwoorden op de open vragen kan die fase er al zijn.")
    return Plan(
        title="Groeiplan",
        told=tuple(told),
        axes=tuple(
            part
            for at, axis in enumerate(growth.axes)
            if (part := _axis(assessment, at, axis)) is not None
        ),
    )


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


def _step(assessment: Assessment, rise: Rise) -> Step:
    question = assessment.model.questions[rise.question]
    options = {option.id: option for option in question.options or ()}
    advice = [options[word].advice for word in rise.start.chosen if word in options]
    return Step(
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
