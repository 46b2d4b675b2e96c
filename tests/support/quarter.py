"""A quarter's work of a consultant: forty files in folders, of every kind, with usual mistakes."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

from gemeente_online import load_model
from gemeente_online.cli.app import run
from synthetic import municipalities

Row = dict[str, str]

COUNT, BROKEN = 40, 3
"""How many answers files there are, and how many of them are wrong: see ``_mistakes``."""

MODEL = load_model()
_ABOUT = ("inhabitants", "code", "province")


def quarter(folder: Path, *, broken: bool = True) -> Path:
    """Fill a folder, and give it: a folder for each province, and what else lies around there.

    broken: whether three have mistakes.
    """
    for number, row in enumerate(municipalities(MODEL, COUNT)):
        kind, content = _KINDS[number % len(_KINDS)]
        path = folder / row["province"] / f"{row['code']}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(row))
    for path, was, becomes in _mistakes(folder) if broken else ():
        text = path.read_text("utf-8")
        assert was in text
        path.write_text(text.replace(was, becomes), encoding="utf-8")
    _litter(folder)
    return folder


def _mistakes(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """30 February, an answer misspelled, a heading in Dutch: where, and what becomes of what."""
    first, second, *_ = sorted(folder.rglob("*.yaml"))
    yield first, "date: 2026-", "date: 2026-02-30 #"
    klantvragen = second.read_text("utf-8").split("klantvragen: ")[1].split("\n")[0]
    yield second, f"klantvragen: {klantvragen}", f"klantvragen: {klantvragen[:-1]}"
    yield min(folder.rglob("*.csv")), "municipality", "gemeentenaam"


def _litter(folder: Path) -> None:
    """What lies among answers files in earnest."""
    one = min(folder.rglob("*.json"))
    assert run(["model", "show", "--yaml", "--output", str(folder / "groeimodel.yaml")]) == 0
    assert run(["model", "schema", "--output", str(folder / "vragen.schema.json")]) == 0
    assert run(["init", "--output", str(folder / "vragenlijst.html")]) == 0
    (folder / "uit").mkdir()
    for name in ("uitkomst.json", "uitkomst.csv", "uitkomst.xlsx", "uitkomst.jsonl"):
        assert run(["score", str(one), "--output", str(folder / "uit" / name)]) == 0
    (folder / "vorig-jaar.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (folder / "notulen.docx").write_bytes(b"PK")
    (folder / ".oud.yaml").write_text("x: [", encoding="utf-8")
    (folder / "~$werkmap.xlsx").write_bytes(b"\x05")


def _tree(row: Row) -> dict[str, object]:
    about: dict[str, object] = {"name": row["municipality"]}
    about |= {key: row[key] for key in _ABOUT}
    answers = {question: row[question] for question in MODEL.questions}
    ambition = int(row["ambition"])
    return {"municipality": about, "date": row["date"], "ambition": ambition, "answers": answers}


def _yaml(row: Row) -> bytes:
    tree = _tree(row)
    lines = [f"date: {row['date']}", f"ambition: {row['ambition']}"]
    for part in ("municipality", "answers"):
        values = tree[part]
        assert isinstance(values, dict)
        lines += [f"{part}:", *(f"  {key}: {value}" for key, value in values.items())]
    return "\n".join([*lines, ""]).encode()


def _json(row: Row) -> bytes:
    return json.dumps(_tree(row), indent=2).encode()


def _jsonl(row: Row) -> bytes:
    return json.dumps(_tree(row)).encode() + b"\n"


def _csv(encoding: str, delimiter: str) -> Callable[[Row], bytes]:
    def content(row: Row) -> bytes:
        text = io.StringIO()
        writer = csv.DictWriter(text, row, delimiter=delimiter)
        writer.writeheader()
        writer.writerow(row)
        return text.getvalue().encode(encoding)

    return content


def _sheet(row: Row) -> bytes:
    """Typed cells, as somebody keeps a list in Excel: the code is a number there."""
    book = openpyxl.Workbook()
    assert book.active is not None
    code = row["code"].removeprefix("GM")
    book.active.append([*row])
    book.active.append([int(code) if key == "code" else row[key] for key in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_KINDS: tuple[tuple[str, Callable[[Row], bytes]], ...] = (
    ("yaml", _yaml),
    ("yml", _yaml),
    ("json", _json),
    ("jsonl", _jsonl),
    ("csv", _csv("utf-8-sig", ";")),
    ("csv", _csv("cp1252", ",")),
    ("xlsx", _sheet),
)
"""Kinds of files, each with what a municipality's looks like."""
