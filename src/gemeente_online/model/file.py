"""A growth model: all that its file holds, and what follows from that for scoring.

What it is made of is in ``parts``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Annotated, Self, TypeVar

from pydantic import Field, PrivateAttr

from gemeente_online.model.parts import (
    MUNICIPALITIES,
    Axis,
    Domain,
    Keys,
    Overall,
    Phase,
    Question,
    Scale,
    Scoring,
    Subject,
    View,
)
from gemeente_online.model.question_types import kind_of
from gemeente_online.model.question_types.kind import Kind
from gemeente_online.model.written import (
    Format,
    Identifier,
    Language,
    Number,
    Share,
    Successor,
    Text,
    Version,
    word_of,
)

Each = TypeVar("Each")
Other = TypeVar("Other")


_MAJOR_AND_MINOR = re.compile(r"0*(\d{1,9})\.0*(\d{1,9})(?!\d)", re.ASCII)


class Model(Keys, title="Een groeimodel voor gemeente-online"):
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

    def minors_ahead(self, version: object) -> int:
        """How many minor versions the one that answers were given for is ahead of this one.

        Below 0: behind. 0 where none is said, or one with another major.
        """
        found = _MAJOR_AND_MINOR.match(str(version))
        if found is None or int(found[1]) != self.major:
            return 0
        return int(found[2]) - self.minor

    def expects_evidence(self, score: Fraction | None) -> bool:
        """Whether evidence belongs with an answer of this score; never where there is none."""
        least = self.evidence_from
        return least is not None and score is not None and score >= least

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
