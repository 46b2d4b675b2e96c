"""What hints have in common: what was probably meant, and what is possible."""

MEANT = 'bedoelde u "{near}"? '
POSSIBLE = "Mogelijk: "
"""What the words that are possible come behind."""

UNSEEN = (
    "er staat een onzichtbaar teken in (U+{code:04X}, vaak meegekomen met kopiëren en plakken): "
    "typ dit opnieuw"
)

FROM_THE_LIST = "Kies uit de lijst van de cel: {answers}"
FROM_THE_LIST_OR_TYPED = "Kies uit de lijst van de cel, of typ: {answers}"
