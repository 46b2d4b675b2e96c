"""What the overall phase depends on, to read: part of an evaluation."""

from collections.abc import Iterator

from gemeente_online.analysis.dependence import Changed, Dependence, StepsOnQuestion
from gemeente_online.analysis.psychometrics import MINIMUM
from gemeente_online.model.file import Model
from gemeente_online.rendering.answers import numbered
from gemeente_online.rendering.columns import Column, Shown, figures, table
from gemeente_online.rendering.document import Block, Heading, Paragraph
from gemeente_online.rendering.words import measurements_word, share_word

MOST = 10
"""Questions that are shown."""


def dependence_blocks(model: Model, found: Dependence) -> Iterator[Block]:
    """How often the phase would be another, by what, and the questions that do it most often."""
    yield Heading("Waar de fase van afhangt", level=2)
    if found.determined < MINIMUM:
        yield Paragraph(
            f"Te weinig gegevens, namelijk {measurements_word(found.determined)} met een fase als "
            f"geheel; nodig zijn er {MINIMUM}."
        )
        return
    yield Paragraph(
        f"Hoe vaak de fase als geheel anders wordt, van de {measurements_word(found.determined)} "
        "met een fase als geheel:"
    )
    rows = {
        "Elke drempel één gemiddelde vraag lager": found.lower_threshold,
        "Elke drempel één gemiddelde vraag hoger": found.higher_threshold,
        "De middelste as in plaats van de laagste": found.median_axis,
        "Geen voorwaarden": found.without_requirements,
        "Eén stap lager op één vraag (krap naar beneden)": found.down,
        "Eén stap hoger op één vraag (krap naar boven)": found.up,
    }
    columns: list[Shown[tuple[str, Changed]]] = [
        Column("Als dit verandert", lambda row: row[0]),
        figures("Andere fase", lambda row: _used(row[1])),
        figures("Metingen", lambda row: str(row[1].compared)),
    ]
    yield table(columns, [(name, one) for name, one in rows.items() if one is not None])
    most = _most(found)
    if most:
        yield Paragraph("De vragen waarop één stap het vaakst genoeg is voor een andere fase:")
        shown: list[Shown[StepsOnQuestion]] = [
            Column("Vraag", lambda question: numbered(model, question.id)),
            figures("Stap lager", lambda question: _used(question.down)),
            figures("Stap hoger", lambda question: _used(question.up)),
        ]
        yield table(shown, most)


def _most(found: Dependence) -> list[StepsOnQuestion]:
    def often(question: StepsOnQuestion) -> int:
        return question.down.assessments + question.up.assessments

    ranked = sorted(found.questions, key=often, reverse=True)
    return [question for question in ranked if often(question)][:MOST]


def _used(found: Changed) -> str:
    return f"{found.assessments} ({share_word(found.share)})"


def dependence_explained() -> str:
    """How to read it."""
    return (
        "Waar de fase van afhangt: een hoog deel zegt dat de fase van veel metingen rust op die "
        "keuze van het model, of op één antwoord. Grenzen voor goed of fout zijn er niet."
    )
