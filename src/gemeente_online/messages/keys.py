"""What is wrong with the keys of a file, of answers or of a model, and with what stands at them."""

from gemeente_online.messages.message import Message

_KEYS_BELONG = "bij {key} horen sleutels met elk een eigen waarde, en er staat {kind}"
_NO_KEY = "{name!q} is hier geen sleutel"

MISTAKES: dict[str, Message] = {
    # pydantic's types of error
    "missing": Message("{key} ontbreekt", "voeg {key} toe"),
    "missing/example": Message(
        "{key} ontbreekt",
        "voeg {key} toe, bijvoorbeeld {name}: {example}",
        'voeg {key} toe, bijvoorbeeld "{name}": "{example}"',
    ),
    "string-type": Message(
        "hier hoort tekst, en er staat {kind}", "schrijf de waarde achter de dubbele punt"
    ),
    "string-too-short": Message("{key} is leeg", "vul een waarde in"),
    "string-too-short/name": Message("de naam is leeg", "vul een naam in"),
    "string-too-short/optional": Message(
        "{key} is leeg", "vul een waarde in, of laat de regel weg"
    ),
    "dict-type": Message(
        _KEYS_BELONG,
        "zet de sleutels eronder, elk op een eigen regel die inspringt: sleutel: waarde",
        "zet de sleutels tussen {{ en }}",
    ),
    "model-type": Message(
        _KEYS_BELONG,
        "zet ze eronder, elk op een eigen regel die inspringt: {keys}",
        "zet ze tussen {{ en }}: {keys}",
    ),
    "tuple-type": Message(
        "hier hoort een lijst, en er staat {kind}",
        "zet elk onderdeel op een eigen regel die inspringt en begint met een streepje: - een",
        "zet de onderdelen tussen [ en ], met komma's ertussen",
    ),
    "too-short": Message("{key} is leeg", "noem er ten minste één"),
    "unfit-value": Message("{value!q} past hier niet", "controleer hoe deze waarde is geschreven"),
    # keys that do not belong
    "unknown-key": Message(_NO_KEY, "{meant}"),
    "unknown-key/part-of-text": Message(
        _NO_KEY, "is dit een stuk van een tekst? Zet de hele tekst tussen aanhalingstekens"
    ),
    "unknown-key/decimals": Message(
        _NO_KEY,
        "is dit een deel van een getal met een komma? Schrijf een punt, zoals 0.{decimals}",
    ),
    "unknown-key/deeper": Message(
        _NO_KEY,
        "zet {name!q} onder {group!q}, op een regel die verder inspringt",
        "zet {name!q} tussen de accolades van {group!q}",
    ),
    "unknown-key/too-deep": Message(
        _NO_KEY,
        "{name!q} hoort niet onder {group!q}: laat de regel minder ver inspringen",
        "zet {name!q} buiten de haken van {group!q}",
    ),
}
