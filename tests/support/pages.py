"""Report pages taken apart: the elements, their text, and what must hold of every page."""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from gemeente_online._version import __version__
from gemeente_online.analysis.consensus import consensus
from gemeente_online.assessment.file import Assessment, Municipality, Remark
from gemeente_online.reading.assessments import Rejected, read_assessments
from gemeente_online.rendering.formats import ReportPart
from gemeente_online.rendering.report.agenda import render_agenda
from gemeente_online.rendering.report.pages import render_batch, render_municipality
from gemeente_online.scoring.score import score, summarize
from support.places import EXAMPLES

HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> {{ 7*7 }} \u202eegatS\x1b[31m"
HEADING = re.compile(r"h[1-6]")


def assessments(*names: object, **options: Any) -> list[Assessment]:
    """The assessments in files, all of them valid."""
    found = []
    for item in read_assessments(*map(str, names), **options):
        assert not isinstance(item, Rejected), item
        found.append(item)
    return found


class Page:
    """A page that was read as a browser reads it; what is no HTML raises at once."""

    def __init__(self, text: str) -> None:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.text = text
        self.root: Element = parser.parse(text)

    def all(self, tag: str | None = None, **attributes: str) -> list[Element]:
        """The elements of a tag, with these attributes (``class_``: one of its classes)."""

        def fits(element: Element) -> bool:
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if tag is not None and name != tag:
                return False
            for key, value in attributes.items():
                found = element.get(key.rstrip("_").replace("_", "-"), "")
                if value not in (found.split() if key == "class_" else [found]):
                    return False
            return True

        return [element for element in self.root.iter() if fits(element)]

    def one(self, tag: str | None = None, **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def section(self, identifier: str) -> str:
        """The text of the section that a heading with this id begins."""
        return words(self.one("section", aria_labelledby=identifier))

    def shown(self) -> str:
        """All text of the body."""
        return words(self.one("body"))


def words(element: Element) -> str:
    """The text in an element, with single spaces."""
    return " ".join(" ".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag in {"script", "style"}:
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def faults(page: Page) -> list[str]:
    """What breaks a rule that every page must keep: structure, names, safety, no requests."""
    return [
        *_structure(page),
        *_tables(page),
        *_pictures(page),
        *_references(page),
        *_safety(page),
    ]


def _structure(page: Page) -> Iterator[str]:
    if page.one("html").get("lang") != "nl":
        yield "no language"
    levels = [int(e.tag[1]) for e in page.all() if HEADING.fullmatch(str(e.tag))]
    if levels.count(1) != 1:
        yield "not one h1"
    main = page.one("main")
    inside = [int(str(e.tag)[1]) for e in main.iter() if HEADING.fullmatch(str(e.tag))]
    for before, after in zip([1, *inside], inside, strict=False):
        if after > before + 1:
            yield f"h{after} after h{before}"
    for landmark in ("header", "main", "footer"):
        if len(page.all(landmark)) != 1:
            yield f"no single {landmark}"
    if len(page.all("nav")) != (levels.count(2) > 1):
        yield "not one nav for several sections"


def _tables(page: Page) -> Iterator[str]:
    for table in page.all("table"):
        if table.find("caption") is None:
            yield "a table without a caption"
        widths = {sum(int(cell.get("colspan", 1)) for cell in row) for row in table.iter("tr")}
        if len(widths) != 1:
            yield f"a table with rows of {sorted(widths)} cells"
        for head in table.iter("th"):
            if head.get("scope") not in {"col", "row", "rowgroup"}:
                yield "a th without scope"


def _pictures(page: Page) -> Iterator[str]:
    for svg in page.all("svg"):
        titled = svg.get("role") == "img" and svg.get("aria-labelledby")
        nested = svg.get("overflow") == "visible"
        if not (titled or svg.get("aria-hidden") == "true" or nested):
            yield "a picture without a text"


def _references(page: Page) -> Iterator[str]:
    ids = [e.get("id") for e in page.all() if e.get("id")]
    for identifier in ids:
        if ids.count(identifier) > 1:
            yield f"id {identifier} twice"
    for element in page.all():
        for key in ("aria-labelledby", "aria-describedby"):
            if element.get(key) and element.get(key) not in ids:
                yield f"{key} {element.get(key)} points at nothing"
        href = element.get("href", "")
        if href.startswith("#") and href[1:] not in ids:
            yield f"{href} points at nothing"
    for value in re.findall(r"url\(#([^)]*)\)", page.text):
        if value not in ids:
            yield f"url(#{value}) points at nothing"


def _safety(page: Page) -> Iterator[str]:
    (policy,) = [e for e in page.all("meta") if e.get("http-equiv")]
    content = policy.get("content", "")
    if not content.startswith("default-src 'none';"):
        yield "a policy that allows by default"
    for tag in ("style", "script"):
        run = [e for e in page.all(tag) if e.get("type") != "application/json"]
        inline = [e.text or "" for e in run]
        allowed = re.findall(rf"{tag}-src 'sha256-([^']*)'", content)
        hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in inline]
        if allowed != hashes:
            yield f"the policy's hash is not that of the {tag}"
    for element in page.all():
        for key, value in element.attrib.items():
            name = str(key).rpartition("}")[2]
            if name == "style" or name.startswith("on"):
                yield f"an attribute {name}"
            if name in {"src", "srcset", "action", "poster", "data", "background"}:
                yield f"a request: {name}={value}"
        if element.tag == "link" and element.get("href") != "data:,":
            yield f"a request: {element.get('href')}"
    if re.search(r"@import|url\((?!#)", page.text):
        yield "a request from a style"


def without_dress(text: str) -> str:
    """A page without its style and script, and what follows from those."""
    bare = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", text, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-…", bare).replace(__version__, "VERSIE")


def check_harmless(page: Page) -> None:
    """What holds of a page with hostile texts: they are all there, as text."""
    assert faults(page) == []
    assert len(page.all("script")) <= 1
    assert not page.all("img")
    shown = page.shown()
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7*7 }}" in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page.text)
    addresses = [e.get("href", "") for e in page.all("a")]
    assert not [one for one in addresses if not re.match(r"#|https?://", one)]


def agenda_of(*found: Assessment, anonymous: bool = False) -> Page:
    return Page(render_agenda(consensus(found, anonymous=anonymous)))


def page_of(*found: Assessment, notes: bool = True, part: ReportPart = ReportPart.ALL) -> Page:
    return Page(render_municipality([score(one) for one in found], notes=notes, part=part))


def batch_of(*found: Assessment, **options: object) -> Page:
    return Page(render_batch([summarize(one) for one in found], **options))  # type: ignore[arg-type]


def over_the_years() -> list[Assessment]:
    found = assessments(*(EXAMPLES / f"fase-{number}.yaml" for number in (1, 2, 3, 4)))
    return [
        one._replace(municipality=found[0].municipality, date=date(2023 + year, 10, 1))
        for year, one in enumerate(found)
    ]


def hostile() -> Assessment:
    """An assessment that is full of what no page may show as it is."""
    found = assessments(EXAMPLES / "answers.yaml")[0]
    remarks = {
        "crisis": Remark(note=HOSTILE, evidence="javascript:alert(1)"),
        "toon": Remark(note="a\nb", evidence="https://x.example/\"onmouseover='alert(1)"),
        "kanaalkeuze": Remark(evidence="https://user@[::1"),
    }
    municipality = Municipality(HOSTILE, province=HOSTILE, group=HOSTILE, inhabitants=10**15)
    return found._replace(municipality=municipality, remarks=remarks, respondent=HOSTILE)
