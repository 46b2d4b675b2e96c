"""What assessments may be grouped by; imports nothing, so that options may name it at once."""

from enum import StrEnum


class GroupBy(StrEnum):
    """What assessments may be grouped by."""

    PROVINCE = "province"
    SIZE = "size"
    GROUP = "group"
