"""From a model and an assessment to a result. Pure."""
