"""What is wrong with a model file."""

from gemeente_online.messages.message import Message

MISTAKES: dict[str, Message] = {}

WARNINGS: dict[str, Message] = {}
