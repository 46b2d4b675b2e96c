"""What ``explain`` shows: every answer and every sum, so that a phase can be computed by hand."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.explanation import AxisExplanation, Contribution, Explanation
from gemeente_online.assessment.file import Answer
from gemeente_online.model.file import Model, Overall, Scoring
from gemeente_online.model.numbers import exact
from gemeente_online.rendering.columns import Column
from gemeente_online.rendering.document import Block, Heading, Items, Paragraph, as_document
from gemeente_online.rendering.explained_axis import axis_blocks
from gemeente_online.rendering.explained_views import view_blocks
from gemeente_online.rendering.score import verdict_line
from gemeente_online.rendering.sheet import Field, Value, sheet
from gemeente_online.rendering.words import (
    heading_of,
    model_word,
    onward_as_a_whole,
    phase_word,
    score_word,
)
from gemeente_online.scoring.result import HeldBack, Result
from gemeente_online.wording import listing


@as_document
def explain_document(explanation: Explanation) -> Iterator[Block]:
    """Everything that a result follows from."""
    result = explanation.result
    assessment = result.assessment
    model = assessment.model
    yield Heading(f"Uitleg bij {heading_of(assessment)}")
    yield Paragraph(model_word(model))
    yield Paragraph("")
    yield from verdict_line(result)
    why = _why(result)
    if why is not None:
        yield Paragraph(f"Waarom: {why}")
    yield Paragraph("")
    yield Paragraph(_rule(model))
    for axis, one in zip(model.axes, explanation.axes, strict=True):
        yield from axis_blocks(model, axis, one)
    yield from _together(model, explanation)
    for view, explained in zip(model.views, explanation.views, strict=True):
        yield from view_blocks(model, view, explained, explanation)
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
    if overall.score is not None:
        terms = " + ".join(
            _term(axis.weight, one.score)
            for axis, one in zip(model.axes, explanation.axes, strict=True)
            if one.score is not None
        )
        total = exact(sum((axis.weight for axis in model.axes), Fraction(0)))
        texts.append(f"Gemiddelde score: ({terms}) / {total} = {score_word(overall.score)}.")
    if model.overall is Overall.MEAN and overall.phase is not None:
        reached = next(p for p in model.phases if p.number == overall.phase)
        texts.append(
            f"Fase: de gemiddelde score haalt de drempel van fase {overall.phase} "
            f"({exact(reached.threshold)})."
        )
        texts += onward_as_a_whole(explanation.result)
    if texts:
        yield Heading("Als geheel", level=2)
        yield Items(tuple(texts))


def _term(weight: Fraction, score: Fraction) -> str:
    return exact(score) if weight == 1 else f"{exact(weight)} × {exact(score)}"


def _evidence(model: Model, explanation: Explanation) -> Iterator[Block]:
    texts = []
    for axis, one in zip(model.axes, explanation.axes, strict=True):
        lacking = [each.question for each in one.contributions if each.lacks_evidence]
        if lacking:
            texts.append(f"{axis.name}: {listing(lacking)}")
    if texts and model.evidence_from is not None:
        yield Heading("Nog zonder bewijs", level=2)
        yield Paragraph(
            f"Bij een score van {exact(model.evidence_from)} of hoger hoort bewijs. De fase "
            "verandert er niet door, maar met bewijs kan iedereen nagaan of die klopt."
        )
        yield Items(tuple(texts))


def _remarks(explanation: Explanation) -> Iterator[Block]:
    texts = []
    for axis in explanation.axes:
        for each in axis.contributions:
            written = [("toelichting", each.remark.note), ("bewijs", each.remark.evidence)]
            texts += [f"{each.question}, {kind}: {text}" for kind, text in written if text]
    if texts:
        yield Heading("Toelichtingen en bewijs", level=2)
        yield Items(tuple(texts))


class _Line(NamedTuple):
    """One question, with the axis that it is of."""

    axis: AxisExplanation
    each: Contribution


def explain_sheet(explanation: Explanation) -> Iterator[list[Value]]:
    """A header, and a row for every question."""
    fields: list[Field[_Line]] = [
        Column("axis", lambda line: line.axis.id),
        Column("question", lambda line: line.each.question),
        Column("state", lambda line: str(line.each.answer.state)),
        Column("answer", lambda line: _given(line.each.answer)),
        Column("score", lambda line: line.each.answer.score),
        Column("weight", lambda line: line.each.weight),
        Column("part", lambda line: line.each.part),
        Column("counts_for", lambda line: line.each.counts_for),
        Column("lacks_evidence", lambda line: "true" if line.each.lacks_evidence else "false"),
        Column("note", lambda line: line.each.remark.note),
        Column("evidence", lambda line: line.each.remark.evidence),
    ]
    lines = (_Line(axis, each) for axis in explanation.axes for each in axis.contributions)
    return sheet(fields, lines)


def _given(answer: Answer) -> Value:
    return "|".join(answer.chosen) if answer.number is None else answer.number
