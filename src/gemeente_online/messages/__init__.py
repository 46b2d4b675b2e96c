"""Every sentence about a problem, by its key: what is wrong, and what would be right.

They stand in a YAML file for each subject. A key is the code of the kind of mistake, in kebab-case;
where one kind is told in several ways, followed by a slash and which: ``unknown-option`` and
``unknown-option/remark``. Of each there is:

says: what is wrong; where it is left out, what the code by itself says.
hint: what would be right.
in_json: the same for a JSON file, where that is written otherwise.
in_a_cell: the same where a value stands in a cell, and not on a line of its own.
in_a_form: the same where that cell is in a workbook to fill in.
warns: true where something can be used, and was probably not meant.

Sentences are filled in by ``problem.broken`` and its neighbours: ``{value}`` as it is,
``{value!q}`` between quotes and shortened, ``{count!n}`` as a number with thousands.
"""

from collections.abc import Mapping
from functools import cache

SUBJECTS = ("files", "keys", "answers", "tables", "models", "commands", "replies")
"""What sentences are about; each has a file."""

MEANT = "bedoelde u {near}? "
POSSIBLE = "Mogelijk: "
"""What the words that are possible come behind."""

UNSEEN = (
    "er staat een onzichtbaar teken in (U+{code:04X}, vaak meegekomen met kopiëren en plakken): "
    "typ dit opnieuw"
)

FROM_THE_LIST = "kies uit de lijst van de cel: {answers}"
FROM_THE_LIST_OR_TYPED = "kies uit de lijst van de cel, of typ: {answers}"

Message = Mapping[str, str]
"""The sentences about one kind of mistake, by what they say."""


@cache
def messages() -> Mapping[str, Message]:
    """Every message by its key; the files are read at the first mistake."""
    return {
        key: message for subject in SUBJECTS for key, message in messages_about(subject).items()
    }


def messages_about(subject: str) -> Mapping[str, Message]:
    """The messages of one subject by their keys, in the order of its file."""
    from importlib.resources import files  # only mistakes pay for it

    import yaml

    text = files(__name__).joinpath(f"{subject}.yaml").read_text("utf-8")
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    written: dict[str, dict[str, str]] = yaml.load(text, loader)  # noqa: S506 - it is a safe one
    return {
        key: {"says": written.get(key.partition("/")[0], own)["says"], **own}
        for key, own in written.items()
    }
