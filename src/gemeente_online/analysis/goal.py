"""What is asked of a result, and whether it is reached: a phase, or its own ambition. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence

from gemeente_online.assessment.file import Assessment
from gemeente_online.assessment.value import expect, plain_value
from gemeente_online.model.file import Model
from gemeente_online.model.levels import phase_after, phase_for
from gemeente_online.model.parts import Overall
from gemeente_online.problem import wrong
from gemeente_online.scoring.result import (
    OVERALL,
    AxesTogether,
    Result,
    Standing,
    Summary,
    Verdict,
)
from gemeente_online.suggestions import Meant

_NUMBERED = re.compile(r"^vraag\s+(?=\d)")


def certain(standing: Standing | AxesTogether | Verdict) -> int:
    """The phase; where undetermined, the lowest of its range."""
    return standing.range[0] if standing.phase is None else standing.phase


def reaches(standing: Standing | AxesTogether | Verdict, phase: int) -> bool:
    """Whether a phase is certainly reached."""
    return certain(standing) >= phase


@plain_value
class Goal:
    """What is to be reached."""

    overall: int | None
    """The phase aimed at as a whole; null where axes are aimed at by themselves."""
    axes: Mapping[str, int]
    """Axis id to the phase that it is to reach; empty where the overall mean decides."""

    @property
    def phases(self) -> Mapping[str, int]:
        """What is held against which phase: axes by their id, or all of them as a whole."""
        if self.axes:
            return self.axes
        assert self.overall is not None
        return {OVERALL: self.overall}

    def standing(self, summary: Summary, one: str) -> Standing | AxesTogether:
        """Where one of ``phases`` stands."""
        return summary.axis(one) if self.axes else summary.overall

    def is_reached(self, summary: Summary) -> bool:
        """Whether everything is where it is to be."""
        return all(reaches(self.standing(summary, one), to) for one, to in self.phases.items())


def goal_of(
    summary: Summary | Result,
    *,
    to: int | str | None = None,
    ambition: bool = False,
    axes: Sequence[str] = (),
) -> Goal:
    """The goal that was asked for; without anything asked, the next phase overall.

    to: the phase to reach, by its number or its name. ambition: instead of that, the phases that
        the answers file aims at; the same phase for every axis is an ambition for the whole.
    axes: ids of the axes to look at, or of domains, whose axes all go to the phase after that of
        the domain; all of them together if none is given.

    Raises:
        Wrong: the model has no such phase or axis, or the file has no ambition (for the axis).

    """
    expect(summary, (Summary, Result), "goal_of() takes a Summary or a Result")
    assessment, model = summary.assessment, summary.assessment.model
    phase = None if to is None else phase_asked(model, to)
    _check(model, axes)
    if ambition:
        aims = _ambition(assessment, _held(model, axes))
        phase = assessment.shared_ambition
        if axes or phase is None:
            return Goal(None, aims)
    if axes:
        here: dict[str, Standing | AxesTogether] = {one.id: one for one in summary.axes}
        here |= {one.id: one for one in summary.domains}
        goals = {one: _after(model, here[one]) if phase is None else phase for one in axes}
        return Goal(None, {axis: goals[one] for one in axes for axis in _held(model, [one])})
    overall = _after(model, summary.overall) if phase is None else phase
    if model.overall is Overall.MEAN:
        return Goal(overall, {})
    return Goal(overall, {axis.id: overall for axis in model.axes})


def onward_goal(summary: Summary) -> Goal:
    """What comes next: the ambition where there is one that is not reached, else the next phase."""
    return goal_of(summary, ambition=reaches_ambition(summary) is False)


def reaches_ambition(summary: Summary) -> bool | None:
    """Whether every ambition is reached; None where the assessment names none.

    Each axis is held against its own ambition. Where the overall phase is that of the mean, one
    ambition for all axes is held against the overall phase.
    """
    if not summary.assessment.ambition:
        return None
    return goal_of(summary, ambition=True).is_reached(summary)


def _after(model: Model, standing: Standing | AxesTogether) -> int:
    """The phase after the one that is certain, or the highest."""
    return (phase_after(model, certain(standing)) or model.phases[-1]).number


def _held(model: Model, axes: Iterable[str]) -> list[str]:
    """The ids of axes, of a domain those of its own."""
    held = {domain.id: model.axes[model.domain_axes[domain.id]] for domain in model.domains}
    return [
        found for one in axes for found in ([a.id for a in held[one]] if one in held else [one])
    ]


def phase_asked(model: Model, phase: int | str) -> int:
    """The number of a phase that somebody asked for, by its number or its name.

    Raises:
        Wrong: the model has no such phase, or more than one.

    """
    return phase_for(model, str(phase), also=("ambition",))


def _check(model: Model, axes: Sequence[str]) -> None:
    for axis in axes:
        possible = [one.id for one in model.parts]
        if axis not in possible:
            raise wrong("unknown-axis/asked", axis=axis, meant=Meant(axis, possible))


def questions_asked(model: Model, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of the questions that somebody named, each once.

    names: ids, or numbers in the order of the model: "rolkeuze", "11", "vraag 11".

    Raises:
        Wrong: the model has no such question.

    """
    by_name = {str(at): question for at, question in enumerate(model.questions, start=1)}
    by_name |= {question: question for question in model.questions}
    found = []
    for name in names:
        plain = _NUMBERED.sub("", name.strip().casefold())
        if plain not in by_name:
            meant = Meant(plain, list(model.questions))
            raise wrong("unknown-question/asked", question=name, meant=meant)
        found.append(by_name[plain])
    return tuple(dict.fromkeys(found))


def _ambition(assessment: Assessment, axes: Sequence[str]) -> dict[str, int]:
    aims = assessment.ambition
    if not aims:
        raise wrong("no-ambition")
    for axis in axes:
        if axis not in aims:
            raise wrong("no-ambition/axis", axis=axis)
    wanted = axes or aims
    return {axis.id: aims[axis.id] for axis in assessment.model.axes if axis.id in wanted}
