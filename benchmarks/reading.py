"""What reading costs: valid files against bare PyYAML, and bombs in seconds and megabytes.

    python benchmarks/reading.py [ROUNDS]

*Valid files.* Reading an answers file, and a model, into a tree of text with every guard, as a
ratio to bare ``yaml.load`` with ``CSafeLoader`` on the same text. Both are timed in turn in every
round, in one process, and the median of the ratios is printed; the goal is at most 1.

*Bombs.* Files that are made to take time or memory, each given to ``gemeente-online score`` as a
process of its own. All must be refused with exit code 2 in less than a second, or read in less than
five, and with less than 300 MB, starting Python and its libraries included. Seconds are those that
the processor worked for the process: the time that it takes where nothing else runs. Megabytes are
the most it ever held.
The workbooks among them are those of ``tests/support/bombs.py``.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

import yaml

from gemeente_online.reading.files import MAX_BYTES
from gemeente_online.reading.json import read_json
from gemeente_online.reading.yaml import read_yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support import bombs  # noqa: E402

PROGRAM = str(Path(sys.executable).with_name("gemeente-online"))
MOST_SECONDS = {2: 1.0, 0: 5.0}
"""By exit code: of what is refused, and of what is read."""

MOST_MEGABYTES = 300
N = MAX_BYTES - 2_000
"""Characters of a bomb: just not refused for its size."""

HEAD = "municipality: {name: X}\ndate: 2026-10-01\nanswers:\n"


def laughs(levels: int, times: int) -> str:
    """Aliases of aliases of aliases: the billion laughs."""
    lines = ["x0: &x0 [ha]"]
    lines += [
        f"x{level}: &x{level} [{', '.join([f'*x{level - 1}'] * times)}]"
        for level in range(1, levels)
    ]
    return "\n".join(lines)


def model(questions: list[dict[str, object]]) -> str:
    """A model with one axis of these questions."""
    axis = {"id": "as", "name": "As", "description": "d", "questions": questions}
    phase = {"number": "1", "name": "n", "threshold": "0", "description": "d"}
    head = {"format": "1", "id": "bom", "version": "1.0.0", "title": "t", "source": "s"}
    rules = {"scoring": "share", "overall": "lowest", "minimum_coverage": "0.75"}
    scale = {"minimum": "1", "maximum": "4"}
    return json.dumps(
        {**head, "language": "nl", "scale": scale, **rules, "phases": [phase], "axes": [axis]}
    )


def answers(name: str, given: object) -> str:
    """Answers that name a model."""
    about = {"model": name, "municipality": {"name": "X"}, "date": "2026-10-01"}
    return json.dumps({**about, "answers": given})


def options(count: int) -> list[dict[str, str]]:
    """Many options."""
    return [{"id": f"o{number}", "text": "t"} for number in range(count)]


MODELS: dict[str, Callable[[], str]] = {
    # that bombs name; they lie in the same folder
    "options.json": lambda: model(
        [{"id": "q", "text": "?", "type": "multi", "options": options(8_000)}]
    ),
    "types.json": lambda: model(
        [
            {"id": f"q{number}", "text": "?", "type": "choise", "options": options(1)}
            for number in range(3_000)
        ]
    ),
}
BOMBS: dict[str, Callable[[], str | bytes]] = {
    "brackets.yaml": lambda: "[" * N,
    "braces.yaml": lambda: "{a: " * (N // 4),
    "dashes.yaml": lambda: "- " * (N // 2),
    "question-marks.yaml": lambda: "? " * (N // 2),
    "ever-deeper.yaml": lambda: "".join(" " * depth + "a:\n" for depth in range(1_900)),
    "many-items.yaml": lambda: "[" + "a," * (N // 2) + "]",
    "many-lists.yaml": lambda: "[" + "[]," * (N // 3) + "]",
    "many-keys.yaml": lambda: "".join(f"k{number}:\n" for number in range(N // 9)),
    "many-questions.yaml": lambda: HEAD + "".join(f"  q{number}: ja\n" for number in range(24_000)),
    "billion-laughs.yaml": lambda: laughs(20, 9),
    "fewer-laughs.yaml": lambda: laughs(10, 10),
    "many-aliases.yaml": lambda: "a: &a x\nb: [" + "*a," * (N // 3) + "]",
    "many-anchors.yaml": lambda: "[" + "".join(f"&a{n} x," for n in range(N // 11)) + "]",
    "many-directives.yaml": lambda: "".join(f"%TAG !a{n}! b\n" for n in range(N // 18)) + "--- a",
    "same-key.yaml": lambda: HEAD + "  a: 1\n" * 24_000,
    "same-key-more.yaml": lambda: HEAD + "  a: 1\n" * (N // 8),
    "giant-key.yaml": lambda: (
        '? "' + "k" * (N // 2) + '"\n: {' + ", ".join(["a: 1"] * 20_000) + "}\n"
    ),
    "giant-line.yaml": lambda: (
        f'municipality: {{name: "{"x" * N}"}}\ndate: 2026-10-01\nanswers: {{}}\n'
    ),
    "line-of-5-mb.yaml": lambda: f"municipality: {{name: {'x ' * 2_500_000}}}\n",
    "giant-number.yaml": lambda: (
        f"municipality: {{name: X, inhabitants: {'9' * N}}}\ndate: 2026-10-01\nanswers: {{}}\n"
    ),
    "open-quote.yaml": lambda: "a: '" + "''" * (N // 2 - 2),
    "documents.yaml": lambda: "---\n" * (N // 4),
    "control-at-end.yaml": lambda: "a: x\n" * (N // 5) + "\x01",
    "windows-1252-at-end.yaml": lambda: b"a: x\n" * (N // 5) + b"\xeb\n",
    "too-large.yaml": lambda: "a: x\n" * N,
    "brackets.json": lambda: "[" * N,
    "braces.json": lambda: '{"a":' * (N // 5),
    "many-items.json": lambda: "[" + "10," * (N // 3 - 1) + "1]",
    "many-objects.json": lambda: "[" + "{}," * (N // 3 - 1) + "{}]",
    "same-key.json": lambda: '{"answers": {' + '"a":1,' * 24_000 + '"a":1}}',
    "half-characters.json": lambda: "[" + '"\\ud800",' * 40_000 + "1]",
    "giant-key.json": lambda: '{"' + "k" * (N // 2) + '":{' + '"a":1,' * 20_000 + '"b":1}}',
    "giant-text.json": lambda: '{"municipality":{"name":"' + "x" * (N - 99) + '"}}',
    "escapes.json": lambda: '{"municipality":{"name":"' + "\\n" * (N // 2 - 99) + '"}}',
    "nan-at-end.json": lambda: '{"a":"' + "x" * (N - 99) + '","b":NaN}',
    "open-quote.json": lambda: '{"a":"' + '\\"' * (N // 2 - 9),
    "many-questions.json": lambda: (
        '{"answers": {' + ",".join(f'"q{n}":1' for n in range(24_000)) + "}}"
    ),
    "wrong-items.json": lambda: answers("options.json", {"q": [f"x{n}" for n in range(24_000)]}),
    "same-item.json": lambda: answers("options.json", {"q": ["o1"] * 24_000}),
    "wrong-model.json": lambda: answers("types.json", {}),
    "line-of-5-mb.jsonl": lambda: '{"a":"' + "x" * 5_000_000 + '"}\n',
    "line-of-9-mb.csv": lambda: "municipality;date\n" + "x" * 9_000_000,
    "open-quote.csv": lambda: 'municipality;date\n"' + "x\n" * 2_000_000,
    "many-columns.csv": lambda: ";".join(f"kolom-{n}" for n in range(200_000)) + "\nX\n",
    **{f"{name}.xlsx": make for name, make in bombs.BOMBS.items()},
}


def run(command: list[str], output: Path) -> tuple[int, float, float]:
    """A process's exit code, seconds of processor time and most megabytes held."""
    with output.open("wb") as file:
        actions = [(os.POSIX_SPAWN_DUP2, file.fileno(), 1), (os.POSIX_SPAWN_DUP2, file.fileno(), 2)]
        pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return (
        os.waitstatus_to_exitcode(status),
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / scale,
    )


def write(name: str, path: Path) -> None:
    """Make a bomb."""
    content = BOMBS[name]()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def throw_bombs() -> bool:
    """Give every bomb to the command and print what it took; whether all took little."""
    fine = True
    print(f"\n{'bomb':26}{'exit':>5}{'seconds':>9}{'MB':>6}  message")
    with tempfile.TemporaryDirectory() as folder:
        for name, make_model in MODELS.items():
            (Path(folder) / name).write_text(make_model(), encoding="utf-8")
        for name in BOMBS:
            path, output = Path(folder) / name, Path(folder) / "output"
            # elsewhere, since a new process counts what the one that made it ever had in memory
            maker = get_context("spawn").Process(target=write, args=(name, path))
            maker.start()
            maker.join()
            code, seconds, megabytes = run([PROGRAM, "score", str(path)], output)
            first = output.read_text(encoding="utf-8").partition("\n")[0].replace(str(path), "")
            good = seconds < MOST_SECONDS.get(code, 0) and megabytes < MOST_MEGABYTES
            fine &= good
            sign = "" if good else "  <-- too much"
            print(f"{name:26}{code:5}{seconds:9.2f}{megabytes:6.0f}  {first[:70]}{sign}")
            path.unlink()
    print(
        f"all refused within {MOST_SECONDS[2]:.0f} s, or read within {MOST_SECONDS[0]:.0f} s, "
        f"and {MOST_MEGABYTES} MB:",
        "yes" if fine else "NO",
    )
    return fine


def seconds_of(read: Callable[[], object], times: int) -> float:
    """The time that reading a number of times takes."""
    start = perf_counter()
    for _ in range(times):
        read()
    return perf_counter() - start


def compare(rounds: int) -> None:
    """Print how long reading takes, as ratios to bare PyYAML."""
    example = (ROOT / "examples/answers.yaml").read_text(encoding="utf-8")
    shipped = (ROOT / "models/gemeente-online.yaml").read_text(encoding="utf-8")
    as_json = json.dumps(yaml.load(example, yaml.CBaseLoader))
    print(f"{'reading, against bare yaml.load':34}{'median':>8}{'least':>8}{'most':>8}{'goal':>8}")
    for name, guarded, bare, times in (
        ("answers file (YAML)", lambda: read_yaml(example, "x"), example, 100),
        ("model (YAML)", lambda: read_yaml(shipped, "x"), shipped, 5),
        ("answers file (JSON)", lambda: read_json(as_json, "x"), example, 100),
    ):
        ratios = []
        for turn in range(rounds + 1):
            base = seconds_of(lambda: yaml.load(bare, yaml.CSafeLoader), times)  # noqa: B023
            taken = seconds_of(guarded, times)
            if turn:  # the first round only warms up
                ratios.append(taken / base)
        print(f"{name:34}{median(ratios):8.2f}{min(ratios):8.2f}{max(ratios):8.2f}{1:8.2f}")


def main() -> int:
    """Measure and print; 1 where a bomb took too much."""
    compare(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    return 0 if throw_bombs() else 1


if __name__ == "__main__":
    sys.exit(main())
