"""What scoring a country costs, as ratios to bare parsing, and how much memory it takes.

    python benchmarks/batch.py [ROUNDS] [ROWS ...]

Invented municipalities are written to a temporary folder (see ``synthetic.py``): 342 YAML files,
and CSV files of 10 000 and 100 000 rows unless other numbers are given. No two rows have the same
answers, as in earnest: so nothing is gained by remembering answers.

*Time.* Reading, validating and scoring in this process, against ``yaml.load`` with ``CSafeLoader``
over the same files, and against ``csv.reader`` over the same rows; both in turn in every round,
in processor time, start-up aside. ``phase`` is what ``score -q`` needs, ``row`` what a row of
``--format csv`` needs and its text, ``JSONL`` a full result and its line, against ``phase``. The
median of the ratios is printed beside the goal.

*Outputs.* Whole commands over five years of the country (see ``synthetic.py``), in processor time,
start-up included, against ``score -q`` over the same.

*Memory.* The most that the process of ``score -q``, and of ``score --format csv``, ever held, as a
ratio to the same for the smallest file.
"""

import csv
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import yaml

from gemeente_online import Assessment, load_model, read_assessments, score
from gemeente_online.rendering.columns import sheet_lines
from gemeente_online.rendering.json import render_json_line
from gemeente_online.rendering.score import overview_sheets
from gemeente_online.scoring.score import summarize
from gemeente_online.scoring.verdict import verdict
from synthetic import write_csv, write_yaml, write_years

PROGRAM = str(Path(sys.executable).with_name("gemeente-online"))
COUNTRY = 342
MODEL = load_model()
"""Loading it belongs to start-up."""

GOAL_YAML, GOAL_PHASE, GOAL_ROW, GOAL_JSONL = 1.0, 8.0, 16.0, 15.0
MOST_JSONL = 10_000
"""Rows of which full results are measured."""


def bare_yaml(folder: Path) -> None:
    """Parse every file, and no more."""
    for path in sorted(folder.iterdir()):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def bare_csv(path: Path) -> None:
    """Parse every row, and no more."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


OUTPUTS = (
    ("score", "--format", "csv"),
    ("score", "--answers", "--format", "csv"),
    ("score", "--format", "jsonl"),
    ("score", "--format", "xlsx"),
    ("rank", "--format", "csv"),
    ("rank", "--format", "xlsx"),
    ("rank", "--format", "docx"),
    ("compare", "--format", "csv"),
    ("explain", "--format", "csv"),
    ("grow", "--format", "csv"),
    ("report",),
    ("model", "evaluate", "--format", "csv"),
)
"""Commands and how they show their result."""


def phases(source: Path) -> None:
    """The phase of every assessment."""
    for item in read_assessments(source, model=MODEL):
        assert isinstance(item, Assessment)
        verdict(item)


def rows(source: Path) -> None:
    """The row of every assessment, as text."""
    items = read_assessments(source, model=MODEL)
    summaries = (summarize(item) for item in items if isinstance(item, Assessment))
    (sheet,) = overview_sheets(MODEL, summaries)
    for _ in sheet_lines(sheet.rows):
        pass


def lines(source: Path) -> None:
    """The full result of every assessment, as a line of JSONL."""
    for item in read_assessments(source, model=MODEL):
        assert isinstance(item, Assessment)
        render_json_line(score(item))


def ratios(
    bare: Callable[[Path], None], ours: Callable[[Path], None], source: Path, rounds: int
) -> list[float]:
    """Processor time of ours over that of bare parsing, round by round, after one to warm up."""
    found = []
    for turn in range(rounds + 1):
        begun = process_time()
        bare(source)
        between = process_time()
        ours(source)
        ended = process_time()
        if turn:
            found.append((ended - between) / (between - begun))
    return found


def ran(*arguments: str) -> resource.struct_rusage:
    """What a whole command took; its output goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    process = os.posix_spawn(
        PROGRAM,
        [PROGRAM, *arguments],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, to) for to in (1, 2)],
    )
    _, status, usage = os.wait4(process, 0)
    os.close(nowhere)
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    return usage


def peak(*arguments: str) -> int:
    """The most memory that ``score`` held, in kilobytes."""
    return ran("score", *arguments).ru_maxrss


def spent(*arguments: str) -> float:
    """Seconds of processor time that a whole command took."""
    usage = ran(*arguments)
    return usage.ru_utime + usage.ru_stime


def line(name: str, found: list[float], goal: float | None = None, width: int = 28) -> str:
    """One line of the outcome."""
    wanted = "" if goal is None else f"{goal:8.2f}"
    return f"{name:{width}}{median(found):8.2f}{min(found):8.2f}{max(found):8.2f}{wanted}"


def main() -> None:
    """Measure and print."""
    numbers = [int(argument) for argument in sys.argv[1:]]
    rounds, sizes = (numbers or [5])[0], numbers[1:] or [10_000, 100_000]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_yaml(folder / "land", MODEL, COUNTRY)
        files = {size: folder / f"{size}.csv" for size in sizes}
        for size, path in files.items():
            write_csv(path, MODEL, size)
        print(f"{'time, to bare parsing':28}{'median':>8}{'least':>8}{'most':>8}{'goal':>8}")
        name = f"{COUNTRY} YAML files, "
        country = folder / "land"
        print(line(f"{name}phase", ratios(bare_yaml, phases, country, rounds), GOAL_YAML))
        print(line(f"{name}row", ratios(bare_yaml, rows, country, rounds)))
        for size, path in files.items():
            few = max(rounds * 10_000 // size, 1) if size > 100_000 else rounds
            name = f"{size} CSV rows, "
            print(line(f"{name}phase", ratios(bare_csv, phases, path, few), GOAL_PHASE))
            print(line(f"{name}row", ratios(bare_csv, rows, path, few), GOAL_ROW))
            if size <= MOST_JSONL:
                print(line(f"{name}JSONL", ratios(phases, lines, path, 1), GOAL_JSONL))
        years = [*map(str, write_years(folder / "jaren", MODEL))]
        print(f"\n{'outputs, to score -q':44}{'median':>8}{'least':>8}{'most':>8}")
        for output in OUTPUTS:
            found = [spent(*output, *years) / spent("score", "-q", *years) for _ in range(rounds)]
            print(line(f"{' '.join(output)}", found, width=44))
        print(f"\n{'memory, to the smallest':28}{'-q':>8}{'csv':>8}")
        smallest = [peak(*form, str(files[sizes[0]])) for form in (["-q"], ["--format", "csv"])]
        for size, path in files.items():
            held = [peak(*form, str(path)) for form in (["-q"], ["--format", "csv"])]
            both = "".join(f"{now / first:8.2f}" for now, first in zip(held, smallest, strict=True))
            print(f"{f'{size} CSV rows':28}{both}")
        begun = perf_counter()
        phases(country)
        print(f"\n{COUNTRY} files: {perf_counter() - begun:.2f} s on this machine, start-up aside")


if __name__ == "__main__":
    main()
