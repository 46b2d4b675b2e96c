"""What results say together, and what follows from one. Pure."""
