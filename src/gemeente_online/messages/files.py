"""What is wrong with a file before anybody looks at what it says: bytes, YAML, JSON, workbooks."""

from gemeente_online.messages.message import Message

_SAVE_AS_UTF_8 = "sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)"
_AS_TEXT = "sla het op in een vorm die wordt gelezen; zie: gemeente-online score --help"
_AS_XLSX = "sla een rekenblad op als Excel-werkmap; de naam eindigt dan op .xlsx"
_CHECK_NAME = "controleer de naam"
_QUOTE_VALUE = "zet de waarde tussen aanhalingstekens"
_WRITE_OUT = "schrijf de waarden voluit"
_LEVELS = "een antwoordenbestand heeft er vier, een groeimodel negen"
_SHORTEN = "kort de tekst in"
_LOOK_AROUND = "kijk op deze plaats en er net voor naar komma's, haken en aanhalingstekens"

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
    "empty": Message(
        "het bestand is leeg",
        "is het wel opgeslagen? Een antwoordenbestand heeft municipality, date en answers",
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
        f"haal het weg, of {_SAVE_AS_UTF_8}",
    ),
    "encoding": Message("dit bestand lijkt opgeslagen als {name}", _SAVE_AS_UTF_8),
    "encoding/unmarked": Message(
        "dit bestand lijkt opgeslagen als {name} zonder kenmerk vooraan", _SAVE_AS_UTF_8
    ),
    "encoding/cut-off": Message(
        "het bestand houdt midden in een teken op",
        "kopieer of download het bestand opnieuw: er ontbreekt een stuk",
    ),
    "encoding/utf-16": Message(
        "het bestand begint als UTF-16, en hier staat een half teken", _SAVE_AS_UTF_8
    ),
    "encoding/windows-1252": Message(
        'hier staat een teken dat geen UTF-8 is; in Windows-1252 (ANSI) is het een "{sign}"',
        f"{_SAVE_AS_UTF_8} en controleer dit teken",
    ),
    "encoding/byte": Message(
        "hier staat een teken dat geen UTF-8 is (byte {byte:02X})",
        f"{_SAVE_AS_UTF_8} en typ dit teken opnieuw",
    ),
    "control-character": Message(
        "er staat een onzichtbaar stuurteken in het bestand ({sign})",
        "haal het weg: vaak komt het mee met kopiëren en plakken; typ de regel opnieuw",
    ),
    # more than is read
    "too-deep": Message(
        "er staan meer dan {most} lagen in elkaar",
        f"controleer de haken en het inspringen; {_LEVELS}",
    ),
    "too-deep/json": Message(
        "er staan meer dan {most} lagen in elkaar", f"controleer de haken; {_LEVELS}"
    ),
    "too-deep/aliases": Message(
        "met alle verwijzingen (*) uitgeschreven staan er meer dan {most} lagen in elkaar",
        _WRITE_OUT,
    ),
    "too-many-values": Message(
        "er staan meer dan {most!n} sleutels en waarden in dit bestand",
        "een antwoordenbestand heeft er enkele honderden; is dit het juiste bestand?",
    ),
    "too-many-aliases": Message(
        "er staan meer dan {most} verwijzingen (*) in dit bestand", _WRITE_OUT
    ),
    "too-many-aliases/values": Message(
        "met alle verwijzingen (*) uitgeschreven zijn dit meer dan {most!n} sleutels en waarden",
        _WRITE_OUT,
    ),
    "too-many-directives": Message(
        "er staan meer dan {most} regels die met % beginnen",
        "laat die regels weg, of zet de tekst tussen aanhalingstekens",
    ),
    "text-too-long": Message(
        "deze tekst is {length!n} tekens lang, en ten hoogste {most!n} mag",
        f"{_SHORTEN}, of sluit het aanhalingsteken dat open is blijven staan",
        in_json=_SHORTEN,
    ),
    # what a tree cannot hold
    "duplicate-key": Message(
        "{key!q} staat er {times} keer: op regel {lines}", "laat er één staan; welke bedoelt u?"
    ),
    "half-character": Message(
        "deze tekst bevat een half teken (een losse surrogaatcode)", "typ de tekst opnieuw"
    ),
    "alias-cycle": Message(
        "deze verwijzing (*) wijst naar iets waar zij zelf in staat",
        "schrijf de waarde hier voluit",
    ),
    "key-not-text": Message(
        "op regel {line} staat een lijst of groep waar een sleutel hoort",
        "een sleutel is één woord met een dubbele punt erachter",
    ),
    "merge-key": Message(
        "samenvoegen met << wordt niet gelezen", "schrijf de sleutels hier voluit"
    ),
    "tag": Message(
        "{tag!q} wordt hier niet gelezen",
        "laat weg wat met een uitroepteken begint, of zet de hele tekst tussen aanhalingstekens",
    ),
    # what is no YAML
    "yaml-syntax": Message(
        "dit is geen geldige YAML",
        "kijk op deze regel en de regel erboven naar inspringen, dubbele punten en "
        "aanhalingstekens",
    ),
    "yaml-syntax/tab": Message(
        "er staat een tab aan het begin van deze regel", "laat inspringen met spaties"
    ),
    "yaml-syntax/apostrophe": Message(
        "het teken ' sluit een tekst af die met ' begint",
        'zet dubbele aanhalingstekens (") om deze hele tekst',
    ),
    "yaml-syntax/first-sign": Message("een waarde kan niet met {sign} beginnen", _QUOTE_VALUE),
    "yaml-syntax/lone-dash": Message(
        "hier kan geen los streepje staan",
        "weet u het antwoord niet, laat het dan leeg; een lijst begint op de volgende regel",
    ),
    "yaml-syntax/lone-question-mark": Message(
        "hier kan geen los vraagteken staan",
        "weet u het antwoord niet, laat het dan leeg; hoort het bij een tekst, zet die dan tussen "
        "aanhalingstekens",
    ),
    "yaml-syntax/spare-colon": Message(
        "hier staat een dubbele punt te veel, of de regel springt te ver in",
        "zet tekst waar een dubbele punt in staat tussen aanhalingstekens",
    ),
    "yaml-syntax/no-colon": Message(
        "op deze regel ontbreekt een dubbele punt met een spatie erachter",
        'schrijf "sleutel: waarde", met een spatie na de dubbele punt',
    ),
    "yaml-syntax/backslash": Message(
        "een schuine streep naar links (\\) heeft tussen dubbele aanhalingstekens een bijzondere "
        "betekenis",
        "gebruik enkele aanhalingstekens, of schrijf \\\\",
    ),
    "yaml-syntax/open-quote": Message(
        "hier begint een aanhalingsteken dat niet wordt gesloten",
        "zet aan het eind van de tekst hetzelfde aanhalingsteken",
    ),
    "yaml-syntax/open-list": Message(
        "de rechte haak [ wordt niet gesloten",
        "sluit de lijst met ] en zet komma's tussen de onderdelen",
    ),
    "yaml-syntax/open-group": Message(
        "de accolade {{ wordt niet gesloten",
        "sluit met }} en zet komma's tussen de onderdelen",
    ),
    "yaml-syntax/alias-of-nothing": Message(
        "een waarde die met * begint, verwijst naar iets dat er niet is", _QUOTE_VALUE
    ),
    "yaml-syntax/alias": Message(
        "een waarde die met & of * begint, heeft een bijzondere betekenis", _QUOTE_VALUE
    ),
    "yaml-syntax/several-documents": Message(
        "er staan twee documenten in dit bestand (gescheiden door ---)",
        "maak van elk document een eigen bestand",
    ),
    "yaml-syntax/version": Message(
        "dit bestand vraagt om een andere versie van YAML",
        "laat de regel die met %YAML begint weg",
    ),
    "yaml-syntax/directive": Message(
        "een regel die met % begint, heeft een bijzondere betekenis",
        "laat de regel weg, of zet de tekst tussen aanhalingstekens",
    ),
    "yaml-syntax/tag": Message(
        "een waarde die met een uitroepteken begint, heeft een bijzondere betekenis", _QUOTE_VALUE
    ),
    "yaml-syntax/less-indented": Message(
        "deze regel springt minder ver in dan de eerste",
        "laat regels die bij elkaar horen even ver inspringen",
    ),
    "yaml-syntax/not-in-list": Message(
        "deze regel past niet in de lijst erboven",
        "laat regels die bij elkaar horen even ver inspringen, met spaties",
    ),
    "yaml-syntax/not-in-group": Message(
        "deze regel past niet bij de regels erboven",
        "laat regels die bij elkaar horen even ver inspringen en sluit aanhalingstekens",
    ),
    "yaml-syntax/block": Message(
        "na | of > hoort de tekst op de volgende regel te beginnen",
        "zet de tekst een regel lager, en laat die inspringen; hoort het teken erbij, zet dan "
        "alles tussen aanhalingstekens",
    ),
    # what is no JSON
    "json-syntax": Message("dit is geen geldige JSON", _LOOK_AROUND),
    "json-syntax/spare-comma": Message(
        "hier staat een komma te veel", "na het laatste onderdeel hoort geen komma"
    ),
    "json-syntax/comment": Message(
        "JSON kent geen commentaar", "haal het commentaar weg, of maak er YAML van"
    ),
    "json-syntax/unseen": Message(
        "tussen de onderdelen staat een teken dat daar niet hoort", "{unseen}"
    ),
    "json-syntax/broken-off": Message(
        "het bestand houdt midden in de JSON op",
        "is het helemaal gekopieerd of opgeslagen? Aan het eind ontbreekt nog: {lacking}",
    ),
    "json-syntax/no-json": Message(
        "een JSON-bestand begint met {{, en dit bestand niet",
        "is het YAML? Geef het bestand dan een naam die eindigt op .yaml",
    ),
    "json-syntax/not-quoted": Message(
        "deze waarde is geen JSON", "zet tekst tussen dubbele aanhalingstekens"
    ),
    "json-syntax/no-number": Message(
        "{name} is geen getal dat in JSON mag staan", "laat de waarde weg, of schrijf null"
    ),
    "json-syntax/open-quote": Message(
        "hier begint een aanhalingsteken dat niet wordt gesloten",
        "zet aan het eind van de tekst een dubbel aanhalingsteken",
    ),
    "json-syntax/no-name": Message(
        "hier hoort een naam tussen dubbele aanhalingstekens",
        "zet de naam tussen dubbele aanhalingstekens",
    ),
    "json-syntax/control-character": Message(
        "in een tekst staat hier een regeleinde, tab of ander stuurteken",
        "zet de hele tekst op één regel en sluit haar met een dubbel aanhalingsteken",
    ),
    "json-syntax/backslash": Message(
        "een schuine streep naar links (\\) heeft in JSON een bijzondere betekenis",
        "schrijf \\\\",
    ),
    "json-syntax/no-comma": Message("hier ontbreekt een komma of een haak", _LOOK_AROUND),
    "json-syntax/no-colon": Message("hier ontbreekt een dubbele punt", _LOOK_AROUND),
    "json-syntax/no-value": Message("hier ontbreekt een waarde", _LOOK_AROUND),
    "json-syntax/extra": Message(
        "na het einde van de JSON staat nog iets", "laat één geheel staan, tussen {{ en }}"
    ),
}
