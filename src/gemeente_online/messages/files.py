"""What is wrong with a file before anybody looks at what it says: bytes, YAML, JSON, workbooks."""

from gemeente_online.messages.message import Message

MISTAKES: dict[str, Message] = {}
