"""What the suite notices: small faults put into the source one by one, and who is caught. By hand.

    python tests/mutants.py [--sample 120] [--seed 1] [--again FILE] >mutants.txt

A sample of the faults that can be made inside functions (a comparison that is turned, a number one
higher, ``and`` for ``or``, a call left out, …; texts stay as they are), each in a copy of the
repository, against the tests that run the changed line, the quickest first. Every line of output
is a fault and whether it was killed or survived; ``--again`` takes the same ones from such a file,
so that two suites can be compared over the same source. ``gone`` is a fault whose line was changed.
"""

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "src/gemeente_online"
NOT_MUTATED = ("cli/dutch.py", "cli/about.py", "_version.py", "__main__.py")
"""Words, and what only runs in a process of its own."""
SECONDS_OF_TESTS = 40
SECONDS_UNTIL_IT_HANGS = 120
TURNED: dict[type[ast.AST], ast.AST] = {
    ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(), ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(), ast.In: ast.NotIn(), ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(), ast.IsNot: ast.Is(), ast.And: ast.Or(), ast.Or: ast.And(),
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Add(), ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(),
}  # fmt: skip


class Mutant(NamedTuple):
    """A fault: its name stays the same while its line does."""

    name: str
    path: str
    lines: range  # of its statement
    source: bytes


def changed(node: ast.AST) -> tuple[str, str] | None:
    """What kind of fault a node can have, and its text then; None if it is left alone."""
    match node:
        case ast.Compare(ops=[operator]):
            node.ops = [TURNED[type(operator)]]  # type: ignore[list-item]
        case ast.BoolOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in TURNED:
            node.op = TURNED[type(operator)]  # type: ignore[assignment]
        case ast.BinOp(op=operator, left=left, right=right) if type(operator) in TURNED:
            if any(
                isinstance(one, ast.JoinedStr | ast.Constant)
                and not isinstance(getattr(one, "value", ""), int)
                for one in (left, right)
            ):
                return None  # a text
            node.op = TURNED[type(operator)]  # type: ignore[assignment]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return "not", f"({ast.unparse(operand)})"
        case ast.Constant(value=bool(value)):
            return "bool", str(not value)
        case ast.Constant(value=int(value)):
            return "number", str(value + 1)
        case ast.Return(value=value) if value and ast.unparse(value) != "None":
            return "return", "return None"
        case ast.Expr(value=ast.Call()):
            return "left out", "pass"
        case _:
            return None
    text = ast.unparse(node)
    return type(node).__name__, text if isinstance(node, ast.AugAssign) else f"({text})"


def statements_in(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for part in body:
        yield from (node for node in ast.walk(part) if isinstance(node, ast.stmt))


def own_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """A statement and the expressions in it, without the statements in it."""
    yield statement
    waiting: list[ast.AST] = [statement]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop(0)):
            if not isinstance(child, ast.stmt | ast.match_case | ast.ExceptHandler):
                waiting.append(child)
                yield child


def last_line(statement: ast.stmt) -> int:
    """The last line of a statement itself: of an ``if`` or a loop, of its head."""
    body = getattr(statement, "body", None)
    end = body[0].lineno - 1 if body else statement.end_lineno
    return max(statement.lineno, end or 0)


def mutants() -> Iterator[Mutant]:
    """Every fault that can be made in the source."""
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        if path.relative_to(ROOT / PACKAGE).as_posix() in NOT_MUTATED:
            continue
        source = path.read_bytes()
        lines = source.splitlines(keepends=True)
        starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
        seen: Counter[str] = Counter()
        functions = [one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.FunctionDef)]
        statements = {id(part): part for one in functions for part in statements_in(one.body)}
        for statement, node in ((s, n) for s in statements.values() for n in own_nodes(s)):
            if (change := changed(node)) is None:
                continue
            kind, text = change
            there: Any = node
            begin = starts[there.lineno - 1] + there.col_offset
            end = starts[there.end_lineno - 1] + there.end_col_offset
            line = lines[there.lineno - 1].decode().strip()
            name = f"{path.relative_to(ROOT / PACKAGE).as_posix()}: {kind}: {line}"
            seen[name] += 1
            yield Mutant(
                f"{name}  #{seen[name]}",
                path.relative_to(ROOT).as_posix(),
                range(statement.lineno, last_line(statement) + 1),
                source[:begin] + text.encode() + source[end:],
            )


class Watch:
    """What pytest does in the copy: tell which test runs which lines, or stop in time."""

    def __init__(self) -> None:
        self.begin = time.monotonic()
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        current = coverage.Coverage.current()
        if current is not None:
            current.switch_context(item.nodeid)
        self.seconds[item.nodeid] = -time.monotonic()
        found = yield
        self.seconds[item.nodeid] += time.monotonic()
        if current is None and time.monotonic() - self.begin > SECONDS_OF_TESTS:
            item.session.shouldstop = "enough"
        return found

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        if coverage.Coverage.current() is not None:
            right = {test: t for test, t in self.seconds.items() if test not in self.failed}
            Path("seconds.json").write_text(json.dumps(right), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Where pytest is told to load this file as a plugin."""
    config.pluginmanager.register(Watch())


PYTEST = ["-m", "pytest", "-p", "mutants", "-p", "no:cacheprovider", "-q", "-n0", "-m", "not heavy"]


def ran(copy: Path, *words: str, seconds: float | None = None) -> int:
    """The exit code of Python in the copy; 1 as well if it hung."""
    paths = os.pathsep.join([str(copy / "src"), str(copy / "tests")])
    with (copy / "output.txt").open("wb") as output:
        try:
            return subprocess.run(
                [sys.executable, *words], cwd=copy, env=os.environ | {"PYTHONPATH": paths},
                stdout=output, stderr=output, timeout=seconds, check=False,
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired:
            return 1


def tests_of(copy: Path) -> tuple[coverage.CoverageData, dict[str, float]]:
    """The lines that each test runs and how long it takes, from one run of the suite."""
    ran(copy, "-m", "coverage", "run", *PYTEST)
    data = coverage.CoverageData(str(copy / ".coverage"))
    data.read()
    seconds: dict[str, float] = json.loads((copy / "seconds.json").read_text("utf-8"))
    return data, seconds


def killed(copy: Path, mutant: Mutant, tests: list[str]) -> bool:
    """Whether a test fails while the fault is there."""
    path = copy / mutant.path
    whole = path.read_bytes()
    try:
        path.write_bytes(mutant.source)
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()
        return bool(tests) and ran(copy, *PYTEST, "-x", *tests, seconds=SECONDS_UNTIL_IT_HANGS) == 1
    finally:
        path.write_bytes(whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", type=Path)
    options = parser.parse_args()
    there = {mutant.name: mutant for mutant in mutants()}
    names = random.Random(options.seed).sample(sorted(there), options.sample)
    if options.again:
        lines = options.again.read_text(encoding="utf-8").splitlines()
        names = [
            line.partition("  ")[2].strip() for line in lines if line.startswith(("killed", "surv"))
        ]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "__pycache__"))
        data, seconds = tests_of(copy)
        count: Counter[str] = Counter()
        for name in names:
            outcome = "gone"
            if mutant := there.get(name):
                contexts = data.contexts_by_lineno(str(copy / mutant.path))
                tests = {test for line in mutant.lines for test in contexts.get(line, ())}
                quickest = sorted(tests & set(seconds), key=lambda test: (seconds[test], test))
                outcome = "killed" if killed(copy, mutant, quickest) else "survived"
            count[outcome] += 1
            sys.stdout.write(f"{outcome:9} {name}\n")
            sys.stdout.flush()
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(count.items()))
    sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main()
