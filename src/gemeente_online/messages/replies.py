"""What is wrong with what somebody types while answering questions."""

from gemeente_online.messages.message import Message

MISTAKES: dict[str, Message] = {}
