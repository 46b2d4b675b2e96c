"""A ranking as JSON, format 1: described by ``schemas/ranking.schema.json``."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from gemeente_online.analysis.ranking import Place, Quartiles, Ranking, SizeClass, Within
from gemeente_online.problem import Problem
from gemeente_online.rendering.json.results import (
    FORMAT,
    model_object,
    municipality_object,
    number,
    problem_objects,
    program_object,
    whole_characters,
)
from gemeente_online.scoring.result import Summary


def render_ranking_json(
    ranking: Ranking | None,
    places: Sequence[Place],
    problems: Iterable[Problem],
    superseded: Sequence[tuple[Summary, Summary]],
    program: str,
) -> str:
    """One document; without a ranking where nothing could be ranked."""
    content = {
        "format": FORMAT,
        "program": program_object(program),
        "ranking": None if ranking is None else _ranking(ranking),
        "results": [place_object(place) for place in places],
        "undetermined": [
            summary_object(summary) for summary in (ranking.undetermined if ranking else ())
        ],
        "superseded": [
            {"old": summary_object(old), "new": summary_object(new)} for old, new in superseded
        ],
        "problems": problem_objects(problems),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def render_place_line(place: Place | Summary) -> str:
    """One municipality on one line; without a place where it is undetermined."""
    found = place_object(place) if isinstance(place, Place) else summary_object(place)
    return json.dumps({"place": None} | found, ensure_ascii=False) + "\n"


def _ranking(ranking: Ranking) -> dict[str, Any]:
    return {
        "model": model_object(ranking.model),
        "by": ranking.by,
        "ranked": len(ranking.places),
        "undetermined": len(ranking.undetermined),
        "quartiles": _quartiles(ranking.quartiles),
        "size_classes": [
            _size(size) | {"quartiles": _quartiles(found)} for size, found in ranking.sizes
        ],
        "spread": [
            {
                "id": spread.id,
                "phases": [
                    {"phase": phase.number, "count": spread.counts.get(phase.number, 0)}
                    for phase in ranking.model.phases
                ],
                "undetermined": spread.counts.get(None, 0),
            }
            for spread in ranking.spread
        ],
    }


def place_object(place: Place) -> dict[str, Any]:
    """One place."""
    return {
        "place": place.place,
        "possible_places": list(place.possible),
        "score": number(place.score),
        "score_range": [number(end) for end in place.score_range],
        "size_class": None if place.size is None else _size(place.size),
        "place_in_size_class": _within(place.in_size),
        "place_in_province": _within(place.in_province),
        **summary_object(place.summary),
    }


def summary_object(summary: Summary) -> dict[str, Any]:
    """Whose assessment it is, and its phases."""
    assessment, overall = summary.assessment, summary.overall
    return {
        "source": whole_characters(assessment.source),
        "row": assessment.row,
        "municipality": municipality_object(assessment.municipality),
        "date": assessment.date.isoformat(),
        "phase": overall.phase,
        "range": list(overall.range),
        "profile": list(overall.profile),
        "overall_score": number(overall.score),
        "ambition": overall.ambition,
    }


def _size(size: SizeClass) -> dict[str, Any]:
    return {"least": size.least, "below": size.below}


def _within(within: Within | None) -> dict[str, Any] | None:
    return None if within is None else {"place": within.place, "of": within.of}


def _quartiles(found: Quartiles | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "count": found.count,
        "lowest": number(found.lowest),
        "first": number(found.first),
        "median": number(found.median),
        "third": number(found.third),
        "highest": number(found.highest),
    }
