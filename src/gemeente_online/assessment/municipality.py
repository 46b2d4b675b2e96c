"""Which assessments are of one municipality, which of those counts, and which are meant. Pure."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from gemeente_online.assessment.file import Assessment, Municipality
from gemeente_online.assessment.rounds import Clash, rounds
from gemeente_online.problem import wrong
from gemeente_online.suggestions import Meant
from gemeente_online.wording import folded_name

UNNAMED = "Uw gemeente"
"""What a form calls a municipality whose name is not given, so that it is valid as it stands."""

PROVINCES = (
    *("Drenthe", "Flevoland", "Friesland", "Fryslân", "Gelderland", "Groningen", "Limburg"),
    *("Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"),
)
"""The provinces of the Netherlands; one of them by both of its names."""

_MOST_NAMES = 6


class Assessed(Protocol):
    """What follows from an assessment, as a result does."""

    @property
    def assessment(self) -> Assessment:
        """What it follows from."""


Scored = TypeVar("Scored", bound=Assessed)
Item = TypeVar("Item")


class Latest(NamedTuple, Generic[Scored]):
    """What is left when every municipality counts once.

    kept: per municipality the latest, in the order in which they came.
    superseded: an older assessment, and the one that counts.
    clashes: what was left out because the last round holds more than one assessment.
    """

    kept: tuple[Scored, ...]
    superseded: tuple[tuple[Scored, Scored], ...]
    clashes: tuple[Clash, ...]


def latest_of_each(scored: Sequence[Scored]) -> Latest[Scored]:
    """The latest assessment of every municipality."""
    kept: dict[int, Scored] = {}
    superseded: list[tuple[Scored, Scored]] = []
    clashes: list[Clash] = []
    position = {id(one): at for at, one in enumerate(scored)}
    for group in by_municipality(scored):
        *_, at_last = rounds(group, lambda one: one.assessment)
        if len(at_last) > 1:
            clashes.append(Clash(tuple(one.assessment for one in at_last)))
            continue
        (last,) = at_last
        kept[position[id(last)]] = last
        superseded += [(one, last) for one in group if one is not last]
    in_order = tuple(one for _, one in sorted(kept.items()))
    return Latest(in_order, tuple(superseded), tuple(clashes))


def by_municipality(scored: Iterable[Scored]) -> list[list[Scored]]:
    """The results of each municipality together, in the order in which they first came.

    Of one municipality are those with the same code. One without a code belongs to the code of
    its name, where there is just one, and else to others of that name without a code.
    """
    return _grouped(scored, lambda one: one.assessment.municipality)


def same_municipality(one: Municipality, two: Municipality) -> bool:
    """Whether both are one: by code where both have one, since names change; else by name."""
    return len(_grouped((one, two), lambda municipality: municipality)) == 1


def of_named(
    items: Iterable[Item], wanted: str, assessment_of: Callable[[Item], Assessment]
) -> list[Item]:
    """All that are of the one municipality that somebody named, in the order in which they came.

    wanted: its name, or its code. A name that it has in one of the items is enough.

    Raises:
        Wrong: none is of it, or there are several with that name.

    """
    groups = _grouped(items, lambda item: assessment_of(item).municipality)
    found = [
        group for group in groups if any(is_named(assessment_of(item), wanted) for item in group)
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        names = [assessment_of(group[-1]).municipality.name for group in groups]
        if not names:
            raise wrong("no-such-municipality/none", wanted=wanted)
        meant = Meant(wanted, list(dict.fromkeys(names)), _MOST_NAMES)
        raise wrong("no-such-municipality", wanted=wanted, meant=meant)
    codes = {assessment_of(item).municipality.code for group in found for item in group}
    raise wrong(
        "ambiguous-municipality",
        count=len(found),
        subject=assessment_of(found[0][0]).model.subject,
        wanted=wanted,
        codes=", ".join(sorted(filter(None, codes))),
    )


def _grouped(
    items: Iterable[Item], municipality_of: Callable[[Item], Municipality]
) -> list[list[Item]]:
    found = [(item, municipality_of(item)) for item in items]
    codes: dict[str, set[str]] = {}
    for _, municipality in found:
        if municipality.code:
            codes.setdefault(folded_name(municipality.name), set()).add(municipality.code)
    groups: dict[str, list[Item]] = {}
    for item, municipality in found:
        name = folded_name(municipality.name)
        of_name = codes.get(name, set())
        key = municipality.code or (next(iter(of_name)) if len(of_name) == 1 else f"={name}")
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def is_named(assessment: Assessment, wanted: str) -> bool:
    """Whether an assessment is of the municipality that somebody named, by its name or code."""
    municipality = assessment.municipality
    return folded_name(wanted) in {
        folded_name(municipality.name),
        folded_name(municipality.code or ""),
    } - {""}
