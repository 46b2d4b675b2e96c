"""What ``explain`` shows of one axis: every answer, and the sums that its phase follows from."""

from collections.abc import Iterator
from math import ceil

from gemeente_online.analysis.explanation import (
    AxisExplanation,
    Contribution,
    PhaseCheck,
    RequirementCheck,
)
from gemeente_online.assessment.file import State
from gemeente_online.model.file import Axis, Model, Question, Scoring
from gemeente_online.model.numbers import exact, exact_percentage, percentage
from gemeente_online.rendering.answers import answer_word
from gemeente_online.rendering.columns import Column, Shown, figures, table
from gemeente_online.rendering.document import Block, Heading, Items, Paragraph, Table
from gemeente_online.rendering.words import (
    part_of,
    questions_word,
    range_word,
    score_word,
    steps_word,
)
from gemeente_online.scoring.result import AxisResult, Margin


def axis_blocks(model: Model, axis: Axis, one: AxisExplanation) -> Iterator[Block]:
    """Its answers, the sums that follow from them, and what the model advises."""
    stage = axis.stage_at(one.phase)
    here = "fase niet te bepalen" if one.phase is None else f"fase {one.phase}"
    yield Heading(f"{axis.name}: {here}{'' if stage is None else f', {stage.name}'}", level=2)
    yield _answers_table(model, one)
    yield Items(tuple(_sums(model, one)))
    yield from _diagnosis(model, axis, one)
    for advice in one.advice:
        yield Paragraph("")
        yield Paragraph(f"Advies bij {advice.question}: {advice.option}", strong=True)
        yield Paragraph(f"{advice.advice}")


def _diagnosis(model: Model, axis: Axis, one: AxisExplanation) -> Iterator[Block]:
    """The answer that characterises the axis, with the model's advice for it."""
    if axis.diagnosis is None:
        return
    answer = next(each.answer for each in one.contributions if each.question == axis.diagnosis)
    given = answer_word(model.questions[axis.diagnosis], answer)
    yield Paragraph("")
    yield Paragraph(f"Wat deze as kenmerkt ({axis.diagnosis}: {given})", strong=True)
    if one.diagnosis is not None:
        yield Paragraph(one.diagnosis.text)
        if one.diagnosis.advice is not None:
            yield Paragraph(one.diagnosis.advice)


def _answers_table(model: Model, one: AxisExplanation) -> Table:
    shared = model.scoring is Scoring.SHARE
    columns: list[Shown[Contribution]] = [
        Column("Vraag", lambda each: each.question, total="Samen"),
        Column("Antwoord", lambda each: answer_word(model.questions[each.question], each.answer)),
        figures("Score", _score),
        figures("Gewicht", _weight, total=exact(one.answered_weight)),
        figures("Product", _product, total=exact(one.points)),
        figures("Telt voor", _counts_for, there=shared),
    ]
    return table(columns, one.contributions)


def _score(each: Contribution) -> str:
    return "–" if each.answer.score is None else exact(each.answer.score)


def _weight(each: Contribution) -> str:
    return "–" if each.answer.state is State.NOT_APPLICABLE else exact(each.weight)


def _product(each: Contribution) -> str:
    return "–" if each.answer.score is None else exact(each.weight * each.answer.score)


def _counts_for(each: Contribution) -> str:
    if each.answer.score is None:
        return ""
    return "geen" if each.counts_for is None else f"fase {each.counts_for}"


def _sums(model: Model, one: AxisExplanation) -> Iterator[str]:
    if one.coverage is None:
        yield "Geen enkele vraag is van toepassing: geen score, geen fase."
        return
    if one.score is None:
        yield "Geen enkele vraag is beantwoord: geen score, geen fase."
        return
    if one.answered < one.applicable:
        enough = "" if one.phase is not None else "te weinig voor een fase; "
        known = (
            f"de beantwoorde vragen wegen {exact(one.answered_weight)} van de "
            f"{exact(one.applicable_weight)}"
            if one.shared_weight is None
            else f"{part_of(one.answered, one.applicable)} beantwoord"
        )
        yield (
            f"Dekking: {known} = {percentage(one.coverage)}, nodig "
            f"{exact_percentage(model.minimum_coverage)}: {enough}mogelijk is fase "
            f"{range_word(one.range)}."
        )
    yield f"Score: {exact(one.points)} / {exact(one.answered_weight)} = {_equals(one)}."
    for check in one.checks[1:]:
        yield _check(model, one, check)
    if one.margin is not None:
        yield _margin(one, one.margin)
    if one.ambition is not None:
        far = one.phase is not None and one.phase >= one.ambition
        yield f"Ambitie: fase {one.ambition}, {'gehaald' if far else 'nog niet gehaald'}."


def _equals(one: AxisExplanation) -> str:
    assert one.score is not None
    shown = exact(one.score)
    return score_word(one.score) if "/" not in shown else f"{score_word(one.score)} (afgekapt)"


def _check(model: Model, one: AxisExplanation, check: PhaseCheck) -> str:
    """How one phase stands: the sum, what is needed, the requirements, the verdict."""
    assert check.counted is not None
    if model.scoring is Scoring.SHARE:
        share = check.counted / one.answered_weight
        weight = one.shared_weight
        if weight is None:
            counted = f"gewicht {exact(check.counted)} van {exact(one.answered_weight)} telt"
            needed = f"gewicht {exact(check.needed)}"
        else:
            count = int(check.counted / weight)
            verb = "telt" if count == 1 else "tellen"
            counted = f"{part_of(count, one.answered)} {verb}"
            needed = questions_word(ceil(check.needed / weight))
        text = (
            f"{counted} = {percentage(share)}, nodig {exact_percentage(check.threshold)} "
            f"(dus {needed})"
        )
    else:
        text = f"score {score_word(check.counted)}, nodig {exact(check.needed)}"
    for requirement in check.requirements:
        text += f"; voorwaarde {_requirement(model.questions[requirement.question], requirement)}"
    if check.reached:
        outcome = "gehaald" if one.phase is not None else "met deze antwoorden gehaald"
    elif check.on_its_own:
        outcome = "telt niet, want een lagere fase is niet gehaald"
    else:
        outcome = "niet gehaald"
    return f"Fase {check.phase}: {text}: {outcome}."


def _requirement(question: Question, check: RequirementCheck) -> str:
    now = "niet beantwoord" if check.score is None else f"nu {exact(check.score)}"
    met = "vervuld" if check.met else "niet vervuld"
    return f"{question.id} ten minste {exact(check.minimum)} ({now}, {met})"


def _margin(result: AxisResult, margin: Margin) -> str:
    down = (
        "de as kan niet zakken"
        if margin.down is None
        else f"na {steps_word(margin.down)} omlaag zakt de as een fase"
        + (" (krap)" if margin.down == 1 else "")
    )
    if margin.up is not None:
        up = f"met {steps_word(margin.up)} omhoog komt de as een fase hoger"
    elif result.held_back is None:
        up = "een hogere fase is er niet"
    else:
        up = "een fase hoger lukt niet met stappen op de beantwoorde vragen"
    return f"Marge: {down}; {up}."
