"""Commands as a page shows them: what fits everybody, and what is for one product each.

The commands of a step are ways to do the same: a reader needs those of one product. It must not
know which product that is; the page's script does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..book.book import Book
from ..model import Command, Platform

MOST = 5
"""How many products' names stand in a row: on a phone more would be a wall of names."""


@dataclass(frozen=True)
class Way:
    """The commands of one product."""

    platform: Platform
    commands: tuple[Command, ...]


@dataclass(frozen=True)
class Ways:
    """The commands for everybody, and those of each product, in the author's order."""

    general: tuple[Command, ...]
    products: tuple[Way, ...]

    @property
    def seen(self) -> tuple[Way, ...]:
        """The products whose names stand in one row; never is a single one folded behind them."""
        return (
            self.products if len(self.products) <= MOST else self.products[: MOST - 1]
        )

    @property
    def others(self) -> tuple[Way, ...]:
        """The products that are folded behind them."""
        return self.products[len(self.seen) :]


def ways(book: Book, commands: Iterable[Command]) -> Ways:
    """The commands of a step, parted by product."""
    general: list[Command] = []
    by_product: dict[str, list[Command]] = {}
    for command in commands:
        own = (
            by_product.setdefault(command.platform, [])
            if command.platform
            else general
        )
        own.append(command)
    return Ways(tuple(general), tuple(_ways(book, by_product)))


def _ways(book: Book, by_product: dict[str, list[Command]]) -> Iterable[Way]:
    """The commands of each product that the book has."""
    for name, commands in by_product.items():
        platform = book.by_id[name]
        if isinstance(platform, Platform):
            yield Way(platform, tuple(commands))
