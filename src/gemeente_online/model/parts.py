"""What a growth model is made of: its scale, phases, views, domains, axes, questions and options.

Each class is one group of keys in the model file. What stands below a key is what the JSON Schema
of model files says of it, so that an author reads it in an editor: a text for people, in Dutch.
What must hold between the keys is in ``rules``. Numbers are exact fractions.
"""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)

from gemeente_online.model.numbers import bounds_in_words
from gemeente_online.model.question_types.kind import Better, QuestionType
from gemeente_online.model.question_types.points import most_points
from gemeente_online.model.written import (
    Effort,
    Flag,
    Identifier,
    LeastScore,
    Number,
    OwnThreshold,
    PhaseNumber,
    Points,
    Text,
    Weight,
    word_of,
)


class Scoring(StrEnum):
    """What a phase's threshold is held against."""

    SHARE = "share"
    """Het deel van de antwoorden dat ten minste op het niveau van de fase scoort."""
    MEAN = "mean"
    """De gemiddelde score van de antwoorden."""
    CHECKLIST = "checklist"
    """Het deel van de vragen van de fase zelf dat is gehaald, met de hoogste score van de schaal.
    Wat onbeantwoord is, is nog niet gehaald."""


class Overall(StrEnum):
    """How the axes make one phase."""

    LOWEST = "lowest"
    """De laagste as bepaalt de fase."""
    MEAN = "mean"
    """Het gemiddelde van de scores van de assen; alleen bij scoring mean."""


class Article(StrEnum):
    """The article of a noun, by which the words that go with it are inflected."""

    DE = "de"
    """De gemeente, elke school."""
    HET = "het"
    """Het ministerie, elk museum."""


_ONE = Fraction(1)


class Keys(BaseModel):
    """A group of keys in the model file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(Keys, title="De schaal"):
    """The range that all scores and thresholds lie on."""

    minimum: Number
    """De laagste score."""
    maximum: Number
    """De hoogste score."""


class Subject(Keys, title="Wie of wat wordt beoordeeld"):
    """What is assessed, as texts call it."""

    one: Text
    """Het woord voor één: gemeente, school."""
    many: Text
    """Het woord voor meer dan één: gemeenten, scholen."""
    people: Text
    """De mensen voor wie het gebeurt: inwoners, leerlingen."""
    article: Annotated[Article, word_of(Article)] = Article.DE
    """Het lidwoord bij het woord voor één: de school, het ministerie; de als het er niet staat."""

    @property
    def the(self) -> str:
        """With its article: "de gemeente", "het ministerie"."""
        return f"{self.article} {self.one}"

    @property
    def that(self) -> str:
        """One that was spoken of: "die gemeente", "dat ministerie"."""
        return self._inflected("die", "dat")

    @property
    def every(self) -> str:
        """Each of them: "elke gemeente", "elk ministerie"."""
        return self._inflected("elke", "elk")

    @property
    def any(self) -> str:
        """Behind "geen": "enkele gemeente", "enkel ministerie"."""
        return self._inflected("enkele", "enkel")

    @property
    def other(self) -> str:
        """Behind "één" or "geen": "andere gemeente", "ander ministerie"."""
        return self._inflected("andere", "ander")

    @property
    def which(self) -> str:
        """The one that is asked for: "welke gemeente", "welk ministerie"."""
        return self._inflected("welke", "welk")

    def _inflected(self, common: str, neuter: str) -> str:
        return f"{common if self.article is Article.DE else neuter} {self.one}"


class Experience(Keys, title="Wat inwoners merken"):
    """What the citizen notices of a phase."""

    name: Text
    """In een paar woorden."""
    description: Text | None = None
    """In een paar zinnen."""


class Phase(Keys, title="Een fase"):
    """One of the ordered levels."""

    number: PhaseNumber
    """Een heel getal van 0 of hoger, oplopend."""
    name: Text
    """De naam."""
    level: Number | None = None
    """Bij scoring share: de score vanaf waar een antwoord voor deze fase telt; het fasenummer als
    het er niet staat."""
    threshold: Number
    """Bij scoring share: het deel van de antwoorden, van 0 tot en met 1. Bij scoring checklist: het
    deel van de vragen van de fase. Bij scoring mean: de gemiddelde score. Die van de eerste fase is
    0, of bij mean het minimum van de schaal."""
    description: Text
    """Wat de fase betekent voor de organisatie."""
    experience: Experience | None = None
    """Wat inwoners van de fase merken."""

    @property
    def counts_from(self) -> Fraction:
        """The score from which an answer counts for this phase: its level, or its number."""
        return Fraction(self.number) if self.level is None else self.level


class Group(Keys, title="Een groep van een invalshoek"):
    """One part of a view."""

    id: Identifier
    """Uniek binnen de invalshoek."""
    name: Text
    """De naam."""


class View(Keys, title="Een andere invalshoek op dezelfde antwoorden"):
    """Another cut through the same answers."""

    id: Identifier
    """Uniek onder de invalshoeken."""
    name: Text
    """De naam."""
    groups: tuple[Group, ...] = Field(min_length=1)
    """De groepen."""


class Stage(Keys, title="Een fase op één as"):
    """What a phase is called on one axis, and the way onward."""

    name: Text
    """Hoe de fase op deze as heet."""
    description: Text | None = None
    """Hoe dat eruitziet."""
    next_step: Text | None = None
    """Wat nodig is voor de volgende fase."""


class Option(Keys, title="Een mogelijk antwoord"):
    """One of a question's possible answers."""

    id: Identifier
    """Wat in een antwoordenbestand staat."""
    text: Text
    """Het antwoord zoals mensen het lezen."""
    score: Number | None = None
    """Op de schaal. Zonder scores liggen de antwoorden in volgorde gelijk verdeeld over de schaal.
    Geef alle antwoorden een score, of geen enkel."""
    points: Points | None = None
    """In plaats van score: hoeveel punten het antwoord waard is. De meeste punten van de vraag
    scoren bovenaan de schaal en 0 punten onderaan, met wat ertussen ligt naar verhouding."""
    weight: Weight | None = None
    """Alleen bij type multi: het deel van het geheel; 1 als het er niet staat."""
    advice: Text | None = None
    """Raad aan wie naar dit antwoord toe wil."""
    effort: Effort | None = None
    """Hoeveel het kost om hier te komen vanaf het antwoord eronder, of bij type multi voor dit
    antwoord alleen: van 0.1 tot en met 100, met ten hoogste één decimaal; 1 als het er niet
    staat."""


class Band(Keys, title="Een reeks getallen met één score"):
    """A range of numbers with one score.

    A band has one of ``up_to`` and ``below``, and the last band neither: it is open, or ends at
    the question's maximum.
    """

    up_to: Number | None = None
    """Het hoogste getal van deze band; het hoort erbij."""
    below: Number | None = None
    """Het eerste getal dat te hoog is voor deze band."""
    score: Number | None = None
    """Op de schaal."""
    points: Points | None = None
    """In plaats van score: hoeveel punten een getal in deze band waard is, zoals bij een
    antwoord."""

    @property
    def end(self) -> tuple[Fraction, bool] | None:
        """The bound, and whether it belongs to the band; these pairs sort as bands do."""
        if self.below is not None:
            return self.below, False
        return None if self.up_to is None else (self.up_to, True)

    def reaches(self, value: Fraction) -> bool:
        """Whether a number is not too high for the band."""
        end = self.end
        return end is None or (value, True) <= end


class Question(Keys, title="Een vraag"):
    """What is asked."""

    id: Identifier
    """Uniek in het hele model."""
    type: Annotated[QuestionType, word_of(QuestionType)] = QuestionType.CHOICE
    """Hoe de vraag wordt beantwoord; choice als het er niet staat."""
    text: Text
    """De vraag."""
    explanation: Text | None = None
    """Wat de vraag bedoelt en wat als bewijs telt."""
    source: Text | None = None
    """Waar de vraag op rust."""
    weight: Weight = _ONE
    """Hoe zwaar de vraag telt op deze as. Als het er niet staat: de meeste punten die een antwoord
    geeft, en 1 bij een vraag zonder punten."""
    phase: PhaseNumber | None = None
    """Alleen bij scoring checklist: de fase waar de vraag bij hoort."""
    not_applicable: Flag = False
    """Of het antwoord nvt mag zijn; false als het er niet staat. Kan niet bij een vraag in
    requirements."""
    views: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Bij welke groepen van welke invalshoek de vraag hoort: {rol: [klant]}"""
    options: tuple[Option, ...] | None = None
    """De mogelijke antwoorden, van laag naar hoog."""
    unit: Text | None = None
    """Alleen bij type number: waarin het getal is, zoals uren."""
    bands: tuple[Band, ...] | None = None
    """Alleen bij type number: van laag naar hoog, welk getal welke score geeft. De laatste band
    heeft geen up_to of below."""
    minimum: Number | None = None
    """Alleen bij type number: het laagste getal dat kan."""
    maximum: Number | None = None
    """Alleen bij type number: het hoogste getal dat kan."""
    better: Annotated[Better, word_of(Better)] | None = None
    """Alleen bij type number zonder bands: welke kant op beter is."""

    @model_validator(mode="after")
    def _weighs_its_points(self) -> Self:
        """Without a weight of its own, the most points are it: so points add up on an axis."""
        most = most_points((*(self.options or ()), *(self.bands or ())))
        if most > 0 and "weight" not in self.model_fields_set:
            self.__dict__["weight"] = most  # the class is frozen for everybody else
        return self

    @property
    def number_in_words(self) -> str:
        """The unit and the bounds of a number: "in uren, ten minste 0"."""
        return ", ".join([f"in {self.unit}", *bounds_in_words(self.minimum, self.maximum)])


class Domain(Keys, title="Een domein: een deel van het model dat assen bij elkaar houdt"):
    """A named part of the model that holds several axes."""

    id: Identifier
    """Uniek onder de domeinen en de assen."""
    name: Text
    """De naam."""
    description: Text | None = None
    """Waar het domein over gaat."""
    weight: Weight = _ONE
    """In de gemiddelde score over de domeinen; 1 als het er niet staat."""


class Axis(Keys, title="Een as: één lijn van ontwikkeling"):
    """One line of development, scored by its questions."""

    id: Identifier
    """Uniek onder de assen en de domeinen."""
    name: Text
    """De naam."""
    description: Text
    """Waar de as over gaat."""
    domain: str | None = None
    """Het id van het domein waar de as bij hoort, in een model met domeinen."""
    weight: Weight = _ONE
    """In de gemiddelde score over de assen, of over de assen van het domein; 1 als het er niet
    staat."""
    thresholds: dict[PhaseNumber, OwnThreshold] = Field(default_factory=dict)
    """Per fasenummer een drempel die op deze as in plaats komt van die van de fase."""
    diagnosis: str | None = None
    """Het id van de vraag waarvan het antwoord de as kenmerkt."""
    stages: dict[PhaseNumber, Stage] = Field(default_factory=dict)
    """Per fasenummer: hoe de fase op deze as heet, en wat nodig is voor de volgende."""
    requirements: dict[PhaseNumber, dict[str, LeastScore]] = Field(default_factory=dict)
    """Per fasenummer: zonder welke antwoorden de fase niet kan, als {vraag: score}."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """De vragen van de as."""

    def stage_at(self, phase: int | None) -> Stage | None:
        """What a phase is called here; None where that is not said, or without a phase."""
        return None if phase is None else self.stages.get(phase)

    def threshold_of(self, phase: Phase) -> Fraction:
        """What a phase asks here: the axis's own threshold, or else the phase's."""
        return self.thresholds.get(phase.number, phase.threshold)


MUNICIPALITIES = Subject(one="gemeente", many="gemeenten", people="inwoners")
