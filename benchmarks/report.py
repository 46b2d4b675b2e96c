"""What reports cost: a batch of 342 municipalities, as ratios to scoring it.

    python benchmarks/report.py [ROUNDS]

Whole processes, each in turn in every round; printed are the medians of the ratios to
``gemeente-online score --format csv`` on the same file, and what was written, in megabytes. A
batch report is to take at most a few times what scoring takes, and at most a few megabytes.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from gemeente_online import load_model
from synthetic import write_csv

COUNT = 342
"""The number of municipalities in the Netherlands."""
PROGRAM = str(Path(sys.executable).with_name("gemeente-online"))


def commands(file: Path, folder: Path) -> dict[str, list[str]]:
    """What is timed: the first is what the others are held against."""
    one = ["--for", "GM9001"]
    report = ["report", str(file), "--force"]
    return {
        "score": ["score", str(file), "--format", "csv", "-o", str(folder / "a.csv"), "--force"],
        "one municipality": [*report, *one, "-o", str(folder / "one.html")],
        "one file": [*report, "-o", str(folder / "all.html")],
        "a folder": [*report, "--folder", str(folder / "pages")],
        "its picture": [*report, *one, "-f", "png", "-o", str(folder / "one.png")],
    }


def rounds(runs: dict[str, list[str]], count: int) -> Iterator[dict[str, float]]:
    """Seconds per command, round by round."""
    for _ in range(count):
        taken = {}
        for name, arguments in runs.items():
            begun = perf_counter()
            subprocess.run([PROGRAM, *arguments], check=True)
            taken[name] = perf_counter() - begun
        yield taken


def megabytes(path: Path) -> float:
    """The size of a file, or of everything in a folder."""
    files = path.iterdir() if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files) / 1e6


def main() -> None:
    """Print the ratios and the sizes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_csv(folder / "batch.csv", load_model(), COUNT)
        runs = commands(folder / "batch.csv", folder)
        taken = list(rounds(runs, count))
        print(f"{COUNT} municipalities, {count} rounds; ratios to score --format csv")
        for run, arguments in runs.items():
            ratio = median(one[run] / one["score"] for one in taken)
            target = next(
                a for a, b in zip(arguments[1:], arguments, strict=False) if b in {"-o", "--folder"}
            )
            print(f"{run:18} {ratio:6.2f}   {megabytes(Path(target)):6.2f} MB")


if __name__ == "__main__":
    main()
