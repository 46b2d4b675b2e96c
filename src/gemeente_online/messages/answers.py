"""What is wrong with an answers file: who, when, which model, and the answers."""

from gemeente_online.messages.message import Message

HOW_TO_WRITE_A_DATE = "schrijf bijvoorbeeld 2026-10-01, 1-10-2026 of 1 oktober 2026"
_NO_DATE = "{value!q} is geen datum"
_NO_NUMBER = "{value!q} is geen getal"

MISTAKES: dict[str, Message] = {
    # dates
    "not-a-date": Message(_NO_DATE, HOW_TO_WRITE_A_DATE),
    "not-a-date/short-year": Message(
        _NO_DATE, "schrijf het jaar met vier cijfers, bijvoorbeeld 1-10-2026"
    ),
    "not-a-date/slashes": Message(_NO_DATE, "schrijf met streepjes, en de dag voorop: {readings}"),
    "not-a-date/no-such-day": Message("{value!q} bestaat niet", "controleer de maand en de dag"),
    # numbers
    "not-a-number": Message(_NO_NUMBER, "schrijf een getal in cijfers"),
    "not-a-number/words-around-it": Message(_NO_NUMBER, "schrijf alleen het getal: {number}"),
    "not-a-number/thousands": Message(
        "{value!q} heeft een punt en een komma", "laat de duizendpunt weg: {number}"
    ),
    "not-a-number/percentage": Message(_NO_NUMBER, "{percent} % schrijft u als {share}"),
    "ambiguous-number": Message(
        "{value!q} kan twee dingen betekenen",
        "schrijf {whole} (zonder {mark} tussen de cijfers), of {decimal}",
    ),
    "number-too-long": Message("{value!q} heeft meer dan {most} cijfers", "rond het getal af"),
    "decimal-comma": Message("{value!q} heeft een komma", "schrijf een punt: {number}"),
    "not-whole": Message("{value!q} is geen heel getal", "rond het getal af, met alleen cijfers"),
    "not-whole/thousands": Message(
        "{value!q} is geen heel getal", "schrijf {number}, met alleen cijfers"
    ),
}

WARNINGS: dict[str, Message] = {}
