"""Results as JSON: what is in it.

A document holds the results themselves, as pydantic writes them: exact fractions as the nearest
double, dates as ISO has them. What stands beside them is in ``json_forms``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gemeente_online.analysis.batch_comparison import BatchComparison
from gemeente_online.analysis.comparison import Comparison, Period
from gemeente_online.analysis.consensus import Consensus
from gemeente_online.analysis.evaluation import Evaluation
from gemeente_online.analysis.explanation import Explanation
from gemeente_online.analysis.plan import AxisGrowth, BestStep, Growth, Rise
from gemeente_online.analysis.psychometrics import MINIMUM, MINIMUM_GROUP, MINIMUM_ORDER
from gemeente_online.analysis.ranking import Place, Ranking, Spread
from gemeente_online.analysis.reference import Against
from gemeente_online.model.file import Model
from gemeente_online.model.question_types.kind import Stop
from gemeente_online.problem import Problem
from gemeente_online.rendering.answer_cells import letters_of, texts_of, words_in_file
from gemeente_online.rendering.answers import stop_value
from gemeente_online.rendering.formats import DocumentKind, JsonText
from gemeente_online.rendering.json_forms import (
    compare,
    consensus,
    evaluate,
    explain,
    grow,
    rank,
    score,
    shared,
)
from gemeente_online.rendering.json_forms.filling import (
    PROGRAM,
    filled,
    measured,
    model_named,
    problems_told,
)
from gemeente_online.rendering.json_text import FORMAT, to_json_document, to_json_line
from gemeente_online.rendering.scored_answers import ScoredAnswer
from gemeente_online.scoring.result import Result, Summary

# --- score ----------------------------------------------------------------------------------


def _scored(result: Result) -> score.Scored:
    views = tuple(score.ViewScored(view, groups) for view, groups in result.views.items())
    return measured(score.Scored, result.assessment, result, program=result.program, views=views)


def render_json_line(result: Result) -> JsonText:
    """One result on one line."""
    return to_json_line(_scored(result))


def render_answer_line(one: ScoredAnswer) -> JsonText:
    """One answer on one line."""
    question, answer = one.question, one.answer
    told = measured(
        score.AnswerScored,
        one.assessment,
        answer,
        one.remark,
        axis=one.axis.id,
        question=question.id,
        answer=tuple(words_in_file(answer)),
        letters=tuple(letters_of(question, answer)),
        texts=tuple(texts_of(question, answer)),
        type=str(question.type),
        unit=question.unit,
        weight=question.weight,
    )
    return to_json_line(told)


# --- explain --------------------------------------------------------------------------------


def render_explanation_line(explanation: Explanation) -> JsonText:
    """One explanation on one line."""
    return to_json_line(_explained(explanation))


def _explained(explanation: Explanation) -> explain.Explained:
    result = explanation.result
    sources = (explanation, result)
    return measured(explain.Explained, result.assessment, *sources, program=result.program)


# --- grow -----------------------------------------------------------------------------------


def render_growth_line(growth: Growth) -> JsonText:
    """One plan on one line."""
    return to_json_line(_grown(growth))


def _grown(growth: Growth) -> grow.Grown:
    model = growth.assessment.model
    return measured(
        grow.Grown,
        growth.assessment,
        growth,
        overall=grow.OverallGrown(growth.before.overall, growth.after.overall),
        domains=tuple(
            grow.DomainGrown(before.id, before, after)
            for before, after in zip(growth.before.domains, growth.after.domains, strict=True)
        ),
        axes=tuple(_grown_axis(model, axis) for axis in growth.axes),
        best_step=None if growth.best is None else _best_step(model, growth.best),
    )


def _grown_axis(model: Model, axis: AxisGrowth) -> grow.AxisGrown:
    rises = tuple(_raised(model, rise) for rise in axis.rises)
    return filled(grow.AxisGrown, axis, id=axis.before.id, rises=rises)


def _raised(model: Model, rise: Rise) -> grow.Raised:
    answers = [_answered(model, rise.question, stop) for stop in (rise.start, *rise.climb.stops)]
    steps = tuple(
        grow.StepUp(before, after, stop.effort)
        for (before, after), stop in zip(pairwise(answers), rise.climb.stops, strict=True)
    )
    return filled(grow.Raised, rise, rise.climb, steps=steps)


def _answered(model: Model, question: str, stop: Stop) -> grow.Answered:
    if not stop.answered:
        return grow.Answered((), None, None)
    return grow.Answered(
        chosen=stop.chosen,
        numbers=None if stop.band is None else stop_value(model.questions[question], stop),
        score=model.score_of_units(Fraction(stop.units)),
    )


def _best_step(model: Model, best: BestStep) -> grow.BestStepFound:
    rise, axis_after = _raised(model, best.rise), best.after.axis(best.rise.axis)
    return grow.BestStepFound(rise, best.nearer, best.after.overall, axis_after)


# --- compare --------------------------------------------------------------------------------


def _compared(
    comparison: Comparison | BatchComparison,
) -> compare.ComparisonTold | compare.BatchComparisonTold:
    if isinstance(comparison, BatchComparison):
        return _batches_compared(comparison)
    return compare.ComparisonTold(
        same_municipality=comparison.same_municipality,
        assessments=tuple(
            measured(compare.Summarized, one.assessment, one) for one in comparison.summaries
        ),
        periods=tuple(map(_period, comparison.periods)),
        whole=_period(comparison.whole),
    )


def _batches_compared(comparison: BatchComparison) -> compare.BatchComparisonTold:
    courses = tuple(
        filled(compare.CourseTold, one, before=_counted(one.before), after=_counted(one.after))
        for one in comparison.municipalities
    )
    return filled(
        compare.BatchComparisonTold,
        comparison,
        model=model_named(comparison.model),
        before=filled(compare.MomentTold, comparison.before),
        after=filled(compare.MomentTold, comparison.after),
        municipalities=courses,
    )


def _counted(summary: Summary | None) -> compare.Counted | None:
    if summary is None:
        return None
    model = model_named(summary.assessment.model)
    return filled(compare.Counted, summary, summary.assessment, model=model)


def _period(period: Period) -> compare.PeriodCompared:
    before, after = period.before.assessment.date, period.after.assessment.date
    return filled(compare.PeriodCompared, period, before=before, after=after)


# --- consensus ------------------------------------------------------------------------------


def _agreed(found: Consensus) -> consensus.ConsensusTold:
    about = found.assessment
    ends = {
        name: filled(consensus.EndTold, end)
        for name, end in (
            ("lowest", found.lowest),
            ("middle", found.middle),
            ("highest", found.highest),
        )
    }
    return filled(
        consensus.ConsensusTold,
        found,
        about,
        model=model_named(about.model),
        program=PROGRAM,
        respondents=tuple(
            filled(
                consensus.RespondentTold,
                one,
                one.assessment,
                source=None if found.anonymous else one.assessment.source,
                source_sha256=None if found.anonymous else one.assessment.source_sha256,
                answered=one.answered,
            )
            for one in found.respondents
        ),
        left=tuple(
            consensus.LeftTold(
                name=None if found.anonymous else one.respondent.name,
                date=one.respondent.assessment.date,
                reason=one.reason,
            )
            for one in found.left
        ),
        **ends,
    )


# --- rank -----------------------------------------------------------------------------------


def render_ranking_json(
    ranking: Ranking | None,
    places: Sequence[Place],
    problems: Iterable[Problem],
    superseded: Iterable[tuple[Summary, Summary]],
) -> JsonText:
    """One document; without a ranking where nothing could be ranked."""
    undetermined = () if ranking is None else ranking.undetermined
    document = rank.RankingDocument(
        format=FORMAT,
        program=PROGRAM,
        ranking=None if ranking is None else _ranking(ranking),
        results=tuple(map(_ranked, places)),
        undetermined=tuple(map(_listed, undetermined)),
        superseded=tuple(rank.Superseded(_listed(old), _listed(new)) for old, new in superseded),
        problems=problems_told(problems),
    )
    return to_json_document(rank.RankingDocument, document)


def render_place_line(found: Place | Summary) -> JsonText:
    """One municipality on one line; without a place where it is undetermined."""
    if isinstance(found, Place):
        return to_json_line(_ranked(found))
    return to_json_line(filled(rank.Ranked, found, found.assessment))


def _listed(summary: Summary) -> rank.Listed:
    return filled(rank.Listed, summary, summary.assessment)


def _ranked(place: Place) -> rank.Ranked:
    return filled(rank.Ranked, place, place.summary, place.summary.assessment)


def _ranking(ranking: Ranking) -> rank.RankingTold:
    return filled(
        rank.RankingTold,
        ranking,
        model=model_named(ranking.model),
        ranked=len(ranking.places),
        undetermined=len(ranking.undetermined),
        size_classes=tuple(
            filled(rank.SizeListed, size, quartiles=found) for size, found in ranking.sizes
        ),
        provinces=tuple(rank.GroupListed(name, found) for name, found in ranking.provinces),
        groups=tuple(rank.GroupListed(name, found) for name, found in ranking.groups),
        spread=tuple(_spread(ranking.model, spread) for spread in ranking.spread),
    )


def _spread(model: Model, spread: Spread) -> rank.SpreadListed:
    numbers = [phase.number for phase in model.phases]
    phases = tuple(rank.PhaseListed(number, spread.counts.get(number, 0)) for number in numbers)
    return rank.SpreadListed(spread.id, phases, spread.counts.get(None, 0))


def _set_against(found: Against) -> rank.SetAgainst:
    assessment = found.summary.assessment
    model = model_named(assessment.model)
    return filled(rank.SetAgainst, found, found.summary, assessment, model=model)


# --- evaluate -------------------------------------------------------------------------------


def _evaluated(evaluation: Evaluation) -> evaluate.Evaluated:
    return filled(
        evaluate.Evaluated,
        evaluation,
        model=model_named(evaluation.model),
        program=shared.ProgramNamed("gemeente-online", evaluation.program),
        sources=tuple(filled(evaluate.SourceNamed, one) for one in evaluation.sources),
        minimum=MINIMUM,
        minimum_order=MINIMUM_ORDER,
        minimum_group=MINIMUM_GROUP,
    )


# --- from results to text -------------------------------------------------------------------


DOCUMENTS: Mapping[DocumentKind, tuple[Any, Callable[[Any], object]]] = {
    DocumentKind.RESULTS: (shared.JsonDocument[score.Scored], _scored),
    DocumentKind.EXPLANATION: (shared.JsonDocument[explain.Explained], _explained),
    DocumentKind.GROWTH: (shared.JsonDocument[grow.Grown], _grown),
    DocumentKind.COMPARISON: (
        shared.JsonDocument[compare.ComparisonTold | compare.BatchComparisonTold],
        _compared,
    ),
    DocumentKind.CONSENSUS: (shared.JsonDocument[consensus.ConsensusTold], _agreed),
    DocumentKind.RANKING: (rank.RankingDocument, _ranked),
    DocumentKind.REFERENCE: (shared.JsonDocument[rank.SetAgainst], _set_against),
    DocumentKind.EVALUATION: (shared.JsonDocument[evaluate.Evaluated], _evaluated),
}
"""What a document of each kind is, and what a result becomes that stands in it."""


LINES: Mapping[DocumentKind, Any] = {
    DocumentKind.RESULT_LINE: score.Scored,
    DocumentKind.ANSWER_LINE: score.AnswerScored,
    DocumentKind.PLACE_LINE: rank.Ranked,
    DocumentKind.GROWTH_LINE: grow.Grown,
    DocumentKind.EXPLANATION_LINE: explain.Explained,
}
"""What stands on a line of each kind of JSONL, behind its format."""


def render_json(
    kind: DocumentKind, results: Iterable[object], problems: Iterable[Problem]
) -> JsonText:
    """One JSON document with every result, all of this kind, and every problem."""
    described, told = DOCUMENTS[kind]
    document: shared.JsonDocument[Any] = shared.JsonDocument(
        FORMAT, PROGRAM, tuple(map(told, results)), problems_told(problems)
    )
    return to_json_document(described, document)
