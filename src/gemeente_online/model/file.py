"""The model file's classes: what a growth model is made of.

Each class is one group of keys in the file and says what the keys mean. What must hold
between them is in ``rules``. Numbers are exact fractions.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_plain_validator_function

from gemeente_online.model.numbers import MAX_DIGITS, bounds_in_words, parse_exact
from gemeente_online.problem import Wrong, possible_hint, quoted, suggestion

MODEL_FORMAT = "1"
YES, NO = "ja", "nee"
UNKNOWN_WORD, NOT_APPLICABLE_WORD, NOTHING_WORD = "onbekend", "nvt", "geen"
RESERVED_OPTIONS = (NOT_APPLICABLE_WORD, UNKNOWN_WORD, NOTHING_WORD)

MOST_EFFORT = 100
"""The largest effort."""

EFFORT_PARTS = 10
"""An effort is a whole number of these parts of one, so that plans have few different totals."""

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", re.ASCII)
_WHOLE = re.compile(r"0|[1-9]\d{0,5}", re.ASCII)


class QuestionType(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    YES_NO = "yes-no"
    MULTI = "multi"
    NUMBER = "number"


class Scoring(StrEnum):
    """What a phase's threshold is held against."""

    SHARE = "share"
    MEAN = "mean"


class Overall(StrEnum):
    """How the axes make one phase."""

    LOWEST = "lowest"
    MEAN = "mean"


class Better(StrEnum):
    """Which way a number should go."""

    HIGHER = "higher"
    LOWER = "lower"


def _identifier(value: object) -> str:
    if isinstance(value, str) and _KEBAB.fullmatch(value):
        return value
    raise Wrong(
        "not-kebab-case",
        f"{quoted(value)} kan geen id zijn",
        "gebruik kleine letters en cijfers, met streepjes ertussen: een-voorbeeld",
    )


def _version(value: object) -> str:
    if isinstance(value, str) and _VERSION.fullmatch(value):
        return value
    raise Wrong(
        "not-a-version",
        f"{quoted(value)} is geen versienummer",
        'schrijf drie getallen met punten, bijvoorbeeld "1.0.0"',
    )


def _format(value: object) -> str:
    if value == MODEL_FORMAT:
        return MODEL_FORMAT
    raise Wrong(
        "unknown-format",
        f"dit bestand heeft formaat {quoted(value)}; dit programma leest formaat {MODEL_FORMAT}",
        "installeer een nieuwere versie van gemeente-online, of schrijf format: 1",
    )


def _phase_number(value: object) -> int:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise Wrong(
        "not-a-phase-number",
        f"{quoted(value)} is geen fasenummer",
        "schrijf een heel getal van 0 of hoger, zonder nullen ervoor",
    )


def _yes_or_no(value: object) -> bool:
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise Wrong("not-a-boolean", f"{quoted(value)} is geen true of false", "schrijf true of false")


def _positive(value: object) -> Fraction:
    number = parse_exact(value)
    if number <= 0:
        raise Wrong(
            "not-positive", f"{quoted(value)} is niet groter dan 0", "schrijf bijvoorbeeld 1"
        )
    return number


def _effort(value: object) -> Fraction:
    number = _positive(value)
    hint = f"schrijf een getal van 0.1 tot en met {MOST_EFFORT}, met ten hoogste één decimaal"
    if number > MOST_EFFORT:
        raise Wrong("effort-too-large", f"{quoted(value)} is te veel inspanning", hint)
    if (number * EFFORT_PARTS).denominator != 1:
        raise Wrong("effort-too-fine", f"{quoted(value)} heeft te veel decimalen", hint)
    return number


def _part_of_one(value: object) -> Fraction:
    number = parse_exact(value)
    if not 0 <= number <= 1:
        raise Wrong(
            "not-a-share",
            f"{quoted(value)} ligt niet van 0 tot en met 1",
            "75 % schrijft u als 0.75",
        )
    return number


_MEANT = {
    **dict.fromkeys(("bool", "boolean", "yesno", "yes/no", "ja-nee", "ja/nee"), "yes-no"),
    **dict.fromkeys(("single", "select", "radio", "keuze"), "choice"),
    **dict.fromkeys(("multiple", "checkbox", "list"), "multi"),
    **dict.fromkeys(("numeric", "integer", "int", "float", "getal"), "number"),
    **dict.fromkeys(("average", "avg", "gemiddelde"), "mean"),
    **dict.fromkeys(("min", "minimum", "laagste"), "lowest"),
    **dict.fromkeys(("percentage", "percent", "deel"), "share"),
    **dict.fromkeys(("more", "high", "up", "hoger", "meer"), "higher"),
    **dict.fromkeys(("less", "low", "down", "lager", "minder"), "lower"),
}
"""What people write who know the idea by another word."""


def _word_of(words: type[StrEnum]) -> BeforeValidator:
    possible = [str(word) for word in words]

    def check(value: object) -> object:
        if value in possible:
            return value
        typed = value if isinstance(value, str) else ""
        meant = _MEANT.get(typed.strip().casefold())
        raise Wrong(
            "unknown-word",
            f"{quoted(value)} kan hier niet staan",
            f"bedoelde u {quoted(meant)}? {possible_hint(possible)}"
            if meant in possible
            else suggestion(typed, possible),
        )

    return BeforeValidator(check)


class _Read:
    """Marks a type that is read from text by a function of ours, whatever pydantic knows of it."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self._read = read

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return no_info_plain_validator_function(self._read)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, _Read(_identifier)]
PhaseNumber = Annotated[int, _Read(_phase_number)]
Number = Annotated[Fraction, _Read(parse_exact)]
Weight = Annotated[Fraction, _Read(_positive)]
Effort = Annotated[Fraction, _Read(_effort)]
Share = Annotated[Fraction, _Read(_part_of_one)]
Flag = Annotated[bool, _Read(_yes_or_no)]

_ONE = Fraction(1)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(_Part):
    """The range that all scores and thresholds lie on."""

    minimum: Number
    maximum: Number


class Experience(_Part):
    """What the citizen notices of a phase."""

    name: Text
    description: Text | None = None


class Phase(_Part):
    """One of the ordered levels.

    level: under ``share``, the score from which an answer counts for this phase.
    threshold: under ``share``, the part of the answered weight that must count, 0 to 1;
        under ``mean``, the axis score to reach.
    """

    number: PhaseNumber
    name: Text
    level: Number | None = None
    threshold: Number
    description: Text
    experience: Experience | None = None

    @property
    def counts_from(self) -> Fraction:
        """The score from which an answer counts for this phase: its level, or its number."""
        return Fraction(self.number) if self.level is None else self.level


class Group(_Part):
    """One part of a view."""

    id: Identifier
    name: Text


class View(_Part):
    """Another cut through the same answers."""

    id: Identifier
    name: Text
    groups: tuple[Group, ...] = Field(min_length=1)


class Stage(_Part):
    """What a phase is called on one axis, and the way onward."""

    name: Text
    description: Text | None = None
    next_step: Text | None = None


class Option(_Part):
    """One of a question's possible answers.

    score: on the scale; for a choice evenly spaced in the order written unless given.
    weight: for ``multi``, its part of the whole.
    effort: of getting here from the option below, or for ``multi`` of this option alone; in
        tenths up to 100; 1 unless given.
    """

    id: Identifier
    text: Text
    score: Number | None = None
    weight: Weight | None = None
    advice: Text | None = None
    effort: Effort | None = None


class Band(_Part):
    """A range of numbers with one score.

    up_to: its highest number, included. below: the first number that is too high for it.
        A band has one of the two, and the last band neither: it is open, or ends at the
        question's maximum.
    """

    up_to: Number | None = None
    below: Number | None = None
    score: Number

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


class Question(_Part):
    """What is asked.

    not_applicable: whether the answer may be ``nvt``.
    views: view id to the groups that this question says something about.
    """

    id: Identifier
    type: Annotated[QuestionType, _word_of(QuestionType)] = QuestionType.CHOICE
    text: Text
    explanation: Text | None = None
    source: Text | None = None
    weight: Weight = _ONE
    not_applicable: Flag = False
    views: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    options: tuple[Option, ...] | None = None
    unit: Text | None = None
    bands: tuple[Band, ...] | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    better: Annotated[Better, _word_of(Better)] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What may be answered, in words, for messages; none for a number."""
        words = [option.id for option in self.options or ()]
        if self.type is QuestionType.YES_NO:
            words = [YES, NO]
        if self.type is QuestionType.MULTI:
            words.append(NOTHING_WORD)
        return tuple(words)

    @property
    def number_in_words(self) -> str:
        """The unit and the bounds of a number: "in uren, ten minste 0"."""
        return ", ".join([f"in {self.unit}", *bounds_in_words(self.minimum, self.maximum)])

    def band_of(self, value: Fraction) -> int:
        """The position of the band that a number falls in."""
        bands = self.bands or ()
        inside = (at for at, band in enumerate(bands) if band.reaches(value))
        return next(inside, len(bands) - 1)


class Axis(_Part):
    """One line of development, scored by its questions.

    weight: in the overall mean score.
    thresholds: phase number to a threshold that replaces the phase's own on this axis.
    requirements: phase number to question ids with the score each must have at least.
    diagnosis: id of the question whose answer characterises the axis.
    """

    id: Identifier
    name: Text
    description: Text
    weight: Weight = _ONE
    thresholds: dict[PhaseNumber, Number] = Field(default_factory=dict)
    diagnosis: str | None = None
    stages: dict[PhaseNumber, Stage] = Field(default_factory=dict)
    requirements: dict[PhaseNumber, dict[str, Number]] = Field(default_factory=dict)
    questions: tuple[Question, ...] = Field(min_length=1)

    def stage_at(self, phase: int | None) -> Stage | None:
        """What a phase is called here; None where that is not said, or without a phase."""
        return None if phase is None else self.stages.get(phase)


class Model(_Part):
    """A growth model.

    minimum_coverage: the answered share of an axis's weight below which it gets no phase.
    evidence_from: answers with this score or more are expected to carry evidence.
    """

    format: Annotated[str, _Read(_format)]
    id: Identifier
    version: Annotated[str, _Read(_version)]
    title: Text
    source: Text
    language: Text
    scale: Scale
    scoring: Annotated[Scoring, _word_of(Scoring)]
    phases: tuple[Phase, ...] = Field(min_length=1)
    overall: Annotated[Overall, _word_of(Overall)]
    minimum_coverage: Share
    evidence_from: Number | None = None
    views: tuple[View, ...] = ()
    axes: tuple[Axis, ...] = Field(min_length=1)

    _digest: str = PrivateAttr(default="")

    @classmethod
    def from_tree(cls, tree: object, digest: str = "") -> Self:
        """The model in a tree of text; only its shape is checked here.

        Raises:
            pydantic.ValidationError: a key that is missing, unknown or of the wrong kind.

        """
        model = cls.model_validate(tree)
        model._digest = digest
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

    @property
    def digest(self) -> str:
        """SHA-256 of the model's file in hexadecimal; empty where it came from no file."""
        return self._digest

    @property
    def major(self) -> int:
        """The version's first number: it changes when old scores no longer compare."""
        return int(self.version.partition(".")[0])

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its id, in the order of the file."""
        return {question.id: question for axis in self.axes for question in axis.questions}

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
        for question in self.questions.values():
            scores += self.scores_given(question)
            on_a_line = question.type is QuestionType.NUMBER and not question.bands
            low, high = question.minimum, question.maximum
            if on_a_line and low is not None and high is not None and low < high:
                slope = (scale.maximum - scale.minimum) / (high - low)
                scores += [slope / 10**MAX_DIGITS, slope * low]
        return lcm(*(score.denominator for score in scores))

    def units(self, score: Fraction) -> int:
        """A score as whole units above the bottom of the scale."""
        return int((score - self.scale.minimum) * self.unit)

    def score_of_units(self, units: Fraction) -> Fraction:
        """The score that lies so many units above the bottom of the scale."""
        return self.scale.minimum + units / self.unit

    @cached_property
    def units_given(self) -> Mapping[str, tuple[int, ...]]:
        """What ``scores_given`` gives for every question, in units."""
        return {
            question.id: tuple(self.units(score) for score in self.scores_given(question))
            for question in self.questions.values()
        }

    def scores_given(self, question: Question) -> Iterator[Fraction]:
        """The scores that a question's own options or bands can give, in their order.

        For ``multi``: what each option alone adds to the scale's minimum. For a number on a
        line: none.
        """
        low, high = self.scale.minimum, self.scale.maximum
        options = question.options or ()
        match question.type:
            case QuestionType.CHOICE:
                last = max(len(options) - 1, 1)
                for index, option in enumerate(options):
                    even = low + (high - low) * Fraction(index, last)
                    yield even if option.score is None else option.score
            case QuestionType.YES_NO:
                given = {option.id: option.score for option in options}
                for word, end in ((NO, low), (YES, high)):
                    score = given.get(word)
                    yield end if score is None else score
            case QuestionType.MULTI:
                total = sum((option.weight or _ONE for option in options), Fraction(0))
                for option in options:
                    yield low + (high - low) * (option.weight or _ONE) / total
            case QuestionType.NUMBER:
                for band in question.bands or ():
                    yield band.score

    def word_scores(self, question: Question) -> dict[str, Fraction]:
        """The score of every option alone, as ``scores_given`` gives them; none for a number."""
        match question.type:
            case QuestionType.NUMBER:
                return {}
            case QuestionType.YES_NO:
                words = [NO, YES]
            case _:
                words = [option.id for option in question.options or ()]
        return dict(zip(words, self.scores_given(question), strict=True))

    def score_of_number(self, question: Question, value: Fraction) -> Fraction:
        """The score of a number that lies within the question's bounds."""
        low, high = self.scale.minimum, self.scale.maximum
        if question.bands:
            return question.bands[question.band_of(value)].score
        assert question.minimum is not None
        assert question.maximum is not None
        part = (value - question.minimum) / (question.maximum - question.minimum)
        if question.better is Better.LOWER:
            part = 1 - part
        return low + (high - low) * part
