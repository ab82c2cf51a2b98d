"""Reads a corridor folder: catalog.toml says which layers there are, the tables what they hold."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from geo_app.domain.corridor import Corridor
from geo_app.domain.layer import Layer, LayerKind
from geo_app.domain.place import Bounds
from geo_app.domain.text import Text
from geo_app.errors import CorridorError
from geo_app.sources import rows
from geo_app.sources.ground import read_geometry, read_image
from geo_app.sources.references import refuse_dangling_references
from geo_app.sources.table import Row, read_table, read_text

CATALOG = "catalog.toml"
MAX_CATALOG_BYTES = 200_000
OPTIONAL_TABLES = frozenset({"derived.csv", "charts.csv", "statements.csv", "roads.csv"})
"""A corridor can do without these."""
GEOMETRY_KINDS = frozenset(
    {LayerKind.LAND, LayerKind.WATER, LayerKind.COUNTRIES, LayerKind.BOUNDARIES}
)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)


def read_corridor(folder: Path) -> Corridor:
    """The corridor whose files lie in `folder`.

    Raises:
        CorridorError: a file has a fault; the message names file, row and column.
    """
    catalog = _read_catalog(folder)
    languages = tuple(_entry(catalog, "languages", list))
    layers = _unique(CATALOG, map(_read_layer, _entry(catalog, "layers", list)))
    corridor = Corridor(
        id=_entry(catalog, "id", str),
        languages=languages,
        as_of=_entry(catalog, "as_of", date),
        hub=_entry(catalog, "hub", str),
        article=_entry(catalog, "article", str),
        home=_bounds(catalog, "home"),
        whole=_bounds(catalog, "whole"),
        layers=layers,
        places=_read_things(folder, "places.csv", rows.read_place),
        countries=_read_things(folder, "countries.csv", rows.read_country),
        routes=_read_things(folder, "routes.csv", rows.read_route),
        roads=_read_things(folder, "roads.csv", rows.read_road),
        figures=_read_things(folder, "figures.csv", rows.read_figure),
        derivations=_read_things(folder, "derived.csv", rows.read_derivation),
        charts=_read_things(folder, "charts.csv", rows.read_chart),
        statements=_read_things(folder, "statements.csv", rows.read_statement),
        sources=_read_things(folder, "sources.csv", rows.read_source),
        texts=_read_texts(folder, languages),
        geometries=_read_geometries(folder, layers.values()),
        images={
            layer.file: read_image(folder, layer.file)
            for layer in layers.values()
            if layer.kind is LayerKind.RELIEF
        },
    )
    refuse_dangling_references(corridor)
    return corridor


def _read_catalog(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(folder, CATALOG, MAX_CATALOG_BYTES))
    except tomllib.TOMLDecodeError as error:
        raise CorridorError(CATALOG, f"no valid TOML: {error}") from error


def _entry(table: dict[str, Any], key: str, kind: type[Any], what: str = "") -> Any:
    if key not in table:
        raise CorridorError(CATALOG, f"expected {key!r}{what}")
    if not isinstance(table[key], kind):
        raise CorridorError(CATALOG, f"expected {key!r}{what} to be a {kind.__name__}")
    return table[key]


def _bounds(table: dict[str, Any], key: str, what: str = "") -> Bounds:
    try:
        return Bounds.of(_entry(table, key, list, what))
    except (TypeError, ValueError) as error:
        raise CorridorError(CATALOG, f"{key!r}{what}: {error}") from error


def _read_layer(table: dict[str, Any]) -> Layer:
    name = str(table.get("id", "?"))
    what = f" of layer {name!r}"
    try:
        kind = LayerKind(_entry(table, "kind", str, what))
    except ValueError as error:
        valid = ", ".join(LayerKind)
        raise CorridorError(CATALOG, f"'kind'{what}: expected one of {valid}") from error
    return _checked_layer(
        id=_entry(table, "id", str, what),
        kind=kind,
        file=_entry(table, "file", str, what),
        objects=tuple(table.get("objects", ())),
        sources=tuple(table.get("sources", ())),
        shown=bool(table.get("shown", True)),
        switchable=bool(table.get("switch", True)),
        bounds=_bounds(table, "bounds", what) if kind is LayerKind.RELIEF else None,
    )


def _checked_layer(**values: Any) -> Layer:
    try:
        return Layer(**values)
    except ValueError as error:
        raise CorridorError(CATALOG, str(error)) from error


def _read_things(folder: Path, name: str, read_row: Callable[[Row], T]) -> dict[str, T]:
    if name in OPTIONAL_TABLES and not (folder / name).exists():
        return {}
    return _unique(name, map(read_row, read_table(folder, name)))


def _unique(name: str, things: Iterable[T]) -> dict[str, T]:
    known: dict[str, T] = {}
    for thing in things:
        if thing.id in known:
            raise CorridorError(name, f"the id {thing.id!r} stands twice")
        known[thing.id] = thing
    return known


def _read_texts(folder: Path, languages: tuple[str, ...]) -> dict[str, Text]:
    return {row.required("key"): row.text("", languages) for row in read_table(folder, "texts.csv")}


def _read_geometries(folder: Path, layers: Iterable[Layer]) -> dict[str, str]:
    objects: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        if layer.kind in GEOMETRY_KINDS:
            objects[layer.file] = objects.get(layer.file, ()) + layer.objects
    return {name: read_geometry(folder, name, wanted) for name, wanted in objects.items()}
