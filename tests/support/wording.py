"""What outputs say, as tests write it."""

from gemeente_online.wording import NO_BREAK


def plain(text: str) -> str:
    """A text with plain spaces where a number is kept on the line of its sign."""
    return text.replace(NO_BREAK, " ")
