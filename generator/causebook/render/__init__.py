"""From a book to files: Markdown pages, data files and their plain copies, as texts by path.

Templates arrange, Python decides. Nothing here reads or writes the disk, except for the
templates and assets of the package itself.
"""

from .files import as_data, render, texts
from .frame import Contact, Frame
from .from_source import from_source
from .markup import without_indents, written_out
from .rendered import NOTHING, Header, Memory, Options, Recalled, Rendered

__all__ = [
    "NOTHING",
    "Contact",
    "Frame",
    "Header",
    "Memory",
    "Options",
    "Recalled",
    "Rendered",
    "as_data",
    "from_source",
    "render",
    "texts",
    "without_indents",
    "written_out",
]
