"""The shipped book as tests look at it: read once in each process, and rendered once for each audience."""

from functools import cache
from pathlib import Path

from causebook.book.audience import for_audience
from causebook.book.book import Book
from causebook.load import load
from causebook.load.content import Content
from causebook.model import Audience
from causebook.project import link
from causebook.render import Options, Rendered, render

ROOT = Path(__file__).parents[1]


@cache
def whole() -> Book:
    book, findings = link(load(ROOT / "causes"))
    assert [str(finding) for finding in findings] == []
    return book


@cache
def seen_by(audience: Audience) -> Book:
    return for_audience(whole(), audience)


@cache
def rendered(audience: Audience) -> Rendered:
    return render(seen_by(audience), Content(), Options(Audience.PUBLIC))
