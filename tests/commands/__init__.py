"""The commands of the shipped book: each is run, parsed by its own program, or excepted by name."""
