"""What breaks no rule of an answers file and may still not be what was meant. Pure.

Knows an assessment and the tree of text that it was read from, and not how that was written.
"""

from collections.abc import Callable, Iterator

from gemeente_online.assessment.file import Assessment, State
from gemeente_online.assessment.municipality import is_unnamed
from gemeente_online.assessment.spelling import FORMER_PROVINCE, PROVINCES
from gemeente_online.problem import Finding, broken
from gemeente_online.suggestions import nearest

FEW_INHABITANTS = 500
"""No Dutch municipality has had fewer since 2013: the smallest, Schiermonnikoog, has over 900."""

FIRST_YEAR = 2010
"""Municipalities are measured since 2014; with room for older figures that somebody looked up."""

Doubt = Callable[[Assessment, object], Iterator[Finding]]
"""What every warning is: it looks over an assessment and the tree that it was read from."""


def doubts(assessment: Assessment, tree: object) -> Iterator[Finding]:
    """Everything that whoever filled it in may not have meant, as warnings.

    tree: as it was read; what was left empty and what was answered ``onbekend`` differ only there.
    """
    return (finding for doubt in DOUBTS for finding in doubt(assessment, tree))


def it_has_a_name(assessment: Assessment, _: object) -> Iterator[Finding]:
    """The name is no longer the form's own."""
    name, subject = assessment.municipality.name, assessment.model.subject
    if is_unnamed(name, assessment.model):
        yield broken(("municipality", "name"), "still-unnamed", name=name, subject=subject)


def version_is_of_now(assessment: Assessment, _: object) -> Iterator[Finding]:
    """The questions were answered as the model asks them now."""
    version, model = assessment.version, assessment.model
    ahead = model.minors_ahead(version)
    if ahead:
        code = "newer-version" if ahead > 0 else "older-version"
        yield broken(("model_version",), code, value=version, version=model.version)


def questions_are_of_now(assessment: Assessment, _: object) -> Iterator[Finding]:
    """Every question goes by its present id; of the rows of a table that is told together."""
    for identifier in assessment.earlier if assessment.row is None else ():
        now = assessment.model.became[identifier]
        key = "dropped-question" if now is None else "renamed-question"
        yield broken(("answers", identifier), key, now=now)


def date_is_of_these_years(assessment: Assessment, _: object) -> Iterator[Finding]:
    """An old date is a slip, or another number in a cell of dates."""
    year = assessment.date.year
    if year < FIRST_YEAR:
        yield broken(("date",), "old-date", year=year)


def inhabitants_are_many(assessment: Assessment, _: object) -> Iterator[Finding]:
    """A municipality is not that small; of what else is assessed nobody knows."""
    inhabitants = assessment.municipality.inhabitants
    if inhabitants is None or not assessment.model.is_of_municipalities:
        return
    if inhabitants < FEW_INHABITANTS:
        word = "inwoner" if inhabitants == 1 else "inwoners"
        yield broken(
            ("municipality", "inhabitants"),
            "few-inhabitants",
            inhabitants=inhabitants,
            word=word,
        )


def province_is_known(assessment: Assessment, _: object) -> Iterator[Finding]:
    """A province that is almost called like one is a slip; any other may lie elsewhere."""
    province = assessment.municipality.province
    if province is None or province in PROVINCES or not assessment.model.is_of_municipalities:
        return
    near = nearest(province, [*PROVINCES, FORMER_PROVINCE])
    if near is not None:
        yield broken(("municipality", "province"), "near-province", value=province, near=near)


def remarks_have_answers(assessment: Assessment, tree: object) -> Iterator[Finding]:
    """A note or evidence stands beside an answer, be it ``onbekend``."""
    answers = tree.get("answers") if isinstance(tree, dict) else None
    became = {assessment.model.became[old]: old for old in assessment.earlier}
    for asked, remark in assessment.remarks.items():
        question = became.get(asked, asked)
        given = answers.get(question) if isinstance(answers, dict) else None
        open_still = assessment.answers[asked].state is State.UNKNOWN
        if open_still and isinstance(given, dict) and given.get("answer", "") in ("", []):
            key, what = ("note", "een toelichting") if remark.note else ("evidence", "bewijs")
            yield broken(("answers", question, key), "remark-without-answer", what=what)


DOUBTS: tuple[Doubt, ...] = (
    it_has_a_name,
    version_is_of_now,
    questions_are_of_now,
    date_is_of_these_years,
    inhabitants_are_many,
    province_is_known,
    remarks_have_answers,
)
