"""What is still to be done for a phase: the least that does it. Pure: no texts."""
