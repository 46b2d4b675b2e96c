"""The commands: each is the module of its name, with its options, its help and what it does.

A command's module is imported when it is called, and also to show its help or to complete its
options while somebody types. So at its top it imports only what its options need; the rest is
imported where it is used. Importing this package imports none of them.
"""

COMMANDS = {
    "init": "Maak een antwoordenbestand om in te vullen.",
    "ask": "Vul de vragenlijst in de terminal in, vraag voor vraag.",
    "check": "Controleer antwoordenbestanden en groeimodellen, zonder te scoren.",
    "score": "Bereken de fase per as en de fase als geheel.",
    "explain": "Laat zien waarom een gemeente in deze fase staat.",
    "grow": "Zoek de minste stappen naar de volgende fase.",
    "compare": "Vergelijk metingen van een gemeente, of van veel gemeenten.",
    "consensus": "Zie waarover collega's het eens zijn, met een agenda voor het overleg.",
    "rank": "Zet gemeenten op volgorde van hun gemiddelde score.",
    "report": "Maak een rapport: een webpagina die op zichzelf staat, om te lezen, te tonen of te "
    "printen.",
    "completion": "Laat de Tab-toets commando's, opties en waarden aanvullen.",
    "model": "Bekijk en beoordeel groeimodellen, en begin een eigen model.",
}
"""What the list of commands says of each, in its order; their own help begins with it too."""
