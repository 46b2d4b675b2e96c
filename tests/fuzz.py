"""Any input gives a result or a clear, placed problem: fuzzing, and the command for a long run.

    python tests/fuzz.py --inputs 100000 [--seed 1] [--only NAME]

Each way of making inputs gets its share of them. What fails is shrunk by hypothesis and printed,
and should become a case in ``tests/cases``. The suite runs a few inputs of every kind
(``test_fuzz.py``), the same ones each time.

To add a format: a suffix in SEEDS is all that mutated bytes need; mutated trees are written in
every format of WRITERS. Workbooks have a way of their own: a part of one is changed, as XML or as
bytes, and all of it is zipped again.
"""

import argparse
import csv
import io
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from functools import lru_cache
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple
from unittest import mock
from xml.etree import ElementTree

import openpyxl
import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from gemeente_online import Assessment, Rejected, load_model, score
from gemeente_online.model.file import Model
from gemeente_online.problem import Problem
from gemeente_online.reading import models
from gemeente_online.reading.assessments import read_inputs
from gemeente_online.reading.models import shipped_models
from gemeente_online.rendering.formats import DocumentKind
from gemeente_online.rendering.forms.blank import Blank
from gemeente_online.rendering.forms.workbook import blank_workbook
from gemeente_online.rendering.json import render_json
from gemeente_online.rendering.problems import render_problems
from gemeente_online.rendering.score import score_document
from gemeente_online.rendering.terminal import render_terminal
from support import bombs
from support.english import OF_LIBRARIES
from support.places import CASES, ROOT
from support.workbooks import parts_of, zipped

LAST_ROW = 1_048_576
MOST_SECONDS = 2.0
"""Processor time; an input that takes more is a mistake too, whatever it gives."""


class Input(NamedTuple):
    """One file: its name's end, and its bytes."""

    suffix: str
    content: bytes

    def __repr__(self) -> str:
        return f"Input({self.suffix!r}, {self.content!r})"


@lru_cache(maxsize=4)
def _shipped(name: str) -> Model:
    return load_model(name)


def _load_model(name: str, *, relative_to: Path | None = None) -> Model:
    return _shipped(name) if name in shipped_models() else load_model(name, relative_to=relative_to)


@contextmanager
def models_read_once() -> Iterator[None]:
    """The models that come with the program are read once, and not for every input."""
    with mock.patch.object(models, "load_model", _load_model):
        yield


# --- what must hold --------------------------------------------------------------------------


def prepared(folder: Path) -> Path:
    """A folder to check inputs in, with the models beside it that the cases name."""
    inside = folder / "metingen"
    inside.mkdir()
    for model in (CASES / "model.yaml", ROOT / "examples/models/open-data.yaml"):
        for place in (folder, inside):
            (place / model.name).write_bytes(model.read_bytes())
    return inside


def check(given_input: Input, folder: Path) -> str:
    """Read one input to the end as the commands do; what it gave, for the count."""
    path = folder / f"invoer{given_input.suffix}"
    path.write_bytes(given_input.content)
    start = process_time()
    problems: list[Problem] = []
    results = []
    for item in read_inputs(path, warned=problems.append):
        if isinstance(item, Rejected):
            assert item.problems
            problems += item.problems
        elif isinstance(item, Assessment):
            results.append(score(item))
    lines = max(given_input.content.count(end) for end in (b"\n", b"\r")) + 3
    # YAML ends lines in other ways too: NEL, and the line and paragraph separators
    lines += sum(given_input.content.count(end) for end in (b"\x85", b"\x80\xa8", b"\x80\xa9"))
    if given_input.suffix == ".xlsx":
        lines = LAST_ROW
    for problem in problems:
        check_problem(problem, str(path), lines)
    text = render_problems(problems)
    assert all(line.isprintable() for line in text.split("\n")), text
    for result in results[:3]:
        shown = render_terminal(score_document(result), width=80, colour=False)
        assert all(line.isprintable() for line in shown.split("\n")), shown
    content = render_json(DocumentKind.RESULTS, results[:3], problems[:60])
    assert all(line.isprintable() for line in content.split("\n"))
    json.loads(content.encode("utf-8"))
    taken = process_time() - start
    assert taken < MOST_SECONDS, f"took {taken:.1f} seconds"
    return "refused" if problems else "read" if results else "model"


def check_problem(problem: Problem, source: str, lines: int) -> None:
    """A problem says where, what and what to do, in Dutch."""
    assert problem.source == source
    assert problem.message
    assert problem.hint, problem
    assert problem.line is None or 1 <= problem.line <= lines, problem
    assert problem.column is None or problem.column >= 1, problem
    assert len(problem.path) < 2_000, len(problem.path)
    assert len(problem.message) < 1_000, len(problem.message)
    assert len(problem.hint) < 5_000, len(problem.hint)
    for text in (problem.message, problem.hint):
        ours = re.sub(
            r'"[^"]*"|Mogelijk: .*|schrijf .*|noem de groep .*', "", text, flags=re.DOTALL
        )
        assert not OF_LIBRARIES.search(ours) or '"' in ours, text


# --- inputs ----------------------------------------------------------------------------------

SEEDS: dict[str, list[bytes]] = {".yaml": [], ".json": [], ".csv": [], ".jsonl": []}
for _folder in ("examples", "examples/models", "tests/cases/answers", "tests/cases/good",
                "tests/cases/models", "tests/cases/rows", "models"):  # fmt: skip
    for _path in sorted((ROOT / _folder).iterdir()):
        if _path.suffix in SEEDS and not _path.name.endswith(".expected.yaml"):
            _content = _path.read_bytes()
            if len(_content) < 60_000:
                SEEDS[_path.suffix].append(_content)

PIECES = [
    *["a", "b: c", "- ", "? ", ": ", ":", ",", "[", "]", "{", "}", "#", "&a ", "*a", "!", "!!int "],
    *["|", ">", "|-\n", "'", '"', "%", "%TAG ! x\n", "@", "`", "---\n", "...\n", "<<: *a", "~"],
    *["\n", "\r", "\r\n", "\t", " ", "  ", "\u00a0", "\x85", "\u2028", "\ufeff", "\0", "\x1b[31m"],
    *[
        "\u202e",
        "\u200b",
        "e\u0301",
        "\U0001f469\u200d\U0001f467",
        "水",
        "\\",
        "\\u0000",
        "\\ud800",
    ],
    *[
        "null",
        "true",
        "nee",
        "NaN",
        "-Infinity",
        "1e999",
        "0x10",
        "1:30",
        "012",
        "1.000",
        "9" * 400,
    ],
    *["municipality: ", "date: ", "answers: ", "axes: ", "model: ", "name: ", "klantvragen: "],
    *["webcare", "onbekend", "nvt", "geen", "2026-10-01", "2014-13-45", "gemeente-online", "../"],
    *["=1+1", "[/b]", "<b>", "|", ";", "//", "/dev/zero", "\\\\host\\x.yaml", "\udcff"],
    *["[" * 40, "x" * 21_000, "- a\n" * 300],
]


def encoded(text: str) -> bytes:
    """A text in UTF-8; half characters as what no UTF-8 is."""
    return text.encode("utf-8", "surrogateescape" if "\udcff" in text else "surrogatepass")


SUFFIXES = st.sampled_from(list(SEEDS))
any_bytes = st.builds(Input, SUFFIXES, st.binary(max_size=200))
any_pieces = st.builds(
    Input,
    SUFFIXES,
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join).map(encoded),
)


@st.composite
def mutated_bytes(draw: Callable[..., Any]) -> Input:
    """A file that somebody made, with some bytes gone, doubled, added or of another file."""
    suffix = draw(SUFFIXES)
    content = draw(st.sampled_from(SEEDS[suffix]))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3, 4]))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 1, 2, 5, 40, 10_000])))
        new = draw(
            st.sampled_from(PIECES).map(encoded)
            | st.binary(max_size=3)
            | st.sampled_from([b"", content[start:end] * 2, content[-50:]])
        )
        content = content[:start] + new + content[end:]
    recoded = draw(st.sampled_from([None] * 12 + ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"]))
    if recoded is not None:
        content = content.decode("utf-8", "replace").encode(recoded, "replace")
    return Input(draw(st.sampled_from([suffix] * 6 + list(SEEDS))), content)


LEAVES = (
    st.sampled_from([piece for piece in PIECES if "\udcff" not in piece])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.sampled_from(["", "ja", "webcare", "1", "4", "0.7", "3,5", "GM0344", "klantvragen"])
)
VALUES = st.recursive(
    LEAVES | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(LEAVES, inside, max_size=4),
    max_leaves=8,
)
WORDS = sorted(
    {word for seeds in SEEDS.values() for one in seeds for word in
     re.findall("[a-z][a-z_-]{2,20}", one.decode("utf-8", "replace"))}
)  # fmt: skip


def _trees() -> list[Any]:
    paths = [*(ROOT / "examples").glob("*.yaml"), *(ROOT / "examples/models").glob("*.yaml")]
    paths += [ROOT / "models/gemeente-online.yaml", CASES / "model.yaml"]
    paths += (CASES / "good").glob("multi-*[a-z].yaml")
    return [
        yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        for path in sorted(paths)
        if not path.name.endswith(".expected.yaml")
    ]


TREES = _trees()


def _places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(tree, dict | list):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            found += _places(value, (*path, key))
    return found


@st.composite
def mutated_trees(draw: Callable[..., Any]) -> Input:
    """Answers or a model in which values, keys and whole branches are not what they should be."""
    tree = deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 3))):
        places = _places(tree)
        if not places:
            break
        *above, last = draw(st.sampled_from(places))
        parent = tree
        for key in above:
            parent = parent[key]
        match draw(st.integers(0, 5)):
            case 0:
                parent[last] = draw(VALUES)
            case 1:
                parent[last] = draw(LEAVES | st.sampled_from(WORDS))
            case 2:
                del parent[last]
            case 3 if isinstance(parent, dict):
                parent[draw(LEAVES | st.sampled_from(WORDS))] = parent.pop(last)
            case 4 if isinstance(parent, list):
                parent.insert(draw(st.integers(0, len(parent))), deepcopy(parent[last]))
            case _:
                parent[last] = deepcopy(draw(st.sampled_from(TREES)))
                for key in draw(st.sampled_from(_places(parent[last]))):
                    parent[last] = parent[last][key]
    suffix = draw(st.sampled_from(list(WRITERS)))
    return Input(suffix, WRITERS[suffix](tree))


DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _as_yaml(tree: Any) -> bytes:
    return encoded(yaml.dump(tree, Dumper=DUMPER, allow_unicode=True, sort_keys=False))


def _as_json(tree: Any) -> bytes:
    return encoded(json.dumps(tree, ensure_ascii=False))


def _as_jsonl(tree: Any) -> bytes:
    return b"\n".join([_as_json(tree), b'{"answers": {}}', _as_json(tree), b""])


def _as_csv(tree: Any) -> bytes:
    """A row of an answers tree as far as it has one; a broken tree gives a broken table."""
    row: dict[str, object] = {}
    for key, value in tree.items() if isinstance(tree, dict) else ():
        inner = value.items() if isinstance(value, dict) else [(key, value)]
        for name, content in inner:
            text = "|".join(map(str, content)) if isinstance(content, list) else str(content)
            row["municipality" if (key, name) == ("municipality", "name") else str(name)] = text
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerows([list(row), list(row.values()), list(row.values())[:3]])
    return encoded(stream.getvalue())


WRITERS: dict[str, Callable[[Any], bytes]] = {
    ".yaml": _as_yaml,
    ".json": _as_json,
    ".jsonl": _as_jsonl,
    ".csv": _as_csv,
}
Parts = dict[str, bytes]


@lru_cache(maxsize=1)
def workbooks() -> list[Parts]:
    """The parts of a workbook to fill in, of one that is filled in, and of plain sheets."""
    model = _shipped("gemeente-online")
    form = blank_workbook(Blank(model=model, model_name=model.id, date=date(2026, 10, 1)))
    filled = openpyxl.load_workbook(io.BytesIO(form))
    filled["Interactie"]["E6"] = "b"
    filled["Voorblad"]["B16"] = date(2026, 10, 1)
    plain = openpyxl.Workbook()
    plain.active.append(["municipality", "date", "inhabitants", "klantvragen", "crisis"])
    plain.active.append(["Waterdam", date(2026, 10, 1), 56000, "webcare", "=1+1"])
    plain.create_sheet("Blad 2").append(["municipality", "date"])
    made = [form, bombs.made()]
    for book in (filled, plain):
        stream = io.BytesIO()
        book.save(stream)
        made.append(stream.getvalue())
    return [parts_of(data) for data in made]


ODD_WORDS = """
-1 0 60 1 99999999999 1048577 XFD1 XFE1 AAAA1 A 1A A0 nan inf 1e999 2958466 -0.5 s d e b n str
inlineStr shared array hidden veryHidden rId1 rId99 ../x /xl/workbook.xml _x0041_ _x005F_ #N/A
2026-10-01T00:00:00 PT1H
"""
ODD = LEAVES | st.integers().map(str) | st.sampled_from([*ODD_WORDS.split(), "x" * 21_000])
NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@st.composite
def mutated_workbooks(draw: Callable[..., Any]) -> Input:
    """A workbook of which some elements, bytes or parts are not what they should be."""
    parts = dict(draw(st.sampled_from(workbooks())))
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(parts)))
        match draw(st.integers(0, 12)):
            case 0:
                parts[draw(st.sampled_from([*parts, "xl/x.xml"]))] = parts.pop(name)
            case 1:
                start = draw(st.integers(0, len(parts[name])))
                end = start + draw(st.sampled_from([0, 1, 5, 40]))
                new = draw(st.sampled_from(PIECES).map(encoded) | st.binary(max_size=3))
                parts[name] = parts[name][:start] + new + parts[name][end:]
            case _:
                parts[name] = draw(mutated_xml(parts[name]))
    return Input(".xlsx", zipped(parts))


@st.composite
def mutated_xml(draw: Callable[..., Any], data: bytes) -> bytes:
    """A part in which an element is gone, doubled, another one or says something else."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return data
    elements = list(root.iter())
    one, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
    odd = NOT_IN_XML.sub("", draw(ODD))
    match draw(st.integers(0, 6)):
        case 0:
            one.text = odd
        case 1 | 2 if one.attrib:
            one.set(draw(st.sampled_from(sorted(one.attrib))), odd)
        case 3:
            one.set(draw(st.sampled_from(["t", "r", "s", "x", "state", "id"])), odd)
        case 4:
            one.tag = draw(st.sampled_from([other.tag, "x", one.tag.rpartition("}")[2]]))
        case 5:
            one.clear()
        case _:
            one.append(deepcopy(other))
    return ElementTree.tostring(root)


WAYS: dict[str, st.SearchStrategy[Input]] = {
    "bytes": any_bytes,
    "pieces": any_pieces,
    "mutated-bytes": mutated_bytes(),
    "mutated-trees": mutated_trees(),
    "workbooks": mutated_workbooks(),
}
SHARES = {
    "bytes": 0.1,
    "pieces": 0.2,
    "mutated-bytes": 0.35,
    "mutated-trees": 0.2,
    "workbooks": 0.15,
}
QUIETLY = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
)


# --- the long run ----------------------------------------------------------------------------


def main() -> int:
    """Fuzz and print what came of it; 1 if anything failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(WAYS))
    arguments = parser.parse_args()
    load_model()
    failed = False
    with models_read_once(), tempfile.TemporaryDirectory() as name:
        folder = prepared(Path(name))
        for way, strategy in WAYS.items():
            if arguments.only not in {None, way}:
                continue
            count = round(arguments.inputs * (1.0 if arguments.only else SHARES[way]))
            failed |= _run(way, strategy, count, arguments.seed, folder)
    return int(failed)


def _run(
    way: str, strategy: st.SearchStrategy[Input], count: int, number: int, folder: Path
) -> bool:
    outcomes = {"read": 0, "model": 0, "refused": 0}
    slowest = 0.0

    @seed(number)
    @settings(QUIETLY, max_examples=count)
    @given(strategy)
    def once(given_input: Input) -> None:
        nonlocal slowest
        start = process_time()
        outcomes[check(given_input, folder)] += 1
        slowest = max(slowest, process_time() - start)

    start = perf_counter()
    failure = ""
    try:
        once()
    except KeyboardInterrupt:
        failure = "interrupted\n"
    except Exception as error:  # several failures come as a group
        import traceback

        failure = "".join(traceback.format_exception(error))
    total = sum(outcomes.values())
    told = ", ".join(f"{outcome} {many}" for outcome, many in outcomes.items())
    took = f"slowest {slowest:.2f} s, all {perf_counter() - start:.0f} s"
    sys.stdout.write(f"{way}: {total} inputs ({told}), {took}\n{failure}")
    sys.stdout.flush()
    return bool(failure)


if __name__ == "__main__":
    sys.exit(main())
