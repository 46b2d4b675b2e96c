"""What municipalities have in common: a size class, a province, or a group of the user's own.

Pure: no texts.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.value import plain_value
from gemeente_online.model.file import Model
from gemeente_online.scoring.result import Summary
from gemeente_online.wording import folded_name

Item = TypeVar("Item")

SIZE_BOUNDS = (50_000, 100_000)
"""Inhabitants from which a municipality is middelgroot, and groot: the classes of the field."""


@plain_value
class SizeClass:
    """Municipalities of a size."""

    least: int
    """Inhabitants from which it begins."""
    below: int | None
    """Inhabitants that it stays under; null where it has no end."""


def size_classes(bounds: Sequence[int]) -> tuple[SizeClass, ...]:
    """The classes that ascending bounds make."""
    ends = [*bounds, None]
    return tuple(SizeClass(least, most) for least, most in zip((0, *bounds), ends, strict=True))


def sizes_for(model: Model, bounds: Sequence[int] | None = None) -> tuple[SizeClass, ...]:
    """The size classes of what a model assesses: those of the field, of municipalities alone.

    bounds: of other classes, for anything.
    """
    if bounds is None:
        bounds = SIZE_BOUNDS if model.is_of_municipalities else ()
    return size_classes(bounds) if bounds else ()


def size_class_of(assessment: Assessment, sizes: Sequence[SizeClass]) -> SizeClass | None:
    """Its size class, of these from small to large; None where the inhabitants are not known.

    None also where there are no classes.
    """
    inhabitants = assessment.municipality.inhabitants
    if inhabitants is None or not sizes:
        return None
    return sizes[bisect_right([size.least for size in sizes], inhabitants) - 1]


def province_of(summary: Summary) -> str | None:
    """The province; None where it is not known."""
    return summary.assessment.municipality.province


def group_of(summary: Summary) -> str | None:
    """The group of the user's own; None without one."""
    return summary.assessment.municipality.group


def together(
    items: Iterable[Item], name_of: Callable[[Item], str | None]
) -> list[tuple[str, list[Item]]]:
    """What has the same name, whatever its capitals and spaces, by name; without what has none.

    A name is shown as it is written most often.
    """
    members: dict[str, list[Item]] = {}
    spellings: dict[str, Counter[str]] = {}
    for item in items:
        name = name_of(item)
        if name is not None:
            members.setdefault(folded_name(name), []).append(item)
            spellings.setdefault(folded_name(name), Counter())[name] += 1
    return [
        (min(spellings[key], key=lambda name: (-spellings[key][name], name)), members[key])
        for key in sorted(members)
    ]


def by_size(summaries: Sequence[Summary]) -> list[tuple[SizeClass | None, list[Summary]]]:
    """Every size class that somebody is in, from small to large; last who is in none.

    summaries: at least one.
    """
    sizes = sizes_for(summaries[0].assessment.model)
    found: dict[SizeClass | None, list[Summary]] = {size: [] for size in (*sizes, None)}
    for one in summaries:
        found[size_class_of(one.assessment, sizes)].append(one)
    return [(size, inside) for size, inside in found.items() if inside]
