"""The built site, staged where nobody serves it, verified and swapped in; and its live preview.

It owns MkDocs as a library. It must not know how pages are made.
"""

from .builder import Built, build_site, unchanged
from .explained import Broken
from .live import Source
from .mkdocs_config import check_settings, unsupported
from .preview import Preview
from .serving import serve_site

__all__ = [
    "Broken",
    "Built",
    "Preview",
    "Source",
    "build_site",
    "check_settings",
    "serve_site",
    "unchanged",
    "unsupported",
]
