"""What is wrong with what somebody asks of a command, and with what cannot be done with files.

Paths come between quotes already: they are shown longer than other texts.
"""

from gemeente_online.messages.message import Message

_OTHER_NAME = "kies een andere naam"
_WRITE_AN_AMBITION = "schrijf in het bestand bijvoorbeeld ambition: 3, of kies een fase"
_NOT_SAVED = "Dit antwoord is niet bewaard"

MISTAKES: dict[str, Message] = {
    # how a command is typed
    "no-command": Message("noem een commando"),
    "no-such-command": Message("{name!q} is geen commando", "{meant}"),
    "unreadable-command": Message("het commando is zo niet te lezen"),
    "missing-argument": Message("{name} ontbreekt"),
    "extra-argument": Message("{value!q} is te veel"),
    "bad-argument": Message("{name} klopt niet", "kies een heel getal vanaf {least}"),
    "no-such-option-name": Message("{option!q} is geen optie van dit commando"),
    "no-such-option-name/near": Message(
        "{option!q} is geen optie van dit commando", "bedoelde u {near!q}?"
    ),
    "value-missing": Message("achter {option!q} ontbreekt een waarde"),
    "option-without-value": Message("{option!q} krijgt geen waarde"),
    "unknown-value": Message("{value!q} kan niet achter {option}", "{meant}"),
    "not-an-aim": Message(
        "{value!q} kan niet achter {option}",
        "Mogelijk: het nummer van een fase, of {ambition}",
    ),
    "bad-classes": Message(
        "{value!q} kan niet achter --classes",
        "noem oplopende aantallen inwoners met komma's ertussen, bijvoorbeeld 50000,100000",
    ),
    "dash-for-name": Message("achter {option} hoort een naam, en niet de standaarduitvoer (-)"),
    # options that do not go together
    "quiet-and-format": Message(
        "--quiet en --format gaan niet samen", "--quiet toont alleen nummers"
    ),
    "yaml-and-format": Message(
        "--yaml en --format gaan niet samen", "--yaml toont het bestand zelf"
    ),
    "output-and-folder": Message(
        "--output en --folder gaan niet samen", "kies een bestand of een map"
    ),
    "top-and-for": Message("--top en --for gaan niet samen"),
    "install-and-remove": Message("--install en --remove gaan niet samen"),
    "badge-of-html": Message("--badge is een plaatje", "kies --format svg of --format png"),
    "excel-without-csv": Message(
        "--excel hoort bij --format csv, of bij een naam achter --output die eindigt op .csv"
    ),
    "schema-without-yaml": Message(
        "--schema hoort bij --format yaml", "een editor gebruikt het bij YAML"
    ),
    "for-without-from": Message(
        "--for kiest uit de metingen in een bestand", "noem dat bestand achter --from"
    ),
    "name-of-several": Message(
        "--name en --code horen bij één {subject.one}", "kies die met --for"
    ),
    "same-for-all-models": Message("--of {of} is voor alle modellen gelijk", "laat MODEL weg"),
    # where a result goes
    "no-output/form": Message(
        "noem het bestand dat er moet komen",
        "bijvoorbeeld: gemeente-online init --output waterdam.xlsx (Excel) of waterdam.yaml",
    ),
    "no-output/report": Message(
        "noem het bestand dat er moet komen", "bijvoorbeeld: --output rapport.{form}"
    ),
    "other-format": Message("{name!q}: {what} maakt dit commando niet", "wel: {can}"),
    "other-format/tip": Message(
        "{name!q}: {what} maakt dit commando niet", "wel: {can}. Tip: {tip}"
    ),
    "not-for-the-screen": Message(
        "dit is geen tekst voor op het scherm",
        "noem achter --output een bestand om het in te zetten",
    ),
    "not-a-file-name": Message("{path} is geen bestandsnaam"),
    "is-a-folder": Message("{path} is een map", "noem een bestand in die map"),
    "not-a-folder": Message("{path} is een bestand, en geen map"),
    "not-a-plain-file": Message("{path} is geen gewoon bestand"),
    "already-there": Message("{path} is er al", f"{_OTHER_NAME}, of vervang het met --force"),
    "files-already-there": Message(
        "in {folder} staat al {file!q}{more}", "kies een andere map, of vervang ze met --force"
    ),
    "named-twice": Message(
        "{path} is twee keer genoemd om in te schrijven", "geef elk bestand een eigen naam"
    ),
    "is-read": Message(
        "{path} wordt door dit commando gelezen, en zou verloren gaan",
        f"{_OTHER_NAME} voor de uitvoer",
    ),
    "is-protected": Message(
        "{path} is beveiligd tegen wijzigen", f"haal die beveiliging weg, of {_OTHER_NAME}"
    ),
    "unwritable": Message("{path} kan niet worden geschreven: {why}"),
    "unwritable/kept": Message(
        "{path} kan niet worden geschreven: {why}; wat er stond, is niet veranderd"
    ),
    "space-in-schema": Message(
        "een editor vindt een schema met een spatie in het pad niet", "kies een ander pad"
    ),
    "no-fonts": Message(
        "op deze computer is geen lettertype gevonden voor een PNG",
        "installeer een lettertype (Debian: apt install fonts-dejavu-core), of kies --format svg",
    ),
    # choosing one municipality, or one assessment
    "no-such-municipality": Message("er is geen meting van {wanted!q}", "{meant}"),
    "no-such-municipality/none": Message("er is geen meting van {wanted!q}"),
    "ambiguous-municipality": Message(
        "er zijn {count} {subject.many} met de naam {wanted!q}", "noem de code: {codes}"
    ),
    "several-assessments": Message(
        "hier staan {count} metingen", "kies een {subject.one} met --for: {names}"
    ),
    "several-assessments/form": Message(
        "in {file!q} staan {count} metingen",
        "kies er een met --for, of neem ze allemaal over met --format csv",
    ),
    "several-of-one-date": Message(
        "van {wanted!q} zijn er {count} metingen van {date}: {where}", "laat er één staan"
    ),
    "same-municipality-and-date": Message(
        "{name} staat er meer dan eens in met de datum {date}: {where}",
        "laat één meting staan, of verbeter een van de data",
    ),
    "no-assessment": Message("in {file!q} staat geen meting"),
    "one-picture": Message(
        "er staan {count} {subject.many} in deze bestanden",
        "kies er een met --for, of maak met --folder een map met een plaatje per {subject.one}",
    ),
    "no-place": Message(
        "{wanted!q} heeft geen plaats, want de fase is niet te bepalen: er zijn te weinig vragen "
        "beantwoord"
    ),
    # models that differ
    "other-model/compared": Message(
        "deze metingen horen bij verschillende groeimodellen: {this!q} en {that!q}",
        "vergelijk metingen met hetzelfde groeimodel",
    ),
    "other-model/beside": Message(
        "deze meting hoort bij groeimodel {this}, en {of_this} bij {that}",
        "maak voor elk groeimodel een eigen {own}",
    ),
    "other-major-version/compared": Message(
        "deze metingen horen bij versie {this} en versie {that} van het groeimodel; bij een andere "
        "hoofdversie zijn scores niet te vergelijken",
        "vul de oude antwoorden opnieuw in voor de nieuwe versie, of vergelijk binnen één "
        "hoofdversie",
    ),
    "several-models": Message(
        "deze metingen horen bij meer dan één groeimodel ({models})",
        "geef alleen metingen van één model",
    ),
    "several-models/form": Message("de metingen in {file!q} horen bij meer groeimodellen"),
    "model-not-named": Message(
        "het groeimodel van {file!q} is niet te vinden",
        "noem het achter --model, met het pad ervan",
    ),
    # what is compared, and aimed at
    "too-few": Message(
        "er is maar één meting om te vergelijken",
        "noem ten minste twee metingen van één {subject.one}",
    ),
    "too-few/none": Message("er is geen meting", "noem ten minste twee metingen"),
    "other-municipality": Message(
        "dit zijn metingen van verschillende {subject.many}: {this} en {that}",
        "kies een {subject.one} met --for; twee {subject.many} vergelijken kan ook, met --force",
    ),
    "nothing-to-evaluate": Message("er is geen geldige meting om het groeimodel mee te beoordelen"),
    "no-such-phase": Message(
        "groeimodel {model!q} heeft geen fase {phase} (achter --fail-under)", "Mogelijk: {possible}"
    ),
    "unknown-phase/asked": Message(
        "{phase!q} is geen fase van dit groeimodel", "Mogelijk: {possible}"
    ),
    "unknown-axis/asked": Message("{axis!q} is geen as van dit groeimodel", "{meant}"),
    "no-ambition": Message(
        "deze antwoorden noemen geen ambitie",
        _WRITE_AN_AMBITION,
    ),
    "no-ambition/axis": Message(
        "deze antwoorden noemen geen ambitie voor de as {axis}",
        _WRITE_AN_AMBITION,
    ),
    # shells
    "unknown-shell": Message("niet te zien is welke shell u gebruikt", "noem er een van {known}"),
    "no-powershell": Message(
        "PowerShell is hier niet te vinden",
        "zet het script zelf in uw profiel: gemeente-online completion powershell >> $PROFILE",
    ),
    "line-not-added": Message("{why}", "of zet deze regel er zelf in: {line}"),
    # the file that ask fills in
    "no-terminal": Message(
        "ask stelt vragen en heeft daarvoor een terminal nodig",
        "start het commando rechtstreeks in een terminal, of vul een bestand in dat u maakt met: "
        "gemeente-online init --output {file}",
    ),
    "ask-in-workbook": Message(
        "{name!q} is een werkmap, en ask schrijft alleen YAML",
        "vul de werkmap in Excel in, of begin een nieuw bestand met: gemeente-online ask {other} "
        "(een tekstbestand dat het programma zelf bijhoudt)",
    ),
    "ask-in-other-format": Message(
        "in {name!q} kan ask niet schrijven", "noem een YAML-bestand, zoals antwoorden.yaml"
    ),
    "not-a-name-for-answers": Message(
        "{name!q} is geen naam voor een antwoordenbestand", "bedoelde u {other!q}?"
    ),
    "there-after-all": Message(
        "{name!q} is er nu toch", "start ask opnieuw om daarin verder te gaan"
    ),
    "not-yaml": Message(
        "dit is JSON, en ask vult alleen YAML in",
        "begin met: gemeente-online init --from {name} --output antwoorden.yaml",
    ),
    "not-saved": Message(f"{_NOT_SAVED}: {{why}}."),
    "not-saved/changed": Message(
        f"{_NOT_SAVED}. {{name}} is intussen veranderd, en er is nu iets mis mee:\n"
        "{problems}Verbeter dat eerst, en geef het antwoord dan opnieuw."
    ),
    "not-saved/fit": Message(
        "Dit past niet in {name} zonder iets anders te veranderen. Zet het er zelf in{by_hand}"
    ),
}

WARNINGS: dict[str, Message] = {
    "superseded": Message(
        "{name} staat er vaker in; de meting van {now} telt, en niet die van {was} ({where})"
    ),
    "superseded/many": Message(
        "van {subject.many} die er vaker in staan, telt de laatste meting; {count} eerdere tellen "
        "niet mee"
    ),
    "left-of-other-report": Message(
        "in de map staat ook nog {file!q}{more}, van een ander rapport",
        "haal weg wat niet meer klopt",
    ),
}
