"""The guide's page on the web form: what it quotes is there, and does what the page says."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gemeente_online.messages import messages
from support.browser import marks
from support.places import ROOT
from support.web_forms import Person, put, saved

Command = Callable[..., tuple[int, str, str]]
PAGE = (ROOT / "docs/webformulier.md").read_text("utf-8")
TEMPLATES = ROOT / "src/gemeente_online/rendering/templates"
OF_OTHERS = {"Openen met"}
"""What the guide tells to choose that is not the form's."""


def test_what_it_quotes_is_what_the_form_says() -> None:
    files = ("form.html.j2", "fields.js", "form.js", "../forms/web.py")
    form = "\n".join((TEMPLATES / name).read_text("utf-8") for name in files)
    told = {one["says"] for one in messages().values()}
    quoted = {" ".join(one.split()) for one in re.findall(r"(?<![*\w])\*([^*]+)\*(?!\*)", PAGE)}
    assert len(quoted) > 10
    assert [one for one in quoted if one not in form and one not in told | OF_OTHERS] == []


class TestInABrowser:
    pytestmark = marks()

    def test_colleagues_fill_in_and_send_back(
        self, command: Command, browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As the page tells it: handed out, filled in, saved, and put side by side."""
        monkeypatch.chdir(tmp_path)
        (asked,) = re.findall(
            r"^\$ gemeente-online (init .* --folder webformulieren .*)$", PAGE, re.MULTILINE
        )
        assert command(*shlex.split(asked))[0] == 0
        for who, answer in (("kcc", "overal"), ("wijk", "webcare")):
            with Person(browser, tmp_path / f"webformulieren/{who}.html") as colleague:
                page = colleague.open()
                put(page, "kanaalkeuze", "doelgroep")
                put(page, "klantvragen", answer)
                put(page, "klantvragen.note", "Ook over belastingen")
                name, tree = saved(page)
            assert name == f"waterdam-{who}.json"
            Path("webformulieren", name).write_text(json.dumps(tree), "utf-8")
            if who == "kcc":
                assert f"```json {name}\n{json.dumps(tree, indent=2)}\n```" in PAGE
        code, out, err = command("consensus", "webformulieren")
        assert code == 0
        assert "3 bestanden overgeslagen: beleid.html, kcc.html en wijk.html" in err
        assert "2 invullers antwoordden op 1 oktober 2026: kcc en wijk" in " ".join(out.split())
