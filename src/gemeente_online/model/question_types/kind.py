"""What every type of question has in common, and what each must say for itself."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from gemeente_online.model.numbers import as_written
from gemeente_online.model.question_types.no_option import named_options, no_option
from gemeente_online.model.question_types.points import mistakes_of_points, most_points
from gemeente_online.model.question_types.texts import (
    LABELS,
    NOT_APPLICABLE_WORD,
    RESERVED_OPTIONS,
    UNKNOWN_WORD,
    folded_answer,
    lettered_layers,
    meanings,
    with_letters,
)
from gemeente_online.model.written import EFFORT_PARTS
from gemeente_online.problem import Finding, Path, Wrong, broken, wrong
from gemeente_online.suggestions import possible_hint

if TYPE_CHECKING:
    from gemeente_online.model.file import Model
    from gemeente_online.model.parts import Band, Option, Question

_ONE = Fraction(1)


class QuestionType(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    """Eén van de antwoorden."""
    YES_NO = "yes-no"
    """Ja of nee."""
    MULTI = "multi"
    """Meer antwoorden tegelijk; het gekozen deel telt."""
    NUMBER = "number"
    """Een getal."""


class Better(StrEnum):
    """Which way a number should go."""

    HIGHER = "higher"
    """Meer is beter."""
    LOWER = "lower"
    """Minder is beter."""


class Given(NamedTuple):
    """What was answered to a question, where it counts.

    score: on the model's scale. chosen: the ids of options, in the model's order. number: in the
        question's unit.
    """

    score: Fraction
    chosen: tuple[str, ...] = ()
    number: Fraction | None = None


class Stop(NamedTuple):
    """An answer before or after a step.

    units: its score in ``Model.unit`` above the bottom of the scale.
    chosen: ids of the options; empty for a number, and where nothing is chosen.
    band: for a number, the position of the band that it falls in.
    effort: of the step that led here; 0 for the answer that was given.
    answered: whether it is an answer; else it is the lowest one, in place of none.
    """

    units: int
    chosen: tuple[str, ...] = ()
    band: int | None = None
    effort: Fraction = Fraction(0)
    answered: bool = True


class Kind(ABC):
    """What the type of one question of a model makes of it."""

    keys: ClassVar[frozenset[str]] = frozenset({"options"})
    """The keys of a question that only some types have, as far as this one has them."""
    is_one_word: ClassVar[bool] = False
    """Whether every answer that counts is one word, with a score of its own."""
    scores_are_listed: ClassVar[bool] = True
    """Whether no answer scores anything else than ``scores``; else any score can be given."""
    steps_combine: ClassVar[bool] = False
    """Whether steps may be taken in any order, and each adds to the score of the others."""

    fixed_words: ClassVar[tuple[str, ...]] = ()
    """The only words that options may have as their ids; none where an author chooses these."""

    def __init__(self, model: "Model", question: "Question") -> None:
        self.model, self.question = model, question
        self.options = question.options or ()
        self.low, self.high = model.scale.minimum, model.scale.maximum

    # --- what must hold between the keys ---------------------------------------------------

    def mistakes(self, path: Path) -> Iterator[Finding]:
        """What does not hold between the keys of the question, which stands at a path."""
        for at, option in enumerate(self.options):
            here = (*path, "options", at)
            if self.fixed_words and option.id not in self.fixed_words:
                yield broken((*here, "id"), "not-yes-or-no", id=option.id)
            elif option.id in RESERVED_OPTIONS:
                yield broken((*here, "id"), "reserved-id", id=option.id)
            yield from self._mistakes_of_score(option, here)
        yield from self._mistakes_of_points((*path, "options"))

    def _mistakes_of_score(self, option: "Option", path: Path) -> Iterator[Finding]:
        """What is wrong with what an option scores, which stands at a path."""
        if option.score is not None:
            yield from on_scale(self.model, option.score, (*path, "score"))
        if option.weight is not None:
            yield broken((*path, "weight"), "weight-of-option")

    def _mistakes_of_points(self, path: Path) -> Iterator[Finding]:
        """What is wrong with the points of the options, which stand at a path."""
        return mistakes_of_points(self.options, path, named="dit antwoord")

    @property
    def efforts(self) -> list[Fraction]:
        """What it takes to get to each option."""
        return [option.effort or _ONE for option in self.options]

    # --- scores ----------------------------------------------------------------------------

    @cached_property
    @abstractmethod
    def scores(self) -> tuple[Fraction, ...]:
        """The scores of the question's own options or bands, in their order.

        For ``multi``: what each option alone adds to the scale's minimum. For a number on a
        line: none.
        """

    @property
    def scored(self) -> Sequence["Option | Band"]:
        """The options or bands that have a score, or points, of their own."""
        return self.options

    @cached_property
    def most_points(self) -> Fraction:
        """The most points that an answer gives; 0 where answers have none."""
        return most_points(self.scored)

    @property
    def gives_points(self) -> bool:
        """Whether what answers are worth is told in points."""
        return self.most_points > 0

    def _score_of(self, part: "Option | Band") -> Fraction | None:
        """The score that an option or band has, or its points make; None where it has neither."""
        if part.points is None:
            return part.score
        return self.low + (self.high - self.low) * part.points / (self.most_points or _ONE)

    def points_of(self, score: Fraction) -> Fraction:
        """The points that made a score, of a question that gives points."""
        return (score - self.low) / (self.high - self.low) * self.most_points

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The same in units of the model above the bottom of the scale."""
        return tuple(map(self.model.units, self.scores))

    @property
    def grain(self) -> tuple[Fraction, ...]:
        """Numbers of which a common denominator makes every score that can be given whole."""
        return self.scores

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest score that an answer can give."""
        if not self.scores_are_listed:
            return self.low, self.high
        return min(self.scores, default=self.low), max(self.scores, default=self.high)

    @property
    def is_ladder(self) -> bool:
        """Whether each answer is worth as much as the one before it, so that the last one holds."""
        return False

    # --- what may be answered --------------------------------------------------------------

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """The words of the options that have a score, in the order of ``scores``."""
        return tuple(option.id for option in self.options)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What may be answered in words, in the order in which people read it."""
        return self.identifiers

    @cached_property
    def alone(self) -> Mapping[str, Fraction]:
        """The score of every option by itself; none for a number, of which bands have no words."""
        return dict(zip(self.identifiers, self.scores, strict=False))

    @cached_property
    def known(self) -> Mapping[str, Given]:
        """Every word that is an answer that counts."""
        return {word: Given(score, (word,)) for word, score in self.alone.items()}

    @property
    def to_prove(self) -> tuple[str, ...]:
        """The words of answers that the model expects evidence with, as far as one word tells."""
        if not self.is_one_word:
            return ()
        return tuple(
            word for word, score in self.alone.items() if self.model.expects_evidence(score)
        )

    @property
    def possible(self) -> tuple[str, ...]:
        """All words that may be answered, for messages."""
        also = (UNKNOWN_WORD, NOT_APPLICABLE_WORD)
        return (*self.words, *(also if self.question.not_applicable else also[:1]))

    @cached_property
    def _named(self) -> Mapping[str, str]:
        return named_options(self)

    def named(self, words: Iterable[str]) -> list[str]:
        """Words that may be answered as people read them: options with letter, id and text."""
        return [self._named.get(word, word) for word in words]

    @property
    def listed(self) -> dict[str, str]:
        """The words of one answer, and the text of each where people choose from a list."""
        others = {word: LABELS[word] for word in self.possible if word in LABELS}
        return self._listed_words() | others

    def _listed_words(self) -> dict[str, str]:
        return {}

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """The word of every text that is an answer by itself; worked out when it is asked for."""
        return meanings(self.words, self._layers())

    @cached_property
    def counting(self) -> frozenset[str]:
        """The texts that are an answer that counts."""
        return frozenset(text for text, word in self.meanings.items() if word in self.alone)

    def _layers(self) -> Iterable[list[tuple[str, str]]]:
        return lettered_layers(self.options)

    # --- reading ---------------------------------------------------------------------------

    def word_for(self, text: str) -> str | None:
        """The word of an answers file that a text stands for; None where it is none.

        A text is an option's id, its letter or its text, whatever the capitals, spaces, dashes,
        quotation marks and full stops around it; or one of the words for no answer.
        """
        found = self.meanings.get(text)
        return self.meanings.get(folded_answer(text)) if found is None else found

    def read(self, value: Any, path: Path = ()) -> str | Given:
        """The word of an answer, or what a list of words or a number comes to.

        path: where the value stands.

        Raises:
            Wrong: it is no answer. FindingsError: several items of a list are none.

        """
        if not isinstance(value, str):
            return self._read_group(value, path)
        word = self.word_for(value)
        if word is None:
            return self._read_text(value)
        if word == NOT_APPLICABLE_WORD and not self.question.not_applicable:
            raise wrong("not-applicable")
        return word

    def _read_group(self, value: Any, path: Path) -> str | Given:
        """What a list, or a group of keys, comes to."""
        raise wrong("single-answer", value=value, possible=self._hint(self.possible))

    def _read_text(self, text: str) -> Given:
        """What a text comes to that is no word; raises Wrong."""
        raise self._no_option(text, self.possible)

    def _no_option(self, text: str, possible: Sequence[str], *, in_list: bool = False) -> Wrong:
        """What is wrong with a text that is no option, and what was probably meant.

        in_list: whether it is one of several answers.
        """
        return no_option(self, text, possible, in_list=in_list)

    def _hint(self, possible: Sequence[str]) -> str:
        """A hint: what may be answered."""
        return possible_hint(self.named(possible))

    def texts(self) -> Iterable[str]:
        """The texts of options as people may write them."""
        return (*(option.text for option in self.options), *with_letters(self.options).values())

    # --- steps -----------------------------------------------------------------------------

    def start(self, units: int, chosen: tuple[str, ...], number: Fraction | None) -> Stop:
        """A known answer as the place where steps begin."""
        del number
        return Stop(units, chosen)

    @property
    def unanswered(self) -> Stop:
        """No answer as the place where steps begin, where that is held to be the lowest."""
        return Stop(min(self.units, default=0), answered=False)

    def ladder(self, start: Stop, *, up: bool) -> Sequence[int]:
        """The best scores that 0, 1, 2, … steps in one direction lead to, in units."""
        beyond = [s for s in set(self.units) if (s > start.units if up else s < start.units)]
        return [start.units, *sorted(beyond, reverse=not up)]

    def apart(self, one: Stop, other: Stop) -> int | None:
        """How many options lie from one answer to another; None where there are no steps."""
        places = [self.identifiers.index(stop.chosen[0]) for stop in (one, other)]
        return abs(places[0] - places[1])

    @cached_property
    def average_step(self) -> Fraction | None:
        """What one step changes on average, in units; None where there are no steps."""
        distinct = set(self.units)
        if len(distinct) <= 1:
            return None
        return Fraction(max(distinct) - min(distinct), len(distinct) - 1)

    def highest_below(self, start: Stop, units: int) -> int:
        """The highest score that an answer to it gives below a number of units.

        Where none does, the lowest. start: the answer that was given.
        """
        del start
        return max((one for one in self.units if one < units), default=min(self.units))

    def onward(self, start: Stop) -> Iterable[Sequence[Stop]]:
        """The rows of steps that lead away from an answer, each to be taken in order.

        One option for every score, from low to high: that of the least effort, or the first.
        """
        efforts = dict(zip([option.id for option in self.options], self.efforts, strict=True))
        best: dict[int, Stop] = {}
        for word, units in zip(self.identifiers, self.units, strict=True):
            effort = efforts.get(word, _ONE)
            if units > start.units and (units not in best or effort < best[units].effort):
                best[units] = Stop(units, (word,), effort=effort)
        yield [best[units] for units in sorted(best)]

    # --- counting --------------------------------------------------------------------------

    @property
    def outcomes(self) -> Mapping[str, Fraction | None]:
        """What answers are counted by, in the model's order, and the score where it has one."""
        return self.alone

    def outcomes_of(self, start: Stop) -> tuple[str, ...]:
        """By which of ``outcomes`` a known answer is counted."""
        return start.chosen


def on_scale(
    model: "Model", score: Fraction, path: Path, key: str = "off-scale"
) -> Iterator[Finding]:
    """A score lies on the scale; where that is empty, nothing is said.

    key: what is said of a score that does not.
    """
    low, high = model.scale.minimum, model.scale.maximum
    if low < high and not low <= score <= high:
        ends = {"low": as_written(low), "high": as_written(high)}
        yield broken(path, key, value=as_written(score), **ends)


def few_totals(efforts: Sequence[Fraction], most: int, path: Path, key: str) -> Iterator[Finding]:
    """Efforts have few different totals, each of which a plan is weighed by.

    They may be many where they are alike. most: steps that they are together, of the largest that
    fits in each.
    """
    total = sum(efforts, Fraction(0))
    step = Fraction(gcd(*(int(effort * EFFORT_PARTS) for effort in efforts)), EFFORT_PARTS)
    if len(set(efforts)) > 1 and total > most * step:
        yield broken(path, key, total=as_written(total), step=as_written(step), most=most)
