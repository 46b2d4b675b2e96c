"""The commands under ``model``: each is the module of its name, as those of the whole program."""

COMMANDS = {
    "list": "Toon welke groeimodellen meegeleverd zijn.",
    "show": "Toon een groeimodel: fasen, assen, vragen, antwoorden en voorwaarden.",
    "schema": "Toon het JSON Schema waarmee een editor aanvult en controleert.",
    "evaluate": "Beoordeel een groeimodel met de metingen van veel gemeenten.",
}
"""What the list of commands says of each, in its order; their own help begins with it too."""

EPILOG = "Meer over een commando: gemeente-online model COMMANDO --help"
