"""Pages in a real browser: Debian's Chromium, and what happened while a page was open."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LACKING = [] if CHROMIUM else ["chromium"]
LACKING += [] if find_spec("playwright") else ["playwright (the extra browser)"]
_FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def marks(*tools: str) -> list[pytest.MarkDecorator]:
    """The marks of a module whose tests open pages. tools: what else they need."""
    lacking = [tool for tool in tools if shutil.which(tool) is None] + LACKING
    reason = f"not installed: {', '.join(lacking)}"
    return [
        pytest.mark.heavy,
        pytest.mark.browser,
        pytest.mark.skipif(bool(lacking) and not os.environ.get("CI"), reason=reason),
    ]


def violations(found: Any) -> list[str]:
    """What axe found, by element, of a page that it could look at."""
    assert found["passes"]
    return [
        f"{one['id']}: {node['html'][:120]} {node['any'][:1]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser with an empty profile of its own, as a launched one gets."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


class Visit:
    """A page that is open, and what happened while it was."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.told: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.told.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.address = path.as_uri()
        self.page.goto(self.address)

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.told == []
            assert [url for url in self.requests if url not in {self.address, "data:,"}] == []
