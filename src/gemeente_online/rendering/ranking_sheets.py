"""The rows of ``rank`` for programs and spreadsheets: the places, the phases and the quartiles."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple, TypeVar

from gemeente_online.analysis.distribution import Quartiles, Within
from gemeente_online.analysis.groups import SizeClass
from gemeente_online.analysis.ranking import AmongPeers, Place, Ranking, Spread
from gemeente_online.assessment.file import Assessment
from gemeente_online.rendering.columns import (
    Column,
    Field,
    Sheet,
    Value,
    column_name,
    sheet,
    where_there,
)
from gemeente_online.rendering.firmness import firmness_fields
from gemeente_online.rendering.measured import measured_fields, municipality_fields
from gemeente_online.rendering.ranking import GroupOfMany, every_group, size_word
from gemeente_online.scoring.result import Summary

Row = TypeVar("Row")


class _Listed(NamedTuple):
    """One municipality, with its place where it has one."""

    summary: Summary
    place: Place | None


def ranking_sheets(
    ranking: Ranking, places: Iterable[Place], undetermined: Iterable[Summary]
) -> Iterator[Sheet]:
    """The places, how many are in each phase, and the quartiles of every group.

    places, undetermined: those that were asked for.
    """
    yield _places(ranking, places, undetermined)
    yield _spread(ranking)
    yield _quartiles(ranking)


def _places(ranking: Ranking, places: Iterable[Place], undetermined: Iterable[Summary]) -> Sheet:
    """A row for each, those without a place last and with nothing there."""
    fields: list[Field[_Listed]] = [
        Column("place", _placed(lambda place: place.place)),
        Column("place_best", _placed(lambda place: place.possible_places[0])),
        Column("place_worst", _placed(lambda place: place.possible_places[1])),
        *municipality_fields(_assessment),
        *peer_fields(_place_of),
        Column("percentile", _placed(lambda place: place.percentile)),
        Column("outdated", _placed(lambda place: place.outdated)),
        Column("phase", lambda one: one.summary.overall.phase),
        *(_part_phase(one.id) for one in ranking.model.parts),
        Column("score", lambda one: one.summary.standing(ranking.by).score),
        Column("score_low", _placed(lambda place: place.score_range[0])),
        Column("score_high", _placed(lambda place: place.score_range[1])),
        Column("ambition", lambda one: one.summary.overall.ambition),
        *firmness_fields(_summary),
        *measured_fields(_assessment),
    ]
    placed = (_Listed(place.summary, place) for place in places)
    unplaced = (_Listed(one, None) for one in undetermined)
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
    yield Column("municipalities", where_there(of, lambda found: found.count))
    yield Column("lowest", where_there(of, lambda found: found.lowest))
    yield Column("quartile_1", where_there(of, lambda found: found.first))
    yield Column("median", where_there(of, lambda found: found.median))
    yield Column("quartile_3", where_there(of, lambda found: found.third))
    yield Column("highest", where_there(of, lambda found: found.highest))


def _assessment(one: _Listed) -> Assessment:
    return one.summary.assessment


def _summary(one: _Listed) -> Summary:
    return one.summary


def _placed(cell: Callable[[Place], Value]) -> Callable[[_Listed], Value]:
    """What is told of a place; nothing where there is none."""
    return where_there(_place_of, cell)


def _place_of(one: _Listed) -> Place | None:
    return one.place


def peer_fields(of: Callable[[Row], AmongPeers | None]) -> Iterator[Field[Row]]:
    """The columns of a place among those of its size, in its province and in its group."""

    def in_group(title: str, within: Callable[[AmongPeers], Within | None]) -> Field[Row]:
        return Column(title, where_there(of, where_there(within, place_within)))

    yield Column("size_class", where_there(of, where_there(_size_of, size_word)))
    yield in_group("size_class_place", lambda peers: peers.place_in_size_class)
    yield in_group("province_place", lambda peers: peers.place_in_province)
    yield in_group("group_place", lambda peers: peers.place_in_group)


def _size_of(peers: AmongPeers) -> SizeClass | None:
    return peers.size_class


def place_within(within: Within) -> int:
    """The place in it."""
    return within.place


def _part_phase(identifier: str) -> Field[_Listed]:
    return Column(
        column_name(identifier, "phase"), lambda one: one.summary.standing(identifier).phase
    )
