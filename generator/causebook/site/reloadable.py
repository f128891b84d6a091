"""Pages with a policy of their own, as a live preview of MkDocs needs them.

MkDocs writes a script into each page that it serves, which asks whether the page has changed. The
policy of the diagnosis would refuse it. It must not touch what is published.
"""

from __future__ import annotations

from collections.abc import Mapping

_FOR_PREVIEW = {
    "script-src 'self'": "script-src 'self' 'unsafe-inline'",
    "connect-src 'none'": "connect-src 'self'",
}
_POLICY = '<meta http-equiv="Content-Security-Policy" content="'


def reloadable(files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """The files, with policies that let the script of MkDocs run and ask its own server."""
    return {
        name: _opened(data)
        if name.endswith(".html") and isinstance(data, str)
        else data
        for name, data in files.items()
    }


def _opened(page: str) -> str:
    """A page whose policy, if it has one, allows what a preview needs."""
    before, found, rest = page.partition(_POLICY)
    policy, end, after = rest.partition('"')
    for strict, open_ in _FOR_PREVIEW.items():
        policy = policy.replace(strict, open_, 1)
    return f"{before}{found}{policy}{end}{after}"
