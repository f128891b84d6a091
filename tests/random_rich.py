"""Random rich texts, as authors write them: the grammar's blocks in every spelling of CommonMark."""

from __future__ import annotations

import re
from random import Random

PIECES = [
    "a",
    "Queue",
    "x1",
    "<b>",
    "&lt;",
    "&",
    "{: .x }",
    "*",
    "_",
    "**",
    "__",
    "`",
    "~~",
    "==",
    "^",
    "|",
    "[x]",
    "](y)",
    "!",
    "#",
    "1.",
    "-",
    "+",
    ":",
    '"',
    "'",
    "\\",
    "$",
    "@",
    "{{ x }}",
    "{% y %}",
    "<!-- z -->",
    "--8<--",
    "https://x.org",
    "é",
    "日本",
    "שלום",
    "🙂",
    "©",
    "…",
    "<script>alert(1)</script>",
    "javascript:",
    "&#60;",
    "klzzwxh:0001",
    "\u00a0",
    "a_b_c",
]
CODE = [
    "<img src=x onerror=alert(1)>",
    "",
    "",
    "\tindented",
    "    four",
    "  ",
    "trailing  ",
    "```",
    "~~~",
    "``",
    "- a",
    "1. b",
    "# h",
    "&amp;",
    "*x*",
    "{: #id }",
    "</code></pre>",
    "</div>",
    "a\tb",
    '--8<-- "mkdocs.yml"',
    "::: x",
    "[l]: https://x.org",
    "<!-- part: roles -->",
    "---",
    "> q",
    "| a | b |",
]


class Author:
    """Writes random rich texts; all chance comes from `chance`."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def text(self) -> str:
        """A rich text of one to four blocks."""
        return "\n\n".join(self.block(0) for _ in range(self.chance.randint(1, 4)))

    def block(self, depth: int) -> str:
        """One block."""
        kinds = [self.paragraph, self.paragraph, self.fence, self.indented]
        kinds += [lambda: self.list(depth)] * (2 if depth < 2 else 0)
        return self.chance.choice(kinds)()

    def paragraph(self) -> str:
        """One to three lines."""
        return "\n".join(self.line() for _ in range(self.chance.randint(1, 3)))

    def line(self) -> str:
        """A line of words, code, emphasis and links."""
        kinds = [self.word, self.word, self.word, self.code, self.emphasis, self.link]
        return " ".join(
            self.chance.choice(kinds)() for _ in range(self.chance.randint(1, 6))
        )

    def word(self) -> str:
        """A word, escaped by backslashes or by character references."""
        return self.written(
            "".join(self.chance.choices(PIECES, k=self.chance.randint(1, 2)))
        )

    def written(self, text: str) -> str:
        """A text that Markdown shows as it is."""
        if self.chance.random() < 0.3:
            return "".join(c if c.isalnum() else f"&#{ord(c)};" for c in text)
        return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)

    def code(self) -> str:
        """A code span."""
        text = self.chance.choice([piece for piece in PIECES + CODE if piece.strip()])
        fence = "`" * (
            max((len(run) for run in re.findall("`+", text)), default=0) + 1
        )
        return f"{fence} {text} {fence}"

    def emphasis(self) -> str:
        """Emphasised words."""
        mark = self.chance.choice(["*", "**", "_", "__"])
        return f"{mark}x{self.word()}y{mark}"

    def link(self) -> str:
        """A link, to an entry or elsewhere."""
        target = self.chance.choice(
            [
                "entry:load-paper",
                "https://example.org/a_b?c=*d*&e=(f)#g~h",
                "mailto:a@b.org",
                "https://example.org/[x]",
                "entry:out-of-paper",
            ]
        )
        address = (
            f"<{target}>" if self.chance.random() < 0.5 or "(" in target else target
        )
        return f"[{self.chance.choice([self.word, self.code])()}]({address})"

    def fence(self) -> str:
        """A fenced block of code."""
        lines = self.chance.choices(CODE, k=self.chance.randint(1, 5))
        mark = self.chance.choice("`~")
        fence = mark * (
            max(
                (len(run) for line in lines for run in re.findall(f"{mark}+", line)),
                default=0,
            )
            + 3
        )
        return "\n".join(
            [fence + self.chance.choice(["", "bash", " text"]), *lines, fence]
        )

    def indented(self) -> str:
        """An indented block of code, by blanks or by tabs."""
        lines = [
            "x" + self.chance.choice(CODE),
            *self.chance.choices(CODE, k=self.chance.randint(0, 3)),
            "y",
        ]
        mark = self.chance.choice(["    ", "\t"])
        return "\n".join(mark + line if line else "" for line in lines)

    def list(self, depth: int) -> str:
        """A list, tight or loose."""
        mark, first = (
            self.chance.choice(["-", "*", "+", ".", ")"]),
            self.chance.randint(0, 12),
        )
        loose = self.chance.random() < 0.5
        items = []
        for number in range(first, first + self.chance.randint(1, 4)):
            label = f"{number}{mark}" if mark in ".)" else mark
            label += " " * self.chance.randint(1, 3)
            blocks = [
                self.block(depth + 1)
                for _ in range(self.chance.randint(1, 3) if loose else 1)
            ]
            items.append(self.item(label, blocks))
        return ("\n\n" if loose else "\n").join(items)

    def item(self, label: str, blocks: list[str]) -> str:
        """One item; indented code needs exactly one blank behind the mark."""
        if blocks[0].startswith(("    ", "\t")):
            label = label.rstrip() + " "
            blocks[0] = blocks[0].expandtabs(4)
        lines = "\n\n".join(blocks).split("\n")
        return "\n".join(
            [
                label + lines[0],
                *(" " * len(label) + line if line else "" for line in lines[1:]),
            ]
        )
