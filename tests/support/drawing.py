"""How many random examples are drawn, said in one place.

A test draws a few, the same each time, so that the suite is quick and repeats itself. With
``GEMEENTE_ONLINE_EXAMPLES=all``, as in ``.ci/run``, it draws as many as it names, still the same
ones, so that a change is held against what the last one was. With ``new`` it draws as many, and
others each time: to look for faults.
"""

import os

from hypothesis import HealthCheck, settings

WANTED = os.environ.get("GEMEENTE_ONLINE_EXAMPLES")
ALL = WANTED in {"all", "new"}
FEW = 5

settings.register_profile(
    "tests",
    deadline=None,
    max_examples=100 if ALL else FEW,
    derandomize=WANTED != "new",
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)
settings.load_profile("tests")


def drawn(every: int, few: int = FEW) -> settings:
    """How many examples a test draws: of a run that draws all, and of one that is quick."""
    return settings(max_examples=every if ALL else few)
