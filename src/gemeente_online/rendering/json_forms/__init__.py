"""What stands in the JSON that leaves the program, where that is not a result itself.

A module for what each command tells. What was scored stands there by its source, municipality,
date and model, never whole. With the types of the results these are also what the JSON Schemas are
made of.
"""
