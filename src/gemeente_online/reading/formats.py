"""The formats that are read; imports nothing, so that the command line may name them at once."""

from enum import StrEnum


class InputFormat(StrEnum):
    """What a file, or standard input, holds."""

    YAML = "yaml"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


SUFFIXES = {
    ".yaml": InputFormat.YAML,
    ".yml": InputFormat.YAML,
    ".json": InputFormat.JSON,
    ".jsonl": InputFormat.JSONL,
    ".csv": InputFormat.CSV,
    ".xlsx": InputFormat.XLSX,
    ".xlsm": InputFormat.XLSX,
}
