"""Of an evaluation: whether axes are recognisable, and can be told apart."""

from collections.abc import Iterator
from typing import NamedTuple

from gemeente_online.analysis.axis_pairs import AxisPair, PairFigures, Relation, Unjudged
from gemeente_online.analysis.evaluation import AxisEvaluation, Evaluation
from gemeente_online.analysis.psychometrics import MINIMUM, Judgement
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import PERCENT
from gemeente_online.rendering.columns import Column, Shown, figures, table
from gemeente_online.rendering.document import Block, Items, Table
from gemeente_online.rendering.evaluated import (
    complete_word,
    figure,
    how_many,
    interval_word,
    too_few,
)
from gemeente_online.rendering.words import axis_name, measurements_word
from gemeente_online.wording import listing

_CONSISTENCY = {
    Judgement.GOOD: "de vragen horen duidelijk bij elkaar",
    Judgement.FAIR: "de vragen horen redelijk bij elkaar",
    Judgement.POOR: "de vragen meten niet duidelijk één ding; lees de fase van deze as voorzichtig",
    Judgement.NONE: "niet te berekenen, want er is één vraag of iedereen antwoordt hetzelfde",
}
_APART = {
    Judgement.GOOD: " zijn, ook na correctie voor meetfouten, goed uit elkaar te houden",
    Judgement.FAIR: " zijn na correctie voor meetfouten niet met zekerheid uit elkaar te houden",
    Judgement.POOR: " meten na correctie voor meetfouten bijna hetzelfde: een van de twee voegt "
    "weinig toe",
}
_LOOSE = " zijn goed uit elkaar te houden, maar hangen nauwelijks samen"
_OPPOSED = " Ze gaan tegen elkaar in: wie op de ene as hoog scoort, scoort op de andere laag."
_UNJUDGED = {
    Unjudged.NO_ALPHA: "van een van de twee is geen alfa te berekenen (er is één vraag, of "
    "iedereen antwoordt hetzelfde), en zonder alfa is er niet te corrigeren voor meetfouten",
    Unjudged.ALPHA_NOT_POSITIVE: "de alfa van een van de twee is 0 of lager, en daarmee is er niet "
    "te corrigeren voor meetfouten",
    Unjudged.ABOVE_ONE: "na correctie voor meetfouten komt de samenhang boven 1 uit, wat niet kan. "
    "De metingen zijn te weinig of te onnauwkeurig om dit te zeggen",
}
_PAIRWISE = "idem, paarsgewijs"


def in_short_of_pairs(evaluation: Evaluation) -> Iterator[str]:
    """How many pairs of axes can be told apart, and which measure the same; nothing of one axis."""
    if not evaluation.pairs:
        return
    count = how_many([pair.verdict for pair in evaluation.pairs], (Judgement.GOOD,))
    yield f"Paren van assen die goed uit elkaar te houden zijn: {count}."
    same = [pair for pair in evaluation.pairs if pair.verdict is Judgement.POOR]
    if len(same) == len(evaluation.pairs) > 1:
        yield "Alle assen meten bijna hetzelfde."
    elif same:
        names = listing([f'"{_pair_name(evaluation.model, pair)}"' for pair in same])
        yield f"Bijna hetzelfde meten: {names}."


def recognisable_blocks(evaluation: Evaluation) -> Iterator[Block]:
    """How each axis holds together, and how each two go together."""
    model = evaluation.model
    yield _consistency_table(evaluation)
    yield Items(tuple(_consistency(model, axis) for axis in evaluation.axes))
    if evaluation.pairs:
        yield _pairs_table(evaluation)
        yield Items(tuple(_pair(model, pair) for pair in evaluation.pairs))


def _consistency(model: Model, axis: AxisEvaluation) -> str:
    found = axis.consistency
    few = too_few(complete_word(found.complete))
    return f"{axis_name(model, axis.id)}: {_CONSISTENCY.get(found.verdict, few)}."


def _pair(model: Model, pair: AxisPair) -> str:
    name = _pair_name(model, pair)
    if pair.verdict is Judgement.TOO_FEW:
        found = f"{measurements_word(pair.listwise.assessments)} met op alle vragen een antwoord"
        return f"{name}: {too_few(found)}."
    if pair.unjudged is not None:
        return f"{name}: geen oordeel, want {_UNJUDGED[pair.unjudged]}."
    if pair.verdict is Judgement.GOOD and pair.relation is Relation.LOOSE:
        return f"{name}{_LOOSE}."
    told = f"{name}{_APART[pair.verdict]}."
    return told + _OPPOSED if pair.relation is Relation.OPPOSED else told


def _pair_name(model: Model, pair: AxisPair) -> str:
    """Two axes by name."""
    return f"{axis_name(model, pair.first)} en {axis_name(model, pair.second)}"


# --- tables --------------------------------------------------------------------------------


class _Alpha(NamedTuple):
    """A row of an axis: over complete assessments, or pairwise."""

    name: str
    assessments: str
    alpha: str
    interval: str
    standardized: str


def _consistency_table(evaluation: Evaluation) -> Table:
    """How strongly the questions of each axis hang together."""
    columns: list[Shown[_Alpha]] = [
        Column("As", lambda row: row.name),
        figures("Metingen", lambda row: row.assessments),
        figures("Alfa", lambda row: row.alpha),
        Column(f"Tussen (95{PERCENT})", lambda row: row.interval, fixed=True),
        Column("Gestandaardiseerd", lambda row: row.standardized, right=True),
    ]
    rows = [row for axis in evaluation.axes for row in _alphas(evaluation.model, axis)]
    return table(columns, rows)


def _alphas(model: Model, axis: AxisEvaluation) -> Iterator[_Alpha]:
    found = axis.consistency
    yield _Alpha(
        axis_name(model, axis.id),
        str(found.complete),
        figure(found.alpha, found.verdict),
        _where_enough(found.complete, found.interval),
        figure(found.standardized, found.verdict),
    )
    pairwise = found.pairwise
    if pairwise.most != found.complete and pairwise.assessments >= MINIMUM:
        count = _from_to(pairwise.assessments, pairwise.most)
        shown = figure(pairwise.alpha), interval_word(pairwise.interval)
        yield _Alpha(_PAIRWISE, count, *shown, "")


def _where_enough(assessments: int, bounds: tuple[float, float] | None) -> str:
    return interval_word(bounds if assessments >= MINIMUM else None)


def _pairs_table(evaluation: Evaluation) -> Table:
    """How far each axis goes with each other."""
    model = evaluation.model
    columns: list[Shown[tuple[str, PairFigures]]] = [
        Column("Samenhang tussen assen", lambda row: row[0]),
        figures("Metingen", lambda row: _from_to(row[1].assessments, row[1].most)),
        figures("Pearson", lambda row: _of_pair(row[1], row[1].pearson)),
        figures("Na correctie", lambda row: _of_pair(row[1], row[1].corrected)),
        Column(
            f"Tussen (95{PERCENT})",
            lambda row: _where_enough(row[1].assessments, row[1].corrected_interval),
            fixed=True,
        ),
        figures("HTMT", lambda row: _of_pair(row[1], row[1].htmt)),
    ]
    rows = []
    for pair in evaluation.pairs:
        rows.append((_pair_name(model, pair), pair.listwise))
        pairwise = pair.pairwise
        if pairwise.most != pair.listwise.assessments and pairwise.assessments >= MINIMUM:
            rows.append((_PAIRWISE, pairwise))
    return table(columns, rows)


def _from_to(fewest: int, most: int) -> str:
    return str(fewest) if fewest == most else f"{fewest}–{most}"


def _of_pair(found: PairFigures, value: float | None) -> str:
    enough = found.assessments >= MINIMUM
    return figure(value, Judgement.GOOD if enough else Judgement.TOO_FEW)
