"""A model in English about departments and their users, with every key that there is, and answers.

Nothing in it says what municipalities are called: where an output does, that comes from us.
"""

import csv
import json
from pathlib import Path
from typing import Any

from support.trees import Tree, choice

SUBJECT = {"one": "department", "many": "departments", "people": "users"}
LETTERS = "abcd"


def _asked(identifier: str, **more: Any) -> Tree:
    words = {"a": "Nothing yet", "b": "A first draft", "c": "Agreed by all", "d": "Kept up to date"}
    options = [
        {"id": word, "text": f"{text} of {identifier}", "advice": f"Improve {identifier}"}
        for word, text in words.items()
    ]
    told = {"text": f"How far is {identifier}?", "explanation": f"Evidence of {identifier}"}
    return choice(identifier) | told | {"options": options} | more


def _stages(axis: str) -> Tree:
    return {
        str(phase): {
            "name": f"{axis} level {phase}",
            "description": f"What {axis} is like at {phase}",
            "next_step": f"What {axis} needs after {phase}",
        }
        for phase in (1, 2, 3, 4)
    }


def model_of_departments(**more: Any) -> Tree:
    """The model as a tree of text."""
    return {
        "format": "1",
        "id": "departments",
        "version": "1.0.0",
        "title": "Digital departments",
        "source": "Made up for tests",
        "language": "en",
        "scale": {"minimum": "1", "maximum": "4"},
        "scoring": "share",
        "subject": SUBJECT,
        "phases": [
            {
                "number": str(number),
                "name": name,
                "description": f"Described as {name}",
                "threshold": "0" if number == 1 else "0.6",
                "experience": {"name": f"Felt as {name}", "description": f"Seen as {name}"},
            }
            for number, name in enumerate(("Initial", "Repeatable", "Defined", "Managed"), start=1)
        ],
        "overall": "lowest",
        "minimum_coverage": "0.5",
        "evidence_from": "3",
        "views": [
            {
                "id": "side",
                "name": "Sides of the work",
                "groups": [{"id": "in", "name": "Inside"}, {"id": "out", "name": "Outside"}],
            }
        ],
        "domains": [
            {"id": "inside", "name": "Organisation"},
            {"id": "outside", "name": "Public work"},
        ],
        "axes": [
            {
                "id": "people",
                "name": "Skills",
                "domain": "inside",
                "description": "Who does the work.",
                "diagnosis": "training",
                "stages": _stages("Skills"),
                "requirements": {"3": {"training": "3"}},
                "questions": [
                    _asked("training", views={"side": ["in"]}),
                    _asked("hiring", views={"side": ["in"]}, not_applicable="true"),
                    _asked("coaching", views={"side": ["out"]}),
                ],
            },
            {
                "id": "service",
                "name": "Delivery",
                "domain": "outside",
                "description": "What comes of the work.",
                "stages": _stages("Delivery"),
                "questions": [
                    _asked("quality", views={"side": ["in"]}),
                    {"id": "helpdesk", "type": "yes-no", "text": "Is there a desk to call?"},
                    {
                        "id": "channels",
                        "type": "multi",
                        "text": "Which ways in are there?",
                        "options": [{"id": w, "text": f"By {w}"} for w in ("mail", "chat")],
                    },
                    {
                        "id": "days",
                        "type": "number",
                        "text": "After how many days is there a reply?",
                        "unit": "days",
                        "minimum": "0",
                        "maximum": "10",
                        "better": "lower",
                    },
                ],
            },
        ],
        **more,
    }


def as_a_checklist() -> Tree:
    """The keys of the model that make it a checklist: its questions are of the phases in turn."""
    axes = model_of_departments()["axes"]
    axes[0].pop("requirements")
    for at, question in enumerate(question for axis in axes for question in axis["questions"]):
        question["phase"] = str(2 + at % 3)
    return {"axes": axes, "scoring": "checklist", "minimum_coverage": "0"}


_ABOUT = ("code", "inhabitants", "province", "group")


def _answers(level: int) -> Tree:
    """Answers that are better as the level is higher; of the lowest some are missing."""
    letter = LETTERS[min(level, 3)]
    found: Tree = {
        "training": letter,
        "hiring": LETTERS[min(level + 1, 3)],
        "coaching": {"answer": letter, "note": "As told", "evidence": "https://example.org/x"},
        "quality": letter,
        "helpdesk": "ja" if level else "nee",
        "channels": ["mail", "chat"][: 1 + level % 2],
        "days": str(10 - 2 * level),
    }
    return found if level else {key: found[key] for key in ("training", "quality")}


def write_departments(folder: Path, **more: Any) -> dict[str, Path]:
    """Writes the model and answers in a folder; the paths by what each is.

    more: keys of the model that are to be otherwise.
    """
    model = folder / "departments.json"
    model.write_text(json.dumps(model_of_departments(**more)), encoding="utf-8")

    def assessment(path: Path, level: int, year: int = 2026, **said: Any) -> Path:
        name = said.pop("name", "Department of Water")
        about = {key: said.pop(key) for key in _ABOUT if key in said}
        tree = {
            "model": str(model),
            "municipality": {"name": name, **about},
            "date": f"{year}-10-01",
            "answers": _answers(level),
            **said,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(tree), encoding="utf-8")
        return path

    water = {"code": "518", "inhabitants": 240, "province": "Utrecht", "group": "big"}
    found = {
        "model": model,
        "one": assessment(folder / "water.json", 1, ambition={"people": 3}, **water),
        "older": assessment(folder / "water-2025.json", 0, 2025, **water),
        "high": assessment(folder / "high.json", 3, name="Department of Roads", ambition=4),
        "unnamed": assessment(folder / "unnamed.json", 1, name="Uw department"),
    }
    for name, level in (("ann", 1), ("bob", 3), ("cas", 2)):
        path = folder / "team" / f"{name}.json"
        assessment(path, level, respondent=name.capitalize(), **water)
    for year in (2025, 2026):
        for at in range(4):
            assessment(
                folder / str(year) / f"{at}.json",
                (at + year) % 4,
                year,
                name=f"Department {at}",
                code=f"{at}0{at}",
                inhabitants=100 + at,
                province=("Utrecht", "Elsewhere")[at % 2],
                group=("big", "small")[at % 2],
                **({"ambition": 3} if at % 2 else {}),
            )
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        columns = ("model", "municipality", *_ABOUT, "date", "training", "coaching", "quality")
        writer = csv.writer(stream)
        writer.writerow(columns)
        for at in range(12):
            own = [LETTERS[(at + more) % 4] for more in (0, at % 2, at % 3)]
            place = [f"Department {at}", f"{at}-x", 10 * at + 1, "Utrecht", "big"]
            writer.writerow([model, *place, "2026-10-01", *own])
    return found | {
        "team": folder / "team",
        "then": folder / "2025",
        "now": folder / "2026",
        "rows": folder / "rows.csv",
    }
