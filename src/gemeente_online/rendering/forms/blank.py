"""What every form to fill in shares, whatever file it becomes: what is known beforehand.

A form is filled in with what an earlier assessment said, never with its date: a form is for a
new assessment. Nothing here knows of files.
"""

from datetime import date
from typing import NamedTuple

from gemeente_online.assessment.file import Assessment, Municipality
from gemeente_online.assessment.municipality import UNNAMED
from gemeente_online.model.file import Model

LAST_THAT_HOLDS = "Kies het laatste antwoord dat helemaal klopt."
"""How to choose between answers in order: half of the next answer is not the next answer."""


class Blank(NamedTuple):
    """What a form is made from.

    model: whose questions it asks. model_name: how an answers file names that model: an id, or
        a path from the file's folder.
    date: of the new assessment.
    municipality: whose form it is; without a name where that is still to be filled in.
    previous: the assessment whose answers are filled in beforehand, held against the same model.
    """

    model: Model
    model_name: str
    date: date
    municipality: Municipality = Municipality(UNNAMED)
    previous: Assessment | None = None
