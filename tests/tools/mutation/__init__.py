"""Small changes to the modules that keep promises; `tests/tools/mutants.py` is the face."""
