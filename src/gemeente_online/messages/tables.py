"""What is wrong with a table: the columns and rows of a CSV file or a worksheet."""

from gemeente_online.messages.message import Message

MISTAKES: dict[str, Message] = {}

WARNINGS: dict[str, Message] = {}
