"""What ``grow`` shows: the steps to a phase, as a plan to tick off."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from gemeente_online.analysis.plan import AxisGrowth, BestStep, Growth, Outcome, Rise
from gemeente_online.model.numbers import cut_decimals, exact
from gemeente_online.model.parts import Axis, Domain, Scoring
from gemeente_online.model.question_types.kind import Stop
from gemeente_online.rendering.answers import (
    Called,
    answer_word,
    named_questions,
    question_word,
    stop_text,
    stop_word,
)
from gemeente_online.rendering.document import Block, Heading, Items, Paragraph, as_document
from gemeente_online.rendering.words import (
    ambition_listing,
    axis_name,
    general_way,
    heading_of,
    model_word,
    phase_or_higher,
    phase_word,
    profile,
    range_word,
    score_word,
    steps_word,
)
from gemeente_online.scoring.result import AxesTogether, Standing
from gemeente_online.wording import capitalised, listing

SETTLED_BY_ANSWERS = (
    "Met alleen antwoorden kan het doel al zijn gehaald: als u deze vragen beantwoordt en de "
    "antwoorden meevallen."
)


@as_document
def grow_document(growth: Growth) -> Iterator[Block]:
    """The plan, with what each step asks and why these steps."""
    assessment = growth.assessment
    model = assessment.model
    yield Heading(f"Groeiplan {heading_of(assessment)}")
    goal, *told = headline(growth)
    yield Paragraph(goal, strong=True)
    yield from map(Paragraph, told)
    pairs = [*zip(model.axes, growth.axes, strict=True)]
    for domain, held in model.by_domain(pairs):
        level = 2 if domain is None else 3
        blocks = [block for axis, one in held for block in _axis(growth, axis, one, level)]
        if domain is not None and blocks:
            yield Heading(domain_title(growth, domain), level=2)
        yield from blocks
    if growth.best is not None and growth.steps > 1:
        yield Heading("Als u maar één stap kunt zetten", level=2)
        yield Paragraph(_best(growth, growth.best))
    yield from _unanswered(growth)
    if growth.steps:
        yield Heading("Zo is dit plan gekozen", level=2)
        yield Paragraph(_chosen(growth))
    yield Paragraph("")
    yield Paragraph(model_word(model))


def headline(growth: Growth) -> Iterator[str]:
    """The goal, and what it takes, on the terminal and the page: the goal first."""
    yield _goal(growth)
    match growth.outcome:
        case Outcome.REACHED:
            yield _reached(growth)
        case Outcome.STEPS:
            yield _amount(growth)
            before, after = growth.before, growth.after
            yield (
                f"Daarna: profiel {profile(after)} (nu {profile(before)}), score "
                f"{score_word(after.overall.score)} (nu {score_word(before.overall.score)})."
            )
        case Outcome.ANSWERS_FIRST:
            yield (
                "Beantwoord eerst meer vragen; zonder die antwoorden is nog niet te zeggen "
                "welke stappen genoeg zijn. Hieronder staat per as wat er nodig is."
            )
        case Outcome.OUT_OF_REACH:
            steps = "met stappen op de vragen van dit groeimodel"
            if growth.blocking:
                steps = f"zonder {named_questions(growth.assessment.model, growth.blocking)}"
            told = f"Dit doel is {steps} niet te halen."
            if any(axis.outcome is not None for axis in growth.axes):
                told += " Hieronder staat per as waarom."
            yield told
    if growth.outcome is not Outcome.REACHED:
        yield from steered(growth)
        yield from _unused(growth)
    if growth.assessment.ambition:
        yield f"Ambitie: {ambition_listing(growth.assessment)}."


def steered(growth: Growth) -> Iterator[str]:
    """What was asked to be left out, and what to be preferred."""
    model = growth.assessment.model
    if growth.without:
        yield f"Weggelaten: {named_questions(model, growth.without)}."
    if growth.prefer:
        yield f"Voorrang: {named_questions(model, growth.prefer)}."


def _unused(growth: Growth) -> Iterator[str]:
    """What is preferred, and in no shortest plan beside what is preferred more."""
    raised = {rise.question for axis in growth.axes for rise in axis.rises}
    unused = [question for question in growth.prefer if question not in raised]
    if unused and growth.outcome is Outcome.STEPS:
        less = "licht" if growth.weighed else "kort"
        those = "die vraag" if len(unused) == 1 else "een van die vragen"
        named = named_questions(growth.assessment.model, unused)
        yield f"Niet in dit plan: {named}. Er is geen even {less} plan met ook {those}."


def _goal(growth: Growth) -> str:
    model, goal, before = growth.assessment.model, growth.goal, growth.before.overall
    if goal.overall is not None:
        name = model.phase_at(goal.overall).name
        here = "" if before.phase is None else f" (nu fase {before.phase})"
        return f"Doel: fase {goal.overall}, {name}{here}"
    parts = [f"{axis_name(model, axis)} naar fase {phase}" for axis, phase in goal.axes.items()]
    return f"Doel: {listing(parts)}"


def _reached(growth: Growth) -> str:
    """That nothing is to be done; where a phase is undetermined, as cautious as ``score``."""
    goal, overall = growth.goal, growth.before.overall
    lower = "lager dan dit doel kan de uitkomst niet worden. Er zijn geen stappen voor nodig."
    if goal.overall is not None and overall.phase is None:
        possible = f"Mogelijk: fase {range_word(overall.range)}"
        return f"De fase als geheel is niet te bepalen. {possible}; {lower}"
    if any(s.phase is None for s in growth.before.axes if s.id in goal.axes):
        return f"Niet op elke as is de fase te bepalen; {lower}"
    highest = growth.assessment.model.phases[-1].number
    wanted = max(goal.axes.values()) if goal.overall is None else goal.overall
    more = "Hoger kan niet." if wanted == highest else "Er is niets voor nodig."
    return f"Dit doel is al gehaald. {more}"


def _amount(growth: Growth) -> str:
    """What the plan takes, and that nothing less does it: the effort where the model gives it."""
    steps = steps_word(growth.steps)
    fails = "lukt het zonder de weggelaten vragen niet" if growth.without else "lukt het niet"
    if growth.weighed:
        needed = f"Nodig: inspanning {exact(growth.effort)}, in {steps}."
        return f"{needed} Met minder inspanning {fails}."
    return f"Nodig: {steps} (een stap is één vraag één antwoord hoger). Met minder {fails}."


def domain_title(growth: Growth, domain: Domain) -> str:
    """A domain with where the plan brings it."""
    before, after = (one.standing(domain.id) for one in (growth.before, growth.after))
    return f"{domain.name}{_way(before, after)}"


def _way(before: Standing | AxesTogether, after: Standing | AxesTogether) -> str:
    """From where to where, in phases or else in score; nothing where nothing moves."""
    if before.phase != after.phase:
        return f": van fase {phase_word(before.phase)} naar fase {phase_word(after.phase)}"
    if before.score == after.score:
        return ""
    return f": score van {score_word(before.score)} naar {score_word(after.score)}"


def _axis(growth: Growth, axis: Axis, one: AxisGrowth, level: int) -> Iterator[Block]:
    """What one axis has to do, or why it has nothing to do."""
    if one.outcome is None and not one.rises:
        return
    yield Heading(axis_title(axis, one), level=level)
    if not one.rises:
        yield Paragraph(without_steps(growth, one))
        return
    stage = axis.stage_at(one.before.phase)
    if stage is not None and stage.next_step is not None:
        assert one.before.phase is not None
        way = general_way(growth.assessment.model, one.before.phase)
        yield Paragraph(f"{way}: {stage.next_step}")
    texts = [text for rise in one.rises for text in _rise(growth, rise)]
    yield Items(tuple(texts), to_do=True)
    if one.alternatives:
        least = "weinig inspanning" if growth.weighed else "weinig stappen"
        others = named_questions(growth.assessment.model, one.alternatives)
        yield Paragraph(f"Met even {least} kan het ook met {others}.")


def axis_title(axis: Axis, one: AxisGrowth) -> str:
    """An axis with the number of its steps, and where they lead."""
    if not one.rises:
        return axis.name
    steps = steps_word(sum(len(rise.climb.stops) for rise in one.rises))
    before, after = one.before, one.after
    if before.phase != after.phase:
        way = f"van fase {phase_word(before.phase)} naar fase {phase_word(after.phase)}"
    else:
        way = f"score van {score_word(before.score)} naar {score_word(after.score)}"
    return f"{axis.name}: {steps}, {way}"


def without_steps(growth: Growth, one: AxisGrowth) -> str:
    """Why an axis that has a goal has no steps."""
    model = growth.assessment.model
    here = next(axis.questions for axis in model.axes if axis.id == one.before.id)
    blocking = [question.id for question in here if question.id in growth.blocking]
    match one.outcome:
        case Outcome.ANSWERS_FIRST:
            told = "Beantwoord eerst de vragen die hieronder staan."
            if blocking:
                told += (
                    f" Met stappen alleen lukt het niet zonder {named_questions(model, blocking)}."
                )
            return told
        case Outcome.OUT_OF_REACH:
            told = f"Fase {one.goal} is met stappen niet te halen."
            if blocking:
                told = (
                    f"Fase {one.goal} is niet te halen zonder {named_questions(model, blocking)}."
                )
            if one.reachable is None:
                return told
            others = "alle andere" if blocking else "alle"
            return f"{told} Met {others} stappen komt de as op fase {one.reachable}."
        case _ if one.before.phase is None:
            assert one.goal is not None
            least = phase_or_higher(one.goal, one.before.range[1])
            return f"Staat, hoe de rest ook wordt beantwoord, al op {least}."
        case _:
            return f"Staat al op fase {one.before.phase}: hier is niets voor nodig."


def _rise(growth: Growth, rise: Rise) -> Iterator[tuple[str, ...]]:
    model = growth.assessment.model
    question = model.questions[rise.question]
    total = len(rise.climb.stops)
    for _, number, now, then in strides(rise):
        marks = [f"stap {number} van {total}"] if total > 1 else []
        if rise.required_for is not None and number == 1:
            marks.append(f"voorwaarde voor fase {rise.required_for}")
        if growth.weighed:
            marks.append(f"inspanning {exact(then.effort)}")
        more = f" ({', '.join(marks)})" if marks else ""
        given = growth.assessment.answers[rise.question] if number == 1 else None
        is_number = given is not None and given.number is not None
        lines = [
            f"{capitalised(question_word(model, rise.question))}: {question.text}{more}",
            f"Nu: {answer_word(question, given) if is_number else stop_text(question, now)}",
            f"Wordt: {stop_text(question, then)}",
        ]
        yield tuple(lines)


def _best(growth: Growth, best: BestStep) -> str:
    model, rise = growth.assessment.model, best.rise
    question = model.questions[rise.question]
    before, after = (summary.axis(rise.axis) for summary in (growth.before, best.after))
    now, then = stop_word(question, rise.start), stop_word(question, rise.climb.stops[0])
    step = f"{capitalised(question_word(model, rise.question))}: van {now} naar {then}."
    effects = []
    overall = best.after.overall.phase
    if overall is not None and overall != growth.before.overall.phase:
        effects.append(f"{model.subject.the} komt daarmee als geheel op fase {overall}")
    elif after.phase is not None and after.phase != before.phase:
        effects.append(f"de as {axis_name(model, rise.axis)} komt daarmee op fase {after.phase}")
    if rise.required_for is not None:
        effects.append(f"zonder deze stap is fase {rise.required_for} niet te halen")
    if best.nearer:
        left = growth.steps - 1
        one, many, needed = (
            ("blijft", "blijven", "over") if growth.weighed else ("is", "zijn", "nodig")
        )
        onward = f"daarna {one if left == 1 else many} nog {steps_word(left)} {needed}"
        effects.append(onward if left else "meer is niet nodig")
    if before.score is not None and after.score is not None:
        effects.append(f"de score van de as gaat {cut_decimals(after.score - before.score)} omhoog")
    return f"{step} {capitalised('; '.join(effects))}."


def _unanswered(growth: Growth) -> Iterator[Block]:
    texts = tuple(still_unanswered(growth))
    if not texts:
        return
    yield Heading("Wat nog niet is beantwoord", level=2)
    if growth.answers_settle:
        yield Paragraph(SETTLED_BY_ANSWERS)
    yield Items(texts)


def still_unanswered(growth: Growth, called: Called = named_questions) -> Iterator[tuple[str, ...]]:
    """Of each axis which questions are unanswered, and what their answers could do."""
    model = growth.assessment.model
    for axis, one in zip(model.axes, growth.axes, strict=True):
        if one.unanswered is None or (one.goal is None and growth.goal.axes):
            continue
        left = one.unanswered
        count = len(left.questions)
        lines = [f"{axis.name}: {called(model, left.questions)}"]
        if left.to_determine:
            enough = f"er ten minste {left.to_determine} van de {count}"
            enough = "die vraag" if count == 1 else enough
            lines.append(f"Beantwoord {enough}; dan heeft de as een fase.")
        if left.required:
            required = called(model, left.required)
            lines.append(f"Voorwaarde voor het doel: {required}.")
        if left.settles:
            lines.append(
                f"Vallen de antwoorden mee, dan haalt de as fase {one.goal} zonder dat er iets "
                "hoeft te veranderen."
            )
        elif left.best is not None and left.best != one.before.phase:
            lines.append(f"Vallen alle antwoorden mee, dan komt de as op fase {left.best}.")
        yield tuple(lines)


def _chosen(growth: Growth) -> str:
    model = growth.assessment.model
    none = "Er is zonder de weggelaten vragen geen plan" if growth.without else "Er is geen plan"
    if growth.weighed:
        rule = [
            f"{none} met minder inspanning, en van plannen met even veel inspanning geen met "
            "minder stappen. Zijn er dan nog meer plannen, dan"
        ]
    else:
        rule = [f"{none} dat minder vraagt. Zijn er meer plannen met zo weinig stappen, dan"]
    if growth.prefer:
        rule.append("gaan eerst de vragen voor waaraan u voorrang geeft. Daarna")
    if model.scoring is Scoring.MEAN:
        rule.append("tilt dit plan geen antwoord hoger dan nodig, en daarna")
    rule.append(
        "gaan voor: vragen die een latere fase eist, dan de laagste antwoorden, dan de volgorde "
        "van het model."
    )
    left = [
        q.id
        for q in model.questions.values()
        if growth.assessment.answers[q.id].number is not None and not q.bands
    ]
    if left:
        rule.append(
            f"Niet meegenomen, omdat een getal zonder klassen geen stappen heeft: "
            f"{named_questions(model, left)}."
        )
    return " ".join(rule)


class Stride(NamedTuple):
    """One step of the plan.

    number: which of the steps of its question it is, from 1.
    """

    rise: Rise
    number: int
    now: Stop
    then: Stop


def strides(rise: Rise) -> list[Stride]:
    """The steps of a question, one by one."""
    stops = (rise.start, *rise.climb.stops)
    return [Stride(rise, number, *pair) for number, pair in enumerate(pairwise(stops), start=1)]
