"""How long starting takes, as ratios to importing the four libraries.

    python benchmarks/startup.py [ROUNDS]

Every command is a process of its own, measured by the clock around it. All are run in turn
in every round, so that a machine that slows down slows down all of them; the ratio is taken per
round and the median over the rounds is printed beside the goal of the design.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
EXAMPLE = str(ROOT / "examples" / "answers.yaml")
FLOOR = (
    "import typer, pydantic, yaml, rich.console\n"
    "class M(pydantic.BaseModel):\n    name: str\n"
    "rich.console.Console()"
)
PROGRAM = [str(Path(sys.executable).with_name("gemeente-online"))]
COMMANDS = {
    # name: the command and the goal, as a ratio to the floor
    "score FILE": ([*PROGRAM, "score", EXAMPLE], 1.05),
    "score -q FILE": ([*PROGRAM, "score", "-q", EXAMPLE], 0.9),
    "--version": ([*PROGRAM, "--version"], 0.45),
    "--help": ([*PROGRAM, "--help"], 0.45),
    "bare Python": ([sys.executable, "-c", "pass"], None),
}


def seconds(command: list[str]) -> float:
    """The wall time of one process."""
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    floor = [sys.executable, "-c", FLOOR]
    ratios: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        base = seconds(floor)
        for name, (command, _) in COMMANDS.items():
            taken = seconds(command)
            if turn:  # the first round only warms up
                ratios[name].append(taken / base)
    print(f"{'':16}{'median':>8}{'least':>8}{'most':>8}{'goal':>8}")
    for name, (_, goal) in COMMANDS.items():
        found = ratios[name]
        wanted = "" if goal is None else f"{goal:8.2f}"
        print(f"{name:16}{median(found):8.2f}{min(found):8.2f}{max(found):8.2f}{wanted}")


if __name__ == "__main__":
    main()
