"""Whose assessments these are, where several of one municipality each filled in their own. Pure.

Who counts, and what they are called; what they answered is for ``analysis``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import PurePath
from string import ascii_uppercase

from gemeente_online.assessment.file import Assessment, State
from gemeente_online.assessment.municipality import by_municipality
from gemeente_online.assessment.value import plain_value
from gemeente_online.problem import Wrong, wrong
from gemeente_online.wording import folded_name, listing, listing_of_first, where_is

_LEAST = 2
_MOST_NAMED = 5


@plain_value
class Respondent:
    """Someone who filled in the questions: a person or a team."""

    name: str
    """What they called themselves, or else their file; a letter where names are left out."""
    assessment: Assessment
    """What they filled in; where names are left out, without who and where."""

    @property
    def answered(self) -> int:
        """How many questions have an answer, also ``nvt``."""
        answers = self.assessment.answers.values()
        return sum(one.state is not State.UNKNOWN for one in answers)


class Uncounted(StrEnum):
    """Why an assessment does not count."""

    UNTOUCHED = "untouched"
    """Nothing was filled in."""
    SUPERSEDED = "superseded"
    """The same respondent filled in a later one."""


@plain_value
class Left:
    """An assessment that does not count."""

    respondent: Respondent
    """Whose it is, by name."""
    reason: Uncounted
    """Why it does not count."""


@plain_value
class Colleagues:
    """Those of one municipality who filled in the same questions."""

    respondents: tuple[Respondent, ...]
    """Each once; by name, or where names are left out by what they answered."""
    left: tuple[Left, ...]
    """What does not count, by name."""


def colleagues(assessments: Iterable[Assessment], *, anonymous: bool = False) -> Colleagues:
    """Who filled in the questions, each with the latest assessment, in whatever order they come.

    One who is not named is taken for somebody else than all others.

    anonymous: whether respondents are called A, B, C, in the order of what they answered.

    Raises:
        Wrong: fewer than two filled in anything, or they do not belong together: another
            municipality, another growth model or version of it, or two assessments of one
            respondent with the same date.

    """
    touched: list[Respondent] = []
    left: list[Left] = []
    for one in _named(assessments):
        if one.answered or one.assessment.remarks:
            touched.append(one)
        else:
            left.append(Left(one, Uncounted.UNTOUCHED))
    if touched:
        _check_model(touched)
        _check_municipality(touched)
    counted: list[Respondent] = []
    for _, group in groupby(touched, key=_who):
        *earlier, last = sorted(group, key=lambda one: one.assessment.date)
        for one in earlier:
            if one.assessment.date < last.assessment.date:
                left.append(Left(one, Uncounted.SUPERSEDED))
            elif not _is_same(one.assessment, last.assessment):
                where = [where_is(x.assessment.source, x.assessment.row) for x in (one, last)]
                raise wrong("same-respondent-and-date", name=last.name, where=listing(where))
        counted.append(last)
    if len(counted) < _LEAST:
        raise _too_few(counted, left)
    told_apart = _by_letter(counted) if anonymous else _by_name(counted)
    return Colleagues(tuple(told_apart), tuple(left))


def _named(assessments: Iterable[Assessment]) -> list[Respondent]:
    """Everyone by name, then by file; of files with one name, that is with their folder."""
    every = list(assessments)
    names = {folded_name(one.respondent) for one in every if one.respondent}
    files = {_where(one): folded_name(_file_name(one)) for one in every if not one.respondent}
    alike = Counter(files.values())
    found = []
    for one in every:
        name = one.respondent or _file_name(one)
        if not one.respondent and (folded_name(name) in names or alike[folded_name(name)] > 1):
            name = _where(one)
        found.append(Respondent(_whole(name), one))
    return sorted(found, key=_place)


def _who(one: Respondent) -> tuple[bool, str]:
    """What is the same for all of one respondent; capitals in the name of a file do count."""
    is_named = one.assessment.respondent is not None
    return is_named, folded_name(one.name) if is_named else one.name


def _place(one: Respondent) -> tuple[str, tuple[bool, str], str, int, str]:
    whose = one.assessment
    return folded_name(one.name), _who(one), _where(whose), whose.row or 0, whose.source


def _where(assessment: Assessment) -> str:
    """The file, in one way however its path was typed, and the row where it holds many."""
    source = assessment.source
    return where_is(source and PurePath(source).as_posix(), assessment.row)


def _file_name(assessment: Assessment) -> str:
    """A file's name without its ending, and the row where it holds many."""
    return where_is(PurePath(assessment.source).stem, assessment.row)


def _whole(name: str) -> str:
    """A name in whole characters; that of a file may have half ones."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _is_same(one: Assessment, other: Assessment) -> bool:
    """Whether two say the same, as a file that was given twice does."""
    return (one.answers, one.remarks, one.ambition) == (
        other.answers,
        other.remarks,
        other.ambition,
    )


def _by_name(counted: Sequence[Respondent]) -> Iterator[Respondent]:
    """The same, with a number where one is called as the file of another."""
    taken: set[str] = set()
    for one in counted:
        name, number = one.name, 2
        while name in taken:
            name, number = f"{one.name} ({number})", number + 1
        taken.add(name)
        yield Respondent(name, one.assessment)


def _by_letter(counted: Sequence[Respondent]) -> list[Respondent]:
    """The same without names, in an order that follows from the answers alone."""
    in_order = sorted((one.assessment for one in counted), key=_answered)
    return [
        Respondent(_letter(at), one._replace(respondent=None, source="", row=None))
        for at, one in enumerate(in_order)
    ]


def _answered(assessment: Assessment) -> tuple[object, ...]:
    told = [one.place for one in assessment.answers.values()]
    said = [(q, one.note or "", one.evidence or "") for q, one in assessment.remarks.items()]
    return told, sorted(said), assessment.date


def _letter(at: int) -> str:
    """A, B, … Z, A2, B2, …"""
    turn, place = divmod(at, len(ascii_uppercase))
    return f"{ascii_uppercase[place]}{turn + 1 if turn else ''}"


# --- what does not belong together ----------------------------------------------------------------


def _check_model(respondents: Sequence[Respondent]) -> None:
    models = {one.assessment.model.identity: one.assessment.model for one in respondents}
    if len(models) == 1:
        return
    groups = [
        (f"{model.id} {model.version}", [o for o in respondents if o.assessment.model == model])
        for _, model in sorted(models.items())
    ]
    versions = {name for name, _ in groups}
    key = "other-model/respondents" if len(versions) > 1 else "other-model/respondents-content"
    raise wrong(key, where=_told(groups))


def _check_municipality(respondents: Sequence[Respondent]) -> None:
    found = by_municipality(respondents)
    if len(found) == 1:
        return
    groups = [(group[0].assessment.municipality.in_full, group) for group in found]
    subject = respondents[0].assessment.model.subject
    raise wrong("other-municipality/respondents", subject=subject, where=_told(groups))


def _told(groups: Iterable[tuple[str, Sequence[Respondent]]]) -> str:
    """What differs, and in which files: "Bergen in b.yaml; Waterdam in a.yaml en c.yaml"."""
    told = []
    for name, group in groups:
        files = [where_is(one.assessment.source, one.assessment.row) for one in group]
        told.append(f"{name} in {listing_of_first(files, _MOST_NAMED)}")
    return "; ".join(told)


def _too_few(counted: Sequence[Respondent], left: Sequence[Left]) -> Wrong:
    if counted:
        return wrong("too-few-respondents", name=counted[0].name)
    return wrong("too-few-respondents/untouched" if left else "too-few-respondents/none")
