"""How an evaluation is to be read: what each figure is, and what it is judged by."""

from collections.abc import Iterator

from gemeente_online.analysis.evaluation import Evaluation
from gemeente_online.analysis.psychometrics import (
    ALPHA,
    APART,
    ITEM_REST,
    MINIMUM,
    MINIMUM_GROUP,
    MINIMUM_ORDER,
    SAME,
    H,
)
from gemeente_online.model.numbers import PERCENT, two_decimals
from gemeente_online.rendering.dependence import dependence_explained


def evaluation_explained(evaluation: Evaluation) -> Iterator[str]:
    """A sentence or more for each figure that is shown."""
    yield (
        "Metingen en Volledig: die waarin alle vragen van de as, of van beide assen, zijn "
        "beantwoord. Onbekend en nvt tellen als niet beantwoord. Gewichten van vragen spelen hier "
        "niet mee."
    )
    yield (
        "Paarsgewijs: hetzelfde cijfer, maar van elke twee vragen met alle metingen die beide "
        "beantwoorden; de aantallen zijn het kleinste en het grootste. Het staat er waar niet alle "
        "metingen volledig zijn. De oordelen rusten op de volledige metingen."
    )
    yield (
        "Alfa (van Cronbach): hoe sterk de vragen van een as samenhangen, hoogstens 1. Vanaf "
        f"{two_decimals(ALPHA.good)} is goed en vanaf {two_decimals(ALPHA.fair)} voldoende. "
        f"Tussen: waar het cijfer ervoor met 95{PERCENT} zekerheid ligt. Gestandaardiseerd: de "
        "alfa als elke vraag evenveel spreiding had."
    )
    if evaluation.pairs:
        yield (
            "Pearson: de samenhang tussen de sommen van de antwoorden op twee assen, van -1 tot 1. "
            "Na correctie: de samenhang zonder meetfouten (Spearman, 1904), namelijk Pearson "
            "gedeeld door de wortel van alfa maal alfa. HTMT: de gemiddelde samenhang tussen een "
            "vraag van de ene en een van de andere as, gedeeld door die binnen de assen (Henseler, "
            f"Ringle en Sarstedt, 2015). Onder {two_decimals(APART)} zijn assen uit elkaar te "
            f"houden, vanaf {two_decimals(SAME)} meten ze bijna hetzelfde. Niet zeker is het "
            "daartussen, en waar de hoogste grens van de samenhang na correctie "
            f"{two_decimals(SAME)} of meer is."
        )
    yield (
        "H (van Loevinger, volgens Mokken): 1 als iedereen dezelfde ladder beklimt, 0 als de "
        f"vragen niets met elkaar te maken hebben. Vanaf {two_decimals(H.good)} is goed, vanaf "
        f"{two_decimals(H.fair)} zwak. H is 1 min het aantal fouten tegen die ladder, gedeeld "
        "door het aantal bij toeval."
    )
    yield (
        "Omgekeerd: hoe vaak een hogere fase op de ene vraag vaker wordt gehaald dan een lagere "
        "op een andere."
    )
    yield dependence_explained()
    yield (
        "Past: de samenhang van een vraag met de som van de andere vragen van de as. Vanaf "
        f"{two_decimals(ITEM_REST.good)} is goed. Antw.: hoeveel metingen de vraag beantwoorden. "
        "Laagst en hoogst: het deel daarvan met de laagste en de hoogste score. Per antwoord: a, "
        "b, c, enzovoort; nee staat voor ja, en geen vooraan."
    )
    yield (
        f"Een oordeel vraagt ten minste {MINIMUM} metingen: bij minder kan een samenhang zomaar "
        f"0,35 hoger of lager zijn. Over de volgorde van fasen zijn het er {MINIMUM_ORDER}, omdat "
        "die op zeldzame antwoorden rust. Bij minder staat hier een streepje."
    )
    if evaluation.by is not None:
        yield (
            f"Een groep krijgt een alfa vanaf {MINIMUM} volledige metingen, en een gemiddelde "
            f"score vanaf {MINIMUM_GROUP} metingen met een fase op de as. Kleine groepen "
            "verschillen ook door toeval."
        )
