"""`python -m generator` is the command `causebook`."""

from .cli import main

main(prog_name="causebook")
