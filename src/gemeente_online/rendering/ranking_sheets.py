"""The rows of ``rank`` for programs and spreadsheets: the places, the phases and the quartiles."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple, TypeVar

from gemeente_online.analysis.distribution import Quartiles, Within
from gemeente_online.analysis.ranking import Place, Ranking, Spread, group_of
from gemeente_online.assessment.file import Assessment
from gemeente_online.rendering.columns import Column, Field, Sheet, Value, column_name, sheet
from gemeente_online.rendering.firmness import firmness_fields
from gemeente_online.rendering.measured import measured_fields
from gemeente_online.rendering.ranking import GroupOfMany, every_group, size_word
from gemeente_online.scoring.result import Summary

Row = TypeVar("Row")


class _Listed(NamedTuple):
    """One municipality, with its place where it has one."""

    summary: Summary
    place: Place | None


def ranking_sheets(ranking: Ranking, places: Iterable[Place]) -> Iterator[Sheet]:
    """The places, how many are in each phase, and the quartiles of every group."""
    yield _places(ranking, places)
    yield _spread(ranking)
    yield _quartiles(ranking)


def _places(ranking: Ranking, places: Iterable[Place]) -> Sheet:
    """A row for each, those without a place last and with nothing there."""
    fields: list[Field[_Listed]] = [
        Column("place", _placed(lambda place: place.place)),
        Column("place_best", _placed(lambda place: place.possible[0])),
        Column("place_worst", _placed(lambda place: place.possible[1])),
        Column("municipality", lambda one: one.summary.assessment.municipality.name),
        Column("code", lambda one: one.summary.assessment.municipality.code),
        Column("inhabitants", lambda one: one.summary.assessment.municipality.inhabitants),
        Column("size_class", _placed(_size)),
        Column("size_class_place", _placed(lambda place: _within(place.in_size))),
        Column("province", lambda one: one.summary.assessment.municipality.province),
        Column("province_place", _placed(lambda place: _within(place.in_province))),
        Column("municipality_group", lambda one: group_of(one.summary)),
        Column("group_place", _placed(lambda place: _within(place.in_group))),
        Column("percentile", _placed(lambda place: place.percentile)),
        Column("date", lambda one: one.summary.assessment.date),
        Column("outdated", _placed(lambda place: place.is_outdated)),
        Column("phase", lambda one: one.summary.overall.phase),
        *(_axis_phase(at, axis.id) for at, axis in enumerate(ranking.model.axes)),
        Column("score", lambda one: one.summary.standing(ranking.by).score),
        Column("score_low", _placed(lambda place: place.score_range[0])),
        Column("score_high", _placed(lambda place: place.score_range[1])),
        Column("ambition", lambda one: one.summary.overall.ambition),
        *firmness_fields(_summary),
        *measured_fields(_assessment),
    ]
    placed = (_Listed(place.summary, place) for place in places)
    unplaced = (_Listed(one, None) for one in ranking.undetermined)
    return sheet("Ranglijst", fields, chain(placed, unplaced))


def _spread(ranking: Ranking) -> Sheet:
    """How many are in each phase, overall and on every axis."""
    model = ranking.model
    fields: list[Field[Spread]] = [
        Column("axis", lambda spread: spread.id),
        *(_in_phase(f"phase_{phase.number}", phase.number) for phase in model.phases),
        _in_phase("undetermined", None),
        Column("municipalities", lambda spread: sum(spread.counts.values())),
    ]
    return sheet("Verdeling", fields, ranking.spread)


def _in_phase(title: str, phase: int | None) -> Field[Spread]:
    return Column(title, lambda spread: spread.counts.get(phase, 0))


def _quartiles(ranking: Ranking) -> Sheet:
    """How the scores that were ranked by lie, of all and of every group."""
    fields: list[Field[GroupOfMany]] = [
        Column("kind", lambda group: group.kind),
        Column("name", lambda group: group.name),
        *quartile_fields(_found),
    ]
    return sheet("Kwartielen", fields, every_group(ranking))


def _found(group: GroupOfMany) -> Quartiles:
    return group.found


def quartile_fields(of: Callable[[Row], Quartiles | None]) -> Iterator[Field[Row]]:
    """The columns of a spread of scores; of: that of a row."""

    def field(title: str, figure: Callable[[Quartiles], Value]) -> Field[Row]:
        def cell(row: Row) -> Value:
            found = of(row)
            return None if found is None else figure(found)

        return Column(title, cell)

    yield field("municipalities", lambda found: found.count)
    yield field("lowest", lambda found: found.lowest)
    yield field("quartile_1", lambda found: found.first)
    yield field("median", lambda found: found.median)
    yield field("quartile_3", lambda found: found.third)
    yield field("highest", lambda found: found.highest)


def _assessment(one: _Listed) -> Assessment:
    return one.summary.assessment


def _summary(one: _Listed) -> Summary:
    return one.summary


def _placed(cell: Callable[[Place], Value]) -> Callable[[_Listed], Value]:
    """What is told of a place; nothing where there is none."""
    return lambda one: None if one.place is None else cell(one.place)


def _size(place: Place) -> str | None:
    return None if place.size is None else size_word(place.size)


def _within(within: Within | None) -> int | None:
    return None if within is None else within.place


def _axis_phase(at: int, identifier: str) -> Field[_Listed]:
    return Column(column_name(identifier, "phase"), lambda one: one.summary.overall.profile[at])
