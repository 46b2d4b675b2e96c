"""What ``explain`` shows: every answer and every sum, so that a phase can be computed by hand."""

from collections.abc import Iterator
from fractions import Fraction

from gemeente_online.analysis.explanation import (
    AxisExplanation,
    Contribution,
    Explanation,
    ViewExplanation,
)
from gemeente_online.analysis.missing_evidence import missing_evidence
from gemeente_online.assessment.file import State
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import exact
from gemeente_online.model.parts import Axis, Scoring, View
from gemeente_online.rendering.answers import (
    answer_word,
    chosen_word,
    named_questions,
    numbered,
    question_word,
)
from gemeente_online.rendering.bars import bar, bars_explained
from gemeente_online.rendering.columns import (
    Column,
    Shown,
    figures,
    narrow_matrix,
    table,
)
from gemeente_online.rendering.document import (
    Block,
    Cell,
    Heading,
    Items,
    Paragraph,
    Table,
    as_document,
)
from gemeente_online.rendering.explained import (
    axis_sums,
    computing,
    domain_sums,
    overall_reason,
    overall_sums,
    view_sentences,
)
from gemeente_online.rendering.firmness import after_one_step, choices_sentences
from gemeente_online.rendering.score import verdict_blocks
from gemeente_online.rendering.words import (
    axes_title,
    axis_name,
    decided,
    heading_of,
    is_whole,
    model_word,
    phase_word,
    profile,
    question_count,
    score_word,
)
from gemeente_online.scoring.result import AxesTogether, DomainResult, Result, Standing
from gemeente_online.wording import capitalised


@as_document
def explain_document(explanation: Explanation) -> Iterator[Block]:
    """Everything that a result follows from."""
    result = explanation.result
    assessment = result.assessment
    model = assessment.model
    yield Heading(f"Uitleg bij {heading_of(assessment)}")
    yield from verdict_blocks(result)
    yield from _reasons(result)
    if any(bar(model, axis).symbols for axis in result.axes):
        yield _bars(explanation)
        yield Paragraph(bars_explained(model))
    yield Heading("Zo is de fase berekend", level=2)
    yield Paragraph(computing(model))
    yield from _axes_blocks(explanation)
    together = tuple(overall_sums(explanation))
    if together:
        yield Heading("Als geheel", level=2)
        yield Items(together)
    for view, explained in zip(model.views, explanation.views, strict=True):
        yield from _view_blocks(model, view, explained, explanation)
    yield from _evidence(model, explanation)
    texts = remarks_beside(explanation)
    if texts:
        yield Heading("Toelichtingen en bewijs", level=2)
        yield Items(texts)
    yield Paragraph("")
    yield Paragraph(model_word(model))


def _reasons(result: Result) -> Iterator[Block]:
    """Why the phase is what it is, what would change it, and what evidence it lacks."""
    model, overall = result.assessment.model, result.overall
    reason = overall_reason(result)
    if overall.phase is not None:
        yield Paragraph("")
        if reason is not None:
            yield Paragraph(f"Waarom: {reason}")
        phase = model.phase_at(overall.phase)
        if phase.experience is not None:
            yield Paragraph(f"Wat {model.subject.people} merken: {phase.experience.name}")
        yield Paragraph(f"Profiel: {profile(result)}. {decided(result)}")
    for sentence in (*after_one_step(result), *choices_sentences(result)):
        yield Paragraph(sentence)
    for axis, questions in missing_evidence(result).items():
        named = named_questions(model, questions)
        yield Paragraph(
            f"Bewijs ontbreekt waar de fase erop rust: {axis_name(model, axis)}, {named}."
        )


def _bars(explanation: Explanation) -> Table:
    """How the answers on every axis lie over the phases."""
    result = explanation.result
    model = result.assessment.model
    columns: list[Shown[AxisExplanation | DomainResult]] = [
        Column(axes_title(model), lambda axis: axis_name(model, axis.id)),
        Column(_bar_word(model), lambda axis: _bar(model, axis), fixed=True),
        figures("Fase", lambda axis: phase_word(axis.phase)),
        figures("Score", lambda axis: score_word(axis.score)),
    ]
    rows = model.with_domains(result.domains, explanation.axes)
    return table(columns, rows, lambda one: is_whole(model, one.id))


def _bar(model: Model, one: AxisExplanation | DomainResult) -> Cell:
    return "" if isinstance(one, DomainResult) else bar(model, one)


@as_document
def axes_document(explanation: Explanation) -> Iterator[Block]:
    """The answers on every axis, and what the model advises; the sums are left out."""
    yield from _axes_blocks(explanation, sums=False)


def _axes_blocks(explanation: Explanation, *, sums: bool = True) -> Iterator[Block]:
    """Every axis; where there are domains, below a heading of its own domain."""
    result = explanation.result
    model = result.assessment.model
    pairs = [*zip(model.axes, explanation.axes, strict=True)]
    for at, (domain, held) in enumerate(model.by_domain(pairs)):
        if domain is not None:
            yield Heading(f"{domain.name}: {_phase_named(result.domains[at])}", level=2)
            if domain.description is not None:
                yield Paragraph(domain.description)
            told = domain_sums(model, result.domains[at], [one for _, one in held]) if sums else ()
            yield Items(tuple(told))
        for axis, one in held:
            yield from _axis_blocks(model, axis, one, level=2 if domain is None else 3, sums=sums)


def _phase_named(standing: Standing | AxesTogether) -> str:
    return "fase niet te bepalen" if standing.phase is None else f"fase {standing.phase}"


def _axis_blocks(
    model: Model, axis: Axis, one: AxisExplanation, *, level: int, sums: bool
) -> Iterator[Block]:
    """Its answers, the sums that follow from them, and what the model advises."""
    stage = axis.stage_at(one.phase)
    called = "" if stage is None else f", {stage.name}"
    yield Heading(f"{axis.name}: {_phase_named(one)}{called}", level=level)
    yield _answers_table(model, one)
    if sums:
        yield Items(tuple(axis_sums(model, one)))
    yield from _diagnosis(model, axis, one)
    for advice in one.advice:
        yield Paragraph("")
        question = model.questions[advice.question]
        named = question_word(model, advice.question)
        given = chosen_word(question, (advice.option,))
        yield Paragraph(f"Advies bij {named}, {given}", strong=True)
        yield Paragraph(f"{advice.advice}")


def _bar_word(model: Model) -> str:
    """What the bars show, above them."""
    return "Volgende fase" if model.scoring is Scoring.CHECKLIST else "Antwoorden per fase"


def _diagnosis(model: Model, axis: Axis, one: AxisExplanation) -> Iterator[Block]:
    """The answer that characterises the axis, with the model's advice for it."""
    if axis.diagnosis is None:
        return
    answer = next(each.answer for each in one.contributions if each.question == axis.diagnosis)
    given = answer_word(model.questions[axis.diagnosis], answer)
    yield Paragraph("")
    yield Paragraph(
        f"Wat deze as kenmerkt ({question_word(model, axis.diagnosis)}: {given})", strong=True
    )
    if one.diagnosis is not None:
        yield Paragraph(one.diagnosis.text)
        if one.diagnosis.advice is not None:
            yield Paragraph(one.diagnosis.advice)


def _answers_table(model: Model, one: AxisExplanation) -> Table:
    weighed = one.shared_weight != 1
    points = exact(one.points)
    kinds = [model.kinds[each.question] for each in one.contributions]
    columns: list[Shown[Contribution]] = [
        Column("Vraag", lambda each: numbered(model, each.question), total="Samen"),
        Column("Antwoord", lambda each: answer_word(model.questions[each.question], each.answer)),
        figures(
            "Punten",
            lambda each: _points(model, each),
            there=any(kind.gives_points for kind in kinds),
            total=_all_points(model, one),
        ),
        figures("Score", _score, total=None if weighed else points),
        figures("Gewicht", _weight, there=weighed, total=exact(one.scored_weight)),
        figures("Gewicht × score", _product, there=weighed, total=points),
        figures("Telt voor", _counts_for, there=model.scoring is Scoring.SHARE),
        figures(
            "Van fase",
            lambda each: str(model.questions[each.question].phase),
            there=model.scoring is Scoring.CHECKLIST,
        ),
    ]
    return table(columns, one.contributions)


def _points(model: Model, each: Contribution) -> str:
    """The points of an answer, of the most that its question gives."""
    kind = model.kinds[each.question]
    if each.answer.score is None or not kind.gives_points:
        return "–"
    return f"{exact(kind.points_of(each.answer.score))} van {exact(kind.most_points)}"


def _all_points(model: Model, one: AxisExplanation) -> str | None:
    """The same of the whole axis, where its score is that part of the scale; else nothing."""
    known = [
        (each.answer.score, each.weight, model.kinds[each.question])
        for each in one.contributions
        if each.answer.score is not None
    ]
    if not known or any(kind.most_points != weight for _, weight, kind in known):
        return None
    total = sum((kind.points_of(score) for score, _, kind in known), Fraction(0))
    return f"{exact(total)} van {exact(one.scored_weight)}"


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


def _view_blocks(
    model: Model, view: View, one: ViewExplanation, explanation: Explanation
) -> Iterator[Block]:
    """Its groups against the axes, and what stands out in words."""
    yield Heading(view.name, level=2)
    axes = [*(axis.name for axis in model.axes), "Alle assen"]
    groups = [group.name for group in view.groups]
    cells = [[_cell(standing) for standing in (*group.axes, group)] for group in one.groups]
    yield narrow_matrix(axes, groups, cells)
    if one.differences:
        first, second = groups
        yield Paragraph(f'"{first}", vergeleken met "{second}":')
    yield Items(tuple(view_sentences(model, view, one, explanation)))


def _cell(standing: Standing) -> Cell:
    """Phase, score, and on how many questions they rest."""
    if not standing.applicable:
        return "–"
    count = question_count(standing)
    if standing.phase is None:
        return "?", count
    return f"fase {phase_word(standing.phase)} ({score_word(standing.score)})", count


def _evidence(model: Model, explanation: Explanation) -> Iterator[Block]:
    texts = []
    for axis, one in zip(model.axes, explanation.axes, strict=True):
        lacking = [each.question for each in one.contributions if each.lacks_evidence]
        if lacking:
            texts.append(f"{axis.name}: {named_questions(model, lacking)}")
    if texts and model.evidence_from is not None:
        yield Heading("Nog zonder bewijs", level=2)
        yield Paragraph(
            f"Bij een score van {exact(model.evidence_from)} of hoger hoort bewijs, zodat iedereen "
            "kan nagaan of de fase klopt."
        )
        yield Items(tuple(texts))


def remarks_beside(explanation: Explanation) -> tuple[str, ...]:
    """The notes and the evidence, each with the question that it stands beside."""
    model = explanation.result.assessment.model
    texts: list[str] = []
    for axis in explanation.axes:
        for each in axis.contributions:
            written = [("toelichting", each.remark.note), ("bewijs", each.remark.evidence)]
            name = capitalised(question_word(model, each.question))
            texts += [f"{name}, {kind}: {text}" for kind, text in written if text]
    return tuple(texts)
