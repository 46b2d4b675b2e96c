"""What must hold between the keys of a model file, beyond the shape of each.

``load`` turns a tree into a model or reports everything that is wrong with it at once. A rule is a
function that takes the model and says what breaks it, named after what ought to hold, and stands
in ``RULES``. What must hold between the keys of a question, its type says.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from fractions import Fraction
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from gemeente_online.model.file import Model
from gemeente_online.model.numbers import as_written
from gemeente_online.model.parts import Axis, Domain, Option, Overall, Phase, Question, Scoring
from gemeente_online.model.question_types import keys_of_other_types, kind_of
from gemeente_online.model.question_types.kind import few_totals, on_scale
from gemeente_online.model.validation import findings_of
from gemeente_online.problem import Finding, FindingsError, Path, broken
from gemeente_online.suggestions import Meant

CSV_COLUMNS = (
    *("model", "municipality", "code", "inhabitants"),
    *("province", "group", "date", "respondent", "ambition"),
)

SEPARATOR = "|"
"""Between the options of one cell, where several were chosen."""

MOST_EFFORTS = 2000
"""The most that all efforts of a model add up to, in the largest step that fits in each."""

Rule = Callable[[Model], Iterator[Finding]]
"""What every rule of a model is, and every warning: it looks at one thing everywhere."""


def load(tree: object, digest: str = "", path: str = "") -> Model:
    """The model in a tree of text.

    Raises:
        FindingsError: with every broken rule; where the shape itself is broken, also those
            rules that can still be judged.

    """
    try:
        model = Model.from_tree(tree, digest, path)
    except ValidationError as error:
        shape = list(findings_of(error, Model))
        mended = _mended(tree, shape)
        wrong = {finding.path for finding in shape if finding.code != "unknown-key"}
        parents = {path[:-1] for path in wrong}
        beyond = [
            finding
            for finding in ([] if mended is None else broken_rules(mended))
            if finding.path not in parents
            and not any(finding.path[:end] in wrong for end in range(len(finding.path) + 1))
        ]
        raise FindingsError([*shape, *beyond]) from None
    findings = list(broken_rules(model))
    if findings:
        raise FindingsError(findings)
    return model


def _mended(tree: object, shape: Iterable[Finding]) -> Model | None:
    """The model that is left when wrong values are taken out and missing texts put in.

    None when there is none, and also nothing more to be said of it.
    """
    mended: Any = deepcopy(tree)
    for number, finding in enumerate(shape):
        parent = mended
        try:
            for part in finding.path[:-1]:
                parent = parent[part]
            if finding.code == "missing":
                parent[finding.path[-1]] = f"ontbreekt-{number}"
            elif isinstance(parent, dict):
                parent.pop(finding.path[-1], None)
        except (KeyError, IndexError, TypeError):
            return None
    try:
        return Model.from_tree(mended)
    except (ValidationError, RecursionError):
        return None


def broken_rules(model: Model) -> Iterator[Finding]:
    """What breaks a rule that must hold between the keys of a model."""
    return (finding for rule in RULES for finding in rule(model))


# --- where everything stands ---------------------------------------------------------------


def phases(model: Model) -> Iterator[tuple[Path, Phase]]:
    """Every phase with its path."""
    for at, phase in enumerate(model.phases):
        yield ("phases", at), phase


def domains(model: Model) -> Iterator[tuple[Path, Domain]]:
    """Every domain with its path."""
    for at, domain in enumerate(model.domains):
        yield ("domains", at), domain


def axes(model: Model) -> Iterator[tuple[Path, Axis]]:
    """Every axis with its path."""
    for at, axis in enumerate(model.axes):
        yield ("axes", at), axis


def questions(model: Model) -> Iterator[tuple[Path, Question]]:
    """Every question with its path."""
    for path, axis in axes(model):
        yield from questions_on(path, axis)


def questions_on(path: Path, axis: Axis) -> Iterator[tuple[Path, Question]]:
    """The questions of one axis, which stands at a path."""
    for at, question in enumerate(axis.questions):
        yield (*path, "questions", at), question


def options_of(path: Path, question: Question) -> Iterator[tuple[Path, Option]]:
    """The options of one question, which stands at a path."""
    for at, option in enumerate(question.options or ()):
        yield (*path, "options", at), option


# --- the scale, the phases and their thresholds --------------------------------------------


def scale_is_not_empty(model: Model) -> Iterator[Finding]:
    """The highest score is higher than the lowest."""
    scale = model.scale
    if scale.minimum >= scale.maximum:
        yield broken(("scale", "maximum"), "scale-empty", minimum=as_written(scale.minimum))


def evidence_is_on_scale(model: Model) -> Iterator[Finding]:
    """Evidence is expected from a score that exists."""
    if model.evidence_from is not None:
        yield from on_scale(model, model.evidence_from, ("evidence_from",))


def mean_is_of_scores(model: Model) -> Iterator[Finding]:
    """The overall mean is that of scores, which are held against thresholds that are scores."""
    if model.overall is Overall.MEAN and model.scoring is not Scoring.MEAN:
        yield broken(("overall",), "mean-of-shares")


def numbers_ascend(model: Model) -> Iterator[Finding]:
    """Every phase has a higher number than the one before."""
    for (_, before), (path, phase) in pairwise(phases(model)):
        if phase.number <= before.number:
            yield broken(
                (*path, "number"), "phases-not-ascending", phase=phase.number, before=before.number
            )


def levels_are_scores(model: Model) -> Iterator[Finding]:
    """A phase counts answers from a score that exists; only where answers are counted."""
    for path, phase in phases(model):
        here = (*path, "level")
        if model.scoring is not Scoring.SHARE:
            if phase.level is not None:
                yield broken(here, "level-without-share")
        elif phase.level is not None:
            yield from on_scale(model, phase.level, here)
        else:
            yield from on_scale(model, phase.counts_from, (*path, "number"), "off-scale/phase")


def levels_ascend(model: Model) -> Iterator[Finding]:
    """Every phase counts answers from a higher score than the one before; numbers do already."""
    if model.scoring is not Scoring.SHARE:
        return
    for (_, before), (path, phase) in pairwise(phases(model)):
        leveled = (before.level, phase.level) != (None, None)
        if leveled and phase.counts_from <= before.counts_from:
            yield broken(
                (*path, "number" if phase.level is None else "level"),
                "levels-not-ascending",
                phase=phase.number,
                before=as_written(before.counts_from),
            )


def first_phase_is_free(model: Model) -> Iterator[Finding]:
    """Everyone reaches the first phase."""
    free = model.scale.minimum if model.scoring is Scoring.MEAN else Fraction(0)
    if model.phases[0].threshold != free:
        yield broken(
            ("phases", 0, "threshold"), "first-phase-not-free/threshold", free=as_written(free)
        )


def _thresholds(model: Model) -> Iterator[list[tuple[int, Fraction, Path | None]]]:
    """The thresholds of all phases in order: the usual ones, and those that each axis has.

    Each has its path, but for the usual ones on an axis.
    """
    usual = [(phase.number, phase.threshold, (*path, "threshold")) for path, phase in phases(model)]
    yield list(usual)
    for path, axis in axes(model):
        yield [
            (number, axis.thresholds[number], (*path, "thresholds", str(number)))
            if number in axis.thresholds
            else (number, value, None)
            for number, value, _ in usual
        ]


def thresholds_are_possible(model: Model) -> Iterator[Finding]:
    """A threshold is a share; under ``mean`` it is a score."""
    for thresholds in _thresholds(model):
        for _, value, path in thresholds:
            if path is not None and model.scoring is Scoring.MEAN:
                yield from on_scale(model, value, path)
            elif path is not None and not 0 <= value <= 1:
                yield broken(path, "not-a-share/threshold", value=as_written(value))


def thresholds_ascend(model: Model) -> Iterator[Finding]:
    """A phase asks no less than the one before, also on every axis; under ``mean`` more.

    The phases of a checklist each have questions of their own, which may be asked for as they like.
    """
    if model.scoring is Scoring.CHECKLIST:
        return
    of_mean = model.scoring is Scoring.MEAN
    for thresholds in _thresholds(model):
        for (before, lower, path_before), (phase, value, path) in pairwise(thresholds):
            here = path or path_before
            if here is not None and (value < lower or (of_mean and value == lower)):
                yield broken(
                    here,
                    "thresholds-not-ascending/mean" if of_mean else "thresholds-not-ascending",
                    value=as_written(value),
                    phase=phase,
                    lower=as_written(lower),
                    before=before,
                )


# --- ids, axes and questions ---------------------------------------------------------------


def ids_are_unique(model: Model) -> Iterator[Finding]:
    """No two views, groups of a view, domains, axes, questions, or options of one have one id."""
    views = [(("views", at), view) for at, view in enumerate(model.views)]
    yield from _unique("invalshoek", views)
    for at, view in views:
        groups = (((*at, "groups", index), group) for index, group in enumerate(view.groups))
        yield from _unique("groep", groups)
    yield from _unique("domein", domains(model))
    yield from _unique("as", axes(model))
    yield from _unique("vraag", questions(model))
    for path, question in questions(model):
        yield from _unique("antwoord", options_of(path, question))


def axis_is_not_the_whole(model: Model) -> Iterator[Finding]:
    """No axis has the id that results give to all axes together."""
    for path, axis in axes(model):
        if axis.id == "overall":
            yield broken((*path, "id"), "reserved-id/axis", id=axis.id)


def domain_is_no_axis(model: Model) -> Iterator[Finding]:
    """No domain has the id of an axis, or of all together: results have them side by side."""
    taken = {axis.id for axis in model.axes}
    for path, domain in domains(model):
        if domain.id == "overall":
            yield broken((*path, "id"), "reserved-id/axis", id=domain.id)
        elif domain.id in taken:
            yield broken((*path, "id"), "duplicate-id/domain", id=domain.id)


def axes_have_a_domain(model: Model) -> Iterator[Finding]:
    """Every axis is in a domain of the model, or none is."""
    names = [domain.id for domain in model.domains]
    for path, axis in axes(model):
        here = (*path, "domain")
        if axis.domain in names:
            continue
        if axis.domain is None:
            if names:
                possible = ", ".join(names)
                yield broken(path, "axis-without-domain", axis=axis.id, possible=possible)
        elif names:
            meant = Meant(axis.domain, names)
            yield broken(here, "unknown-domain", domain=axis.domain, meant=meant)
        else:
            yield broken(here, "unknown-domain/none", domain=axis.domain)


def domains_hold_axes(model: Model) -> Iterator[Finding]:
    """Every domain has an axis."""
    held = {axis.domain for axis in model.axes}
    for path, domain in domains(model):
        if domain.id not in held:
            yield broken(path, "domain-without-axes", domain=domain.id)


def domains_are_in_order(model: Model) -> Iterator[Finding]:
    """The axes of a domain stand together, in the order of the domains."""
    order = {domain.id: at for at, domain in enumerate(model.domains)}
    known = [(path, axis.domain) for path, axis in axes(model) if axis.domain in order]
    furthest = ""
    for path, domain in known:
        assert domain is not None
        if furthest and order[domain] < order[furthest]:
            yield broken((*path, "domain"), "domains-mixed", domain=domain, after=furthest)
        else:
            furthest = domain


def _unique(what: str, named: Iterable[tuple[Path, Any]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, one in named:
        if one.id in seen:
            yield broken((*path, "id"), "duplicate-id", what=what, id=one.id)
        seen.add(one.id)


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
                off = list(on_scale(model, score, here))
                yield from off
                _, highest = model.kinds[name].ends
                if score > highest and not off:
                    yield broken(
                        here,
                        "unreachable-requirement",
                        id=name,
                        score=as_written(score),
                        highest=as_written(highest),
                    )


def questions_of_a_checklist_have_a_phase(model: Model) -> Iterator[Finding]:
    """Every question belongs to a phase that is not everyone's, and can be met; only there."""
    numbers = [phase.number for phase in model.phases]
    for path, question in questions(model):
        here = (*path, "phase")
        if model.scoring is not Scoring.CHECKLIST:
            if question.phase is not None:
                yield broken(here, "phase-without-checklist")
        elif question.phase is None:
            yield broken(path, "question-without-phase", id=question.id)
        elif question.phase not in numbers:
            possible = ", ".join(map(str, numbers[1:]))
            yield broken(here, "unknown-phase/of-model", phase=question.phase, possible=possible)
        elif question.phase == numbers[0]:
            yield broken(here, "first-phase-not-free/question")
        else:
            yield from _can_be_met_and_missed(model, question, path)


def _can_be_met_and_missed(model: Model, question: Question, path: Path) -> Iterator[Finding]:
    lowest, highest = model.kinds[question.id].ends
    told = {"id": question.id, "score": as_written(model.scale.maximum)}
    if highest < model.scale.maximum:
        yield broken(path, "unreachable-question", **told)
    elif lowest == model.scale.maximum:
        yield broken(path, "unreachable-question/always", **told)


def id_is_no_column(model: Model) -> Iterator[Finding]:
    """A question has a column of its own in a table, beside the fixed ones."""
    for path, question in questions(model):
        if question.id in CSV_COLUMNS:
            yield broken((*path, "id"), "reserved-id/column", id=question.id)


def earlier_ids_are_gone(model: Model) -> Iterator[Finding]:
    """An id of an earlier version is no question's id now, and could have been one then."""
    for identifier in model.earlier:
        here = ("earlier", identifier)
        if identifier in model.questions:
            yield broken(here, "earlier-id-in-use", id=identifier)
        elif identifier in CSV_COLUMNS:
            yield broken(here, "reserved-id/earlier", id=identifier)


def earlier_ids_lead_somewhere(model: Model) -> Iterator[Finding]:
    """What became of an earlier question is a question of now, if perhaps by way of others."""
    for identifier, now in model.earlier.items():
        here = ("earlier", identifier)
        if now is not None and now not in model.questions and now not in model.earlier:
            meant = Meant(now, list(model.questions))
            yield broken(here, "unknown-question/of-model", id=now, meant=meant)
        elif model.became[identifier] in model.earlier:
            yield broken(here, "earlier-in-circle", id=identifier)


def keys_belong_to_type(model: Model) -> Iterator[Finding]:
    """A question has no keys that say nothing of its type."""
    for path, question in questions(model):
        for key in keys_of_other_types(question.type):
            if getattr(question, key) is not None:
                yield broken((*path, key), "key-of-other-type", name=key, type=question.type)


def views_exist(model: Model) -> Iterator[Finding]:
    """A question is tagged with views and groups of the model, each once."""
    views = {view.id: [group.id for group in view.groups] for view in model.views}
    for path, question in questions(model):
        for view, groups in question.views.items():
            here = (*path, "views", view)
            if not views:
                yield broken(here, "unknown-view/none", view=view)
                continue
            if view not in views:
                yield broken(here, "unknown-view", view=view, meant=Meant(view, list(views)))
                continue
            for at, group in enumerate(groups):
                if group not in views[view]:
                    meant = Meant(group, views[view])
                    yield broken((*here, at), "unknown-group", group=group, view=view, meant=meant)
                elif group in groups[:at]:
                    yield broken((*here, at), "duplicate-group", group=group)


def keys_fit_together(model: Model) -> Iterator[Finding]:
    """What a question's type asks of its keys."""
    for path, question in questions(model):
        yield from kind_of(model, question).mistakes(path)


def efforts_are_round(model: Model) -> Iterator[Finding]:
    """All options together have few different totals."""
    efforts = [effort for _, one in questions(model) for effort in kind_of(model, one).efforts]
    yield from few_totals(efforts, MOST_EFFORTS, ("axes",), "efforts-too-fine")


RULES: tuple[Rule, ...] = (
    scale_is_not_empty,
    evidence_is_on_scale,
    mean_is_of_scores,
    numbers_ascend,
    levels_are_scores,
    levels_ascend,
    first_phase_is_free,
    thresholds_are_possible,
    thresholds_ascend,
    ids_are_unique,
    axis_is_not_the_whole,
    domain_is_no_axis,
    axes_have_a_domain,
    domains_hold_axes,
    domains_are_in_order,
    phases_exist,
    first_phase_asks_nothing,
    diagnosis_exists,
    requirements_can_be_met,
    questions_of_a_checklist_have_a_phase,
    id_is_no_column,
    earlier_ids_are_gone,
    earlier_ids_lead_somewhere,
    keys_belong_to_type,
    views_exist,
    keys_fit_together,
    efforts_are_round,
)
"""All that must hold, the whole before its parts."""
