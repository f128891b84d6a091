"""`python -m causebook` is the command `causebook`."""

from .cli.commands import main

main(prog_name="causebook")
