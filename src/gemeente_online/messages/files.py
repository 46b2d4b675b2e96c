"""What is wrong with a file before anybody looks at what it says: bytes, YAML, JSON, workbooks."""

from gemeente_online.messages.message import Message

SAVE_AS_UTF_8 = "sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)"
_AS_TEXT = "sla het op in een vorm die wordt gelezen; zie: gemeente-online score --help"
_AS_XLSX = "sla een rekenblad op als Excel-werkmap; de naam eindigt dan op .xlsx"
_CHECK_NAME = "controleer de naam"

MISTAKES: dict[str, Message] = {
    # what cannot be opened
    "not-found": Message("dit bestand is er niet", "controleer de naam en de map"),
    "not-found/name": Message("dit is geen bestandsnaam", _CHECK_NAME),
    "not-found/long-name": Message("deze naam is te lang voor een bestand", _CHECK_NAME),
    "not-found/pattern": Message(
        "geen bestand past bij dit patroon", "controleer de naam en de map"
    ),
    "not-found/broken-link": Message(
        "deze snelkoppeling wijst naar een bestand dat er niet is",
        "noem het bestand zelf, of maak de snelkoppeling opnieuw",
    ),
    "not-found/models": Message(
        "de groeimodellen van het programma zijn hier niet te vinden",
        "installeer het programma met pip; uit een ingepakt bestand (zip of whl) werkt het niet",
    ),
    "no-access": Message("dit bestand mag niet worden gelezen", "vraag om leesrechten"),
    "no-access/windows": Message(
        "dit bestand mag niet worden gelezen",
        "sluit het bestand in Excel of een ander programma, of vraag om leesrechten",
    ),
    "folder": Message("dit is een map, geen bestand", "noem een bestand"),
    "not-a-file": Message(
        "dit is geen gewoon bestand", "geef de inhoud door met: … | gemeente-online score -"
    ),
    "link-loop": Message(
        "deze snelkoppeling wijst in een kring naar zichzelf", "noem het bestand zelf"
    ),
    "unreadable": Message(
        "dit bestand kan niet worden gelezen (foutcode {number})",
        "probeer het nog eens, of maak er een kopie van en lees die",
    ),
    "no-input": Message("er is geen standaardinvoer", "noem een bestand"),
    "extra-not-installed": Message(
        "voor {purpose} is een uitbreiding van het programma nodig ({extra}), en die is nog niet "
        "geïnstalleerd",
        "installeer die met: {command}",
    ),
    # which growth model
    "unknown-model": Message(
        "er is geen groeimodel {named!q}", "{meant}, of een pad naar een eigen model"
    ),
    "network-path": Message(
        "een pad naar een andere computer wordt hier niet gevolgd",
        "zet het groeimodel naast dit bestand, of noem het achter --model",
    ),
    "not-a-model": Message(
        "hier staat {found!q}, en geen groeimodel",
        "een groeimodel begint met: format, id, version en title",
    ),
    "not-a-model/answers": Message(
        "dit is een antwoordenbestand, en geen groeimodel", "noem hier een groeimodel"
    ),
    "other-model": Message(
        "deze antwoorden horen bij het groeimodel {other!q}, en gekozen is {chosen!q}",
        "kies met --model het model van de antwoorden, of laat --model weg",
    ),
    "invalid-model": Message(
        "het groeimodel {named!q} heeft zelf fouten", "bekijk ze met: gemeente-online check {file}"
    ),
    "invalid-model/file": Message("groeimodel {named!q}: {why}", "{hint}"),
    # bytes and signs
    "too-large": Message(
        "het bestand is groter dan {megabytes} MB",
        "een antwoordenbestand of groeimodel is veel kleiner; is dit het juiste bestand?",
    ),
    "not-text/zip": Message("dit is een Excel-, Word- of zipbestand, en geen tekst", _AS_XLSX),
    "not-text/old-excel": Message("dit is een oud Excel- of Wordbestand, en geen tekst", _AS_XLSX),
    "not-text/zip-input": Message(
        "dit is een Excel-, Word- of zipbestand, en geen tekst",
        "lees een Excel-bestand met: --input xlsx",
    ),
    "not-text/pdf": Message("dit is een PDF, en geen tekst", _AS_TEXT),
    "not-text/gzip": Message("dit is een ingepakt bestand (gzip), en geen tekst", _AS_TEXT),
    "not-text/nul": Message(
        "hier staat een NUL-teken, en dat komt in tekst niet voor",
        f"haal het weg, of {SAVE_AS_UTF_8}",
    ),
    "encoding": Message("dit bestand lijkt opgeslagen als {name}", SAVE_AS_UTF_8),
    "encoding/unmarked": Message(
        "dit bestand lijkt opgeslagen als {name} zonder kenmerk vooraan", SAVE_AS_UTF_8
    ),
    "encoding/cut-off": Message(
        "het bestand houdt midden in een teken op",
        "kopieer of download het bestand opnieuw: er ontbreekt een stuk",
    ),
    "encoding/utf-16": Message(
        "het bestand begint als UTF-16, en hier staat een half teken", SAVE_AS_UTF_8
    ),
    "encoding/windows-1252": Message(
        'hier staat een teken dat geen UTF-8 is; in Windows-1252 (ANSI) is het een "{sign}"',
        f"{SAVE_AS_UTF_8} en controleer dit teken",
    ),
    "encoding/byte": Message(
        "hier staat een teken dat geen UTF-8 is (byte {byte:02X})",
        f"{SAVE_AS_UTF_8} en typ dit teken opnieuw",
    ),
}
