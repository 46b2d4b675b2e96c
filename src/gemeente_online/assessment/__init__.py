"""One municipality's answers at one date."""
