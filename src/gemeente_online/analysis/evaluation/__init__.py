"""Whether a model holds, from many assessments. Pure: figures and verdicts, no texts."""
