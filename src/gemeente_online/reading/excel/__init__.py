"""Excel workbooks as assessments or problems: those of ``init``, and plain sheets."""
