"""What is served of a site: the folder, what it was made of, and what is behind.

It must not know when it is brought up to date, nor what went wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..project import Checked
from ..render import Options, Rendered
from .due import Due
from .facts import Facts, Lexicon, SiteFacts, digest_of
from .kept import Kept
from .write import write_files

Files = Mapping[str, str | bytes]


@dataclass
class Served:
    """The site that is served: what it was made of."""

    folder: Path
    configured: str
    checked: Checked
    options: Options
    rendered: Rendered
    due: Due | None
    rest: dict[str, str | bytes]
    """What was made of the whole book at once."""
    uncopied: set[str] = field(default_factory=set)
    """The sources of pages of entries that have changed, and whose Markdown beside them has not."""

    def is_new(self, name: str, data: str | bytes) -> bool:
        """Whether a file has other bytes than the one that is served."""
        old = self.rendered.files.get(name)
        return old is not data and old != data

    def write(self, name: str, data: str | bytes) -> None:
        """Put a file into the folder, whole at once."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_bytes(data.encode() if isinstance(data, str) else data)
        new.replace(path)

    def kept(self) -> Kept | None:
        """What another site can use of these pages; None where that cannot be told."""
        due = self.due
        if due is None or not due.surroundings:
            return None
        files = {
            made.dest: Facts(digest_of((self.folder / made.dest).read_bytes()))
            for made in due.pages.values()
        }
        return Kept(
            due.surroundings, due.targets, due.pages, SiteFacts(files, Lexicon())
        )

    def make_part(self, part: Callable[[Checked, Options], Files]) -> Iterable[str]:
        """Make a part of what is made of the whole book; returns the files that changed."""
        made = part(self.checked, self.options)
        changed = [name for name, data in made.items() if self.rest.get(name) != data]
        for name in changed:
            self.write(name, made[name])
        self.rest.update(made)
        return changed

    def write_copies(self) -> Iterable[str]:
        """Write the Markdown beside pages that changed, and beside those of the whole book."""
        rendered = self.rendered
        others = {
            name for name in rendered.names if name.endswith(".md")
        } - rendered.entries
        for name, text in rendered.copies(others | self.uncopied).items():
            path = self.folder / name
            if not path.is_file() or path.read_bytes() != text.encode():
                self.write(name, text)
        self.uncopied.clear()
        return ()

    def write_docs(self, project: Path) -> Iterable[str]:
        """Bring the docs folder up to date, which other builders read."""
        if self.due:
            for name in tuple(self.rendered.pending):
                self.rendered.text(name)
            docs = Path(self.due.site.config.docs_dir)
            write_files({**self.rendered.files, **self.rest}, docs, project)
        return ()
