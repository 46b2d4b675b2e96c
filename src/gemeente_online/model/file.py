"""The model file's classes: what a growth model is made of.

Each class is one group of keys in the file. What stands below a key is what the JSON Schema of
model files says of it, so that an author reads it in an editor: a text for people, in Dutch. What
must hold between the keys is in ``rules``. Numbers are exact fractions.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Annotated, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    model_validator,
)

from gemeente_online.model.numbers import bounds_in_words
from gemeente_online.model.question_types import kind_of
from gemeente_online.model.question_types.kind import Better, Kind, QuestionType
from gemeente_online.model.question_types.points import most_points
from gemeente_online.model.written import (
    Effort,
    Flag,
    Format,
    Identifier,
    Language,
    LeastScore,
    Number,
    OwnThreshold,
    PhaseNumber,
    Points,
    Share,
    Successor,
    Text,
    Version,
    Weight,
    word_of,
)

Each = TypeVar("Each")
Other = TypeVar("Other")


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


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(_Part, title="De schaal"):
    """The range that all scores and thresholds lie on."""

    minimum: Number
    """De laagste score."""
    maximum: Number
    """De hoogste score."""


class Subject(_Part, title="Wie of wat wordt beoordeeld"):
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


class Experience(_Part, title="Wat inwoners merken"):
    """What the citizen notices of a phase."""

    name: Text
    """In een paar woorden."""
    description: Text | None = None
    """In een paar zinnen."""


class Phase(_Part, title="Een fase"):
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


class Group(_Part, title="Een groep van een invalshoek"):
    """One part of a view."""

    id: Identifier
    """Uniek binnen de invalshoek."""
    name: Text
    """De naam."""


class View(_Part, title="Een andere invalshoek op dezelfde antwoorden"):
    """Another cut through the same answers."""

    id: Identifier
    """Uniek onder de invalshoeken."""
    name: Text
    """De naam."""
    groups: tuple[Group, ...] = Field(min_length=1)
    """De groepen."""


class Stage(_Part, title="Een fase op één as"):
    """What a phase is called on one axis, and the way onward."""

    name: Text
    """Hoe de fase op deze as heet."""
    description: Text | None = None
    """Hoe dat eruitziet."""
    next_step: Text | None = None
    """Wat nodig is voor de volgende fase."""


class Option(_Part, title="Een mogelijk antwoord"):
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


class Band(_Part, title="Een reeks getallen met één score"):
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


class Question(_Part, title="Een vraag"):
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


class Domain(_Part, title="Een domein: een deel van het model dat assen bij elkaar houdt"):
    """A named part of the model that holds several axes."""

    id: Identifier
    """Uniek onder de domeinen en de assen."""
    name: Text
    """De naam."""
    description: Text | None = None
    """Waar het domein over gaat."""
    weight: Weight = _ONE
    """In de gemiddelde score over de domeinen; 1 als het er niet staat."""


class Axis(_Part, title="Een as: één lijn van ontwikkeling"):
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


class Model(_Part, title="Een groeimodel voor gemeente-online"):
    """A growth model."""

    format: Format
    """Van dit bestand: 1."""
    id: Identifier
    """Waarmee antwoordenbestanden het model noemen."""
    version: Version
    """Drie getallen met punten. Het eerste verandert als oude scores niet meer vergelijkbaar
    zijn."""
    title: Text
    """De naam zoals mensen die lezen."""
    source: Text
    """Waar het model vandaan komt."""
    language: Language
    """De taal van de teksten, als code: nl, en, fy of en-GB."""
    scale: Scale
    """Waar alle scores en drempels op liggen."""
    scoring: Annotated[Scoring, word_of(Scoring)]
    """Waarmee de drempel van een fase wordt vergeleken."""
    subject: Subject = MUNICIPALITIES
    """Wie of wat wordt beoordeeld, in woorden; gemeenten met hun inwoners als het er niet staat."""
    domains: tuple[Domain, ...] = ()
    """Delen die assen bij elkaar houden. De gemiddelde score is dan die over de domeinen. De assen
    van een domein staan bij elkaar, in de volgorde van de domeinen."""
    earlier: dict[Identifier, Successor] = Field(default_factory=dict)
    """Ids van vragen uit eerdere versies, en wat ervan is geworden: het id van nu, of niets als de
    vraag is vervallen."""
    phases: tuple[Phase, ...] = Field(min_length=1)
    """De fasen, van laag naar hoog."""
    overall: Annotated[Overall, word_of(Overall)]
    """Hoe de assen samen één fase geven."""
    minimum_coverage: Share
    """Deel van het gewicht van een as dat beantwoord moet zijn, van 0 tot en met 1; daaronder
    krijgt de as geen fase."""
    evidence_from: Number | None = None
    """Vanaf welke score bij een antwoord bewijs hoort."""
    views: tuple[View, ...] = ()
    """Andere invalshoeken op dezelfde antwoorden."""
    axes: tuple[Axis, ...] = Field(min_length=1)
    """De assen."""

    _digest: str = PrivateAttr(default="")
    _path: str = PrivateAttr(default="")

    @classmethod
    def from_tree(cls, tree: object, digest: str = "", path: str = "") -> Self:
        """The model in a tree of text; only its shape is checked here.

        Raises:
            pydantic.ValidationError: a key that is missing, unknown or of the wrong kind.

        """
        model = cls.model_validate(tree)
        model._digest, model._path = digest, path
        return model

    def __eq__(self, other: object) -> bool:
        """Whether both came from the same file; without files, whether they hold the same.

        Comparing all that two models hold would cost more than scoring with them.
        """
        if self is other:
            return True
        if isinstance(other, Model) and (self._digest or other._digest):
            return self.identity == other.identity
        return super().__eq__(other)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.identity)

    @cached_property
    def identity(self) -> tuple[str, str, str]:
        """Id, version and digest: what tells whether two results were measured with one model."""
        return self.id, self.version, self._digest

    @cached_property
    def is_of_municipalities(self) -> bool:
        """Whether Dutch municipalities are assessed, which have codes and provinces."""
        return self.subject.one == MUNICIPALITIES.one

    @property
    def digest(self) -> str:
        """SHA-256 of the model's file in hexadecimal; empty where it came from no file."""
        return self._digest

    @property
    def path(self) -> str:
        """Of the model's file, as it was reached; empty where it came from no file."""
        return self._path

    @property
    def major(self) -> int:
        """The version's first number: it changes when old scores no longer compare."""
        return int(self.version.partition(".")[0])

    @property
    def minor(self) -> int:
        """The version's second number: it changes with the questions."""
        return int(self.version.split(".")[1])

    def compares_with(self, other: "Model") -> bool:
        """Whether scores under both mean the same: it is the same model, in a major version."""
        return (self.id, self.major) == (other.id, other.major)

    def phase_at(self, number: int) -> Phase:
        """The phase of this number, which the model has."""
        return next(phase for phase in self.phases if phase.number == number)

    @cached_property
    def domain_axes(self) -> Mapping[str, slice]:
        """Which of the axes each domain holds, by the domain's id; they stand together."""
        found, first = {}, 0
        for domain in self.domains:
            after = first + sum(axis.domain == domain.id for axis in self.axes)
            found[domain.id] = slice(first, after)
            first = after
        return found

    def domain_of(self, axis: Axis) -> Domain | None:
        """The domain that an axis is in; None in a model without domains."""
        return next((domain for domain in self.domains if domain.id == axis.domain), None)

    def by_domain(self, of_axes: Sequence[Each]) -> Iterator[tuple[Domain | None, Sequence[Each]]]:
        """What there is for each axis, per domain; in a model without domains all at once."""
        if not self.domains:
            yield None, of_axes
        for domain in self.domains:
            yield domain, of_axes[self.domain_axes[domain.id]]

    def with_domains(
        self, of_domains: Sequence[Other], of_axes: Sequence[Each]
    ) -> Iterator[Other | Each]:
        """What there is for each axis, behind what there is for the domain that it is in."""
        for at, (_, held) in enumerate(self.by_domain(of_axes)):
            yield from of_domains[at : at + 1]
            yield from held

    @cached_property
    def parts(self) -> Sequence[Domain | Axis]:
        """Every axis, behind the domain that it is in."""
        return [*self.with_domains(self.domains, self.axes)]

    @cached_property
    def axis_weights(self) -> Sequence[Fraction]:
        """How much each axis counts in the overall mean: with domains, of its domain's weight."""
        weights = []
        for domain, axes in self.by_domain(self.axes):
            whole = 1 if domain is None else domain.weight / sum(axis.weight for axis in axes)
            weights += [axis.weight * whole for axis in axes]
        return weights

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its id, in the order of the file."""
        return {question.id: question for axis in self.axes for question in axis.questions}

    @cached_property
    def became(self) -> Mapping[str, str | None]:
        """Which question each one of an earlier version is now, by its id then; None: dropped.

        Ids that lead on to one another are followed to the end.
        """
        found: dict[str, str | None] = {}
        for identifier in self.earlier:
            now: str | None = identifier
            passed: dict[str, None] = {}
            while (
                now is not None and now in self.earlier and now not in passed and now not in found
            ):
                passed[now] = None
                now = self.earlier[now]
            end = now if now is None else found.get(now, now)
            found |= dict.fromkeys(passed, end)
        return found

    def questions_in(self, other: "Model") -> dict[str, str]:
        """The questions that another version of the model asks too: its ids by those here.

        Either of the two may know of the renaming. Where several questions of the one are one of
        the other, that is none of them.
        """
        found = {question: question for question in self.questions if question in other.questions}
        pairs = [(old, new) for old, new in other.became.items() if new is not None]
        pairs += [(new, old) for old, new in self.became.items() if new is not None]
        renamed = [
            pair
            for pair in dict.fromkeys(pairs)
            if pair[0] in self.questions and pair[1] in other.questions
            if not found.keys() & {*pair}
        ]
        count = Counter(side for pair in renamed for side in enumerate(pair))
        return found | {
            here: there for here, there in renamed if count[0, here] == count[1, there] == 1
        }

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """What its type makes of every question, by the question's id."""
        return {identifier: kind_of(self, q) for identifier, q in self.questions.items()}

    @cached_property
    def gives_points(self) -> bool:
        """Whether answers to some questions are worth points."""
        return any(kind.gives_points for kind in self.kinds.values())

    @cached_property
    def unit(self) -> int:
        """How many units make one point of score, so that every possible score is whole.

        The least common multiple of the denominators of all scores and levels that the model
        gives; for a number on a line also of those of any number that may be typed.
        """
        scale = self.scale
        scores = [scale.minimum, scale.maximum, *(phase.counts_from for phase in self.phases)]
        scores += [
            least for axis in self.axes for r in axis.requirements.values() for least in r.values()
        ]
        for kind in self.kinds.values():
            scores += kind.grain
        return lcm(*(score.denominator for score in scores))

    def units(self, score: Fraction) -> int:
        """A score as whole units above the bottom of the scale."""
        return int((score - self.scale.minimum) * self.unit)

    def score_of_units(self, units: Fraction) -> Fraction:
        """The score that lies so many units above the bottom of the scale."""
        return self.scale.minimum + units / self.unit

    def score_of(self, points: int, weight: int) -> Fraction:
        """The mean score of answers with this weight and this weight times units."""
        return Fraction(points + weight * self._bottom, weight * self.unit)

    @cached_property
    def _bottom(self) -> int:
        """The bottom of the scale, in units above 0."""
        return int(self.scale.minimum * self.unit)
