"""Every sentence by its key."""

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
