"""What was probably meant by what somebody typed, and what is possible; within a budget."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

from gemeente_online.messages import MEANT, POSSIBLE, UNSEEN
from gemeente_online.wording import LONGEST_SHOWN, and_others, letters, listing, quoted, shortened

MOST_SUGGESTIONS = 50
"""Findings of one file that get a suggestion; people are shown no more of them."""

MOST_LOOK_UPS = 4 * MOST_SUGGESTIONS
"""How often it is looked for what was meant in a file, or in a row of one.

An answer is held beside what it may begin with, words, texts, and words again.
"""

MOST_COMPARED = 300
"""Possibilities that a word is compared with, so that a model of thousands costs no seconds."""

_LONGEST_COMPARED = 300
"""Characters of a text that is compared with others."""

_MOST_NAMES_COMPARED = 5_000
"""Names that one is compared with, once in a command."""

_LEAST_LETTERS = 3
"""Letters of a name that is looked for in others."""


class Guesses:
    """How often it is looked for what was meant: of all that is told of a mistake, it costs most.

    Counts within a ``with``, anew for each. A file with thousands of mistakes need not wait for
    what nobody is shown.
    """

    def __init__(self, most: int = MOST_LOOK_UPS) -> None:
        """Take how many; 0 where nobody reads what is wrong: then no sentence is filled in."""
        self._most = self.left = most

    @property
    def are_read(self) -> bool:
        """Whether anybody is told what is wrong."""
        return self._most > 0

    def __enter__(self) -> None:
        self.left = self._most
        self._token = _guesses.set(self)

    def __exit__(self, *_: object) -> None:
        _guesses.reset(self._token)


_guesses: ContextVar[Guesses | None] = ContextVar("guesses", default=None)


def is_told() -> bool:
    """Whether anybody is told what is wrong."""
    guesses = _guesses.get()
    return guesses is None or guesses.are_read


def may_guess() -> bool:
    """Whether to look once more for what was meant; that is counted."""
    guesses = _guesses.get()
    if guesses is None:
        return True
    guesses.left -= 1
    return guesses.left >= 0


class Meant(NamedTuple):
    """Fills in a hint: what was probably meant by a word, and what is possible.

    named: the possibilities as people read them; none where that is as they are typed.
    """

    word: str
    possibilities: Sequence[str]
    most: int = 12
    named: Sequence[str] = ()

    def __format__(self, _: str) -> str:
        """The near miss first, then what is possible."""
        unseen = unseen_hint(self.word)
        if unseen is not None:
            return unseen
        near = nearest(self.word, self.possibilities)
        meant = MEANT.format(near=f'"{near}"') if near else ""
        return f"{meant}{possible_hint(self.named or self.possibilities, self.most)}"


def possible_hint(possibilities: Sequence[str], most: int = 12) -> str:
    """A hint: what is possible, the first of many."""
    shown = ", ".join(shortened(possibility) for possibility in possibilities[:most])
    return f"{POSSIBLE}{shown}{and_others(len(possibilities) - most)}"


def unseen_hint(text: str) -> str | None:
    """A hint where a text holds a sign that people do not see, or take for a plain space."""
    for char in text:
        if not char.isprintable() or (char.isspace() and char != " "):
            return UNSEEN.format(code=ord(char))
    return None


def nearest(word: str, possibilities: Sequence[str]) -> str | None:
    """The possibility that was probably meant, or None when nothing comes near."""
    if not may_guess():  # before anything is done for it
        return None
    wanted = word[:LONGEST_SHOWN].strip().casefold().replace("_", "-").replace(" ", "-")
    short = (one for one in possibilities[:MOST_COMPARED] if len(one) <= LONGEST_SHOWN)
    return _nearest_in({one.casefold(): one for one in short}, wanted)


def names_hint(word: str, names: Mapping[str, str], most: int) -> str:
    """A hint: which of many names was probably meant by a word, and what is possible.

    First those that differ in signs alone, then those that begin with the word, that hold it or
    are held by it, and the nearest. Names of a few letters are in too many others.

    names: as they are shown, each with what the word is held against.
    """
    unseen = unseen_hint(word)
    if unseen is not None:
        return unseen
    wanted, plain = letters(word), {shown: letters(name) for shown, name in names.items()}
    fits: list[Callable[[str], bool]] = [lambda name: name == wanted]
    if len(wanted) >= _LEAST_LETTERS:
        fits += [lambda name: name.startswith(wanted), lambda name: wanted in name]
    fits.append(lambda name: len(name) >= _LEAST_LETTERS and name in wanted)
    near = _near(wanted[:LONGEST_SHOWN], tuple(plain.values())[:_MOST_NAMES_COMPARED])
    fits.append(lambda name: name == near)
    found = [shown for fit in fits for shown, name in plain.items() if name and fit(name)]
    likely = [f'"{shortened(shown)}"' for shown in dict.fromkeys(found)][:most]
    meant = MEANT.format(near=listing(likely, "of")) if likely else ""
    if likely and len(names) > most:
        return meant.rstrip()
    return f"{meant}{possible_hint([*names], most)}"


def nearest_text(text: str, texts: Mapping[str, str]) -> str | None:
    """The text of one or more sentences that was probably meant, or None.

    text, and the keys of texts: as they are compared.
    """
    return _nearest_in(texts, text) if may_guess() else None


def _nearest_in(texts: Mapping[str, str], text: str) -> str | None:
    near = _near(text[:_LONGEST_COMPARED], tuple(texts)[:MOST_COMPARED])
    return None if near is None else texts[near]


@lru_cache(maxsize=64)
def _near(text: str, compared: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # only mistakes pay for it

    return next(iter(get_close_matches(text, compared, n=1, cutoff=0.6)), None)


def told_apart(typed: str, meant: str) -> str:
    """What was meant, between quotes; where only its end is otherwise, that and what was typed."""
    pairs = zip(typed.casefold(), meant.casefold(), strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), len(typed))
    if len(meant) <= LONGEST_SHOWN or same < LONGEST_SHOWN // 2:
        return quoted(meant)
    start = meant.rfind(" ", 0, same - 10) + 1
    return f"{quoted(f'…{meant[start:]}')} (en hier staat {quoted(f'…{typed[start:]}')})"
