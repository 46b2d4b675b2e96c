"""The formats that results are shown in; imports nothing, so that options may name them at once."""

from enum import StrEnum


class OutputFormat(StrEnum):
    """How a command shows its result."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    DOCX = "docx"
    HTML = "html"


class FormFormat(StrEnum):
    """What a form to fill in becomes."""

    YAML = "yaml"
    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"


class ModelFormat(StrEnum):
    """How ``model show`` shows a model: to read, or its file."""

    TABLE = "table"
    MARKDOWN = "markdown"
    DOCX = "docx"
    YAML = "yaml"


class CheckFormat(StrEnum):
    """How ``check`` shows what it found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class ReportFormat(StrEnum):
    """What ``report`` makes: a page, a memo in Word, or the picture of the phase alone."""

    HTML = "html"
    DOCX = "docx"
    SVG = "svg"
    PNG = "png"


class ReportPart(StrEnum):
    """How much of the page of one municipality ``report`` makes: all of it, or its first sheet."""

    ALL = "all"
    SUMMARY = "summary"


class DocumentKind(StrEnum):
    """What a file that is read is about, or what JSON holds; each has a schema of its own."""

    ANSWERS = "answers"
    MODEL = "model"
    RESULTS = "results"
    EXPLANATION = "explanation"
    GROWTH = "growth"
    COMPARISON = "comparison"
    CONSENSUS = "consensus"
    RANKING = "ranking"
    REFERENCE = "reference"
    EVALUATION = "evaluation"
    RESULT_LINE = "result-line"
    ANSWER_LINE = "answer-line"
    PLACE_LINE = "place-line"
    GROWTH_LINE = "growth-line"
    EXPLANATION_LINE = "explanation-line"


class JsonText(str):
    """Text that is JSON: where a stream lacks a character, it may be escaped instead."""

    __slots__ = ()
