"""What is wrong with a model file, and what its author probably did not mean."""

from gemeente_online.messages.hints import HOW_TO_WRITE_A_VERSION, HOW_TO_WRITE_AN_ID
from gemeente_online.messages.message import Message

_ON_SCALE = "de schaal loopt van {low} tot en met {high}"
_NOT_FREE = "de eerste fase moet door iedereen worden bereikt"
_TOO_FINE = (
    "zijn samen {total}, in stappen van {step}; daarmee zijn er te veel verschillende plannen"
)
_ROUNDER = "kies rondere getallen: in stappen van 1 mogen zij samen {most} zijn"
_EFFORT = "schrijf een getal van 0.1 tot en met {most}, met ten hoogste één decimaal"
_NO_WORD = "{value!q} kan hier niet staan"
_LEAVE_OUT = "laat de regel weg"

MISTAKES: dict[str, Message] = {
    # how a value is written
    "not-kebab-case": Message("{value!q} kan geen id zijn", HOW_TO_WRITE_AN_ID),
    "not-a-version": Message("{value!q} is geen versienummer", HOW_TO_WRITE_A_VERSION),
    "unknown-format": Message(
        "dit bestand heeft formaat {value!q}; dit programma leest formaat {format}",
        "installeer een nieuwere versie van gemeente-online, of schrijf format: {format}",
    ),
    "not-a-phase-number": Message(
        "{value!q} is geen fasenummer",
        "schrijf een heel getal van 0 of hoger, zonder nullen ervoor",
    ),
    "not-a-boolean": Message("{value!q} is geen true of false", "schrijf true of false"),
    "not-positive": Message("{value!q} is niet groter dan 0", "schrijf bijvoorbeeld 1"),
    "effort-too-large": Message("{value!q} is te veel inspanning", _EFFORT),
    "effort-too-fine": Message("{value!q} heeft te veel decimalen", _EFFORT),
    "not-a-share": Message("{value!q} ligt niet van 0 tot en met 1", "75 % schrijft u als 0.75"),
    "unknown-word": Message(_NO_WORD, "{meant}"),
    "unknown-word/other": Message(_NO_WORD, "bedoelde u {other!q}? Mogelijk: {possible}"),
    # the scale and the phases
    "scale-empty": Message(
        "het maximum van de schaal is niet hoger dan het minimum",
        "schrijf een getal boven {minimum}",
    ),
    "off-scale": Message("{value} ligt niet op de schaal", _ON_SCALE),
    "off-scale/phase": Message(
        "{value} ligt niet op de schaal",
        f"{_ON_SCALE}; geef de fase een level dat daarop ligt",
    ),
    "mean-of-shares": Message(
        "overall: mean kan alleen met scoring: mean",
        "schrijf overall: lowest, of scoring: mean",
    ),
    "phases-not-ascending": Message(
        "fase {phase} staat na fase {before}",
        "zet de fasen op volgorde, van laag naar hoog, elk nummer één keer",
    ),
    "levels-not-ascending": Message(
        "het niveau van fase {phase} is niet hoger dan dat van de fase ervoor",
        "schrijf een level boven {before}",
    ),
    "level-without-share": Message("een level doet niets bij scoring: mean", _LEAVE_OUT),
    "first-phase-not-free": Message(_NOT_FREE, "laat deze regel weg"),
    "first-phase-not-free/threshold": Message(_NOT_FREE, "schrijf threshold: {free}"),
    "not-a-share/threshold": Message(
        "{value} ligt niet van 0 tot en met 1",
        "bij scoring: share is een drempel een deel: 70 % schrijft u als 0.7",
    ),
    "thresholds-not-ascending": Message(
        "de drempel {value} van fase {phase} is lager dan de drempel {lower} van fase {before}",
        "een hogere fase vraagt ten minste evenveel",
    ),
    "thresholds-not-ascending/mean": Message(
        "de drempel {value} van fase {phase} is niet hoger dan de drempel {lower} van fase "
        "{before}",
        "laat de drempels met de fasen oplopen",
    ),
    # the axes
    "duplicate-id": Message("er is al een {what} met id {id!q}", "geef elk een eigen id"),
    "unknown-phase/of-model": Message("er is geen fase {phase}", "Mogelijk: {possible}"),
    "unknown-question/on-axis": Message("{id!q} is geen vraag op deze as", "{meant}"),
    "required-not-applicable": Message(
        "{id!q} mag nvt zijn en kan dus geen voorwaarde zijn",
        "zet not_applicable bij die vraag op false, of laat de voorwaarde weg",
    ),
    "unreachable-requirement": Message(
        "geen antwoord op {id!q} haalt {score}", "het hoogste antwoord scoort {highest}"
    ),
    # the questions
    "reserved-id": Message(
        "{id!q} heeft in een antwoordenbestand een vaste betekenis", "kies een ander id"
    ),
    "reserved-id/column": Message(
        "{id!q} is de naam van een vaste kolom in CSV-bestanden", "kies een ander id"
    ),
    "key-of-other-type": Message(
        "{name!q} hoort niet bij een vraag van het type {type}",
        "laat de regel weg, of kies een ander type",
    ),
    "key-of-other-type/better": Message('"better" doet niets naast bands', _LEAVE_OUT),
    "unknown-view": Message("{view!q} is geen blik van dit model", "{meant}"),
    "unknown-view/none": Message(
        "{view!q} is geen blik van dit model", "voeg de blik toe onder views"
    ),
    "unknown-group": Message("{group!q} is geen groep van de blik {view!q}", "{meant}"),
    "duplicate-group": Message("{group!q} staat er twee keer", "laat er één staan"),
    "no-options": Message(
        "vraag {id!q} heeft geen antwoorden",
        "voeg options toe, met voor elk antwoord een id en een text",
    ),
    "single-option": Message("één antwoord is geen keuze", "voeg een tweede antwoord toe"),
    "not-yes-or-no": Message("{id!q} is geen antwoord op een ja/nee-vraag", "Mogelijk: ja, nee"),
    "score-of-multi": Message(
        "bij het type multi telt het gekozen deel; een score per antwoord doet niets",
        "schrijf weight in plaats van score, of laat de regel weg",
    ),
    "weight-of-option": Message(
        "een antwoord heeft alleen bij het type multi een gewicht",
        "schrijf score in plaats van weight, of laat de regel weg",
    ),
    "score-missing": Message(
        "dit antwoord heeft geen score, terwijl een ander antwoord op deze vraag die wel heeft",
        "geef alle antwoorden een score, of geen enkel",
    ),
    "efforts-too-fine": Message(f"de inspanningen van dit groeimodel {_TOO_FINE}", _ROUNDER),
    "efforts-too-fine/question": Message(f"de inspanningen van deze vraag {_TOO_FINE}", _ROUNDER),
    # numbers
    "no-unit": Message("vraag {id!q} noemt geen eenheid", "voeg unit toe, bijvoorbeeld unit: uren"),
    "bounds-empty": Message(
        "maximum is niet hoger dan minimum", "schrijf een getal boven {minimum}"
    ),
    "number-without-bounds": Message(
        "vraag {id!q} heeft geen bands, en ook geen {lacks}",
        "voeg bands toe, of minimum, maximum en better",
    ),
    "no-bands": Message("bands is leeg", "voeg ten minste één band toe"),
    "band-bound": Message(
        "deze band heeft een up_to en een below",
        "kies één: up_to telt de grens zelf mee, below niet",
    ),
    "band-bound/none": Message(
        "deze band heeft geen up_to of below", "alleen de laatste band is zonder grens"
    ),
    "band-bound/last": Message("de laatste band mag geen {name} hebben", "laat {name} hier weg"),
    "bands-not-ascending": Message(
        "{name} {end} is niet hoger dan {before} ervoor",
        "zet de banden op volgorde, van laag naar hoog",
    ),
    "bands-not-ascending/first": Message(
        "{name} {end} is niet hoger dan het minimum {before}",
        "schrijf een getal boven {before}, of een lager minimum",
    ),
    "band-above-maximum": Message(
        "na {name} {end} blijft er tot het maximum {maximum} niets over voor de volgende band",
        "schrijf een getal onder {maximum}, of een hoger maximum",
    ),
}

WARNINGS: dict[str, Message] = {
    # an axis
    "all-not-applicable": Message(
        "op as {axis!q} mag elke vraag nvt zijn; dan heeft de as geen score",
        "laat bij ten minste één vraag not_applicable weg",
    ),
    "stage-missing": Message(
        "op as {axis!q} heeft fase {phases} geen naam, en andere wel",
        "voeg onder stages een regel toe voor elke fase",
    ),
    "deciding-question": Message(
        "{question!q} bepaalt door zijn gewicht bijna alleen de fase van as {axis!q}",
        "verlaag het gewicht; is de vraag echt onmisbaar, maak er dan een voorwaarde van "
        "(requirements)",
    ),
    "unreachable-phase": Message(
        "fase {phase}{and_up} is op as {axis!q} niet te halen, ook niet met de hoogste antwoorden",
        "verlaag de drempel, of geef meer vragen een antwoord dat hoog genoeg scoort",
    ),
    "unreachable-phase/overall": Message(
        "fase {phase} is niet te halen: met de hoogste antwoorden is het gemiddelde van de assen "
        "{best}",
        "verlaag de drempel, of geef vragen een antwoord dat hoger scoort",
    ),
    "phase-for-free": Message(
        "op as {axis!q} geven ook de laagste antwoorden fase {phase}",
        "verhoog de drempel, of geef vragen een antwoord dat lager scoort",
    ),
    "phase-passed-over": Message(
        "fase {phase} is op as {axis!q} nooit de uitkomst: wie die haalt, haalt ook fase {next}",
        "geef een vraag een antwoord dat van {low} tot {high} scoort, of geef fase {next} een "
        "hogere drempel",
    ),
    "idle-requirement": Message(
        "elk antwoord op {question!q} voldoet aan deze voorwaarde",
        "verhoog de score, of laat de voorwaarde weg",
    ),
    "group-not-on-axis": Message(
        "op as {axis!q} gaat geen vraag over {groups} (blik {view!q})",
        "noem de groep bij een vraag op deze as, of stel er een vraag over; anders is daar over "
        "die groep niets te zeggen",
    ),
    # a question
    "equal-scores": Message(
        "{option!q} scoort evenveel als {other!q}",
        "als dat de bedoeling is, hoeft u niets te doen",
    ),
    "scores-not-ascending": Message(
        "{option!q} scoort lager dan het antwoord ervoor",
        "zet de antwoorden op volgorde, van laag naar hoog: wie invult, kiest het laatste dat "
        "klopt",
    ),
    "empty-word": Message(
        "{option!q} betekent voor andere programma's dat er niets is ingevuld",
        "kies een ander id",
    ),
    "same-text": Message(
        "{id!q} heeft dezelfde tekst als {other!q}",
        "is dit een kopie die nog moet worden aangepast?",
    ),
    # the model as a whole
    "weight-without-mean": Message(
        "het gewicht van as {axis!q} telt niet mee voor de fase als geheel; die is de laagste van "
        "de assen",
        "laat het weg; het telt alleen in de gemiddelde score",
    ),
    "deciding-axis": Message(
        "as {axis!q} weegt meer dan alle andere samen",
        "verlaag het gewicht, als dat niet de bedoeling is",
    ),
    "group-without-questions": Message(
        "geen enkele vraag hoort bij de groep {group!q}",
        "noem de groep bij een vraag: views: {{{view}: [{group}]}}",
    ),
}
