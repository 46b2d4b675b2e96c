"""The questions one by one: where somebody is, and what a typed line does. Pure."""
