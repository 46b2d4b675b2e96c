"""LibreOffice, for tests that open and save files with it."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
libreoffice = [
    pytest.mark.heavy,
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (libreoffice-calc) is not installed"),
]


_AS_UTF_8 = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76", "txt": "txt:Text (encoded):UTF8"}
"""For what is plain text: else it takes the encoding of the computer's own language."""


class Office:
    """LibreOffice without a screen, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def convert(self, path: Path, kind: str) -> Path:
        out = self._folder / "uit"
        profile = f"-env:UserInstallation={(self._folder / 'profiel').as_uri()}"
        wanted = ["--convert-to", _AS_UTF_8.get(kind, kind), "--outdir", out]
        subprocess.run(
            [str(SOFFICE), profile, "--headless", *wanted, path],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return out / f"{path.stem}.{kind}"

    def need_writer(self) -> None:
        """Skip a test where the part for texts is missing: then a plain text stays as it is."""
        path = self._folder / "proef.txt"
        path.write_text("proef", encoding="utf-8")
        if not self.convert(path, "docx").exists():
            pytest.skip("LibreOffice Writer (libreoffice-writer) is not installed")
