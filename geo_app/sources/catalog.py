"""Reads a corridor folder: catalog.toml says which layers there are, the tables what they hold."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from geo_app.domain.corridor import Corridor
from geo_app.domain.identifier import require_identifier
from geo_app.domain.layer import GEOMETRY_KINDS, Layer, LayerKind
from geo_app.domain.place import Bounds
from geo_app.domain.text import Text
from geo_app.errors import CorridorError
from geo_app.sources import rows
from geo_app.sources.ground import read_geometry, read_image
from geo_app.sources.references import refuse_misfits
from geo_app.sources.table import Row, read_table, read_text

CATALOG = "catalog.toml"
MAX_CATALOG_BYTES = 200_000
OPTIONAL_TABLES = frozenset(
    {"derived.csv", "charts.csv", "statements.csv", "roads.csv", "other_numbers.csv"}
)
"""A corridor can do without these."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)
Made = TypeVar("Made")


def read_corridor(folder: Path) -> Corridor:
    """The corridor whose files lie in `folder`.

    Raises:
        CorridorError: a file has a fault; the message names file, row and column.
    """
    catalog = _read_catalog(folder)
    languages = _names(catalog, "languages")
    if not languages:
        raise CorridorError(CATALOG, "expected at least one of 'languages'")
    layers = _unique(CATALOG, map(_read_layer, _entry(catalog, "layers", list)))
    corridor = Corridor(
        id=_checked(require_identifier, _entry(catalog, "id", str)),
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
        other_numbers=_read_things(folder, "other_numbers.csv", rows.read_other_number),
        texts=_read_texts(folder, languages),
        geometries=_read_geometries(folder, layers.values()),
        images={
            layer.file: read_image(folder, layer.file)
            for layer in layers.values()
            if layer.kind is LayerKind.RELIEF
        },
    )
    refuse_misfits(corridor)
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


def _names(table: dict[str, Any], key: str, what: str = "") -> tuple[str, ...]:
    names = _entry(table, key, list, what) if key in table else []
    if not all(isinstance(name, str) for name in names):
        raise CorridorError(CATALOG, f"expected {key!r}{what} to be a list of names")
    return tuple(names)


def _checked(make: Callable[..., Made], *words: Any, **values: Any) -> Made:
    try:
        return make(*words, **values)
    except ValueError as error:
        raise CorridorError(CATALOG, str(error)) from error


def _bounds(table: dict[str, Any], key: str, what: str = "") -> Bounds:
    try:
        return Bounds.of(_entry(table, key, list, what))
    except (TypeError, ValueError) as error:
        raise CorridorError(CATALOG, f"{key!r}{what}: {error}") from error


def _read_layer(table: Any) -> Layer:
    if not isinstance(table, dict):
        raise CorridorError(CATALOG, "expected each of 'layers' to be a table: [[layers]]")
    name = str(table.get("id", "?"))
    what = f" of layer {name!r}"
    try:
        kind = LayerKind(_entry(table, "kind", str, what))
    except ValueError as error:
        valid = ", ".join(LayerKind)
        raise CorridorError(CATALOG, f"'kind'{what}: expected one of {valid}") from error
    return _checked(
        Layer,
        id=_entry(table, "id", str, what),
        kind=kind,
        file=_entry(table, "file", str, what) if "file" in table else "",
        objects=_names(table, "objects", what),
        sources=_names(table, "sources", what),
        shown=bool(table.get("shown", True)),
        switchable=bool(table.get("switch", True)),
        bounds=_bounds(table, "bounds", what) if kind is LayerKind.RELIEF else None,
    )


def _read_things(folder: Path, name: str, read_row: Callable[[Row], T]) -> dict[str, T]:
    if name in OPTIONAL_TABLES and not (folder / name).exists():
        return {}
    return _unique(name, map(read_row, read_table(folder, name)))


def _unique(name: str, things: Iterable[T]) -> dict[str, T]:
    known: dict[str, T] = {}
    for thing in things:
        try:
            require_identifier(thing.id)
        except ValueError as error:
            raise CorridorError(name, str(error), column="id") from error
        if thing.id in known:
            raise CorridorError(name, f"the id {thing.id!r} stands twice", column="id")
        known[thing.id] = thing
    return known


def _read_texts(folder: Path, languages: tuple[str, ...]) -> dict[str, Text]:
    texts: dict[str, Text] = {}
    for row in read_table(folder, "texts.csv"):
        key = row.required("key")
        if key in texts:
            raise row.fault("key", f"the key {key!r} stands twice")
        texts[key] = row.text("", languages)
    return texts


def _read_geometries(folder: Path, layers: Iterable[Layer]) -> dict[str, str]:
    objects: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        if layer.kind in GEOMETRY_KINDS:
            objects[layer.file] = objects.get(layer.file, ()) + layer.objects
    return {name: read_geometry(folder, name, wanted) for name, wanted in objects.items()}
