"""Which assessments are of one municipality, which of those counts, and which are meant. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Generic, NamedTuple, Protocol, TypeVar

from gemeente_online.assessment.file import Assessment, Municipality
from gemeente_online.assessment.rounds import Clash, rounds
from gemeente_online.assessment.spelling import name_and_province, parse_code
from gemeente_online.model.file import Model
from gemeente_online.problem import Wrong, wrong
from gemeente_online.suggestions import names_hint
from gemeente_online.wording import folded_name, listing_of_first, where_is

UNNAMED = "Uw gemeente"
"""What a form calls a municipality whose name is not given, so that it is valid as it stands."""

_MOST_NAMES = 6

Who = tuple[str, ...]
"""Which municipality: its code, or its name, or that and the province; as they are compared."""


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
    """The results of each municipality together, in the order in which they first came."""
    return grouped(scored, lambda one: one.assessment)


def are_of_one(assessments: Iterable[Assessment]) -> bool:
    """Whether all are of one municipality."""
    return len(grouped(assessments, lambda one: one)) <= 1


def grouped(items: Iterable[Item], assessment_of: Callable[[Item], Assessment]) -> list[list[Item]]:
    """What is of each municipality together, in the order in which they first came.

    Of one municipality are those with the same code, whatever their names. One without a code
    belongs to the code that ever had its name, or else to others of that name without a code: in
    its own province where there are more, and only where there is just one that it can be.
    """
    known = [(item, Identity.of(assessment_of(item))) for item in items]
    who = _who({identity for _, identity in known})
    groups: dict[Who, list[Item]] = {}
    for item, identity in known:
        groups.setdefault(who[identity], []).append(item)
    return list(groups.values())


class Identity(NamedTuple):
    """By what an assessment says whose it is, as it is compared.

    name: without the province that may stand behind it; province: that, or the one of its own.
    """

    code: str | None
    name: str
    province: str | None

    @classmethod
    def of(cls, assessment: Assessment) -> "Identity":
        """What an assessment says."""
        place = assessment.municipality
        if assessment.model.is_of_municipalities:
            name, province = name_and_province(place.name)
        else:
            name, province = folded_name(place.name), None
        province = place.province or province
        return cls(place.code and place.code.casefold(), name, province and folded_name(province))


def _who(identities: Iterable[Identity]) -> dict[Identity, Who]:
    """Which municipality each is, given all that there are."""
    every = list(identities)
    without_code: dict[str, set[str]] = {name: set() for code, name, _ in every if not code}
    codes: dict[str, set[str]] = {name: set() for name in without_code}
    for code, name, province in every:
        if name in codes and code:
            codes[name].add(code)
        elif not code and province:
            without_code[name].add(province)
    here = _by_province(every, codes)

    def within(name: str, province: str) -> Who:
        possible = here.get((name, province), [])
        if not possible and len(without_code[name]) == 1:
            possible = here.get((name, None), [])
        return (possible[0],) if len(possible) == 1 else ("", name, province)

    def anywhere(name: str) -> Who:
        possible: set[Who] = {(code,) for code in codes[name]}
        possible |= {within(name, province) for province in without_code[name]}
        return possible.pop() if len(possible) == 1 else ("", name)

    who: dict[Identity, Who] = {}
    for one in every:
        if one.code:
            who[one] = (one.code,)
        else:
            who[one] = within(one.name, one.province) if one.province else anywhere(one.name)
    return who


def _by_province(
    every: Iterable[Identity], codes: Mapping[str, Iterable[str]]
) -> dict[tuple[str, str | None], list[str]]:
    """The codes of every name, by the provinces that each was said to be in; None for unknown."""
    provinces: dict[str, set[str]] = {code: set() for some in codes.values() for code in some}
    for code, _, province in every:
        if code in provinces and province:
            provinces[code].add(province)
    found: dict[tuple[str, str | None], list[str]] = {}
    for name, some in codes.items():
        for code in some:
            for place in provinces[code] or (None,):
                found.setdefault((name, place), []).append(code)
    return found


def names_apart(assessments: Iterable[Assessment]) -> dict[Municipality, str]:
    """What every municipality is called among the others, by what each assessment says of it.

    With the province behind it where others have that name too; with the code as well, where the
    province does not tell them apart.
    """
    groups = grouped(assessments, lambda one: one)
    alike: dict[str, list[str | None]] = {}  # of every name the provinces, of each group its own
    count: Counter[str] = Counter()
    for group in groups:
        provinces = {one.municipality.province for one in group}
        for name in {folded_name(one.municipality.name) for one in group}:
            alike.setdefault(name, []).extend(provinces)
            count[name] += 1
    apart = {name for name, some in alike.items() if len({*some} - {None}) == len(some)}
    found: dict[Municipality, str] = {}
    for group in groups:
        for place in dict.fromkeys(one.municipality for one in group):
            name = folded_name(place.name)
            told = replace(place, code=None) if name in apart else place
            found[place] = place.name if count[name] == 1 else told.in_full
    return found


# --- one without a name ---------------------------------------------------------------------------


def unnamed(model: Model) -> str:
    """What a form of a model calls whose name is not given: "Uw gemeente", "Uw school"."""
    return f"Uw {model.subject.one}"


def is_unnamed(name: str, model: Model) -> bool:
    """Whether a name is still that of a form."""
    return name == unnamed(model)


# --- which one somebody means ---------------------------------------------------------------------


def of_named(
    items: Iterable[Item], wanted: str, assessment_of: Callable[[Item], Assessment]
) -> list[Item]:
    """All that are of the one municipality that somebody named, in the order in which they came.

    wanted: its name, or its code. A name that it has in one of the items is enough.

    Raises:
        Wrong: none is of it, or there are several with that name.

    """
    groups = grouped(items, assessment_of)
    found = [
        group for group in groups if any(is_named(assessment_of(item), wanted) for item in group)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise _several([[assessment_of(item) for item in group] for group in found], wanted)
    if not groups:
        raise wrong("no-such-municipality/none", wanted=wanted)
    latest = [last_of(map(assessment_of, group)) for group in groups]
    called = names_apart(latest)
    names = {called[one.municipality]: one.municipality.name for one in latest}
    if any(map(str.isdigit, wanted)):
        codes = filter(None, (one.municipality.code for one in latest))
        names |= {code: code for code in codes}
    bare = wanted.partition("(")[0].strip() or wanted  # what is between brackets may be wrong
    hint = names_hint(bare, names, _MOST_NAMES)
    raise wrong("no-such-municipality", wanted=wanted, meant=hint)


def last_of(assessments: Iterable[Assessment]) -> Assessment:
    """The latest; of one date always the same, in whatever order they come."""
    return max(assessments, key=lambda one: (one.date, one.municipality.name))


def _several(groups: Sequence[Sequence[Assessment]], wanted: str) -> Wrong:
    """That several are called so, and how each can be named."""
    return wrong(
        "ambiguous-municipality",
        count=len(groups),
        subject=groups[0][0].model.subject,
        wanted=wanted,
        which=listing_of_first(sorted(map(described, groups)), _MOST_NAMES),
    )


def described(group: Sequence[Assessment]) -> str:
    """One municipality among namesakes: by province and code, or else by where it stands."""
    place = last_of(group).municipality
    known = [one.municipality for one in group]
    code = min((one.code for one in known if one.code), default=None)
    province = min((one.province for one in known if one.province), default=None)
    if code or province:
        return replace(place, code=code, province=province).in_full
    source, row = min((one.source, one.row or 0) for one in group)
    return f"{place.name} ({where_is(source, row or None)})"


def is_named(assessment: Assessment, wanted: str) -> bool:
    """Whether an assessment is of the municipality that somebody named, by its name or code."""
    asked = _asked(wanted, assessment.model.is_of_municipalities)
    if not asked.whole:
        return False
    identity, place = Identity.of(assessment), assessment.municipality
    if asked.whole == folded_name(place.name) or (asked.code and asked.code == identity.code):
        return True
    if asked.name == identity.name and asked.province in (None, identity.province):
        return True
    return asked.whole.endswith(")") and asked.whole in {
        folded_name(place.in_full),
        folded_name(place.with_code),
        folded_name(replace(place, code=None).in_full),
    }


class _Asked(NamedTuple):
    """What somebody typed to name a municipality, as it is compared."""

    whole: str
    code: str | None
    name: str
    province: str | None


@lru_cache(maxsize=8)
def _asked(wanted: str, is_dutch: bool) -> _Asked:
    whole = folded_name(wanted)
    try:
        code = parse_code(wanted, is_dutch=is_dutch).casefold()
    except Wrong:
        code = None
    name, province = name_and_province(wanted) if is_dutch else (whole, None)
    return _Asked(whole, code, name, province and folded_name(province))


def is_called_otherwise(assessment: Assessment, wanted: str) -> bool:
    """Whether an assessment was found by a name that its municipality does not have in it."""
    asked = _asked(wanted, assessment.model.is_of_municipalities)
    place = assessment.municipality
    if asked.code and asked.code == Identity.of(assessment).code:
        return False
    return folded_name(place.name) not in {asked.whole, asked.whole.rpartition(" (")[0]}
