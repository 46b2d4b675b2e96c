"""Text from files made harmless to show: nothing in it can steer a terminal."""


def clean(text: str) -> str:
    """The text with white space as spaces and other unprintable signs as the replacement sign.

    Control characters, bidirectional overrides, zero-width signs and half characters are
    unprintable; letters with accents, emoji and Chinese are not.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )
