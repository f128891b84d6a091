"""Print what the diagnosis page weighs, part by part: `python tests/tools/weight.py`.

At opening a reader downloads the page with its knowledge, the script, the style; what no conclusion
rests on, such as the steps of fixes, comes behind it. A part of the knowledge weighs what the page
would lose without it (gzip -9), so that parts do not add up.
"""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from causebook.diagnosis.files import pages
from causebook.diagnosis.knowledge import knowledge
from causebook.diagnosis.later import split
from causebook.diagnosis.packed import packed
from causebook.model import Audience
from causebook.pipeline import opened
from causebook.render import Options

ROOT = Path(__file__).parents[2]
READING = ROOT / "causes" / "reading"
LISTS = ("symptoms", "causes", "fixes", "platforms", "choices")
MOST = 260_000
"""What the page may weigh in all."""
LATER = re.compile(r"diagnose-\w+\.js$")
"""A file that is loaded when somebody looks at what it brings."""


def gzipped(text: str) -> int:
    """Bytes of a text as a server sends it."""
    return len(gzip.compress(text.encode(), 9))


def as_page(known: dict[str, Any]) -> str:
    """The knowledge as the page carries it."""
    return json.dumps(packed(known), ensure_ascii=False, separators=(",", ":"))


def parts(known: dict[str, Any]) -> list[tuple[int, str]]:
    """What each list weighs, and each key of the large ones; the heaviest first."""
    whole = gzipped(as_page(known))

    def lost(name: str, change: Callable[[Any], Any]) -> tuple[int, str]:
        return whole - gzipped(as_page({**known, name: change(known[name])})), name

    found = [lost(name, lambda _: None) for name in known]
    for name in LISTS:
        for key in dict.fromkeys(key for entry in known[name] for key in entry):
            without = lost(
                name, lambda entries, key=key: [{**e, key: None} for e in entries]
            )
            found.append((without[0], f"{name}.{key}"))
    return sorted(found, reverse=True)


def downloads(sizes: dict[str, int]) -> dict[str, int]:
    """What a reader downloads before the page can answer, and what it is with all that follows."""
    later = {name: size for name, size in sizes.items() if LATER.search(name)}
    opening = sum(size for name, size in sizes.items() if name not in later)
    return {
        "at opening": opening,
        "everything": opening + sum(later.values()),
        "at most": MOST,
    }


def main() -> None:
    """The files first, then the knowledge by part."""
    book = opened(ROOT, Audience.PUBLIC).book
    files = pages(book, READING, Options(Audience.PUBLIC))
    sizes = {name: gzipped(str(text)) for name, text in files.items()}
    for name, size in (sizes | downloads(sizes)).items():
        print(f"{name:44} {size / 1000:6.1f} KB gzip")
    shell = re.sub(
        r'(id="knowledge">).*?</script>',
        r"\1</script>",
        str(files["diagnose/index.html"]),
    )
    print(f"{'the page without knowledge':44} {gzipped(shell) / 1000:6.1f}")
    short, _ = split(knowledge(book, Audience.PUBLIC))
    for size, name in parts(short):
        if size >= 100:
            print(f"  {name:34} {size / 1000:6.1f}")


if __name__ == "__main__":
    main()
