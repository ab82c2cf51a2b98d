"""A map as data: features with their values, and tables of figures and sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geo_app.domain.overlay import GeoJson


class Basis(StrEnum):
    """What a feature or a figure rests on."""

    ARTICLE = "article"
    CONTEXT = "context"
    SCHEMATIC = "schematic"
    DERIVED = "derived"
    OVERLAY = "overlay"


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFeature:
    """Something with a place on the map, or a row of a table without one.

    Attributes:
        id: of its own in the whole dataset, or None where a user's file gives none.
        geometry: RFC 7946 on WGS 84: cut at the antimeridian, outer rings counterclockwise; None
            in a table.
        values: by column; what is not known is left out. Only users' files nest values.
        members: further members of the GeoJSON Feature, of a user's file.
    """

    id: str | int | float | None
    geometry: GeoJson | None
    values: Mapping[str, Any]
    members: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class DataLayer:
    """Features, or rows, with the same columns.

    Attributes:
        id: what a table of it is called.
        title: in the main language.
        columns: every column that a feature has a value in, in order.
        theirs: it is a user's file: its columns and values are as that has them.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    features: Sequence[DataFeature]
    theirs: bool = False

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The values of each feature, one for each column; None is not known."""
        return (tuple(map(each.values.get, self.columns)) for each in self.features)


@dataclass(frozen=True, kw_only=True, slots=True)
class Dataset:
    """A whole map as data.

    Attributes:
        id: of the corridor.
        date: ISO 8601, at which it holds.
        languages: BCP 47; texts of the first have no suffix, those of the others end in theirs.
        notes: what a reader must know, in the main language.
        headings: over what stands in some columns, where it is told as text: what the article says,
            what is derived, and what is context.
        attribution: whom to name, and licences.
        layers: what is on the map.
        figures: the article's, and those derived from them.
        sources: every source.
    """

    id: str
    title: str
    summary: str
    date: str
    languages: tuple[str, ...]
    notes: tuple[str, ...]
    headings: Mapping[str, str]
    attribution: str
    layers: tuple[DataLayer, ...]
    figures: DataLayer
    sources: DataLayer


def collect_columns(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Every column that some row has, in the order of their first appearance."""
    return tuple(dict.fromkeys(name for row in rows for name in row))
