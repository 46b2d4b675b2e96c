"""Questions that are answered with options: one of them, yes or no, or several together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gemeente_online.model.numbers import as_written
from gemeente_online.model.question_types.kind import Given, Kind, Stop, few_totals
from gemeente_online.model.question_types.points import mistakes_of_points
from gemeente_online.model.question_types.texts import (
    LABELS,
    NO,
    NOTHING_WORD,
    UNKNOWN_WORD,
    YES,
    folded_answer,
    lettered_layers,
    parts_of,
    with_letters,
)
from gemeente_online.problem import Finding, FindingsError, Path, Wrong, broken, wrong
from gemeente_online.wording import shortened

if TYPE_CHECKING:
    from gemeente_online.model.parts import Option

_ONE = Fraction(1)

MOST_EFFORTS_OF_MULTI = 100
"""The most that the efforts of one ``multi`` add up to, in the largest step that fits in each.

Its options may be chosen in any combination.
"""

_LONGEST_LIST = 200
"""Characters of several answers that a hint repeats."""

_MEANT = {
    **dict.fromkeys(("true", "yes", "y", "j", "waar", "1"), YES),
    **dict.fromkeys(("false", "no", "n", "onwaar", "0"), NO),
}
"""What people and programs write for yes and no; too little to take it for that unasked."""


class OneOf(Kind):
    """One of the options; without scores they are spread evenly over the scale."""

    is_one_word = True

    def mistakes(self, path: Path) -> Iterator[Finding]:
        """See ``Kind.mistakes``; there is a choice, and all options have scores or none has."""
        yield from super().mistakes(path)
        unscored = [at for at, option in enumerate(self.options) if option.score is None]
        has_points = any(option.points is not None for option in self.options)
        if not self.options:
            yield broken(path, "no-options", id=self.question.id)
        elif len(self.options) == 1:
            yield broken((*path, "options"), "single-option")
        elif 0 < len(unscored) < len(self.options) and not has_points:
            yield broken((*path, "options", unscored[0]), "score-missing")

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """See ``Kind.scores``."""
        last = max(len(self.options) - 1, 1)
        span = self.high - self.low
        return tuple(
            self.low + span * Fraction(at, last) if score is None else score
            for at, score in enumerate(map(self._score_of, self.options))
        )

    @property
    def is_ladder(self) -> bool:
        """Whether the options go from low to high."""
        return list(self.scores) == sorted(self.scores)

    def _listed_words(self) -> dict[str, str]:
        return with_letters(self.options)


class YesNo(Kind):
    """Yes or no: the ends of the scale, unless an option says otherwise.

    Where one of them has points, the other has 0 unless it says otherwise.
    """

    is_one_word = True
    fixed_words = (YES, NO)

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """The words, from low to high."""
        return NO, YES

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words."""
        return self.fixed_words

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """See ``Kind.scores``."""
        given = {option.id: self._score_of(option) for option in self.options}
        ends = ((NO, self.low), (YES, self.low if self.gives_points else self.high))
        return tuple(end if (score := given.get(word)) is None else score for word, end in ends)

    def _mistakes_of_points(self, path: Path) -> Iterator[Finding]:
        return mistakes_of_points(self.options, path, named="dit antwoord", rest_is_0=True)

    def _listed_words(self) -> dict[str, str]:
        return {YES: YES, NO: NO}

    def _layers(self) -> Iterable[list[tuple[str, str]]]:
        yield [(option.text, option.id) for option in self.options]

    def texts(self) -> Iterable[str]:
        """See ``Kind.texts``."""
        return [option.text for option in self.options]

    def _no_option(self, text: str, possible: Sequence[str], *, in_list: bool = False) -> Wrong:
        meant = _MEANT.get(folded_answer(text))
        if meant:
            return wrong(
                "unknown-option/yes-no", value=text, word=meant, possible=self._hint(possible)
            )
        return super()._no_option(text, possible, in_list=in_list)


class Several(Kind):
    """Any of the options together: the chosen part of their weight, linear over the scale."""

    steps_combine = True
    scores_are_listed = False

    def mistakes(self, path: Path) -> Iterator[Finding]:
        """See ``Kind.mistakes``; there are options, and their efforts have few totals."""
        yield from super().mistakes(path)
        if not self.options:
            yield broken(path, "no-options", id=self.question.id)
        here = (*path, "options")
        yield from few_totals(
            self.efforts, MOST_EFFORTS_OF_MULTI, here, "efforts-too-fine/question"
        )

    def _mistakes_of_score(self, option: "Option", path: Path) -> Iterator[Finding]:
        if option.score is not None:
            yield broken((*path, "score"), "score-of-multi")
        if option.points is not None:
            total = sum((one.points for one in self.options if one.points), Fraction(0))
            yield broken((*path, "points"), "score-of-multi/points", total=as_written(total))

    def _mistakes_of_points(self, path: Path) -> Iterator[Finding]:
        return iter(())

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """See ``Kind.scores``."""
        weights = [option.weight or _ONE for option in self.options]
        total = sum(weights, Fraction(0))
        return tuple(self.low + (self.high - self.low) * weight / total for weight in weights)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The options, and the word for none of them."""
        return (*self.identifiers, NOTHING_WORD)

    @cached_property
    def known(self) -> Mapping[str, Given]:
        """Each option alone, and nothing."""
        return {NOTHING_WORD: Given(self.low)} | {
            word: Given(score, (word,)) for word, score in self.alone.items()
        }

    def _layers(self) -> Iterable[list[tuple[str, str]]]:
        yield from lettered_layers(self.options)
        yield [(LABELS[NOTHING_WORD], NOTHING_WORD)]

    def _read_group(self, value: Any, path: Path) -> str | Given:
        if not isinstance(value, list):
            return super()._read_group(value, path)
        if not value:
            return UNKNOWN_WORD
        words = [self.word_for(item) if isinstance(item, str) else None for item in value]
        if len(words) == 1 and words[0] is not None:
            return self.read(value[0])
        findings: list[Finding] = []
        chosen: set[str | None] = set()
        for at, (item, word) in enumerate(zip(value, words, strict=True)):
            mistake = self._wrong_item(item, word, chosen)
            chosen.add(word)
            if mistake is not None:
                findings.append(mistake.at((*path, at)))
        if findings:
            raise FindingsError(findings)
        score = self.low + sum((self.alone[word] - self.low for word in words if word), Fraction(0))
        return Given(score, tuple(word for word in self.identifiers if word in chosen))

    @cached_property
    def _possible_items(self) -> tuple[str, ...]:
        """The words that may stand in a list."""
        return (*self.words, UNKNOWN_WORD)

    def _wrong_item(
        self, item: Any, word: str | None, before: Collection[str | None]
    ) -> Wrong | None:
        """What is wrong with one of several chosen options, if anything is."""
        if not isinstance(item, str):
            hint = self._hint(self._possible_items)
            return wrong("unknown-option/possible", value=item, possible=hint)
        if not item.strip():
            return wrong("unknown-option/empty")
        if word is None:
            return self._no_option(item, self._possible_items, in_list=True)
        if word not in self.alone:
            return wrong("word-stands-alone", value=item)
        return wrong("repeated-option", value=item) if word in before else None

    def _no_option(self, text: str, possible: Sequence[str], *, in_list: bool = False) -> Wrong:
        for parts in (parts_of(text, r"[,;|]"), parts_of(text), parts_of(text, r"[,;|\s]")):
            words = [self.word_for(part) for part in parts]
            if len(parts) > 1 and None not in words:
                return self._several_in_a_text(text, parts, words)
        parts = parts_of(text, r"[,;|]")
        strange = [part for part in parts if self.word_for(part) is None]
        if 0 < len(strange) < len(parts):
            return super()._no_option(strange[0], possible, in_list=True)
        if text.startswith("-"):
            return wrong("unknown-option/dash", value=text)
        return super()._no_option(text, possible, in_list=in_list)

    def _several_in_a_text(
        self, text: str, parts: Sequence[str], words: Sequence[str | None]
    ) -> Wrong:
        """What is wrong with several answers in one text; it would not do as a list either."""
        for at, (part, word) in enumerate(zip(parts, words, strict=True)):
            mistake = self._wrong_item(part, word, words[:at])
            if mistake is not None:
                return mistake
        chosen = [word for word in self.identifiers if word in words]
        return wrong(
            "unknown-option/several",
            value=text,
            plain=shortened(", ".join(chosen), _LONGEST_LIST),
            in_json=shortened(", ".join(f'"{word}"' for word in chosen), _LONGEST_LIST),
            in_a_cell=shortened("|".join(chosen), _LONGEST_LIST),
        )

    @property
    def unanswered(self) -> Stop:
        """See ``Kind.unanswered``; nothing is chosen."""
        return Stop(0, answered=False)

    def ladder(self, start: Stop, *, up: bool) -> Sequence[int]:
        """The heaviest option is added or dropped first, so that steps do as much as they can."""
        changes = [
            units
            for word, units in zip(self.identifiers, self.units, strict=True)
            if (word in start.chosen) is not up
        ]
        steps = [start.units]
        for change in sorted(changes, reverse=True):
            steps.append(steps[-1] + change if up else steps[-1] - change)
        return steps

    def apart(self, one: Stop, other: Stop) -> int:
        """How many options one has and the other has not."""
        return len({*one.chosen} ^ {*other.chosen})

    @cached_property
    def average_step(self) -> Fraction:
        """One option more or less, of all of them."""
        return Fraction(sum(self.units), len(self.units))

    def highest_below(self, start: Stop, units: int) -> int:
        """What is left when the lightest chosen options are dropped, one by one, until it is below.

        With every combination tried a little more might be left, but nobody could follow that.
        """
        left = start.units
        for change in sorted(self.units[self.identifiers.index(word)] for word in start.chosen):
            if left < units:
                break
            left -= change
        return left

    def onward(self, start: Stop) -> Iterable[Sequence[Stop]]:
        """Every option that is not chosen yet, and what it adds."""
        for word, units, effort in zip(self.identifiers, self.units, self.efforts, strict=True):
            if word not in start.chosen:
                yield [Stop(units, (word,), effort=effort)]

    @property
    def outcomes(self) -> Mapping[str, Fraction | None]:
        """Of several options none has a score alone."""
        return dict.fromkeys([NOTHING_WORD, *self.identifiers])

    def outcomes_of(self, start: Stop) -> tuple[str, ...]:
        """Every option that is chosen, or that none is."""
        return start.chosen or (NOTHING_WORD,)
