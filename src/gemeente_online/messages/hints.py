"""What hints have in common: what was probably meant, and what is possible."""

MEANT = 'bedoelde u "{near}"? '
POSSIBLE = "Mogelijk: "
"""What the words that are possible come behind."""

UNSEEN = (
    "er staat een onzichtbaar teken in (U+{code:04X}, vaak meegekomen met kopiëren en plakken): "
    "typ dit opnieuw"
)

HOW_TO_WRITE_AN_ID = "gebruik kleine letters en cijfers, met streepjes ertussen: een-voorbeeld"
HOW_TO_WRITE_A_VERSION = 'schrijf drie getallen met punten, bijvoorbeeld "1.0.0"'
HOW_TO_WRITE_A_DATE = "schrijf bijvoorbeeld 2026-10-01, 1-10-2026 of 1 oktober 2026"

FROM_THE_LIST = "Kies uit de lijst van de cel: {answers}"
FROM_THE_LIST_OR_TYPED = "Kies uit de lijst van de cel, of typ: {answers}"
