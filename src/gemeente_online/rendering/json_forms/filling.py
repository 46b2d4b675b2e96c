"""Makes a form of JSON of what was found: its fields are those of a source of the same name."""

from collections.abc import Iterable
from dataclasses import fields
from itertools import groupby
from typing import Any, TypeVar, cast

from gemeente_online._version import __version__
from gemeente_online.assessment.file import Assessment
from gemeente_online.model.file import Model
from gemeente_online.problem import Problem, wrong
from gemeente_online.rendering.json_forms import shared
from gemeente_online.rendering.words import counted

Form = TypeVar("Form")
MeasuredForm = TypeVar("MeasuredForm", bound=shared.Measured)

PROGRAM = shared.ProgramNamed("gemeente-online", __version__)
"""What computes here."""


def model_named(model: Model) -> shared.ModelNamed:
    """What was measured with."""
    return shared.ModelNamed(model.id, model.version, model.digest or None)


def filled(form: type[Form], *sources: object, **given: object) -> Form:
    """A form with what is given, and for its other fields what a source has under their name."""
    for field in fields(cast("Any", form)):
        if field.name not in given:
            source = next((one for one in sources if hasattr(one, field.name)), None)
            if source is not None:
                given[field.name] = getattr(source, field.name)
    return form(**given)


def measured(
    form: type[MeasuredForm],
    assessment: Assessment,
    *sources: object,
    program: str = __version__,
    **given: object,
) -> MeasuredForm:
    """The same of an assessment. program: the version that computed it."""
    about = {
        "model": model_named(assessment.model),
        "program": shared.ProgramNamed("gemeente-online", program),
    }
    return filled(form, *sources, assessment, **about, **given)


def problems_told(problems: Iterable[Problem]) -> tuple[shared.ProblemTold, ...]:
    """The problems; those that are not explained, of one file, as one with how many there are."""
    told: list[shared.ProblemTold] = []
    for (_, code), group in groupby(problems, lambda one: (one.source, one.code)):
        alike = list(group)
        if code == "not-explained" and len(alike) > 1:
            more = counted(len(alike) - 1, "rij erna", "rijen erna")
            message = wrong("not-explained/several", more=more).message
            alike = [alike[0]._replace(message=message)]
        told += (filled(shared.ProblemTold, problem) for problem in alike)
    return tuple(told)
