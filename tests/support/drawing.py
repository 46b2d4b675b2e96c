"""How many random examples, and how they are drawn."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "properties",
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
properties = settings(settings.get_profile("properties"))
