"""The page of one municipality: what it is made from, and which parts it has."""

from collections.abc import Sequence

from gemeente_online.analysis.comparison import compare
from gemeente_online.analysis.explanation import Contribution, Explanation, explain
from gemeente_online.analysis.growth import grow
from gemeente_online.rendering import explained
from gemeente_online.rendering.compare import overall_moved, raised_by_absence
from gemeente_online.rendering.grow import (
    SETTLED_BY_ANSWERS,
    axis_title,
    headline,
    still_unanswered,
    without_steps,
)
from gemeente_online.rendering.report.charts import years_chart
from gemeente_online.rendering.report.pictures import stair, standing
from gemeente_online.rendering.report.templating import phase_of, render_page
from gemeente_online.rendering.words import (
    decided,
    general_way,
    least_sentence,
    question_count,
    threshold_missing,
    undetermined,
)
from gemeente_online.scoring.result import Result

MOST_STANDING_OUT = 6
"""Most answers that are named as strong, and as behind."""

_SENTENCES = (
    axis_title, decided, explained.axis_sums, explained.computing, explained.overall_sums,
    explained.view_sentences, general_way, headline, least_sentence, overall_moved,
    question_count, raised_by_absence, still_unanswered, threshold_missing, undetermined,
    without_steps,
)  # fmt: skip
"""What the terminal says too, in the same words."""


def render_municipality(
    results: Sequence[Result],
    *,
    notes: bool,
    back: str | None = None,
    place: Sequence[str] = (),
) -> str:
    """The page of one municipality as HTML.

    results: of one municipality under one model, by date; the last is shown in full.
    notes: whether respondent, notes and evidence are in it.
    back: the address of the page of the batch that it belongs to.
    place: where it stands among the others of that batch, in sentences.
    """
    result = results[-1]
    assessment, model = result.assessment, result.assessment.model
    name = assessment.municipality.name
    explanation = explain(result)
    ahead, behind = _standing_out(explanation)
    over_time = compare([one.assessment for one in results]) if len(results) > 1 else None
    sections = [
        ("waar", "Waar de gemeente staat", True),
        ("jaren", "Door de jaren", over_time),
        ("plaats", "Naast andere gemeenten", place),
        ("opvallend", "Wat opvalt", True),
        ("groeiplan", "Groeiplan", True),
        ("assen", "De assen", True),
        *((f"blik-{view.id}", view.name, True) for view in model.views),
        ("veranderd", "Wat er veranderde", over_time),
        ("antwoorden", "Alle antwoorden", True),
        ("berekening", "Zo is de fase berekend", True),
        ("verantwoording", "Verantwoording", True),
    ]
    return render_page(
        "municipality.html.j2",
        functions=_SENTENCES,
        settled_by_answers=SETTLED_BY_ANSWERS,
        model=model,
        sections={key: title for key, title, there in sections if there},
        assessment=assessment,
        result=result,
        explanation=explanation,
        axes=list(zip(model.axes, explanation.axes, strict=True)),
        contributions={
            one.question: one for axis in explanation.axes for one in axis.contributions
        },
        ahead=ahead,
        behind=behind,
        growth=grow(assessment),
        over_time=over_time,
        chart=over_time and years_chart(over_time),
        broad=stair(model, name, result.overall),
        narrow=standing(model, name, result.overall, "trap-smal"),
        called=lambda question: f"“{model.questions[question].text}”",
        notes=notes,
        back=back,
        place=place,
    )


def _standing_out(explanation: Explanation) -> tuple[list[Contribution], list[Contribution]]:
    """The answers that are furthest ahead of the phase of their own axis, and furthest behind."""
    model = explanation.result.assessment.model
    numbers = [phase.number for phase in model.phases]
    apart = [
        (numbers.index(phase_of(model, one.answer.score)) - numbers.index(axis.phase), one)
        for axis in explanation.axes
        for one in axis.contributions
        if axis.phase is not None and one.answer.score is not None
    ]
    ahead = [one for by, one in sorted(apart, key=lambda pair: -pair[0]) if by > 0]
    behind = [one for by, one in sorted(apart, key=lambda pair: pair[0]) if by < 0]
    return ahead[:MOST_STANDING_OUT], behind[:MOST_STANDING_OUT]
