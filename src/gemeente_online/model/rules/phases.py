"""Rules about the scale, the phases, and the thresholds that they have, also on an axis."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gemeente_online.model.file import Model, Overall, Phase, Scoring
from gemeente_online.model.numbers import as_written
from gemeente_online.model.places import axes, phases
from gemeente_online.model.rules.on_scale import on_scale
from gemeente_online.problem import Finding, Path, broken


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


def level_is_on_scale(model: Model) -> Iterator[Finding]:
    """A phase counts answers from a score that exists."""
    if model.scoring is not Scoring.SHARE:
        return
    for path, phase in phases(model):
        if phase.level is not None:
            yield from on_scale(model, phase.level, (*path, "level"))
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


def level_is_of_shares(model: Model) -> Iterator[Finding]:
    """Only where answers are counted, they count from a level."""
    for path, phase in phases(model):
        if phase.level is not None and model.scoring is not Scoring.SHARE:
            yield broken((*path, "level"), "level-without-share")


def first_phase_is_free(model: Model) -> Iterator[Finding]:
    """Everyone reaches the first phase."""
    free = model.scale.minimum if model.scoring is Scoring.MEAN else Fraction(0)
    if model.phases[0].threshold != free:
        yield broken(
            ("phases", 0, "threshold"), "first-phase-not-free/threshold", free=as_written(free)
        )


class _Threshold(NamedTuple):
    phase: Phase
    value: Fraction
    path: Path
    is_own: bool = True


def _thresholds(model: Model) -> Iterator[list[_Threshold]]:
    """The thresholds of all phases in order: the usual ones, and those that each axis has."""
    usual = [
        _Threshold(phase, phase.threshold, (*path, "threshold")) for path, phase in phases(model)
    ]
    yield usual
    for path, axis in axes(model):
        yield [
            one._replace(
                value=axis.thresholds[one.phase.number],
                path=(*path, "thresholds", str(one.phase.number)),
            )
            if one.phase.number in axis.thresholds
            else one._replace(is_own=False)
            for one in usual
        ]


def thresholds_are_possible(model: Model) -> Iterator[Finding]:
    """A threshold is a share; under ``mean`` it is a score."""
    for thresholds in _thresholds(model):
        for one in thresholds:
            if not one.is_own:
                continue
            if model.scoring is Scoring.MEAN:
                yield from on_scale(model, one.value, one.path)
            elif not 0 <= one.value <= 1:
                yield broken(one.path, "not-a-share/threshold", value=as_written(one.value))


def thresholds_ascend(model: Model) -> Iterator[Finding]:
    """A phase asks no less than the one before, also on every axis; under ``mean`` more."""
    of_mean = model.scoring is Scoring.MEAN
    for thresholds in _thresholds(model):
        for before, after in pairwise(thresholds):
            is_ours = before.is_own or after.is_own
            if is_ours and (
                after.value < before.value or (of_mean and after.value == before.value)
            ):
                yield broken(
                    after.path if after.is_own else before.path,
                    "thresholds-not-ascending/mean" if of_mean else "thresholds-not-ascending",
                    value=as_written(after.value),
                    phase=after.phase.number,
                    lower=as_written(before.value),
                    before=before.phase.number,
                )


RULES = (
    scale_is_not_empty,
    evidence_is_on_scale,
    mean_is_of_scores,
    numbers_ascend,
    level_is_on_scale,
    levels_ascend,
    level_is_of_shares,
    first_phase_is_free,
    thresholds_are_possible,
    thresholds_ascend,
)
