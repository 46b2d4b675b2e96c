"""Invented municipalities with realistic answers, the same for the same seed.

    python benchmarks/synthetic.py COUNT [--seed N] [--dutch] > gemeenten.csv
    python benchmarks/synthetic.py --years FOLDER

How far a municipality has grown is drawn once, a little higher where more people live; each axis
and each answer scatters around that, the axes lower in the order of the model, since the
organisation lags behind its pioneers. Most municipalities answer everything; some leave a part
unanswered. No two answer the same.

With ``--years`` the whole country in each of five years, a file for each: as large as it was, with
the codes that came and went (Statistics Netherlands, *Gemeentelijke indeling*), but all names
invented, save those of which the code lists show how a name can mislead.
"""

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
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


YEARS = range(2021, 2026)
"""Years of which ``country`` tells."""

MERGED = {
    1980: (2022, (398, 416)),
    1982: (2022, (756, 786, 815, 1684, 1702)),
    1991: (2022, (856, 1685)),
    1992: (2023, (501, 530, 614)),
}
"""By a code that is new: the year from which it is there, and those that went up in it."""

JOINED = {370: 2022, 457: 2023}
"""Codes that went up in one that was there already, and the year from which they are gone."""

RENAMED = {417: ("Laren", "Laren (NH.)", 2024)}
"""By code: a name, the name after it, and from which year."""

NAMESAKES = {373: ("Bergen", "Noord-Holland"), 893: ("Bergen", "Limburg")}
"""Two of one name, each in its own province."""

COUNTED = 342
"""Municipalities in the last year."""


def columns(model: Model) -> list[str]:
    """The columns of a batch file for a model with choices."""
    about = ["municipality", "code", "inhabitants", "province", "date", "ambition"]
    return ["model", *about, *model.questions]


def municipalities(model: Model, count: int, seed: int = 2014) -> Iterator[dict[str, str]]:
    """So many municipalities, each as a row of a batch file."""
    random = Random(seed)
    names = _names(random)
    seen = set[tuple[str, ...]]()
    for number in range(count):
        again = number // len(names)
        place = _Place(
            names[number % len(names)] + (f" {again + 1}" if again else ""),
            f"GM{number + 9001:04d}" if number < 999 else "",
            random,
        )
        row = place.row(model, 2026, random)
        while tuple(row[question] for question in model.questions) in seen:
            row = place.row(model, 2026, random)
        seen.add(tuple(row[question] for question in model.questions))
        yield row


def country(model: Model, seed: int = 2014) -> Iterator[tuple[int, list[dict[str, str]]]]:
    """Every year, and its municipalities as rows of a batch file, in the order of their codes."""
    random = Random(seed)
    left = {**{code: year for year, codes in MERGED.values() for code in codes}, **JOINED}
    came = {code: year for code, (year, _) in MERGED.items()}
    known = {*left, *came, *RENAMED, *NAMESAKES}
    unknown = (code for code in range(2, 2000, 3) if code not in known)
    others = COUNTED - len({*came, *RENAMED, *NAMESAKES})
    codes = sorted({*known, *islice(unknown, others)})
    names = _names(random)
    places = {
        code: _Place(name, f"GM{code:04d}", random)
        for code, name in zip(codes, names, strict=False)
    }
    for code, (name, province) in NAMESAKES.items():
        places[code].about |= {"municipality": name, "province": province}
    for year in YEARS:
        for code, (was, now, since) in RENAMED.items():
            places[code].about["municipality"] = was if year < since else now
        yield (
            year,
            [
                place.row(model, year, random, grown=(year - YEARS[0]) * 0.12)
                for code, place in places.items()
                if came.get(code, 0) <= year < left.get(code, YEARS.stop)
            ],
        )


def _names(random: Random) -> list[str]:
    names = [f"{first}{last}" for first in _BEGINNINGS for last in _ENDINGS]
    random.shuffle(names)
    return names


class _Place:
    """A municipality: what is known about it, and how far it has grown."""

    def __init__(self, name: str, code: str, random: Random) -> None:
        inhabitants = int(10 ** random.gauss(4.55, 0.35))
        self.growth = random.gauss(1.5, 0.55) + 0.5 * (log10(inhabitants) - 4.55)
        self.silent = 0.3 if random.random() < 0.08 else 0.0
        self.about = {
            "municipality": name,
            "code": code,
            "inhabitants": str(max(inhabitants, 1_000)),
            "province": random.choice(_PROVINCES),
        }

    def row(self, model: Model, year: int, random: Random, grown: float = 0.0) -> dict[str, str]:
        """Its assessment in a year."""
        return {
            "model": model.id,
            **self.about,
            "date": f"{year}-{random.choice(['09', '10'])}-{random.randint(1, 30):02d}",
            "ambition": str(min(int(max(self.growth, 1)) + 1, 4)),
            **_answers(model, self.growth + grown, self.silent, random),
        }


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
    _write_rows(path, model, municipalities(model, count, seed))


def write_years(folder: Path, model: Model) -> list[Path]:
    """A batch file for every year of the country, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for year, rows in country(model):
        paths.append(folder / f"{year}.csv")
        _write_rows(paths[-1], model, rows)
    return paths


def _write_rows(path: Path, model: Model, rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(model), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


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
    parser.add_argument("count", type=int, nargs="?", default=COUNTED)
    parser.add_argument("--years", type=Path, metavar="FOLDER", help="the country, year by year")
    parser.add_argument("--seed", type=int, default=2014)
    parser.add_argument("--dutch", action="store_true", help="as a Dutch Excel writes it")
    options = parser.parse_args()
    model = load_model()
    if options.years is not None:
        write_years(options.years, model)
        return
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
