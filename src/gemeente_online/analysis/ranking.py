"""Where municipalities stand among each other. Pure: no texts.

Of summaries of one model, each of another municipality.

The order is that of a mean score, since a phase is too coarse to rank by and the lowest of three
too noisy. Equal scores share a place, and the next place is passed over (1, 2, 2, 4: standard
competition ranking). What cannot be determined gets no place.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from gemeente_online.analysis.distribution import Quartiles, Within, place_among, quartiles, within
from gemeente_online.analysis.groups import (
    SizeClass,
    group_of,
    province_of,
    size_class_of,
    sizes_for,
    together,
)
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.model.file import Model
from gemeente_online.scoring.result import OVERALL, AxesTogether, Standing, Summary
from gemeente_online.scoring.verdict import score_range
from gemeente_online.wording import folded_name


@plain_value
class AmongPeers:
    """Where one municipality stands among those like it."""

    summary: Summary
    """Of its assessment."""
    score_range: tuple[Exact, Exact]
    """What its score could be if every unanswered question of its own scored lowest, or highest."""
    size_class: SizeClass | None
    """Its size class; null where the number of inhabitants is unknown."""
    place_in_size_class: Within | None
    """Its place in that class; null without one."""
    place_in_province: Within | None
    """Its place in its province; null where that is unknown."""
    place_in_group: Within | None
    """Its place in its own group; null where it has none."""


@plain_value
class Place(AmongPeers):
    """One municipality's place."""

    place: int
    """From 1; equals share one, and the next place is passed over."""
    possible_places: tuple[int, int]
    """The best and the worst place, whatever the answers that are unknown, here and elsewhere,
    turn out to be."""
    score: Exact
    """What was ranked by."""
    percentile: Exact | None
    """The percentage of the others with a place that score lower, half of those that score the same
    counted too; null where there are no others."""
    outdated: bool
    """Whether the assessment is more than a year older than the newest of all."""

    @property
    def is_uncertain(self) -> bool:
        """Whether unknown answers could change the place."""
        return self.possible_places != (self.place, self.place)


@plain_value
class Spread:
    """How many are in each phase, on an axis, in a domain or overall."""

    id: str
    """Of the axis or the domain, or overall."""
    counts: Mapping[int | None, int]
    """How many are in each phase that anybody is in; None for undetermined."""


@plain_value
class Ranking:
    """Everybody's place."""

    model: Model
    """What all were scored with."""
    by: str
    """What was ranked by: overall, or the id of an axis or a domain."""
    places: tuple[Place, ...]
    """From high to low."""
    undetermined: tuple[Summary, ...]
    """Those without a place, in the order in which they came."""
    quartiles: Quartiles | None
    """Of the scores of those with a place; null where there is none."""
    sizes: tuple[tuple[SizeClass, Quartiles | None], ...]
    """Every size class, with the quartiles of those in it."""
    provinces: tuple[tuple[str, Quartiles], ...]
    """Every province where somebody has a place, by name."""
    groups: tuple[tuple[str, Quartiles], ...]
    """Every group in which somebody has a place, by name."""
    spread: tuple[Spread, ...]
    """Overall, and per axis, over everybody; each domain before its axes."""
    oldest: date
    """Of the oldest assessment that counts."""
    newest: date
    """Of the newest assessment."""


def rank(
    summaries: Sequence[Summary], *, by: str = OVERALL, bounds: Sequence[int] | None = None
) -> Ranking:
    """The ranking of at least one summary, all of one model and each of another municipality.

    by: ``overall``, or the id of one of the model's axes or domains.
    bounds: the numbers of inhabitants, ascending, from which a next size class begins; without
        them the classes are those of the field, and there are none of what is no municipality.
    """
    model = summaries[0].assessment.model
    sizes = sizes_for(model, bounds)
    ranked: list[tuple[Fraction, Summary]] = []
    undetermined: list[Summary] = []
    for summary in summaries:
        score = placed_score(summary.standing(by))
        if score is None:
            undetermined.append(summary)
        else:
            ranked.append((score, summary))
    # the names settle the order that is shown among equals, so that it is always the same
    ranked.sort(key=lambda pair: (-pair[0], _name(pair[1])))
    dates = [summary.assessment.date for summary in summaries]
    newest = max(dates)
    places = _places(ranked, by, sizes, _a_year_before(newest))
    return Ranking(
        model=model,
        by=by,
        places=places,
        undetermined=tuple(undetermined),
        quartiles=quartiles([place.score for place in places]),
        sizes=tuple(
            (size, quartiles([place.score for place in places if place.size_class == size]))
            for size in sizes
        ),
        provinces=_by_name(places, province_of),
        groups=_by_name(places, group_of),
        spread=tuple(
            Spread(key, Counter(summary.standing(key).phase for summary in summaries))
            for key in (OVERALL, *(one.id for one in model.parts))
        ),
        oldest=min(dates),
        newest=newest,
    )


def _by_name(
    places: Iterable[Place], name_of: Callable[[Summary], str | None]
) -> tuple[tuple[str, Quartiles], ...]:
    named = together(places, lambda place: name_of(place.summary))
    found = ((name, quartiles(place.score for place in inside)) for name, inside in named)
    return tuple((name, spread) for name, spread in found if spread is not None)


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=max(day.year - 1, 1), day=28 if is_leap_day else day.day)


def placed_score(standing: Standing | AxesTogether) -> Fraction | None:
    """The score that a place rests on: none without a phase, since too little was answered then."""
    return None if standing.phase is None else standing.score


def top(places: Sequence[Place], count: int) -> tuple[Place, ...]:
    """Everybody with one of the first ``count`` places, equals at the last one included."""
    return tuple(place for place in places if place.place <= count)


def neighbours(places: Sequence[Place], position: int, around: int = 2) -> tuple[Place, ...]:
    """Those next to one in the order, with that one itself."""
    return tuple(places[max(position - around, 0) : position + around + 1])


def _name(summary: Summary) -> tuple[str, str, str]:
    municipality = summary.assessment.municipality
    return folded_name(municipality.name), municipality.name, municipality.code or ""


def _places(
    ranked: Sequence[tuple[Exact, Summary]],
    by: str,
    sizes: Sequence[SizeClass],
    current_from: date,
) -> tuple[Place, ...]:
    scores = [score for score, _ in ranked]
    ranges = [score_range(summary.assessment, by) for _, summary in ranked]
    lows = sorted(low for low, _ in ranges)
    highs = sorted(high for _, high in ranges)
    size_of = [size_class_of(summary.assessment, sizes) for _, summary in ranked]
    among_all = _within(scores, [True] * len(scores))
    place_in_size_class = _within(scores, size_of)
    place_in_province = _within(scores, [_folded(province_of(one)) for _, one in ranked])
    place_in_group = _within(scores, [_folded(group_of(one)) for _, one in ranked])
    return tuple(
        Place(
            summary=summary,
            place=among.place,
            possible_places=(
                place_among(high, lows),
                # whoever could be higher, without this one itself
                place_among(low, highs) - (high > low),
            ),
            score=score,
            score_range=(low, high),
            size_class=size_of[at],
            place_in_size_class=place_in_size_class[at],
            place_in_province=place_in_province[at],
            place_in_group=place_in_group[at],
            percentile=among.percentile,
            outdated=summary.assessment.date < current_from,
        )
        for at, ((score, summary), (low, high), among) in enumerate(
            zip(ranked, ranges, filter(None, among_all), strict=True)
        )
    )


def _folded(name: str | None) -> str | None:
    return name and folded_name(name)


def _within(scores: Sequence[Fraction], groups: Sequence[object]) -> list[Within | None]:
    """Where scores, from high to low, stand in their groups; None where there is no group."""
    members: dict[object, list[Fraction]] = {}
    for score, group in zip(reversed(scores), reversed(groups), strict=True):
        members.setdefault(group, []).append(score)
    return [
        None if group is None else within(score, members[group])
        for score, group in zip(scores, groups, strict=True)
    ]
