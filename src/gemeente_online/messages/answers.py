"""What is wrong with an answers file: who, when, which model, and the answers."""

from gemeente_online.messages.hints import HOW_TO_WRITE_A_DATE
from gemeente_online.messages.message import Message

_NO_DATE = "{value!q} is geen datum"
_NO_NUMBER = "{value!q} is geen getal"
_NO_ANSWER = "{value!q} is geen antwoord op deze vraag"
_NO_CODE = "schrijf GM en vier cijfers, bijvoorbeeld GM0344, of "
_NO_COUNT = "schrijf een getal boven 0, of "
_LEAVE_OUT, _EMPTY_CELL = "laat de regel weg", "maak de cel leeg"

MISTAKES: dict[str, Message] = {
    # who, when, and which model
    "not-a-code": Message(
        "{value!q} is geen CBS-code", _NO_CODE + _LEAVE_OUT, in_a_cell=_NO_CODE + _EMPTY_CELL
    ),
    "not-positive/inhabitants": Message(
        "{value!q} is geen aantal inwoners",
        _NO_COUNT + _LEAVE_OUT,
        in_a_cell=_NO_COUNT + _EMPTY_CELL,
    ),
    "not-a-version/of-answers": Message(
        "{value!q} is geen versienummer",
        'schrijf "{version}", of laat de regel weg',
        in_a_cell="schrijf {version}, of maak de cel leeg",
    ),
    "other-major-version": Message(
        "deze antwoorden horen bij versie {value} van het groeimodel, en dit is versie {version}",
        "gebruik die versie met --model, of loop de vragen na en pas het nummer aan",
    ),
    "unknown-axis": Message("{value!q} is geen as van dit groeimodel", "{meant}"),
    "unknown-phase": Message("{value!q} is geen fase", "{possible}"),
    # answers
    "dict-type/answers": Message(
        "onder answers horen de vragen, elk op een eigen regel",
        "schrijf per vraag, ingesprongen: klantvragen: webcare",
        'schrijf per vraag, tussen {{ en }}: "klantvragen": "webcare"',
    ),
    "unknown-question": Message("{value!q} is geen vraag van dit groeimodel", "{meant}"),
    "string-type/beside-an-answer": Message(
        "hier hoort tekst, geen lijst of groep sleutels",
        "schrijf de tekst achter de dubbele punt",
    ),
    "not-applicable": Message(
        '"nvt" kan bij deze vraag niet', "kies het antwoord dat het meest past, of onbekend"
    ),
    "single-answer": Message(
        "bij deze vraag hoort één antwoord, en hier staat {value!q}", "{possible}"
    ),
    "unknown-option": Message(_NO_ANSWER, "{meant}"),
    "unknown-option/possible": Message(_NO_ANSWER, "{possible}"),
    "unknown-option/text": Message(_NO_ANSWER, "bedoelde u {near}? {possible}"),
    "unknown-option/yes-no": Message(_NO_ANSWER, 'bedoelde u "{word}"? {possible}'),
    "unknown-option/single": Message(
        "bij deze vraag hoort één antwoord, en hier staat {value!q}", "{possible}"
    ),
    "unknown-option/empty": Message("een van de antwoorden is leeg", "laat het weg"),
    "unknown-option/dash": Message(_NO_ANSWER, "zet een spatie na elk streepje: - een-antwoord"),
    "unknown-option/several": Message(
        _NO_ANSWER,
        "schrijf meer antwoorden als lijst: [{plain}]",
        "schrijf meer antwoorden als lijst: [{in_json}]",
        "schrijf meer antwoorden met een streep ertussen: {in_a_cell}",
    ),
    "unknown-option/remark": Message(
        "achter het antwoord {answer!q} staat nog {rest!q}",
        "zet de rest bij note: {{answer: {word}, note: …}}",
        'zet de rest bij note: {{"answer": "{word}", "note": "…"}}',
        "laat hier alleen {word} staan, en zet de rest bij de toelichting (in een CSV-bestand de "
        "kolom {question}.note)",
    ),
    "unknown-option/remark-in-list": Message(
        "achter het antwoord {answer!q} staat nog {rest!q}",
        "laat van dit antwoord alleen {word} staan, en zet de rest bij note: "
        "{{answer: [{word}, …], note: …}}",
        "laat van dit antwoord alleen {word} staan, en zet de rest bij note: "
        '{{"answer": ["{word}", …], "note": "…"}}',
        "laat van dit antwoord alleen {word} staan, en zet de rest bij de toelichting (in een "
        "CSV-bestand de kolom {question}.note)",
    ),
    "word-stands-alone": Message(
        "{value!q} kan niet samen met andere antwoorden",
        "laat dit woord weg, of laat het alleen staan",
    ),
    "repeated-option": Message("{value!q} staat er twee keer", "laat er één staan"),
    "out-of-bounds": Message("{value!q} kan hier niet", "het is {bounds} {unit}"),
    "not-a-number/answer": Message(
        _NO_NUMBER,
        "schrijf een getal in cijfers; weet u het niet, laat het dan leeg, of schrijf onbekend",
    ),
    "not-a-number/unit": Message(_NO_NUMBER, "schrijf alleen het aantal {unit}, in cijfers"),
    # dates
    "not-a-date/empty": Message('"date" is leeg', HOW_TO_WRITE_A_DATE),
    "not-a-date": Message(_NO_DATE, HOW_TO_WRITE_A_DATE),
    "not-a-date/short-year": Message(
        _NO_DATE, "schrijf het jaar met vier cijfers, bijvoorbeeld 1-10-2026"
    ),
    "not-a-date/with-time": Message(_NO_DATE, "laat de tijd weg: {date}"),
    "not-a-date/slashes": Message(_NO_DATE, "schrijf met streepjes, en de dag voorop: {readings}"),
    "not-a-date/no-such-day": Message("{value!q} bestaat niet", "controleer de maand en de dag"),
    # numbers
    "not-a-number": Message(_NO_NUMBER, "schrijf een getal in cijfers"),
    "not-a-number/words-around-it": Message(_NO_NUMBER, "schrijf alleen het getal: {number}"),
    "not-a-number/thousands": Message(
        "{value!q} heeft een punt en een komma", "laat de duizendpunt weg: {number}"
    ),
    "not-a-number/grouped": Message(_NO_NUMBER, "schrijf {number}, zonder iets tussen de cijfers"),
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

WARNINGS: dict[str, Message] = {
    "still-unnamed": Message(
        "{name!q} is nog de naam uit het lege formulier", "vul hier de naam van uw {subject.one} in"
    ),
    "old-date": Message(
        "een meting uit {year} is wel erg oud",
        "controleer het jaar",
        in_a_cell="controleer het jaar: een rekenblad maakt van een los getal soms een datum",
    ),
    "few-inhabitants": Message(
        "{inhabitants} {word} is erg weinig", "bedoelde u {inhabitants}000?"
    ),
    "remark-without-answer": Message(
        "hier staat {what}, maar deze vraag heeft geen antwoord",
        "vul het antwoord in; weet u het niet, kies dan onbekend",
    ),
}
