"""Assessments without whose they are, for others to compare themselves with. Pure.

What is left is what a comparison needs: every answer, the size and the group as far as enough
others share them, and a year that others share. The order is that of the answers, so that it says
nothing of the order in which they came.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from gemeente_online.analysis.groups import SizeClass, size_class_of, together
from gemeente_online.assessment.file import Assessment, Municipality
from gemeente_online.wording import capitalised

LEAST = 5
"""The fewest that may share a size and a group, or make up a file: of fewer one can guess who."""

_DIGITS = 3
_MARK = 4


def anonymised(assessments: Iterable[Assessment], sizes: Sequence[SizeClass]) -> list[Assessment]:
    """The assessments with invented names, in the order of their answers.

    The number of inhabitants becomes one for all of its size class. The date becomes the first day
    of its year, or of the nearest year that ``LEAST`` share. Where fewer than ``LEAST`` have a
    size, a group and a year together, the group is left out, and else the size too; where so few
    are without, that is done for a few others as well, since lacking it would tell who they are.

    assessments: of one model, each of another municipality. sizes: from small to large.
    """
    every = list(assessments)
    group_of = {
        id(one): name
        for name, inside in together(every, lambda one: one.municipality.group)
        for one in inside
    }
    years = _years(one.date.year for one in every)
    told = [
        _About(_stand_in(one, sizes), group_of.get(id(one)), years[one.date.year]) for one in every
    ]
    answered = sorted(zip(map(_answered, every), told, every, strict=True), key=_order)
    known = _blurred([about for _, about, _ in answered])
    in_order = sorted(
        ((answers, about, one) for (answers, _, one), about in zip(answered, known, strict=True)),
        key=_order,
    )
    mark = _mark([(answers, about) for answers, about, _ in in_order])
    digits = max(_DIGITS, len(str(len(every))))
    return [
        _nameless(one, f"{capitalised(one.model.subject.one)} {mark}-{at:0{digits}}", about)
        for at, (_, about, one) in enumerate(in_order, start=1)
    ]


class _About(NamedTuple):
    """What is told of one beside its answers."""

    inhabitants: int | None
    group: str | None
    year: int

    @property
    def vaguer(self) -> "_About":
        """The same with less in it; itself where there is only the year."""
        if self.group is not None:
            return self._replace(group=None)
        return self._replace(inhabitants=None)

    @property
    def order(self) -> tuple[int, str, int]:
        """By which to sort."""
        return self.inhabitants or 0, self.group or "", self.year


def _years(dated: Iterable[int]) -> dict[int, int]:
    """For every year the nearest that enough share, the later of two; else the last one."""
    counts = Counter(dated)
    shared = [year for year, count in counts.items() if count >= LEAST] or [max(counts)]
    return {year: min(shared, key=lambda one: (abs(one - year), -one)) for year in counts}


def _blurred(known: Sequence[_About]) -> Sequence[_About]:
    """What is told of each, made vaguer until nothing is told of fewer than ``LEAST``.

    known: of every year in it there are as many. Of equals the first are made vaguer.
    """
    known = [*known]
    while few := [about for about, count in Counter(known).items() if count < LEAST]:
        with_group = {about for about in few if about.group is not None}
        changed = with_group or {about for about in few if about.vaguer != about}
        if changed:
            known = [about.vaguer if about in changed else about for about in known]
            continue
        bare = few[0]
        others = Counter(one for one in known if one.year == bare.year and one != bare)
        most = max(others, key=lambda one: (others[one], one.order))
        joining = LEAST - known.count(bare)
        if others[most] - joining < LEAST:
            joining = others[most]
        for at in [at for at, about in enumerate(known) if about == most][:joining]:
            known[at] = bare
    return known


def _stand_in(assessment: Assessment, sizes: Sequence[SizeClass]) -> int | None:
    """A number of inhabitants for all of a size class: where it begins, of the first its middle."""
    size = size_class_of(assessment, sizes)
    if size is None:
        return None
    return size.least or max((size.below or 2) // 2, 1)


def _answered(assessment: Assessment) -> tuple[tuple[object, ...], ...]:
    return tuple(answer.place for answer in assessment.answers.values())


def _order(one: tuple[tuple[tuple[object, ...], ...], _About, Assessment]) -> tuple[object, ...]:
    answers, about, _ = one
    return answers, about.order


def _mark(content: object) -> str:
    """What names in a file have in common, so that another file has no municipality of this one."""
    return sha256(repr(content).encode()).hexdigest()[:_MARK]


def _nameless(assessment: Assessment, name: str, about: _About) -> Assessment:
    return assessment._replace(
        source="",
        row=None,
        source_sha256=None,
        municipality=Municipality(name, inhabitants=about.inhabitants, group=about.group),
        date=date(about.year, 1, 1),
        respondent=None,
        ambition={},
        remarks={},
    )
