"""What ``rank --against`` shows: one municipality beside those of a reference, or several."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from gemeente_online.analysis.distribution import Quartiles, Within
from gemeente_online.analysis.reference import Against, Beside
from gemeente_online.assessment.file import Answer, Assessment
from gemeente_online.assessment.municipality import names_apart
from gemeente_online.model.file import Model
from gemeente_online.model.numbers import PERCENT, two_decimals
from gemeente_online.rendering.answer_cells import answer_cell
from gemeente_online.rendering.answers import answer_signs, named_questions, numbered
from gemeente_online.rendering.columns import (
    Column,
    Field,
    Sheet,
    Shown,
    Value,
    figures,
    sheet,
    table,
    where_there,
)
from gemeente_online.rendering.document import Block, Heading, Items, Paragraph, as_document
from gemeente_online.rendering.measured import measured_fields, municipality_fields
from gemeente_online.rendering.ranking import (
    measured_word,
    peer_sentences,
    percentile_sentence,
)
from gemeente_online.rendering.ranking_sheets import peer_fields, place_within, quartile_fields
from gemeente_online.rendering.words import (
    axes_title,
    axis_name,
    counted,
    heading_of,
    is_whole,
    model_word,
    phase_word,
    score_word,
)
from gemeente_online.scoring.result import OVERALL
from gemeente_online.wording import capitalised

_FEW = 10
_LOW, _HIGH = 25, 75


@as_document
def against_document(found: Against) -> Iterator[Block]:
    """One municipality beside the others: as a whole, by axis and by question."""
    assessment = found.summary.assessment
    model = assessment.model
    subject = model.subject
    others = counted(found.others, subject.other, f"andere {subject.many}")
    yield Heading(heading_of(assessment))
    yield Paragraph(f"{model_word(model)}. Naast {others}. {measured_word(found)}")
    yield Items((*_standing(found), *peer_sentences(found), *_standing_out(found)))
    yield from _few(model, found.others)
    yield Heading("De domeinen en assen" if model.domains else "De assen", level=2)
    axes: list[Shown[_Line]] = [
        Column(axes_title(model), lambda line: _called(model, line)),
        *_figures(),
        _quartile("Kwart", lambda others: others.first),
        _quartile("Driekwart", lambda others: others.third),
    ]
    rows = [line for line in _lines(found) if line.answer is None][len(found.axes) == 1 :]
    yield table(axes, rows, lambda line: is_whole(model, line.one.id))
    yield Heading("De vragen", level=2)
    questions: list[Shown[_Line]] = [
        Column("Vraag", lambda line: _called(model, line)),
        Column("Antwoord", lambda line: _signs(model, line)),
        *_figures(),
    ]
    yield table(questions, (line for line in _lines(found) if line.answer is not None))
    yield Paragraph(
        f"{_legend(model)} Gemiddeld, middelste, kwart en driekwart gaan over de andere "
        f"{subject.many}."
    )


def _called(model: Model, line: "_Line") -> str:
    if line.answer is not None:
        return numbered(model, line.one.id)
    return axis_name(model, line.one.id)


def _signs(model: Model, line: "_Line") -> str:
    return "" if line.answer is None else answer_signs(model.questions[line.one.id], line.answer)


def _figures() -> Iterator["Shown[_Line]"]:
    yield figures("Score", lambda line: score_word(line.one.score))
    yield figures("Percentiel", lambda line: _percentile(line.one.percentile))
    yield figures("Gemiddeld", lambda line: score_word(line.one.mean))
    yield _quartile("Middelste", lambda others: others.median)


def _quartile(title: str, figure: Callable[[Quartiles], Fraction]) -> "Shown[_Line]":
    def cell(line: _Line) -> str:
        others = line.one.quartiles
        return score_word(None if others is None else figure(others))

    return figures(title, cell)


def _percentile(found: Fraction | None) -> str:
    return "–" if found is None else str(int(found))


def _standing(found: Against) -> Iterator[str]:
    """The place and the percentile, and what unanswered questions of one's own could make of it."""
    if found.place is None:
        yield "De fase is niet te bepalen, en dus ook de plaats niet: te weinig vragen beantwoord."
        return
    place, of, percentile = found.place.place, found.place.of, found.place.percentile
    yield f"Plaats {place} van de {of}, met score {score_word(found.as_a_whole.score)}."
    if percentile is not None:
        yield percentile_sentence(found.summary.assessment.model, percentile)
    low, high = found.score_range
    if low < high and found.percentile_range is not None:
        least, most = map(int, found.percentile_range)
        yield (
            f"Door eigen onbekende antwoorden kan de score {two_decimals(low)} tot "
            f"{two_decimals(high)} zijn, en het percentiel {least} tot en met {most}."
        )


def _standing_out(found: Against) -> Iterator[str]:
    """The questions on which it is far lower, or higher, than most of the others."""
    model = found.summary.assessment.model
    known = [(one.id, one.percentile) for one in found.questions if one.percentile is not None]
    lower = [question for question, percentile in known if percentile < _LOW]
    higher = [question for question, percentile in known if percentile > _HIGH]
    for word, bound, questions in (
        ("laag", f"onder {_LOW}", lower),
        ("hoog", f"boven {_HIGH}", higher),
    ):
        if questions:
            yield f"Vooral {word} (percentiel {bound}): {named_questions(model, questions)}."


def _legend(model: Model) -> str:
    return (
        f"Percentiel: zoveel{PERCENT} van de andere {model.subject.many} scoort lager; wie "
        "evenveel scoort, telt half."
    )


def _few(model: Model, others: int) -> Iterator[Block]:
    if others < _FEW:
        yield Paragraph(
            f"Let op: er zijn weinig andere {model.subject.many}. Een percentiel zegt dan niet "
            "veel."
        )


# --- several --------------------------------------------------------------------------------------


@as_document
def many_against_document(several: Sequence[Against]) -> Iterator[Block]:
    """Several municipalities, each beside the others."""
    first = several[0]
    model = first.summary.assessment.model
    called = names_apart(one.summary.assessment for one in several)
    parts = " · ".join(one.name for one in model.domains or model.axes)
    kind = "domein" if model.domains else "as"
    yield Heading(f"{len(several)} {model.subject.many}, elk naast de andere")
    yield Paragraph(f"{model_word(model)}. {measured_word(first)}")
    columns: list[Shown[Against]] = [
        Column(
            capitalised(model.subject.one), lambda one: called[one.summary.assessment.municipality]
        ),
        figures("Score", lambda one: score_word(one.as_a_whole.score)),
        Column("Fase", lambda one: phase_word(one.summary.overall.phase), fixed=True),
        figures("Plaats", lambda one: str(one.place.place) if one.place else "–"),
        figures("Van de", lambda one: str(one.place.of) if one.place else "–"),
        figures("Percentiel", lambda one: _percentile(one.as_a_whole.percentile)),
        Column(f"Per {kind}", _per_part, fixed=True, there=len(model.axes) > 1),
    ]
    yield table(columns, several)
    yield Paragraph(_legend(model))
    if len(model.axes) > 1:
        yield Paragraph(f"Per {kind}: het percentiel op {parts}.")
    yield from _few(model, min(one.others for one in several))


def _per_part(found: Against) -> str:
    return " · ".join(_percentile(one.percentile) for one in found.domains or found.axes)


# --- for programs ---------------------------------------------------------------------------------


class _Line(NamedTuple):
    """One score of one municipality; question, unit and answer: of a question alone."""

    found: Against
    one: Beside
    axis: str
    question: str | None = None
    unit: str | None = None
    answer: Answer | None = None


def against_sheets(several: Sequence[Against]) -> Iterator[Sheet]:
    """Every score beside those of the others, and the places."""
    scores: list[Field[_Line]] = [
        *municipality_fields(_assessment),
        Column("axis", lambda line: line.axis),
        Column("question", lambda line: line.question),
        Column("answer", _answer),
        Column("unit", lambda line: line.unit),
        Column("score", lambda line: line.one.score),
        Column("percentile", lambda line: line.one.percentile),
        Column("mean_score", lambda line: line.one.mean),
        *quartile_fields(_quartiles),
        *measured_fields(_assessment),
    ]
    yield sheet("Naast anderen", scores, (line for found in several for line in _lines(found)))
    places: list[Field[Against]] = [
        *municipality_fields(_own),
        Column("others", lambda found: found.others),
        Column("place", where_there(_place, place_within)),
        *peer_fields(_itself),
        Column("score", lambda found: found.as_a_whole.score),
        Column("score_low", lambda found: found.score_range[0]),
        Column("score_high", lambda found: found.score_range[1]),
        Column("percentile", lambda found: found.as_a_whole.percentile),
        Column("percentile_low", lambda found: _end(found, 0)),
        Column("percentile_high", lambda found: _end(found, 1)),
        *measured_fields(_own),
    ]
    yield sheet("Plaatsen", places, several)


def _own(found: Against) -> Assessment:
    return found.summary.assessment


def _assessment(line: _Line) -> Assessment:
    return _own(line.found)


def _itself(found: Against) -> Against:
    return found


def _place(found: Against) -> Within | None:
    return found.place


def _quartiles(line: _Line) -> Quartiles | None:
    return line.one.quartiles


def _end(found: Against, at: int) -> Fraction | None:
    return None if found.percentile_range is None else found.percentile_range[at]


def _lines(found: Against) -> Iterator[_Line]:
    """As a whole, then the axes, each domain before its own, and the questions."""
    model = _own(found).model
    yield _Line(found, found.as_a_whole, OVERALL)
    for one in model.with_domains(found.domains, found.axes):
        yield _Line(found, one, one.id)
    for one in found.questions:
        unit = model.questions[one.id].unit
        yield _Line(found, one, one.axis, question=one.id, unit=unit, answer=one.answer)


def _answer(line: _Line) -> Value:
    return None if line.answer is None else answer_cell(line.answer)
