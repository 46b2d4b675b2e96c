"""Answers files to fill in: YAML, CSV and Excel."""
