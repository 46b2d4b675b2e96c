"""What in many assessments may be a mistake about which municipality they are of. Pure.

A municipality may get another name, and there are namesakes; whether a code or a name was typed
wrong is for people to say. So all that is found here can be used, and is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.municipality import Identity, described, grouped
from gemeente_online.problem import Wrong, wrong
from gemeente_online.wording import folded_name, letters, listing_of_first

MOST_TOLD = 3
"""Mistakes of one kind that are told of one by one."""

_SAME_NAME, _SAME_STEM = 0.85, 0.6
"""From which likeness two names are one in two spellings, and a name may be the next of another."""

_LONG_WORD = 4
"""Letters of a word that says something of a name."""

_MOST_NAMED = 5
_MOST_COMPARED = 20
"""Names of one code that are held beside each other; more is a mistake in any case."""


class MixUp(NamedTuple):
    """What may be a mistake, and the assessments that it is about, the likeliest one last."""

    told: Wrong
    assessments: tuple[Assessment, ...]


class _Told(NamedTuple):
    """The same with what it is called where there are many of its kind."""

    mix_up: MixUp
    name: str


def mix_ups(assessments: Iterable[Assessment]) -> list[MixUp]:
    """Everything of which it is not sure whose it is; many of one kind together.

    In an order that is always the same.
    """
    groups = grouped(assessments, lambda one: one)
    return [
        *_few(_namesakes(groups), "namesakes/many"),
        *_few(_at_one_time(groups), "one-code-two-names/many"),
        *_few(_renamed(groups), "renamed/many"),
    ]


def _few(every: Iterable[_Told], of_many: str) -> Iterator[MixUp]:
    """Each, by name; or all in one where there are many. of_many: the key of that message."""
    found = sorted(every, key=lambda one: (one.name, one.mix_up.told.message))
    if len(found) <= MOST_TOLD:
        yield from (one.mix_up for one in found)
        return
    about = tuple(one for told in found for one in told.mix_up.assessments)
    names = listing_of_first([one.name for one in found], _MOST_NAMED)
    subject = about[0].model.subject
    yield MixUp(wrong(of_many, count=len(found), names=names, subject=subject), about)


def _namesakes(groups: Sequence[Sequence[Assessment]]) -> Iterator[_Told]:
    """Municipalities of one name, where not every one has a code."""
    by_name: dict[str, list[Sequence[Assessment]]] = {}
    for group in groups:
        for name in {Identity.of(one).name for one in group}:
            by_name.setdefault(name, []).append(group)
    for name, alike in by_name.items():
        coded = [any(one.municipality.code for one in group) for group in alike]
        if len(alike) > 1 and not all(coded):
            of_it = [one for group in alike for one in group if Identity.of(one).name == name]
            called = min(map(_bare_name, of_it))
            told = wrong(
                "namesakes",
                count=len(alike),
                name=called,
                subject=of_it[0].model.subject,
                which=listing_of_first(sorted(map(described, alike)), _MOST_NAMED),
            )
            yield _Told(MixUp(told, tuple(of_it)), called)


def _bare_name(one: Assessment) -> str:
    """A name as it was written, without the province that may stand behind it."""
    name = one.municipality.name
    if folded_name(name) == Identity.of(one).name:
        return name
    return name.rpartition(" (")[0] or name


def _code_of(group: Iterable[Assessment]) -> str | None:
    return next((one.municipality.code for one in group if one.municipality.code), None)


class _Named(NamedTuple):
    """A name that a code had, and from when to when."""

    name: str
    first: date
    last: date
    assessments: tuple[Assessment, ...]

    @property
    def called(self) -> str:
        """As the last has it."""
        return self.assessments[-1].municipality.name


def _names_of(group: Sequence[Assessment]) -> list[_Named]:
    """The names of one municipality in order of time, where it has a code."""
    names: dict[str, list[Assessment]] = {}
    if _code_of(group):
        for one in sorted(group, key=lambda one: (one.date, one.municipality.name)):
            names.setdefault(Identity.of(one).name, []).append(one)
    return [_Named(name, of[0].date, of[-1].date, tuple(of)) for name, of in names.items()]


def _at_one_time(groups: Sequence[Sequence[Assessment]]) -> Iterator[_Told]:
    """A code that had two names at one time: no municipality was renamed and renamed back."""
    for group in groups:
        names = _names_of(group)[:_MOST_COMPARED]
        mixed: set[str] = set()
        for one, next_one in combinations(names, 2):
            at_once = next_one.first <= one.last
            if at_once and not _are_alike(one, next_one, least=_SAME_NAME):
                mixed |= {one.name, next_one.name}
        if mixed:
            found = [one for one in names if one.name in mixed]
            rarest_last = sorted(found, key=lambda one: -len(one.assessments))
            about = tuple(one for named in rarest_last for one in named.assessments)
            code, called = (
                _code_of(about),
                listing_of_first([one.called for one in found], _MOST_NAMED),
            )
            told = wrong("one-code-two-names", code=code, names=called)
            yield _Told(MixUp(told, about), f"{code} ({called})")


def _renamed(groups: Sequence[Sequence[Assessment]]) -> Iterator[_Told]:
    """A code whose next name has nothing of the one before."""
    for group in groups:
        names = _names_of(group)[:_MOST_COMPARED]
        for old, new in pairwise(names):
            if old.last < new.first and not _are_alike(old, new, least=_SAME_STEM):
                about = (*old.assessments, *new.assessments)
                told = wrong(
                    "renamed",
                    code=_code_of(about),
                    old=old.called,
                    new=new.called,
                    year=new.first.year,
                    subject=new.assessments[0].model.subject,
                )
                yield _Told(MixUp(told, about), f"{old.called} ({new.called})")


def _are_alike(one: _Named, other: _Named, *, least: float) -> bool:
    """Whether two names may be of one municipality: by a word of both, or by most letters."""
    if least < _SAME_NAME and _words(one) & _words(other):
        return True
    from difflib import SequenceMatcher  # only a name that changed pays for it

    return SequenceMatcher(None, letters(one.name), letters(other.name)).ratio() >= least


def _words(called: _Named) -> set[str]:
    """The words that tell one from another: not the word for what all of them are."""
    subject = called.assessments[-1].model.subject
    long = {word for word in called.name.split() if len(word) >= _LONG_WORD}
    return long - {folded_name(subject.one)}
