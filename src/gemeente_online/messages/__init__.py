"""Every sentence about a problem, by its key: what is wrong, and what would be right.

A key is the code of the kind of mistake, in kebab-case; where one kind is told in several ways,
followed by a slash and which: ``unknown-option`` and ``unknown-option/remark``. Sentences are
filled in by ``problem.broken`` and its neighbours: ``{value}`` as it is, ``{value!q}`` between
quotes and shortened, ``{count!n}`` as a number with thousands.
"""

from collections.abc import Mapping

from gemeente_online.messages import answers, commands, files, keys, models, replies, tables
from gemeente_online.messages.message import Message

MISTAKES: Mapping[str, Message] = {
    **files.MISTAKES,
    **tables.MISTAKES,
    **keys.MISTAKES,
    **answers.MISTAKES,
    **models.MISTAKES,
    **commands.MISTAKES,
    **replies.MISTAKES,
}
"""What makes an input, or a command, impossible to use."""

WARNINGS: Mapping[str, Message] = {
    **answers.WARNINGS,
    **models.WARNINGS,
    **tables.WARNINGS,
    **commands.WARNINGS,
}
"""What can be used, and was probably not meant."""
