"""Rules about ids, and about what an axis says of its phases and questions."""

from collections.abc import Iterable, Iterator

from gemeente_online.model.file import Model
from gemeente_online.model.numbers import as_written
from gemeente_online.model.places import axes, options_of, questions
from gemeente_online.model.rules.on_scale import is_off_scale, on_scale
from gemeente_online.problem import Finding, Path, broken
from gemeente_online.suggestions import Meant


def ids_are_unique(model: Model) -> Iterator[Finding]:
    """No two views, groups of a view, axes, questions, or options of a question have one id."""
    yield from _unique("blik", ((view.id, ("views", at)) for at, view in enumerate(model.views)))
    for at, view in enumerate(model.views):
        groups = ((group.id, ("views", at, "groups", i)) for i, group in enumerate(view.groups))
        yield from _unique("groep", groups)
    yield from _unique("as", ((axis.id, path) for path, axis in axes(model)))
    yield from _unique("vraag", ((question.id, path) for path, question in questions(model)))
    for path, question in questions(model):
        yield from _unique("antwoord", ((o.id, here) for here, o in options_of(path, question)))


def _unique(what: str, ids: Iterable[tuple[str, Path]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for identifier, path in ids:
        if identifier in seen:
            yield broken((*path, "id"), "duplicate-id", what=what, id=identifier)
        seen.add(identifier)


def phases_exist(model: Model) -> Iterator[Finding]:
    """An axis speaks of the model's phases only."""
    numbers = [phase.number for phase in model.phases]
    for path, axis in axes(model):
        for key in ("thresholds", "requirements", "stages"):
            for number in getattr(axis, key):
                if number not in numbers:
                    possible = ", ".join(map(str, numbers))
                    here = (*path, key, str(number))
                    yield broken(here, "unknown-phase/of-model", phase=number, possible=possible)


def first_phase_asks_nothing(model: Model) -> Iterator[Finding]:
    """An axis has no threshold or requirement of its own for the phase that everyone reaches."""
    first = model.phases[0].number
    for path, axis in axes(model):
        for key in ("thresholds", "requirements"):
            if first in getattr(axis, key):
                yield broken((*path, key, str(first)), "first-phase-not-free")


def diagnosis_exists(model: Model) -> Iterator[Finding]:
    """What characterises an axis is one of its own questions."""
    for path, axis in axes(model):
        names = [question.id for question in axis.questions]
        if axis.diagnosis is not None and axis.diagnosis not in names:
            yield broken(
                (*path, "diagnosis"),
                "unknown-question/on-axis",
                id=axis.diagnosis,
                meant=Meant(axis.diagnosis, names),
            )


def requirements_can_be_met(model: Model) -> Iterator[Finding]:
    """What an axis requires is a question of its own, which has an answer that is enough."""
    for path, axis in axes(model):
        own = {question.id: question for question in axis.questions}
        for number, required in axis.requirements.items():
            for name, score in required.items():
                here = (*path, "requirements", str(number), name)
                question = own.get(name)
                if question is None:
                    meant = Meant(name, list(own))
                    yield broken(here, "unknown-question/on-axis", id=name, meant=meant)
                    continue
                if question.not_applicable:
                    yield broken(here, "required-not-applicable", id=name)
                yield from on_scale(model, score, here)
                _, highest = model.kinds[name].ends
                if score > highest and not is_off_scale(model, score):
                    yield broken(
                        here,
                        "unreachable-requirement",
                        id=name,
                        score=as_written(score),
                        highest=as_written(highest),
                    )


RULES = (
    ids_are_unique,
    phases_exist,
    first_phase_asks_nothing,
    diagnosis_exists,
    requirements_can_be_met,
)
