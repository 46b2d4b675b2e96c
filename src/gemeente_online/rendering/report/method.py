"""How a model makes phases of answers, in the sentences of a page of many municipalities.

The sums of one municipality are in ``explained``.
"""

from gemeente_online.model.file import Model
from gemeente_online.model.numbers import exact_decimals, exact_percentage
from gemeente_online.model.parts import Overall, Scoring
from gemeente_online.wording import listing


def axis_rule(model: Model) -> str:
    """When an axis stands in a phase."""
    lower = "Ook elke lagere fase moet zijn gehaald"
    if any(axis.requirements for axis in model.axes):
        lower += ", met alle voorwaarden"
    return f"Een as staat in een fase als {_enough(model)}. {lower}."


def _enough(model: Model) -> str:
    weighed = len({question.weight for question in model.questions.values()}) > 1
    by_weight = ", naar gewicht," if weighed else ""
    higher = model.phases[1:]
    own = any(axis.thresholds for axis in model.axes)
    if model.scoring is Scoring.MEAN:
        told = f"de gemiddelde score van de antwoorden{by_weight} de drempel van die fase haalt"
        if own:
            return told
        each = [f"{exact_decimals(one.threshold)} voor fase {one.number}" for one in higher]
        return f"{told}: {listing(each)}"
    asked = {phase.threshold for phase in higher}
    if model.scoring is Scoring.CHECKLIST:
        if own or len(asked) != 1:
            return f"genoeg vragen van die fase{by_weight} zijn gehaald"
        least = higher[0].threshold
        several = f"ten minste {exact_percentage(least)} van de" if least < 1 else "alle"
        return f"{several} vragen van die fase{by_weight if least < 1 else ''} zijn gehaald"
    if own or len(asked) > 1:
        return f"genoeg antwoorden{by_weight} voor die fase tellen"
    share = exact_percentage(higher[0].threshold) if higher else "het deel dat het model vraagt"
    return f"ten minste {share} van de antwoorden{by_weight} voor die fase of een hogere telt"


def overall_rule(model: Model) -> str:
    """How the axes make one phase."""
    if model.overall is Overall.LOWEST:
        return (
            "De fase als geheel is die van de laagste as: een gemiddelde zou verbergen wat nog "
            "achterblijft."
        )
    parts = model.domains or model.axes
    weighed = len({part.weight for part in parts}) > 1
    told = (
        f"Het {'gewogen ' if weighed else ''}gemiddelde van de scores van de "
        f"{'domeinen' if model.domains else 'assen'} bepaalt de fase als geheel: de hoogste "
        "waarvan dat de drempel haalt."
    )
    apart = ["voorwaarden"] if any(axis.requirements for axis in model.axes) else []
    if any(axis.thresholds for axis in model.axes):
        apart.append("eigen drempels")
    if apart:
        told += f" {listing(apart).capitalize()} van een as tellen daarvoor niet."
    return f"{told} Heeft een as geen fase, dan is er als geheel ook geen."
