"""Questions of which one answer is chosen."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from gemeente_online.model.question_types.kind import Kind
from gemeente_online.model.question_types.texts import NO, YES, folded_answer, with_letters
from gemeente_online.problem import Wrong, wrong
from gemeente_online.suggestions import possible_hint

_MEANT = {
    **dict.fromkeys(("true", "yes", "y", "j", "waar", "1"), YES),
    **dict.fromkeys(("false", "no", "n", "onwaar", "0"), NO),
}
"""What people and programs write for yes and no; too little to take it for that unasked."""


class OneOf(Kind):
    """One of the options; without scores they are spread evenly over the scale."""

    is_one_word = True

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """See ``Kind.scores``."""
        last = max(len(self.options) - 1, 1)
        span = self.high - self.low
        return tuple(
            self.low + span * Fraction(at, last) if option.score is None else option.score
            for at, option in enumerate(self.options)
        )

    @property
    def is_ladder(self) -> bool:
        """Whether the options go from low to high."""
        return list(self.scores) == sorted(self.scores)

    def _listed_words(self) -> dict[str, str]:
        return with_letters(self.options)


class YesNo(Kind):
    """Yes or no: the ends of the scale, unless an option says otherwise."""

    is_one_word = True

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The words, from low to high."""
        return NO, YES

    @property
    def words(self) -> tuple[str, ...]:
        """The words."""
        return YES, NO

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """See ``Kind.scores``."""
        given = {option.id: option.score for option in self.options}
        ends = ((NO, self.low), (YES, self.high))
        return tuple(end if (score := given.get(word)) is None else score for word, end in ends)

    def _listed_words(self) -> dict[str, str]:
        return {YES: YES, NO: NO}

    def _layers(self) -> Iterable[list[tuple[str, str]]]:
        yield [(option.text, option.id) for option in self.options]

    def _texts(self) -> Iterable[str]:
        return [option.text for option in self.options]

    def _no_option(self, text: str, possible: Sequence[str], *, in_list: bool = False) -> Wrong:
        meant = _MEANT.get(folded_answer(text))
        if meant:
            hint = possible_hint(possible)
            return wrong("unknown-option/yes-no", value=text, word=meant, possible=hint)
        return super()._no_option(text, possible, in_list=in_list)
