"""An evaluation of a model to read: the article's closing questions, with figures and in words.

Figures on which there are too few assessments for a verdict are not shown here, since a figure
that is shown gets quoted; JSON has them all.
"""

from collections.abc import Iterator, Sequence

from gemeente_online.analysis.evaluation import AxisEvaluation, Evaluation, PhaseSpread, PhaseUse
from gemeente_online.analysis.phase_order import Reached
from gemeente_online.analysis.psychometrics import (
    LOPSIDED,
    MINIMUM,
    MINIMUM_ORDER,
    Judgement,
)
from gemeente_online.analysis.question_evaluation import QuestionEvaluation
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import PERCENT, percentage
from gemeente_online.model.parts import Scoring
from gemeente_online.rendering.answers import numbered, outcome_word, question_word
from gemeente_online.rendering.columns import Column, Shown, figures, matrix, table
from gemeente_online.rendering.dependence import dependence_blocks
from gemeente_online.rendering.document import Block, Heading, Items, Paragraph, Table, as_document
from gemeente_online.rendering.evaluated import (
    NOTHING,
    complete_word,
    figure,
    how_many,
    too_few,
)
from gemeente_online.rendering.evaluation_explained import evaluation_explained
from gemeente_online.rendering.evaluation_groups import group_blocks
from gemeente_online.rendering.recognisable import in_short_of_pairs, recognisable_blocks
from gemeente_online.rendering.words import (
    axis_name,
    counted,
    long_date,
    measurements_word,
    model_word,
    share_word,
)
from gemeente_online.wording import capitalised, listing, thousands

_MOST_SOURCES = 3
"""Files that are named one by one."""

_SCALE = {
    Judgement.GOOD: "de antwoorden volgen een duidelijke ladder",
    Judgement.FAIR: "de antwoorden volgen een zwakke ladder",
    Judgement.POOR: "de antwoorden volgen geen ladder: wie op de ene vraag hoog zit, zit dat op de "
    "andere vaak niet",
    Judgement.NONE: "niet te berekenen, want er is één vraag of iedereen antwoordt hetzelfde",
}
_ORDER = {
    Judgement.GOOD: "Hogere fasen zijn moeilijker dan lagere",
    Judgement.FAIR: "Hogere fasen zijn meestal moeilijker dan lagere, maar niet op alle vragen",
    Judgement.POOR: "Hogere fasen zijn niet duidelijk moeilijker dan lagere",
}


_OF_A_CHECKLIST = (
    "Let op: een checklist somt op wat er moet zijn. Dat de vragen van een as hetzelfde meten "
    "(alfa en H), hoeft daarom niet. Of hogere fasen minder vaak worden gehaald, zegt hier meer."
)
"""What makes sense of a list, and what less so."""


@as_document
def evaluation_document(evaluation: Evaluation) -> Iterator[Block]:
    """Everything, in the order of the article's closing questions."""
    model = evaluation.model
    yield Heading(f"{model_word(model)}: wat zeggen de metingen?")
    yield Paragraph(_in_short(evaluation), strong=True)
    yield Paragraph(_basis(evaluation))
    if model.scoring is Scoring.CHECKLIST:
        yield Paragraph(_OF_A_CHECKLIST)
    yield Heading("Zijn de assen herkenbaar?", level=2)
    yield from recognisable_blocks(evaluation)
    yield Heading("Zijn de fasen logisch?", level=2)
    yield _scale_table(evaluation)
    yield Items(tuple(_logic(model, axis) for axis in evaluation.axes))
    if any(axis.order.verdict is not Judgement.TOO_FEW for axis in evaluation.axes):
        yield Paragraph("")
        yield Paragraph(
            "Hoe vaak een fase wordt gehaald, gemiddeld over de vragen (en op de moeilijkste "
            "en de makkelijkste vraag):"
        )
        yield _order_table(evaluation)
    yield Heading("Hoe zijn de metingen verdeeld?", level=2)
    yield _spread_table(evaluation)
    yield Items(tuple(_spreads(evaluation)))
    yield from dependence_blocks(model, evaluation.dependence)
    yield Heading("Wat zeggen de vragen?", level=2)
    for axis, found in zip(model.axes, evaluation.axes, strict=True):
        yield Heading(axis.name, level=3)
        yield _questions_table(model, found)
        remarks = [text for question in found.questions for text in _remarks(model, question)]
        if remarks:
            yield Items(tuple(remarks))
    yield Heading("Dekken de namen de lading?", level=2)
    yield Paragraph(
        "Dat zeggen cijfers niet. Vraag aan de mensen die de vragen invulden of zij hun "
        f"{model.subject.one} herkennen in de naam van de fase."
    )
    yield from group_blocks(evaluation)
    yield Heading("Herkomst", level=2)
    yield Items(tuple(_provenance(evaluation)))
    yield Heading("Hoe u dit leest", level=2)
    yield Items(tuple(evaluation_explained(evaluation)))


def _basis(evaluation: Evaluation) -> str:
    number, different = evaluation.assessments, evaluation.municipalities
    subject = evaluation.model.subject
    of = counted(different, subject.one, subject.many)
    basis = f"Dit rust op {measurements_word(number)} van {of}{_dated(evaluation)}."
    if different < number:
        basis += (
            f" Sommige {subject.many} komen meer dan eens voor. Metingen van één {subject.one} "
            "lijken op elkaar, dus zegt dit minder dan het aantal doet denken. Geef liever van elk "
            "één meting."
        )
    return basis


def _dated(evaluation: Evaluation) -> str:
    first, last = evaluation.first, evaluation.last
    if first is None or last is None:
        return ""
    if first == last:
        return f", van {long_date(first)}"
    return f", van {long_date(first)} tot en met {long_date(last)}"


def _in_short(evaluation: Evaluation) -> str:
    judged = [
        *(verdict for axis in evaluation.axes for verdict in (axis.recognisable, axis.logical)),
        *(pair.verdict for pair in evaluation.pairs),
    ]
    if all(verdict is Judgement.TOO_FEW for verdict in judged):
        return (
            f"Er zijn te weinig gegevens voor een oordeel. Nodig zijn {MINIMUM} metingen waarin "
            "alle vragen van een as zijn beantwoord; om iets over de fasen te zeggen "
            f"{MINIMUM_ORDER}."
        )
    enough = (Judgement.GOOD, Judgement.FAIR)
    recognisable = how_many([axis.recognisable for axis in evaluation.axes], enough)
    logical = how_many([axis.logical for axis in evaluation.axes], enough)
    told = [
        f"Herkenbare assen: {recognisable}.",
        *in_short_of_pairs(evaluation),
        f"Assen waarop de fasen logisch op elkaar volgen: {logical}.",
    ]
    return " ".join(told)


def _provenance(evaluation: Evaluation) -> Iterator[str]:
    """What was computed with what, so that it can be done again years later."""
    model = evaluation.model
    yield f"Groeimodel: {model.id}, versie {model.version}."
    if model.digest:
        yield f"SHA-256 van het modelbestand: {model.digest}"
    yield f"Berekend met gemeente-online {evaluation.program}."
    known = [one for one in evaluation.sources if one.source_sha256]
    if len(known) > _MOST_SOURCES:
        yield f"Metingen uit {len(known)} bestanden; JSON en Excel noemen van elk de SHA-256."
        return
    for one in known:
        yield f"SHA-256 van {one.source}: {one.source_sha256}"


def _logic(model: Model, axis: AxisEvaluation) -> str:
    scale, order = axis.scale, axis.order
    few = too_few(complete_word(scale.complete), MINIMUM_ORDER)
    told = f"{axis_name(model, axis.id)}: {_SCALE.get(scale.verdict, few)}."
    if order.verdict in _ORDER:
        told += f" {_ORDER[order.verdict]}."
    if order.worst is not None and order.verdict is not Judgement.TOO_FEW:
        higher, lower = _reached(model, order.worst.higher), _reached(model, order.worst.lower)
        told += f" Het sterkst omgekeerd: {higher} wordt vaker gehaald dan {lower}."
    return told


def _reached(model: Model, one: Reached) -> str:
    return f"fase {one.phase} bij {question_word(model, one.question)} ({percentage(one.share)})"


def _spreads(evaluation: Evaluation) -> Iterator[str]:
    yield f"Als geheel: {_spread(evaluation.spread)}."
    for axis in evaluation.axes:
        yield f"{axis_name(evaluation.model, axis.id)}: {_spread(axis.spread)}."


def _spread(spread: PhaseSpread) -> str:
    empty = [str(count.phase) for count in spread.phases if not count.assessments]
    fullest = max(spread.phases, key=lambda count: count.assessments)
    told = {
        Judgement.GOOD: "elke fase komt voor",
        Judgement.FAIR: f"geen enkele meting staat in fase {listing(empty, join='of')}",
        Judgement.POOR: f"bijna alle metingen staan in fase {fullest.phase}; zo houdt het model "
        "ze niet uit elkaar",
    }
    found = f"{measurements_word(spread.determined)} met een fase"
    return told.get(spread.verdict, too_few(found))


def _remarks(model: Model, question: QuestionEvaluation) -> Iterator[str]:
    name, asked = capitalised(question_word(model, question.id)), model.questions[question.id]
    if question.lopsided is not None:
        same = outcome_word(asked, question.lopsided)
        yield (
            f"{name}: {percentage(LOPSIDED)} of meer antwoordt hetzelfde, namelijk {same}. De "
            "vraag maakt zo weinig onderscheid."
        )
    if question.verdict is Judgement.FAIR:
        yield f"{name}: past matig bij de andere vragen van deze as."
    if question.verdict is Judgement.POOR:
        yield f"{name}: wijst de andere kant op dan de andere vragen van deze as."
    for pair in question.disordered:
        higher, lower = outcome_word(asked, pair.higher), outcome_word(asked, pair.lower)
        yield (
            f"{name}: wie {higher} antwoordt, scoort op de andere vragen lager dan wie {lower} "
            "antwoordt. Staan deze antwoorden in de goede volgorde?"
        )


# --- figures -------------------------------------------------------------------------------


def _scale_table(evaluation: Evaluation) -> Table:
    """Whether the answers on each axis follow a ladder."""
    columns: list[Shown[AxisEvaluation]] = [
        Column("As", lambda axis: axis_name(evaluation.model, axis.id)),
        figures("Volledig", lambda axis: str(axis.scale.complete)),
        figures("H", lambda axis: figure(axis.scale.h, axis.scale.verdict)),
        figures("Fouten", lambda axis: _where_enough(axis, thousands(axis.scale.errors))),
        figures(
            "Bij toeval", lambda axis: _where_enough(axis, thousands(round(axis.scale.expected)))
        ),
        Column("Omgekeerd", lambda axis: _where_enough(axis, _crossed(axis)), right=True),
    ]
    return table(columns, evaluation.axes)


def _where_enough(axis: AxisEvaluation, shown: str) -> str:
    return NOTHING if axis.scale.verdict is Judgement.TOO_FEW else shown


def _crossed(axis: AxisEvaluation) -> str:
    return f"{axis.order.crossed} van {axis.order.pairs}"


def _order_table(evaluation: Evaluation) -> Table:
    """How often each phase is reached, on each axis."""
    model = evaluation.model
    numbers = [phase.number for phase in model.phases[1:]]
    columns: list[Shown[int]] = [
        Column("Fase", lambda at: str(numbers[at]), fixed=True),
        *(_how_often(axis, axis_name(model, axis.id), numbers) for axis in evaluation.axes),
    ]
    return table(columns, range(len(numbers)))


def _how_often(axis: AxisEvaluation, name: str, numbers: Sequence[int]) -> Shown[int]:
    """The column of one axis; its rows are the phases above the first, by position."""

    def cell(at: int) -> str:
        if axis.order.verdict is Judgement.TOO_FEW:
            return NOTHING
        step = next((one for one in axis.order.steps if one.phase == numbers[at]), None)
        if step is None:
            return NOTHING
        ends = f"{percentage(step.least.share)} tot {percentage(step.most.share)}"
        return f"{percentage(step.mean)} ({ends})"

    return Column(name, cell, right=True)


def _spread_table(evaluation: Evaluation) -> Table:
    """How many assessments are in each phase, as a whole and on each axis."""
    model = evaluation.model
    spreads = [evaluation.spread, *(axis.spread for axis in evaluation.axes)]
    rows = [
        (f"{phase.number} {phase.name}", [_used(spread.phases[at]) for spread in spreads])
        for at, phase in enumerate(model.phases)
    ]
    if any(spread.undetermined for spread in spreads):
        rows.append(("Niet te bepalen", [str(spread.undetermined) for spread in spreads]))
    return matrix("Fase", ["Als geheel", *(axis.name for axis in model.axes)], rows, right=True)


def _used(phase: PhaseUse) -> str:
    part = "" if phase.share is None else f" ({percentage(phase.share)})"
    return f"{phase.assessments}{part}"


def _questions_table(model: Model, axis: AxisEvaluation) -> Table:
    """How each question of an axis is answered, and how it goes with the others."""
    columns: list[Shown[QuestionEvaluation]] = [
        Column("Vraag", lambda question: numbered(model, question.id)),
        figures("Antw.", lambda question: str(question.answered)),
        figures("Past", lambda question: figure(question.item_rest, question.verdict)),
        figures("H", lambda question: figure(question.h, axis.scale.verdict)),
        figures("Laagst", lambda question: share_word(question.floor)),
        figures("Hoogst", lambda question: share_word(question.ceiling)),
        Column("Per antwoord (%)", _options),
    ]
    return table(columns, axis.questions)


def _options(question: QuestionEvaluation) -> str:
    return " · ".join(share_word(option.share).removesuffix(PERCENT) for option in question.options)
