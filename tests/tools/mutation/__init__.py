"""Mutation testing of the modules that keep this product's promises; `tests/tools/mutants.py` is its face."""
