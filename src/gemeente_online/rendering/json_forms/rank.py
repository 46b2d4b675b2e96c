"""Municipalities and their places, as ``rank`` tells them."""

from datetime import date
from typing import Literal

from gemeente_online.analysis.distribution import Quartiles, Within
from gemeente_online.analysis.groups import SizeClass
from gemeente_online.analysis.reference import Beside, QuestionBeside
from gemeente_online.assessment.value import Exact, plain_value
from gemeente_online.rendering.json_forms.shared import ModelNamed, Named, ProblemTold, ProgramNamed
from gemeente_online.scoring.result import OverallResult


@plain_value
class Listed(Named):
    """One municipality; who filled in its answers is left out."""

    overall: OverallResult
    """All axes together."""


@plain_value
class Ranked(Listed):
    """One municipality with its place."""

    place: int | None = None
    """From 1; equals share one; null where it is undetermined, and all that follows then too."""
    possible_places: tuple[int, int] | None = None
    """The best and the worst place, whatever the unknown answers of all turn out to be."""
    score: Exact | None = None
    """What was ranked by."""
    score_range: tuple[Exact, Exact] | None = None
    """What the score could be if every unanswered question scored lowest, or highest."""
    size_class: SizeClass | None = None
    """Its size class; null where the number of inhabitants is unknown."""
    place_in_size_class: Within | None = None
    """Its place in that class; null without one."""
    place_in_province: Within | None = None
    """Its place in its province; null where that is unknown."""
    place_in_group: Within | None = None
    """Its place in its own group; null without one."""
    percentile: Exact | None = None
    """The percentage of the others with a place that score lower, half of those that score the same
    counted too; null where there are no others."""
    outdated: bool | None = None
    """Whether its assessment is more than a year older than the newest of all."""


@plain_value
class Superseded:
    """Two assessments of one municipality, of which the later one is ranked."""

    old: Listed
    """The one that does not count."""
    new: Listed
    """The one that counts."""


@plain_value
class PhaseListed:
    """How many are in one phase."""

    phase: int
    """The phase's number."""
    count: int
    """How many are in it."""


@plain_value
class SpreadListed:
    """How many are in each phase, on an axis, in a domain or overall."""

    id: str
    """Of the axis or the domain, or overall."""
    phases: tuple[PhaseListed, ...]
    """Every phase, from low to high."""
    undetermined: int
    """How many have no phase."""


@plain_value
class SizeListed(SizeClass):
    """Municipalities of a size, with the scores of those with a place."""

    quartiles: Quartiles | None
    """Null where nobody of this size has a place."""


@plain_value
class GroupListed:
    """Municipalities of a province or of a group, with the scores of those with a place."""

    name: str
    """As it is written most often."""
    quartiles: Quartiles
    """Of those with a place."""


@plain_value
class RankingTold:
    """What the ranking is of."""

    model: ModelNamed
    """What all were measured with."""
    by: str
    """What was ranked by: overall, or the id of an axis or a domain."""
    ranked: int
    """How many have a place."""
    undetermined: int
    """How many have none."""
    quartiles: Quartiles | None
    """Of the scores of those with a place; null where nobody has one."""
    size_classes: tuple[SizeListed, ...]
    """From small to large."""
    provinces: tuple[GroupListed, ...]
    """By name; those in which somebody has a place."""
    groups: tuple[GroupListed, ...]
    """By name; those in which somebody has a place."""
    oldest: date
    """The date of the oldest assessment that counts."""
    newest: date
    """The date of the newest assessment."""
    spread: tuple[SpreadListed, ...]
    """Overall, and per axis, over everybody; each domain before its axes."""


@plain_value
class RankingDocument:
    """What rank writes with --format json."""

    format: Literal[1]
    """Of this document; another number where names change."""
    program: ProgramNamed
    """What was computed with."""
    ranking: RankingTold | None
    """What the ranking is of; null where nothing could be ranked."""
    results: tuple[Ranked, ...]
    """The places that were asked for, from high to low."""
    undetermined: tuple[Listed, ...]
    """Those without a place, in the order in which they came."""
    superseded: tuple[Superseded, ...]
    """The assessments that do not count, since there is a later one."""
    problems: tuple[ProblemTold, ...]
    """What is wrong with the inputs, per file in place order."""


@plain_value
class SetAgainst(Listed):
    """One municipality beside the others of a reference; who filled in its answers is left out."""

    model: ModelNamed
    """What all were measured with."""
    others: int
    """How many others it is set beside."""
    oldest: date
    """The date of the oldest assessment of the others."""
    newest: date
    """The date of the newest assessment of the others."""
    place: Within | None
    """Among all with a place, itself one of them; null where its phase is undetermined."""
    score_range: tuple[Exact, Exact]
    """What its score could be if every unanswered question of its own scored lowest, or highest."""
    percentile_range: tuple[Exact, Exact] | None
    """What its percentile would be then; null without one."""
    size_class: SizeClass | None
    """Its size class; null where the number of inhabitants is unknown."""
    place_in_size_class: Within | None
    """Its place in that class; null without one."""
    place_in_province: Within | None
    """Its place in its province; null where that is unknown."""
    place_in_group: Within | None
    """Its place in its own group; null without one."""
    as_a_whole: Beside
    """The score over all axes, beside those of the others with a phase."""
    domains: tuple[Beside, ...]
    """In the order of the model; of the others those with a phase in the domain."""
    axes: tuple[Beside, ...]
    """In the order of the model; of the others those with a phase on the axis."""
    questions: tuple[QuestionBeside, ...]
    """In the order of the model; of the others those with a known answer."""
