"""What ``score`` shows of one assessment: its phases, and what the next ones ask."""

from gemeente_online.model.file import Axis
from gemeente_online.model.numbers import percentage
from gemeente_online.rendering.bars import bar
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
from gemeente_online.rendering.words import (
    bars_explained,
    decided,
    long_date,
    onward,
    onward_as_a_whole,
    phase_word,
    profile,
    range_word,
    score_word,
    uncertain,
)
from gemeente_online.scoring.result import AxisResult, Result


def score_document(result: Result) -> Document:
    """One result in full."""
    assessment = result.assessment
    model, municipality = assessment.model, assessment.municipality
    code = f" ({municipality.code})" if municipality.code else ""
    blocks: list[Block] = [
        Heading(text=f"{municipality.name}{code}, {long_date(assessment.date)}"),
        Paragraph(text=f"Groeimodel {model.title}, versie {model.version}"),
        _axes_table(result),
        *verdict_line(result),
        Paragraph(text=""),
        Paragraph(text="Naar de volgende fase:", strong=True),
        Items(
            texts=(
                *onward_as_a_whole(result),
                *(
                    onward(model, axis, scored)
                    for axis, scored in zip(model.axes, result.axes, strict=True)
                ),
            )
        ),
        Paragraph(text=""),
    ]
    if any(bar(model, axis).symbols for axis in result.axes):
        blocks.append(Paragraph(text=bars_explained(model)))
    if any(_tight(axis) for axis in result.axes):
        blocks.append(Paragraph(text="Krap: één antwoord een stap lager, en de as zakt een fase."))
    return Document(blocks=tuple(blocks))


def verdict_line(result: Result) -> list[Block]:
    """The phase overall, and what decides it."""
    model, overall = result.assessment.model, result.overall
    if overall.phase is None:
        verdict_line = f"Fase: niet te bepalen. Mogelijk: fase {range_word(overall.range)}."
        return [
            Paragraph(text=verdict_line, strong=True),
            Paragraph(text=f"Profiel: {profile(overall.profile)}"),
        ]
    phase = next(phase for phase in model.phases if phase.number == overall.phase)
    verdict_line = f"Fase {phase.number} van {model.phases[-1].number}: {phase.name}"
    blocks: list[Block] = [Paragraph(text=verdict_line, strong=True)]
    if phase.experience is not None:
        blocks.append(Paragraph(text=f"Wat inwoners merken: {phase.experience.name}"))
    blocks.append(Paragraph(text=f"Profiel: {profile(overall.profile)}. {decided(result)}"))
    if uncertain(overall):
        blocks.append(
            Paragraph(
                text=f"Niet alles is beantwoord; mogelijk is fase {range_word(overall.range)}."
            )
        )
    if overall.ambition is not None:
        blocks.append(Paragraph(text=f"Ambitie: fase {overall.ambition}"))
    return blocks


def _axes_table(result: Result) -> Table:
    model = result.assessment.model
    ranged = any(uncertain(axis) for axis in result.axes)
    partial = any(axis.coverage is None or axis.coverage < 1 for axis in result.axes)
    aiming = any(axis.ambition is not None for axis in result.axes)
    columns = [
        Column(title="As"),
        Column(title="Fase", fixed=True),
        Column(title="Antwoorden per fase", fixed=True),
        Column(title="Score", right=True, fixed=True),
    ]
    columns += [Column(title="Bereik", fixed=True)] if ranged else []
    columns += [Column(title="Dekking", right=True, fixed=True)] if partial else []
    columns += [Column(title="Ambitie", right=True, fixed=True)] if aiming else []
    rows: list[tuple[Cell, ...]] = []
    for axis, scored in zip(model.axes, result.axes, strict=True):
        row: list[Cell] = [
            _named(axis, scored),
            phase_word(scored.phase) + (" krap" if _tight(scored) else ""),
            bar(model, scored),
            score_word(scored.score),
        ]
        if ranged:
            row.append(range_word(scored.range) if uncertain(scored) else "")
        if partial:
            row.append("–" if scored.coverage is None else percentage(scored.coverage))
        if aiming:
            row.append("" if scored.ambition is None else str(scored.ambition))
        rows.append(tuple(row))
    return Table(columns=tuple(columns), rows=tuple(rows))


def _named(axis: Axis, scored: AxisResult) -> Cell:
    stage = None if scored.phase is None else axis.stages.get(scored.phase)
    return axis.name if stage is None else (axis.name, stage.name)


def _tight(axis: AxisResult) -> bool:
    return axis.margin is not None and axis.margin.down == 1
