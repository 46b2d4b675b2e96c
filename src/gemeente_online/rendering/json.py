"""Results as JSON: what is in it, and the one door through which it leaves.

A document holds the results themselves, as pydantic writes them: exact fractions as the nearest
double, dates as ISO has them. What stands around them is in ``json_forms``.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import groupby, pairwise
from typing import Any

from pydantic import TypeAdapter

from gemeente_online._version import __version__
from gemeente_online.analysis.comparison import Comparison, Period
from gemeente_online.analysis.evaluation import Evaluation
from gemeente_online.analysis.explanation import Explanation
from gemeente_online.analysis.growth import AxisGrowth, BestStep, Growth, Rise
from gemeente_online.analysis.psychometrics import MINIMUM, MINIMUM_ORDER
from gemeente_online.analysis.ranking import Place, Ranking
from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.value import fields_of
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import Stop
from gemeente_online.problem import Problem, wrong
from gemeente_online.rendering import json_forms as forms
from gemeente_online.rendering.answers import stop_word
from gemeente_online.rendering.formats import DocumentKind, JsonText
from gemeente_online.rendering.words import counted
from gemeente_online.scoring.result import Result, Summary

# --- what every document has ----------------------------------------------------------------


_PROGRAM = forms.ProgramNamed("gemeente-online", __version__)


def _model(model: Model) -> forms.ModelNamed:
    return forms.ModelNamed(model.id, model.version, model.digest or None)


def _named(assessment: Assessment) -> dict[str, Any]:
    """The fields of ``Named``."""
    return {
        "source": _whole(assessment.source),
        "row": assessment.row,
        "municipality": assessment.municipality,
        "date": assessment.date,
    }


def _measured(assessment: Assessment, program: str = __version__) -> dict[str, Any]:
    """The fields of ``Measured``."""
    return _named(assessment) | {
        "respondent": assessment.respondent,
        "model": _model(assessment.model),
        "program": forms.ProgramNamed("gemeente-online", program),
    }


_HALF = re.compile("[\ud800-\udfff]")
"""Half a character: a byte of a file name that is no UTF-8, or an escape in JSON that is alone."""


def _whole(text: str) -> str:
    """A text that may name a file or a key, in characters that every reader of JSON takes."""
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


# --- score ----------------------------------------------------------------------------------


def _scored(result: Result) -> forms.Scored:
    assessment = result.assessment
    return forms.Scored(
        **_measured(assessment, result.program),
        overall=result.overall,
        axes=result.axes,
        views=tuple(forms.ViewScored(view, groups) for view, groups in result.views.items()),
        answers=dict(assessment.answers),
        remarks=dict(assessment.remarks),
    )


def render_json_line(result: Result) -> JsonText:
    """One result on one line."""
    return _line(_scored(result))


# --- explain --------------------------------------------------------------------------------


def _explained(explanation: Explanation) -> forms.Explained:
    result = explanation.result
    return forms.Explained(
        **_measured(result.assessment, result.program),
        overall=result.overall,
        axes=explanation.axes,
        views=explanation.views,
    )


# --- grow -----------------------------------------------------------------------------------


def _grown(growth: Growth) -> forms.Grown:
    model = growth.assessment.model
    return forms.Grown(
        **_measured(growth.assessment),
        ambition=dict(growth.assessment.ambition),
        goal=growth.goal,
        outcome=growth.outcome,
        steps=growth.steps,
        effort=growth.effort,
        weighed=growth.weighed,
        answers_settle=growth.answers_settle,
        overall=forms.OverallGrown(growth.before.overall, growth.after.overall),
        axes=tuple(_grown_axis(model, axis) for axis in growth.axes),
        best_step=None if growth.best is None else _best_step(model, growth.best),
    )


def _grown_axis(model: Model, axis: AxisGrowth) -> forms.AxisGrown:
    told = fields_of(axis)
    rises = tuple(_raised(model, rise) for rise in told.pop("rises"))
    return forms.AxisGrown(id=axis.before.id, rises=rises, **told)


def _raised(model: Model, rise: Rise) -> forms.Raised:
    answers = [_answered(model, rise.question, stop) for stop in (rise.start, *rise.climb.stops)]
    efforts = [stop.effort for stop in rise.climb.stops]
    steps = zip(pairwise(answers), efforts, strict=True)
    return forms.Raised(
        question=rise.question,
        axis=rise.axis,
        required_for=rise.required_for,
        effort=rise.climb.effort,
        steps=tuple(forms.StepUp(before, after, effort) for (before, after), effort in steps),
    )


def _answered(model: Model, question: str, stop: Stop) -> forms.Answered:
    return forms.Answered(
        chosen=stop.chosen,
        numbers=None if stop.band is None else stop_word(model.questions[question], stop),
        score=model.score_of_units(Fraction(stop.units)),
    )


def _best_step(model: Model, best: BestStep) -> forms.BestStepFound:
    return forms.BestStepFound(
        rise=_raised(model, best.rise),
        nearer=best.nearer,
        after=best.after.overall,
        axis_after=best.after.axis(best.rise.axis),
    )


# --- compare --------------------------------------------------------------------------------


def _compared(comparison: Comparison) -> forms.ComparisonTold:
    return forms.ComparisonTold(
        same_municipality=comparison.same_municipality,
        assessments=tuple(
            forms.Summarized(**_measured(one.assessment), overall=one.overall, axes=one.axes)
            for one in comparison.summaries
        ),
        periods=tuple(map(_period, comparison.periods)),
        whole=_period(comparison.whole),
    )


def _period(period: Period) -> forms.PeriodCompared:
    told = fields_of(period)
    before, after = told.pop("before"), told.pop("after")
    return forms.PeriodCompared(before.assessment.date, after.assessment.date, **told)


# --- rank -----------------------------------------------------------------------------------


def render_ranking_json(
    ranking: Ranking | None,
    places: Sequence[Place],
    problems: Iterable[Problem],
    superseded: Iterable[tuple[Summary, Summary]],
) -> JsonText:
    """One document; without a ranking where nothing could be ranked."""
    undetermined = () if ranking is None else ranking.undetermined
    document = forms.RankingDocument(
        format=forms.FORMAT,
        program=_PROGRAM,
        ranking=None if ranking is None else _ranking(ranking),
        results=tuple(map(_ranked, places)),
        undetermined=tuple(map(_listed, undetermined)),
        superseded=tuple(forms.Superseded(_listed(old), _listed(new)) for old, new in superseded),
        problems=_told(problems),
    )
    return _safe(_adapter(forms.RankingDocument).dump_json(document, indent=2))


def render_place_line(found: Place | Summary) -> JsonText:
    """One municipality on one line; without a place where it is undetermined."""
    if isinstance(found, Place):
        return _line(_ranked(found))
    return _line(forms.Ranked(**fields_of(_listed(found))))


def _listed(summary: Summary) -> forms.Listed:
    return forms.Listed(**_named(summary.assessment), overall=summary.overall)


def _ranked(place: Place) -> forms.Ranked:
    return forms.Ranked(
        **fields_of(_listed(place.summary)),
        place=place.place,
        possible_places=place.possible,
        score=place.score,
        score_range=place.score_range,
        size_class=place.size,
        place_in_size_class=place.in_size,
        place_in_province=place.in_province,
    )


def _ranking(ranking: Ranking) -> forms.RankingTold:
    return forms.RankingTold(
        model=_model(ranking.model),
        by=ranking.by,
        ranked=len(ranking.places),
        undetermined=len(ranking.undetermined),
        quartiles=ranking.quartiles,
        size_classes=tuple(
            forms.SizeListed(**fields_of(size), quartiles=found) for size, found in ranking.sizes
        ),
        spread=tuple(
            forms.SpreadListed(
                id=spread.id,
                phases=tuple(
                    forms.PhaseListed(phase.number, spread.counts.get(phase.number, 0))
                    for phase in ranking.model.phases
                ),
                undetermined=spread.counts.get(None, 0),
            )
            for spread in ranking.spread
        ),
    )


# --- evaluate -------------------------------------------------------------------------------


def _evaluated(evaluation: Evaluation) -> forms.Evaluated:
    return forms.Evaluated(
        model=_model(evaluation.model),
        program=_PROGRAM,
        assessments=evaluation.assessments,
        municipalities=evaluation.municipalities,
        minimum=MINIMUM,
        minimum_order=MINIMUM_ORDER,
        spread=evaluation.spread,
        axes=evaluation.axes,
        pairs=evaluation.pairs,
    )


# --- from results to text -------------------------------------------------------------------


_FORMS: Mapping[DocumentKind, Callable[[Any], object]] = {
    DocumentKind.RESULTS: _scored,
    DocumentKind.EXPLANATION: _explained,
    DocumentKind.GROWTH: _grown,
    DocumentKind.COMPARISON: _compared,
    DocumentKind.EVALUATION: _evaluated,
}
"""What a result becomes, by the kind of document that it stands in; a ranking is one by itself."""


def render_json(
    kind: DocumentKind, results: Iterable[object], problems: Iterable[Problem]
) -> JsonText:
    """One JSON document with every result, all of this kind, and every problem."""
    document: forms.JsonDocument[Any] = forms.JsonDocument(
        forms.FORMAT, _PROGRAM, tuple(map(_FORMS[kind], results)), _told(problems)
    )
    return _safe(_adapter(forms.DOCUMENTS[kind]).dump_json(document, indent=2))


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def _line(result: forms.Scored | forms.Ranked) -> JsonText:
    """A result on a line of its own, which says of which format it is."""
    kind: Any = type(result)
    return _safe(b'{"format":%d,%b' % (forms.FORMAT, _adapter(kind).dump_json(result)[1:]))


def to_json(content: object) -> JsonText:
    """Plain values as one JSON document."""
    return _safe(json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8"))


def _safe(text: bytes) -> JsonText:
    """JSON that ends a line, as the only door through which JSON leaves.

    Signs that could steer a terminal or end a line are escaped: a reader of JSON sees them as they
    were, and nobody else does.
    """
    found = text.decode("utf-8")
    if not found.replace("\n", "").isprintable():
        found = "".join(
            char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in found
        )
    return JsonText(found + "\n")


def _told(problems: Iterable[Problem]) -> tuple[forms.ProblemTold, ...]:
    """The problems; those that are not explained, of one file, as one with how many there are."""
    told: list[forms.ProblemTold] = []
    for (_, code), group in groupby(problems, lambda one: (one.source, one.code)):
        alike = list(group)
        if code == "not-explained" and len(alike) > 1:
            more = counted(len(alike) - 1, "rij erna", "rijen erna")
            message = wrong("not-explained/several", more=more).message
            alike = [alike[0]._replace(message=message)]
        told += map(_problem, alike)
    return tuple(told)


def _problem(problem: Problem) -> forms.ProblemTold:
    """A problem, of which any text may name a file."""
    return forms.ProblemTold(
        source=_whole(problem.source),
        line=problem.line,
        column=problem.column,
        path=_whole(problem.path),
        code=problem.code,
        severity=problem.severity,
        message=_whole(problem.message),
        hint=None if problem.hint is None else _whole(problem.hint),
    )
