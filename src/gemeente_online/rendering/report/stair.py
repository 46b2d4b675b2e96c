"""The picture of a phase: stairs that a municipality climbs, with its place and its ambition.

Only geometry and words; no colours. All lengths are in pixels of the picture itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

from gemeente_online.model.file import Model
from gemeente_online.rendering.clean import clean
from gemeente_online.rendering.report.short_text import wrapped
from gemeente_online.rendering.words import range_word, uncertain
from gemeente_online.scoring.result import AxisResult, OverallResult
from gemeente_online.wording import shortened

WIDTH = 760
NARROW = 300
TONES = 4
"""How many tones a picture has; the phases of any model are spread over them."""

_GAP = 6
_TOP, _LOWEST, _HIGHEST = 66, 44, 134
_BASE = _TOP + _HIGHEST
_LINE = 18
_LETTER = 7.6
"""The width of an average letter at 14 pixels, on the safe side."""
_SMALL = 6.4
"""The same at 13 pixels."""
_ROOM_FOR_NAMES = 90
_ROW = 76
_LONGEST_NAME = 60


class Tread(NamedTuple):
    """One phase.

    name, experience: in lines that fit.
    state: reached, here, possible (where not everything was answered), or ahead.
    """

    number: int
    name: tuple[str, ...]
    experience: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    state: str
    aim: bool

    @property
    def middle(self) -> float:
        """Where its pin stands, beside its flag if it has one."""
        return self.x + self.width * (0.36 if self.aim else 0.5)

    @property
    def flag(self) -> float:
        """Where its flag stands."""
        return self.x + self.width * (0.62 if self.state == "here" else 0.5)


class Bracket(NamedTuple):
    """The phases that remain possible, under the stairs."""

    x: float
    width: float
    label: str


class Stair(NamedTuple):
    """The whole picture, to be drawn lying (steps) or standing (rows).

    label: whose it is. title: what the picture tells, in one sentence.
    """

    identifier: str
    title: str
    label: str
    steps: tuple[Tread, ...]
    bracket: Bracket | None
    top: float
    width: int
    height: float
    base: int = _BASE


def tone_of(model: Model, phase: int) -> int:
    """The tone of a phase."""
    numbers = [one.number for one in model.phases]
    return round(numbers.index(phase) * (TONES - 1) / max(len(numbers) - 1, 1))


def stair(model: Model, name: str, overall: OverallResult, identifier: str = "trap") -> Stair:
    """The picture as it lies: wide, for a page, a memo or a slide."""
    count = len(model.phases)
    width = (WIDTH - _GAP * (count - 1)) / count
    letters = int(width / _LETTER)
    named = width >= _ROOM_FOR_NAMES
    steps = []
    for at, phase in enumerate(model.phases):
        height = _LOWEST + (_HIGHEST - _LOWEST) * at / max(count - 1, 1)
        felt = phase.experience.name if phase.experience else ""
        steps.append(
            Tread(
                number=phase.number,
                name=wrapped(phase.name, letters, 3) if named else (),
                experience=wrapped(felt, int(width / _SMALL), 3) if named else (),
                x=at * (width + _GAP),
                y=_BASE - height,
                width=width,
                height=height,
                state=state_of(overall, phase.number),
                aim=overall.ambition == phase.number,
            )
        )
    bracket = None
    if uncertain(overall):
        inside = [step for step in steps if _within(overall, step.number)]
        end = inside[-1].x + inside[-1].width
        label = f"mogelijk: fase {range_word(overall.range)}"
        if overall.phase is None:  # nobody stands anywhere: say whose stairs these are
            label = f"{shortened(clean(name), _LONGEST_NAME)}, {label}"
        bracket = Bracket(inside[0].x, end - inside[0].x, label)
    top = min(step.y - _above(step) for step in steps)
    lines = max(len(step.name) + len(step.experience) for step in steps)
    return Stair(
        identifier=identifier,
        title=told(model, name, overall),
        label=shortened(clean(name), letters),
        steps=tuple(steps),
        bracket=bracket,
        top=top,
        width=WIDTH,
        height=_BASE + (34 if bracket else 0) + 10 + lines * _LINE - top,
    )


def standing(model: Model, name: str, overall: OverallResult, identifier: str) -> Stair:
    """The same for a narrow screen: a row for every phase, the highest on top."""
    steps = []
    count = len(model.phases)
    for at, phase in enumerate(reversed(model.phases)):
        felt = phase.experience.name if phase.experience else ""
        width = 46 + 50 * (count - 1 - at) / max(count - 1, 1)
        steps.append(
            Tread(
                number=phase.number,
                name=wrapped(phase.name, int((NARROW - width - 12) / _LETTER), 2),
                experience=wrapped(felt, int((NARROW - width - 10) / _SMALL), 1),
                x=0,
                y=at * _ROW,
                width=width,
                height=_ROW - _GAP,
                state=state_of(overall, phase.number),
                aim=overall.ambition == phase.number,
            )
        )
    return Stair(
        identifier=identifier,
        title=told(model, name, overall),
        label=shortened(clean(name), 22),
        steps=tuple(steps),
        bracket=None,
        top=0,
        width=NARROW,
        height=count * _ROW,
    )


def told(model: Model, name: str, overall: OverallResult) -> str:
    """What the picture tells, in one sentence."""
    phases: Sequence[int] = [phase.number for phase in model.phases]
    if overall.phase is None:
        told = (
            f"{clean(name)}: de fase is niet te bepalen; mogelijk is fase "
            f"{range_word(overall.range)} van {phases[-1]}"
        )
    else:
        named = model.phase_at(overall.phase).name
        told = f"{clean(name)} staat in fase {overall.phase} van {phases[-1]}: {clean(named)}"
        if uncertain(overall):
            told += f"; mogelijk is fase {range_word(overall.range)}"
    return told + (
        f". De ambitie is fase {overall.ambition}." if overall.ambition is not None else "."
    )


def _above(step: Tread) -> int:
    """What stands on a step: a pin with a name, a flag, or nothing."""
    return 58 if step.state == "here" else 32 if step.aim else 2


def _within(overall: OverallResult | AxisResult, phase: int) -> bool:
    return overall.range[0] <= phase <= overall.range[1]


def state_of(overall: OverallResult | AxisResult, phase: int) -> str:
    """What a phase is to where somebody stands: see ``Step``."""
    if phase == overall.phase:
        return "here"
    sure = overall.range[0] if overall.phase is None else min(overall.range[0], overall.phase)
    if phase <= sure:
        return "reached"
    if _within(overall, phase):
        return "possible"
    return "reached" if overall.phase is not None and phase < overall.phase else "ahead"
