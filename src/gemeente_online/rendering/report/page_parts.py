"""What the pages of one municipality and of a batch are both made of."""

from fractions import Fraction
from typing import NamedTuple

from gemeente_online._version import __version__
from gemeente_online.model.file import Model, Overall, Scoring
from gemeente_online.model.numbers import exact_percentage
from gemeente_online.rendering.report.stair import tone_of


class Chip(NamedTuple):
    """A phase as a small coloured number; without a tone where it is not determined.

    spoken: the same in words, for who does not see it.
    """

    text: str
    tone: int | None
    spoken: str


class Section(NamedTuple):
    """A heading, with the place in the page that links go to."""

    id: str
    title: str


class Fact(NamedTuple):
    """One line of what a page rests on."""

    label: str
    value: str
    code: bool = False


class PageSource(NamedTuple):
    """What a page was made with."""

    program: str
    facts: tuple[Fact, ...]


def chip(model: Model, phase: int | None) -> Chip:
    """A phase; None is one that cannot be determined."""
    if phase is None:
        return Chip("?", None, "niet te bepalen")
    return Chip(str(phase), tone_of(model, phase), f"fase {phase}")


def percent(share: Fraction) -> float:
    """A share as a length: a percentage of the width, cut off so that it never passes a mark."""
    return float(int(share * 1000)) / 10


def scale_percent(model: Model, score: Fraction) -> float:
    """A score's place on the scale, as a percentage of the width."""
    low, high = model.scale.minimum, model.scale.maximum
    return percent((score - low) / (high - low))


def page_source(model: Model, *facts: Fact) -> PageSource:
    """Program and model, after what a page says of its own."""
    return PageSource(
        __version__,
        (
            *facts,
            Fact("Groeimodel", f"{model.title} ({model.id})"),
            Fact("Versie van het model", model.version),
            *([Fact("Vingerafdruk (SHA-256)", model.digest, code=True)] if model.digest else []),
            Fact("Herkomst van het model", model.source),
            Fact("Berekend met", f"gemeente-online {__version__}"),
        ),
    )


def method(model: Model) -> tuple[str, ...]:
    """How this model makes a phase of answers, in plain sentences."""
    asked = sorted({phase.threshold for phase in model.phases[1:]})
    if model.scoring is Scoring.SHARE:
        share = exact_percentage(asked[0]) if len(asked) == 1 else "het deel dat het model vraagt"
        first = (
            f"Een as staat in een fase als ten minste {share} van de antwoorden op die fase of "
            "hoger is, en als aan de voorwaarden voor die fase is voldaan. Ook alle lagere fasen "
            "moeten zijn gehaald."
        )
    else:
        first = (
            "Een as staat in de hoogste fase waarvan de gemiddelde score de drempel haalt, en "
            "waarvan de voorwaarden zijn vervuld."
        )
    if model.overall is Overall.LOWEST:
        second = (
            "De fase als geheel is die van de laagste as: een gemiddelde zou verbergen wat nog "
            "achterblijft."
        )
    else:
        second = "De fase als geheel volgt uit het gewogen gemiddelde van de assen."
    third = (
        "Een vraag zonder antwoord verlaagt niets. Zijn er te weinig antwoorden (minder dan "
        f"{exact_percentage(model.minimum_coverage)} van het gewicht), dan krijgt een as geen "
        "fase. Getallen zijn afgekapt na twee decimalen en niet afgerond."
    )
    return first, second, third
