"""Questions of which several answers may be chosen together."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from gemeente_online.model.question_types.kind import Given, Kind, Stop
from gemeente_online.model.question_types.texts import (
    LABELS,
    NOTHING_WORD,
    UNKNOWN_WORD,
    lettered_layers,
    parts_of,
)
from gemeente_online.problem import Finding, FindingsError, Path, Wrong, wrong
from gemeente_online.suggestions import possible_hint
from gemeente_online.wording import shortened

_ONE = Fraction(1)
_LONGEST_LIST = 200
"""Characters of several answers that a hint repeats."""


class Several(Kind):
    """Any of the options together: the chosen part of their weight, linear over the scale."""

    steps_combine = True
    scores_are_listed = False

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """See ``Kind.scores``."""
        weights = [option.weight or _ONE for option in self.options]
        total = sum(weights, Fraction(0))
        return tuple(self.low + (self.high - self.low) * weight / total for weight in weights)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """Those of the scale: nothing, and everything."""
        return self.low, self.high

    @property
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
        for at, (item, word) in enumerate(zip(value, words, strict=True)):
            mistake = self._wrong_item(item, word, words[:at])
            if mistake is not None:
                findings.append(mistake.at((*path, at)))
        if findings:
            raise FindingsError(findings)
        score = self.low + sum((self.alone[word] - self.low for word in words if word), Fraction(0))
        return Given(score, tuple(word for word in self.identifiers if word in words))

    def _wrong_item(
        self, item: Any, word: str | None, before: Sequence[str | None]
    ) -> Wrong | None:
        """What is wrong with one of several chosen options, if anything is."""
        possible = (*self.words, UNKNOWN_WORD)
        if not isinstance(item, str):
            return wrong("unknown-option/possible", value=item, possible=possible_hint(possible))
        if not item.strip():
            return wrong("unknown-option/empty")
        if word is None:
            return self._no_option(item, possible, in_list=True)
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

    def onward(self, start: Stop) -> Iterable[Sequence[Stop]]:
        """Every option that is not chosen yet, and what it adds."""
        for option, units in zip(self.options, self.units, strict=True):
            if option.id not in start.chosen:
                yield [Stop(units, (option.id,), effort=option.effort or _ONE)]

    @property
    def outcomes(self) -> Mapping[str, Fraction | None]:
        """Of several options none has a score alone."""
        return dict.fromkeys([NOTHING_WORD, *self.identifiers])

    def outcomes_of(self, start: Stop) -> tuple[str, ...]:
        """Every option that is chosen, or that none is."""
        return start.chosen or (NOTHING_WORD,)
