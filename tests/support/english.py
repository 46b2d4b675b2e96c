"""English words that no user should meet."""

import re

OF_THE_HELP = (
    *("Usage", "Options", "Arguments", "Commands", "Error", "Missing", "Show this", "default"),
)
"""What typer and click say of their own."""
OF_LIBRARIES = re.compile(
    r"\b(expected|found|value|values|error|errors|invalid|field|fields|input|should|must|cannot|"
    r"string|mapping|sequence|scalar|character|line|column|token|missing|unknown|"
    r"required|permitted|extra|the|not|while|None|got|valid|type=\w+|"
    r"dict|tuple|list|Fraction)\b",
    re.IGNORECASE,
)
"""What pydantic, a parser of YAML or JSON, and Python say."""
