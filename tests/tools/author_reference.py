"""Write the generated part of causes/README.md from the models; a test holds it against them."""

from pathlib import Path

from causebook.model.author_reference import reference

README = Path(__file__).parents[2] / "causes" / "README.md"
START, END = "<!-- generated: make reference -->\n", "<!-- end of generated -->\n"


def updated(text: str) -> str:
    """The text with the reference of today."""
    before, rest = text.split(START)
    return before + START + "\n" + reference() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    README.write_text(updated(README.read_text("utf-8")), "utf-8")
