"""What a growth model is."""
