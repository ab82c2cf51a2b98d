"""The tables: every figure and every place in a row, with its source: the map without seeing it.

Rows say what cards and panel say, in the same words, and carry beside it the raw values under the
names that the columns of a corridor folder have.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo_app.domain.text import Passage
from geo_app.render.cards import Link


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that a reader sees.

    Attributes:
        name: what it is called in addresses and in files.
        title: what a reader calls it.
        by: the raw column whose values put its rows in order; "" is its own text.
    """

    name: str
    title: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stands in a column: text, or a passage in several languages, then links to cards."""

    text: str = ""
    passage: Passage = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """A figure, a place, a route or a country.

    Attributes:
        card: id of its card; "" where it has none.
        language: of its first cell, where that is not the page's.
        values: one for each raw column; "" where there is none.
        cells: one for each column that is seen.
    """

    card: str = ""
    language: str = ""
    values: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table, in words and in raw values."""

    id: str
    title: str
    columns: tuple[Column, ...]
    raw: tuple[str, ...]
    rows: tuple[Row, ...]


def text_cells(texts: Iterable[str]) -> Iterator[Cell]:
    """A cell for each text."""
    return (Cell(text=each) for each in texts)
