"""What is wrong with what somebody asks of a command."""

from gemeente_online.messages.message import Message

MISTAKES: dict[str, Message] = {}
