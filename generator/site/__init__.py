"""The built site: staged beside the old one, verified, swapped in by one rename.

It owns MkDocs as a library. It must not know how pages are made.
"""

from .builder import Built, build_site, serve_site

__all__ = ["Built", "build_site", "serve_site"]
