"""``ask`` as somebody meets it: in a real pseudo-terminal, with a keyboard only."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from gemeente_online import load_model, read_assessments
from gemeente_online.assessment.file import Assessment, Municipality, Remark, State
from gemeente_online.questionnaire.replies import Command
from support.places import EXAMPLES, ROOT
from support.trees import choice, model_tree

pexpect = pytest.importorskip("pexpect")
if not hasattr(pexpect, "spawn"):
    pytest.skip("this system has no pseudo-terminals", allow_module_level=True)

pytestmark = pytest.mark.heavy
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
QUESTIONS = list(load_model().questions)
FULL = (EXAMPLES / "fase-3.yaml").read_text(encoding="utf-8")


class Person:
    """Somebody at a terminal."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        bytes_at_most: int | None = None,
        **env: str,
    ) -> None:
        def limited() -> None:
            import resource

            if bytes_at_most is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_at_most, bytes_at_most))

        clean = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES", "NO_COLOR"}}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "gemeente_online", "ask", *arguments],
            cwd=str(folder),
            env={**clean, "TERM": "xterm", "PYTHONUTF8": "1", **env},
            dimensions=(60, columns),
            encoding="utf-8",
            timeout=20,
            preexec_fn=limited,
        )
        self.child.delaybeforesend = None
        self.raw = ""

    def sees(self, text: str) -> str:
        """Wait until a text is shown; what was shown up to there, without escape codes."""
        self.child.expect_exact(text)
        shown = self.child.before + self.child.after
        self.raw += shown
        return plain(shown)

    def types(self, line: str, then: str = "Antwoord: ") -> str:
        self.child.sendline(line)
        return self.sees(then)

    def is_told(self, number: int) -> None:
        """A signal comes, while the program waits for a line."""
        time.sleep(0.2)
        self.child.kill(number)

    def leaves(self) -> tuple[int, str]:
        """Wait for the end: the exit code and what was shown last."""
        self.child.expect(pexpect.EOF)
        self.raw += self.child.before
        self.child.close()
        code = self.child.exitstatus
        return (-self.child.signalstatus if code is None else code), plain(self.child.before)


def plain(text: str) -> str:
    return ESCAPES.sub("", text).replace("\r", "")


Start = Callable[..., Person]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    people: list[Person] = []

    def begin(*arguments: str, **more: Any) -> Person:
        people.append(Person(tmp_path, *arguments, **more))
        return people[-1]

    yield begin
    for person in people:
        if not person.child.closed:
            person.child.close(force=True)


def read(path: Path) -> Assessment:
    (item,) = read_assessments(path)
    assert isinstance(item, Assessment), item
    return item


def known(path: Path) -> dict[str, tuple[str, ...]]:
    answers = read(path).answers
    return {name: a.chosen for name, a in answers.items() if a.state is State.KNOWN}


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".deel"))


def about(person: Person, name: str = "Waterdam", *, narrow: bool = False) -> str:
    """Give a name and skip the rest, up to the first question."""
    person.sees("Naam van de gemeente:")
    for line, then in [
        (name, "CBS-code (zoals GM0344): "),
        ("", "Aantal inwoners (zoals 56000): "),
        ("", "Provincie: "),
        ("", "Wie de vragen beantwoordt (zoals Team communicatie): "),
        ("", "> " if narrow else "): "),
        ("", "Fase: "),
    ]:
        person.types(line, "> " if narrow and len(then) > 20 else then)
    return person.types("")


def test_from_nothing_to_the_score(start: Start, tmp_path: Path) -> None:
    person = start()
    person.sees("Bestand (Enter = antwoorden.yaml): ")
    person.types("waterdam.yaml", "Naam van de gemeente: ")
    assert "Dit kan niet leeg zijn" in person.types("", "Naam van de gemeente: ")
    assert "stop = stoppen." in person.types("?", "Naam van de gemeente: ")
    assert '"-" is geen naam' in person.types("-", "Naam van de gemeente: ")
    person.types("Waterdam: 'de' \"stad\" #1", "CBS-code (zoals GM0344): ")
    assert "Schrijf GM en vier cijfers" in person.types("gm12", "CBS-code (zoals GM0344): ")
    person.types("gm1234", "Aantal inwoners (zoals 56000): ")
    assert "Schrijf 56000" in person.types("56.000", "(zoals 56000): ")
    person.types("56000", "Provincie: ")
    person.types("terug", "Aantal inwoners (Enter = 56000): ")
    person.types("", "Provincie: ")
    shown = person.types("Vlaams-Brabant", "Provincie (Enter = Vlaams-Brabant): ")
    assert "is geen provincie van Nederland, en is wel zo bewaard" in " ".join(shown.split())
    assert "Mogelijk: Drenthe, Flevoland, Fryslân" in shown
    assert "Zuid-Holland" in shown
    who = "Wie de vragen beantwoordt (zoals Team communicatie): "
    person.types("", who)
    person.types("terug", "Provincie (Enter = Vlaams-Brabant): ")
    person.types("utrecht", who)
    person.types("Team web", "): ")
    assert "Schrijf het jaar met vier cijfers" in person.types("1-10-26", "): ")
    person.types("1-10-2026", "Fase: ")
    person.types("terug", "Datum van deze meting (Enter = 1 oktober 2026): ")
    person.types("", "Fase: ")
    assert "Mogelijk: 1. De gemeente ontdekt, 2. De gemeente" in person.types("9", "Fase: ")
    opening = person.types("Fase 3")
    assert "Lees van a naar d. Kies het verste antwoord dat nog helemaal klopt." in opening
    assert "Vraag 1 van 30 (Interactie 1 van 10, nog 30 open)" in opening
    for _ in range(29):
        person.types("3", "Bewijs: ")
        person.types("")
    person.types("3", "Bewijs: ")
    assert "Samen: alle 30 beantwoord, waarvan 30 deze keer." in person.types("", "Verder: ")
    person.child.sendline("")
    code, shown = person.leaves()
    assert code == 0
    assert "Fase 3 van 4: De gemeente converseert" in shown
    assert "gemeente-online score waterdam.yaml" in shown
    made = read(tmp_path / "waterdam.yaml")
    assert made.municipality == Municipality(
        "Waterdam: 'de' \"stad\" #1", "GM1234", 56000, "Utrecht"
    )
    assert (made.respondent, made.date.isoformat(), made.shared_ambition) == (
        *("Team web", "2026-10-01"),
        3,
    )
    assert len(known(tmp_path / "waterdam.yaml")) == 30
    told = subprocess.run(
        [sys.executable, "-m", "gemeente_online", "score", "waterdam.yaml"],
        cwd=tmp_path,
        env=os.environ | {"COLUMNS": "80", "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert told.stdout in shown  # the same document


def test_a_file_looks_like_one_of_init(start: Start, tmp_path: Path) -> None:
    person = start("a.yaml")
    about(person)
    person.types("2")
    person.child.sendline("stop")
    assert person.leaves()[0] == 0
    subprocess.run(
        [sys.executable, "-m", "gemeente_online", "init", "--name", "Waterdam", "-o", "b.yaml"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    filled = (tmp_path / "a.yaml").read_text(encoding="utf-8").replace("a.yaml", "b.yaml")
    form = (tmp_path / "b.yaml").read_text(encoding="utf-8")
    assert filled == form.replace("#kanaalkeuze: bereik", "kanaalkeuze: bereik")


def test_back_skip_note_jump_and_overview(start: Start, tmp_path: Path) -> None:
    person = start("a.yaml")
    about(person)
    person.types("gegroeid")
    person.types("")
    shown = person.types("b")
    assert "Bewaard: b (Op elke werkdag, tijdens kantoortijd. Een vraag van …)." in shown
    assert "Vraag 4 van 30" in shown
    shown = person.types("terug")
    assert "Vraag 3 van 30" in shown
    assert "collega op maandag. (uw antwoord)" in shown
    assert "[kantoortijd]" not in shown
    assert "Bewaard." in person.types("toelichting afgesproken: in mei #1")
    person.types("bewijs", "Bewijs: ")
    person.types("https://example.nl/a?b=c,d#e")
    assert "Vraag 30 van 30" in person.types("ga 30")
    shown = person.types("overzicht")
    assert "Interactie: 2 van 10 beantwoord (2 deze keer). Open: 2 klantvragen, 4" in shown
    assert "nog 28 open van de 30, 2 deze keer beantwoord" in shown
    assert "a = per-collega" in person.types("hulp")
    assert "niet te bepalen" in person.types("uitkomst")
    assert 'Bedoelde u "budget"?' in person.types("ga bugdet")
    assert "Vraag 6 van 30" in person.types("ga crisis")
    assert "Vraag 7 van 30" in person.types("nvt")
    person.types("ga 1")
    assert "Vraag 2 van 30" in person.types("open")
    assert "Vraag 4 van 30" in person.types("onbekend")
    person.types("ga 1")
    assert "Het antwoord is weg." in person.types("wis")
    person.types("gegevens", "Naam van de gemeente (Enter = Waterdam): ")
    person.types("Waterdrecht", "CBS-code (zoals GM0344): ")
    person.child.sendline("stop")
    code, shown = person.leaves()
    assert code == 0
    assert "Later verder: gemeente-online ask a.yaml" in shown
    made = read(tmp_path / "a.yaml")
    assert made.municipality.name == "Waterdrecht"
    assert known(tmp_path / "a.yaml") == {"bereikbaarheid": ("kantoortijd",)}
    assert made.answers["crisis"].state is State.NOT_APPLICABLE
    assert made.remarks["bereikbaarheid"] == Remark(
        "afgesproken: in mei #1",
        "https://example.nl/a?b=c,d#e",
    )


def test_every_answer_is_on_disk_before_the_next_question(start: Start, tmp_path: Path) -> None:
    person = start("a.yaml")
    about(person)
    for count, name in enumerate(QUESTIONS[:3], start=1):
        person.types("1")
        assert list(known(tmp_path / "a.yaml"))[-1] == name
        assert len(known(tmp_path / "a.yaml")) == count
    person.child.kill(signal.SIGKILL)
    person.child.wait()
    assert len(known(tmp_path / "a.yaml")) == 3


def test_control_c_and_going_on(start: Start, tmp_path: Path) -> None:
    person = start("a.yaml")
    about(person)
    person.types("1")
    person.child.send("half getypt")
    person.sees("half getypt")
    time.sleep(0.2)
    person.child.sendintr()
    code, shown = person.leaves()
    assert code == 130
    assert "Alles is bewaard in a.yaml. Nog open: 29 van de 30 vragen." in shown
    assert shown.endswith("De uitkomst bekijken: gemeente-online score a.yaml\n")
    again = start("a.yaml")
    shown = again.sees("Antwoord: ")
    assert "Vraag 2 van 30" in shown
    assert "Interactie: 1 van 10 beantwoord." in shown
    again.child.sendeof()
    code, shown = again.leaves()
    assert code == 0
    assert "Later verder: gemeente-online ask a.yaml" in shown
    assert known(tmp_path / "a.yaml") == {"kanaalkeuze": ("gegroeid",)}
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("term", ["xterm", "dumb"])
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_terminal_loses_nothing(
    start: Start, tmp_path: Path, number: signal.Signals, term: str
) -> None:
    person = start("a.yaml", TERM=term)
    about(person)
    person.types("1")
    person.is_told(number)
    assert person.leaves()[0] == 128 + number
    assert known(tmp_path / "a.yaml") == {"kanaalkeuze": ("gegroeid",)}
    assert leftovers(tmp_path) == []


def test_the_terminal_window_is_closed(start: Start, tmp_path: Path) -> None:
    person = start("a.yaml")
    about(person)
    person.types("1")
    time.sleep(0.2)
    person.child.ptyproc.fileobj.close()  # the window itself; the kernel hangs up
    _, status = os.waitpid(person.child.pid, 0)
    for end in (person.child, person.child.ptyproc):
        end.closed = end.terminated = True
    assert os.WEXITSTATUS(status) == 128 + signal.SIGHUP
    assert known(tmp_path / "a.yaml") == {"kanaalkeuze": ("gegroeid",)}


def test_a_form_without_a_name_is_asked_for_it(start: Start, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "gemeente_online", "init", "-o", "a.yaml"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    person = start("a.yaml")
    about(person, "Waterdrecht")
    assert read(tmp_path / "a.yaml").municipality.name == "Waterdrecht"


def test_nothing_is_made_before_there_is_a_name(start: Start, tmp_path: Path) -> None:
    person = start("a.yaml")
    person.sees("Naam van de gemeente: ")
    person.child.sendintr()
    code, shown = person.leaves()
    assert (code, list(tmp_path.iterdir())) == (130, [])
    assert "Er is nog niets bewaard" in shown


def test_what_was_written_by_hand_stays(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    by_hand = FULL.replace("\n", "\r\n") + "  # tot hier\r\n"
    by_hand = by_hand.replace("  budget: begroting", "  # budget nog vragen aan Piet")
    path.write_bytes(b"\xef\xbb\xbf" + by_hand.encode())
    path.chmod(0o640)
    person = start("a.yaml")
    assert "Vraag 23 van 30" in person.sees("Antwoord: ")
    person.types("2", "Verder: ")
    person.child.sendline("stop")
    assert person.leaves()[0] == 0
    data = path.read_bytes()
    new = [line for line in data.decode("utf-8-sig").split("\r\n") if line not in by_hand]
    assert new == ["  budget: per-project"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.decode("utf-8-sig").replace("  budget: per-project\r\n", "") == by_hand
    assert path.stat().st_mode & 0o777 == 0o640


def test_somebody_else_changes_the_file_meanwhile(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    person = start("a.yaml")
    about(person)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("#klantvragen: overal", "klantvragen: overal"), encoding="utf-8")
    person.types("1")
    assert set(known(path)) == {"kanaalkeuze", "klantvragen"}
    good = path.read_text(encoding="utf-8")
    person.types("gegevens", "Naam van de gemeente (Enter = Waterdam): ")
    path.write_text("answers: [", encoding="utf-8")
    shown = person.types("Waterdrecht", "Naam van de gemeente (Enter = Waterdam): ")
    assert "is niet bewaard" in shown
    path.write_text(good, encoding="utf-8")
    person.types("Waterdrecht", "CBS-code (zoals GM0344): ")
    for then in ("inwoners", "Provincie", "Wie", "Datum", "Fase"):
        person.types("", then)
    person.types("")
    good = path.read_text(encoding="utf-8")
    assert read(path).municipality.name == "Waterdrecht"
    path.write_text(good.replace("klantvragen: overal", "klantvragen: overl"), encoding="utf-8")
    shown = person.types("2")
    assert "Dit antwoord is niet bewaard." in shown
    assert 'bedoelde u "overal"?' in shown
    path.unlink()
    assert "dit bestand is er niet" in person.types("2")
    path.write_text(good, encoding="utf-8")
    assert "Vraag 3 van 30" in person.types("2")
    assert known(path)["klantvragen"] == ("webcare",)


def test_a_full_disk_loses_only_the_answer_that_it_names(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(FULL.replace("  budget: begroting\n", ""), encoding="utf-8")
    before = path.read_bytes()
    person = start("a.yaml", bytes_at_most=len(before) // 2)
    person.sees("Antwoord: ")
    assert "Dit antwoord is niet bewaard" in person.types("2")
    person.child.sendline("stop")
    assert "Nog open: 1 van de 30" in person.leaves()[1]
    assert path.read_bytes() == before
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.yaml", FULL.replace("overal", "overl"), 'bedoelde u "overal"?'),
        ("a.yaml", "municipality: [", "a.yaml:"),
        ("a.json", "{}", "kan ask niet schrijven"),
        ("a.csv", "x", "kan ask niet schrijven"),
        ("a.yaml", '{"municipality": {"name": "X"}}', "init --from a.yaml"),
    ],
)
def test_a_file_with_problems_is_refused_before_anything(
    start: Start, tmp_path: Path, name: str, content: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    person = start(name)
    code, shown = person.leaves()
    assert code == 2
    assert said in shown
    assert "Vraag" not in shown
    assert path.read_text(encoding="utf-8") == content


def test_what_has_to_be_typed_by_hand_is_told(start: Start, tmp_path: Path) -> None:
    by_hand = FULL.replace("budget: begroting", "budget: &b begroting # zie besluit")
    by_hand = by_hand.replace("een-gemeente: overal", "een-gemeente: {answer: overal, note: *b}")
    (tmp_path / "a.yaml").write_text(by_hand, encoding="utf-8")
    person = start("a.yaml")
    person.sees("Verder: ")
    person.types("ga budget")
    told = "Zet het er zelf in, onder answers: budget: per-project"
    assert told in " ".join(person.types("2").split())
    person.types("ga 1")
    person.types("1")
    person.child.sendintr()
    code, shown = person.leaves()
    assert code == 130
    assert told in " ".join(shown.split())
    wanted = by_hand.replace("kanaalkeuze: doelgroep", "kanaalkeuze: gegroeid")
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == wanted


def test_names_that_are_none(start: Start, tmp_path: Path) -> None:
    assert start("-").leaves()[0] == 2
    assert start(".").leaves()[0] == 2
    code, shown = start("waterdam").leaves()
    assert code == 2
    assert 'Bedoelde u "waterdam.yaml"?' in shown
    person = start("er/niet/a.yaml")
    person.sees("Naam van de gemeente: ")
    person.child.sendline("X")
    code, shown = person.leaves()
    assert code == 2
    assert "de map is er niet" in shown
    assert list(tmp_path.iterdir()) == []


# --- any model, any terminal -----------------------------------------------------------


def test_every_type_of_question(start: Start, tmp_path: Path) -> None:
    model = str(EXAMPLES / "models/open-data.yaml")
    person = start("a.yaml", "--model", model)
    assert "Typ ja, nee of onbekend." in about(person)
    assert "Kies het verste" not in plain(person.raw)
    person.types("j")
    person.types("2")
    assert "a tot en met c" in person.types("a d")
    assert "Bewaard: a (CSV) en c (Een kaart)." in person.types("a c")
    assert "Typ een getal in werkdagen (minimaal 0 en maximaal 20), of onbekend." in person.types(
        "nee"
    )
    assert "ten hoogste 20" in person.types("21")
    person.types("2,5 werkdagen", "Verder: ")
    person.types("terug")
    person.types("", "Verder: ")
    person.child.sendline("")
    code, shown = person.leaves()
    assert code == 0
    assert "van 4" in shown
    answers = read(tmp_path / "a.yaml").answers
    assert [answers[name].chosen for name in ("catalogus", "actueel", "formaten")] == [
        *(("ja",), ("nee",)),
        ("csv", "kaart"),
    ]
    assert str(answers["reactietijd"].number) == "5/2"


def hostile_model(folder: Path) -> Path:
    evil = "[b]vet[/b] \x1b[31mrood \u202eomgekeerd :smiley: [/i]"
    question = choice("stop", text=evil, explanation=evil)
    question["options"] = [{"id": "stop", "text": evil}, {"id": "terug", "text": "x" * 200}]
    tree = model_tree(question, choice("gewoon"), axis={"name": evil, "description": evil})
    path = folder / "m.yaml"
    path.write_text(yaml.safe_dump(tree, allow_unicode=False), encoding="utf-8")
    return path


def test_texts_from_a_model_take_no_effect(start: Start, tmp_path: Path) -> None:
    hostile_model(tmp_path)
    person = start("a.yaml", "--model", "m.yaml", NO_COLOR="1")
    shown = about(person, "[b]X[/b]")
    assert "[b]vet[/b] \N{REPLACEMENT CHARACTER}[31mrood" in shown
    assert ":smiley: [/i]" in shown
    assert "/hulp = meer uitleg" in shown
    person.types("stop")  # an answer here
    assert "Bij deze vraag hoort /" in person.types("ga stop") + person.types("/hulp")
    person.child.sendline("/stop")
    code, shown = person.leaves()
    assert code == 0
    assert "--model" not in shown  # the file says which model
    assert "\u202e" not in person.raw
    assert "\x1b[31m" not in person.raw
    (item,) = read_assessments(tmp_path / "a.yaml")
    assert isinstance(item, Assessment)
    assert item.answers["stop"].chosen == ("stop",)
    assert item.municipality.name == "[b]X[/b]"


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_any_width_and_no_colour(start: Start, columns: int, env: dict[str, str]) -> None:
    person = start("a.yaml", columns=columns, **env)
    about(person, narrow=columns == 40)
    person.types("hulp")
    person.types("overzicht")
    person.child.sendline("stop")
    code, _ = person.leaves()
    assert code == 0
    coloured = re.search(r"\x1b\[[0-9;]*m", person.raw)
    assert bool(coloured) == (not env)
    if env.get("TERM") == "dumb":
        assert "\x1b" not in person.raw
    shown = plain(person.raw).splitlines()
    typed_at = re.compile(r"(: )|(gemeente-online (ask|score) )")
    assert all(len(line) <= columns or typed_at.search(line) for line in shown)
    text = " ".join(" ".join(shown).split())
    assert "Stoppen met een netwerk is ook een keuze en kost nooit punten." in text


def test_a_pipe_is_told_that_a_terminal_is_needed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gemeente_online", "ask", "a.yaml"],
        cwd=tmp_path,
        input=b"Waterdam\n",
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert "heeft daarvoor een terminal nodig" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_the_guide_shows_what_is_seen(start: Start) -> None:
    text = (ROOT / "docs/vragenlijst.md").read_text(encoding="utf-8")
    assert [command for command in Command if f"`{command}" not in text] == []
    (screen,) = re.findall(r"```text\n(.*?)\n```", text, re.DOTALL)
    person = start("a.yaml")
    about(person)
    person.types("1")
    assert screen in person.types("2")
