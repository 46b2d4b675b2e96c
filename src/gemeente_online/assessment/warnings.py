"""What breaks no rule of an answers file and may still not be what was meant. Pure.

Knows an assessment and the tree of text that it was read from, and not how that was written.
"""

from collections.abc import Callable, Iterable, Iterator

from gemeente_online.assessment.file import Assessment, State
from gemeente_online.problem import Finding, Path, Problem, Severity

Placed = Callable[[Iterable[Finding]], Iterable[Problem]]
"""Places findings in the file that they are about."""

FEW_INHABITANTS = 500
"""No Dutch municipality has had fewer since 2013: the smallest, Schiermonnikoog, has over 900."""


def doubts(assessment: Assessment, tree: object) -> Iterator[Finding]:
    """Everything that whoever filled it in may not have meant, as warnings.

    tree: as it was read; what was left empty and what was answered ``onbekend`` differ only there.
    """
    inhabitants = assessment.municipality.inhabitants
    if inhabitants is not None and inhabitants < FEW_INHABITANTS:
        word = "inwoner" if inhabitants == 1 else "inwoners"
        yield _doubtful(
            ("municipality", "inhabitants"),
            "few-inhabitants",
            f"{inhabitants} {word} is erg weinig",
            f"bedoelde u {inhabitants}000?",
        )
    answers = tree.get("answers") if isinstance(tree, dict) else None
    for question, remark in assessment.remarks.items():
        given = answers.get(question) if isinstance(answers, dict) else None
        open_still = assessment.answers[question].state is State.UNKNOWN
        if open_still and isinstance(given, dict) and given.get("answer", "") in ("", []):
            kind, name = ("note", "een toelichting") if remark.note else ("evidence", "bewijs")
            yield _doubtful(
                ("answers", question, kind),
                "remark-without-answer",
                f"hier staat {name}, maar deze vraag heeft geen antwoord",
                "vul het antwoord in; weet u het niet, kies dan onbekend",
            )


def _doubtful(path: Path, code: str, message: str, hint: str) -> Finding:
    return Finding(path=path, code=code, message=message, hint=hint, severity=Severity.WARNING)
