"""Lets the guide's pages link to files outside ``docs``: the site gets a copy of each.

In the repository ``../models/x.yaml`` is the file itself, in the site it is
``bestanden/models/x.yaml``, so that the site is whole wherever it is put. A link to a file that
does not exist stays as it is, and ``mkdocs build --strict`` refuses it.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_LINK = re.compile(r"(?<=\]\()\.\./([^)#\s]+)")
_PLACE = "bestanden"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what the pages link to outside their folder."""
    root = Path(config.docs_dir).parent
    linked = {
        name
        for file in files.documentation_pages()
        for name in _LINK.findall(file.content_string)
        if (root / name).is_file()
    }
    for name in sorted(linked):
        files.append(File.generated(config, _copy(name), content=(root / name).read_bytes()))
    return files


def _copy(name: str) -> str:
    """Where a file's copy goes; Markdown as text, since it is no page of the guide."""
    return f"{_PLACE}/{name}.txt" if name.endswith(".md") else f"{_PLACE}/{name}"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Point the links at the copies."""
    del page, config

    def at_its_copy(link: re.Match[str]) -> str:
        place = _copy(link[1])
        return place if files.get_file_from_path(place) else link[0]

    return _LINK.sub(at_its_copy, markdown)
