"""Questions that are answered with a number."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gemeente_online.model.numbers import MAX_DIGITS, as_written, bounds_in_words, parse_number
from gemeente_online.model.question_types.kind import Better, Given, Kind, Stop, on_scale
from gemeente_online.model.question_types.points import mistakes_of_points
from gemeente_online.problem import Finding, Path, Wrong, broken, wrong
from gemeente_online.wording import listing

if TYPE_CHECKING:
    from gemeente_online.model.parts import Band, Option

_ONE = Fraction(1)
_AROUND_NUMBERS = "0123456789 .,+<>=~-–'’"
"""What may stand in and around a number and says nothing of its unit."""


class _Number(Kind):
    """A number within the question's bounds."""

    keys = frozenset({"unit", "bands", "minimum", "maximum", "better"})

    def mistakes(self, path: Path) -> Iterator[Finding]:
        """See ``Kind.mistakes``; it has a unit, bounds that differ, and one way of scoring."""
        low, high = self.question.minimum, self.question.maximum
        if self.question.unit is None:
            yield broken(path, "no-unit", id=self.question.id)
        if low is not None and high is not None and low >= high:
            yield broken((*path, "maximum"), "bounds-empty", minimum=as_written(low))
        if self.question.bands is not None and self.question.better is not None:
            yield broken((*path, "better"), "key-of-other-type/better")

    def _read_group(self, value: Any, path: Path) -> str | Given:
        del path
        raise wrong("not-a-number", value=value)

    def _read_text(self, text: str) -> Given:
        try:
            number = parse_number(text)
        except Wrong as mistake:
            if mistake.code != "not-a-number":
                raise
            if not any(sign.isdecimal() for sign in text):
                raise wrong("not-a-number/answer", value=text) from None
            unit = str(self.question.unit)
            if unit.casefold() not in text.casefold() and text.strip(_AROUND_NUMBERS):
                raise wrong("not-a-number/unit", value=text, unit=unit) from None
            raise
        low, high = self.question.minimum, self.question.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            bounds = " en ".join(bounds_in_words(low, high))
            raise wrong("out-of-bounds", value=text, bounds=bounds, unit=self.question.unit)
        return Given(self.score_of(number), number=number)

    @abstractmethod
    def score_of(self, number: Fraction) -> Fraction:
        """The score of a number that lies within the question's bounds."""


class Bands(_Number):
    """A number of which ranges have a score each."""

    def mistakes(self, path: Path) -> Iterator[Finding]:
        """See ``Kind.mistakes``; every band gives a score, and ends where the next begins."""
        yield from super().mistakes(path)
        low, bands = self.question.minimum, self.question.bands or ()
        before = None if low is None else (low, True)
        for at, band in enumerate(bands):
            here = (*path, "bands", at)
            if band.score is not None:
                yield from on_scale(self.model, band.score, (*here, "score"))
            elif all(one.points is None for one in bands):
                yield broken(here, "band-without-score")
            yield from self._mistakes_of_end(at, here, before)
            before = band.end or before
        yield from mistakes_of_points(bands, (*path, "bands"), named="deze band")

    def _mistakes_of_end(
        self, at: int, path: Path, before: tuple[Fraction, bool] | None
    ) -> Iterator[Finding]:
        """Every band but the last has one bound, above the one before and with room for the next.

        before: the bound of the band before, or the lowest number.
        """
        bands, highest = self.question.bands or (), self.question.maximum
        band, is_last = bands[at], at == len(bands) - 1
        key = "up_to" if band.below is None else "below"
        here = (*path, key)
        if band.up_to is not None and band.below is not None:
            yield broken(here, "band-bound")
        elif band.end is None:
            if not is_last:
                yield broken(path, "band-bound/none")
        elif is_last:
            yield broken(here, "band-bound/last", name=key)
        elif before is not None and band.end <= before:
            yield broken(
                here,
                "bands-not-ascending" if at else "bands-not-ascending/first",
                name=key,
                end=as_written(band.end[0]),
                before=as_written(before[0]),
            )
        elif highest is not None and band.end >= (highest, True):
            end, maximum = as_written(band.end[0]), as_written(highest)
            yield broken(here, "band-above-maximum", name=key, end=end, maximum=maximum)

    @property
    def scored(self) -> Sequence["Option | Band"]:
        """The bands."""
        return self.question.bands or ()

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """See ``Kind.scores``; of a band that breaks the rules, the bottom of the scale."""
        given = map(self._score_of, self.scored)
        return tuple(self.low if score is None else score for score in given)

    def band_of(self, number: Fraction) -> int:
        """The position of the band that a number falls in."""
        bands = self.question.bands or ()
        inside = (at for at, band in enumerate(bands) if band.reaches(number))
        return next(inside, len(bands) - 1)

    def score_of(self, number: Fraction) -> Fraction:
        """That of its band."""
        return self.scores[self.band_of(number)]

    def start(self, units: int, chosen: tuple[str, ...], number: Fraction | None) -> Stop:
        """The band where steps begin."""
        return Stop(units, chosen, None if number is None else self.band_of(number))

    @property
    def unanswered(self) -> Stop:
        """See ``Kind.unanswered``; in the first of the lowest bands."""
        least = min(self.units)
        return Stop(least, band=self.units.index(least), answered=False)

    def ladder(self, start: Stop, *, up: bool) -> Sequence[int]:
        """A step is to a neighbouring band; the best score within so many bands is taken."""
        here, best = start.band or 0, max if up else min
        return [
            best(self.units[max(here - steps, 0) : here + steps + 1])
            for steps in range(len(self.units))
        ]

    def apart(self, one: Stop, other: Stop) -> int:
        """How many bands lie from one number to another; 0 within one."""
        return abs((one.band or 0) - (other.band or 0))

    @cached_property
    def average_step(self) -> Fraction | None:
        """A step to a neighbouring band, over all of them."""
        if len(self.units) <= 1 or len(set(self.units)) == 1:
            return None
        return Fraction(max(self.units) - min(self.units), len(self.units) - 1)

    def onward(self, start: Stop) -> Iterable[Sequence[Stop]]:
        """The bands to both sides."""
        here = start.band or 0
        for bands in (range(here - 1, -1, -1), range(here + 1, len(self.units))):
            yield [Stop(self.units[band], band=band, effort=_ONE) for band in bands]

    @property
    def outcomes(self) -> Mapping[str, Fraction | None]:
        """Every band."""
        return {f"band-{at}": score for at, score in enumerate(self.scores, start=1)}

    def outcomes_of(self, start: Stop) -> tuple[str, ...]:
        """The band that the number falls in."""
        return () if start.band is None else (f"band-{start.band + 1}",)


class Line(_Number):
    """A number of which the score lies on a line between the question's bounds; it has no steps."""

    scores_are_listed = False

    def mistakes(self, path: Path) -> Iterator[Finding]:
        """See ``Kind.mistakes``; there are both bounds and a direction."""
        yield from super().mistakes(path)
        needed = ("minimum", "maximum", "better")
        lacking = [key for key in needed if getattr(self.question, key) is None]
        if self.question.bands is not None:
            yield broken((*path, "bands"), "no-bands")
        elif lacking:
            lacks = listing(lacking)
            yield broken(path, "number-without-bounds", id=self.question.id, lacks=lacks)

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """None of its own."""
        return ()

    def apart(self, one: Stop, other: Stop) -> None:
        """There are no steps."""

    def highest_below(self, start: Stop, units: int) -> int:
        """The next lower score that can be counted."""
        del start
        return max(units - 1, 0)

    @property
    def grain(self) -> tuple[Fraction, ...]:
        """What makes the score of every number that may be typed whole."""
        low, high = self.question.minimum, self.question.maximum
        if low is None or high is None or low >= high:
            return ()
        slope = (self.high - self.low) / (high - low)
        return slope / 10**MAX_DIGITS, slope * low

    def score_of(self, number: Fraction) -> Fraction:
        """In proportion, in the direction that is better."""
        low, high = self.question.minimum, self.question.maximum
        assert low is not None
        assert high is not None
        part = (number - low) / (high - low)
        if self.question.better is Better.LOWER:
            part = 1 - part
        return self.low + (self.high - self.low) * part
