"""Rules about a question that is answered with a number: its unit, its bounds, its bands."""

from collections.abc import Iterator

from gemeente_online.model.file import Model, Question
from gemeente_online.model.numbers import as_written
from gemeente_online.model.places import questions
from gemeente_online.model.question_types.kind import QuestionType
from gemeente_online.model.rules.on_scale import on_scale
from gemeente_online.problem import Finding, Path, broken
from gemeente_online.wording import listing


def _numbers(model: Model) -> Iterator[tuple[Path, Question]]:
    return ((path, one) for path, one in questions(model) if one.type is QuestionType.NUMBER)


def number_has_a_unit(model: Model) -> Iterator[Finding]:
    """It is said what is counted."""
    for path, question in _numbers(model):
        if question.unit is None:
            yield broken(path, "no-unit", id=question.id)


def bounds_are_not_empty(model: Model) -> Iterator[Finding]:
    """The highest number is higher than the lowest."""
    for path, question in _numbers(model):
        low, high = question.minimum, question.maximum
        if low is not None and high is not None and low >= high:
            yield broken((*path, "maximum"), "bounds-empty", minimum=as_written(low))


def number_can_be_scored(model: Model) -> Iterator[Finding]:
    """A number has bands, or both bounds and a direction; never both ways of scoring."""
    for path, question in _numbers(model):
        if question.bands is None:
            needed = ("minimum", "maximum", "better")
            lacking = [key for key in needed if getattr(question, key) is None]
            if lacking:
                lacks = listing(lacking)
                yield broken(path, "number-without-bounds", id=question.id, lacks=lacks)
        elif not question.bands:
            yield broken((*path, "bands"), "no-bands")
        if question.bands is not None and question.better is not None:
            yield broken((*path, "better"), "key-of-other-type/better")


def bands_are_on_scale(model: Model) -> Iterator[Finding]:
    """A band gives a score that exists."""
    for path, question in _numbers(model):
        for at, band in enumerate(question.bands or ()):
            yield from on_scale(model, band.score, (*path, "bands", at, "score"))


def bands_end_where_the_next_begins(model: Model) -> Iterator[Finding]:
    """Every band but the last has one bound, above the one before and with room for the next."""
    for path, question in _numbers(model):
        bands = question.bands or ()
        before = None if question.minimum is None else (question.minimum, True)
        for at, band in enumerate(bands):
            here, is_last = (*path, "bands", at), at == len(bands) - 1
            key = "up_to" if band.below is None else "below"
            bound = (*here, key)
            if band.up_to is not None and band.below is not None:
                yield broken((*here, "below"), "band-bound")
            elif band.end is None and not is_last:
                yield broken(here, "band-bound/none")
            elif band.end is not None and is_last:
                yield broken(bound, "band-bound/last", name=key)
            elif band.end is not None:
                end = as_written(band.end[0])
                if before is not None and band.end <= before:
                    yield broken(
                        bound,
                        "bands-not-ascending" if at else "bands-not-ascending/first",
                        name=key,
                        end=end,
                        before=as_written(before[0]),
                    )
                elif question.maximum is not None and band.end >= (question.maximum, True):
                    maximum = as_written(question.maximum)
                    yield broken(bound, "band-above-maximum", name=key, end=end, maximum=maximum)
            before = band.end or before


RULES = (
    number_has_a_unit,
    bounds_are_not_empty,
    number_can_be_scored,
    bands_are_on_scale,
    bands_end_where_the_next_begins,
)
