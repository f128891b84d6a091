"""`python -m causebook` is the command `causebook`."""

from functools import partial

from .cli.commands import main
from .cli.exits import ended

ended(partial(main, prog_name="causebook"))
