"""Texts cut into words, by the script that cuts what readers look for.

It runs in V8, and only for texts that this process has not cut before: one edit costs one text.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from ..check.javascript import JavaScript
from ..render.bundle import joined

_SCRIPT = Path(__file__).parent / "words.mjs"
_WORDS = "texts => texts.map((text) => words.wordsIn(text))"
_AT_ONCE = 2_000
"""Texts of one call, within its limit of time."""
_MOST = 200_000
"""Texts that are remembered; then all are forgotten."""
_known: dict[str, tuple[str, ...]] = {}


def words_of(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words of each text, each once, in their order."""
    wanted = dict.fromkeys(texts)
    new = [text for text in wanted if text not in _known]
    if len(_known) + len(new) > _MOST:
        _known.clear()
        new = list(wanted)
    if new:
        _known.update(_cut(new))
    return {text: _known[text] for text in wanted}


def _cut(texts: list[str]) -> dict[str, tuple[str, ...]]:
    """The words of texts, from the script."""
    script, _ = joined({"words": _SCRIPT}, "causebookWords")
    found: dict[str, tuple[str, ...]] = {}
    with JavaScript() as js:
        js.run(f"{script}globalThis.words = causebookWords(); 0")
        for start in range(0, len(texts), _AT_ONCE):
            part = texts[start : start + _AT_ONCE]
            cut = cast(list[list[str]], js.call(_WORDS, part))
            found.update(zip(part, map(tuple, cut), strict=True))
    return found
