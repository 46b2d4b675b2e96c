"""Assessments without whose they are, for others to compare themselves with. Pure.

What is left is what a comparison needs: every answer, the size and the group as far as enough
others share them, and the year. The order is that of the answers, so that it says nothing of the
order in which they came.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from gemeente_online.analysis.ranking import SizeClass, size_class_of, together
from gemeente_online.assessment.file import Assessment, Municipality
from gemeente_online.wording import capitalised

LEAST = 5
"""The fewest that may share a size and a group, or make up a file: of fewer one can guess who."""

_DIGITS = 3
_MARK = 4


def anonymised(assessments: Iterable[Assessment], sizes: Sequence[SizeClass]) -> list[Assessment]:
    """The assessments with invented names, in the order of their answers.

    The number of inhabitants becomes one for all of its size class. That, and the group, are left
    out where fewer than ``LEAST`` share both. The date becomes the first day of its year.

    assessments: of one model, each of another municipality. sizes: from small to large.
    """
    every = list(assessments)
    group_of = {
        id(one): name
        for name, inside in together(every, lambda one: one.municipality.group)
        for one in inside
    }
    known = [(_stand_in(one, sizes), group_of.get(id(one))) for one in every]
    known = [(size, group if count >= LEAST else None) for (size, group), count in _shared(known)]
    known = [about if count >= LEAST else (None, None) for about, count in _shared(known)]
    in_order = sorted(zip(map(_answered, every), known, every, strict=True), key=_order)
    mark = _mark([(answers, about) for answers, about, _ in in_order])
    digits = max(_DIGITS, len(str(len(every))))
    return [
        _nameless(one, f"{capitalised(one.model.subject.one)} {mark}-{at:0{digits}}", *about)
        for at, (_, about, one) in enumerate(in_order, start=1)
    ]


_About = tuple[int | None, str | None]


def _stand_in(assessment: Assessment, sizes: Sequence[SizeClass]) -> int | None:
    """A number of inhabitants for all of a size class: where it begins, of the first its middle."""
    size = size_class_of(assessment, sizes)
    if size is None:
        return None
    return size.least or max((size.below or 2) // 2, 1)


def _shared(known: Sequence[_About]) -> list[tuple[_About, int]]:
    """Everybody's size and group, and how many have both."""
    counts = Counter(known)
    return [(about, counts[about]) for about in known]


def _answered(assessment: Assessment) -> tuple[tuple[object, ...], ...]:
    return tuple(answer.place for answer in assessment.answers.values())


def _order(one: tuple[tuple[tuple[object, ...], ...], _About, Assessment]) -> tuple[object, ...]:
    answers, (size, group), assessment = one
    return answers, size or 0, group or "", assessment.date.year


def _mark(content: object) -> str:
    """What names in a file have in common, so that another file has no municipality of this one."""
    return sha256(repr(content).encode()).hexdigest()[:_MARK]


def _nameless(
    assessment: Assessment, name: str, inhabitants: int | None, group: str | None
) -> Assessment:
    return assessment._replace(
        source="",
        row=None,
        source_sha256=None,
        municipality=Municipality(name, inhabitants=inhabitants, group=group),
        date=date(assessment.date.year, 1, 1),
        respondent=None,
        ambition={},
        remarks={},
    )
