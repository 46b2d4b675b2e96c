"""Where municipalities stand beside those of a reference: overall, on every axis and question.

Pure: no texts. What is in the reference of a municipality itself does not count there: it is set
beside the others only. On an axis those with a phase count, as in the ranking; on a question those
with a known answer.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from gemeente_online.analysis.distribution import (
    Quartiles,
    Within,
    percentile,
    place_beside,
    quartiles_in_order,
)
from gemeente_online.analysis.groups import (
    SizeClass,
    group_of,
    province_of,
    size_class_of,
    sizes_for,
)
from gemeente_online.analysis.ranking import AmongPeers, placed_score
from gemeente_online.assessment.file import Answer, State
from gemeente_online.assessment.municipality import by_municipality
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.scoring.result import OVERALL, Summary
from gemeente_online.scoring.verdict import score_range
from gemeente_online.wording import folded_name


@plain_value
class Beside:
    """One score, and those of the others."""

    id: str
    """Of the axis, the domain or the question, or overall."""
    score: Exact | None
    """Its own; null where it is undetermined, or the question is unanswered."""
    percentile: Exact | None
    """The percentage of the others that score lower, half of those that score the same counted too;
    null without a score of its own or of any other."""
    mean: Exact | None
    """Of the others; null without any."""
    quartiles: Quartiles | None
    """Of the others; null without any."""


@plain_value
class QuestionBeside(Beside):
    """One answer, and those of the others."""

    axis: str
    """The id of its axis."""
    answer: Answer
    """Its own."""


@plain_value
class Against(AmongPeers):
    """One municipality set beside the others of a reference."""

    others: int
    """How many others there are."""
    oldest: date
    """The date of the oldest assessment of the others."""
    newest: date
    """The date of the newest assessment of the others."""
    place: Within | None
    """Its place among all with a place; null where it has no phase."""
    percentile_range: tuple[Exact, Exact] | None
    """What its percentile would be at the ends of the range of its score; null without one."""
    as_a_whole: Beside
    """All axes together."""
    domains: tuple[Beside, ...]
    """In the order of the model."""
    axes: tuple[Beside, ...]
    """In the order of the model."""
    questions: tuple[QuestionBeside, ...]
    """In the order of the model."""


_Of = tuple[str, object]
"""Of what a score is: an axis, a domain, a question, or overall among those of a size or group."""

_ALL: _Of = (OVERALL, None)


def set_against(
    summaries: Sequence[Summary],
    reference: Sequence[Summary],
    *,
    bounds: Sequence[int] | None = None,
) -> tuple[Against, ...]:
    """Each of the summaries beside those of the reference.

    summaries, reference: of one model, and in each of them every municipality once; there is at
    least one in the reference. A municipality of which there is no other is left out.
    bounds: see ``rank``.
    """
    sizes = sizes_for(summaries[0].assessment.model, bounds)
    doubles = _doubles(summaries, reference)
    every = [dict(_scores(one, sizes)) for one in reference]
    ascending: dict[_Of, list[Fraction]] = {}
    for scores in every:
        for of, score in scores.items():
            ascending.setdefault(of, []).append(score)
    for found in ascending.values():
        found.sort()
    totals = {of: Fraction(sum(found)) for of, found in ascending.items()}
    result = []
    for summary in summaries:
        double = doubles.get(id(summary))
        left_out = {} if double is None else every[double]
        dates = [one.assessment.date for at, one in enumerate(reference) if at != double]
        if dates:
            others = _Others(ascending, totals, left_out)
            result.append(_against(summary, others, dates, sizes))
    return tuple(result)


def _doubles(summaries: Sequence[Summary], reference: Sequence[Summary]) -> dict[int, int]:
    """Where in the reference a municipality stands too, by the identity of its summary."""
    position = {id(one): at for at, one in enumerate(reference)}
    found = {}
    for group in by_municipality([*summaries, *reference]):
        inside = [position[id(one)] for one in group if id(one) in position]
        for one in group:
            if inside and id(one) not in position:
                found[id(one)] = inside[0]
    return found


def _scores(summary: Summary, sizes: Sequence[SizeClass]) -> Iterator[tuple[_Of, Fraction]]:
    """All scores of one municipality that count."""
    overall = placed_score(summary.overall)
    if overall is not None:
        yield _ALL, overall
        for of in _groups(summary, sizes):
            yield of, overall
    for part in summary.parts:
        score = placed_score(part)
        if score is not None:
            yield ("axis", part.id), score
    for question, answer in summary.assessment.answers.items():
        if answer.state is State.KNOWN and answer.score is not None:
            yield ("question", question), answer.score


def _groups(summary: Summary, sizes: Sequence[SizeClass]) -> Iterator[_Of]:
    size = size_class_of(summary.assessment, sizes)
    province, group = province_of(summary), group_of(summary)
    if size is not None:
        yield "size", size.least
    if province is not None:
        yield "province", folded_name(province)
    if group is not None:
        yield "group", folded_name(group)


class _Others:
    """The scores of the reference, without those of one municipality."""

    def __init__(
        self,
        ascending: Mapping[_Of, Sequence[Fraction]],
        totals: Mapping[_Of, Fraction],
        left_out: Mapping[_Of, Fraction],
    ) -> None:
        self._ascending, self._totals, self._left_out = ascending, totals, left_out

    def of(self, of: _Of) -> list[Fraction]:
        """Those of one axis, question or group, from low to high."""
        found = [*self._ascending.get(of, ())]
        if of in self._left_out:
            del found[bisect_left(found, self._left_out[of])]
        return found

    def beside(
        self, identifier: str, of: _Of, score: Fraction | None
    ) -> tuple[str, Fraction | None, Fraction | None, Fraction | None, Quartiles | None]:
        """What ``Beside`` says of a score and those of the others."""
        others = self.of(of)
        total = self._totals.get(of, Fraction(0)) - self._left_out.get(of, Fraction(0))
        return (
            identifier,
            score,
            None if score is None else percentile(score, others),
            total / len(others) if others else None,
            quartiles_in_order(others),
        )


def _against(
    summary: Summary, others: _Others, dates: Sequence[date], sizes: Sequence[SizeClass]
) -> Against:
    assessment = summary.assessment
    own = dict(_scores(summary, sizes))
    overall = own.get(_ALL)
    places = (
        {}
        if overall is None
        else {
            of[0]: place_beside(overall, others.of(of)) for of in (_ALL, *_groups(summary, sizes))
        }
    )
    ends = score_range(assessment)
    low, high = (percentile(score, others.of(_ALL)) for score in ends)
    return Against(
        summary=summary,
        others=len(dates),
        oldest=min(dates),
        newest=max(dates),
        place=places.get(OVERALL),
        score_range=ends,
        percentile_range=None if overall is None or low is None or high is None else (low, high),
        size_class=size_class_of(assessment, sizes),
        place_in_size_class=places.get("size"),
        place_in_province=places.get("province"),
        place_in_group=places.get("group"),
        as_a_whole=Beside(*others.beside(OVERALL, _ALL, overall)),
        domains=tuple(
            Beside(*others.beside(one.id, of, own.get(of)))
            for one in summary.domains
            for of in [("axis", one.id)]
        ),
        axes=tuple(
            Beside(*others.beside(one.id, of, own.get(of)))
            for one in summary.axes
            for of in [("axis", one.id)]
        ),
        questions=tuple(
            QuestionBeside(
                *others.beside(question.id, of, own.get(of)),
                axis=axis.id,
                answer=assessment.answers[question.id],
            )
            for axis in assessment.model.axes
            for question in axis.questions
            for of in [("question", question.id)]
        ),
    )
