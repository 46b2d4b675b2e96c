"""What is said of why a result is what it is: the sums, the views. On the terminal and the page."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil

from gemeente_online.analysis.explanation import (
    AxisExplanation,
    Compared,
    Difference,
    Explanation,
    Lead,
    PhaseCheck,
    ViewExplanation,
)
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_after
from gemeente_online.model.numbers import exact, exact_percentage, percentage
from gemeente_online.model.parts import Overall, Scoring, View
from gemeente_online.rendering.answers import Called, named_questions, requirement_word
from gemeente_online.rendering.firmness import firm_word
from gemeente_online.rendering.words import (
    axis_name,
    onward_as_a_whole,
    part_of,
    phase_or_higher,
    phase_word,
    question_count,
    questions_word,
    range_word,
    score_word,
    steps_word,
    undetermined_as_a_whole,
)
from gemeente_online.scoring.result import (
    AxesTogether,
    AxisResult,
    DomainResult,
    HeldBack,
    Margin,
    Result,
    Standing,
)
from gemeente_online.wording import capitalised, listing


def computing(model: Model) -> str:
    """How anybody computes a phase again from the answers."""
    counts, weighed = "de score de drempel haalt", "de gemiddelde score van de antwoorden"
    if model.scoring is Scoring.SHARE:
        counts = "genoeg antwoorden voor die fase tellen"
    elif model.scoring is Scoring.CHECKLIST:
        counts = "genoeg vragen van die fase zijn gehaald"
    if len({question.weight for question in model.questions.values()}) > 1:
        weighed = "de som van gewicht × score, gedeeld door de som van de gewichten"
    told = f"De score van een as is {weighed}."
    if model.scoring is Scoring.SHARE:
        told += " Een antwoord telt voor een fase als de score daarvoor hoog genoeg is."
    elif model.scoring is Scoring.CHECKLIST:
        told += (
            " Een vraag is gehaald met de hoogste score; wat niet is beantwoord, is nog niet "
            "gehaald."
        )
    return (
        f"Zo rekent u het na. {told} Een as staat in een fase als {counts}, de voorwaarden zijn "
        "gehaald, en dat ook voor elke lagere fase zo is."
    )


def overall_reason(result: Result) -> str | None:
    """In one sentence, what keeps the phase overall where it is; None at the highest."""
    model, overall = result.assessment.model, result.overall
    axes = list(zip(model.axes, result.axes, strict=True))
    if overall.phase is None:
        return undetermined_as_a_whole(result)
    following = phase_after(model, overall.phase)
    if following is None:
        return None
    if model.overall is Overall.MEAN:
        return (
            f"fase {following.number} vraagt een gemiddelde score van ten minste "
            f"{exact(following.threshold)}, en die is nu {score_word(overall.score)}."
        )
    reasons: dict[str, list[str]] = {}
    for axis, one in axes:
        if axis.id in overall.deciding and one.held_back is not None:
            reasons.setdefault(_reason(model, one.held_back), []).append(axis.name)
    told = [
        f"{listing(names)} {'staat' if len(names) == 1 else 'staan'} in fase {overall.phase}, "
        f"omdat {reason}"
        for reason, names in reasons.items()
    ]
    return f"{'; '.join(told)}." if told else None


def _reason(model: Model, held: HeldBack) -> str:
    parts = []
    if held.missing and model.scoring is Scoring.SHARE:
        parts.append(f"nog te weinig antwoorden tellen voor fase {held.phase}")
    elif held.missing and model.scoring is Scoring.CHECKLIST:
        parts.append(f"nog te weinig vragen van fase {held.phase} zijn gehaald")
    elif held.missing:
        parts.append(f"de score nog te laag is voor fase {held.phase}")
    if held.requirements:
        count = len(held.requirements)
        which = "één voorwaarde" if count == 1 else f"{count} voorwaarden"
        phase = "" if held.missing else f" van fase {held.phase}"
        parts.append(f"aan {which}{phase} nog niet is voldaan")
    return listing(parts)


def overall_sums(explanation: Explanation) -> Iterator[str]:
    """How the axes make the phase and the score overall; nothing where there is one axis."""
    result = explanation.result
    model = result.assessment.model
    if len(model.axes) > 1:
        weights = [one.weight for one in model.domains or model.axes]
        yield from _sums(model, result.overall, weights, result.domains or result.axes)
        yield from onward_as_a_whole(result)


def domain_sums(model: Model, domain: DomainResult, axes: Sequence[Standing]) -> Iterator[str]:
    """The same of the axes of a domain, of which where they stand is given."""
    weights = [axis.weight for axis in model.axes[model.domain_axes[domain.id]]]
    if len(axes) > 1:
        yield from _sums(model, domain, weights, axes)


def _sums(
    model: Model,
    whole: AxesTogether,
    weights: Sequence[Fraction],
    parts: Sequence[Standing | AxesTogether],
) -> Iterator[str]:
    """How the phase and the score of a whole follow from those of its parts, with their weights."""
    if model.overall is Overall.LOWEST:
        phases = listing([phase_word(part.phase) for part in parts])
        kind = "domein" if isinstance(parts[0], AxesTogether) else "as"
        outcome = (
            f"fase {whole.phase}"
            if whole.phase is not None
            else f"nog niet te bepalen, want een {kind} zonder fase kan lager uitkomen"
        )
        yield f"Fase: de laagste van {phases} is {outcome}."
    if whole.score is not None:
        terms = " + ".join(
            _term(weight, part.score)
            for weight, part in zip(weights, parts, strict=True)
            if part.score is not None
        )
        total = exact(sum(weights, Fraction(0)))
        yield f"Gemiddelde score: ({terms}) / {total} = {score_word(whole.score)}."
    if model.overall is Overall.MEAN and whole.phase is not None:
        reached = model.phase_at(whole.phase)
        yield (
            f"Fase: de gemiddelde score haalt de drempel van fase {whole.phase} "
            f"({exact(reached.threshold)})."
        )


def _term(weight: Fraction, score: Fraction) -> str:
    return exact(score) if weight == 1 else f"{exact(weight)} × {exact(score)}"


def axis_sums(
    model: Model, one: AxisExplanation, called: Called = named_questions
) -> Iterator[str]:
    """How the score and the phase of an axis come about, a sentence for each sum."""
    if one.coverage is None:
        yield "Geen enkele vraag is van toepassing: geen score, geen fase."
        return
    if one.score is None and one.phase is None:
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
        least = f", nodig {exact_percentage(model.minimum_coverage)}"
        asked = least if model.minimum_coverage else ""
        yield (
            f"Dekking: {known} = {percentage(one.coverage)}{asked}: {enough}mogelijk is fase "
            f"{range_word(one.range)}."
        )
    if one.score is not None:
        yield f"Score: {exact(one.points)} / {exact(one.scored_weight)} = {_equals(one)}."
    for check in one.checks[1:]:
        yield _check(model, one, check, called)
    if one.margin is not None:
        yield _margin(one, one.margin)
    if one.ambition is not None:
        far = one.phase is not None and one.phase >= one.ambition
        yield f"Ambitie: fase {one.ambition}, {'gehaald' if far else 'nog niet gehaald'}."


def _equals(one: AxisExplanation) -> str:
    assert one.score is not None
    cut = any(sign in exact(one.score) for sign in "/…")
    return f"{score_word(one.score)} (afgekapt)" if cut else score_word(one.score)


def _check(model: Model, one: AxisExplanation, check: PhaseCheck, called: Called) -> str:
    """How one phase stands: the sum, what is needed, the requirements, the verdict."""
    assert check.counted is not None
    if check.asked_weight is None:
        text = f"score {score_word(check.counted)}, nodig {exact(check.needed)}"
    elif check.asked_weight:
        text = _share_of(model, one, check, check.counted, check.asked_weight)
    else:
        text = "geen vragen"
    for requirement in check.requirements:
        met = "" if requirement.met else " (niet gehaald)"
        text += f"; voorwaarde {requirement_word(model, requirement, called)}{met}"
    if check.reached:
        outcome = "gehaald" if one.phase is not None else "met deze antwoorden gehaald"
    elif check.on_its_own:
        outcome = "telt niet, want een lagere fase is niet gehaald"
    else:
        outcome = "niet gehaald"
    return f"Fase {check.phase}: {text}: {outcome}."


def _share_of(
    model: Model, one: AxisExplanation, check: PhaseCheck, counted: Fraction, asked: Fraction
) -> str:
    """Of a share what counts, and how much is needed."""
    weight = one.shared_weight
    met = model.scoring is Scoring.CHECKLIST
    if weight is None:
        what = f"gewicht {exact(counted)} van {exact(asked)} {'gehaald' if met else 'telt'}"
        needed = f"gewicht {exact(check.needed)}"
    else:
        count = int(counted / weight)
        verb = "gehaald" if met else "telt" if count == 1 else "tellen"
        what = f"{part_of(count, int(asked / weight))} {verb}"
        needed = questions_word(ceil(check.needed / weight))
    return (
        f"{what} = {percentage(counted / asked)}, nodig {exact_percentage(check.threshold)} "
        f"(dus {needed})"
    )


def _margin(result: AxisResult, margin: Margin) -> str:
    if margin.down is None:
        down = "de as kan niet zakken"
    else:
        down = f"na {steps_word(margin.down)} omlaag zakt de as een fase"
    if margin.up is not None:
        up = f"met {steps_word(margin.up)} omhoog komt de as een fase hoger"
    elif result.held_back is None:
        up = "een hogere fase is er niet"
    else:
        up = "een fase hoger lukt niet met stappen op de beantwoorde vragen"
    return f"{capitalised(firm_word(margin))}: {down}; {up}."


def view_sentences(
    model: Model, view: View, one: ViewExplanation, explanation: Explanation
) -> list[str]:
    """How the groups of a view stand against the axes, or its two groups against each other."""
    if one.differences:
        return [_difference(model, each) for each in one.differences]
    names = {group.id: group.name for group in view.groups}
    texts = []
    for at, (axis, scored) in enumerate(zip(model.axes, explanation.axes, strict=True)):
        behind = [_lagging(names, lag.group) for lag in one.lags if lag.axis == axis.id]
        compared = one.compared(at)
        if scored.phase is None:
            told = ": zonder fase is er niets om mee te vergelijken"
        elif compared is Compared.NOT_ASKED:
            told = ": hier gaat geen vraag over een van deze groepen"
        elif compared is Compared.NOT_ANSWERED:
            told = ": de vragen over deze groepen zijn nog niet beantwoord"
        elif behind:
            told = f" (fase {scored.phase}) is lager bij: {listing(behind)}"
        else:
            having = " die op deze as een fase heeft" if compared is Compared.SOME else ""
            least = phase_or_higher(scored.phase, model.phases[-1].number)
            told = f": {least} bij elke groep{having}"
        texts.append(f"{axis.name}{told}.")
    together = [_lagging(names, lag.group) for lag in one.lags if lag.axis is None]
    if together:
        overall = explanation.result.overall.phase
        texts.append(f"Alle assen samen (fase {overall}) zijn lager bij: {listing(together)}.")
    return texts


def _lagging(names: Mapping[str, str], group: Standing) -> str:
    return f"{names[group.id]} (fase {group.phase}, op {question_count(group)})"


def _difference(model: Model, one: Difference) -> str:
    name = "Alle assen samen" if one.axis is None else axis_name(model, one.axis)
    count = f"{question_count(one.first)} en {question_count(one.second)}"
    if one.order is None:
        told = "niet te vergelijken"
    elif one.order is Lead.LEVEL:
        told = f"gelijk, fase {one.first.phase}"
    else:
        word = "voor" if one.order is Lead.AHEAD else "achter"
        told = f"loopt {word}, fase {one.first.phase} tegen fase {one.second.phase}"
    return f"{name}: {told} ({count})."
