"""By which digest the file of an assessment is known."""

import sys
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from gemeente_online import Assessment, read_assessments
from gemeente_online.reading.files import InputFormat

TEXTS = {
    "a.yaml": b"municipality: {name: A}\ndate: 2026-10-01\nanswers: {}\n",
    "a.json": b'{"municipality": {"name": "A"}, "date": "2026-10-01", "answers": {}}',
    "a.jsonl": b'{"municipality": {"name": "A"}, "date": "2026-10-01", "answers": {}}\n' * 2,
    "a.csv": b"municipality;date\nA;2026-10-01\nB;2026-10-01\n",
}


def digests(*sources: Path | str, **more: InputFormat) -> Iterator[str | None]:
    for found in read_assessments(*sources, input_format=more.get("of")):
        assert isinstance(found, Assessment)
        yield found.source_sha256


@pytest.mark.parametrize("name", TEXTS)
def test_every_assessment_knows_the_digest_of_its_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TEXTS[name])
    wanted = sha256(TEXTS[name]).hexdigest()
    assert {*digests(tmp_path)} == {wanted}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("is_pipe", [False, True], ids=["file", "pipe"])
def test_of_standard_input_what_was_read(
    monkeypatch: pytest.MonkeyPatch, name: str, is_pipe: bool
) -> None:
    """Rows of a pipe are read once, so that nobody knows it when the first one is told."""
    stream = BytesIO(TEXTS[name])
    if is_pipe:
        monkeypatch.setattr(stream, "seekable", lambda: False, raising=False)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(stream))
    streams = name in {"a.jsonl", "a.csv"}
    wanted = None if streams and is_pipe else sha256(TEXTS[name]).hexdigest()
    assert {*digests("-", of=InputFormat(name.partition(".")[2]))} == {wanted}
