"""The guide's table of what the example looks like by other choices of the model is computed."""

import re
from pathlib import Path

from gemeente_online import Assessment, load_model, read_assessments, score
from support.places import EXAMPLES, ROOT
from support.renewing import expected

PAGE = ROOT / "docs/uitkomst-lezen.md"
_TABLE = re.compile(r"(?<=<!-- drempels -->\n\n)(?:\|.*\n)+")


def row(name: str, model: Path, *, middle: bool = False) -> str:
    (example,) = read_assessments(EXAMPLES / "answers.yaml", model=load_model(model))
    assert isinstance(example, Assessment)
    overall = score(example).overall
    assert overall.firmness is not None
    phase = overall.firmness.median_axis if middle else overall.phase
    cells = [name, *(str(one) for one in overall.profile), str(phase)]
    return f"| {' | '.join(cells)} |\n"


def test_thresholds_table(tmp_path: Path) -> None:
    shipped = ROOT / "models/gemeente-online.yaml"
    text = shipped.read_text(encoding="utf-8")
    axes = [axis.name for axis in load_model(shipped).axes]
    heads = ["Drempel", *axes, "Als geheel"]
    made = f"| {' | '.join(heads)} |\n|---|{'---:|' * (len(heads) - 1)}\n"
    assert text.count("threshold: 0.7\n") == len(load_model(shipped).phases) - 1
    for tenths in (6, 7, 8):
        changed = tmp_path / f"{tenths}.yaml"
        changed.write_text(
            text.replace("threshold: 0.7\n", f"threshold: 0.{tenths}\n"), encoding="utf-8"
        )
        usual = " (zo is het)" if tenths == 7 else ""
        made += row(f"{tenths} van de 10{usual}", changed)
    made += row("7 van de 10, en de middelste as telt", shipped, middle=True)
    page = PAGE.read_text(encoding="utf-8")
    renewed, tables = _TABLE.subn(lambda _: made, page)
    assert tables == 1
    assert renewed == expected(PAGE, renewed)
