"""What ``explain`` shows: every answer and every sum, so that a phase can be computed by hand."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from gemeente_online.analysis.explanation import (
    AxisExplanation,
    Compared,
    Contribution,
    Difference,
    Explanation,
    Lead,
    PhaseCheck,
    RequirementCheck,
    ViewExplanation,
)
from gemeente_online.assessment.file import State
from gemeente_online.model.file import Axis, Model, Overall, Question, Scoring, View
from gemeente_online.model.numbers import exact, exact_percentage, percentage
from gemeente_online.rendering.answers import answer_word
from gemeente_online.rendering.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
)
from gemeente_online.rendering.score import verdict_line
from gemeente_online.rendering.sheet import Value
from gemeente_online.rendering.words import (
    listing,
    long_date,
    onward_as_a_whole,
    phase_word,
    question_count,
    range_word,
    score_word,
)
from gemeente_online.scoring.result import AxisResult, HeldBack, Margin, Result, Standing


def explain_document(explanation: Explanation) -> Document:
    """Everything that a result follows from."""
    return Document(blocks=tuple(_blocks(explanation)))


def _blocks(explanation: Explanation) -> Iterator[Block]:
    result = explanation.result
    assessment = result.assessment
    model, municipality = assessment.model, assessment.municipality
    code = f" ({municipality.code})" if municipality.code else ""
    yield Heading(text=f"Uitleg bij {municipality.name}{code}, {long_date(assessment.date)}")
    yield Paragraph(text=f"Groeimodel {model.title}, versie {model.version}")
    yield Paragraph(text="")
    yield from verdict_line(result)
    why = _why(result)
    if why is not None:
        yield Paragraph(text=f"Waarom: {why}")
    yield Paragraph(text="")
    yield Paragraph(text=_rule(model))
    for axis, one in zip(model.axes, explanation.axes, strict=True):
        yield from _axis(model, axis, one)
    yield from _together(model, explanation)
    for view, explained in zip(model.views, explanation.views, strict=True):
        yield from _view(model, view, explained, explanation)
    yield from _evidence(model, explanation)
    yield from _remarks(explanation)


def _rule(model: Model) -> str:
    if model.scoring is Scoring.SHARE:
        return (
            "Zo rekent u het na. Een antwoord telt voor een fase als de score daarvoor hoog genoeg "
            "is. Een as staat in een fase als genoeg antwoorden voor die fase tellen, aan de "
            "voorwaarden is voldaan, en dat ook voor elke lagere fase zo is. Het product is "
            "gewicht × score. De score van een as is de som van de producten, gedeeld door de som "
            "van de gewichten."
        )
    return (
        "Zo rekent u het na. Het product is gewicht × score. De score van een as is de som van de "
        "producten, gedeeld door de som van de gewichten. Een as staat in een fase als de score "
        "de drempel haalt, aan de voorwaarden is voldaan, en dat ook voor elke lagere fase zo is."
    )


def _why(result: Result) -> str | None:
    """In one sentence, what keeps the phase overall where it is; None at the highest."""
    model, overall = result.assessment.model, result.overall
    axes = list(zip(model.axes, result.axes, strict=True))
    if overall.phase is None:
        names = [axis.name for axis, one in axes if one.phase is None]
        return f"te weinig vragen zijn beantwoord bij {listing(names)}."
    following = next((p for p in model.phases if p.number > overall.phase), None)
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
    elif held.missing:
        parts.append(f"de score nog te laag is voor fase {held.phase}")
    if held.requirements:
        which = "" if held.missing else f" van fase {held.phase}"
        parts.append(f"aan een voorwaarde{which} nog niet is voldaan")
    return listing(parts)


# --- one axis --------------------------------------------------------------------------------


def _axis(model: Model, axis: Axis, one: AxisExplanation) -> Iterator[Block]:
    result = one.result
    stage = None if result.phase is None else axis.stages.get(result.phase)
    here = "fase niet te bepalen" if result.phase is None else f"fase {result.phase}"
    yield Heading(text=f"{axis.name}: {here}{'' if stage is None else f', {stage.name}'}", level=2)
    yield _answers_table(model, one)
    yield Items(texts=tuple(_sums(model, one)))
    yield from _diagnosis(model, axis, one)
    for advice in one.advice:
        yield Paragraph(text="")
        yield Paragraph(text=f"Advies bij {advice.question}: {advice.option}", strong=True)
        yield Paragraph(text=f"{advice.advice}")


def _diagnosis(model: Model, axis: Axis, one: AxisExplanation) -> Iterator[Block]:
    """The answer that characterises the axis, with the model's advice for it."""
    if axis.diagnosis is None:
        return
    answer = next(each.answer for each in one.contributions if each.question == axis.diagnosis)
    given = answer_word(model.questions[axis.diagnosis], answer)
    yield Paragraph(text="")
    yield Paragraph(text=f"Wat deze as kenmerkt ({axis.diagnosis}: {given})", strong=True)
    if one.diagnosis is not None:
        yield Paragraph(text=one.diagnosis.text)
        if one.diagnosis.advice is not None:
            yield Paragraph(text=one.diagnosis.advice)


def _answers_table(model: Model, one: AxisExplanation) -> Table:
    shared = model.scoring is Scoring.SHARE
    columns = [
        Column(title="Vraag"),
        Column(title="Antwoord"),
        Column(title="Score", right=True, fixed=True),
        Column(title="Gewicht", right=True, fixed=True),
        Column(title="Product", right=True, fixed=True),
    ]
    columns += [Column(title="Telt voor", right=True, fixed=True)] if shared else []
    rows: list[tuple[Cell, ...]] = []
    for each in one.contributions:
        answer, question = each.answer, model.questions[each.question]
        row: list[Cell] = [
            each.question,
            answer_word(question, answer),
            "–" if answer.score is None else exact(answer.score),
            "–" if answer.state is State.NOT_APPLICABLE else exact(each.weight),
            "–" if answer.score is None else exact(each.weight * answer.score),
        ]
        if shared:
            row.append("" if answer.score is None else _counts_for(each))
        rows.append(tuple(row))
    total: list[Cell] = ["Samen", "", "", exact(one.answered_weight), exact(one.points)]
    rows.append(tuple([*total, ""] if shared else total))
    return Table(columns=tuple(columns), rows=tuple(rows))


def _counts_for(each: Contribution) -> str:
    return "geen" if each.counts_for is None else f"fase {each.counts_for}"


def _sums(model: Model, one: AxisExplanation) -> Iterator[str]:
    result = one.result
    if result.coverage is None:
        yield "Geen enkele vraag is van toepassing: geen score, geen fase."
        return
    if result.score is None:
        yield "Geen enkele vraag is beantwoord: geen score, geen fase."
        return
    if result.answered < result.applicable:
        enough = "" if result.phase is not None else "te weinig voor een fase; "
        known = (
            f"de beantwoorde vragen wegen {exact(one.answered_weight)} van de "
            f"{exact(one.applicable_weight)}"
            if one.shared_weight is None
            else f"{result.answered} van de {_questions(result.applicable)} beantwoord"
        )
        yield (
            f"Dekking: {known} = {percentage(result.coverage)}, nodig "
            f"{exact_percentage(model.minimum_coverage)}: {enough}mogelijk is fase "
            f"{range_word(result.range)}."
        )
    yield f"Score: {exact(one.points)} / {exact(one.answered_weight)} = {_equals(one)}."
    for check in one.phases[1:]:
        yield _check(model, one, check)
    if result.margin is not None:
        yield _margin(result, result.margin)
    if result.ambition is not None:
        far = result.phase is not None and result.phase >= result.ambition
        yield f"Ambitie: fase {result.ambition}, {'gehaald' if far else 'nog niet gehaald'}."


def _equals(one: AxisExplanation) -> str:
    score = one.result.score
    assert score is not None
    shown = exact(score)
    return score_word(score) if "/" not in shown else f"{score_word(score)} (afgekapt)"


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
            counted = f"{count} van de {_questions(one.result.answered)} {verb}"
            needed = _questions(ceil(check.needed / weight))
        text = (
            f"{counted} = {percentage(share)}, nodig {exact_percentage(check.threshold)} "
            f"(dus {needed})"
        )
    else:
        text = f"score {score_word(check.counted)}, nodig {exact(check.needed)}"
    for requirement in check.requirements:
        text += f"; voorwaarde {_requirement(model.questions[requirement.question], requirement)}"
    if check.reached:
        outcome = "gehaald" if one.result.phase is not None else "met deze antwoorden gehaald"
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
        else f"na {_steps(margin.down)} omlaag zakt de as een fase"
        + (" (krap)" if margin.down == 1 else "")
    )
    if margin.up is not None:
        up = f"met {_steps(margin.up)} omhoog komt de as een fase hoger"
    elif result.held_back is None:
        up = "een hogere fase is er niet"
    else:
        up = "een fase hoger lukt niet met stappen op de beantwoorde vragen"
    return f"Marge: {down}; {up}."


def _questions(count: int) -> str:
    return "1 vraag" if count == 1 else f"{count} vragen"


def _steps(count: int) -> str:
    return "1 stap" if count == 1 else f"{count} stappen"


def _together(model: Model, explanation: Explanation) -> Iterator[Block]:
    """How the axes make the phase and the score overall."""
    overall = explanation.result.overall
    texts = []
    if len(model.axes) == 1:
        return
    if model.overall is Overall.LOWEST:
        phases = listing([phase_word(phase) for phase in overall.profile])
        outcome = (
            f"fase {overall.phase}"
            if overall.phase is not None
            else "nog niet te bepalen, want een as zonder fase kan lager uitkomen"
        )
        texts.append(f"Fase: de laagste van {phases} is {outcome}.")
    scores = [axis.result.score for axis in explanation.axes]
    if overall.score is not None:
        weights = [axis.weight for axis in model.axes]
        terms = " + ".join(
            _term(weight, score)
            for weight, score in zip(weights, scores, strict=True)
            if score is not None
        )
        total = exact(sum(weights, Fraction(0)))
        texts.append(f"Gemiddelde score: ({terms}) / {total} = {score_word(overall.score)}.")
    if model.overall is Overall.MEAN and overall.phase is not None:
        reached = next(p for p in model.phases if p.number == overall.phase)
        texts.append(
            f"Fase: de gemiddelde score haalt de drempel van fase {overall.phase} "
            f"({exact(reached.threshold)})."
        )
        texts += onward_as_a_whole(explanation.result)
    if texts:
        yield Heading(text="Als geheel", level=2)
        yield Items(texts=tuple(texts))


def _term(weight: Fraction, score: Fraction) -> str:
    return exact(score) if weight == 1 else f"{exact(weight)} × {exact(score)}"


# --- views -----------------------------------------------------------------------------------


def _view(
    model: Model, view: View, one: ViewExplanation, explanation: Explanation
) -> Iterator[Block]:
    yield Heading(text=view.name, level=2)
    yield _matrix(model, view, one)
    names = {group.id: group.name for group in view.groups}
    if one.differences:
        first, second = (names[group.together.id] for group in one.groups)
        yield Paragraph(text=f"{first}, vergeleken met {second}:")
        axes = {axis.id: axis.name for axis in model.axes}
        yield Items(texts=tuple(_difference(axes, each) for each in one.differences))
        return
    texts = []
    for at, axis in enumerate(explanation.axes):
        name = model.axes[at].name
        compared = one.compared(at)
        lags = [lag for lag in one.lags if lag.axis == axis.result.id]
        if axis.result.phase is None:
            texts.append(f"{name}: zonder fase is er niets om mee te vergelijken.")
        elif compared is Compared.NOT_ASKED:
            texts.append(f"{name}: hier gaat geen vraag over een van deze groepen.")
        elif compared is Compared.NOT_ANSWERED:
            texts.append(f"{name}: de vragen over deze groepen zijn nog niet beantwoord.")
        elif lags:
            behind = listing([_lagging(names[lag.group.id], lag.group) for lag in lags])
            texts.append(f"{name} (fase {axis.result.phase}) is lager bij: {behind}.")
        else:
            where = "bij elke groep"
            if compared is Compared.SOME:
                where += " die op deze as een fase heeft"
            texts.append(f"{name}: fase {axis.result.phase} of hoger {where}.")
    together = [lag for lag in one.lags if lag.axis is None]
    if together:
        listed = listing([_lagging(names[lag.group.id], lag.group) for lag in together])
        overall = explanation.result.overall.phase
        texts.append(f"Alle assen samen (fase {overall}) zijn lager bij: {listed}.")
    yield Items(texts=tuple(texts))


def _matrix(model: Model, view: View, one: ViewExplanation) -> Table:
    """Groups against axes, with the fewest of the two across, so that it fits a narrow screen."""
    axes = [*(axis.name for axis in model.axes), "Alle assen"]
    groups = [group.name for group in view.groups]
    cells = [[_cell(s) for s in (*group.axes, group.together)] for group in one.groups]
    across, down = axes, groups
    if len(groups) < len(axes):
        across, down = groups, axes
        cells = [list(row) for row in zip(*cells, strict=True)]
    columns = [Column(title=""), *(Column(title=name) for name in across)]
    rows = tuple((name, *row) for name, row in zip(down, cells, strict=True))
    return Table(columns=tuple(columns), rows=rows)


def _cell(standing: Standing) -> Cell:
    """Phase, score, and on how many questions they rest."""
    if not standing.applicable:
        return "–"
    count = question_count(standing)
    if standing.phase is None:
        return "?", count
    return f"fase {phase_word(standing.phase)} ({score_word(standing.score)})", count


def _lagging(name: str, group: Standing) -> str:
    return f"{name} (fase {group.phase}, op {question_count(group)})"


def _difference(axes: dict[str, str], one: Difference) -> str:
    name = "Alle assen samen" if one.axis is None else axes[one.axis]
    count = f"{question_count(one.first)} en {question_count(one.second)}"
    match one.order:
        case None:
            return f"{name}: niet te vergelijken ({count})."
        case Lead.LEVEL:
            return f"{name}: gelijk, fase {one.first.phase} ({count})."
        case Lead.AHEAD | Lead.BEHIND:
            word = "voor" if one.order is Lead.AHEAD else "achter"
            return (
                f"{name}: loopt {word}, fase {one.first.phase} tegen fase {one.second.phase} "
                f"({count})."
            )


# --- what was written beside the answers -----------------------------------------------------


def _evidence(model: Model, explanation: Explanation) -> Iterator[Block]:
    texts = []
    for axis, one in zip(model.axes, explanation.axes, strict=True):
        lacking = [each.question for each in one.contributions if each.lacks_evidence]
        if lacking:
            texts.append(f"{axis.name}: {listing(lacking)}")
    if texts and model.evidence_from is not None:
        yield Heading(text="Nog zonder bewijs", level=2)
        yield Paragraph(
            text=f"Bij een score van {exact(model.evidence_from)} of hoger hoort bewijs. De fase "
            "verandert er niet door, maar met bewijs kan iedereen nagaan of die klopt."
        )
        yield Items(texts=tuple(texts))


def _remarks(explanation: Explanation) -> Iterator[Block]:
    texts = []
    for axis in explanation.axes:
        for each in axis.contributions:
            written = [("toelichting", each.remark.note), ("bewijs", each.remark.evidence)]
            texts += [f"{each.question}, {kind}: {text}" for kind, text in written if text]
    if texts:
        yield Heading(text="Toelichtingen en bewijs", level=2)
        yield Items(texts=tuple(texts))


EXPLAIN_COLUMNS = (
    *("axis", "question", "state", "answer", "score", "weight", "part", "counts_for"),
    *("lacks_evidence", "note", "evidence"),
)


def explain_rows(explanation: Explanation) -> Iterator[tuple[Value, ...]]:
    """A row for every question, headed by ``EXPLAIN_COLUMNS``."""
    for axis in explanation.axes:
        for each in axis.contributions:
            answer = each.answer
            given = "|".join(answer.chosen) if answer.number is None else answer.number
            yield (
                *(axis.result.id, each.question, str(answer.state), given),
                *(answer.score, each.weight, each.part, each.counts_for),
                *("true" if each.lacks_evidence else "false",),
                *(each.remark.note, each.remark.evidence),
            )
