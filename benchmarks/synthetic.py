"""Invented municipalities with realistic answers, the same for the same seed.

    python benchmarks/synthetic.py COUNT [--seed N] [--dutch] > gemeenten.csv

How far a municipality has grown is drawn once, a little higher where more people live; each axis
and each answer scatters around that, the axes lower in the order of the model, since the
organisation lags behind its pioneers. Most municipalities answer everything; some leave a part
unanswered. No two answer the same.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from math import log10
from pathlib import Path
from random import Random

from gemeente_online import Model, load_model

_BEGINNINGS = (
    *("Water", "Veen", "Heuvel", "Linde", "Kraaien", "Duin", "Zilver", "Riet", "Molen", "Eiken"),
    *(
        "Korte",
        "Lange",
        "Ooster",
        "Wester",
        "Noorder",
        "Zuider",
        "Nieuw",
        "Hoge",
        "Beuken",
        "Wilgen",
    ),
)
_ENDINGS = (
    *("dam", "monde", "broek", "waard", "meer", "mark", "veld", "drecht", "horst", "kerke"),
    *("stede", "rade", "loo", "bergen", "zande", "hoven", "kapel", "sluis", "wijk", "haven"),
)
_PROVINCES = (
    *("Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg"),
    *("Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"),
)


def columns(model: Model) -> list[str]:
    """The columns of a batch file for a model with choices."""
    about = ["municipality", "code", "inhabitants", "province", "date", "ambition"]
    return ["model", *about, *model.questions]


def municipalities(model: Model, count: int, seed: int = 2014) -> Iterator[dict[str, str]]:
    """So many municipalities, each as a row of a batch file."""
    random = Random(seed)
    names = [f"{first}{last}" for first in _BEGINNINGS for last in _ENDINGS]
    random.shuffle(names)
    seen = set[tuple[str, ...]]()
    for number in range(count):
        again = number // len(names)
        inhabitants = int(10 ** random.gauss(4.55, 0.35))
        growth = random.gauss(1.5, 0.55) + 0.5 * (log10(inhabitants) - 4.55)
        silent = 0.3 if random.random() < 0.08 else 0.0
        row = {
            "model": model.id,
            "municipality": names[number % len(names)] + (f" {again + 1}" if again else ""),
            "code": f"GM{number + 9001:04d}" if number < 999 else "",
            "inhabitants": str(max(inhabitants, 1_000)),
            "province": random.choice(_PROVINCES),
            "date": f"2026-{random.choice(['09', '10'])}-{random.randint(1, 30):02d}",
            "ambition": str(min(int(max(growth, 1)) + 1, 4)),
        }
        answers = _answers(model, growth, silent, random)
        while tuple(answers.values()) in seen:
            answers = _answers(model, growth, silent, random)
        seen.add(tuple(answers.values()))
        yield row | answers


def _answers(model: Model, growth: float, silent: float, random: Random) -> dict[str, str]:
    answers = {}
    for position, axis in enumerate(model.axes):
        level = growth + random.gauss(0.3 - 0.25 * position, 0.25)
        for question in axis.questions:
            options = [option.id for option in question.options or ()]
            place = round(random.gauss(level, 0.55))
            answer = options[min(max(place, 0), len(options) - 1)]
            answers[question.id] = "onbekend" if random.random() < silent else answer
    return answers


def write_csv(path: Path, model: Model, count: int, seed: int = 2014) -> None:
    """A batch file, as Python and most programs write it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(model), lineterminator="\n")
        writer.writeheader()
        writer.writerows(municipalities(model, count, seed))


def write_yaml(folder: Path, model: Model, count: int, seed: int = 2014) -> None:
    """A folder of answers files, as people fill them in."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {"model", "municipality", "code", "inhabitants", "province", "date", "ambition"}
    for number, row in enumerate(municipalities(model, count, seed)):
        lines = [
            f"model: {row['model']}",
            "municipality:",
            f"  name: {row['municipality']}",
            *([f"  code: {row['code']}"] if row["code"] else []),
            f"  inhabitants: {row['inhabitants']}",
            f"  province: {row['province']}",
            f"date: {row['date']}",
            "respondent: Team communicatie",
            f"ambition: {row['ambition']}",
            "answers:",
            *(f"  {key}: {value}" for key, value in row.items() if key not in about),
        ]
        text = "\n".join(lines) + "\n"
        (folder / f"{number:06d}.yaml").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write a batch file to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=2014)
    parser.add_argument("--dutch", action="store_true", help="as a Dutch Excel writes it")
    options = parser.parse_args()
    model = load_model()
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    if options.dutch:
        sys.stdout.write("\ufeff")
    writer = csv.DictWriter(
        sys.stdout,
        columns(model),
        delimiter=";" if options.dutch else ",",
        lineterminator="\r\n" if options.dutch else "\n",
    )
    writer.writeheader()
    writer.writerows(municipalities(model, options.count, options.seed))


if __name__ == "__main__":
    main()
