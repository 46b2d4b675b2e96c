"""What is wrong with a table: the columns and rows of a CSV file or a worksheet."""

from gemeente_online.messages.message import Message

_TOO_LONG = "deze tekst is {length!n} tekens lang, en ten hoogste {most!n} mag"
_FIRST_ABOVE = "verbeter eerst de rijen erboven, en controleer dan opnieuw"
_AGAIN = "open het in Excel of LibreOffice en sla het op als Excel-werkmap (.xlsx)"
_ONLY_ANSWERS = "kopieer alleen de antwoorden naar een nieuwe werkmap"
_SAVE_AS = "sla het bestand op als CSV UTF-8 (in Excel: Opslaan als, CSV UTF-8)"

MISTAKES: dict[str, Message] = {
    # the text of a CSV file
    "quote-not-closed": Message(
        "in deze rij begint een aanhalingsteken dat niet wordt gesloten; de rest van het bestand "
        "is niet gelezen",
        "zet aan het eind van de cel een dubbel aanhalingsteken",
    ),
    "csv-syntax": Message(
        "in deze rij staat na een gesloten aanhalingsteken nog tekst in dezelfde cel",
        "schrijf een aanhalingsteken binnen een cel twee keer",
    ),
    "line-too-long": Message(
        "er staan meer dan {most!n} tekens op één regel",
        "is dit wel een CSV-bestand? Elke gemeente hoort op een eigen regel",
    ),
    "not-text/csv": Message("dit is geen tekstbestand (er staat een NUL-teken in)", _SAVE_AS),
    "encoding/csv": Message("dit teken is niet in dezelfde codering als de rest", _SAVE_AS),
    "unnamed-csv": Message(
        "dit is CSV, en dat is aan de naam niet te zien",
        'kies "--input csv", of geef het bestand een naam die op .csv eindigt',
    ),
    # the header
    "too-many-columns": Message(
        "er staan meer dan {most!n} kolommen in dit bestand",
        "is dit het juiste bestand? Elke gemeente hoort op een eigen rij",
    ),
    "sheet-as-csv": Message(
        "dit lijkt één blad van de Excel-vragenlijst, opgeslagen als CSV",
        "geef de werkmap zelf, met alle bladen: kies in Excel Opslaan als, Excel-werkmap (.xlsx)",
    ),
    "column-without-name": Message(
        "kolom {number} heeft geen naam", "zet boven elke kolom een naam, of haal de kolom weg"
    ),
    "column-without-name/several": Message(
        "de kolommen {numbers} hebben geen naam",
        "zet boven elke kolom een naam, of haal deze kolommen weg",
    ),
    "duplicate-column": Message(
        "{name!q} staat boven twee kolommen: kolom {first} en kolom {second}",
        "laat er één staan; welke bedoelt u?",
    ),
    "column-missing": Message(
        "de kolom {name!q} ontbreekt",
        "zet op de eerste rij de namen van de kolommen, ten minste municipality en date",
    ),
    "column-missing/other-name": Message(
        "de kolom {name!q} ontbreekt", "geef de kolom {other!q} de naam {name}"
    ),
    "unknown-column": Message("{name!q} is geen kolom die hier kan staan", "{meant}"),
    # a row
    "header-again": Message(
        "hier staan de namen van de kolommen nog eens",
        "haal deze rij weg; is dit een tweede bestand achter het eerste?",
    ),
    "other-model/rows": Message(
        "deze rij hoort bij groeimodel {named!q}, en de rijen erboven bij {model!q}",
        "maak voor elk groeimodel een eigen bestand",
    ),
    "short-row": Message(
        "deze rij houdt op voor de kolom {column!q}: zij heeft {count} cellen, en er zijn "
        "{columns} kolommen",
        "vul de rij aan, met lege cellen waar niets is ingevuld",
    ),
    "long-row": Message(
        "deze rij gaat door na de laatste kolom {column!q}: daar staat nog {extra!q}",
        "zet tekst waarin het scheidingsteken voorkomt tussen dubbele aanhalingstekens",
    ),
    "long-row/sheet": Message(
        "boven deze kolom staat geen naam", "zet er een naam boven, of maak de cel leeg"
    ),
    "not-explained": Message("deze rij klopt ook niet", _FIRST_ABOVE),
    "not-explained/several": Message(
        "deze rij klopt ook niet, en {more} evenmin",
        _FIRST_ABOVE,
    ),
    "text-too-long/row": Message(
        _TOO_LONG,
        "kort de tekst in, of sluit het aanhalingsteken dat open is blijven staan",
    ),
    # a cell of a worksheet
    "text-too-long/cell": Message(_TOO_LONG, "kort de tekst in"),
    "formula": Message(
        "hier staat een fout van een formule: {shown}",
        "verbeter de formule, of typ de waarde zelf",
    ),
    "formula/not-calculated": Message(
        "hier staat een formule waarvan de uitkomst niet in het bestand staat",
        "open het bestand in Excel of LibreOffice en sla het op, of typ de waarde zelf",
    ),
    "not-a-date/no-day": Message(
        "hier staat het getal {number} als datum, en zo'n dag is er niet",
        "typ de datum opnieuw, bijvoorbeeld 1-10-2026",
    ),
    "not-a-date/year": Message(
        "hier staat het getal {number}, opgemaakt als datum",
        "schrijf de hele datum, bijvoorbeeld 1-10-{number}; is het geen datum, kies dan bij de "
        "celeigenschappen Standaard",
    ),
    "broken-cell": Message(
        "de tekst van deze cel staat niet in het bestand", "typ de tekst opnieuw"
    ),
    # the workbook to fill in
    "row-without-question": Message(
        "hier staat {value!q}, maar deze rij hoort niet bij een vraag",
        "zet het antwoord in de rij van de vraag, of maak de cel leeg",
    ),
    "duplicate-row": Message(
        "deze vraag staat er twee keer, en is ook ingevuld in {other}",
        "haal een van de twee rijen weg, of maak haar leeg",
    ),
    "unknown-question/row": Message(
        "deze rij gaat over {key!q}, en dat is geen vraag van dit groeimodel",
        "maak de rij leeg, of kies met --model het groeimodel van deze antwoorden",
    ),
    "empty-cell": Message("{what} is niet ingevuld", "vul de gele cel op het voorblad in"),
    "empty-cell/no-row": Message(
        "{what} is niet ingevuld; de rij ervoor is weg",
        "begin met een nieuw bestand: gemeente-online init --output nieuw.xlsx",
    ),
    "unknown-phase/texts": Message("{value!q} is geen fase", "Mogelijk: {phases}"),
    "unknown-option/one-of-several": Message(
        "{value!q} past hier niet", "kies {yes} of {no}", in_a_cell="kies {yes} of {no}"
    ),
    "not-a-number/date": Message(
        "hier staat {value}, als datum of tijd, en geen getal",
        "kies bij de celeigenschappen Standaard, en typ het getal opnieuw",
    ),
    "word-stands-alone/rows": Message(
        "hier is iets gekozen, en hieronder staat {count} keer {yes}", "maak een van de twee leeg"
    ),
    "not-all-answered": Message(
        "hieronder staat alleen {no}, en nog niet bij elk antwoord",
        "vul de rest ook in, of kies hier: {nothing}",
    ),
    "sheet-not-read": Message(
        "het blad {sheet!q} kan niet worden gelezen: de verborgen rij of kolom die zegt welke "
        "vraag waar staat, is weg",
        "begin met een nieuw bestand, en zet de antwoorden daarin: "
        "gemeente-online init --output nieuw.xlsx",
    ),
    # what is no workbook, or one too large
    "empty/workbook": Message("het bestand is leeg", _AGAIN),
    "not-a-workbook": Message("dit is geen Excel-bestand", _AGAIN),
    "broken-workbook": Message("dit Excel-bestand is beschadigd", _AGAIN),
    "broken-workbook/packed": Message(
        "dit bestand is op een andere manier ingepakt dan Excel doet", _AGAIN
    ),
    "broken-workbook/doctype": Message(
        "in dit bestand staat een opdracht (DOCTYPE) die Excel niet schrijft", _AGAIN
    ),
    "strict-workbook": Message(
        'dit bestand is opgeslagen als "Strict Open XML", en dat wordt niet gelezen',
        'kies in Excel: Opslaan als, en als type "Excel-werkmap (*.xlsx)"',
    ),
    "password": Message(
        "dit Excel-bestand is beveiligd met een wachtwoord om het te openen",
        "haal het weg in Excel: Bestand, Info, Werkmap beveiligen, Versleutelen met wachtwoord",
    ),
    "old-workbook": Message(
        "dit is een bestand van een Excel van voor 2007 (.xls)",
        "sla het in Excel op als Excel-werkmap (.xlsx)",
    ),
    "too-deep/workbook": Message("er staan meer dan {most} lagen in elkaar", _AGAIN),
    "too-large/workbook": Message(
        "het bestand is groter dan {most} MB",
        "een ingevulde vragenlijst is veel kleiner; haal foto's en andere bladen eruit",
    ),
    "too-large/unpacked": Message(
        "uitgepakt is dit bestand groter dan {most} MB", "is dit het juiste bestand?"
    ),
    "too-large/parts": Message("in dit bestand staan meer dan {most!n} onderdelen", _ONLY_ANSWERS),
    "too-large/other": Message(
        "in dit bestand staan te veel stijlen, namen of andere dingen naast de cellen",
        _ONLY_ANSWERS,
    ),
    "too-large/cells": Message(
        "in dit bestand staan meer dan een miljoen cellen en rijen",
        "verdeel het over meer bestanden",
    ),
    "too-large/rows": Message(
        "in dit bestand staan meer dan {most!n} rijen",
        "haal de lege rijen onderaan weg, of verdeel het over meer bestanden",
    ),
    "too-large/one-row": Message("een rij of tekst is groter dan {most} MB", _ONLY_ANSWERS),
    "too-large/in-row": Message("in dit bestand staan te veel cellen op één rij", _ONLY_ANSWERS),
    "too-large/empty-cells": Message(
        "in dit bestand staan meer dan {most!n} lege cellen",
        "haal de opmaak weg van rijen en kolommen die u niet gebruikt",
    ),
    # files and folders of answers
    "no-access/folder": Message(
        "deze map mag niet worden gelezen",
        "vraag om leesrechten, of kopieer de bestanden naar een eigen map",
    ),
    "empty-folder": Message(
        "in deze map staat geen antwoordenbestand", "een antwoordenbestand eindigt op {endings}"
    ),
    "empty/no-assessment": Message(
        "in dit bestand staat geen meting",
        "zet er voor elke meting een rij of regel in, of begin met: "
        "gemeente-online init --output antwoorden.csv",
    ),
    "not-an-answers-file": Message(
        "hier staat {value!q}, en geen antwoordenbestand",
        "begin met: municipality, date en answers",
    ),
    "not-an-answers-file/nothing": Message(
        "hier staat niets, en geen antwoordenbestand", "begin met: municipality, date en answers"
    ),
    "not-an-answers-file/model": Message(
        "dit is een groeimodel, en geen antwoordenbestand",
        "noem het achter --model, of bekijk het met: gemeente-online check {file}",
    ),
    "not-an-answers-file/workbook": Message(
        "in dit Excel-bestand staat geen vragenlijst, en geen blad met bovenaan de kolommen "
        "municipality en date",
        "begin met: gemeente-online init --output nieuw.xlsx",
    ),
}

WARNINGS: dict[str, Message] = {
    "questions-gone": Message(
        "in dit bestand ontbreken vragen: {questions}",
        "zij tellen als niet ingevuld; alle vragen staan in een nieuw bestand: "
        "gemeente-online init --output nieuw.xlsx",
    ),
    "hidden-sheet": Message(
        "het blad {sheet!q} is verborgen, en wordt niet gelezen",
        "maak het zichtbaar om het mee te laten tellen",
    ),
}
