"""The built site, staged where nobody serves it, verified and swapped in; and its live preview.

It owns MkDocs as a library. It must not know how pages are made.
"""

from .builder import Built, build_site
from .explained import Broken
from .mkdocs_config import check_settings, unsupported
from .preview import Preview, serve_site

__all__ = [
    "Broken",
    "Built",
    "Preview",
    "build_site",
    "check_settings",
    "serve_site",
    "unsupported",
]
