"""What ``score`` shows of one assessment: its phases, and what the next ones ask."""

from collections.abc import Iterator

from gemeente_online.model.file import Axis
from gemeente_online.rendering.bars import bar, bars_explained
from gemeente_online.rendering.columns import Column, Shown, figures, table
from gemeente_online.rendering.document import (
    Block,
    Cell,
    Heading,
    Items,
    Paragraph,
    Table,
    as_document,
)
from gemeente_online.rendering.words import (
    ambition_word,
    decided,
    heading_of,
    is_tight,
    model_word,
    onward,
    onward_as_a_whole,
    other_range,
    phase_word,
    profile,
    range_word,
    score_word,
    share_word,
    uncertain,
)
from gemeente_online.scoring.result import AxisResult, Result


@as_document
def score_document(result: Result) -> Iterator[Block]:
    """One result in full."""
    assessment = result.assessment
    model = assessment.model
    yield Heading(heading_of(assessment))
    yield Paragraph(model_word(model))
    yield _axes_table(result)
    yield from verdict_line(result)
    yield Paragraph("")
    yield Paragraph("Naar de volgende fase:", strong=True)
    axes = zip(model.axes, result.axes, strict=True)
    ways = (onward(model, axis, scored) for axis, scored in axes)
    yield Items((*onward_as_a_whole(result), *ways))
    yield Paragraph("")
    if any(bar(model, axis).symbols for axis in result.axes):
        yield Paragraph(bars_explained(model))
    if any(is_tight(axis) for axis in result.axes):
        yield Paragraph("Krap: één antwoord een stap lager, en de as zakt een fase.")


def verdict_line(result: Result) -> Iterator[Block]:
    """The phase overall, and what decides it."""
    model, overall = result.assessment.model, result.overall
    possible = range_word(overall.range)
    if overall.phase is None:
        yield Paragraph(f"Fase: niet te bepalen. Mogelijk: fase {possible}.", strong=True)
        yield Paragraph(f"Profiel: {profile(overall.profile)}")
        return
    phase = model.phase_at(overall.phase)
    verdict = f"Fase {phase.number} van {model.phases[-1].number}: {phase.name}"
    yield Paragraph(verdict, strong=True)
    if phase.experience is not None:
        yield Paragraph(f"Wat inwoners merken: {phase.experience.name}")
    yield Paragraph(f"Profiel: {profile(overall.profile)}. {decided(result)}")
    if uncertain(overall):
        yield Paragraph(f"Niet alles is beantwoord; mogelijk is fase {possible}.")
    if overall.ambition is not None:
        yield Paragraph(f"Ambitie: fase {overall.ambition}")


def _axes_table(result: Result) -> Table:
    model = result.assessment.model
    ranged = any(uncertain(axis) for axis in result.axes)
    partial = any(axis.coverage is None or axis.coverage < 1 for axis in result.axes)
    aiming = any(axis.ambition is not None for axis in result.axes)
    axes = {axis.id: axis for axis in model.axes}
    columns: list[Shown[AxisResult]] = [
        Column("As", lambda axis: _named(axes[axis.id], axis)),
        Column("Fase", _phase, fixed=True),
        Column("Antwoorden per fase", lambda axis: bar(model, axis), fixed=True),
        figures("Score", lambda axis: score_word(axis.score)),
        Column("Bereik", other_range, fixed=True, there=ranged),
        figures("Dekking", lambda axis: share_word(axis.coverage), there=partial),
        figures("Ambitie", ambition_word, there=aiming),
    ]
    return table(columns, result.axes)


def _named(axis: Axis, scored: AxisResult) -> Cell:
    stage = axis.stage_at(scored.phase)
    return axis.name if stage is None else (axis.name, stage.name)


def _phase(axis: AxisResult) -> str:
    return phase_word(axis.phase) + (" krap" if is_tight(axis) else "")
