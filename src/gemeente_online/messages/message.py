"""One sentence about a problem."""

from typing import NamedTuple


class Message(NamedTuple):
    """What is said of one kind of mistake, in Dutch, with names to fill in between braces.

    says: what is wrong.
    hint: what would be right.
    in_json: the same for a JSON file, where that is written otherwise.
    in_a_cell: the same where a value stands in a cell, and not on a line of its own.
    """

    says: str
    hint: str | None = None
    in_json: str | None = None
    in_a_cell: str | None = None
