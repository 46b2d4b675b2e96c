"""The views: the same answers by role of the citizen, and the organisation against the citizen."""

from typing import NamedTuple

from gemeente_online.analysis.explanation import Compared, Difference, Lead, ViewExplanation
from gemeente_online.model.file import Model, View
from gemeente_online.rendering.report.page_parts import Chip, chip
from gemeente_online.rendering.words import question_count
from gemeente_online.scoring.result import Standing
from gemeente_online.wording import listing


class ViewCell(NamedTuple):
    """A group on an axis: its phase, and how many questions that rests on."""

    phase: Chip
    note: str


class ViewPart(NamedTuple):
    """A view: its groups against the axes, and what stands out in words."""

    id: str
    name: str
    axes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[ViewCell, ...]], ...]
    told: tuple[str, ...]


def view_part(model: Model, explained: ViewExplanation) -> ViewPart:
    """One view."""
    view = next(one for one in model.views if one.id == explained.id)
    rows = []
    for named, group in zip(view.groups, explained.groups, strict=True):
        cells = tuple(_cell(model, one) for one in (*group.axes, group))
        rows.append((named.name, cells))
    return ViewPart(
        id=view.id,
        name=view.name,
        axes=tuple(axis.name for axis in model.axes),
        rows=tuple(rows),
        told=_told(model, view, explained),
    )


def _cell(model: Model, standing: Standing) -> ViewCell:
    if not standing.applicable:
        return ViewCell(Chip("–", None, "geen vragen"), "geen vragen")
    return ViewCell(chip(model, standing.phase), question_count(standing))


def _told(model: Model, view: View, explained: ViewExplanation) -> tuple[str, ...]:
    if explained.differences:
        told = [_difference(model, view, one) for one in explained.differences]
        return tuple(filter(None, told))
    names = {group.id: group.name for group in view.groups}
    told = []
    silent = {Compared.NOT_ASKED, Compared.NOT_ANSWERED}
    unknown = [axis.name for at, axis in enumerate(model.axes) if explained.compared(at) in silent]
    for axis in model.axes:
        behind = [names[lag.group.id] for lag in explained.lags if lag.axis == axis.id]
        if behind:
            told.append(f"{axis.name}: lager dan de as zelf bij {listing(behind)}.")
    if not told and len(unknown) < len(model.axes):
        told.append("Geen enkele groep blijft achter bij de fase van een as.")
    if unknown:
        told.append(
            f"Over deze groepen is geen vraag beantwoord op {listing(unknown)}: daar is van "
            "achterblijven niets te zeggen."
        )
    return tuple(told)


def _difference(model: Model, view: View, found: Difference) -> str:
    if found.order is None:
        return ""
    where = next((axis.name for axis in model.axes if axis.id == found.axis), "Alles samen")
    first, second = (group.name for group in view.groups)
    match found.order:
        case Lead.AHEAD:
            how = f"“{first}” is verder (fase {found.first.phase}) dan “{second}” (fase "
            return f"{where}: {how}{found.second.phase})."
        case Lead.BEHIND:
            how = f"“{second}” is verder (fase {found.second.phase}) dan “{first}” (fase "
            return f"{where}: {how}{found.first.phase})."
        case Lead.LEVEL:
            return f"{where}: beide in fase {found.first.phase}."
