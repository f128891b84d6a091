"""The command line face, and the starting points that it copies."""

import gc

_OBJECTS = 300_000
"""So many new objects are worth looking for garbage among them, which is a sixth of a build else.

Python's 700 are for programs that make little garbage of much that lives long; a book lives on,
and so do the modules that are imported after this.
"""
gc.set_threshold(_OBJECTS)
