"""What workbooks and Word files have in common: a zip, in which programs note when they made it."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def without_moment(
    data: bytes, changed: Callable[[str, bytes], bytes] = lambda _, part: part
) -> bytes:
    """A file of these parts that is the same whenever it was made: equal for equal content.

    changed: gives a part, by its name, as it should be.
    """
    again = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as made, zipfile.ZipFile(again, "w") as archive:
        for entry in made.infolist():
            part = changed(entry.filename, made.read(entry))
            if entry.filename == "docProps/core.xml":
                part = _DATES.sub(b"", part)
            plain = zipfile.ZipInfo(entry.filename)
            plain.compress_type = zipfile.ZIP_DEFLATED
            plain.external_attr = 0o644 << 16
            archive.writestr(plain, part)
    return again.getvalue()
