"""Nothing is torn, lost or left behind, whatever happens while a command writes: run by hand.

    python tests/writers.py [--rounds 200] [--seed 1] [--only NAME]

Real processes that are stopped at random moments (``stop``), started and interrupted at once
(``start``), given a disk that is full at a random byte (``full``), and run two at a time on one
place (``two``). Each says how often what happened; what must not happen is printed, and the exit
code is then 1. Only where there are POSIX signals.
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BATCH = ROOT / "examples/batch/gemeenten.csv"
OLD = b"export OUD=1\n" * 4000
SCRIPT = Path(sys.executable).with_name("gemeente-online")
AS_MODULE = [sys.executable, "-m", "gemeente_online"]
PROGRAM = [str(SCRIPT)] if SCRIPT.exists() else AS_MODULE


class Job(NamedTuple):
    """Something that writes in a folder.

    words: the command. target: what it writes. there: what stands at the target before.
    """

    words: list[str]
    target: str
    there: bytes | None = None


JOBS = {
    "new file": Job(["score", "-f", "csv", str(BATCH), "-o", "uit.csv"], "uit.csv"),
    "file": Job(["score", "-f", "csv", str(BATCH), "-o", "uit.csv", "--force"], "uit.csv", OLD),
    "new folder": Job(["report", str(BATCH), "--folder", "rapport"], "rapport"),
    "form": Job(["init", "--date", "2026-10-01", "-o", "w.yaml", "--force"], "w.yaml", OLD),
    "start file": Job(["completion", "bash", "--install"], ".bashrc", OLD),
}


def environment(folder: Path) -> dict[str, str]:
    """A home in the folder, where the start file of the shell is."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return env | {"HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def room(job: Job | None = None) -> Iterator[Path]:
    """A folder to write in, with what stands there before."""
    with tempfile.TemporaryDirectory(prefix="gemeente-online-") as name:
        folder = Path(name)
        if job is not None and job.there is not None:
            (folder / job.target).write_bytes(job.there)
        yield folder


def start(
    folder: Path, words: list[str], program: list[str] = PROGRAM, **more: object
) -> "subprocess.Popen[bytes]":
    """The command in a process of its own."""
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [*program, *words],
        cwd=folder,
        env=environment(folder),
        **{"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **more},
    )


def content(path: Path) -> object:
    """What stands at a place: bytes of a file, or of every file in a folder."""
    if path.is_dir():
        return {one.name: one.read_bytes() for one in path.iterdir()}
    return path.read_bytes() if path.exists() else None


def undisturbed() -> tuple[dict[str, object], dict[str, float]]:
    """What every job writes when nothing happens, and the seconds that it takes."""
    whole, seconds = {}, {}
    for name, job in JOBS.items():
        with room(job) as folder:
            begun = time.perf_counter()
            _, err = (process := start(folder, job.words)).communicate()
            assert process.returncode == 0, err
            seconds[name] = time.perf_counter() - begun
            whole[name] = shown(content(folder / job.target), folder)
    return whole, seconds


def shown(found: object, folder: Path) -> object:
    """What was written without the name of the folder, which is another each time."""
    return found.replace(str(folder).encode(), b"~") if isinstance(found, bytes) else found


def left(folder: Path) -> list[str]:
    """Parts of files that were left behind."""
    return sorted(path.name for path in folder.rglob("*.deel"))


def turns(rounds: int) -> Iterator[tuple[int, str, Job]]:
    """So many rounds, with each job in its turn."""
    for turn in range(rounds):
        name = list(JOBS)[turn % len(JOBS)]
        yield turn, name, JOBS[name]


Loop = Callable[[random.Random, int], tuple[Counter[str], list[str]]]


def stop(chance: random.Random, rounds: int) -> tuple[Counter[str], list[str]]:
    """Stop a command that writes: killed, told to end, hung up, interrupted."""
    seen: Counter[str] = Counter()
    wrong = []
    whole, seconds = undisturbed()
    numbers = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
    for turn, name, job in turns(rounds):
        number = numbers[turn // len(JOBS) % len(numbers)]
        with room(job) as folder:
            process = start(folder, job.words)
            # mostly in the middle of the work; nothing is ours while Python itself starts
            time.sleep(seconds[name] * chance.uniform(0.25, 1.15))
            process.send_signal(number)
            _, err = process.communicate()
            found = shown(content(folder / job.target), folder)
            state = "whole" if found == whole[name] else "old" if found == job.there else "torn"
            kind = signal.Signals(number).name
            seen[f"{kind} {state}"] += 1
            # while Python itself starts or leaves, an interruption is a death too: a shell's 130
            ends = {-number, 0} | ({130} if number == signal.SIGINT else set())
            said = b"Traceback" in err or b"Error" in err
            tidy = number == signal.SIGKILL or not left(folder)
            seen[f"{kind} left behind"] += bool(left(folder))
            if state == "torn" or process.returncode not in ends or said or not tidy:
                wrong.append(
                    f"{name}, {kind}: {state}, {process.returncode}, {left(folder)} {err!r}"
                )
    return seen, wrong


def begin(chance: random.Random, rounds: int) -> tuple[Counter[str], list[str]]:
    """Interrupt a command from before it starts to its end; both ways of starting it."""
    seen: Counter[str] = Counter()
    wrong = []
    words = ["score", str(ROOT / "examples/answers.yaml")]
    for turn in range(rounds):
        program = PROGRAM if turn % 2 else AS_MODULE
        with room() as folder:
            process = start(folder, words, program, stdout=subprocess.PIPE)
            time.sleep(chance.uniform(0.0, 0.6))
            process.send_signal(signal.SIGINT)
            out, err = process.communicate()
        if process.returncode == 0 and not err and out:
            seen["was done already"] += 1
        elif process.returncode in {130, -signal.SIGINT} and b"Traceback" not in err and not out:
            seen[f"ended with {process.returncode}"] += 1
        elif b"/gemeente_online/" not in err and process.returncode:
            seen["Python itself was still starting"] += 1
        else:
            seen["wrong"] += 1
            wrong.append(f"{program[-1]}: {process.returncode}, {len(out)} bytes, {err.decode()}")
    return seen, wrong


def full(chance: random.Random, rounds: int) -> tuple[Counter[str], list[str]]:
    """Let a disk be full at a random byte."""
    seen: Counter[str] = Counter()
    wrong = []
    whole, _ = undisturbed()
    for _, name, job in turns(rounds):
        size = chance.randrange(60_000)

        def limit(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        with room(job) as folder:
            process = start(folder, job.words, preexec_fn=limit)
            _, err = process.communicate()
            found = shown(content(folder / job.target), folder)
            state = "whole" if found == whole[name] else "old" if found == job.there else "torn"
            seen[f"{state}, ended with {process.returncode}"] += 1
            place = folder / job.target
            # of a new folder a page; of the completion the script may not fit either
            named = [str(place), job.target + "/", str(folder / ".local")]
            if name not in {"new folder", "start file"}:
                named = [job.target]
            says = any(one.encode() in err for one in named)
            fine = (state, process.returncode) in {("whole", 0), ("old", 2)}
            if not fine or left(folder) or (state == "old" and not says) or b"Traceback" in err:
                wrong.append(
                    f"{name}, {size}: {state}, {process.returncode}, {left(folder)} {err!r}"
                )
    return seen, wrong


def two(chance: random.Random, rounds: int) -> tuple[Counter[str], list[str]]:
    """Let two commands write in one place at once."""
    seen: Counter[str] = Counter()
    wrong = []
    whole, _ = undisturbed()
    for _, name, job in turns(rounds):
        with room(job) as folder:
            first = start(folder, job.words)
            time.sleep(chance.uniform(0.0, 0.05))
            second = start(folder, job.words)
            errors = [process.communicate()[1] for process in (first, second)]
            codes = sorted([first.returncode, second.returncode])
            found = shown(content(folder / job.target), folder)
            seen[f"{name}, ended with {codes}"] += 1
            once = [0, 2] if job.there is None else [0, 0]  # what is new is made once
            odd = any(b"foutcode" in err or b"Traceback" in err for err in errors)
            if found != whole[name] or codes != once or odd or left(folder):
                wrong.append(f"{name}: {codes}, {left(folder)} {errors}")
    return seen, wrong


LOOPS: dict[str, Loop] = {"stop": stop, "start": begin, "full": full, "two": two}


def main() -> int:
    """Run the loops; the exit code is 1 where something went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=LOOPS)
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored,
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and so it would be by what is started here
    failed = 0
    for name, loop in LOOPS.items():
        if options.only not in {None, name}:
            continue
        seen, wrong = loop(random.Random(options.seed), options.rounds)
        lines = [f"{name}: {options.rounds} rounds, {len(wrong)} wrong"]
        lines += [f"  {count:5} {what}" for what, count in sorted((+seen).items())]
        lines += [f"  WRONG {one}" for one in wrong[:20]]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()
        failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
